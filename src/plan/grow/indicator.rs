//! An indicator and its measured values.

use super::Grower;
use super::values::{is_dash, join, told};
use crate::grammar::target::is_void;
use crate::grammar::weight::worth;
use crate::layout::cells::CellText;
use crate::meaning::nodes::NodeId;
use crate::plan::indicator::{algorithm, baseline, graded_target, target, unbroken};
use crate::plan::ledger::Place;
use crate::plan::model::{Baseline, Indicator, Reached, Target};
use crate::vocabulary::fields::Field;

impl Grower<'_> {
    pub(super) fn indicator(&mut self, id: NodeId) -> Indicator {
        let locations = self.locations(id);
        let titled = self.titled(id, false);
        let mut own = Indicator {
            name: titled.title,
            weight: titled.weight,
            typology: titled.typology,
            locations,
            ..Indicator::default()
        };
        let mut past: Vec<Baseline> = Vec::new();
        let (mut formula, mut denominator) = (None, None);
        let mut result = Reached::default();
        // Levels of one target, a column each: the head, and what stands under it.
        let mut levels: Vec<(String, String)> = Vec::new();
        let mut levels_year = None;
        // The heads of targets without a year of their own.
        let mut yearless: Vec<String> = Vec::new();
        for entry in std::mem::take(&mut self.nodes[id].entries) {
            let text = entry.cell.text(self.words);
            match entry.field {
                Field::Code | Field::IndicatorCode if own.code.is_none() => own.code = self.text(&text),
                Field::Weight if own.weight.is_none() && worth(&text.text).is_some() => own.weight = self.weight(&text),
                Field::Weight if is_void(&text.text) => self.value(&text),
                Field::Typology if own.typology.is_none() => {
                    self.ledger.claim(text.all_words(), Place::Value);
                    own.typology = self.text(&text);
                }
                Field::Algorithm | Field::Numerator if formula.is_none() => {
                    self.value(&text);
                    formula = Some(text).filter(|t| !is_void(&t.text));
                }
                Field::Denominator if denominator.is_none() => {
                    self.value(&text);
                    denominator = Some(text);
                }
                Field::UnitOfMeasure if own.unit.is_none() => own.unit = self.text(&text),
                Field::Source => join(&mut own.source, self.text(&text)),
                Field::Notes => join(&mut own.notes, self.text(&text)),
                Field::Baseline => {
                    self.value(&text);
                    if !is_dash(&text.text) {
                        past.extend(baseline(&unbroken(&text, entry.year), entry.year));
                    }
                }
                // `Target iniziale` and `Target rimodulato`: a second one of the year, not one of the next year.
                Field::Target | Field::Expected
                    if entry.year.is_none()
                        && entry.ordinal.is_none()
                        && yearless.first().is_some_and(|first| *first != entry.label) =>
                {
                    own.other.extend(self.other(&entry, &text));
                }
                Field::Target | Field::Expected => {
                    self.value(&text);
                    let in_order = entry.ordinal.map_or(yearless.len() as i32, i32::from);
                    let year = entry.year.or_else(|| self.plan_year.map(|y| y + in_order));
                    if entry.year.is_none() && entry.ordinal.is_none() {
                        yearless.push(entry.label.clone());
                    }
                    if !is_dash(&text.text) {
                        own.targets.extend(targets(&text, year));
                    }
                }
                Field::TargetLevel => {
                    self.value(&text);
                    if !is_void(&text.text) {
                        levels_year = levels_year.or(entry.year);
                        levels.push((entry.label.clone(), unbroken(&text, entry.year.or(self.plan_year))));
                    }
                }
                Field::Result | Field::Achieved | Field::Gap => self.result(&mut result, &entry, &text),
                _ => own.other.extend(self.other(&entry, &text)),
            }
        }
        own.targets.extend(graded_target(&levels, levels_year.or(self.plan_year)));
        own.algorithm = algorithm(formula, denominator);
        past.sort_by_key(|value| value.year.unwrap_or(i32::MAX));
        own.baseline = past.pop();
        own.history = past;
        spread_unit(&mut own);
        if result.year.is_none() {
            result.year = own.targets.first().and_then(|t| t.year).or(self.plan_year);
        }
        own.results.extend(told(result));
        own
    }
}

/// The targets of a cell: one, or one a year where each line begins with a year and a colon.
fn targets(text: &CellText, year: Option<i32>) -> Vec<Target> {
    let whole = text.text.as_str();
    let mut starts = vec![0];
    starts.extend(text.breaks.iter().map(|b| b.at));
    let labelled = |from: usize| {
        let (head, _) = whole[from..].split_once(':')?;
        let year: i32 = head.trim().strip_prefix("Target ").unwrap_or(head.trim()).parse().ok()?;
        (1990..2100).contains(&year).then_some((year, from + head.len() + 1))
    };
    let found: Vec<(usize, i32, usize)> =
        starts.iter().filter_map(|from| labelled(*from).map(|(year, value)| (*from, year, value))).collect();
    if found.len() >= 2 && found.first().is_some_and(|(from, ..)| *from == 0) {
        return (0..found.len())
            .filter_map(|at| {
                let (_, year, value) = found[at];
                let end = found.get(at + 1).map_or(whole.len(), |(from, ..)| *from);
                target(whole[value..end].trim(), Some(year))
            })
            .collect();
    }
    target(&unbroken(text, year), year).into_iter().collect()
}

/// A unit of measure in its own column is that of every value that prints none.
fn spread_unit(own: &mut Indicator) {
    const NO_UNITS: &[&str] = &["data", "sino", "onoff", "giudizio", "si", "no", "testo", "date"];
    let Some(unit) = own.unit.clone().filter(|u| !NO_UNITS.contains(&crate::labels::fold(u).as_str())) else { return };
    let targets = own.targets.iter_mut().filter(|t| t.date().is_none() && t.value().is_some()).map(|t| &mut t.unit);
    let past = own
        .baseline
        .iter_mut()
        .chain(&mut own.history)
        .filter(|b| b.date.is_none() && b.value.is_some())
        .map(|b| &mut b.unit);
    for slot in targets.chain(past) {
        slot.get_or_insert_with(|| unit.clone());
    }
}
