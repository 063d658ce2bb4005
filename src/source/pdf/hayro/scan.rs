//! A scanned page: its text is what was recognised in a picture, and its rules are in the picture alone.

use crate::source::page::{Glyph, GlyphText, Page, Ruling};
use crate::source::picture::{Picture, turned};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Point};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData, SoftMask,
};

/// Looks at the pictures of a page, and at nothing else.
pub(super) struct Scanner {
    picture: Option<Picture>,
}

impl Scanner {
    pub(super) fn new(page: &Page) -> Scanner {
        Scanner { picture: Picture::new(page.width, page.height) }
    }

    /// Gives a page the rules of its picture, and lays it straight.
    pub(super) fn finish(self, page: &mut Page) {
        let Some(picture) = self.picture else { return };
        page.skew = picture.skew();
        page.rulings.extend(picture.upright(page.skew).rulings());
        let middle = (page.width / 2.0, page.height / 2.0);
        for glyph in &mut page.glyphs {
            straighten(glyph, page.skew, middle);
        }
        stretch(&mut page.glyphs);
        take_rules(page);
    }

    /// Marks the dark points of a picture that is painted by this transform.
    fn look(&mut self, image: &LumaData, is_seen: impl Fn(usize) -> bool, transform: Affine) {
        let Some(picture) = &mut self.picture else { return };
        let (width, height) = (image.width as usize, image.height as usize);
        let Some(ink) = Ink::of(&image.data, width, height) else { return };
        let (wide, high) = image.scale_factors;
        for (y, line) in image.data.chunks_exact(width).enumerate() {
            for (x, value) in line.iter().enumerate() {
                let darker = ink.darker(x, y, *value);
                if darker >= ink.faint && is_seen(y * width + x) {
                    let at = Point::new((x as f64 + 0.5) * f64::from(wide), (y as f64 + 0.5) * f64::from(high));
                    let at = transform * at;
                    picture.mark(at.x as f32, at.y as f32, darker >= ink.contrast);
                }
            }
        }
    }
}

/// Turns a glyph back by the angle at which the page lies. Recognition writes its words level or along the line that it saw:
/// both are level then.
fn straighten(glyph: &mut Glyph, skew: f32, middle: (f32, f32)) {
    let (x, y) = turned((glyph.x - middle.0, glyph.y - middle.1), -skew);
    (glyph.x, glyph.y) = (x + middle.0, y + middle.1);
    if glyph.dx > 0.0 && glyph.dy.abs() < LEVEL * glyph.dx {
        (glyph.dx, glyph.dy) = (glyph.dx.hypot(glyph.dy), 0.0);
    }
}

/// A line that rises by less than this share of its length is level: one of a page that is scanned as askew as can be.
const LEVEL: f32 = 0.1;

/// Recognition stretches a word and the space after it until they are as wide as what they stand for: a letter goes on to where
/// the next begins, and of a wide space, letters take all but what parts two words.
fn stretch(glyphs: &mut [Glyph]) {
    let mut wider = 1.0;
    for at in 0..glyphs.len() {
        let next = glyphs.get(at + 1).map(|next| (next.x, next.y));
        let Some(glyph) = glyphs.get_mut(at) else { return };
        let step = next.filter(|(_, y)| (y - glyph.y).abs() < glyph.size / 2.0).map_or(0.0, |(x, _)| x - glyph.x);
        // After a line's last word the next is far.
        let most = if glyph.text.is_space() { FAR * wider * glyph.dx } else { WIDEST * glyph.size };
        if glyph.dx > 0.0 && step > 0.0 && step <= most {
            wider = step / glyph.dx;
            glyph.dx = step;
        } else {
            glyph.dx *= wider;
        }
    }
    let is_next = |a: &Glyph, b: &Glyph| !a.text.is_space() && (b.x - a.x - a.dx).abs() < NEXT * a.size;
    for word in glyphs.chunk_by_mut(|a, b| is_next(a, b)) {
        let Some((space, letters)) = word.split_last_mut().filter(|(last, _)| last.text.is_space()) else { continue };
        let Some(first) = letters.first().map(|letter| letter.x) else { continue };
        let (end, width) = (space.x + space.dx, space.x - first);
        let kept = space.dx.min(SPACE * space.size);
        let scale = (end - kept - first) / width.max(f32::MIN_POSITIVE);
        for letter in letters {
            (letter.x, letter.dx) = (first + (letter.x - first) * scale, letter.dx * scale);
        }
        (space.x, space.dx) = (end - kept, kept);
    }
}

