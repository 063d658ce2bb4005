//! Columns where nothing is ruled: which words of a line stand under which head.
//!
//! Between two columns lies a strip that no word of the group of lines crosses. Of all such strips those
//! are taken that agree best with the heads above (a column begins under its head), with the edges of the
//! text (lines begin where the column does), and with what each column may hold (a target under `Target`,
//! no `(Peso: ..)` under `Algoritmo`).
//!
//! In a PDF the strips hold for a whole table. Column-aligned text was squeezed line by line when it was
//! made, and columns shift from one block of lines to the next: there each block has its own.

use super::plausible::{Fit, fit};
use super::pieces::Head;
use crate::geometry::{Length, Rect};
use crate::labels::{self, Role};
use crate::layout::cells::{Cell, Line, join_words};
use crate::layout::words::{WordId, Words};

/// A strip narrower than this many type sizes is a gap between letters.
const NARROWEST: Length = 0.12;

/// At most this many strips are weighed in a group.
const MOST_STRIPS: usize = 48;

/// A place between columns: the white strip from `x0` to `x1`.
#[derive(Debug, Clone, Copy)]
struct Strip {
    x0: Length,
    x1: Length,
}

/// How the columns of a table are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alignment {
    /// Columns hold for the whole table (PDF).
    Table,
    /// Columns may shift from line to line (text).
    Block,
}

/// Deals the words of these lines (of one page) out to the columns: for each line, a cell's words a head.
pub(crate) fn lines_to_columns(lines: &[Line], heads: &[Head], alignment: Alignment, all: &Words) -> Vec<Vec<Vec<WordId>>> {
    match alignment {
        Alignment::Table => {
            let split = best_split(lines, heads, alignment, all);
            lines.iter().map(|line| deal(line, &split.bounds, all)).collect()
        }
        Alignment::Block => {
            let mut dealt = Vec::with_capacity(lines.len());
            for block in blocks(lines) {
                split_block(block, heads, all, &mut dealt);
            }
            dealt
        }
    }
}

/// Runs of lines with no blank line between.
fn blocks(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines.chunk_by(|a, b| a.page == b.page && b.rect.y0 - a.rect.y1 < 0.9)
}

/// A block whose lines agree on no columns is cut where its parts agree best.
fn split_block(block: &[Line], heads: &[Head], all: &Words, dealt: &mut Vec<Vec<Vec<WordId>>>) {
    /// A cut must gain this much, or every block falls into single lines.
    const CUT: f32 = 2.0;
    let whole = best_split(block, heads, Alignment::Block, all);
    let mut best: Option<(f32, usize, Split, Split)> = None;
    // Lines of values alone are where columns shift most often; any line may be.
    for at in 1..block.len() {
        let (upper, lower) = block.split_at(at);
        let upper_split = best_split(upper, heads, Alignment::Block, all);
        let lower_split = best_split(lower, heads, Alignment::Block, all);
        let score = upper_split.score + lower_split.score - CUT;
        if score > whole.score && best.as_ref().is_none_or(|b| score > b.0) {
            best = Some((score, at, upper_split, lower_split));
        }
    }
    match best {
        Some((_, at, ..)) => {
            split_block(&block[..at], heads, all, dealt);
            split_block(&block[at..], heads, all, dealt);
        }
        None => dealt.extend(block.iter().map(|line| deal(line, &whole.bounds, all))),
    }
}

/// Bounds between columns, one fewer than heads, and how well they fit.
struct Split {
    bounds: Vec<Length>,
    score: f32,
}

