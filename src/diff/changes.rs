//! What differs in a pair: a field at a time, with old and new value.

use super::effect::{Sense, achieved, beats, effect};
use super::report::{Change, Definition, Effect, Field, Value};
use super::wording::{Sameness, compare};
use crate::grammar::measure::is_same;
use crate::labels::fold;
use crate::plan::model::{Baseline, Indicator, Objective, Section, Target};
use crate::polarity::{self, Direction, Polarity};
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
    fn units(&mut self, old: &[String], new: &[String]) {
        let names = |units: &[String]| units.iter().map(|unit| fold(unit)).collect::<BTreeSet<_>>();
        if names(old) != names(new) {
            self.add(Field::Units, Some(Value::List(old.to_vec())), Some(Value::List(new.to_vec())), None);
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

/// What differs in two sections, their objectives aside.
pub(super) fn of_sections(old: &Section, new: &Section, moved: Option<i32>) -> Vec<Change> {
    let mut changes = Changes { moved, found: Vec::new() };
    changes.text(Field::Code, old.code.as_deref(), new.code.as_deref());
    changes.text(Field::Title, old.title.as_deref(), new.title.as_deref());
    changes.found
}

/// What differs in two objectives, their indicators aside. `sections` are the names of the sections, where they
/// are not the same.
pub(super) fn of_objectives(
    old: &Objective,
    new: &Objective,
    sections: Option<(Option<String>, Option<String>)>,
    moved: Option<i32>,
) -> Vec<Change> {
    let mut changes = Changes { moved, found: Vec::new() };
    changes.text(Field::Code, old.code.as_deref(), new.code.as_deref());
    if let Some((before, after)) = sections {
        changes.add(Field::Section, before.map(Value::Text), after.map(Value::Text), None);
    }
    changes.text(Field::Title, Some(&old.title), Some(&new.title));
    changes.weight(old.weight, new.weight);
    changes.text(Field::Description, old.description.as_deref(), new.description.as_deref());
    changes.units(&old.units, &new.units);
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
}

pub(super) fn of_indicators(old: &Indicator, new: &Indicator, years: (Option<i32>, Option<i32>)) -> IndicatorChanges {
    let (was, is) = directions(old, new);
    let sense = sense(old, new, years);
    let mut changes = Changes { moved: sense.moved(), found: Vec::new() };
    changes.text(Field::Name, Some(&old.name), Some(&new.name));
    changes.weight(old.weight, new.weight);
    changes.text(Field::Typology, old.typology.as_deref(), new.typology.as_deref());
    changes.text(Field::Algorithm, old.algorithm.text.as_deref(), new.algorithm.text.as_deref());
    let other_algorithm =
        changes.found.last().is_some_and(|change| change.field == Field::Algorithm && change.effect.is_none());
    changes.baseline(old.baseline.as_ref(), new.baseline.as_ref());
    changes.targets(old, new, sense);
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
    let sure = |indicator| polarity::of(indicator).filter(Polarity::is_sure).map(|polarity| polarity.direction);
    (sure(old), sure(new))
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

/// Holds the new plan's baseline against the old plan's target for its year: where neither prints a year, that
/// is the first target, and the plans are a year apart.
fn against(old: &Indicator, new: &Indicator, sense: Sense) -> Against {
    let Some(baseline) = &new.baseline else { return Against::default() };
    let year = baseline.year.or(sense.new_year.map(|year| year - 1));
    let of_year = |at: usize, printed: Option<i32>| printed.or(sense.old_year.map(|first| first + at as i32));
    let target = old.targets.iter().enumerate().find(|(at, target)| match (of_year(*at, target.year), year) {
        (Some(target), Some(baseline)) => target == baseline,
        _ => *at == 0,
    });
    target.map_or_else(Against::default, |(_, target)| Against {
        achieved: achieved(target, baseline, sense.direction),
        old_target: Some(target.text.clone()),
        new_baseline: Some(baseline.text.clone()),
    })
}
