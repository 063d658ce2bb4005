//! What stands on one page of a table: pieces of its columns, and bands over them.

use super::columns::{Columns, is_over};
use super::heads::{cell, head_cells};
use super::levels::Run;
use super::rows::{Parted, Plan};
use crate::geometry::{Length, PageNumber, Rect};
use crate::layout::cells::{Cell, Line};
use crate::layout::grid::{Grid, GridCell, GridKind};
use crate::layout::lines::words_to_lines;
use crate::layout::words::Words;
use crate::meaning::headings;

/// A line of one column.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) column: usize,
    pub(super) line: Line,
    pub(super) text: String,
    /// The width of its first word.
    pub(super) first: Length,
}

impl Piece {
    pub(super) fn top(&self) -> Length {
        self.line.rect.y0
    }

    pub(super) fn bottom(&self) -> Length {
        self.line.rect.y1
    }

    pub(super) fn size(&self) -> Length {
        self.line.rect.height()
    }
}

/// A part of a page between two bands.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// The band over it.
    pub(super) band: Option<Cell>,
    /// The heads again over it.
    pub(super) heads: Vec<Line>,
    /// By their middles.
    pub(super) pieces: Vec<Piece>,
}

#[derive(Debug)]
pub(super) struct Page {
    pub(super) number: PageNumber,
    /// The lines of heads over it.
    heads: Vec<Line>,
    /// Lines above it that are not of the table.
    pub(super) above: Vec<Line>,
    pub(super) stretches: Vec<Stretch>,
}

impl Page {
    pub(super) fn new(
        lines: &[Line],
        heads: &[Line],
        above: &[Line],
        (edges, head_texts): (&[Length], &[String]),
        words: &Words,
    ) -> Page {
        let mut stretches = vec![Stretch::default()];
        let mut free: Vec<Line> = Vec::new();
        let mut last_band: Option<Rect> = None;
        let texts: Vec<String> = lines.iter().map(|line| line.text(words)).collect();
        let mut again = 0;
        for (index, line) in lines.iter().enumerate() {
            let text = &texts[index];
            if again == 0 && !head_texts.is_empty() && texts[index..].starts_with(head_texts) {
                again = head_texts.len();
                Self::close(&mut stretches, &mut free, edges, words);
                stretches.push(Stretch::default());
            }
            if again > 0 {
                again -= 1;
                if let Some(stretch) = stretches.last_mut() {
                    stretch.heads.push(line.clone());
                }
                continue;
            }
            let last = line.words.last().map_or(0.0, |id| words.get(*id).rect.center_x());
            let inside = edges.get(1).is_some_and(|edge| last <= *edge);
            let alone = !lines.iter().any(|other| {
                !std::ptr::eq(other, line)
                    && other.rect.center_y() < line.rect.y1
                    && line.rect.y0 < other.rect.center_y()
            });
            let rest = last_band.is_some_and(|band| line.rect.y0 - band.y1 < line.rect.height() / 2.0);
            let band = alone && (is_over(line, edges, words) || inside && headings::heading(text, false).is_some());
            if band {
                let open = stretches.last_mut().filter(|s| s.band.is_some() && free.is_empty() && rest);
                match open.and_then(|stretch| stretch.band.as_mut()) {
                    Some(cell) if headings::heading(text, false).is_none() => {
                        cell.append(Cell::new(vec![line.clone()]))
                    }
                    _ => {
                        Self::close(&mut stretches, &mut free, edges, words);
                        let band = Some(Cell::new(vec![line.clone()]));
                        stretches.push(Stretch { band, ..Stretch::default() });
                    }
                }
                last_band = Some(line.rect);
                continue;
            }
            free.push(line.clone());
        }
        Self::close(&mut stretches, &mut free, edges, words);
        stretches.retain(|s| s.band.is_some() || !s.heads.is_empty() || !s.pieces.is_empty());
        let number = lines.first().map_or(0, |line| line.page);
        Page { number, heads: heads.to_vec(), above: above.to_vec(), stretches }
    }

