//! Rows within painted cells: a table that paints its frame and columns, and no line between its rows.

use super::super::lines::words_to_lines;
use super::super::words::{WordId, Words};
use super::edges::{Edge, Wall};
use super::lattice::Lattice;
use super::rows::{Piece, evidence, levels};
use crate::geometry::Length;

/// A painted row is taken apart where it is the body of the table: at least this share of its height.
const BODY: Length = 0.4;

/// And where at least so many of its rows are told by as many columns: heads of two lines end both of them, too.
const FEWEST_ROWS: usize = 4;

/// So many columns have to end a text where a row ends.
const FEWEST_ENDS: usize = 2;

/// The lattice with the rows that the text shows.
pub(super) fn rows(lattice: Lattice, inside: &[WordId], words: &Words) -> Lattice {
    let height = lattice.rows.last().unwrap_or(&0.0) - lattice.rows.first().unwrap_or(&0.0);
    let tall = (0..lattice.down()).filter(|row| lattice.rows[row + 1] - lattice.rows[*row] >= BODY * height);
    let breaks: Vec<Length> = tall.flat_map(|row| breaks(&lattice, row, inside, words)).collect();
    if breaks.is_empty() { lattice } else { with_rows(&lattice, &breaks) }
}

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
    if told + 1 < FEWEST_ROWS {
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
