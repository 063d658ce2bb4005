//! Where one row ends and the next begins: the cheapest way to part what stands in the columns of the table's own level.

use super::page::{Page, Piece, Stretch};
use crate::geometry::Length;
use crate::grammar::code::{is_only_code, node_code};
use crate::meaning::cuts::{begins_small, ends_open, row_level, two_values};
use crate::meaning::evidence::unpainted as weigh;
use crate::meaning::heads::{Column, Heads};
use crate::vocabulary::fields::{Field, Level};
use std::ops::Range;

/// How cells of one row stand beside one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Their first lines on one height.
    Top,
    /// Their middles; a cell over several rows in the middle of all.
    Middle,
    /// The same, on heights that lines of the page have: up to a line above the middle.
    Lifted,
    /// Their middles; a level's text beside the first of its rows.
    Beside,
}

impl Stand {
    /// Texts this near to their place, in type sizes, stand there: half a line more or less, where lines of a page stand on
    /// the same heights.
    pub(super) fn near(self) -> Length {
        match self {
            Stand::Top => SAME_HEIGHT,
            Stand::Middle | Stand::Lifted | Stand::Beside => HALF_LINE,
        }
    }
}

/// What each column is to the rows.
#[derive(Debug)]
pub(super) struct Plan {
    /// The columns of the rows' own level.
    pub(super) own: Vec<usize>,
    /// Of them, the one with the name.
    pub(super) name: usize,
    /// The columns of the levels above, the innermost title first, each followed by what is said of its level.
    pub(super) levels: Vec<usize>,
}

impl Plan {
    pub(super) fn of(columns: &[Column]) -> Option<Plan> {
        let level = row_level(columns);
        let is_own = |c: &Column| c.level >= level;
        let own: Vec<usize> = (0..columns.len()).filter(|at| is_own(&columns[*at])).collect();
        let name = own.iter().copied().find(|at| columns[*at].field.opens() && columns[*at].level == level)?;
        let mut levels: Vec<usize> = (0..columns.len()).filter(|at| !is_own(&columns[*at])).collect();
        levels.sort_by_key(|at| (std::cmp::Reverse(columns[*at].level as u8), !columns[*at].field.opens(), *at));
        Some(Plan { own, name, levels })
    }
}

/// The rows of one stretch.
#[derive(Debug, Default)]
pub(super) struct Parted {
    /// The pieces of each.
    pub(super) rows: Vec<Vec<usize>>,
    /// Pieces of the levels that stand above the first row of a page: what the break has cut off them.
    pub(super) tail: Vec<usize>,
    /// From where to where each goes.
    pub(super) extents: Vec<(Length, Length)>,
}

/// The rows of all pages.
#[derive(Debug)]
pub(super) struct All {
    pub(super) cost: f32,
    pub(super) pages: Vec<Vec<Parted>>,
}

/// What the lines of a table have in common.
#[derive(Debug)]
pub(super) struct Type {
    /// The white between two lines of one cell.
    pub(super) leading: Length,
    pub(super) size: Length,
    /// The longest line of each column.
    pub(super) widths: Vec<Length>,
}

impl Type {
    pub(super) fn of(pages: &[Page], count: usize) -> Option<Type> {
        let stretches = || pages.iter().flat_map(|page| &page.stretches);
        let mut sizes: Vec<Length> = stretches().flat_map(|s| s.pieces.iter().map(Piece::size)).collect();
        sizes.sort_by(Length::total_cmp);
        let size = *sizes.get(sizes.len() / 2)?;
        let mut gaps: Vec<Length> = Vec::new();
        let mut widths = vec![0.0; count];
        for stretch in stretches() {
            let mut last: Vec<Option<Length>> = vec![None; count];
            for piece in &stretch.pieces {
                widths[piece.column] = Length::max(widths[piece.column], piece.line.rect.x1 - piece.line.rect.x0);
                gaps.extend(last[piece.column].map(|bottom| piece.top() - bottom));
                last[piece.column] = Some(piece.bottom());
            }
        }
        gaps.sort_by(Length::total_cmp);
        gaps.retain(|gap| *gap > -size / 2.0);
        // A short table has few cells of several lines.
        let fewest = (gaps.len() / FEWEST_SHARE).clamp(2, FEWEST_GAPS);
        let near = |gap: Length| gaps.iter().filter(move |other| (**other - gap).abs() <= SAME_GAP * size);
        let recurs = |gap: &&Length| near(**gap).count() >= fewest;
        let gap = gaps.iter().find(recurs).copied().or(gaps.first().copied())?;
        let leading = near(gap).copied().fold(gap, Length::max);
        Some(Type { leading, size, widths })
    }

