//! Each objective through several years' plans: from each plan to the next, and over plans that leave it out.

use super::changes;
use super::changes::{Elsewhere, Place};
use super::matching::matching;
use super::numbered::Numbered;
use super::report::{Change, Compared, Definition, Match};
use super::tiers;
use crate::plan::model::{Generator, Objective, Plan};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The name of this JSON's schema.
pub const HISTORY_SCHEMA: &str = "albero/history/1";

/// Every objective of several plans, through all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Albero della Performance: history", extend("$id" = "urn:albero:history:1"))]
pub struct History {
    /// Always `albero/history/1`.
    #[schemars(extend("const" = HISTORY_SCHEMA))]
    pub schema: Cow<'static, str>,
    /// The program that wrote this JSON.
    pub generator: Generator,
    /// The plans, as given.
    pub plans: Vec<Compared>,
    /// Objectives in the order of the last plan, then those that ended earlier, latest first.
    pub objectives: Vec<ObjectiveLine>,
}

/// An objective through the plans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveLine {
    /// Its title when last printed.
    pub title: String,
    /// Where it stands, plan by plan.
    pub appearances: Vec<Appearance>,
    /// Its indicators, by first appearance.
    pub indicators: Vec<IndicatorLine>,
}

/// An objective in one plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Appearance {
    /// Which of [`History::plans`], from 0.
    pub plan: usize,
    /// The plan's year.
    pub year: Option<i32>,
    /// Code, as printed.
    pub code: Option<String>,
    /// Section: its code, else its title.
    pub section: Option<String>,
    /// Title, as printed.
    pub title: String,
    /// Weight in percent.
    #[serde(with = "crate::plan::model::number::option")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// Why it is taken for the one before; null for the first.
    #[serde(rename = "match")]
    pub matched: Option<Match>,
    /// What differs from the one before, its indicators aside.
    pub changes: Vec<Change>,
    /// JSON Pointer (RFC 6901) into the plan JSON.
    pub pointer: String,
}

/// An indicator through the plans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorLine {
    /// Its name when last printed.
    pub name: String,
    /// Where it stands, plan by plan.
    pub appearances: Vec<IndicatorAppearance>,
}

/// An indicator in one plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorAppearance {
    /// Which of [`History::plans`], from 0.
    pub plan: usize,
    /// The plan's year.
    pub year: Option<i32>,
    /// Its id in that plan.
    pub id: String,
    /// Name, as printed.
    pub name: String,
    /// Baseline, as printed.
    pub baseline: Option<String>,
    /// Target of the plan's year, as printed.
    pub target: Option<String>,
    /// Was this target met, by the baseline of the next plan that has the indicator? Null where it cannot be
    /// told.
    pub achieved: Option<bool>,
    /// The baseline of the next plan, as printed, where it is of this target's year.
    pub reached: Option<String>,
    /// What differs from the one before.
    pub changes: Vec<Change>,
    /// What of its definition changed, so that its values can no longer be compared.
    pub definition: Vec<Definition>,
}

impl History {
    /// Does anything differ from plan to plan?
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let plans = self.plans.len();
        self.objectives.iter().any(|line| {
            line.appearances.len() != plans
                || line.appearances.iter().any(|at| !at.changes.is_empty())
                || line.indicators.iter().any(|own| {
                    own.appearances.len() != plans || own.appearances.iter().any(|at| !at.changes.is_empty())
                })
        })
    }
}

/// Follows every objective through the plans, oldest first.
///
/// ```
/// let plan = |year| albero::Plan::from_json(format!(
///     r#"{{"year":{year},"sections":[{{"objectives":[{{"title":"Ridurre i tempi"}}]}}]}}"#
/// ).as_bytes());
/// let history = albero::diff::history(&[plan(2022)?, plan(2023)?, plan(2024)?]);
/// assert_eq!(history.objectives[0].appearances.len(), 3);
/// # Ok::<(), albero::Error>(())
/// ```
#[must_use]
pub fn history(plans: &[Plan]) -> History {
    let numbered: Vec<Numbered<'_>> = plans.iter().map(Numbered::of).collect();
    let mut threads: Vec<Thread<'_>> = Vec::new();
    for number in 0..numbered.len() {
        continue_threads(&mut threads, &numbered, number);
    }
    // Those of the last plan in its order, then those that ended, latest first.
    threads.sort_by_key(|thread| (std::cmp::Reverse(thread.plan), thread.at));
    History {
        schema: HISTORY_SCHEMA.into(),
        generator: Generator::this(),
        plans: plans.iter().map(Compared::from).collect(),
        objectives: threads.into_iter().map(|thread| thread.line).collect(),
    }
}

/// An objective followed so far.
struct Thread<'p> {
    /// Where it was seen last.
    plan: usize,
    at: usize,
    objective: &'p Objective,
    line: ObjectiveLine,
    /// For each indicator of the last appearance, its line.
    indicators: Vec<usize>,
}

