//! What stands left of the rows: cells of levels, over one row or several.

use super::page::{Page, Piece, Stretch};
use super::rows::{All, Fact, Facts, Parted, Plan, Stand, Type, is_title};
use crate::geometry::Length;
use crate::meaning::evidence::unpainted as weigh;
use crate::meaning::heads::Heads;
use std::ops::Range;

/// A cell of a level's column.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) column: usize,
    pub(super) rows: Range<usize>,
    pub(super) pieces: Vec<usize>,
    /// The rows in it that begin a node of its level or one below, where it is no title itself.
    pub(super) begun: Vec<usize>,
}

/// The cells of all pages.
#[derive(Debug)]
pub(super) struct Spans {
    pub(super) cost: f32,
    /// Of each page, of each stretch.
    pub(super) pages: Vec<Vec<Vec<Run>>>,
}

/// The cheapest cells of the levels' columns.
pub(super) fn spans(
    pages: &[Page],
    (heads, facts): (&Heads, &Facts),
    plan: &Plan,
    letters: &Type,
    stand: Stand,
    all: &All,
) -> Spans {
    let mut spans = Spans { cost: 0.0, pages: Vec::new() };
    let last = pages.len().saturating_sub(1);
    for (at, ((page, facts), parted)) in pages.iter().zip(facts).zip(&all.pages).enumerate() {
        let mut found = Vec::new();
        let end = page.stretches.len().saturating_sub(1);
        for (nth, ((stretch, facts), parted)) in page.stretches.iter().zip(facts).zip(parted).enumerate() {
            let first = at > 0 && nth == 0 && stretch.band.is_none();
            let cut = at < last && nth == end;
            let mut runs = Vec::new();
            let mut begins = vec![true; parted.rows.len()];
            for column in &plan.levels {
                let task = Task {
                    stretch,
                    facts,
                    parted,
                    heads,
                    letters,
                    stand,
                    column: *column,
                    begins: &begins,
                    first,
                    cut,
                };
                let (cost, mut own) = task.best();
                spans.cost += cost;
                if is_title(&heads.columns[*column]) {
                    let mut next = vec![false; parted.rows.len()];
                    own.iter().for_each(|run| next[run.rows.start] = begins[run.rows.start]);
                    begins = next;
                } else {
                    let begun = |run: &Run| run.rows.clone().filter(|row| begins[*row]).collect();
                    own.iter_mut().for_each(|run| run.begun = begun(run));
                }
                runs.extend(own);
            }
            found.push(runs);
        }
        spans.pages.push(found);
    }
    spans
}

struct Task<'a> {
    stretch: &'a Stretch,
    facts: &'a [Fact],
    parted: &'a Parted,
    heads: &'a Heads,
    letters: &'a Type,
    stand: Stand,
    column: usize,
    /// The rows in which the level below begins something.
    begins: &'a [bool],
    first: bool,
    cut: bool,
}

/// The cheapest way to a row and a piece.
#[derive(Clone, Copy)]
struct Way {
    cost: f32,
    row: usize,
    piece: usize,
}

