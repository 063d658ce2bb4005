//! Tables whose rows are marked from side to side, by lines or by areas that alternate, and whose columns are not.

use super::super::cells::Line;
use super::super::words::{WordId, Words};
use super::bands;
use super::beyond::{Beyond, Side, beyond};
use super::edges::{Edge, Edges, SNAP, TOUCH, Wall};
use super::lattice::Lattice;
use super::marks::{FEWEST_STRIPS, Mark, Stack, stacks};
use super::merged;
use super::profile::{Zone, head_parts, outer, with_heads, zones};
use super::strips::segments;
use crate::geometry::Length;
use crate::source::page::{Fill, Ruling};
use std::rc::Rc;

/// A run of strips between marks, each with its lines.
#[derive(Debug)]
pub(super) struct Part<'m> {
    left: Length,
    right: Length,
    /// One more than there are strips.
    pub(super) marks: Vec<&'m Mark>,
    pub(super) strips: Vec<Vec<Line>>,
    /// All lines between its sides, from the page's head to its foot.
    pub(super) lines: Rc<[Line]>,
}

/// The lattices of the tables whose rows are marked.
pub(super) fn lattices(
    lines: &[Line],
    rulings: &[Ruling],
    areas: &[Fill],
    edges: &Edges,
    words: &Words,
) -> Vec<Lattice> {
    let stacks = stacks(rulings, areas, edges);
    let mut found = Vec::new();
    for stack in &stacks {
        let parts = parts(stack, lines, words);
        for part in parts.iter().filter(|part| part.strips.len() > 1) {
            // Short tables with the same heads have the same columns.
            let alike = parts.iter().filter(|other| has_heads_of(part, other, words));
            let body: Vec<Vec<Line>> = alike
                .flat_map(|other| other.strips.iter().skip(1))
                .filter(|strip| !is_single(strip, words))
                .cloned()
                .collect();
            found.extend(lattice(part, &body, words));
        }
    }
    found
}

/// Whether the first rows of two tables begin at the same places.
fn has_heads_of(part: &Part, other: &Part, words: &Words) -> bool {
    let starts = |part: &Part| -> Vec<Length> {
        let lines = part.strips.iter().take(1).flatten();
        lines.flat_map(|line| segments(line, words)).map(|segment| segment.rect.x0).collect()
    };
    let (own, theirs) = (starts(part), starts(other));
    let known = own.iter().filter(|x| theirs.iter().any(|start| (start - **x).abs() <= SNAP)).count();
    own.len() > 1 && 4 * known > 3 * own.len().max(theirs.len()) || std::ptr::eq(part, other)
}

/// The tables of a stack: empty strips, and text that is no row, part them.
fn parts<'m>(stack: &'m Stack, lines: &[Line], words: &Words) -> Vec<Part<'m>> {
    // A line may run over two tables beside one another.
    let own = |line: &Line| {
        let inside = |id: &WordId| (stack.left..stack.right).contains(&words.get(*id).rect.center_x());
        Line::new(line.words.iter().copied().filter(inside).collect(), words)
    };
    let own: Rc<[Line]> = lines.iter().filter_map(own).collect();
    let new =
        || Part { left: stack.left, right: stack.right, marks: Vec::new(), strips: Vec::new(), lines: Rc::clone(&own) };
    let mut parts = Vec::new();
    let mut part = new();
    for pair in stack.marks.windows(2) {
        let middle = |line: &Line| pair[0].at <= line.rect.center_y() && line.rect.center_y() < pair[1].at;
        let strip: Vec<Line> = own.iter().filter(|line| middle(line)).cloned().collect();
        if strip.is_empty() || is_prose(&strip, pair, words) {
            parts.push(std::mem::replace(&mut part, new()));
            continue;
        }
        if part.marks.is_empty() {
            part.marks.push(&pair[0]);
        }
        part.marks.push(&pair[1]);
        part.strips.push(strip);
    }
    parts.push(part);
    parts
}

