//! What a page paints that is read: letters with their places, and straight lines.

use super::character::{Character, UNITS_PER_EM};
use super::seen::{Clip, Layers, MIDDLE};
use super::spoken::Marked;
use crate::geometry;
use crate::source::page::{Fill, Glyph, GlyphText, Page, Ruling, Tint, Unlike};
use crate::source::pdf::font_cmap::FontCmaps;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use std::cell::Cell;

/// Keeps what a page paints.
pub(super) struct Marks<'l> {
    pub(super) page: Page,
    /// Open marked contents.
    marked: Vec<Marked>,
    /// What is painted on now.
    pub(super) clip: Clip,
    /// Text that is shown now is set to be invisible.
    pub(super) unseen: bool,
    /// What is filled now hides what is under it.
    pub(super) opaque: bool,
    /// Layers are shown whether on or off.
    pub(super) all_layers: bool,
    /// What hides text, and what it hides.
    pub(super) layers: Layers,
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

impl<'l> Marks<'l> {
    pub(super) fn new(page: Page, cmaps: FontCmaps, overfull: &'l Cell<bool>) -> Marks<'l> {
        let (clip, layers) = (Clip::of_page(&page), Layers::default());
        Marks {
            page,
            marked: Vec::new(),
            clip,
            unseen: false,
            opaque: true,
            all_layers: false,
            layers,
            cmaps,
            overfull,
        }
    }

    /// Forgets what was kept.
    pub(super) fn clear(&mut self) {
        self.page.glyphs.clear();
        self.page.rulings.clear();
        self.page.fills.clear();
        self.page.unlike.clear();
        self.page.watermark.clear();
        self.page.unmapped = 0;
        self.page.scanned = false;
        self.marked.clear();
        self.layers.clear();
        (self.clip, self.unseen, self.opaque) = (Clip::of_page(&self.page), false, true);
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
        let text = character.text.clone().unwrap_or(GlyphText::Char(char::REPLACEMENT_CHARACTER));
        let glyph = Glyph { text, x, y, dx, dy, size };
        let raised = MIDDLE * size;
        let middle = (x + dx / 2.0 + raised * direction.1, y + dy / 2.0 - raised * direction.0);
        if !self.clip.contains(middle) && !self.is_shown(&glyph) {
            return;
        }
        if self.unseen {
            self.layers.invisible(glyph);
            return;
        }
        self.page.unmapped += u32::from(character.text.is_none());
        self.page.glyphs.push(glyph);
    }

    /// Of a glyph whose middle is not painted: text outside the displayed page (cut off by a crop box, parked by an
    /// editor) and text that is clipped away is not in the document that a person reads.
    #[cold]
    fn is_shown(&mut self, glyph: &Glyph) -> bool {
        let (x, y) = (glyph.x + glyph.dx / 2.0, glyph.y + glyph.dy / 2.0);
        let on_page = (0.0..=self.page.width).contains(&x) && (0.0..=self.page.height).contains(&y);
        // A line at the very edge of the page has its baseline there.
        let is_shown = on_page && self.clip == Clip::of_page(&self.page);
        if !is_shown {
            let why = if on_page { Unlike::Clipped } else { Unlike::OffPage };
            self.page.unlike.push((why, glyph.clone()));
        }
        is_shown
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

    pub(super) fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.push(Marked::new(tag, properties, self.page.glyphs.len()));
    }

    pub(super) fn end_marked_content(&mut self) {
        if let Some(marked) = self.marked.pop() {
            marked.end(&mut self.page);
        }
    }

    /// What is painted from now on is painted over the page.
    pub(super) fn begin_annotations(&mut self) {
        while !self.marked.is_empty() {
            self.end_marked_content();
        }
        (self.clip, self.unseen, self.opaque) = (Clip::of_page(&self.page), false, true);
        self.layers.begin_annotations(self.page.glyphs.len());
    }

    /// The page is read: what is not seen of it is taken out.
    pub(super) fn finish(mut self) -> (Page, FontCmaps) {
        while !self.marked.is_empty() {
            self.end_marked_content();
        }
        self.layers.settle(&mut self.page);
        (self.page, self.cmaps)
    }

    /// A box is filled.
    pub(super) fn cover(&mut self, bounds: Rect, transform: Affine) {
        let [a, b, c, d, ..] = transform.as_coeffs();
        if self.opaque && (b == 0.0 && c == 0.0 || a == 0.0 && d == 0.0) {
            let rect = self.painted(bounds, transform);
            self.layers.cover(rect, self.page.glyphs.len());
        }
    }

    /// A picture is painted.
    pub(super) fn image(&mut self, bounds: Rect, transform: Affine) {
        let rect = self.painted(bounds, transform);
        self.layers.image(rect);
    }

    /// What is painted of a box.
    fn painted(&self, bounds: Rect, transform: Affine) -> Option<geometry::Rect> {
        let bounds = transform.transform_rect_bbox(bounds);
        let [x0, y0, x1, y1] = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|v| v as f32);
        self.clip.of(geometry::Rect { x0, y0, x1, y1 })
    }
}

/// Larger than any area that is kept.
const BOUNDLESS: Rect = Rect::new(0.0, 0.0, f64::INFINITY, f64::INFINITY);
