//! The default reader: hayro's parser and fonts, and for what is not plain its interpreter.

mod beside;
mod blends;
mod character;
mod device;
#[cfg(feature = "report")]
pub(crate) mod drawing;
mod forms;
mod letters;
mod marks;
mod paths;
mod pieces;
mod plain;
mod scan;
mod seen;
mod spoken;

use super::content::{Budget, Content, content};
use super::font_cmap::FontCmaps;
use super::reader::{PageFault, PageReader, Take, damaged, guarded};
use crate::error::{Error, Result};
use crate::limits::{Limit, Limits};
use crate::source::Note;
use crate::source::page::{Page, Unlike};
use device::Painter;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::page::Page as HayroPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret, interpret_page,
};
use letters::Fonts;
use marks::{MOST_MARKS, Marks};
use scan::Scanner;
use std::cell::Cell;
use std::collections::HashSet;
use std::sync::Arc;

/// A PDF opened by hayro.
pub(crate) struct HayroReader {
    pdf: Pdf,
    settings: InterpreterSettings,
    has_layers: bool,
    /// A layer is off, so that not all of the content is seen.
    hides_layers: bool,
    budget: Budget,
}

impl HayroReader {
    /// Opens a document.
    ///
    /// # Errors
    /// [`Error::PasswordNeeded`], [`Error::PasswordWrong`], [`Error::UnsupportedEncryption`],
    /// [`Error::Damaged`] where no page can be found.
    pub(crate) fn open(bytes: Arc<Vec<u8>>, password: Option<&str>, limits: &Limits) -> Result<HayroReader> {
        let opened = guarded("opening the file", || Pdf::new_with_password(bytes, password.unwrap_or_default()));
        match opened {
            Err(what) => Err(damaged(what, "no page read")),
            Ok(Err(LoadPdfError::Invalid)) => Err(damaged("its table of objects or pages is missing", "no page read")),
            Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
                Err(if password.is_some() { Error::PasswordWrong } else { Error::PasswordNeeded })
            }
            Ok(Err(LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm))) => {
                Err(Error::UnsupportedEncryption { method: "unknown algorithm".to_owned() })
            }
            Ok(Err(LoadPdfError::Decryption(other))) => {
                Err(damaged(format!("its encryption ({other:?})"), "no page read"))
            }
            Ok(Ok(pdf)) => {
                let settings = InterpreterSettings {
                    render_content: RenderContent::ANNOTATIONS,
                    ..InterpreterSettings::default()
                };
                let (has_layers, hides_layers) = (beside::has_layers(&pdf), beside::hides_layers(&pdf));
                Ok(HayroReader { pdf, settings, has_layers, hides_layers, budget: Budget::new(limits) })
            }
        }
    }
}

impl PageReader for HayroReader {
    fn page_count(&self) -> usize {
        guarded("counting pages", || self.pdf.pages().len()).unwrap_or(0)
    }

    fn notes(&self) -> Vec<Note> {
        guarded("looking beside the pages", || beside::notes(&self.pdf)).unwrap_or_default()
    }

    fn read_pages(&self, indexes: std::ops::Range<usize>, take: Take<'_>) {
        let mut cache = InterpreterCache::new();
        let mut fonts = Fonts::new(&self.settings);
        let pages = self.pdf.pages();
        let mut read = Page::default();
        let mut cmaps = FontCmaps::default();
        for index in indexes {
            let Some(page) = pages.get(index) else {
                take(Err(PageFault::Unreadable(format!("page {} is missing", index + 1))));
                continue;
            };
            let content = match guarded("decompressing", || content(page, &self.budget)) {
                Ok(Ok(content)) => content,
                Ok(Err(refused)) => {
                    take(Err(PageFault::Refused(refused)));
                    continue;
                }
                Err(what) => {
                    take(Err(PageFault::Unreadable(what)));
                    continue;
                }
            };
            let overfull = Cell::new(false);
            let outcome = guarded(&format!("reading page {}", index + 1), || {
                let reused = std::mem::take(&mut read);
                let lent = Lent { cache: &cache, fonts: &mut fonts, cmaps: &mut cmaps, overfull: &overfull };
                read = self.read_page(index, page, &content, lent, reused);
            });
            if outcome.is_err() {
                // What was thrown out of may be in any state.
                (cache, fonts) = (InterpreterCache::new(), Fonts::new(&self.settings));
            }
            take(match outcome {
                Ok(()) => Ok(&mut read),
                Err(_) if overfull.get() => {
                    let most = MOST_MARKS as u64;
                    Err(PageFault::Refused(Error::TooMuch { limit: Limit::Marks, most }))
                }
                Err(what) => Err(PageFault::Unreadable(what)),
            });
        }
    }
}

