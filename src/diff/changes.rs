//! What differs in a pair: a field at a time, with old and new value.

use super::effect::{Reading, Sense, achieved, beats, effect, is_reached};
use super::report::{Change, Definition, Effect, Field, Value};
use super::wording::{Sameness, compare};
use crate::grammar::measure::is_same;
use crate::labels::fold;
use crate::plan::model::{Baseline, Indicator, Moment, Objective, Other, Phase, Reached, Section, Target};
use crate::polarity::{self, Direction};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Collects the changes of one pair.
struct Changes {
    moved: Option<i32>,
    found: Vec<Change>,
}

impl Changes {
    fn add(&mut self, field: Field, old: Option<Value>, new: Option<Value>, effect: Option<Effect>) {
        self.found.push(Change { field, old, new, effect, old_year: None, new_year: None });
    }

    fn text(&mut self, field: Field, old: Option<&str>, new: Option<&str>) {
        let same = match (old, new) {
            (Some(old), Some(new)) => compare(old, new, self.moved),
            (None, None) => Sameness::Same,
            _ => Sameness::Different,
        };
        let effect = match same {
            Sameness::Same => return,
            Sameness::RolledOver => Some(Effect::RolledOver),
            Sameness::Different => None,
        };
        let value = |text: Option<&str>| text.map(|text| Value::Text(text.to_owned()));
        self.add(field, value(old), value(new), effect);
    }

    fn weight(&mut self, old: Option<Decimal>, new: Option<Decimal>) {
        if old != new {
            self.add(Field::Weight, old.map(Value::Number), new.map(Value::Number), None);
        }
    }

    /// In whatever order they are printed.
    fn names(&mut self, field: Field, old: &[String], new: &[String]) {
        let names = |units: &[String]| units.iter().map(|unit| fold(unit)).collect::<BTreeSet<_>>();
        if names(old) != names(new) {
            self.add(field, Some(Value::List(old.to_vec())), Some(Value::List(new.to_vec())), None);
        }
    }

    fn moment(&mut self, field: Field, old: Option<&Moment>, new: Option<&Moment>) {
        if old.zip(new).is_some_and(|(old, new)| old.date.is_some() && old.date == new.date) {
            return;
        }
        self.text(field, old.map(|own| own.text.as_str()), new.map(|own| own.text.as_str()));
    }

    fn elsewhere(&mut self, field: Field, elsewhere: Option<&Elsewhere>) {
        if let Some(Elsewhere { old, new }) = elsewhere {
            self.add(field, old.clone().map(Value::Text), new.clone().map(Value::Text), None);
        }
    }

    fn kind(&mut self, old: &str, new: &str) {
        if old != new {
            self.add(Field::Kind, Some(Value::Text(old.to_owned())), Some(Value::Text(new.to_owned())), None);
        }
    }

    /// Entries of a list that have a key each: those of one key in their order, then those without a partner.
    fn keyed<T>(
        &mut self,
        field: Field,
        old: &[T],
        new: &[T],
        key: impl Fn(&T) -> String,
        line: impl Fn(&T) -> String,
    ) {
        let mut left: Vec<&T> = old.iter().collect();
        for is in new {
            let was = left.iter().position(|was| key(was) == key(is)).map(|at| left.remove(at));
            self.text(field, was.map(&line).as_deref(), Some(&line(is)));
        }
        for was in left {
            self.text(field, Some(&line(was)), None);
        }
    }

    /// Values of years, each held against that of its year; where the plan has moved on, what stays is the same year.
    fn yearly<T>(
        &mut self,
        field: Field,
        (old, new): (&[T], &[T]),
        year: impl Fn(&T) -> Option<i32>,
        text: impl Fn(&T) -> Option<String>,
    ) {
        let mut left: Vec<&T> = old.iter().collect();
        let mut change = |was: Option<&T>, is: Option<&T>| {
            let before = self.found.len();
            self.text(field, was.and_then(&text).as_deref(), is.and_then(&text).as_deref());
            if let Some(change) = self.found.get_mut(before) {
                (change.old_year, change.new_year) = (was.and_then(&year), is.and_then(&year));
            }
        };
        for is in new {
            let was = left.iter().position(|was| year(was) == year(is)).map(|at| left.remove(at));
            change(was, Some(is));
        }
        for was in left {
            change(Some(was), None);
        }
    }

    fn baseline(&mut self, old: Option<&Baseline>, new: Option<&Baseline>) {
        let same = match (old, new) {
            (Some(old), Some(new)) => {
                let values = old.value.is_some() && old.value == new.value;
                values && old.unit.as_deref().zip(new.unit.as_deref()).is_some_and(|(a, b)| is_same(a, b))
            }
            _ => false,
        };
        if same {
            return;
        }
        let before = self.found.len();
        self.text(Field::Baseline, old.map(|b| b.text.as_str()), new.map(|b| b.text.as_str()));
        if let Some(change) = self.found.get_mut(before) {
            (change.old_year, change.new_year) = (old.and_then(|b| b.year), new.and_then(|b| b.year));
        }
    }

