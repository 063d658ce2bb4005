//! How much of a document is read at most: what a file that means harm could grow into.

/// How much is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub bytes: u64,
    /// Pages of a PDF.
    pub pages: usize,
    /// What the content of all pages of a PDF takes when decompressed, in bytes. Fonts and forms are not
    /// counted: memory limits are for them.
    pub decompressed: u64,
}

/// A plan of 2,000 pages is 5 MB; a scan of 300 pages rarely over 100.
const BYTES: u64 = 256 << 20;

/// A plan has 20 to 300 pages.
const PAGES: usize = 10_000;

/// A plan's page is 20 to 100 KB.
const DECOMPRESSED: u64 = 256 << 20;

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: BYTES, pages: PAGES, decompressed: DECOMPRESSED }
    }
}

/// One of the [`Limits`], as messages name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::bytes`].
    Bytes,
    /// [`Limits::pages`].
    Pages,
    /// [`Limits::decompressed`].
    Decompressed,
    /// Letters and lines of one page: more than any page that a person could read.
    Marks,
}

/// A document that has more of something than is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exceeded {
    /// Of what.
    pub limit: Limit,
    /// How many are read at most.
    pub most: u64,
}

impl Limits {
    /// Refuses a file of this many bytes.
    ///
    /// # Errors
    /// How many are read at most.
    pub fn check_bytes(&self, bytes: u64) -> Result<(), Exceeded> {
        if bytes > self.bytes { Err(Exceeded { limit: Limit::Bytes, most: self.bytes }) } else { Ok(()) }
    }

    /// Refuses a PDF of this many pages.
    ///
    /// # Errors
    /// How many are read at most.
    pub(crate) fn check_pages(&self, pages: usize) -> Result<(), Exceeded> {
        if pages > self.pages { Err(Exceeded { limit: Limit::Pages, most: self.pages as u64 }) } else { Ok(()) }
    }
}
