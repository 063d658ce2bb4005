//! A table's body over all its pages: what stands in each row under each head, with the rows and cells that page
//! breaks have cut joined again.

use super::cuts;
use super::headings;
use super::heads::{Column, Heads};
use super::lines::segments;
use crate::geometry::{Length, PageNumber, Rect};
use crate::labels::fold;
use crate::layout::cells::{Cell, Line};
use crate::layout::grid::{Grid, GridCell, GridKind, Sides};
use crate::layout::words::{WordId, Words};
use crate::vocabulary::fields::Level;

/// What a row has under one head.
#[derive(Debug, Clone, Default)]
pub(crate) enum Slot {
    /// A cell that begins in this row; it may be empty.
    Own(Cell),
    /// A cell that began in a row above.
    #[default]
    Covered,
}

impl Slot {
    pub(crate) fn cell(&self) -> Option<&Cell> {
        match self {
            Slot::Own(cell) if !cell.is_empty() => Some(cell),
            _ => None,
        }
    }
}

/// A row of a table's body.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) page: PageNumber,
    /// One a column.
    pub(crate) slots: Vec<Slot>,
    /// Text over all columns: a band, which opens a level.
    pub(crate) band: Option<Cell>,
    /// The first row of the table on its page, which may be the rest of the row before.
    pub(crate) first_on_page: bool,
    /// No line is painted below it.
    pub(crate) open_below: bool,
    /// Cells of the levels' columns that a page break has cut off, by column: they go on with what the row is under.
    pub(crate) tails: Vec<(usize, Cell)>,
}

impl Row {
    pub(crate) fn is_empty(&self) -> bool {
        self.band.is_none() && self.slots.iter().all(|slot| slot.cell().is_none())
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = WordId> + '_ {
        let tails = self.tails.iter().map(|(_, cell)| cell);
        let cells = self.slots.iter().filter_map(Slot::cell).chain(&self.band).chain(tails);
        cells.flat_map(Cell::words)
    }
}

/// A table of the tree.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    /// Words of heads, also of those repeated on further pages.
    pub(crate) head_words: Vec<WordId>,
    /// The columns' edges on the page where they were last seen.
    edges: Vec<Length>,
    /// All sides of all cells are painted.
    pub(crate) painted: bool,
}

/// So much of what parts its cells is painted in a table of which all is: a scanner loses some.
const PAINTED: f32 = 0.9;

/// Edges of the same table on two pages differ by less than this, in points: a printer rounds to a device's dots.
const SAME_EDGE: Length = 6.0;

/// Lines of one row of a table that nothing paints stand nearer than this many type sizes.
const SAME_ROW: Length = 0.6;

impl Table {
    pub(crate) fn new(grid: &Grid, heads: Heads, words: &Words) -> Table {
        let Heads { columns, words: head_words, rows: filled } = heads;
        let (rows, edges) = (Vec::new(), grid.columns.clone());
        let mut table = Table { columns, rows, head_words, edges, painted: true };
        table.append(grid, filled.end, words);
        table
    }

    /// Does one of its columns open objectives?
    pub(crate) fn opens_objectives(&self) -> bool {
        self.columns.iter().any(|c| c.field.opens() && matches!(c.level, Level::Objective | Level::Strategic))
    }

    /// Takes a further page's grid, if it is the same table.
    pub(crate) fn goes_on(&mut self, grid: &Grid, heads: Option<&Heads>, words: &Words) -> bool {
        if let Some(heads) = heads {
            if !same_heads(&heads.columns, &self.columns) {
                return false;
            }
            self.head_words.extend(&heads.words);
            self.edges.clone_from(&grid.columns);
            self.append(grid, heads.rows.end, words);
            return true;
        }
        if self.map(grid).is_none() {
            return false;
        }
        self.append(grid, 0, words);
        true
    }

