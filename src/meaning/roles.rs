//! What each cell of a table was taken for: the question that `albero inspect` asks.

use super::heads::heads_at;
use super::labels::label_name;
use super::{MOST_ROWS_ABOVE, is_of_tree};
use crate::layout::grid::Grid;
use crate::layout::words::Words;

/// What a table and its cells were taken for.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    /// `indicators`, `objectives` or `sheet`; none for a table that is not of the tree.
    pub(crate) table: Option<&'static str>,
    /// One a cell of the grid: of a head `head: target 2025`, of a label `label: objective`, of a cell in the body its
    /// column's field.
    pub(crate) cells: Vec<Option<String>>,
}

/// The word for a head that no label matches.
pub(crate) const NOT_KNOWN: &str = "not known";

/// What a grid and its cells are taken for, looked at by itself.
pub(crate) fn roles(grid: &Grid, words: &Words) -> Roles {
    let count = grid.rows.len().saturating_sub(1);
    let heads = (0..count.min(MOST_ROWS_ABOVE)).find_map(|row| heads_at(grid, row, words));
    match heads.filter(|heads| is_of_tree(&heads.columns)) {
        Some(heads) => {
            let named = |column: usize| {
                let column = heads.columns.get(column)?;
                let year = column.year.map(|year| format!(" {year}")).unwrap_or_default();
                Some(if column.known { format!("{}{year}", column.field.name()) } else { NOT_KNOWN.to_owned() })
            };
            let role = |cell: &crate::layout::grid::GridCell| {
                let wide = cell.columns.len() == heads.columns.len() && cell.columns.len() > 1;
                let role = named(cell.columns.start).filter(|_| !cell.cell.is_empty());
                match role {
                    _ if wide => (!cell.cell.is_empty()).then(|| "band".to_owned()),
                    Some(role) if heads.rows.contains(&cell.rows.start) => Some(format!("head: {role}")),
                    role if cell.rows.start >= heads.rows.end => role,
                    _ => None,
                }
            };
            let indicators = heads.columns.iter().any(|c| c.field == crate::vocabulary::fields::Field::Indicator);
            Roles {
                table: Some(if indicators { "indicators" } else { "objectives" }),
                cells: grid.cells.iter().map(role).collect(),
            }
        }
        None => {
            let labels = grid.cells.iter().map(|cell| label_name(&cell.cell, words));
            let cells: Vec<Option<String>> = labels.map(|name| name.map(|name| format!("label: {name}"))).collect();
            let known = cells.iter().flatten().count();
            Roles { table: (known >= 2).then_some("sheet"), cells }
        }
    }
}
