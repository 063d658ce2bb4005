//! What of a page's text is seen: not what is clipped away, nor what a box painted later covers, nor invisible text
//! beside visible text.

use crate::geometry::Rect;
use crate::source::page::{Glyph, Page, Unlike};
use hayro_interpret::kurbo;
use std::ops::Range;

/// What is painted on: the page, or the part of it that clip paths leave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clip(Rect);

impl Clip {
    pub(super) fn of_page(page: &Page) -> Clip {
        Clip(Rect { x0: 0.0, y0: 0.0, x1: page.width, y1: page.height })
    }

    /// What is left within a path's bounds. The page's own edge stays outside of this: a clip path that covers it
    /// leaves the page.
    pub(super) fn within(self, bounds: kurbo::Rect) -> Clip {
        let [x0, y0, x1, y1] = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|v| v as f32);
        let Clip(all) = self;
        Clip(Rect { x0: all.x0.max(x0), y0: all.y0.max(y0), x1: all.x1.min(x1), y1: all.y1.min(y1) })
    }

    #[inline]
    pub(super) fn contains(&self, (x, y): (f32, f32)) -> bool {
        self.0.contains(x, y)
    }

    /// What of a box is painted; None for nothing.
    pub(super) fn of(&self, rect: Rect) -> Option<Rect> {
        let Clip(all) = self;
        let (x0, y0) = (rect.x0.max(all.x0), rect.y0.max(all.y0));
        let (x1, y1) = (rect.x1.min(all.x1), rect.y1.min(all.y1));
        (x0 < x1 && y0 < y1).then_some(Rect { x0, y0, x1, y1 })
    }
}

/// The middle of a glyph's body is so far above its baseline, in type sizes: half the height of an x. Of a letter that
/// is cut in two by a page break the middle stands on one of the two pages.
pub(super) const MIDDLE: f32 = 0.25;

/// The middle of what a glyph paints.
fn middle(glyph: &Glyph) -> (f32, f32) {
    let length = (glyph.dx * glyph.dx + glyph.dy * glyph.dy).sqrt();
    let (x, y) = (glyph.x + glyph.dx / 2.0, glyph.y + glyph.dy / 2.0);
    // Upwards from the line, whichever way it runs; level where nothing tells.
    let (up_x, up_y) = if length > 0.0 { (glyph.dy / length, -glyph.dx / length) } else { (0.0, -1.0) };
    (x + MIDDLE * glyph.size * up_x, y + MIDDLE * glyph.size * up_y)
}

/// A box that hides what was painted before it.
#[derive(Debug, Clone, Copy)]
struct Cover {
    rect: Rect,
    /// So many glyphs were painted before.
    after: usize,
}

/// What hides text or stands for it, in the order in which it is painted.
#[derive(Debug, Default)]
pub(super) struct Layers {
    covers: Vec<Cover>,
    images: Vec<Rect>,
    /// Glyphs set to be invisible, each with the number of those recorded before it.
    invisible: Vec<Glyph>,
    /// The content's glyphs end here, and those of notes and forms begin.
    annotations_from: Option<usize>,
}

/// A box no higher or wider than this covers no letter: rules, underlines, the smallest type's strokes.
const THINNEST_COVER: f32 = 3.0;

impl Layers {
    pub(super) fn clear(&mut self) {
        *self = Layers::default();
    }

    /// An opaque box is painted after so many glyphs.
    pub(super) fn cover(&mut self, rect: Option<Rect>, after: usize) {
        let Some(rect) = rect else { return };
        // Backgrounds come before what stands on them.
        let hides = after > 0 && rect.x1 - rect.x0 > THINNEST_COVER && rect.y1 - rect.y0 > THINNEST_COVER;
        if hides && self.covers.len() < MOST_COVERS {
            self.covers.push(Cover { rect, after });
        }
    }

    pub(super) fn image(&mut self, rect: Option<Rect>) {
        if self.images.len() < MOST_IMAGES {
            self.images.extend(rect);
        }
    }

    pub(super) fn invisible(&mut self, glyph: Glyph) {
        self.invisible.push(glyph);
    }

    pub(super) fn begin_annotations(&mut self, glyphs: usize) {
        self.annotations_from = Some(glyphs);
    }

