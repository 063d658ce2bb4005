//! The words of a cell as lines, each read the way it runs: heads may be printed upright.

use super::super::cells::{Cell, Line};
use super::super::lines::words_to_lines;
use super::super::words::{WordId, Words};
use crate::geometry::{Length, Turn};

/// A cell of these words.
pub(super) fn cell(ids: Vec<WordId>, words: &Words) -> Cell {
    if !words.has_turned() {
        return Cell::new(words_to_lines(ids, words));
    }
    let (level, turned): (Vec<WordId>, Vec<WordId>) = ids.into_iter().partition(|id| words.turn(*id) == Turn::Upright);
    let mut lines = words_to_lines(level, words);
    for turn in [Turn::Up, Turn::Down, Turn::Over] {
        let of_turn = turned.iter().copied().filter(|id| words.turn(*id) == turn).collect();
        lines.extend(turned_lines(of_turn, turn, words));
    }
    Cell::new(lines)
}

/// Middles across the line that differ by less than this many type sizes are of one line.
const SAME_LINE: Length = 0.4;

fn turned_lines(ids: Vec<WordId>, turn: Turn, words: &Words) -> Vec<Line> {
    // A word's middle along the line and down from line to line, as it is read.
    let place = |id: WordId| {
        let rect = words.get(id).rect;
        turn.to_reading((rect.center_x(), rect.center_y()), 0.0, 0.0)
    };
    let mut placed: Vec<(Length, Length, WordId)> = ids.into_iter().map(|id| (place(id).0, place(id).1, id)).collect();
    placed.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    while start < placed.len() {
        let (first, size) = (placed[start].1, words.get(placed[start].2).size());
        let end = start + placed[start..].partition_point(|(_, down, _)| down - first <= SAME_LINE * size);
        placed[start..end].sort_by(|a, b| a.0.total_cmp(&b.0));
        lines.extend(Line::new(placed[start..end].iter().map(|(.., id)| *id).collect(), words));
        start = end;
    }
    lines
}
