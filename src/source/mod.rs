//! From bytes to words on pages: what kind of file it is, told by content, and how each kind is opened.

pub(crate) mod encoding;
pub(crate) mod page;
pub(crate) mod pdf;
pub(crate) mod picture;
pub(crate) mod text;

use crate::error::{Error, Result};
use crate::labels::own::Labels;
use crate::layout::lines::Sheet;
use crate::layout::words::Words;
use crate::limits::Limits;
use crate::location::Places;
pub use page::Unlike;
pub use pdf::reader::Reader;
use serde::{Deserialize, Serialize};

/// Called as a document is read, with pages done and pages in all; from several threads.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// How a document is to be read.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// The file's name, for the plan's `source`.
    pub name: Option<&'a str>,
    /// The password of an encrypted PDF; an empty user password needs none.
    pub password: Option<&'a str>,
    /// Which PDF library reads.
    pub reader: Reader,
    /// How much is read at most.
    pub limits: Limits,
    /// Of a PDF the pages from the first of these to the last, 1-based, instead of all. Pages keep their numbers.
    pub pages: Option<(u32, u32)>,
    /// Labels of the document beside those that albero knows.
    pub labels: Option<&'a Labels>,
    /// Told of each page read.
    pub progress: Option<Progress<'a>>,
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The password stays out of logs.
        f.debug_struct("Options").field("name", &self.name).field("reader", &self.reader).finish_non_exhaustive()
    }
}

/// The lines of a text file, as locations count them; none of any other document.
///
/// # Errors
/// What is neither a PDF, nor text, nor plan JSON.
#[cfg(feature = "report")]
pub fn text_lines(bytes: impl Into<Vec<u8>>) -> Result<Vec<String>> {
    let bytes = bytes.into();
    Ok(match kind(&bytes)? {
        SourceKind::Text => text::file_lines(&encoding::decode(bytes).text),
        SourceKind::Pdf | SourceKind::Json => Vec::new(),
    })
}

/// A document as words on pages.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) words: Words,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) places: Places,
    /// What the file says of itself: title, subject, author.
    pub(crate) metadata: Vec<String>,
    pub(crate) page_count: u32,
    pub(crate) notes: Vec<Note>,
}

/// What a reader noticed of a document, which its words do not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// A page without text, in a document that has some.
    PageWithoutText {
        /// Physical page, 1-based.
        page: u32,
    },
    /// Glyphs that no table of their font turns into text; they stand as U+FFFD.
    UnmappedGlyphs {
        /// Physical page, 1-based.
        page: u32,
        /// How many.
        count: u32,
    },
    /// A page that could not be read: what it says is missing.
    PageUnread {
        /// Physical page, 1-based.
        page: u32,
        /// What went wrong.
        what: String,
    },
    /// A page whose content does not decompress as it was written: text of it may be missing, or wrong.
    DamagedContent {
        /// Physical page, 1-based.
        page: u32,
    },
    /// The two PDF readers see different letters on a page, spaces and places aside.
    ReadersDisagree {
        /// Physical page, 1-based.
        page: u32,
        /// Letters that only the reader of this reading sees; with how often, if more than once.
        only_first: String,
        /// Letters that only the other sees.
        only_second: String,
    },
    /// The other PDF reader could not read the document: nothing to compare with.
    NoSecondReading {
        /// Why.
        what: String,
    },
    /// Words that are in no field of the plan.
    UnreadWords {
        /// How many.
        words: u32,
        /// Of how many in the document.
        of: u32,
        /// The physical pages that they stand on, 1-based.
        pages: Vec<u32>,
    },
    /// The second PDF reader was used, whose places and lines are approximate.
    ApproximatePlaces,
    /// The first PDF reader found no page; the second, whose reading this is, did.
    OtherReader {
        /// What the first said.
        what: String,
    },
    /// Words in the file that are not on the page, and were left out; or words that are on the page by other means
    /// than its content, and were read.
    HiddenText {
        /// Physical page, 1-based.
        page: u32,
        /// How they are hidden, or shown.
        why: Unlike,
        /// How many.
        words: u32,
    },
    /// Of pages that are scanned, what was taken for other than the letters that were recognised.
    OcrTolerance {
        /// Letters that were recognised where the picture has a rule; they were left out.
        rules: u32,
    },
    /// Documents in the file beside its pages, which were not read: of a portfolio, or attached.
    Attachments {
        /// How many.
        count: u32,
    },
    /// The file holds a form whose pages another program makes (XFA): its values were not read.
    DynamicForm,
    /// Characters of a text file that could not be decoded; they stand as U+FFFD.
    UnreadableText {
        /// Of the file, 1-based.
        line: u32,
        /// How many.
        count: u32,
    },
    /// Another way to part a table into rows is nearly as good as the one that was read.
    NearReading {
        /// Physical page, 1-based.
        page: u32,
        /// The head of the column in which they first differ.
        head: String,
        /// What was read there; `× 3` for a cell over three rows.
        first: String,
        /// What the other way reads there.
        second: String,
    },
    /// The encoding of a text file was guessed.
    EncodingGuessed {
        /// Its name.
        encoding: String,
    },
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SourceKind {
    Pdf,
    Text,
    Json,
}

