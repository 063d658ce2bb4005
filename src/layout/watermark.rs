//! Watermarks: words printed across a page, over its text and its tables, and never a part of them.
//!
//! A watermark is known by where it stands, not by what it says: it runs across the page, or crosses what is printed
//! there, or is the same, at the same place, as one that does so on another page. The head of a table printed upright
//! in its cell crosses nothing.

use super::words::{Slanted, WordId, Words};
use crate::geometry::{Length, Rect};
use crate::source::page::Ruling;
use std::collections::HashMap;
use std::ops::Range;

/// Words this many times as high as most of their page's are large: titles are up to three times, watermarks six times
/// or more (measured on the producers' own: Word 6, LibreOffice 8, PDF editors 5 and more).
const LARGE: Length = 2.0;

/// The same place on two pages, in points.
const SAME_PLACE: Length = 2.0;

/// What a letter fills of its line's height: from the baseline up to an x's top and down to the baseline.
const INK_ABOVE: Length = 0.5;

/// What is looked at of a page.
#[derive(Debug)]
pub(crate) struct PageMarks<'p> {
    pub(crate) words: Range<WordId>,
    pub(crate) slanted: &'p [Slanted],
    pub(crate) rulings: &'p [Ruling],
}

/// A word that may be a watermark, or a part of one.
#[derive(Debug, Clone, Copy)]
struct Suspect {
    word: WordId,
    rect: Rect,
    size: Length,
    /// Runs neither level nor upright.
    across: bool,
    upright: bool,
    baseline: Length,
}

