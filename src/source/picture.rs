//! The straight lines of a scanned page, found in its picture: a table of which no rule is drawn has its grid all the same.
//!
//! The dark points of the page's pictures are kept as a bitmap in the page's own coordinates. A scan lies a little askew; the
//! angle is the one at which the rows of dark points are fullest. Turned upright by it, a rule is a long run of dark points
//! in a narrow strip.

use super::page::Ruling;
use crate::geometry::Length;
use std::ops::Range;

/// Bitmap points to a point (1/72 inch): 200 to the inch. A rule of half a point is one to two of these.
const SCALE: f32 = 200.0 / 72.0;

/// A page is scanned askew by this at most, in radians: 2.5 degrees.
const MOST_SKEW: f32 = 0.044;

/// The steps in which the angle is looked for: 0.1 degrees, and then a tenth of it, which is a bitmap point over a page's width.
const STEP: f32 = 0.001_745;
const FINE_STEP: f32 = STEP / 10.0;

/// So many dark points tell the angle; of more, every so-many-th is asked.
const ENOUGH_POINTS: usize = 60_000;

/// Dust, grain, and the turning itself break a rule for so many bitmap points.
const MOST_GAP: usize = 3;

/// A rule is so long at least, in points: longer than a letter's stroke is wide, than a capital of a title is high.
const SHORTEST: Length = 15.0;

/// A rule is so thick at most, in points: as read from a picture, which makes it wider.
const THICKEST: Length = 3.5;

/// The dark points of a page's pictures.
pub(crate) struct Picture {
    width: usize,
    height: usize,
    /// What is ink.
    dark: Bits,
    /// What may be: a thin rule that lies between two rows of the scanner's points is hardly darker than the paper.
    faint: Bits,
}

/// Row by row, a bit a point.
#[derive(Clone)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(points: usize) -> Bits {
        Bits(vec![0; points.div_ceil(64)])
    }

    fn set(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    fn is_set(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.0
            .iter()
            .enumerate()
            .filter(|(_, word)| **word != 0)
            .flat_map(|(index, word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit))
    }
}

impl Picture {
    /// Of a page of this size in points; None where it is empty, or larger than any that is scanned.
    pub(crate) fn new(width: Length, height: Length) -> Option<Picture> {
        let points = |length: Length| (length.is_finite() && length > 0.0).then_some((length * SCALE).ceil() as usize);
        let (width, height) = (points(width)?, points(height)?);
        let is_page = width.checked_mul(height).is_some_and(|points| points <= MOST_POINTS);
        is_page.then(|| Picture { width, height, dark: Bits::new(width * height), faint: Bits::new(width * height) })
    }

    /// A point of the page, in points from its top left, that is ink, or may be.
    pub(crate) fn mark(&mut self, x: Length, y: Length, is_ink: bool) {
        if let Some(at) = self.at((x * SCALE).floor(), (y * SCALE).floor()) {
            self.faint.set(at);
            if is_ink {
                self.dark.set(at);
            }
        }
    }

    fn at(&self, x: f32, y: f32) -> Option<usize> {
        let is_inside = x >= 0.0 && y >= 0.0 && (x as usize) < self.width && (y as usize) < self.height;
        is_inside.then(|| y as usize * self.width + x as usize)
    }

    /// The place of a point from the page's middle.
    fn off_middle(&self, at: usize) -> (f32, f32) {
        let (x, y) = ((at % self.width) as f32, (at / self.width) as f32);
        (x + 0.5 - self.width as f32 / 2.0, y + 0.5 - self.height as f32 / 2.0)
    }

    /// How far the page is turned, in radians, clockwise where it is greater than 0.
    pub(crate) fn skew(&self) -> f32 {
        let all: usize = self.dark.0.iter().map(|word| word.count_ones() as usize).sum();
        let every = all.div_ceil(ENOUGH_POINTS).max(1);
        let points: Vec<(f32, f32)> = self.dark.ones().step_by(every).map(|at| self.off_middle(at)).collect();
        if points.is_empty() {
            return 0.0;
        }
        let mut rows: Vec<u32> = Vec::new();
        let mut fullness = |angle: f32| {
            rows.clear();
            rows.resize(self.height + self.width, 0);
            let middle = rows.len() as f32 / 2.0;
            for (x, y) in &points {
                if let Some(row) = rows.get_mut((y - x * angle + middle) as usize) {
                    *row += 1;
                }
            }
            rows.iter().map(|row| u64::from(*row).pow(2)).sum::<u64>()
        };
        let mut fullest = |middle: f32, reach: f32, step: f32| {
            let steps = (reach / step).round() as i32;
            let angles = (-steps..=steps).map(|number| middle + number as f32 * step);
            // Of angles that are as good, the one nearest to none.
            let best = angles.map(|angle| (fullness(angle), angle));
            best.max_by(|a, b| a.0.cmp(&b.0).then(b.1.abs().total_cmp(&a.1.abs()))).map_or(0.0, |(_, angle)| angle)
        };
        let about = fullest(0.0, MOST_SKEW, STEP);
        fullest(about, STEP, FINE_STEP)
    }

