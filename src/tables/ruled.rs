//! The cells of ruled tables to pieces.

use super::heads::{heads_at, heads_of_cells, may_hold_heads};
use super::pieces::{Edge, Head, Piece, Row};
use crate::geometry::{Length, Rect};
use crate::grammar::heading;
use crate::labels::{self, Label, Role};
use crate::layout::cells::{Cell, Line};
use crate::layout::lines::words_to_lines;
use crate::layout::rulings::RuledTable;
use crate::layout::words::{WordId, Words};

/// A cell between rulings, with its text.
type RuledCell = (Rect, Cell);

/// A ruled table with its words dealt out to its cells.
#[derive(Debug)]
pub(crate) struct FilledTable {
    rows: Vec<FilledRow>,
}

/// A row, and the heads that it is, if it is heads: a question that each page's rows can answer alone.
#[derive(Debug)]
struct FilledRow {
    cells: Vec<RuledCell>,
    heads: Option<Vec<Head>>,
}

/// Deals words out to a table's cells. Words in no cell are returned.
pub(crate) fn fill(table: &RuledTable, lines: &[Line], all: &Words) -> FilledTable {
    let mut words: Vec<Vec<Vec<WordId>>> = table.rows.iter().map(|row| vec![Vec::new(); row.cells.len()]).collect();
    for id in lines.iter().flat_map(|line| line.words.iter()) {
        let rect = all.get(*id).rect;
        let (x, y) = (rect.center_x(), rect.center_y());
        let place = table
            .rows
            .iter()
            .enumerate()
            .find_map(|(r, row)| row.cells.iter().position(|cell| cell.contains(x, y)).map(|c| (r, c)));
        let (r, c) = place.unwrap_or_else(|| nearest(table, x, y));
        if let Some(cell) = words.get_mut(r).and_then(|row| row.get_mut(c)) {
            cell.push(*id);
        }
    }
    let rows = table
        .rows
        .iter()
        .zip(words)
        .map(|(row, words)| {
            let cells = row.cells.iter().zip(words);
            let cells: Vec<RuledCell> =
                cells.map(|(rect, words)| (*rect, Cell::new(words_to_lines(words, all)))).collect();
            let heads = heads_of_cells(&cells, all);
            FilledRow { cells, heads }
        })
        .collect();
    FilledTable { rows }
}

fn nearest(table: &RuledTable, x: Length, y: Length) -> (usize, usize) {
    let mut best = (0, 0);
    let mut nearest = Length::MAX;
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate() {
            let distance = (x - cell.center_x()).abs() + (y - cell.center_y()).abs() * 4.0;
            if distance < nearest {
                (best, nearest) = ((r, c), distance);
            }
        }
    }
    best
}

/// Is the table ruled around its columns, or does a single cell hold several (a frame, or lines between
/// rows only)? Then its lines are read as if unruled.
pub(crate) fn has_columns(table: &FilledTable, all: &Words) -> bool {
    let holds_heads = |cell: &Cell| {
        may_hold_heads(&cell.lines, all) && (0..cell.lines.len()).any(|at| heads_at(&cell.lines[at..], all).is_some())
    };
    !table.rows.iter().flat_map(|row| &row.cells).any(|(_, cell)| holds_heads(cell))
}

/// Reads filled tables one after the other; heads and open labels carry over from page to page.
#[derive(Debug, Default)]
pub(crate) struct RuledReader {
    /// Heads of the table that goes on, if any.
    pub(crate) heads: Option<Vec<Head>>,
    /// Folded text of the last label, which may go on after a page break.
    label: String,
}

impl RuledReader {
    /// The pieces of one table.
    pub(crate) fn read(&mut self, table: FilledTable, all: &Words, pieces: &mut Vec<Piece>) {
        for row in table.rows {
            if !row.cells.iter().all(|(_, cell)| cell.is_empty()) {
                self.row(row, all, pieces);
            }
        }
    }

