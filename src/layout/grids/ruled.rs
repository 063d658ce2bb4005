//! Painted edges to lattices: one a table, however it is closed.

use super::edges::{Edges, Wall};
use super::lattice::Lattice;
use crate::geometry::{Length, Rect};
use crate::layout::cells::Line;
use crate::layout::grid::GridKind;

/// The lattices that edges form, a table each; boxes and lines alone are none.
pub(super) fn lattices(edges: &Edges) -> Vec<Lattice> {
    let groups = edges.groups();
    let closed = |group: &&Edges| {
        let (level, upright) = (group.level.len(), group.upright.len());
        level >= 1 && upright >= 1 || upright >= FEWEST_SIDES
    };
    let groups = groups.iter().filter(closed);
    groups.flat_map(|group| tables(&Lattice::of(group))).collect()
}

/// So many upright edges of one height are a table that is open above and below.
const FEWEST_SIDES: usize = 3;

/// Tables that touch one another, with different columns, are several: parted where a line goes from side to side and
/// no column's line of what is above it goes on below it.
fn tables(lattice: &Lattice) -> Vec<Lattice> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut above: Vec<usize> = Vec::new();
    // Rows of one cell, which have no columns, belong to what is below them where that is another table.
    let mut bands = 0;
    for row in 0..lattice.down() {
        let cuts: Vec<usize> = lattice.cuts(row).collect();
        if cuts.is_empty() {
            bands = if lattice.is_closed(row) { row } else { bands };
            continue;
        }
        let first = if row > 0 && lattice.cuts(row - 1).next().is_none() { bands } else { row };
        let is_other = !above.is_empty() && !cuts.iter().any(|cut| above.contains(cut));
        if is_other && lattice.is_closed(first) && first > start {
            parts.push(lattice.part(start..first));
            (start, above) = (first, Vec::new());
        }
        above.extend(cuts);
    }
    parts.push(lattice.part(start..lattice.down()));
    parts.retain(|part| part.cells().len() > 1);
    parts
}

/// Moves a side that no line closes, at a page's head or foot, to the end of the text that it cuts.
pub(super) fn to_text(lattice: &mut Lattice, lines: &[Line]) {
    let (left, right, last) = (lattice.columns[0], lattice.columns[lattice.across()], lattice.down());
    let inside = lines.iter().map(|line| line.rect).filter(|rect| left <= rect.x0 && rect.x1 <= right);
    let cut: Vec<Rect> = inside.collect();
    let cut = |at: Length| cut.iter().filter(move |rect| rect.y0 < at && at < rect.y1);
    if !lattice.is_closed(0) {
        lattice.rows[0] = cut(lattice.rows[0]).map(|rect| rect.y0).fold(lattice.rows[0], Length::min);
    }
    if !lattice.is_closed(last) {
        lattice.rows[last] = cut(lattice.rows[last]).map(|rect| rect.y1).fold(lattice.rows[last], Length::max);
    }
}

/// Whether any of a lattice's columns are parted by a wall.
pub(super) fn has_columns(lattice: &Lattice) -> bool {
    (0..lattice.down()).any(|row| lattice.cuts(row).next().is_some())
}

/// How much of what parts a lattice's places is painted as a line: 0 to 1.
pub(super) fn painted(lattice: &Lattice) -> f32 {
    let (walls, painted) =
        walls(lattice).fold((0, 0), |(walls, painted), wall| (walls + 1, painted + usize::from(wall == Wall::Rule)));
    painted as f32 / walls.max(1) as f32
}

/// Whether lines close each cell of a table of several rows and columns.
pub(super) fn is_closed(lattice: &Lattice) -> bool {
    lattice.across() > 1
        && lattice.down() > 1
        && walls(lattice).all(|wall| wall == Wall::Rule)
        && lattice.cells().len() > lattice.across()
}

/// What parts a lattice's places.
pub(super) fn kind(lattice: &Lattice) -> GridKind {
    match (walls(lattice).any(|wall| wall == Wall::Space), walls(lattice).any(|wall| wall > Wall::Space)) {
        (false, _) => GridKind::Ruled,
        (true, true) => GridKind::HalfRuled,
        (true, false) => GridKind::Aligned,
    }
}

fn walls(lattice: &Lattice) -> impl Iterator<Item = Wall> + '_ {
    let level =
        (0..=lattice.down()).flat_map(move |line| (0..lattice.across()).map(move |column| lattice.level(line, column)));
    let upright =
        (0..lattice.down()).flat_map(move |row| (0..=lattice.across()).map(move |line| lattice.upright(row, line)));
    level.chain(upright).filter(|wall| *wall != Wall::None)
}