/// A heading or a sentence between two tables: nothing stands beside it, and it keeps away from one of the marks.
fn is_prose(strip: &[Line], between: &[Mark], words: &Words) -> bool {
    let size = strip.iter().map(|line| line.rect.height()).fold(0.0, Length::max);
    let (above, below) = (strip[0].rect.y0 - between[0].at, between[1].at - strip[strip.len() - 1].rect.y1);
    let is_single = strip.iter().all(|line| segments(line, words).len() < 2);
    is_single
        && above.max(below) > AWAY * size
        && strip.iter().all(|line| line.rect.x0 - strip[0].rect.x0 < size)
        && strip[0].rect.x0 - between[0].from() < size
}

/// A text this many type sizes from a line is not of the row that the line ends: the margins of cells are below 1.
const AWAY: Length = 1.2;

/// The lattice of a part; `body` are its rows, and those of its like.
fn lattice(part: &Part, body: &[Vec<Line>], words: &Words) -> Option<Lattice> {
    let heads = heads(part, words);
    let columns = columns(part, body, if heads.is_empty() { &part.strips[0] } else { &heads }, words)?;
    if !are_rows(&part.strips, &columns, words) {
        return None;
    }
    let marks = own_marks(part, &columns);
    let mut rows: Vec<Length> = marks.iter().map(|mark| mark.at).collect();
    // A line closes a table, unless a page's edge has cut the row beyond it; an area may be any row's.
    let is_row = |found: &Beyond, mark: Option<&&Mark>| found.to_end || mark.is_some_and(|m| m.wall == Wall::Fill);
    if let Some(head) = heads.first() {
        rows.insert(0, head.rect.y0 - SNAP);
    } else if let Some(found) = beyond(part, &columns, words, Side::Above).filter(|b| is_row(b, marks.first())) {
        rows.insert(0, found.at);
    }
    if let Some(found) = beyond(part, &columns, words, Side::Below).filter(|b| is_row(b, marks.last())) {
        rows.push(found.at);
    }
    let mut lattice = Lattice::new(columns, rows);
    walls(&mut lattice, &marks);
    let is_cellwise = is_hinted(part, &hints(part, body, words));
    for row in 0..lattice.down() {
        let (top, bottom) = (lattice.rows[row], lattice.rows[row + 1]);
        let middle = |line: &&Line| top <= line.rect.center_y() && line.rect.center_y() < bottom;
        let strip: Vec<&Line> = part.lines.iter().filter(middle).collect();
        open_over(&mut lattice, row, &strip, &marks, words);
        if is_cellwise {
            open_pieces(&mut lattice, row, &strip, &marks, words);
        }
    }
    bands::open(&mut lattice, &part.lines, words);
    // Lines tell where tall cells end.
    let is_told = 2 * marks.iter().filter(|mark| mark.wall == Wall::Rule).count() > marks.len();
    (is_told || merged::part(&mut lattice, &part.lines, merged::ONE_TEXT, words)).then_some(lattice)
}

/// Heads that stand above the first line.
fn heads(part: &Part, words: &Words) -> Vec<Line> {
    let Some(first) = part.marks.first().filter(|mark| mark.wall == Wall::Rule) else { return Vec::new() };
    let mut edge = first.at;
    let above = part.lines.iter().rev().filter(|line| line.rect.center_y() < first.at);
    let heads = above.take_while(|line| {
        let near = edge - line.rect.y1 <= HEAD_GAP * line.rect.height() && segments(line, words).len() > 1;
        edge = line.rect.y0;
        near
    });
    let mut heads: Vec<Line> = heads.cloned().collect();
    heads.reverse();
    heads
}

/// Heads stand this near above the line under them, in type sizes.
const HEAD_GAP: Length = 1.0;

fn is_single(strip: &[Line], words: &Words) -> bool {
    strip.iter().all(|line| segments(line, words).len() < 2)
}

/// The columns' edges: where the pieces of marks end, or else where the rows are white.
fn columns(part: &Part, body: &[Vec<Line>], heads: &[Line], words: &Words) -> Option<Vec<Length>> {
    if body.len() + 1 < FEWEST_STRIPS {
        return None;
    }
    let hints = hints(part, body, words);
    let mut inner: Vec<Length> = Vec::new();
    if is_hinted(part, &hints) {
        inner = hints;
    } else {
        let (found, heads) = (zones(body, heads, words), head_parts(heads, words));
        let mut found = [outer(body, &found, &heads), with_heads(&found, &heads)].concat();
        found.sort_by(|a, b| a.from.total_cmp(&b.from));
        inner.extend(found.iter().map(|zone| place(zone, &hints)));
    }
    if inner.is_empty() {
        return None;
    }
    inner.retain(|x| part.left + TOUCH < *x && *x < part.right - TOUCH);
    let mut columns = vec![part.left];
    columns.extend(inner);
    columns.push(part.right);
    (columns.len() > 2).then_some(columns)
}

