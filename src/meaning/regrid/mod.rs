//! Sheets whose columns nothing paints: their heads and labels say where columns are, better than the white of a whole
//! page, on which each table has its own.
//!
//! Runs of lines and grids without upright lines, one of whose cells holds texts side by side, are taken to pieces and
//! cut anew: a table below each row of heads, a row of cells between two painted lines, lines for all else.

mod heads;

use super::chapters::{self, Chapter};
use super::cuts::begins_small;
use super::heads::heads_at;
use super::labels::{before_colons, is_form_title, sure_label};
use super::lines::{is_labelled, opens, segments_at};
use crate::geometry::{Length, Rect};
use crate::layout::cells::{Cell, Line};
use crate::layout::grid::{Block, Grid, GridCell, GridKind, Sides};
use crate::layout::lines::words_to_lines;
use crate::layout::words::{WordId, Words};
use crate::vocabulary::fields::Level;
use heads::{Band, band};
use std::ops::Range;

/// A gap of this many type sizes parts two cells of a row: wider than any space of ragged text.
const CELL_GAP: Length = 0.9;

/// Text of one table stands nearer than this many type sizes to what is above it.
const SAME_TABLE: Length = 4.0;

/// Two classes of white between lines differ by at least this many type sizes.
const CLEAR: Length = 0.25;

/// Texts that begin this near, in points, stand in one column.
const SAME_START: Length = 3.0;

/// A line, and the painted row that it stands in.
#[derive(Debug, Clone)]
struct Placed {
    line: Line,
    row: Option<(Length, Length)>,
}

/// A document's blocks, those of unpainted columns cut anew where they need it.
pub(super) fn blocks(blocks: Vec<Block>, words: &Words) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut run: Vec<Block> = Vec::new();
    for block in blocks.into_iter().flat_map(|block| at_chapters(block, words)) {
        let page = run.last().map(page_of);
        if page.is_some_and(|page| page != page_of(&block)) || !is_free(&block) {
            end(&mut run, &mut out, words);
        }
        if is_free(&block) { run.push(block) } else { out.push(block) }
    }
    end(&mut run, &mut out, words);
    out
}