    /// Takes out of the page what is not seen on it, and notes what was added to it.
    pub(super) fn settle(&mut self, page: &mut Page) {
        if self.covers.is_empty() && self.invisible.is_empty() && self.annotations_from.is_none() {
            return;
        }
        let hidden = self.covered(&page.glyphs);
        let from = self.annotations_from.unwrap_or(page.glyphs.len());
        let added = page.glyphs.iter().zip(&hidden).skip(from).filter(|(_, hidden)| !**hidden);
        page.unlike.extend(added.map(|(glyph, _)| (Unlike::Annotation, glyph.clone())));
        if hidden.contains(&true) {
            let mut gone = hidden.iter();
            let unlike = &mut page.unlike;
            page.glyphs.retain(|glyph| {
                let gone = gone.next() == Some(&true);
                if gone {
                    unlike.push((Unlike::Covered, glyph.clone()));
                }
                !gone
            });
        }
        self.settle_invisible(page);
    }

    /// Of each glyph, whether a box painted later hides it.
    fn covered(&self, glyphs: &[Glyph]) -> Vec<bool> {
        let mut hidden = vec![false; glyphs.len()];
        if self.covers.is_empty() {
            return hidden;
        }
        // A cover is looked up in the strips of the page that it touches: a table whose rows are coloured has
        // hundreds, each over a few letters.
        let mut strips: Vec<Vec<(usize, (f32, f32))>> = Vec::new();
        for (number, glyph) in glyphs.iter().enumerate() {
            let at = middle(glyph);
            let strip = strip(at.1);
            if strips.len() <= strip {
                strips.resize_with(strip + 1, Vec::new);
            }
            strips[strip].push((number, at));
        }
        for cover in &self.covers {
            let touched = Range { start: strip(cover.rect.y0), end: strip(cover.rect.y1) + 1 };
            let end = touched.end.min(strips.len());
            for strip in strips.get(touched.start..end).unwrap_or_default() {
                let before = strip.iter().take_while(|(number, _)| *number < cover.after);
                for (number, _) in before.filter(|(_, (x, y))| cover.rect.contains(*x, *y)) {
                    hidden[*number] = true;
                }
            }
        }
        hidden
    }

    /// Invisible text is the text of a picture, as recognition writes it, or it is not in the document that a person
    /// reads.
    fn settle_invisible(&mut self, page: &mut Page) {
        if self.invisible.is_empty() {
            return;
        }
        let invisible = std::mem::take(&mut self.invisible);
        let letters = |glyphs: &[Glyph]| glyphs.iter().filter(|glyph| !glyph.text.is_space()).count();
        let within = |rect: &Rect, glyphs: &[Glyph]| {
            let inside = glyphs.iter().filter(|glyph| {
                let (x, y) = middle(glyph);
                rect.contains(x, y) && !glyph.text.is_space()
            });
            inside.count()
        };
        // A picture on which visible words stand is a background.
        let visible = letters(&page.glyphs);
        let pictures: Vec<Rect> =
            self.images.iter().filter(|rect| within(rect, &invisible) > within(rect, &page.glyphs)).copied().collect();
        let mut read: Vec<Glyph> = Vec::new();
        for glyph in invisible {
            let (x, y) = middle(&glyph);
            if pictures.iter().any(|rect| rect.contains(x, y)) || visible == 0 {
                read.push(glyph);
            } else {
                page.unlike.push((Unlike::Invisible, glyph));
            }
        }
        // A scan is read so, and nothing need be said of it. Where the page is words with a picture among them, or
        // has nothing on it to see, something does.
        if pictures.is_empty() || visible > letters(&read) {
            page.unlike.extend(read.iter().map(|glyph| (Unlike::Recognised, glyph.clone())));
        } else {
            page.scanned = !read.is_empty();
        }
        page.glyphs.append(&mut read);
    }
}

/// Boxes under which text is looked for: a page has hundreds, but one that is made to take long.
const MOST_COVERS: usize = 20_000;

/// Pictures in which invisible text is looked for.
const MOST_IMAGES: usize = 64;

/// Height of a strip in points: a line or two.
const STRIP: f32 = 16.0;

/// The strip of a height; all that is far below the page is in one.
fn strip(y: f32) -> usize {
    ((y / STRIP).max(0.0) as usize).min(MOST_STRIPS)
}

/// A page is 14,400 points high at most.
const MOST_STRIPS: usize = 900;
