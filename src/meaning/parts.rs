//! Tables that nothing but white space and lines between rows hold together may have swallowed the headings between
//! them: what stands over a table's heads is lines again.

use super::heads::heads_at;
use super::rows::begins;
use super::{is_of_tree, lines};
use crate::layout::cells::Line;
use crate::layout::grid::{Block, Grid, GridCell, GridKind};
use crate::layout::lines::words_to_lines;
use crate::layout::words::Words;
use std::ops::Range;

/// A title, a description and labelled values over a table fill at most this many rows.
const MOST_ROWS: usize = 16;

/// The blocks, with such grids parted.
pub(super) fn parted(blocks: impl IntoIterator<Item = Block>, words: &Words) -> Vec<Block> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Grid(grid) if !matches!(grid.kind, GridKind::Ruled | GridKind::Headed) => {
                part(grid, words, &mut found)
            }
            block => found.push(block),
        }
    }
    found
}

fn part(grid: Grid, words: &Words, found: &mut Vec<Block>) {
    let count = grid.rows.len().saturating_sub(1);
    let mut from = 0;
    let mut at = 0;
    while at < count {
        match headings(&grid, at, words) {
            Some(run) => {
                if from < run.start {
                    found.push(Block::Grid(rows(&grid, from..run.start)));
                }
                found.push(Block::Lines(lines_of(&grid, &run, words)));
                (from, at) = (run.end, run.end);
            }
            None => at += 1,
        }
    }
    match from {
        0 => found.push(Block::Grid(grid)),
        from if from < count => found.push(Block::Grid(rows(&grid, from..count))),
        _ => {}
    }
}

/// The rows from this one on that are a heading and what stands between it and the heads of a table.
fn headings(grid: &Grid, row: usize, words: &Words) -> Option<Range<usize>> {
    let opens = |row: usize| lines_of(grid, &(row..row + 1), words).iter().any(|line| lines::opens(line, words));
    // A label in a cell of its own, its value beside it: a sheet's row.
    if !opens(row) || is_heads(grid, row, words) || begins(grid, row, words) {
        return None;
    }
    let count = grid.rows.len() - 1;
    let limit = count.min(row + MOST_ROWS);
    let end = (row + 1..limit).find(|at| is_heads(grid, *at, words)).or((limit == count).then_some(count))?;
    // Rows of a table between them say that it is a band.
    let is_free = |at: usize| {
        let filled = starting(grid, at).filter(|c| !c.cell.is_empty()).count();
        filled <= 1 || lines_of(grid, &(at..at + 1), words).iter().all(|l| lines::begins_label(l, words)) || opens(at)
    };
    let cut =
        grid.cells.iter().any(|c| c.rows.start < end && c.rows.end > end || c.rows.start < row && c.rows.end > row);
    // At the foot of a table a band alone may belong to its next page.
    let told = end < count || lines_of(grid, &(row..end), words).len() > 1;
    (!cut && told && (row + 1..end).all(is_free)).then_some(row..end)
}

fn is_heads(grid: &Grid, row: usize, words: &Words) -> bool {
    heads_at(grid, row, words).is_some_and(|heads| is_of_tree(&heads.columns))
}

fn starting(grid: &Grid, row: usize) -> impl Iterator<Item = &GridCell> {
    grid.cells.iter().filter(move |c| c.rows.start == row)
}

fn lines_of(grid: &Grid, rows: &Range<usize>, words: &Words) -> Vec<Line> {
    let cells = grid.cells.iter().filter(|c| rows.contains(&c.rows.start));
    words_to_lines(cells.flat_map(|c| c.cell.words()), words)
}

/// Some rows of a grid as a grid of their own.
fn rows(grid: &Grid, rows: Range<usize>) -> Grid {
    let mut part = grid.clone();
    part.cells.retain(|c| rows.contains(&c.rows.start));
    for cell in &mut part.cells {
        cell.rows = cell.rows.start - rows.start..cell.rows.end.min(rows.end) - rows.start;
    }
    part.rows = grid.rows[rows.start..=rows.end].to_vec();
    (part.rect.y0, part.rect.y1) = (grid.rows[rows.start], grid.rows[rows.end]);
    part
}
