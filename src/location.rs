//! Where things were printed: from words back to pages, boxes and lines.

use crate::geometry::{Length, PageNumber, Rect, Turn};
use crate::layout::words::{WordId, Words};
use crate::plan::model::Location;

/// How a document's places are given.
#[derive(Debug)]
pub(crate) enum Places {
    /// By box, on pages of these sizes and turns; in page order.
    Boxes(Vec<Frame>),
    /// By line of the file.
    Lines,
}

/// A page as displayed, and how it was turned to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Frame {
    pub(crate) page: PageNumber,
    pub(crate) width: Length,
    pub(crate) height: Length,
    pub(crate) turn: Turn,
    /// How far it lay askew, in radians, clockwise, before it was laid straight.
    pub(crate) skew: f32,
}

impl Frame {
    /// A box as it stands on the page as displayed. Of a page that lay askew, the box around the turned one.
    fn displayed(&self, rect: Rect) -> Rect {
        let corners = [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x0, rect.y1), (rect.x1, rect.y1)];
        let (sin, cos) = self.skew.sin_cos();
        let (across, down) = (self.width / 2.0, self.height / 2.0);
        corners.into_iter().fold(Rect::EMPTY, |all, corner| {
            let (x, y) = self.turn.to_displayed(corner, self.width, self.height);
            let (x, y) = if self.skew == 0.0 {
                (x, y)
            } else {
                let (x, y) = (x - across, y - down);
                (x * cos - y * sin + across, x * sin + y * cos + down)
            };
            all.union(Rect::new(x, y, x, y))
        })
    }
}

impl Places {
    /// Where these words stand: an entry a page, in page order.
    pub(crate) fn of(&self, ids: impl IntoIterator<Item = WordId>, words: &Words) -> Vec<Location> {
        let mut pages: Vec<(PageNumber, Rect)> = Vec::new();
        for id in ids {
            let word = words.get(id);
            match pages.iter_mut().find(|(page, _)| *page == word.page) {
                Some((_, rect)) => *rect = rect.union(word.rect),
                None => pages.push((word.page, word.rect)),
            }
        }
        pages.sort_by_key(|(page, _)| *page);
        pages.into_iter().map(|(page, rect)| self.location(page, rect)).collect()
    }

    /// Where a box stands.
    pub(crate) fn location(&self, page: PageNumber, rect: Rect) -> Location {
        match self {
            Places::Lines => {
                // A line's words lie strictly between its number, from 0, and the next.
                let lines = [rect.y0.floor() as u32 + 1, rect.y1.floor() as u32 + 1];
                Location { page, bbox: None, lines: Some(lines) }
            }
            Places::Boxes(frames) => {
                let frame = frames.binary_search_by_key(&page, |f| f.page).ok().and_then(|at| frames.get(at));
                let rect = frame.map_or(rect, |frame| frame.displayed(rect));
                let tenth = |v: Length| (f64::from(v) * 10.0).round() / 10.0;
                Location { page, bbox: Some([rect.x0, rect.y0, rect.x1, rect.y1].map(tenth)), lines: None }
            }
        }
    }
}
