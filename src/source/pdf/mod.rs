//! PDF to pages of words: opening, reading in parallel, turning pages upright.

mod content;
mod facts;
mod font_cmap;
mod glyph_names;
mod hayro;
#[cfg(feature = "second-reader")]
mod pdf_extract;
#[cfg(feature = "report")]
pub(crate) mod pictures;
pub(crate) mod reader;
mod repair;
pub(crate) mod verify;

use crate::error::{Error, Result};
use crate::geometry::{Rect, Turn};
use crate::layout::lines::{Sheet, words_to_lines};
use crate::layout::watermark::{PageMarks, watermarks};
use crate::layout::words::{Slanted, WordId, Words, add_words};
use crate::location::{Frame, Places};
use crate::source::page::{Fill, Glyph, Page, Ruling, Unlike};
use crate::source::{Document, Note, Options};
use rayon::prelude::*;
use reader::{PageFault, PageReader, Reader, damaged};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A thread reads this many pages in a run at most: decoded fonts are dropped after each.
const LONGEST_RUN: usize = 64;

/// Reads a PDF.
pub(crate) fn read(bytes: Vec<u8>, options: &Options<'_>) -> Result<Document> {
    let bytes = Arc::new(bytes);
    let whole = repair::ends_whole(&bytes);
    let (reader, said) = open(&bytes, options)?;
    let count = reader.page_count();
    if !whole {
        return Err(damaged("its end is missing (cut off)", format!("{count} pages found")));
    }
    if count == 0 {
        return Err(damaged("it has no pages", "no page read"));
    }
    let wanted = wanted(options.pages, count)?;
    let all = wanted.len();
    let done = AtomicUsize::new(0);
    let runs = page_runs(wanted.clone());
    let mut joined = Joined::new(wanted, count);
    joined.notes.extend(said);
    joined.notes.extend(reader.notes());
    // A thread's run at a time: pages wait as little as possible to be joined.
    for wave in runs.chunks(rayon::current_num_threads().max(1)) {
        let pages: Vec<Vec<std::result::Result<ReadPage, PageFault>>> = wave
            .into_par_iter()
            .map(|run| {
                let mut pages = Vec::with_capacity(run.len());
                reader.read_pages(run.clone(), &mut |page| {
                    pages.push(page.map(ReadPage::new));
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if let Some(progress) = options.progress {
                        progress(done, all);
                    }
                });
                pages
            })
            .collect();
        for page in pages.into_iter().flatten() {
            joined.add(page)?;
        }
    }
    drop(reader);
    let (metadata, document) = rayon::join(|| facts::metadata(&bytes, options.password), || joined.close());
    document.map(|document| Document { metadata, ..document })
}

/// Opens a PDF with the reader that is asked for; where that one finds no page, with its objects set apart, and then
/// with the other one. With what is to be said of it.
fn open(bytes: &Arc<Vec<u8>>, options: &Options<'_>) -> Result<(Box<dyn PageReader>, Option<Note>)> {
    let (reader, said) = match options.reader {
        #[cfg(feature = "second-reader")]
        Reader::PdfExtract => (open_second(bytes, options)?, Some(Note::ApproximatePlaces)),
        Reader::Hayro => match open_first(bytes, options) {
            Ok(reader) if reader.page_count() > 0 => (boxed(reader), None),
            Err(error @ (Error::PasswordNeeded | Error::PasswordWrong | Error::UnsupportedEncryption { .. })) => {
                return Err(error);
            }
            failed => {
                let error = failed.err().unwrap_or_else(|| damaged("it has no pages", "no page read"));
                let apart = Arc::new(repair::set_apart(bytes).into_owned());
                match open_first(&apart, options).ok().filter(|reader| reader.page_count() > 0) {
                    Some(reader) => (boxed(reader), None),
                    None => otherwise(bytes, options, error)?,
                }
            }
        },
    };
    options.limits.check_pages(reader.page_count())?;
    Ok((reader, said))
}

