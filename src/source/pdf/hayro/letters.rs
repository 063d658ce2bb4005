//! A document's fonts, each asked once what it says of a code.

use super::character::Character;
use crate::source::pdf::font_cmap::FontCmaps;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_syntax::object::{Dict, Name};
use hayro_interpret::kurbo::Vec2;
use rustc_hash::FxHashMap;
use std::collections::HashMap;

/// The fonts of the pages read so far.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    font_resolver: FontResolverFn,
    cmap_resolver: CMapResolverFn,
    /// By the bytes of their dictionaries.
    by_dict: HashMap<&'a [u8], Option<usize>>,
    fonts: Vec<Letters<'a>>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new(settings: &InterpreterSettings) -> Fonts<'a> {
        Fonts {
            cache: FontCache::new(),
            font_resolver: settings.font_resolver.clone(),
            cmap_resolver: settings.cmap_resolver.clone(),
            by_dict: HashMap::new(),
            fonts: Vec::new(),
        }
    }

    /// The number of the font that a dictionary describes; None for one that cannot be loaded or whose letters are
    /// drawings.
    pub(super) fn number(&mut self, dict: &Dict<'a>) -> Option<usize> {
        if let Some(known) = self.by_dict.get(dict.data()) {
            return *known;
        }
        let drawn = dict.get::<Name<'_>>(&b"Subtype"[..]).is_some_and(|subtype| subtype.as_ref() == b"Type3");
        let font = if drawn { None } else { self.cache.font(dict, &self.font_resolver, &self.cmap_resolver) };
        let number = font.map(|font| {
            self.fonts.push(Letters::new(font));
            self.fonts.len() - 1
        });
        self.by_dict.insert(dict.data(), number);
        number
    }

    /// The font of this number, if one is set.
    pub(super) fn get(&mut self, number: Option<usize>) -> Option<&mut Letters<'a>> {
        self.fonts.get_mut(number?)
    }
}

/// A font, and what it said of the codes met so far.
pub(super) struct Letters<'a> {
    pub(super) horizontal: bool,
    font: Font<'a>,
    letters: Vec<Letter>,
    by_code: FxHashMap<u32, usize>,
    /// Codes of two bytes, by these: a font reads the shortest code that it has, so that what follows says nothing.
    by_pair: FxHashMap<[u8; 2], usize>,
}

impl<'a> Letters<'a> {
    fn new(font: Font<'a>) -> Letters<'a> {
        let horizontal = font.is_horizontal();
        Letters { horizontal, font, letters: Vec::new(), by_code: FxHashMap::default(), by_pair: FxHashMap::default() }
    }

    /// The letter of the code at the beginning of a string, and the code's length in bytes; None for a drawing.
    #[inline]
    pub(super) fn first(&mut self, string: &[u8], cmaps: &mut FontCmaps) -> Option<(&Letter, usize)> {
        let pair = string.first_chunk::<2>();
        if let Some(known) = pair.and_then(|pair| self.by_pair.get(pair)) {
            return Some((self.letters.get(*known)?, 2));
        }
        let (code, length) = self.font.read_code(string, 0);
        let number = match self.by_code.get(&code) {
            Some(known) => *known,
            None => {
                self.letters.push(Letter::new(&self.font, code, cmaps)?);
                self.by_code.insert(code, self.letters.len() - 1);
                self.letters.len() - 1
            }
        };
        if let (2, Some(pair)) = (length, pair) {
            self.by_pair.insert(*pair, number);
        }
        Some((self.letters.get(number)?, length))
    }
}

/// What a font says of a code.
pub(super) struct Letter {
    pub(super) character: Character,
    /// From this letter's origin to the next's, in thousandths of the type size.
    pub(super) advance: (f32, f32),
    /// From where the line is to the glyph's own origin: in vertical writing.
    pub(super) origin: Option<Vec2>,
    /// How much wider a standard font's glyph is drawn to be as wide as the document says.
    pub(super) stretch: f64,
}

impl Letter {
    fn new(font: &Font<'_>, code: u32, cmaps: &mut FontCmaps) -> Option<Letter> {
        let id = font.map_code(code);
        let FontGlyph::Outline(outline) = font.glyph(id, code) else { return None };
        let (advance, origin) = (font.code_advance(code), font.origin_displacement(code));
        Some(Letter {
            character: Character::of_outline(&outline, cmaps),
            advance: (advance.x as f32, advance.y as f32),
            origin: (origin != Vec2::ZERO).then_some(origin),
            stretch: font.glyph_stretch(id, code),
        })
    }
}
