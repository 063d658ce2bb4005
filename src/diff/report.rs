//! The diff JSON: what became of every section, objective and indicator.

use crate::plan::model::{Generator, Plan, Source};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The name of this JSON's schema.
pub const DIFF_SCHEMA: &str = "albero/diff/1";

/// What became of one plan in another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Albero della Performance: diff", extend("$id" = "urn:albero:diff:1"))]
pub struct Diff {
    /// Always `albero/diff/1`.
    #[schemars(extend("const" = DIFF_SCHEMA))]
    pub schema: Cow<'static, str>,
    /// The program that wrote this JSON.
    pub generator: Generator,
    /// The plan compared with.
    pub old: Compared,
    /// The plan compared.
    pub new: Compared,
    /// How many of each.
    pub summary: Summary,
    /// Sections in the order of the new plan, removed ones last.
    pub sections: Vec<SectionEntry>,
    /// Objectives in the order of the new plan, removed ones last.
    pub objectives: Vec<ObjectiveEntry>,
}

/// A plan that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Compared {
    /// The document.
    pub source: Source,
    /// The plan's title.
    pub title: Option<String>,
    /// The public body, where printed.
    pub entity: Option<String>,
    /// The plan's year.
    pub year: Option<i32>,
}

impl From<&Plan> for Compared {
    fn from(plan: &Plan) -> Compared {
        Compared {
            source: plan.source.clone(),
            title: plan.title.clone(),
            entity: plan.entity.clone(),
            year: plan.year,
        }
    }
}

/// Counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Sections by status.
    pub sections: Statuses,
    /// Objectives by status.
    pub objectives: Statuses,
    /// Indicators by status; those of added and removed objectives among them.
    pub indicators: Statuses,
    /// Changed targets by effect.
    pub targets: Effects,
    /// Old targets by whether the new plan's baselines say that they were met.
    pub achieved: Achieved,
}

/// How many nodes became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statuses {
    /// In both, with no change.
    pub unchanged: usize,
    /// In both, with changes.
    pub changed: usize,
    /// In the new plan only.
    pub added: usize,
    /// In the old plan only.
    pub removed: usize,
}

/// How many targets changed with what effect.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Effects {
    /// Harder to meet.
    pub tightened: usize,
    /// Easier to meet.
    pub relaxed: usize,
    /// The comparator turned round.
    pub reversed: usize,
    /// Another unit of measure or kind, or words.
    pub incomparable: usize,
}

/// How many old targets were met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Achieved {
    /// Met.
    pub met: usize,
    /// Missed.
    pub missed: usize,
    /// Cannot be told: no baseline value, or another unit of measure.
    pub unknown: usize,
}

/// What became of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In both, with no change in it or in what it holds.
    Unchanged,
    /// In both.
    Changed,
    /// In the new plan only.
    Added,
    /// In the old plan only.
    Removed,
}

/// Why two nodes are taken for one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Match {
    /// What kind of pair it is.
    pub tier: Tier,
    /// How alike the two are, from 0 to 1.
    pub score: f64,
    /// What is the same and what is not.
    pub why: String,
}

/// What kind of pair two nodes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Same title, same code.
    Same,
    /// Same title, another code.
    Renumbered,
    /// Another title, known by the rest.
    Renamed,
    /// Much differs: look at it.
    Probable,
}

/// What became of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SectionEntry {
    /// What became of it; changes in its objectives do not count.
    pub status: Status,
    /// Code (title where it has none) in the old plan; null where it is added.
    pub old: Option<String>,
    /// Code (title where it has none) in the new plan; null where it is removed.
    pub new: Option<String>,
    /// Why it is taken for the same; null where it is added or removed.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// What differs: `code`, `title`, `kind`, `parent`.
    pub changes: Vec<Change>,
    /// Title, of the new plan where it has one.
    pub title: Option<String>,
    /// JSON Pointer (RFC 6901) into the old plan JSON.
    pub old_pointer: Option<String>,
    /// JSON Pointer (RFC 6901) into the new plan JSON.
    pub new_pointer: Option<String>,
}

/// What became of an objective.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveEntry {
    /// What became of it and of its indicators.
    pub status: Status,
    /// Code (title where it has none) in the old plan; null where it is added.
    pub old: Option<String>,
    /// Code (title where it has none) in the new plan; null where it is removed.
    pub new: Option<String>,
    /// Why it is taken for the same; null where it is added or removed.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// What differs: `code`, `section`, `parent`, `title`, `kind`, `weight`, `description`, `units`, `responsible`,
    /// `stakeholders`, `start`, `end`, `phases`, `results`, `notes`, `other`.
    pub changes: Vec<Change>,
    /// Its indicators in the order of the new plan, removed ones last.
    pub indicators: Vec<IndicatorEntry>,
    /// Title, of the new plan where it has one.
    pub title: String,
    /// Section in the old plan: its code, else its title.
    pub old_section: Option<String>,
    /// Section in the new plan: its code, else its title.
    pub new_section: Option<String>,
    /// The objective above it in the old plan: its code, else its title. Absent where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_parent: Option<String>,
    /// The objective above it in the new plan: its code, else its title. Absent where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_parent: Option<String>,
    /// JSON Pointer (RFC 6901) into the old plan JSON.
    pub old_pointer: Option<String>,
    /// JSON Pointer (RFC 6901) into the new plan JSON.
    pub new_pointer: Option<String>,
}

