//! Tables whose columns are not painted: white strips part them, and their rows are told by lines, areas and text.

use super::super::cells::Line;
use super::super::words::Words;
use super::bands;
use super::edges::{Edge, Edges, TOUCH, Wall};
use super::lattice::Lattice;
use super::regions::{Region, regions};
use super::rows::{Level, Piece, evidence, levels};
use super::strips::{at_starts, segments, strips};
use super::unruled::{self, Found};
use crate::geometry::Length;

/// The lattices of the loose lines of a page.
pub(super) fn lattices(lines: &[Line], edges: &Edges, words: &Words) -> Vec<Lattice> {
    let mut found = Vec::new();
    regions(lines, edges, words, &mut |region| {
        let before = found.len();
        match (region.is_painted, unruled::lattice(region, words)) {
            (false, Some(Found::Table(lattice))) => found.push(lattice),
            (false, Some(Found::Unsure)) => {}
            _ if region.is_loose => {}
            _ => found.extend(region.systems(words).iter().filter_map(|part| lattice(part, edges, words))),
        }
        found.len() > before
    });
    found
}

fn lattice(region: &Region, edges: &Edges, words: &Words) -> Option<Lattice> {
    let segments: Vec<Line> = region.lines.iter().flat_map(|line| segments(line, words)).collect();
    let mut columns = strips(&segments, region.lines.len(), region.is_painted)?;
    let starts: Vec<Length> = columns
        .windows(2)
        .skip(1)
        .map(|pair| {
            let inside = segments.iter().map(|s| s.rect.x0).filter(|x| (pair[0]..pair[1]).contains(x));
            inside.fold(pair[1], Length::min)
        })
        .collect();
    let heads = region.heads.iter().flat_map(|line| self::segments(line, words));
    let heads = heads.flat_map(|head| at_starts(&head, &starts, words)).collect::<Vec<Line>>();
    let segments: Vec<Line> = heads.into_iter().chain(segments).collect();
    widen(&mut columns, &starts, &segments, region);
    let walls: Vec<&Edge> = edges.level.iter().filter(|edge| region.holds(edge)).collect();
    // A segment's first column, and the one after its last.
    let reach = |line: &Line| {
        let first = columns.partition_point(|edge| *edge <= line.rect.x0).clamp(1, columns.len() - 1) - 1;
        let end = columns.partition_point(|edge| *edge < line.rect.x1).clamp(first + 1, columns.len() - 1);
        first..end
    };
    let pieces = segments.iter().map(|line| Piece { column: reach(line).start, line: line.clone() }).collect();
    let levels = levels(pieces);
    let limits: Vec<Length> = (0..columns.len() - 1)
        .map(|column| {
            let own: Vec<&Line> = segments.iter().filter(|line| reach(line) == (column..column + 1)).collect();
            let next = starts.get(column).copied().unwrap_or(columns[column + 1]);
            limit(&own, next)
        })
        .collect();
    let rows = row_edges(region, &levels, &limits, &walls, words);
    let mut lattice = Lattice::new(columns.clone(), rows);
    let (from, to) = (columns[0], columns[columns.len() - 1]);
    for at in lattice.rows.clone() {
        lattice.add_level(&Edge { at, from, to, wall: Wall::Space });
    }
    let (top, bottom) = (lattice.rows[0], lattice.rows[lattice.down()]);
    for at in columns.clone() {
        lattice.add_upright(&Edge { at, from: top, to: bottom, wall: Wall::Space });
    }
    for wall in &walls {
        if lattice.rows.iter().any(|row| (row - wall.at).abs() <= super::edges::THINNEST) {
            lattice.add_level(wall);
        }
    }
    // What runs over several columns is one cell, where nothing else stands in them.
    let mut filled = vec![0usize; lattice.down() * lattice.across()];
    let spots: Vec<(usize, std::ops::Range<usize>, &Line)> = segments
        .iter()
        .filter_map(|line| {
            let (row, _) = lattice.at(from.max(line.rect.x0), line.rect.center_y())?;
            Some((row, reach(line), line))
        })
        .collect();
    for (row, columns, _) in &spots {
        for column in columns.clone() {
            filled[row * lattice.across() + column] += 1;
        }
    }
    for (row, reach, line) in &spots {
        let mut reach = reach.clone();
        let is_alone = spots.iter().filter(|(other, ..)| other == row).count() == 1;
        if is_alone && reach.len() > 1 {
            reach = 0..lattice.across();
        } else if reach.len() == 1 {
            reach = centred_over(&lattice, *row, reach.start, line, &filled, &walls);
        }
        let shared = reach.clone().any(|column| filled[row * lattice.across() + column] > 1);
        if !shared || reach.len() > 1 && spots.iter().all(|(other, over, _)| other != row || *over == reach) {
            for inner in reach.clone().skip(1) {
                lattice.open_upright(*row, inner);
            }
        }
    }
    if !enough(&lattice, &spots, region, words) {
        return None;
    }
    bands::open(&mut lattice, &region.lines, words);
    Some(lattice)
}

