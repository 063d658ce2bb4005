//! The entries of a diff: pairs, what was added and what was removed, in the order of the new plan.

use super::changes;
use super::changes::{Elsewhere, Place};
use super::matching::{Matching, Pair, matching};
use super::numbered::{Numbered, NumberedObjective};
use super::report::{
    Achieved, Change, DIFF_SCHEMA, Definition, Diff, Effect, Effects, Field, IndicatorEntry, ObjectiveEntry,
    SectionEntry, Status, Statuses, Summary,
};
use super::tiers;
use crate::plan::model::{Generator, Indicator, Plan, Section};
use std::collections::{HashMap, HashSet};

/// Two plans and which node is which.
pub(crate) struct Compared<'p> {
    old: Numbered<'p>,
    new: Numbered<'p>,
    matching: Matching,
    /// Sections of the old plan and of the new that are one.
    same_sections: HashSet<(usize, usize)>,
    /// So are these objectives.
    same_objectives: HashSet<(usize, usize)>,
}

/// An indicator that an earlier plan has, too.
pub(crate) struct Continued<'p> {
    /// As it is in the new plan.
    pub(crate) new: &'p Indicator,
    /// As it was.
    pub(crate) old: &'p Indicator,
    pub(crate) definition: Vec<Definition>,
    /// What became of each target; `None` where nothing did.
    pub(crate) effects: Vec<Option<Effect>>,
    /// Last year's value beats the new target.
    pub(crate) is_beaten: bool,
}

