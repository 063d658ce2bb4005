//! From a JSON Pointer of a finding or a change to what it leads to.

use super::model::{Baseline, Indicator, Objective, Phase, Plan, Section, Target};

/// What a JSON Pointer leads to, or the innermost of these that it leads through.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum At<'p> {
    /// A section.
    Section(&'p Section),
    /// An objective.
    Objective(&'p Objective),
    /// An indicator.
    Indicator(&'p Indicator),
    /// A phase of an objective.
    Phase(&'p Phase),
    /// An indicator's past value.
    Baseline(&'p Baseline),
    /// A target.
    Target(&'p Target),
}

impl Plan {
    /// What a JSON Pointer into this plan's JSON leads to, as findings and diffs have them: of
    /// `/sections/0/objectives/1/indicators/0/targets/0/text` the target.
    ///
    /// ```
    /// use albero::{At, Plan};
    ///
    /// let json = r#"{"sections":[{"objectives":[{"title":"Ridurre i tempi","indicators":[{"name":"Giorni"}]}]}]}"#;
    /// let plan = Plan::from_json(json.as_bytes())?;
    /// let Some(At::Indicator(indicator)) = plan.at("/sections/0/objectives/0/indicators/0/name") else { panic!() };
    /// assert_eq!(indicator.name, "Giorni");
    /// # Ok::<(), albero::Error>(())
    /// ```
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<At<'_>> {
        let mut steps = pointer.split('/').skip(1);
        let mut at: Option<At<'_>> = None;
        while let Some(list) = steps.next() {
            if let (Some(At::Indicator(own)), "baseline") = (at, list) {
                return own.baseline.as_ref().map(At::Baseline);
            }
            let Some(index) = steps.next().and_then(|step| step.parse::<usize>().ok()) else { return at };
            at = Some(match (at, list) {
                (None, "sections") => At::Section(self.sections.get(index)?),
                (Some(At::Section(own)), "sections") => At::Section(own.sections.get(index)?),
                (Some(At::Section(own)), "objectives") => At::Objective(own.objectives.get(index)?),
                (Some(At::Objective(own)), "objectives") => At::Objective(own.objectives.get(index)?),
                (Some(At::Objective(own)), "indicators") => At::Indicator(own.indicators.get(index)?),
                (Some(At::Objective(own)), "phases") => At::Phase(own.phases.get(index)?),
                (Some(At::Indicator(own)), "targets") => At::Target(own.targets.get(index)?),
                _ => return at,
            });
        }
        at
    }
}
