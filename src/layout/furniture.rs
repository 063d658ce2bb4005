//! Running heads, feet and page numbers: what is printed on a page but not in its text.

use super::cells::Line;
use super::lines::{Sheet, gap_before};
use super::words::{WordId, Words};
use crate::geometry::Length;
use crate::labels;
use crate::source::page::Ruling;
use std::collections::HashMap;

/// Furniture stands within this many lines of a page's top or bottom.
const DEEP: usize = 3;

/// A repeated line is furniture on this share of the pages, or where its words say what it is.
const REPEATED_SHARE: f32 = 0.4;

/// A line whose parts are parted by a painted line is a table's row; a head that is a table stands on nearly all pages.
const ALWAYS: f32 = 0.8;

/// A running head stands this many type sizes off the text.
const SET_OFF: Length = 1.2;

/// Words of which the heads and feet of plans are made.
const TELLING: &[&str] = &["albero", "piano", "piao", "performance", "allegato", "pagina", "pag", "delibera"];

/// Takes furniture out of the sheets: the words of each line, in order.
pub(crate) fn take_furniture(sheets: &mut [Sheet], all: &Words) -> Vec<Vec<WordId>> {
    let mut seen: HashMap<(String, bool), Vec<(usize, Length)>> = HashMap::new();
    for (index, sheet) in sheets.iter().enumerate() {
        for (at_top, line) in edge_lines(sheet) {
            let key = pattern(&line.text(all));
            if !key.is_empty() {
                seen.entry((key, at_top)).or_default().push((index, offset(sheet, line, at_top)));
            }
        }
    }
    let pages = sheets.iter().filter(|s| !s.lines.is_empty()).count();
    let shift = page_number_shift(sheets, all);
    let mut taken = Vec::new();
    for sheet in sheets.iter_mut() {
        taken.append(&mut sheet.aside);
        let lines: Vec<usize> = {
            let is_furniture = |line: &Line, at_top: bool| {
                let text = line.text(all);
                let repeats = |share| {
                    let place = offset(sheet, line, at_top);
                    repeats(&seen, &text, at_top, place, (pages, share), line.rect.height())
                };
                is_page_number(&text, sheet.page, shift)
                    || repeats(REPEATED_SHARE)
                        && !is_row(line, all)
                        && (!is_parted(line, sheet, all) || repeats(ALWAYS))
            };
            find(sheet, is_furniture)
        };
        for index in lines.into_iter().rev() {
            let line = sheet.lines.remove(index);
            taken.push(line.words.to_vec());
        }
    }
    taken.sort_by_key(|words| words.first().copied());
    taken
}

/// From the page's edges inwards, up to the first line that is none.
fn find(sheet: &Sheet, is_furniture: impl Fn(&Line, bool) -> bool) -> Vec<usize> {
    let count = sheet.lines.len();
    let top = (0..count.min(DEEP)).take_while(|i| is_furniture(&sheet.lines[*i], true)).count();
    let bottom = (top..count).rev().take(DEEP).take_while(|i| is_furniture(&sheet.lines[*i], false)).count();
    (0..top).chain(count - bottom..count).collect()
}

/// The first and last lines of a page that stand off the text far enough to be furniture.
fn edge_lines(sheet: &Sheet) -> impl Iterator<Item = (bool, &Line)> {
    let lines = &sheet.lines;
    let deep = DEEP.min(lines.len());
    let set_off = move |a: &Line, b: &Line| b.rect.y0 - a.rect.y1 > SET_OFF * a.rect.height().min(b.rect.height());
    let top = (1..=deep).rev().find(|n| *n < lines.len() && set_off(&lines[n - 1], &lines[*n])).unwrap_or(0);
    let bottom = (1..=deep)
        .rev()
        .find(|n| *n < lines.len() && set_off(&lines[lines.len() - n - 1], &lines[lines.len() - n]))
        .unwrap_or(0);
    let tops = lines[..top].iter().map(|line| (true, line));
    tops.chain(lines[lines.len() - bottom..].iter().map(|line| (false, line)))
}

/// Are these the parts of a table's row? A running head has a left, a middle and a right at most.
fn is_row(line: &Line, all: &Words) -> bool {
    (1..line.words.len()).filter(|at| gap_before(line, *at, all) > PARTED).count() >= MOST_PARTS
}

/// Parts of a running head stand further apart than this many type sizes.
const PARTED: Length = 1.0;
const MOST_PARTS: usize = 3;

