//! The second reader. It gives no crop box, no rotation, no marked content, and only part of the painted
//! paths: what is missing is made up for here where the document itself says it.

use super::reader::{PageFault, PageReader, Take, damaged, guarded};
use crate::error::{Error, Result};
use crate::source::page::{Glyph, GlyphText, Page, Ruling};
use pdf_extract::{
    ColorSpace, Document, LoadOptions, MediaBox, Object, ObjectId, OutputDev, OutputError, Path, PathOp, Transform,
    output_doc_page,
};

/// A PDF opened by lopdf for pdf-extract.
pub(crate) struct PdfExtractReader {
    document: Document,
    pages: Vec<(u32, ObjectId)>,
}

impl PdfExtractReader {
    /// Opens a document.
    ///
    /// # Errors
    /// As [`super::hayro::HayroReader::open`].
    pub(crate) fn open(bytes: &[u8], password: Option<&str>) -> Result<PdfExtractReader> {
        // The `*_encrypted` functions of 0.12.1 answer with empty text; loading with the password works.
        let loaded = guarded("opening the file", || match password {
            Some(password) => Document::load_mem_with_options(bytes, LoadOptions::with_password(password)),
            None => Document::load_mem(bytes),
        });
        let document = match loaded {
            Err(what) => return Err(damaged(what, "no page read")),
            Ok(Err(error)) if password.is_some() && error.to_string().to_lowercase().contains("password") => {
                return Err(Error::PasswordWrong);
            }
            Ok(Err(error)) => return Err(damaged(error.to_string(), "no page read")),
            Ok(Ok(document)) => document,
        };
        if document.is_encrypted() {
            return Err(if password.is_some() { Error::PasswordWrong } else { Error::PasswordNeeded });
        }
        let pages = guarded("counting pages", || document.get_pages()).map_err(|what| damaged(what, "no page read"))?;
        Ok(PdfExtractReader { document, pages: pages.into_iter().collect() })
    }

    /// An attribute of a page, its own or inherited; a chain of parents is followed so far and no further.
    fn attribute(&self, page: ObjectId, key: &[u8]) -> Option<&Object> {
        const DEEPEST: usize = 64;
        let mut node = self.document.get_dictionary(page).ok()?;
        for _ in 0..DEEPEST {
            if let Ok(found) = node.get_deref(key, &self.document) {
                return Some(found);
            }
            node = node.get_deref(b"Parent", &self.document).ok()?.as_dict().ok()?;
        }
        None
    }

    fn displayed(&self, page: ObjectId) -> Displayed {
        let corners = |key| -> Option<[f32; 4]> {
            let array = self.attribute(page, key)?.as_array().ok()?;
            let numbers: Vec<f32> =
                array.iter().filter_map(|o| self.document.dereference(o).ok()?.1.as_float().ok()).collect();
            let [a, b, c, d] = numbers.try_into().ok()?;
            Some([a.min(c), b.min(d), a.max(c), b.max(d)])
        };
        let media = corners(b"MediaBox").unwrap_or([0.0, 0.0, 595.0, 842.0]);
        let crop = corners(b"CropBox").unwrap_or(media);
        let visible = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        let turned = self.attribute(page, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        Displayed { visible, turned }
    }
}

/// How a page is shown: which part of user space, turned clockwise by how much.
struct Displayed {
    visible: [f32; 4],
    turned: i64,
}

impl Displayed {
    fn size(&self) -> (f32, f32) {
        let [x0, y0, x1, y1] = self.visible;
        if self.turned % 180 == 0 { (x1 - x0, y1 - y0) } else { (y1 - y0, x1 - x0) }
    }

    /// From user space (y up) to the page as displayed (y down).
    fn place(&self, x: f64, y: f64) -> (f32, f32) {
        let [x0, y0, x1, y1] = self.visible;
        let (x, y) = (x as f32, y as f32);
        match self.turned {
            90 => (y - y0, x - x0),
            180 => (x1 - x, y - y0),
            270 => (y1 - y, x1 - x),
            _ => (x - x0, y1 - y),
        }
    }
}

impl PageReader for PdfExtractReader {
    fn page_count(&self) -> usize {
        self.pages.len()
    }

