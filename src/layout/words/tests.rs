//! Glyphs in, words out.

use super::*;

fn page_of(runs: &[(&str, f32, f32)]) -> Page {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    for (text, x, y) in runs {
        let mut at = *x;
        for c in text.chars() {
            page.glyphs.push(Glyph { text: GlyphText::Char(c), x: at, y: *y, dx: 5.0, dy: 0.0, size: 10.0 });
            at += 5.0;
        }
    }
    page
}

fn texts(page: &Page) -> Vec<String> {
    let mut words = Words::default();
    add_words(&page.glyphs, page, &page.rulings, &mut words);
    words.ids().map(|id| words.text(id).to_owned()).collect()
}

#[test]
fn spaces_and_gaps_end_words() {
    assert_eq!(texts(&page_of(&[("due parole", 10.0, 10.0)])), ["due", "parole"]);
    assert_eq!(texts(&page_of(&[("due", 10.0, 10.0), ("parole", 27.0, 10.0)])), ["due", "parole"]);
}

#[test]
fn text_that_runs_another_way_is_words_too() {
    // Upwards, downwards, upside down, and across the page as a watermark does.
    for (dx, dy) in [(0.0, -5.0), (0.0, 5.0), (-5.0, 0.0), (4.0, -3.0)] {
        let mut page = page_of(&[("testo in riga", 10.0, 10.0)]);
        let mut at = (300.0, 400.0);
        for c in "AREA STRATEGICA".chars() {
            page.glyphs.push(Glyph { text: GlyphText::Char(c), x: at.0, y: at.1, dx, dy, size: 10.0 });
            at = (at.0 + dx, at.1 + dy);
        }
        assert_eq!(texts(&page), ["testo", "in", "riga", "AREA", "STRATEGICA"], "{dx} {dy}");
    }
}

#[test]
fn kerning_inside_a_word_is_no_space() {
    assert_eq!(texts(&page_of(&[("ARBITRA", 10.0, 10.0), ("TO", 45.9, 10.0)])), ["ARBITRATO"]);
}

#[test]
fn a_painted_line_ends_a_word() {
    let mut page = page_of(&[("N.", 10.0, 10.0), (">=", 21.0, 10.0)]);
    assert_eq!(texts(&page), ["N.>="]);
    page.rulings.push(Ruling::Vertical { x: 20.5, y0: 0.0, y1: 20.0 });
    assert_eq!(texts(&page), ["N.", ">="]);
}

#[test]
fn text_painted_twice_is_read_once() {
    assert_eq!(texts(&page_of(&[("Peso", 10.0, 10.0), ("Peso", 10.4, 10.0)])), ["Peso"]);
    // In part, and later.
    let again = [("Gruppo di voci", 10.0, 10.0), ("altro", 10.0, 30.0), ("uppo", 20.2, 10.0), ("altro", 10.1, 30.2)];
    assert_eq!(texts(&page_of(&again)), ["Gruppo", "di", "voci", "altro"]);
    // One part and the next.
    let parts = [("Traff", 10.0, 10.0), ("a", 90.0, 10.0), ("ffic", 25.0, 10.0), ("Interna", 90.0, 30.0)];
    let parts = [&parts[..], &[("naz", 115.0, 30.0), ("azion", 120.0, 30.0)]].concat();
    assert_eq!(texts(&page_of(&parts)), ["Traffic", "a", "Internazion"]);
    let parts = [("Inter", 10.0, 10.0), ("ernaz", 25.0, 10.0), ("nazioni", 35.0, 10.0)];
    assert_eq!(texts(&page_of(&parts)), ["Internazioni"]);
    // The part before the whole.
    assert_eq!(texts(&page_of(&[("uppo", 20.2, 10.0), ("Gruppo", 10.0, 10.0)])), ["Gruppo"]);
    // Other words at the same place are other words, though they have letters in common.
    assert_eq!(texts(&page_of(&[("Peso", 10.0, 10.0), ("Pago", 10.4, 10.0)])), ["Peso", "Pago"]);
}

#[test]
fn ligatures_are_taken_apart_and_accents_composed() {
    assert_eq!(texts(&page_of(&[("e\u{fb03}cacia", 10.0, 10.0)])), ["efficacia"]);
    assert_eq!(clean("qualita\u{300}"), "qualità");
    assert_eq!(clean("n° 1º …"), "n° 1º …");
}