/// Does a painted line run down between the words of a line?
fn is_parted(line: &Line, sheet: &Sheet, all: &Words) -> bool {
    let middle = line.rect.center_y();
    sheet.rulings.iter().any(|ruling| match ruling {
        Ruling::Vertical { x, y0, y1 } => {
            (*y0..*y1).contains(&middle)
                && line.words.iter().any(|id| all.get(*id).rect.x1 < *x)
                && line.words.iter().any(|id| all.get(*id).rect.x0 > *x)
        }
        Ruling::Horizontal { .. } => false,
    })
}

/// Distance from the page's edge: the same head stands at the same place on each page.
fn offset(sheet: &Sheet, line: &Line, at_top: bool) -> Length {
    if at_top { line.rect.y0 - sheet.top } else { sheet.bottom - line.rect.y1 }
}

fn repeats(
    seen: &HashMap<(String, bool), Vec<(usize, Length)>>,
    text: &str,
    at_top: bool,
    place: Length,
    (pages, share): (usize, f32),
    size: Length,
) -> bool {
    let key = pattern(text);
    if key.is_empty() || is_table_text(text) {
        return false;
    }
    let Some(places) = seen.get(&(key.clone(), at_top)) else { return false };
    let here = places.iter().filter(|(_, other)| (other - place).abs() < size).count();
    here >= 2 && (here as f32 >= share * pages as f32 && pages > 2 || TELLING.iter().any(|w| key.contains(w)))
}

/// The text with its numbers as `#`: a head may carry the page's.
fn pattern(text: &str) -> String {
    let mut out = String::new();
    for c in labels::fold(text).chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if !(c == '#' && out.ends_with('#')) {
            out.push(c);
        }
    }
    out
}

/// Text that tables repeat at the head of pages: labels, column heads, closings of a cell.
fn is_table_text(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    text.starts_with('(')
        || text.ends_with(')') && !text.contains('(')
        || labels::exact(text).is_some()
        || labels::exact(first).is_some_and(|l| l.role.heads_column() || l.role.names_field())
}

/// By how much printed page numbers differ from physical ones: the commonest difference.
fn page_number_shift(sheets: &[Sheet], all: &Words) -> Option<i64> {
    let mut shifts: HashMap<i64, usize> = HashMap::new();
    for sheet in sheets {
        for line in sheet.lines.first().into_iter().chain(sheet.lines.last()) {
            if let Some(number) = printed_page_number(&line.text(all)) {
                *shifts.entry(number - i64::from(sheet.page)).or_default() += 1;
            }
        }
    }
    let (shift, count) = shifts.into_iter().max_by_key(|(shift, count)| (*count, -shift.abs()))?;
    // One page may print its own number; two that agree may begin anywhere.
    (shift == 0 || count >= 2).then_some(shift)
}

fn is_page_number(text: &str, page: u32, shift: Option<i64>) -> bool {
    printed_page_number(text).is_some_and(|number| shift == Some(number - i64::from(page)))
}

/// `8`, `- 8 -`, `8/40`, `Pag. 8`, `Pagina 8 di 40`: the page's number.
pub(crate) fn printed_page_number(text: &str) -> Option<i64> {
    let text = text.trim().trim_matches(|c| matches!(c, '-' | '–' | '—')).trim();
    // Asked of every line: nearly none ends in a digit.
    if !text.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_lowercase();
    let rest =
        ["pagina", "pag.", "pag", "page", "p."].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let (number, total) = match ["/", " di ", " of "].iter().find_map(|between| rest.split_once(between)) {
        Some((number, total)) => (number, Some(total)),
        None => (rest, None),
    };
    let parse = |digits: &str| {
        let digits = digits.trim();
        let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse::<i64>().ok()).flatten()
    };
    let number = parse(number)?;
    match total {
        Some(total) => parse(total).filter(|total| number <= *total).map(|_| number),
        None => Some(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_their_forms() {
        for (text, number) in
            [("8", 8), ("- 8 -", 8), ("8/40", 8), ("8 / 40", 8), ("Pag. 8", 8), ("Pagina 8 di 40", 8), ("p. 12", 12)]
        {
            assert_eq!(printed_page_number(text), Some(number), "{text}");
        }
        for text in ["8,00", "8 %", "2.5", "", "Servizio 8", "40/8", "1-5)", "31/12/2023"] {
            assert_eq!(printed_page_number(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_in_heads_do_not_tell_them_apart() {
        assert_eq!(pattern("Albero 2023 2025 - pag. 12"), pattern("Albero 2023 2025 - pag. 3"));
    }
}
