//! What can go wrong when a document is read, said in one line: what is wrong and what to do.

use crate::limits::{Exceeded, Limit};
use thiserror::Error;

/// Why a document could not be read.
///
/// The text of each names the fault and the remedy; the caller puts the file's name before it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// No byte at all.
    #[error("the file is empty; check the download or the path")]
    Empty,
    /// Neither PDF, text nor plan JSON; `what` says what it looks like.
    #[error("not a PDF or text: {what}; give the published PDF, or text extracted from it")]
    NotAPlan {
        /// What the content looks like.
        what: &'static str,
    },
    /// A PDF in which no page has text.
    #[error("no text layer in any of its {pages} pages (scanned: run OCR first)")]
    NoText {
        /// How many pages were looked at.
        pages: u32,
    },
    /// A PDF whose text is all outside of what its pages show.
    #[error(
        "none of its {words} words is on its {pages} pages (cropped, clipped, covered or invisible); print it to PDF again"
    )]
    NoVisibleText {
        /// How many pages were looked at.
        pages: u32,
        /// How many words are hidden.
        words: u32,
    },
    /// Encrypted, and the password that was given (or the empty one) does not open it.
    #[error("encrypted with a password; give it with --password")]
    PasswordNeeded,
    /// Encrypted, and the password that was given does not open it.
    #[error("encrypted, and this password does not open it; check --password")]
    PasswordWrong,
    /// Encrypted by a method that the reader does not know.
    #[error("encrypted by a method that is not supported ({method}); save it again without encryption")]
    UnsupportedEncryption {
        /// The reader's name of the method.
        method: String,
    },
    /// The PDF cannot be read any further.
    #[error("damaged PDF: {what}, {read}; download it again, or repair it (qpdf can)")]
    Damaged {
        /// What is broken.
        what: String,
        /// How far it was read.
        read: String,
    },
    /// More of something than is read.
    #[error("more than {most} {limit}; {}", limit.remedy())]
    TooMuch {
        /// Of what.
        limit: Limit,
        /// How many are read at most.
        most: u64,
    },
    /// A plan JSON that is not of this schema.
    #[error("plan JSON that cannot be read: {0}; make it again with albero parse")]
    PlanJson(#[from] serde_json::Error),
    /// JSON of another schema, or of a newer major version.
    #[error(
        "JSON of schema {found}, and albero/plan/1 is read; use the version of albero that wrote it, or make it again"
    )]
    OtherSchema {
        /// The schema that it names.
        found: String,
    },
    /// Plan JSON with a node that has no name.
    #[error("plan JSON in which {what}; give it one, or take the node out")]
    Nameless {
        /// Which node.
        what: String,
    },
    /// A part was asked for that the file does not have.
    #[error("{what}; give pages of the file, or leave --pages out")]
    NoSuchPages {
        /// What the file has.
        what: String,
    },
    /// Text, but no objective of a plan in it.
    #[error("no objective found in {what}; if it is a plan, albero inspect shows how its tables were understood")]
    NoObjective {
        /// How much was read: pages or lines, and words.
        what: String,
    },
}

impl From<Exceeded> for Error {
    fn from(Exceeded { limit, most }: Exceeded) -> Error {
        Error::TooMuch { limit, most }
    }
}

impl Error {
    /// A word for programs, the same for ever.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Error::Empty => "empty",
            Error::NotAPlan { .. } => "not_a_plan",
            Error::NoText { .. } => "no_text",
            Error::NoVisibleText { .. } => "no_visible_text",
            Error::PasswordNeeded => "password_needed",
            Error::PasswordWrong => "password_wrong",
            Error::UnsupportedEncryption { .. } => "unsupported_encryption",
            Error::Damaged { .. } => "damaged",
            Error::TooMuch { .. } => "too_much",
            Error::PlanJson(_) => "plan_json",
            Error::OtherSchema { .. } => "other_schema",
            Error::Nameless { .. } => "nameless",
            Error::NoSuchPages { .. } => "no_such_pages",
            Error::NoObjective { .. } => "no_objective",
        }
    }
}

/// The result of reading a document.
pub type Result<T> = std::result::Result<T, Error>;
