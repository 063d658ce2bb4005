//! Where on a page a table may stand that has no painted columns.

use super::super::cells::Line;
use super::super::words::Words;
use super::edges::{Edge, Edges, TOUCH};
use super::strips::segments;
use crate::geometry::Length;

/// Lines that may be a table.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) left: Length,
    pub(super) right: Length,
    pub(super) top: Length,
    pub(super) bottom: Length,
    pub(super) lines: Vec<Line>,
    /// Lines or areas of one width say that it is one.
    pub(super) is_painted: bool,
}

impl Region {
    /// Whether an edge lies in it.
    pub(super) fn holds(&self, edge: &Edge) -> bool {
        let (from, to) = (edge.from.max(self.left), edge.to.min(self.right));
        self.top - TOUCH <= edge.at && edge.at <= self.bottom + TOUCH && to - from > TOUCH
    }
}

/// The regions of some lines, top down.
pub(super) fn regions(lines: &[Line], edges: &Edges, words: &Words) -> Vec<Region> {
    let mut taken = vec![false; lines.len()];
    let mut regions = Vec::new();
    for (left, right, top, bottom) in frames(edges) {
        let inside = |line: &Line| {
            let y = line.rect.center_y();
            top <= y && y <= bottom && left - TOUCH <= line.rect.x0 && line.rect.x1 <= right + TOUCH
        };
        let of_frame: Vec<usize> = (0..lines.len()).filter(|at| !taken[*at] && inside(&lines[*at])).collect();
        let several = of_frame.iter().filter(|at| segments(&lines[**at], words).len() > 1).count();
        // Two lines as wide as the page's text, with prose between, are no table.
        if several < 2 || 2 * several < of_frame.len() {
            continue;
        }
        of_frame.iter().for_each(|at| taken[*at] = true);
        let lines = of_frame.iter().map(|at| lines[*at].clone()).collect();
        regions.push(Region { left, right, top, bottom, lines, is_painted: true });
    }
    let mut run: Vec<Line> = Vec::new();
    for (line, taken) in lines.iter().zip(&taken) {
        let parted = run
            .last()
            .is_some_and(|last| line.rect.y0 - last.rect.y1 > WIDEST_GAP * line.rect.height().max(last.rect.height()));
        let is_several = !*taken && segments(line, words).len() > 1;
        if *taken || parted {
            regions.extend(close(&mut run, words));
        }
        if is_several || !run.is_empty() && !*taken {
            run.push(line.clone());
        }
    }
    regions.extend(close(&mut run, words));
    regions
}

/// Lines further apart than this many type sizes are no table without something painted.
const WIDEST_GAP: Length = 1.6;

/// A run of lines, from the first of several segments to the last, as long as every third is one.
fn close(run: &mut Vec<Line>, words: &Words) -> Vec<Region> {
    let lines = std::mem::take(run);
    let mut regions = Vec::new();
    let mut part: Vec<Line> = Vec::new();
    let mut single = 0;
    for line in lines {
        let is_several = segments(&line, words).len() > 1;
        single = if is_several { 0 } else { single + 1 };
        if single > MOST_SINGLE {
            regions.extend(region(&mut part, words));
            continue;
        }
        if is_several || !part.is_empty() {
            part.push(line);
        }
    }
    regions.extend(region(&mut part, words));
    regions
}

/// So many lines of one segment may follow one another in a table.
const MOST_SINGLE: usize = 2;

fn region(part: &mut Vec<Line>, words: &Words) -> Option<Region> {
    while part.last().is_some_and(|line| segments(line, words).len() < 2) {
        part.pop();
    }
    let lines = std::mem::take(part);
    let rect = lines.iter().map(|line| line.rect).reduce(|a, b| a.union(b))?;
    Some(Region { left: rect.x0, right: rect.x1, top: rect.y0, bottom: rect.y1, lines, is_painted: false })
}

/// The boxes of level edges of one extent, that follow one another.
fn frames(edges: &Edges) -> Vec<(Length, Length, Length, Length)> {
    let mut sorted: Vec<&Edge> = edges.level.iter().collect();
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.at.total_cmp(&b.at)));
    let mut frames: Vec<(Length, Length, Length, Length)> = Vec::new();
    for edge in sorted {
        let same = |a: Length, b: Length| (a - b).abs() <= TOUCH;
        match frames.iter_mut().find(|(from, to, ..)| same(*from, edge.from) && same(*to, edge.to)) {
            Some((_, _, top, bottom)) => (*top, *bottom) = (top.min(edge.at), bottom.max(edge.at)),
            None => frames.push((edge.from, edge.to, edge.at, edge.at)),
        }
    }
    frames.retain(|(_, _, top, bottom)| bottom - top > TOUCH);
    // The widest first: what is in them belongs to them.
    frames.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
    frames
}
