//! Marks from side to side of a table: the lines between its rows, or the areas behind each second one.

use super::edges::{Edge, Edges, SNAP, THINNEST, TOUCH, Wall};
use crate::geometry::Length;
use crate::source::page::{Fill, Ruling};

/// What is painted on one height, and where its pieces end.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) at: Length,
    /// Pieces that touch one another, joined, from left to right.
    pub(super) runs: Vec<(Length, Length)>,
    /// Where a piece ends, and the next may begin: the sides of cells.
    pub(super) ends: Vec<Length>,
    pub(super) wall: Wall,
}

impl Mark {
    pub(super) fn from(&self) -> Length {
        self.runs.first().map_or(Length::MAX, |run| run.0)
    }

    /// Whether it is painted from one place to another.
    pub(super) fn covers(&self, from: Length, to: Length) -> bool {
        self.runs.iter().any(|run| run.0 - TOUCH <= from && to <= run.1 + TOUCH)
    }

    /// What of it lies between two places, and the rest.
    fn split(&self, left: Length, right: Length) -> (Option<Mark>, Option<Mark>) {
        let inside = |x: Length| left - TOUCH <= x && x <= right + TOUCH;
        let (own, others): (Vec<_>, Vec<_>) = self.runs.iter().partition(|run| inside(run.0) && inside(run.1));
        let part = |runs: Vec<(Length, Length)>| {
            let of_runs = |x: &&Length| runs.iter().any(|run| run.0 <= **x && **x <= run.1);
            let ends = self.ends.iter().filter(of_runs).copied().collect();
            (!runs.is_empty()).then_some(Mark { at: self.at, ends, wall: self.wall, runs })
        };
        (part(own), part(others))
    }

    /// Whether a piece of it ends here.
    pub(super) fn ends_at(&self, x: Length) -> bool {
        self.ends.iter().any(|end| (end - x).abs() <= SNAP)
    }
}

/// Marks of one table, from the top.
#[derive(Debug)]
pub(super) struct Stack {
    pub(super) left: Length,
    pub(super) right: Length,
    pub(super) marks: Vec<Mark>,
}

/// The stacks of a page. What touches upright lines is a table of another kind.
pub(super) fn stacks(rulings: &[Ruling], areas: &[Fill], edges: &Edges) -> Vec<Stack> {
    let mut pieces: Vec<Edge> = rulings
        .iter()
        .filter_map(|ruling| match *ruling {
            Ruling::Horizontal { y, x0, x1 } => Some(Edge { at: y, from: x0, to: x1, wall: Wall::Rule }),
            Ruling::Vertical { .. } => None,
        })
        .collect();
    let side = |at: Length, area: &Fill| Edge { at, from: area.rect.x0, to: area.rect.x1, wall: Wall::Fill };
    pieces.extend(areas.iter().flat_map(|area| [side(area.rect.y0, area), side(area.rect.y1, area)]));
    if pieces.len() > MOST_PIECES {
        return Vec::new();
    }
    let upright: Vec<&Edge> = edges.upright.iter().filter(|edge| edge.wall == Wall::Rule).collect();
    // A line may be painted cell by cell, and cross upright lines in some of its pieces only.
    let whole = |piece: &Edge| {
        let goes_over = |line: &&Edge| {
            line.wall == piece.wall
                && (line.at - piece.at).abs() <= SNAP
                && line.from - TOUCH <= piece.from
                && piece.to <= line.to + TOUCH
        };
        edges.level.iter().find(goes_over).map_or((piece.from, piece.to), |line| (line.from, line.to))
    };
    pieces.retain(|piece| {
        let (from, to) = whole(piece);
        let crosses = |edge: &&&Edge| {
            from - TOUCH <= edge.at
                && edge.at <= to + TOUCH
                && edge.from - TOUCH <= piece.at
                && piece.at <= edge.to + TOUCH
        };
        !upright.iter().any(|edge| crosses(&edge))
    });
    stacked(marks(pieces))
}

/// More pieces than this are a drawing.
const MOST_PIECES: usize = 4000;

/// Pieces on one height are one mark.
fn marks(mut pieces: Vec<Edge>) -> Vec<Mark> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut marks = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = start + pieces[start..].partition_point(|piece| piece.at - pieces[start].at <= THINNEST);
        let own = &mut pieces[start..end];
        own.sort_by(|a, b| a.from.total_cmp(&b.from));
        let wall = own.iter().map(|piece| piece.wall).max().unwrap_or_default();
        let strongest: Vec<Length> = own.iter().filter(|piece| piece.wall == wall).map(|piece| piece.at).collect();
        let at = strongest.iter().sum::<Length>() / strongest.len().max(1) as Length;
        let mut runs: Vec<(Length, Length)> = Vec::new();
        for piece in own.iter() {
            match runs.last_mut() {
                Some(last) if piece.from - last.1 <= TOUCH => last.1 = last.1.max(piece.to),
                _ => runs.push((piece.from, piece.to)),
            }
        }
        let ends = own.iter().flat_map(|piece| [piece.from, piece.to]).collect();
        marks.push(Mark { at, runs, ends, wall });
        start = end;
    }
    marks
}

/// Marks with the same sides, and those between them that lie within, are of one stack.
fn stacked(marks: Vec<Mark>) -> Vec<Stack> {
    let near = |a: Length, b: Length| (a - b).abs() <= TOUCH;
    let mut stacks: Vec<Stack> = Vec::new();
    for (left, right) in marks.iter().flat_map(|mark| mark.runs.iter().copied()) {
        if !stacks.iter().any(|stack| near(stack.left, left) && near(stack.right, right)) {
            stacks.push(Stack { left, right, marks: Vec::new() });
        }
    }
    // The widest first: what is in them belongs to them.
    stacks.sort_by(|a, b| (b.right - b.left).total_cmp(&(a.right - a.left)));
    let mut rest = marks;
    for stack in &mut stacks {
        let (own, others): (Vec<_>, Vec<_>) = rest.iter().map(|mark| mark.split(stack.left, stack.right)).unzip();
        // One that is broken off here and there is a part.
        let whole = own.iter().flatten().filter(|mark| mark.covers(stack.left, stack.right)).count();
        if whole >= FEWEST_WHOLE {
            stack.marks = own.into_iter().flatten().collect();
            rest = others.into_iter().flatten().collect();
        }
    }
    stacks.retain(|stack| stack.marks.len() > FEWEST_STRIPS);
    stacks
}

/// So many marks of a table go from side to side.
const FEWEST_WHOLE: usize = 2;

/// So many strips are a table whose rows are marked: a frame with a line under the head has two.
pub(super) const FEWEST_STRIPS: usize = 3;
