//! Tables of the tree that nothing but white holds together, on as many pages as they have.
//!
//! A page by itself says too little: which white is a column's edge, how far lines of one cell stand apart, which columns
//! are filled once a row. So the heads are found first, by their words; the [columns] are the white below them on all
//! pages; [rows] are the cheapest way to part what stands in the columns of the table's own level; [levels] are what
//! stands left of it, over one row or several. Where no way is cheap the table is not read.

mod columns;
mod heads;
mod levels;
mod page;
mod rows;

use super::evidence::unpainted::{MOST_COST, NEAR};
use super::heads::Heads;
use super::nodes::Other;
use crate::geometry::{PageNumber, Turn};
use crate::layout::cells::Line;
use crate::layout::grid::{Block, Grid, GridCell, GridKind};
use crate::layout::lines::words_to_lines;
use crate::layout::words::{WordId, Words};
use columns::Columns;
use page::Page;
use rows::{Plan, Stand, Type};

/// What a document's blocks become.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) blocks: Vec<Block>,
    /// Tables whose rows are not sure: the page and words of their heads, and all that stands in them.
    pub(super) unread: Vec<(PageNumber, String, Vec<WordId>)>,
    /// Where another way to part a table is nearly as good.
    pub(super) near: Vec<Other>,
}

/// A document's blocks, with such tables cut anew.
pub(super) fn blocks(blocks: Vec<Block>, words: &Words) -> Cut {
    let mut out = Cut { blocks: Vec::with_capacity(blocks.len()), ..Cut::default() };
    let mut run: Vec<Block> = Vec::new();
    for block in blocks {
        if is_unpainted(&block) {
            run.push(block);
        } else {
            cut(std::mem::take(&mut run), &mut out, words);
            out.blocks.push(block);
        }
    }
    cut(run, &mut out, words);
    out
}

/// Lines, and grids between whose cells hardly anything is painted.
fn is_unpainted(block: &Block) -> bool {
    let Block::Grid(grid) = block else { return true };
    if grid.kind != GridKind::HalfRuled {
        return grid.kind == GridKind::Aligned;
    }
    let lined = |c: &GridCell| c.sides.top || c.sides.bottom || c.sides.left || c.sides.right;
    // Backgrounds of heads and bands say nothing of rows.
    let several = |row: usize| grid.cells.iter().filter(|c| c.rows.start == row && !c.cell.is_empty()).count() > 1;
    let painted = (1..grid.rows.len() - 1).filter(|row| {
        several(*row) && grid.cells.iter().any(|c| c.rows.start == *row && c.filled && !c.cell.is_empty())
    });
    !grid.cells.iter().any(lined) && painted.count() < FEWEST_PAINTED
}

/// Rows with backgrounds are bands across a table, unless so many have several cells.
const FEWEST_PAINTED: usize = 2;

/// The lines of one page of a run, and what they were.
struct Sheet {
    lines: Vec<Line>,
    blocks: Vec<Block>,
}

fn page_of(block: &Block) -> u32 {
    match block {
        Block::Lines(lines) => lines.first().map_or(0, |line| line.page),
        Block::Grid(grid) => grid.page,
    }
}

fn sheets(run: Vec<Block>, words: &Words) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut page = None;
    for block in run {
        let own = Some(page_of(&block));
        if own != page || sheets.is_empty() {
            sheets.push(Sheet { lines: Vec::new(), blocks: Vec::new() });
            page = own;
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.blocks.push(block);
        }
    }
    for sheet in &mut sheets {
        let ids = sheet.blocks.iter().flat_map(|block| match block {
            Block::Lines(lines) => lines.iter().flat_map(|line| line.words.iter().copied()).collect::<Vec<_>>(),
            Block::Grid(grid) => grid.cells.iter().flat_map(|c| c.cell.words()).collect(),
        });
        sheet.lines = words_to_lines(ids, words);
    }
    sheets
}

