//! Words to lines in reading order, page by page.

use super::cells::Line;
use super::words::{WordId, Words};
use crate::geometry::{Length, PageNumber, Rect};
use crate::source::page::{Fill, Ruling};

/// Words whose baselines differ by less than this many type sizes stand on one line.
const SAME_BASELINE: Length = 0.25;

/// A page as its lines, in reading coordinates.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) page: PageNumber,
    /// Where the page begins and ends in height: in text, lines are numbered through the file.
    pub(crate) top: Length,
    pub(crate) bottom: Length,
    pub(crate) lines: Vec<Line>,
    pub(crate) rulings: Vec<Ruling>,
    pub(crate) fills: Vec<Fill>,
    /// Words that stand in no line: watermarks.
    pub(crate) aside: Vec<Vec<WordId>>,
}

/// The lines that these words (of one page) form, top down, each left to right.
pub(crate) fn words_to_lines(words: impl IntoIterator<Item = WordId>, all: &Words) -> Vec<Line> {
    let mut order: Vec<WordId> = words.into_iter().collect();
    order.sort_by(|a, b| all.get(*a).baseline().total_cmp(&all.get(*b).baseline()));
    let mut lines: Vec<Line> = Vec::new();
    let mut current: Vec<WordId> = Vec::new();
    let mut baseline = Length::MIN;
    for id in order {
        let word = all.get(id);
        if (word.baseline() - baseline).abs() > SAME_BASELINE * word.size() {
            flush(&mut lines, &mut current, all);
            baseline = word.baseline();
        }
        current.push(id);
    }
    flush(&mut lines, &mut current, all);
    lines
}

fn flush(lines: &mut Vec<Line>, current: &mut Vec<WordId>, all: &Words) {
    let mut words = std::mem::take(current);
    words.sort_by(|a, b| all.get(*a).rect.x0.total_cmp(&all.get(*b).rect.x0));
    lines.extend(Line::new(words, all));
}

/// The gap before each word of a line but the first, in type sizes.
pub(crate) fn gap_before(line: &Line, index: usize, all: &Words) -> Length {
    let (Some(before), Some(word)) = (index.checked_sub(1).and_then(|i| line.words.get(i)), line.words.get(index))
    else {
        return 0.0;
    };
    let (before, word): (Rect, Rect) = (all.get(*before).rect, all.get(*word).rect);
    (word.x0 - before.x1) / word.height().max(f32::EPSILON)
}
