//! The entries of a diff: pairs, what was added and what was removed, in the order of the new plan.

use super::changes;
use super::matching::{At, Matching, Pair, matching};
use super::report::{
    Achieved, Change, DIFF_SCHEMA, Definition, Diff, Effect, Effects, Field, IndicatorEntry, ObjectiveEntry,
    SectionEntry, Status, Statuses, Summary,
};
use super::tiers;
use crate::plan::model::{Generator, Indicator, Objective, Plan, Section};
use std::collections::{HashMap, HashSet};

/// Two plans and which node is which.
pub(crate) struct Compared<'p> {
    old: &'p Plan,
    new: &'p Plan,
    matching: Matching,
    /// Sections of the old plan and of the new that are one.
    same_sections: HashSet<(usize, usize)>,
    /// For each section of the old plan its place among the entries: all of the new plan stand first.
    old_section_entries: Vec<usize>,
}

/// An indicator that an earlier plan has, too.
pub(crate) struct Continued<'p> {
    /// Its place in the new plan.
    pub(crate) section: usize,
    pub(crate) objective: usize,
    pub(crate) indicator: usize,
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
        let all = |plan| At::all(plan).collect::<Vec<_>>();
        let matching = matching(old, new, &all(old), &all(new));
        let same_sections = matching.sections.iter().map(|pair| (pair.old, pair.new)).collect();
        let new_of: HashMap<usize, usize> = matching.sections.iter().map(|pair| (pair.old, pair.new)).collect();
        let mut removed = new.sections.len()..;
        let entry = |section: usize| new_of.get(&section).copied().or_else(|| removed.next()).unwrap_or_default();
        let old_section_entries = (0..old.sections.len()).map(entry).collect();
        Compared { old, new, matching, same_sections, old_section_entries }
    }

    fn moved(&self) -> Option<i32> {
        self.new.year?.checked_sub(self.old.year?)
    }

    pub(crate) fn diff(&self, all: bool) -> Diff {
        let sections = self.sections(all);
        let objectives = self.objectives(all);
        Diff {
            schema: DIFF_SCHEMA.into(),
            generator: Generator::this(),
            old: self.old.into(),
            new: self.new.into(),
            summary: summary(&sections, &objectives),
            sections,
            objectives,
        }
    }

    /// The indicators that both plans have, in the order of the matching.
    pub(crate) fn continued(&self) -> Vec<Continued<'p>> {
        let years = (self.old.year, self.new.year);
        let of_pair = |(pair, indicators): (&Pair<At>, &Vec<Pair<usize>>)| {
            let (old, new) = pair.old.of(self.old).zip(pair.new.of(self.new))?;
            let continued = indicators.iter().filter_map(|own| {
                let (was, is) = (old.indicators.get(own.old)?, new.indicators.get(own.new)?);
                Some(Continued {
                    section: pair.new.section,
                    objective: pair.new.objective,
                    indicator: own.new,
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
        let old_of: HashMap<usize, Pair<usize>> = self.matching.sections.iter().map(|pair| (pair.new, *pair)).collect();
        let taken: HashSet<usize> = self.matching.sections.iter().map(|pair| pair.old).collect();
        let entry = |old: Option<usize>, new: Option<usize>, score: f64| {
            let at = |plan: &'p Plan, index: Option<usize>| plan.sections.get(index?);
            let (before, after) = (at(self.old, old), at(self.new, new));
            let pair = before.zip(after);
            let changes = pair.map_or_else(Vec::new, |(old, new)| changes::of_sections(old, new, self.moved()));
            let changes = changes::listed(changes, all);
            SectionEntry {
                status: status(before.is_some(), after.is_some(), &changes),
                old: before.and_then(Section::name),
                new: after.and_then(Section::name),
                matched: pair.map(|(old, new)| tiers::of_sections(old, new, score, self.moved())),
                changes,
                title: after.or(before).and_then(|section| section.title.clone()),
                old_pointer: old.map(section_pointer),
                new_pointer: new.map(section_pointer),
            }
        };
        let new = (0..self.new.sections.len()).map(|new| {
            let pair = old_of.get(&new);
            entry(pair.map(|pair| pair.old), Some(new), pair.map_or(0.0, |pair| pair.score))
        });
        let removed =
            (0..self.old.sections.len()).filter(|old| !taken.contains(old)).map(|old| entry(Some(old), None, 0.0));
        new.chain(removed).collect()
    }

    fn objectives(&self, all: bool) -> Vec<ObjectiveEntry> {
        let by_new: HashMap<At, usize> =
            self.matching.objectives.iter().enumerate().map(|(index, pair)| (pair.new, index)).collect();
        let by_old: HashMap<At, usize> =
            self.matching.objectives.iter().enumerate().map(|(index, pair)| (pair.old, index)).collect();
        let new = At::all(self.new).map(|new| self.objective(by_new.get(&new).copied(), None, Some(new), all));
        let removed = At::all(self.old)
            .filter(|old| !by_old.contains_key(old))
            .map(|old| self.objective(None, Some(old), None, all));
        new.chain(removed).collect()
    }

    fn objective(&self, pair: Option<usize>, old: Option<At>, new: Option<At>, all: bool) -> ObjectiveEntry {
        let matched = pair.and_then(|pair| self.matching.objectives.get(pair));
        let old = matched.map(|pair| pair.old).or(old);
        let (before, after) = (old.and_then(|at| at.of(self.old)), new.and_then(|at| at.of(self.new)));
        let section = |plan: &'p Plan, at: Option<At>| plan.sections.get(at?.section).and_then(Section::name);
        let (old_section, new_section) = (section(self.old, old), section(self.new, new));
        let same_section = old.zip(new).is_some_and(|(old, new)| self.is_same_section(old, new));
        let elsewhere = (!same_section).then(|| (old_section.clone(), new_section.clone()));
        let changes = before.zip(after).map_or_else(Vec::new, |(old, new)| {
            changes::listed(changes::of_objectives(old, new, elsewhere, self.moved()), all)
        });
        let pairs = pair.and_then(|pair| self.matching.indicators.get(pair)).map_or(&[][..], Vec::as_slice);
        let indicators = self.indicators((old, before), (new, after), pairs, all);
        let own = status(before.is_some(), after.is_some(), &changes);
        let is_changed = own == Status::Unchanged && indicators.iter().any(|entry| entry.status != Status::Unchanged);
        ObjectiveEntry {
            status: if is_changed { Status::Changed } else { own },
            old: before.map(name_of_objective),
            new: after.map(name_of_objective),
            matched: before
                .zip(after)
                .zip(matched)
                .map(|((old, new), pair)| tiers::of_objectives(old, new, same_section, pair.score, self.moved())),
            changes,
            indicators,
            title: after.or(before).map(|objective| objective.title.clone()).unwrap_or_default(),
            old_section,
            new_section,
            old_pointer: old.map(At::pointer),
            new_pointer: new.map(At::pointer),
            section: new.map_or_else(
                || old.map_or(0, |at| self.old_section_entries.get(at.section).copied().unwrap_or_default()),
                |at| at.section,
            ),
        }
    }

    fn is_same_section(&self, old: At, new: At) -> bool {
        self.same_sections.contains(&(old.section, new.section))
    }

    fn indicators(
        &self,
        (old_at, old): (Option<At>, Option<&'p Objective>),
        (new_at, new): (Option<At>, Option<&'p Objective>),
        pairs: &[Pair<usize>],
        all: bool,
    ) -> Vec<IndicatorEntry> {
        let of = |objective: Option<&'p Objective>| objective.map_or(&[][..], |own| own.indicators.as_slice());
        let (old, new) = (of(old), of(new));
        let entry = |before: Option<usize>, after: Option<usize>, score: f64| {
            let (was, is) = (before.and_then(|at| old.get(at)), after.and_then(|at| new.get(at)));
            let found = was.zip(is).map(|(was, is)| changes::of_indicators(was, is, (self.old.year, self.new.year)));
            let (changes, definition, against) = found.map_or_else(Default::default, |found| {
                (changes::listed(found.changes, all), found.definition, found.against)
            });
            let pointer = |at: Option<At>, index: Option<usize>| {
                at.zip(index).map(|(at, index)| format!("{}/indicators/{index}", at.pointer()))
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

fn name_of_objective(objective: &Objective) -> String {
    objective.code.clone().unwrap_or_else(|| objective.title.clone())
}

fn section_pointer(section: usize) -> String {
    format!("/sections/{section}")
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
