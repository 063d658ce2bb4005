//! Columns where nothing is ruled: which words of a line stand under which head.
//!
//! Between two columns lies a strip that no word of the group of lines crosses. Of all such strips those
//! are taken that agree best with the heads above (a column begins under its head), with the edges of the
//! text (lines begin where the column does), and with what each column may hold (a target under `Target`,
//! no `(Peso: ..)` under `Algoritmo`).
//!
//! In a PDF the strips hold for a whole table. Column-aligned text was squeezed line by line when it was
//! made, and columns shift from one block of lines to the next: there each block has its own.

use super::pieces::Head;
use super::plausible::{Fit, fit};
use super::shifting::{TextLine, cut_lines};
use crate::geometry::{Length, Rect, TEXT_COLUMN};
use crate::grammar::target;
use crate::labels::{self, Role};
use crate::layout::cells::{Cell, Line, bounds, join_words};
use crate::layout::words::{WordId, Words};
use std::collections::HashMap;

/// A strip narrower than this many type sizes is a gap between letters.
const NARROWEST: Length = 0.12;

/// Column-aligned text rounds places to characters: a word may stand this far in the next column.
const JITTER: Length = TEXT_COLUMN / 2.0;

/// A strip so much worse placed than the best is not weighed further.
const HOPELESS: f32 = 12.0;

/// A value further than this from its head has a gap before it.
const FAR: Length = 5.0;

/// What a value without it costs, more than any value is worth.
const NO_GAP: f32 = 4.0;

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
pub(crate) fn lines_to_columns(
    lines: &[Line],
    heads: &[Head],
    alignment: Alignment,
    all: &Words,
) -> Vec<Vec<Vec<WordId>>> {
    match alignment {
        Alignment::Table => {
            let split = best_split(lines, heads, alignment, all);
            lines.iter().map(|line| deal(line, &split, all)).collect()
        }
        Alignment::Block => {
            let mut dealt = Vec::with_capacity(lines.len());
            for block in blocks(lines) {
                split_block(block, heads, all, &mut dealt);
            }
            recut_texts(lines, heads, all, &mut dealt);
            dealt
        }
    }
}

/// Runs of lines with no blank line between.
fn blocks(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines.chunk_by(|a, b| a.page == b.page && b.rect.y0 - a.rect.y1 < 0.9)
}

/// A block's columns of values, and below them the columns of text, each line for itself.
fn split_block(block: &[Line], heads: &[Head], all: &Words, dealt: &mut Vec<Vec<Vec<WordId>>>) {
    let whole = best_split(block, heads, Alignment::Block, all);
    for line in block {
        let by_block = deal(line, &whole, all);
        // A line whose values the block's bounds cut wrongly is cut by itself.
        let fits = value_fit(&by_block, heads, all);
        if fits >= 0.0 {
            let mut cells = by_block;
            reseat(&mut cells, heads, all);
            dealt.push(cells);
            continue;
        }
        let alone = deal(line, &best_split(std::slice::from_ref(line), heads, Alignment::Block, all), all);
        dealt.push(if value_fit(&alone, heads, all) > fits { alone } else { by_block });
    }
}

/// Words at the end of a text cell, behind a gap, that stand under a later head go there: on a line of its
/// own a value may begin left of where another line's text ends.
fn reseat(cells: &mut [Vec<WordId>], heads: &[Head], all: &Words) {
    for column in (0..cells.len()).rev().filter(|c| holds_text(&heads[*c])) {
        let words = &cells[column];
        let gap = |at: usize| all.get(words[at]).rect.x0 - all.get(words[at - 1]).rect.x1;
        let Some(cut) = (1..words.len()).rev().find(|at| gap(*at) > 1.5 * TEXT_COLUMN) else { continue };
        let behind = &words[cut..];
        let rect = bounds(behind, all);
        let text = join_words(behind, all);
        let distance = |k: &usize| (heads[*k].rect.center_x() - rect.center_x()).abs();
        let later = (column + 1..heads.len()).filter(|k| cells[*k].is_empty() && !holds_text(&heads[*k]));
        let Some(nearest) = later.min_by(|a, b| distance(a).total_cmp(&distance(b))) else { continue };
        let under = rect.x1 > heads[nearest].rect.x0 - MOST_SHIFT && distance(&nearest) < distance(&column);
        if under && fit(heads[nearest].label.map(|l| l.role), &text) >= 0.0 {
            cells[nearest] = cells[column].split_off(cut);
        }
    }
}

/// How far squeezing may move a value left of its head, in type sizes.
const MOST_SHIFT: Length = 6.0;

/// How well the columns of values hold values.
fn value_fit(cells: &[Vec<WordId>], heads: &[Head], all: &Words) -> Fit {
    let values = heads.iter().zip(cells).filter(|(head, words)| !holds_text(head) && !words.is_empty());
    values.map(|(head, words)| fit(head.label.map(|l| l.role), &join_words(words, all))).sum()
}

