//! Text painted more than once at one place: filled and then stroked, shifted for bold, or repainted in part.

use super::{OVERPRINT, Open};
use crate::geometry::Length;
use crate::source::page::{Glyph, GlyphText};
use rustc_hash::FxHashMap;

/// Makes one of what is painted several times; the letters of what is joined are added to the others.
pub(super) fn paint_once(words: &mut Vec<Open>, letters: &mut String, glyphs: &[Glyph]) {
    // Most pages have none, and need not be looked at letter by letter.
    if overlapping(words).is_empty() {
        return;
    }
    remove_repeated(words, glyphs);
    let pairs = overlapping(words);
    let lengths: Vec<usize> = words.iter().map(|word| word.text.len()).collect();
    let mut gone = vec![false; words.len()];
    // From the right: what is joined to a word goes with it.
    for (left, right) in pairs.into_iter().rev() {
        let (of_left, of_right) = (&glyphs[words[left].glyphs.clone()], &glyphs[words[right].glyphs.clone()]);
        if let Some(shared) = shared(of_left, of_right, lengths[right]) {
            let start = letters.len();
            letters.extend_from_within(words[left].text.clone());
            letters.extend_from_within(words[right].text.start + shared..words[right].text.end);
            (words[left].text, words[left].end) = (start..letters.len(), words[right].end);
            gone[right] = true;
        }
    }
    remove(words, &gone);
}

/// Removes those that are marked.
fn remove(words: &mut Vec<Open>, gone: &[bool]) {
    let mut gone = gone.iter();
    words.retain(|_| gone.next() != Some(&true));
}

/// Words of which the right one begins before the left one ends, line by line from left to right.
fn overlapping(words: &[Open]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&words[*a], &words[*b]);
        a.way.0.total_cmp(&b.way.0).then(a.way.1.total_cmp(&b.way.1)).then(a.baseline.total_cmp(&b.baseline))
    });
    let on_one_line = |a: &usize, b: &usize| {
        let (a, b) = (&words[*a], &words[*b]);
        a.way == b.way && b.baseline - a.baseline <= OVERPRINT * a.size.max(b.size)
    };
    let mut pairs = Vec::new();
    for line in order.chunk_by_mut(on_one_line) {
        line.sort_by(|a, b| words[*a].x0.total_cmp(&words[*b].x0));
        let neighbours = line.windows(2).map(|pair| (pair[0], pair[1]));
        pairs.extend(neighbours.filter(|(a, b)| words[*b].x0 < words[*a].end - OVERPRINT * words[*a].size));
    }
    pairs
}

/// How many bytes of the right word's text, which has so many, are the end of the left one's, painted again: `Traff` and
/// `ffic`.
fn shared(left: &[Glyph], right: &[Glyph], length: usize) -> Option<usize> {
    let first = right.first()?;
    let again = &left[left.iter().position(|glyph| repeats(first, glyph))?..];
    let is_end = again.len() < right.len() && again.iter().zip(right).all(|(a, b)| repeats(b, a));
    // Letters painted twice in a row are glyphs, but not text.
    let text = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.text.len()).sum::<usize>();
    (is_end && text(right) == length).then(|| text(again))
}

/// Removes words all of whose glyphs another word has at the same place, which is as long or longer.
fn remove_repeated(words: &mut Vec<Open>, glyphs: &[Glyph]) {
    let mut seen: FxHashMap<Square, Vec<(&Glyph, usize)>> = FxHashMap::default();
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|word| std::cmp::Reverse(words[*word].glyphs.len()));
    let mut repeated = vec![false; words.len()];
    for word in order {
        let of_word = &glyphs[words[word].glyphs.clone()];
        let owners = |glyph: &Glyph| -> Vec<usize> {
            let there = Square::of(glyph).around().filter_map(|near| seen.get(&near)).flatten();
            there.filter(|(other, _)| repeats(glyph, other)).map(|(_, owner)| *owner).collect()
        };
        let mut rest = of_word.iter();
        let mut left = rest.next().map(&owners).unwrap_or_default();
        for glyph in rest {
            if left.is_empty() {
                break;
            }
            let here = owners(glyph);
            left.retain(|owner| here.contains(owner));
        }
        repeated[word] = !left.is_empty();
        if left.is_empty() {
            for glyph in of_word {
                let there = seen.entry(Square::of(glyph)).or_default();
                if there.len() < MOST_LAYERS {
                    there.push((glyph, word));
                }
            }
        }
    }
    remove(words, &repeated);
}

/// So many words are looked for under another one: no page has more, but one that is made to take long.
const MOST_LAYERS: usize = 16;

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
