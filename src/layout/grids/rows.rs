//! Lines of text to rows, where no wall parts them: a row needs evidence, for a line may be a part of a cell.

use super::super::cells::Line;
use super::super::words::Words;
use crate::geometry::Length;

/// The text of one column, or what runs over several, on one line.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) line: Line,
    pub(super) column: usize,
}

/// Pieces on one height.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) baseline: Length,
    pub(super) size: Length,
    pub(super) top: Length,
    pub(super) bottom: Length,
    pub(super) pieces: Vec<Piece>,
}

/// Pieces whose baselines differ by less than this many type sizes stand on one height.
const SAME_HEIGHT: Length = 0.25;

/// The heights of some pieces, top down.
pub(super) fn levels(mut pieces: Vec<Piece>) -> Vec<Level> {
    pieces.sort_by(|a, b| a.line.baseline().total_cmp(&b.line.baseline()));
    let mut levels: Vec<Level> = Vec::new();
    for piece in pieces {
        let (rect, baseline) = (piece.line.rect, piece.line.baseline());
        match levels.last_mut() {
            Some(level) if baseline - level.baseline <= SAME_HEIGHT * level.size.max(rect.height()) => {
                level.size = level.size.max(rect.height());
                (level.top, level.bottom) = (level.top.min(rect.y0), level.bottom.max(rect.y1));
                level.pieces.push(piece);
            }
            _ => {
                levels.push(Level { baseline, size: rect.height(), top: rect.y0, bottom: rect.y1, pieces: vec![piece] })
            }
        }
    }
    levels
}

/// What speaks for a new row (above zero) or against it (below) between two heights.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    pub(super) weight: f32,
    /// How many columns end a text on the upper height, as far as their widths tell.
    pub(super) ends: usize,
    /// How many columns look as if their text goes on.
    pub(super) goes_on: usize,
    /// In how many columns a number stands under a number.
    pub(super) numbers: usize,
}

/// Heights nearer than this many type sizes are no two lines of one column: cells that are centred in a row.
const NO_LEADING: Length = 0.9;

/// A step from line to line this many times the smallest is a gap.
const WIDE_STEP: Length = 1.3;

/// What a gap between two heights weighs: as much as two columns.
const OF_GAP: f32 = 2.0;

/// Weighs what stands between each height and the next.
pub(super) fn evidence(levels: &[Level], limits: &[Length], words: &Words) -> Vec<Evidence> {
    let steps = levels.windows(2).map(|pair| pair[1].baseline - pair[0].baseline);
    let size = levels.iter().map(|level| level.size).fold(0.0, Length::max);
    let least = steps.filter(|step| *step >= NO_LEADING * size).fold(Length::MAX, Length::min);
    levels.windows(2).map(|pair| between(&pair[0], &pair[1], least, limits, words)).collect()
}

fn between(above: &Level, below: &Level, least: Length, limits: &[Length], words: &Words) -> Evidence {
    let step = below.baseline - above.baseline;
    let size = above.size.max(below.size);
    let mut evidence = Evidence::default();
    let mut against = 0;
    for upper in &above.pieces {
        for lower in below.pieces.iter().filter(|lower| lower.column == upper.column) {
            let limit = limits.get(upper.column).copied().unwrap_or(Length::MAX);
            let numbers = is_number(&upper.line, words) && is_number(&lower.line, words);
            evidence.numbers += usize::from(numbers);
            if !numbers && wraps(&upper.line, &lower.line, limit, words) {
                evidence.goes_on += 1;
                // A capital may go on a text, or begin one.
                against += usize::from(begins_small(&lower.line, words));
            } else {
                evidence.ends += 1;
            }
        }
    }
    evidence.weight = evidence.ends as f32 - against as f32;
    if step < NO_LEADING * size && evidence.ends + evidence.goes_on == 0 {
        evidence.weight = -OF_GAP;
    } else if step > WIDE_STEP * least {
        evidence.weight += OF_GAP;
    }
    evidence
}

fn begins_small(line: &Line, words: &Words) -> bool {
    line.words.first().is_some_and(|id| words.text(*id).starts_with(char::is_lowercase))
}

fn is_number(line: &Line, words: &Words) -> bool {
    let text = line.text(words);
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

/// Whether a line may go on in the next: the next's first word had no room on it. Numbers do not.
fn wraps(upper: &Line, lower: &Line, limit: Length, words: &Words) -> bool {
    let Some(first) = lower.words.first() else { return false };
    let (upper_size, lower_size) = (upper.rect.height(), lower.rect.height());
    if (upper_size - lower_size).abs() > OTHER_SIZE * upper_size.max(lower_size) {
        return false;
    }
    let word = words.get(*first).rect;
    let space = SPACE * upper.rect.height();
    upper.rect.x1 + space + (word.x1 - word.x0) > limit - space
}

/// Text does not go on in another size: a label is smaller than what it names.
const OTHER_SIZE: Length = 0.08;

/// The narrowest space, in type sizes.
const SPACE: Length = 0.25;
