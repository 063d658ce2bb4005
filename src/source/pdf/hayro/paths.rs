//! Painted paths, as hayro's interpreter hands them to a device.

use super::marks::Marks;
use crate::source::page::Tint;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

/// A path being built, and where its pen is.
#[derive(Default)]
pub(super) struct Pen {
    path: BezPath,
    at: Point,
    start: Point,
    /// The path is to be a clip path once it is painted.
    pub(super) clips: bool,
}

impl Pen {
    pub(super) fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.path.extend(Rect::new(x, y, x + width, y + height).path_elements(TOLERANCE));
        (self.at, self.start) = (Point::new(x, y), Point::new(x, y));
    }

    pub(super) fn move_to(&mut self, to: Point) {
        (self.at, self.start) = (to, to);
        self.path.move_to(to);
    }

    pub(super) fn line_to(&mut self, to: Point) {
        if self.path.elements().is_empty() {
            return;
        }
        // A line of no length is a dot, not nothing.
        let drawn = if self.at == to { Point::new(to.x + 0.0001, to.y) } else { to };
        self.at = to;
        self.path.line_to(drawn);
    }

    /// A curve by its two control points, if they are not its ends, and its end.
    pub(super) fn curve_to(&mut self, first: Option<Point>, second: Option<Point>, to: Point) {
        if !self.path.elements().is_empty() {
            self.path.curve_to(first.unwrap_or(self.at), second.unwrap_or(to), to);
            self.at = to;
        }
    }

    pub(super) fn close(&mut self) {
        if self.path.elements().last() != Some(&PathEl::ClosePath) && !self.path.is_empty() {
            self.path.close_path();
            self.at = self.start;
        }
    }

    pub(super) fn fill(&self, transform: Affine, tint: Tint, marks: &mut Marks<'_>) {
        marks.count_marks();
        let bounds = bounds(&self.path);
        let [a, b, c, d, ..] = transform.as_coeffs();
        let vanishes = |length: f64| (length as f32).abs() <= NEARLY_ZERO as f32;
        if vanishes(bounds.width() * a.hypot(b)) || vanishes(bounds.height() * c.hypot(d)) {
            // An area without a width is shown as a line.
            let mut line = BezPath::new();
            line.move_to((bounds.x0, bounds.y0));
            line.line_to((bounds.x1, bounds.y1));
            marks.record_stroke(&line, transform);
        } else if is_upright_rectangle(&self.path) {
            marks.cover(bounds, transform);
            marks.record_fill(&bounds.to_path(TOLERANCE), transform, tint);
        } else {
            marks.record_fill(&self.path, transform, tint);
        }
    }

    pub(super) fn stroke(&self, transform: Affine, marks: &mut Marks<'_>) {
        marks.count_marks();
        if is_upright_rectangle(&self.path) {
            marks.record_stroke(&bounds(&self.path).to_path(TOLERANCE), transform);
        } else {
            marks.record_stroke(&self.path, transform);
        }
    }

    /// Ends the path, painted or not; if it is a clip path, its bounds on the page.
    pub(super) fn end(&mut self, transform: Affine) -> Option<Rect> {
        let clips = std::mem::take(&mut self.clips) && !self.path.elements().is_empty();
        let bounds = clips.then(|| bounds(&(transform * self.path.clone())));
        self.path.truncate(0);
        bounds
    }
}

/// Of curves approximated by curves; rectangles have none.
pub(super) const TOLERANCE: f64 = 0.1;

/// Nearer than this, in points, counts as equal.
const NEARLY_ZERO: f64 = 1.0 / 256.0;

/// Of all points, those that only pull a curve included.
pub(super) fn bounds(path: &BezPath) -> Rect {
    let points = path.elements().iter().flat_map(|element| match *element {
        PathEl::MoveTo(p) | PathEl::LineTo(p) => [Some(p), None, None],
        PathEl::QuadTo(p, q) => [Some(p), Some(q), None],
        PathEl::CurveTo(p, q, r) => [Some(p), Some(q), Some(r)],
        PathEl::ClosePath => [None; 3],
    });
    points
        .flatten()
        .map(|p| Rect::from_points(p, p))
        .reduce(|all, p| Rect::new(all.x0.min(p.x0), all.y0.min(p.y0), all.x1.max(p.x1), all.y1.max(p.y1)))
        .unwrap_or(Rect::ZERO)
}

/// Four sides, each along one axis, across the one before.
fn is_upright_rectangle(path: &BezPath) -> bool {
    use PathEl::{ClosePath, LineTo, MoveTo};
    let near = |a: f64, b: f64| (a - b).abs() <= NEARLY_ZERO;
    let corners = match *path.elements() {
        [MoveTo(a), LineTo(b), LineTo(c), LineTo(d), ClosePath] => [a, b, c, d, a],
        [MoveTo(a), LineTo(b), LineTo(c), LineTo(d), LineTo(e)] if near(a.x, e.x) && near(a.y, e.y) => [a, b, c, d, e],
        _ => return false,
    };
    let upright = |from: Point, to: Point| match (near(from.x, to.x), near(from.y, to.y)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    let sides: [_; 4] = std::array::from_fn(|side| upright(corners[side], corners[side + 1]));
    sides.iter().all(Option::is_some) && sides.windows(2).all(|pair| pair[0] != pair[1])
}
