//! Tables with nothing painted between rows or columns: white from head to foot parts columns, and more white than
//! between the lines of one cell parts rows.

use super::super::cells::Line;
use super::super::words::Words;
use super::bands;
use super::edges::{Edge, Wall};
use super::lattice::Lattice;
use super::merged;
use super::profile::{Zone, head_parts, outer, with_heads, zones};
use super::regions::Region;
use super::striped::open_over;
use super::strips::segments;
use crate::geometry::Length;

/// What a region is.
#[derive(Debug)]
pub(super) enum Found {
    Table(Lattice),
    /// It has columns and rows, and cells over several rows that no text tells apart.
    Unsure,
}

/// The lattice of a region, if its rows stand clearly apart.
pub(super) fn lattice(region: &Region, words: &Words) -> Option<Found> {
    let columns = columns(region, words)?;
    let spans = spans(region, &columns, words);
    let leading = leading(&spans, columns.len() - 1)?;
    let most_levels = (columns.len() - 1) / 2;
    // Cells that go over several rows stand in the first columns: without them, there are more rows.
    let mut best: Vec<Length> = Vec::new();
    let mut levels = 0;
    for first in 0..=most_levels {
        let breaks = breaks(&spans, first, leading)?;
        if breaks.len() > best.len() {
            (best, levels) = (breaks, first);
        }
    }
    if best.len() + 1 < FEWEST_ROWS {
        return None;
    }
    let mut rows = vec![region.top];
    rows.extend(best);
    rows.push(region.bottom);
    let mut lattice = Lattice::new(columns, rows);
    let (left, right) = (lattice.columns[0], lattice.columns[lattice.across()]);
    let from = lattice.columns[levels];
    for (nth, at) in lattice.rows.clone().into_iter().enumerate() {
        let is_whole = nth == 0 || nth == lattice.down() || spans.iter().all(|span| !span.holds(at));
        let from = if is_whole && is_band_beside(&lattice, nth, region, words) { left } else { from };
        lattice.add_level(&Edge { at, from, to: right, wall: Wall::Space });
    }
    for at in lattice.columns.clone() {
        lattice.add_upright(&Edge { at, from: region.top, to: region.bottom, wall: Wall::Space });
    }
    for row in 0..lattice.down() {
        let (top, bottom) = (lattice.rows[row], lattice.rows[row + 1]);
        let inside = |line: &&Line| top <= line.rect.center_y() && line.rect.center_y() < bottom;
        let strip: Vec<&Line> = region.lines.iter().filter(inside).collect();
        open_over(&mut lattice, row, &strip, &[], words);
    }
    bands::open(&mut lattice, &region.lines, words);
    let one_text = leading.0 / leading.1 + WIDER;
    let is_told = merged::part(&mut lattice, &region.lines, one_text, words);
    Some(if is_told { Found::Table(lattice) } else { Found::Unsure })
}

/// A table that nothing paints has at least so many rows and columns: fewer are told by other means.
const FEWEST_ROWS: usize = 4;
const FEWEST_COLUMNS: usize = 4;

/// Heads are at most so many lines.
const MOST_HEADS: usize = 4;

/// Whether the row above or below a row's line is the head, or a band.
fn is_band_beside(lattice: &Lattice, line: usize, region: &Region, words: &Words) -> bool {
    let is_single = |row: usize| {
        let (top, bottom) = (lattice.rows[row], lattice.rows[row + 1]);
        let inside = |line: &&Line| top <= line.rect.center_y() && line.rect.center_y() < bottom;
        region.lines.iter().filter(inside).all(|line| {
            segments(line, words).len() < 2 && line.rect.x0 < lattice.columns[1] && lattice.columns[1] < line.rect.x1
        })
    };
    line <= 1 || line >= lattice.down() || is_single(line - 1) || is_single(line)
}

fn columns(region: &Region, words: &Words) -> Option<Vec<Length>> {
    let several = |line: &&Line| segments(line, words).len() > 1;
    let lines: Vec<Line> = region.lines.iter().filter(several).cloned().collect();
    if lines.len() < 2 * MOST_HEADS {
        return None;
    }
    let (heads, body) = lines.split_at(MOST_HEADS);
    let columns = between(body, heads, (region.left, region.right), words);
    (columns.len() > FEWEST_COLUMNS).then_some(columns)
}