    /// The page turned back by an angle.
    pub(crate) fn upright(&self, skew: f32) -> Picture {
        let turn = |bits: &Bits| {
            if skew == 0.0 {
                return bits.clone();
            }
            let mut upright = Bits::new(self.width * self.height);
            for at in bits.ones() {
                let (x, y) = turned(self.off_middle(at), -skew);
                let (x, y) = (x + self.width as f32 / 2.0, y + self.height as f32 / 2.0);
                if let Some(at) = self.at(x.floor(), y.floor()) {
                    upright.set(at);
                }
            }
            upright
        };
        Picture { dark: turn(&self.dark), faint: turn(&self.faint), ..*self }
    }

    /// The rules of a page that lies upright.
    pub(crate) fn rulings(&self) -> Vec<Ruling> {
        let points = |at: usize| at as Length / SCALE;
        let is_set = |bits: &Bits, x: usize, y: usize| x < self.width && bits.is_set(y * self.width + x);
        let level = Seen {
            lines: self.height,
            length: self.width,
            is_dark: |row, at| is_set(&self.dark, at, row),
            is_faint: |row, at| is_set(&self.faint, at, row),
        };
        let upright = Seen {
            lines: self.width,
            length: self.height,
            is_dark: |column, at| is_set(&self.dark, column, at),
            is_faint: |column, at| is_set(&self.faint, column, at),
        };
        let (level, upright) = (level.rules(), upright.rules());
        let level = level.into_iter().map(|strip| Ruling::Horizontal {
            y: points(strip.first + strip.last + 1) / 2.0,
            x0: points(strip.from),
            x1: points(strip.to),
        });
        let upright = upright.into_iter().map(|strip| Ruling::Vertical {
            x: points(strip.first + strip.last + 1) / 2.0,
            y0: points(strip.from),
            y1: points(strip.to),
        });
        level.chain(upright).collect()
    }
}

/// An A3 page at 200 points to the inch has 8 million.
const MOST_POINTS: usize = 100_000_000;

/// A point turned about the middle.
pub(crate) fn turned((x, y): (f32, f32), angle: f32) -> (f32, f32) {
    let (sin, cos) = angle.sin_cos();
    (x * cos - y * sin, x * sin + y * cos)
}

/// Dark points side by side: lines `first` to `last`, from one place to another.
#[derive(Clone, Copy)]
struct Strip {
    first: usize,
    last: usize,
    from: usize,
    to: usize,
}

/// So far from a rule there is paper, in points; and so much of it at most is dark: the rules that cross, letters that
/// reach so far.
const BESIDE: Length = 1.1;
const MOST_BESIDE: f32 = 0.2;

/// A rule is faint for this length at most, in points, and so much of it is seen at least.
const LONGEST_FAINT: Length = 24.0;
const LEAST_FAINT: f32 = 0.5;

/// A rule's end is looked for in steps of this length, in points.
const END_STEP: Length = 3.0;

/// A page along its rows, or along its columns.
struct Seen<D, F> {
    lines: usize,
    /// Of a line.
    length: usize,
    is_dark: D,
    is_faint: F,
}

impl<D: Fn(usize, usize) -> bool, F: Fn(usize, usize) -> bool> Seen<D, F> {
    /// The rules along the lines.
    fn rules(&self) -> Vec<Strip> {
        let mut found = self.strips();
        found.iter_mut().for_each(|strip| self.extend(strip));
        found.sort_by_key(|strip| (strip.from, strip.first));
        let mut rules: Vec<Strip> = Vec::new();
        for strip in found {
            let piece = rules.iter_mut().rev().find_map(|rule| self.joined(rule, &strip).map(|joined| (rule, joined)));
            match piece {
                Some((rule, joined)) => *rule = joined,
                None => rules.push(strip),
            }
        }
        rules
    }

