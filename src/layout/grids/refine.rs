//! Rows within painted cells: a table that paints its frame and columns, and no line between its rows.

use super::super::cells::Line;
use super::super::lines::words_to_lines;
use super::super::words::{WordId, Words};
use super::edges::{Edge, Wall};
use super::lattice::{Lattice, Place};
use super::rows::{Piece, evidence, levels};
use super::strips::{segments, strips};
use crate::geometry::{Length, Rect};

/// A painted row is taken apart where it is the body of the table: at least this share of its height.
const BODY: Length = 0.4;

/// And where at least so many of its rows are told by as many columns: heads of two lines end both of them, too.
const FEWEST_ROWS: usize = 4;

/// Rows of numbers under numbers are told by fewer: heads are no numbers.
const FEWEST_OF_NUMBERS: usize = 3;

/// So many columns have to end a text where a row ends.
const FEWEST_ENDS: usize = 2;

/// The lattice with the rows that the text shows.
pub(super) fn rows(lattice: Lattice, inside: &[WordId], words: &Words) -> Lattice {
    let mut lattice = lattice;
    columns(&mut lattice, inside, words);
    lattice = with_strips(lattice, inside, words);
    let height = lattice.rows.last().unwrap_or(&0.0) - lattice.rows.first().unwrap_or(&0.0);
    let tall = (0..lattice.down()).filter(|row| lattice.rows[row + 1] - lattice.rows[*row] >= BODY * height);
    let breaks: Vec<Length> = tall.flat_map(|row| breaks(&lattice, row, inside, words)).collect();
    if breaks.is_empty() { lattice } else { with_rows(&lattice, &breaks) }
}

/// Parts cells over several columns where the text in them keeps to the columns: a table that paints its columns in the
/// heads only.
fn columns(lattice: &mut Lattice, inside: &[WordId], words: &Words) {
    let wide: Vec<Place> = lattice.cells().into_iter().filter(|place| place.columns.len() > 1).collect();
    for place in wide {
        let rect = lattice.rect(&place);
        let ids = inside.iter().copied().filter(|id| {
            let word = words.get(*id).rect;
            rect.contains(word.center_x(), word.center_y())
        });
        let lines = words_to_lines(ids, words);
        let parts: Vec<Line> = lines.iter().flat_map(|line| segments(line, words)).collect();
        let keeps = |line: &usize| {
            let at = lattice.columns[*line];
            let crosses = parts.iter().any(|part| part.rect.x0 < at && at < part.rect.x1);
            // Text right before it and right after it.
            let (before, after) = (lattice.columns[line - 1], lattice.columns[line + 1]);
            let beside = |from: Length, to: Length| {
                parts.iter().any(|part| from <= part.rect.center_x() && part.rect.center_x() <= to)
            };
            !crosses && beside(before, at) && beside(at, after)
        };
        let kept: Vec<usize> = (place.columns.start + 1..place.columns.end).filter(keeps).collect();
        // All or nothing: a cell over three columns with text over one and two is no row of cells.
        if kept.len() + 1 < place.columns.len().min(FEWEST_KEPT + 1) {
            continue;
        }
        for line in kept {
            place.rows.clone().for_each(|row| lattice.close_upright(row, line));
        }
    }
}

