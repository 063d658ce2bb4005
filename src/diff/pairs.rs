//! From the entries of a diff back to what they are of: both indicators, both targets.

use super::report::{Change, Diff, Field, IndicatorEntry, ObjectiveEntry, Value};
use crate::plan::At;
use crate::plan::model::{Indicator, Plan, Target};

/// What became of an indicator, with the indicator in both plans.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Indicators<'d, 'p> {
    /// The objective that it is of.
    pub objective: &'d ObjectiveEntry,
    /// What became of it.
    pub entry: &'d IndicatorEntry,
    /// In the old plan; `None` where it is added.
    pub old: Option<&'p Indicator>,
    /// In the new plan; `None` where it is removed.
    pub new: Option<&'p Indicator>,
}

/// A change of a target, with the target in both plans.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ChangedTarget<'d, 'p> {
    /// What the change is, with its effect.
    pub change: &'d Change,
    /// In the old plan; `None` where it is added.
    pub old: Option<&'p Target>,
    /// In the new plan; `None` where it is removed.
    pub new: Option<&'p Target>,
}

impl Diff {
    /// Every indicator of the diff, with itself in the two plans that were compared.
    ///
    /// ```
    /// use albero::Plan;
    ///
    /// let plan = |target: &str| {
    ///     let json = format!(
    ///         r#"{{"year":2024,"sections":[{{"objectives":[{{"title":"Ridurre i tempi","indicators":[
    ///            {{"name":"Giorni","targets":[{{"year":2024,"text":"<= {target} gg","kind":"threshold",
    ///              "comparator":"<=","value":{target},"unit":"gg"}}]}}]}}]}}]}}"#
    ///     );
    ///     Plan::from_json(json.as_bytes())
    /// };
    /// let (old, new) = (plan("30.00")?, plan("20.00")?);
    /// let diff = albero::diff(&old, &new, false);
    /// for own in diff.indicators(&old, &new) {
    ///     for target in own.targets() {
    ///         let values = (target.old.and_then(|t| t.value()), target.new.and_then(|t| t.value()));
    ///         assert_eq!(values, (Some("30".parse()?), Some("20".parse()?)));
    ///     }
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn indicators<'d, 'p>(
        &'d self,
        old: &'p Plan,
        new: &'p Plan,
    ) -> impl Iterator<Item = Indicators<'d, 'p>> + use<'d, 'p> {
        self.objectives.iter().flat_map(move |objective| {
            objective.indicators.iter().map(move |entry| Indicators {
                objective,
                entry,
                old: entry.old_pointer.as_deref().and_then(|pointer| indicator(old, pointer)),
                new: entry.new_pointer.as_deref().and_then(|pointer| indicator(new, pointer)),
            })
        })
    }

    /// Which of [`Diff::sections`] an objective stands in: its section of the new plan, if it is in that.
    #[must_use]
    pub fn section_of(&self, objective: &ObjectiveEntry) -> Option<usize> {
        // `/sections/1/objectives/0/objectives/2` stands in `/sections/1`.
        let section = |pointer: &str| pointer.find("/objectives").map(|end| pointer[..end].to_owned());
        match (&objective.new_pointer, &objective.old_pointer) {
            (Some(new), _) => {
                let wanted = section(new)?;
                self.sections.iter().position(|entry| entry.new_pointer.as_deref() == Some(&wanted))
            }
            (None, Some(old)) => {
                let wanted = section(old)?;
                self.sections.iter().position(|entry| entry.old_pointer.as_deref() == Some(&wanted))
            }
            (None, None) => None,
        }
    }
}

impl<'d, 'p> Indicators<'d, 'p> {
    /// The changes of targets, with the targets themselves.
    pub fn targets(&self) -> impl Iterator<Item = ChangedTarget<'d, 'p>> + use<'d, 'p> {
        let (old, new) = (self.old, self.new);
        self.entry.changes.iter().filter(|change| change.field == Field::Target).map(move |change| ChangedTarget {
            change,
            old: change.old.as_ref().and_then(|text| target(old?, change.old_year, text)),
            new: change.new.as_ref().and_then(|text| target(new?, change.new_year, text)),
        })
    }
}

fn indicator<'p>(plan: &'p Plan, pointer: &str) -> Option<&'p Indicator> {
    match plan.at(pointer)? {
        At::Indicator(indicator) => Some(indicator),
        _ => None,
    }
}

/// The target of a column: by its year and what it prints.
fn target<'p>(indicator: &'p Indicator, year: Option<i32>, printed: &Value) -> Option<&'p Target> {
    let Value::Text(text) = printed else { return None };
    indicator.targets.iter().find(|target| target.year == year && target.text == *text)
}
