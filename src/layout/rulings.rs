//! Strokes and thin rectangles to joined edges, and edges to the cells of ruled tables.

use crate::geometry::{Length, Rect};
use crate::source::page::Ruling;

/// Edges this close are one: a border is painted once per cell side, each a line's width off.
const SNAP: Length = 1.6;

/// Edges that end this close to one another touch.
const TOUCH: Length = 3.0;

/// A row or column thinner than this is the space between double borders.
const THINNEST: Length = 4.0;

/// More rulings than this on a page are a drawing, not tables.
const MOST_RULINGS: usize = 4000;

/// A ruled table: rows of cells.
#[derive(Debug)]
pub(crate) struct RuledTable {
    pub(crate) rect: Rect,
    pub(crate) rows: Vec<RuledRow>,
}

/// A row between two horizontal edges.
#[derive(Debug)]
pub(crate) struct RuledRow {
    pub(crate) cells: Vec<Rect>,
}

/// An edge: its place across, and where it begins and ends along.
#[derive(Debug, Clone, Copy)]
struct Edge {
    at: Length,
    from: Length,
    to: Length,
}

/// The tables that a page's rulings form, top down.
///
/// Steps: rulings → edges (collinear pieces joined) → groups of edges that touch → per group, the
/// horizontal edges cut rows and the vertical edges that cross a row cut its cells. A side without an edge
/// (a table cut by the page's end) is closed by the group's extent.
pub(crate) fn rulings_to_tables(rulings: &[Ruling]) -> Vec<RuledTable> {
    if rulings.len() > MOST_RULINGS {
        return Vec::new();
    }
    let horizontal = join(rulings.iter().filter_map(|r| match *r {
        Ruling::Horizontal { y, x0, x1 } => Some(Edge { at: y, from: x0, to: x1 }),
        Ruling::Vertical { .. } => None,
    }));
    let vertical = join(rulings.iter().filter_map(|r| match *r {
        Ruling::Vertical { x, y0, y1 } => Some(Edge { at: x, from: y0, to: y1 }),
        Ruling::Horizontal { .. } => None,
    }));
    let mut tables: Vec<RuledTable> =
        groups(&horizontal, &vertical).into_iter().filter_map(|(h, v)| table(&h, &v)).collect();
    tables.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0).then(a.rect.x0.total_cmp(&b.rect.x0)));
    tables
}

/// Collinear edges that touch become one.
fn join(edges: impl Iterator<Item = Edge>) -> Vec<Edge> {
    let mut edges: Vec<Edge> = edges.collect();
    edges.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined: Vec<Edge> = Vec::new();
    let mut start = 0;
    while start < edges.len() {
        // One line: from its first edge on, not from neighbour to neighbour, or a fan would be one line.
        let end = start + edges[start..].partition_point(|e| e.at - edges[start].at <= SNAP);
        let line = &mut edges[start..end];
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = joined.len();
        for edge in line.iter() {
            match joined[first..].last_mut() {
                Some(last) if edge.from - last.to <= TOUCH => last.to = last.to.max(edge.to),
                _ => joined.push(*edge),
            }
        }
        start = end;
    }
    joined
}

