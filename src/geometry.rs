//! Lengths and boxes on a page.
//!
//! Origin at the top left of the page as displayed, y growing downwards. A PDF page is measured in
//! points (1/72 inch). A text page is measured in [line heights](TEXT_COLUMN): one line is 1.0 high, one
//! character [`TEXT_COLUMN`] wide, so that the same thresholds, all in multiples of the type size, hold
//! for both.

/// A length: points on a PDF page, line heights on a text page.
pub(crate) type Length = f32;

/// The number of a physical page, 1-based.
pub(crate) type PageNumber = u32;

/// Width of one character of column-aligned text, in line heights: a typewriter's cell is about twice as
/// high as wide.
pub(crate) const TEXT_COLUMN: Length = 0.5;

/// An upright box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x0: Length,
    pub(crate) y0: Length,
    pub(crate) x1: Length,
    pub(crate) y1: Length,
}

impl Rect {
    /// The box that holds nothing and gives way to the first box joined to it.
    pub(crate) const EMPTY: Rect = Rect { x0: f32::MAX, y0: f32::MAX, x1: f32::MIN, y1: f32::MIN };

    pub(crate) fn new(x0: Length, y0: Length, x1: Length, y1: Length) -> Rect {
        Rect { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }

    pub(crate) fn union(self, other: Rect) -> Rect {
        Rect {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    pub(crate) fn height(&self) -> Length {
        self.y1 - self.y0
    }

    pub(crate) fn center_x(&self) -> Length {
        (self.x0 + self.x1) / 2.0
    }

    pub(crate) fn center_y(&self) -> Length {
        (self.y0 + self.y1) / 2.0
    }

    pub(crate) fn contains(&self, x: Length, y: Length) -> bool {
        self.x0 <= x && x <= self.x1 && self.y0 <= y && y <= self.y1
    }
}

/// A quarter turn that brings a page's text upright for reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Turn {
    /// Text runs left to right as the page is displayed.
    #[default]
    Upright,
    /// Text runs top to bottom.
    Down,
    /// Text runs right to left, upside down.
    Over,
    /// Text runs bottom to top.
    Up,
}

impl Turn {
    /// From displayed to reading coordinates, on a page of this displayed width and height.
    pub(crate) fn to_reading(self, (x, y): (Length, Length), width: Length, height: Length) -> (Length, Length) {
        match self {
            Turn::Upright => (x, y),
            Turn::Down => (y, width - x),
            Turn::Over => (width - x, height - y),
            Turn::Up => (height - y, x),
        }
    }

    /// From reading back to displayed coordinates: the inverse of [`Turn::to_reading`].
    pub(crate) fn to_displayed(self, (x, y): (Length, Length), width: Length, height: Length) -> (Length, Length) {
        match self {
            Turn::Upright => (x, y),
            Turn::Down => (width - y, x),
            Turn::Over => (width - x, height - y),
            Turn::Up => (y, height - x),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_there_and_back_is_the_same_point() {
        for turn in [Turn::Upright, Turn::Down, Turn::Over, Turn::Up] {
            let reading = turn.to_reading((10.0, 20.0), 300.0, 400.0);
            assert_eq!(turn.to_displayed(reading, 300.0, 400.0), (10.0, 20.0));
        }
    }
}
