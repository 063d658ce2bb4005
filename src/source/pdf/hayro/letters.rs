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
            self.fonts.push(Letters { horizontal: font.is_horizontal(), font, by_code: FxHashMap::default() });
            self.fonts.len() - 1
        });
        self.by_dict.insert(dict.data(), number);
        number
    }

    pub(super) fn get(&mut self, number: usize) -> Option<&mut Letters<'a>> {
        self.fonts.get_mut(number)
    }
}

/// A font, and what it said of the codes met so far.
pub(super) struct Letters<'a> {
    pub(super) horizontal: bool,
    font: Font<'a>,
    by_code: FxHashMap<u32, Letter>,
}

impl Letters<'_> {
    /// The next code of a string at an offset, and its length in bytes.
    pub(super) fn read_code(&self, bytes: &[u8], offset: usize) -> (u32, usize) {
        self.font.read_code(bytes, offset)
    }

    /// What the font says of a code; None for a drawing.
    pub(super) fn letter(&mut self, code: u32, cmaps: &mut FontCmaps) -> Option<&Letter> {
        use std::collections::hash_map::Entry;
        match self.by_code.entry(code) {
            Entry::Occupied(known) => Some(known.into_mut()),
            Entry::Vacant(new) => Some(new.insert(Letter::new(&self.font, code, cmaps)?)),
        }
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
