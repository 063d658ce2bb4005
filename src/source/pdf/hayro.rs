//! The default reader: a [`Device`] that keeps glyphs and straight lines and draws nothing.

use super::content::{Budget, Content, content};
use super::font_cmap::FontCmaps;
use super::reader::{PageFault, PageReader, Take, damaged, guarded};
use crate::error::{Error, Result};
use crate::limits::{Limit, Limits};
use crate::source::page::{Glyph, GlyphText, Page, Ruling};
use hayro_interpret::font::{Glyph as HayroGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page as HayroPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret, interpret_page,
};
use std::cell::Cell;
use std::sync::Arc;

/// A PDF opened by hayro.
pub(crate) struct HayroReader {
    pdf: Pdf,
    settings: InterpreterSettings,
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
                Ok(HayroReader { pdf, settings, budget: Budget::new(limits) })
            }
        }
    }
}

impl PageReader for HayroReader {
    fn page_count(&self) -> usize {
        guarded("counting pages", || self.pdf.pages().len()).unwrap_or(0)
    }

    fn read_pages(&self, indexes: std::ops::Range<usize>, take: Take<'_>) {
        let mut cache = InterpreterCache::new();
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
                read = self.read_page(
                    index,
                    page,
                    &content,
                    Lent { cache: &cache, overfull: &overfull },
                    &mut cmaps,
                    reused,
                );
            });
            if outcome.is_err() {
                // What was thrown out of may be in any state.
                cache = InterpreterCache::new();
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
#[derive(Clone, Copy)]
struct Lent<'l, 'a> {
    cache: &'l InterpreterCache<'a>,
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
        cmaps: &mut FontCmaps,
        Page { mut glyphs, mut rulings, .. }: Page,
    ) -> Page {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, lent.cache, page.xref(), self.settings.clone());
        glyphs.clear();
        rulings.clear();
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let damaged = content.damaged;
        let page_read = Page { number, width, height, glyphs, rulings, damaged, ..Page::default() };
        let mut device =
            Recorder { page: page_read, marked: Vec::new(), cmaps: std::mem::take(cmaps), overfull: lent.overfull };
        interpret(TypedIter::new(&content.bytes), page.resources(), &mut context, &mut device);
        // The settings leave its annotations to this.
        interpret_page(page, &mut context, &mut device);
        *cmaps = device.cmaps;
        device.page
    }
}

/// Keeps what a page paints.
struct Recorder<'l> {
    page: Page,
    /// Open marked contents; for one with ActualText, the text that stands for all its glyphs.
    marked: Vec<Option<ActualText>>,
    /// Lent by the reader, from page to page.
    cmaps: FontCmaps,
    overfull: &'l Cell<bool>,
}

/// Letters and lines of a page. A page of plain text has 3,000, one full of figures 20,000.
const MOST_MARKS: usize = 2_000_000;

/// Thrown through the interpreter, which has no other way to be stopped.
struct Overfull;

struct ActualText {
    text: String,
    /// Where its first glyph was recorded, once it was.
    glyph: Option<usize>,
}

