//! Finds the [`Grid`]s of a page: by what is painted, and by how the text stands.

mod aligned;
mod bands;
mod beyond;
mod edges;
mod lattice;
mod marks;
mod merged;
mod profile;
mod refine;
mod regions;
mod rows;
mod ruled;
mod striped;
mod strips;
#[cfg(test)]
mod tests;
mod texts;
mod unruled;

use super::cells::{Cell, Line};
use super::grid::{Grid, GridCell};
use super::lines::Sheet;
use super::words::{WordId, Words};
use crate::geometry::{Length, Rect};
use crate::source::page::Fill;
use edges::{Edges, areas};
use lattice::{Lattice, Place};
pub(crate) use unruled::white_columns;

/// The grids of a page from top to bottom, and the lines that stand in none.
pub(super) fn find(sheet: &Sheet, words: &Words) -> (Vec<Grid>, Vec<Line>) {
    let areas = areas(&sheet.fills);
    let edges = Edges::of(&sheet.rulings, &areas);
    let mut painted: Vec<Lattice> = ruled::lattices(&edges);
    painted.retain(ruled::has_columns);
    let mut grids: Vec<Grid> = Vec::new();
    let mut take = |lattices: Vec<Lattice>, lines: &[Line], refined: bool| {
        let mut dealt = Dealt::new(lines, words, &lattices);
        for (lattice, inside) in lattices.into_iter().zip(std::mem::take(&mut dealt.inside)) {
            let lattice = if refined {
                let middles: Vec<(Length, Length)> =
                    inside.iter().map(|id| (words.get(*id).rect.center_x(), words.get(*id).rect.center_y())).collect();
                refine::rows(lattice.without_margins(&middles), &inside, words)
            } else {
                lattice
            };
            match grid(sheet, &lattice, &inside, &areas, words) {
                Some(grid) => grids.push(grid),
                None => dealt.loose.extend(inside),
            }
        }
        dealt.lines(lines, words)
    };
    let mut striped = striped::lattices(&sheet.lines, &sheet.rulings, &areas, &edges, words);
    // A table of which lines close each cell is itself, whatever bands of its width stand around it.
    let closed: Vec<Rect> = painted.iter().filter(|lattice| ruled::is_closed(lattice)).map(outline).collect();
    striped.retain(|lattice| !closed.iter().any(|table| overlaps(table, &outline(lattice))));
    // Areas that alternate are no tables of their own.
    painted.retain(|lattice| !striped.iter().any(|other| overlaps(&outline(lattice), &outline(other))));
    let loose = take(striped, &sheet.lines, false);
    painted.iter_mut().for_each(|lattice| ruled::to_text(lattice, &loose));
    let loose = take(painted, &loose, true);
    let loose = take(aligned::lattices(&loose, &edges, words), &loose, false);
    grids.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0).then(a.rect.x0.total_cmp(&b.rect.x0)));
    (grids, loose)
}

/// The words of some lines, each in one lattice or loose.
struct Dealt {
    inside: Vec<Vec<WordId>>,
    loose: Vec<WordId>,
}

impl Dealt {
    /// By their middles; of tables one in another, to the inner.
    fn new(lines: &[Line], words: &Words, lattices: &[Lattice]) -> Dealt {
        let mut by_size: Vec<usize> = (0..lattices.len()).collect();
        let rects: Vec<Rect> = lattices.iter().map(outline).collect();
        let size = |rect: &Rect| (rect.x1 - rect.x0) * rect.height();
        by_size.sort_by(|a, b| size(&rects[*a]).total_cmp(&size(&rects[*b])));
        let mut dealt = Dealt { inside: vec![Vec::new(); lattices.len()], loose: Vec::new() };
        for id in lines.iter().flat_map(|line| line.words.iter().copied()) {
            let rect = words.get(id).rect;
            let (x, y) = (rect.center_x(), rect.center_y());
            match by_size.iter().find(|index| lattices[**index].at(x, y).is_some()) {
                Some(index) => dealt.inside[*index].push(id),
                None => dealt.loose.push(id),
            }
        }
        dealt
    }

    /// The loose words, on the lines that they stand on.
    fn lines(mut self, lines: &[Line], words: &Words) -> Vec<Line> {
        self.loose.sort_unstable();
        let is_loose = |id: &WordId| self.loose.binary_search(id).is_ok();
        let rest = lines.iter().filter_map(|line| {
            if line.words.iter().all(is_loose) {
                return Some(line.clone());
            }
            Line::new(line.words.iter().copied().filter(|id| is_loose(id)).collect(), words)
        });
        rest.collect()
    }
}

fn overlaps(a: &Rect, b: &Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

fn outline(lattice: &Lattice) -> Rect {
    lattice.rect(&Place { rows: 0..lattice.down(), columns: 0..lattice.across() })
}

/// The grid of a lattice and the words in it; none where it holds fewer than two texts.
fn grid(sheet: &Sheet, lattice: &Lattice, inside: &[WordId], areas: &[Fill], words: &Words) -> Option<Grid> {
    let places = lattice.cells();
    let mut cell_at = vec![0; lattice.down() * lattice.across()];
    for (index, place) in places.iter().enumerate() {
        for row in place.rows.clone() {
            cell_at[row * lattice.across()..][place.columns.clone()].fill(index);
        }
    }
    let mut texts: Vec<Vec<WordId>> = vec![Vec::new(); places.len()];
    for id in inside {
        let rect = words.get(*id).rect;
        let (row, column) = lattice.at(rect.center_x(), rect.center_y())?;
        texts[cell_at[row * lattice.across() + column]].push(*id);
    }
    if texts.iter().filter(|text| !text.is_empty()).count() < FEWEST_TEXTS {
        return None;
    }
    let cells = places.into_iter().zip(texts).map(|(place, text)| {
        let rect = lattice.rect(&place);
        let mut cell = texts::cell(text, words);
        cell.right = right(&cell, &rect);
        GridCell {
            sides: lattice.sides(&place),
            cell,
            filled: areas.iter().any(|area| fills(&area.rect, &rect)),
            rect,
            rows: place.rows,
            columns: place.columns,
        }
    });
    Some(Grid {
        page: sheet.page,
        rect: outline(lattice),
        cells: cells.collect(),
        kind: ruled::kind(lattice),
        confidence: ruled::painted(lattice),
        columns: lattice.columns.clone(),
        rows: lattice.rows.clone(),
    })
}

/// Where a cell's text has to end: as far from its right edge as it begins from its left.
fn right(cell: &Cell, rect: &Rect) -> Option<Length> {
    let left = cell.lines.iter().map(|line| line.rect.x0).reduce(Length::min)?;
    Some(rect.x1 - (left - rect.x0).clamp(0.0, MOST_PADDING))
}

/// A cell's text begins at most so far from its edge, in points, unless it is centred or right-aligned.
const MOST_PADDING: Length = 12.0;

/// A table says at least this much; a frame around one text says nothing of its place.
const FEWEST_TEXTS: usize = 2;

/// Whether an area is a cell's background: it lies behind the middle, and behind most of it.
fn fills(area: &Rect, cell: &Rect) -> bool {
    let width = area.x1.min(cell.x1) - area.x0.max(cell.x0);
    let height = area.y1.min(cell.y1) - area.y0.max(cell.y0);
    let whole = (cell.x1 - cell.x0) * cell.height();
    area.contains(cell.center_x(), cell.center_y()) && width > 0.0 && height > 0.0 && width * height > whole / 2.0
}