/// A chapter's heading between two painted lines stands in no table.
fn at_chapters(block: Block, words: &Words) -> Vec<Block> {
    let Block::Grid(grid) = &block else { return vec![block] };
    let count = grid.rows.len() - 1;
    let heading = |row: usize| {
        let mut cells = grid.cells.iter().filter(|c| c.rows.contains(&row) && !c.cell.is_empty());
        let first = cells.next().filter(|_| cells.next().is_none())?;
        let [line] = first.cell.lines.as_slice() else { return None };
        is_chapter(line, words).then(|| line.clone())
    };
    let found: Vec<(usize, Line)> = (0..count).filter_map(|row| Some((row, heading(row)?))).collect();
    if found.is_empty() || !is_free(&block) {
        return vec![block];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for (row, line) in found {
        parts.extend((from < row).then(|| Block::Grid(slice(grid, from..row))));
        parts.push(Block::Lines(vec![line]));
        from = row + 1;
    }
    parts.extend((from < count).then(|| Block::Grid(slice(grid, from..count))));
    parts
}

/// Some rows of a grid.
fn slice(grid: &Grid, rows: Range<usize>) -> Grid {
    let mut part = grid.clone();
    part.cells.retain(|c| rows.contains(&c.rows.start));
    for cell in &mut part.cells {
        cell.rows = cell.rows.start - rows.start..cell.rows.end.min(rows.end) - rows.start;
    }
    part.rows = grid.rows[rows.start..=rows.end].to_vec();
    part.rect = Rect { y0: grid.rows[rows.start], y1: grid.rows[rows.end], ..grid.rect };
    part
}

fn page_of(block: &Block) -> u32 {
    match block {
        Block::Lines(lines) => lines.first().map_or(0, |line| line.page),
        Block::Grid(grid) => grid.page,
    }
}

/// Lines, and grids without upright lines between their cells.
fn is_free(block: &Block) -> bool {
    let Block::Grid(grid) = block else { return true };
    if grid.kind == GridKind::Headed {
        return false;
    }
    let last = grid.columns.len() - 1;
    let painted = |c: &GridCell| c.sides.left && c.columns.start > 0 || c.sides.right && c.columns.end < last;
    !grid.cells.iter().any(painted)
}

fn end(run: &mut Vec<Block>, out: &mut Vec<Block>, words: &Words) {
    let broken = |block: &Block| matches!(block, Block::Grid(grid) if is_broken(grid, words));
    let new = run.iter().any(broken).then(|| cut(run, words)).flatten();
    out.extend(new.unwrap_or_else(|| std::mem::take(run)));
    run.clear();
}

/// Does one of its cells hold texts side by side, or do several hold heads and what is below them?
fn is_broken(grid: &Grid, words: &Words) -> bool {
    let glued = |c: &&GridCell| {
        let lines = &c.cell.lines;
        let is_label = |text: &str| sure_label(text).is_some();
        lines.len() > 1 && is_label(&lines[0].text(words)) && !is_label(&c.cell.text(words).text)
    };
    let mut rows = 0..grid.rows.len() - 1;
    holds_beside(grid, words)
        || rows.any(|row| grid.cells.iter().filter(|c| c.rows.start == row).filter(glued).count() > 1)
}

/// Does one of its cells hold texts side by side?
fn holds_beside(grid: &Grid, words: &Words) -> bool {
    let beside = |line: &Line| segments_at(line, CELL_GAP, words).len() > 1;
    grid.cells.iter().any(|c| c.cell.lines.iter().any(beside))
}

/// Does a line, with nothing beside it, begin a chapter without objectives?
fn is_chapter(line: &Line, words: &Words) -> bool {
    chapters::of(&line.text(words)) == Some(Chapter::Other) && segments_at(line, CELL_GAP, words).len() == 1
}

/// The run cut anew; none where it holds a table of objectives, which has its own way.
fn cut(run: &[Block], words: &Words) -> Option<Vec<Block>> {
    if run.iter().any(|block| matches!(block, Block::Grid(grid) if lists_objectives(grid, words))) {
        return None;
    }
    let mut lines: Vec<Placed> = Vec::new();
    for block in run {
        match block {
            Block::Lines(own) => lines.extend(own.iter().map(|line| Placed { line: line.clone(), row: None })),
            Block::Grid(grid) => lines.extend(placed(grid, words)),
        }
    }
    free_lines(&mut lines, words);
    let mut out = Vec::new();
    let mut at = 0;
    let mut loose: Vec<Placed> = Vec::new();
    let mut tables = 0;
    while at < lines.len() {
        let Some(band) = band(&lines, at, words) else {
            loose.push(lines[at].clone());
            at += 1;
            continue;
        };
        if band.opens_objectives {
            return None;
        }
        let end = body_end(&lines, &band, words);
        flush(&mut loose, &mut out, words);
        out.push(Block::Grid(table(&lines[at..end], &band, words)));
        tables += 1;
        at = end;
    }
    // Without heads only texts side by side say that the columns are wrong.
    let beside = run.iter().any(|block| matches!(block, Block::Grid(grid) if holds_beside(grid, words)));
    let labelled = beside && loose.iter().any(|placed| is_labelled(&placed.line, words));
    flush(&mut loose, &mut out, words);
    (tables > 0 || labelled).then_some(out)
}

/// Lines that stand between two tables, each with a label and a colon, are no row of cells.
fn free_lines(lines: &mut [Placed], words: &Words) {
    let mut from = 0;
    for at in 1..=lines.len() {
        if at < lines.len() && lines[at].row == lines[from].row {
            continue;
        }
        let own = |placed: &&Placed| {
            let text = placed.line.text(words);
            !before_colons(&text, |_| true).is_empty() || opens(&placed.line, words) || is_form_title(&text)
        };
        if lines[from..at].iter().filter(own).count() > 1 {
            lines[from..at].iter_mut().for_each(|placed| placed.row = None);
        }
        from = at;
    }
}

/// Is there a column of objectives?
fn lists_objectives(grid: &Grid, words: &Words) -> bool {
    let rows = 0..(grid.rows.len() - 1).min(super::MOST_ROWS_ABOVE);
    rows.filter_map(|row| heads_at(grid, row, words))
        .any(|heads| heads.columns.iter().any(|c| c.field.opens() && c.level == Level::Objective))
}

fn placed(grid: &Grid, words: &Words) -> Vec<Placed> {
    let painted = grid.kind == GridKind::HalfRuled;
    let rows = 0..grid.rows.len() - 1;
    rows.flat_map(|row| {
        let cells = grid.cells.iter().filter(move |c| c.rows.start == row);
        let own = words_to_lines(cells.flat_map(|c| c.cell.words()), words);
        let between = painted.then(|| (grid.rows[row], grid.rows[row + 1]));
        own.into_iter().map(move |line| Placed { line, row: between })
    })
    .collect()
}

/// Where the table below these heads ends.
fn body_end(lines: &[Placed], heads: &Band, words: &Words) -> usize {
    let mut at = heads.rows.end;
    while let Some(Placed { line, row }) = lines.get(at) {
        let size = line.rect.height();
        let gap = (line.rect.y0 - lines[at - 1].line.rect.y1) / size;
        let parts = segments_at(line, CELL_GAP, words);
        let text = line.text(words);
        let alone = parts.len() == 1;
        let first = parts.first().map(|part| part.rect);
        // A text that goes on over the second column stands in no cell.
        let wide = alone
            && row.is_none()
            && heads.columns.get(1).zip(first).is_some_and(|(second, own)| own.x0 < second.0 && own.x1 > second.1);
        let stops = is_chapter(line, words)
            || gap > SAME_TABLE && row.is_none()
            || opens(line, words)
            || alone && is_form_title(&text)
            || wide
            || is_labelled(line, words) && begins_left(&parts, heads, words)
            || band(lines, at, words).is_some();
        if stops {
            break;
        }
        at += 1;
    }
    at
}

/// Does a label stand where the first column does?
fn begins_left(parts: &[Line], heads: &Band, words: &Words) -> bool {
    let (Some(first), Some((_, right))) = (parts.first(), heads.columns.first()) else { return false };
    let text = first.text(words);
    let label = sure_label(&text).is_some() || !before_colons(&text, |_| true).is_empty();
    // `a consuntivo` is the rest of a text.
    label && first.rect.x0 < *right && !begins_small(&text)
}

/// What is in no table: rows between painted lines as cells, all else as lines.
fn flush(loose: &mut Vec<Placed>, out: &mut Vec<Block>, words: &Words) {
    let mut rest = std::mem::take(loose).into_iter().peekable();
    while let Some(first) = rest.peek() {
        let painted = first.row.is_some();
        let mut part: Vec<Placed> = Vec::new();
        // White between two painted rows is white between two boxes.
        let touches = |last: Option<&Placed>, next: &Placed| match (last.and_then(|p| p.row), next.row) {
            (Some((_, bottom)), Some((top, _))) => top - bottom < SAME_START || last.is_some_and(|p| p.row == next.row),
            _ => true,
        };
        while let Some(next) = rest.next_if(|next| next.row.is_some() == painted && touches(part.last(), next)) {
            part.push(next);
        }
        if painted {
            out.push(Block::Grid(cells_of_rows(&part, words)));
        } else {
            out.push(Block::Lines(part.into_iter().map(|placed| placed.line).collect()));
        }
    }
}

/// Texts that stand over one another, from left to right.
fn clusters(parts: Vec<Line>) -> Vec<(Rect, Vec<Line>)> {
    let mut found: Vec<(Rect, Vec<Line>)> = Vec::new();
    for part in parts {
        let meets = |(rect, _): &(Rect, Vec<Line>)| rect.x0 < part.rect.x1 && part.rect.x0 < rect.x1;
        let (same, mut other): (Vec<_>, Vec<_>) = found.into_iter().partition(meets);
        let mut whole = (part.rect, vec![part]);
        for (rect, lines) in same {
            whole.0 = whole.0.union(rect);
            whole.1.splice(0..0, lines);
        }
        whole.1.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
        other.push(whole);
        found = other;
    }
    found.sort_by(|a, b| a.0.x0.total_cmp(&b.0.x0));
    found
}

/// A painted row, from its upper line to its lower one, and its cells.
type Painted = ((Length, Length), Vec<(Rect, Vec<Line>)>);

/// Rows between painted lines: each text with what stands under it is a cell.
fn cells_of_rows(lines: &[Placed], words: &Words) -> Grid {
    let mut rows: Vec<Painted> = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        if at == lines.len() || lines[at].row != lines[from].row {
            let parts = lines[from..at].iter().flat_map(|p| segments_at(&p.line, CELL_GAP, words)).collect();
            rows.push((lines[from].row.unwrap_or_default(), clusters(parts)));
            from = at;
        }
    }
    let mut edges: Vec<Length> = rows.iter().flat_map(|(_, cells)| cells.iter().map(|(rect, _)| rect.x0)).collect();
    edges.sort_by(Length::total_cmp);
    edges.dedup_by(|b, a| *b - *a < SAME_START);
    let right = lines.iter().map(|p| p.line.rect.x1).fold(0.0, Length::max);
    let index = |x: Length| edges.iter().rposition(|edge| *edge <= x + SAME_START).unwrap_or(0);
    let mut cells = Vec::new();
    for (row, ((top, bottom), texts)) in rows.iter().enumerate() {
        let starts: Vec<usize> = texts.iter().map(|(rect, _)| index(rect.x0)).collect();
        for (at, (rect, lines)) in texts.iter().enumerate() {
            let first = if at == 0 { 0 } else { starts[at] };
            let end = starts.get(at + 1).copied().unwrap_or(edges.len());
            let place = Rect { x0: rect.x0, y0: *top, x1: rect.x1.max(right), y1: *bottom };
            cells.push(cell(row..row + 1, first..end.max(first + 1), Cell::new(lines.clone()), place, true));
        }
    }
    let mut tops: Vec<Length> = rows.iter().map(|((top, _), _)| *top).collect();
    tops.extend(rows.last().map(|((_, bottom), _)| *bottom));
    edges.push(right);
    grid(lines, edges, tops, cells, GridKind::HalfRuled)
}

