//! Reads an Italian public body's *Albero della Performance* into a typed [`Plan`], losing and inventing
//! nothing: every word of the document is in a field, in [`Plan::furniture`] or in
//! [`Plan::unrecognized`], unless it is a label of the layout.
//!
//! ```no_run
//! let plan = albero::parse(std::fs::read("piano.pdf")?)?;
//! for objective in plan.objectives() {
//!     println!("{}: {} indicators", objective.title, objective.indicators.len());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "archive")]
pub mod archive;
pub mod check;
pub mod diff;
pub mod error;
mod geometry;
mod grammar;
mod inspect;
mod labels;
pub mod language;
mod layout;
mod limits;
mod location;
mod meaning;
pub mod output;
mod plan;
pub mod polarity;
mod read;
#[cfg(feature = "report")]
pub mod report;
mod running;
mod schema;
mod source;
mod tables;
mod vocabulary;

pub use error::{Error, Result, reader_told};
#[doc(hidden)]
pub use grammar::exercise_grammar;
pub use inspect::{Inspection, Table, TableCell, inspect, role_told, svg};
pub use labels::add_labels;
pub use limits::{Exceeded, Limit, Limits};
pub use plan::model::Plan;
pub use plan::{AccountedWord, At, Place, Reading};
pub use plan::{json, model};
pub use schema::{diff_schema, findings_schema, history_schema, inspect_schema, plan_schema};
#[cfg(feature = "report")]
pub use source::pdf::pictures::{PagePicture, page_pictures};
pub use source::pdf::verify::compare_letters;
#[cfg(feature = "report")]
pub use source::text_lines;
pub use source::{Note, Options, Progress, Reader, Unlike};

/// Reads a plan from the bytes of a PDF, a text file, or plan JSON written before; told by content.
///
/// # Errors
/// See [`Error`]: not a plan's document, encrypted, damaged, without text, without an objective.
pub fn parse(bytes: impl Into<Vec<u8>>) -> Result<Plan> {
    parse_with(bytes, &Options::default())
}

/// [`parse`], with a file name, a password, a reader, a progress callback.
///
/// # Errors
/// As [`parse`].
pub fn parse_with(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Plan> {
    read(bytes, options).map(|reading| reading.plan)
}

/// [`parse_with`], with what was noticed on the way: what [`check`](check::check) needs.
///
/// # Errors
/// As [`parse`].
pub fn read(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Reading> {
    read::read(bytes.into(), options)
}

/// May these bytes be a plan: a PDF, text, or plan JSON?
#[must_use]
pub fn is_readable(bytes: &[u8]) -> bool {
    source::kind(bytes).is_ok()
}

/// The letters of each page of a PDF, sorted, without spaces: what [`compare_letters`] compares.
/// Nothing for text and for plan JSON.
///
/// # Errors
/// As [`parse`], but a document without text or objectives is no error.
pub fn page_letters(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Vec<String>> {
    source::page_letters(bytes.into(), options)
}

/// A word as printed, and where: what the stages after words work on.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedWord {
    /// As printed.
    pub text: String,
    /// Its page, and there its box or line.
    pub location: model::Location,
}

/// Every word of a PDF or of column-aligned text, in reading order; for looking into how a document is read.
/// None for plan JSON.
///
/// # Errors
/// As [`parse`], but a document without objectives is no error.
pub fn words(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Vec<PrintedWord>> {
    let Some(document) = source::words(bytes.into(), options)? else { return Ok(Vec::new()) };
    let word = |id| PrintedWord {
        text: document.words.text(id).to_owned(),
        location: document.places.of([id], &document.words).swap_remove(0),
    };
    Ok(document.words.ids().map(word).collect())
}

/// The accounts of a document: each of its words, in the order in which they were read, and where it has
/// gone. None for plan JSON.
///
/// # Errors
/// As [`parse`].
pub fn accounts(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Vec<AccountedWord>> {
    Ok(read::read(bytes.into(), options)?.accounts())
}
