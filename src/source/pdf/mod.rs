//! PDF to pages of words: opening, reading in parallel, turning pages upright.

mod content;
mod facts;
mod font_cmap;
mod hayro;
mod pdf_extract;
pub(crate) mod reader;
pub(crate) mod verify;

use crate::error::{Error, Result};
use crate::geometry::{Rect, Turn};
use crate::layout::lines::{Sheet, words_to_lines};
use crate::layout::words::{WordId, Words, glyphs_to_words};
use crate::location::{Frame, Places};
use crate::source::page::{Fill, Page, Ruling};
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
    let whole = ends_whole(&bytes);
    let reader = open(&bytes, options)?;
    let count = reader.page_count();
    if !whole {
        return Err(damaged("its end is missing (cut off)", format!("{count} pages found")));
    }
    if count == 0 {
        return Err(damaged("it has no pages", "no page read"));
    }
    let done = AtomicUsize::new(0);
    let runs = page_runs(count);
    let mut joined = Joined::new(count);
    if options.reader == Reader::PdfExtract {
        joined.notes.push(Note::ApproximatePlaces);
    }
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
                        progress(done, count);
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

/// Opens a PDF with the reader that is asked for.
fn open(bytes: &Arc<Vec<u8>>, options: &Options<'_>) -> Result<Box<dyn PageReader>> {
    let reader: Box<dyn PageReader> = match options.reader {
        Reader::Hayro => Box::new(hayro::HayroReader::open(Arc::clone(bytes), options.password, &options.limits)?),
        Reader::PdfExtract => Box::new(pdf_extract::PdfExtractReader::open(bytes, options.password)?),
    };
    options.limits.check_pages(reader.page_count())?;
    Ok(reader)
}

/// A document's pages as runs, each for a thread.
fn page_runs(count: usize) -> Vec<Range<usize>> {
    let run = count.div_ceil(rayon::current_num_threads().max(1)).clamp(1, LONGEST_RUN);
    (0..count).step_by(run).map(|start| start..(start + run).min(count)).collect()
}

/// A page as words and rulings, in reading coordinates.
struct ReadPage {
    frame: Frame,
    words: Words,
    rulings: Vec<Ruling>,
    fills: Vec<Fill>,
    unmapped: u32,
    damaged: bool,
}

impl ReadPage {
    fn new(page: &mut Page) -> ReadPage {
        page.turn = reading_turn(page);
        let mut turned: Vec<Ruling> = page.rulings.iter().filter_map(|ruling| turn_ruling(*ruling, page)).collect();
        turned.shrink_to_fit();
        let mut fills: Vec<Fill> = page.fills.iter().filter_map(|fill| turn_fill(*fill, page)).collect();
        fills.shrink_to_fit();
        let words = glyphs_to_words(page, &turned);
        let frame = Frame { page: page.number, width: page.width, height: page.height, turn: page.turn };
        ReadPage { frame, words, rulings: turned, fills, unmapped: page.unmapped, damaged: page.damaged }
    }
}

/// Pages in order, as one document.
struct Joined {
    words: Words,
    /// Of each page its rulings and areas, and where its words begin. Lines are made when the file is closed: both
    /// at once would be the most memory that reading takes.
    pages: Vec<(Vec<Ruling>, Vec<Fill>, WordId)>,
    frames: Vec<Frame>,
    notes: Vec<Note>,
    count: usize,
}

impl Joined {
    fn new(count: usize) -> Joined {
        Joined {
            words: Words::default(),
            pages: Vec::with_capacity(count),
            frames: Vec::with_capacity(count),
            notes: Vec::new(),
            count,
        }
    }

    fn add(&mut self, page: std::result::Result<ReadPage, PageFault>) -> Result<()> {
        let number = u32::try_from(self.pages.len() + 1).unwrap_or(u32::MAX);
        let page = match page {
            Ok(page) => page,
            Err(PageFault::Refused(error)) => return Err(error),
            Err(PageFault::Unreadable(what)) => {
                self.notes.push(Note::PageUnread { page: number, what });
                let frame = Frame { page: number, ..Frame::default() };
                ReadPage {
                    frame,
                    words: Words::default(),
                    rulings: Vec::new(),
                    fills: Vec::new(),
                    unmapped: 0,
                    damaged: false,
                }
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
        let first = self.words.append(page.words);
        self.pages.push((page.rulings, page.fills, first));
        self.frames.push(page.frame);
        Ok(())
    }

    /// The document, but for its metadata.
    fn close(mut self) -> Result<Document> {
        let page_count = u32::try_from(self.count).unwrap_or(u32::MAX);
        if self.words.len() == 0 {
            let unread = self.notes.iter().find_map(|note| match note {
                Note::PageUnread { what, .. } => Some(what.clone()),
                Note::DamagedContent { page } => Some(format!("the content of page {page} does not decompress")),
                _ => None,
            });
            return Err(match unread {
                Some(what) => damaged(what, "no page read"),
                None => Error::NoText { pages: page_count },
            });
        }
        self.words.shrink_to_fit();
        let ends: Vec<WordId> =
            self.pages.iter().skip(1).map(|(_, _, first)| *first).chain([self.words.ids().end]).collect();
        let pages = self.pages.into_par_iter().zip(ends).zip(&self.frames);
        let sheets = pages.map(|(((rulings, fills, first), end), frame)| {
            let lines = words_to_lines(first..end, &self.words);
            let bottom = match frame.turn {
                Turn::Upright | Turn::Over => frame.height,
                Turn::Down | Turn::Up => frame.width,
            };
            Sheet { page: frame.page, top: 0.0, bottom, lines, rulings, fills }
        });
        let sheets = sheets.collect();
        let places = Places::Boxes(self.frames);
        Ok(Document { words: self.words, sheets, places, metadata: Vec::new(), page_count, notes: self.notes })
    }
}

/// A PDF ends with `%%EOF`; objects after the last one belong to an update whose end is missing.
fn ends_whole(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%%EOF";
    match bytes.windows(MARK.len()).rposition(|w| w == MARK) {
        Some(at) => !bytes[at..].windows(6).any(|w| w == b"endobj"),
        None => false,
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
