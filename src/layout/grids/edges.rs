//! Rulings and areas to edges, and edges to the groups that touch one another.

use crate::geometry::{Length, Rect};
use crate::source::page::{Fill, Ruling};
use std::collections::BTreeMap;

/// Edges this close are one: a border is painted once per cell side, each a line's width off.
pub(super) const SNAP: Length = 1.6;

/// Edges that end this close to one another touch.
pub(super) const TOUCH: Length = 3.0;

/// A row or column thinner than this is the space between double borders.
pub(super) const THINNEST: Length = 4.0;

/// More rulings or areas than this on a page are a drawing, not tables.
const MOST_MARKS: usize = 4000;

/// What parts two places of a grid, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Wall {
    #[default]
    None,
    /// White space, or the order of the lines.
    Space,
    /// The side of an area.
    Fill,
    /// A painted line.
    Rule,
}

/// An edge: its place across, and where it begins and ends along.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub(super) at: Length,
    pub(super) from: Length,
    pub(super) to: Length,
    pub(super) wall: Wall,
}

impl Edge {
    fn touches(&self, across: &Edge) -> bool {
        let reaches = |edge: &Edge, at: Length| edge.from - TOUCH <= at && at <= edge.to + TOUCH;
        reaches(self, across.at) && reaches(across, self.at)
    }
}

/// Edges in both directions.
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    pub(super) level: Vec<Edge>,
    pub(super) upright: Vec<Edge>,
}

impl Edges {
    /// The edges of what is painted: lines, and the sides of areas that fit to them or to one another.
    pub(super) fn of(rulings: &[Ruling], areas: &[Fill]) -> Edges {
        if rulings.len() > MOST_MARKS || areas.len() > MOST_MARKS {
            return Edges::default();
        }
        let edge = |at, from, to| Edge { at, from, to, wall: Wall::Rule };
        let level = join(rulings.iter().filter_map(|r| match *r {
            Ruling::Horizontal { y, x0, x1 } => Some(edge(y, x0, x1)),
            Ruling::Vertical { .. } => None,
        }));
        let upright = join(rulings.iter().filter_map(|r| match *r {
            Ruling::Vertical { x, y0, y1 } => Some(edge(x, y0, y1)),
            Ruling::Horizontal { .. } => None,
        }));
        let mut edges = Edges { level, upright };
        edges.add_sides(areas);
        edges
    }

    /// Adds the sides of areas of which two that face one another lie on other edges: the background of a cell or of
    /// a row does, a mark behind a few words does not.
    fn add_sides(&mut self, areas: &[Fill]) {
        let mut places = (places(&self.level), places(&self.upright));
        for other in areas {
            places.0.extend([(other.rect.y0, true), (other.rect.y1, true)]);
            places.1.extend([(other.rect.x0, true), (other.rect.x1, true)]);
        }
        places.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        places.1.sort_by(|a, b| a.0.total_cmp(&b.0));
        // An area's own sides lie on themselves.
        let fits = |places: &[(Length, bool)], at: Length| {
            let first = places.partition_point(|(place, _)| *place < at - THINNEST);
            let near = places[first..].iter().take_while(|(place, _)| *place <= at + THINNEST);
            near.fold(0, |count, (_, of_area)| count + if *of_area { 1 } else { 2 }) >= 2
        };
        for Fill { rect, .. } in areas {
            let across = fits(&places.0, rect.y0) && fits(&places.0, rect.y1);
            let along = fits(&places.1, rect.x0) && fits(&places.1, rect.x1);
            if across || along {
                let side = |at, from, to| Edge { at, from, to, wall: Wall::Fill };
                self.level.extend([rect.y0, rect.y1].map(|y| side(y, rect.x0, rect.x1)));
                self.upright.extend([rect.x0, rect.x1].map(|x| side(x, rect.y0, rect.y1)));
            }
        }
    }

    /// The box around them.
    pub(super) fn extent(&self) -> Rect {
        let level = self.level.iter().map(|h| Rect { x0: h.from, y0: h.at, x1: h.to, y1: h.at });
        let upright = self.upright.iter().map(|v| Rect { x0: v.at, y0: v.from, x1: v.at, y1: v.to });
        level.chain(upright).fold(Rect::EMPTY, Rect::union)
    }

