//! The committed JSON Schema is the one that the types give, and what is written obeys it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use common::{DOCUMENTS, plan};

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let committed =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/plan.schema.json")).unwrap_or_default();
    let generated = albero::plan_schema().unwrap();
    assert!(committed == generated, "run: cargo run -- schema plan > schema/plan.schema.json");
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
fn every_type_and_field_of_the_schema_is_described() {
    let schema: serde_json::Value = serde_json::from_str(&albero::plan_schema().unwrap()).unwrap();
    let mut types: Vec<(String, &serde_json::Value)> = vec![("Plan".to_owned(), &schema)];
    types.extend(schema["$defs"].as_object().unwrap().iter().map(|(name, definition)| (name.clone(), definition)));
    for (name, definition) in types {
        assert!(definition["description"].is_string(), "{name}");
        for (field, property) in definition["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{name}.{field}");
        }
    }
}
