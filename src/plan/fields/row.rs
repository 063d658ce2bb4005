//! What a field is got from, and what it may hold.

use crate::plan::model::{Baseline, Indicator, Objective, Phase, Plan, Reached, Section, Target};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A row of a table: a node with all that it stands in; what a table's row is not of is `None`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Row<'r> {
    pub(crate) plan: Option<&'r Plan>,
    /// The public body and the year, as the plan says or as the archive does.
    pub(crate) entity: Option<&'r str>,
    pub(crate) year: Option<i32>,
    pub(crate) section: Option<&'r Section>,
    /// The names of the sections above and of the section, ` > ` between them.
    pub(crate) section_path: Option<&'r str>,
    /// The objective above.
    pub(crate) parent: Option<&'r Objective>,
    pub(crate) objective: Option<&'r Objective>,
    pub(crate) indicator: Option<&'r Indicator>,
    pub(crate) phase: Option<&'r Phase>,
    pub(crate) past: Option<&'r Baseline>,
    pub(crate) target: Option<&'r Target>,
    pub(crate) result: Option<&'r Reached>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Nothing,
    Text(String),
    Number(Decimal),
    Whole(i64),
    Date(Date),
}

impl Value {
    /// A text, where there is one.
    pub(crate) fn text(text: Option<impl Into<String>>) -> Value {
        text.map_or(Value::Nothing, |text| Value::Text(text.into()))
    }

    pub(crate) fn number(number: Option<Decimal>) -> Value {
        number.map_or(Value::Nothing, Value::Number)
    }

    pub(crate) fn whole(number: Option<impl Into<i64>>) -> Value {
        number.map_or(Value::Nothing, |number| Value::Whole(number.into()))
    }

    pub(crate) fn date(date: Option<Date>) -> Value {
        date.map_or(Value::Nothing, Value::Date)
    }

    /// Texts, with a semicolon between them.
    pub(crate) fn list(texts: &[String]) -> Value {
        Value::text(Some(texts.join("; ")).filter(|all| !all.is_empty()))
    }

    /// As a cell of a table: empty for nothing.
    pub(crate) fn cell(&self) -> String {
        match self {
            Value::Nothing => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Whole(number) => number.to_string(),
            Value::Date(date) => date.to_string(),
        }
    }
}