/// Of each page the words of its watermarks, in order.
pub(crate) fn watermarks(pages: &[PageMarks<'_>], all: &Words) -> Vec<Vec<WordId>> {
    let suspects: Vec<Vec<Suspect>> = pages.iter().map(|page| suspects(page, all)).collect();
    let mut found: Vec<Vec<bool>> = suspects.iter().zip(pages).map(|(s, page)| crossing(s, page, all)).collect();
    if suspects.iter().any(|page| !page.is_empty()) {
        repeat(&suspects, &mut found, all);
        beside_the_text(&suspects, pages, &mut found, all);
    }
    let marked = suspects.iter().zip(found).map(|(suspects, found)| {
        suspects.iter().zip(found).filter(|(_, found)| *found).map(|(suspect, _)| suspect.word).collect()
    });
    marked.collect()
}

fn suspects(page: &PageMarks<'_>, all: &Words) -> Vec<Suspect> {
    let slanted = page.slanted.iter().map(|s| Suspect {
        word: s.word,
        rect: s.rect,
        size: s.size,
        across: !s.is_upright,
        upright: s.is_upright,
        baseline: s.baseline,
    });
    let mut suspects: Vec<Suspect> = slanted.collect();
    let largest = page.words.clone().map(|id| all.get(id).size()).fold(0.0, Length::max);
    // Most pages have no large word: what most of their words are is not counted.
    let usual = if page.words.is_empty() { 0.0 } else { usual_size(page, all) };
    if largest >= LARGE * usual && usual > 0.0 {
        let is_slanted = |id: WordId| page.slanted.iter().any(|s| s.word == id);
        for id in page.words.clone().filter(|id| all.get(*id).size() >= LARGE * usual && !is_slanted(*id)) {
            let word = all.get(id);
            let (across, upright, baseline) = (false, false, word.baseline());
            suspects.push(Suspect { word: id, rect: word.rect, size: word.size(), across, upright, baseline });
        }
    }
    suspects.sort_by_key(|suspect| suspect.word);
    suspects
}

/// The size of most words, in half points.
fn usual_size(page: &PageMarks<'_>, all: &Words) -> Length {
    const SIZES: usize = 128;
    let mut counts = [0u32; SIZES];
    for id in page.words.clone() {
        counts[((all.get(id).size() * 2.0) as usize).min(SIZES - 1)] += 1;
    }
    // The smaller of equals: a watermark of three words on a page of three.
    let most = counts.iter().max().copied().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(0.0, |size| size as Length / 2.0)
}

/// Those that run across the page, or cross what is printed on it.
fn crossing(suspects: &[Suspect], page: &PageMarks<'_>, all: &Words) -> Vec<bool> {
    let crosses = |suspect: &Suspect| {
        suspect.across || crosses_rulings(suspect, page.rulings) || crosses_words(suspect, suspects, page, all)
    };
    let mut found: Vec<bool> = suspects.iter().map(crosses).collect();
    // The words of one line are one watermark.
    for at in 0..suspects.len() {
        let of_line = |other: usize| {
            let (a, b) = (&suspects[at], &suspects[other]);
            a.upright == b.upright && a.across == b.across && (a.baseline - b.baseline).abs() < 0.1 * a.size
        };
        let with_it = (0..suspects.len()).any(|other| found[other] && other != at && of_line(other));
        found[at] = found[at] || with_it;
    }
    found
}

/// A line runs through the middle of it: not one that it stands on, or that it touches with its end.
fn crosses_rulings(suspect: &Suspect, rulings: &[Ruling]) -> bool {
    let inner = shrunk(suspect.rect, 0.15);
    rulings.iter().any(|ruling| match *ruling {
        Ruling::Horizontal { y, x0, x1 } => {
            // A level word's own line, and what strikes it out.
            suspect.upright && inner.y0 < y && y < inner.y1 && x0 < inner.x0 && inner.x1 < x1
        }
        Ruling::Vertical { x, y0, y1 } => {
            !suspect.upright && inner.x0 < x && x < inner.x1 && y0 < inner.y0 && inner.y1 < y1
        }
    })
}

/// Letters of usual words stand within its own.
fn crosses_words(suspect: &Suspect, suspects: &[Suspect], page: &PageMarks<'_>, all: &Words) -> bool {
    let inner = shrunk(suspect.rect, 0.1);
    let is_suspect = |id: WordId| suspects.binary_search_by_key(&id, |suspect| suspect.word).is_ok();
    page.words.clone().any(|id| {
        let word = all.get(id);
        let ink = Rect { y0: word.baseline() - INK_ABOVE * word.size(), y1: word.baseline(), ..word.rect };
        let touches = ink.x0 < inner.x1 && inner.x0 < ink.x1 && ink.y0 < inner.y1 && inner.y0 < ink.y1;
        touches && !is_suspect(id)
    })
}

fn shrunk(rect: Rect, by: Length) -> Rect {
    let (x, y) = (by * (rect.x1 - rect.x0), by * rect.height());
    Rect { x0: rect.x0 + x, y0: rect.y0 + y, x1: rect.x1 - x, y1: rect.y1 - y }
}

/// What stands where a watermark stands on another page, and says the same, is one.
fn repeat(suspects: &[Vec<Suspect>], found: &mut [Vec<bool>], all: &Words) {
    let known: Vec<Suspect> = each(suspects, found).filter(|(_, found)| *found).map(|(suspect, _)| suspect).collect();
    if known.is_empty() {
        return;
    }
    let mut by_text: HashMap<&str, Vec<Rect>> = HashMap::new();
    for suspect in known {
        let places = by_text.entry(all.text(suspect.word)).or_default();
        if !places.iter().any(|place| same_place(*place, suspect.rect)) {
            places.push(suspect.rect);
        }
    }
    for (suspects, found) in suspects.iter().zip(found) {
        for (suspect, found) in suspects.iter().zip(found) {
            let places = by_text.get(all.text(suspect.word));
            *found |= places.is_some_and(|places| places.iter().any(|place| same_place(*place, suspect.rect)));
        }
    }
}

fn same_place(a: Rect, b: Rect) -> bool {
    (a.x0 - b.x0).abs() < SAME_PLACE && (a.y0 - b.y0).abs() < SAME_PLACE && (a.x1 - b.x1).abs() < SAME_PLACE
}

fn each<'s>(suspects: &'s [Vec<Suspect>], found: &'s [Vec<bool>]) -> impl Iterator<Item = (Suspect, bool)> + 's {
    suspects.iter().flatten().copied().zip(found.iter().flatten().copied())
}

/// A line printed upright beside the text of a page, which no cell holds: a stamp, a protocol's number. It is beside
/// the rows that it reaches, and part of none.
fn beside_the_text(suspects: &[Vec<Suspect>], pages: &[PageMarks<'_>], found: &mut [Vec<bool>], all: &Words) {
    for ((suspects, page), found) in suspects.iter().zip(pages).zip(found) {
        if !suspects.iter().any(|suspect| suspect.upright) {
            continue;
        }
        let is_suspect = |id: WordId| suspects.binary_search_by_key(&id, |suspect| suspect.word).is_ok();
        let text = page.words.clone().filter(|id| !is_suspect(*id)).map(|id| all.get(id).rect);
        let text = text.fold(Rect::EMPTY, Rect::union);
        for (suspect, found) in suspects.iter().zip(found) {
            let outside = suspect.rect.x1 <= text.x0 || text.x1 <= suspect.rect.x0;
            *found |= suspect.upright && outside && !in_a_cell(suspect, page.rulings);
        }
    }
}

/// Lines on its left and right reach past its middle.
fn in_a_cell(suspect: &Suspect, rulings: &[Ruling]) -> bool {
    let (x, y) = (suspect.rect.center_x(), suspect.rect.center_y());
    let beside = |left: bool| {
        rulings.iter().any(|ruling| match *ruling {
            Ruling::Vertical { x: at, y0, y1 } => y0 <= y && y <= y1 && if left { at < x } else { at > x },
            Ruling::Horizontal { .. } => false,
        })
    };
    beside(true) && beside(false)
}
