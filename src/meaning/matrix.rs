//! A table whose columns left of the indicator's are levels: rows to nodes.
//!
//! A merged cell, an empty cell below a filled one, and a value that repeats say the same: one node with several
//! children. A level's cell that changes opens the next node of its level, and of all levels right of it.

use super::bands;
use super::counters::settle_counters;
use super::cuts::{begins_small, ends_open};
use super::evidence::{sure, title};
use super::headings::heading;
use super::heads::Column;
use super::nodes::{Entry, Left, Meaning, NodeId};
use super::scope::Scope;
use super::table::{Row, Slot, Table};
use crate::grammar::code::{is_only_code, node_code};
use crate::labels::fold;
use crate::layout::cells::Cell;
use crate::layout::words::Words;
use crate::plan::model::Reason;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::known;

/// Reads a table into the tree, below what is open around it.
pub(crate) fn read(mut table: Table, scope: &mut Scope, meaning: &mut Meaning, words: &Words) {
    table.join(words);
    meaning.labels.extend(&table.head_words);
    if !is_sure(&table, words) {
        let all = table.rows.iter().flat_map(Row::words).collect();
        return meaning.left.push(Left::Unread(all, Reason::RowsNotSure));
    }
    settle_counters(&mut table, words);
    let years = |field| table.columns.iter().filter(move |c| c.field == field).filter_map(|c| c.year);
    meaning.target_years.extend(years(Field::Target));
    meaning.baseline_years.extend(years(Field::Baseline));
    meaning.results |= table.columns.iter().any(|c| matches!(c.field, Field::Result | Field::Achieved));
    let order = levels(&table.columns);
    let mut reader =
        Reader { coded: coded(&table, &order, words), order, columns: &table.columns, scope, meaning, words };
    let mut open: Open = vec![None; reader.order.len()];
    let mut indicator = None;
    for row in &table.rows {
        reader.row(row, &mut open, &mut indicator);
    }
}

/// Of each level's column, the node that its last cell opened.
type Open = Vec<Option<Opened>>;

/// A node that a column's cell opened, and the texts that it was opened by.
#[derive(Debug, Clone)]
struct Opened {
    node: NodeId,
    title: String,
    code: String,
}

/// A level's column, with the column of its code.
#[derive(Debug, Clone, Copy)]
struct LevelColumn {
    at: usize,
    code: Option<usize>,
}

struct Reader<'a> {
    columns: &'a [Column],
    /// Columns that open sections and objectives, from left to right.
    order: Vec<LevelColumn>,
    /// Of each of them, whether its titles begin with codes.
    coded: Vec<bool>,
    scope: &'a mut Scope,
    meaning: &'a mut Meaning,
    words: &'a Words,
}

/// The columns that open a section or an objective, those of higher levels first.
fn levels(columns: &[Column]) -> Vec<LevelColumn> {
    let opens = |c: &Column| c.field.opens() && c.level <= Level::Objective;
    let code_of = |at: usize| {
        let level = columns[at].level;
        let is_code =
            |c: &Column| matches!(c.field, Field::AreaCode | Field::ObjectiveCode | Field::Code) && c.level == level;
        let before = at.checked_sub(1).filter(|before| is_code(&columns[*before]));
        before.or_else(|| columns.get(at + 1).filter(|c| is_code(c)).map(|_| at + 1))
    };
    let mut found: Vec<LevelColumn> =
        (0..columns.len()).filter(|at| opens(&columns[*at])).map(|at| LevelColumn { at, code: code_of(at) }).collect();
    // An objective never holds a section: of a table that prints them the other way round, the section is above.
    found.sort_by_key(|level| (columns[level.at].level, level.at));
    found
}

/// Do most titles of each level's column begin with a code?
fn coded(table: &Table, order: &[LevelColumn], words: &Words) -> Vec<bool> {
    let share = |level: &LevelColumn| {
        let texts = table.rows.iter().filter(|r| !r.first_on_page).filter_map(|r| r.slots.get(level.at)?.cell());
        let (mut all, mut coded) = (0, 0);
        for text in texts.map(|cell| cell.text(words).text) {
            all += 1;
            coded += usize::from(node_code(&text).is_some());
        }
        all > 0 && 2 * coded > all
    };
    order.iter().map(share).collect()
}

