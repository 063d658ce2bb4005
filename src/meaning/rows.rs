//! Rows of a grid that no heads are over: labels beside, over or under their values, bands, titles.

use super::cuts::begins_small;
use super::headings;
use super::heads::Heads;
use super::labels::{Label, before_colons, label, lines_of, sure_label};
use super::pieces::part;
use super::sheet::{Into, Pair, Sheet};
use super::waiting::{Stand, Waiting};
use crate::grammar::target::reads_as_value;
use crate::layout::cells::Cell;
use crate::layout::grid::{Grid, GridCell, GridKind};
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::{Known, known};
use std::ops::Range;

/// A label and its value, or two of each, are fewer cells than a table's row, or have labels among them.
const FEWEST_OF_TABLE: usize = 3;

/// A label of the body's own that nothing knows has at most this many words.
const MOST_LABEL_WORDS: usize = 8;

fn starting(grid: &Grid, row: usize) -> Vec<&GridCell> {
    let mut cells: Vec<&GridCell> = grid.cells.iter().filter(|c| c.rows.start == row).collect();
    cells.sort_by_key(|c| c.columns.start);
    cells
}

fn filled(grid: &Grid, row: usize) -> Vec<&GridCell> {
    starting(grid, row).into_iter().filter(|c| !c.cell.is_empty()).collect()
}

fn is_label(cell: &GridCell, words: &Words) -> bool {
    sure_label(&cell.cell.text(words).text).is_some()
}

/// Does this row begin with an objective's label and its value, as a sheet's rows do? A row of a table may begin with the
/// same word: an area *Servizi*, a structure *Personale*. It has more cells, and none of them is a label.
pub(crate) fn begins(grid: &Grid, row: usize, words: &Words) -> bool {
    let cells = filled(grid, row);
    let (Some(first), true) = (cells.first(), cells.len() >= 2) else { return false };
    let all_labels = cells.iter().all(|c| is_label(c, words));
    let Some(known) = sure_label(&first.cell.text(words).text) else { return false };
    let of_table =
        cells.len() >= FEWEST_OF_TABLE && !known.field.opens() && !cells[1..].iter().any(|c| is_label(c, words));
    let opens = known.field.level() != Level::Indicator;
    opens && !of_table && !all_labels && super::heads::heads_at(grid, row, words).is_none()
}

/// Is this a row of a table all the same, though its name is a label's word: `Data di approvazione` of an indicator, with a
/// value under the target's head?
pub(crate) fn is_told_row(grid: &Grid, row: usize, heads: &Heads, words: &Words) -> bool {
    let cells = filled(grid, row);
    let field = |cell: &GridCell| heads.columns.get(cell.columns.start).map(|column| column.field);
    let named = cells.first().filter(|c| matches!(field(c), Some(Field::Indicator | Field::Objective)));
    let label = named.and_then(|c| sure_label(&c.cell.text(words).text));
    label.is_some_and(|known| matches!(known.field, Field::Other | Field::Notes))
        && cells[1..].iter().any(|c| {
            matches!(field(c), Some(Field::Target | Field::Baseline)) && reads_as_value(&c.cell.text(words).text)
        })
}

/// Is this row labels and values in turn, though half of its cells pass for heads?
pub(crate) fn begins_pairs(grid: &Grid, row: usize, words: &Words) -> bool {
    let labels: Vec<bool> = filled(grid, row).iter().map(|c| is_label(c, words)).collect();
    let cells = filled(grid, row);
    let alternate = labels.len() >= 2
        && labels.len().is_multiple_of(2)
        && labels.iter().enumerate().all(|(at, label)| *label == (at % 2 == 0));
    // A value that begins as a label does is a head.
    alternate && !cells.iter().skip(1).step_by(2).any(|c| known(&c.cell.text(words).text).is_some())
}

/// Some rows of a grid as a grid of their own, cells that end later cut.
pub(crate) fn rows_of(grid: &Grid, rows: Range<usize>) -> Grid {
    let mut part = grid.clone();
    part.cells.retain(|c| rows.contains(&c.rows.start));
    for cell in &mut part.cells {
        cell.rows.end = cell.rows.end.min(rows.end);
    }
    part.rows.truncate(rows.end + 1);
    part
}

