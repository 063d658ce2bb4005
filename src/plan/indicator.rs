//! The cells of a row to an indicator.

use super::ledger::{Ledger, Place};
use super::model::{Algorithm, Baseline, Indicator, Level, Reason, Target, TargetValue};
use crate::grammar::graded::{self, GradedLevel};
use crate::grammar::heading;
use crate::grammar::measure;
use crate::grammar::target::{Value, value};
use crate::grammar::weight::{self, weight_value};
use crate::labels::Role;
use crate::layout::cells::{Cell, CellText};
use crate::layout::words::Words;
use crate::location::Places;
use crate::tables::pieces::Head;
use rust_decimal::Decimal;
use std::ops::Range;

/// Reads the rows of one objective.
pub(crate) struct IndicatorReader<'a> {
    pub(crate) words: &'a Words,
    pub(crate) places: &'a Places,
    pub(crate) ledger: &'a mut Ledger,
    /// The objective's code, for the indicators' ids.
    pub(crate) objective: &'a str,
    /// For target columns whose head prints no year.
    pub(crate) plan_year: Option<i32>,
    pub(crate) found: Vec<Indicator>,
}

/// What the cells of a row have said so far.
#[derive(Default)]
struct Draft {
    name: String,
    weight: Option<Decimal>,
    typology: Option<String>,
    algorithm: Option<CellText>,
    denominator: Option<CellText>,
    baseline: Option<Baseline>,
    targets: Vec<Target>,
    unit: Option<CellText>,
}

impl IndicatorReader<'_> {
    /// Reads one row.
    pub(crate) fn row(&mut self, heads: &[Head], cells: Vec<Cell>) {
        let mut draft = Draft::default();
        let locations = self.places.of(cells.iter().flat_map(Cell::words), self.words);
        let mut target_columns = 0;
        for (head, cell) in heads.iter().zip(cells) {
            let text = cell.text(self.words);
            let Some(label) = head.label else {
                self.unrecognized(&text, 0..text.text.len(), Reason::ColumnNotKnown);
                continue;
            };
            match label.role {
                Role::Indicator if draft.name.is_empty() => self.name(text, &mut draft),
                Role::Algorithm | Role::Numerator if draft.algorithm.is_none() => {
                    self.ledger.claim(text.all_words(), Place::Field);
                    draft.algorithm = Some(text);
                }
                Role::Denominator if draft.denominator.is_none() => {
                    self.ledger.claim(text.all_words(), Place::Field);
                    draft.denominator = Some(text);
                }
                Role::Weight if draft.weight.is_none() && weight_value(&text.text).is_some() => {
                    self.ledger.claim(text.all_words(), Place::Value);
                    draft.weight = weight_value(&text.text);
                }
                Role::Typology if draft.typology.is_none() => {
                    self.ledger.claim(text.all_words(), Place::Value);
                    draft.typology = Some(text.text).filter(|t| !t.is_empty());
                }
                Role::Baseline if draft.baseline.is_none() => {
                    self.ledger.claim(text.all_words(), Place::Field);
                    draft.baseline = baseline(&unbroken(&text, label.year), label.year);
                }
                Role::Target => {
                    let in_order = label.ordinal.map_or(target_columns, i32::from);
                    let year = label.year.or_else(|| self.plan_year.map(|y| y + in_order));
                    target_columns += 1;
                    self.ledger.claim(text.all_words(), Place::Field);
                    draft.targets.extend(target(&unbroken(&text, year), year));
                }
                Role::UnitOfMeasure => draft.unit = Some(text),
                _ => self.unrecognized(&text, 0..text.text.len(), Reason::ColumnWithoutField),
            }
        }
        self.unit_column(&mut draft);
        let algorithm = algorithm(draft.algorithm, draft.denominator);
        let says_nothing = draft.name.is_empty()
            && algorithm.text.is_none()
            && draft.targets.is_empty()
            && draft.baseline.is_none()
            && draft.weight.is_none()
            && draft.typology.is_none();
        if says_nothing {
            // What there was is listed already, or will be when the accounts close.
            return;
        }
        // Kept as long as the plan, and there are many.
        draft.targets.shrink_to_fit();
        let id = format!("{}#{}", self.objective, self.found.len() + 1);
        self.found.push(Indicator {
            id,
            name: draft.name,
            weight: draft.weight,
            typology: draft.typology,
            algorithm,
            baseline: draft.baseline,
            targets: draft.targets,
            locations,
            ..Indicator::default()
        });
    }

    /// `name = text [ "(Peso:" weight ")" ] [ "(Tipologia:" typology ")" ]`
    fn name(&mut self, text: CellText, draft: &mut Draft) {
        let whole = text.text.as_str();
        let attributes = heading::attributes(whole);
        let end = attributes.first().map_or(whole.len(), |a| a.whole.start);
        draft.name = whole[..end].trim_end().to_owned();
        self.ledger.claim(text.words_in(0..end), Place::Field);
        // What follows an attribute is listed first: a word glued to its bracket is not lost in it.
        let mut after = end;
        for attribute in &attributes {
            self.unrecognized(&text, after..attribute.whole.start, Reason::BetweenAttributes);
            after = attribute.whole.end;
        }
        self.unrecognized(&text, after..whole.len(), Reason::AfterAttributes);
        for attribute in &attributes {
            let value = whole[attribute.value.clone()].trim();
            match attribute.role {
                Role::Weight if draft.weight.is_none() && weight_value(value).is_some() => {
                    draft.weight = weight_value(value)
                }
                Role::Typology if draft.typology.is_none() && !value.is_empty() => {
                    draft.typology = Some(value.to_owned())
                }
                _ => {
                    self.unrecognized(&text, attribute.whole.clone(), Reason::IndicatorAttribute);
                    continue;
                }
            }
            self.ledger.claim(text.words_in(attribute.whole.clone()), Place::Value);
        }
    }

    /// A unit of measure in its own column is that of every value that prints none; where all print their
    /// own, the column says nothing new and is listed.
    fn unit_column(&mut self, draft: &mut Draft) {
        let Some(unit) = draft.unit.take().filter(|u| !u.text.is_empty()) else { return };
        let mut used = false;
        let targets = draft.targets.iter_mut().filter(|t| t.date().is_none()).map(|t| &mut t.unit);
        for slot in targets.chain(draft.baseline.iter_mut().filter(|b| b.date.is_none()).map(|b| &mut b.unit)) {
            if slot.is_none() {
                *slot = Some(unit.text.clone());
            }
            used |= slot.as_deref() == Some(unit.text.as_str());
        }
        if used {
            self.ledger.claim(unit.all_words(), Place::Value);
        } else {
            self.unrecognized(&unit, 0..unit.text.len(), Reason::UnitOfNoValue);
        }
    }

    fn unrecognized(&mut self, text: &CellText, range: Range<usize>, reason: Reason) {
        self.ledger.unrecognized(text.words_in(range), reason, self.words);
    }
}