/// A column's edge in a zone: a hint, or its middle.
fn place(zone: &Zone, hints: &[Length]) -> Length {
    let inside = hints.iter().find(|x| zone.from - SNAP <= **x && **x <= zone.to + SNAP);
    inside.copied().unwrap_or_else(|| zone.middle())
}

/// Where pieces of several marks end, and hardly a word runs over.
fn hints(part: &Part, body: &[Vec<Line>], words: &Words) -> Vec<Length> {
    let mut ends: Vec<Length> = part.marks.iter().flat_map(|mark| mark.ends.iter().copied()).collect();
    ends.sort_by(Length::total_cmp);
    let mut hints = Vec::new();
    let mut start = 0;
    while start < ends.len() {
        let end = start + ends[start..].partition_point(|x| x - ends[start] <= SNAP);
        let x = ends[start..end].iter().sum::<Length>() / (end - start) as Length;
        let seen = part.marks.iter().filter(|mark| mark.ends_at(x)).count();
        let lines = body.iter().flatten();
        let is_over = |line: &&Line| {
            line.words.iter().map(|id| words.get(*id).rect).any(|rect| rect.x0 + SNAP < x && x + SNAP < rect.x1)
        };
        let (all, over) = (lines.clone().count(), lines.filter(is_over).count());
        if seen >= FEWEST_ENDS && MOST_OVER * over <= all {
            hints.push(x);
        }
        start = end;
    }
    hints.retain(|x| part.left + TOUCH < *x && *x < part.right - TOUCH);
    hints
}

/// So many marks have pieces that end at a column's edge.
const FEWEST_ENDS: usize = 2;

/// At most one line in so many has a word over a column's edge.
const MOST_OVER: usize = 20;

/// Whether the marks are painted cell by cell: most that go from side to side end at several columns' edges.
fn is_hinted(part: &Part, hints: &[Length]) -> bool {
    let whole: Vec<&&Mark> = part.marks.iter().filter(|mark| mark.covers(part.left, part.right)).collect();
    let cellwise = whole.iter().filter(|mark| hints.iter().filter(|x| mark.ends_at(**x)).count() >= 2).count();
    2 * cellwise > whole.len()
}

/// Whether each strip is one row: where it has several lines, some column has but one, or the columns' lines do not
/// stand on one height.
fn are_rows(strips: &[Vec<Line>], columns: &[Length], words: &Words) -> bool {
    let (mut rows, mut groups) = (0, 0);
    for strip in strips.iter().skip(1) {
        let mut counts = vec![0usize; columns.len() - 1];
        for line in strip {
            let mut seen = vec![false; counts.len()];
            for id in line.words.iter() {
                let x = words.get(*id).rect.center_x();
                let column = columns.partition_point(|edge| *edge <= x).clamp(1, counts.len()) - 1;
                seen[column] = true;
            }
            counts.iter_mut().zip(seen).for_each(|(count, seen)| *count += usize::from(seen));
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        let filled: Vec<usize> = counts.into_iter().filter(|count| *count > 0).collect();
        if most < 2 || filled.len() < 2 {
            continue;
        }
        // Rows under one another fill most columns alike.
        let full = filled.iter().filter(|count| **count == most).count();
        let is_group = 3 * full > 2 * filled.len();
        (rows, groups) = (rows + usize::from(!is_group), groups + usize::from(is_group));
    }
    rows >= groups
}

/// The marks that end or go on at columns' edges: an underlined word does not.
fn own_marks<'m>(part: &Part<'m>, columns: &[Length]) -> Vec<&'m Mark> {
    let at_edge = |x: Length| columns.iter().any(|edge| (edge - x).abs() <= NEAR_EDGE);
    let last = part.marks.len() - 1;
    let is_own = |(nth, mark): &(usize, &&Mark)| {
        *nth == 0 || *nth == last || mark.runs.iter().all(|run| at_edge(run.0) && at_edge(run.1))
    };
    part.marks.iter().enumerate().filter(is_own).map(|(_, mark)| *mark).collect()
}