impl Reader<'_> {
    fn row(&mut self, row: &Row, open: &mut Open, indicator: &mut Option<NodeId>) {
        if let Some(band) = &row.band {
            bands::read(band, self.scope, self.meaning, self.words);
            open.fill(None);
            *indicator = None;
            return;
        }
        if is_total(row, self.words) {
            return self.left(row, Reason::Total);
        }
        let mut taken = vec![false; self.columns.len()];
        self.levels(row, open, &mut taken);
        let node = open.iter().rev().flatten().next().map(|o| o.node).or(self.scope.objective());
        self.tails(row, open, indicator);
        let opened = self.indicator(row, node, indicator, &mut taken);
        if let Some(indicator) = *indicator
            && (opened || node.is_some_and(|node| self.parent_of(indicator) == Some(node)))
        {
            self.fields(row, indicator, Level::Indicator, &mut taken);
        }
        let left: Vec<_> = (0..self.columns.len())
            .filter(|at| !taken[*at])
            .filter_map(|at| row.slots.get(at)?.cell())
            .flat_map(Cell::words)
            .collect();
        if !left.is_empty() {
            self.meaning.left.push(Left::Unread(left, Reason::NoName));
        }
    }

    fn parent_of(&self, node: NodeId) -> Option<NodeId> {
        self.meaning.nodes.get(node).and_then(|n| n.parent)
    }

    fn text(&self, row: &Row, at: usize) -> Option<String> {
        row.slots.get(at)?.cell().map(|cell| cell.text(self.words).text)
    }

    /// Opens the nodes whose cells change in this row, and takes the fields that stand beside them.
    fn levels(&mut self, row: &Row, open: &mut Open, taken: &mut [bool]) {
        let mut changed = false;
        for index in 0..self.order.len() {
            let LevelColumn { at, code } = self.order[index];
            let column = &self.columns[at];
            let cell = row.slots.get(at).and_then(Slot::cell).cloned();
            let code_cell = code.and_then(|code| row.slots.get(code)?.cell().cloned());
            let (title, code_text) = (self.text(row, at), code.and_then(|code| self.text(row, code)));
            taken[at] = true;
            if let Some(code) = code {
                taken[code] = true;
            }
            let covered = row.slots.get(at).is_some_and(|slot| matches!(slot, Slot::Covered));
            let same = open[index].as_ref().filter(|_| !changed).is_some_and(|opened| {
                title.as_ref().is_none_or(|t| fold(t) == fold(&opened.title))
                    && code_text
                        .as_ref()
                        .is_none_or(|c| fold(c) == fold(&opened.code) || title.is_none() && opened.code.is_empty())
            });
            if (covered && cell.is_none() && code_cell.is_none() || title.is_none() && code_text.is_none()) && !changed
                || same
            {
                if let (Some(opened), Some(node)) = (&open[index], open[index].as_ref().map(|o| o.node)) {
                    let _ = opened;
                    let again = [&cell, &code_cell].into_iter().flatten().flat_map(|c| c.words().collect::<Vec<_>>());
                    let again: Vec<_> = again.collect();
                    if let Some(node) = self.meaning.nodes.get_mut(node) {
                        node.repeated.extend(again);
                    }
                    self.attributes(row, node, column.level, at, false, taken);
                }
                continue;
            }
            if title.is_none() && code_text.is_none() {
                // A new parent, and nothing of this level in it yet.
                open[index] = None;
                continue;
            }
            if !changed && row.first_on_page && self.is_tail(index, title.as_deref(), code_text.as_deref(), open) {
                if let (Some(opened), Some(cell)) = (&mut open[index], cell) {
                    opened.title = format!("{} {}", opened.title, title.unwrap_or_default());
                    let node = opened.node;
                    if let Some(node) = self.meaning.nodes.get_mut(node) {
                        node.title.append(cell);
                    }
                    self.attributes(row, node, column.level, at, false, taken);
                }
                continue;
            }
            let parent =
                open[..index].iter().rev().flatten().next().map(|o| o.node).or(self.scope.parent(column.level));
            let title_cell = cell.or_else(|| self.described(row, at, taken)).unwrap_or_default();
            if title_cell.is_empty() || !may_name(&title_cell.text(self.words).text, column.level) {
                self.meaning.left.push(Left::Unread(title_cell.words().collect(), Reason::NoName));
                // A code whose title stands nowhere names nothing.
                if let Some(code) = code_cell {
                    self.meaning.left.push(Left::Unread(code.words().collect(), Reason::NoName));
                }
                open[index] = None;
                continue;
            }
            let node = self.meaning.nodes.open(column.level, column.field, parent, title_cell);
            if let Some(cell) = code_cell {
                self.set(node, Field::Code, code.map_or("", |code| self.columns[code].label.as_str()).to_owned(), cell);
            }
            open[index] = Some(Opened { node, title: title.unwrap_or_default(), code: code_text.unwrap_or_default() });
            open[index + 1..].fill(None);
            changed = true;
            self.attributes(row, node, column.level, at, true, taken);
        }
    }

    /// In a row with only a code in the objective's columns the description beside it is the title.
    fn described(&self, row: &Row, at: usize, taken: &mut [bool]) -> Option<Cell> {
        let level = self.columns[at].level;
        let described = self.columns.iter().position(|c| c.field == Field::Description && c.level == level)?;
        let cell = row.slots.get(described)?.cell()?.clone();
        taken[described] = true;
        Some(cell)
    }

    /// Is a level's cell at the head of a page the rest of the title before?
    fn is_tail(&self, index: usize, text: Option<&str>, code: Option<&str>, open: &Open) -> bool {
        let (Some(text), None, Some(opened)) = (text, code, &open[index]) else { return false };
        let mut score = title::PRIOR;
        score += if begins_small(text) { title::SMALL_LETTER } else { title::CAPITAL };
        score += if ends_open(&opened.title) { title::OPEN_END } else { 0.0 };
        if self.coded[index] {
            score += if node_code(text).is_some() { title::CODE } else { title::NO_CODE };
        }
        if is_only_code(&opened.title) {
            score += title::ONLY_CODE;
        }
        score > 0.0
    }

    /// What a page break has cut off the levels' cells.
    fn tails(&mut self, row: &Row, open: &mut Open, _indicator: &mut Option<NodeId>) {
        for (at, cell) in &row.tails {
            let index = self.order.iter().position(|level| level.at == *at);
            let level = self.columns[*at].level;
            let opened = match index {
                Some(index) => open[index].as_mut(),
                None => {
                    let of_level = self.order.iter().rposition(|l| self.columns[l.at].level == level);
                    of_level.and_then(|index| open[index].as_mut())
                }
            };
            let Some(opened) = opened else {
                self.meaning.left.push(Left::Unread(cell.words().collect(), Reason::NoName));
                continue;
            };
            let text = cell.text(self.words).text;
            let node = opened.node;
            let repeats = index.is_some() && fold(&text) == fold(&opened.title);
            if index.is_some() && !repeats {
                opened.title = format!("{} {text}", opened.title);
            }
            let column = self.columns[*at].clone();
            let Some(node) = self.meaning.nodes.get_mut(node) else { continue };
            if repeats {
                node.repeated.extend(cell.words());
            } else if index.is_some() {
                node.title.append(cell.clone());
            } else if let Some(entry) =
                node.entries.iter_mut().rev().find(|e| e.field == column.field && e.label == column.label)
            {
                if fold(&entry.cell.text(self.words).text) == fold(&text) {
                    node.repeated.extend(cell.words());
                } else {
                    entry.cell.append(cell.clone());
                }
            } else {
                node.entries.push(entry(&column, cell.clone()));
            }
        }
    }

    /// Fields of a level that stand in this row: of a node that it opens, or more of one that goes on.
    fn attributes(&mut self, row: &Row, node: NodeId, level: Level, at: usize, opened: bool, taken: &mut [bool]) {
        // Of two columns of one level the attributes go with the last.
        let last_of_level = self.order.iter().rev().find(|l| self.columns[l.at].level == level).map(|l| l.at);
        if last_of_level != Some(at) {
            return;
        }
        let columns = self.columns;
        for (index, column) in columns.iter().enumerate() {
            if column.level != level || taken[index] || column.field.opens() {
                continue;
            }
            taken[index] = true;
            match row.slots.get(index) {
                Some(Slot::Own(cell)) if !cell.is_empty() => {
                    self.merge(node, column, cell.clone());
                }
                // A structure's cell that is merged over several objectives, or left empty under the first, is of all.
                _ if opened && matches!(column.field, Field::Units | Field::Responsible) => {
                    self.inherit(node, column.field);
                }
                _ => {}
            }
        }
    }

    /// Sets a field, unless the node says the same already.
    fn merge(&mut self, node: NodeId, column: &Column, cell: Cell) {
        let text = fold(&cell.text(self.words).text);
        let words = self.words;
        let Some(found) = self.meaning.nodes.get_mut(node) else { return };
        let same =
            |e: &Entry| e.field == column.field && e.label == column.label && fold(&e.cell.text(words).text) == text;
        if found.entries.iter().any(same) {
            found.repeated.extend(cell.words());
        } else {
            found.entries.push(entry(column, cell));
        }
    }

    /// Gives a node what the sibling before it has.
    fn inherit(&mut self, node: NodeId, field: Field) {
        let nodes = &self.meaning.nodes;
        let Some((parent, level)) = nodes.get(node).map(|n| (n.parent, n.level)) else { return };
        let sibling = nodes.all[..node].iter().rev().find(|n| n.level == level).filter(|n| n.parent == parent);
        let inherited = sibling.and_then(|n| n.entries.iter().find(|e| e.field == field)).cloned();
        if let (Some(entry), Some(node)) = (inherited, self.meaning.nodes.get_mut(node)) {
            node.entries.push(entry);
        }
    }

    fn set(&mut self, node: NodeId, field: Field, label: String, cell: Cell) {
        self.meaning.nodes.set(node, Entry { field, year: None, ordinal: None, label, cell });
    }

    /// Opens the row's indicator, if it names one.
    fn indicator(
        &mut self,
        row: &Row,
        node: Option<NodeId>,
        indicator: &mut Option<NodeId>,
        taken: &mut [bool],
    ) -> bool {
        let is_name = |c: &Column| matches!(c.field, Field::Indicator | Field::TypologyAndIndicator);
        let Some(at) = self.columns.iter().position(is_name) else {
            // No column for the indicator: what stands in the row is the objective's.
            if let Some(node) = node {
                self.fields(row, node, Level::Indicator, taken);
            }
            return false;
        };
        match row.slots.get(at).and_then(Slot::cell) {
            Some(name) if node.is_some() && may_name(&name.text(self.words).text, Level::Indicator) => {
                taken[at] = true;
                let (name, field) = (name.clone(), self.columns[at].field);
                *indicator = Some(self.meaning.nodes.open(Level::Indicator, field, node, name));
                true
            }
            Some(_) => false,
            None => {
                let covered = row.slots.get(at).is_some_and(|slot| matches!(slot, Slot::Covered));
                // An objective whose row has no indicator: its own, not one more line of the indicator above.
                if !covered
                    && row
                        .slots
                        .iter()
                        .zip(self.columns)
                        .any(|(s, c)| c.level <= Level::Objective && s.cell().is_some())
                {
                    *indicator = None;
                }
                false
            }
        }
    }

    /// The fields of a level in this row.
    fn fields(&mut self, row: &Row, node: NodeId, level: Level, taken: &mut [bool]) {
        for (index, column) in self.columns.iter().enumerate() {
            if column.level != level || taken[index] {
                continue;
            }
            let Some(cell) = row.slots.get(index).and_then(Slot::cell) else { continue };
            taken[index] = true;
            let cell = cell.clone();
            let Some(node) = self.meaning.nodes.get_mut(node) else { continue };
            // Several rows of one merged indicator: the lines of one cell.
            match node.entries.iter_mut().find(|e| e.field == column.field && e.label == column.label) {
                Some(entry) => entry.cell.append(cell),
                None => node.entries.push(entry(column, cell)),
            }
        }
    }

    fn left(&mut self, row: &Row, reason: Reason) {
        self.meaning.left.push(Left::Unread(row.words().collect(), reason));
    }
}

fn entry(column: &Column, cell: Cell) -> Entry {
    Entry { field: column.field, year: column.year, ordinal: column.ordinal, label: column.label.clone(), cell }
}

/// Are the rows of the table rows? Where names and titles look cut, lines were taken for rows, or rows for one.
fn is_sure(table: &Table, words: &Words) -> bool {
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
fn may_name(text: &str, level: Level) -> bool {
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
fn is_total(row: &Row, words: &Words) -> bool {
    const TOTALS: &[&str] =
        &["totale", "totali", "totalepesi", "totalepeso", "totalegenerale", "media", "somma", "totalecomplessivo"];
    let first = row.slots.iter().find_map(Slot::cell).map(|cell| fold(&cell.text(words).text));
    first.is_some_and(|text| TOTALS.contains(&text.as_str()) || text.starts_with("totale") && text.len() < 24)
}
