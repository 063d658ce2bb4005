//! A page's content streams, decompressed within limits.
//!
//! hayro would do it too, but keep them until the file is closed (half the memory of a long document), without
//! a limit, and take what it can of a damaged stream without a word.

use crate::error::{Error, Result};
use crate::limits::{Limit, Limits};
use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};

/// What may still be decompressed of a document; all its threads take from it.
#[derive(Debug)]
pub(super) struct Budget {
    left: AtomicU64,
    all: u64,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Budget {
        Budget { left: AtomicU64::new(limits.decompressed), all: limits.decompressed }
    }

    fn left(&self) -> u64 {
        self.left.load(Ordering::Relaxed)
    }

    fn check(&self, bytes: u64) -> Result<()> {
        if bytes > self.left() { Err(self.exceeded()) } else { Ok(()) }
    }

    fn exceeded(&self) -> Error {
        Error::TooMuch { limit: Limit::Decompressed, most: self.all }
    }

    fn take(&self, bytes: usize) -> Result<()> {
        let taken = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes as u64));
        taken.map(|_| ()).map_err(|_| self.exceeded())
    }
}

/// A page's content streams, joined.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    /// A stream is not as it was written.
    pub(super) damaged: bool,
}

/// Decompresses a page's content.
///
/// # Errors
/// [`Error::TooMuch`] where it is more than the document may have.
pub(super) fn content(page: &Page<'_>, budget: &Budget) -> Result<Content> {
    const CONTENTS: &[u8] = b"Contents";
    let mut content = Content::default();
    let dict = page.raw();
    if let Some(stream) = dict.get::<Stream<'_>>(CONTENTS) {
        content.append(&stream, budget)?;
        return Ok(content);
    }
    for stream in dict.get::<Array<'_>>(CONTENTS).iter().flat_map(|streams| streams.iter::<Stream<'_>>()) {
        content.append(&stream, budget)?;
        // An operator may end with its stream.
        content.bytes.push(b'\n');
    }
    Ok(content)
}

impl Content {
    fn append(&mut self, stream: &Stream<'_>, budget: &Budget) -> Result<()> {
        let before = self.bytes.len();
        // Nothing is no damage: editors leave such streams.
        if stream.raw_data().is_empty() && stream.dict().get::<u32>(&b"Length"[..]) == Some(0) {
            return Ok(());
        }
        if is_plain_flate(stream.dict()) {
            // One byte more than is left tells that there is more.
            let most = budget.left().saturating_add(1);
            let raw = stream.raw_data();
            if (raw.len() as u64).saturating_mul(DEFLATE_GROWTH) > budget.left() {
                // Counted before it is kept: what is too much does not fit into memory either.
                let counted = io::copy(&mut ZlibDecoder::new(raw.as_ref()).take(most), &mut io::sink());
                budget.check(counted.unwrap_or_default())?;
            }
            let inflated = ZlibDecoder::new(raw.as_ref()).take(most).read_to_end(&mut self.bytes);
            if inflated.is_ok() {
                return budget.take(self.bytes.len() - before);
            }
            self.bytes.truncate(before);
            self.damaged = true;
        } else if stream.filters().len() > 1 {
            // Each filter may blow up what the one before has blown up, and hayro has no limit: only so much of the
            // first is let through. What it came to is counted below.
            budget.check((stream.raw_data().len() as u64).saturating_mul(CASCADE))?;
        }
        match stream.decoded_data() {
            Ok(decoded) => self.bytes.extend_from_slice(&decoded),
            Err(_) => self.damaged = true,
        }
        budget.take(self.bytes.len() - before)
    }
}

/// Deflate grows data by this at most.
const DEFLATE_GROWTH: u64 = 1032;

/// How much a chain of filters is taken to grow a stream, before it is decoded: an ASCII filter before Flate, as
/// producers write it, grows it by less.
const CASCADE: u64 = 64;

/// Compressed by Flate alone, without a predictor: as nearly all page contents are.
fn is_plain_flate(dict: &Dict<'_>) -> bool {
    const FLATE: &[u8] = b"FlateDecode";
    let named = |name: Option<Name<'_>>| name.is_some_and(|name| name.as_ref() == FLATE);
    let filter = named(dict.get::<Name<'_>>(&b"Filter"[..]))
        || dict.get::<Array<'_>>(&b"Filter"[..]).is_some_and(|filters| {
            let mut names = filters.iter::<Name<'_>>();
            named(names.next()) && names.next().is_none()
        });
    filter && !dict.contains_key(&b"DecodeParms"[..])
}
