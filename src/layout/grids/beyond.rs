//! A row beyond the first or the last mark: one whose area is white, or that a page's edge has cut.

use super::super::cells::Line;
use super::super::words::Words;
use super::edges::SNAP;
use super::striped::Part;
use super::strips::segments;
use crate::geometry::Length;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Below,
}

/// A row that no mark closes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beyond {
    /// Where it ends.
    pub(super) at: Length,
    /// Nothing else stands between it and the page's edge.
    pub(super) to_end: bool,
}

/// Lines this near, in type sizes, are of one row.
const NEAR: Length = 1.0;

/// The text beyond the first or the last mark that stands as near to it as the rows' own and keeps to the columns.
pub(super) fn beyond(part: &Part, columns: &[Length], words: &Words, side: Side) -> Option<Beyond> {
    let mark = if side == Side::Above { part.marks.first()? } else { part.marks.last()? };
    let mut own: Vec<&Line> = match side {
        Side::Above => part.lines.iter().rev().filter(|line| line.rect.center_y() < mark.at).collect(),
        Side::Below => part.lines.iter().filter(|line| line.rect.center_y() > mark.at).collect(),
    };
    let count = own.len();
    let (mut edge, mut margin) = (mark.at, margin(part, side));
    let mut several = false;
    let of_row = |line: &&Line| {
        let (gap, end) = match side {
            Side::Above => (edge - line.rect.y1, line.rect.y0),
            Side::Below => (line.rect.y0 - edge, line.rect.y1),
        };
        let is_near = gap <= Length::max(NEAR * line.rect.height(), margin);
        (edge, margin) = (end, 0.0);
        is_near && columns[1..columns.len() - 1].iter().all(|x| keeps(line, *x, words))
    };
    own = own.into_iter().take_while(of_row).collect();
    let to_end = own.len() == count;
    for line in &own {
        let column = |id: &u32| columns.partition_point(|edge| *edge <= words.get(*id).rect.center_x());
        several |= line.words.iter().any(|id| column(id) != column(&line.words[0]));
    }
    // Of a row that a page's edge has cut, one cell may go on alone.
    let is_rest = to_end && side == Side::Above && own.iter().all(|line| begins_as_cells(part, line, columns, words));
    let last = own.last().filter(|_| several || is_rest)?.rect;
    let at = if side == Side::Above { last.y0 - SNAP } else { last.y1 + SNAP };
    Some(Beyond { at, to_end })
}

/// Does a line begin where the cells of a column begin that is not the first? Headings begin where the first does.
fn begins_as_cells(part: &Part, line: &Line, columns: &[Length], words: &Words) -> bool {
    let starts = part.strips.iter().flatten().flat_map(|line| line.words.iter()).map(|id| words.get(*id).rect.x0);
    let near = |x: Length| (x - line.rect.x0).abs() <= SNAP;
    columns.get(1).is_some_and(|first| *first <= line.rect.x0) && FEWEST_ALIKE <= starts.filter(|x| near(*x)).count()
}

/// So many lines say where the cells of a column begin.
const FEWEST_ALIKE: usize = 2;

/// How far the rows' text mostly keeps from the mark on this side of it.
fn margin(part: &Part, side: Side) -> Length {
    let strips = part.strips.iter().zip(part.marks.windows(2));
    let margin = |(strip, marks): (&Vec<Line>, &[&super::marks::Mark])| match side {
        // What stands above a mark ends as its rows end, what stands below it begins as they begin.
        Side::Above => marks[1].at - strip.iter().map(|line| line.rect.y1).fold(Length::MIN, Length::max),
        Side::Below => strip.iter().map(|line| line.rect.y0).fold(Length::MAX, Length::min) - marks[0].at,
    };
    let mut margins: Vec<Length> = strips.map(margin).collect();
    margins.sort_by(Length::total_cmp);
    margins.get(margins.len() / 2).copied().unwrap_or(0.0) + SNAP
}

/// Does no part of a line run over a column's edge?
fn keeps(line: &Line, x: Length, words: &Words) -> bool {
    let segments = segments(line, words);
    let mut rects = segments.iter().flat_map(|segment| segment.words.iter()).map(|id| words.get(*id).rect);
    rects.all(|rect| rect.x1 < x + SNAP || x - SNAP < rect.x0)
}