/// How far a column's lines may reach: as far as several do, for that is where they wrap; else nearly to the next.
fn limit(own: &[&Line], next: Length) -> Length {
    let widest = own.iter().map(|line| line.rect.x1).fold(Length::MIN, Length::max);
    let size = own.iter().map(|line| line.rect.height()).fold(0.0, Length::max);
    let full = own.iter().filter(|line| line.rect.x1 > widest - size).count();
    if full > 1 && FULL_LINES * full >= own.len() { widest } else { next - size / 2.0 }
}

/// One line in so many and more reaches as far as the widest, where text wraps.
const FULL_LINES: usize = 4;

/// Moves each column's edge between what ends before it and what begins after it, heads included; and the outer ones to
/// the region's.
fn widen(columns: &mut [Length], starts: &[Length], segments: &[Line], region: &Region) {
    let last = columns.len() - 1;
    for (edge, start) in columns[1..last].iter_mut().zip(starts) {
        let before = segments.iter().filter(|s| s.rect.x0 < *edge && s.rect.x1 <= *start);
        let end = before.map(|s| s.rect.x1).fold(Length::MIN, Length::max);
        let after = segments.iter().map(|s| s.rect.x0).filter(|x| end <= *x && x <= start);
        *edge = (end + after.fold(*start, Length::min)) / 2.0;
    }
    columns[0] = segments.iter().map(|s| s.rect.x0).fold(region.left, Length::min);
    columns[last] = segments.iter().map(|s| s.rect.x1).fold(region.right, Length::max);
}

/// The columns over which a head is centred: those around it that are empty in its row, where a line under it or its
/// middle says so.
fn centred_over(
    lattice: &Lattice,
    row: usize,
    column: usize,
    line: &Line,
    filled: &[usize],
    walls: &[&Edge],
) -> std::ops::Range<usize> {
    let is_free = |column: usize| filled[row * lattice.across() + column] == 0;
    let own = column..column + 1;
    let bottom = lattice.rows[row + 1];
    // A line under it, shorter than the table, over several columns.
    let (left, right) = (lattice.columns[0], lattice.columns[lattice.across()]);
    let partial = walls.iter().find(|wall| {
        (wall.at - bottom).abs() <= PARTIAL_NEAR * line.rect.height()
            && wall.to - wall.from < PARTIAL * (right - left)
            && wall.from <= line.rect.center_x()
            && line.rect.center_x() <= wall.to
    });
    if let Some(wall) = partial {
        let middle = |column: usize| (lattice.columns[column] + lattice.columns[column + 1]) / 2.0;
        let under: Vec<usize> =
            (0..lattice.across()).filter(|c| wall.from <= middle(*c) && middle(*c) <= wall.to).collect();
        if let (Some(first), Some(last)) = (under.first(), under.last())
            && (*first..last + 1).contains(&column)
            && (*first..last + 1).all(|c| c == column || is_free(c))
        {
            return *first..last + 1;
        }
    }
    own
}

