//! Text files: their encoding, which kind of extraction they are, and column-aligned text as pages of
//! words, a character cell being the unit.

use crate::geometry::{PageNumber, Rect, TEXT_COLUMN};
use crate::layout::cells::Line;
use crate::layout::lines::Sheet;
use crate::layout::words::{WordId, Words};
use std::borrow::Cow;

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

/// UTF-8, UTF-16 with a mark, else Windows-1252, in which Italian offices save text.
pub(crate) fn decode(bytes: Vec<u8>) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => match encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0 {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        },
    }
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

/// The pages of column-aligned text; a form feed ends a page.
pub(crate) fn column_sheets(text: String) -> (Words, Vec<Sheet>) {
    let mut found: Vec<(std::ops::Range<usize>, PageNumber, Rect)> = Vec::new();
    let mut page: PageNumber = 1;
    let mut starts = vec![(page, 0usize, 0usize)];
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let mut column = 0usize;
        let mut word: Option<(usize, usize)> = None;
        for (at, c) in line.char_indices() {
            if c.is_whitespace() || c.is_control() || c == '\u{feff}' {
                found.extend(word.take().map(|w| placed(w, offset + at, column, page, number)));
                if c == '\u{c}' {
                    page += 1;
                    starts.push((page, found.len(), number));
                    column = 0;
                    continue;
                }
                column += if c == '\t' { 8 - column % 8 } else { 1 };
            } else {
                word.get_or_insert((offset + at, column));
                column += 1;
            }
        }
        found.extend(word.take().map(|w| placed(w, offset + line.len(), column, page, number)));
        offset += line.len();
    }
    let blank: Vec<bool> = text.split_inclusive('\n').map(|line| line.trim().is_empty()).collect();
    let mut words = Words::over(text);
    words.set_blank_lines(blank.into_iter());
    for (range, page, rect) in &found {
        words.push_range(range.clone(), *page, *rect);
    }
    let ends = starts.iter().skip(1).map(|(_, start, _)| *start).chain([found.len()]);
    let sheets =
        starts.iter().zip(ends).map(|((page, start, top), end)| sheet(*page, *top, *start..end, &words)).collect();
    (words, sheets)
}

fn placed(
    (start, column): (usize, usize),
    end: usize,
    end_column: usize,
    page: PageNumber,
    line: usize,
) -> (std::ops::Range<usize>, PageNumber, Rect) {
    let rect = Rect {
        x0: column as f32 * TEXT_COLUMN,
        y0: line as f32 + INSET,
        x1: end_column as f32 * TEXT_COLUMN,
        y1: line as f32 + 1.0 - INSET,
    };
    (start..end, page, rect)
}

fn sheet(page: PageNumber, top: usize, ids: std::ops::Range<usize>, words: &Words) -> Sheet {
    let ids: Vec<WordId> = (ids.start as WordId..ids.end as WordId).collect();
    let lines: Vec<Line> = ids
        .chunk_by(|a, b| words.get(*a).rect.y0 == words.get(*b).rect.y0)
        .filter_map(|line| Line::new(line.to_vec(), words))
        .collect();
    let bottom = lines.last().map_or(0.0, |l| l.rect.y1 + INSET);
    Sheet { page, top: top as f32, bottom, lines, rulings: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_italian_offices() {
        assert_eq!(decode("qualità".as_bytes().to_vec()), "qualità");
        assert_eq!(decode(b"\xef\xbb\xbfqualit\xc3\xa0".to_vec()), "qualità");
        assert_eq!(decode(b"qualit\xe0 \x80".to_vec()), "qualità €");
        assert_eq!(decode(b"\xff\xfea\0b\0".to_vec()), "ab");
    }

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
