//! Which nodes of one plan could be which of another, before any two are compared closely.
//!
//! In plans of the usual size each could be each. In larger ones a node is looked up by what is rare: its whole text, two of
//! its words together, a word, its code. So the cost grows with the number of nodes and not with its square, also where
//! all nodes are alike: of many that say the same, those at about the same place are looked at.

use super::similarity::{WordId, Words};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// So many pairs are compared whatever they say: 512 objectives with 512, where the largest published plans have 250. They
/// take 0.2 s.
const PAIRS: usize = 1 << 18;

/// At least so many candidates has a node. With 16, `benches/diff` loses no pair of 4,000 objectives; this is twice that.
const LEAST: usize = 32;

/// Of those with its code, so many at most: a code is weak evidence.
const OF_A_CODE: usize = 4;

/// What a node can be looked up by; the first stand before the others where they are as rare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Term {
    /// All its words.
    Whole(u64),
    /// Two words that stand next to one another in the order of the vocabulary.
    Two(WordId, WordId),
    One(WordId),
}

/// What is known of a node: its texts and its code.
pub(super) struct Looked<'n> {
    pub(super) texts: [&'n Words; 2],
    pub(super) code: Option<&'n str>,
}

impl Looked<'_> {
    fn terms(&self) -> Vec<(usize, Term)> {
        let mut terms = Vec::new();
        for (at, text) in self.texts.iter().enumerate() {
            let ids = text.ids();
            if !ids.is_empty() {
                terms.push((at, Term::Whole(hash(ids))));
            }
            terms.extend(ids.windows(2).filter_map(|two| Some((at, Term::Two(*two.first()?, *two.last()?)))));
            terms.extend(ids.iter().map(|id| (at, Term::One(*id))));
        }
        terms
    }
}

/// For each row the columns that it could be.
#[derive(Debug)]
pub(super) struct Candidates {
    all: Vec<u32>,
    /// By row, sorted; `None` where each could be each.
    of_row: Option<Vec<Vec<u32>>>,
}

impl Candidates {
    /// Among so many rows and columns, of which the functions tell.
    pub(super) fn new<'n>(
        (rows, columns): (usize, usize),
        row: impl Fn(usize) -> Looked<'n>,
        column: impl Fn(usize) -> Looked<'n>,
    ) -> Candidates {
        Candidates::within(PAIRS, (rows, columns), row, column)
    }

    fn within<'n>(
        pairs: usize,
        (rows, columns): (usize, usize),
        row: impl Fn(usize) -> Looked<'n>,
        column: impl Fn(usize) -> Looked<'n>,
    ) -> Candidates {
        let all: Vec<u32> = (0..columns as u32).collect();
        if rows.saturating_mul(columns) <= pairs {
            return Candidates { all, of_row: None };
        }
        let reach = (pairs / rows.max(columns)).max(LEAST);
        let index = Index::new(columns, column);
        let of_row = (0..rows).map(|at| index.candidates(&row(at), at * columns / rows, reach)).collect();
        Candidates { all, of_row: Some(of_row) }
    }

    /// Could each be each?
    pub(super) fn are_all(&self) -> bool {
        self.of_row.is_none()
    }

    /// Those of a row, in order.
    pub(super) fn of(&self, row: usize) -> &[u32] {
        match &self.of_row {
            None => &self.all,
            Some(of_row) => of_row.get(row).map_or(&[], Vec::as_slice),
        }
    }

    /// Adds one that is known otherwise.
    pub(super) fn add(&mut self, row: usize, column: usize) {
        let Some(own) = self.of_row.as_mut().and_then(|of_row| of_row.get_mut(row)) else { return };
        if let Err(at) = own.binary_search(&(column as u32)) {
            own.insert(at, column as u32);
        }
    }
}

/// The columns with each term, in order.
struct Index {
    with: FxHashMap<(usize, Term), Vec<u32>>,
    of_code: FxHashMap<u64, Vec<u32>>,
}