    fn read_pages(&self, indexes: std::ops::Range<usize>, take: Take<'_>) {
        for index in indexes {
            match self.read_page(index) {
                Ok(mut page) => take(Ok(&mut page)),
                Err(what) => take(Err(PageFault::Unreadable(what))),
            }
        }
    }
}

impl PdfExtractReader {
    fn read_page(&self, index: usize) -> std::result::Result<Page, String> {
        let (number, id) = *self.pages.get(index).ok_or_else(|| format!("page {} is missing", index + 1))?;
        let displayed = self.displayed(id);
        let (width, height) = displayed.size();
        let mut device = Recorder { page: Page { number, width, height, ..Page::default() }, displayed };
        let doing = format!("reading page {number}");
        let outcome = guarded(&doing, || output_doc_page(&self.document, &mut device, number))?;
        outcome.map_err(|error| format!("{error} while {doing}"))?;
        Ok(device.page)
    }
}

struct Recorder {
    page: Page,
    displayed: Displayed,
}

impl OutputDev for Recorder {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> std::result::Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> std::result::Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> std::result::Result<(), OutputError> {
        let advance = width * font_size + spacing;
        let (x, y) = self.displayed.place(transform.m31, transform.m32);
        let (end_x, end_y) =
            self.displayed.place(transform.m31 + transform.m11 * advance, transform.m32 + transform.m12 * advance);
        let size = (font_size * transform.m21.hypot(transform.m22)) as f32;
        let on_page = (0.0..=self.page.width).contains(&((x + end_x) / 2.0))
            && (0.0..=self.page.height).contains(&((y + end_y) / 2.0));
        if on_page && size > 0.0 {
            let mut chars = text.chars();
            let text = match (chars.next(), chars.next()) {
                (Some(only), None) => GlyphText::Char(only),
                (None, _) => {
                    self.page.unmapped += 1;
                    GlyphText::Char(char::REPLACEMENT_CHARACTER)
                }
                _ => GlyphText::Several(text.into()),
            };
            self.page.glyphs.push(Glyph { text, x, y, dx: end_x - x, dy: end_y - y, size });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> std::result::Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> std::result::Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> std::result::Result<(), OutputError> {
        Ok(())
    }

    fn stroke(
        &mut self,
        ctm: &Transform,
        _: &ColorSpace,
        _: &[f64],
        path: &Path,
    ) -> std::result::Result<(), OutputError> {
        self.record(ctm, path, false);
        Ok(())
    }

    fn fill(
        &mut self,
        ctm: &Transform,
        _: &ColorSpace,
        _: &[f64],
        path: &Path,
    ) -> std::result::Result<(), OutputError> {
        self.record(ctm, path, true);
        Ok(())
    }
}

impl Recorder {
    fn record(&mut self, ctm: &Transform, path: &Path, filled: bool) {
        let place = |x: f64, y: f64| {
            self.displayed.place(ctm.m11 * x + ctm.m21 * y + ctm.m31, ctm.m12 * x + ctm.m22 * y + ctm.m32)
        };
        let mut rulings = Vec::new();
        let mut line = |from: (f32, f32), to: (f32, f32)| rulings.extend(Ruling::from_box(from.0, from.1, to.0, to.1));
        let (mut start, mut at) = ((0.0, 0.0), (0.0, 0.0));
        for op in &path.ops {
            match *op {
                PathOp::MoveTo(x, y) => (start, at) = (place(x, y), place(x, y)),
                PathOp::LineTo(x, y) => {
                    let to = place(x, y);
                    line(at, to);
                    at = to;
                }
                PathOp::CurveTo(_, _, _, _, x, y) => at = place(x, y),
                PathOp::Rect(x, y, width, height) => {
                    let (a, b) = (place(x, y), place(x + width, y + height));
                    if filled {
                        line(a, b);
                    } else {
                        line(a, (a.0, b.1));
                        line(a, (b.0, a.1));
                        line((a.0, b.1), b);
                        line((b.0, a.1), b);
                    }
                }
                PathOp::Close => {
                    line(at, start);
                    at = start;
                }
            }
        }
        self.page.rulings.append(&mut rulings);
    }
}
