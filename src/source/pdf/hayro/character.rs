//! What a font says of a code: its text and its advance.

use crate::source::page::GlyphText;
use crate::source::pdf::font_cmap::{FontCmaps, is_private};
use crate::source::pdf::glyph_names;
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
        let said = outline.as_unicode();
        let advance = outline.advance_width().unwrap_or(ADVANCE);
        let known = said.clone().and_then(text);
        let text = known.or_else(|| of_font(outline, said.as_ref(), advance, cmaps).map(GlyphText::Char));
        Character { code: outline.char_code(), text, advance }
    }
}

/// What the font itself says of a glyph of which the document says nothing, or what is no text.
fn of_font(outline: &OutlineGlyph, said: Option<&BfString>, advance: f32, cmaps: &mut FontCmaps) -> Option<char> {
    if let Some(letter) = cmaps.character(outline) {
        return Some(letter);
    }
    let font = outline.font_data();
    let no_ink = || outline.outline().elements().is_empty();
    // Without ink, at the place of the space: not every glyph without ink is one, for a font that is missing has none
    // at all.
    if SPACES.contains(&outline.char_code()) && no_ink() {
        return Some(' ');
    }
    let only = match said {
        Some(BfString::Char(only)) => *only,
        _ => return None,
    };
    if let Some(sign) = glyph_names::sign(only, font.as_ref().and_then(|font| font.postscript_name.as_deref())) {
        return Some(sign);
    }
    // A space that says something else of itself; a mark that is there to be read by programs.
    let blank = font.is_some() && !is_private(only) && no_ink();
    blank.then_some(if advance > 0.0 { ' ' } else { '\u{200b}' })
}

/// Of a glyph whose font does not say it.
const ADVANCE: f32 = UNITS_PER_EM / 2.0;

/// None for what is no text.
fn text(unicode: BfString) -> Option<GlyphText> {
    match unicode {
        BfString::Char(c) if is_no_text(c) => None,
        BfString::Char(c) => Some(GlyphText::Char(c)),
        BfString::String(text) if text.chars().any(is_no_text) => None,
        BfString::String(text) => Some(GlyphText::Several(text.into_boxed_str())),
    }
}

/// Codes of the space: in fonts of one byte, and as the glyph's number in TrueType fonts.
const SPACES: [u32; 2] = [32, 3];

/// What some tables say of a glyph for which they have no character: code points that Unicode keeps out of texts,
/// controls, private characters, the sign for an unknown one, and marks that no ink is for.
fn is_no_text(c: char) -> bool {
    if c.is_ascii_graphic() || c == ' ' {
        return false;
    }
    matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
        || c.is_control() && !c.is_whitespace()
        || is_private(c)
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}')
}

/// Glyph space of an outline font.
pub(super) const UNITS_PER_EM: f32 = 1000.0;
