//! Small plans for tests, a line a node:
//!
//! ```text
//! title TITLE | year YEAR | approved YYYY-MM-DD
//! area CODE TITLE | agency CODE TITLE | position TITLE
//! objective CODE WEIGHT TITLE [ ; UNIT ]            (* `-` is none; the unit is Ufficio A where none is given *)
//! individual CODE TITLE | description TEXT
//! columns BASELINE-YEAR TARGET-YEAR                 (* of the indicators that follow *)
//! indicator WEIGHT TYPOLOGY | NAME | ALGORITHM | BASELINE | TARGET { | TARGET }
//! unrecognized PAGE REASON | TEXT   furniture PAGE TEXT
//! ```
//!
//! An algorithm `A / B` is a ratio unless it begins with `~`.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test uses its part, and fails if it cannot go on"
)]

use albero::Reading;
use serde_json::{Value, json};

/// Stands on both sides of a number's digits until the plan is JSON text.
const DIGITS: char = '#';

/// The plan that these lines say, read as plan JSON.
pub fn plan_of(text: &str) -> Reading {
    let json = plan_json(text).to_string().replace(&format!("\"{DIGITS}"), "").replace(&format!("{DIGITS}\""), "");
    albero::read(json, &albero::Options::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn plan_json(text: &str) -> Value {
    let mut plan = json!({
        "schema": "albero/plan/1", "generator": { "name": "test", "version": "0" },
        "source": { "name": "test.json", "format": "text", "sha256": "", "size_bytes": 0, "page_count": 1 },
        "title": null, "entity": null, "year": 2023, "baseline_year": 2022,
        "period": null, "approval": null, "sections": [], "furniture": [], "unrecognized": [],
    });
    let mut years = (2022, 2023);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (word, rest) = line.split_once(' ').unwrap();
        match word {
            "title" => {
                let ends: Vec<i32> = rest.split(' ').filter_map(|w| w.parse().ok()).collect();
                plan["title"] = json!(rest);
                plan["period"] = json!({ "start": ends[0], "end": ends[1] });
            }
            "year" => plan["year"] = number(rest),
            "approved" => plan["approval"] = json!({ "text": "All.1", "date": rest }),
            "area" | "agency" => {
                let (code, title) = rest.split_once(' ').unwrap();
                let kind = if word == "area" { "strategic_area" } else { "special_agency" };
                push(&mut plan, "sections", section(json!(code), title, kind));
            }
            "position" => push(&mut plan, "sections", section(Value::Null, rest, "position")),
            "objective" => {
                let mut parts = rest.splitn(3, ' ');
                let (code, weight, title) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
                let (title, unit) = title.split_once(" ; ").unwrap_or((title, "Ufficio A"));
                let units: Vec<&str> = Some(unit).filter(|u| *u != "-").into_iter().collect();
                push(
                    last(&mut plan, "sections"),
                    "objectives",
                    json!({
                        "code": code, "title": title, "kind": "operational", "weight": number(weight),
                        "description": null, "units": units, "locations": [], "indicators": [],
                    }),
                );
            }
            "individual" => {
                let (code, title) = rest.split_once(' ').unwrap();
                push(
                    last(&mut plan, "sections"),
                    "objectives",
                    json!({
                        "code": code, "title": title, "kind": "individual", "weight": null,
                        "description": null, "units": [], "locations": [], "indicators": [],
                    }),
                );
            }
            "description" => last(last(&mut plan, "sections"), "objectives")["description"] = json!(rest),
            "columns" => {
                let (baseline, target) = rest.split_once(' ').unwrap();
                years = (baseline.parse().unwrap(), target.parse().unwrap());
            }
            "indicator" => {
                let objective = last(last(&mut plan, "sections"), "objectives");
                let count = objective["indicators"].as_array().unwrap().len();
                let id = format!("{}#{}", objective["code"].as_str().unwrap(), count + 1);
                push(objective, "indicators", indicator(&id, rest, years));
            }
            "unrecognized" => {
                let (page, rest) = rest.split_once(' ').unwrap();
                let (reason, text) = rest.split_once(" | ").unwrap();
                push(&mut plan, "unrecognized", json!({ "page": number(page), "text": text, "reason": reason }));
            }
            "furniture" => {
                let (page, text) = rest.split_once(' ').unwrap();
                push(&mut plan, "furniture", json!({ "page": number(page), "text": text }));
            }
            _ => panic!("no line of a compact plan: {line}"),
        }
    }
    plan
}

fn section(code: Value, title: &str, kind: &str) -> Value {
    json!({ "code": code, "title": title, "kind": kind, "locations": [], "objectives": [] })
}

fn indicator(id: &str, rest: &str, (baseline_year, target_year): (i32, i32)) -> Value {
    let cells: Vec<&str> = rest.split('|').map(str::trim).collect();
    let (weight, typology) = cells[0].split_once(' ').unwrap();
    let typology = Some(typology.trim()).filter(|t| *t != "-");
    let algorithm = match cells[2] {
        "" => json!({ "text": null, "numerator": null, "denominator": null }),
        text if text.starts_with('~') => json!({ "text": &text[1..], "numerator": null, "denominator": null }),
        text => match text.split_once(" / ") {
            Some((over, under)) => json!({ "text": text, "numerator": over, "denominator": under }),
            None => json!({ "text": text, "numerator": null, "denominator": null }),
        },
    };
    let targets: Vec<Value> = cells[4..]
        .iter()
        .filter(|cell| !cell.is_empty())
        .zip(target_year..)
        .map(|(cell, year)| target(cell, year))
        .collect();
    let baseline = Some(cells[3]).filter(|cell| !cell.is_empty()).map(|cell| {
        let (value, unit) = quantity(cell);
        json!({ "year": baseline_year, "text": cell, "value": value, "date": date(cell), "unit": unit })
    });
    json!({
        "id": id, "name": cells[1], "weight": number(weight), "typology": typology,
        "algorithm": algorithm, "baseline": baseline, "targets": targets, "locations": [],
    })
}

fn target(cell: &str, year: i32) -> Value {
    let known = [">=", "<=", ">", "<", "="].into_iter().find(|c| cell.split(' ').next() == Some(c));
    let (value, unit) = known.map_or((Value::Null, None), |comparator| quantity(&cell[comparator.len()..]));
    let (kind, comparator) = match known {
        _ if date(cell).is_some() => ("deadline", Some("<=")),
        Some(comparator) => ("threshold", Some(comparator)),
        None if cell == "SI" => ("boolean", None),
        None => ("text", None),
    };
    json!({
        "year": year, "text": cell, "kind": kind, "comparator": comparator, "value": value, "date": date(cell),
        "unit": unit,
    })
}

/// `1.234,50 gg` is a number and its unit of measure, `%` a unit of measure alone.
fn quantity(text: &str) -> (Value, Option<String>) {
    if date(text).is_some() {
        return (Value::Null, None);
    }
    let text = text.trim();
    let (digits, unit) = match text.split_once(' ') {
        Some((digits, unit)) => (digits, Some(unit.to_owned())),
        None if text.contains(|c: char| c.is_ascii_digit()) => (text, None),
        None => ("-", Some(text.to_owned())),
    };
    (number(digits), unit)
}

fn date(text: &str) -> Option<String> {
    let printed = text.split(' ').next_back()?;
    let [day, month, year] = printed.split('/').collect::<Vec<_>>().try_into().ok()?;
    Some(format!("{year}-{month}-{day}"))
}

/// An Italian number with its printed decimals; `-` is none.
fn number(printed: &str) -> Value {
    match printed {
        "-" => Value::Null,
        // A number of serde_json would lose the zeros: see [`plan_of`].
        printed => Value::from(format!("{DIGITS}{}{DIGITS}", printed.replace('.', "").replace(',', "."))),
    }
}

fn push(node: &mut Value, list: &str, child: Value) {
    node[list].as_array_mut().unwrap().push(child);
}

fn last<'v>(node: &'v mut Value, list: &str) -> &'v mut Value {
    node[list].as_array_mut().unwrap().last_mut().unwrap()
}
