//! Tables as printed: [`Grid`]s of cells that span rows and columns, and the lines between them.

use super::cells::{Cell, Line};
use super::grids;
use super::lines::Sheet;
use super::words::Words;
use crate::geometry::{Length, PageNumber, Rect};
use std::ops::Range;

/// A table as printed on one page.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) page: PageNumber,
    pub(crate) rect: Rect,
    /// Edges from left to right, one more than there are columns.
    pub(crate) columns: Vec<Length>,
    /// Edges from top to bottom, one more than there are rows.
    pub(crate) rows: Vec<Length>,
    /// Row by row, by their top left corner; each place of the grid is covered by exactly one.
    pub(crate) cells: Vec<GridCell>,
    #[allow(dead_code, reason = "for the stage that reads what the cells mean")]
    pub(crate) kind: GridKind,
    /// 0 to 1: how much of what parts its cells is painted, and how well the text fits them.
    pub(crate) confidence: f32,
}

/// A cell, however many rows and columns it spans.
#[derive(Debug, Clone)]
pub(crate) struct GridCell {
    pub(crate) rows: Range<usize>,
    pub(crate) columns: Range<usize>,
    pub(crate) cell: Cell,
    pub(crate) rect: Rect,
    #[allow(dead_code, reason = "for the stage that reads what the cells mean")]
    pub(crate) sides: Sides,
    /// It has a background of its own.
    #[allow(dead_code, reason = "for the stage that reads what the cells mean")]
    pub(crate) filled: bool,
}

/// Which sides of a cell are painted as lines: one at a page's foot may stay open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sides {
    pub(crate) top: bool,
    pub(crate) right: bool,
    pub(crate) bottom: bool,
    pub(crate) left: bool,
}

/// What parts a grid's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GridKind {
    /// Lines or areas, in both directions.
    Ruled,
    /// Lines or areas in one direction, or for a part of the rows; white space for the rest.
    HalfRuled,
    /// White space alone.
    Aligned,
    /// White space below heads whose words say which columns there are.
    Headed,
}

/// A page's content in reading order.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    /// Loose lines.
    Lines(#[allow(dead_code, reason = "for the stage that reads what the cells mean")] Vec<Line>),
    Grid(Grid),
}

/// A page as lines and grids, from top to bottom. Every word of the sheet is in exactly one cell or line.
pub(crate) fn blocks(sheet: &Sheet, words: &Words) -> Vec<Block> {
    let (grids, lines) = grids::find(sheet, words);
    let mut lines = lines.into_iter().peekable();
    let mut blocks = Vec::with_capacity(2 * grids.len() + 1);
    for grid in grids {
        let mut before = Vec::new();
        while let Some(line) = lines.next_if(|line| line.rect.center_y() < grid.rect.y0) {
            before.push(line);
        }
        if !before.is_empty() {
            blocks.push(Block::Lines(before));
        }
        blocks.push(Block::Grid(grid));
    }
    let rest: Vec<Line> = lines.collect();
    if !rest.is_empty() {
        blocks.push(Block::Lines(rest));
    }
    blocks
}