/// Beginnings by which files that are no plan are known, and what they are.
const STRANGERS: &[(&[u8], &str)] = &[
    (b"\xff\xfe\0\0", "text in UTF-32: save it as UTF-8"),
    (b"\0\0\xfe\xff", "text in UTF-32: save it as UTF-8"),
    (b"PK\x03\x04", "a ZIP archive or an office document (.docx, .xlsx, .odt)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\0", "an image (TIFF)"),
    (b"MM\0*", "an image (TIFF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"0\x82", "a signed envelope (.p7m): extract the PDF from it first"),
];

/// A PDF's header may stand after this many bytes of something else.
const PDF_HEADER_WITHIN: usize = 1024;

/// Why a part of a file that is no PDF is not read.
pub(crate) const NOT_BY_PAGES: &str = "only a PDF is read by its pages";

/// What kind of file these bytes are.
///
/// # Errors
/// [`Error::Empty`] and [`Error::NotAPlan`].
pub(crate) fn kind(bytes: &[u8]) -> Result<SourceKind> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    if let Some((_, what)) = STRANGERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Error::NotAPlan { what });
    }
    let head = &bytes[..bytes.len().min(PDF_HEADER_WITHIN)];
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    // Before the header is looked for: a plan's title may name one.
    if start.strip_prefix(b"{").is_some_and(|object| object.trim_ascii_start().starts_with(b"\"")) {
        return Ok(SourceKind::Json);
    }
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Ok(SourceKind::Pdf);
    }
    // Without its header, a PDF still ends as one.
    let tail = &bytes[bytes.len().saturating_sub(PDF_HEADER_WITHIN)..];
    let has = |part: &[u8], mark: &[u8]| part.windows(mark.len()).any(|w| w == mark);
    if has(tail, b"startxref") && has(tail, b"trailer") {
        return Ok(SourceKind::Pdf);
    }
    if start.starts_with(b"{") {
        return Ok(SourceKind::Json);
    }
    let lower = start[..start.len().min(64)].to_ascii_lowercase();
    if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") {
        return Err(Error::NotAPlan { what: "a web page (HTML)" });
    }
    if lower.starts_with(b"<?xml") {
        return Err(Error::NotAPlan { what: "an XML file" });
    }
    let wide = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if !wide && bytes.iter().take(1 << 16).any(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)) {
        return Err(Error::NotAPlan { what: "binary data" });
    }
    Ok(SourceKind::Text)
}

/// A document as words, before anything is made of them; none of plan JSON. Running text is taken line by line,
/// as aligned text is.
pub(crate) fn words(bytes: Vec<u8>, options: &Options<'_>) -> Result<Option<Document>> {
    options.limits.check_bytes(bytes.len() as u64)?;
    match kind(&bytes)? {
        SourceKind::Json => Ok(None),
        SourceKind::Pdf => pdf::read(bytes, options).map(Some),
        SourceKind::Text if options.pages.is_some() => Err(Error::NoSuchPages { what: NOT_BY_PAGES.to_owned() }),
        SourceKind::Text => {
            let encoding::Decoded { text, notes } = encoding::decode(bytes);
            let (words, sheets) = text::column_sheets(text);
            Ok(Some(Document { words, sheets, places: Places::Lines, metadata: Vec::new(), page_count: 0, notes }))
        }
    }
}

/// The letters of each page of a PDF, sorted; of anything else none.
pub(crate) fn page_letters(bytes: Vec<u8>, options: &Options<'_>) -> Result<Vec<String>> {
    options.limits.check_bytes(bytes.len() as u64)?;
    match kind(&bytes)? {
        SourceKind::Pdf => pdf::verify::letters(bytes, options),
        SourceKind::Text | SourceKind::Json => Ok(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_content() {
        assert_eq!(kind(b"%PDF-1.4").unwrap(), SourceKind::Pdf);
        assert_eq!(kind(b"junk\n%PDF-1.4").unwrap(), SourceKind::Pdf);
        assert_eq!(kind(b"1 0 obj <<>> endobj trailer <<>> startxref 0").unwrap(), SourceKind::Pdf);
        assert_eq!(kind(b" {\"schema\":1}").unwrap(), SourceKind::Json);
        assert_eq!(kind(b"{\n  \"title\": \"%PDF-1.4\"}").unwrap(), SourceKind::Json);
        assert_eq!(kind("Obiettivo operativo\n\u{c}".as_bytes()).unwrap(), SourceKind::Text);
        assert!(matches!(kind(b""), Err(Error::Empty)));
        assert!(matches!(kind(b" \n"), Err(Error::Empty)));
        for bytes in [&b"<!DOCTYPE HTML><p>"[..], b"PK\x03\x04", b"ab\0c", b"<?xml version='1.0'?>"] {
            assert!(matches!(kind(bytes), Err(Error::NotAPlan { .. })));
        }
    }
}
