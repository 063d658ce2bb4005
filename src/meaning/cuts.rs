//! Rows that a page break has cut, put together again.

use super::evidence::rest;
use super::heads::Column;
use super::sure::is_total;
use super::table::{Row, Slot};
use crate::grammar::code::node_code;
use crate::grammar::graded::{self, GradedLevel};
use crate::grammar::target::{Value, value};
use crate::labels::fold;
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};

/// Words that no name, title or sentence ends with.
const OPEN_WORDS: &[&str] = &[
    "di", "del", "dello", "della", "dei", "degli", "delle", "da", "dal", "dalla", "dai", "dalle", "a", "al", "allo",
    "alla", "ai", "agli", "alle", "in", "nel", "nella", "nei", "nelle", "nello", "con", "su", "sul", "sulla", "sui",
    "sulle", "per", "tra", "fra", "e", "ed", "o", "il", "lo", "la", "i", "gli", "le", "un", "una", "uno", "che", "n",
    "entro", "non", "anche", "presso", "verso", "senza", "quale", "cui", "come", "ogni",
];

/// Does a text end where no name or sentence ends?
pub(crate) fn ends_open(text: &str) -> bool {
    let text = text.trim_end();
    let Some(last) = text.split_whitespace().last() else { return false };
    // `Area A`: a letter that is a name.
    let letter = last.len() == 1 && last.starts_with(char::is_uppercase);
    text.ends_with(['-', ',', '/', '(', '\'', '’', ':', '–']) || !letter && OPEN_WORDS.contains(&fold(last).as_str())
}

/// Does a text go on with what stood before: with a small letter, a closing mark?
pub(crate) fn begins_small(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ')' | ',' | ';' | '/' | '(' | '%' | '.'))
}

/// Joins to the row before each first row of a page that is its rest.
pub(crate) fn join_rows(columns: &[Column], rows: &mut Vec<Row>, words: &Words) {
    let filled = fill_shares(columns, rows);
    let painted = rows.iter().filter(|row| !row.open_below).count() * 2 > rows.len();
    let always: Vec<bool> = (0..columns.len()).map(|at| is_always_told(columns, rows, at)).collect();
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    for mut row in rows.drain(..) {
        if row.first_on_page {
            take_over(&mut joined, &mut row, &always);
        }
        let cut = row.first_on_page
            && !is_total(&row, words)
            && row.band.is_none()
            && joined.last().is_some_and(|last| {
                last.band.is_none() && last.page != row.page && is_rest(columns, &joined, &row, &filled, painted, words)
            });
        match joined.last_mut().filter(|_| cut) {
            Some(last) => append(columns, last, row),
            None => joined.push(row),
        }
    }
    *rows = joined;
}

/// Does a level's column have empty cells only where their text stands elsewhere? Its cells are merged over rows, or the
/// same text is printed in nearly every row that has a name.
fn is_always_told(columns: &[Column], rows: &[Row], at: usize) -> bool {
    let level = row_level(columns);
    let is_name = |(at, column): (usize, &Column)| (column.field.opens() && column.level == level).then_some(at);
    let name = columns.iter().enumerate().find_map(is_name);
    let named = |row: &&Row| name.is_some_and(|name| row.slots.get(name).is_some_and(|slot| slot.cell().is_some()));
    let (mut covered, mut empty, mut told) = (0, 0, 0);
    for slot in rows.iter().filter(named).filter_map(|row| row.slots.get(at)) {
        match slot {
            Slot::Covered => covered += 1,
            Slot::Own(cell) if cell.is_empty() => empty += 1,
            Slot::Own(_) => told += 1,
        }
    }
    let all = (covered + empty + told) as f32;
    columns[at].level < level && (covered > empty || told as f32 >= rest::NEARLY_ALL * all)
}

/// A level's cell at the foot of a page has its text on the next where it had no room: one that is empty, in a column
/// that has none but these.
fn take_over(before: &mut [Row], row: &mut Row, always: &[bool]) {
    let Some(page) = before.last().map(|last| last.page).filter(|page| *page != row.page) else { return };
    for at in (0..always.len()).filter(|at| always[*at]) {
        let begins = |row: &&mut Row| row.band.is_some() || matches!(row.slots.get(at), Some(Slot::Own(_)));
        let open = before.iter_mut().rev().take_while(|row| row.page == page).find(begins);
        let open = open.filter(|open| !open.first_on_page);
        let (Some(own), Some(next)) = (open.and_then(|open| open.slots.get_mut(at)), row.slots.get_mut(at)) else {
            continue;
        };
        if matches!(own, Slot::Own(cell) if cell.is_empty()) && next.cell().is_some() {
            *own = std::mem::take(next);
        }
    }
}

/// Of each column, the share of rows that fill it.
fn fill_shares(columns: &[Column], rows: &[Row]) -> Vec<f32> {
    let whole: Vec<&Row> = rows.iter().filter(|row| row.band.is_none() && !row.first_on_page).collect();
    let share = |at: usize| {
        let count = whole.iter().filter(|row| row.slots.get(at).is_some_and(|s| s.cell().is_some())).count();
        count as f32 / whole.len().max(1) as f32
    };
    (0..columns.len()).map(share).collect()
}