impl<'p> Compared<'p> {
    pub(crate) fn new(old: &'p Plan, new: &'p Plan) -> Compared<'p> {
        let (old, new) = (Numbered::of(old), Numbered::of(new));
        let matching = matching(&old, &new, &old.all(), &new.all());
        let same = |pairs: &[Pair]| pairs.iter().map(|pair| (pair.old, pair.new)).collect();
        let (same_sections, same_objectives) = (same(&matching.sections), same(&matching.objectives));
        Compared { old, new, matching, same_sections, same_objectives }
    }

    fn moved(&self) -> Option<i32> {
        self.new.plan.year?.checked_sub(self.old.plan.year?)
    }

    fn years(&self) -> (Option<i32>, Option<i32>) {
        (self.old.plan.year, self.new.plan.year)
    }

    pub(crate) fn diff(&self, all: bool) -> Diff {
        let sections = self.sections(all);
        let objectives = self.objectives(all);
        Diff {
            schema: DIFF_SCHEMA.into(),
            generator: Generator::this(),
            old: self.old.plan.into(),
            new: self.new.plan.into(),
            summary: summary(&sections, &objectives),
            sections,
            objectives,
        }
    }

    /// The indicators that both plans have, in the order of the matching.
    pub(crate) fn continued(&self) -> Vec<Continued<'p>> {
        let years = self.years();
        let of_pair = |(pair, indicators): (&Pair, &Vec<Pair>)| {
            let (old, new) = self.old.objectives.get(pair.old).zip(self.new.objectives.get(pair.new))?;
            let (old, new) = (old.objective, new.objective);
            let continued = indicators.iter().filter_map(|own| {
                let (was, is) = (old.indicators.get(own.old)?, new.indicators.get(own.new)?);
                Some(Continued {
                    new: is,
                    old: was,
                    definition: changes::of_indicators(was, is, years).definition,
                    effects: changes::effects(was, is, years),
                    is_beaten: changes::is_beaten(was, is),
                })
            });
            Some(continued.collect::<Vec<_>>())
        };
        self.matching.objectives.iter().zip(&self.matching.indicators).filter_map(of_pair).flatten().collect()
    }

    fn sections(&self, all: bool) -> Vec<SectionEntry> {
        let pair_of: HashMap<usize, Pair> = self.matching.sections.iter().map(|pair| (pair.new, *pair)).collect();
        let taken: HashSet<usize> = self.matching.sections.iter().map(|pair| pair.old).collect();
        let new = (0..self.new.sections.len()).map(|new| {
            let pair = pair_of.get(&new);
            self.section(pair.map(|pair| pair.old), Some(new), pair.map_or(0.0, |pair| pair.score), all)
        });
        let removed = (0..self.old.sections.len())
            .filter(|old| !taken.contains(old))
            .map(|old| self.section(Some(old), None, 0.0, all));
        new.chain(removed).collect()
    }

    fn section(&self, old: Option<usize>, new: Option<usize>, score: f64, all: bool) -> SectionEntry {
        let before = old.and_then(|old| self.old.sections.get(old));
        let after = new.and_then(|new| self.new.sections.get(new));
        let pair = before.zip(after);
        let changes = pair.map_or_else(Vec::new, |(old, new)| {
            let elsewhere = is_elsewhere(&self.same_sections, old.above, new.above).then(|| Elsewhere {
                old: old.above.and_then(|above| self.old.section_name(above)),
                new: new.above.and_then(|above| self.new.section_name(above)),
            });
            changes::of_sections(old.section, new.section, elsewhere, self.moved())
        });
        let changes = changes::listed(changes, all);
        let (was, is) = (before.map(|at| at.section), after.map(|at| at.section));
        SectionEntry {
            status: status(before.is_some(), after.is_some(), &changes),
            old: was.and_then(Section::name),
            new: is.and_then(Section::name),
            matched: was.zip(is).map(|(old, new)| tiers::of_sections(old, new, score, self.moved())),
            changes,
            title: is.or(was).and_then(|section| section.title.clone()),
            old_pointer: before.map(|at| at.pointer.clone()),
            new_pointer: after.map(|at| at.pointer.clone()),
        }
    }

    fn objectives(&self, all: bool) -> Vec<ObjectiveEntry> {
        let pairs = || self.matching.objectives.iter().enumerate();
        let by_new: HashMap<usize, usize> = pairs().map(|(index, pair)| (pair.new, index)).collect();
        let by_old: HashSet<usize> = pairs().map(|(_, pair)| pair.old).collect();
        let new =
            (0..self.new.objectives.len()).map(|new| self.objective(by_new.get(&new).copied(), None, Some(new), all));
        let removed = (0..self.old.objectives.len())
            .filter(|old| !by_old.contains(old))
            .map(|old| self.objective(None, Some(old), None, all));
        new.chain(removed).collect()
    }

    fn objective(&self, pair: Option<usize>, old: Option<usize>, new: Option<usize>, all: bool) -> ObjectiveEntry {
        let matched = pair.and_then(|pair| self.matching.objectives.get(pair));
        let old = matched.map(|pair| pair.old).or(old);
        let before = old.and_then(|old| self.old.objectives.get(old));
        let after = new.and_then(|new| self.new.objectives.get(new));
        let (was, is) = (before.map(|at| at.objective), after.map(|at| at.objective));
        let place = before.zip(after).map(|(old, new)| self.place(old, new)).unwrap_or_default();
        let changes = was.zip(is).map_or_else(Vec::new, |(old, new)| {
            changes::listed(changes::of_objectives(old, new, &place, self.moved()), all)
        });
        let pairs = pair.and_then(|pair| self.matching.indicators.get(pair)).map_or(&[][..], Vec::as_slice);
        let indicators = self.indicators(before, after, pairs, all);
        let own = status(before.is_some(), after.is_some(), &changes);
        let is_changed = own == Status::Unchanged && indicators.iter().any(|entry| entry.status != Status::Unchanged);
        let section_of = |plan: &Numbered<'p>, at: Option<&NumberedObjective<'p>>| plan.section_name(at?.section);
        let parent_of = |plan: &Numbered<'p>, at: Option<&NumberedObjective<'p>>| plan.objective_name(at?.above?);
        ObjectiveEntry {
            status: if is_changed { Status::Changed } else { own },
            old: was.map(|own| own.name().to_owned()),
            new: is.map(|own| own.name().to_owned()),
            matched: was
                .zip(is)
                .zip(matched)
                .map(|((old, new), pair)| tiers::of_objectives(old, new, &place, pair.score, self.moved())),
            changes,
            indicators,
            title: is.or(was).map(|objective| objective.title.clone()).unwrap_or_default(),
            old_section: section_of(&self.old, before),
            new_section: section_of(&self.new, after),
            old_parent: parent_of(&self.old, before),
            new_parent: parent_of(&self.new, after),
            old_pointer: before.map(|at| at.pointer.clone()),
            new_pointer: after.map(|at| at.pointer.clone()),
        }
    }

    /// Where one objective stands in both plans.
    fn place(&self, old: &NumberedObjective<'p>, new: &NumberedObjective<'p>) -> Place {
        let same_section = self.same_sections.contains(&(old.section, new.section));
        let section = (!same_section)
            .then(|| Elsewhere { old: self.old.section_name(old.section), new: self.new.section_name(new.section) });
        let parent = is_elsewhere(&self.same_objectives, old.above, new.above).then(|| Elsewhere {
            old: old.above.and_then(|above| self.old.objective_name(above)),
            new: new.above.and_then(|above| self.new.objective_name(above)),
        });
        Place { section, parent, is_below: old.above.is_some() || new.above.is_some() }
    }

    fn indicators(
        &self,
        old_at: Option<&NumberedObjective<'p>>,
        new_at: Option<&NumberedObjective<'p>>,
        pairs: &[Pair],
        all: bool,
    ) -> Vec<IndicatorEntry> {
        let of = |at: Option<&NumberedObjective<'p>>| at.map_or(&[][..], |at| at.objective.indicators.as_slice());
        let (old, new) = (of(old_at), of(new_at));
        let entry = |before: Option<usize>, after: Option<usize>, score: f64| {
            let (was, is) = (before.and_then(|at| old.get(at)), after.and_then(|at| new.get(at)));
            let found = was.zip(is).map(|(was, is)| changes::of_indicators(was, is, self.years()));
            let (changes, definition, against) = found.map_or_else(Default::default, |found| {
                (changes::listed(found.changes, all), found.definition, found.against)
            });
            let pointer = |at: Option<&NumberedObjective<'p>>, index: Option<usize>| {
                at.zip(index).map(|(at, index)| format!("{}/indicators/{index}", at.pointer))
            };
            IndicatorEntry {
                status: status(was.is_some(), is.is_some(), &changes),
                old: was.map(|own| own.id.clone()),
                new: is.map(|own| own.id.clone()),
                matched: was
                    .zip(is)
                    .map(|(was, is)| tiers::of_indicators(was, is, before == after, score, self.moved())),
                changes,
                definition,
                achieved: against.achieved,
                old_target: against.old_target,
                new_baseline: against.new_baseline,
                new_result: against.new_result,
                name: is.or(was).map(|own| own.name.clone()).unwrap_or_default(),
                old_pointer: pointer(old_at, before),
                new_pointer: pointer(new_at, after),
            }
        };
        let mut pair_of = vec![None; new.len()];
        let mut is_taken = vec![false; old.len()];
        for pair in pairs {
            if let (Some(of), Some(taken)) = (pair_of.get_mut(pair.new), is_taken.get_mut(pair.old)) {
                (*of, *taken) = (Some(pair), true);
            }
        }
        let added_or_paired = pair_of
            .into_iter()
            .enumerate()
            .map(|(after, pair)| entry(pair.map(|pair| pair.old), Some(after), pair.map_or(0.0, |pair| pair.score)));
        let free = is_taken.into_iter().enumerate().filter(|(_, is_taken)| !is_taken);
        let removed = free.map(|(before, _)| entry(Some(before), None, 0.0));
        added_or_paired.chain(removed).collect()
    }
}

