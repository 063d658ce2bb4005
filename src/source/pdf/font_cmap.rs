//! The letters of a font that says them only in its own tables, `cmap` or glyph names, read backwards. For a document
//! without ToUnicode, or with one that says nothing, whose glyphs would have no text.

use super::glyph_names;
use hayro_interpret::font::OutlineGlyph;
use std::collections::HashMap;

/// The reversed tables of the fonts met so far.
#[derive(Default)]
pub(super) struct FontCmaps {
    by_font: HashMap<u128, HashMap<u32, char>>,
}

impl FontCmaps {
    /// The character that the glyph's font draws with it; of several, the first.
    pub(super) fn character(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let font = glyph.font_data()?;
        let letters = self.by_font.entry(font.cache_key).or_insert_with(|| reversed((*font.data).as_ref()));
        letters.get(&glyph.glyph_id().to_u32()).copied()
    }
}

/// Is this character a sign that the font's maker keeps to himself?
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Glyph to character, from the tables of a font that are of Unicode, then from its glyphs' names.
fn reversed(font: &[u8]) -> HashMap<u32, char> {
    let mut letters = HashMap::new();
    let Ok(face) = ttf_parser::Face::parse(font, 0) else { return named(font) };
    for table in face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables).filter(|table| table.is_unicode()) {
        table.codepoints(|code| {
            let glyph = table.glyph_index(code);
            // Presentation forms stand behind the plain ones; private letters say nothing.
            if let (Some(glyph), Some(letter)) = (glyph, char::from_u32(code).filter(|c| !is_private(*c))) {
                letters.entry(u32::from(glyph.0)).or_insert(letter);
            }
        });
    }
    for glyph in 0..face.number_of_glyphs() {
        let name = face.glyph_name(ttf_parser::GlyphId(glyph));
        if let Some(letter) = name.and_then(glyph_names::character) {
            letters.entry(u32::from(glyph)).or_insert(letter);
        }
    }
    letters
}

/// The same from a font that is nothing but its outlines (CFF).
fn named(font: &[u8]) -> HashMap<u32, char> {
    let Some(outlines) = ttf_parser::cff::Table::parse(font) else { return HashMap::new() };
    let letter = |glyph: u16| {
        let name = outlines.glyph_name(ttf_parser::GlyphId(glyph))?;
        Some((u32::from(glyph), glyph_names::character(name)?))
    };
    (0..outlines.number_of_glyphs()).filter_map(letter).collect()
}