fn boxed(reader: impl PageReader + 'static) -> Box<dyn PageReader> {
    Box::new(reader)
}

/// A PDF that the first reader finds no page in, for this reason, by the other one.
#[cfg(feature = "second-reader")]
fn otherwise(bytes: &[u8], options: &Options<'_>, error: Error) -> Result<(Box<dyn PageReader>, Option<Note>)> {
    match open_second(bytes, options).ok().filter(|reader| reader.page_count() > 0) {
        Some(reader) => Ok((reader, Some(Note::OtherReader { what: error.to_string() }))),
        None => Err(error),
    }
}

/// There is no other reader in this build.
#[cfg(not(feature = "second-reader"))]
fn otherwise(_: &[u8], _: &Options<'_>, error: Error) -> Result<(Box<dyn PageReader>, Option<Note>)> {
    Err(error)
}

#[cfg(feature = "second-reader")]
fn open_second(bytes: &[u8], options: &Options<'_>) -> Result<Box<dyn PageReader>> {
    Ok(boxed(pdf_extract::PdfExtractReader::open(bytes, options.password)?))
}

/// Opens a PDF with the first reader, by the user's password or the owner's.
fn open_first(bytes: &Arc<Vec<u8>>, options: &Options<'_>) -> Result<hayro::HayroReader> {
    let open = |password| hayro::HayroReader::open(Arc::clone(bytes), password, &options.limits);
    match (open(options.password), options.password) {
        (Err(Error::PasswordWrong), Some(owner)) => {
            // Where the user's is empty, the file opens without any.
            let user = repair::user_password(bytes, owner).unwrap_or_default();
            open(Some(&user))
        }
        (opened, _) => opened,
    }
}

/// Which of a document's pages, from 0, are read.
fn wanted(pages: Option<(u32, u32)>, count: usize) -> Result<Range<usize>> {
    let Some((first, last)) = pages else { return Ok(0..count) };
    let (first, last) = (first as usize, last as usize);
    if first == 0 || last < first || last > count {
        return Err(Error::NoSuchPages { what: format!("pages {first} to {last} of a file with {count}") });
    }
    Ok(first - 1..last)
}

/// Pages as runs, each for a thread.
fn page_runs(pages: Range<usize>) -> Vec<Range<usize>> {
    let run = pages.len().div_ceil(rayon::current_num_threads().max(1)).clamp(1, LONGEST_RUN);
    pages.clone().step_by(run).map(|start| start..(start + run).min(pages.end)).collect()
}

/// A page as words and rulings, in reading coordinates.
#[derive(Default)]
struct ReadPage {
    frame: Frame,
    words: Words,
    slanted: Vec<Slanted>,
    /// Words from this one on are what the file calls a watermark.
    watermark: WordId,
    rulings: Vec<Ruling>,
    fills: Vec<Fill>,
    unlike: Vec<(Unlike, u32)>,
    unmapped: u32,
    /// Letters left out that were recognised where a scan has a rule.
    rules_as_letters: u32,
    damaged: bool,
}

impl ReadPage {
    fn new(page: &mut Page) -> ReadPage {
        page.turn = reading_turn(page);
        let mut turned: Vec<Ruling> = page.rulings.iter().filter_map(|ruling| turn_ruling(*ruling, page)).collect();
        turned.shrink_to_fit();
        let mut fills: Vec<Fill> = page.fills.iter().filter_map(|fill| turn_fill(*fill, page)).collect();
        fills.shrink_to_fit();
        let mut words = Words::default();
        let slanted = add_words(&page.glyphs, page, &turned, &mut words);
        let watermark = words.ids().end;
        if !page.watermark.is_empty() {
            add_words(&page.watermark, page, &[], &mut words);
        }
        let Page { number, width, height, turn, skew, .. } = *page;
        let frame = Frame { page: number, width, height, turn, skew };
        let (unmapped, damaged, unlike) = (page.unmapped, page.damaged, count_unlike(page));
        let (rulings, rules_as_letters) = (turned, page.rules_as_letters);
        ReadPage { frame, words, slanted, watermark, rulings, fills, unlike, unmapped, rules_as_letters, damaged }
    }
}