/// A ratio is two paragraphs, the second beginning with a slash; a slash inside a sentence, or inside
/// brackets, is none.
pub(super) fn algorithm(text: Option<CellText>, denominator: Option<CellText>) -> Algorithm {
    let Some(text) = text.filter(|t| !t.text.is_empty()) else {
        return Algorithm { text: denominator.map(|d| d.text).filter(|d| !d.is_empty()), ..Algorithm::default() };
    };
    if let Some(denominator) = denominator.filter(|d| !d.text.is_empty()) {
        let below = denominator.text.trim_start_matches('/').trim_start().to_owned();
        let whole = format!("{} / {below}", text.text);
        return Algorithm {
            text: Some(whole),
            numerator: Some(text.text),
            denominator: Some(below),
            ..Algorithm::default()
        };
    }
    let whole = text.text.as_str();
    let cut = text.breaks.iter().find(|b| {
        let (above, below) = (&whole[..b.at], &whole[b.at..]);
        let slash = below.starts_with("/ ") || b.paragraph && below.starts_with('/') && below.len() > 1;
        let balanced = above.matches('(').count() == above.matches(')').count();
        slash && balanced && !above.trim().is_empty()
    });
    let parts = cut.map(|b| (whole[..b.at].trim_end(), whole[b.at + 1..].trim_start()));
    Algorithm {
        text: Some(whole.to_owned()),
        numerator: parts.map(|(above, _)| above.to_owned()),
        denominator: parts.map(|(_, below)| below.to_owned()),
        ..Algorithm::default()
    }
}

