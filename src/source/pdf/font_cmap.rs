//! The letters of a font that says them only in its own `cmap` table: glyph to character, the table read
//! backwards. For a document without ToUnicode, whose glyphs would have no text.

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

/// Glyph to character, from the tables of a font that are of Unicode.
fn reversed(font: &[u8]) -> HashMap<u32, char> {
    let mut letters = HashMap::new();
    let Ok(face) = ttf_parser::Face::parse(font, 0) else { return letters };
    for table in face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables).filter(|table| table.is_unicode()) {
        table.codepoints(|code| {
            let glyph = table.glyph_index(code);
            // Presentation forms and private letters stand behind the plain ones.
            if let (Some(glyph), Some(letter)) = (glyph, char::from_u32(code)) {
                letters.entry(u32::from(glyph.0)).or_insert(letter);
            }
        });
    }
    letters
}