    pub(super) fn is_wide(&self, gap: Length) -> bool {
        gap > self.leading + WIDER * self.size
    }

    /// Had the first word of the lower line no room on the upper?
    pub(super) fn wraps(&self, upper: &Piece, lower: &Piece) -> bool {
        let width = upper.line.rect.x1 - upper.line.rect.x0;
        width + SPACE * self.size + lower.first > self.widths[upper.column] - SPACE * self.size
    }
}

/// Gaps that differ by less than this many type sizes are one.
const SAME_GAP: Length = 0.03;

/// So many gaps of one size are the leading; of few gaps one in so many, and two at least.
const FEWEST_GAPS: usize = 4;
const FEWEST_SHARE: usize = 20;

/// White that is wider than between lines by this many type sizes parts texts.
const WIDER: Length = 0.07;

/// The narrowest space, in type sizes.
const SPACE: Length = 0.25;

/// Texts this near in height, in type sizes, stand on one.
const SAME_HEIGHT: Length = 0.35;
const HALF_LINE: Length = 0.75;

/// What two lines of one column cost in one cell.
fn pair_cost(upper: &Piece, lower: &Piece, field: Field, is_name: bool, letters: &Type) -> f32 {
    let mut cost = 0.0;
    if letters.is_wide(lower.top() - upper.bottom()) {
        cost += weigh::WIDE_INSIDE;
    }
    // A code stands on one line.
    if matches!(field, Field::AreaCode | Field::ObjectiveCode | Field::Code | Field::IndicatorCode | Field::Counter) {
        cost += weigh::TWO_VALUES;
    }
    if two_values(field, &upper.text, &lower.text) < 0.0 {
        cost += weigh::TWO_VALUES;
    }
    if is_name && node_code(&lower.text).is_some() && !is_only_code(&upper.text) && !ends_open(&upper.text) {
        cost += weigh::CODE_INSIDE;
    }
    let free = is_only_code(&upper.text) || lower.text.starts_with('/');
    if !free && !letters.wraps(upper, lower) {
        cost += match (is_name, begins_small(&lower.text)) {
            (true, false) => weigh::SHORT_NAME,
            (false, false) => weigh::SHORT,
            (_, true) => weigh::SHORT / 2.0,
        };
    }
    cost
}

/// What the words of a piece say, looked at once.
#[derive(Debug)]
pub(super) struct Fact {
    /// What it costs in one cell with the piece above it in its column.
    pub(super) pair: f32,
    /// It begins as no name begins.
    pub(super) small: bool,
    /// It ends where no name ends.
    pub(super) open: bool,
}

/// Of each page, of each stretch, what each piece says.
pub(super) type Facts = Vec<Vec<Vec<Fact>>>;

pub(super) fn facts(pages: &[Page], heads: &Heads, plan: &Plan, letters: &Type) -> Facts {
    let of = |stretch: &Stretch| {
        let mut above: Vec<Option<&Piece>> = vec![None; heads.columns.len()];
        let fact = |piece: &'_ Piece, above: Option<&Piece>| {
            let column = &heads.columns[piece.column];
            let is_name = piece.column == plan.name || is_title(column);
            Fact {
                pair: above.map_or(0.0, |above| pair_cost(above, piece, column.field, is_name, letters)),
                small: begins_small(&piece.text),
                open: ends_open(&piece.text),
            }
        };
        let mut found = Vec::with_capacity(stretch.pieces.len());
        for piece in &stretch.pieces {
            found.push(fact(piece, above[piece.column]));
            above[piece.column] = Some(piece);
        }
        found
    };
    pages.iter().map(|page| page.stretches.iter().map(of).collect()).collect()
}