/// The lattice with the columns that white strips part within a painted one: a table that paints its frame, and lines
/// between some columns or rows.
fn with_strips(lattice: Lattice, inside: &[WordId], words: &Words) -> Lattice {
    let cells = lattice.cells();
    let mut found: Vec<Length> = Vec::new();
    for column in 0..lattice.across() {
        let own: Vec<Rect> =
            cells.iter().filter(|cell| cell.columns == (column..column + 1)).map(|cell| lattice.rect(cell)).collect();
        let ids = inside.iter().copied().filter(|id| {
            let word = words.get(*id).rect;
            own.iter().any(|rect| rect.contains(word.center_x(), word.center_y()))
        });
        let lines = words_to_lines(ids, words);
        let parts: Vec<Line> = lines.iter().flat_map(|line| segments(line, words)).collect();
        let several = lines.iter().filter(|line| segments(line, words).len() > 1).count();
        if (several as f32) < MOSTLY * lines.len() as f32 || several < FEWEST_ROWS {
            continue;
        }
        if let Some(edges) = strips(&parts, lines.len(), false) {
            found.extend(&edges[1..edges.len() - 1]);
        }
    }
    if found.is_empty() {
        return lattice;
    }
    let mut columns: Vec<Length> = lattice.columns.iter().chain(&found).copied().collect();
    columns.sort_by(Length::total_cmp);
    let mut finer = Lattice::new(columns, lattice.rows.clone());
    finer.take_walls(&lattice);
    let (from, to) = (lattice.rows[0], lattice.rows[lattice.down()]);
    for at in found {
        finer.add_upright(&Edge { at, from, to, wall: Wall::Space });
    }
    finer
}

/// This share of a column's lines and more has several texts, if it is several columns.
const MOSTLY: f32 = 0.75;

/// So many columns' edges have text on both sides, where there are so many.
const FEWEST_KEPT: usize = 2;

/// Where the text of a painted row begins new rows.
fn breaks(lattice: &Lattice, row: usize, inside: &[WordId], words: &Words) -> Vec<Length> {
    let lines: Vec<usize> = [0].into_iter().chain(lattice.cuts(row)).chain([lattice.across()]).collect();
    if lines.len() < 3 || !(lattice.is_closed(row) || row == 0) {
        return Vec::new();
    }
    let mut columns: Vec<Vec<WordId>> = vec![Vec::new(); lines.len() - 1];
    for id in inside {
        let rect = words.get(*id).rect;
        let Some((of_row, place)) = lattice.at(rect.center_x(), rect.center_y()) else { continue };
        if of_row == row {
            let column = lines.partition_point(|line| *line <= place).saturating_sub(1);
            columns[column].push(*id);
        }
    }
    let mut limits = Vec::with_capacity(columns.len());
    let mut pieces = Vec::new();
    for (column, ids) in columns.into_iter().enumerate() {
        let texts = words_to_lines(ids, words);
        let (left, right) = (lattice.columns[lines[column]], lattice.columns[lines[column + 1]]);
        let margin = texts.iter().map(|line| line.rect.x0 - left).fold(right - left, Length::min).max(0.0);
        limits.push(right - margin);
        pieces.extend(texts.into_iter().map(|line| Piece { line, column }));
    }
    let levels = levels(pieces);
    let evidence = evidence(&levels, &limits, words);
    let told = evidence.iter().filter(|between| between.ends >= FEWEST_ENDS && between.goes_on == 0).count();
    let numbers = evidence.iter().filter(|between| between.numbers >= FEWEST_ENDS).count();
    if told + 1 < FEWEST_ROWS && numbers + 1 < FEWEST_OF_NUMBERS {
        return Vec::new();
    }
    let ends = levels.windows(2).zip(&evidence).filter(|(_, between)| between.weight > 0.0);
    ends.map(|(pair, _)| (pair[0].bottom + pair[1].top) / 2.0).collect()
}

/// The lattice with further rows, parted by what the text says, from side to side.
fn with_rows(lattice: &Lattice, breaks: &[Length]) -> Lattice {
    let mut rows: Vec<Length> = lattice.rows.iter().chain(breaks).copied().collect();
    rows.sort_by(Length::total_cmp);
    let mut finer = Lattice::new(lattice.columns.clone(), rows);
    finer.take_walls(lattice);
    let (from, to) = (lattice.columns[0], lattice.columns[lattice.across()]);
    for at in breaks {
        finer.add_level(&Edge { at: *at, from, to, wall: Wall::Space });
    }
    finer
}