/// The table below its heads.
fn table(lines: &[Placed], heads: &Band, words: &Words) -> Grid {
    let (own, body) = lines.split_at(heads.rows.len());
    let edges = edges(lines, body, heads, words);
    // Painted lines that do not part the heads from what is below them part no rows.
    let parted = body.iter().all(|p| p.row.is_some()) && own.last().map(|p| p.row) != body.first().map(|p| p.row);
    let groups = if parted { painted_rows(body) } else { rows(body, &edges, heads.gantt, words) };
    let mut cells = Vec::new();
    let mut tops = vec![own.first().map_or(0.0, |p| p.line.rect.y0)];
    let tiers = if heads.over.is_empty() { 1 } else { 2 };
    for (span, ids) in &heads.over {
        let place = Rect { x0: edges[span.start], y0: tops[0], x1: edges[span.end], y1: tops[0] };
        cells.push(cell(0..1, span.clone(), Cell::new(words_to_lines(ids.iter().copied(), words)), place, false));
    }
    if tiers == 2 {
        tops.push(heads.under_top);
    }
    for (column, ids) in heads.words.iter().enumerate() {
        let covered = heads.over.iter().any(|(span, _)| span.contains(&column));
        let from = if covered { tiers - 1 } else { 0 };
        let place = Rect { x0: edges[column], y0: tops[0], x1: edges[column + 1], y1: tops[0] };
        let text = Cell::new(words_to_lines(ids.iter().copied(), words));
        cells.push(cell(from..tiers, column..column + 1, text, place, false));
    }
    for (row, group) in groups.iter().enumerate() {
        let part = &body[group.clone()];
        let mut texts: Vec<Vec<WordId>> = vec![Vec::new(); edges.len() - 1];
        for id in part.iter().flat_map(|p| p.line.words.iter().copied()) {
            texts[column_at(&edges, words.get(id).rect.center_x())].push(id);
        }
        let rect = part.iter().fold(Rect::EMPTY, |rect, p| rect.union(p.line.rect));
        tops.push(rect.y0);
        for (column, ids) in texts.into_iter().enumerate() {
            let place = Rect { x0: edges[column], y0: rect.y0, x1: edges[column + 1], y1: rect.y1 };
            let text = Cell { lines: words_to_lines(ids, words), right: Some(edges[column + 1]) };
            let row = tiers + row..tiers + row + 1;
            cells.push(cell(row, column..column + 1, text, place, part.iter().all(|p| p.row.is_some())));
        }
    }
    tops.push(lines.last().map_or(0.0, |p| p.line.rect.y1));
    grid(lines, edges, tops, cells, GridKind::Aligned)
}

