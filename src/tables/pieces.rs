//! What the grammar sees: a document as lines, fields, column heads and rows, in order.

use crate::geometry::{Length, Rect};
use crate::labels::Label;
use crate::layout::cells::Cell;
use crate::layout::words::WordId;

/// A piece of a document.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Text outside tables: a section's heading, a title.
    Line(Cell),
    /// A label and the text beside it. Without a known label both are kept, as text that no field has.
    Field { label: Option<Label>, label_words: Vec<WordId>, value: Cell },
    /// More of the last field, after a page break: the rest of its label, the rest of its value.
    FieldTail { label_words: Vec<WordId>, value: Cell },
    /// A row of column heads.
    Heads(Vec<Head>),
    /// Part of a row, or a whole one, under the last heads: a cell a head.
    Row(Row),
    /// Text in a table that belongs to no label and no head.
    Loose(Cell),
}

/// The head of a column.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// `None` for a head that no label of the table matches.
    pub(crate) label: Option<Label>,
    pub(crate) words: Vec<WordId>,
    pub(crate) rect: Rect,
}

/// A horizontal band of a table: all text between two places where a row could end.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) edge: Edge,
}

/// What stands between a band and the one above it on the same page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Edge {
    /// A painted line: rows end here, unless a page break has cut one.
    Ruled,
    /// A new row begins, whatever the page.
    Certain,
    /// White space, in type sizes: a row may end here.
    Gap(Length),
}

impl Row {
    /// Where the band stands: the page and box of its text.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &crate::layout::cells::Line> {
        self.cells.iter().flat_map(|cell| cell.lines.iter())
    }
}
