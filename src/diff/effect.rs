//! What a change does to a target, and whether a target was met: by comparator, and where that does not say
//! which way is better, by polarity.

use super::report::Effect;
use super::wording::{Sameness, compare};
use crate::grammar::measure::is_same;
use crate::plan::model::{Baseline, Comparator, Level, Reached, Target, TargetKind, TargetValue};
use crate::polarity::Direction;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How two plans' years and an indicator's words bear on its targets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sense {
    /// The old plan's year.
    pub(super) old_year: Option<i32>,
    /// The new plan's year.
    pub(super) new_year: Option<i32>,
    /// Which way is better, where the words of both years say the same.
    pub(super) direction: Option<Direction>,
}

impl Sense {
    /// How many years lie between the plans.
    pub(super) fn moved(self) -> Option<i32> {
        self.new_year?.checked_sub(self.old_year?)
    }
}

/// What became of a target; `None` where nothing did.
pub(super) fn effect(old: &Target, new: &Target, sense: Sense) -> Option<Effect> {
    let same_kind = old.kind() == new.kind();
    match (old.kind(), old.number(), new.number()) {
        (TargetKind::Deadline, ..) if same_kind => deadline(old, new, sense),
        (TargetKind::Threshold | TargetKind::Range, Some(before), Some(after)) if same_kind => {
            numbers(old, new, before, after, sense.direction)
        }
        (TargetKind::Boolean, ..) if same_kind && boolean(&old.text) == boolean(&new.text) => None,
        _ => match compare(&old.text, &new.text, sense.moved()) {
            Sameness::Same => None,
            Sameness::RolledOver => Some(Effect::RolledOver),
            Sameness::Different => Some(Effect::Incomparable),
        },
    }
}

/// `Entro 30/09/2024` is earlier in its year than `Entro 31/12/2023` in its own.
fn deadline(old: &Target, new: &Target, sense: Sense) -> Option<Effect> {
    let (Some(before), Some(after)) = (old.date(), new.date()) else {
        return Some(Effect::Incomparable).filter(|_| old.text != new.text);
    };
    let in_year = |date: Date, year: Option<i32>| Some((i32::from(date.year()).checked_sub(year?)?, day_of_year(date)));
    let years = sense.old_year.or(old.year).zip(sense.new_year.or(new.year));
    let (old_year, new_year) = years.map_or((Some(0), Some(0)), |(before, after)| (Some(before), Some(after)));
    match (in_year(before, old_year), in_year(after, new_year)) {
        _ if before == after => None,
        (Some(before), Some(after)) if before == after => Some(Effect::RolledOver),
        (Some(before), Some(after)) if after < before => Some(Effect::Tightened),
        (Some(_), Some(_)) => Some(Effect::Relaxed),
        _ => Some(Effect::Incomparable),
    }
}

/// Month and day. The last of February is the last of February, in leap years too.
fn day_of_year(date: Date) -> (i8, i8) {
    match (date.month(), date.day()) {
        (2, 29) => (2, 28),
        day => day,
    }
}

/// The numbers that meet a target.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Met {
    /// From here on.
    least: Option<Bound>,
    /// Up to here.
    most: Option<Bound>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Bound {
    at: Decimal,
    /// Not the number itself: `>`, `<`.
    open: bool,
}

impl Met {
    fn of(target: &Target, at: Decimal) -> Met {
        Met::from(target.comparator(), at, target.upper().unwrap_or(at))
    }

    fn from(comparator: Option<Comparator>, at: Decimal, upper: Decimal) -> Met {
        let bound = |at, open| Some(Bound { at, open });
        match comparator {
            Some(Comparator::AtLeast) => Met { least: bound(at, false), most: None },
            Some(Comparator::Above) => Met { least: bound(at, true), most: None },
            Some(Comparator::AtMost) => Met { least: None, most: bound(at, false) },
            Some(Comparator::Below) => Met { least: None, most: bound(at, true) },
            _ => Met { least: bound(at, false), most: bound(upper, false) },
        }
    }

    fn contains(self, value: Decimal) -> bool {
        let above = |bound: Bound| value > bound.at || !bound.open && value == bound.at;
        let below = |bound: Bound| value < bound.at || !bound.open && value == bound.at;
        self.least.is_none_or(above) && self.most.is_none_or(below)
    }

    /// Is every number that meets this one also good for the other?
    fn is_within(self, other: Met) -> bool {
        let least = match (self.least, other.least) {
            (_, None) => true,
            (None, Some(_)) => false,
            // Open at the same number begins later.
            (Some(own), Some(others)) => own >= others,
        };
        let most = match (self.most, other.most) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(others)) => own.at < others.at || own.at == others.at && own.open >= others.open,
        };
        least && most
    }

    /// Which way is better by the comparator alone.
    fn direction(self) -> Option<Direction> {
        match (self.least, self.most) {
            (Some(_), None) => Some(Direction::Higher),
            (None, Some(_)) => Some(Direction::Lower),
            _ => None,
        }
    }

    /// The number that is printed.
    fn at(self) -> Option<Decimal> {
        self.least.or(self.most).map(|bound| bound.at)
    }
}