/// How many words are hidden or added, by why.
fn count_unlike(page: &mut Page) -> Vec<(Unlike, u32)> {
    let mut unlike = std::mem::take(&mut page.unlike);
    unlike.sort_by_key(|(why, _)| *why);
    let counted = unlike.chunk_by(|a, b| a.0 == b.0).filter_map(|group| {
        let glyphs: Vec<Glyph> = group.iter().map(|(_, glyph)| glyph.clone()).collect();
        let mut words = Words::default();
        add_words(&glyphs, page, &[], &mut words);
        let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
        group.first().map(|(why, _)| (*why, count)).filter(|(_, count)| *count > 0)
    });
    counted.collect()
}

/// A page that is read, and waits for the others.
struct Waiting {
    rulings: Vec<Ruling>,
    fills: Vec<Fill>,
    first: WordId,
    watermark: WordId,
    slanted: Vec<Slanted>,
}

/// Pages in order, as one document.
struct Joined {
    words: Words,
    /// Lines are made when the file is closed: both at once would be the most memory that reading takes.
    pages: Vec<Waiting>,
    frames: Vec<Frame>,
    notes: Vec<Note>,
    /// The pages before the first that is read.
    before: usize,
    /// All of the file's pages.
    count: usize,
    rules_as_letters: u32,
}

impl Joined {
    fn new(wanted: Range<usize>, count: usize) -> Joined {
        Joined {
            words: Words::default(),
            pages: Vec::with_capacity(wanted.len()),
            frames: Vec::with_capacity(wanted.len()),
            notes: Vec::new(),
            before: wanted.start,
            count,
            rules_as_letters: 0,
        }
    }

    fn add(&mut self, page: std::result::Result<ReadPage, PageFault>) -> Result<()> {
        let number = u32::try_from(self.before + self.pages.len() + 1).unwrap_or(u32::MAX);
        let page = match page {
            Ok(page) => page,
            Err(PageFault::Refused(error)) => return Err(error),
            Err(PageFault::Unreadable(what)) => {
                self.notes.push(Note::PageUnread { page: number, what });
                ReadPage { frame: Frame { page: number, ..Frame::default() }, ..ReadPage::default() }
            }
        };
        if page.damaged {
            self.notes.push(Note::DamagedContent { page: number });
        } else if page.words.len() == 0
            && !matches!(self.notes.last(), Some(Note::PageUnread { page, .. }) if *page == number)
        {
            self.notes.push(Note::PageWithoutText { page: number });
        }
        if page.unmapped > 0 {
            self.notes.push(Note::UnmappedGlyphs { page: number, count: page.unmapped });
        }
        self.rules_as_letters = self.rules_as_letters.saturating_add(page.rules_as_letters);
        let hidden = page.unlike.iter().map(|(why, words)| Note::HiddenText { page: number, why: *why, words: *words });
        self.notes.extend(hidden);
        let first = self.words.append(page.words);
        let slanted = page.slanted.into_iter().map(|s| Slanted { word: s.word + first, ..s }).collect();
        let (rulings, fills, watermark) = (page.rulings, page.fills, page.watermark + first);
        self.pages.push(Waiting { rulings, fills, first, watermark, slanted });
        self.frames.push(page.frame);
        Ok(())
    }

