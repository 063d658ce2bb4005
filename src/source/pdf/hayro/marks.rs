//! What a page paints that is read: letters with their places, and straight lines.

use super::character::{Character, UNITS_PER_EM};
use crate::geometry;
use crate::source::page::{Fill, Glyph, GlyphText, Page, Ruling, Tint};
use crate::source::pdf::font_cmap::FontCmaps;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use std::cell::Cell;

/// Keeps what a page paints.
pub(super) struct Marks<'l> {
    pub(super) page: Page,
    /// Open marked contents; for one with ActualText, the text that stands for all its glyphs.
    marked: Vec<Option<ActualText>>,
    /// Lent by the reader, from page to page.
    pub(super) cmaps: FontCmaps,
    /// Set where the page has more marks than are read.
    overfull: &'l Cell<bool>,
}

/// What a transform makes of a glyph wherever it stands.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    /// Of the line, as a vector of length 1.
    direction: (f32, f32),
    /// Of a unit of glyph space across the line.
    across: f32,
    /// Type size.
    size: f32,
}

impl Scale {
    /// None for a transform that leaves nothing of a glyph.
    pub(super) fn of(transform: Affine) -> Option<Scale> {
        let [a, b, c, d, ..] = transform.as_coeffs().map(|v| v as f32);
        // Not `hypot`, which guards against overflow at a tenth of this function's time.
        let (along, across) = ((a * a + b * b).sqrt(), (c * c + d * d).sqrt());
        // The glyph's own transform is scaled by 1/1000, and stretched along the line where a substitute
        // font is narrower or wider than the document's.
        let size = across * UNITS_PER_EM;
        let visible = along > 0.0 && size.is_finite() && size > 0.0;
        visible.then_some(Scale { direction: (a / along, b / along), across, size })
    }
}

/// Letters and lines of a page. A page of plain text has 3,000, one full of figures 20,000.
pub(super) const MOST_MARKS: usize = 2_000_000;

/// Thrown through the interpreter, which has no other way to be stopped.
struct Overfull;

struct ActualText {
    text: String,
    /// Where its first glyph was recorded, once it was.
    glyph: Option<usize>,
}

impl<'l> Marks<'l> {
    pub(super) fn new(page: Page, cmaps: FontCmaps, overfull: &'l Cell<bool>) -> Marks<'l> {
        Marks { page, marked: Vec::new(), cmaps, overfull }
    }

    /// Forgets what was kept.
    pub(super) fn clear(&mut self) {
        self.page.glyphs.clear();
        self.page.rulings.clear();
        self.page.fills.clear();
        self.page.unmapped = 0;
        self.marked.clear();
    }

    /// Stops where the page has more marks than any that a person could read.
    pub(super) fn count_marks(&self) {
        if self.page.glyphs.len() + self.page.rulings.len() + self.page.fills.len() > MOST_MARKS {
            self.overfull.set(true);
            std::panic::resume_unwind(Box::new(Overfull));
        }
    }

    /// Keeps a character whose glyph is painted by this transform.
    pub(super) fn record(&mut self, character: &Character, transform: Affine) {
        if let Some(scale) = Scale::of(transform) {
            let [.., x, y] = transform.as_coeffs();
            self.record_at(character, scale, (x as f32, y as f32));
        }
    }

    /// Keeps a character whose glyph is painted at this place.
    pub(super) fn record_at(&mut self, character: &Character, scale: Scale, (x, y): (f32, f32)) {
        let Scale { direction, across, size } = scale;
        if !(x.is_finite() && y.is_finite()) {
            return;
        }
        let length = character.advance * across;
        let (dx, dy) = (direction.0 * length, direction.1 * length);
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

    /// A filled box: a line where it is thin, else an area.
    fn record_filled(&mut self, done: Rect, tint: Tint) {
        let [x0, y0, x1, y1] = [done.x0, done.y0, done.x1, done.y1].map(|v| v as f32);
        match Ruling::from_box(x0, y0, x1, y1) {
            Some(ruling) => self.page.rulings.push(ruling),
            None => self.page.fills.extend(Fill::from_box(geometry::Rect::new(x0, y0, x1, y1), tint)),
        }
    }

    /// The straight segments of a stroked path.
    pub(super) fn record_stroke(&mut self, path: &BezPath, transform: Affine) {
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

    /// The boxes of a filled path, one a subpath.
    pub(super) fn record_fill(&mut self, path: &BezPath, transform: Affine, tint: Tint) {
        let mut bounds: Option<Rect> = None;
        let extend = |point: Point, bounds: &mut Option<Rect>| {
            let point = transform * point;
            *bounds = Some(bounds.map_or(Rect::from_points(point, point), |b| b.union_pt(point)));
        };
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    if let Some(done) = bounds.take() {
                        self.record_filled(done, tint);
                    }
                    extend(point, &mut bounds);
                }
                PathEl::LineTo(point) => extend(point, &mut bounds),
                // A curved area is no line and no box: make it too large to be one.
                PathEl::QuadTo(..) | PathEl::CurveTo(..) => bounds = Some(BOUNDLESS),
                PathEl::ClosePath => {}
            }
        }
        if let Some(done) = bounds {
            self.record_filled(done, tint);
        }
    }

    pub(super) fn begin_marked_content(&mut self, properties: Option<&Dict<'_>>) {
        let actual = properties
            .and_then(|p| p.get::<PdfString<'_>>(&b"ActualText"[..]))
            .map(|text| ActualText { text: pdf_text(text.as_bytes()), glyph: None });
        self.marked.push(actual);
    }

    pub(super) fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

/// Larger than any area that is kept.
const BOUNDLESS: Rect = Rect::new(0.0, 0.0, f64::INFINITY, f64::INFINITY);

/// A PDF text string: UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is Latin-1 for letters.
fn pdf_text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}