impl Task<'_> {
    fn best(&self) -> (f32, Vec<Run>) {
        let own: Vec<usize> = (0..self.stretch.pieces.len())
            .filter(|at| self.stretch.pieces[*at].column == self.column && !self.parted.tail.contains(at))
            .collect();
        let pieces: Vec<&Piece> = own.iter().map(|at| &self.stretch.pieces[*at]).collect();
        let (rows, count) = (self.parted.rows.len(), pieces.len());
        let whole = |pieces: Vec<usize>| vec![Run { column: self.column, rows: 0..rows, pieces, begun: Vec::new() }];
        if rows == 0 {
            return (if count > 0 { weigh::NO_ROW } else { 0.0 }, Vec::new());
        }
        if count == 0 {
            return (0.0, whole(Vec::new()));
        }
        let none = Way { cost: f32::MAX, row: 0, piece: 0 };
        let mut ways = vec![vec![none; count + 1]; rows + 1];
        ways[0][0].cost = 0.0;
        let pairs: Vec<f32> = own.iter().skip(1).map(|at| self.facts[*at].pair).collect();
        for row in 0..rows {
            for piece in 0..=count {
                let base = ways[row][piece].cost;
                if base == f32::MAX {
                    continue;
                }
                if row == 0 && piece == 0 {
                    let cost = if self.first { weigh::GOES_ON } else { weigh::EMPTY_LEVEL * self.weight() };
                    ways.iter_mut().skip(1).for_each(|ways| take(&mut ways[0], Way { cost, row: 0, piece: 0 }));
                }
                let mut inner = 0.0;
                for end in piece + 1..=count.min(piece + MOST_LINES) {
                    if end > piece + 1 {
                        inner += pairs[end - 2];
                    }
                    let text = self.text(&own[piece..end], row == 0, end == count) + inner + weigh::ROW;
                    let block = (pieces[piece].top(), pieces[end - 1].bottom());
                    for (last, ways) in ways.iter_mut().enumerate().skip(row + 1) {
                        let Some(place) = self.place(block, row, last) else { continue };
                        take(&mut ways[end], Way { cost: base + text + place, row, piece });
                    }
                }
            }
        }
        let found = ways[rows][count].cost;
        if found == f32::MAX {
            return (weigh::NO_PLACE * rows as f32, whole(own));
        }
        let mut runs = Vec::new();
        let (mut row, mut piece) = (rows, count);
        while row > 0 {
            let way = ways[row][piece];
            runs.push(Run {
                column: self.column,
                rows: way.row..row,
                pieces: own[way.piece..piece].to_vec(),
                begun: Vec::new(),
            });
            (row, piece) = (way.row, way.piece);
        }
        runs.reverse();
        (found, runs)
    }

    fn weight(&self) -> f32 {
        if is_title(&self.heads.columns[self.column]) { 1.0 } else { weigh::BESIDE }
    }

    /// What a text costs by its words.
    fn text(&self, own: &[usize], first: bool, last: bool) -> f32 {
        let (Some(begin), Some(end)) = (own.first(), own.last()) else { return 0.0 };
        let small = self.facts[*begin].small && !(first && self.first);
        let open = self.facts[*end].open && !(last && self.cut);
        let said = |at: &usize| self.stretch.pieces[*at].text.as_str();
        let twice = own.iter().skip(1).filter(|at| said(at) == said(begin)).count() as f32 * weigh::TWICE;
        let ends = if small { weigh::SMALL_LETTER } else { 0.0 } + if open { weigh::OPEN_END } else { 0.0 };
        twice + self.weight() * ends
    }

    /// What a text costs by where it stands: over these rows, or beside the first of them.
    fn place(&self, (top, bottom): (Length, Length), row: usize, end: usize) -> Option<f32> {
        let size = self.letters.size;
        let (own, last) = (self.parted.extents[row], self.parted.extents[end - 1]);
        // A cell that a page's edge has cut is not centred in what is left of it.
        let rest = matches!(self.stand, Stand::Middle | Stand::Lifted)
            && (self.first && row == 0 || self.cut && end == self.parted.rows.len());
        let off = match self.stand {
            Stand::Top => (top - own.0).abs(),
            Stand::Middle => ((top + bottom) / 2.0 - (own.0 + last.1) / 2.0).abs(),
            Stand::Lifted => ((top + bottom) / 2.0 + LIFT * size - (own.0 + last.1) / 2.0).abs(),
            Stand::Beside => ((top + bottom) / 2.0 - (own.0 + own.1) / 2.0).abs(),
        } / size;
        // A text ends above the rows that it is not of.
        let next = self.parted.extents.get(end);
        if next.is_some_and(|next| (top + bottom) / 2.0 > next.0) || off > MOST_OFF && !rest {
            return None;
        }
        let nested = if self.begins[row] { 0.0 } else { weigh::NOT_NESTED };
        let near = self.stand.near();
        let off = if off > near { weigh::OFF * (off - near) + weigh::OFF / 2.0 } else { 0.0 };
        let off = if rest { off.min(weigh::OFF) } else { off };
        Some(nested + off)
    }
}

fn take(best: &mut Way, way: Way) {
    if way.cost < best.cost {
        *best = way;
    }
}

/// So far above the middle, in type sizes.
const LIFT: Length = 0.6;

/// A level's text has at most so many lines.
const MOST_LINES: usize = 14;

/// A text stands at most so many type sizes from its place.
const MOST_OFF: Length = 2.5;
