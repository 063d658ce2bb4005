//! White strips: what parts columns that are not painted.

use super::super::cells::Line;
use super::super::lines::gap_before;
use super::super::words::Words;
use crate::geometry::Length;

/// A gap of this many type sizes within a line parts two cells: spaces of justified text are narrower.
const CELL_GAP: Length = 0.75;

/// The parts of a line between wide gaps.
pub(super) fn segments(line: &Line, words: &Words) -> Vec<Line> {
    let mut segments = Vec::new();
    let mut from = 0;
    for at in 1..=line.words.len() {
        if at == line.words.len() || gap_before(line, at, words) > CELL_GAP {
            segments.extend(Line::new(line.words[from..at].to_vec(), words));
            from = at;
        }
    }
    segments
}

/// At most this share of the lines may run across a strip: heads over several columns, bands.
const MOST_ACROSS: f32 = 0.25;

/// At least so many lines have text on both sides of a strip; fewer where lines or areas say that it is a table.
const FEWEST_LINES: usize = 3;
const FEWEST_PAINTED: usize = 2;

/// The edges of the columns of a region, outer ones included: in the middle of each white strip; none where there is
/// no strip.
pub(super) fn strips(segments: &[Line], lines: usize, is_painted: bool) -> Option<Vec<Length>> {
    let left = segments.iter().map(|s| s.rect.x0).fold(Length::MAX, Length::min);
    let right = segments.iter().map(|s| s.rect.x1).fold(Length::MIN, Length::max);
    let most = (MOST_ACROSS * lines as f32) as usize;
    // Where a segment begins and ends, from left to right.
    let mut ends: Vec<(Length, isize)> = segments.iter().flat_map(|s| [(s.rect.x0, 1), (s.rect.x1, -1)]).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut edges = vec![left];
    let mut covering = 0isize;
    let mut zone = Zone::default();
    let fewest = if is_painted { FEWEST_PAINTED } else { FEWEST_LINES };
    for pair in ends.windows(2) {
        covering += pair[0].1;
        if covering <= most as isize {
            zone.add(covering, pair[0].0, pair[1].0);
        } else {
            std::mem::take(&mut zone).close(&mut edges, segments, fewest);
        }
    }
    edges.push(right);
    (edges.len() > 2).then_some(edges)
}

/// A part of the width in which few segments stand, or none.
#[derive(Default)]
struct Zone {
    /// Where there are none at all.
    empty: Vec<(Length, Length)>,
    /// The least covered place: how much, from where to where.
    least: Option<(isize, Length, Length)>,
}

impl Zone {
    fn add(&mut self, covering: isize, from: Length, to: Length) {
        if to <= from {
            return;
        }
        if covering == 0 {
            self.empty.push((from, to));
        }
        let is_less = |(least, start, end): (isize, Length, Length)| {
            covering < least || covering == least && to - from > end - start
        };
        if self.least.is_none_or(is_less) {
            self.least = Some((covering, from, to));
        }
    }

    /// A column of few texts lies between two strips that are empty.
    fn close(self, edges: &mut Vec<Length>, segments: &[Line], fewest: usize) {
        if self.empty.is_empty() {
            self.least.into_iter().for_each(|(_, from, to)| close(edges, (from + to) / 2.0, segments, fewest));
        }
        for (from, to) in self.empty {
            close(edges, (from + to) / 2.0, segments, fewest);
        }
    }
}

/// Adds an edge, if enough lines have text right before and after it.
fn close(edges: &mut Vec<Length>, at: Length, segments: &[Line], fewest: usize) {
    let last = edges[edges.len() - 1];
    let before = segments.iter().filter(|s| s.rect.x1 <= at && s.rect.x1 > last);
    let both = before.filter(|s| {
        segments.iter().any(|t| t.rect.x0 >= at && (t.baseline() - s.baseline()).abs() < s.rect.height() / 2.0)
    });
    if both.count() >= fewest {
        edges.push(at);
    }
}

/// The parts of a segment whose words begin where columns do: heads may stand so close that no gap parts them.
pub(super) fn at_starts(segment: &Line, starts: &[Length], words: &Words) -> Vec<Line> {
    let near = SAME_START * segment.rect.height();
    let begins = |at: usize| {
        segment
            .words
            .get(at)
            .is_some_and(|id| starts.iter().any(|start| (words.get(*id).rect.x0 - start).abs() <= near))
    };
    let mut parts = Vec::new();
    let mut from = 0;
    for at in 1..=segment.words.len() {
        if at == segment.words.len() || begins(at) {
            parts.extend(Line::new(segment.words[from..at].to_vec(), words));
            from = at;
        }
    }
    parts
}

/// Words that begin this near, in type sizes, stand under one another.
const SAME_START: Length = 0.1;