fn column_at(edges: &[Length], x: Length) -> usize {
    edges.partition_point(|edge| *edge <= x).clamp(1, edges.len() - 1) - 1
}

/// The columns' edges: in the white between the texts that stand under two heads, else between the heads.
fn edges(all: &[Placed], body: &[Placed], heads: &Band, words: &Words) -> Vec<Length> {
    let mut reach: Vec<(Length, Length)> = heads.columns.clone();
    for part in body.iter().flat_map(|p| segments_at(&p.line, CELL_GAP, words)) {
        let overlap = |(x0, x1): &(Length, Length)| part.rect.x1.min(*x1) - part.rect.x0.max(*x0);
        let best = heads.columns.iter().enumerate().max_by(|a, b| overlap(a.1).total_cmp(&overlap(b.1)));
        let Some((at, _)) = best else { continue };
        // A text under two heads says nothing of the white between them.
        let touched = heads.columns.iter().filter(|own| overlap(own) > 0.0).count();
        if touched < 2 {
            reach[at] = (reach[at].0.min(part.rect.x0), reach[at].1.max(part.rect.x1));
        }
    }
    let left = all.iter().map(|p| p.line.rect.x0).fold(Length::MAX, Length::min);
    let right = all.iter().map(|p| p.line.rect.x1).fold(0.0, Length::max);
    let mut edges = vec![left];
    for at in 1..reach.len() {
        let (before, after) = (reach[at - 1].1, reach[at].0);
        let heads = (heads.columns[at - 1].1, heads.columns[at].0);
        let (from, to) = if before < after { (before, after) } else { heads };
        edges.push((from + to) / 2.0);
    }
    edges.push(right);
    edges
}