impl Recorder<'_> {
    /// Stops where the page has more marks than any that a person could read.
    fn count_marks(&self) {
        if self.page.glyphs.len() + self.page.rulings.len() > MOST_MARKS {
            self.overfull.set(true);
            std::panic::resume_unwind(Box::new(Overfull));
        }
    }

    fn record(&mut self, character: &Character, transform: Affine) {
        let coefficients = transform.as_coeffs();
        let [a, b, c, d, x, y] = coefficients.map(|v| v as f32);
        // Not `hypot`, which guards against overflow at a tenth of this function's time.
        let (along, across) = ((a * a + b * b).sqrt(), (c * c + d * d).sqrt());
        // The glyph's own transform is scaled by 1/1000, and stretched along the line where a substitute
        // font is narrower or wider than the document's.
        let size = across * UNITS_PER_EM;
        if along <= 0.0 || !(x.is_finite() && y.is_finite() && size.is_finite()) || size <= 0.0 {
            return;
        }
        let length = character.advance * across;
        let (dx, dy) = (a / along * length, b / along * length);
        if !self.on_page(x, y, dx, dy) {
            return;
        }
        if let Some(actual) = self.marked.iter_mut().rev().flatten().next() {
            match actual.glyph {
                Some(first) => {
                    if let Some(first) = self.page.glyphs.get_mut(first) {
                        (first.dx, first.dy) = (x + dx - first.x, y + dy - first.y);
                    }
                    return;
                }
                None => {
                    actual.glyph = Some(self.page.glyphs.len());
                    let text = GlyphText::Several(actual.text.as_str().into());
                    self.page.glyphs.push(Glyph { text, x, y, dx, dy, size });
                    return;
                }
            }
        }
        let text = character.text.clone().unwrap_or_else(|| {
            self.page.unmapped += 1;
            GlyphText::Char(char::REPLACEMENT_CHARACTER)
        });
        self.page.glyphs.push(Glyph { text, x, y, dx, dy, size });
    }

    /// Text outside the displayed page (cut off by a crop box, parked by an editor) is not in the
    /// document that a person reads.
    fn on_page(&self, x: f32, y: f32, dx: f32, dy: f32) -> bool {
        let (middle_x, middle_y) = (x + dx / 2.0, y + dy / 2.0);
        (0.0..=self.page.width).contains(&middle_x) && (0.0..=self.page.height).contains(&middle_y)
    }

    fn record_box(&mut self, from: Point, to: Point) {
        self.page.rulings.extend(Ruling::from_box(from.x as f32, from.y as f32, to.x as f32, to.y as f32));
    }

    /// The straight segments of a stroked path.
    fn record_stroke(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    (start, at) = (transform * point, transform * point);
                }
                PathEl::LineTo(point) => {
                    let to = transform * point;
                    self.record_box(at, to);
                    at = to;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => at = transform * point,
                PathEl::ClosePath => {
                    self.record_box(at, start);
                    at = start;
                }
            }
        }
    }

    /// The thin boxes of a filled path, one a subpath.
    fn record_fill(&mut self, path: &BezPath, transform: Affine) {
        let mut bounds: Option<Rect> = None;
        let extend = |point: Point, bounds: &mut Option<Rect>| {
            let point = transform * point;
            *bounds = Some(bounds.map_or(Rect::from_points(point, point), |b| b.union_pt(point)));
        };
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    if let Some(done) = bounds.take() {
                        self.record_box(done.origin(), Point::new(done.x1, done.y1));
                    }
                    extend(point, &mut bounds);
                }
                PathEl::LineTo(point) => extend(point, &mut bounds),
                // A curved area is no line: make it too large to be one.
                PathEl::QuadTo(..) | PathEl::CurveTo(..) => bounds = Some(Rect::new(0.0, 0.0, 1e9, 1e9)),
                PathEl::ClosePath => {}
            }
        }
        if let Some(done) = bounds {
            self.record_box(done.origin(), Point::new(done.x1, done.y1));
        }
    }
}

/// What a font says of one of its codes.
struct Character {
    code: u32,
    /// None where no table of the document or the font gives Unicode.
    text: Option<GlyphText>,
    /// In glyph space.
    advance: f32,
}

impl Character {
    fn new(glyph: &HayroGlyph<'_>, cmaps: &mut FontCmaps) -> Character {
        let text = match (glyph.as_unicode(), glyph) {
            (Some(BfString::Char(c)), _) if !is_no_character(c) => Some(GlyphText::Char(c)),
            (Some(BfString::String(text)), _) => Some(GlyphText::Several(text.into_boxed_str())),
            (_, HayroGlyph::Outline(outline)) => {
                // Without ink, at the place of the space: not every glyph without ink is one, for a font that is
                // missing has none at all.
                let is_space = || SPACES.contains(&outline.char_code()) && outline.outline().elements().is_empty();
                let blank = || is_space().then_some(' ');
                cmaps.character(outline).or_else(blank).map(GlyphText::Char)
            }
            (_, HayroGlyph::Type3(_)) => None,
        };
        let advance = match glyph {
            HayroGlyph::Outline(outline) => outline.advance_width(),
            HayroGlyph::Type3(type3) => type3.advance_width(),
        };
        Character { code: glyph.char_code(), text, advance: advance.unwrap_or(UNITS_PER_EM / 2.0) }
    }
}

/// Codes of the space: in fonts of one byte, and as the glyph's number in TrueType fonts.
const SPACES: [u32; 2] = [32, 3];

/// Code points that Unicode keeps out of texts: some tables map to them what they have no character for.
fn is_no_character(c: char) -> bool {
    matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// Glyph space of an outline font.
const UNITS_PER_EM: f32 = 1000.0;

impl<'a> Device<'a> for Recorder<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count_marks();
        match mode {
            DrawMode::Fill(_) => self.record_fill(path, props.transform),
            DrawMode::Stroke(_) => self.record_stroke(path, props.transform),
            DrawMode::FillAndStroke(..) => {
                self.record_fill(path, props.transform);
                self.record_stroke(path, props.transform);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.count_marks();
        // A run is of one font, and letters recur: each is looked up once.
        let mut known: Vec<Character> = Vec::new();
        for glyph in run.glyphs() {
            let code = glyph.char_code();
            let at = known.iter().position(|c| c.code == code).unwrap_or_else(|| {
                known.push(Character::new(glyph, &mut self.cmaps));
                known.len() - 1
            });
            self.record(&known[at], props.transform * glyph.transform());
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties
            .and_then(|p| p.get::<PdfString<'_>>(&b"ActualText"[..]))
            .map(|text| ActualText { text: pdf_text(text.as_bytes()), glyph: None });
        self.marked.push(actual);
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
}

/// A PDF text string: UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is Latin-1 for letters.
fn pdf_text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}
