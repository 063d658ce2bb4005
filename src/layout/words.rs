//! Words: glyphs to [`Word`]s, once for every reader.
//!
//! A word ends at a space glyph, at a gap, at a change of baseline. Producers that paint spaces leave
//! gaps inside words too (kerning), so there only a wide gap ends a word.

mod overprint;

use crate::geometry::{Length, PageNumber, Rect, Turn};
use crate::source::page::{Glyph, GlyphText, Page, Ruling};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A gap of this many type sizes ends a word on a page without space glyphs. Measured: kerning inside
/// words reaches 0.10, the narrowest justified space is 0.16.
const WORD_GAP: Length = 0.13;

/// The same on a page that paints its spaces: a jump to another column is a word's end there.
const WORD_GAP_BESIDE_SPACES: Length = 0.16;

/// A smaller gap is none: no line is painted in it.
const CLOSE: Length = 0.04;

/// A glyph that steps back by more than this begins a new word (a new cell, or text painted again).
const BACK_STEP: Length = -0.35;

/// A raised or lowered glyph stays in its word up to this many type sizes off the baseline (n°, m²).
const SHIFTED: Length = 0.45;

/// The same character painted again within this many type sizes is one character (fill then stroke, or
/// shifted for bold). Narrow letters advance by 0.22.
const OVERPRINT: Length = 0.12;

/// Ascent and descent of a word's box, in type sizes: what most fonts fill.
pub(crate) const ASCENT: Length = 0.76;
pub(crate) const DESCENT: Length = 0.24;

/// The place of a word in [`Words`].
pub(crate) type WordId = u32;

/// A word, in reading coordinates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    start: u32,
    end: u32,
    pub(crate) page: PageNumber,
    /// As high as the type size, so that `y1 - DESCENT * height` is the baseline.
    pub(crate) rect: Rect,
}

impl Word {
    pub(crate) fn baseline(&self) -> Length {
        self.rect.y1 - DESCENT * self.rect.height()
    }

    pub(crate) fn size(&self) -> Length {
        self.rect.height()
    }
}

/// All words of a document, page by page. Every later stage refers to them by [`WordId`]; no text is
/// copied until it becomes a field.
#[derive(Debug, Default)]
pub(crate) struct Words {
    text: String,
    words: Vec<Word>,
    /// Of a text file, how many blank lines stand before each line.
    blank_lines: Option<Vec<u32>>,
    /// Words that do not run level, in order, and how they must be turned to be read: few documents have any.
    turned: Vec<(WordId, Turn)>,
}

impl Words {
    /// Words that lie in `text`, which is kept whole.
    pub(crate) fn over(text: String) -> Words {
        Words { text, ..Words::default() }
    }

    /// Makes room for this many words at once: a document has many, and growing would hold them twice.
    pub(crate) fn reserve(&mut self, count: usize) {
        self.words.reserve_exact(count);
    }

    pub(crate) fn push_range(&mut self, range: Range<usize>, page: PageNumber, rect: Rect) -> WordId {
        let id = self.next_id();
        // Limits on input size keep offsets within 32 bits.
        self.words.push(Word { start: range.start as u32, end: range.end as u32, page, rect });
        id
    }

    pub(crate) fn push(&mut self, text: &str, page: PageNumber, rect: Rect) -> WordId {
        let start = self.text.len();
        self.text.push_str(text);
        self.push_range(start..start + text.len(), page, rect)
    }

    /// Adds another page's words; their ids move by the returned offset.
    pub(crate) fn append(&mut self, other: Words) -> WordId {
        let offset = self.next_id();
        let shift = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.turned.extend(other.turned.into_iter().map(|(id, turn)| (id + offset, turn)));
        self.words.extend(other.words.into_iter().map(|w| Word { start: w.start + shift, end: w.end + shift, ..w }));
        offset
    }

    /// Says, of a text file, which lines are blank, in order.
    pub(crate) fn set_blank_lines(&mut self, blank: impl ExactSizeIterator<Item = bool>) {
        let mut count = 0;
        let before = blank.map(|is_blank| {
            let before = count;
            count += u32::from(is_blank);
            before
        });
        self.blank_lines = Some(before.collect());
    }

