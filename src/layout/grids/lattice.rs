//! A lattice: lines in both directions, and which of their pieces are walls. Its cells are what walls enclose.

use super::edges::{Edge, Edges, Wall, lines};
use crate::geometry::{Length, Rect};
use crate::layout::grid::Sides;
use std::ops::Range;

/// Places between lines, and the walls that part them.
#[derive(Debug, Clone)]
pub(super) struct Lattice {
    pub(super) columns: Vec<Length>,
    pub(super) rows: Vec<Length>,
    /// On each row's line, the outer ones too, column by column.
    level: Vec<Wall>,
    /// In each row, on each column's line, the outer ones too.
    upright: Vec<Wall>,
}

/// A cell's place in a lattice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) rows: Range<usize>,
    pub(super) columns: Range<usize>,
}

impl Lattice {
    /// The lattice of these lines, without a wall.
    pub(super) fn new(columns: Vec<Length>, rows: Vec<Length>) -> Lattice {
        let (across, down) = (columns.len().saturating_sub(1), rows.len().saturating_sub(1));
        Lattice {
            level: vec![Wall::None; (down + 1) * across],
            upright: vec![Wall::None; down * (across + 1)],
            columns,
            rows,
        }
    }

    /// The lattice of edges that touch one another; a side without an edge is closed by their extent.
    pub(super) fn of(edges: &Edges) -> Lattice {
        let extent = edges.extent();
        let columns = lines(&edges.upright, [extent.x0, extent.x1]);
        let rows = lines(&edges.level, [extent.y0, extent.y1]);
        let mut lattice = Lattice::new(columns, rows);
        for edge in &edges.level {
            lattice.add_level(edge);
        }
        for edge in &edges.upright {
            lattice.add_upright(edge);
        }
        lattice
    }

    pub(super) fn add_level(&mut self, edge: &Edge) {
        let line = nearest(&self.rows, edge.at);
        for column in covered(&self.columns, edge) {
            let at = line * self.across() + column;
            self.level[at] = self.level[at].max(edge.wall);
        }
    }

    pub(super) fn add_upright(&mut self, edge: &Edge) {
        let line = nearest(&self.columns, edge.at);
        for row in covered(&self.rows, edge) {
            let at = row * (self.across() + 1) + line;
            self.upright[at] = self.upright[at].max(edge.wall);
        }
    }

    /// Takes over the walls of a lattice with fewer lines.
    pub(super) fn take_walls(&mut self, other: &Lattice) {
        let edge = |at, from, to, wall| Edge { at, from, to, wall };
        for (line, at) in other.rows.iter().enumerate() {
            for column in 0..other.across() {
                let wall = other.level(line, column);
                self.add_level(&edge(*at, other.columns[column], other.columns[column + 1], wall));
            }
        }
        for (line, at) in other.columns.iter().enumerate() {
            for row in 0..other.down() {
                let wall = other.upright(row, line);
                self.add_upright(&edge(*at, other.rows[row], other.rows[row + 1], wall));
            }
        }
    }

    /// The lattice without some of its inner lines.
    fn without(&self, columns: &[usize], rows: &[usize]) -> Lattice {
        let kept = |lines: &[Length], gone: &[usize]| -> Vec<Length> {
            lines.iter().enumerate().filter(|(line, _)| !gone.contains(line)).map(|(_, at)| *at).collect()
        };
        let mut rest = Lattice::new(kept(&self.columns, columns), kept(&self.rows, rows));
        for (line, at) in self.rows.iter().enumerate().filter(|(line, _)| !rows.contains(line)) {
            for column in 0..self.across() {
                let (from, to) = (self.columns[column], self.columns[column + 1]);
                rest.add_level(&Edge { at: *at, from, to, wall: self.level(line, column) });
            }
        }
        for (line, at) in self.columns.iter().enumerate().filter(|(line, _)| !columns.contains(line)) {
            for row in 0..self.down() {
                rest.add_upright(&Edge {
                    at: *at,
                    from: self.rows[row],
                    to: self.rows[row + 1],
                    wall: self.upright(row, line),
                });
            }
        }
        rest
    }

    /// The lattice without the margins of areas: narrow columns and rows without text that no line parts from the
    /// next, but an area's side. `texts` are the middles of its words.
    pub(super) fn without_margins(&self, texts: &[(Length, Length)]) -> Lattice {
        let mut rest = self.clone();
        // One margin may lie beside another.
        for _ in 0..MOST_MARGINS {
            let (columns, rows) = rest.margins(texts);
            if columns.is_empty() && rows.is_empty() {
                break;
            }
            rest = rest.without(&columns, &rows);
        }
        rest
    }