fn numbers(old: &Target, new: &Target, before: Decimal, after: Decimal, polarity: Option<Direction>) -> Option<Effect> {
    let (before, after) = (Met::of(old, before), Met::of(new, after));
    if let (Some(was), Some(is)) = (before.direction(), after.direction())
        && was != is
    {
        return Some(Effect::Reversed);
    }
    if !old.unit.as_deref().zip(new.unit.as_deref()).is_none_or(|(a, b)| is_same(a, b)) {
        return Some(Effect::Incomparable);
    }
    if before == after {
        return None;
    }
    let by_comparator = before.direction().or(after.direction());
    match (after.is_within(before), before.is_within(after)) {
        (true, false) => return Some(Effect::Tightened),
        (false, true) => return Some(Effect::Relaxed),
        _ => {}
    }
    let (Some(direction), Some(was), Some(is)) = (by_comparator.or(polarity), before.at(), after.at()) else {
        return Some(Effect::Incomparable);
    };
    let higher = is > was;
    match direction {
        _ if is == was => Some(Effect::Incomparable),
        Direction::Higher if higher => Some(Effect::Tightened),
        Direction::Lower if !higher => Some(Effect::Tightened),
        _ => Some(Effect::Relaxed),
    }
}

impl Target {
    /// The number of a threshold or range.
    fn number(&self) -> Option<Decimal> {
        self.value().filter(|_| matches!(self.kind(), TargetKind::Threshold | TargetKind::Range))
    }
}

/// A value that was reached, as a document prints it.
pub(super) struct Reading<'r> {
    text: &'r str,
    value: Option<Decimal>,
    date: Option<Date>,
    unit: Option<&'r str>,
}

impl<'r> Reading<'r> {
    pub(super) fn of(baseline: &'r Baseline) -> Reading<'r> {
        let Baseline { text, value, date, unit, .. } = baseline;
        Reading { text, value: *value, date: *date, unit: unit.as_deref() }
    }
}

/// What a degree of achievement must be for a target to be met, in percent.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// Does a result meet this target? Where the values do not say, the printed degree of achievement does.
pub(super) fn is_reached(target: &Target, result: &Reached, polarity: Option<Direction>) -> Option<bool> {
    let by_value = result.text.as_deref().and_then(|text| {
        let unit = result.unit.as_deref();
        achieved(target, &Reading { text, value: result.value, date: result.date, unit }, polarity)
    });
    by_value.or_else(|| Some(result.achieved.as_ref()?.value? >= WHOLE))
}

/// Does what was reached meet this target? `None` where it cannot be told.
pub(super) fn achieved(target: &Target, reached: &Reading<'_>, polarity: Option<Direction>) -> Option<bool> {
    if let Some(wanted) = target.date() {
        return Some(reached.date? <= wanted);
    }
    match &target.says {
        TargetValue::Boolean => boolean(reached.text).zip(boolean(&target.text)).map(|(is, wanted)| is == wanted),
        TargetValue::Graded { levels } => of_levels(levels, reached),
        _ => of_number(target, reached, polarity),
    }
}

fn of_number(target: &Target, reached: &Reading<'_>, polarity: Option<Direction>) -> Option<bool> {
    let (wanted, value) = target.number().zip(reached.value)?;
    let same = match (target.unit.as_deref(), reached.unit) {
        (Some(one), Some(other)) => is_same(one, other),
        // Numbers alone are counts of one thing.
        (None, None) => true,
        _ => false,
    };
    if !same {
        return None;
    }
    let met = Met::of(target, wanted);
    match (target.comparator(), target.kind()) {
        (Some(_), _) | (None, TargetKind::Range) => Some(met.contains(value)),
        // A number alone is to be reached, whichever way is better.
        (None, _) => match polarity {
            _ if value == wanted => Some(true),
            Some(Direction::Higher) => Some(value > wanted),
            Some(Direction::Lower) => Some(value < wanted),
            None => None,
        },
    }
}

/// Met is the level with the highest score; missed a target of which no level is met. What lies between is a part.
fn of_levels(levels: &[Level], reached: &Reading<'_>) -> Option<bool> {
    let met = levels.iter().map(|level| level_is_met(level, reached)).collect::<Option<Vec<bool>>>()?;
    let best = levels.iter().zip(&met).max_by_key(|(level, _)| level.score)?;
    match (best.1, met.contains(&true)) {
        (true, _) => Some(true),
        (false, false) => Some(false),
        (false, true) => None,
    }
}

fn level_is_met(level: &Level, reached: &Reading<'_>) -> Option<bool> {
    if let Some(wanted) = level.date {
        return Some(reached.date? <= wanted);
    }
    let (wanted, value) = level.value.zip(reached.value)?;
    if !level.unit.as_deref().zip(reached.unit).is_none_or(|(a, b)| is_same(a, b)) {
        return None;
    }
    let sign = level.comparator?;
    Some(Met::from(Some(sign), wanted, wanted).contains(value))
}

/// `Sì` or `NO`; `None` for both, or anything else.
fn boolean(text: &str) -> Option<bool> {
    match crate::labels::fold(text).as_str() {
        "si" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Is last year's value better than this target asks?
pub(super) fn beats(target: &Target, baseline: &Baseline, polarity: Option<Direction>) -> bool {
    if let (Some(wanted), Some(was)) = (target.date(), baseline.date) {
        // Each by its day in its own year.
        return (was.month(), was.day()) < (wanted.month(), wanted.day());
    }
    let Some((wanted, value)) = target.number().zip(baseline.value) else { return false };
    let same = target.unit.as_deref().zip(baseline.unit.as_deref()).is_some_and(|(a, b)| is_same(a, b));
    let direction = Met::of(target, wanted).direction().or(polarity);
    same && match direction {
        Some(Direction::Higher) => value > wanted,
        Some(Direction::Lower) => value < wanted,
        None => false,
    }
}
