//! The validator: rules over a plan, and what they find.
//!
//! A rule is one file under `rules/`: its code, its words in both languages, its sources, its check. The
//! [registry] lists them; whatever selects, lists or explains rules reads it.

pub mod baseline;
pub mod finding;
pub mod polarity;
pub mod registry;
pub mod rule;
mod rules;
pub mod settings;
pub mod sources;
mod subject;

use crate::plan::Reading;
use crate::plan::model::Generator;
use finding::{FINDINGS_SCHEMA, Report, Summary};
use rule::Lang;
use settings::Settings;
use subject::Subject;

/// Checks a plan by the rules that the settings select, with messages in one language.
#[must_use]
pub fn check(reading: &Reading, settings: &Settings, lang: Lang) -> Report {
    let subject = Subject::new(&reading.plan, &reading.notes, settings, lang);
    let findings = finding::run(&settings.rules(), &subject);
    Report {
        schema: FINDINGS_SCHEMA.into(),
        generator: Generator::this(),
        source: Some(reading.plan.source.clone()),
        summary: Summary::of(&findings),
        findings,
        baseline: None,
        documents: None,
    }
}
