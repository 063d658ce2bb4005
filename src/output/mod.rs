//! Findings as text, JSON, SARIF and GitHub annotations, a diff as text, Markdown and JSON Patch: a file each.

#[cfg(feature = "archive")]
pub mod archived;
pub mod changes;
pub mod csv;
pub mod datasette;
pub mod diff;
pub mod findings;
pub mod github;
pub mod gitlab;
mod heads;
pub mod json;
pub mod junit;
#[cfg(feature = "archive")]
pub mod listed;
pub mod long;
pub mod patch;
pub mod portal;
pub mod render;
pub mod sarif;
pub mod text;
pub mod tree;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

use crate::check::finding::Finding;
use crate::model::{Plan, Source};
use std::borrow::Cow;

/// Text of a document as a terminal may show it: no escape sequence, no control character, nothing that turns
/// the writing round or that nobody sees.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    shown(text, |c| c.is_control() || is_unseen(c))
}

/// [`harmless`], for what may have several lines: cells of a table.
pub(crate) fn harmless_lines(text: &str) -> Cow<'_, str> {
    shown(text, |c| c.is_control() && !matches!(c, '\n' | '\t' | '\r') || is_unseen(c))
}

/// Turns the writing round, ends a line where no line is seen to end, or is not seen at all.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn shown(text: &str, harmful: impl Fn(char) -> bool + Copy) -> Cow<'_, str> {
    if text.contains(harmful) { Cow::Owned(text.replace(harmful, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// A document that was checked, and what was found in it.
#[derive(Debug)]
pub struct Checked {
    /// The file as given; `standard input` for `-`.
    pub file: String,
    /// What was found, or why the file could not be read.
    pub outcome: std::result::Result<CheckedPlan, String>,
}

/// A plan and its findings.
#[derive(Debug)]
pub struct CheckedPlan {
    /// The plan.
    pub plan: Plan,
    /// Those that no baseline hides, by position.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// The findings; none where the file could not be read.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.outcome.as_ref().map_or(&[], |checked| &checked.findings)
    }

    /// The document; `None` where it could not be read.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        self.outcome.as_ref().ok().map(|checked| &checked.plan.source)
    }
}