    fn row(&mut self, FilledRow { cells: row, heads }: FilledRow, all: &Words, pieces: &mut Vec<Piece>) {
        let unknown = |heads: &[Head]| heads.iter().filter(|h| h.label.is_none() && !h.words.is_empty()).count();
        let above = heads_above_row(&row, all)
            .filter(|(above, _)| heads.as_deref().is_none_or(|h| unknown(above) < unknown(h)));
        if let (Some(heads), None) = (heads, &above) {
            pieces.push(Piece::Heads(heads.clone()));
            self.heads = Some(heads);
            return;
        }
        if let Some((heads, rest)) = above {
            // A row that a page break has cut, under repeated heads, with no line painted between.
            pieces.push(Piece::Heads(heads.clone()));
            pieces.push(Piece::Row(under(&heads, rest, all)));
            self.heads = Some(heads);
            return;
        }
        if row.len() == 1 {
            let cell = row.into_iter().map(|(_, cell)| cell).next().unwrap_or_default();
            self.heads = None;
            super::unruled::loose_lines(&cell.lines, all, pieces);
            return;
        }
        if let Some(label) = self.field_label(&row, all) {
            self.fields(row, label, all, pieces);
            return;
        }
        match &self.heads {
            Some(heads) if !begins_objective(&row, heads, all) => pieces.push(Piece::Row(under(heads, row, all))),
            _ => self.tail(row, all, pieces),
        }
    }

    /// The label in a row's first cell. Under column heads only an objective's counts: `Servizio` is also
    /// the beginning of a name.
    fn field_label(&self, row: &[RuledCell], all: &Words) -> Option<Label> {
        let (_, first) = row.first()?;
        let label = labels::exact(&first.text(all).text).filter(|l| l.role.names_field())?;
        (self.heads.is_none() || label.role.opens_objective()).then_some(label)
    }

    /// `label | value`, or several such pairs in one row.
    fn fields(&mut self, row: Vec<RuledCell>, first: Label, all: &Words, pieces: &mut Vec<Piece>) {
        self.heads = None;
        let mut label = Some(first);
        let mut label_cell: Option<Cell> = None;
        // The value may have begun on the page before, where its label did not.
        let mut value = pending_value(pieces, &row);
        for (index, (_, cell)) in row.into_iter().enumerate() {
            let text = cell.text(all).text;
            let pair = labels::exact(&text).filter(|l| l.role.names_field() && index >= 2 && index % 2 == 0);
            if index == 0 {
                self.label = labels::fold(&text);
                label_cell = Some(cell);
            } else if let (Some(next), Some(open)) = (pair, label_cell.take_if(|_| pair.is_some())) {
                push_field(pieces, label, open, std::mem::take(&mut value));
                label = Some(next);
                self.label = labels::fold(&text);
                label_cell = Some(cell);
            } else {
                value.append(cell);
            }
        }
        if let Some(open) = label_cell {
            push_field(pieces, label, open, value);
        }
    }

    /// A row of an objective's head without a label of its own: the rest of the field before, whose label
    /// may go on too; or a field with a label that nobody knows.
    fn tail(&mut self, row: Vec<RuledCell>, all: &Words, pieces: &mut Vec<Piece>) {
        let mut cells = row.into_iter().map(|(_, cell)| cell);
        let label = cells.next().unwrap_or_default();
        let value = cells.fold(Cell::default(), |mut value, cell| {
            value.append(cell);
            value
        });
        let text = labels::fold(&label.text(all).text);
        let longer = format!("{}{text}", self.label);
        self.heads = None;
        let page = label.lines.first().or(value.lines.first()).map(|l| l.page);
        // On the page of the field before, a row of its own is another field.
        let same_page = last_page(pieces, all).is_some_and(|last| page == Some(last));
        let goes_on = !same_page && (text.is_empty() || labels::begins_label(&longer, Role::names_field));
        let after_field = matches!(pieces.last(), Some(Piece::Field { .. } | Piece::FieldTail { .. }));
        if goes_on && after_field {
            if !text.is_empty() {
                self.label = longer;
                if let Some(Piece::Field { label: open @ None, .. }) = pieces.last_mut() {
                    *open = labels::exact_folded(&self.label).filter(|l| l.role.names_field());
                }
            }
            pieces.push(Piece::FieldTail { label_words: label.words().collect(), value });
        } else {
            // The label may be complete only with the next row's part.
            self.label = text;
            push_field(pieces, None, label, value);
        }
    }
}

