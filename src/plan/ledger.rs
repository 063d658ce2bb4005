//! The accounts: every word of the document is in exactly one place.

use crate::layout::words::{WordId, Words};
use crate::plan::model::{Furniture, Prose, Reason, Unrecognized};

/// Where a word of a document has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Nowhere: does not occur once a document is read.
    #[default]
    Open,
    /// In the text of a section, objective or indicator.
    Field,
    /// Says again what a field has said: a title printed in each row.
    Repeated,
    /// Read into a value or a fact: a weight, a typology, the plan's title.
    Value,
    /// A label, a column head, a dash or bracket of the layout.
    Label,
    /// A running head, a foot, a page number.
    Furniture,
    /// Outside the tree: a cover, a chapter, a table about something else.
    Prose,
    /// Listed as not understood.
    Unrecognized,
}

/// Keeps the place of every word, and the lists that are not fields.
#[derive(Debug)]
pub(crate) struct Ledger {
    places: Vec<Place>,
    furniture: Vec<(WordId, Furniture)>,
    unrecognized: Vec<(WordId, Unrecognized)>,
    prose: Vec<(WordId, Prose)>,
}

impl Ledger {
    pub(crate) fn new(words: &Words) -> Ledger {
        Ledger {
            places: vec![Place::Open; words.len()],
            furniture: Vec::new(),
            unrecognized: Vec::new(),
            prose: Vec::new(),
        }
    }

    /// Puts words into a field or among the labels. A word keeps its first place: `Outcome)` is a field
    /// though its bracket is a label's.
    pub(crate) fn claim(&mut self, words: impl IntoIterator<Item = WordId>, place: Place) {
        for id in words {
            if let Some(slot) = self.places.get_mut(id as usize).filter(|slot| **slot == Place::Open) {
                *slot = place;
            }
        }
    }

    pub(crate) fn furniture(&mut self, ids: &[WordId], words: &Words) {
        let Some(first) = ids.first() else { return };
        self.claim(ids.iter().copied(), Place::Furniture);
        let text = crate::layout::cells::join_words(ids, words);
        self.furniture.push((*first, Furniture { page: words.get(*first).page, text }));
    }

    /// Lists words as not understood, those that have a place already aside; one entry a page.
    pub(crate) fn unrecognized(&mut self, ids: impl IntoIterator<Item = WordId>, reason: Reason, words: &Words) {
        let open: Vec<WordId> =
            ids.into_iter().filter(|id| self.places.get(*id as usize) == Some(&Place::Open)).collect();
        for page in open.chunk_by(|a, b| words.get(*a).page == words.get(*b).page) {
            let Some(first) = page.first() else { continue };
            self.claim(page.iter().copied(), Place::Unrecognized);
            let text = crate::layout::cells::join_words(page, words);
            let entry = Unrecognized { page: words.get(*first).page, text, reason: reason.clone() };
            self.unrecognized.push((*first, entry));
        }
    }

    /// Lists words outside the tree, those that have a place already aside; one entry for each page.
    pub(crate) fn prose(&mut self, ids: impl IntoIterator<Item = WordId>, words: &Words) {
        let mut open: Vec<WordId> =
            ids.into_iter().filter(|id| self.places.get(*id as usize) == Some(&Place::Open)).collect();
        open.sort_unstable();
        open.dedup();
        for page in open.chunk_by(|a, b| words.get(*a).page == words.get(*b).page) {
            let Some(first) = page.first() else { continue };
            self.claim(page.iter().copied(), Place::Prose);
            let text = crate::layout::cells::join_words(page, words);
            self.prose.push((*first, Prose { page: words.get(*first).page, text }));
        }
    }

    /// Closes the accounts: what nobody claimed is listed too, a line an entry.
    pub(crate) fn close(mut self, words: &Words) -> Closed {
        let open: Vec<WordId> = words.ids().filter(|id| self.places[*id as usize] == Place::Open).collect();
        let same_line = |a: &WordId, b: &WordId| {
            let (a, b) = (words.get(*a), words.get(*b));
            a.page == b.page && (a.baseline() - b.baseline()).abs() < 0.5 * a.size()
        };
        for line in open.chunk_by(same_line) {
            self.unrecognized(line.iter().copied(), Reason::NotPlaced, words);
        }
        self.furniture.sort_by_key(|(at, entry)| (entry.page, *at));
        self.unrecognized.sort_by_key(|(at, entry)| (entry.page, *at));
        self.prose.sort_by_key(|(at, entry)| (entry.page, *at));
        Closed {
            places: self.places,
            furniture: self.furniture.into_iter().map(|(_, entry)| entry).collect(),
            prose: self.prose.into_iter().map(|(_, entry)| entry).collect(),
            unrecognized: self.unrecognized.into_iter().map(|(_, entry)| entry).collect(),
        }
    }
}

/// Closed accounts.
#[derive(Debug)]
pub(crate) struct Closed {
    pub(crate) places: Vec<Place>,
    pub(crate) furniture: Vec<Furniture>,
    pub(crate) prose: Vec<Prose>,
    pub(crate) unrecognized: Vec<Unrecognized>,
}

impl Closed {
    /// Words that turned out to be outside the tree.
    pub(crate) fn move_to_prose(&mut self, mut ids: Vec<WordId>, words: &Words) {
        ids.retain(|id| !matches!(self.places.get(*id as usize), Some(Place::Unrecognized | Place::Furniture) | None));
        self.put_into_prose(ids, words);
    }

    /// Words that are listed no longer as not understood.
    pub(crate) fn introduce(&mut self, mut ids: Vec<WordId>, words: &Words) {
        ids.retain(|id| self.places.get(*id as usize) == Some(&Place::Unrecognized));
        self.put_into_prose(ids, words);
    }

    fn put_into_prose(&mut self, ids: Vec<WordId>, words: &Words) {
        for page in ids.chunk_by(|a, b| words.get(*a).page == words.get(*b).page) {
            let Some(first) = page.first() else { continue };
            page.iter().for_each(|id| self.places[*id as usize] = Place::Prose);
            let text = crate::layout::cells::join_words(page, words);
            self.prose.push(Prose { page: words.get(*first).page, text });
        }
        self.prose.sort_by_key(|entry| entry.page);
    }
}