/// What became of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorEntry {
    /// What became of it.
    pub status: Status,
    /// Id in the old plan; null where it is added.
    pub old: Option<String>,
    /// Id in the new plan; null where it is removed.
    pub new: Option<String>,
    /// Why it is taken for the same; null where it is added or removed.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// What differs: `code`, `name`, `weight`, `typology`, `algorithm`, `unit`, `source`, `baseline`, `history`,
    /// `target`, `results`, `notes`, `other`.
    pub changes: Vec<Change>,
    /// What of its definition changed, so that its values can no longer be compared.
    pub definition: Vec<Definition>,
    /// Did what the new plan prints as reached (its result for the target's year, else its baseline) meet the old
    /// plan's target? Null where it cannot be told, or where either is not printed.
    pub achieved: Option<bool>,
    /// The old plan's target, as printed, where the new plan prints a result or baseline for its year; else null.
    pub old_target: Option<String>,
    /// The new plan's baseline, as printed, where the old plan sets a target for its year; else null.
    pub new_baseline: Option<String>,
    /// The new plan's result for that target's year, as printed; absent where it prints none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_result: Option<String>,
    /// Name, of the new plan where it has one.
    pub name: String,
    /// JSON Pointer (RFC 6901) into the old plan JSON.
    pub old_pointer: Option<String>,
    /// JSON Pointer (RFC 6901) into the new plan JSON.
    pub new_pointer: Option<String>,
}

/// A part of what an indicator measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Definition {
    /// Algoritmo.
    Algorithm,
    /// Unità di misura, of the targets.
    UnitOfMeasure,
    /// Which way is better, by the words of the name.
    Polarity,
}

/// What differs in a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Which field.
    pub field: Field,
    /// Its old value as in the plan JSON (of baseline, history, target, results, start and end the printed text; of a
    /// phase and of what has a label of its own a line of text); null where it has none.
    pub old: Option<Value>,
    /// Its new value.
    pub new: Option<Value>,
    /// For a target, what the change does to it; `rolled_over` for any text that only moved on with the year;
    /// else null.
    pub effect: Option<Effect>,
    /// Of a baseline, target or result, the year of the old column; absent where it prints none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_year: Option<i32>,
    /// Of a baseline, target or result, the year of the new column; absent where it prints none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_year: Option<i32>,
}

/// Declares the fields that can change, each with its name in JSON.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)+) => {
        /// A field that can change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $($(#[$doc])* $name,)+
        }

        impl Field {
            /// As in JSON.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self {
                    $(Field::$name => $key,)+
                }
            }
        }
    };
}

fields! {
    /// Code of a section, objective or indicator.
    Code = "code",
    /// The section that an objective stands in, by code, else title.
    Section = "section",
    /// Title of a section or objective.
    Title = "title",
    /// Peso of an objective or indicator.
    Weight = "weight",
    /// Descrizione.
    Description = "description",
    /// Unità organizzative, in whatever order.
    Units = "units",
    /// Name of an indicator.
    Name = "name",
    /// Tipologia.
    Typology = "typology",
    /// Algoritmo, the whole cell.
    Algorithm = "algorithm",
    /// Valore of the year before.
    Baseline = "baseline",
    /// Target, a change a column.
    Target = "target",
    /// The section or objective above, by code, else title.
    Parent = "parent",
    /// Kind of a section or objective.
    Kind = "kind",
    /// Responsabile, in whatever order.
    Responsible = "responsible",
    /// A chi è rivolto, in whatever order.
    Stakeholders = "stakeholders",
    /// Data inizio.
    Start = "start",
    /// Data fine, Scadenza.
    End = "end",
    /// Fasi, a change a phase.
    Phases = "phases",
    /// What was reached, a change a year.
    Results = "results",
    /// Note.
    Notes = "notes",
    /// What has a label of its own, a change a label.
    Other = "other",
    /// The column Unità di misura.
    Unit = "unit",
    /// Fonte dei dati.
    Source = "source",
    /// Further past values, a change a year.
    History = "history",
}

/// A field's value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A weight, as printed.
    Number(
        #[serde(with = "crate::plan::model::number::always")]
        #[schemars(with = "f64")]
        Decimal,
    ),
    /// A text, as printed.
    Text(String),
    /// Units and other names, as printed.
    List(Vec<String>),
}

/// What a change does to a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Harder to meet; a deadline earlier in its year.
    Tightened,
    /// Easier to meet.
    Relaxed,
    /// The comparator is turned round.
    Reversed,
    /// Another unit of measure, another kind of target, or words; or added or removed.
    Incomparable,
    /// Only moved on with the plan's year; listed only on request.
    RolledOver,
}

impl std::fmt::Display for Status {
    /// As in JSON.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Status::Unchanged => "unchanged",
            Status::Changed => "changed",
            Status::Added => "added",
            Status::Removed => "removed",
        })
    }
}

impl std::fmt::Display for Effect {
    /// As in JSON.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Effect::Tightened => "tightened",
            Effect::Relaxed => "relaxed",
            Effect::Reversed => "reversed",
            Effect::Incomparable => "incomparable",
            Effect::RolledOver => "rolled_over",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for effect in [Effect::Tightened, Effect::Relaxed, Effect::Reversed, Effect::Incomparable, Effect::RolledOver] {
            assert_eq!(serde_json::to_value(effect).unwrap(), effect.to_string());
        }
        for status in [Status::Unchanged, Status::Changed, Status::Added, Status::Removed] {
            assert_eq!(serde_json::to_value(status).unwrap(), status.to_string());
        }
    }
}
