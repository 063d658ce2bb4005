//! Parts of cells: a label and its value printed together are two cells.

use crate::layout::cells::{Cell, Line};
use crate::layout::words::{WordId, Words};
use std::ops::Range;

/// The words of a part of a cell's joined text, as a cell of its own.
pub(crate) fn part(cell: &Cell, range: Range<usize>, words: &Words) -> Cell {
    let wanted: Vec<WordId> = cell.text(words).words_in(range).collect();
    let line = |line: &Line| {
        let kept: Vec<WordId> = line.words.iter().copied().filter(|id| wanted.contains(id)).collect();
        Line::new(kept, words)
    };
    Cell { lines: cell.lines.iter().filter_map(line).collect(), right: cell.right }
}
