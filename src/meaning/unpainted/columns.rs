//! The heads of a table, found by their words, and the columns below them: white on all pages.

use super::heads::{between_heads, head_cells, over_values, starts};
use super::page::Page;
use crate::geometry::{Length, Rect};
use crate::layout::cells::Line;
use crate::layout::grid::{Grid, GridCell, GridKind};
use crate::layout::grids::white_columns;
use crate::layout::words::Words;
use crate::meaning::chapters::{self, Chapter};
use crate::meaning::heads::{Heads, heads_at, is_value};
use crate::meaning::lines::segments_at;
use crate::meaning::{headings, is_of_tree};
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::known;

/// Heads stand on at most so many lines.
const MOST_LINES: usize = 6;

/// Lines of one row of heads stand nearer than this many type sizes.
const SAME_HEADS: Length = 1.0;

/// Heads may stand nearer to one another than texts do, in type sizes.
const HEAD_GAP: Length = 0.5;

/// A gap of this many type sizes parts two cells of a row.
pub(super) const CELL_GAP: Length = 0.75;

/// White of this many type sizes ends a table, where what follows fills no columns.
const SAME_TABLE: Length = 4.0;

/// So many heads are whole labels.
const FEWEST_WHOLE: usize = 2;

/// A head has at most so many words: the longest questions of the Piano-tipo have more than twenty.
const MOST_WORDS: usize = 30;

/// A running head fills at most so many lines.
const MOST_ABOVE: usize = 4;

/// So many words that are heads begin another table.
const OTHER_HEADS: usize = 3;

/// So many lines of text over the columns' edges are prose.
const PROSE_LINES: usize = 2;

/// Whites that differ by less than this many type sizes are one.
const CLEAR: Length = 0.1;

/// Heads that end at wide white are worth more than one known head.
const PARTED: usize = 15;

/// The white between lines that stand as near as lines of one text do: one gap in five is no wider.
fn nearest(lines: &[Line]) -> Length {
    let below = |pair: &&[Line]| pair[0].page == pair[1].page && pair[1].rect.y0 > pair[0].rect.y0;
    let mut gaps: Vec<Length> = lines.windows(2).filter(below).map(|pair| pair[1].rect.y0 - pair[0].rect.y1).collect();
    gaps.sort_by(Length::total_cmp);
    gaps.get(gaps.len() / 5).copied().unwrap_or(0.0)
}

fn within(line: &Line, edge: Length) -> bool {
    line.rect.x0 < edge && edge < line.rect.x1
}

#[derive(Debug)]
pub(super) struct Columns {
    pub(super) edges: Vec<Length>,
    /// Where the text of each column begins.
    pub(super) starts: Vec<Length>,
    /// The rows of heads as cells, and where each row begins.
    pub(super) heads: Vec<GridCell>,
    pub(super) head_rows: Vec<Length>,
    /// How many lines the heads fill.
    count: usize,
    head_texts: Vec<String>,
    /// The sheet and line after the table's last.
    end: (usize, usize),
}

