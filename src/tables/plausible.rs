//! How plausible a line of text is under a column's head: what the grammar says where white space alone
//! does not tell columns apart.

use crate::grammar::measure;
use crate::grammar::target::{self, Value};
use crate::grammar::weight::weight_value;
use crate::labels::Role;

/// Above zero: what such a column holds; below: what it cannot hold.
pub(crate) type Fit = f32;

/// How well one line of a cell fits its column.
pub(crate) fn fit(role: Option<Role>, line: &str) -> Fit {
    match role {
        Some(Role::Indicator) => name(line),
        Some(Role::Algorithm | Role::Numerator | Role::Denominator) => algorithm(line),
        Some(Role::Baseline) => baseline(line),
        Some(Role::Target) => target_line(line),
        Some(Role::UnitOfMeasure) => {
            if measure::is_known(line) {
                1.0
            } else {
                -0.7
            }
        }
        Some(Role::Weight) => {
            if weight_value(line).is_some() {
                1.0
            } else {
                -1.0
            }
        }
        Some(Role::Typology) if line.split_whitespace().count() > 3 || line.contains('(') => -1.0,
        _ => 0.0,
    }
}

fn name(line: &str) -> Fit {
    let mut score = brackets(line);
    if line.starts_with("/ ") || target::comparator(line).is_some() || measure::is_known(line) {
        score -= 3.0;
    }
    if let Some(at) = line.find("(Tipologia:") {
        let value = line[at + "(Tipologia:".len()..].trim();
        score += if value.is_empty() || value.ends_with(')') { 1.0 } else { -2.0 };
    }
    if let Some(at) = line.find("(Peso:") {
        let value = line[at + "(Peso:".len()..].trim();
        let closed = value.split(')').next().is_some_and(|v| v.is_empty() || weight_value(v).is_some());
        score += if closed { 0.5 } else { -1.0 };
    }
    if ends_with_value(line) {
        score -= 1.0;
    }
    score
}

fn algorithm(line: &str) -> Fit {
    let mut score = brackets(line);
    if line.contains("(Peso:") || line.contains("(Tipologia:") || line == "(Peso" {
        score -= 4.0;
    }
    if line.starts_with("/ ") {
        score += 1.0;
    }
    if target::comparator(line).is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()))
        || measure::is_known(line) && line.len() < 4
        || ends_with_value(line)
    {
        score -= 1.5;
    }
    if line.ends_with(')') && !line.contains(['(', ' ']) && line.starts_with(char::is_uppercase) {
        // `Outcome)` is the end of a typology.
        score -= 1.0;
    }
    score
}

/// A line that opens more brackets than it closes may be wrapped; one cut in the middle of a bracketed
/// word by a wrong column is not told apart, so this weighs little.
fn brackets(line: &str) -> Fit {
    let (open, close) = (line.matches('(').count(), line.matches(')').count());
    if open == close { 0.0 } else { -0.1 }
}

/// `... %`, `... >= 3`: the line has run on into a column of values.
fn ends_with_value(line: &str) -> bool {
    line.split_whitespace().any(|w| matches!(w, ">=" | "<=" | "≥" | "≤"))
}

fn baseline(line: &str) -> Fit {
    match target::value(line, None) {
        Value::Threshold { comparator: None, .. } | Value::Unit(_) | Value::Boolean => 1.0,
        // A dash may be the end of a sentence.
        Value::Void => 0.0,
        Value::Deadline { .. } if !line.to_lowercase().starts_with("entro") => 1.0,
        _ => -2.0,
    }
}

fn target_line(line: &str) -> Fit {
    match target::value(line, Some(2000)) {
        Value::Threshold { comparator: Some(_), .. } | Value::Range { .. } | Value::Deadline { .. } => 1.5,
        Value::Threshold { .. } | Value::Boolean | Value::Void | Value::Unit(_) => 0.4,
        Value::Text if line.eq_ignore_ascii_case("entro") => 0.8,
        Value::Text => -0.7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_knows_its_own() {
        for (role, line) in [
            (Role::Indicator, "(Peso: 100,00%) (Tipologia:"),
            (Role::Algorithm, "/ n° atti depositati"),
            (Role::Baseline, "0,00 %"),
            (Role::Baseline, "21/01/2022"),
            (Role::Target, ">= 70,00 %"),
            (Role::Target, "Entro"),
            (Role::UnitOfMeasure, "gg"),
            (Role::Weight, "20,00%"),
        ] {
            assert!(fit(Some(role), line) > 0.0, "{role:?}: {line}");
        }
        for (role, line) in [
            (Role::Indicator, "(Peso: 100,00%) (Tipologia: / n°"),
            (Role::Indicator, "/ n° atti"),
            (Role::Algorithm, "telematica % >= 70,00 %"),
            (Role::Algorithm, "Outcome)"),
            (Role::Baseline, "% >= 70,00"),
            (Role::Target, "telematica e altro"),
        ] {
            assert!(fit(Some(role), line) < 0.0, "{role:?}: {line}");
        }
    }
}