/// Some rows of a grid as a grid of their own, with those columns only that part their cells.
pub(crate) fn narrowed(grid: &Grid, rows: Range<usize>) -> Grid {
    let mut part = rows_of(grid, rows);
    let mut edges: Vec<usize> = part.cells.iter().flat_map(|c| [c.columns.start, c.columns.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let new = |edge: usize| edges.partition_point(|e| *e < edge);
    for cell in &mut part.cells {
        cell.columns = new(cell.columns.start)..new(cell.columns.end);
    }
    part.columns = edges.iter().filter_map(|edge| grid.columns.get(*edge).copied()).collect();
    part
}

/// The columns in which labels stand that have a value beside them.
pub(crate) fn label_columns(grid: &Grid, words: &Words) -> Vec<usize> {
    let mut found = Vec::new();
    for row in 0..grid.rows.len().saturating_sub(1) {
        let cells = filled(grid, row);
        for pair in cells.windows(2) {
            if is_label(pair[0], words) && !is_label(pair[1], words) {
                found.push(pair[0].columns.start);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// `i) Dove sono verificabili i dati`: a whole question, though it begins with a small letter.
fn is_lettered(text: &str) -> bool {
    text.split_once(')').is_some_and(|(letter, _)| letter.chars().count() == 1)
}

/// `SCHEDA OBIETTIVO N. 1`: an objective's heading of a number only.
fn is_numbered(text: &str) -> bool {
    let heading = headings::heading(text, false).filter(|h| h.field.level() == Level::Objective);
    heading.is_some_and(|h| text[h.body].trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-')))
}

/// Reads sheets' rows.
pub(crate) struct Rows<'a> {
    pub(crate) grid: &'a Grid,
    pub(crate) stand: Stand,
    /// Where labels with values beside them stand.
    pub(crate) label_columns: Vec<usize>,
    /// The grid is the first of its page, and what was open before may go on.
    pub(crate) goes_on: bool,
    /// Values that wait for the labels under them.
    pub(crate) over: Vec<(f32, Cell)>,
}

impl Rows<'_> {
    /// Reads one row.
    pub(crate) fn row(&mut self, row: usize, waiting: &mut Waiting, sheet: &mut Sheet, into: &mut Into<'_>) {
        let cells = filled(self.grid, row);
        if cells.is_empty() {
            return waiting.close(sheet, into);
        }
        let labels: Vec<Option<Label>> = cells.iter().map(|c| label(&c.cell.text(into.words).text)).collect();
        // The rest of a question reads as a label too.
        let open = |pair: &mut Pair| sure_label(&pair.label.text(into.words).text).is_none();
        let first = cells[0].cell.text(into.words).text;
        let cut = row == 0 && self.goes_on && begins_small(&first) && !is_lettered(&first);
        if cut && sheet.last().is_some_and(open) && self.rest(&cells, sheet, into) {
            return;
        }
        let sure = labels.iter().flatten().filter(|l| l.sure).count();
        let beside = cells.len() >= 2
            && self.label_columns.contains(&cells[0].columns.start)
            && !self.label_columns.contains(&cells[1].columns.start);
        if sure == cells.len() && !(beside && cells.len().is_multiple_of(2)) {
            return self.labels(&cells, &labels, waiting, sheet, into);
        }
        // A row of labels of the body's own, in the columns where the others stand.
        let own = |at: usize| self.is_own_label(&cells, at, into.words);
        let all_own = beside && sheet.is_open() && cells.len() > 2 && own(0) && (1..cells.len()).any(own);
        if sure > 0 || beside && labels[0].is_some() || all_own {
            waiting.close(sheet, into);
            self.leave_over(sheet);
            return self.beside(row, sheet, into);
        }
        self.values(row, &cells, beside, waiting, sheet, into);
    }

    /// Is this cell a label that only the body knows: short, in a column where labels stand, a value after it in one where
    /// none do?
    fn is_own_label(&self, cells: &[&GridCell], at: usize, words: &Words) -> bool {
        let is_of = |cell: &GridCell| self.label_columns.contains(&cell.columns.start);
        let short = |cell: &GridCell| cell.cell.text(words).text.split_whitespace().count() <= MOST_LABEL_WORDS;
        self.grid.kind == GridKind::Ruled
            && cells.get(at).is_some_and(|cell| is_of(cell) && short(cell))
            && cells.get(at + 1).is_some_and(|next| !is_of(next) && !is_label(next, words))
    }

    /// Is this a row of nothing but labels?
    fn is_labels(&self, row: usize, words: &Words) -> bool {
        let cells = filled(self.grid, row);
        !cells.is_empty() && cells.iter().all(|c| is_label(c, words))
    }

    /// A row of nothing but labels.
    fn labels(
        &mut self,
        cells: &[&GridCell],
        labels: &[Option<Label>],
        waiting: &mut Waiting,
        sheet: &mut Sheet,
        into: &mut Into<'_>,
    ) {
        waiting.close(sheet, into);
        for (cell, label) in cells.iter().zip(labels) {
            if let Some(label) = label {
                waiting.label(label.known, cell.cell.clone(), cell.rect.x0, Cell::default());
            }
        }
        if self.stand == Stand::Over {
            for (x, cell) in self.over.drain(..) {
                waiting.value(x, cell);
            }
            waiting.close(sheet, into);
        }
    }

    /// A row without any sure label.
    fn values(
        &mut self,
        row: usize,
        cells: &[&GridCell],
        beside: bool,
        waiting: &mut Waiting,
        sheet: &mut Sheet,
        into: &mut Into<'_>,
    ) {
        if waiting.is_open() {
            let cut = row == 0 && self.goes_on && waiting.label_goes_on(&cells[0].cell, into.words);
            for cell in &cells[usize::from(cut)..] {
                waiting.value(cell.rect.x0, cell.cell.clone());
            }
            return waiting.close(sheet, into);
        }
        if row == 0 && self.goes_on && self.rest(cells, sheet, into) {
            return;
        }
        // The title under its number.
        if let ([title], true) = (cells, sheet.wants_title(into.words))
            && let Some(last) = sheet.last()
        {
            return last.value.append(title.cell.clone());
        }
        // `OBIETTIVO N. 1` beside its title.
        if let [number, title] = cells
            && is_numbered(&number.cell.text(into.words).text)
            && heading(&number.cell, false, sheet, into)
            && let Some(last) = sheet.last()
        {
            return last.value.append(title.cell.clone());
        }
        // A label of the body's own, in the column where the others stand.
        let own = |cell: &GridCell| cell.cell.text(into.words).text.split_whitespace().count() <= MOST_LABEL_WORDS;
        if beside && self.grid.kind == GridKind::Ruled && own(cells[0]) && sheet.is_open() {
            let known = Known { field: Field::Other, year: None, ordinal: None, whole: false };
            let mut value = Cell::default();
            cells[1..].iter().for_each(|c| value.append(c.cell.clone()));
            return sheet.pair(Pair { known, label: cells[0].cell.clone(), value, headed: false }, into);
        }
        self.leave_over(sheet);
        // What stands right over a row of labels is their values, whatever its words would be elsewhere.
        let over = self.stand == Stand::Over && self.is_labels(row + 1, into.words);
        for cell in cells {
            let band = cells.len() == 1;
            if over || !alone(&cell.cell, band, sheet, into) {
                if self.stand == Stand::Over {
                    self.over.push((cell.rect.x0, cell.cell.clone()));
                } else {
                    sheet.loose(cell.cell.clone());
                }
            }
        }
    }

    /// At the head of a page: the rest of the value, or of label and value, that the break has cut.
    fn rest(&self, cells: &[&GridCell], sheet: &mut Sheet, into: &mut Into<'_>) -> bool {
        let first = self.label_columns.first().copied().unwrap_or(0);
        let words = into.words;
        let Some(last) = sheet.last().filter(|p| !p.headed) else { return false };
        if cells.iter().all(|c| c.columns.start > first) {
            cells.iter().for_each(|c| last.value.append(c.cell.clone()));
            return true;
        }
        let mut whole = last.label.clone();
        whole.append(cells[0].cell.clone());
        let same = label(&whole.text(words).text).is_some_and(|l| l.known.field == last.known.field);
        // The rest of a question whose answer was parted: words of a label.
        if !same && cells.len() == 1 && cells[0].columns.start == first && begins_small(&cells[0].cell.text(words).text)
        {
            into.meaning.labels.extend(cells[0].cell.words());
            return true;
        }
        if same && cells[0].columns.start == first {
            last.label = whole;
            cells[1..].iter().for_each(|c| last.value.append(c.cell.clone()));
        }
        same
    }

    /// Values that no label stands under.
    pub(crate) fn leave_over(&mut self, sheet: &mut Sheet) {
        for (_, cell) in self.over.drain(..) {
            sheet.loose(cell);
        }
    }

    /// `label | value | label | value`.
    fn beside(&self, row: usize, sheet: &mut Sheet, into: &mut Into<'_>) {
        let cells = starting(self.grid, row);
        let read = |cell: &GridCell| label(&cell.cell.text(into.words).text);
        let labels: Vec<Option<Label>> = cells.iter().map(|c| read(c)).collect();
        let sure_at = |at: usize| labels[at].is_some_and(|l| l.sure);
        let full: Vec<&GridCell> = cells.iter().copied().filter(|c| !c.cell.is_empty()).collect();
        let is_own = |cell: &GridCell| {
            let at = full.iter().position(|c| std::ptr::eq(*c, cell));
            at.is_some_and(|at| (at > 0 || sheet.is_open()) && self.is_own_label(&full, at, into.words))
        };
        let mut open: Option<Pair> = None;
        let mut found: Vec<Pair> = Vec::new();
        let mut alone_cells: Vec<&Cell> = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let next = (at + 1..cells.len()).find(|next| !cells[*next].cell.is_empty());
            let due = open.as_ref().is_some_and(|pair| pair.value.is_empty());
            if cell.cell.is_empty() {
                // An empty value, where a label follows.
                if due && next.is_some_and(sure_at) {
                    found.extend(open.take());
                }
                continue;
            }
            let is_label = match labels[at] {
                // Where a value is due even a label's word is one, unless it has a value of its own.
                Some(found) if due => found.sure && next.is_some_and(|next| !sure_at(next)),
                Some(found) => found.sure || self.label_columns.contains(&cell.columns.start),
                None => false,
            };
            let own = || Known { field: Field::Other, year: None, ordinal: None, whole: false };
            let known = labels[at].filter(|_| is_label).map(|label| label.known);
            match (known.or_else(|| (!due && is_own(cell)).then(own)), &mut open) {
                (Some(known), _) => {
                    found.extend(open.take());
                    open = Some(Pair { known, label: cell.cell.clone(), value: Cell::default(), headed: false });
                }
                (None, Some(pair)) => pair.value.append(cell.cell.clone()),
                (None, None) => alone_cells.push(&cell.cell),
            }
        }
        found.extend(open);
        for cell in alone_cells {
            if !alone(cell, false, sheet, into) {
                sheet.loose(cell.clone());
            }
        }
        for pair in found {
            sheet.pair(pair, into);
        }
    }
}

/// A cell beside no label: one that holds label and value, or a heading. Answers whether it is either.
pub(crate) fn alone(cell: &Cell, band: bool, sheet: &mut Sheet, into: &mut Into<'_>) -> bool {
    let words = into.words;
    let text = cell.text(words);
    let lines = lines_of(cell, words);
    let colons = before_colons(&text.text, |_| true);
    if !lines.is_empty() {
        let parts: Vec<(Known, Cell, Cell)> = if lines.len() >= colons.len() {
            lines
        } else {
            colons.into_iter().map(|l| (l.known, part(cell, l.label, words), part(cell, l.value, words))).collect()
        };
        for (known, label, value) in parts {
            sheet.pair(Pair { known, label, value, headed: false }, into);
        }
        return true;
    }
    if let (Some(first), Some(last)) = (text.breaks.first(), text.breaks.last()) {
        let (above, below) = (text.text[..first.at].trim(), text.text[last.at..].trim());
        let whole = text.text.len();
        let parts = if let Some(known) = sure_label(above) {
            Some((known, 0..first.at, first.at..whole))
        } else {
            sure_label(below).map(|known| (known, last.at..whole, 0..last.at))
        };
        if let Some((known, label, value)) = parts {
            let (label, value) = (part(cell, label, words), part(cell, value, words));
            sheet.pair(Pair { known, label, value, headed: false }, into);
            return true;
        }
    }
    heading(cell, band, sheet, into)
}

/// A heading in a grid belongs to the sheet that it begins.
fn heading(cell: &Cell, band: bool, sheet: &mut Sheet, into: &mut Into<'_>) -> bool {
    let text = cell.text(into.words).text;
    let Some(heading) = headings::heading(&text, band) else { return false };
    let label = part(cell, 0..heading.body.start, into.words);
    let value = part(cell, heading.body, into.words);
    let known = known(&label.text(into.words).text).unwrap_or(Known {
        field: heading.field,
        year: None,
        ordinal: None,
        whole: true,
    });
    sheet.pair(Pair { known: Known { field: heading.field, ..known }, label, value, headed: true }, into);
    true
}