impl Columns {
    /// The table whose heads begin at a line of the first sheet.
    pub(super) fn find(sheets: &[&[Line]], from: usize, words: &Words) -> Option<(usize, Columns)> {
        let lines = sheets.first()?;
        let counts = may_be_heads(lines, from, words);
        if counts.is_empty() {
            return None;
        }
        let most = *counts.last()?;
        let mut body = Body::below(sheets, from + most, &lines[from..from + most], words);
        body.heads.clear();
        body.from = from + *counts.first()?;
        let several = |line: &&Line| segments_at(line, CELL_GAP, words).len() > 1;
        let full: Vec<Line> = body.rows(sheets, words).filter(several).cloned().collect();
        // Heads end where more white is below them than between lines of one text.
        let near = nearest(&full) + CLEAR * lines[from].rect.height();
        let apart = |count: usize| {
            lines.get(from + count).is_none_or(|next| next.rect.y0 - lines[from + count - 1].rect.y1 > near)
        };
        let bands = body.bands(sheets, &lines[from].text(words), words);
        let mut best: Option<(usize, Columns)> = None;
        for count in counts {
            let heads = &lines[from..from + count];
            (body.from, body.heads) = (from + count, heads.iter().map(|line| line.text(words)).collect());
            let full: Vec<Line> = body.rows(sheets, words).filter(several).cloned().collect();
            let Some(edges) = white_columns(&full, heads, words) else { continue };
            // A line of a tall cell beside nothing else, right of the first column, says where its column ends.
            let lone = |line: &&Line| {
                several(line) || line.rect.x0 > edges[1] && edges.iter().filter(|e| within(line, **e)).count() < 2
            };
            let full: Vec<Line> = body.rows(sheets, words).filter(lone).cloned().collect();
            let Some(edges) = white_columns(&full, heads, words) else { continue };
            let edges = between_heads(edges, &full, heads, words);
            let edges = over_values(edges, &full, heads, words);
            let starts = starts(&full, &edges, words);
            let (cells, head_rows) = head_cells(heads, &edges, &starts, words);
            let texts = body.heads.clone();
            let end = body.end(sheets, from + count, &edges, words);
            let columns = Columns { edges, starts, heads: cells, head_rows, count, head_texts: texts, end };
            let Some(found) = columns.heads(words).filter(|heads| opens(heads) || bands > 0) else { continue };
            let rank = found.columns.iter().filter(|c| c.known && known(&c.label).is_some_and(|k| k.whole)).count();
            let parted = if apart(count) { PARTED } else { 0 };
            let rank = parted + 10 * rank + found.columns.iter().filter(|c| c.known).count();
            // Of heads as good, those that end at no wide white may have more lines.
            if best.as_ref().is_none_or(|(other, _)| rank > *other || parted == 0 && rank == *other) {
                best = Some((rank, columns));
            }
        }
        best
    }

    /// What the heads say; none where they are of no table of the tree.
    pub(super) fn heads(&self, words: &Words) -> Option<Heads> {
        let grid = self.head_grid();
        let mut heads = heads_at(&grid, 0, words).filter(|heads| is_of_tree(&heads.columns))?;
        heads.rows = 0..self.head_rows.len() - 1;
        let short = |label: &str| label.split_whitespace().count() <= MOST_WORDS && !label.ends_with(':');
        heads.columns.iter().all(|c| short(&c.label)).then_some(heads)
    }

    fn head_grid(&self) -> Grid {
        let rect = self.heads.iter().fold(Rect::EMPTY, |rect, c| rect.union(c.rect));
        Grid {
            page: 0,
            rect,
            columns: self.edges.clone(),
            rows: self.head_rows.clone(),
            cells: self.heads.clone(),
            kind: GridKind::Aligned,
            confidence: 0.0,
        }
    }

    /// The pages of the table's body.
    pub(super) fn pages(&self, sheets: &[&[Line]], from: usize, words: &Words) -> Vec<Page> {
        let mut pages = Vec::new();
        for (at, lines) in sheets.iter().enumerate().take(self.end.0 + 1) {
            let start = if at == 0 { from + self.count } else { self.again(lines, words) };
            let end = if at == self.end.0 { self.end.1 } else { lines.len() };
            if start < end {
                let (above, heads) =
                    if at == 0 { (&lines[..0], &lines[from..start]) } else { self.split(&lines[..start], words) };
                pages.push(Page::new(&lines[start..end], heads, above, (&self.edges, &self.head_texts), words));
            }
        }
        pages
    }

    pub(super) fn end(&self) -> (usize, usize) {
        self.end
    }

