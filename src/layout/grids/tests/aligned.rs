//! Tables in which lines are missing, and what looks like one and is none.

use super::*;

/// Rows of `|`-parted cells in columns that begin at 0, 120 and 200; a cell's lines parted by `~`.
fn rows(mut page: Page, from: Length, step: Length, rows: &[&str]) -> Page {
    for (n, row) in rows.iter().enumerate() {
        for (cell, x) in row.split('|').zip([0.0, 120.0, 200.0]) {
            for (line, text) in cell.split('~').enumerate().filter(|(_, text)| !text.is_empty()) {
                page = page.text(x, from + n as Length * step + line as Length * 12.0, text);
            }
        }
    }
    page
}

#[test]
fn white_space_alone_parts_columns_and_rows() {
    let page = rows(Page::default(), 10.0, 12.0, &["Voce|2023|2024", "Entrate|10|12", "Uscite|8|9", "Saldo|2|3"]);
    assert_eq!(page.read(), "[Voce | 2023 | 2024 / Entrate | 10 | 12 / Uscite | 8 | 9 / Saldo | 2 | 3]");
}

#[test]
fn a_name_that_wraps_is_one_row_between_level_lines() {
    let rows_of = ["Indicatore|Valore|Target", "Giorni medi di attesa~allo sportello|12|10", "Pratiche evase|80%|85%"];
    let mut page = rows(Page::default(), 10.0, 30.0, &rows_of);
    for y in [5.0, 35.0, 66.0, 95.0] {
        page = page.h(y, -2.0, 240.0);
    }
    let wanted =
        "[Indicatore | Valore | Target / Giorni medi di attesa allo sportello | 12 | 10 / Pratiche evase | 80% | 85%]";
    assert_eq!(page.read(), wanted);
}

#[test]
fn bands_of_colour_part_rows_and_a_band_is_one_cell() {
    let rows_of =
        ["Indicatore|Valore|Target", "AREA 1 - Servizi a tutte le persone", "Attesa~media|12|10", "Pratiche~evase|8|9"];
    let mut page = rows(Page::default(), 10.0, 30.0, &rows_of);
    for (y, tint) in [(5.0, 0.2), (35.0, 0.5), (95.0, 0.9)] {
        page = page.area(-2.0, y, 240.0, y + 30.0, tint);
    }
    let wanted = "[Indicatore | Valore | Target / AREA 1 - Servizi a tutte le persone>2 / Attesa media | 12 | 10 / Pratiche evase | 8 | 9]";
    assert_eq!(page.read(), wanted);
}

#[test]
fn heads_above_the_first_line_belong_to_it() {
    // Without a gap between two of them.
    let mut page = Page::default()
        .text(0.0, 10.0, "Descrizione delle voci")
        .text(120.0, 10.0, "Valore")
        .text(200.0, 10.0, "Target");
    page = rows(page, 30.0, 20.0, &["Attesa|12|10", "Pratiche|8|9", "Pareri|3|4"]);
    for y in [24.0, 44.0, 64.0, 84.0] {
        page = page.h(y, -2.0, 240.0);
    }
    assert_eq!(
        page.read(),
        "[Descrizione delle voci | Valore | Target / Attesa | 12 | 10 / Pratiche | 8 | 9 / Pareri | 3 | 4]"
    );
}

#[test]
fn rows_without_lines_in_a_frame_with_columns_are_rows() {
    let mut page =
        rows(Page::default(), 30.0, 12.0, &["Austria|86|13", "Belgio|0|100", "Cipro|81|3", "Danimarca|3|10"]);
    page = rows(page, 8.0, 12.0, &["Paese|Interni|Esteri"]);
    for x in [-5.0, 110.0, 190.0, 250.0] {
        page = page.v(x, 5.0, 80.0);
    }
    page = page.h(5.0, -5.0, 250.0).h(25.0, -5.0, 250.0).h(80.0, -5.0, 250.0);
    assert_eq!(
        page.read(),
        "[Paese | Interni | Esteri / Austria | 86 | 13 / Belgio | 0 | 100 / Cipro | 81 | 3 / Danimarca | 3 | 10]"
    );
}

#[test]
fn a_cell_of_many_lines_between_rules_stays_one() {
    let lines = "una descrizione che~va a capo molte volte~fino al margine della~sua cella per dire~tutto";
    let mut page = rows(Page::default(), 30.0, 12.0, &[&format!("{lines}|>= 10|{}", "Ufficio~Tributi")]);
    page = rows(page, 8.0, 12.0, &["Descrizione|Target|Unità"]);
    for x in [-5.0, 110.0, 190.0, 250.0] {
        page = page.v(x, 5.0, 100.0);
    }
    page = page.h(5.0, -5.0, 250.0).h(25.0, -5.0, 250.0).h(100.0, -5.0, 250.0);
    let text = lines.replace('~', " ");
    assert_eq!(page.read(), format!("[Descrizione | Target | Unità / {text} | >= 10 | Ufficio Tributi]"));
}

#[test]
fn a_row_that_is_open_above_and_below_is_a_row() {
    let mut page = Page::default().text(5.0, 30.0, "resto").text(55.0, 30.0, "della riga");
    for x in [0.0, 50.0, 120.0] {
        page = page.v(x, 20.0, 700.0);
    }
    assert_eq!(page.read(), "[resto | della riga]");
}

#[test]
fn prose_and_lists_are_no_tables() {
    let mut page = Page::default();
    for (n, text) in ["il primo punto della lista", "il secondo", "il terzo punto", "il quarto"].iter().enumerate() {
        page = page.text(0.0, n as Length * 12.0, "-").text(20.0, n as Length * 12.0, text);
    }
    assert_eq!(page.read(), "- il primo punto della lista | - il secondo | - il terzo punto | - il quarto");
    let page =
        ["Un testo corrente su più righe che", "non ha colonne e che nessuna linea", "divide in celle di una tabella"];
    let prose =
        page.iter().enumerate().fold(Page::default(), |page, (n, text)| page.text(0.0, n as Length * 12.0, text));
    // Between two lines as wide as the page, as a head's and a foot's.
    let prose = prose.h(-10.0, 0.0, 200.0).h(60.0, 0.0, 200.0);
    assert_eq!(prose.read(), page.join(" | "));
}

#[test]
fn columns_that_change_part_a_card_in_two() {
    let mut page = rows(
        Page::default(),
        10.0,
        12.0,
        &["Indirizzo|Struttura|Referente", "Sanità|Ufficio|Rossi", "Peso|Scadenza|Utenti", "15%|2025|Tutti"],
    );
    for (n, texts) in [
        ["Indicatore", "Formula per il calcolo"],
        ["Carcasse esaminate", "Esaminate su conferite"],
        ["Campioni", "Campioni refertati nei tempi"],
    ]
    .iter()
    .enumerate()
    {
        let y = 70.0 + n as Length * 12.0;
        page = page.text(0.0, y, texts[0]).text(105.0, y, texts[1]);
    }
    page = page.h(5.0, -2.0, 260.0).h(110.0, -2.0, 260.0);
    let first = "[Indirizzo | Struttura | Referente / Sanità | Ufficio | Rossi / Peso | Scadenza | Utenti / 15% | 2025 | Tutti]";
    let second = "[Indicatore | Formula per il calcolo / Carcasse esaminate | Esaminate su conferite / Campioni | Campioni refertati nei tempi]";
    assert_eq!(page.read(), format!("{first}\n{second}"));
}
