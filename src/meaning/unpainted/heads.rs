//! The heads of a table over its columns: which words are over which, and the edges that they tell.

use super::columns::CELL_GAP;
use crate::geometry::{Length, Rect};
use crate::layout::cells::{Cell, Line};
use crate::layout::grid::{GridCell, Sides};
use crate::layout::lines::words_to_lines;
use crate::layout::words::{WordId, Words};
use crate::meaning::lines::segments_at;
use std::ops::Range;

/// The heads as cells: those over several columns in a tier above the others.
pub(super) fn head_cells(
    lines: &[Line],
    edges: &[Length],
    starts: &[Length],
    words: &Words,
) -> (Vec<GridCell>, Vec<Length>) {
    let count = edges.len() - 1;
    let at = |x: Length| edges.partition_point(|edge| *edge <= x).clamp(1, count) - 1;
    let mut over: Vec<(Range<usize>, Line)> = Vec::new();
    let mut own: Vec<Vec<WordId>> = vec![Vec::new(); count];
    for (index, line) in lines.iter().enumerate() {
        for part in segments_at(line, CELL_GAP, words) {
            for part in at_columns(&part, edges, starts, words) {
                let (first, last) = (at(part.rect.x0 + EDGE), at(part.rect.x1 - EDGE));
                let parts = lines[index + 1..].iter().map(|below| segments_at(below, CELL_GAP, words));
                let covered = |below: &Line| below.rect.x0 < part.rect.x1 && part.rect.x0 < below.rect.x1;
                let tier = parts.into_iter().any(|below| below.iter().filter(|below| covered(below)).count() > 1);
                if first < last && tier {
                    over.push((first..last + 1, part));
                } else {
                    own[at(part.rect.center_x())].extend(part.words.iter());
                }
            }
        }
    }
    let top = lines.iter().map(|line| line.rect.y0).fold(Length::MAX, Length::min);
    let bottom = lines.iter().map(|line| line.rect.y1).fold(Length::MIN, Length::max);
    let middle = over.iter().map(|(_, line)| line.rect.y1).fold(Length::MIN, Length::max);
    let tiers = usize::from(!over.is_empty()) + 1;
    let rows = if tiers == 2 { vec![top, middle, bottom] } else { vec![top, bottom] };
    let covered = |column: usize| over.iter().any(|(span, _)| span.contains(&column));
    let mut cells: Vec<GridCell> = Vec::new();
    let mut spans: Vec<(Range<usize>, Vec<Line>)> = Vec::new();
    for (span, line) in &over {
        match spans.iter_mut().find(|(other, _)| other.start < span.end && span.start < other.end) {
            Some((other, lines)) => {
                *other = other.start.min(span.start)..other.end.max(span.end);
                lines.push(line.clone());
            }
            None => spans.push((span.clone(), vec![line.clone()])),
        }
    }
    for (span, lines) in spans {
        cells.push(cell(0..1, span, Cell::new(lines), &rows, edges));
    }
    for (column, ids) in own.into_iter().enumerate() {
        let from = if covered(column) { tiers - 1 } else { 0 };
        let text = Cell::new(words_to_lines(ids, words));
        cells.push(cell(from..tiers, column..column + 1, text, &rows, edges));
    }
    (cells, rows)
}

/// Heads side by side are of two columns, where a white strip goes down between them, however narrow.
pub(super) fn between_heads(mut edges: Vec<Length>, body: &[Line], heads: &[Line], words: &Words) -> Vec<Length> {
    let mut spans: Vec<(Length, Length)> =
        body.iter().flat_map(|line| line.words.iter()).map(|id| words.get(*id).rect).map(|r| (r.x0, r.x1)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut strips: Vec<(Length, Length)> = Vec::new();
    let mut end = Length::MAX;
    for (from, to) in spans {
        if from - end > STRIP {
            strips.push((end, from));
        }
        end = if end == Length::MAX { to } else { end.max(to) };
    }
    for line in heads {
        let parts = segments_at(line, MAY_BE_SPACE, words);
        for pair in parts.windows(2) {
            let (left, right) = (pair[0].rect.center_x(), pair[1].rect.center_x());
            if edges.iter().any(|edge| left < *edge && *edge < right) {
                continue;
            }
            let inside = strips.iter().filter(|strip| left < strip.0 && strip.1 < right);
            if let Some(strip) = inside.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))) {
                edges.push((strip.0 + strip.1) / 2.0);
                edges.sort_by(Length::total_cmp);
            }
        }
    }
    edges
}