    /// The columns' and the rows' lines that part a margin from the place beside it.
    fn margins(&self, texts: &[(Length, Length)]) -> (Vec<usize>, Vec<usize>) {
        let places: Vec<(usize, usize)> = texts.iter().filter_map(|(x, y)| self.at(*x, *y)).collect();
        // Text of a cell that goes on over the line is not the margin's.
        let column_text = |column: usize, line: usize| {
            places.iter().any(|(row, of)| *of == column && self.upright(*row, line) != Wall::None)
        };
        let row_text = |row: usize, line: usize| {
            places.iter().any(|(of, column)| *of == row && self.level(line, *column) != Wall::None)
        };
        // Painted as a line for less than half of the length: as the margin of a head is.
        let is_soft = |walls: &mut dyn Iterator<Item = Wall>, count: usize| {
            2 * walls.filter(|wall| *wall == Wall::Rule).count() < count
        };
        let soft_column =
            |line: &usize| is_soft(&mut (0..self.down()).map(|row| self.upright(row, *line)), self.down());
        let soft_row =
            |line: &usize| is_soft(&mut (0..self.across()).map(|column| self.level(*line, column)), self.across());
        let columns = margins(&self.columns, |place, line| soft_column(&line) && !column_text(place, line));
        let rows = margins(&self.rows, |place, line| soft_row(&line) && !row_text(place, line));
        (columns, rows)
    }

    /// Puts a wall of white space between two columns.
    pub(super) fn close_upright(&mut self, row: usize, line: usize) {
        let at = row * (self.across() + 1) + line;
        self.upright[at] = self.upright[at].max(Wall::Space);
    }

    /// Takes away a wall between two columns.
    pub(super) fn open_upright(&mut self, row: usize, line: usize) {
        let at = row * (self.across() + 1) + line;
        self.upright[at] = Wall::None;
    }