    /// How many blank lines of a text file stand between two heights; `None` where height is measured.
    pub(crate) fn blank_lines_between(&self, above: Length, below: Length) -> Option<u32> {
        let before = |y: Length| self.blank_lines.as_ref()?.get(y.max(0.0) as usize).copied();
        Some(before(below)?.saturating_sub(before(above)?))
    }

    fn next_id(&self) -> WordId {
        self.words.len() as WordId
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn get(&self, id: WordId) -> &Word {
        &self.words[id as usize]
    }

    pub(crate) fn text(&self, id: WordId) -> &str {
        let word = self.get(id);
        &self.text[word.start as usize..word.end as usize]
    }

    pub(crate) fn has_turned(&self) -> bool {
        !self.turned.is_empty()
    }

    /// How a word must be turned to be read.
    pub(crate) fn turn(&self, id: WordId) -> Turn {
        let known = self.turned.binary_search_by_key(&id, |(id, _)| *id);
        known.ok().and_then(|at| self.turned.get(at)).map_or(Turn::Upright, |(_, turn)| *turn)
    }

    /// Says that the last word pushed must be turned to be read.
    pub(crate) fn set_turned(&mut self, id: WordId, turn: Turn) {
        self.turned.push((id, turn));
    }

    /// The text that all words lie in.
    pub(crate) fn whole_text(&self) -> &str {
        &self.text
    }

    pub(crate) fn ids(&self) -> Range<WordId> {
        0..self.next_id()
    }

    pub(crate) fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.words.shrink_to_fit();
    }
}

/// A word that does not run level, and where it is on the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slanted {
    pub(crate) word: WordId,
    /// Level or upright, within what a scanner slants: not across the page.
    pub(crate) is_upright: bool,
    /// All that it covers.
    pub(crate) rect: Rect,
    pub(crate) size: Length,
    /// Of its line, across its way.
    pub(crate) baseline: Length,
}

/// Which way text runs, as a vector of length 1 in reading coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Way(Length, Length);

impl Way {
    /// Left to right, as a page's text is read.
    const LEVEL: Way = Way(1.0, 0.0);

    /// Text that rises or falls by less than this a unit is set level by hand, or slanted by a scanner.
    const TILT: Length = 0.1;

    /// Two letters of one word run the same way, but for rounding: the cosine of what is between them.
    const SAME: Length = 0.995;

    fn of(dx: Length, dy: Length) -> Way {
        if dy.abs() <= Way::TILT * dx {
            return Way::LEVEL;
        }
        let length = (dx * dx + dy * dy).sqrt();
        // A mark that does not advance stands with what is before it.
        if length > 0.0 && length.is_finite() { Way(dx / length, dy / length) } else { Way::LEVEL }
    }

    /// The quarter turn by which it is read; one across the page is read as it stands.
    fn turn(self) -> Turn {
        match self {
            Way(x, _) if x < -Way::SAME => Turn::Over,
            Way(_, y) if y > Way::SAME => Turn::Down,
            Way(_, y) if y < -Way::SAME => Turn::Up,
            _ => Turn::Upright,
        }
    }

    fn is(self, other: Way) -> bool {
        self == other || self.0 * other.0 + self.1 * other.1 > Way::SAME
    }

    /// A point along this way and across it.
    fn along(self, x: Length, y: Length) -> (Length, Length) {
        (x * self.0 + y * self.1, y * self.0 - x * self.1)
    }

    /// The point again.
    fn back(self, along: Length, across: Length) -> (Length, Length) {
        (along * self.0 - across * self.1, along * self.1 + across * self.0)
    }
}

/// A word that is being put together; its places are along its way and across it.
struct Open {
    /// Where its text lies among the page's letters.
    text: Range<usize>,
    /// Its glyphs; of those painted twice in a row, both.
    glyphs: Range<usize>,
    way: Way,
    x0: Length,
    end: Length,
    baseline: Length,
    size: Length,
    /// Origin of the last glyph and where its text begins, to know it when it is painted again.
    last: (Length, Length, usize),
}