impl Index {
    fn new<'n>(columns: usize, column: impl Fn(usize) -> Looked<'n>) -> Index {
        let (mut with, mut of_code) = (FxHashMap::<_, Vec<u32>>::default(), FxHashMap::<_, Vec<u32>>::default());
        for at in 0..columns {
            let looked = column(at);
            for term in looked.terms() {
                with.entry(term).or_default().push(at as u32);
            }
            if let Some(code) = looked.code {
                of_code.entry(hash(code)).or_default().push(at as u32);
            }
        }
        Index { with, of_code }
    }

    /// The columns that share the rarest terms with a row; of too many with one term those nearest to `place`.
    fn candidates(&self, row: &Looked<'_>, place: usize, reach: usize) -> Vec<u32> {
        let mut found = FxHashSet::default();
        if let Some(same) = row.code.and_then(|code| self.of_code.get(&hash(code))) {
            found.extend(nearest(same, place, OF_A_CODE));
        }
        let mut terms: Vec<_> =
            row.terms().into_iter().filter_map(|term| Some((self.with.get(&term)?.as_slice(), term))).collect();
        terms.sort_by_key(|(with, (text, term))| (with.len(), *term, *text));
        for (with, _) in terms {
            let room = reach.saturating_sub(found.len());
            if room == 0 {
                break;
            }
            found.extend(nearest(with, place, room));
        }
        let mut found: Vec<u32> = found.into_iter().collect();
        found.sort_unstable();
        found
    }
}

/// So many of a sorted list that are nearest to a place.
fn nearest(of: &[u32], place: usize, most: usize) -> &[u32] {
    let at = of.partition_point(|column| (*column as usize) < place);
    let start = at.saturating_sub(most / 2).min(of.len().saturating_sub(most));
    &of[start..of.len().min(start + most)]
}

fn hash<T: Hash + ?Sized>(what: &T) -> u64 {
    let mut hasher = FxHasher::default();
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::similarity::Vocabulary;
    use super::*;

    fn found(old: &[String], new: &[String], pairs: usize) -> Candidates {
        let mut vocabulary = Vocabulary::default();
        let mut words = |texts: &[String]| texts.iter().map(|text| vocabulary.words(text)).collect::<Vec<_>>();
        let (old, new, none) = (words(old), words(new), Words::default());
        let looked = |words: &'static [Words], none: &'static Words| {
            move |at: usize| Looked { texts: [&words[at], none], code: None }
        };
        let (old, new, none) = (old.leak(), new.leak(), Box::leak(Box::new(none)));
        Candidates::within(pairs, (old.len(), new.len()), looked(old, none), looked(new, none))
    }

    #[test]
    fn few_nodes_could_each_be_each() {
        let texts = ["uno due".to_owned(), "tre".to_owned()];
        let found = found(&texts, &texts, 4);
        assert!(found.are_all());
        assert_eq!(found.of(1), [0, 1]);
    }

    #[test]
    fn of_many_the_one_that_shares_a_rare_word_is_found_wherever_it_stands() {
        // In letters: figures of four are taken for years.
        let name = |n: usize| n.to_string().bytes().map(|b| char::from(b - b'0' + b'k')).collect::<String>();
        let old: Vec<String> = (0..1000).map(|n| format!("attuazione del piano nella zona q{}", name(n))).collect();
        let new: Vec<String> = old.iter().rev().cloned().collect();
        let found = found(&old, &new, 1);
        for row in 0..1000 {
            let own = found.of(row);
            assert!(own.len() <= LEAST + OF_A_CODE && own.contains(&(999 - row as u32)), "{row}: {own:?}");
        }
    }

    #[test]
    fn of_many_that_say_the_same_those_at_the_same_place_are_found() {
        let texts = vec!["attuazione del piano".to_owned(); 1000];
        let found = found(&texts, &texts, 1);
        for row in 0..1000 {
            assert!(found.of(row).len() == LEAST && found.of(row).contains(&(row as u32)));
        }
    }
}
