//! How alike two nodes are: what is compared, and what each comparison weighs.
//!
//! A text is its words, without years and endings; a word weighs the more, the fewer objectives have it
//! (soft TF-IDF: words that differ by a letter count as nearly the same).

use super::wording::is_year;
use crate::labels::fold;
use std::collections::HashMap;

/// Objective titles: they say what it is, but are reworded, and several bodies repeat one title in every
/// office.
pub(super) const TITLE: f64 = 0.40;
/// Names and algorithms of the indicators: they are copied from year to year where titles are not.
pub(super) const INDICATORS: f64 = 0.35;
/// The section: objectives seldom move.
pub(super) const SECTION: f64 = 0.10;
/// Responsible units: as a rule the same next year, but many objectives have the same.
pub(super) const UNITS: f64 = 0.10;
/// Codes are positions and given out anew: enough to tell twins apart.
pub(super) const CODE: f64 = 0.05;

/// The objectives below: a strategic objective is known by them as one without any is by its indicators.
pub(super) const HELD: f64 = 0.35;
/// The objective above: as the section.
pub(super) const PARENT: f64 = 0.10;
/// Only against a pair, where one is strategic or stands deeper and the other not: a plan may print one title for
/// both.
pub(super) const LEVEL: f64 = 0.15;

/// Section titles.
pub(super) const SECTION_TITLE: f64 = 0.40;
/// What a section holds: an area may be renamed, and its objectives then stay.
pub(super) const SECTION_CONTENT: f64 = 0.45;
/// Section codes.
pub(super) const SECTION_CODE: f64 = 0.10;
/// Area, agency or position.
pub(super) const SECTION_KIND: f64 = 0.05;
/// The section above: programmes of two missions may have one title.
pub(super) const SECTION_PARENT: f64 = 0.10;

/// Indicator names.
pub(super) const NAME: f64 = 0.50;
/// Algorithms: often the name again, sometimes what is left of it.
pub(super) const ALGORITHM: f64 = 0.30;
/// What the unit of measure measures.
pub(super) const QUANTITY: f64 = 0.10;
/// The number in the objective.
pub(super) const POSITION: f64 = 0.10;

/// Evidence for a pair: how alike (0 to 1) and what that weighs. What neither side has is no evidence.
pub(super) fn weigh(evidence: &[Option<(f64, f64)>]) -> f64 {
    let (sum, all) = evidence
        .iter()
        .flatten()
        .fold((0.0, 0.0), |(sum, all), (weight, alike)| (weight.mul_add(*alike, sum), all + weight));
    if all > 0.0 { sum / all } else { 0.0 }
}

/// A word of the [`Vocabulary`].
pub(super) type WordId = u32;

/// Every word of two plans, and what it weighs.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<String, WordId>,
    words: Vec<String>,
    /// In how many objectives each stands.
    objectives_with: Vec<u32>,
    weights: Vec<f64>,
}

/// The different words of a text, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<WordId>);

impl Words {
    /// The words, sorted.
    pub(super) fn ids(&self) -> &[WordId] {
        &self.0
    }

    /// No word at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All words of several texts.
    pub(super) fn union<'w>(texts: impl Iterator<Item = &'w Words>) -> Words {
        let mut all: Vec<WordId> = texts.flat_map(|words| words.0.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        Words(all)
    }
}

/// Words shorter than this are not compared letter by letter: `Staff` is not nearly `Stati`.
const FUZZY_LENGTH: usize = 6;

/// Words longer than this are none of a language: comparing them takes as long as their lengths multiplied.
const LONGEST: usize = 64;

/// In texts that differ by more pairs of words than this (128 and 128) no slip is looked for: titles have 40 words.
const SLIPS: usize = 1 << 14;

/// From this likeness (Jaro-Winkler) on, two words are one with a slip in it.
const FUZZY: f64 = 0.93;