    /// How many lines at the head of a page are the heads again, or stand above them or the table.
    fn again(&self, lines: &[Line], words: &Words) -> usize {
        let is_head = |line: &Line| self.head_texts.contains(&line.text(words));
        let first = lines.iter().take(MOST_ABOVE).position(|line| self.head_texts.first() == Some(&line.text(words)));
        if let Some(first) = first {
            return first + lines[first..].iter().take_while(|line| is_head(line)).count();
        }
        let running =
            |line: &&Line| is_over(line, &self.edges, words) && headings::heading(&line.text(words), true).is_none();
        lines.iter().take_while(running).count()
    }

    /// What stands above the heads of a further page, and the heads.
    fn split<'l>(&self, lines: &'l [Line], words: &Words) -> (&'l [Line], &'l [Line]) {
        let first = lines.iter().position(|line| self.head_texts.first() == Some(&line.text(words)));
        lines.split_at(first.unwrap_or(lines.len()))
    }
}

/// Does a column open objectives? A table of indicators below an objective's sheet has its own way.
fn opens(heads: &Heads) -> bool {
    heads.columns.iter().any(|c| c.field.opens() && matches!(c.level, Level::Objective | Level::Strategic))
}

/// For how many lines the heads that begin at a line may stand; none where words of heads are not among them.
fn may_be_heads(lines: &[Line], from: usize, words: &Words) -> Vec<usize> {
    let fields = |line: &Line| -> Vec<Field> {
        let parts = segments_at(line, HEAD_GAP, words);
        parts.iter().filter_map(|part| known(&part.text(words))).map(|k| k.field).collect()
    };
    let mut found: Vec<Field> = match lines.get(from) {
        Some(line) => fields(line),
        None => return Vec::new(),
    };
    let whole = |line: &Line| -> usize {
        let parts = segments_at(line, HEAD_GAP, words);
        parts.iter().filter(|part| known(&part.text(words)).is_some_and(|k| k.whole)).count()
    };
    let near = &lines[from..lines.len().min(from + MOST_LINES)];
    if near.iter().map(whole).sum::<usize>() < FEWEST_WHOLE {
        return Vec::new();
    }
    let mut counts = Vec::new();
    for count in 1..=MOST_LINES.min(lines.len() - from) {
        let line = &lines[from + count - 1];
        if count > 1 {
            let gap = line.rect.y0 - lines[from + count - 2].rect.y1;
            let text = line.text(words);
            if gap > SAME_HEADS * line.rect.height() || headings::heading(&text, false).is_some() {
                break;
            }
            found.extend(fields(line));
        }
        let mut different = found.clone();
        different.sort_by_key(|field| *field as u8);
        different.dedup();
        if different.len() >= 2 && different.iter().any(|field| field.opens()) {
            counts.push(count);
        }
    }
    counts
}

/// An objective's heading and title over what tells of it have at most so many lines.
const MOST_TITLE_LINES: usize = 5;

/// Where a table's body may reach, before its columns are known.
struct Body {
    from: usize,
    /// The lines of the heads, which further pages may print again.
    heads: Vec<String>,
    end: (usize, usize),
}

impl Body {
    fn below(sheets: &[&[Line]], from: usize, heads: &[Line], words: &Words) -> Body {
        let texts: Vec<String> = heads.iter().map(|line| line.text(words)).collect();
        let stops = |line: &Line| {
            let text = line.text(words);
            if texts.contains(&text) {
                return false;
            }
            let parts = segments_at(line, CELL_GAP, words);
            let chapter = parts.len() == 1 && matches!(chapters::of(&text), Some(Chapter::Other | Chapter::Tree));
            let whole = |part: &&Line| known(&part.text(words)).is_some_and(|k| k.whole);
            let heads = parts.iter().filter(whole).count();
            let value = |part: &Line| is_value(&part.text(words));
            chapter || heads >= OTHER_HEADS && 2 * heads > parts.len() && !parts.iter().any(value)
        };
        for (at, lines) in sheets.iter().enumerate() {
            let start = if at == 0 { from } else { 0 };
            if let Some(end) = (start..lines.len()).find(|line| stops(&lines[*line])) {
                // The objective that the other heads or labels are of is named above them.
                let single = |line: &usize| segments_at(&lines[*line], CELL_GAP, words).len() == 1;
                let names = |line: &usize| {
                    let heading = headings::heading(&lines[*line].text(words), false);
                    heading.is_some_and(|h| h.field.level() == Level::Objective)
                };
                let above = (start..end).rev().take(MOST_TITLE_LINES).take_while(single);
                let end = above.filter(names).last().unwrap_or(end);
                return Body { from, heads: texts, end: (at, end) };
            }
        }
        let last = sheets.len().saturating_sub(1);
        Body { from, heads: texts, end: (last, sheets.last().map_or(0, |lines| lines.len())) }
    }