fn best_split(lines: &[Line], heads: &[Head], alignment: Alignment, all: &Words) -> Split {
    let strips = strips(lines, heads, alignment, all);
    let columns = heads.len();
    let last = strips.len() - 1;
    // Between texts a block's score is a sum over its lines, so that whole and parts can be compared; a
    // value stands on one of them.
    let weight = |column: usize| match alignment {
        Alignment::Table => 1.0,
        Alignment::Block if holds_text(&heads[column]) => (lines.len() as f32 * 0.5).min(3.0),
        Alignment::Block => 0.6,
    };
    // best[s]: columns up to the current one end at strip s.
    let mut best: Vec<f32> = (0..strips.len()).map(|s| if s == 0 { 0.0 } else { f32::MIN }).collect();
    let mut trail: Vec<Vec<usize>> = Vec::new();
    for column in 0..columns {
        let mut next = vec![f32::MIN; strips.len()];
        let mut from = vec![0; strips.len()];
        let ends = if column + 1 == columns { last..last + 1 } else { 0..last + 1 };
        for end in ends {
            let place = if column + 1 == columns { 0.0 } else { weight(column + 1) * strip_score(strips[end], column + 1, lines, heads, alignment, all) };
            for start in 0..=end {
                if best[start] == f32::MIN {
                    continue;
                }
                let held = content_score(lines, strips[start], strips[end], &heads[column], alignment, all);
                let score = best[start] + place + held;
                if score > next[end] {
                    next[end] = score;
                    from[end] = start;
                }
            }
        }
        best = next;
        trail.push(from);
    }
    let mut bounds = Vec::new();
    let mut at = last;
    for column in (1..columns).rev() {
        at = trail[column][at];
        bounds.push(middle(strips[at]));
    }
    bounds.reverse();
    Split { bounds, score: best[last] }
}

fn middle(strip: Strip) -> Length {
    // Right-aligned columns reach to the strip's left edge, left-aligned ones begin at its right edge.
    (strip.x0 + strip.x1) / 2.0
}

/// The white strips of a group, with one before and one after all text.
fn strips(lines: &[Line], heads: &[Head], alignment: Alignment, all: &Words) -> Vec<Strip> {
    let mut taken: Vec<(Length, Length)> =
        lines.iter().flat_map(|l| &l.words).map(|id| all.get(*id).rect).map(|r| (r.x0, r.x1)).collect();
    if alignment == Alignment::Table {
        taken.extend(heads.iter().map(|h| (h.rect.x0, h.rect.x1)));
    }
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = lines.first().map_or(1.0, |l| l.rect.height());
    let mut strips = vec![Strip { x0: Length::MIN, x1: taken.first().map_or(0.0, |t| t.0) }];
    let mut reach = taken.first().map_or(0.0, |t| t.1);
    for (x0, x1) in taken {
        if x0 - reach > NARROWEST * size {
            strips.push(Strip { x0: reach, x1: x0 });
        }
        reach = reach.max(x1);
    }
    if strips.len() > MOST_STRIPS {
        strips.sort_by(|a, b| (b.x1 - b.x0).total_cmp(&(a.x1 - a.x0)));
        strips.truncate(MOST_STRIPS);
        strips.sort_by(|a, b| a.x1.total_cmp(&b.x1));
    }
    strips.push(Strip { x0: reach, x1: Length::MAX });
    strips
}

/// How well a strip stands before a column: under the gap between two heads, where lines begin.
fn strip_score(strip: Strip, column: usize, lines: &[Line], heads: &[Head], alignment: Alignment, all: &Words) -> f32 {
    let size = lines.first().map_or(1.0, |l| l.rect.height());
    let expected = heads[column].rect.x0;
    let mut score = 0.0;
    let slack = 0.3 * size;
    let distance = if strip.x0 - slack <= expected && expected <= strip.x1 + slack {
        0.0
    } else if expected < strip.x0 {
        strip.x0 - expected
    } else {
        expected - strip.x1
    };
    let (pull, furthest) = match alignment {
        Alignment::Table => (0.8, 40.0),
        Alignment::Block => (0.25, 16.0),
    };
    score -= (distance / size).min(furthest) * pull;
    if strip.x1 == Length::MAX || strip.x0 == Length::MIN {
        return score;
    }
    score += ((strip.x1 - strip.x0) / size).min(3.0) * 0.5;
    // Lines that begin again right after the strip.
    let mut right = 0u16;
    let mut begin = 0u16;
    for line in lines {
        if let Some(first) = line.words.iter().map(|id| all.get(*id).rect.x0).find(|x| *x >= strip.x1 - 0.01) {
            right += 1;
            begin += u16::from(first - strip.x1 < 0.2 * size);
        }
    }
    if right > 1 {
        score += 1.5 * f32::from(begin) / f32::from(right);
    }
    if alignment == Alignment::Table && (expected - strip.x1).abs() < slack {
        score += 1.0;
    }
    score
}

