//! What became of a plan in another year's: which node is which, and what differs.

mod assignment;
mod candidates;
mod changes;
mod effect;
mod entries;
pub mod history;
mod matching;
mod numbered;
mod pairs;
pub mod report;
mod sections;
mod similarity;
mod tiers;
mod value;
mod wording;

use crate::plan::model::Plan;
#[cfg(feature = "report")]
use crate::plan::model::{Indicator, Reached};
#[cfg(feature = "report")]
use crate::polarity::{self, Polarity};
pub(crate) use entries::Continued;
pub use history::{History, history};
pub use pairs::{ChangedTarget, Indicators};
pub use report::Diff;

/// Compares two plans. With `all`, texts that only moved on with the year are listed too.
///
/// ```
/// let plan = |weight| albero::Plan::from_json(format!(
///     r#"{{"sections":[{{"objectives":[{{"title":"Ridurre i tempi","weight":{weight}}}]}}]}}"#
/// ).as_bytes());
/// let diff = albero::diff(&plan("50.00")?, &plan("60.00")?, false);
/// assert_eq!(diff.summary.objectives.changed, 1);
/// # Ok::<(), albero::Error>(())
/// ```
#[must_use]
pub fn diff(old: &Plan, new: &Plan, all: bool) -> Diff {
    entries::Compared::new(old, new).diff(all)
}

/// The indicators that two plans have in common: what the validator holds against last year.
pub(crate) fn continued<'p>(old: &'p Plan, new: &'p Plan) -> Vec<Continued<'p>> {
    entries::Compared::new(old, new).continued()
}

/// Does a result meet its indicator's target of that year, or its only one? `None` where it cannot be told.
#[cfg(feature = "report")]
pub(crate) fn meets(indicator: &Indicator, result: &Reached) -> Option<bool> {
    let target = indicator.targets.iter().find(|target| target.year == result.year || indicator.targets.len() == 1)?;
    let direction = polarity::of(indicator).filter(Polarity::is_sure).map(|polarity| polarity.direction);
    effect::is_reached(target, result, direction)
}
