//! The columns of a table whose rows are known: white from its top to its foot, heads and bands aside.

use super::super::cells::Line;
use super::super::lines::gap_before;
use super::super::words::Words;
use crate::geometry::{Length, Rect};

/// Where no word stands, and the places in it where a column may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Zone {
    pub(super) from: Length,
    pub(super) to: Length,
}

impl Zone {
    pub(super) fn middle(&self) -> Length {
        (self.from + self.to) / 2.0
    }
}

/// A gap of at most this many type sizes may be a space: spaces are 0.25 to 0.33 wide.
const MAY_BE_SPACE: Length = 0.42;

/// Less than this is no gap, in points.
const NO_GAP: Length = 0.6;

/// The zones that part columns, from left to right: `strips` are the lines of each row, `heads` stand over them.
pub(super) fn zones(strips: &[Vec<Line>], heads: &[Line], words: &Words) -> Vec<Zone> {
    let ids = strips.iter().flatten().flat_map(|line| line.words.iter());
    let mut rects: Vec<(Length, Length)> = ids.map(|id| words.get(*id).rect).map(|rect| (rect.x0, rect.x1)).collect();
    rects.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut zones: Vec<Zone> = Vec::new();
    let mut end = rects.first().map_or(0.0, |rect| rect.1);
    for (from, to) in rects {
        if from - end > NO_GAP {
            zones.push(Zone { from: end, to: from });
        }
        end = end.max(to);
    }
    // Zones that are spaces first: texts stand beside one another over what is left.
    loop {
        let kinds: Vec<Gap> = (0..zones.len()).map(|at| gap(&zones, at, strips, heads, words)).collect();
        let spaces = kinds.iter().filter(|kind| **kind == Gap::Space).count();
        let gone = if spaces > 0 { Gap::Space } else { Gap::Unknown };
        let before = zones.len();
        let mut kinds = kinds.into_iter();
        zones.retain(|_| kinds.next() != Some(gone));
        if spaces == 0 || before == zones.len() {
            return zones;
        }
    }
}

/// What a zone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Column,
    Space,
    /// No row has text on both sides.
    Unknown,
}

fn gap(zones: &[Zone], at: usize, strips: &[Vec<Line>], heads: &[Line], words: &Words) -> Gap {
    let zone = &zones[at];
    let before = at.checked_sub(1).and_then(|before| zones.get(before)).map_or(Length::MIN, Zone::middle);
    let after = zones.get(at + 1).map_or(Length::MAX, Zone::middle);
    match is_wide(zone, (before, after), strips, words) {
        Some(true) => Gap::Column,
        _ if is_aligned(zone, (before, after), strips.iter().flatten().chain(heads), words) => Gap::Column,
        Some(false) => Gap::Space,
        None => Gap::Unknown,
    }
}

/// Where the text before a zone ends on a line, and where that after it begins.
fn beside(zone: &Zone, line: &Line, words: &Words) -> (Option<Length>, Option<Length>) {
    let rects = || line.words.iter().map(|id| words.get(*id).rect);
    let before = rects().map(|rect| rect.x1).filter(|x| *x <= zone.middle()).reduce(Length::max);
    let after = rects().map(|rect| rect.x0).filter(|x| *x >= zone.middle()).reduce(Length::min);
    (before, after)
}

/// Whether the gap is wider than a space in most rows with text right before and after it; `near` is where the zones
/// beside it are. None where no row has.
fn is_wide(zone: &Zone, near: (Length, Length), strips: &[Vec<Line>], words: &Words) -> Option<bool> {
    let (mut both, mut narrow) = (0, 0);
    for strip in strips {
        let sides: Vec<_> = strip.iter().map(|line| (beside(zone, line, words), line.rect.height())).collect();
        let before = sides.iter().any(|side| side.0.0.is_some_and(|x| x > near.0));
        let after = sides.iter().any(|side| side.0.1.is_some_and(|x| x < near.1));
        both += usize::from(before && after);
        let is_narrow = |side: &((Option<Length>, Option<Length>), Length)| match side.0 {
            (Some(before), Some(after)) => after - before <= MAY_BE_SPACE * side.1,
            _ => false,
        };
        narrow += usize::from(sides.iter().any(is_narrow));
    }
    let wide = size_of_zone(zone, strips) > CLEAR;
    (both > 0 || wide).then_some(MOSTLY_WIDE * narrow <= both)
}

/// A zone's width in sizes of the text.
fn size_of_zone(zone: &Zone, strips: &[Vec<Line>]) -> Length {
    let size = strips.iter().flatten().map(|line| line.rect.height()).fold(1.0, Length::max);
    (zone.to - zone.from) / size
}

/// White of this many type sizes from head to foot parts columns of which no row has both.
const CLEAR: Length = 1.0;

/// At most one row in so many has only a space where a column ends.
const MOSTLY_WIDE: usize = 2;

