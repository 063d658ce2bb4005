//! What speaks against a table's rows and names: lines taken for rows, labels taken for names, sums.

use super::cuts::ends_open;
use super::evidence::sure;
use super::headings::heading;
use super::table::{Row, Slot, Table};
use crate::grammar::code::is_only_code;
use crate::labels::fold;
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::known;

/// Are the rows of the table rows? Where names and titles look cut, lines were taken for rows, or rows for one.
pub(super) fn is_sure(table: &Table, words: &Words) -> bool {
    // What stands at a page's head or foot may be cut and is joined later.
    let cut = |index: usize| {
        table.rows[index].first_on_page || table.rows.get(index + 1).is_some_and(|next| next.first_on_page)
    };
    let texts = |at: usize| {
        let whole = table.rows.iter().enumerate().filter(move |(index, _)| !cut(*index));
        whole.filter_map(move |(_, row)| row.slots.get(at)?.cell()).map(|cell| cell.text(words).text)
    };
    // A code alone is a title cut off where no column beside it has titles.
    let only_code = |at: usize| {
        table.columns[at].level != Level::Indicator && !table.columns.iter().any(|c| c.field == Field::Description)
    };
    if has_lone_cells(table) {
        return false;
    }
    for at in (0..table.columns.len()).filter(|at| table.columns[*at].field.opens()) {
        let (mut all, mut small, mut open) = (0.0, 0.0, 0.0);
        for text in texts(at) {
            all += 1.0;
            small += f32::from(u8::from(text.starts_with(char::is_lowercase)));
            let cut = ends_open(&text) || only_code(at) && is_only_code(&text);
            open += f32::from(u8::from(cut || !may_name(&text, table.columns[at].level)));
        }
        let small = if small >= sure::HABIT * all { 0.0 } else { small };
        let most = if table.painted { sure::MOST_CUT_PAINTED } else { sure::MOST_CUT };
        if small + open > f32::max(most * all, 1.0) {
            return false;
        }
    }
    true
}

/// A label, or a question of the Piano-tipo, under a head is the next row of a sheet, not a name.
fn is_label(text: &str) -> bool {
    let text = text.trim_end();
    let question = text.contains('?') && known(text).is_some();
    question || known(text).is_some_and(|k| k.whole && k.field != Field::Year && k.field != Field::Counter)
}

/// May a text be the name or title of a node of this level? Labels, values and headings of other levels are none; but areas
/// are called *Personale*, *Servizi*, *Risorse*.
pub(super) fn may_name(text: &str, level: Level) -> bool {
    let other = || heading(text, false).is_some_and(|heading| heading.field.level() < level);
    let label = is_label(text) && (level >= Level::Strategic || text.contains('?'));
    text.contains(char::is_alphabetic) && !label && !(level == Level::Indicator && other())
}

/// Do many rows fill one of an indicator's columns only? They are lines of rows then.
fn has_lone_cells(table: &Table) -> bool {
    let columns: Vec<usize> =
        (0..table.columns.len()).filter(|at| table.columns[*at].level == Level::Indicator).collect();
    if columns.len() < 3 {
        return false;
    }
    let filled =
        |row: &Row| columns.iter().filter(|at| row.slots.get(**at).is_some_and(|s| s.cell().is_some())).count();
    let counts: Vec<usize> =
        table.rows.iter().filter(|row| row.band.is_none()).map(filled).filter(|n| *n > 0).collect();
    let lone = counts.iter().filter(|n| **n == 1).count() as f32;
    lone > f32::max(sure::MOST_LONE * counts.len() as f32, 1.0)
}

/// A row of sums or averages.
pub(super) fn is_total(row: &Row, words: &Words) -> bool {
    const TOTALS: &[&str] =
        &["totale", "totali", "totalepesi", "totalepeso", "totalegenerale", "media", "somma", "totalecomplessivo"];
    let first = row.slots.iter().find_map(Slot::cell).map(|cell| fold(&cell.text(words).text));
    first.is_some_and(|text| TOTALS.contains(&text.as_str()) || text.starts_with("totale") && text.len() < 24)
}