    /// The long narrow strips of dark points that have paper on both sides.
    fn strips(&self) -> Vec<Strip> {
        let (mut open, mut found): (Vec<Strip>, Vec<Strip>) = (Vec::new(), Vec::new());
        for line in 0..self.lines {
            for (from, to) in self.runs(line) {
                let mut joined = Strip { first: line, last: line, from, to };
                // A rule that is not quite straight goes on beside where it ended.
                open.retain(|strip| {
                    let touches = strip.from < joined.to && joined.from < strip.to;
                    if touches {
                        joined = strip.with(&joined);
                    }
                    !touches
                });
                open.push(joined);
            }
            let (ended, going): (Vec<Strip>, Vec<Strip>) = open.into_iter().partition(|strip| strip.last + 1 < line);
            found.extend(ended);
            open = going;
        }
        found.extend(open);
        found.retain(|strip| strip.is_thin() && self.stands_alone(strip));
        found
    }

    /// The runs of dark points of a line, small gaps aside. A faint rule that is not quite straight is now in this line, now
    /// in the next.
    fn runs(&self, line: usize) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        for at in (0..self.length).filter(|at| (self.is_dark)(line, *at) || (self.is_dark)(line + 1, *at)) {
            open = match open {
                Some((from, to)) if at <= to + MOST_GAP => Some((from, at + 1)),
                ended => {
                    runs.extend(ended);
                    Some((at, at + 1))
                }
            };
        }
        runs.extend(open);
        let shortest = (SHORTEST * SCALE) as usize;
        runs.retain(|(from, to)| to - from >= shortest);
        runs
    }

    /// On both sides of a rule there is paper; of the row of dark points that a line of bold text makes, there are letters.
    fn stands_alone(&self, strip: &Strip) -> bool {
        let beside = (BESIDE * SCALE) as usize;
        let side = |line: usize| share(strip.from..strip.to, |at| (self.is_dark)(line, at)) <= MOST_BESIDE;
        strip.first.checked_sub(beside).is_none_or(side)
            && (strip.last + beside >= self.lines || side(strip.last + beside))
    }

    /// How much of some places of a strip is dark, or may be.
    fn seen(&self, strip: &Strip, places: Range<usize>) -> f32 {
        share(places, |at| (strip.first..=strip.last).any(|line| (self.is_faint)(line, at)))
    }

    /// A rule goes on where it is faint.
    fn extend(&self, strip: &mut Strip) {
        let step = (END_STEP * SCALE) as usize;
        let goes_on = |from: usize, to: usize| {
            let piece = Strip { from, to, ..*strip };
            self.seen(strip, from..to) > LEAST_FAINT && self.stands_alone(&piece)
        };
        let (mut from, mut to) = (strip.from, strip.to);
        while from >= step && goes_on(from - step, from) {
            from -= step;
        }
        while to + step <= self.length && goes_on(to, to + step) {
            to += step;
        }
        (strip.from, strip.to) = (from, to);
    }

    /// The rule of which both are pieces: on one line, and the gap is a faint part of it.
    fn joined(&self, strip: &Strip, next: &Strip) -> Option<Strip> {
        let joined = strip.with(next);
        let gap = strip.to..next.from.max(strip.to);
        let is_one = joined.is_thin()
            && strip.to + (LONGEST_FAINT * SCALE) as usize >= next.from
            && (gap.is_empty() || self.seen(&joined, gap) >= LEAST_FAINT);
        is_one.then_some(joined)
    }
}

impl Strip {
    fn with(&self, other: &Strip) -> Strip {
        Strip {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            from: self.from.min(other.from),
            to: self.to.max(other.to),
        }
    }

    fn is_thin(&self) -> bool {
        ((self.last - self.first) as f32) < THICKEST * SCALE
    }
}