fn text_at(row: &Row, at: usize, words: &Words) -> Option<String> {
    row.slots.get(at)?.cell().map(|cell| cell.text(words).text)
}

fn is_rest(columns: &[Column], before: &[Row], row: &Row, filled: &[f32], painted: bool, words: &Words) -> bool {
    let Some(last) = before.last() else { return false };
    let mut score = rest::PRIOR;
    let level = row_level(columns);
    for (at, column) in columns.iter().enumerate().filter(|(_, c)| c.level == level) {
        let (before, now) = (text_at(last, at, words), text_at(row, at, words));
        let key = filled.get(at).is_some_and(|share| *share >= rest::NEARLY_ALL);
        if column.field.opens() {
            match &now {
                None => score += rest::NO_NAME,
                Some(text) if begins_small(text) => score += rest::SMALL_LETTER,
                Some(_) => score += rest::CAPITAL,
            }
        } else {
            score += if key && now.is_none() { rest::EMPTY_WHERE_FILLED } else { 0.0 };
            score += if key && before.is_none() && now.is_some() { rest::MISSING_BEFORE } else { 0.0 };
        }
        if let (Some(before), Some(now)) = (&before, &now) {
            let is_text = before.contains(char::is_alphabetic);
            score += if is_text && ends_open(before) { rest::OPEN_END } else { 0.0 };
            score += two_values(column.field, before, now);
        }
    }
    let codes = [Field::Code, Field::ObjectiveCode, Field::AreaCode, Field::IndicatorCode];
    for (at, column) in
        columns.iter().enumerate().filter(|(_, c)| c.field.opens() && c.level < level || codes.contains(&c.field))
    {
        let Some(now) = text_at(row, at, words) else { continue };
        // What the rows above are under, printed again at the head of the page, says nothing.
        let above = before.iter().rev().find_map(|row| text_at(row, at, words));
        if text_at(last, at, words).is_some_and(|before| before == now) {
            score += rest::SAME_TITLE;
        }
        if above.is_some_and(|above| fold(&above) == fold(&now) || fold(&above).starts_with(&fold(&now))) {
            continue;
        }
        score += match node_code(&now) {
            _ if !column.field.opens() => rest::NEW_CODE,
            Some(_) => rest::NEW_CODE,
            None if begins_small(&now) => 0.0,
            None => rest::NEW_TITLE,
        };
    }
    score += if painted && last.open_below { rest::NO_LINE } else { 0.0 };
    score > 0.0
}

/// Two whole values in one column are of two rows; `70,00` and `%`, or two levels of one graded target, are not.
pub(crate) fn two_values(field: Field, before: &str, now: &str) -> f32 {
    let is_value = |text: &str| !matches!(value(text, None), Value::Text | Value::Void | Value::Unit(_));
    // A graded cell may be cut between its levels; no level comes twice in one.
    if let (Some(first), Some(second)) = (graded::levels(before), graded::levels(now)) {
        let name = |text: &str, level: &GradedLevel| level.name.clone().map(|range| fold(&text[range]));
        let twice = second.iter().any(|level| first.iter().any(|other| name(now, level) == name(before, other)));
        return if twice { rest::TWO_VALUES } else { 0.0 };
    }
    let counts = matches!(field, Field::Target | Field::Baseline | Field::Weight | Field::Result | Field::Achieved);
    let whole = is_value(before) && is_value(now) && !is_value(&format!("{before} {now}"));
    if counts && whole { rest::TWO_VALUES } else { 0.0 }
}

fn append(columns: &[Column], last: &mut Row, row: Row) {
    let level = row_level(columns);
    // What else stands in the row before of a level says that it begins a node of it.
    let begun: Vec<bool> = (0..columns.len())
        .map(|at| {
            (0..columns.len())
                .any(|o| o != at && columns[o].level == columns[at].level && last.slots[o].cell().is_some())
        })
        .collect();
    for (at, slot) in row.slots.into_iter().enumerate().take(columns.len()) {
        let Slot::Own(cell) = slot else { continue };
        if cell.is_empty() {
            continue;
        }
        match last.slots.get_mut(at) {
            Some(Slot::Own(own)) if !own.is_empty() => own.append(cell),
            Some(Slot::Own(own)) if columns[at].field.opens() && begun[at] => *own = cell,
            // A level's cell that began rows before goes on with the node that the row is under.
            Some(_) if columns[at].level < level => last.tails.push((at, cell)),
            Some(covered) => *covered = Slot::Own(cell),
            None => {}
        }
    }
    last.tails.extend(row.tails);
    last.open_below = row.open_below;
}

/// What the rows are rows of: indicators, else objectives.
pub(crate) fn row_level(columns: &[Column]) -> Level {
    let own = |level| columns.iter().any(|c| c.level == level && c.field.opens());
    if own(Level::Indicator) { Level::Indicator } else { Level::Objective }
}