/// Continues threads in a plan: those of the plan before, then those of earlier ones with what is left; what is
/// left then begins a thread.
fn continue_threads<'p>(threads: &mut Vec<Thread<'p>>, plans: &[Numbered<'p>], number: usize) {
    let plan = &plans[number];
    let mut free: Vec<usize> = plan.all();
    for earlier in (0..number).rev() {
        let ended: HashMap<usize, usize> = threads
            .iter()
            .enumerate()
            .filter(|(_, thread)| thread.plan == earlier)
            .map(|(index, thread)| (thread.at, index))
            .collect();
        let mut wanted: Vec<usize> = ended.keys().copied().collect();
        wanted.sort_unstable();
        let found = matching(&plans[earlier], plan, &wanted, &free);
        let sections: HashSet<(usize, usize)> = found.sections.iter().map(|pair| (pair.old, pair.new)).collect();
        for (pair, indicators) in found.objectives.iter().zip(&found.indicators) {
            let Some(thread) = ended.get(&pair.old).and_then(|index| threads.get_mut(*index)) else { continue };
            let pairs: HashMap<usize, usize> = indicators.iter().map(|pair| (pair.new, pair.old)).collect();
            let place = place(&plans[earlier], pair.old, plan, pair.new, &sections);
            thread.go_on(&plans[earlier], (plan, number, pair.new), &place, pair.score, &pairs);
        }
        let taken: HashSet<usize> = found.objectives.iter().map(|pair| pair.new).collect();
        free.retain(|at| !taken.contains(at));
    }
    threads.extend(free.into_iter().filter_map(|at| Thread::begin(plan, number, at)));
}

impl<'p> Thread<'p> {
    fn begin(plan: &Numbered<'p>, number: usize, at: usize) -> Option<Thread<'p>> {
        let objective = plan.objectives.get(at)?.objective;
        let line = ObjectiveLine { title: String::new(), appearances: Vec::new(), indicators: Vec::new() };
        let mut thread = Thread { plan: number, at, objective, line, indicators: Vec::new() };
        thread.appear(plan, objective, None, Vec::new());
        thread.indicators =
            (0..objective.indicators.len()).map(|own| thread.appear_indicator(plan, own, None)).collect();
        Some(thread)
    }

    fn go_on(
        &mut self,
        before: &Numbered<'p>,
        (plan, number, at): (&Numbered<'p>, usize, usize),
        place: &Place,
        score: f64,
        pairs: &HashMap<usize, usize>,
    ) {
        let Some(objective) = plan.objectives.get(at).map(|at| at.objective) else { return };
        let moved = plan.plan.year.zip(before.plan.year).and_then(|(is, was)| is.checked_sub(was));
        let matched = tiers::of_objectives(self.objective, objective, place, score, moved);
        let changes = changes::listed(changes::of_objectives(self.objective, objective, place, moved), false);
        let earlier = std::mem::replace(&mut self.objective, objective);
        (self.plan, self.at) = (number, at);
        self.appear(plan, objective, Some(matched), changes);
        let lines = std::mem::take(&mut self.indicators);
        let continued = |own: &usize| {
            let old = pairs.get(own)?;
            Some((before, earlier.indicators.get(*old)?, *lines.get(*old)?))
        };
        let known: Vec<_> = (0..objective.indicators.len()).map(|own| continued(&own)).collect();
        self.indicators =
            known.into_iter().enumerate().map(|(own, known)| self.appear_indicator(plan, own, known)).collect();
    }

    fn appear(&mut self, plan: &Numbered<'_>, objective: &Objective, matched: Option<Match>, changes: Vec<Change>) {
        self.line.title.clone_from(&objective.title);
        self.line.appearances.push(Appearance {
            plan: self.plan,
            year: plan.plan.year,
            code: objective.code.clone(),
            section: plan.objectives.get(self.at).and_then(|at| plan.section_name(at.section)),
            title: objective.title.clone(),
            weight: objective.weight,
            matched,
            changes,
            pointer: plan.objectives.get(self.at).map(|at| at.pointer.clone()).unwrap_or_default(),
        });
    }

    /// Adds an indicator to the line of the one it continues, or begins one; says which.
    fn appear_indicator(
        &mut self,
        plan: &Numbered<'_>,
        own: usize,
        known: Option<(&Numbered<'_>, &crate::plan::model::Indicator, usize)>,
    ) -> usize {
        let indicator = &self.objective.indicators[own];
        let found = known.map(|(before, old, line)| {
            let found = changes::of_indicators(old, indicator, (before.plan.year, plan.plan.year));
            if let Some(last) = self.line.indicators.get_mut(line).and_then(|line| line.appearances.last_mut()) {
                (last.achieved, last.reached) = (found.against.achieved, found.against.new_baseline.clone());
            }
            (changes::listed(found.changes, false), found.definition)
        });
        let (changes, definition) = found.unwrap_or_default();
        let appearance = IndicatorAppearance {
            plan: self.plan,
            year: plan.plan.year,
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            baseline: indicator.baseline.as_ref().map(|baseline| baseline.text.clone()),
            target: indicator.targets.first().map(|target| target.text.clone()),
            achieved: None,
            reached: None,
            changes,
            definition,
        };
        let line = known.map_or(self.line.indicators.len(), |(_, _, line)| line);
        match self.line.indicators.get_mut(line) {
            Some(line) => {
                line.name.clone_from(&indicator.name);
                line.appearances.push(appearance);
            }
            None => {
                self.line
                    .indicators
                    .push(IndicatorLine { name: indicator.name.clone(), appearances: vec![appearance] });
            }
        }
        line
    }
}

/// Where an objective stands in both plans, by section. Its parent is not compared: it may have been followed over
/// other plans than the objective itself.
fn place(
    before: &Numbered<'_>,
    old: usize,
    after: &Numbered<'_>,
    new: usize,
    sections: &HashSet<(usize, usize)>,
) -> Place {
    let Some((was, is)) = before.objectives.get(old).zip(after.objectives.get(new)) else { return Place::default() };
    let section = (!sections.contains(&(was.section, is.section)))
        .then(|| Elsewhere { old: before.section_name(was.section), new: after.section_name(is.section) });
    Place { section, parent: None, is_below: false }
}
