//! The committed JSON Schema is the one that the types give, and what is written obeys it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use common::{DOCUMENTS, plan};

fn schemas() -> [(&'static str, String); 5] {
    [
        ("plan", albero::plan_schema().unwrap()),
        ("findings", albero::findings_schema().unwrap()),
        ("diff", albero::diff_schema().unwrap()),
        ("history", albero::history_schema().unwrap()),
        ("inspect", albero::inspect_schema().unwrap()),
    ]
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    for (name, generated) in schemas() {
        let path = format!("{}/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(committed == generated, "run: cargo run -- schema {name} > schema/{name}.schema.json");
    }
}

#[test]
fn every_plan_obeys_the_schema() {
    let schema = serde_json::from_str(&albero::plan_schema().unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for (document, _) in DOCUMENTS {
        let json = serde_json::to_value(plan(document)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|e| format!("{e} at {}", e.instance_path)).collect();
        assert!(errors.is_empty(), "{document}: {errors:?}");
    }
}

#[test]
fn a_diff_and_a_history_obey_their_schemas() {
    let (old, new) = (plan("plans/albero-2023.txt"), plan("plans/albero-2024-chromium.pdf"));
    let obeys = |schema: String, json: serde_json::Value| {
        let validator = jsonschema::draft202012::new(&serde_json::from_str(&schema).unwrap()).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|e| format!("{e} at {}", e.instance_path)).collect();
        assert!(errors.is_empty(), "{errors:?}");
    };
    let diff = albero::diff::diff(&old, &new, true);
    obeys(albero::diff_schema().unwrap(), serde_json::to_value(diff).unwrap());
    let history = albero::diff::history(&[old.clone(), new, old]);
    obeys(albero::history_schema().unwrap(), serde_json::to_value(history).unwrap());
}

#[test]
fn an_inspection_obeys_its_schema() {
    let schema = serde_json::from_str(&albero::inspect_schema().unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let bytes = std::fs::read(common::fixture("plans/albero-2024-chromium.pdf")).unwrap();
    let inspection = albero::inspect(bytes, &albero::Options::default()).unwrap();
    assert!(!inspection.tables.is_empty());
    let json = serde_json::to_value(inspection).unwrap();
    let errors: Vec<String> = validator.iter_errors(&json).map(|e| format!("{e} at {}", e.instance_path)).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn every_type_and_field_of_a_schema_is_described() {
    for (root, schema) in schemas() {
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        let mut types: Vec<(String, &serde_json::Value)> = vec![(root.to_owned(), &schema)];
        types.extend(schema["$defs"].as_object().unwrap().iter().map(|(name, definition)| (name.clone(), definition)));
        for (name, definition) in types {
            assert!(definition["description"].is_string(), "{name}");
            for (field, property) in definition["properties"].as_object().into_iter().flatten() {
                assert!(property["description"].is_string(), "{name}.{field}");
            }
        }
    }
}
