//! The seam between a PDF library and everything else: bytes in, pages of glyphs and rulings out.

use crate::error::Error;
use crate::source::Note;
use crate::source::page::Page;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Which PDF library reads the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reader {
    /// hayro-interpret: exact places, all painted paths.
    #[default]
    Hayro,
    /// pdf-extract: for a file that the first refuses; its letters are sound, its places and rulings
    /// often are not.
    #[cfg(feature = "second-reader")]
    PdfExtract,
}

/// Why a page was not handed over.
#[derive(Debug)]
pub(crate) enum PageFault {
    /// It cannot be read: what went wrong. Others may be.
    Unreadable(String),
    /// The document is not to be read any further.
    Refused(Error),
}

/// Takes pages one by one.
pub(crate) type Take<'t> = &'t mut dyn FnMut(std::result::Result<&mut Page, PageFault>);

/// A PDF library as we use it.
pub(crate) trait PageReader: Sync {
    /// How many pages the document has.
    fn page_count(&self) -> usize;

    /// What is to be said of the document as a whole.
    fn notes(&self) -> Vec<Note> {
        Vec::new()
    }

    /// Reads some pages, given by index, and hands them over one by one, in order; for a page that cannot
    /// be read, what went wrong. Readers keep decoded fonts, and the memory of a page, from page to page, so
    /// a caller gives each thread one run.
    fn read_pages(&self, indexes: Range<usize>, take: Take<'_>);
}

/// Runs a dependency's code: its panic becomes an error with this description of what was being done. The hook that
/// the process has for panics hears of it first: it is the program's, not ours.
pub(crate) fn guarded<T>(doing: &str, work: impl FnOnce() -> T) -> std::result::Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| format!("the reader failed while {doing}"))
}

/// A damaged document, with how far it was read.
pub(crate) fn damaged(what: impl Into<String>, read: impl Into<String>) -> Error {
    Error::Damaged { what: what.into(), read: read.into() }
}