/// A line under a head is at most this far from the row's end, in type sizes.
const PARTIAL_NEAR: Length = 0.6;

/// A line this share of the table's width goes from side to side.
const PARTIAL: Length = 0.95;

/// Where rows begin and end: at walls from side to side, and where the text says so.
fn row_edges(region: &Region, levels: &[Level], limits: &[Length], walls: &[&Edge], words: &Words) -> Vec<Length> {
    let evidence = evidence(levels, limits, words);
    let width = region.right - region.left;
    let mut rows = vec![region.top];
    let inner = walls.iter().filter(|wall| {
        wall.to - wall.from >= WHOLE * width && region.top + TOUCH < wall.at && wall.at < region.bottom - TOUCH
    });
    // Where lines part rows, text alone does so only in several columns, or by a gap.
    let least = if inner.count() > 1 { SEVERAL } else { 0.0 };
    for (pair, between) in levels.windows(2).zip(&evidence) {
        let (above, below) = (pair[0].baseline, pair[1].top.max(pair[0].baseline));
        let middle = |level: &Level| (level.top + level.bottom) / 2.0;
        let wall = walls.iter().find(|wall| {
            wall.to - wall.from >= WHOLE * width && middle(&pair[0]) < wall.at && wall.at < middle(&pair[1])
        });
        match wall {
            Some(wall) => rows.push(wall.at),
            None if between.weight > 0.0 && between.weight >= least => {
                rows.push((above.max(pair[0].bottom) + below) / 2.0)
            }
            None => {}
        }
    }
    rows.push(region.bottom);
    rows
}

/// What two columns weigh, or a gap.
const SEVERAL: f32 = 2.0;

/// A line or area this share of the region's width parts rows.
const WHOLE: Length = 0.85;

/// A segment: its row, the columns that it reaches over, its text.
type Spot<'l> = (usize, std::ops::Range<usize>, &'l Line);

/// At least this share of an unpainted table's places has text: labels of a map or a chart are strewn.
const FULL: f32 = 0.5;

/// Whether it is a table: half of its rows and more have two texts, and there are two rows.
fn enough(lattice: &Lattice, spots: &[Spot], region: &Region, words: &Words) -> bool {
    let mut texts = vec![0; lattice.down()];
    let mut seen = std::collections::BTreeSet::new();
    for (row, reach, _) in spots {
        if seen.insert((*row, reach.start)) {
            texts[*row] += 1;
        }
    }
    // A list's bullets and numbers are no column.
    let is_mark = |line: &Line, words: &Words| {
        let text = line.text(words);
        text.chars().count() <= 3 && !text.chars().any(char::is_alphanumeric)
    };
    let marks = spots.iter().filter(|(_, reach, line)| reach.start == 0 && is_mark(line, words)).count();
    let of_first = spots.iter().filter(|(_, reach, _)| reach.start == 0).count();
    let is_list = lattice.across() == 2 && 2 * marks > of_first;
    let is_strewn = (seen.len() as f32) < FULL * (lattice.across() * lattice.down()) as f32;
    if is_list || is_strewn && !region.is_painted {
        return false;
    }
    let several = texts.iter().filter(|count| **count >= 2).count();
    let fewest = if region.is_painted { 2 } else { FEWEST_ROWS };
    // A row of many lines, where nothing is painted, is two columns of prose.
    let long = spots.len() > MOST_LINES * seen.len();
    several >= fewest && 2 * several >= lattice.down() && (region.is_painted || !long)
}

/// A table without anything painted has at least this many rows with several cells.
const FEWEST_ROWS: usize = 3;

/// Cells of more lines than this, on the average, are prose.
const MOST_LINES: usize = 3;