    /// Edges that touch one another, directly or through others.
    pub(super) fn groups(&self) -> Vec<Edges> {
        let count = self.level.len();
        let mut group_of: Vec<usize> = (0..count + self.upright.len()).collect();
        fn root(group_of: &mut [usize], mut node: usize) -> usize {
            while group_of[node] != node {
                group_of[node] = group_of[group_of[node]];
                node = group_of[node];
            }
            node
        }
        for (i, level) in self.level.iter().enumerate() {
            for (j, upright) in self.upright.iter().enumerate() {
                if level.touches(upright) {
                    let (a, b) = (root(&mut group_of, i), root(&mut group_of, count + j));
                    group_of[a] = b;
                }
            }
        }
        // Rows that are open above and below, from one page's foot to the next one's: their sides are all that is painted.
        let lone: Vec<usize> = (0..self.upright.len())
            .filter(|at| !self.level.iter().any(|level| level.touches(&self.upright[*at])))
            .collect();
        let beside = |a: &Edge, b: &Edge| (a.from - b.from).abs() <= TOUCH && (a.to - b.to).abs() <= TOUCH;
        for (at, one) in lone.iter().enumerate() {
            if let Some(other) = lone[..at].iter().find(|other| beside(&self.upright[*one], &self.upright[**other])) {
                let (a, b) = (root(&mut group_of, count + one), root(&mut group_of, count + other));
                group_of[a] = b;
            }
        }
        let mut found: BTreeMap<usize, Edges> = BTreeMap::new();
        for (i, level) in self.level.iter().enumerate() {
            found.entry(root(&mut group_of, i)).or_default().level.push(*level);
        }
        for (j, upright) in self.upright.iter().enumerate() {
            found.entry(root(&mut group_of, count + j)).or_default().upright.push(*upright);
        }
        found.into_values().collect()
    }
}

fn places(edges: &[Edge]) -> Vec<(Length, bool)> {
    edges.iter().map(|edge| (edge.at, false)).collect()
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

/// The lines on which edges lie, with those that close the extent: one for all that are too near for a cell between.
pub(super) fn lines(edges: &[Edge], extent: [Length; 2]) -> Vec<Length> {
    let mut places: Vec<(Length, Wall)> = edges.iter().map(|edge| (edge.at, edge.wall)).collect();
    places.extend(extent.map(|at| (at, Wall::None)));
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lines = Vec::new();
    let mut start = 0;
    while start < places.len() {
        let end = start + places[start..].partition_point(|(at, _)| at - places[start].0 <= THINNEST);
        let line = &places[start..end];
        let strongest = line.iter().map(|(_, wall)| *wall).max().unwrap_or_default();
        let of_strongest = || line.iter().filter(|(_, wall)| *wall == strongest).map(|(at, _)| *at);
        let (first, last) = (of_strongest().next().unwrap_or_default(), of_strongest().next_back().unwrap_or_default());
        lines.push((first + last) / 2.0);
        start = end;
    }
    lines
}

/// Areas as they are seen: those of one tint and width that lie on one another are one, for some producers paint a
/// cell's background line by line.
pub(super) fn areas(fills: &[Fill]) -> Vec<Fill> {
    let mut sorted: Vec<Fill> = fills.iter().filter(|fill| is_area(fill)).copied().collect();
    if sorted.len() > MOST_MARKS {
        return Vec::new();
    }
    sorted.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0).then(a.rect.x0.total_cmp(&b.rect.x0)));
    let mut areas: Vec<Fill> = Vec::with_capacity(sorted.len());
    for fill in sorted {
        let goes_on = |area: &&mut Fill| {
            let (above, below) = (area.rect, fill.rect);
            let near = |a: Length, b: Length| (a - b).abs() <= SNAP;
            area.tint == fill.tint
                && near(above.x0, below.x0)
                && near(above.x1, below.x1)
                && below.y0 <= above.y1 + LINE_OVERLAP
        };
        match areas.iter_mut().rev().take(MOST_BESIDE).find(goes_on) {
            Some(area) => area.rect = area.rect.union(fill.rect),
            None => areas.push(fill),
        }
    }
    areas
}

/// Areas of one tint this near are one.
const LINE_OVERLAP: Length = 0.5;

/// So many areas stand beside one another in a row of a table.
const MOST_BESIDE: usize = 64;

fn is_area(fill: &Fill) -> bool {
    fill.rect.x1 - fill.rect.x0 >= THINNEST && fill.rect.height() >= THINNEST
}