/// The edges of columns whose lines are known, on however many pages: in the white between their texts.
pub(crate) fn white_columns(body: &[Line], heads: &[Line], words: &Words) -> Option<Vec<Length>> {
    let rect = body.iter().chain(heads).map(|line| line.rect).reduce(|a, b| a.union(b))?;
    let columns = between(body, heads, (rect.x0, rect.x1), words);
    (!body.is_empty() && columns.len() > 2).then_some(columns)
}

fn between(body: &[Line], heads: &[Line], (left, right): (Length, Length), words: &Words) -> Vec<Length> {
    let body: Vec<Vec<Line>> = body.iter().map(|line| vec![line.clone()]).collect();
    let heads = head_parts(heads, words);
    let found: Vec<Zone> = zones(&body, &heads, words);
    let mut found = [outer(&body, &found, &heads), with_heads(&found, &heads)].concat();
    found.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut columns = vec![left];
    columns.extend(found.iter().map(Zone::middle));
    columns.push(right);
    columns
}

/// A line's height in one column.
#[derive(Debug, Clone, Copy)]
struct Span {
    column: usize,
    top: Length,
    bottom: Length,
}

impl Span {
    fn holds(&self, at: Length) -> bool {
        self.top < at && at < self.bottom
    }
}

fn spans(region: &Region, columns: &[Length], words: &Words) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for line in &region.lines {
        let first = spans.len();
        let single = segments(line, words).len() < 2;
        for id in line.words.iter() {
            let rect = words.get(*id).rect;
            let column = columns.partition_point(|edge| *edge <= rect.center_x()).clamp(1, columns.len() - 1) - 1;
            // A band stands in all columns.
            let is_band = single && line.rect.x0 < columns[1] && columns[1] < line.rect.x1;
            let column = if is_band { columns.len() - 2 } else { column };
            match spans[first..].iter_mut().find(|span| span.column == column) {
                Some(span) => (span.top, span.bottom) = (span.top.min(rect.y0), span.bottom.max(rect.y1)),
                None => spans.push(Span { column, top: rect.y0, bottom: rect.y1 }),
            }
        }
    }
    spans
}

/// The white between two lines of one cell, and the size of the text: the smallest that recurs in the columns.
fn leading(spans: &[Span], columns: usize) -> Option<(Length, Length)> {
    let mut gaps: Vec<Length> = Vec::new();
    for column in 0..columns {
        let own: Vec<&Span> = spans.iter().filter(|span| span.column == column).collect();
        gaps.extend(own.windows(2).map(|pair| pair[1].top - pair[0].bottom));
    }
    gaps.sort_by(Length::total_cmp);
    let mut sizes: Vec<Length> = spans.iter().map(|span| span.bottom - span.top).collect();
    sizes.sort_by(Length::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    let recurs =
        |gap: &&Length| gaps.iter().filter(|other| (**other - **gap).abs() <= SAME_GAP * size).count() >= FEWEST_GAPS;
    let gap = gaps.iter().filter(|gap| **gap > -size / 2.0).find(recurs)?;
    // The largest of those that are alike.
    let alike = gaps.iter().filter(|other| (**other - gap).abs() <= SAME_GAP * size);
    Some((alike.copied().fold(*gap, Length::max), size))
}

/// Gaps that differ by less than this many type sizes are one.
const SAME_GAP: Length = 0.03;

/// So many gaps of one size are the leading.
const FEWEST_GAPS: usize = 4;

/// Where more white than within a cell goes through all columns from one on; none where a gap might be either.
fn breaks(spans: &[Span], first: usize, (leading, size): (Length, Length)) -> Option<Vec<Length>> {
    let mut own: Vec<&Span> = spans.iter().filter(|span| span.column >= first).collect();
    own.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut breaks = Vec::new();
    let mut bottom = own.first()?.bottom;
    for span in own {
        let gap = span.top - bottom;
        if gap > leading + WIDER * size {
            breaks.push((bottom + span.top) / 2.0);
        }
        bottom = bottom.max(span.bottom);
    }
    Some(breaks)
}

/// White that is wider than between lines by this many type sizes parts rows: 0.08 was the least seen.
const WIDER: Length = 0.05;
