//! The indicator record of the national performance portal, as a table: Italian heads and values, operators in
//! words, `–` for what is absent.

use super::csv::{Dialect, Owner, Table};
use crate::language::Text;
use crate::model::{Comparator, Indicator, Objective, Plan, Target, TargetKind};
use crate::plan::fields::Value;
use rust_decimal::Decimal;
use std::io::{self, Write};

/// The record's fields, in its order.
const FIELDS: &[&str] = &[
    "Anno di riferimento",
    "Codice",
    "Titolo",
    "Descrizione",
    "Tipologia",
    "Obiettivo",
    "Unità di misura",
    "Fonte dei dati",
    "Algoritmo di calcolo",
    "Peso indicatore",
    "Target conseguito nell'esercizio precedente",
    "Target primo anno",
    "Target secondo anno",
    "Target terzo anno",
    "Note",
];

/// What is absent.
const ABSENT: &str = "–";

/// Comparators in words.
const WORDS: &[(Comparator, &str)] = &[
    (Comparator::AtLeast, "maggiore o uguale a"),
    (Comparator::AtMost, "minore o uguale a"),
    (Comparator::Above, "maggiore di"),
    (Comparator::Below, "minore di"),
    (Comparator::Equal, "uguale a"),
];

/// Begins a table of records.
///
/// # Errors
/// What the output says.
pub fn records<W: Write>(out: W, dialect: Dialect) -> io::Result<Table<W>> {
    Table::new(out, dialect, Text { en: "record", it: "tracciato" }, FIELDS)
}

/// Writes the records of a plan, one an indicator.
///
/// # Errors
/// What the output says.
pub fn plan<W: Write>(table: &mut Table<W>, plan: &Plan, owner: Owner<'_>) -> io::Result<()> {
    for objective in plan.objectives() {
        for own in &objective.indicators {
            table.row(record(objective, own, owner).into_iter().map(Value::Text))?;
        }
    }
    Ok(())
}

fn record(objective: &Objective, own: &Indicator, owner: Owner<'_>) -> Vec<String> {
    let printed = |text: Option<&str>| text.filter(|text| !text.trim().is_empty()).unwrap_or(ABSENT).to_owned();
    let of_objective = match &objective.code {
        Some(code) => format!("{code} {}", objective.title),
        None => objective.title.clone(),
    };
    let target = |at: usize| own.targets.get(at).map_or_else(|| ABSENT.to_owned(), in_words);
    let unit = own.targets.first().and_then(|target| target.unit.as_deref()).or(own.unit.as_deref());
    let unit = unit.or_else(|| own.baseline.as_ref().and_then(|baseline| baseline.unit.as_deref()));
    // A unit alone is an empty value.
    let reached = own.baseline.as_ref().filter(|b| b.unit.as_deref() != Some(b.text.as_str())).map(|b| b.text.as_str());
    // What the record has no field for.
    let further = own.targets.iter().skip(3).map(|target| match target.year {
        Some(year) => format!("Target {year}: {}", in_words(target)),
        None => in_words(target),
    });
    let further = further.chain(own.notes.clone()).collect::<Vec<_>>().join("; ");
    vec![
        owner.year.map_or_else(|| ABSENT.to_owned(), |year| year.to_string()),
        own.id.clone(),
        own.name.clone(),
        printed(objective.description.as_deref()),
        printed(own.typology.as_deref()),
        of_objective,
        printed(unit),
        printed(own.source.as_deref()),
        printed(own.algorithm.text.as_deref()),
        own.weight.map_or_else(|| ABSENT.to_owned(), italian),
        printed(reached),
        target(0),
        target(1),
        target(2),
        printed(Some(&further)),
    ]
}

/// `>= 90,00 %` is `maggiore o uguale a 90,00%`; what is no number to compare with stays as printed.
fn in_words(target: &Target) -> String {
    if target.text.trim().is_empty() {
        return ABSENT.to_owned();
    }
    let compared = target.comparator().zip(target.value()).filter(|_| target.kind() == TargetKind::Threshold);
    let Some((comparator, value)) = compared else { return target.text.clone() };
    let words = WORDS.iter().find(|(sign, _)| *sign == comparator).map_or(comparator.symbol(), |(_, words)| words);
    match target.unit.as_deref() {
        Some("%") => format!("{words} {}%", italian(value)),
        Some(unit) => format!("{words} {} {unit}", italian(value)),
        None => format!("{words} {}", italian(value)),
    }
}

/// With a decimal comma.
fn italian(number: Decimal) -> String {
    number.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TargetValue;

    #[test]
    fn operators_are_words() {
        let threshold = |comparator, value: &str| TargetValue::Threshold {
            comparator: Some(comparator),
            value: value.parse().unwrap(),
        };
        for (text, says, unit, wanted) in [
            (">= 90,00 %", threshold(Comparator::AtLeast, "90.00"), Some("%"), "maggiore o uguale a 90,00%"),
            ("<= 5,00 gg", threshold(Comparator::AtMost, "5.00"), Some("gg"), "minore o uguale a 5,00 gg"),
            ("almeno 3", threshold(Comparator::AtLeast, "3"), None, "maggiore o uguale a 3"),
            ("", TargetValue::Text, None, "–"),
        ] {
            let mut target = Target::new(None, text);
            (target.says, target.unit) = (says, unit.map(str::to_owned));
            assert_eq!(in_words(&target), wanted);
        }
    }
}
