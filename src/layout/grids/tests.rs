//! Rulings, areas and words in, grids as short text out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod aligned;

use super::super::grid::{Block, Grid, blocks};
use super::*;
use crate::geometry::{Length, Turn};
use crate::layout::lines::words_to_lines;
use crate::source::page::{Ruling, Tint};
use std::fmt::Write;

/// A page made by hand, of letters half as wide as high.
#[derive(Debug, Default)]
struct Page {
    words: Words,
    rulings: Vec<Ruling>,
    fills: Vec<Fill>,
}

const SIZE: Length = 10.0;

impl Page {
    /// Words on one line, from its top left corner.
    fn text(mut self, x: Length, y: Length, text: &str) -> Page {
        let mut at = x;
        for word in text.split(' ') {
            let width = word.chars().count() as Length * SIZE / 2.0;
            self.words.push(word, 1, Rect::new(at, y, at + width, y + SIZE));
            at += width + SIZE / 4.0;
        }
        self
    }

    fn h(mut self, y: Length, x0: Length, x1: Length) -> Page {
        self.rulings.push(Ruling::Horizontal { y, x0, x1 });
        self
    }

    fn v(mut self, x: Length, y0: Length, y1: Length) -> Page {
        self.rulings.push(Ruling::Vertical { x, y0, y1 });
        self
    }

    fn area(mut self, x0: Length, y0: Length, x1: Length, y1: Length, grey: f32) -> Page {
        self.fills.push(Fill { rect: Rect::new(x0, y0, x1, y1), tint: Tint::of(&[grey]) });
        self
    }

    fn sheet(&self) -> Sheet {
        Sheet {
            page: 1,
            top: 0.0,
            bottom: 800.0,
            lines: words_to_lines(self.words.ids(), &self.words),
            rulings: self.rulings.clone(),
            fills: self.fills.clone(),
            aside: Vec::new(),
        }
    }

    /// Each block on a line: cells as `text`, with `+1` for each further row and `>1` for each further column that they
    /// span; rows parted by ` / `.
    fn read(&self) -> String {
        let mut out = String::new();
        for block in blocks(&self.sheet(), &self.words) {
            match block {
                Block::Lines(lines) => {
                    let texts: Vec<String> = lines.iter().map(|line| line.text(&self.words)).collect();
                    let _ = writeln!(out, "{}", texts.join(" | "));
                }
                Block::Grid(grid) => {
                    let _ = writeln!(out, "{}", self.shown(&grid));
                }
            }
        }
        out.trim_end().to_owned()
    }

    fn shown(&self, grid: &Grid) -> String {
        let mut rows = vec![Vec::new(); grid.rows.len() - 1];
        for cell in &grid.cells {
            let mut text = cell.cell.text(&self.words).text;
            if text.is_empty() {
                text.push('-');
            }
            let mark =
                |sign: char, count: usize| if count > 1 { format!("{sign}{}", count - 1) } else { String::new() };
            let _ = write!(text, "{}{}", mark('+', cell.rows.len()), mark('>', cell.columns.len()));
            rows[cell.rows.start].push(text);
        }
        let rows: Vec<String> = rows.into_iter().map(|row| row.join(" | ")).collect();
        format!("[{}]", rows.join(" / "))
    }
}

/// Three rows of three columns, of 50 by 20.
fn three_by_three() -> Page {
    let page = (0..4).fold(Page::default(), |page, n| page.h(n as Length * 20.0, 0.0, 150.0));
    (0..4).fold(page, |page, n| page.v(n as Length * 50.0, 0.0, 60.0))
}

#[test]
fn each_place_between_rules_is_a_cell() {
    let page = three_by_three().text(5.0, 5.0, "a").text(55.0, 5.0, "b").text(105.0, 45.0, "c d");
    assert_eq!(page.read(), "[a | b | - / - | - | - / - | - | c d]");
}

#[test]
fn a_cell_of_three_rows_is_one() {
    let mut page = Page::default().h(0.0, 0.0, 150.0).h(60.0, 0.0, 150.0).h(20.0, 50.0, 150.0).h(40.0, 50.0, 150.0);
    page = (0..4).fold(page, |page, n| page.v(n as Length * 50.0, 0.0, 60.0));
    page = page.text(5.0, 15.0, "uno").text(5.0, 35.0, "due").text(55.0, 5.0, "b").text(55.0, 25.0, "c");
    assert_eq!(page.read(), "[uno due+2 | b | - / c | - / - | -]");
}

#[test]
fn heads_in_two_tiers_span_columns_and_rows() {
    let page = Page::default()
        .h(0.0, 0.0, 200.0)
        .h(20.0, 100.0, 200.0)
        .h(40.0, 0.0, 200.0)
        .h(60.0, 0.0, 200.0)
        .v(0.0, 0.0, 60.0)
        .v(100.0, 0.0, 60.0)
        .v(150.0, 20.0, 60.0)
        .v(200.0, 0.0, 60.0)
        .text(5.0, 15.0, "Nome")
        .text(130.0, 5.0, "Target")
        .text(105.0, 25.0, "2024")
        .text(155.0, 25.0, "2025")
        .text(5.0, 45.0, "n")
        .text(105.0, 45.0, "1");
    assert_eq!(page.read(), "[Nome+1 | Target>1 / 2024 | 2025 / n | 1 | -]");
}

