//! Lines of running text, the pages they stood on, and the furniture between them.
//!
//! A page begins at a form feed; else at a line that begins with a space where lines do not (the way
//! some extractors write a new page); else at a running head or page number, which stands at a page's
//! head or, where text comes before the first one, at its foot.

use crate::geometry::PageNumber;
use crate::labels;
use crate::layout::cells::join_words;
use crate::layout::furniture::printed_page_number;
use crate::layout::words::{WordId, Words};
use crate::source::text::line_words;
use std::collections::HashMap;
use std::ops::Range;

/// A line of text that is no furniture.
#[derive(Debug, Clone)]
pub(crate) struct TextLine {
    /// Its words follow one another in the text.
    pub(crate) words: Range<WordId>,
    /// A blank line stands before it.
    pub(crate) after_blank: bool,
    /// It is the first of its page.
    pub(crate) first_of_page: bool,
}

impl TextLine {
    /// The words joined by spaces.
    pub(crate) fn text(&self, all: &Words) -> String {
        join_words(self.words.clone(), all)
    }
}

/// A text dealt out to pages.
pub(crate) struct Paged {
    pub(crate) words: Words,
    pub(crate) lines: Vec<TextLine>,
    pub(crate) furniture: Vec<Vec<WordId>>,
    pub(crate) page_count: u32,
}

/// A line as it stands in the file.
struct RawLine {
    /// Bytes of its text, without its end.
    range: Range<u32>,
    blank: bool,
    indented: bool,
    /// A form feed stands before its text.
    fed: bool,
    furniture: bool,
}

/// Lines with pages and furniture.
pub(crate) fn text_to_lines(text: String) -> Paged {
    let mut raw = raw_lines(&text);
    mark_furniture(&mut raw, &text);
    let pages = number_pages(&raw);
    let word_count = text.split_whitespace().count();
    let mut words = Words::over(text);
    words.reserve(word_count);
    let mut lines = Vec::with_capacity(raw.iter().filter(|l| !l.blank && !l.furniture).count());
    let mut furniture: Vec<Vec<WordId>> = Vec::new();
    let mut last: Option<(usize, PageNumber)> = None;
    let mut parts = Vec::new();
    for (number, line) in raw.iter().enumerate().filter(|(_, line)| !line.blank) {
        let page = pages[number];
        line_words(words.whole_text(), line.range.start as usize..line.range.end as usize, number, &mut parts);
        let first = words.ids().end;
        for (range, rect) in parts.drain(..) {
            words.push_range(range, page, rect);
        }
        let ids = first..words.ids().end;
        if line.furniture {
            furniture.push(ids.collect());
            continue;
        }
        if ids.is_empty() {
            continue;
        }
        let first_of_page = last.is_some_and(|(_, last_page)| last_page != page);
        let after_blank = last.is_some_and(|(before, _)| raw[before + 1..number].iter().any(|l| l.blank));
        lines.push(TextLine { words: ids, after_blank, first_of_page });
        last = Some((number, page));
    }
    let page_count = pages.last().copied().unwrap_or(1);
    words.set_blank_lines(raw.iter().map(|line| line.blank));
    words.shrink_to_fit();
    Paged { words, lines, furniture, page_count }
}

fn raw_lines(text: &str) -> Vec<RawLine> {
    let mut offset = 0;
    let mut lines = Vec::with_capacity(text.split_inclusive('\n').count());
    lines.extend(text.split_inclusive('\n').map(|line| {
        let shown = line.trim_end_matches(['\n', '\r']);
        let blank = shown.trim().is_empty();
        let raw = RawLine {
            range: offset as u32..(offset + shown.len()) as u32,
            blank,
            indented: !blank && shown.starts_with([' ', '\u{a0}']),
            fed: line.contains('\u{c}'),
            furniture: false,
        };
        offset += line.len();
        raw
    }));
    lines
}

/// A line's text; limits on input size keep offsets within 32 bits.
fn shown_text<'a>(text: &'a str, line: &RawLine) -> &'a str {
    &text[line.range.start as usize..line.range.end as usize]
}

/// Marks running heads (lines that repeat and say what they are) and page numbers (beside such a head, or
/// counting up through the text).
fn mark_furniture(lines: &mut [RawLine], text: &str) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let shown = |line: &RawLine| shown_text(text, line).trim();
    for line in lines.iter().filter(|l| l.range.len() > 8) {
        *seen.entry(shown(line)).or_default() += 1;
    }
    let is_head = |line: &RawLine| {
        let text = shown(line);
        let repeats = seen.get(text).copied().unwrap_or(0) > 1;
        repeats && says_plan(text)
    };
    let heads: Vec<bool> = lines.iter().map(is_head).collect();
    drop(seen);
    for (line, head) in lines.iter_mut().zip(&heads) {
        line.furniture = *head;
    }
    let numbers: Vec<(usize, i64)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| shown(line).len() <= 24)
        .filter_map(|(at, line)| Some((at, printed_page_number(shown(line)).filter(|n| (1..5000).contains(n))?)))
        .collect();
    let counting = counting_run(&numbers, lines.len());
    for (at, _) in &numbers {
        let near_head = |step: &dyn Fn(usize) -> Option<usize>| {
            let mut next = step(*at);
            while let Some(i) = next {
                if lines[i].blank {
                    next = step(i);
                } else {
                    return heads[i];
                }
            }
            false
        };
        let after_head = near_head(&|i| i.checked_sub(1));
        let before_head = near_head(&|i| Some(i + 1).filter(|n| *n < lines.len()));
        if after_head || before_head || counting.contains(at) {
            lines[*at].furniture = true;
        }
    }
}

