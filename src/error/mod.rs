//! What can go wrong when a document is read, said in one line: what is wrong and what to do.

mod words;

use crate::language::Lang;
use crate::limits::{Exceeded, Limit};
use std::fmt;
use words::said;

/// Why a document could not be read.
///
/// The text of each names the fault and the remedy; the caller puts the file's name before it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// No byte at all.
    Empty,
    /// Neither PDF, text nor plan JSON; `what` says what it looks like.
    NotAPlan {
        /// What the content looks like.
        what: &'static str,
    },
    /// A PDF in which no page has text.
    NoText {
        /// How many pages were looked at.
        pages: u32,
    },
    /// A PDF whose text is all outside of what its pages show.
    NoVisibleText {
        /// How many pages were looked at.
        pages: u32,
        /// How many words are hidden.
        words: u32,
    },
    /// Encrypted, and the password that was given (or the empty one) does not open it.
    PasswordNeeded,
    /// Encrypted, and the password that was given does not open it.
    PasswordWrong,
    /// Encrypted by a method that the reader does not know.
    UnsupportedEncryption {
        /// The reader's name of the method.
        method: String,
    },
    /// The PDF cannot be read any further.
    Damaged {
        /// What is broken.
        what: String,
        /// How far it was read.
        read: String,
    },
    /// More of something than is read.
    TooMuch {
        /// Of what.
        limit: Limit,
        /// How many are read at most.
        most: u64,
    },
    /// A plan JSON that is not of this schema.
    PlanJson(serde_json::Error),
    /// JSON of another schema, or of a newer major version.
    OtherSchema {
        /// The schema that it names.
        found: String,
    },
    /// Plan JSON with a node that has no name.
    Nameless {
        /// Which node.
        what: String,
    },
    /// A part was asked for that the file does not have.
    NoSuchPages {
        /// What the file has.
        what: String,
    },
    /// Text, but no objective of a plan in it.
    NoObjective {
        /// How many pages were read.
        pages: u32,
        /// How many words were read.
        words: usize,
        /// Files attached to it, which were not read.
        attached: u32,
        /// It has a form whose pages another program makes (XFA), which was not read.
        has_form: bool,
    },
    /// Text of a plan whose form is read where it is laid out only: lines, columns and sizes of type are lost in text.
    TextForm {
        /// How many words were read.
        words: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tell(Lang::En))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Error::PlanJson(error) = self { Some(error) } else { None }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::PlanJson(error)
    }
}

impl From<Exceeded> for Error {
    fn from(Exceeded { limit, most }: Exceeded) -> Error {
        Error::TooMuch { limit, most }
    }
}

impl Error {
    /// What is wrong and what to do, in one line.
    #[must_use]
    pub fn tell(&self, lang: Lang) -> String {
        match self.remedy(lang) {
            Some(remedy) => format!("{}; {remedy}", self.fault(lang)),
            None => self.fault(lang),
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn fault(&self, lang: Lang) -> String {
        match self {
            Error::Empty => words::empty(lang),
            Error::NotAPlan { what } => words::not_a_plan(lang, &said(lang, what)),
            Error::NoText { pages } => words::no_text(lang, *pages),
            Error::NoVisibleText { pages, words } => words::no_visible_text(lang, *words, *pages),
            Error::PasswordNeeded => words::password_needed(lang),
            Error::PasswordWrong => words::password_wrong(lang),
            Error::UnsupportedEncryption { method } => words::unsupported(lang, &said(lang, method)),
            Error::Damaged { what, read } => words::damaged(lang, &said(lang, what), &said(lang, read)),
            Error::TooMuch { limit, most } => words::too_much(lang, *most, &limit.tell(lang)),
            Error::PlanJson(error) => words::plan_json(lang, &error.to_string(), error.line(), error.column()),
            Error::OtherSchema { found } => words::other_schema(lang, found),
            Error::Nameless { what } => words::nameless(lang, &said(lang, what)),
            Error::NoSuchPages { what } => said(lang, what),
            Error::NoObjective { pages, words: all, attached, has_form } => {
                let beside = match (attached, has_form) {
                    (0, false) => String::new(),
                    (0, true) => words::dynamic_form(lang),
                    (count, _) => words::attached(lang, *count),
                };
                words::no_objective(lang, *pages, *all, &beside)
            }
            Error::TextForm { words: all } => words::text_form(lang, *all),
        }
    }

    /// What a program that uses the library can do about it.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Error::Empty => words::empty_remedy(lang),
            Error::NotAPlan { .. } => words::not_a_plan_remedy(lang),
            // Said with the fault.
            Error::NoText { .. } => return None,
            Error::NoVisibleText { .. } => words::no_visible_text_remedy(lang),
            Error::PasswordNeeded => words::password_needed_remedy(lang),
            Error::PasswordWrong => words::password_wrong_remedy(lang),
            Error::UnsupportedEncryption { .. } => words::unsupported_remedy(lang),
            Error::Damaged { .. } => words::damaged_remedy(lang),
            Error::TooMuch { limit, .. } => limit.remedy(lang),
            Error::PlanJson(_) => words::plan_json_remedy(lang),
            Error::OtherSchema { .. } => words::other_schema_remedy(lang),
            Error::Nameless { .. } => words::nameless_remedy(lang),
            Error::NoSuchPages { .. } => words::no_such_pages_remedy(lang),
            Error::NoObjective { .. } => words::no_objective_remedy(lang),
            Error::TextForm { .. } => words::text_form_remedy(lang),
        })
    }

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
            Error::TextForm { .. } => "text_form",
        }
    }
}

impl Limit {
    fn tell(self, lang: Lang) -> String {
        match self {
            Limit::Bytes => words::bytes(lang),
            Limit::Pages => words::pages(lang),
            Limit::Decompressed => words::decompressed(lang),
            Limit::Marks => words::marks(lang),
        }
    }

    fn remedy(self, lang: Lang) -> String {
        match self {
            Limit::Bytes => words::raise(lang, "Limits::bytes"),
            Limit::Pages => words::raise(lang, "Limits::pages"),
            Limit::Decompressed => words::raise(lang, "Limits::decompressed"),
            Limit::Marks => words::marks_remedy(lang),
        }
    }
}

/// What a reader says of a page or a file, in one language.
#[must_use]
pub fn reader_told(english: &str, lang: Lang) -> String {
    said(lang, english)
}

/// The result of reading a document.
pub type Result<T> = std::result::Result<T, Error>;