/// A piece of a mark begins or ends this near to a column's edge, in points: edges in white are not exact.
const NEAR_EDGE: Length = 12.0;

/// All columns are parted in each row; rows where a mark is painted.
fn walls(lattice: &mut Lattice, marks: &[&Mark]) {
    let (left, right) = (lattice.columns[0], lattice.columns[lattice.across()]);
    let (top, bottom) = (lattice.rows[0], lattice.rows[lattice.down()]);
    for at in [top, bottom] {
        lattice.add_level(&Edge { at, from: left, to: right, wall: Wall::Space });
    }
    for at in lattice.columns.clone() {
        lattice.add_upright(&Edge { at, from: top, to: bottom, wall: Wall::Space });
    }
    for mark in marks {
        for (from, to) in &mark.runs {
            lattice.add_level(&Edge { at: mark.at, from: *from, to: *to, wall: mark.wall });
        }
    }
}

/// Opens what text runs over in a row: bands, heads over several columns.
pub(super) fn open_over(lattice: &mut Lattice, row: usize, strip: &[&Line], marks: &[&Mark], words: &Words) {
    let parts: Vec<Line> = strip.iter().flat_map(|line| segments(line, words)).collect();
    let inner: Vec<usize> = (1..lattice.across()).collect();
    let Some(first) = parts.first() else { return };
    let runs_over = |x: Length| parts.iter().any(|part| part.rect.x0 + SNAP < x && x + SNAP < part.rect.x1);
    let is_band = parts.len() == strip.len()
        && first.rect.x0 < lattice.columns[1]
        && inner.iter().any(|line| runs_over(lattice.columns[*line]));
    for line in inner {
        let x = lattice.columns[line];
        let over = strip.iter().flat_map(|line| line.words.iter()).map(|id| words.get(*id).rect);
        let is_crossed = over.into_iter().any(|rect| rect.x0 + SNAP < x && x + SNAP < rect.x1);
        if is_band || is_crossed {
            lattice.open_upright(row, line);
        }
    }
    // A line under a head over several columns.
    let bottom = lattice.rows[row + 1];
    let (left, right) = (lattice.columns[0], lattice.columns[lattice.across()]);
    for mark in marks.iter().filter(|mark| mark.at == bottom) {
        for (from, to) in mark.runs.iter().filter(|run| run.1 - run.0 < PARTIAL * (right - left)) {
            let within = |part: &&Line| *from <= part.rect.center_x() && part.rect.center_x() <= *to;
            let is_one = parts.iter().filter(within).count() == 1 && row == 0;
            let over: Vec<usize> = (1..lattice.across())
                .filter(|line| from + NEAR_EDGE < lattice.columns[*line] && lattice.columns[*line] < to - NEAR_EDGE)
                .collect();
            if is_one && !over.iter().any(|line| mark.ends_at(lattice.columns[*line])) {
                over.into_iter().for_each(|line| lattice.open_upright(row, line));
            }
        }
    }
}

/// Opens what a piece of a line runs over, where lines are painted cell by cell and one side has no text.
fn open_pieces(lattice: &mut Lattice, row: usize, strip: &[&Line], marks: &[&Mark], words: &Words) {
    let edges = [lattice.rows[row], lattice.rows[row + 1]];
    let has_text = |column: usize| {
        let (from, to) = (lattice.columns[column], lattice.columns[column + 1]);
        let mut middles = strip.iter().flat_map(|line| line.words.iter()).map(|id| words.get(*id).rect.center_x());
        middles.any(|x| from <= x && x < to)
    };
    let open: Vec<usize> = (1..lattice.across())
        .filter(|line| {
            let x = lattice.columns[*line];
            // An area's side is that of the row above or below, too.
            let is_own = |mark: &Mark| mark.wall == Wall::Rule && edges.contains(&mark.at);
            let goes_over = |mark: &&&Mark| is_own(mark) && mark.covers(x, x) && !mark.ends_at(x);
            marks.iter().any(|mark| goes_over(&mark)) && !(has_text(line - 1) && has_text(*line))
        })
        .collect();
    open.into_iter().for_each(|line| lattice.open_upright(row, line));
}

/// A line of this share of the table's width goes from side to side.
const PARTIAL: Length = 0.95;
