//! A plan as it was read: with what was noticed, and with the accounts of its words.

use super::ledger::Place;
use super::model::Plan;
use crate::layout::words::Words;
use crate::source::Note;

/// A plan, what was noticed when it was read, and the accounts of the words it was made of.
#[derive(Debug)]
pub struct Reading {
    /// The plan.
    pub plan: Plan,
    /// What the reader noticed; empty for text and for plan JSON.
    pub notes: Vec<Note>,
    /// The words and where each has gone; none for plan JSON.
    pub(crate) accounts: Option<(Words, Vec<Place>)>,
}

impl Reading {
    /// A plan that was read elsewhere, with what was noticed there.
    #[must_use]
    pub fn of(plan: Plan, notes: Vec<Note>) -> Reading {
        Reading { plan, notes, accounts: None }
    }

    /// The plan and what was noticed, without the accounts, which are as large as the document.
    #[must_use]
    pub fn into_parts(self) -> (Plan, Vec<Note>) {
        (self.plan, self.notes)
    }

    /// Every word of the document, in the order in which they were read, with its page and place; none for plan
    /// JSON.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountedWord> {
        let of = |(words, places): &(Words, Vec<Place>)| {
            let word = |(id, place): (u32, &Place)| AccountedWord {
                text: words.text(id).to_owned(),
                page: words.get(id).page,
                place: *place,
            };
            words.ids().zip(places).map(word).collect()
        };
        self.accounts.as_ref().map_or_else(Vec::new, of)
    }
}

/// A word of a document and where it has gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountedWord {
    /// As printed.
    pub text: String,
    /// Physical page, 1-based.
    pub page: u32,
    /// Where it has gone.
    pub place: Place,
}
