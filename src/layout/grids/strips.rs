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
    // The least covered place since the last column began: how much, from where to where.
    let mut best: Option<(isize, Length, Length)> = None;
    let fewest = if is_painted { FEWEST_PAINTED } else { FEWEST_LINES };
    for pair in ends.windows(2) {
        covering += pair[0].1;
        let (from, to) = (pair[0].0, pair[1].0);
        if covering <= most as isize && to > from {
            best = match best {
                Some((least, start, end)) if least < covering || least == covering && end - start >= to - from => {
                    Some((least, start, end))
                }
                _ => Some((covering, from, to)),
            };
        } else if covering > most as isize && pair[0].1 > 0 {
            if let Some((_, from, to)) = best.take() {
                close(&mut edges, (from + to) / 2.0, segments, fewest);
            }
        }
    }
    edges.push(right);
    (edges.len() > 2).then_some(edges)
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