    fn results(&mut self, old: &[Reached], new: &[Reached]) {
        self.yearly(Field::Results, (old, new), |own| own.year, Reached::line);
    }

    fn others(&mut self, old: &[Other], new: &[Other]) {
        self.keyed(Field::Other, old, new, |other| fold(&other.label), Other::line);
    }

    /// Column by column: this year's with this year's.
    fn targets(&mut self, old: &Indicator, new: &Indicator, sense: Sense) {
        for column in 0..old.targets.len().max(new.targets.len()) {
            let (before, after) = (old.targets.get(column), new.targets.get(column));
            let effect = match (before, after) {
                (Some(before), Some(after)) => effect(before, after, sense),
                _ => Some(Effect::Incomparable),
            };
            if effect.is_some() {
                let text = |target: Option<&Target>| target.map(|t| Value::Text(t.text.clone()));
                self.add(Field::Target, text(before), text(after), effect);
                if let Some(change) = self.found.last_mut() {
                    (change.old_year, change.new_year) = (before.and_then(|t| t.year), after.and_then(|t| t.year));
                }
            }
        }
    }
}

/// Those to be listed: what only moved on with the year is one on request.
pub(super) fn listed(changes: Vec<Change>, all: bool) -> Vec<Change> {
    changes.into_iter().filter(|change| all || change.effect != Some(Effect::RolledOver)).collect()
}

/// The names of what stands above a node, where it is not the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Elsewhere {
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

/// Where an objective stands in both plans.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// Its sections, where they are not one.
    pub(super) section: Option<Elsewhere>,
    /// The objectives above it, where they are not one.
    pub(super) parent: Option<Elsewhere>,
    /// Is there an objective above it, in either plan?
    pub(super) is_below: bool,
}

/// What differs in two sections, their objectives aside.
pub(super) fn of_sections(
    old: &Section,
    new: &Section,
    elsewhere: Option<Elsewhere>,
    moved: Option<i32>,
) -> Vec<Change> {
    let mut changes = Changes { moved, found: Vec::new() };
    changes.text(Field::Code, old.code.as_deref(), new.code.as_deref());
    changes.elsewhere(Field::Parent, elsewhere.as_ref());
    changes.text(Field::Title, old.title.as_deref(), new.title.as_deref());
    changes.kind(old.kind.name(), new.kind.name());
    changes.found
}

/// What differs in two objectives, their indicators and the objectives below them aside.
pub(super) fn of_objectives(old: &Objective, new: &Objective, place: &Place, moved: Option<i32>) -> Vec<Change> {
    let mut changes = Changes { moved, found: Vec::new() };
    changes.text(Field::Code, old.code.as_deref(), new.code.as_deref());
    // What stands below the same objective went with it.
    let went_along = place.is_below && place.parent.is_none();
    changes.elsewhere(Field::Section, place.section.as_ref().filter(|_| !went_along));
    changes.elsewhere(Field::Parent, place.parent.as_ref());
    changes.text(Field::Title, Some(&old.title), Some(&new.title));
    changes.kind(old.kind.name(), new.kind.name());
    changes.weight(old.weight, new.weight);
    changes.text(Field::Description, old.description.as_deref(), new.description.as_deref());
    changes.names(Field::Units, &old.units, &new.units);
    changes.names(Field::Responsible, &old.responsible, &new.responsible);
    changes.names(Field::Stakeholders, &old.stakeholders, &new.stakeholders);
    changes.moment(Field::Start, old.start.as_ref(), new.start.as_ref());
    changes.moment(Field::End, old.end.as_ref(), new.end.as_ref());
    changes.keyed(Field::Phases, &old.phases, &new.phases, |phase| fold(&phase.name), Phase::line);
    changes.results(&old.results, &new.results);
    changes.text(Field::Notes, old.notes.as_deref(), new.notes.as_deref());
    changes.others(&old.other, &new.other);
    changes.found
}

/// What differs in two indicators.
pub(super) struct IndicatorChanges {
    pub(super) changes: Vec<Change>,
    pub(super) definition: Vec<Definition>,
    pub(super) against: Against,
}

/// The old target against what the new plan says was reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Against {
    pub(super) achieved: Option<bool>,
    pub(super) old_target: Option<String>,
    pub(super) new_baseline: Option<String>,
    pub(super) new_result: Option<String>,
}