/// A value that a narrow column has broken inside a number or date (`31/12/202` / `3`) is put together where
/// only that makes it one.
pub(super) fn unbroken(text: &CellText, year: Option<i32>) -> String {
    let whole = text.text.as_str();
    if text.breaks.is_empty() || value(whole, year) != Value::Text {
        return whole.to_owned();
    }
    let is_numeric = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | ',');
    let mut joined = String::with_capacity(whole.len());
    let mut from = 0;
    for at in text.breaks.iter().map(|b| b.at) {
        let line = whole[from..at].trim_end();
        let broken = line.ends_with(is_numeric) && whole[at..].starts_with(is_numeric);
        joined.push_str(if broken { line } else { &whole[from..at] });
        from = at;
    }
    joined.push_str(&whole[from..]);
    if value(&joined, year) == Value::Text { whole.to_owned() } else { joined }
}

pub(super) fn baseline(text: &str, year: Option<i32>) -> Option<Baseline> {
    if text.is_empty() {
        return None;
    }
    let mut read = Baseline { year, text: text.to_owned(), ..Baseline::default() };
    match value(text, year) {
        Value::Threshold { value, unit, .. } => (read.value, read.unit) = (Some(value), unit),
        Value::Deadline { date, .. } => read.date = Some(date),
        Value::Unit(unit) => read.unit = Some(unit),
        Value::Range { unit, .. } => read.unit = unit,
        Value::Boolean | Value::Void | Value::Text => {}
    }
    Some(read)
}

pub(super) fn target(text: &str, year: Option<i32>) -> Option<Target> {
    if text.is_empty() {
        return None;
    }
    let mut read = Target::new(year, text);
    if let Some(levels) = graded::levels(text) {
        read.says = TargetValue::Graded { levels: levels.iter().map(|found| level(text, found, year)).collect() };
        return Some(read);
    }
    if let Some((by, unit, relative_to)) = graded::relative(text) {
        (read.says, read.unit) = (TargetValue::Relative { comparator: None, by, relative_to }, unit);
        return Some(read);
    }
    match value(text, year) {
        Value::Threshold { comparator, value, unit } => {
            (read.says, read.unit) = (TargetValue::Threshold { comparator, value }, unit);
        }
        Value::Deadline { comparator, date } => read.says = TargetValue::Deadline { comparator, date },
        Value::Range { from, to, unit } => {
            (read.says, read.unit) = (TargetValue::Range { from, to }, unit);
        }
        Value::Boolean => read.says = TargetValue::Boolean,
        Value::Unit(unit) if measure::is_known(text) => read.unit = Some(unit),
        Value::Unit(_) | Value::Void | Value::Text => {}
    }
    Some(read)
}

/// The target whose levels have a column each; one level alone is a target like any other.
pub(super) fn graded_target(columns: &[(String, String)], year: Option<i32>) -> Option<Target> {
    if let [(_, only)] = columns {
        return target(only, year);
    }
    let text = columns.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
    let levels = columns.iter().map(|(name, text)| {
        // `Soglia (70%)`: what reaching the level is worth.
        let printed = name.trim_end().strip_suffix(')').and_then(|head| head.split_once('('));
        let scored = printed.and_then(|(name, worth)| Some((name.trim_end(), weight::worth(worth)?)));
        let found = GradedLevel { name: None, condition: 0..text.len(), score: scored.map(|(_, score)| score) };
        let name = scored.map_or(name.as_str(), |(name, _)| name);
        Level { name: Some(name.to_owned()), ..level(text, &found, year) }
    });
    let levels: Vec<Level> = levels.collect();
    (levels.len() > 1).then(|| Target { says: TargetValue::Graded { levels }, ..Target::new(year, &text) })
}

/// A level of a graded target.
fn level(text: &str, found: &GradedLevel, year: Option<i32>) -> Level {
    let condition = &text[found.condition.clone()];
    let mut read = Level {
        name: found.name.clone().map(|range| text[range].to_owned()),
        text: condition.to_owned(),
        score: found.score,
        ..Level::default()
    };
    match value(condition, year) {
        Value::Threshold { comparator, value, unit } => {
            (read.comparator, read.value, read.unit) = (comparator, Some(value), unit);
        }
        Value::Deadline { comparator, date } => (read.comparator, read.date) = (Some(comparator), Some(date)),
        _ => {}
    }
    read
}