/// How well what lies between two strips is what the head promises.
fn content_score(lines: &[Line], from: Strip, to: Strip, head: &Head, alignment: Alignment, all: &Words) -> f32 {
    let role = head.label.map(|l| l.role);
    let mut total: Fit = 0.0;
    let mut count = 0.0;
    let mut texts: Vec<String> = Vec::new();
    for line in lines {
        let words: Vec<WordId> =
            line.words.iter().copied().filter(|id| within(all.get(*id).rect, from, to)).collect();
        if !words.is_empty() {
            let text = join_words(&words, all);
            total += fit(role, &text);
            count += 1.0;
            texts.push(text);
        }
    }
    if alignment == Alignment::Block && holds_text(head) {
        total += block_fit(&texts, lines, all);
    }
    // Many lines of one column say little more than a few.
    if alignment == Alignment::Table && count > 4.0 { total * 4.0 / count } else { total }
}

/// Is it a column of sentences?
fn holds_text(head: &Head) -> bool {
    matches!(head.label.map(|l| l.role), Some(Role::Indicator | Role::Algorithm | Role::Numerator | Role::Denominator))
}

/// How well the lines of one column read as the text of one cell: it begins as texts begin (often as the
/// indicator's name does), no line ends where the next column begins, brackets close.
fn block_fit(texts: &[String], lines: &[Line], all: &Words) -> Fit {
    let Some(first) = texts.first() else { return 0.0 };
    let mut score = 0.0;
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '(' | '"' | '\'');
    let numbered = ["n.", "n°"].iter().any(|n| first.starts_with(n));
    score += if first.starts_with(begins) || numbered { 0.5 } else { -0.5 };
    let first_word = |text: &str| text.split_whitespace().next().map(labels::fold);
    let row_begins = lines.first().and_then(|l| l.words.first()).map(|id| labels::fold(all.text(*id)));
    if row_begins == first_word(first) {
        score += 1.0;
    }
    for text in texts {
        let last = text.split_whitespace().last().unwrap_or_default();
        let next_column = matches!(last, "N." | "N°" | "/") || text.contains("- ") && !text.contains(" - ");
        score -= if next_column { 0.8 } else { 0.0 };
    }
    let open: usize = texts.iter().map(|t| t.matches('(').count()).sum();
    let close: usize = texts.iter().map(|t| t.matches(')').count()).sum();
    score - 0.8 * (open.abs_diff(close).min(2) as f32)
}

/// Is a word right of one strip and left of the other?
fn within(rect: Rect, from: Strip, to: Strip) -> bool {
    from.x1 - 0.01 <= rect.x0 && rect.x1 <= to.x0 + 0.01
}

/// The words of a line by column.
fn deal(line: &Line, bounds: &[Length], all: &Words) -> Vec<Vec<WordId>> {
    let mut cells = vec![Vec::new(); bounds.len() + 1];
    for id in &line.words {
        let x = all.get(*id).rect.center_x();
        let column = bounds.partition_point(|bound| *bound <= x);
        cells[column].push(*id);
    }
    cells
}

/// A column's words as a cell of one line.
pub(crate) fn cell_of(words: Vec<WordId>, all: &Words) -> Cell {
    Cell { lines: Line::new(words, all).into_iter().collect() }
}
