//! What a column of numbers counts.

use super::table::{Row, Table};
use crate::labels::fold;
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};

/// A column of numbers that begin again under each objective numbers its indicators, one that changes with the objectives
/// right of it numbers these; one that runs on counts the rows.
/// In a table of one person's objectives their counter is no counter of all rows of the document, but their number.
pub(crate) fn settle_counters(table: &mut Table, of_person: bool, words: &Words) {
    for at in 0..table.columns.len() {
        let column = &table.columns[at];
        if column.field != Field::Counter || column.level != Level::Indicator {
            continue;
        }
        if numbers_objectives(table, at, words) || of_person && is_left_of_objective(table, at) {
            (table.columns[at].field, table.columns[at].level) = (Field::ObjectiveCode, Level::Objective);
            continue;
        }
        let texts = table.rows.iter().filter_map(|row| row.slots.get(at)?.cell()).map(|cell| cell.text(words).text);
        let numbers: Vec<Option<u32>> = texts.map(|text| text.trim().trim_end_matches('.').parse().ok()).collect();
        let restarts = numbers.windows(2).any(|pair| matches!(pair, [Some(before), Some(after)] if after <= before));
        if restarts || numbers.len() == 1 {
            table.columns[at].field = Field::IndicatorCode;
        }
    }
}

/// Does a counter go with the objectives right of it, of which some have several indicators?
fn numbers_objectives(table: &Table, at: usize, words: &Words) -> bool {
    if !is_left_of_objective(table, at) {
        return false;
    }
    let text = |row: &Row, at: usize| Some(fold(&row.slots.get(at)?.cell()?.text(words).text));
    let rows: Vec<_> = table.rows.iter().filter(|row| !row.first_on_page && row.band.is_none()).collect();
    let begun = |at: usize| {
        let mut before = None;
        let mut begun = Vec::with_capacity(rows.len());
        for row in &rows {
            let now = text(row, at);
            begun.push(now.is_some() && now != before);
            before = now.or(before);
        }
        begun
    };
    let (numbers, objectives) = (begun(at), begun(at + 1));
    numbers == objectives && objectives.iter().any(|begins| !begins) && objectives.contains(&true)
}

fn is_left_of_objective(table: &Table, at: usize) -> bool {
    table.columns.get(at + 1).is_some_and(|c| c.level == Level::Objective && c.field.opens())
}