impl Open {
    /// Of one glyph, which has this number.
    fn new(
        (number, glyph): (usize, &Glyph),
        way: Way,
        (x, y): (Length, Length),
        advance: Length,
        letters: &mut String,
    ) -> Open {
        let start = letters.len();
        glyph.text.push_to(letters);
        let (text, glyphs) = (start..letters.len(), number..number + 1);
        Open { text, glyphs, way, x0: x, end: x + advance, baseline: y, size: glyph.size, last: (x, y, start) }
    }

    fn add(
        &mut self,
        (number, glyph): (usize, &Glyph),
        (x, y): (Length, Length),
        advance: Length,
        letters: &mut String,
    ) {
        self.glyphs.end = number + 1;
        self.last = (x, y, letters.len());
        glyph.text.push_to(letters);
        self.text.end = letters.len();
        // The largest type of a word gives its line: a raised o is small.
        if glyph.size > self.size * 1.05 {
            (self.size, self.baseline) = (glyph.size, y);
        }
        self.x0 = self.x0.min(x);
        self.end = x + advance;
    }

    /// In reading coordinates. Of a word that does not run level, a box of one letter at its middle: what stands
    /// beside it in a row is known by that, and lines are not as high as the word is long.
    fn rect(&self) -> Rect {
        let (top, bottom) = (self.baseline - ASCENT * self.size, self.baseline + DESCENT * self.size);
        if self.way == Way::LEVEL {
            return Rect::new(self.x0, top, self.end, bottom);
        }
        let (x, y) = self.way.back((self.x0 + self.end) / 2.0, (top + bottom) / 2.0);
        let half = self.size / 2.0;
        Rect::new(x - half, y - half, x + half, y + half)
    }

    /// The box of all of it, in reading coordinates.
    fn whole(&self) -> Rect {
        let (top, bottom) = (self.baseline - ASCENT * self.size, self.baseline + DESCENT * self.size);
        let corners = [(self.x0, top), (self.x0, bottom), (self.end, top), (self.end, bottom)];
        let corners = corners.map(|(along, across)| self.way.back(along, across));
        corners.into_iter().fold(Rect::EMPTY, |all, (x, y)| all.union(Rect { x0: x, y0: y, x1: x, y1: y }))
    }

    fn last_is(&self, glyph: &Glyph, y: Length, letters: &str) -> bool {
        let (_, last_y, from) = self.last;
        let last = &letters[from..self.text.end];
        (y - last_y).abs() < OVERPRINT * self.size
            && match &glyph.text {
                GlyphText::Char(c) => last.starts_with(*c),
                GlyphText::Several(text) => *last == **text,
            }
    }
}