    /// The document, but for its metadata.
    fn close(mut self) -> Result<Document> {
        if self.words.len() == 0 {
            return Err(self.nothing());
        }
        let page_count = u32::try_from(self.count).unwrap_or(u32::MAX);
        if self.rules_as_letters > 0 {
            self.notes.push(Note::OcrTolerance { rules: self.rules_as_letters });
        }
        self.words.shrink_to_fit();
        let ends: Vec<WordId> =
            self.pages.iter().skip(1).map(|page| page.first).chain([self.words.ids().end]).collect();
        let marks: Vec<PageMarks<'_>> = self
            .pages
            .iter()
            .map(|page| PageMarks { words: page.first..page.watermark, slanted: &page.slanted, rulings: &page.rulings })
            .collect();
        let found = watermarks(&marks, &self.words);
        drop(marks);
        let pages = self.pages.into_par_iter().zip(ends).zip(&self.frames).zip(found);
        let sheets = pages.map(|(((page, end), frame), mut aside)| {
            let lines = match aside[..] {
                [] => words_to_lines(page.first..page.watermark, &self.words),
                _ => {
                    let in_lines = (page.first..page.watermark).filter(|id| aside.binary_search(id).is_err());
                    words_to_lines(in_lines, &self.words)
                }
            };
            aside.extend(page.watermark..end);
            let aside = if aside.is_empty() { Vec::new() } else { vec![aside] };
            let bottom = match frame.turn {
                Turn::Upright | Turn::Over => frame.height,
                Turn::Down | Turn::Up => frame.width,
            };
            Sheet { page: frame.page, top: 0.0, bottom, lines, rulings: page.rulings, fills: page.fills, aside }
        });
        let sheets = sheets.collect();
        let places = Places::Boxes(self.frames);
        Ok(Document { words: self.words, sheets, places, metadata: Vec::new(), page_count, notes: self.notes })
    }

    /// Why a document has no word.
    fn nothing(&self) -> Error {
        let pages = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        let unread = self.notes.iter().find_map(|note| match note {
            Note::PageUnread { what, .. } => Some(what.clone()),
            Note::DamagedContent { page } => Some(format!("the content of page {page} does not decompress")),
            _ => None,
        });
        let hidden = self.notes.iter().map(|note| if let Note::HiddenText { words, .. } = note { *words } else { 0 });
        match (unread, hidden.fold(0, u32::saturating_add)) {
            (Some(what), _) => damaged(what, "no page read"),
            (None, 0) => Error::NoText { pages },
            (None, words) => Error::NoVisibleText { pages, words },
        }
    }
}

/// The turn that brings most of a page's text upright.
fn reading_turn(page: &Page) -> Turn {
    let mut counts = [0usize; 4];
    for glyph in page.glyphs.iter().filter(|g| !g.text.is_space()) {
        let way = match (glyph.dx.abs() >= glyph.dy.abs(), glyph.dx >= 0.0, glyph.dy >= 0.0) {
            (true, true, _) => 0,
            (true, false, _) => 2,
            (false, _, true) => 1,
            (false, _, false) => 3,
        };
        counts[way] += 1;
    }
    let turns = [Turn::Upright, Turn::Down, Turn::Over, Turn::Up];
    // The first of equals: an empty page stays as it is.
    let most = counts.iter().max().copied().unwrap_or(0);
    counts.iter().zip(turns).find(|(count, _)| **count == most).map_or(Turn::Upright, |(_, turn)| turn)
}

fn turn_ruling(ruling: Ruling, page: &Page) -> Option<Ruling> {
    let (from, to) = match ruling {
        Ruling::Horizontal { y, x0, x1 } => ((x0, y), (x1, y)),
        Ruling::Vertical { x, y0, y1 } => ((x, y0), (x, y1)),
    };
    let from = page.turn.to_reading(from, page.width, page.height);
    let to = page.turn.to_reading(to, page.width, page.height);
    Ruling::from_box(from.0, from.1, to.0, to.1)
}

/// An area in reading coordinates; one as large as the page is its paper.
fn turn_fill(fill: Fill, page: &Page) -> Option<Fill> {
    let corner = |x, y| page.turn.to_reading((x, y), page.width, page.height);
    let Rect { x0, y0, x1, y1 } = fill.rect;
    if x1 - x0 > PAPER * page.width && y1 - y0 > PAPER * page.height {
        return None;
    }
    let ((x0, y0), (x1, y1)) = (corner(x0, y0), corner(x1, y1));
    Some(Fill { rect: Rect::new(x0, y0, x1, y1), ..fill })
}

/// An area of this share of the page in width and in height is no cell.
const PAPER: f32 = 0.9;
