//! Two years compared: the invented plan of 2024 against that of 2023, as the list of its edits says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use albero::diff::report::{Change, Diff, Effect, Field, Status, Value};
use common::{bytes, plan};
use serde_json::Value as Json;
use std::collections::BTreeSet;

const OLD: &str = "plans/albero-2023-chromium.pdf";
const NEW: &str = "plans/albero-2024-chromium.pdf";

/// `02.01 weight 8,33 -> 9,10`, and the like: one line a fact.
type Facts = BTreeSet<String>;

fn value(value: Option<&Value>) -> String {
    match value {
        None => "-".to_owned(),
        Some(Value::Number(number)) => number.to_string().replace('.', ","),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::List(units)) => units.join("; "),
    }
}

/// Texts that only moved on with the year are in the list of edits, but no changes.
fn facts(diff: &Diff) -> Facts {
    let mut facts = Facts::new();
    let of_changes = |facts: &mut Facts, node: &str, changes: &[Change]| {
        for change in changes.iter().filter(|c| c.field != Field::Section && c.effect != Some(Effect::RolledOver)) {
            let field = format!("{:?}", change.field).to_lowercase();
            facts.insert(format!(
                "{node} {field} {} -> {}",
                value(change.old.as_ref()),
                value(change.new.as_ref())
            ));
        }
    };
    for entry in &diff.objectives {
        let (old, new) = (entry.old.as_deref().unwrap_or("-"), entry.new.as_deref().unwrap_or("-"));
        facts.insert(format!("{old} = {new}"));
        of_changes(&mut facts, old, &entry.changes);
        if entry.changes.iter().any(|c| c.field == Field::Section) {
            facts.insert(format!("{old} moved"));
        }
        if entry.matched.is_none() {
            continue;
        }
        for own in &entry.indicators {
            let number = |id: &Option<String>| id.as_ref().map_or("-".to_owned(), |id| id.split('#').next_back().unwrap().to_owned());
            let node = format!("{old}#{}", number(&own.old));
            facts.insert(format!("{node} = {}", number(&own.new)));
            of_changes(&mut facts, &node, &own.changes);
        }
    }
    facts
}

/// The same facts from the list of edits.
fn expected(old: &albero::Plan, edits: &Json) -> Facts {
    let text = |value: &Json| match value {
        Json::Null => "-".to_owned(),
        Json::Array(parts) if parts.iter().all(Json::is_string) => {
            parts.iter().map(|p| p.as_str().unwrap()).collect::<Vec<_>>().join("; ")
        }
        value => value.as_str().unwrap().to_owned(),
    };
    let mut facts = Facts::new();
    let of_changes = |facts: &mut Facts, node: &str, changes: &Json| {
        for (field, values) in changes.as_object().unwrap() {
            let (was, is) = (text(&values[0]), text(&values[1]));
            // The list says that these texts differ; the diff says that they only moved on.
            let rolled = was.replace("2023", "2024").replace("2022", "2023") == is.replace("2022", "2023");
            if !(rolled || field == "target" && was.replace("2023", "2024") == is) {
                facts.insert(format!("{node} {field} {was} -> {is}"));
            }
        }
    };
    for code in edits["removed"].as_array().unwrap() {
        facts.insert(format!("{} = -", code.as_str().unwrap()));
    }
    for code in edits["added"].as_array().unwrap() {
        facts.insert(format!("- = {}", code.as_str().unwrap()));
    }
    let mut edited = BTreeSet::new();
    for entry in edits["objectives"].as_array().unwrap() {
        let code = entry["old"].as_str().unwrap();
        edited.insert(code);
        facts.insert(format!("{code} = {}", entry["new"].as_str().unwrap()));
        of_changes(&mut facts, code, &entry["changes"]);
        if entry["moved"] == true {
            facts.insert(format!("{code} moved"));
        }
        let mut listed = BTreeSet::new();
        for own in entry["indicators"].as_array().unwrap() {
            let number = |key: &str| own[key].as_u64().map_or("-".to_owned(), |n| n.to_string());
            facts.insert(format!("{code}#{} = {}", number("old"), number("new")));
            listed.insert(number("old"));
            if own["changes"].is_object() {
                of_changes(&mut facts, &format!("{code}#{}", number("old")), &own["changes"]);
            }
        }
        // Indicators without an edit are not listed.
        let objective = old.objectives().find(|o| o.code.as_deref() == Some(code)).unwrap();
        for number in (1..=objective.indicators.len()).map(|n| n.to_string()).filter(|n| !listed.contains(n)) {
            facts.insert(format!("{code}#{number} = {number}"));
        }
    }
    let gone = |code: &str| edits["removed"].as_array().unwrap().iter().any(|c| c == code);
    for objective in old.objectives() {
        let code = objective.code.as_deref().unwrap();
        if !edited.contains(code) && !gone(code) {
            facts.insert(format!("{code} = {code}"));
            facts.extend((1..=objective.indicators.len()).map(|n| format!("{code}#{n} = {n}")));
        }
    }
    facts
}

#[test]
fn every_edit_of_the_invented_next_year_is_found_and_no_other() {
    let (old, new) = (plan(OLD), plan(NEW));
    let diff = albero::diff::diff(&old, &new, false);
    let edits: Json = serde_json::from_slice(&bytes("plans/albero-2024.changes.json")).unwrap();
    let (found, wanted) = (facts(&diff), expected(&old, &edits));
    let missing: Vec<&String> = wanted.difference(&found).collect();
    let extra: Vec<&String> = found.difference(&wanted).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing: {missing:#?}\nextra: {extra:#?}");
    assert!(wanted.len() > 400);
}