/// Does a repeated line name the plan or its act?
fn says_plan(text: &str) -> bool {
    const MOST_WORDS: usize = 24;
    if text.starts_with('(') || text.split_whitespace().nth(MOST_WORDS).is_some() {
        return false;
    }
    // `Indicatore di performance` heads a column, on one line or several.
    if text.split_whitespace().all(labels::is_head_word) {
        return false;
    }
    let folded = labels::fold(text);
    let named = ["albero", "performance", "piao", "delibera", "allegato"].iter().any(|w| folded.contains(w));
    let first = || text.split_whitespace().next().and_then(labels::exact);
    named && !first().is_some_and(|l| l.role.heads_column() || l.role.names_field())
}

/// The longest run of numbers that counts up by one through the whole text: page numbers without a head.
fn counting_run(numbers: &[(usize, i64)], lines: usize) -> Vec<usize> {
    const FEWEST: usize = 3;
    let mut best: Vec<usize> = Vec::new();
    // chains[n]: the lines of the longest count that ends in n.
    let mut chains: HashMap<i64, Vec<usize>> = HashMap::new();
    for (at, number) in numbers {
        let mut chain = chains.get(&(number - 1)).cloned().unwrap_or_default();
        chain.push(*at);
        if chain.len() > best.len() {
            best.clone_from(&chain);
        }
        if chains.get(number).is_none_or(|known| known.len() < chain.len()) {
            chains.insert(*number, chain);
        }
    }
    let spread = best.first().zip(best.last()).is_some_and(|(first, last)| (last - first) * 2 > lines / 2);
    if best.len() >= FEWEST && spread { best } else { Vec::new() }
}

/// The page of each line.
fn number_pages(lines: &[RawLine]) -> Vec<PageNumber> {
    let mut page = 1;
    if lines.iter().any(|l| l.fed) {
        return lines
            .iter()
            .map(|line| {
                page += PageNumber::from(line.fed);
                page
            })
            .collect();
    }
    let text_lines = lines.iter().filter(|l| !l.blank).count();
    let indented = lines.iter().filter(|l| l.indented).count();
    // Indentation marks pages only where it is rare.
    let indent_tells = indented * 10 < text_lines;
    let first_furniture = lines.iter().position(|l| l.furniture);
    let first_text = lines.iter().position(|l| !l.furniture && !l.blank);
    let at_foot = !(indent_tells && indented > 0)
        && first_furniture.zip(first_text).is_some_and(|(furniture, text)| text < furniture);
    let mut pages = vec![1; lines.len()];
    let mut in_furniture = false;
    let mut text_on_page = false;
    let mut pending = false;
    for (at, line) in lines.iter().enumerate() {
        if line.blank {
            pages[at] = page;
            continue;
        }
        if line.furniture {
            if !in_furniture && !at_foot && text_on_page {
                page += 1;
                text_on_page = false;
            }
            in_furniture = true;
            pending = at_foot;
        } else {
            let new_page = pending || indent_tells && line.indented && text_on_page && !in_furniture;
            if new_page {
                page += 1;
            }
            pending = false;
            in_furniture = false;
            text_on_page = true;
        }
        pages[at] = page;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages_of(text: &str) -> Vec<(u32, String)> {
        let paged = text_to_lines(text.to_owned());
        paged.lines.iter().map(|l| (paged.words.get(l.words.start).page, l.text(&paged.words))).collect()
    }

    #[test]
    fn a_page_begins_at_a_form_feed() {
        assert_eq!(pages_of("uno\n\u{c}due\n"), [(1, "uno".to_owned()), (2, "due".to_owned())]);
    }

    #[test]
    fn a_page_begins_at_an_indented_line_or_a_running_head() {
        let lines = "testo \n".repeat(30);
        let head = "All.1 Albero della Performance 2023 2025 \n\n8 \n\n";
        let text = format!(" uno \n{lines} due \n{lines}{head}tre \n{lines}{head}quattro \n");
        let found = pages_of(&text);
        let page = |word: &str| found.iter().find(|(_, text)| text == word).map(|(page, _)| *page);
        assert_eq!([page("uno"), page("due"), page("tre"), page("quattro")], [Some(1), Some(2), Some(3), Some(4)]);
        assert!(!found.iter().any(|(_, text)| text.contains("Albero") || text == "8"));
    }

    #[test]
    fn page_numbers_at_the_foot_count_up() {
        let body = "riga\n".repeat(10);
        let text = format!("{body}1\n{body}2\n{body}3\n{body}");
        let found = pages_of(&text);
        assert_eq!(found.len(), 40);
        assert_eq!(found.last().map(|(page, _)| *page), Some(4));
    }
}