impl Vocabulary {
    /// The words of a text.
    pub(super) fn words(&mut self, text: &str) -> Words {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty() && !is_year(part));
        let mut ids: Vec<WordId> = parts.map(|part| self.id(stem(fold(part)))).collect();
        ids.sort_unstable();
        ids.dedup();
        Words(ids)
    }

    fn id(&mut self, word: String) -> WordId {
        if let Some(id) = self.ids.get(&word) {
            return *id;
        }
        let id = self.words.len() as WordId;
        self.words.push(word.clone());
        self.objectives_with.push(0);
        self.ids.insert(word, id);
        id
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Counts an objective's words, once for all its texts.
    pub(super) fn count(&mut self, words: &Words) {
        for id in &words.0 {
            self.objectives_with[*id as usize] += 1;
        }
    }

    /// Weighs the words, once all objectives are counted.
    pub(super) fn weigh(&mut self, objectives: usize) {
        let weight = |with: &u32| (1.0 + objectives as f64 / f64::from((*with).max(1))).ln();
        self.weights = self.objectives_with.iter().map(weight).collect();
    }

    /// What a word weighs.
    pub(super) fn weight(&self, word: WordId) -> f64 {
        self.weights.get(word as usize).copied().unwrap_or_default()
    }

    /// What all words of a text weigh.
    pub(super) fn mass(&self, words: &Words) -> f64 {
        words.0.iter().map(|id| self.weight(*id)).sum()
    }

    /// How alike two texts are, from 0 to 1: twice the weight of what they share over the weight of both.
    /// `None` where neither has a word.
    pub(super) fn alike(&self, one: &Words, other: &Words) -> Option<f64> {
        let all = self.mass(one) + self.mass(other);
        if all <= 0.0 {
            return (one == other && !one.is_empty()).then_some(1.0);
        }
        let (shared, left, right) = self.share(one, other);
        Some((2.0 * (shared + self.nearly(&left, &right)) / all).min(1.0))
    }

    /// How alike two texts are by whole words alone, from 0 to 1.
    pub(super) fn alike_whole(&self, one: &Words, other: &Words) -> f64 {
        let (mut shared, mut left, mut right) = (0.0, one.0.as_slice(), other.0.as_slice());
        while let ([x, more_left @ ..], [y, more_right @ ..]) = (left, right) {
            if x == y {
                shared += self.weight(*x);
            }
            (left, right) = (if x <= y { more_left } else { left }, if y <= x { more_right } else { right });
        }
        2.0 * shared / (self.mass(one) + self.mass(other)).max(f64::MIN_POSITIVE)
    }

    /// The weight of what both have, and what only one has.
    fn share(&self, one: &Words, other: &Words) -> (f64, Vec<WordId>, Vec<WordId>) {
        let (mut shared, mut left, mut right) = (0.0, Vec::new(), Vec::new());
        let (mut a, mut b) = (one.0.iter().peekable(), other.0.iter().peekable());
        loop {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x == y => {
                    shared += self.weight(**x);
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => left.extend(a.next().copied()),
                (Some(_), Some(_)) => right.extend(b.next().copied()),
                (Some(_), None) => left.extend(a.next().copied()),
                (None, Some(_)) => right.extend(b.next().copied()),
                (None, None) => return (shared, left, right),
            }
        }
    }

    /// The weight of words that are the same but for a slip.
    fn nearly(&self, left: &[WordId], right: &[WordId]) -> f64 {
        let long = |id: &&WordId| {
            let word = &self.words[**id as usize];
            (FUZZY_LENGTH..=LONGEST).contains(&word.len()) && !word.bytes().any(|b| b.is_ascii_digit())
        };
        if left.len().saturating_mul(right.len()) > SLIPS {
            return 0.0;
        }
        let mut free: Vec<WordId> = right.iter().filter(long).copied().collect();
        let mut sum = 0.0;
        for id in left.iter().filter(long) {
            let like = |other: &WordId| strsim::jaro_winkler(&self.words[*id as usize], &self.words[*other as usize]);
            let best = free.iter().enumerate().map(|(at, other)| (at, like(other))).max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((at, likeness)) = best.filter(|(_, likeness)| *likeness >= FUZZY) {
                let other = free.swap_remove(at);
                sum += likeness * self.weight(*id).min(self.weight(other));
            }
        }
        sum
    }
}

/// A folded word without its ending: `iniziativa` and `iniziative`, `pratica` and `pratiche` are one.
fn stem(mut word: String) -> String {
    /// Below this a word is all stem.
    const SHORT: usize = 4;
    if word.len() > SHORT && word.is_ascii() {
        if word.ends_with(['a', 'e', 'i', 'o']) {
            word.pop();
        }
        if word.len() > SHORT && word.ends_with('h') {
            word.pop();
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> f64 {
        let mut vocabulary = Vocabulary::default();
        let (one, other) = (vocabulary.words(one), vocabulary.words(other));
        vocabulary.count(&one);
        vocabulary.count(&other);
        vocabulary.weigh(2);
        vocabulary.alike(&one, &other).unwrap_or_default()
    }

    #[test]
    fn words_are_the_same_in_another_year_case_number_or_with_a_slip() {
        for (one, other) in [
            ("Giornata dell'Economia 2023", "GIORNATA DELL’ECONOMIA 2024"),
            ("Iniziative per pratiche", "iniziativa per pratica"),
            ("Attività", "attivita'"),
        ] {
            assert!(alike(one, other) > 0.7, "{one}, {other}: {}", alike(one, other));
        }
        assert!(alike("Valutazione della Efficeinza", "Valutazione della Efficienza") > 0.9);
    }

    #[test]
    fn other_words_are_not() {
        assert!(alike("Controlli sui prodotti", "Piano di comunicazione") < 0.1);
        assert!(alike("ufficio n. 23", "ufficio n. 24") < 0.8);
    }
}
