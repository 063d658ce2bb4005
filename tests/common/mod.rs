//! What several tests need: the fixtures, and what a reader finds in them.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test uses its part, and fails if it cannot go on"
)]

use albero::model::Plan;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A fixture's path.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// A fixture's bytes.
pub fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The plan in a fixture.
pub fn plan(name: &str) -> Plan {
    let file = Path::new(name).file_name().and_then(|n| n.to_str());
    let options = albero::Options { name: file, ..albero::Options::default() };
    albero::parse_with(bytes(name), &options).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Documents, and the rows that two readers (or the script that made them) say they hold.
pub const DOCUMENTS: &[(&str, &str)] = &[
    ("plans/albero-2023-chromium.pdf", "plans/albero-2023.rows.json"),
    ("plans/albero-2023-reportlab.pdf", "plans/albero-2023.rows.json"),
    ("plans/albero-2023-libreoffice.pdf", "plans/albero-2023.rows.json"),
    ("plans/albero-2023-layout.txt", "plans/albero-2023.rows.json"),
    ("plans/albero-2023.txt", "plans/albero-2023.rows.json"),
    ("plans/albero-2024-chromium.pdf", "plans/albero-2024.rows.json"),
    ("invented/3-reportlab.pdf", "invented/3-reportlab.rows.json"),
    ("invented/9-reportlab.pdf", "invented/9-reportlab.rows.json"),
    ("invented/16-reportlab.pdf", "invented/16-reportlab.rows.json"),
    ("invented/21-weasyprint.pdf", "invented/21-weasyprint.rows.json"),
    ("invented/3-reportlab.layout.txt", "invented/3-reportlab.rows.json"),
    ("forms/aes-128-empty-password.pdf", "invented/9-reportlab.rows.json"),
    ("forms/aes-256-empty-password.pdf", "invented/9-reportlab.rows.json"),
    ("forms/rc4-empty-password.pdf", "invented/9-reportlab.rows.json"),
    ("forms/crop-box.pdf", "invented/9-reportlab.rows.json"),
    ("forms/form-xobject.pdf", "invented/9-reportlab.rows.json"),
    ("forms/linearized-object-streams.pdf", "invented/9-reportlab.rows.json"),
    ("forms/no-tounicode.pdf", "invented/21-weasyprint.rows.json"),
    ("forms/rotated-90.pdf", "invented/9-reportlab.rows.json"),
    ("forms/rotated-180.pdf", "invented/9-reportlab.rows.json"),
    ("forms/turned-by-matrix.pdf", "invented/9-reportlab.rows.json"),
];

/// A printed number (`1.234,50`) as JSON numbers are compared here: its digits without trailing zeros.
fn number(printed: &str) -> String {
    normal(&printed.replace('.', "").replace(',', "."))
}

fn normal(digits: &str) -> String {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.').to_owned() } else { digits.to_owned() }
}

fn date(printed: &str) -> Option<String> {
    let parts: Vec<&str> = printed.split('/').collect();
    match parts[..] {
        [d, m, y] if d.len() == 2 && m.len() == 2 && y.len() == 4 => Some(format!("{y}-{m}-{d}")),
        _ => None,
    }
}

/// A row as fields to compare: field name and value.
pub type Fields = Vec<(&'static str, String)>;

/// What a printed row must become.
pub fn expected(row: &Value) -> Fields {
    let text = |key: &str| row[key].as_str().map(str::to_owned);
    let shown = |value: Option<String>| value.unwrap_or_else(|| "null".to_owned());
    let algorithm: Vec<&str> = row["algorithm"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
    let baseline = text("baseline").map(|printed| match date(&printed) {
        Some(date) => format!("{printed} = null {date} null"),
        None => {
            let (value, unit) =
                printed.rsplit_once(' ').map_or((None, printed.as_str()), |(v, u)| (Some(number(v)), u));
            format!("{printed} = {} null {unit}", shown(value))
        }
    });
    let printed = text("target").unwrap();
    let target = match printed.strip_prefix("Entro ").and_then(date) {
        Some(date) => format!("{printed} = deadline <= null {date} null"),
        None => {
            let parts: Vec<&str> = printed.splitn(3, ' ').collect();
            format!("{printed} = threshold {} {} null {}", parts[0], number(parts[1]), parts[2])
        }
    };
    let ratio = |index: usize| if algorithm.len() > 1 { algorithm[index].to_owned() } else { "null".to_owned() };
    vec![
        ("section", format!("{} {}", shown(text("area_code")), shown(text("area_title")))),
        ("objective", format!("{} {}", shown(text("objective_code")), shown(text("objective_title")))),
        ("objective weight", shown(text("objective_weight").map(|w| number(&w)))),
        ("description", shown(text("objective_description"))),
        ("units", row["units"].to_string()),
        ("name", shown(text("indicator"))),
        ("weight", shown(text("indicator_weight").map(|w| number(&w)))),
        ("typology", shown(text("typology"))),
        ("algorithm", algorithm.join(" / ")),
        ("numerator", ratio(0)),
        ("denominator", ratio(1)),
        ("baseline", shown(baseline)),
        ("target", target),
    ]
}

/// The rows that a plan holds, in the same form.
pub fn found(plan: &Plan) -> Vec<Fields> {
    let shown = |value: Option<String>| value.unwrap_or_else(|| "null".to_owned());
    let decimal = |value: Option<rust_decimal::Decimal>| shown(value.map(|v| normal(&v.to_string())));
    let mut rows = Vec::new();
    for section in &plan.sections {
        for objective in &section.objectives {
            for indicator in &objective.indicators {
                let baseline = indicator.baseline.as_ref().map(|b| {
                    format!(
                        "{} = {} {} {}",
                        b.text,
                        decimal(b.value),
                        shown(b.date.map(|date| date.to_string())),
                        shown(b.unit.clone())
                    )
                });
                let target = indicator.targets.first().map(|t| {
                    let kind = serde_json::to_value(t.kind()).unwrap();
                    let comparator = shown(t.comparator().map(|sign| sign.symbol().to_owned()));
                    let value = decimal(t.value());
                    let (date, unit) = (shown(t.date().map(|date| date.to_string())), shown(t.unit.clone()));
                    format!("{} = {} {comparator} {value} {date} {unit}", t.text, kind.as_str().unwrap())
                });
                rows.push(vec![
                    ("section", format!("{} {}", shown(section.code.clone()), shown(section.title.clone()))),
                    ("objective", format!("{} {}", shown(objective.code.clone()), objective.title)),
                    ("objective weight", decimal(objective.weight)),
                    ("description", shown(objective.description.clone())),
                    ("units", serde_json::to_string(&objective.units).unwrap()),
                    ("name", indicator.name.clone()),
                    ("weight", decimal(indicator.weight)),
                    ("typology", shown(indicator.typology.clone())),
                    ("algorithm", shown(indicator.algorithm.text.clone())),
                    ("numerator", shown(indicator.algorithm.numerator.clone())),
                    ("denominator", shown(indicator.algorithm.denominator.clone())),
                    ("baseline", shown(baseline)),
                    ("target", shown(target)),
                ]);
            }
        }
    }
    rows
}
