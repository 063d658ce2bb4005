//! What became of a plan in another year's: which node is which, and what differs.

mod assignment;
mod candidates;
mod changes;
mod effect;
mod entries;
pub mod history;
mod matching;
mod numbered;
pub mod report;
mod sections;
mod similarity;
mod tiers;
mod wording;

use crate::plan::model::Plan;
pub(crate) use entries::Continued;
pub use history::{History, history};
pub use report::Diff;

/// Compares two plans. With `all`, texts that only moved on with the year are listed too.
#[must_use]
pub fn diff(old: &Plan, new: &Plan, all: bool) -> Diff {
    entries::Compared::new(old, new).diff(all)
}

/// The indicators that two plans have in common: what the validator holds against last year.
pub(crate) fn continued<'p>(old: &'p Plan, new: &'p Plan) -> Vec<Continued<'p>> {
    entries::Compared::new(old, new).continued()
}
