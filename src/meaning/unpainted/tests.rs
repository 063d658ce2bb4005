//! Lines of a table that nothing paints in, its rows and spans out.

use super::*;
use crate::geometry::{Length, Rect};

const SIZE: Length = 10.0;

/// A height, and what stands on it at which place.
type Row<'t> = (Length, &'t [(Length, &'t str)]);

/// A page a text; on each line its height, and what stands at which place: letters are half as wide as high.
fn grids(pages: &[&[Row<'_>]]) -> Vec<String> {
    let mut words = Words::default();
    let mut blocks = Vec::new();
    for (page, lines) in pages.iter().enumerate() {
        let first = words.ids().end;
        for (y, texts) in *lines {
            for (x, text) in *texts {
                let mut at = *x;
                for word in text.split(' ') {
                    let width = word.chars().count() as Length * SIZE / 2.0;
                    words.push(word, page as u32 + 1, Rect::new(at, *y, at + width, *y + SIZE));
                    at += width + SIZE / 4.0;
                }
            }
        }
        blocks.push(Block::Lines(words_to_lines(first..words.ids().end, &words)));
    }
    let cut = super::blocks(blocks, &words);
    let grid = |block: &Block| match block {
        Block::Lines(_) => None,
        Block::Grid(grid) => Some(shown(grid, &words)),
    };
    cut.blocks.iter().filter_map(grid).collect()
}

/// A row a line, its cells parted by `|`, with `+n` for the further rows that one spans.
fn shown(grid: &Grid, words: &Words) -> String {
    let row = |row: usize| {
        let cells = grid.cells.iter().filter(|c| c.rows.start == row);
        let text = |c: &GridCell| {
            let more = if c.rows.len() > 1 { format!("+{}", c.rows.len() - 1) } else { String::new() };
            format!("{}{more}", c.cell.text(words).text)
        };
        cells.map(text).collect::<Vec<_>>().join("|")
    };
    (0..grid.rows.len() - 1).map(row).collect::<Vec<_>>().join("\n")
}

const HEADS: &[(Length, &str)] = &[(40.0, "Obiettivo"), (200.0, "Indicatore"), (400.0, "Target 2025"), (500.0, "Peso")];

#[test]
fn texts_that_begin_on_one_height_are_of_one_row_and_of_the_rows_below() {
    let page: &[Row<'_>] = &[
        (100.0, HEADS),
        (
            120.0,
            &[
                (40.0, "Ridurre i tempi di rilascio"),
                (200.0, "Tempo medio di rilascio delle carte"),
                (400.0, "20 gg"),
                (500.0, "60%"),
            ],
        ),
        (131.0, &[(40.0, "delle carte"), (200.0, "in tutte le sedi")]),
        (147.0, &[(200.0, "Carte rilasciate"), (400.0, "1.200"), (500.0, "40%")]),
        (163.0, &[(40.0, "Curare il verde"), (200.0, "Aree curate"), (400.0, "30"), (500.0, "70%")]),
        (179.0, &[(200.0, "Alberi piantati nei giardini delle"), (400.0, "90"), (500.0, "30%")]),
        (190.0, &[(200.0, "scuole e nei parchi")]),
    ];
    assert_eq!(
        grids(&[page]),
        ["Obiettivo|Indicatore|Target 2025|Peso\n\
          Ridurre i tempi di rilascio delle carte+1|Tempo medio di rilascio delle carte in tutte le sedi|20 gg|60%\n\
          Carte rilasciate|1.200|40%\n\
          Curare il verde+1|Aree curate|30|70%\n\
          Alberi piantati nei giardini delle scuole e nei parchi|90|30%"]
    );
}

#[test]
fn a_text_in_the_middle_of_rows_is_of_them_all() {
    let page: &[Row<'_>] = &[
        (100.0, HEADS),
        (120.0, &[(200.0, "Tempo medio di rilascio"), (400.0, "20 gg"), (500.0, "60%")]),
        (128.0, &[(40.0, "Ridurre i tempi")]),
        (136.0, &[(200.0, "Carte rilasciate"), (400.0, "1.200"), (500.0, "40%")]),
        (152.0, &[(200.0, "Aree curate"), (400.0, "30"), (500.0, "30%")]),
        (168.0, &[(40.0, "Curare il verde"), (200.0, "Alberi piantati"), (400.0, "90"), (500.0, "30%")]),
        (184.0, &[(200.0, "Siepi potate"), (400.0, "12"), (500.0, "40%")]),
    ];
    assert_eq!(
        grids(&[page]),
        ["Obiettivo|Indicatore|Target 2025|Peso\n\
          Ridurre i tempi+1|Tempo medio di rilascio|20 gg|60%\n\
          Carte rilasciate|1.200|40%\n\
          Curare il verde+2|Aree curate|30|30%\n\
          Alberi piantati|90|30%\n\
          Siepi potate|12|40%"]
    );
}

#[test]
fn columns_are_white_on_all_pages_and_heads_may_be_printed_again() {
    let first: &[Row<'_>] = &[
        (100.0, HEADS),
        (120.0, &[(40.0, "Ridurre i tempi"), (200.0, "Tempo medio"), (400.0, "20 gg"), (500.0, "60%")]),
        (136.0, &[(200.0, "Carte rilasciate"), (400.0, "1.200"), (500.0, "40%")]),
        (152.0, &[(40.0, "Curare il verde"), (200.0, "Aree curate"), (400.0, "30"), (500.0, "70%")]),
    ];
    let second: &[Row<'_>] = &[
        (80.0, HEADS),
        (100.0, &[(200.0, "Alberi piantati"), (400.0, "90"), (500.0, "30%")]),
        (116.0, &[(40.0, "Area strategica 2: Servizi a tutte le persone della città")]),
        (132.0, &[(40.0, "Aprire gli uffici"), (200.0, "Ore di apertura"), (400.0, "36"), (500.0, "100%")]),
    ];
    assert_eq!(
        grids(&[first, second]),
        [
            "Obiettivo|Indicatore|Target 2025|Peso\n\
             Ridurre i tempi+1|Tempo medio|20 gg|60%\n\
             Carte rilasciate|1.200|40%\n\
             Curare il verde|Aree curate|30|70%",
            "Obiettivo|Indicatore|Target 2025|Peso\n\
             |Alberi piantati|90|30%\n\
             Area strategica 2: Servizi a tutte le persone della città\n\
             Aprire gli uffici|Ore di apertura|36|100%"
        ]
    );
}

#[test]
fn labels_beside_values_and_prose_are_no_such_table() {
    let sheet: &[Row<'_>] = &[
        (100.0, &[(40.0, "Obiettivo:"), (200.0, "Ridurre i tempi")]),
        (116.0, &[(40.0, "Indicatore:"), (200.0, "Tempo medio")]),
        (132.0, &[(40.0, "Peso:"), (200.0, "20%")]),
        (148.0, &[(40.0, "Responsabile:"), (200.0, "Ada Neri")]),
    ];
    assert_eq!(grids(&[sheet]), Vec::<String>::new());
}
