//! Labels that wait for their values: beside them, below them, or on the next page.

use super::labels::label;
use super::sheet::{Into, Pair, Sheet};
use crate::geometry::Length;
use crate::layout::cells::Cell;
use crate::layout::words::Words;
use crate::vocabulary::Known;

/// A value begins at most this far left of the label or value above it, in points: rounding and hanging quotes.
const HANGING: Length = 4.0;

/// A label, where its values begin, and what has been found of them.
#[derive(Debug)]
struct Column {
    known: Known,
    label: Cell,
    x: Length,
    value: Cell,
}

/// A row of labels.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    columns: Vec<Column>,
}

impl Waiting {
    /// A further label of the row; its value, if any, stands beside it.
    pub(crate) fn label(&mut self, known: Known, label: Cell, x: Length, value: Cell) {
        self.columns.push(Column { known, label, x, value });
    }

    /// The first label of the row, where a value stands beside it, and where that begins.
    pub(crate) fn first_label(&self) -> Option<(&Cell, Length)> {
        let first = self.columns.first().filter(|c| !c.value.is_empty())?;
        first.label.lines.last().filter(|label| label.rect.x1 < first.x).map(|_| (&first.label, first.x))
    }

    /// Where its first label begins.
    pub(crate) fn begins_at(&self) -> Option<Length> {
        self.columns.first()?.label.lines.first().map(|line| line.rect.x0)
    }

    /// More of the first label, which may make it another.
    pub(crate) fn relabel(&mut self, known: Known, label: Cell) {
        if let Some(first) = self.columns.first_mut() {
            (first.known, first.label) = (known, label);
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.columns.is_empty()
    }

    /// No value has been found of any of them.
    pub(crate) fn has_no_value(&self) -> bool {
        self.is_open() && self.columns.iter().all(|c| c.value.is_empty())
    }

    /// Its values stand on the labels' own lines, so that their rest begins at the line's begin.
    pub(crate) fn is_inline(&self) -> bool {
        let same_line = |c: &Column| match (c.label.lines.last(), c.value.lines.first()) {
            (Some(label), Some(value)) => label.page == value.page && value.rect.y0 < label.rect.center_y(),
            _ => false,
        };
        self.columns.iter().any(|c| same_line(c) && c.label.lines.first().is_some_and(|l| l.rect.x0 + HANGING > c.x))
    }

    /// The rest of the last label, where a page break has cut it: what both say together is a label of the same field.
    pub(crate) fn label_goes_on(&mut self, rest: &Cell, words: &Words) -> bool {
        let Some(column) = self.columns.last_mut().filter(|c| c.value.is_empty()) else { return false };
        let mut whole = column.label.clone();
        whole.append(rest.clone());
        let same = label(&whole.text(words).text).is_some_and(|l| l.sure && l.known.field == column.known.field);
        if same {
            column.label = whole;
        }
        same
    }

    /// The last value found.
    pub(crate) fn last(&self) -> Option<&Cell> {
        self.columns.iter().rev().map(|c| &c.value).find(|value| !value.is_empty())
    }

    /// May text that begins here belong to one of them?
    pub(crate) fn reaches(&self, x: Length) -> bool {
        self.columns.iter().any(|c| c.x <= x + HANGING)
    }

    /// A value, or more of one, that begins at this place.
    pub(crate) fn value(&mut self, x: Length, cell: Cell) {
        let found = self.columns.iter().rposition(|c| c.x <= x + HANGING).unwrap_or(0);
        if let Some(column) = self.columns.get_mut(found) {
            column.value.append(cell);
        }
    }

    /// The row is over.
    pub(crate) fn close(&mut self, sheet: &mut Sheet, into: &mut Into<'_>) {
        for Column { known, label, value, .. } in self.columns.drain(..) {
            sheet.pair(Pair { known, label, value, headed: false }, into);
        }
    }
}

/// Do values stand over their labels or under them? One document does the one or the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Stand {
    /// The value stands under its label.
    #[default]
    Under,
    /// The value stands over it.
    Over,
}
