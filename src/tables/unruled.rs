//! Lines without rulings to pieces: objectives found by their labels, section headings above them, column
//! heads, and the bands of rows below.

use super::columns::{Alignment, cell_of, lines_to_columns};
use super::fields::{ObjectiveLabel, SAME_MARGIN, lines_to_fields, objective_label_at};
use super::heads::heads_at;
use super::pieces::{Edge, Head, Piece, Row};
use crate::geometry::Length;
use crate::grammar::heading;
use crate::labels::own::Carried;
use crate::layout::cells::{Cell, Line, join_words};
use crate::layout::lines::gap_before;
use crate::layout::words::Words;
use rayon::prelude::*;

/// The value of an objective's label may begin this many lines above it.
const MOST_LINES_ABOVE: usize = 8;

/// A heading goes on over at most this many lines.
const HEADING_LINES: usize = 4;

/// A gap inside a line this wide, in type sizes, makes it a row of a table.
const COLUMN_GAP: Length = 1.6;

/// The pieces of a run of lines between ruled tables (or of a whole document without any). `open` are the
/// heads of a table that the lines may go on with.
pub(crate) fn lines_to_pieces(lines: &[Line], open: Option<&[Head]>, alignment: Alignment, all: &Words) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let starts = objective_starts(lines, all);
    let first = starts.first().copied().unwrap_or(lines.len());
    match open {
        // An unruled table cut by ruled ones does not occur; open heads without a first objective are the
        // table's end after a page break.
        Some(heads) => between(&lines[..first], heads, alignment, all, &mut pieces),
        None => loose_lines(&lines[..first], all, &mut pieces),
    }
    // An objective knows nothing of the others.
    let labels = Carried::from_here();
    let of_objective = |(index, start): (usize, &usize)| {
        let _labels = labels.open();
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let mut pieces = Vec::new();
        objective(&lines[*start..end], alignment, all, &mut pieces);
        pieces
    };
    let objectives: Vec<Vec<Piece>> = starts.par_iter().enumerate().map(of_objective).collect();
    pieces.extend(objectives.into_iter().flatten());
    pieces
}

/// The lines at which objectives begin.
fn objective_starts(lines: &[Line], all: &Words) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut after = 0;
    for at in 0..lines.len() {
        if at < after {
            continue;
        }
        if let Some(label) = objective_label_at(lines, at, all) {
            starts.push(value_start(lines, at, after, &label, all));
            after = at + 1;
        }
    }
    starts
}

/// A label centred beside its value has lines of the value above it: the objective begins at the one with
/// the code.
fn value_start(lines: &[Line], label_at: usize, after: usize, label: &ObjectiveLabel, all: &Words) -> usize {
    let label_line = &lines[label_at];
    if let Some(x) = label.value_x {
        let value: Vec<_> = label_line.words.iter().copied().filter(|id| all.get(*id).rect.x0 >= x).collect();
        if heading::begins_with_code(&join_words(&value, all)) {
            return label_at;
        }
    }
    // The label may wrap around the line of its value.
    let below = lines[label_at + 1..].iter().take(2).take_while(|l| l.page == label_line.page);
    let margin = label_line.rect.x0 + SAME_MARGIN * label_line.rect.height();
    if below.into_iter().any(|l| l.rect.x0 > margin && heading::begins_with_code(&l.text(all))) {
        return label_at;
    }
    let above = (after..label_at).rev().take(MOST_LINES_ABOVE);
    above
        .take_while(|at| lines[*at].rect.x0 > margin)
        .find(|at| heading::begins_with_code(&lines[*at].text(all)))
        .unwrap_or(label_at)
}

/// An objective: its fields, its column heads, its rows, and perhaps the heading of the next section.
fn objective(lines: &[Line], alignment: Alignment, all: &Words, pieces: &mut Vec<Piece>) {
    let found = (0..lines.len()).find_map(|at| heads_at(&lines[at..], all).map(|(heads, count)| (at, heads, count)));
    let Some((at, heads, count)) = found else {
        // No column heads: nothing but fields, up to a section's heading.
        let end = trailing_heading(lines, all);
        pieces.append(&mut lines_to_fields(&lines[..end], all));
        loose_lines(&lines[end..], all, pieces);
        return;
    };
    pieces.append(&mut lines_to_fields(&lines[..at], all));
    pieces.push(Piece::Heads(heads.clone()));
    between(&lines[at + count..], &heads, alignment, all, pieces);
}

