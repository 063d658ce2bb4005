//! Text painted more than once at one place: filled and then stroked, shifted for bold, or repainted in part.

use super::{OVERPRINT, Open};
use crate::geometry::Length;
use crate::source::page::{Glyph, GlyphText};
use rustc_hash::FxHashMap;

/// Does a word stand on another one? Most pages have none, and need not be looked at letter by letter.
pub(super) fn is_painted_over(words: &[Open]) -> bool {
    let place = |word: &Open| (word.way.0, word.way.1, word.baseline);
    let mut order: Vec<&Open> = words.iter().collect();
    order.sort_by(|a, b| {
        let (a, b) = (place(a), place(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    });
    order.chunk_by_mut(|a, b| a.way == b.way && b.baseline - a.baseline <= OVERPRINT * a.size.max(b.size)).any(|line| {
        line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        line.windows(2).any(|pair| pair[1].x0 < pair[0].end - OVERPRINT * pair[0].size)
    })
}

/// Removes words all of whose glyphs another word has at the same place, which is as long or longer.
pub(super) fn remove_repeated(words: &mut Vec<Open>, glyphs: &[Glyph]) {
    let mut seen: FxHashMap<Square, Vec<&Glyph>> = FxHashMap::default();
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|word| std::cmp::Reverse(words[*word].glyphs.len()));
    let mut repeated = vec![false; words.len()];
    for word in order {
        let of_word = &glyphs[words[word].glyphs.clone()];
        let is_seen = |glyph: &Glyph| {
            let there = |near| seen.get(&near).is_some_and(|there| there.iter().any(|other| repeats(glyph, other)));
            Square::of(glyph).around().any(there)
        };
        repeated[word] = of_word.iter().all(is_seen);
        if !repeated[word] {
            of_word.iter().for_each(|glyph| seen.entry(Square::of(glyph)).or_default().push(glyph));
        }
    }
    let mut repeated = repeated.into_iter();
    words.retain(|_| !repeated.next().unwrap_or(false));
}

fn repeats(glyph: &Glyph, other: &Glyph) -> bool {
    let near = |a: Length, b: Length| (a - b).abs() < OVERPRINT * glyph.size;
    glyph.text == other.text && near(glyph.x, other.x) && near(glyph.y, other.y)
}

/// A part of the page as wide as glyphs of a size may be shifted, for one character.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Square {
    text: char,
    /// The size, as a power of two.
    size: i32,
    x: i32,
    y: i32,
}

impl Square {
    fn of(glyph: &Glyph) -> Square {
        let text = match &glyph.text {
            GlyphText::Char(c) => *c,
            GlyphText::Several(text) => text.chars().next().unwrap_or_default(),
        };
        let size = glyph.size.log2().ceil();
        let side = OVERPRINT * size.exp2();
        let place = |at: Length| (at / side).floor() as i32;
        Square { text, size: size as i32, x: place(glyph.x), y: place(glyph.y) }
    }

    /// It and those that touch it.
    fn around(self) -> impl Iterator<Item = Square> {
        (-1..=1).flat_map(move |x| {
            (-1..=1).map(move |y| Square { x: self.x.saturating_add(x), y: self.y.saturating_add(y), ..self })
        })
    }
}
