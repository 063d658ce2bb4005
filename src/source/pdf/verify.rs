//! The letters of a page by both readers, spaces and places aside: where they differ, one reader is wrong.

use super::reader::PageFault;
use super::{open, page_runs};
use crate::error::Result;
use crate::source::page::Page;
use crate::source::{Note, Options};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The letters of each page of a PDF, sorted; empty for a page that could not be read.
///
/// # Errors
/// As [`super::read`], but a document without text is no error.
pub(crate) fn letters(bytes: Vec<u8>, options: &Options<'_>) -> Result<Vec<String>> {
    let bytes = Arc::new(bytes);
    let (reader, _) = open(&bytes, options)?;
    let runs: Vec<Result<Vec<String>>> = page_runs(0..reader.page_count())
        .into_par_iter()
        .map(|run| {
            let mut refused = None;
            let mut pages = Vec::with_capacity(run.len());
            reader.read_pages(run, &mut |page| match page {
                Ok(page) => pages.push(letters_of(page)),
                Err(PageFault::Unreadable(_)) => pages.push(String::new()),
                Err(PageFault::Refused(error)) => refused = Some(error),
            });
            refused.map_or(Ok(pages), Err)
        })
        .collect();
    let pages: Result<Vec<Vec<String>>> = runs.into_iter().collect();
    Ok(pages?.into_iter().flatten().collect())
}

fn letters_of(page: &Page) -> String {
    let mut text = String::with_capacity(page.glyphs.len());
    for glyph in &page.glyphs {
        glyph.text.push_to(&mut text);
    }
    // How a letter is written (ligature, accent apart, full width) is not which letter it is.
    let mut letters: Vec<char> = text.nfkc().filter(|c| !is_blank(*c)).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Spaces, and marks that only say where a word may break.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Compares the letters of two readings, page by page.
#[must_use]
pub fn compare_letters(first: &[String], second: &[String]) -> Vec<Note> {
    let page_of = |pages: &[String], at: usize| pages.get(at).cloned().unwrap_or_default();
    (0..first.len().max(second.len()))
        .filter_map(|at| {
            let (only_first, only_second) = differing(&page_of(first, at), &page_of(second, at));
            let page = u32::try_from(at + 1).unwrap_or(u32::MAX);
            (!only_first.is_empty() || !only_second.is_empty()).then_some(Note::ReadersDisagree {
                page,
                only_first,
                only_second,
            })
        })
        .collect()
}

/// So many letters show what is wrong with a page.
const SHOWN: usize = 12;

/// Letters that one has more often than the other, as `à ×3, e`; of many, the most frequent.
fn differing(first: &str, second: &str) -> (String, String) {
    let mut counts = BTreeMap::<char, i64>::new();
    first.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    second.chars().for_each(|c| *counts.entry(c).or_default() -= 1);
    let list = |sign: i64| {
        let mut more: Vec<(char, i64)> =
            counts.iter().map(|(c, count)| (*c, count * sign)).filter(|(_, count)| *count > 0).collect();
        more.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let rest: i64 = more.iter().skip(SHOWN).map(|(_, count)| count).sum();
        let shown = more.iter().take(SHOWN);
        let mut said: Vec<String> =
            shown.map(|(c, count)| if *count == 1 { c.to_string() } else { format!("{c} ×{count}") }).collect();
        said.extend((rest > 0).then(|| format!("… ×{rest}")));
        said.join(", ")
    };
    (list(1), list(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_are_listed_page_by_page() {
        let pages = |pages: &[&str]| pages.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
        assert_eq!(compare_letters(&pages(&["abc", "qualità"]), &pages(&["abc", "qualità"])), []);
        let found = compare_letters(&pages(&["abc", "aàà", "x"]), &pages(&["abc", "a??"]));
        let note = |page, first: &str, second: &str| Note::ReadersDisagree {
            page,
            only_first: first.to_owned(),
            only_second: second.to_owned(),
        };
        assert_eq!(found, [note(2, "à ×2", "? ×2"), note(3, "x", "")]);
    }
}