/// The rows of all pages.
pub(super) fn part(pages: &[Page], facts: &Facts, plan: &Plan, letters: &Type, stand: Stand) -> All {
    let mut filled: Vec<f32> = vec![weigh::FILLED; letters.widths.len()];
    let mut all = All { cost: 0.0, pages: Vec::new() };
    let last = pages.len().saturating_sub(1);
    for _ in 0..PASSES {
        all = All { cost: 0.0, pages: Vec::new() };
        for (at, (page, facts)) in pages.iter().zip(facts).enumerate() {
            let mut parted = Vec::new();
            let end = page.stretches.len().saturating_sub(1);
            for (nth, (stretch, facts)) in page.stretches.iter().zip(facts).enumerate() {
                let first = at > 0 && nth == 0 && stretch.band.is_none();
                let cut = at < last && nth == end;
                let task = Task { stretch, facts, plan, letters, stand, filled: &filled, first, cut };
                let (cost, rows) = task.best();
                all.cost += cost;
                parted.push(rows);
            }
            all.pages.push(parted);
        }
        filled = shares(pages, &all, letters.widths.len());
    }
    all
}

/// The rows are parted so often, with what was learnt of how often each column is filled.
const PASSES: usize = 2;

fn shares(pages: &[Page], all: &All, count: usize) -> Vec<f32> {
    let mut found = vec![1.0f32; count];
    let mut rows = 2.0;
    for (page, parted) in pages.iter().zip(&all.pages) {
        for (stretch, parted) in page.stretches.iter().zip(parted) {
            for row in &parted.rows {
                rows += 1.0;
                let mut seen: Vec<usize> = row.iter().map(|at| stretch.pieces[*at].column).collect();
                seen.sort_unstable();
                seen.dedup();
                seen.into_iter().for_each(|column| found[column] += 1.0);
            }
        }
    }
    found.into_iter().map(|count| count / rows).collect()
}

struct Task<'a> {
    stretch: &'a Stretch,
    facts: &'a [Fact],
    plan: &'a Plan,
    letters: &'a Type,
    stand: Stand,
    filled: &'a [f32],
    first: bool,
    cut: bool,
}

/// What a row has in one column.
#[derive(Debug, Clone, Copy)]
struct Held {
    top: Length,
    bottom: Length,
    /// The last of its pieces.
    last: usize,
}