/// A row under column heads that is none of theirs: a page break has cut an objective's first field, whose
/// label goes on, or stands whole, on the next page.
fn begins_objective(row: &[RuledCell], heads: &[Head], all: &Words) -> bool {
    let [(_, label), (_, value)] = row else { return false };
    let label = labels::fold(&label.text(all).text);
    let cut = label.is_empty() || labels::begins_label(&label, Role::opens_objective);
    heads.len() > 2 && cut && heading::begins_with_code(&value.text(all).text)
}

/// The page of the last piece's text.
fn last_page(pieces: &[Piece], all: &Words) -> Option<u32> {
    let (Piece::Field { label_words, value, .. } | Piece::FieldTail { label_words, value }) = pieces.last()? else {
        return None;
    };
    label_words.iter().copied().chain(value.words()).map(|id| all.get(id).page).max()
}

/// Takes back a value without a label at the end of the page before this row's.
fn pending_value(pieces: &mut Vec<Piece>, row: &[RuledCell]) -> Cell {
    let page = row.iter().flat_map(|(_, cell)| cell.lines.first()).map(|l| l.page).next();
    match pieces.pop() {
        Some(Piece::Field { label: None, label_words, value })
            if label_words.is_empty() && value.lines.last().map(|l| l.page + 1) == page =>
        {
            value
        }
        other => {
            pieces.extend(other);
            Cell::default()
        }
    }
}

/// Heads in the first lines of a row's cells, and the row that is left below them.
fn heads_above_row(row: &[RuledCell], all: &Words) -> Option<(Vec<Head>, Vec<RuledCell>)> {
    const MOST_LINES: usize = 4;
    let first = row.iter().find_map(|(_, cell)| cell.lines.first()?.words.first())?;
    if !labels::begins_label(&labels::fold(all.text(*first)), Role::heads_column) {
        return None;
    }
    let cut = |(rect, cell): &(Rect, Cell)| {
        // The longest beginning that is a label: `Target` is one without the `2024` below it.
        let count = (1..=cell.lines.len().min(MOST_LINES)).rev().find(|n| {
            let above = Cell::new(cell.lines[..*n].to_vec());
            labels::exact(&above.text(all).text).is_some_and(|l| l.role.heads_column())
        });
        let (above, below) = cell.lines.split_at(count.unwrap_or(0));
        ((*rect, Cell::new(above.to_vec())), (*rect, Cell::new(below.to_vec())))
    };
    let (above, below): (Vec<_>, Vec<_>) = row.iter().map(cut).unzip();
    let heads = heads_of_cells(&above, all)?;
    below.iter().any(|(_, cell)| !cell.is_empty()).then_some((heads, below))
}

fn push_field(pieces: &mut Vec<Piece>, label: Option<Label>, label_cell: Cell, value: Cell) {
    pieces.push(Piece::Field { label, label_words: label_cell.words().collect(), value });
}

/// A row's cells under the heads: each cell goes to the head that it shares most width with.
fn under(heads: &[Head], row: Vec<RuledCell>, all: &Words) -> Row {
    let mut cells = vec![Cell::default(); heads.len()];
    let same_count = row.len() == heads.len();
    for (index, (rect, cell)) in row.into_iter().enumerate() {
        let shared = |head: &Head| head.rect.x1.min(rect.x1) - head.rect.x0.max(rect.x0);
        let best = (0..heads.len()).max_by(|a, b| shared(&heads[*a]).total_cmp(&shared(&heads[*b])));
        let column = if same_count { Some(index) } else { best };
        if let Some(target) = column.and_then(|c| cells.get_mut(c)) {
            target.append(cell);
            // Two cells under one head: top down, as they stand.
            if !same_count {
                let words: Vec<WordId> = target.words().collect();
                target.lines = words_to_lines(words, all);
            }
        }
    }
    Row { cells, edge: Edge::Ruled }
}