/// Of some places, the share for which this holds.
fn share(places: Range<usize>, holds: impl Fn(usize) -> bool) -> f32 {
    let all = places.len().max(1) as f32;
    places.filter(|at| holds(*at)).count() as f32 / all
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: (Length, Length) = (595.0, 842.0);

    /// A page on which points are marked as they lie after turning the page by an angle.
    struct Drawn {
        picture: Picture,
        skew: f32,
    }

    impl Drawn {
        fn new(skew: f32) -> Drawn {
            Drawn { picture: Picture::new(PAGE.0, PAGE.1).unwrap(), skew }
        }

        /// A box of points.
        fn fill(&mut self, x: Range<Length>, y: Range<Length>, is_ink: impl Fn(Length) -> bool) {
            let step = 0.5 / SCALE;
            let places =
                |from: Length, to: Length| (0..((to - from) / step) as usize).map(move |n| from + n as f32 * step);
            for at in places(y.start, y.end) {
                for along in places(x.start, x.end) {
                    let (x, y) = turned((along - PAGE.0 / 2.0, at - PAGE.1 / 2.0), self.skew);
                    self.picture.mark(x + PAGE.0 / 2.0, y + PAGE.1 / 2.0, is_ink(along));
                }
            }
        }

        /// A line of bold letters: stems of 1.5 points, joined at their feet and at their heads.
        fn letters(&mut self, x: Range<Length>, y: Length) {
            let mut at = x.start;
            while at < x.end {
                self.fill(at..at + 1.5, y - 5.0..y, |_| true);
                at += 4.0;
            }
            for edge in [y - 5.0, y - 1.2] {
                self.fill(x.clone(), edge..edge + 1.2, |_| true);
            }
        }

        fn rulings(&self) -> Vec<Ruling> {
            self.picture.upright(self.picture.skew()).rulings()
        }
    }

    fn near(a: Length, b: Length) -> bool {
        (a - b).abs() < 2.5
    }

    fn level(found: &[Ruling]) -> Vec<(Length, Length, Length)> {
        let level = found.iter().filter_map(|ruling| match *ruling {
            Ruling::Horizontal { y, x0, x1 } => Some((y, x0, x1)),
            Ruling::Vertical { .. } => None,
        });
        let mut level: Vec<_> = level.collect();
        level.sort_by(|a, b| a.0.total_cmp(&b.0));
        level
    }

    #[test]
    fn a_page_that_lies_askew_is_laid_straight_and_has_its_rules() {
        for degrees in [-2.0_f32, -0.7, 0.0, 0.3, 1.1, 2.0] {
            let mut drawn = Drawn::new(degrees.to_radians());
            for y in [100.0, 160.0, 220.0] {
                drawn.fill(60.0..540.0, y..y + 0.8, |_| true);
                drawn.letters(70.0..200.0, y + 20.0);
            }
            for x in [60.0, 300.0, 540.0] {
                drawn.fill(x..x + 0.8, 100.0..220.0, |_| true);
            }
            assert!((drawn.picture.skew() - drawn.skew).abs() < 0.001, "{degrees}: {}", drawn.picture.skew());
            let found = drawn.rulings();
            let level = level(&found);
            assert_eq!((level.len(), found.len()), (3, 6), "{degrees}: {found:?}");
            for ((y, x0, x1), at) in level.into_iter().zip([100.0, 160.0, 220.0]) {
                assert!(near(y, at) && near(x0, 60.0) && near(x1, 540.0), "{degrees}: {y} {x0} {x1}");
            }
        }
    }

    #[test]
    fn a_rule_that_is_faint_here_and_there_is_one_rule() {
        let mut drawn = Drawn::new(0.0);
        // Ink for 40 points, then hardly more than paper for 20.
        drawn.fill(60.0..540.0, 100.0..100.8, |x| (x - 60.0) % 60.0 < 40.0);
        let found = drawn.rulings();
        assert!(
            matches!(found[..], [Ruling::Horizontal { x0, x1, .. }] if near(x0, 60.0) && near(x1, 540.0)),
            "{found:?}"
        );
    }

    #[test]
    fn letters_short_strokes_and_areas_are_no_rules() {
        let mut drawn = Drawn::new(0.0);
        drawn.letters(60.0..400.0, 100.0);
        // A dash, a capital's stem, a dark area.
        drawn.fill(60.0..70.0, 150.0..150.8, |_| true);
        drawn.fill(60.0..61.2, 200.0..212.0, |_| true);
        drawn.fill(60.0..400.0, 300.0..320.0, |_| true);
        assert_eq!(drawn.rulings(), []);
    }

    #[test]
    fn two_tables_beside_one_another_stay_two() {
        let mut drawn = Drawn::new(0.0);
        drawn.fill(60.0..280.0, 100.0..100.8, |_| true);
        drawn.fill(300.0..540.0, 100.0..100.8, |_| true);
        assert_eq!(level(&drawn.rulings()).len(), 2);
    }

    #[test]
    fn a_page_without_size_has_no_picture_and_an_empty_one_no_rules() {
        for (width, height) in [(0.0, 842.0), (f32::NAN, 10.0), (f32::INFINITY, 1.0), (1e9, 1e9), (-5.0, 5.0)] {
            assert!(Picture::new(width, height).is_none(), "{width} {height}");
        }
        let mut empty = Picture::new(PAGE.0, PAGE.1).unwrap();
        empty.mark(f32::NAN, 3.0, true);
        empty.mark(-1.0, 1e9, true);
        assert_eq!((empty.skew(), empty.rulings()), (0.0, Vec::new()));
    }
}
