//! What a rule is: its code, its words in both languages, its sources, and its check.

use super::finding::Findings;
use super::sources::Source;
use super::subject::Subject;
pub use crate::language::{Lang, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong by the plan's own figures or words.
    Error,
}

impl Severity {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// As a person is told it.
    #[must_use]
    pub fn told(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (_, Lang::En) => self.name(),
            (Severity::Info, Lang::It) => "nota",
            (Severity::Warning, Lang::It) => "avviso",
            (Severity::Error, Lang::It) => "errore",
        }
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// The selector of every rule, those that are off by default too.
pub const EVERY: &str = "ALL";

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// The plan alone.
    Plan,
    /// How the document was read; nothing where plan JSON is checked.
    Reading,
    /// Last year's plan: nothing where none is given.
    Previous,
    /// A second reading of the same PDF: nothing where none was asked for.
    SecondReading,
}

/// What one finding of a rule stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// A row, an objective, a section, a page. Where the layout has no such column, the document.
    Rows,
    /// The document: one finding tells how many rows.
    Documents,
}

/// A rule of the validator.
#[derive(Debug)]
pub struct Rule {
    /// Stable for ever: `ALB302`.
    pub code: &'static str,
    /// Names the fault: `target-inverted`.
    pub name: &'static str,
    /// Unless settings say otherwise. Some findings of a rule are graver or lighter than this: its reason
    /// says which.
    pub severity: Severity,
    /// Checked without being selected.
    pub on: bool,
    /// What it looks at.
    pub needs: Needs,
    /// What one finding stands for.
    pub counts: Counts,
    /// The version that has it first.
    pub since: &'static str,
    /// Codes and names that it had before; they still answer.
    pub renamed_from: &'static [&'static str],
    /// What it flags, in one sentence.
    pub summary: Text,
    /// Why that is a fault.
    pub reason: Text,
    /// What raises it.
    pub wrong: Text,
    /// What does not.
    pub right: Text,
    /// The laws and guidelines that say so; none where it is convention or common sense.
    pub sources: &'static [Source],
    pub(super) check: for<'a> fn(&Subject<'a>, &mut Findings<'a>),
}

impl Rule {
    /// Does a selector name just this rule: its code, its name, or one that it had?
    #[must_use]
    pub fn is_called(&self, selector: &str) -> bool {
        selector == self.name
            || self.code.eq_ignore_ascii_case(selector)
            || self.renamed_from.iter().any(|old| old.eq_ignore_ascii_case(selector))
    }

    /// Is this rule among those that a selector names: a code, the beginning of one (`ALB3`), a name, `ALL`?
    #[must_use]
    pub fn is_named(&self, selector: &str) -> bool {
        self.is_called(selector)
            || selector.eq_ignore_ascii_case(EVERY)
            || !selector.is_empty() && self.code.get(..selector.len()).is_some_and(|c| c.eq_ignore_ascii_case(selector))
    }
}
