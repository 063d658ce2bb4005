//! Text files: which kind of extraction they are, and column-aligned text as pages of
//! words, a character cell being the unit.

use crate::geometry::{PageNumber, Rect, TEXT_COLUMN};
use crate::layout::cells::Line;
use crate::layout::lines::Sheet;
use crate::layout::words::{WordId, Words};
use std::ops::Range;

/// A line's words stand this far inside its height, so that lines do not touch.
const INSET: f32 = 0.1;

/// How text was extracted from its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// Words stand where they stood on the page (`pdftotext -layout`).
    Columns,
    /// Words follow in reading order, cell after cell (PDFBox, Tika).
    Running,
}

/// Column-aligned text has wide gaps inside its lines: between columns, before centred heads.
pub(crate) fn kind(text: &str) -> TextKind {
    const GAP: &str = "    ";
    let (mut lines, mut gapped) = (0usize, 0usize);
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        lines += 1;
        gapped += usize::from(line.trim().contains(GAP) || line.starts_with("        "));
    }
    if gapped * 8 > lines { TextKind::Columns } else { TextKind::Running }
}

/// The words of a line of the file, and where they stand: a character is [`TEXT_COLUMN`] wide, a line 1
/// high.
pub(crate) fn line_words(text: &str, line: Range<usize>, number: usize, found: &mut Vec<(Range<usize>, Rect)>) {
    const TAB: usize = 8;
    let mut column = 0;
    let mut open: Option<(usize, usize)> = None;
    let mut close = |open: &mut Option<(usize, usize)>, end: usize, end_column: usize| {
        let Some((start, column)) = open.take() else { return };
        let rect = Rect {
            x0: column as f32 * TEXT_COLUMN,
            y0: number as f32 + INSET,
            x1: end_column as f32 * TEXT_COLUMN,
            y1: number as f32 + 1.0 - INSET,
        };
        found.push((start..end, rect));
    };
    for (at, c) in text[line.clone()].char_indices() {
        if c.is_whitespace() || c.is_control() || c == '\u{feff}' {
            close(&mut open, line.start + at, column);
            column += if c == '\t' { TAB - column % TAB } else { 1 };
        } else {
            open.get_or_insert((line.start + at, column));
            column += 1;
        }
    }
    close(&mut open, line.end, column);
}

/// The lines of a text file as locations count them: form feeds end no line.
#[cfg(feature = "report")]
pub(crate) fn file_lines(text: &str) -> Vec<String> {
    text.split('\n').map(|line| line.trim_end_matches('\r').replace('\u{c}', "")).collect()
}

/// The pages of column-aligned text; a form feed ends a page.
pub(crate) fn column_sheets(text: String) -> (Words, Vec<Sheet>) {
    let blank: Vec<bool> = text.split_inclusive('\n').map(|line| line.trim().is_empty()).collect();
    let word_count = text.split_whitespace().count();
    let mut words = Words::over(text);
    words.set_blank_lines(blank.into_iter());
    words.reserve(word_count);
    let mut page: PageNumber = 1;
    let mut starts = vec![(page, 0, 0)];
    let mut parts = Vec::new();
    let (mut at, mut number) = (0, 0);
    while let Some(rest) = words.whole_text().get(at..).filter(|rest| !rest.is_empty()) {
        let end = rest.find(['\n', '\u{c}']);
        let fed = end.is_some_and(|end| rest[end..].starts_with('\u{c}'));
        let line = at..at + end.unwrap_or(rest.len());
        at = line.end + 1;
        line_words(words.whole_text(), line, number, &mut parts);
        for (range, rect) in parts.drain(..) {
            words.push_range(range, page, rect);
        }
        if fed {
            page += 1;
            starts.push((page, words.len(), number));
        } else {
            number += 1;
        }
    }
    let ends = starts.iter().skip(1).map(|(_, start, _)| *start).chain([words.len()]);
    let sheets =
        starts.iter().zip(ends).map(|((page, start, top), end)| sheet(*page, *top, *start..end, &words)).collect();
    (words, sheets)
}

fn sheet(page: PageNumber, top: usize, ids: Range<usize>, words: &Words) -> Sheet {
    let ids: Vec<WordId> = (ids.start as WordId..ids.end as WordId).collect();
    let lines: Vec<Line> = ids
        .chunk_by(|a, b| words.get(*a).rect.y0 == words.get(*b).rect.y0)
        .filter_map(|line| Line::new(line.to_vec(), words))
        .collect();
    let bottom = lines.last().map_or(0.0, |l| l.rect.y1 + INSET);
    Sheet { page, top: top as f32, bottom, lines, ..Sheet::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_text() {
        assert_eq!(kind("Indicatore                Algoritmo\nnome      formula\n"), TextKind::Columns);
        assert_eq!(kind("Indicatore Algoritmo \nValore \n2022 \n"), TextKind::Running);
    }

    #[test]
    fn words_know_page_line_and_column() {
        let (words, sheets) = column_sheets("uno  due\n\n\u{c}tre\n".to_owned());
        assert_eq!(sheets.len(), 2);
        assert_eq!(words.text(1), "due");
        assert_eq!((words.get(1).rect.x0, words.get(1).rect.y0.floor()), (2.5, 0.0));
        assert_eq!((words.get(2).page, words.get(2).rect.y0.floor(), words.get(2).rect.x0), (2, 2.0, 0.0));
    }
}