    fn close(stretches: &mut [Stretch], free: &mut Vec<Line>, edges: &[Length], words: &Words) {
        let count = edges.len() - 1;
        let mut columns = vec![Vec::new(); count];
        for id in free.drain(..).flat_map(|line| line.words.to_vec()) {
            let x = words.get(id).rect.center_x();
            columns[edges.partition_point(|edge| *edge <= x).clamp(1, count) - 1].push(id);
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for (column, ids) in columns.into_iter().enumerate() {
            pieces.extend(words_to_lines(ids, words).into_iter().map(|line| {
                let first = line.words.first().map_or(0.0, |id| {
                    let rect = words.get(*id).rect;
                    rect.x1 - rect.x0
                });
                Piece { column, text: line.text(words), first, line }
            }));
        }
        pieces.sort_by(|a, b| a.line.rect.center_y().total_cmp(&b.line.rect.center_y()));
        if let Some(stretch) = stretches.last_mut() {
            stretch.pieces = pieces;
        }
    }

    /// The page as a grid: its heads on the first, its bands, its rows with the cells of the levels over them.
    pub(super) fn grid(
        &self,
        columns: &Columns,
        plan: &Plan,
        parted: &[Parted],
        runs: &[Vec<Run>],
        words: &Words,
    ) -> Grid {
        let edges = &columns.edges;
        let count = edges.len() - 1;
        let mut tops: Vec<Length> = Vec::new();
        let mut cells: Vec<(std::ops::Range<usize>, std::ops::Range<usize>, Cell)> = Vec::new();
        let mut bottom: Length = 0.0;
        let none = (Parted::default(), Vec::new());
        let first = Stretch { heads: self.heads.clone(), ..Stretch::default() };
        let own = self.stretches.iter().zip(parted.iter().zip(runs));
        for (stretch, (rows, runs)) in std::iter::once((&first, (&none.0, &none.1))).chain(own) {
            if !stretch.heads.is_empty() {
                let (heads, head_rows) = head_cells(&stretch.heads, edges, &columns.starts, words);
                let at = tops.len();
                tops.extend(&head_rows[..head_rows.len() - 1]);
                bottom = head_rows.last().copied().unwrap_or(bottom);
                cells.extend(heads.into_iter().map(|c| (at + c.rows.start..at + c.rows.end, c.columns, c.cell)));
            }
            if let Some(band) = &stretch.band {
                let at = tops.len();
                tops.push(band.lines.iter().map(|line| line.rect.y0).fold(Length::MAX, Length::min));
                bottom = band.lines.iter().map(|line| line.rect.y1).fold(bottom, Length::max);
                cells.push((at..at + 1, 0..count, band.clone()));
            }
            if !rows.tail.is_empty() {
                let at = tops.len();
                let own = || rows.tail.iter().map(|at| &stretch.pieces[*at]);
                tops.push(own().map(Piece::top).fold(Length::MAX, Length::min));
                for column in 0..count {
                    let lines = own().filter(|p| p.column == column).map(|p| p.line.clone()).collect();
                    cells.push((at..at + 1, column..column + 1, Cell::new(lines)));
                }
            }
            let base = tops.len();
            for row in &rows.rows {
                let own: Vec<&Piece> = row.iter().map(|at| &stretch.pieces[*at]).collect();
                let at = tops.len();
                tops.push(own.iter().map(|p| p.top()).fold(Length::MAX, Length::min));
                bottom = own.iter().map(|p| p.bottom()).fold(bottom, Length::max);
                for column in plan.own.iter().copied() {
                    let mut lines: Vec<Line> =
                        own.iter().filter(|p| p.column == column).map(|p| p.line.clone()).collect();
                    lines.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
                    cells.push((at..at + 1, column..column + 1, Cell::new(lines)));
                }
            }
            for run in runs {
                let lines: Vec<Line> = run.pieces.iter().map(|at| stretch.pieces[*at].line.clone()).collect();
                let column = run.column..run.column + 1;
                let (mut from, end) = (base + run.rows.start, base + run.rows.end);
                let mut text = Cell::new(lines);
                // What is said beside a title says nothing of the next.
                for at in run.begun.iter().map(|at| base + at).filter(|at| from < *at && *at < end).collect::<Vec<_>>()
                {
                    cells.push((from..at, column.clone(), std::mem::take(&mut text)));
                    from = at;
                }
                cells.push((from..end, column, text));
            }
        }
        tops.push(bottom);
        let rect = Rect { x0: edges[0], y0: tops.first().copied().unwrap_or(0.0), x1: edges[count], y1: bottom };
        let mut cells: Vec<GridCell> =
            cells.into_iter().map(|(rows, columns, text)| cell(rows, columns, text, &tops, edges)).collect();
        cells.sort_by_key(|c| (c.rows.start, c.columns.start));
        Grid {
            page: self.number,
            rect,
            columns: edges.clone(),
            rows: tops.clone(),
            cells,
            kind: GridKind::Headed,
            confidence: 0.0,
        }
    }
}
