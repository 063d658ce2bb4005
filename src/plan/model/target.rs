//! What is to be reached: targets, and what their texts say.

use super::number;
use super::unknown::Unknown;
pub use crate::grammar::target::Comparator;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is to be reached (target, valore atteso).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "PrintedTarget", into = "PrintedTarget")]
#[schemars(with = "PrintedTarget")]
#[non_exhaustive]
pub struct Target {
    /// The column's year; null where nothing says it.
    pub year: Option<i32>,
    /// As printed.
    pub text: String,
    /// What the text says.
    pub says: TargetValue,
    /// Unit of measure as printed, in this cell or in its own column.
    pub unit: Option<String>,
    /// Keys of a newer version.
    pub unknown: Unknown,
}

/// What a target's text says.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub enum TargetValue {
    /// A number to compare with: `>= 70,00 %`.
    Threshold {
        /// None where only the number is printed.
        comparator: Option<Comparator>,
        /// The number, in the target's unit.
        value: Decimal,
    },
    /// A date: `Entro 31/12/2023`.
    Deadline {
        /// `<=` for a date not to pass.
        comparator: Comparator,
        /// The date.
        date: Date,
    },
    /// Between two numbers: `tra 10 e 15`.
    Range {
        /// The lower one, in the target's unit.
        from: Decimal,
        /// The upper one.
        to: Decimal,
    },
    /// Yes or no: `Sì`, `SI/NO`, `On/Off`.
    Boolean,
    /// Several thresholds, each with its score: `Soglia >= 40 % = 70 %`.
    Graded {
        /// In printed order.
        levels: Vec<Level>,
    },
    /// A change against a year: `+10% sul 2018`.
    Relative {
        /// None where only the change is printed.
        comparator: Option<Comparator>,
        /// By how much, in the target's unit.
        by: Decimal,
        /// The year against which it is measured; none where none is printed.
        relative_to: Option<i32>,
    },
    /// Anything else, kept whole in the target's text.
    #[default]
    Text,
}

/// The name of what a target's text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TargetKind {
    /// A number to compare with: `>= 70,00 %`.
    Threshold,
    /// A date not to pass: `Entro 31/12/2023`.
    Deadline,
    /// Between two numbers: `tra 10 e 15`.
    Range,
    /// Yes or no: `Sì`, `SI/NO`, `On/Off`.
    Boolean,
    /// Several thresholds, each with its score: `Soglia >= 40 % = 70 %`.
    Graded,
    /// A change against a year: `+10% sul 2018`.
    Relative,
    /// Anything else, kept whole in `text`.
    Text,
}

/// A level of a graded target (Eccellenza, Target, Soglia).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[non_exhaustive]
pub struct Level {
    /// Its name, as printed; null where none is.
    pub name: Option<String>,
    /// The condition as printed, without name and score.
    pub text: String,
    /// `>=`, `<=`, `=`, `>` or `<`; null where none is printed.
    pub comparator: Option<Comparator>,
    /// The number, in `unit`.
    #[serde(with = "number::option")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// The date, `YYYY-MM-DD`.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Unit of measure as printed.
    pub unit: Option<String>,
    /// What reaching the level is worth, in percent or points, as printed.
    #[serde(with = "number::option")]
    #[schemars(with = "Option<f64>")]
    pub score: Option<Decimal>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A target's JSON: all that any kind has, side by side.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Target")]
struct PrintedTarget {
    /// The column's year; null where nothing says it.
    #[serde(default)]
    year: Option<i32>,
    /// As printed.
    text: String,
    /// What the text says.
    kind: TargetKind,
    /// `>=`, `<=`, `=`, `>` or `<`, whatever the printed words; null where none is printed.
    #[serde(default)]
    comparator: Option<Comparator>,
    /// The number, in `unit`; of a range the lower one; of a relative target by how much.
    #[serde(default, with = "number::option")]
    #[schemars(with = "Option<f64>")]
    value: Option<Decimal>,
    /// The date, `YYYY-MM-DD`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    date: Option<Date>,
    /// Unit of measure as printed, in this cell or in its own column.
    #[serde(default)]
    unit: Option<String>,
    /// Of a range, the upper number; absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "number::option")]
    #[schemars(with = "Option<f64>")]
    upper: Option<Decimal>,
    /// Of a graded target, its levels; absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    levels: Option<Vec<Level>>,
    /// Of a relative target, the year against which it is measured, or null; absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[schemars(with = "Option<i32>")]
    relative_to: Option<Option<i32>>,
    /// Keys of a newer version.
    #[serde(flatten)]
    unknown: Unknown,
}

/// A key that is there, also where its value is null.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<i32>>, D::Error> {
    Option::<i32>::deserialize(deserializer).map(Some)
}

impl TryFrom<PrintedTarget> for Target {
    type Error = String;

    fn try_from(read: PrintedTarget) -> Result<Target, String> {
        let PrintedTarget { year, text, kind, comparator, value, date, unit, upper, levels, relative_to, unknown } =
            read;
        let lacks = |key: &str| format!("the target \"{text}\" of kind {} has no {key}", kind.name());
        let says = match kind {
            TargetKind::Threshold => TargetValue::Threshold { comparator, value: value.ok_or_else(|| lacks("value"))? },
            TargetKind::Deadline => TargetValue::Deadline {
                comparator: comparator.unwrap_or(Comparator::AtMost),
                date: date.ok_or_else(|| lacks("date"))?,
            },
            TargetKind::Range => TargetValue::Range {
                from: value.ok_or_else(|| lacks("value"))?,
                to: upper.ok_or_else(|| lacks("upper"))?,
            },
            TargetKind::Boolean => TargetValue::Boolean,
            TargetKind::Graded => TargetValue::Graded { levels: levels.ok_or_else(|| lacks("levels"))? },
            TargetKind::Relative => TargetValue::Relative {
                comparator,
                by: value.ok_or_else(|| lacks("value"))?,
                relative_to: relative_to.flatten(),
            },
            TargetKind::Text => TargetValue::Text,
        };
        Ok(Target { year, text, says, unit, unknown })
    }
}