fn painted_rows(body: &[Placed]) -> Vec<Range<usize>> {
    let starts = (0..body.len()).filter(|at| *at == 0 || body[*at].row != body[at - 1].row);
    ranges(starts.collect(), body.len())
}

/// Rows that nothing paints: parted by white that is wider than between a text's lines, else begun by the lines that
/// fill most columns.
fn rows(body: &[Placed], edges: &[Length], gantt: bool, words: &Words) -> Vec<Range<usize>> {
    if body.is_empty() {
        return Vec::new();
    }
    let gap = |at: usize| (body[at].line.rect.y0 - body[at - 1].line.rect.y1) / body[at].line.rect.height();
    let mut gaps: Vec<Length> = (1..body.len()).map(gap).collect();
    gaps.sort_by(Length::total_cmp);
    let jump = gaps.windows(2).find(|pair| pair[1] - pair[0] > CLEAR);
    let filled = |at: usize| {
        let mut columns: Vec<usize> =
            body[at].line.words.iter().map(|id| column_at(edges, words.get(*id).rect.center_x())).collect();
        columns.sort_unstable();
        columns.dedup();
        columns.len()
    };
    let most = (0..body.len()).map(filled).max().unwrap_or(1);
    let starts = (0..body.len()).filter(|at| match jump {
        _ if *at == 0 => true,
        Some(pair) => gap(*at) > (pair[0] + pair[1]) / 2.0,
        // The marks of a Gantt fill more columns or fewer.
        None if gantt => filled(*at) > 1,
        None => 2 * filled(*at) > most,
    });
    ranges(starts.collect(), body.len())
}

fn ranges(starts: Vec<usize>, end: usize) -> Vec<Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain([end]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

fn cell(rows: Range<usize>, columns: Range<usize>, cell: Cell, rect: Rect, painted: bool) -> GridCell {
    let sides = Sides { top: painted, bottom: painted, ..Sides::default() };
    GridCell { rows, columns, cell, rect, sides, filled: false }
}

fn grid(lines: &[Placed], columns: Vec<Length>, rows: Vec<Length>, cells: Vec<GridCell>, kind: GridKind) -> Grid {
    let rect = lines.iter().fold(Rect::EMPTY, |rect, p| rect.union(p.line.rect));
    let page = lines.first().map_or(0, |p| p.line.page);
    Grid { page, rect, columns, rows, cells, kind, confidence: 0.0 }
}
