//! The place between name and algorithm in column-aligned text, line by line.
//!
//! Such text was squeezed when it was made: the algorithm's column may begin a character earlier on one
//! line than on the next, or jump where a paragraph ends. Each line is cut at one of its gaps; the cuts
//! taken are those that together cost least: a cut costs by what stands on both sides, and by how far it
//! jumps from the line above.

use super::plausible::fit;
use crate::geometry::{Length, TEXT_COLUMN};
use crate::labels::{self, Role};
use crate::layout::cells::join_words;
use crate::layout::words::{WordId, Words};

/// What a cut weighs, in the units of [`fit`].
mod cost {
    /// Two or more spaces that are no cut.
    pub(super) const WIDE_GAP: f32 = 2.0;
    /// Text of one column in the other's place.
    pub(super) const OUT_OF_PLACE: f32 = 6.0;
    /// Per type size that a name reaches into the algorithm's column.
    pub(super) const OVERSHOOT: f32 = 0.6;
    /// Per type size from under the head.
    pub(super) const FROM_HEAD: f32 = 0.12;
    /// Per word that the algorithm repeats from the beginning of the name's line.
    pub(super) const REPEATED: f32 = -0.7;
    /// A line that ends where the next column begins (`N.`, `iniziative- numero`).
    pub(super) const NEXT_COLUMN: f32 = 0.9;
    /// A shift by one character, and by more.
    pub(super) const JITTER: f32 = 0.3;
    pub(super) const JUMP: f32 = 1.4;
    /// A jump where a paragraph ended.
    pub(super) const JUMP_AFTER_BLANK: f32 = 0.3;
    /// A cell that begins with a small letter where the row begins.
    pub(super) const SMALL_LETTER: f32 = 0.5;
}

/// Ways to cut the lines so far that are kept.
const MOST_WAYS: usize = 12;

/// A line of both columns.
pub(crate) struct TextLine {
    pub(crate) words: Vec<WordId>,
    /// A blank line, or another page, stands above.
    pub(crate) after_blank: bool,
}

/// A way to cut the lines so far.
#[derive(Clone)]
struct Way {
    cost: f32,
    /// Where the algorithm began last.
    x: Option<Length>,
    cuts: Vec<usize>,
}

/// For each line, how many of its words are the name's. `name_x` and `algorithm_x` are where the heads
/// stand.
pub(crate) fn cut_lines(lines: &[TextLine], name_x: Length, algorithm_x: Length, all: &Words) -> Vec<usize> {
    let mut ways = vec![Way { cost: 0.0, x: None, cuts: Vec::new() }];
    for (index, line) in lines.iter().enumerate() {
        let cuts: Vec<(usize, f32, Option<Length>)> = (0..=line.words.len())
            .map(|cut| {
                let x = line.words.get(cut).map(|id| all.get(*id).rect.x0);
                (cut, cut_cost(line, cut, index == 0, name_x, algorithm_x, all), x)
            })
            .collect();
        let mut next: Vec<Way> = Vec::new();
        for way in &ways {
            for (cut, price, x) in &cuts {
                let total = way.cost + price + jump(way.x, *x, line.after_blank);
                let x = x.or(way.x);
                // Of the ways to one place the cheapest is enough.
                match next.iter_mut().find(|known| same_place(known.x, x)) {
                    Some(known) if known.cost <= total => {}
                    Some(known) => *known = way.with(*cut, total, x),
                    None => next.push(way.with(*cut, total, x)),
                }
            }
        }
        next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        next.truncate(MOST_WAYS);
        ways = next;
    }
    ways.into_iter().next().map(|way| way.cuts).unwrap_or_default()
}

impl Way {
    fn with(&self, cut: usize, cost: f32, x: Option<Length>) -> Way {
        let mut cuts = self.cuts.clone();
        cuts.push(cut);
        Way { cost, x, cuts }
    }
}

fn same_place(a: Option<Length>, b: Option<Length>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < TEXT_COLUMN / 2.0,
        (a, b) => a.is_none() == b.is_none(),
    }
}

fn jump(from: Option<Length>, to: Option<Length>, after_blank: bool) -> f32 {
    let (Some(from), Some(to)) = (from, to) else { return 0.0 };
    let distance = (to - from).abs();
    if distance < TEXT_COLUMN / 2.0 {
        0.0
    } else if after_blank {
        cost::JUMP_AFTER_BLANK
    } else if distance < TEXT_COLUMN * 1.5 {
        cost::JITTER
    } else {
        cost::JUMP
    }
}

fn cut_cost(line: &TextLine, cut: usize, first: bool, name_x: Length, algorithm_x: Length, all: &Words) -> f32 {
    let (left, right) = line.words.split_at(cut);
    let mut total = 0.0;
    let gap = |at: usize| all.get(line.words[at]).rect.x0 - all.get(line.words[at - 1]).rect.x1;
    for at in (1..line.words.len()).filter(|at| *at != cut) {
        if gap(at) > 1.5 * TEXT_COLUMN {
            total += cost::WIDE_GAP;
        }
    }
    if !left.is_empty() {
        let text = join_words(left, all);
        total -= fit(Some(Role::Indicator), &text);
        let begins = all.get(left[0]).rect.x0;
        if right.is_empty() && begins > (name_x + algorithm_x) / 2.0 {
            total += cost::OUT_OF_PLACE;
        }
        let end = left.last().map_or(begins, |id| all.get(*id).rect.x1);
        total += cost::OVERSHOOT * (end - algorithm_x - TEXT_COLUMN).max(0.0);
        let last = text.split_whitespace().last().unwrap_or_default();
        if !right.is_empty() && matches!(last, "N." | "N°" | "n." | "/") || hyphen_inside(&text) {
            total += cost::NEXT_COLUMN;
        }
    }
    if let Some(begin) = right.first() {
        let text = join_words(right, all);
        total -= fit(Some(Role::Algorithm), &text);
        let x = all.get(*begin).rect.x0;
        total += cost::FROM_HEAD * (x - algorithm_x).abs();
        if left.is_empty() && x < name_x + (algorithm_x - name_x) / 3.0 {
            total += cost::OUT_OF_PLACE;
        }
        if !left.is_empty() {
            total -= 0.4 * (gap(cut) / TEXT_COLUMN - 1.0).clamp(0.0, 4.0);
            let repeated = left.iter().zip(right).take(4);
            let count =
                repeated.take_while(|(a, b)| labels::fold(all.text(**a)) == labels::fold(all.text(**b))).count();
            total += cost::REPEATED * count as f32;
        }
        if first && text.starts_with(char::is_lowercase) && !text.starts_with("n.") && !text.starts_with("n°") {
            total += cost::SMALL_LETTER;
        }
        if hyphen_inside(&text) {
            total += cost::NEXT_COLUMN;
        }
    }
    total
}

/// `iniziative- numero`: a hyphen at a line's end, with more after it.
fn hyphen_inside(text: &str) -> bool {
    text.match_indices("- ").any(|(at, _)| text[..at].ends_with(char::is_alphabetic))
}