/// Rows under heads, up to the heading of the next section.
fn between(lines: &[Line], heads: &[Head], alignment: Alignment, all: &Words, pieces: &mut Vec<Piece>) {
    let end = trailing_heading(lines, all);
    let mut heads = heads.to_vec();
    let mut at = 0;
    while at < end {
        // Heads repeated at the head of a page.
        let repeated = (at..end).find_map(|i| heads_at(&lines[i..end], all).map(|(found, count)| (i, found, count)));
        let stop = repeated.as_ref().map_or(end, |(i, ..)| *i);
        rows(&lines[at..stop], &heads, alignment, all, pieces);
        let Some((i, found, count)) = repeated else { break };
        pieces.push(Piece::Heads(found.clone()));
        heads = found;
        at = i + count;
    }
    loose_lines(&lines[end..], all, pieces);
}

/// Where the section headings at the end of an objective's lines begin: a line that reads as one, with
/// nothing after it but its own continuation.
fn trailing_heading(lines: &[Line], all: &Words) -> usize {
    let candidates = (0..lines.len()).rev().take(HEADING_LINES).take_while(|at| is_prose(&lines[*at], all));
    candidates.filter(|at| heading::section(&lines[*at].text(all)).is_some()).last().unwrap_or(lines.len())
}

fn is_prose(line: &Line, all: &Words) -> bool {
    (1..line.words.len()).all(|index| gap_before(line, index, all) < COLUMN_GAP)
}

/// Lines outside tables, a heading with the lines that continue it.
pub(crate) fn loose_lines(lines: &[Line], all: &Words, pieces: &mut Vec<Piece>) {
    let mut open_heading = false;
    for line in lines {
        let text = line.text(all);
        let starts = heading::section(&text).is_some();
        if let (false, true, Some(Piece::Line(cell))) = (starts, open_heading, pieces.last_mut())
            && let Some(last) = cell.lines.last()
            && cell.lines.len() < HEADING_LINES
            && last.page == line.page
            && line.rect.y0 - last.rect.y1 < 0.8 * line.rect.height()
            && (line.rect.height() - last.rect.height()).abs() < 0.1 * line.rect.height()
        {
            cell.lines.push(line.clone());
            continue;
        }
        open_heading = starts;
        pieces.push(Piece::Line(Cell::new(vec![line.clone()])));
    }
}

/// The bands of rows that these lines form under these heads.
fn rows(lines: &[Line], heads: &[Head], alignment: Alignment, all: &Words, pieces: &mut Vec<Piece>) {
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        let dealt = lines_to_columns(page, heads, alignment, all);
        let mut band: Option<(Row, Length)> = None;
        for (line, words) in page.iter().zip(dealt) {
            let cells: Vec<Cell> = words.into_iter().map(|words| cell_of(words, all)).collect();
            match &mut band {
                // Lines of neighbouring columns that overlap in height cannot be parted.
                Some((row, bottom)) if line.rect.y0 < *bottom - OVERLAP * line.rect.height() => {
                    for (cell, more) in row.cells.iter_mut().zip(cells) {
                        cell.append(more);
                    }
                    *bottom = bottom.max(line.rect.y1);
                }
                _ => {
                    let gap = band.as_ref().map_or(0.0, |(_, bottom)| (line.rect.y0 - bottom) / line.rect.height());
                    pieces.extend(band.take().map(|(row, _)| Piece::Row(row)));
                    band = Some((Row { cells, edge: Edge::Gap(gap) }, line.rect.y1));
                }
            }
        }
        pieces.extend(band.map(|(row, _)| Piece::Row(row)));
    }
}

/// Lines that overlap by more than this many type sizes stand beside one another: a line's box is as high
/// as its type, and tight setting lets boxes touch.
const OVERLAP: Length = 0.15;
