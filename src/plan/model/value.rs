//! Printed values: what was, what was reached, when.

use super::number;
use super::unknown::Unknown;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A past value (Valore 2022, Baseline, Valore iniziale).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Baseline {
    /// The column's year; null where its head prints none.
    #[serde(default)]
    pub year: Option<i32>,
    /// As printed.
    pub text: String,
    /// The number, in `unit`; null where only the unit of measure is printed, or a date, or words.
    #[serde(default, with = "number::option")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// The date, `YYYY-MM-DD`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Unit of measure as printed: `%`, `N.`, `gg`.
    #[serde(default)]
    pub unit: Option<String>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What was reached (Consuntivo, Valore conseguito), with the degree of achievement and the gap where printed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Reached {
    /// The target's year, unless the column's head prints one; null where nothing says it.
    #[serde(default)]
    pub year: Option<i32>,
    /// The result as printed; null where only the degree of achievement is.
    #[serde(default)]
    pub text: Option<String>,
    /// The number, in `unit`.
    #[serde(default, with = "number::option")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// The date, `YYYY-MM-DD`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Unit of measure as printed.
    #[serde(default)]
    pub unit: Option<String>,
    /// % raggiungimento: the degree of achievement. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub achieved: Option<Measure>,
    /// Scostamento: the gap between target and result. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<Measure>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A printed number with its text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Measure {
    /// As printed.
    pub text: String,
    /// The number; null where the text is none.
    #[serde(default, with = "number::option")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// Unit of measure, where it differs from the result's. Absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A printed moment (Data inizio, Scadenza, Tempi di realizzazione).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Moment {
    /// As printed.
    pub text: String,
    /// The day that the text names, `YYYY-MM-DD`; of a month or a part of a year its last day. Null where the text
    /// names none.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}
