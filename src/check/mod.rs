//! The validator: rules over a plan, and what they find.
//!
//! A rule is one file under `rules/`: its code, its words in both languages, its sources, its check. The
//! [registry] lists them; whatever selects, lists or explains rules reads it.

pub mod baseline;
pub mod finding;
pub mod handed;
pub mod registry;
pub mod rule;
mod rules;
pub mod settings;
pub mod sources;
mod subject;
mod weights;
mod words;

use crate::diff::continued;
use crate::plan::Reading;
use crate::plan::model::Plan;
use finding::Finding;
use rule::Lang;
use settings::Settings;
use subject::Subject;

impl Reading {
    /// What the rules that the settings select find in the plan, in the settings' language (English where they name none).
    #[must_use]
    pub fn check(&self, settings: &Settings) -> Vec<Finding> {
        check(self, settings, settings.lang.unwrap_or_default())
    }
}

impl Plan {
    /// [`Reading::check`], of a plan alone: what was noticed when it was read is not known here.
    #[must_use]
    pub fn check(&self, settings: &Settings) -> Vec<Finding> {
        let lang = settings.lang.unwrap_or_default();
        finding::run(&settings.rules(), &Subject::new(self, &[], &[], settings, lang))
    }
}

/// What the rules that the settings select find in a plan, by position, then by code; with messages in one
/// language.
#[must_use]
pub fn check(reading: &Reading, settings: &Settings, lang: Lang) -> Vec<Finding> {
    check_against(reading, None, settings, lang)
}

/// [`check`], with last year's plan: what has become of its indicators is looked at, too.
#[must_use]
pub fn check_against(reading: &Reading, previous: Option<&Plan>, settings: &Settings, lang: Lang) -> Vec<Finding> {
    let continued = previous.map_or_else(Vec::new, |old| continued(old, &reading.plan));
    finding::run(&settings.rules(), &Subject::new(&reading.plan, &reading.notes, &continued, settings, lang))
}
