//! Tables of a sheet about something that a plan has no key for: its staff, its resources. Each cell is listed under
//! its column's head.

use super::nodes::{Entry, Meaning, NodeId};
use crate::layout::grid::{Grid, GridCell};
use crate::layout::words::Words;
use crate::vocabulary::fields::Field;
use crate::vocabulary::known;

/// Heads are short.
const MOST_HEAD_WORDS: usize = 6;

fn filled(grid: &Grid, row: usize) -> Vec<&GridCell> {
    let mut cells: Vec<&GridCell> = grid.cells.iter().filter(|c| c.rows.start == row && !c.cell.is_empty()).collect();
    cells.sort_by_key(|c| c.columns.start);
    cells
}

fn is_other(cell: &GridCell, words: &Words) -> bool {
    known(&cell.cell.text(words).text).is_some_and(|k| k.field == Field::Other)
}

/// Where the heads of such a table stand, if it begins at this row: in it, or below a band that names it.
pub(crate) fn heads_row(grid: &Grid, row: usize, words: &Words) -> Option<usize> {
    let cells = filled(grid, row);
    let is_head = |cells: &[&GridCell]| {
        let short = |c: &&GridCell| {
            let text = c.cell.text(words).text;
            text.split_whitespace().count() <= MOST_HEAD_WORDS
                && !crate::grammar::target::reads_as_value(&text)
                && known(&text).is_none_or(|k| !k.field.opens())
        };
        cells.len() >= 2 && cells.iter().all(short)
    };
    let count = grid.rows.len() - 1;
    if let [band] = cells[..] {
        let below = row + 1 < count && is_head(&filled(grid, row + 1));
        return (below && is_other(band, words)).then_some(row + 1);
    }
    let named = cells.iter().filter(|c| is_other(c, words)).count();
    // `Priorità | alta`, and a label below: a label and its value.
    let table = named == cells.len() || cells.len() > 2 && 2 * named >= cells.len();
    (row + 1 < count && is_head(&cells) && table).then_some(row)
}

/// Reads the table whose heads stand in `heads`, from `row` on, down to a row that `ends` it; answers the row after it.
pub(crate) fn read(
    grid: &Grid,
    row: usize,
    heads: usize,
    objective: NodeId,
    ends: impl Fn(usize) -> bool,
    meaning: &mut Meaning,
    words: &Words,
) -> usize {
    let over: Vec<GridCell> = filled(grid, heads).into_iter().cloned().collect();
    for band in row..=heads {
        meaning.labels.extend(filled(grid, band).iter().flat_map(|c| c.cell.words()));
    }
    let count = grid.rows.len() - 1;
    let end = (heads + 1..count).find(|row| ends(*row)).unwrap_or(count);
    for row in heads + 1..end {
        for cell in filled(grid, row) {
            let head = over.iter().rfind(|h| h.columns.start <= cell.columns.start);
            let label = head.map(|h| h.cell.text(words).text).unwrap_or_default();
            let entry = Entry { field: Field::Other, year: None, ordinal: None, label, cell: cell.cell.clone() };
            meaning.nodes.set(objective, entry);
        }
    }
    end
}