/// A run with its tables cut anew; as it was where it has none.
fn cut(run: Vec<Block>, out: &mut Cut, words: &Words) {
    let sheets = sheets(run, words);
    let mut at = (0, 0);
    while at.0 < sheets.len() {
        let sheet = &sheets[at.0];
        let found = (at.1..sheet.lines.len()).find_map(|line| table(&sheets, (at.0, line), words));
        match found {
            Some(Found { from, end, table: Read::Sure(blocks, near) }) => {
                out.near.extend(near);
                rest(sheet, at.1..from, &mut out.blocks);
                out.blocks.extend(blocks);
                at = end;
            }
            Some(Found { from, end, table: Read::Unsure(page, heads, ids) }) => {
                rest(sheet, at.1..from, &mut out.blocks);
                out.unread.push((page, heads, ids));
                at = end;
            }
            // As it was, to the end of its last page.
            Some(Found { end, table: Read::Other, .. }) if at.1 == 0 => {
                let last = end.0.min(sheets.len() - 1);
                out.blocks.extend(sheets[at.0..=last].iter().flat_map(|sheet| sheet.blocks.clone()));
                at = (last + 1, 0);
            }
            _ => {
                rest(sheet, at.1..sheet.lines.len(), &mut out.blocks);
                at = (at.0 + 1, 0);
            }
        }
    }
}

/// Lines outside a table: blocks that stand wholly among them as they were.
fn rest(sheet: &Sheet, lines: std::ops::Range<usize>, out: &mut Vec<Block>) {
    if lines == (0..sheet.lines.len()) {
        out.extend(sheet.blocks.iter().cloned());
        return;
    }
    let whole = lines.start == 0;
    let lines = &sheet.lines[lines];
    let Some(bottom) = lines.last().map(|line| line.rect.y1) else { return };
    let own = |block: &Block| -> Vec<Line> {
        match block {
            Block::Lines(own) => own.clone(),
            Block::Grid(grid) => grid.cells.iter().flat_map(|c| c.cell.lines.clone()).collect(),
        }
    };
    let is_above = |block: &&Block| own(block).iter().all(|line| line.rect.center_y() < bottom);
    let above: Vec<&Block> = if whole { sheet.blocks.iter().take_while(is_above).collect() } else { Vec::new() };
    let top = above.iter().flat_map(|block| own(block)).map(|line| line.rect.y1).fold(f32::MIN, f32::max);
    out.extend(above.into_iter().cloned());
    let left: Vec<Line> = lines.iter().filter(|line| line.rect.center_y() > top).cloned().collect();
    if !left.is_empty() {
        out.push(Block::Lines(left));
    }
}

/// Heads begin in one of so many lines.
const MOST_STARTS: usize = 3;

/// A table, and what became of it.
struct Found {
    /// The first line of its heads.
    from: usize,
    /// The sheet and line after its last.
    end: (usize, usize),
    table: Read,
}

enum Read {
    Sure(Vec<Block>, Option<Other>),
    /// The page and words of its heads, and its words.
    Unsure(PageNumber, String, Vec<WordId>),
    /// So little says that it is a table of the tree that other readings may do better.
    Other,
}

/// The table whose heads begin at this line of a sheet, if heads do and its rows are sure.
fn table(sheets: &[Sheet], (first, line): (usize, usize), words: &Words) -> Option<Found> {
    let lines: Vec<&[Line]> = sheets[first..].iter().map(|sheet| sheet.lines.as_slice()).collect();
    // The first line of heads may say nothing by itself.
    let starts = line..lines[0].len().min(line + MOST_STARTS);
    let found = starts.filter_map(|start| Columns::find(&lines, start, words).map(|found| (start, found)));
    let (line, (_, columns)) = found.max_by_key(|(start, (rank, _))| (*rank, std::cmp::Reverse(*start)))?;
    let pages: Vec<Page> = columns.pages(&lines, line, words);
    let heads = columns.heads(words)?;
    let Best { cost, rows, grids, other } = best(&pages, &columns, &heads, words)?;
    let end = columns.end();
    let known = heads.columns.iter().filter(|column| column.known).count();
    // Words that run another way than the page's stand over columns that they do not tell.
    let turned = columns.heads.iter().flat_map(|c| c.cell.words()).any(|id| words.turn(id) != Turn::Upright);
    let table = if rows < FEWEST_ROWS {
        Read::Other
    } else if cost <= MOST_COST * rows as f32 && !turned {
        let above = |page: &Page| (!page.above.is_empty()).then(|| Block::Lines(page.above.clone()));
        let own = |(page, grid)| above(page).into_iter().chain([Block::Grid(grid)]);
        Read::Sure(pages.iter().zip(grids).flat_map(own).collect(), other)
    } else if known >= FEWEST_KNOWN {
        let ids = grids.iter().flat_map(|grid| grid.cells.iter().flat_map(|c| c.cell.words())).collect();
        let labels: Vec<&str> = heads.columns.iter().map(|c| c.label.as_str()).filter(|l| !l.is_empty()).collect();
        Read::Unsure(pages.first().map_or(0, |page| page.number), labels.join(" | "), ids)
    } else {
        Read::Other
    };
    Some(Found { from: line, end: (first + end.0, end.1), table })
}

