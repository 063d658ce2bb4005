//! Tables on their side: labels in the first column, and a column for each objective or indicator. Turned, they are
//! tables like any other.

use crate::layout::grid::{Block, Grid, GridCell};
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::known;

/// Labels of at least so many fields stand in the first column.
const FEWEST_LABELS: usize = 3;

/// Of a block that is such a table, the table turned; else the block.
pub(super) fn turned(block: Block, words: &Words) -> Block {
    match block {
        Block::Grid(grid) if is_turned(&grid, words) => Block::Grid(turn(grid)),
        block => block,
    }
}

fn is_turned(grid: &Grid, words: &Words) -> bool {
    let (down, across) = (grid.rows.len() - 1, grid.columns.len() - 1);
    let single = |c: &GridCell| c.rows.len() == 1 && c.columns.len() == 1;
    if down < FEWEST_LABELS || across < 3 || !grid.cells.iter().all(single) {
        return false;
    }
    let label = |c: &GridCell| known(&c.cell.text(words).text).filter(|k| k.whole && k.field != Field::Year);
    let (first, others): (Vec<&GridCell>, Vec<&GridCell>) = grid.cells.iter().partition(|c| c.columns.start == 0);
    let mut fields: Vec<Field> = first.iter().filter_map(|c| label(c)).map(|k| k.field).collect();
    if fields.len() < down {
        return false;
    }
    let named = |row: &usize| first.iter().any(|c| c.rows.start == *row && opens(label(c).map(|k| k.field)));
    let Some(names) = (0..down).find(named) else { return false };
    fields.sort_by_key(|field| *field as u8);
    fields.dedup();
    // Each has a name, none says a label again, and hardly a place is empty: values of a sheet have no such order.
    let of_names: Vec<String> =
        others.iter().filter(|c| c.rows.start == names).map(|c| c.cell.text(words).text).collect();
    let filled = others.iter().filter(|c| !c.cell.is_empty()).count();
    fields.len() >= FEWEST_LABELS
        && of_names.iter().all(|name| name.contains(char::is_alphabetic))
        && of_names.windows(2).any(|pair| pair[0] != pair[1])
        && 10 * filled >= 9 * others.len()
        && !others.iter().any(|c| label(c).is_some())
}

fn opens(field: Option<Field>) -> bool {
    field.is_some_and(|field| field.opens() && matches!(field.level(), Level::Objective | Level::Indicator))
}

/// Its rows as columns: edges keep their distances.
fn turn(grid: Grid) -> Grid {
    let turn = |c: GridCell| GridCell { rows: c.columns, columns: c.rows, ..c };
    let mut cells: Vec<GridCell> = grid.cells.into_iter().map(turn).collect();
    cells.sort_by_key(|c| (c.rows.start, c.columns.start));
    Grid { columns: grid.rows, rows: grid.columns, cells, ..grid }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::layout::cells::Cell;
    use crate::layout::grid::{GridKind, Sides};
    use crate::layout::lines::words_to_lines;

    fn grid(rows: &[&[&str]]) -> (Grid, Words) {
        let mut words = Words::default();
        let mut cells = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                let first = words.ids().end;
                let (x, y) = (100.0 * column as f32, 20.0 * row as f32);
                for (at, word) in text.split(' ').filter(|word| !word.is_empty()).enumerate() {
                    let x = x + 20.0 * at as f32;
                    words.push(word, 1, Rect::new(x, y, x + 18.0, y + 10.0));
                }
                let cell = Cell::new(words_to_lines(first..words.ids().end, &words));
                let rect = Rect::new(x, y, x + 100.0, y + 20.0);
                let (rows, columns) = (row..row + 1, column..column + 1);
                cells.push(GridCell { rows, columns, cell, rect, sides: Sides::default(), filled: false });
            }
        }
        let edges = |count: usize, step: f32| (0..=count).map(|at| step * at as f32).collect();
        let (columns, tops) = (edges(rows[0].len(), 100.0), edges(rows.len(), 20.0));
        let rect = Rect::new(0.0, 0.0, 100.0 * rows[0].len() as f32, 20.0 * rows.len() as f32);
        (Grid { page: 1, rect, columns, rows: tops, cells, kind: GridKind::Ruled, confidence: 1.0 }, words)
    }

    #[test]
    fn labels_in_the_first_column_and_a_name_in_each_other_are_a_table_on_its_side() {
        for (rows, turned) in [
            (
                &[
                    &["Obiettivo", "Rifare il sito", "Curare il verde"] as &[&str],
                    &["Indicatore", "Pagine", "Aree curate"],
                    &["Target 2025", "120", "30"],
                ] as &[&[&str]],
                true,
            ),
            // A sheet: two pairs a row, and a value over several cells.
            (
                &[
                    &["Obiettivo", "Rifare il sito", "Peso", "20"],
                    &["Indicatore", "Pagine", "Target", "3"],
                    &["Note", "", "Fonte", "a"],
                ],
                false,
            ),
            (
                &[&["Obiettivo", "Rifare il sito", ""], &["Indicatore", "Pagine", ""], &["Target 2025", "120", ""]],
                false,
            ),
            // A table with its heads on top.
            (
                &[
                    &["Obiettivo", "Indicatore", "Target"],
                    &["Rifare il sito", "Pagine", "120"],
                    &["Curare il verde", "Aree curate", "30"],
                ],
                false,
            ),
        ] {
            let (grid, words) = grid(rows);
            assert_eq!(is_turned(&grid, &words), turned, "{rows:?}");
        }
    }
}
