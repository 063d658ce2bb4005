//! Reads an Italian public body's *Piano della performance* (Albero della Performance, PIAO, Relazione sulla performance)
//! into a typed [`Plan`], losing and inventing nothing: every word of the document is in a field, in [`Plan::furniture`], in
//! [`Plan::prose`] or in [`Plan::unrecognized`], unless it is a label of the layout.
//!
//! Read, walk, check, compare:
//!
//! ```
//! use albero::{At, Plan, Settings};
//!
//! # let (last_year, this_year) = ("fixtures/plans/albero-2023.txt", "fixtures/plans/albero-2024-chromium.pdf");
//! let old = Plan::read(std::fs::read(last_year)?)?;
//! let new = Plan::read(std::fs::read(this_year)?)?;
//!
//! for objective in new.objectives() {
//!     println!("{}: {} indicators", objective.title, objective.indicators.len());
//! }
//!
//! for finding in new.check(&Settings::default()) {
//!     println!("{}: {}", finding.code, finding.message);
//!     if let Some(At::Target(target)) = new.at(&finding.pointer) {
//!         println!("  {}", target.text);
//!     }
//! }
//!
//! let diff = albero::diff(&old, &new, false);
//! for own in diff.indicators(&old, &new) {
//!     for target in own.targets() {
//!         let values = (target.old.and_then(|t| t.value()), target.new.and_then(|t| t.value()));
//!         println!("{}: {values:?}, {:?}", own.entry.name, target.change.effect);
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Which way in
//!
//! | wanted | call |
//! |---|---|
//! | a plan | [`Plan::read`]; of plan JSON [`Plan::from_json`] |
//! | with a password, limits, labels of one's own, progress | [`Plan::read_with`] and [`Options`] |
//! | with what was noticed on the way | [`read`], which gives a [`Reading`] |
//! | what is wrong in it | [`Plan::check`], [`Reading::check`]; against last year's plan [`check::check_against`] |
//! | what became of it in another year | [`diff()`], [`diff::history()`]; back to the plans [`Diff::indicators`](diff::Diff::indicators) |
//! | what a finding or a change points at | [`Plan::at`] |
//! | JSON with the digits that were printed | [`Plan::to_json`], [`json`] |
//! | tables, Markdown, SARIF | [`output`] |
//! | the tables of any PDF, cell by cell | [`inspect()`] |
//! | its words, and where each has gone | [`words`], [`accounts`] |
//!
//! # As a guest in another program
//!
//! Nothing is set for the whole process: what differs from document to document is in its [`Options`]. A panic of a
//! dependency, which a damaged PDF can cause, is caught and becomes [`Error::Damaged`]; the program's panic hook hears of it
//! before. With `panic = "abort"` in the program's profile nothing can be caught. Memory and time are not limited here, the
//! size of what is read is ([`Limits`]): a program that reads strangers' files gives each a process of its own, as the
//! command line does.
//!
//! The library alone is `albero = { default-features = false }`. Features: `cli` (the program), `archive` (SQLite),
//! `second-reader` (another PDF library), `xlsx` (workbooks), `report` (a page of HTML, pictures of pages).

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

pub use check::finding::Finding;
pub use check::rule::Severity;
pub use check::settings::Settings;
pub use diff::{Diff, History, diff};
pub use error::{Error, Result, reader_told};
#[doc(hidden)]
pub use grammar::exercise_grammar;
pub use inspect::{Inspection, Table, TableCell, inspect, role_told, svg};
pub use labels::own::{Labels, NoSuchField};
pub use language::Lang;
pub use limits::{Exceeded, Limit, Limits};
pub use plan::model::Plan;
pub use plan::{AccountedWord, At, Place, Reading};
pub use plan::{json, model};
pub use schema::{diff_schema, findings_schema, history_schema, inspect_schema, plan_schema, settings_schema};
#[cfg(feature = "report")]
pub use source::pdf::pictures::{PagePicture, page_pictures};
pub use source::pdf::verify::compare_letters;
#[cfg(feature = "report")]
pub use source::text_lines;
pub use source::{Note, Options, Progress, Reader, Unlike};

// Types of other crates that stand in this one's: whoever names them needs no crate of the same version.
#[cfg(feature = "archive")]
pub use rusqlite;
pub use {jiff, json_patch, rust_decimal, schemars, serde_json, toml};

impl Plan {
    /// Reads a plan from the bytes of a PDF, a text file, or plan JSON written before; told by content.
    ///
    /// ```
    /// let error = albero::Plan::read("Delibera n. 3 del 2024").unwrap_err();
    /// assert_eq!(error.kind(), "no_objective");
    /// ```
    ///
    /// # Errors
    /// See [`Error`]: not a plan's document, encrypted, damaged, without text, without an objective.
    pub fn read(bytes: impl Into<Vec<u8>>) -> Result<Plan> {
        Plan::read_with(bytes, &Options::default())
    }

    /// [`Plan::read`], with a file name, a password, limits, labels, a reader, a progress callback.
    ///
    /// # Errors
    /// As [`Plan::read`].
    pub fn read_with(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Plan> {
        read(bytes, options).map(|reading| reading.plan)
    }
}

/// [`Plan::read`], as a function.
///
/// ```
/// let plan = albero::parse(std::fs::read("fixtures/plans/albero-2023.txt")?)?;
/// assert_eq!((plan.year, plan.objectives().count()), (Some(2023), 112));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`Plan::read`].
pub fn parse(bytes: impl Into<Vec<u8>>) -> Result<Plan> {
    Plan::read(bytes)
}

/// [`Plan::read_with`], as a function.
///
/// ```
/// let options = albero::Options { name: Some("piano.txt"), ..albero::Options::default() };
/// let plan = albero::parse_with(std::fs::read("fixtures/plans/albero-2023.txt")?, &options)?;
/// assert_eq!(plan.source.name.as_deref(), Some("piano.txt"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`Plan::read`].
pub fn parse_with(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Plan> {
    Plan::read_with(bytes, options)
}

/// [`Plan::read_with`], with what was noticed on the way, which some of the checks are about.
///
/// ```
/// use albero::{Lang, Options, Settings};
///
/// let reading = albero::read(std::fs::read("fixtures/plans/albero-2024-chromium.pdf")?, &Options::default())?;
/// let settings = Settings { lang: Some(Lang::It), ..Settings::default() };
/// for finding in reading.check(&settings) {
///     println!("{} {}: {}", finding.code, finding.severity, finding.message);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
/// ```
/// let words = albero::words("Obiettivo operativo", &albero::Options::default())?;
/// assert_eq!((words[1].text.as_str(), words[1].location.page), ("operativo", 1));
/// # Ok::<(), albero::Error>(())
/// ```
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
/// ```
/// use albero::{Options, Place};
///
/// let accounts = albero::accounts(std::fs::read("fixtures/plans/albero-2023.txt")?, &Options::default())?;
/// assert!(accounts.iter().all(|word| word.place != Place::Unrecognized));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`parse`].
pub fn accounts(bytes: impl Into<Vec<u8>>, options: &Options<'_>) -> Result<Vec<AccountedWord>> {
    Ok(read::read(bytes.into(), options)?.accounts())
}