    fn lines<'l>(&self, sheets: &'l [&[Line]]) -> impl Iterator<Item = &'l Line> {
        let (from, (last, end)) = (self.from, self.end);
        sheets.iter().enumerate().take(last + 1).flat_map(move |(at, lines)| {
            let start = if at == 0 { from } else { 0 };
            let end = if at == last { end } else { lines.len() };
            lines[start.min(end)..end].iter()
        })
    }

    /// The same without heads.
    fn rows<'l>(&'l self, sheets: &'l [&[Line]], words: &'l Words) -> impl Iterator<Item = &'l Line> {
        self.lines(sheets).filter(|line| !self.heads.contains(&line.text(words)))
    }

    /// How many of its lines are headings of objectives, if hardly another line stands alone between the rows.
    fn bands(&self, sheets: &[&[Line]], heads: &str, words: &Words) -> usize {
        let alone = |line: &&Line| segments_at(line, CELL_GAP, words).len() == 1;
        let (mut objectives, mut other) = (0, 0);
        let mut next = self.lines(sheets).skip(1);
        for line in self.lines(sheets) {
            let next = next.next();
            if !alone(&line) {
                continue;
            }
            match headings::heading(&line.text(words), false) {
                // Heads below it are of a table of its own.
                Some(_) if next.is_some_and(|next| next.text(words) == heads) => other += 1,
                Some(heading) => objectives += usize::from(heading.field.level() == Level::Objective),
                None => other += 1,
            }
        }
        if other <= objectives { objectives } else { 0 }
    }

    /// Where it ends, now that the columns are known: before prose, and after the last line that fills several.
    fn end(&self, sheets: &[&[Line]], from: usize, edges: &[Length], words: &Words) -> (usize, usize) {
        let mut last = (0, from);
        let mut prose = 0;
        for (at, lines) in sheets.iter().enumerate().take(self.end.0 + 1) {
            let start = if at == 0 { from } else { 0 };
            let end = if at == self.end.0 { self.end.1 } else { lines.len() };
            for index in start..end {
                let line = &lines[index];
                let apart = index > start && line.rect.y0 - lines[index - 1].rect.y1 > SAME_TABLE * line.rect.height();
                if is_over(line, edges, words) {
                    prose += 1;
                    let text = line.text(words);
                    let band = headings::heading(&text, true).is_some();
                    if prose > PROSE_LINES || apart && !band {
                        return last;
                    }
                    prose = if band { 0 } else { prose };
                    continue;
                }
                prose = 0;
                last = (at, index + 1);
            }
        }
        last
    }
}

/// Does a line's text run over a column's edge?
pub(super) fn is_over(line: &Line, edges: &[Length], words: &Words) -> bool {
    let parts = segments_at(line, CELL_GAP, words);
    let inner = &edges[1..edges.len() - 1];
    let over = inner.iter().filter(|edge| {
        line.rect.x0 < **edge
            && **edge < line.rect.x1
            && line.words.iter().any(|id| words.get(*id).rect.center_x() > **edge)
    });
    // A text may reach a little into the next column.
    parts.len() == 1 && over.count() >= if line.rect.x0 < edges[1] { 1 } else { 2 }
}
