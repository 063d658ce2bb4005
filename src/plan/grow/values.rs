//! Fields read as what they hold; the words of each are the field's.

use super::Grower;
use crate::grammar::date::date;
use crate::grammar::number::number;
use crate::grammar::target::{comparator, is_void};
use crate::grammar::weight::worth;
use crate::layout::cells::CellText;
use crate::meaning::nodes::Entry;
use crate::plan::indicator::{baseline, unbroken};
use crate::plan::ledger::Place;
use crate::plan::model::{Measure, Moment, Other, Reached, Reason};
use crate::vocabulary::fields::Field;
use rust_decimal::Decimal;

impl Grower<'_> {
    pub(super) fn value(&mut self, text: &CellText) {
        self.ledger.claim(text.all_words(), Place::Field);
    }

    pub(super) fn text(&mut self, text: &CellText) -> Option<String> {
        self.value(text);
        Some(text.text.clone()).filter(|t| !is_dash(t))
    }

    pub(super) fn weight(&mut self, text: &CellText) -> Option<Decimal> {
        self.ledger.claim(text.all_words(), Place::Value);
        worth(&text.text)
    }

    pub(super) fn moment(&mut self, text: &CellText, year: Option<i32>) -> Option<Moment> {
        let printed = self.text(text)?;
        let bare = comparator(&printed).map_or(printed.as_str(), |(_, rest)| rest);
        let day =
            date(bare, year.or(self.plan_year)).ok().filter(|(rest, _)| rest.trim().is_empty()).map(|(_, day)| day);
        Some(Moment { text: printed, date: day, ..Moment::default() })
    }

    pub(super) fn other(&mut self, entry: &Entry, text: &CellText) -> Option<Other> {
        let said = self.text(text)?;
        Some(Other::new(entry.label.clone(), said))
    }

    pub(super) fn result(&mut self, result: &mut Reached, entry: &Entry, text: &CellText) {
        let Some(said) = self.text(text) else { return };
        match entry.field {
            Field::Result if result.text.is_none() => {
                if let Some(read) = baseline(&unbroken(text, entry.year.or(self.plan_year)), entry.year) {
                    (result.value, result.date, result.unit) = (read.value, read.date, read.unit);
                }
                (result.text, result.year) = (Some(said), entry.year);
            }
            Field::Achieved if result.achieved.is_none() => result.achieved = Some(measure(said)),
            Field::Gap if result.gap.is_none() => result.gap = Some(measure(said)),
            _ => self.ledger.unrecognized(text.all_words(), Reason::SecondValue, self.words),
        }
    }
}

/// A result, if anything of one was printed.
pub(super) fn told(result: Reached) -> Option<Reached> {
    (result.text.is_some() || result.achieved.is_some()).then_some(result)
}

fn measure(text: String) -> Measure {
    let bare = text.trim_start_matches(['+']).trim_start();
    let (value, unit) = match number(bare) {
        Ok((rest, value)) => (Some(value), Some(rest.trim()).filter(|u| !u.is_empty() && *u != "%").map(str::to_owned)),
        Err(_) => (None, None),
    };
    Measure { text, value, unit, ..Measure::default() }
}

/// A sign that says that there is nothing, not `n.d.`, which is kept as printed.
pub(super) fn is_dash(text: &str) -> bool {
    is_void(text) && !text.contains(char::is_alphanumeric)
}

pub(super) fn join(field: &mut Option<String>, more: Option<String>) {
    match (field.as_mut(), more) {
        (Some(field), Some(more)) => {
            field.push(' ');
            field.push_str(&more);
        }
        (None, more) => *field = more,
        (Some(_), None) => {}
    }
}