#[test]
fn heads_printed_upright_read_normally() {
    let mut page = three_by_three().text(55.0, 25.0, "b");
    // From the bottom up, in two lines; a word's box is a letter's, at its middle.
    for (text, x, y) in [("Peso", 10.0, 15.0), ("in", 10.0, 5.0), ("percento", 25.0, 10.0)] {
        let id = page.words.push(text, 1, Rect::new(x - 5.0, y - 5.0, x + 5.0, y + 5.0));
        page.words.set_turned(id, Turn::Up);
    }
    for (text, x, y) in [("verso", 75.0, 4.0), ("il", 75.0, 10.0), ("basso", 60.0, 10.0)] {
        let id = page.words.push(text, 1, Rect::new(x - 5.0, y - 5.0, x + 5.0, y + 5.0));
        page.words.set_turned(id, Turn::Down);
    }
    assert_eq!(page.read(), "[Peso in percento | verso il basso | - / - | b | - / - | - | -]");
}

#[test]
fn columns_of_the_heads_hold_below_where_no_line_parts_them() {
    let mut page = Page::default().v(50.0, 0.0, 20.0).v(100.0, 0.0, 20.0);
    for n in 0..4 {
        page = page.h(n as Length * 20.0, 0.0, 150.0);
    }
    page = page.v(0.0, 0.0, 60.0).v(150.0, 0.0, 60.0);
    page = page.text(5.0, 5.0, "Area").text(55.0, 5.0, "N.").text(105.0, 5.0, "%");
    page = page.text(5.0, 25.0, "nord").text(55.0, 25.0, "12").text(105.0, 25.0, "3,5");
    page = page.text(5.0, 45.0, "tutte le voci di una banda");
    assert_eq!(page.read(), "[Area | N. | % / nord | 12 | 3,5 / tutte le voci di una banda>2]");
}

#[test]
fn the_margins_of_backgrounds_are_no_columns() {
    let page = three_by_three().text(12.0, 5.0, "a").text(62.0, 5.0, "b");
    let page = page.area(6.0, 0.0, 44.0, 20.0, 0.8).area(56.0, 0.0, 94.0, 20.0, 0.8).area(106.0, 0.0, 144.0, 20.0, 0.8);
    assert_eq!(page.read(), "[a | b | - / - | - | - / - | - | -]");
}

#[test]
fn borders_painted_twice_are_one() {
    let page = Page::default()
        .h(0.0, 0.0, 50.0)
        .h(0.7, 50.0, 100.0)
        .h(20.0, 0.0, 100.0)
        .h(22.4, 0.0, 100.0)
        .h(40.0, 0.0, 100.0)
        .v(0.0, 0.0, 40.0)
        .v(49.0, 0.0, 20.0)
        .v(51.6, 0.0, 40.0)
        .v(100.0, 0.0, 40.0)
        .text(5.0, 5.0, "a")
        .text(55.0, 25.0, "b");
    assert_eq!(page.read(), "[a | - / - | b]");
}

#[test]
fn sides_that_are_not_painted_are_where_the_rules_end() {
    // No left and right border.
    let page = Page::default()
        .h(0.0, 0.0, 150.0)
        .h(20.0, 0.0, 150.0)
        .h(40.0, 0.0, 150.0)
        .v(50.0, 0.0, 40.0)
        .v(100.0, 0.0, 40.0)
        .text(5.0, 5.0, "a")
        .text(105.0, 25.0, "b");
    assert_eq!(page.read(), "[a | - | - / - | - | b]");
    // Cut by the page's foot.
    let page = Page::default()
        .h(0.0, 0.0, 100.0)
        .h(20.0, 0.0, 100.0)
        .v(0.0, 0.0, 70.0)
        .v(50.0, 0.0, 70.0)
        .v(100.0, 0.0, 70.0)
        .text(5.0, 5.0, "a")
        .text(55.0, 35.0, "b")
        .text(55.0, 50.0, "c");
    assert_eq!(page.read(), "[a | - / - | b c]");
    let Some(Block::Grid(grid)) = blocks(&page.sheet(), &page.words).pop() else { panic!("no grid") };
    let open = grid.cells.last().unwrap().sides;
    assert!(open.top && open.left && open.right && !open.bottom, "{open:?}");
}

#[test]
fn tables_beside_one_another_are_two() {
    let mut page = three_by_three().text(5.0, 5.0, "a").text(55.0, 5.0, "b");
    for n in 0..3 {
        page = page.h(n as Length * 20.0, 200.0, 300.0).v(200.0 + n as Length * 50.0, 0.0, 40.0);
    }
    page = page.text(205.0, 5.0, "c").text(255.0, 25.0, "d").text(0.0, 100.0, "fine");
    assert_eq!(page.read(), "[a | b | - / - | - | - / - | - | -]\n[c | - / - | d]\nfine");
}

