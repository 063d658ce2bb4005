//! Documents of the other forms, and what a careful reader finds in them: every key of a truth stands in the plan, every
//! list is as long, no node is there that nobody printed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use serde_json::Value;
use std::path::PathBuf;

/// Documents that are read exactly; a form that is not read yet has no place here.
const EXACT: &[&str] = &[
    "matrix-merged",
    "matrix-repeated",
    "objectives-only",
    "piao-matrix",
    "hard-breaks-matrix",
    "managers-graded",
    "positions-column",
    "report-matrix",
    "report-results",
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/layouts")
}

fn read(name: &str) -> albero::Result<albero::Reading> {
    let bytes = std::fs::read(folder().join(format!("{name}.pdf"))).unwrap();
    albero::read(bytes, &albero::Options::default())
}

/// Keys of a truth that are remarks on it.
const REMARKS: &[&str] = &["accept", "or", "optional", "form", "schema"];

/// What of a truth a plan does not say: a line a difference.
fn missing(truth: &Value, plan: &Value, at: &str, found: &mut Vec<String>) {
    let nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    match (truth, plan) {
        (truth, plan) if nothing(truth) && nothing(plan) => {}
        (Value::Object(keys), plan) => {
            let accepted = |key: &str| keys.get("accept").and_then(|a| a.get(key)).and_then(Value::as_array);
            for (key, wanted) in keys.iter().filter(|(key, _)| !REMARKS.contains(&key.as_str())) {
                let got = plan.get(key).unwrap_or(&Value::Null);
                let mut own = Vec::new();
                missing(wanted, got, &format!("{at}/{key}"), &mut own);
                let other = |value: &Value| {
                    let mut differences = Vec::new();
                    missing(value, got, at, &mut differences);
                    differences.is_empty()
                };
                if !accepted(key).is_some_and(|values| values.iter().any(other)) {
                    found.append(&mut own);
                }
            }
        }
        (Value::Array(wanted), Value::Array(got)) => {
            if wanted.len() != got.len() {
                found.push(format!("{at}: {} wanted, {} read", wanted.len(), got.len()));
            }
            for (index, (wanted, got)) in wanted.iter().zip(got).enumerate() {
                missing(wanted, got, &format!("{at}/{index}"), found);
            }
        }
        (Value::String(wanted), Value::String(got)) if letters(wanted) == letters(got) => {}
        (Value::Number(wanted), Value::Number(got)) if wanted.as_f64() == got.as_f64() => {}
        (wanted, got) => found.push(format!("{at}: {wanted} wanted, {got} read")),
    }
}

#[test]
fn every_word_of_a_truth_is_in_its_field_and_nothing_is_invented() {
    let mut differences = Vec::new();
    for name in EXACT {
        let truth: Value =
            serde_json::from_slice(&std::fs::read(folder().join(format!("{name}.json"))).unwrap()).unwrap();
        let plan = serde_json::to_value(read(name).unwrap().plan).unwrap();
        missing(&truth["sections"], &plan["sections"], name, &mut differences);
        // `matrix-repeated` names two titles, what it is and the plan that it belongs to; the truth of `piao-matrix` has
        // another dash than its cover.
        for key in ["title", "year", "period"]
            .iter()
            .filter(|key| **key != "title" || !["matrix-repeated", "piao-matrix"].contains(name))
        {
            missing(&truth[*key], &plan[*key], &format!("{name}/{key}"), &mut differences);
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_word_of_them_is_in_one_place() {
    for name in EXACT {
        let accounts = read(name).unwrap().accounts();
        assert!(!accounts.is_empty());
        let open = accounts.iter().filter(|word| word.place == albero::Place::Open).count();
        assert_eq!(open, 0, "{name}");
    }
}

#[test]
fn documents_that_are_no_plans_are_refused() {
    let mut seen = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("noplan") || path.extension().is_none_or(|e| e != "pdf") {
            continue;
        }
        seen += 1;
        match read(&name) {
            Err(error) => assert_eq!(error.kind(), "no_objective", "{name}"),
            Ok(reading) => panic!("{name}: {} objectives", reading.plan.objectives().count()),
        }
    }
    assert!(seen >= 3, "the documents that are no plans are missing");
}