/// A letter is not wider than so many type sizes, however low its word was recognised.
const WIDEST: f32 = 3.0;

/// A space after which the next word stands this many times farther than it is wide is a line's last.
const FAR: f32 = 1.3;

/// What parts two words of a line, in type sizes.
const SPACE: f32 = 0.3;

/// Takes out the letters that a rule of the picture was recognised as.
fn take_rules(page: &mut Page) {
    let glyphs = std::mem::take(&mut page.glyphs);
    let starts_word = |before: &Glyph, glyph: &Glyph| {
        let apart = (glyph.x - before.x - before.dx).abs() > glyph.size * NEXT
            || (glyph.y - before.y).abs() > glyph.size * NEXT;
        apart || glyph.text.is_space() || before.text.is_space()
    };
    for word in glyphs.chunk_by(|before, glyph| !starts_word(before, glyph)) {
        let is_rule = |glyph: &Glyph| page.rulings.iter().any(|ruling| is_read_as(ruling, glyph));
        // A mark at a word's end is the rule beside it; one inside of it is a letter.
        let whole = word.len() <= LONGEST_RULE && word.iter().all(is_rule);
        let ends = |glyph: &Glyph| is_one_of(glyph, BARS) && is_rule(glyph);
        let before = word.iter().take_while(|glyph| ends(glyph)).count();
        let after = word.iter().skip(before).rev().take_while(|glyph| ends(glyph)).count();
        let kept = if whole { 0..0 } else { before..word.len() - after };
        page.rules_as_letters += u32::try_from(word.len() - kept.len()).unwrap_or(u32::MAX);
        page.glyphs.extend_from_slice(word.get(kept).unwrap_or_default());
    }
}

/// What stands farther than this from the letter before, in type sizes, is another word's.
const NEXT: f32 = 0.3;

/// What a rule is recognised as: a bar, alone or at a word's end; or, where nothing else is in the word, another upright stroke,
/// and a level one.
const BARS: &str = "|[]{}¦";
const UPRIGHT: &str = "|[]{}¦lIi!1‘’'`.,:;()/\\";
const LEVEL_STROKES: &str = "_-—–=~.";

/// A rule is recognised as so many letters at most.
const LONGEST_RULE: usize = 3;

fn is_one_of(glyph: &Glyph, marks: &str) -> bool {
    matches!(glyph.text, GlyphText::Char(letter) if marks.contains(letter))
}

/// The rule goes through a letter's place, or by it as near as recognition is exact: a letter beside a rule stands farther
/// from it.
fn is_read_as(ruling: &Ruling, glyph: &Glyph) -> bool {
    match *ruling {
        Ruling::Vertical { x, y0, y1 } => {
            let middle = glyph.y - glyph.size / 3.0;
            is_one_of(glyph, UPRIGHT)
                && glyph.x - INEXACT <= x
                && x <= glyph.x + glyph.dx + INEXACT
                && y0 <= middle
                && middle <= y1
        }
        Ruling::Horizontal { y, x0, x1 } => {
            let middle = glyph.x + glyph.dx / 2.0;
            is_one_of(glyph, LEVEL_STROKES) && (y - glyph.y).abs() <= INEXACT && x0 <= middle && middle <= x1
        }
    }
}

/// Recognition puts a stroke so far from where it is, in points.
const INEXACT: f32 = 1.0;

/// A picture's ink: what is darker than the paper around it, whatever the paper's tint there.
struct Ink {
    /// Of each block of the picture, its mean.
    means: Vec<u32>,
    across: usize,
    /// What is so much darker is ink,
    contrast: u32,
    /// and what is so much may be.
    faint: u32,
}

/// Blocks by so many points of a picture: a letter or two at 300 points to the inch.
const BLOCK: usize = 16;

/// Ink is darker than its surroundings by so many times the paper's own unevenness, grain and dust, and by so many of 255 steps:
/// a thin grey rule at 150 points to the inch is by 20.
const OVER_GRAIN: u32 = 8;
const LEAST_CONTRAST: u32 = 14;
const MOST_CONTRAST: u32 = 60;