/// What reading a page needs, and does not keep.
struct Lent<'l, 'a> {
    cache: &'l InterpreterCache<'a>,
    fonts: &'l mut Fonts<'a>,
    cmaps: &'l mut FontCmaps,
    /// Set where the page has more marks than are read.
    overfull: &'l Cell<bool>,
}

impl HayroReader {
    /// Reads a page into the memory of one read before.
    fn read_page<'a>(
        &'a self,
        index: usize,
        page: &HayroPage<'a>,
        content: &Content,
        lent: Lent<'_, 'a>,
        Page { mut glyphs, mut rulings, mut fills, mut unlike, mut watermark, .. }: Page,
    ) -> Page {
        let (width, height) = page.render_dimensions();
        glyphs.clear();
        rulings.clear();
        fills.clear();
        unlike.clear();
        watermark.clear();
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let damaged = content.damaged;
        let page_read =
            Page { number, width, height, glyphs, rulings, fills, damaged, unlike, watermark, ..Page::default() };
        let mut marks = Marks::new(page_read, std::mem::take(lent.cmaps), lent.overfull);
        let transform = page.initial_transform(true).to_kurbo();
        let plain = !self.has_layers
            && plain::read(&content.bytes, page.resources(), transform, lent.fonts, &mut marks).is_ok();
        if !plain {
            marks.clear();
        }
        let has_annotations = page.raw().contains_key(&b"Annots"[..]);
        if !plain || has_annotations {
            let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut context = Context::new(transform, bounds, lent.cache, page.xref(), self.settings.clone());
            if !plain {
                let mut painter = Painter::new(&mut marks);
                interpret(TypedIter::new(&content.bytes), page.resources(), &mut context, &mut painter);
            }
            // The settings leave its annotations to this.
            marks.begin_annotations();
            interpret_page(page, &mut context, &mut Painter::new(&mut marks));
        }
        let (mut page_read, cmaps) = marks.finish();
        *lent.cmaps = cmaps;
        if has_annotations {
            forms::add_without_appearance(page, transform, &mut page_read);
        }
        if page_read.scanned {
            let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut context = Context::new(transform, bounds, lent.cache, page.xref(), self.settings.clone());
            let mut scanner = Scanner::new(&page_read);
            interpret(TypedIter::new(&content.bytes), page.resources(), &mut context, &mut scanner);
            scanner.finish(&mut page_read);
        }
        if self.hides_layers {
            self.add_hidden_layers(page, content, transform, lent, &mut page_read);
        }
        page_read
    }

    /// Notes the glyphs that are there if all layers are shown, and not on the page as it was read.
    fn add_hidden_layers<'a>(
        &'a self,
        page: &HayroPage<'a>,
        content: &Content,
        transform: Affine,
        lent: Lent<'_, 'a>,
        read: &mut Page,
    ) {
        let all = Page { number: read.number, width: read.width, height: read.height, ..Page::default() };
        let mut marks = Marks::new(all, std::mem::take(lent.cmaps), lent.overfull);
        marks.all_layers = true;
        // Of a page that is not plain without its layers, they are not known.
        let plain = plain::read(&content.bytes, page.resources(), transform, lent.fonts, &mut marks).is_ok();
        let (all, cmaps) = marks.finish();
        *lent.cmaps = cmaps;
        if plain {
            let place = |x: f32, y: f32| (x.to_bits(), y.to_bits());
            let shown = read.glyphs.iter().chain(read.unlike.iter().map(|(_, glyph)| glyph));
            let shown: HashSet<(u32, u32)> = shown.map(|glyph| place(glyph.x, glyph.y)).collect();
            let hidden = all.glyphs.into_iter().filter(|glyph| !shown.contains(&place(glyph.x, glyph.y)));
            read.unlike.extend(hidden.map(|glyph| (Unlike::LayerOff, glyph)));
        }
    }
}

#[cfg(test)]
mod tests;
