//! Plan JSON in, plan JSON out, the same: for plans of any shape that the schema allows.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use albero::Plan;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn text() -> impl Strategy<Value = Value> {
    "[A-Za-zàèù0-9%][ -~àèùì–\\n\"\\\\]{0,12}".prop_map(Value::from)
}

fn maybe(of: impl Strategy<Value = Value>) -> impl Strategy<Value = Option<Value>> {
    proptest::option::of(of)
}

fn year() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), (2010..2031).prop_map(Value::from)]
}

/// With digits that a float would lose.
fn number() -> impl Strategy<Value = Value> {
    (0..100_000_u32, 0..100_u32).prop_map(|(whole, part)| json!(f64::from(whole) + f64::from(part) / 100.0))
}

fn moment() -> impl Strategy<Value = Value> {
    text().prop_map(|text| json!({ "text": text, "date": "2024-02-29" }))
}

fn target() -> impl Strategy<Value = Value> {
    let level = (text(), number())
        .prop_map(|(text, value)| json!({ "text": text, "comparator": ">=", "value": value, "score": 70 }));
    (year(), text(), number(), vec(level, 1..4), 0..7_usize).prop_map(|(year, text, value, levels, kind)| match kind {
        0 => {
            json!({ "year": year, "text": text, "kind": "threshold", "comparator": "<=", "value": value, "unit": "gg" })
        }
        1 => json!({ "year": year, "text": text, "kind": "deadline", "comparator": "<=", "date": "2025-12-31" }),
        2 => json!({ "year": year, "text": text, "kind": "range", "value": value, "upper": 1_000_000 }),
        3 => json!({ "year": year, "text": text, "kind": "boolean" }),
        4 => json!({ "year": year, "text": text, "kind": "graded", "levels": levels }),
        5 => {
            json!({ "year": year, "text": text, "kind": "relative", "value": value, "unit": "%", "relative_to": 2018 })
        }
        _ => json!({ "year": year, "text": text, "kind": "text" }),
    })
}

fn result() -> impl Strategy<Value = Value> {
    (year(), text(), number()).prop_map(|(year, text, value)| {
        json!({ "year": year, "text": text, "value": value, "achieved": { "text": "100 %", "value": 100 },
            "gap": { "text": "+49 gg", "value": 49, "unit": "gg" } })
    })
}

/// Of these keys those that are there.
fn object(keys: Vec<(&'static str, Option<Value>)>) -> Value {
    Value::Object(keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect::<Map<_, _>>())
}

fn indicator() -> impl Strategy<Value = Value> {
    let past = (year(), text()).prop_map(|(year, text)| json!({ "year": year, "text": text }));
    let lists = (vec(target(), 0..4), vec(past, 0..3), vec(result(), 0..3));
    (text(), maybe(text()), maybe(number()), lists).prop_map(|(name, own, weight, (targets, history, results))| {
        object(vec![
            ("name", Some(name)),
            ("weight", weight),
            ("code", own.clone()),
            ("unit", own.clone()),
            ("source", own.clone()),
            ("notes", own),
            ("targets", Some(targets.into())),
            ("history", Some(history.into())),
            ("results", Some(results.into())),
        ])
    })
}

fn phase() -> impl Strategy<Value = Value> {
    (text(), maybe(moment()), maybe(text()), vec(1..13_u8, 0..4)).prop_map(|(name, start, expected, months)| {
        object(vec![("name", Some(name)), ("start", start), ("expected", expected), ("months", Some(months.into()))])
    })
}

/// Title, code, end, weight; indicators, phases, names.
type Own = (Value, Option<Value>, Option<Value>, Option<Value>, (Vec<Value>, Vec<Value>, Vec<Value>));

fn objective() -> impl Strategy<Value = Value> {
    let own = || {
        let lists = (vec(indicator(), 0..3), vec(phase(), 0..3), vec(text(), 0..3));
        (text(), maybe(text()), maybe(moment()), maybe(number()), lists)
    };
    let whole = |own: Own, below| {
        let (title, code, end, weight, (indicators, phases, names)) = own;
        let other = code.clone().map(|text| json!([{ "label": "Etichetta", "text": text }]));
        object(vec![
            ("title", Some(title)),
            ("code", code),
            ("end", end),
            ("weight", weight),
            ("indicators", Some(indicators.into())),
            ("phases", Some(phases.into())),
            ("responsible", Some(names.clone().into())),
            ("units", Some(names.into())),
            ("other", other),
            ("objectives", Some(Value::Array(below))),
        ])
    };
    let leaf = own().prop_map(move |own| whole(own, Vec::new()));
    leaf.prop_recursive(3, 12, 3, move |inner| {
        (own(), vec(inner, 0..3)).prop_map(move |(own, below)| whole(own, below))
    })
}

fn section() -> impl Strategy<Value = Value> {
    let whole = |title: Option<Value>, objectives: Vec<Value>, below: Vec<Value>| {
        let sections = Some(Value::Array(below));
        object(vec![("title", title), ("objectives", Some(objectives.into())), ("sections", sections)])
    };
    let leaf = (maybe(text()), vec(objective(), 0..3)).prop_map(move |(title, own)| whole(title, own, Vec::new()));
    leaf.prop_recursive(2, 6, 2, move |inner| {
        (maybe(text()), vec(objective(), 0..2), vec(inner, 0..3))
            .prop_map(move |(title, own, below)| whole(title, own, below))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_it_was(sections in vec(section(), 0..3), newer in text()) {
        let json = json!({ "sections": sections, "key_of_tomorrow": newer });
        let plan = Plan::from_json(json.to_string().as_bytes()).unwrap();
        let written = plan.to_json(true).unwrap();
        let again = Plan::from_json(written.as_bytes()).unwrap();
        prop_assert_eq!(&again, &plan);
        prop_assert_eq!(again.to_json(true).unwrap(), written);
        prop_assert!(plan.indicators().all(|own| !own.id.is_empty()));
        // Nothing that was there is gone: every text of the input is in the output.
        let out: Value = serde_json::from_str(&plan.to_json(false).unwrap()).unwrap();
        prop_assert_eq!(&out["key_of_tomorrow"], &json["key_of_tomorrow"]);
        prop_assert_eq!(texts(&json).into_iter().find(|text| !texts(&out).contains(text)), None);
        // And the diff of a plan with itself is none, whatever its shape, where no two nodes look the same.
        let diff = albero::diff::diff(&plan, &plan, false);
        prop_assert_eq!(diff.objectives.iter().filter(|entry| entry.new.is_some()).count(), plan.objectives().count());
    }

    #[test]
    fn a_node_without_a_name_is_refused_wherever_it_stands(mut section in section()) {
        let Some(title) = deepest(&mut section) else { return Ok(()) };
        *title = Value::from(" ");
        let json = json!({ "sections": [section] }).to_string();
        let is_refused = matches!(Plan::from_json(json.as_bytes()), Err(albero::Error::Nameless { .. }));
        prop_assert!(is_refused);
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::Object(all) => all.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// The title of the objective that stands deepest on the last branch; none where no objective stands there.
fn deepest(node: &mut Value) -> Option<&mut Value> {
    let holds = |list: &Value| list.as_array().is_some_and(|list| !list.is_empty());
    match ["objectives", "sections"].into_iter().find(|key| holds(&node[*key])) {
        Some(key) => deepest(node[key].as_array_mut()?.last_mut()?),
        // A section may have no title; an objective has a list of phases.
        None if node.get("phases").is_none() => None,
        None => node.get_mut("title"),
    }
}