#[test]
fn tables_on_one_another_with_other_columns_are_two() {
    let page = Page::default()
        .h(0.0, 0.0, 150.0)
        .h(20.0, 0.0, 150.0)
        .h(40.0, 0.0, 150.0)
        .v(0.0, 0.0, 40.0)
        .v(150.0, 0.0, 40.0)
        .v(40.0, 0.0, 20.0)
        .v(70.0, 20.0, 40.0)
        .v(110.0, 20.0, 40.0)
        .text(5.0, 5.0, "a")
        .text(45.0, 5.0, "b")
        .text(5.0, 25.0, "c")
        .text(75.0, 25.0, "d");
    assert_eq!(page.read(), "[a | b]\n[c | d | -]");
}

#[test]
fn backgrounds_part_cells_as_lines_do() {
    // The heads have backgrounds, and nothing else; one was painted line by line.
    let page = Page::default()
        .area(0.0, 0.0, 50.0, 10.0, 0.8)
        .area(0.0, 10.0, 50.0, 20.0, 0.8)
        .area(51.0, 0.0, 100.0, 20.0, 0.8)
        .h(20.0, 0.0, 100.0)
        .h(40.0, 0.0, 100.0)
        .v(0.0, 20.0, 40.0)
        .v(50.5, 20.0, 40.0)
        .v(100.0, 20.0, 40.0)
        .text(5.0, 5.0, "a")
        .text(55.0, 5.0, "b")
        .text(5.0, 25.0, "c");
    assert_eq!(page.read(), "[a | b / c | -]");
    let Some(Block::Grid(grid)) = blocks(&page.sheet(), &page.words).pop() else { panic!("no grid") };
    assert_eq!(grid.cells.iter().map(|cell| cell.filled).collect::<Vec<_>>(), [true, true, false, false]);
}

#[test]
fn a_mark_behind_words_parts_no_cell() {
    let page = three_by_three().text(5.0, 5.0, "a").text(55.0, 5.0, "b").area(4.0, 6.0, 12.0, 14.0, 0.9);
    assert_eq!(page.read(), "[a | b | - / - | - | - / - | - | -]");
}

#[test]
fn frames_and_single_lines_are_no_tables() {
    let page = Page::default().text(5.0, 5.0, "solo testo").h(0.0, 0.0, 100.0).h(20.0, 0.0, 100.0);
    assert_eq!(page.clone_with_sides().read(), "solo testo");
    assert_eq!(page.read(), "solo testo");
}

impl Page {
    fn clone_with_sides(&self) -> Page {
        let page = Page { words: Words::default(), rulings: self.rulings.clone(), fills: Vec::new() };
        page.text(5.0, 5.0, "solo testo").v(0.0, 0.0, 20.0).v(100.0, 0.0, 20.0)
    }
}

#[test]
fn words_in_no_cell_are_lines() {
    let page =
        three_by_three().text(5.0, 5.0, "a").text(55.0, 5.0, "b").text(160.0, 5.0, "fuori").text(5.0, 70.0, "sotto");
    assert_eq!(page.read(), "[a | b | - / - | - | - / - | - | -]\nfuori | sotto");
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn any_page() -> impl Strategy<Value = Page> {
        let place = || (0..30u8).prop_map(|n| Length::from(n) * 12.0);
        let word = (place(), place(), "[a-z]{1,9}");
        let line = (any::<bool>(), place(), place(), place());
        let area = (place(), place(), place(), place(), 0..3u8);
        let all =
            (prop::collection::vec(word, 0..40), prop::collection::vec(line, 0..30), prop::collection::vec(area, 0..8));
        all.prop_map(|(words, lines, areas)| {
            let mut page = words.into_iter().fold(Page::default(), |page, (x, y, text)| page.text(x, y, &text));
            for (level, at, from, to) in lines {
                let (from, to) = (from.min(to), from.max(to));
                page = if level { page.h(at, from, to) } else { page.v(at, from, to) };
            }
            areas
                .into_iter()
                .fold(page, |page, (x0, y0, x1, y1, grey)| page.area(x0, y0, x1, y1, f32::from(grey) / 4.0))
        })
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_cell_or_line_and_every_place_in_one_cell(page in any_page()) {
            let mut seen = Vec::new();
            for block in blocks(&page.sheet(), &page.words) {
                match block {
                    Block::Lines(lines) => seen.extend(lines.iter().flat_map(|line| line.words.to_vec())),
                    Block::Grid(grid) => {
                        let across = grid.columns.len() - 1;
                        let mut covered = vec![0; across * (grid.rows.len() - 1)];
                        for cell in &grid.cells {
                            seen.extend(cell.cell.words());
                            for row in cell.rows.clone() {
                                covered[row * across..][cell.columns.clone()].iter_mut().for_each(|count| *count += 1);
                            }
                        }
                        prop_assert!(covered.iter().all(|count| *count == 1));
                        prop_assert!(grid.rows.is_sorted() && grid.columns.is_sorted());
                    }
                }
            }
            seen.sort_unstable();
            prop_assert_eq!(seen, page.words.ids().collect::<Vec<_>>());
        }
    }
}
