//! The words of an indicator, with what each can be; and how nom reads them.

use super::lexicon::{self, Sense, Senses};
use nom::{Input, Needed, Offset};
use std::iter::{Copied, Enumerate};
use std::ops::Range;

/// A word, or several that are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Where it stands in the text, in bytes.
    pub(super) start: usize,
    pub(super) senses: Senses,
}

impl Word<'_> {
    pub(super) fn is(&self, sense: Sense) -> bool {
        self.senses.has(sense)
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// It has an ending that agrees: `on line` has none.
    pub(super) fn has_ending(&self) -> bool {
        let first = self.text.split_whitespace().next().unwrap_or_default();
        first.ends_with(['a', 'e', 'i', 'o']) && first.len() > 2
    }

    /// No word of the vocabulary, but by its ending a participle: who knows what it says.
    pub(super) fn may_be_participle(&self) -> bool {
        let word = self.text.to_lowercase();
        let Some(stem) = word.strip_suffix(['a', 'e', 'i', 'o']) else { return false };
        self.senses.is_empty() && ["at", "ut", "it", "ess", "tt", "os", "ert"].iter().any(|end| stem.ends_with(end))
    }

    /// Can this participle or adjective be said of the noun, by gender and number?
    pub(super) fn agrees(&self, noun: &Word<'_>) -> bool {
        let last = |word: &Word<'_>| word.text.split_whitespace().next().map(str::to_lowercase).unwrap_or_default();
        let (state, noun) = (last(self), last(noun));
        said_of(&state) & named_by(&noun) != 0
    }
}

/// Gender and number, a bit each.
const MASCULINE: u8 = 1;
const FEMININE: u8 = 2;
const MASCULINES: u8 = 4;
const FEMININES: u8 = 8;

/// Of which nouns a participle or adjective can be said. `pendente` does not tell the genders apart.
fn said_of(word: &str) -> u8 {
    let Some(end) = word.chars().last() else { return 0 };
    let stem = &word[..word.len() - end.len_utf8()];
    let participle = !(stem.ends_with("ent") || stem.ends_with("ant"));
    let tells_gender = (stem.ends_with('t') || stem.ends_with('s')) && participle;
    match (end, tells_gender) {
        ('o', _) => MASCULINE,
        ('a', _) => FEMININE,
        ('i', true) => MASCULINES,
        ('i', false) => MASCULINES | FEMININES,
        ('e', true) => FEMININES,
        ('e', false) => MASCULINE | FEMININE | FEMININES,
        _ => MASCULINE | FEMININE | MASCULINES | FEMININES,
    }
}

/// What a noun can be by its ending.
fn named_by(word: &str) -> u8 {
    match word {
        _ if word.ends_with("ioni") && !word.ends_with("mpioni") => FEMININES,
        _ if word.ends_with("ione") => FEMININE,
        _ if word.ends_with('à') || word.ends_with('ù') => FEMININE | FEMININES,
        _ if word.ends_with('o') => MASCULINE,
        _ if ["ore", "ale", "ile", "ume", "ame"].iter().any(|end| word.ends_with(end)) && word != "ore" => {
            MASCULINE | FEMININE
        }
        _ if word.ends_with("ma") => MASCULINE | FEMININE,
        _ if word.ends_with('a') => FEMININE,
        _ if word.ends_with('i') => MASCULINES,
        _ if ["ste", "ate", "ute", "ite", "tte", "ese"].iter().any(|end| word.ends_with(end)) && word != "limite" => {
            FEMININES
        }
        _ if word.ends_with('e') => MASCULINE | FEMININE | FEMININES,
        _ => MASCULINE | FEMININE | MASCULINES | FEMININES,
    }
}

/// Words for nom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words<'w, 't>(pub(super) &'w [Word<'t>]);

impl<'w, 't> Input for Words<'w, 't> {
    type Item = Word<'t>;
    type Iter = Copied<std::slice::Iter<'w, Word<'t>>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Words(&self.0[..index])
    }

    fn take_from(&self, index: usize) -> Self {
        Words(&self.0[index..])
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|word| predicate(*word))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.0.len() { Ok(count) } else { Err(Needed::new(count - self.0.len())) }
    }
}

impl Offset for Words<'_, '_> {
    fn offset(&self, second: &Self) -> usize {
        self.0.len() - second.0.len()
    }
}

/// The words of a text between byte positions.
pub(super) fn words(text: &str, within: Range<usize>) -> Vec<Word<'_>> {
    let single: Vec<(usize, &str)> = pieces(text, within);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, word)) = single.get(at).copied() {
        let following = single[at..].iter().map(|(_, word)| *word);
        let (length, senses) = lexicon::phrase(following).unwrap_or_else(|| (1, lexicon::senses(word)));
        let last = single.get(at + length - 1).copied().unwrap_or((start, word));
        found.push(Word { text: &text[start..last.0 + last.1.len()], start, senses });
        at += length;
    }
    found
}

/// Runs of letters and digits; `%` and `€` are words, too.
fn pieces(text: &str, within: Range<usize>) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut begun: Option<usize> = None;
    let base = within.start;
    for (at, c) in text[within.clone()].char_indices().map(|(at, c)| (base + at, c)).chain([(within.end, ' ')]) {
        let joins = |c: char| {
            c.is_alphanumeric()
                || matches!(c, '%' | '€')
                || (c == '.' || c == ',')
                    && begun.is_some_and(|b| text[b..at].chars().all(|c| c.is_ascii_digit() || c == '.' || c == ','))
                    && text[at..].chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        };
        match (joins(c), begun) {
            (true, None) => begun = Some(at),
            (false, Some(start)) => {
                found.push((start, &text[start..at]));
                begun = None;
            }
            _ => {}
        }
    }
    found
}

/// A part of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    /// It stands in brackets.
    pub(super) aside: bool,
}

/// The parts of a name that speak for themselves, without what stands in brackets and after a ratio's slash.
pub(super) fn segments(text: &str) -> Vec<Segment> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut cut) = (0, 0usize, false);
    let mut push = |range: Range<usize>, aside: bool| {
        if text[range.clone()].chars().any(char::is_alphanumeric) {
            found.push(Segment { range, aside });
        }
    };
    let mut bracket = 0;
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let spaced = before.ends_with(' ') && after.starts_with(' ');
        match c {
            '(' | '[' => {
                if depth == 0 && !cut {
                    push(start..at, false);
                }
                if depth == 0 {
                    bracket = at + c.len_utf8();
                }
                depth += 1;
            }
            ')' | ']' => {
                if depth == 1 && !cut {
                    push(bracket..at, true);
                }
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    start = at + c.len_utf8();
                }
            }
            _ if depth > 0 => {}
            '/' if spaced || opens_denominator(after) => {
                if !cut {
                    push(start..at, false);
                }
                cut = true;
            }
            ':' | ';' | '\n' => {
                if !cut {
                    push(start..at, false);
                }
                start = at + 1;
            }
            '-' | '–' if spaced && !cut => {
                push(start..at, false);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if depth == 0 && !cut && start < text.len() {
        push(start..text.len(), false);
    }
    found
}

/// `n° atti/n° atti depositati` is a ratio, `e/o` and `iniziative/azioni` are not.
fn opens_denominator(after: &str) -> bool {
    let first = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "n" | "nr" | "num" | "numero" | "totale" | "tot")
}