    /// Takes the lines at the beginning of a block that are rows of the table: their parts stand under its columns, the
    /// first of them under the first; answers how many lines that are.
    pub(crate) fn lines(&mut self, lines: &[Line], words: &Words) -> usize {
        let count = self.columns.len();
        if self.edges.len() != count + 1 {
            return 0;
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut edges: Vec<Length> = Vec::new();
        let mut taken = 0;
        for (index, line) in lines.iter().enumerate() {
            let near = index > 0 && line.rect.y0 - lines[index - 1].rect.y1 < SAME_ROW * line.rect.height();
            let parts = segments(line, words);
            let at = |part: &Line| self.edges.partition_point(|edge| *edge <= part.rect.center_x()).checked_sub(1);
            let columns: Option<Vec<usize>> = parts.iter().map(|part| at(part).filter(|at| *at < count)).collect();
            let Some(columns) = columns.filter(|c| c.windows(2).all(|pair| pair[0] < pair[1])) else { break };
            let begins = columns.len() >= 2 && columns[0] == 0 || index == 0 && self.goes_on_in(line, words);
            if (!begins || near) && (rows.is_empty() || !near) {
                break;
            }
            if !near || rows.is_empty() {
                rows.push(vec![Cell::default(); count]);
                edges.push(line.rect.y0);
            }
            if let Some(row) = rows.last_mut() {
                for (column, part) in columns.into_iter().zip(parts) {
                    row[column].lines.push(part);
                }
            }
            taken = index + 1;
        }
        let Some(last) = lines[..taken].last() else { return 0 };
        edges.push(last.rect.y1);
        let cells = rows
            .into_iter()
            .enumerate()
            .flat_map(|(row, cells)| cells.into_iter().enumerate().map(move |(column, cell)| (row, column, cell)));
        let place = |(row, column, cell): (usize, usize, Cell)| GridCell {
            rows: row..row + 1,
            columns: column..column + 1,
            cell,
            rect: Rect { x0: self.edges[column], y0: edges[row], x1: self.edges[column + 1], y1: edges[row + 1] },
            sides: Sides::default(),
            filled: false,
        };
        let cells: Vec<GridCell> = cells.map(place).collect();
        let rect = Rect { x0: self.edges[0], y0: edges[0], x1: self.edges[count], y1: last.rect.y1 };
        let columns = self.edges.clone();
        let grid =
            Grid { page: last.page, rect, columns, rows: edges, cells, kind: GridKind::Aligned, confidence: 0.0 };
        self.append(&grid, 0, words);
        taken
    }

    /// Does a line at the head of the next page go on with a cell that the break has cut?
    fn goes_on_in(&self, line: &Line, words: &Words) -> bool {
        let next_page = self.rows.last().is_some_and(|row| row.page != line.page);
        next_page && cuts::begins_small(&line.text(words))
    }

    /// Which of the table's columns each column of the grid is.
    fn map(&self, grid: &Grid) -> Option<Vec<usize>> {
        let (own, other) = (&self.edges, &grid.columns);
        if same_edges(own, other) {
            return Some((0..self.columns.len()).collect());
        }
        // Columns of white space end where the text of their page ends: each must stand in one of the table's own.
        if grid.kind != GridKind::Ruled && own.len() == other.len() {
            let same = own.windows(2).zip(other.windows(2)).all(|(a, b)| (a[0]..a[1]).contains(&((b[0] + b[1]) / 2.0)));
            if same {
                return Some((0..self.columns.len()).collect());
            }
        }
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return None };
        let middles = other.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
        let found: Option<Vec<usize>> = middles
            .map(|x| {
                let inside = (*first - SAME_EDGE..*last + SAME_EDGE).contains(&x);
                inside.then(|| own.partition_point(|edge| *edge <= x).clamp(1, self.columns.len()) - 1)
            })
            .collect();
        // Most edges must be the table's own: another table is no further page of this one. Its left and right say
        // nothing: tables and boxes of one page mostly end where its text does.
        let inner = &other[1..other.len().max(2) - 1];
        let shared = inner.iter().filter(|x| own.iter().any(|edge| (edge - *x).abs() < SAME_EDGE)).count();
        found.filter(|_| 3 * shared >= 2 * inner.len() && !inner.is_empty())
    }