/// Cuts name from algorithm line by line, where they are the first two columns.
fn recut_texts(lines: &[Line], heads: &[Head], all: &Words, dealt: &mut [Vec<Vec<WordId>>]) {
    let [name, algorithm, ..] = heads else { return };
    if !(holds_text(name) && holds_text(algorithm)) {
        return;
    }
    let texts: Vec<TextLine> = dealt
        .iter_mut()
        .enumerate()
        .map(|(index, cells)| {
            let mut words = std::mem::take(&mut cells[0]);
            words.append(&mut cells[1]);
            let above = index.checked_sub(1).map(|i| &lines[i]);
            let blank =
                |above: &Line| all.blank_lines_between(above.rect.y0, lines[index].rect.y0).is_some_and(|n| n > 0);
            TextLine { words, after_blank: above.is_none_or(blank) }
        })
        .collect();
    let cuts = cut_lines(&texts, name.rect.x0, algorithm.rect.x0, all);
    for ((cells, text), cut) in dealt.iter_mut().zip(texts).zip(cuts) {
        let (left, right) = text.words.split_at(cut);
        (cells[0], cells[1]) = (left.to_vec(), right.to_vec());
    }
}

/// The bounds between columns, one fewer than heads, that fit best.
fn best_split(lines: &[Line], heads: &[Head], alignment: Alignment, all: &Words) -> Vec<Length> {
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
    let mut judged = Judged::default();
    for column in 0..columns {
        let mut next = vec![f32::MIN; strips.len()];
        let mut from = vec![0; strips.len()];
        let ends = if column + 1 == columns { last..last + 1 } else { 0..last + 1 };
        let places: Vec<(usize, f32)> = ends
            .map(|end| {
                let scored = column + 1 < columns;
                let place = || weight(column + 1) * strip_score(strips[end], column + 1, lines, heads, alignment, all);
                (end, if scored { place() } else { 0.0 })
            })
            .collect();
        let best_place = places.iter().map(|(_, place)| *place).fold(f32::MIN, f32::max);
        // What columns hold cannot make up for a strip far from under its head.
        for (end, place) in places.into_iter().filter(|(_, place)| *place > best_place - HOPELESS) {
            for start in 0..=end {
                if best[start] == f32::MIN {
                    continue;
                }
                let held =
                    judged.content(lines, (strips[start], strips[end]), (column, &heads[column]), alignment, all);
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
    bounds
}

fn middle(strip: Strip) -> Length {
    // Right-aligned columns reach to the strip's left edge, left-aligned ones begin at its right edge.
    if strip.x0 == Length::MIN || strip.x1 == Length::MAX {
        return if strip.x0 == Length::MIN { strip.x1 - 1.0 } else { strip.x0 + 1.0 };
    }
    (strip.x0 + strip.x1) / 2.0
}

/// The white strips of a group, with one before and one after all text.
fn strips(lines: &[Line], heads: &[Head], alignment: Alignment, all: &Words) -> Vec<Strip> {
    let jitter = |rect: Rect| match alignment {
        Alignment::Table => 0.0,
        Alignment::Block => JITTER.min((rect.x1 - rect.x0) / 4.0),
    };
    let mut taken: Vec<(Length, Length)> = lines
        .iter()
        .flat_map(|l| l.words.iter())
        .map(|id| all.get(*id).rect)
        .map(|rect| (rect.x0 + jitter(rect), rect.x1 - jitter(rect)))
        .collect();
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
    // The first word behind the strip.
    let after = |line: &Line| line.words.iter().copied().find(|id| all.get(*id).rect.x0 >= strip.x1 - JITTER - 0.01);
    // `al 31/12` at the end of a line is no target: a value that far from its head stands behind a gap.
    let word_space = strip.x1 - strip.x0 < 1.5 * TEXT_COLUMN + 2.0 * JITTER;
    let signed = || lines.iter().filter_map(after).any(|id| target::begins_with_sign(all.text(id)));
    if alignment == Alignment::Block && !holds_text(&heads[column]) && word_space && distance > FAR && !signed() {
        score -= NO_GAP;
    }
    // Lines that begin again right after the strip.
    let mut right = 0u16;
    let mut begin = 0u16;
    for first in lines.iter().filter_map(after) {
        right += 1;
        begin += u16::from(all.get(first).rect.x0 - strip.x1 < JITTER + 0.2 * size);
    }
    if right > 1 {
        score += 1.5 * f32::from(begin) / f32::from(right);
    }
    if alignment == Alignment::Table && (expected - strip.x1).abs() < slack {
        score += 1.0;
    }
    score
}

/// How well texts fit columns, each judged once: most pairs of strips hold the same words of a line.
#[derive(Default)]
struct Judged {
    lines: HashMap<(usize, usize, usize, usize), Fit>,
}

impl Judged {
    /// How well what lies between two strips is what a column's head promises.
    fn content(
        &mut self,
        lines: &[Line],
        (from, to): (Strip, Strip),
        (column, head): (usize, &Head),
        alignment: Alignment,
        all: &Words,
    ) -> f32 {
        let role = head.label.map(|l| l.role);
        let (left, right) = (middle(from), middle(to));
        let mut total: Fit = 0.0;
        let mut count = 0.0;
        let mut parts: Vec<&[WordId]> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let start = line.words.partition_point(|id| all.get(*id).rect.center_x() < left);
            let end = line.words.partition_point(|id| all.get(*id).rect.center_x() < right);
            if start >= end {
                continue;
            }
            let words = &line.words[start..end];
            total +=
                *self.lines.entry((column, index, start, end)).or_insert_with(|| fit(role, &join_words(words, all)));
            count += 1.0;
            parts.push(words);
        }
        if alignment == Alignment::Block && holds_text(head) {
            let texts: Vec<String> = parts.iter().map(|words| join_words(*words, all)).collect();
            total += block_fit(&texts, lines, all);
        }
        // Many lines of one column say little more than a few.
        if alignment == Alignment::Table && count > 4.0 { total * 4.0 / count } else { total }
    }
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
    // Algorithms repeat their indicator's name, often line by line.
    for line in lines {
        let repeated = texts.iter().map(|text| {
            let pairs = text.split_whitespace().zip(line.words.iter());
            pairs.take(3).take_while(|(word, id)| labels::fold(word) == labels::fold(all.text(**id))).count()
        });
        score += 0.4 * repeated.max().unwrap_or(0) as f32;
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

/// The words of a line by column.
fn deal(line: &Line, bounds: &[Length], all: &Words) -> Vec<Vec<WordId>> {
    let mut cells = vec![Vec::new(); bounds.len() + 1];
    for id in line.words.iter() {
        let x = all.get(*id).rect.center_x();
        let column = bounds.partition_point(|bound| *bound <= x);
        cells[column].push(*id);
    }
    cells
}

/// A column's words as a cell of one line.
pub(crate) fn cell_of(words: Vec<WordId>, all: &Words) -> Cell {
    Cell::new(Line::new(words, all).into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::exact;
    use crate::source::text::column_sheets;

    /// The heads in the first line of a text, and its other lines dealt out to them, joined per column.
    fn columns(text: &str) -> Vec<String> {
        let (words, sheets) = column_sheets(text.to_owned());
        let lines = &sheets[0].lines;
        let heads: Vec<Head> = lines[0]
            .words
            .iter()
            .filter_map(|id| {
                let label = exact(words.text(*id))?;
                Some(Head { label: Some(label), words: vec![*id], rect: words.get(*id).rect })
            })
            .collect();
        let dealt = lines_to_columns(&lines[1..], &heads, Alignment::Block, &words);
        (0..heads.len())
            .map(|column| {
                let lines: Vec<String> = dealt.iter().map(|line| join_words(&line[column], &words)).collect();
                lines.into_iter().filter(|l| !l.is_empty()).collect::<Vec<_>>().join("|")
            })
            .collect()
    }

    #[test]
    fn columns_with_one_space_between() {
        assert_eq!(
            columns(
                "Indicatore                  Algoritmo                   Baseline       Target\n\
                 Monitoraggio semestrale     N. monitoraggi realizzati\n\
                 semestrale (al 30/06/2022 e entro i termini (tema\n\
                 al 31/12/2022) adempimenti trasparenza)\n\
                 in tema di trasparenza                                               N. >= 2,00 N.\n"
            ),
            [
                "Monitoraggio semestrale|semestrale (al 30/06/2022 e|al 31/12/2022) adempimenti|in tema di trasparenza",
                "N. monitoraggi realizzati|entro i termini (tema|trasparenza)",
                "N.",
                ">= 2,00 N."
            ]
        );
    }

    #[test]
    fn columns_that_shift_from_line_to_line() {
        assert_eq!(
            columns(
                "Indicatore                     Algoritmo                Baseline       Target\n\
                 Tempo medio per la nomina Tempo medio per la nomina                          gg <= 4,00 gg\n\
                 degli Esperti per le imprese degli Esperti per le imprese\n\
                 sotto soglia                 sotto soglia\n"
            ),
            [
                "Tempo medio per la nomina|degli Esperti per le imprese|sotto soglia",
                "Tempo medio per la nomina|degli Esperti per le imprese|sotto soglia",
                "gg",
                "<= 4,00 gg"
            ]
        );
    }

    #[test]
    fn a_closing_beside_a_denominator() {
        assert_eq!(
            columns(
                "Indicatore                      Algoritmo                        Baseline   Target\n\
                 n atti depositati in modalità   n atti depositati in modalità\n\
                 telematica/n° atti depositati   telematica\n\
                 \x20                                                                          % >= 70,00 %\n\
                 (Peso: 100,00%) (Tipologia: / n° atti depositati\n\
                 Outcome)\n"
            ),
            [
                "n atti depositati in modalità|telematica/n° atti depositati|(Peso: 100,00%) (Tipologia:|Outcome)",
                "n atti depositati in modalità|telematica|/ n° atti depositati",
                "%",
                ">= 70,00 %"
            ]
        );
    }
}
