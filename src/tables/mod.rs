//! Sheets to [`Piece`](pieces::Piece)s: ruled tables by their cells, the rest by labels and white space.

pub(crate) mod columns;
mod fields;
mod heads;
pub(crate) mod pieces;
mod plausible;
pub(crate) mod rows;
mod ruled;
mod shifting;
mod unruled;

use crate::grammar::heading;
use crate::labels::own::Carried;
use crate::layout::cells::Line;
use crate::layout::lines::Sheet;
use crate::layout::rulings::{RuledTable, rulings_to_tables};
use crate::layout::words::Words;
use columns::Alignment;
use pieces::Piece;
use rayon::prelude::*;
use ruled::RuledReader;

/// So many pages are dealt out at once: enough for every thread, without holding a long document twice.
const WAVE: usize = 128;

/// The pieces of a document, in order.
pub(crate) fn sheets_to_pieces(sheets: Vec<Sheet>, alignment: Alignment, all: &Words) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut ruled = RuledReader::default();
    // Lines since the last ruled table: an unruled table goes on over pages, so they are read together.
    let mut run: Vec<Line> = Vec::new();
    let mut rest = sheets.into_iter();
    let labels = Carried::from_here();
    loop {
        let wave: Vec<Sheet> = rest.by_ref().take(WAVE).collect();
        if wave.is_empty() {
            break;
        }
        let parts_here = |sheet| {
            let _labels = labels.open();
            parts(sheet, all)
        };
        let parts: Vec<Vec<Part>> = wave.into_par_iter().map(parts_here).collect();
        for part in parts.into_iter().flatten() {
            match part {
                Part::Lines(mut lines) => run.append(&mut lines),
                Part::Table(table) => {
                    flush(&mut run, &mut ruled, alignment, all, &mut pieces);
                    ruled.read(table, all, &mut pieces);
                }
            }
        }
    }
    flush(&mut run, &mut ruled, alignment, all, &mut pieces);
    pieces
}

fn flush(run: &mut Vec<Line>, ruled: &mut RuledReader, alignment: Alignment, all: &Words, pieces: &mut Vec<Piece>) {
    if run.is_empty() {
        return;
    }
    let from = pieces.len();
    pieces.append(&mut unruled::lines_to_pieces(run, None, alignment, all));
    run.clear();
    // A heading between ruled tables ends the one before it; a stray note does not.
    let is_stray = |piece: &Piece| match piece {
        Piece::Line(cell) => heading::section(&cell.text(all).text).is_none(),
        _ => false,
    };
    if !pieces[from..].iter().all(is_stray) {
        ruled.heads = None;
    }
}

/// A page's content from top to bottom.
enum Part {
    Lines(Vec<Line>),
    Table(ruled::FilledTable),
}

fn parts(sheet: Sheet, all: &Words) -> Vec<Part> {
    let tables: Vec<RuledTable> = rulings_to_tables(&sheet.rulings);
    let mut loose: Vec<Line> = Vec::new();
    let mut inside: Vec<Vec<Line>> = tables.iter().map(|_| Vec::new()).collect();
    for line in sheet.lines {
        let place_of = |id: &u32| {
            let rect = all.get(*id).rect;
            let (x, y) = (rect.center_x(), rect.center_y());
            tables.iter().position(|t| t.rect.contains(x, y))
        };
        let first = line.words.first().and_then(place_of);
        if line.words.iter().all(|id| place_of(id) == first) {
            match first.and_then(|table| inside.get_mut(table)) {
                Some(lines) => lines.push(line),
                None => loose.push(line),
            }
            continue;
        }
        // Side by side, a line may belong to two tables, or in part to none.
        let mut places: Vec<(Option<usize>, Vec<u32>)> = Vec::new();
        for id in line.words.iter().copied() {
            let place = place_of(&id);
            match places.iter_mut().find(|(p, _)| *p == place) {
                Some((_, words)) => words.push(id),
                None => places.push((place, vec![id])),
            }
        }
        for (place, words) in places {
            let Some(line) = Line::new(words, all) else { continue };
            match place.and_then(|table| inside.get_mut(table)) {
                Some(lines) => lines.push(line),
                None => loose.push(line),
            }
        }
    }
    let mut parts = Vec::new();
    let mut rest = loose.into_iter().peekable();
    for (table, lines) in tables.iter().zip(inside) {
        let above: Vec<Line> =
            std::iter::from_fn(|| rest.next_if(|line| line.rect.center_y() < table.rect.y0)).collect();
        push_lines(&mut parts, above);
        let filled = ruled::fill(table, &lines, all);
        if ruled::has_columns(&filled, all) {
            parts.push(Part::Table(filled));
        } else {
            push_lines(&mut parts, lines);
        }
    }
    push_lines(&mut parts, rest.collect());
    parts
}

fn push_lines(parts: &mut Vec<Part>, lines: Vec<Line>) {
    if lines.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(Part::Lines(last)) => last.extend(lines),
        _ => parts.push(Part::Lines(lines)),
    }
}