impl Task<'_> {
    fn best(&self) -> (f32, Parted) {
        let own: Vec<usize> = (0..self.stretch.pieces.len())
            .filter(|at| self.plan.own.contains(&self.stretch.pieces[*at].column))
            .collect();
        if own.is_empty() {
            return (0.0, Parted::default());
        }
        let pieces: Vec<&Piece> = own.iter().map(|at| &self.stretch.pieces[*at]).collect();
        let cuts = self.cuts(&pieces);
        let tight: Vec<f32> = cuts.iter().map(|at| self.tight(&pieces, *at)).collect();
        let count = cuts.len() - 1;
        let mut best: Vec<(f32, usize)> = vec![(f32::MAX, 0); count + 1];
        best[0].0 = 0.0;
        for start in 0..count {
            let before = best[start].0 + weigh::ROW + if start > 0 { tight[start] } else { 0.0 };
            let mut held: Vec<Option<Held>> = vec![None; self.filled.len()];
            let mut inner = 0.0;
            for end in start + 1..=count.min(start + MOST_ATOMS) {
                for at in &own[cuts[end - 1]..cuts[end]] {
                    inner += self.take(&mut held, *at, start == 0);
                }
                let cost = before + inner + self.row(&held, start == 0, end == count);
                if cost < best[end].0 {
                    best[end] = (cost, start);
                }
            }
        }
        let mut rows: Vec<Range<usize>> = Vec::new();
        let mut end = count;
        while end > 0 {
            let start = best[end].1;
            rows.push(cuts[start]..cuts[end]);
            end = start;
        }
        rows.reverse();
        let extent = |row: &Range<usize>| {
            let own = &pieces[row.clone()];
            let top = own.iter().map(|p| p.top()).fold(Length::MAX, Length::min);
            (top, own.iter().map(|p| p.bottom()).fold(Length::MIN, Length::max))
        };
        let extents: Vec<(Length, Length)> = rows.iter().map(extent).collect();
        let top = extents.first().map_or(Length::MIN, |first| first.0);
        let tail = if self.first { self.tail(top) } else { Vec::new() };
        (best[count].0, Parted { rows: rows.into_iter().map(|row| own[row].to_vec()).collect(), tail, extents })
    }

    /// Takes a piece into a row; answers what it costs there.
    fn take(&self, held: &mut [Option<Held>], at: usize, first: bool) -> f32 {
        let piece = &self.stretch.pieces[at];
        let (fact, column) = (&self.facts[at], piece.column);
        match &mut held[column] {
            Some(own) => {
                *own = Held { top: own.top.min(piece.top()), bottom: own.bottom.max(piece.bottom()), last: at };
                fact.pair
            }
            none => {
                *none = Some(Held { top: piece.top(), bottom: piece.bottom(), last: at });
                let begins = column == self.plan.name && fact.small && !(first && self.first);
                if begins { weigh::SMALL_LETTER } else { 0.0 }
            }
        }
    }

    /// Texts of levels that end above the first row.
    fn tail(&self, top: Length) -> Vec<usize> {
        let mut tail = Vec::new();
        for column in &self.plan.levels {
            let own = (0..self.stretch.pieces.len()).filter(|at| self.stretch.pieces[*at].column == *column);
            let mut text: Vec<usize> = Vec::new();
            for at in own {
                let piece = &self.stretch.pieces[at];
                let above = text.last().map(|last| self.stretch.pieces[*last].bottom());
                if above.is_some_and(|above| self.letters.is_wide(piece.top() - above)) {
                    break;
                }
                text.push(at);
            }
            let end = text.last().map(|last| self.stretch.pieces[*last].line.rect.center_y());
            if end.is_some_and(|end| end < top) {
                tail.extend(text);
            }
        }
        tail
    }

    /// Where white goes through all of the columns, ends included.
    fn cuts(&self, pieces: &[&Piece]) -> Vec<usize> {
        let mut tops: Vec<Length> = pieces.iter().map(|p| p.top()).collect();
        for at in (0..tops.len().saturating_sub(1)).rev() {
            tops[at] = Length::min(tops[at], tops[at + 1]);
        }
        let mut cuts = vec![0];
        let mut bottom = Length::MIN;
        for at in 1..pieces.len() {
            bottom = bottom.max(pieces[at - 1].bottom());
            if bottom <= tops[at] + SAME_HEIGHT * self.letters.size {
                cuts.push(at);
            }
        }
        cuts.push(pieces.len());
        cuts
    }

    /// What it costs to part lines that stand as near as those of one cell.
    fn tight(&self, pieces: &[&Piece], at: usize) -> f32 {
        let near = |column: &usize| {
            let above = pieces[..at].iter().rev().find(|p| p.column == *column);
            let below = pieces.get(at..).and_then(|rest| rest.iter().find(|p| p.column == *column));
            above.zip(below).is_some_and(|(a, b)| !self.letters.is_wide(b.top() - a.bottom()))
        };
        weigh::TIGHT * self.plan.own.iter().filter(|column| near(column)).count().min(2) as f32
    }

    /// What a row costs by the columns that it fills, and how they stand.
    fn row(&self, held: &[Option<Held>], first: bool, last: bool) -> f32 {
        let (first, last) = (first && self.first, last && self.cut);
        let mut cost = 0.0;
        for column in &self.plan.own {
            let (is_name, filled) = (*column == self.plan.name, self.filled[*column]);
            cost += match &held[*column] {
                None if is_name => {
                    if first || last {
                        weigh::NO_NAME_AT_BREAK
                    } else {
                        weigh::NO_NAME
                    }
                }
                None if first || last => weigh::EMPTY_AT_BREAK,
                None => f32::min(-(1.0 - filled).max(0.001).ln(), weigh::EMPTY),
                Some(own) => {
                    let open = is_name && !last && self.facts[own.last].open;
                    f32::min(-filled.ln(), weigh::EMPTY) + if open { weigh::OPEN_END } else { 0.0 }
                }
            };
        }
        if first || last {
            return cost;
        }
        let own = || held.iter().flatten();
        let near = self.stand.near() * self.letters.size;
        let apart = match self.stand {
            Stand::Top => {
                let top = own().map(|h| h.top).fold(Length::MAX, Length::min);
                own().filter(|h| (h.top - top).abs() > near).count()
            }
            Stand::Middle | Stand::Lifted | Stand::Beside => {
                let tallest = own().max_by(|a, b| (a.bottom - a.top).total_cmp(&(b.bottom - b.top)));
                let middle = tallest.map_or(0.0, |h| (h.top + h.bottom) / 2.0);
                own().filter(|h| ((h.top + h.bottom) / 2.0 - middle).abs() > near).count()
            }
        };
        cost + weigh::APART * apart as f32
    }
}

/// A row has at most so many lines.
const MOST_ATOMS: usize = 60;

/// Is this the level's title, and not what is said beside it?
pub(super) fn is_title(column: &Column) -> bool {
    column.field.opens() && column.level < Level::Indicator
}