    fn append(&mut self, grid: &Grid, from: usize, words: &Words) {
        let Some(map) = self.map(grid) else { return };
        self.painted &= grid.kind == GridKind::Ruled && grid.confidence >= PAINTED;
        let count = grid.rows.len() - 1;
        let mut first_on_page = self.rows.last().is_none_or(|row| row.page != grid.page);
        for at in from..count {
            let starting: Vec<&GridCell> = grid.cells.iter().filter(|c| c.rows.start == at).collect();
            if self.repeats_heads(&starting, words) {
                self.head_words.extend(starting.iter().flat_map(|c| c.cell.words()));
                continue;
            }
            let row = self.row(grid, at, &map, first_on_page, words);
            if row.is_empty() {
                continue;
            }
            self.rows.push(row);
            first_on_page = false;
        }
    }

    /// Are these cells the heads again?
    fn repeats_heads(&self, cells: &[&GridCell], words: &Words) -> bool {
        let texts: Vec<String> =
            cells.iter().map(|c| fold(&c.cell.text(words).text)).filter(|t| !t.is_empty()).collect();
        // Or their lower tier alone: the years below `Target`.
        let is_head = |text: &String| self.columns.iter().any(|c| !c.label.is_empty() && fold(&c.label) == *text);
        let is_year = |text: &String| text.len() == 4 && self.columns.iter().any(|c| fold(&c.label).ends_with(text));
        if texts.len() > 1 && texts.iter().all(is_year) {
            return true;
        }
        texts.len() > 1 && texts.iter().all(is_head)
    }

    fn row(&self, grid: &Grid, at: usize, map: &[usize], first_on_page: bool, words: &Words) -> Row {
        let mut slots = vec![Slot::Covered; self.columns.len()];
        let mut band = None;
        let mut open_below = false;
        let starting = || grid.cells.iter().filter(|c| c.rows.start == at);
        let filled = starting().filter(|c| !c.cell.is_empty()).count();
        for cell in starting() {
            open_below |= !cell.sides.bottom && !cell.cell.is_empty();
            let wide = 3 * cell.columns.len() >= 2 * map.len() && map.len() > 2;
            let alone = filled == 1 && !cell.cell.is_empty();
            if alone && (wide || map.len() > 2 && names_level(&cell.cell, words)) {
                band = Some(cell.cell.clone());
                continue;
            }
            let Some(column) = map.get(cell.columns.start) else { continue };
            match &mut slots[*column] {
                Slot::Own(own) => own.append(cell.cell.clone()),
                slot => *slot = Slot::Own(cell.cell.clone()),
            }
        }
        Row { page: grid.page, slots, band, first_on_page, open_below, tails: Vec::new() }
    }

    /// Joins what page breaks have cut.
    pub(crate) fn join(&mut self, words: &Words) {
        cuts::join_rows(&self.columns, &mut self.rows, words);
    }
}

/// Are these the column edges of one table on two pages?
pub(crate) fn same_edges(one: &[Length], other: &[Length]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() < SAME_EDGE)
}

/// Are these the same heads? A word of one may be missing on a page, where another tells as much.
pub(crate) fn same_heads(one: &[Column], other: &[Column]) -> bool {
    let alike = |(a, b): &(&Column, &Column)| fold(&a.label) == fold(&b.label);
    let means = |a: &Column, b: &Column| a.known && b.known && a.field == b.field && a.year == b.year;
    one.len() == other.len()
        && one.iter().zip(other).all(|(a, b)| alike(&(a, b)) || means(a, b))
        && 2 * one.iter().zip(other).filter(alike).count() > one.len()
}

/// Do a cell's words name a level, as a band's do that is narrower than its table?
fn names_level(cell: &Cell, words: &Words) -> bool {
    headings::heading(&cell.text(words).text, false).is_some()
}

/// Does a band of these rows open an objective?
pub(crate) fn has_objective_band(grid: &Grid, words: &Words) -> bool {
    let count = grid.columns.len() - 1;
    let wide = |c: &&GridCell| 3 * c.columns.len() >= 2 * count && count > 2 && !c.cell.is_empty();
    let opens = |c: &GridCell| {
        headings::heading(&c.cell.text(words).text, true).is_some_and(|h| h.field.level() == Level::Objective)
    };
    grid.cells.iter().filter(wide).any(opens)
}