/// A head beside its values, and not over them, is theirs: numbers are set to the right, heads to the left.
pub(super) fn over_values(mut edges: Vec<Length>, body: &[Line], heads: &[Line], words: &Words) -> Vec<Length> {
    let count = |lines: &[Line], from: Length, to: Length| {
        let middles = lines.iter().flat_map(|line| line.words.iter()).map(|id| words.get(*id).rect.center_x());
        middles.filter(|x| from <= *x && *x < to).count()
    };
    let has = |lines: &[Line], from: Length, to: Length| count(lines, from, to) * FEW > lines.len();
    let mut at = 1;
    while at + 1 < edges.len() {
        let (left, edge, right) = (edges[at - 1], edges[at], edges[at + 1]);
        let (head, value) = (has(heads, left, edge), has(body, left, edge));
        let (next_head, next_value) = (has(heads, edge, right), has(body, edge, right));
        if head && !value && !next_head && next_value || !head && value && next_head && !next_value {
            edges.remove(at);
        } else {
            at += 1;
        }
    }
    edges
}

/// Words on fewer than one line in so many reach over from the column beside.
const FEW: usize = 20;

/// Less than this is no white strip, in points.
const STRIP: Length = 0.6;

/// Where the text of each column begins, or where the column does.
pub(super) fn starts(body: &[Line], edges: &[Length], words: &Words) -> Vec<Length> {
    let mut starts: Vec<Option<Length>> = vec![None; edges.len() - 1];
    for rect in body.iter().flat_map(|line| line.words.iter()).map(|id| words.get(*id).rect) {
        let at = edges.partition_point(|edge| *edge <= rect.center_x()).clamp(1, edges.len() - 1) - 1;
        starts[at] = Some(starts[at].map_or(rect.x0, |x: Length| x.min(rect.x0)));
    }
    starts.into_iter().zip(edges).map(|(start, edge)| start.unwrap_or(*edge)).collect()
}

/// The parts of heads that stand so near that hardly a gap parts them: each begins where a column's text does, or a gap
/// wider than a space lies over the column's edge.
fn at_columns(part: &Line, edges: &[Length], starts: &[Length], words: &Words) -> Vec<Line> {
    let mut parts = Vec::new();
    let mut from = 0;
    for at in 1..=part.words.len() {
        let begins = part.words.get(at).is_some_and(|id| {
            let (before, own) = (words.get(part.words[at - 1]).rect, words.get(*id).rect);
            let wide = own.x0 - before.x1 > MAY_BE_SPACE * own.height()
                && edges.iter().any(|edge| before.center_x() < *edge && *edge < own.center_x());
            wide || starts.iter().any(|start| (own.x0 - start).abs() < SAME_START)
        });
        if at == part.words.len() || begins {
            parts.extend(Line::new(part.words[from..at].to_vec(), words));
            from = at;
        }
    }
    parts
}

/// A gap of at most this many type sizes may be a space.
const MAY_BE_SPACE: Length = 0.42;

/// Texts that begin this near, in points, stand in one column.
const SAME_START: Length = 1.2;

/// Words reach over an edge by more than this, in points.
const EDGE: Length = 1.0;

pub(super) fn cell(
    rows: Range<usize>,
    columns: Range<usize>,
    cell: Cell,
    tops: &[Length],
    edges: &[Length],
) -> GridCell {
    let rect = Rect { x0: edges[columns.start], y0: tops[rows.start], x1: edges[columns.end], y1: tops[rows.end] };
    let text = Cell { right: Some(rect.x1), ..cell };
    GridCell { rows, columns, cell: text, rect, sides: Sides::default(), filled: false }
}
