//! Cells over several rows that nothing painted parts: their texts do.

use super::super::cells::Line;
use super::super::lines::words_to_lines;
use super::super::words::{WordId, Words};
use super::edges::{Edge, Wall};
use super::lattice::{Lattice, Place};
use crate::geometry::Length;

/// Parts tall cells with several texts at the rows in which these begin, or around which they are centred. False where
/// neither fits. `one_text` is the most white within a text, in type sizes.
pub(super) fn part(lattice: &mut Lattice, lines: &[Line], one_text: Length, words: &Words) -> bool {
    let tall: Vec<Place> = lattice.cells().into_iter().filter(|place| place.rows.len() > 1).collect();
    for place in tall {
        let rect = lattice.rect(&place);
        let inside = |id: &WordId| {
            let word = words.get(*id).rect;
            rect.contains(word.center_x(), word.center_y())
        };
        let ids = lines.iter().flat_map(|line| line.words.iter().copied()).filter(inside);
        let blocks = blocks(&words_to_lines(ids, words), one_text);
        if blocks.len() < 2 {
            continue;
        }
        let rows = lattice.rows[place.rows.start..=place.rows.end].to_vec();
        let Some(breaks) = from_tops(&blocks, &rows).or_else(|| around_middles(&blocks, &rows)) else { return false };
        for at in breaks {
            lattice.add_level(&Edge { at, from: rect.x0, to: rect.x1, wall: Wall::Space });
        }
    }
    true
}

/// From where to where a text goes, and how high its lines are.
#[derive(Debug, Clone, Copy)]
struct Block {
    top: Length,
    bottom: Length,
    size: Length,
}

/// Texts with more than a line's step between them.
fn blocks(lines: &[Line], one_text: Length) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines {
        let size = line.rect.height();
        match blocks.last_mut() {
            Some(last) if line.rect.y0 - last.bottom <= one_text * size.max(last.size) => {
                last.bottom = last.bottom.max(line.rect.y1);
            }
            _ => blocks.push(Block { top: line.rect.y0, bottom: line.rect.y1, size }),
        }
    }
    blocks
}

/// Lines of one text leave less than this many type sizes between them.
pub(super) const ONE_TEXT: Length = 0.45;

/// Places that differ by less than this many type sizes are one.
const SAME_PLACE: Length = 0.5;

/// The row's line above each text but the first, if all stand equally far below one.
fn from_tops(blocks: &[Block], rows: &[Length]) -> Option<Vec<Length>> {
    let above = |block: &Block| {
        let middle = block.top + block.size / 2.0;
        rows.iter().copied().filter(|row| *row <= middle).reduce(Length::max)
    };
    let margins: Vec<Length> = blocks.iter().filter_map(|block| Some(block.top - above(block)?)).collect();
    let spread =
        margins.iter().copied().fold(Length::MIN, Length::max) - margins.iter().copied().fold(Length::MAX, Length::min);
    let fits = margins.len() == blocks.len() && spread <= SAME_PLACE * blocks[0].size;
    let breaks: Vec<Length> = blocks.iter().skip(1).filter_map(above).collect();
    (fits && breaks.windows(2).all(|pair| pair[0] < pair[1]) && breaks.first().is_some_and(|first| *first > rows[0]))
        .then_some(breaks)
}

/// The rows' lines between texts that stand in the middle of their cells.
fn around_middles(blocks: &[Block], rows: &[Length]) -> Option<Vec<Length>> {
    let mut top = *rows.first()?;
    let mut breaks = Vec::new();
    for (nth, block) in blocks.iter().enumerate() {
        let wanted = block.top + block.bottom - top;
        let nearest = rows.iter().copied().min_by(|a, b| (a - wanted).abs().total_cmp(&(b - wanted).abs()))?;
        if (nearest - wanted).abs() > SAME_PLACE * block.size || nearest <= top {
            return None;
        }
        if nth + 1 < blocks.len() {
            breaks.push(nearest);
        } else if nearest < *rows.last()? {
            return None;
        }
        top = nearest;
    }
    Some(breaks)
}
