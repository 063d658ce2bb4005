//! What a document's tables, sheets and headings mean: grids and lines to the nodes of the tree.
//!
//! A value belongs to the labels that stand over it and beside it. Tables whose heads name two fields of one level are
//! read [by column](matrix), labels beside or over their values [as sheets](sheet), headings and bands open the levels
//! that they [name](headings). All else is prose.

pub(crate) mod bands;
mod chapters;
mod counters;
mod cuts;
mod evidence;
mod headings;
mod heads;
mod labels;
mod lines;
mod matrix;
pub(crate) mod nodes;
mod numbered;
mod others;
mod owners;
mod parts;
mod phases;
mod pieces;
mod plausible;
mod regrid;
pub(crate) mod roles;
mod rows;
mod scope;
mod settle;
mod sheet;
mod stand;
mod sure;
mod table;
mod transposed;
mod unpainted;
mod waiting;

use crate::geometry::{Length, PageNumber};
use crate::layout::cells::{Cell, Line};
use crate::layout::grid::{Block, Grid, GridCell, GridKind};
use crate::layout::lines::words_to_lines;
use crate::layout::words::Words;
use crate::plan::model::Reason;
use crate::vocabulary::fields::{Field, Level};
use chapters::Chapter;
use heads::{Column, Heads, heads_at};
use lines::Loose;
use nodes::{Left, Meaning};
use phases::Phases;
use rows::Rows;
use scope::Scope;
use sheet::{Into, Sheet};
use table::Table;
use waiting::Stand;

/// A title or band may stand in this many rows above a table's heads.
const MOST_ROWS_ABOVE: usize = 3;

/// Reads a document's blocks, page by page in order.
pub(crate) fn read(blocks: impl IntoIterator<Item = Block>, words: &Words) -> Meaning {
    let unpainted::Cut { blocks, unread, near } = unpainted::blocks(blocks.into_iter().collect(), words);
    let blocks = regrid::blocks(parts::parted(blocks, words), words);
    let blocks: Vec<Block> = blocks.into_iter().map(|block| transposed::turned(block, words)).collect();
    let mut reader = Reader {
        words,
        scope: Scope::default(),
        meaning: Meaning { near, ..Meaning::default() },
        table: None,
        caption: None,
        phases: None,
        sheet: Sheet::default(),
        loose: Loose::new(stand::deeper_codes(&blocks, words)),
        stand: stand::of(&blocks, words),
        strategic_boxes: stand::strategic_boxes(&blocks, words),
        labelled: (Vec::new(), Vec::new()),
        grid_page: 0,
        right: right_edge(&blocks),
        outside: false,
    };
    for (page, heads, ids) in unread {
        reader.meaning.heads.push((page, heads));
        reader.meaning.left.push(Left::Unread(ids, Reason::RowsNotSure));
    }
    for block in &blocks {
        match block {
            Block::Lines(lines) => reader.lines(lines),
            Block::Grid(grid) => reader.grid(grid),
        }
    }
    reader.pass_caption();
    reader.close_table();
    reader.close_sheet();
    reader.meaning.settle(words);
    reader.meaning
}

struct Reader<'a> {
    words: &'a Words,
    scope: Scope,
    meaning: Meaning,
    /// A table that may go on.
    table: Option<Table>,
    /// A structure's name that may head the table below it, and the lines that say who answers for it.
    caption: Option<(Cell, Vec<Line>)>,
    /// A table of phases that may go on.
    phases: Option<Phases>,
    /// Labelled values that wait for the objective that they are of.
    sheet: Sheet,
    /// Lines that may go on.
    loose: Loose,
    /// Where values stand whose labels are not beside them.
    stand: Stand,
    /// The column edges of the last grid with labels beside values, and which of its columns the labels stand in.
    labelled: (Vec<Length>, Vec<usize>),
    /// Strategic objectives have boxes of their own.
    strategic_boxes: bool,
    /// The page of the last grid.
    grid_page: PageNumber,
    /// Where the document's lines end.
    right: Length,
    /// In a chapter that has no objectives of performance.
    outside: bool,
}

/// The parts of a reader that a sheet is read into.
macro_rules! into {
    ($reader:expr) => {
        &mut Into { scope: &mut $reader.scope, meaning: &mut $reader.meaning, words: $reader.words }
    };
}