/// Labels beside their values over a page are fewer rows than a table has.
const FEWEST_ROWS: usize = 3;

/// With so many known heads it is a table of the tree, whatever else it looks like.
const FEWEST_KNOWN: usize = 5;

/// The cheapest way, and what the next best says where they differ, if it is as good or nearly.
struct Best {
    cost: f32,
    rows: usize,
    grids: Vec<Grid>,
    other: Option<Other>,
}

/// The cheapest way to part the pages into rows, and the grids that it gives.
fn best(pages: &[Page], columns: &Columns, heads: &Heads, words: &Words) -> Option<Best> {
    let plan = Plan::of(&heads.columns)?;
    let letters = Type::of(pages, heads.columns.len())?;
    let facts = rows::facts(pages, heads, &plan, &letters);
    let top = rows::part(pages, &facts, &plan, &letters, Stand::Top);
    let middle = rows::part(pages, &facts, &plan, &letters, Stand::Middle);
    let ways = [(Stand::Top, &top), (Stand::Middle, &middle), (Stand::Lifted, &middle), (Stand::Beside, &middle)];
    let ways = ways.into_iter().map(|(stand, parted)| {
        let spans = levels::spans(pages, (heads, &facts), &plan, &letters, stand, parted);
        (parted.cost + spans.cost, parted, spans)
    });
    let mut ways: Vec<(f32, &rows::All, levels::Spans)> = ways.collect();
    ways.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ways = ways.into_iter();
    let (cost, parted, spans) = ways.next()?;
    let rows = parted.pages.iter().flatten().map(|parted| parted.rows.len()).sum();
    // The next best that parts the table otherwise.
    let other = ways.find_map(|(other, all, others)| {
        let near = other - cost < NEAR * rows as f32;
        near.then(|| differs(pages, &plan, heads, (parted, &spans), (all, &others))).flatten()
    });
    let grids = pages
        .iter()
        .enumerate()
        .map(|(at, page)| page.grid(columns, &plan, &parted.pages[at], &spans.pages[at], words));
    Some(Best { cost, rows, grids: grids.collect(), other })
}

/// Where two ways to part a table first differ.
fn differs(
    pages: &[Page],
    plan: &Plan,
    heads: &Heads,
    (one, spans): (&rows::All, &levels::Spans),
    (other, others): (&rows::All, &levels::Spans),
) -> Option<Other> {
    let label = |column: usize| heads.columns.get(column).map(|c| c.label.clone()).unwrap_or_default();
    for (at, page) in pages.iter().enumerate() {
        for (nth, stretch) in page.stretches.iter().enumerate() {
            let (a, b) = (&one.pages[at][nth].rows, &other.pages[at][nth].rows);
            let text = |pieces: &[usize]| {
                let own = pieces.iter().filter_map(|at| stretch.pieces.get(*at));
                own.map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
            };
            let name = |row: &Vec<usize>| {
                let is_name = |at: &&usize| stretch.pieces.get(**at).is_some_and(|p| p.column == plan.name);
                text(&row.iter().filter(is_name).copied().collect::<Vec<usize>>())
            };
            if let Some((a, b)) = a.iter().zip(b).find(|(a, b)| a != b) {
                let (page, head) = (page.number, label(plan.name));
                return Some(Other { page, head, first: name(a), second: name(b) });
            }
            let runs = spans.pages[at][nth].iter().zip(&others.pages[at][nth]);
            let unlike = |(a, b): &(&levels::Run, &levels::Run)| (&a.rows, &a.pieces) != (&b.rows, &b.pieces);
            if let Some((a, b)) = runs.into_iter().find(unlike) {
                let said = |run: &levels::Run| format!("{} × {}", text(&run.pieces), run.rows.len());
                return Some(Other { page: page.number, head: label(a.column), first: said(a), second: said(b) });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