/// Glyphs as words, added to those of their page; of those that do not run level, where they are.
pub(crate) fn add_words(glyphs: &[Glyph], page: &Page, rulings: &[Ruling], words: &mut Words) -> Vec<Slanted> {
    let verticals = verticals(rulings);
    let gap = if paints_spaces(glyphs) { WORD_GAP_BESIDE_SPACES } else { WORD_GAP };
    let mut letters = String::with_capacity(glyphs.len());
    // Italian words have six letters.
    let mut closed: Vec<Open> = Vec::with_capacity(glyphs.len() / 6);
    let mut open: Option<Open> = None;
    for (number, glyph) in glyphs.iter().enumerate() {
        let Some((way, (x, y), advance)) = along_line(glyph, page) else { continue };
        if glyph.text.is_space() {
            closed.extend(open.take());
            continue;
        }
        if let Some(word) = &mut open {
            let size = word.size.max(glyph.size);
            // In the word's own terms, which are the glyph's where both run one way.
            let (x, y) = if word.way == way { (x, y) } else { word.way.along(way.back(x, y).0, way.back(x, y).1) };
            if (x - word.last.0).abs() < OVERPRINT * size && word.last_is(glyph, y, &letters) {
                continue;
            }
            let runs_on = advance <= 0.0 || word.way.is(way);
            let step = x - word.end;
            let near =
                runs_on && step < gap * size && step > BACK_STEP * size && (y - word.baseline).abs() < SHIFTED * size;
            let parted = step > CLOSE * size && word.way == Way::LEVEL && ruled_between(&verticals, word.end, x, y);
            if near && !parted {
                word.add((number, glyph), (x, y), advance, &mut letters);
                continue;
            }
        }
        closed.extend(open.take());
        open = Some(Open::new((number, glyph), way, (x, y), advance, &mut letters));
    }
    closed.extend(open);
    overprint::paint_once(&mut closed, &mut letters, glyphs);
    let mut slanted = Vec::new();
    words.words.reserve(closed.len());
    words.text.reserve(letters.len());
    for word in &closed {
        let text = clean(&letters[word.text.clone()]);
        if text.is_empty() {
            continue;
        }
        let id = words.push(&text, page.number, word.rect());
        if word.way != Way::LEVEL {
            if word.way.turn() != Turn::Upright {
                words.set_turned(id, word.way.turn());
            }
            let Way(x, y) = word.way;
            let is_upright = x.abs().min(y.abs()) <= Way::TILT;
            let (rect, size, baseline) = (word.whole(), word.size, word.baseline);
            slanted.push(Slanted { word: id, is_upright, rect, size, baseline });
        }
    }
    slanted
}

/// The vertical lines of a page, from left to right.
fn verticals(rulings: &[Ruling]) -> Vec<(Length, Length, Length)> {
    let mut found: Vec<_> = rulings
        .iter()
        .filter_map(|r| match *r {
            Ruling::Vertical { x, y0, y1 } => Some((x, y0, y1)),
            Ruling::Horizontal { .. } => None,
        })
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found
}

/// Does a painted line part the letters on both sides of a gap?
fn ruled_between(verticals: &[(Length, Length, Length)], from: Length, to: Length, y: Length) -> bool {
    let first = verticals.partition_point(|(x, ..)| *x < from);
    verticals[first..].iter().take_while(|(x, ..)| *x <= to).any(|(_, y0, y1)| *y0 <= y && y <= *y1)
}

/// Which way a glyph runs, its origin along that way and across it, and its advance; `None` where it is nowhere.
fn along_line(glyph: &Glyph, page: &Page) -> Option<(Way, (Length, Length), Length)> {
    let (x, y) = page.turn.to_reading((glyph.x, glyph.y), page.width, page.height);
    let (dx, dy) = match page.turn {
        Turn::Upright => (glyph.dx, glyph.dy),
        Turn::Down => (glyph.dy, -glyph.dx),
        Turn::Over => (-glyph.dx, -glyph.dy),
        Turn::Up => (-glyph.dy, glyph.dx),
    };
    (x.is_finite() && y.is_finite()).then_some(())?;
    let way = Way::of(dx, dy);
    if way == Way::LEVEL {
        return Some((way, (x, y), dx.max(0.0)));
    }
    Some((way, way.along(x, y), (dx * dx + dy * dy).sqrt()))
}

fn paints_spaces(glyphs: &[Glyph]) -> bool {
    // Italian text has a space every six characters.
    let spaces = glyphs.iter().filter(|g| g.text.is_space()).count();
    spaces * 20 > glyphs.len()
}

/// Ligatures taken apart, accents composed, control characters dropped; every other character is kept.
fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let plain: String = text
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}'))
        .flat_map(|c| {
            let ligature = matches!(c, '\u{fb00}'..='\u{fb06}');
            let mut parts = c.nfkc();
            let first = if ligature { parts.next().unwrap_or(c) } else { c };
            std::iter::once(first).chain(parts.filter(move |_| ligature))
        })
        .collect();
    Cow::Owned(if is_nfc(&plain) { plain } else { plain.nfc().collect() })
}

#[cfg(test)]
mod tests {
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
        let again =
            [("Gruppo di voci", 10.0, 10.0), ("altro", 10.0, 30.0), ("uppo", 20.2, 10.0), ("altro", 10.1, 30.2)];
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
}
