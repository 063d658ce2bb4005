//! Scans: a plan whose text was recognised in a picture is read as the plan that was printed, but for misread letters.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use serde_json::Value;
use std::path::PathBuf;

/// The scans, as `fixtures/scan` made them, with the truth of what was printed.
const SCANS: &[&str] = &["known-200", "sheet-300"];

fn file(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/scans").join(name)).unwrap()
}

fn read(name: &str) -> albero::Reading {
    albero::read(file(&format!("{name}.pdf")), &albero::Options::default()).unwrap()
}

/// Every objective with its indicators, in order: the texts of each.
fn texts(plan: &Value) -> Vec<Vec<String>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    let mut open: Vec<(&Value, bool)> =
        plan["sections"].as_array().unwrap().iter().rev().map(|own| (own, false)).collect();
    while let Some((node, is_objective)) = open.pop() {
        if is_objective {
            found.push(vec![text(&node["title"])]);
        }
        for own in node["indicators"].as_array().into_iter().flatten() {
            let targets = own["targets"].as_array().into_iter().flatten().map(|target| text(&target["text"]));
            let fields = [text(&own["name"]), text(&own["algorithm"]["text"]), text(&own["baseline"]["text"])];
            found.push(fields.into_iter().chain(targets).collect());
        }
        for (key, is_objective) in [("objectives", true), ("sections", false)] {
            open.extend(node[key].as_array().into_iter().flatten().rev().map(|own| (own, is_objective)));
        }
    }
    found
}

/// Do two texts differ in misread letters alone? Letters that are one for another keep their place.
fn misread(printed: &str, read: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<char>>();
    let (printed, read) = (letters(printed), letters(read));
    let mut row: Vec<usize> = (0..=read.len()).collect();
    for (at, letter) in printed.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for other in 0..read.len() {
            let kept = before + usize::from(read[other] != *letter);
            before = row[other + 1];
            row[other + 1] = kept.min(before + 1).min(row[other] + 1);
        }
    }
    // A comparator that is read as a digit is one letter more.
    row[read.len()] <= 1 + printed.len() / 10
}

#[test]
fn a_scan_is_read_as_what_was_printed_but_for_misread_letters() {
    for name in SCANS {
        let truth: Value = serde_json::from_slice(&file(&format!("{name}.truth.json"))).unwrap();
        let plan: Value = serde_json::from_str(&read(name).plan.to_json(false).unwrap()).unwrap();
        let (printed, read) = (texts(&truth), texts(&plan));
        assert!(!printed.is_empty());
        assert_eq!(printed.len(), read.len(), "{name}: every node, and none that nobody printed");
        for (printed, read) in printed.iter().zip(&read) {
            assert_eq!(printed.len(), read.len(), "{name}: {printed:?} {read:?}");
            for (printed, read) in printed.iter().zip(read) {
                assert!(misread(printed, read), "{name}: {printed:?} was printed, {read:?} read");
            }
        }
    }
}

/// Places are those of the page as displayed, askew as it lies.
#[test]
fn places_are_on_the_page_as_it_lies() {
    for name in SCANS {
        let reading = read(name);
        for location in reading.plan.objectives().flat_map(|objective| &objective.locations) {
            let [x0, y0, x1, y1] = location.bbox.unwrap();
            assert!(0.0 <= x0 && x0 < x1 && x1 <= 900.0 && 0.0 <= y0 && y0 < y1 && y1 <= 900.0, "{name}: {location:?}");
        }
    }
}

#[test]
fn what_was_recognised_where_the_picture_has_a_rule_is_said_once() {
    let told: usize = SCANS
        .iter()
        .map(|name| {
            let notes = read(name).notes;
            notes.iter().filter(|note| matches!(note, albero::Note::OcrTolerance { .. })).count()
        })
        .inspect(|count| assert!(*count <= 1))
        .sum();
    assert!(told > 0, "no scan here has a bar on a rule");
}