    /// How many columns.
    pub(super) fn across(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    /// How many rows.
    pub(super) fn down(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// The wall on a row's line, over a column.
    pub(super) fn level(&self, line: usize, column: usize) -> Wall {
        self.level[line * self.across() + column]
    }

    /// The wall on a column's line, in a row.
    pub(super) fn upright(&self, row: usize, line: usize) -> Wall {
        self.upright[row * (self.across() + 1) + line]
    }

    pub(super) fn rect(&self, place: &Place) -> Rect {
        Rect {
            x0: self.columns[place.columns.start],
            y0: self.rows[place.rows.start],
            x1: self.columns[place.columns.end],
            y1: self.rows[place.rows.end],
        }
    }

    /// The row and column in which a point lies.
    pub(super) fn at(&self, x: Length, y: Length) -> Option<(usize, usize)> {
        let between = |lines: &[Length], at: Length| {
            let after = lines.partition_point(|line| *line <= at);
            (after > 0 && after < lines.len()).then(|| after - 1)
        };
        Some((between(&self.rows, y)?, between(&self.columns, x)?))
    }

    /// The cells, row by row: from each free corner as far right, and then as far down, as there is no wall. What walls
    /// enclose that is no rectangle becomes several cells.
    pub(super) fn cells(&self) -> Vec<Place> {
        let (across, down) = (self.across(), self.down());
        let mut taken = vec![false; across * down];
        let mut cells = Vec::new();
        for row in 0..down {
            for column in 0..across {
                if taken[row * across + column] {
                    continue;
                }
                let mut right = column + 1;
                while right < across && !taken[row * across + right] && self.upright(row, right) == Wall::None {
                    right += 1;
                }
                let mut bottom = row + 1;
                while bottom < down && self.goes_on(bottom, column..right) {
                    bottom += 1;
                }
                for taken_row in row..bottom {
                    taken[taken_row * across + column..taken_row * across + right].fill(true);
                }
                cells.push(Place { rows: row..bottom, columns: column..right });
            }
        }
        cells
    }

    /// Whether a cell above this row, of these columns, goes on in it.
    fn goes_on(&self, row: usize, columns: Range<usize>) -> bool {
        let closed_above = columns.clone().any(|column| self.level(row, column) != Wall::None);
        let parted = columns.clone().skip(1).any(|line| self.upright(row, line) != Wall::None);
        // A cell that is open at its side would run out of its columns.
        let open = columns.start > 0 && self.upright(row, columns.start) == Wall::None
            || columns.end < self.across() && self.upright(row, columns.end) == Wall::None;
        !(closed_above || parted || open)
    }

    /// Which sides of a cell are painted.
    pub(super) fn sides(&self, place: &Place) -> Sides {
        let level = |line: usize| place.columns.clone().all(|column| self.level(line, column) == Wall::Rule);
        let upright = |line: usize| place.rows.clone().all(|row| self.upright(row, line) == Wall::Rule);
        Sides {
            top: level(place.rows.start),
            right: upright(place.columns.end),
            bottom: level(place.rows.end),
            left: upright(place.columns.start),
        }
    }

    /// The inner columns' lines that are walls in a row.
    pub(super) fn cuts(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        (1..self.across()).filter(move |line| self.upright(row, *line) != Wall::None)
    }

    /// Whether a row's line is a wall from one outer column in which there is one to the other.
    pub(super) fn is_closed(&self, line: usize) -> bool {
        (0..self.across()).all(|column| self.level(line, column) != Wall::None)
    }

    /// A part of it: some rows, and of the lines only those that are walls there, or outermost.
    pub(super) fn part(&self, rows: Range<usize>) -> Lattice {
        let used_in = |line: &usize| rows.clone().any(|row| self.upright(row, *line) != Wall::None);
        let (mut first, mut last) = (0, self.across());
        // Columns without a wall on the outside, above or below are no part of it.
        let bare = |column: usize| (rows.start..=rows.end).all(|line| self.level(line, column) == Wall::None);
        while first < last && bare(first) && !used_in(&first) {
            first += 1;
        }
        while last > first && bare(last - 1) && !used_in(&last) {
            last -= 1;
        }
        let lines: Vec<usize> =
            (first..=last).filter(|line| *line == first || *line == last || used_in(line)).collect();
        let closed = |line: &usize| (first..last).any(|column| self.level(*line, column) != Wall::None);
        let down: Vec<usize> =
            (rows.start..=rows.end).filter(|line| *line == rows.start || *line == rows.end || closed(line)).collect();
        let mut part = Lattice::new(
            lines.iter().map(|line| self.columns[*line]).collect(),
            down.iter().map(|line| self.rows[*line]).collect(),
        );
        let across = part.across();
        for (row, from) in down.iter().enumerate() {
            for (column, over) in lines.windows(2).enumerate() {
                let walls = (over[0]..over[1]).map(|column| self.level(*from, column));
                part.level[row * across + column] = walls.max().unwrap_or_default();
            }
        }
        for (row, from) in down.windows(2).enumerate() {
            for (column, line) in lines.iter().enumerate() {
                let walls = (from[0]..from[1]).map(|row| self.upright(row, *line));
                part.upright[row * (across + 1) + column] = walls.max().unwrap_or_default();
            }
        }
        part
    }
}

/// A margin is at most this wide.
const WIDEST_MARGIN: Length = 9.0;

/// So many margins lie beside one another.
const MOST_MARGINS: usize = 4;

/// The inner lines beside narrow places that may go.
fn margins(lines: &[Length], may_go: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut gone: Vec<usize> = Vec::new();
    let narrow = lines.windows(2).enumerate().filter(|(_, pair)| pair[1] - pair[0] <= WIDEST_MARGIN);
    for (place, _) in narrow {
        let inner = [place, place + 1].into_iter().filter(|line| *line > 0 && *line + 1 < lines.len());
        let found = inner.filter(|line| may_go(place, *line)).find(|line| !gone.contains(line));
        if !gone.contains(&place) {
            gone.extend(found);
        }
    }
    gone
}

fn nearest(lines: &[Length], at: Length) -> usize {
    let after = lines.partition_point(|line| *line < at);
    let before = after.saturating_sub(1);
    match (lines.get(before), lines.get(after)) {
        (Some(a), Some(b)) if (at - a).abs() <= (b - at).abs() => before,
        (_, Some(_)) => after,
        _ => before,
    }
}

/// The places between lines whose middle an edge passes.
fn covered(lines: &[Length], edge: &Edge) -> Range<usize> {
    let middle = |at: usize| (lines[at] + lines[at + 1]) / 2.0;
    let places = 0..lines.len().saturating_sub(1);
    let first = places.clone().find(|at| middle(*at) >= edge.from).unwrap_or(places.end);
    let end = (first..places.end).find(|at| middle(*at) > edge.to).unwrap_or(places.end);
    first..end
}