impl Ink {
    /// None for a picture whose data are not those of its size.
    fn of(data: &[u8], width: usize, height: usize) -> Option<Ink> {
        if width == 0 || height == 0 || width.checked_mul(height) != Some(data.len()) {
            return None;
        }
        let (across, down) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
        let mut sums = vec![(0u32, 0u32); across * down];
        for (y, line) in data.chunks_exact(width).enumerate() {
            for (block, values) in line.chunks(BLOCK).enumerate() {
                if let Some((sum, count)) = sums.get_mut(y / BLOCK * across + block) {
                    *sum += values.iter().map(|value| u32::from(*value)).sum::<u32>();
                    *count += values.len() as u32;
                }
            }
        }
        let mean = |x: usize, y: usize| {
            let around = (y.saturating_sub(1)..=(y + 1).min(down - 1)).flat_map(|row| {
                let row = row * across;
                row + x.saturating_sub(1)..=row + (x + 1).min(across - 1)
            });
            let (sum, count) = around
                .filter_map(|at| sums.get(at))
                .fold((0, 0), |(sum, count), (other, more)| (sum + other, count + more));
            sum / count.max(1)
        };
        let means = (0..down).flat_map(|y| (0..across).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect();
        let mut ink = Ink { means, across, contrast: 0, faint: 0 };
        ink.contrast = (OVER_GRAIN * ink.grain(data, width)).clamp(LEAST_CONTRAST, MOST_CONTRAST);
        ink.faint = ink.contrast / 3;
        Some(ink)
    }

    /// How far half of the picture's points are from their surroundings at most. Most of a page is paper.
    fn grain(&self, data: &[u8], width: usize) -> u32 {
        let mut counts = [0usize; 256];
        let some = data.iter().enumerate().step_by(7);
        for (at, value) in some {
            let apart = u32::from(*value).abs_diff(self.around(at % width, at / width));
            if let Some(count) = counts.get_mut(apart as usize) {
                *count += 1;
            }
        }
        let half = counts.iter().sum::<usize>() / 2;
        let mut below = 0;
        let middle = counts.iter().position(|count| {
            below += count;
            below > half
        });
        middle.and_then(|middle| u32::try_from(middle).ok()).unwrap_or_default()
    }

    fn around(&self, x: usize, y: usize) -> u32 {
        self.means.get(y / BLOCK * self.across + x / BLOCK).copied().unwrap_or_default()
    }

    /// By how much a point is darker than its surroundings.
    fn darker(&self, x: usize, y: usize, value: u8) -> u32 {
        self.around(x, y).saturating_sub(u32::from(value))
    }
}

/// Light of three colours as one.
fn luma(data: &ImageData) -> LumaData {
    match data {
        ImageData::Luma(luma) => luma.clone(),
        ImageData::Rgb(rgb) => LumaData {
            data: rgb
                .data
                .chunks_exact(3)
                .map(|parts| (parts.iter().map(|part| u32::from(*part)).sum::<u32>() / 3) as u8)
                .collect(),
            width: rgb.width,
            height: rgb.height,
            interpolate: rgb.interpolate,
            scale_factors: rgb.scale_factors,
        },
    }
}

impl<'a> Device<'a> for Scanner {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let points = u64::from(image.width()) * u64::from(image.height());
        if points > MOST_POINTS {
            return;
        }
        match image {
            // Of a stencil the points that are painted are ink.
            Image::Stencil(stencil) => stencil.with_stencil(
                |mut mask, _| {
                    mask.data.iter_mut().for_each(|value| *value = !*value);
                    self.look(&mask, |_| true, props.transform);
                },
                None,
            ),
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha| {
                    let alpha = alpha.map(|alpha| alpha.data).filter(|alpha| !alpha.is_empty());
                    let is_seen =
                        |at: usize| alpha.as_ref().is_none_or(|alpha| alpha.get(at).is_some_and(|a| *a > 127));
                    self.look(&luma(&data), is_seen, props.transform);
                },
                None,
            ),
        }
    }
}

/// A page of A3 at 600 points to the inch has 70 million.
const MOST_POINTS: u64 = 100_000_000;