impl From<Target> for PrintedTarget {
    fn from(target: Target) -> PrintedTarget {
        let mut printed = PrintedTarget {
            kind: target.kind(),
            comparator: target.comparator(),
            value: target.value(),
            date: target.date(),
            upper: target.upper(),
            levels: None,
            relative_to: None,
            year: target.year,
            text: target.text,
            unit: target.unit,
            unknown: target.unknown,
        };
        match target.says {
            TargetValue::Graded { levels } => printed.levels = Some(levels),
            TargetValue::Relative { relative_to, .. } => printed.relative_to = Some(relative_to),
            _ => {}
        }
        printed
    }
}

impl Target {
    /// A target of this year and text, of which no more is known.
    #[must_use]
    pub fn new(year: Option<i32>, text: impl Into<String>) -> Target {
        Target { year, text: text.into(), says: TargetValue::Text, unit: None, unknown: Unknown::default() }
    }

    /// The name of what it says.
    #[must_use]
    pub fn kind(&self) -> TargetKind {
        match self.says {
            TargetValue::Threshold { .. } => TargetKind::Threshold,
            TargetValue::Deadline { .. } => TargetKind::Deadline,
            TargetValue::Range { .. } => TargetKind::Range,
            TargetValue::Boolean => TargetKind::Boolean,
            TargetValue::Graded { .. } => TargetKind::Graded,
            TargetValue::Relative { .. } => TargetKind::Relative,
            TargetValue::Text => TargetKind::Text,
        }
    }

    /// How a value is compared with it, where it says so.
    #[must_use]
    pub fn comparator(&self) -> Option<Comparator> {
        match self.says {
            TargetValue::Threshold { comparator, .. } | TargetValue::Relative { comparator, .. } => comparator,
            TargetValue::Deadline { comparator, .. } => Some(comparator),
            _ => None,
        }
    }

    /// The number, in the target's unit: of a range the lower one, of a relative target by how much.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        match self.says {
            TargetValue::Threshold { value, .. } => Some(value),
            TargetValue::Range { from, .. } => Some(from),
            TargetValue::Relative { by, .. } => Some(by),
            _ => None,
        }
    }

    /// Of a range, the upper number.
    #[must_use]
    pub fn upper(&self) -> Option<Decimal> {
        match self.says {
            TargetValue::Range { to, .. } => Some(to),
            _ => None,
        }
    }

    /// Of a deadline, its date.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self.says {
            TargetValue::Deadline { date, .. } => Some(date),
            _ => None,
        }
    }

    /// Of a graded target, its levels; of any other none.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        match &self.says {
            TargetValue::Graded { levels } => levels,
            _ => &[],
        }
    }
}

impl TargetKind {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TargetKind::Threshold => "threshold",
            TargetKind::Deadline => "deadline",
            TargetKind::Range => "range",
            TargetKind::Boolean => "boolean",
            TargetKind::Graded => "graded",
            TargetKind::Relative => "relative",
            TargetKind::Text => "text",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::number::exactly;

    fn read(json: &str) -> Result<Target, String> {
        exactly(|| serde_json::from_str(json)).map_err(|e| e.to_string())
    }

    #[test]
    fn each_kind_is_written_back_as_it_was_read() {
        for json in [
            r#"{"year":2023,"text":">= 70,00 %","kind":"threshold","comparator":">=","value":70.00,"date":null,"unit":"%"}"#,
            r#"{"year":2023,"text":"Entro 31/12/2023","kind":"deadline","comparator":"<=","value":null,"date":"2023-12-31","unit":null}"#,
            r#"{"year":null,"text":"10-15","kind":"range","comparator":null,"value":10,"date":null,"unit":null,"upper":15}"#,
            r#"{"year":2023,"text":"SI","kind":"boolean","comparator":null,"value":null,"date":null,"unit":null}"#,
            r#"{"year":2023,"text":"Soglia >= 40 % = 70 %","kind":"graded","comparator":null,"value":null,"date":null,"unit":null,"levels":[{"name":"Soglia","text":">= 40 %","comparator":">=","value":40,"date":null,"unit":"%","score":70}]}"#,
            r#"{"year":2019,"text":"+10% sul 2018","kind":"relative","comparator":null,"value":10,"date":null,"unit":"%","relative_to":2018}"#,
            r#"{"year":2019,"text":"+10%","kind":"relative","comparator":null,"value":10,"date":null,"unit":"%","relative_to":null}"#,
            r#"{"year":2023,"text":"bene","kind":"text","comparator":null,"value":null,"date":null,"unit":null,"tomorrow":{"a":1}}"#,
        ] {
            let target = read(json).unwrap();
            assert_eq!(exactly(|| serde_json::to_string(&target)).unwrap(), json);
        }
    }

    #[test]
    fn a_target_that_lacks_what_its_kind_needs_is_refused() {
        let error = read(r#"{"year":2023,"text":"?","kind":"threshold","value":null}"#).unwrap_err();
        assert!(error.contains("the target \"?\" of kind threshold has no value"), "{error}");
        assert!(read(r#"{"text":"?","kind":"deadline","date":"2023-02-31"}"#).is_err());
        assert!(read(r#"{"text":"?","kind":"threshold","comparator":"~","value":1}"#).is_err());
    }
}
