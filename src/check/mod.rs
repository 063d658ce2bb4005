//! The validator: rules over a plan, and what they find.
//!
//! A rule is one file under `rules/`: its code, its words in both languages, its sources, its check. The
//! [registry] lists them; whatever selects, lists or explains rules reads it.

pub mod baseline;
pub mod finding;
pub mod registry;
pub mod rule;
mod rules;
pub mod settings;
pub mod sources;
mod subject;

use crate::plan::Reading;
use finding::Finding;
use rule::Lang;
use settings::Settings;
use subject::Subject;

/// What the rules that the settings select find in a plan, by position, then by code; with messages in one
/// language.
#[must_use]
pub fn check(reading: &Reading, settings: &Settings, lang: Lang) -> Vec<Finding> {
    finding::run(&settings.rules(), &Subject::new(&reading.plan, &reading.notes, settings, lang))
}