fn status(in_old: bool, in_new: bool, changes: &[Change]) -> Status {
    match (in_old, in_new) {
        (false, _) => Status::Added,
        (true, false) => Status::Removed,
        (true, true) if changes.iter().all(|change| change.effect == Some(Effect::RolledOver)) => Status::Unchanged,
        (true, true) => Status::Changed,
    }
}

/// Do two nodes of a pair stand below nodes that are not one?
fn is_elsewhere(same: &HashSet<(usize, usize)>, old: Option<usize>, new: Option<usize>) -> bool {
    match (old, new) {
        (None, None) => false,
        (Some(old), Some(new)) => !same.contains(&(old, new)),
        _ => true,
    }
}

impl Statuses {
    fn of(statuses: impl Iterator<Item = Status>) -> Statuses {
        let mut counts = Statuses::default();
        for status in statuses {
            match status {
                Status::Unchanged => counts.unchanged += 1,
                Status::Changed => counts.changed += 1,
                Status::Added => counts.added += 1,
                Status::Removed => counts.removed += 1,
            }
        }
        counts
    }
}

fn summary(sections: &[SectionEntry], objectives: &[ObjectiveEntry]) -> Summary {
    let indicators = || objectives.iter().flat_map(|objective| &objective.indicators);
    let mut targets = Effects::default();
    for change in indicators().flat_map(|own| &own.changes).filter(|change| change.field == Field::Target) {
        match change.effect {
            Some(Effect::Tightened) => targets.tightened += 1,
            Some(Effect::Relaxed) => targets.relaxed += 1,
            Some(Effect::Reversed) => targets.reversed += 1,
            Some(Effect::Incomparable) => targets.incomparable += 1,
            Some(Effect::RolledOver) | None => {}
        }
    }
    let mut achieved = Achieved::default();
    for own in indicators().filter(|own| own.old_target.is_some()) {
        match own.achieved {
            Some(true) => achieved.met += 1,
            Some(false) => achieved.missed += 1,
            None => achieved.unknown += 1,
        }
    }
    Summary {
        sections: Statuses::of(sections.iter().map(|entry| entry.status)),
        objectives: Statuses::of(objectives.iter().map(|entry| entry.status)),
        indicators: Statuses::of(indicators().map(|entry| entry.status)),
        targets,
        achieved,
    }
}