/// Edges that touch one another, directly or through others.
fn groups(horizontal: &[Edge], vertical: &[Edge]) -> Vec<(Vec<Edge>, Vec<Edge>)> {
    let mut group_of: Vec<usize> = (0..horizontal.len() + vertical.len()).collect();
    fn root(group_of: &mut [usize], mut node: usize) -> usize {
        while group_of[node] != node {
            group_of[node] = group_of[group_of[node]];
            node = group_of[node];
        }
        node
    }
    for (i, h) in horizontal.iter().enumerate() {
        for (j, v) in vertical.iter().enumerate() {
            let crosses =
                h.from - TOUCH <= v.at && v.at <= h.to + TOUCH && v.from - TOUCH <= h.at && h.at <= v.to + TOUCH;
            if crosses {
                let (a, b) = (root(&mut group_of, i), root(&mut group_of, horizontal.len() + j));
                group_of[a] = b;
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, (Vec<Edge>, Vec<Edge>)> = std::collections::BTreeMap::new();
    for (i, h) in horizontal.iter().enumerate() {
        found.entry(root(&mut group_of, i)).or_default().0.push(*h);
    }
    for (j, v) in vertical.iter().enumerate() {
        found.entry(root(&mut group_of, horizontal.len() + j)).or_default().1.push(*v);
    }
    found.into_values().collect()
}

fn table(horizontal: &[Edge], vertical: &[Edge]) -> Option<RuledTable> {
    // Without a vertical edge between them, columns are a matter of text.
    if vertical.len() < 2 {
        return None;
    }
    let rect = extent(horizontal, vertical);
    let ys = cuts(horizontal.iter().map(|h| h.at).chain([rect.y0, rect.y1]));
    let mut rows: Vec<RuledRow> = Vec::new();
    for pair in ys.windows(2) {
        let (top, bottom) = (pair[0], pair[1]);
        if bottom - top < THINNEST {
            continue;
        }
        let middle = (top + bottom) / 2.0;
        let crossing = vertical.iter().filter(|v| v.from <= middle && middle <= v.to).map(|v| v.at);
        let xs = cuts(crossing.chain([rect.x0, rect.x1]));
        let cells = xs
            .windows(2)
            .filter(|x| x[1] - x[0] >= THINNEST)
            .map(|x| Rect { x0: x[0], y0: top, x1: x[1], y1: bottom })
            .collect();
        rows.push(RuledRow { cells });
    }
    join_spanning_cells(&mut rows, horizontal);
    (!rows.is_empty()).then_some(RuledTable { rect, rows })
}

fn extent(horizontal: &[Edge], vertical: &[Edge]) -> Rect {
    let mut rect = Rect::EMPTY;
    for h in horizontal {
        rect = rect.union(Rect { x0: h.from, y0: h.at, x1: h.to, y1: h.at });
    }
    for v in vertical {
        rect = rect.union(Rect { x0: v.at, y0: v.from, x1: v.at, y1: v.to });
    }
    rect
}

fn cuts(places: impl Iterator<Item = Length>) -> Vec<Length> {
    let mut places: Vec<Length> = places.collect();
    places.sort_by(Length::total_cmp);
    places.dedup_by(|b, a| *b - *a <= SNAP);
    places
}

/// A cell with no edge below its middle goes on into the next row: it is kept, as high as both, in the
/// upper one, and the lower one keeps an empty place.
fn join_spanning_cells(rows: &mut [RuledRow], horizontal: &[Edge]) {
    for index in 1..rows.len() {
        let (above, below) = rows.split_at_mut(index);
        let Some(above) = above.last_mut() else { continue };
        for cell in &mut below[0].cells {
            let closed = horizontal
                .iter()
                .any(|h| (h.at - cell.y0).abs() <= SNAP && h.from <= cell.center_x() && cell.center_x() <= h.to);
            if closed {
                continue;
            }
            if let Some(upper) =
                above.cells.iter_mut().find(|u| (u.x0 - cell.x0).abs() <= SNAP && (u.x1 - cell.x1).abs() <= SNAP)
            {
                upper.y1 = cell.y1;
                cell.y0 = cell.y1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn h(y: f32, x0: f32, x1: f32) -> Ruling {
        Ruling::Horizontal { y, x0, x1 }
    }

    fn v(x: f32, y0: f32, y1: f32) -> Ruling {
        Ruling::Vertical { x, y0, y1 }
    }

    fn shape(tables: &[RuledTable]) -> Vec<Vec<usize>> {
        tables.iter().map(|t| t.rows.iter().map(|r| r.cells.len()).collect()).collect()
    }

    #[test]
    fn two_rows_of_different_columns() {
        let tables = rulings_to_tables(&[
            h(0.0, 0.0, 100.0),
            h(20.0, 0.0, 100.0),
            h(40.0, 0.0, 100.0),
            v(0.0, 0.0, 40.0),
            v(30.0, 0.0, 20.0),
            v(50.0, 20.0, 40.0),
            v(75.0, 20.0, 40.0),
            v(100.0, 0.0, 40.0),
        ]);
        assert_eq!(shape(&tables), [[2, 3]]);
    }

    #[test]
    fn a_table_cut_by_the_page_has_its_rows_though_edges_are_missing() {
        let tables =
            rulings_to_tables(&[v(0.0, 0.0, 30.0), v(50.0, 0.0, 30.0), v(100.0, 0.0, 30.0), h(30.0, 0.0, 100.0)]);
        assert_eq!(shape(&tables), [[2]]);
    }

    #[test]
    fn borders_painted_twice_are_one() {
        let tables = rulings_to_tables(&[
            h(0.0, 0.0, 50.0),
            h(0.7, 50.0, 100.0),
            h(20.0, 0.0, 100.0),
            h(20.8, 0.0, 100.0),
            v(0.0, 0.0, 20.0),
            v(49.6, 0.0, 20.0),
            v(50.4, 0.0, 20.0),
            v(100.0, 0.0, 20.0),
        ]);
        assert_eq!(shape(&tables), [[2]]);
    }

    #[test]
    fn lines_without_columns_make_no_table() {
        assert!(rulings_to_tables(&[h(0.0, 0.0, 100.0), h(20.0, 0.0, 100.0)]).is_empty());
    }
}