impl Reader<'_> {
    fn lines(&mut self, lines: &[Line]) {
        self.pass_caption();
        // A structure's name right over a table is the heading of what stands in it; anywhere else it is prose, or the
        // rest of a value.
        let is_caption = |line: &Line| {
            let text = line.text(self.words);
            headings::heading(&text, false).is_none()
                && !lines::is_labelled(line, self.words)
                && headings::structure(&text).is_some()
        };
        let persons = lines.iter().rev().take_while(|line| lines::names_person(line, self.words)).count();
        let (above, persons) = lines.split_at(lines.len() - persons);
        let caption = above.split_last().filter(|(last, _)| is_caption(last));
        match caption {
            Some((last, before)) => {
                self.free_lines(before);
                if self.loose.waiting.is_open() {
                    self.free_lines(&lines[before.len()..]);
                } else {
                    self.caption = Some((Cell::new(vec![last.clone()]), persons.to_vec()));
                }
            }
            None => self.free_lines(lines),
        }
        self.loose.end(&mut self.sheet, into!(self));
    }

    fn free_lines(&mut self, lines: &[Line]) {
        let rest = self.rows_of_table(lines);
        for (at, line) in lines.iter().enumerate().skip(rest) {
            let right = self.right;
            let opens = lines::opens(line, self.words);
            self.chapter(line, opens);
            if self.outside {
                self.meaning.left.push(prose(&Cell::new(vec![line.clone()])));
                continue;
            }
            // A table that opens objectives itself may have notes between its pages.
            let own = self.table.as_ref().is_some_and(Table::opens_objectives);
            let held = || lines.get(at + 1).is_some_and(|next| lines::names_person(next, self.words));
            let begins = || {
                let text = line.text(self.words);
                lines::is_labelled(line, self.words)
                    || headings::unlabelled(&text).is_some()
                    || headings::structure(&text).is_some() && held()
            };
            if opens || self.table.is_some() && !own && begins() {
                self.close_table();
            }
            if opens {
                self.phases = None;
            }
            if self.table.is_some() {
                let cell = Cell::new(vec![line.clone()]);
                self.meaning.left.push(prose(&cell));
                continue;
            }
            self.loose.line(line, right, self.stand, &mut self.sheet, into!(self));
        }
    }

    /// Rows of an open table that only white space parts, too few to be seen as a grid; answers how many lines they are.
    fn rows_of_table(&mut self, lines: &[Line]) -> usize {
        let Some(table) = self.table.as_mut().filter(|table| !table.opens_objectives()) else { return 0 };
        let stops = |line: &&Line| lines::opens(line, self.words) || lines::begins_label(line, self.words);
        let free: Vec<Line> = lines.iter().take_while(|line| !stops(line)).cloned().collect();
        table.lines(&free, self.words)
    }

    /// What might have been a table's caption is none.
    fn pass_caption(&mut self) {
        if let Some((caption, persons)) = self.caption.take() {
            self.meaning.left.push(prose(&caption));
            self.free_lines(&persons);
        }
    }

    /// Chapters of a long document end and begin what may be the tree.
    fn chapter(&mut self, line: &Line, opens: bool) {
        match chapters::of(&line.text(self.words)) {
            Some(found @ (Chapter::Other | Chapter::Tree)) => {
                self.close_table();
                self.close_sheet();
                self.phases = None;
                self.scope.close();
                self.outside = found == Chapter::Other;
            }
            Some(Chapter::Objectives) => self.outside = false,
            None if opens && self.outside => self.outside = !lines::opens_section(line, self.words),
            None => {}
        }
    }

    fn close_table(&mut self) {
        if let Some(table) = self.table.take() {
            matrix::read(table, &mut self.scope, &mut self.meaning, self.words);
        }
    }

    fn close_sheet(&mut self) {
        self.loose.waiting.close(&mut self.sheet, into!(self));
        self.sheet.flush(into!(self));
    }

    /// A table of the sheet's objective follows.
    fn before_table(&mut self) {
        self.loose.waiting.close(&mut self.sheet, into!(self));
        self.close_table();
        self.sheet.flush_into(true, into!(self));
        self.phases = None;
    }

    /// The heads of a table of the tree in this row.
    fn heads(&self, grid: &Grid, row: usize) -> Option<Heads> {
        let heads = heads_at(grid, row, self.words).filter(|heads| is_of_tree(&heads.columns))?;
        // An answer with labels of its own is no head.
        let answers = |c: &GridCell| {
            heads.rows.contains(&c.rows.start)
                && labels::lines_of(&c.cell, self.words).iter().any(|(.., value)| !value.is_empty())
        };
        let pairs = heads.rows.clone().any(|row| rows::begins_pairs(grid, row, self.words));
        (!pairs && !grid.cells.iter().any(answers)).then_some(heads)
    }

    /// A grid is a table's next page, or rows of labels and values, heads and the rows below them, in any order.
    fn grid(&mut self, grid: &Grid) {
        if self.outside {
            let words = grid.cells.iter().flat_map(|c| c.cell.words()).collect();
            return self.meaning.left.push(Left::Prose(words));
        }
        if grid.kind != GridKind::Aligned {
            self.loose.stop(&mut self.sheet, into!(self));
        }
        let count = grid.rows.len().saturating_sub(1);
        let new_page = std::mem::replace(&mut self.grid_page, grid.page) != grid.page;
        let first = (0..count.min(MOST_ROWS_ABOVE)).find_map(|row| self.heads(grid, row));
        if let Some(heads) = &first {
            let labels: Vec<&str> = heads.columns.iter().map(|c| c.label.as_str()).filter(|l| !l.is_empty()).collect();
            self.meaning.heads.push((grid.page, labels.join(" | ")));
        }
        if first.is_some()
            && let Some((caption, persons)) = self.caption.take()
        {
            self.close_table();
            self.close_sheet();
            bands::read(&caption, &mut self.scope, &mut self.meaning, self.words);
            self.free_lines(&persons);
        }
        self.pass_caption();
        let pairs = rows::begins(grid, 0, self.words) || rows::begins_pairs(grid, 0, self.words);
        let phased = phases::begin(grid, 0, self.words);
        let listed = others::heads_row(grid, 0, self.words).is_some();
        let mut at = 0;
        if let Some(mut table) = self.table.take() {
            let at_top = first.as_ref().filter(|heads| heads.rows.start == 0);
            if (at_top.is_some() || first.is_none() && !pairs && !phased && !listed)
                && table.goes_on(grid, at_top, self.words)
            {
                self.table = Some(table);
                return;
            }
            // The rest of a row above something else in the same frame.
            let end = (0..count).find(|row| self.ends(grid, *row)).filter(|end| new_page && *end > 0);
            if let Some(end) = end
                && table.goes_on(&rows::narrowed(grid, 0..end), None, self.words)
            {
                at = end;
            }
            self.table = Some(table);
            self.close_table();
        }
        let label_columns = self.label_columns(grid);
        if let Some(mut open) = self.phases.take().filter(|_| new_page) {
            let ends: Vec<bool> = (0..count).map(|row| self.ends(grid, row)).collect();
            if let Some(end) = open.goes_on(grid, |row| ends[row], &mut self.meaning, self.words) {
                at = end;
                self.phases = (end == count).then_some(open);
            }
        }
        if !new_page {
            self.sheet.block();
        }
        if !new_page || self.strategic_boxes {
            // What stood in the box before is whole, where this one begins with a label.
            if pairs && !self.loose.waiting.has_no_value() {
                self.loose.waiting.close(&mut self.sheet, into!(self));
            }
            self.sheet.box_begins();
        }
        let goes_on = new_page && at == 0;
        let mut rows = Rows { grid, stand: self.stand, label_columns, goes_on, over: Vec::new() };
        while at < count {
            if phases::begin(grid, at, self.words) && (self.sheet.has_objective() || self.scope.objective().is_some()) {
                self.before_table();
                let ends: Vec<bool> = (0..count).map(|row| self.ends(grid, row)).collect();
                let objective = self.scope.objective();
                let read = objective.and_then(|objective| {
                    Phases::read(grid, at, objective, |row| ends[row], &mut self.meaning, self.words)
                });
                if let Some((phases, end)) = read {
                    self.phases = (end == count).then_some(phases);
                    at = end;
                    continue;
                }
            }
            if let Some(heads) = self.heads(grid, at).filter(|heads| self.may_hold(heads, grid)) {
                self.before_table();
                let end = (heads.rows.end..count)
                    .find(|row| {
                        rows::begins(grid, *row, self.words) && !rows::is_told_row(grid, *row, &heads, self.words)
                            || phases::begin(grid, *row, self.words)
                            || others::heads_row(grid, *row, self.words).is_some()
                            || self.heads(grid, *row).is_some_and(|other| differs(&other, &heads))
                    })
                    .unwrap_or(count);
                let part = rows::rows_of(grid, 0..end);
                self.table = Some(Table::new(&part, heads, self.words));
                at = end;
                continue;
            }
            if let Some(heads) = others::heads_row(grid, at, self.words).filter(|_| self.sheet.is_open()) {
                self.before_table();
                if let Some(objective) = self.scope.objective() {
                    let ends: Vec<bool> = (0..count).map(|row| self.ends(grid, row)).collect();
                    at = others::read(grid, at, heads, objective, |row| ends[row], &mut self.meaning, self.words);
                    continue;
                }
            }
            self.close_table();
            if grid.kind == GridKind::Aligned {
                at = self.aligned(grid, at);
                continue;
            }
            rows.row(at, &mut self.loose.waiting, &mut self.sheet, into!(self));
            at += 1;
        }
        rows.leave_over(&mut self.sheet);
    }

    /// The columns in which labels stand: where none of this grid's is sure, as in the last one of the same columns.
    fn label_columns(&mut self, grid: &Grid) -> Vec<usize> {
        let found = rows::label_columns(grid, self.words);
        if !found.is_empty() {
            self.labelled = (grid.columns.clone(), found.clone());
            return found;
        }
        let (edges, columns) = &self.labelled;
        if table::same_edges(edges, &grid.columns) { columns.clone() } else { found }
    }

    /// Rows that nothing but white space parts, down to the next table: lines, whose parts stand side by side.
    fn aligned(&mut self, grid: &Grid, from: usize) -> usize {
        let count = grid.rows.len() - 1;
        let end = (from + 1..count).find(|row| self.ends(grid, *row)).unwrap_or(count);
        let cells = grid.cells.iter().filter(|c| (from..end).contains(&c.rows.start));
        let lines = words_to_lines(cells.flat_map(|c| c.cell.words()), self.words);
        self.lines(&lines);
        end
    }

    /// Does something else begin in this row of a table?
    fn ends(&self, grid: &Grid, row: usize) -> bool {
        rows::begins(grid, row, self.words)
            || phases::begin(grid, row, self.words)
            || others::heads_row(grid, row, self.words).is_some()
            || self.heads(grid, row).is_some()
    }

    /// Rows of indicators need an objective: in a column, or open around the table.
    fn may_hold(&self, heads: &Heads, grid: &Grid) -> bool {
        heads.columns.iter().any(|c| c.field.opens() && matches!(c.level, Level::Objective | Level::Strategic))
            || self.scope.objective().is_some()
            || self.sheet.has_objective()
            || table::has_objective_band(grid, self.words)
    }
}

/// Where the lines of most of the text end: the right edge of the furthest.
fn right_edge(blocks: &[Block]) -> Length {
    let edges = blocks.iter().map(|block| match block {
        Block::Lines(lines) => lines.iter().map(|line| line.rect.x1).fold(0.0, Length::max),
        Block::Grid(grid) => grid.rect.x1,
    });
    edges.fold(0.0, Length::max)
}

fn differs(one: &Heads, other: &Heads) -> bool {
    one.columns.iter().map(|c| c.label.as_str()).ne(other.columns.iter().map(|c| c.label.as_str()))
}

/// Do heads name at least two different fields of one level of the tree, or one of each level and nothing else?
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
    let levels = [Level::Section, Level::Strategic, Level::Objective, Level::Indicator];
    let chain = columns.iter().all(|c| c.known && c.field.opens())
        && opens(Level::Indicator)
        && levels.into_iter().filter(|level| opens(*level)).count() >= CHAIN;
    indicator || objective || chain
}

/// `Obiettivo strategico | Obiettivo operativo | Indicatore`: so many levels are a tree without values.
const CHAIN: usize = 3;

/// Words that nothing has a place for.
fn prose(cell: &Cell) -> Left {
    Left::Prose(cell.words().collect())
}
