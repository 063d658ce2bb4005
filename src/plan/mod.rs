//! The plan: its types, and how they are made of a document's pieces.

pub(crate) mod assemble;
mod facts;
mod indicator;
mod ledger;
pub mod model;
mod objective;

use crate::error::{Error, Result};
use crate::layout::furniture::take_furniture;
use crate::layout::words::Words;
use crate::location::Places;
use crate::running::{Paged, lines_to_pieces, text_to_lines};
use crate::source::text::{TextKind, column_sheets, decode};
use crate::source::{Document, Note, Options, SourceKind, pdf};
use crate::tables::columns::Alignment;
use crate::tables::sheets_to_pieces;
use assemble::{Assembler, Tree};
use model::{Generator, PLAN_SCHEMA, Plan, Source, SourceFormat};
use sha2::{Digest, Sha256};

pub use ledger::Place;

/// A plan, what was noticed when it was read, and the accounts of the words it was made of.
#[derive(Debug)]
pub struct Reading {
    /// The plan.
    pub plan: Plan,
    /// What the reader noticed; empty for text and for plan JSON.
    pub notes: Vec<Note>,
    /// The words and where each has gone; none for plan JSON.
    accounts: Option<(Words, Vec<Place>)>,
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

/// What the stages before the tree find.
struct Found {
    words: Words,
    tree: Tree,
    page_count: u32,
    format: SourceFormat,
    notes: Vec<Note>,
}

/// The stages, in order: bytes → pages of words → pieces → tree.
pub(crate) fn read(bytes: Vec<u8>, options: &Options<'_>) -> Result<Reading> {
    options.limits.check_bytes(bytes.len() as u64)?;
    let kind = crate::source::kind(&bytes)?;
    let (sha256, size_bytes) = (format!("{:x}", Sha256::digest(&bytes)), bytes.len() as u64);
    let found = match kind {
        SourceKind::Json => {
            let plan = serde_json::from_slice(&bytes)?;
            return Ok(Reading::of(plan, Vec::new()));
        }
        SourceKind::Pdf => geometric(pdf::read(bytes, options)?, Alignment::Table, SourceFormat::Pdf),
        SourceKind::Text => text(decode(bytes)),
    };
    let Found { words, tree, page_count, format, notes } = found;
    if tree.sections.iter().all(|s| s.objectives.is_empty()) {
        return Err(Error::NoObjective { what: format!("{page_count} pages, {} words", words.len()) });
    }
    let unread = notes.iter().filter_map(|note| match note {
        Note::PageUnread { page, .. } => Some(*page),
        _ => None,
    });
    let unread_pages = unread.collect();
    let plan = Plan {
        schema: PLAN_SCHEMA.into(),
        generator: Generator::this(),
        source: Source { name: options.name.map(str::to_owned), format, sha256, size_bytes, page_count, unread_pages },
        title: tree.facts.title,
        entity: tree.facts.entity,
        year: tree.facts.year,
        baseline_year: tree.facts.baseline_year,
        period: tree.facts.period,
        approval: tree.facts.approval,
        sections: tree.sections,
        furniture: tree.closed.furniture,
        unrecognized: tree.closed.unrecognized,
    };
    Ok(Reading { plan, notes, accounts: Some((words, tree.closed.places)) })
}

/// The geometric path, of PDF and of column-aligned text.
fn geometric(document: Document, alignment: Alignment, format: SourceFormat) -> Found {
    let Document { words, mut sheets, places, metadata, page_count, notes } = document;
    let furniture = take_furniture(&mut sheets, &words);
    let mut tree = Assembler::new(&furniture, &words, &places);
    for piece in sheets_to_pieces(sheets, alignment, &words) {
        tree.take(piece);
    }
    let tree = tree.finish(&metadata);
    Found { words, tree, page_count, format, notes }
}

fn text(text: String) -> Found {
    match crate::source::text::kind(&text) {
        TextKind::Columns => {
            let (words, sheets) = column_sheets(text);
            let page_count = sheets.iter().filter(|s| !s.lines.is_empty()).map(|s| s.page).max().unwrap_or(1);
            let document =
                Document { words, sheets, places: Places::Lines, metadata: Vec::new(), page_count, notes: Vec::new() };
            geometric(document, Alignment::Block, SourceFormat::Text)
        }
        TextKind::Running => {
            let Paged { words, lines, furniture, page_count } = text_to_lines(text);
            let mut tree = Assembler::new(&furniture, &words, &Places::Lines);
            lines_to_pieces(&lines, &words, &mut |piece| tree.take(piece));
            let tree = tree.finish(&[]);
            Found { words, tree, page_count, format: SourceFormat::Text, notes: Vec::new() }
        }
    }
}
