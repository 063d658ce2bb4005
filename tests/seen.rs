//! A page is read as a viewer shows it, and what differs from the file is said: on the PDFs that `fixtures/seen.py` makes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use albero::model::Plan;
use albero::{Note, Options, Reading};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn read(name: &str, password: Option<&str>) -> albero::Result<Reading> {
    let options = Options { password, ..Options::default() };
    albero::read(std::fs::read(fixture(name)).unwrap(), &options)
}

/// The plan's tree and nothing of where it was printed.
fn tree(plan: &Plan) -> Value {
    fn without_places(value: &mut Value) {
        match value {
            Value::Object(entries) => {
                entries.remove("locations");
                entries.values_mut().for_each(without_places);
            }
            Value::Array(values) => values.iter_mut().for_each(without_places),
            _ => {}
        }
    }
    let mut tree = serde_json::to_value(&plan.sections).unwrap();
    without_places(&mut tree);
    tree
}

fn notes(reading: &Reading) -> (Vec<Value>, Vec<Value>) {
    let (mut hidden, mut other) = (Vec::new(), Vec::new());
    for note in &reading.notes {
        match note {
            Note::HiddenText { why, words, .. } => hidden.push(json!([why, words])),
            note => other.push(serde_json::to_value(note).unwrap()),
        }
    }
    (hidden, other)
}

/// What is wrong with how a file is read.
fn faults(name: &str, expected: &Value) -> Option<String> {
    let file = format!("seen/{name}");
    let password = expected.get("password").and_then(Value::as_str);
    let reading = match (read(&file, password), expected.get("error").and_then(Value::as_str)) {
        (Err(error), Some(said)) => return (!error.to_string().contains(said)).then(|| error.to_string()),
        (Err(error), None) => return Some(error.to_string()),
        (Ok(_), Some(said)) => return Some(format!("read, though {said}")),
        (Ok(reading), None) => reading,
    };
    let list = |key: &str| expected.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let (hidden, other) = notes(&reading);
    if let Some(same) = expected.get("same_as").and_then(Value::as_str) {
        let same = read(same, None).unwrap();
        return (tree(&reading.plan) != tree(&same.plan) || hidden.len() + other.len() > 0)
            .then(|| "other letters".to_owned());
    }
    if expected.get("unmapped").is_some() {
        let text = tree(&reading.plan).to_string() + &serde_json::to_string(&reading.plan.unrecognized).unwrap();
        let is_said = reading.notes.iter().any(|note| matches!(note, Note::UnmappedGlyphs { page: 1, .. }));
        return (!is_said || !text.contains('\u{fffd}')).then(|| format!("{:?} {text}", reading.notes));
    }
    if hidden != list("notes") || other != list("other") {
        return Some(format!("notes {:?}", reading.notes));
    }
    let furniture: Vec<&str> = reading.plan.furniture.iter().map(|piece| piece.text.as_str()).collect();
    if Value::from(furniture.clone()) != Value::from(list("furniture")) {
        return Some(format!("furniture {furniture:?}"));
    }
    let mut wanted = tree(&read("seen/plain.pdf", None).unwrap().plan);
    if let Some(target) = expected.get("target").and_then(Value::as_str) {
        let wanted_target = &mut wanted[0]["objectives"][0]["indicators"][0]["targets"][0];
        wanted_target["text"] = json!(target);
        wanted_target["value"] =
            tree(&reading.plan)[0]["objectives"][0]["indicators"][0]["targets"][0]["value"].clone();
    }
    let mut found = tree(&reading.plan);
    if expected.get("pages").is_some() {
        let objectives = found[0]["objectives"].as_array_mut().unwrap();
        if objectives.len() != 4 {
            return Some(format!("{} objectives", objectives.len()));
        }
        objectives.truncate(2);
    }
    let is_loose = expected.get("loose").is_some();
    if !is_loose && !reading.plan.unrecognized.is_empty() {
        return Some(format!("unrecognized {:?}", reading.plan.unrecognized));
    }
    // What an upright head means is for the reading of tables to say.
    let is_told_elsewhere = expected.get("any_tree").is_some();
    (found != wanted && !is_told_elsewhere).then(|| format!("{found}"))
}

#[test]
fn each_page_is_read_as_it_is_shown_and_differences_are_said() {
    let expected: Value = serde_json::from_slice(&std::fs::read(fixture("seen/expected.json")).unwrap()).unwrap();
    let expected = expected.as_object().unwrap();
    let plain = read("seen/plain.pdf", None).unwrap().plan;
    let targets: Vec<&str> = plain.indicators().flat_map(|i| &i.targets).map(|target| target.text.as_str()).collect();
    assert_eq!(targets, [">= 10,00 N.", ">= 10,00 N."]);
    let files = std::fs::read_dir(fixture("seen")).unwrap().count();
    assert_eq!(files, expected.len() + 1, "a file without an expectation, or one without its file");
    let wrong: Vec<String> =
        expected.iter().filter_map(|(name, expected)| Some(format!("{name}: {}", faults(name, expected)?))).collect();
    assert!(wrong.is_empty(), "{} of {files}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_file_cut_off_inside_its_update_is_refused() {
    let expected: Value = serde_json::from_slice(&std::fs::read(fixture("seen/expected.json")).unwrap()).unwrap();
    let first = usize::try_from(expected["updated.pdf"]["first"].as_u64().unwrap()).unwrap();
    let bytes = std::fs::read(fixture("seen/updated.pdf")).unwrap();
    let mut cuts = 0;
    // The last bytes are `%%EOF` and a line's end.
    for end in (first + 1..bytes.len() - 2).step_by(3) {
        let error = albero::parse(bytes[..end].to_vec());
        assert!(matches!(error, Err(albero::Error::Damaged { .. })), "cut at {end}: {:?}", error.is_ok());
        cuts += 1;
    }
    assert!(cuts > 100);
    // What was there before the update is a file of its own.
    assert!(albero::parse(bytes[..first].to_vec()).is_ok());
}

#[test]
fn text_that_is_all_hidden_is_not_a_scan() {
    let bytes = std::fs::read(fixture("seen/plain.pdf")).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.contains("[0 0 595 842]"));
    let mut moved = bytes;
    let at = moved.windows(13).position(|w| w == b"[0 0 595 842]").unwrap();
    moved[at..at + 13].copy_from_slice(b"[600 0 999 9]");
    let error = albero::parse(moved).unwrap_err();
    assert!(matches!(error, albero::Error::NoVisibleText { pages: 1, .. }), "{error}");
}
