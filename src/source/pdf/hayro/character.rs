//! What a font says of a code: its text and its advance.

use crate::source::page::GlyphText;
use crate::source::pdf::font_cmap::FontCmaps;
use hayro_interpret::font::{Glyph as HayroGlyph, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;

/// What a font says of one of its codes.
pub(super) struct Character {
    pub(super) code: u32,
    /// None where no table of the document or the font gives Unicode.
    pub(super) text: Option<GlyphText>,
    /// In glyph space.
    pub(super) advance: f32,
}

impl Character {
    pub(super) fn new(glyph: &HayroGlyph<'_>, cmaps: &mut FontCmaps) -> Character {
        match glyph {
            HayroGlyph::Outline(outline) => Character::of_outline(outline, cmaps),
            HayroGlyph::Type3(type3) => Character {
                code: type3.char_code(),
                text: type3.as_unicode().and_then(text),
                advance: type3.advance_width().unwrap_or(ADVANCE),
            },
        }
    }

    pub(super) fn of_outline(outline: &OutlineGlyph, cmaps: &mut FontCmaps) -> Character {
        // Without ink, at the place of the space: not every glyph without ink is one, for a font that is
        // missing has none at all.
        let is_space = || SPACES.contains(&outline.char_code()) && outline.outline().elements().is_empty();
        let blank = || is_space().then_some(' ');
        let of_font = |cmaps: &mut FontCmaps| cmaps.character(outline).or_else(blank).map(GlyphText::Char);
        Character {
            code: outline.char_code(),
            text: outline.as_unicode().and_then(text).or_else(|| of_font(cmaps)),
            advance: outline.advance_width().unwrap_or(ADVANCE),
        }
    }
}

/// Of a glyph whose font does not say it.
const ADVANCE: f32 = UNITS_PER_EM / 2.0;

fn text(unicode: BfString) -> Option<GlyphText> {
    match unicode {
        BfString::Char(c) if is_no_character(c) => None,
        BfString::Char(c) => Some(GlyphText::Char(c)),
        BfString::String(text) => Some(GlyphText::Several(text.into_boxed_str())),
    }
}

/// Codes of the space: in fonts of one byte, and as the glyph's number in TrueType fonts.
const SPACES: [u32; 2] = [32, 3];

/// Code points that Unicode keeps out of texts: some tables map to them what they have no character for.
fn is_no_character(c: char) -> bool {
    matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// Glyph space of an outline font.
pub(super) const UNITS_PER_EM: f32 = 1000.0;
