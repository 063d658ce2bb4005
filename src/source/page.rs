//! What every reader must deliver of a page, in the coordinates of [`crate::geometry`].

use crate::geometry::{Length, PageNumber, Rect, Turn};
use serde::{Deserialize, Serialize};

/// A character as painted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    /// One or more characters (a ligature); empty for a glyph without Unicode.
    pub(crate) text: GlyphText,
    /// Where the baseline begins.
    pub(crate) x: Length,
    pub(crate) y: Length,
    /// From this origin to the next glyph's, letter spacing aside.
    pub(crate) dx: Length,
    pub(crate) dy: Length,
    /// Type size.
    pub(crate) size: Length,
}

/// The text of a glyph: nearly always one character, kept without allocation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GlyphText {
    Char(char),
    Several(Box<str>),
}

impl GlyphText {
    #[inline]
    pub(crate) fn is_space(&self) -> bool {
        match self {
            // Nearly every glyph is one of these: told without the table of white space.
            GlyphText::Char(c) if c.is_ascii_graphic() => false,
            GlyphText::Char(c) => c.is_whitespace(),
            GlyphText::Several(text) => text.chars().all(char::is_whitespace),
        }
    }

    /// In bytes.
    pub(crate) fn len(&self) -> usize {
        match self {
            GlyphText::Char(c) => c.len_utf8(),
            GlyphText::Several(text) => text.len(),
        }
    }

    #[inline]
    pub(crate) fn push_to(&self, out: &mut String) {
        match self {
            GlyphText::Char(c) => out.push(*c),
            GlyphText::Several(text) => out.push_str(text),
        }
    }
}

/// A straight upright line painted on the page: a stroke, or a rectangle too thin to be an area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ruling {
    Horizontal { y: Length, x0: Length, x1: Length },
    Vertical { x: Length, y0: Length, y1: Length },
}

/// A filled rectangle thinner than this is a line: cell borders come as boxes of up to 1.5 pt.
const THICKEST_LINE: Length = 3.0;

/// Shorter lines are ticks, underlined letters and dashes' pieces.
const SHORTEST_LINE: Length = 4.0;

impl Ruling {
    /// The ruling that a painted segment or box is, if it is one.
    pub(crate) fn from_box(x0: Length, y0: Length, x1: Length, y1: Length) -> Option<Ruling> {
        let (x0, x1) = (x0.min(x1), x0.max(x1));
        let (y0, y1) = (y0.min(y1), y0.max(y1));
        let (width, height) = (x1 - x0, y1 - y0);
        if !(width.is_finite() && height.is_finite()) {
            None
        } else if height <= THICKEST_LINE && width >= SHORTEST_LINE && width > 2.0 * height {
            Some(Ruling::Horizontal { y: (y0 + y1) / 2.0, x0, x1 })
        } else if width <= THICKEST_LINE && height >= SHORTEST_LINE && height > 2.0 * width {
            Some(Ruling::Vertical { x: (x0 + x1) / 2.0, y0, y1 })
        } else {
            None
        }
    }
}

/// A painted area: a cell's background, a band, a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fill {
    pub(crate) rect: Rect,
    pub(crate) tint: Tint,
}

impl Fill {
    /// The area that a filled box is: neither a line nor white.
    pub(crate) fn from_box(rect: Rect, tint: Tint) -> Option<Fill> {
        let (width, height) = (rect.x1 - rect.x0, rect.y1 - rect.y0);
        let is_area = width > THICKEST_LINE && height > THICKEST_LINE && (width + height).is_finite();
        (is_area && tint != Tint::WHITE).then_some(Fill { rect, tint })
    }
}

/// A colour, as far as is needed to tell one from another and white from all: 8 bits a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tint(u32);

impl Tint {
    pub(crate) const BLACK: Tint = Tint(0);
    const WHITE: Tint = Tint(0x00ff_ffff);

    /// By its components as the document writes them: one of grey, three of light, four of ink. Without any it is a
    /// pattern.
    pub(crate) fn of(components: &[f32]) -> Tint {
        let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u32;
        match *components {
            [grey] => Tint(byte(grey) * 0x0001_0101),
            [r, g, b] => Tint(byte(r) << 16 | byte(g) << 8 | byte(b)),
            [c, m, y, k] => {
                let light = |ink: f32| byte(1.0 - (ink + k).min(1.0));
                Tint(light(c) << 16 | light(m) << 8 | light(y))
            }
            _ => Tint(0x0100_0000),
        }
    }
}

/// How text in a file and text on its page differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unlike {
    /// Left out: text that is set to be invisible.
    Invisible,
    /// Left out: text under a box that was painted later.
    Covered,
    /// Left out: text outside the part of the page that is painted on.
    Clipped,
    /// Left out: text outside the page.
    OffPage,
    /// Left out: text on a layer that is switched off.
    LayerOff,
    /// Left out: a replacement text (ActualText) that says other than the letters painted.
    ActualText,
    /// Read though no letter of it is painted: the invisible text that stands for a picture.
    Recognised,
    /// Read as a viewer shows it: a note, a stamp or a form's value that is painted over the page.
    Annotation,
    /// Read as a viewer shows it: a form's value, or a note, which the file holds without its picture.
    NoAppearance,
}

/// One page as painted.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Page {
    pub(crate) number: PageNumber,
    /// Size as displayed.
    pub(crate) width: Length,
    pub(crate) height: Length,
    /// How the page must be turned for its text to be read; glyphs and rulings are as displayed.
    pub(crate) turn: Turn,
    /// It is scanned: its text is what was recognised in a picture.
    pub(crate) scanned: bool,
    /// How far a scanned page lay askew, in radians, clockwise; glyphs and rulings are straight.
    pub(crate) skew: f32,
    /// Letters that were recognised where the picture has a rule; they are not among `glyphs`.
    pub(crate) rules_as_letters: u32,
    /// In the order in which they were painted.
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rulings: Vec<Ruling>,
    /// Areas that are not white.
    pub(crate) fills: Vec<Fill>,
    /// Glyphs that no table of the font turns into text.
    pub(crate) unmapped: u32,
    /// Its content does not decompress as it was written.
    pub(crate) damaged: bool,
    /// Glyphs that the page does not show, or that are on it otherwise than by its content; of the second kind
    /// they are among `glyphs`, too.
    pub(crate) unlike: Vec<(Unlike, Glyph)>,
    /// Glyphs of what the file itself calls a watermark.
    pub(crate) watermark: Vec<Glyph>,
}