/// Whether texts begin, or end, at one place, however long those on its other side are: after a space they do not.
fn is_aligned<'l>(zone: &Zone, near: (Length, Length), lines: impl Iterator<Item = &'l Line>, words: &Words) -> bool {
    let mut pairs: Vec<(Length, Length)> = Vec::new();
    let mut widths: Vec<(Length, Length)> = Vec::new();
    let mut size: Length = 0.0;
    for line in lines {
        if let (Some(before), Some(after)) = beside(zone, line, words)
            && before > near.0
            && after < near.1
        {
            let width = |end: Length, of: fn(&Rect) -> Length| {
                let rects = line.words.iter().map(|id| words.get(*id).rect);
                rects.filter(|rect| of(rect) == end).map(|rect| rect.x1 - rect.x0).fold(0.0, Length::max)
            };
            pairs.push((before, after));
            widths.push((width(before, |rect| rect.x1), width(after, |rect| rect.x0)));
            size = size.max(line.rect.height());
        }
    }
    let gaps = || pairs.iter().map(|(before, after)| after - before);
    let spread = gaps().fold(Length::MIN, Length::max) - gaps().fold(Length::MAX, Length::min);
    let begin = pairs.iter().filter(|(_, after)| (after - zone.to).abs() <= NO_GAP).count();
    let end = pairs.iter().filter(|(before, _)| (before - zone.from).abs() <= NO_GAP).count();
    let most = |count: usize| NOT_ALIGNED * (pairs.len() - count) <= pairs.len();
    let varies = spread > VARIES * size;
    pairs.len() >= FEWEST_ALIGNED
        && (varies && (most(begin) || most(end)) || most(begin) && most(end) && both_vary(&widths))
}

/// Whether words of many widths end and begin at one place: numbers set to the right beside texts set to the left. A
/// unit behind a number, or a number behind a word, leaves one side alike.
fn both_vary(widths: &[(Length, Length)]) -> bool {
    let several = |mut widths: Vec<Length>| {
        widths.sort_by(Length::total_cmp);
        widths.dedup_by(|a, b| (*a - *b).abs() <= NO_GAP);
        widths.len() >= FEWEST_WIDTHS
    };
    several(widths.iter().map(|pair| pair.0).collect()) && several(widths.iter().map(|pair| pair.1).collect())
}

/// So many widths of words are many.
const FEWEST_WIDTHS: usize = 3;

/// So many lines say that texts begin at one place; one in so many need not.
const FEWEST_ALIGNED: usize = 3;
const NOT_ALIGNED: usize = 10;

/// Gaps that differ by this many type sizes are no spaces.
const VARIES: Length = 0.4;

/// The parts of heads, for spaces between them may be narrow.
pub(super) fn head_parts(heads: &[Line], words: &Words) -> Vec<Line> {
    let parts = |line: &Line| {
        let mut parts = Vec::new();
        let mut from = 0;
        for at in 1..=line.words.len() {
            if at == line.words.len() || gap_before(line, at, words) > MAY_BE_SPACE {
                parts.extend(Line::new(line.words[from..at].to_vec(), words));
                from = at;
            }
        }
        parts
    };
    heads.iter().flat_map(parts).collect()
}

/// The zones as heads leave them: a head in a zone is that of the column beside it that has none, or of one that is
/// empty.
pub(super) fn with_heads(zones: &[Zone], heads: &[Line]) -> Vec<Zone> {
    let mut out = Vec::new();
    for (nth, zone) in zones.iter().enumerate() {
        let before = nth.checked_sub(1).and_then(|before| zones.get(before)).map_or(Length::MIN, |zone| zone.to);
        let after = zones.get(nth + 1).map_or(Length::MAX, |zone| zone.from);
        let has_head = |from: Length, to: Length| {
            heads.iter().any(|head| head.rect.x0 < to - NO_GAP && from + NO_GAP < head.rect.x1)
        };
        let (left, right) = (has_head(before, zone.from), has_head(zone.to, after));
        let mut rest = *zone;
        let mut inside: Vec<Zone> = Vec::new();
        for head in heads.iter().map(|head| head.rect) {
            let (starts, ends) = (head.x0 > zone.from + NO_GAP, head.x1 < zone.to - NO_GAP);
            match (starts, ends) {
                (true, true) => inside.push(Zone { from: head.x0, to: head.x1 }),
                // It reaches into the zone from one side.
                (false, true) => rest.from = rest.from.max(head.x1.min(zone.to - NO_GAP)),
                (true, false) => rest.to = rest.to.min(head.x0.max(zone.from + NO_GAP)),
                (false, false) => {}
            }
        }
        if rest.from >= rest.to {
            rest = *zone;
        }
        for head in inside {
            if !right {
                rest.to = rest.to.min(head.from);
            } else if !left {
                rest.from = rest.from.max(head.to);
            } else if rest.from < head.from && head.to < rest.to {
                out.push(Zone { from: rest.from, to: head.from });
                rest.from = head.to;
            }
        }
        out.push(if rest.from < rest.to { rest } else { *zone });
    }
    out
}

/// Zones beyond the first and the last text of the rows, where heads stand over columns that are empty.
pub(super) fn outer(strips: &[Vec<Line>], zones: &[Zone], heads: &[Line]) -> Vec<Zone> {
    let rects = || strips.iter().flatten().map(|line| line.rect);
    let left = rects().map(|rect| rect.x0).fold(Length::MAX, Length::min);
    let right = rects().map(|rect| rect.x1).fold(Length::MIN, Length::max);
    let mut spans: Vec<(Length, Length)> = heads.iter().map(|head| (head.rect.x0, head.rect.x1)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut groups: Vec<(Length, Length)> = Vec::new();
    for span in spans {
        match groups.last_mut() {
            Some(last) if span.0 <= last.1 + NO_GAP => last.1 = last.1.max(span.1),
            _ => groups.push(span),
        }
    }
    let mut out = Vec::new();
    // Each gap between two heads of which the outer stands over nothing.
    for pair in groups.windows(2) {
        let (before, after) = (pair[0].1, pair[1].0);
        if before < left {
            out.push(Zone { from: before, to: after.min(left.max(before)) });
        } else if after > right {
            out.push(Zone { from: before.max(right.min(after)), to: after });
        }
    }
    out.retain(|zone| !zones.iter().any(|other| other.from < zone.to && zone.from < other.to));
    out
}
