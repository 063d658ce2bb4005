//! Cells: lines of words, and [`CellText`], joined text in which each character knows its word.

use super::words::{WordId, Words};
use crate::geometry::{Length, PageNumber, Rect};
use std::borrow::Borrow;
use std::ops::Range;
use std::sync::Arc;

/// Words on one baseline, left to right.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) page: PageNumber,
    /// Shared: lines are handed from stage to stage, and a document has many.
    pub(crate) words: Arc<[WordId]>,
    pub(crate) rect: Rect,
}

impl Line {
    pub(crate) fn new(words: Vec<WordId>, all: &Words) -> Option<Line> {
        let page = all.get(*words.first()?).page;
        let rect = bounds(&words, all);
        Some(Line { page, words: words.into(), rect })
    }

    pub(crate) fn baseline(&self) -> Length {
        self.rect.y1 - super::words::DESCENT * self.rect.height()
    }

    /// The words joined by spaces.
    pub(crate) fn text(&self, all: &Words) -> String {
        join_words(self.words.iter(), all)
    }
}

/// The box around some words.
pub(crate) fn bounds(words: &[WordId], all: &Words) -> Rect {
    words.iter().fold(Rect::EMPTY, |rect, id| rect.union(all.get(*id).rect))
}

/// Words joined by single spaces.
pub(crate) fn join_words(words: impl IntoIterator<Item: Borrow<WordId>>, all: &Words) -> String {
    let words = words.into_iter();
    // Italian words have six letters.
    let mut out = String::with_capacity(7 * words.size_hint().0);
    for id in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(all.text(*id.borrow()));
    }
    out
}

/// The lines of one cell, top down, over as many pages as it touches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) lines: Vec<Line>,
    /// Where its lines have to end, if that is known: one that ends well before was broken on purpose.
    pub(crate) right: Option<Length>,
}

impl Cell {
    pub(crate) fn new(lines: Vec<Line>) -> Cell {
        Cell { lines, right: None }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.lines.iter().flat_map(|line| line.words.iter().copied())
    }

    pub(crate) fn append(&mut self, mut other: Cell) {
        self.right = self.right.or(other.right);
        self.lines.append(&mut other.lines);
    }

    /// The joined text; see [`CellText`].
    pub(crate) fn text(&self, all: &Words) -> CellText {
        let mut joined = CellText::default();
        let count = self.lines.iter().map(|line| line.words.len()).sum();
        joined.spans.reserve_exact(count);
        joined.text.reserve(7 * count);
        let mut previous: Option<&Line> = None;
        let leading = self.leading();
        for line in &self.lines {
            if let Some(previous) = previous {
                let gap = match all.blank_lines_between(previous.rect.y0, line.rect.y0) {
                    Some(blank) => blank > 0,
                    None => line.baseline() - previous.baseline() > leading * PARAGRAPH_GAP,
                };
                let paragraph = gap && line.page == previous.page;
                joined.break_line(paragraph, line.page != previous.page);
            }
            for id in line.words.iter() {
                joined.push_word(*id, all.text(*id));
            }
            previous = Some(line);
        }
        joined
    }

    /// The smallest step from line to line, in length: the cell's leading.
    fn leading(&self) -> Length {
        let steps = self.lines.windows(2).filter(|pair| pair[0].page == pair[1].page);
        let smallest = steps.map(|pair| pair[1].baseline() - pair[0].baseline()).fold(Length::MAX, Length::min);
        let size = self.lines.iter().map(|line| line.rect.height()).fold(0.0, Length::max);
        // A cell of two one-line paragraphs has no step of its own: type is rarely set wider than this.
        smallest.max(size).min(size * WIDEST_LEADING)
    }
}

/// A step from line to line this many times the leading ends a paragraph: measured 1.6 and more between
/// paragraphs, at most 1.1 within one.
const PARAGRAPH_GAP: Length = 1.3;

/// Lines of one paragraph are rarely set further apart than this many type sizes.
const WIDEST_LEADING: Length = 1.4;

/// Where a line ended in joined text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Break {
    /// Byte offset at which the next line begins.
    pub(crate) at: usize,
    /// A blank gap stood between the lines.
    pub(crate) paragraph: bool,
    /// The next line stands on another page.
    pub(crate) page: bool,
}

/// The text of a cell, its wrapped lines joined, each part knowing the word that it came from.
///
/// Lines are joined by one space; after a letter or digit and a hyphen or slash, by nothing; a soft
/// hyphen at a line's end goes.
#[derive(Debug, Clone, Default)]
pub(crate) struct CellText {
    pub(crate) text: String,
    spans: Vec<(u32, u32, WordId)>,
    pub(crate) breaks: Vec<Break>,
    line_open: bool,
}

impl CellText {
    pub(crate) fn push_word(&mut self, id: WordId, word: &str) {
        if self.line_open {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        self.spans.push((start as u32, self.text.len() as u32, id));
        self.line_open = true;
    }

    pub(crate) fn break_line(&mut self, paragraph: bool, page: bool) {
        if !self.line_open {
            return;
        }
        self.line_open = false;
        if self.text.ends_with('\u{ad}') {
            self.text.pop();
            if let Some(last) = self.spans.last_mut() {
                last.1 = self.text.len() as u32;
            }
        } else if !joins_without_space(&self.text) || paragraph {
            self.text.push(' ');
        }
        self.breaks.push(Break { at: self.text.len(), paragraph, page });
    }

    /// The words that have a part in this range of the text.
    pub(crate) fn words_in(&self, range: Range<usize>) -> impl Iterator<Item = WordId> + '_ {
        let (start, end) = (range.start as u32, range.end as u32);
        let first = self.spans.partition_point(|(_, word_end, _)| *word_end <= start);
        self.spans[first..].iter().take_while(move |(word_start, _, _)| *word_start < end).map(|(_, _, id)| *id)
    }

    pub(crate) fn all_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.spans.iter().map(|(_, _, id)| *id)
    }
}

/// Does a line that ends so continue without a space? `iniziative-` and `interventi/` do, ` -` does not.
pub(crate) fn joins_without_space(line: &str) -> bool {
    let mut end = line.chars().rev();
    matches!(end.next(), Some('-' | '/' | '\u{2010}')) && end.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> String {
        let mut text = CellText::default();
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                text.break_line(false, false);
            }
            for word in line.split_whitespace() {
                text.push_word(0, word);
            }
        }
        text.text
    }

    #[test]
    fn wrapped_lines_are_joined_as_the_contract_says() {
        assert_eq!(joined(&["numero minimo di iniziative-", "azioni"]), "numero minimo di iniziative-azioni");
        assert_eq!(joined(&["interventi/", "azioni"]), "interventi/azioni");
        assert_eq!(joined(&["satisfaction -", "mediazione"]), "satisfaction - mediazione");
        assert_eq!(joined(&["entro il termine /", "inserire"]), "entro il termine / inserire");
        assert_eq!(joined(&["ammini\u{ad}", "strazione"]), "amministrazione");
        assert_eq!(joined(&["due", "righe"]), "due righe");
    }

    #[test]
    fn a_range_of_the_text_knows_its_words() {
        let mut text = CellText::default();
        text.push_word(7, "(Peso:");
        text.break_line(false, false);
        text.push_word(9, "8,37%)");
        assert_eq!(text.words_in(0..3).collect::<Vec<_>>(), [7]);
        assert_eq!(text.words_in(0..text.text.len()).collect::<Vec<_>>(), [7, 9]);
        assert_eq!(text.words_in(7..9).collect::<Vec<_>>(), [9]);
    }
}