pub(super) fn of_indicators(old: &Indicator, new: &Indicator, years: (Option<i32>, Option<i32>)) -> IndicatorChanges {
    let (was, is) = directions(old, new);
    let sense = sense(old, new, years);
    let mut changes = Changes { moved: sense.moved(), found: Vec::new() };
    changes.text(Field::Code, old.code.as_deref(), new.code.as_deref());
    changes.text(Field::Name, Some(&old.name), Some(&new.name));
    changes.weight(old.weight, new.weight);
    changes.text(Field::Typology, old.typology.as_deref(), new.typology.as_deref());
    changes.text(Field::Algorithm, old.algorithm.text.as_deref(), new.algorithm.text.as_deref());
    let other_algorithm =
        changes.found.last().is_some_and(|change| change.field == Field::Algorithm && change.effect.is_none());
    changes.text(Field::Unit, old.unit.as_deref(), new.unit.as_deref());
    changes.text(Field::Source, old.source.as_deref(), new.source.as_deref());
    changes.baseline(old.baseline.as_ref(), new.baseline.as_ref());
    let past = |own: &Baseline| Some(own.text.clone());
    changes.yearly(Field::History, (&old.history, &new.history), |own| own.year, past);
    changes.targets(old, new, sense);
    changes.results(&old.results, &new.results);
    changes.text(Field::Notes, old.notes.as_deref(), new.notes.as_deref());
    changes.others(&old.other, &new.other);
    let units =
        old.targets.first().and_then(|t| t.unit.as_deref()).zip(new.targets.first().and_then(|t| t.unit.as_deref()));
    let definition = [
        (Definition::Algorithm, other_algorithm),
        (Definition::UnitOfMeasure, units.is_some_and(|(was, is)| !is_same(was, is))),
        (Definition::Polarity, was.zip(is).is_some_and(|(was, is)| was != is)),
    ];
    IndicatorChanges {
        definition: definition.into_iter().filter(|(_, changed)| *changed).map(|(part, _)| part).collect(),
        against: against(old, new, sense),
        changes: changes.found,
    }
}

fn directions(old: &Indicator, new: &Indicator) -> (Option<Direction>, Option<Direction>) {
    (polarity::of(old).map(|p| p.direction), polarity::of(new).map(|p| p.direction))
}

/// The way that is better, unless the words of one year say other than those of the other.
fn sense(old: &Indicator, new: &Indicator, (old_year, new_year): (Option<i32>, Option<i32>)) -> Sense {
    let direction = match directions(old, new) {
        (Some(was), Some(is)) => Some(was).filter(|_| was == is),
        (one, other) => one.or(other),
    };
    Sense { old_year, new_year, direction }
}

/// What became of each target that both have, column by column.
pub(super) fn effects(old: &Indicator, new: &Indicator, years: (Option<i32>, Option<i32>)) -> Vec<Option<Effect>> {
    let sense = sense(old, new, years);
    old.targets.iter().zip(&new.targets).map(|(before, after)| effect(before, after, sense)).collect()
}

/// Does last year's value, as the new plan prints it, beat the new target?
pub(super) fn is_beaten(old: &Indicator, new: &Indicator) -> bool {
    let direction = sense(old, new, (None, None)).direction;
    new.targets.first().zip(new.baseline.as_ref()).is_some_and(|(target, baseline)| beats(target, baseline, direction))
}

/// Holds what the new plan says was reached against the old plan's target for that year: a result, where it prints
/// one (a report on the plan, or a later one), else its baseline.
fn against(old: &Indicator, new: &Indicator, sense: Sense) -> Against {
    let of_result = new.results.iter().find_map(|result| {
        let target = target_of(old, result.year, sense)?;
        let text = result.text.clone().or_else(|| result.achieved.as_ref().map(|own| own.text.clone()))?;
        Some(Against {
            achieved: is_reached(target, result, sense.direction),
            old_target: Some(target.text.clone()),
            new_baseline: None,
            new_result: Some(text),
        })
    });
    of_result.or_else(|| against_baseline(old, new, sense)).unwrap_or_default()
}

/// Where neither prints a year, that is the first target, and the plans are a year apart.
fn against_baseline(old: &Indicator, new: &Indicator, sense: Sense) -> Option<Against> {
    let baseline = new.baseline.as_ref()?;
    let year = baseline.year.or(sense.new_year.and_then(|year| year.checked_sub(1)));
    let target = target_of(old, year, sense)?;
    Some(Against {
        achieved: achieved(target, &Reading::of(baseline), sense.direction),
        old_target: Some(target.text.clone()),
        new_baseline: Some(baseline.text.clone()),
        new_result: None,
    })
}

/// The target of a year; the first where either has none.
fn target_of(own: &Indicator, year: Option<i32>, sense: Sense) -> Option<&Target> {
    let of_year = |at: usize, printed: Option<i32>| {
        printed.or(sense.old_year.and_then(|first| first.checked_add(i32::try_from(at).ok()?)))
    };
    let found = own.targets.iter().enumerate().find(|(at, target)| match (of_year(*at, target.year), year) {
        (Some(target), Some(year)) => target == year,
        _ => *at == 0,
    });
    found.map(|(_, target)| target)
}
