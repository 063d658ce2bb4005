//! What a document's tables, sheets and headings mean: grids and lines to the nodes of the tree.
//!
//! A value belongs to the labels that stand over it and beside it. Tables whose heads name two fields of one level are
//! read [by column](matrix), labels beside or over their values [as sheets](sheet), headings and bands open the levels
//! that they [name](headings). All else is prose.

pub(crate) mod bands;
mod cuts;
mod evidence;
mod headings;
mod heads;
mod lines;
mod matrix;
pub(crate) mod nodes;
mod pieces;
mod scope;
mod sheet;
mod table;

use crate::layout::grid::{Block, Grid};
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};
use heads::{Column, Heads, heads_at};
use nodes::{Left, Meaning};
use scope::Scope;
use sheet::Sheet;
use table::Table;

/// A title or band may stand in this many rows above a table's heads.
const MOST_ROWS_ABOVE: usize = 3;

/// Reads a document's blocks, page by page in order.
pub(crate) fn read(blocks: impl IntoIterator<Item = Block>, words: &Words) -> Meaning {
    let mut reader =
        Reader { words, scope: Scope::default(), meaning: Meaning::default(), table: None, sheet: Sheet::default() };
    for block in blocks {
        match block {
            Block::Lines(lines) => reader.lines(&lines),
            Block::Grid(grid) => reader.grid(&grid),
        }
    }
    reader.close_table();
    reader.close_sheet();
    if std::env::var_os("DBG").is_some() {
        for n in &reader.meaning.nodes.all {
            eprintln!("{:?} {:?} {:?} {}", n.level, n.opened_by, n.parent, n.title.text(words).text);
        }
        for l in reader.meaning.left.iter().take(5) {
            eprintln!("{l:?}");
        }
    }
    reader.meaning
}

struct Reader<'a> {
    words: &'a Words,
    scope: Scope,
    meaning: Meaning,
    /// A table that may go on.
    table: Option<Table>,
    /// Labelled values that wait for the objective that they are of.
    sheet: Sheet,
}

impl Reader<'_> {
    fn lines(&mut self, lines: &[crate::layout::cells::Line]) {
        for paragraph in lines::paragraphs(lines, self.words) {
            if lines::opens(&paragraph, self.words) {
                self.close_table();
                self.close_sheet();
            }
            lines::read(&paragraph, self.table.is_some(), &mut self.scope, &mut self.meaning, self.words);
        }
    }

    fn close_table(&mut self) {
        if let Some(table) = self.table.take() {
            matrix::read(table, &mut self.scope, &mut self.meaning, self.words);
        }
    }

    fn close_sheet(&mut self) {
        std::mem::take(&mut self.sheet).flush(&mut self.scope, &mut self.meaning, self.words);
    }

    /// A grid is a table's next page, or rows of labels and values, heads and the rows below them, in any order.
    fn grid(&mut self, grid: &Grid) {
        let count = grid.rows.len().saturating_sub(1);
        let mut at = 0;
        let first = (0..count.min(MOST_ROWS_ABOVE)).find_map(|row| heads_at(grid, row, self.words));
        let first = first.filter(|heads| is_of_tree(&heads.columns));
        if let Some(table) = &mut self.table {
            let at_top = first.as_ref().filter(|heads| heads.rows.start == 0);
            let labelled = sheet::begins(grid, 0, self.words);
            if (at_top.is_some() || first.is_none() && !labelled) && table.goes_on(grid, at_top, self.words) {
                return;
            }
            self.close_table();
        }
        while at < count {
            if std::env::var_os("DBG").is_some() {
                eprintln!(
                    "row {at} heads {:?}",
                    heads_at(grid, at, self.words).map(|h| (
                        h.rows.clone(),
                        h.columns.iter().map(|c| (c.field, c.level, c.year)).collect::<Vec<_>>()
                    ))
                );
            }
            match heads_at(grid, at, self.words)
                .filter(|heads| is_of_tree(&heads.columns) && !sheet::begins_pairs(grid, at, self.words))
            {
                Some(heads) if self.may_hold(&heads, grid) => {
                    self.sheet.flush_into(&mut self.scope, &mut self.meaning, self.words);
                    self.close_table();
                    let end = (heads.rows.end..count)
                        .find(|row| {
                            sheet::begins(grid, *row, self.words)
                                || heads_at(grid, *row, self.words)
                                    .is_some_and(|h| is_of_tree(&h.columns) && differs(&h, &heads))
                        })
                        .unwrap_or(count);
                    let part = sheet::rows_of(grid, 0..end);
                    self.table = Some(Table::new(&part, heads, self.words));
                    at = end;
                }
                _ => {
                    self.close_table();
                    at = self.sheet.row(grid, at, &mut self.scope, &mut self.meaning, self.words);
                }
            }
        }
    }

    /// Rows of indicators need an objective: in a column, or open around the table.
    fn may_hold(&self, heads: &Heads, grid: &Grid) -> bool {
        heads.columns.iter().any(|c| c.field.opens() && matches!(c.level, Level::Objective | Level::Strategic))
            || self.scope.objective().is_some()
            || self.sheet.has_objective()
            || table::has_objective_band(grid, self.words)
    }
}

fn differs(one: &Heads, other: &Heads) -> bool {
    one.columns.iter().map(|c| c.label.as_str()).ne(other.columns.iter().map(|c| c.label.as_str()))
}

/// Do heads name at least two different fields of one level of the tree?
fn is_of_tree(columns: &[Column]) -> bool {
    let known = |level: Level| {
        let mut fields: Vec<Field> = columns.iter().filter(|c| c.known && c.level == level).map(|c| c.field).collect();
        fields.sort_by_key(|f| *f as u8);
        fields.dedup();
        fields.into_iter().filter(|f| *f != Field::Counter && *f != Field::Other).count()
    };
    let opens = |level: Level| columns.iter().any(|c| c.level == level && c.field.opens());
    let indicator = opens(Level::Indicator) && known(Level::Indicator) >= 2;
    let objective = (opens(Level::Objective) || opens(Level::Strategic))
        && (known(Level::Objective) >= 2 || known(Level::Indicator) >= 2);
    indicator || objective
}

/// Words that nothing has a place for.
fn prose(cell: &crate::layout::cells::Cell) -> Left {
    Left::Prose(cell.words().collect())
}
