//! Where values stand whose labels are not beside them: one document puts them over their labels or under.

use super::waiting::Stand;
use super::{labels, lines, rows};
use crate::geometry::Length;
use crate::layout::grid::{Block, GridKind};
use crate::layout::words::Words;
use crate::vocabulary::fields::Field;

/// What a row of a grid or a line is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Labels,
    Text,
    /// Anything that is no value: a heading, a table, a row of label and value.
    Else,
}

/// Do headings begin with codes that name operational objectives?
pub(crate) fn deeper_codes(blocks: &[Block], words: &Words) -> bool {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Lines(lines) => Some(lines),
        Block::Grid(_) => None,
    });
    lines.flatten().any(|line| {
        let heading = super::headings::heading(&line.text(words), false);
        heading.is_some_and(|h| h.field == Field::Objective && h.body.start == 0)
    })
}

/// Do strategic objectives have boxes of their own, with no other objective in them?
pub(crate) fn strategic_boxes(blocks: &[Block], words: &Words) -> bool {
    let (mut own, mut shared) = (0, 0);
    for block in blocks {
        let Block::Grid(grid) = block else { continue };
        let labels = grid.cells.iter().filter(|c| c.columns.start == 0 && !c.cell.is_empty());
        let mut labels = labels.filter_map(|c| labels::sure_label(&c.cell.text(words).text)).map(|known| known.field);
        if labels.next() != Some(Field::Strategic) {
            continue;
        }
        let rest: Vec<Field> = labels.collect();
        let other = rest.iter().any(|field| matches!(field, Field::Objective | Field::Individual));
        if other { shared += 1 } else { own += usize::from(!rest.is_empty()) }
    }
    own > shared
}

/// A document's way, by what its rows of labels stand next to.
pub(crate) fn of(blocks: &[Block], words: &Words) -> Stand {
    let mut kinds: Vec<(Kind, Option<(Length, Length)>)> = Vec::new();
    for block in blocks {
        match block {
            Block::Lines(found) => {
                for line in found {
                    let text = line.text(words);
                    let kind = if lines::is_labels(line, words) {
                        Kind::Labels
                    } else if lines::opens(line, words)
                        || lines::is_labelled(line, words)
                        || labels::is_form_title(&text)
                    {
                        Kind::Else
                    } else {
                        Kind::Text
                    };
                    kinds.push((kind, Some((line.rect.y0, line.rect.y1))));
                }
            }
            Block::Grid(grid) if grid.kind == GridKind::Aligned => kinds.push((Kind::Else, None)),
            Block::Grid(grid) => kinds.extend((0..grid.rows.len() - 1).map(|row| (kind_of(grid, row, words), None))),
        }
    }
    let (mut over, mut under) = (0.0_f32, 0.0_f32);
    for at in 0..kinds.len() {
        if kinds[at].0 != Kind::Labels {
            continue;
        }
        let before = at.checked_sub(1).map_or(Kind::Else, |at| kinds[at].0);
        let after = kinds.get(at + 1).map_or(Kind::Else, |k| k.0);
        // Nothing above it can be its value, or nothing below.
        under += f32::from(u8::from(before != Kind::Text));
        over += f32::from(u8::from(after != Kind::Text));
        // The value is the nearer text.
        if let (Some(Some(above)), Some(own), Some(Some(below))) =
            (at.checked_sub(1).map(|at| kinds[at].1), kinds[at].1, kinds.get(at + 1).map(|k| k.1))
            && before == Kind::Text
            && after == Kind::Text
        {
            let (gap_above, gap_below) = (own.0 - above.1, below.0 - own.1);
            if gap_above >= 0.0 && gap_below >= 0.0 && (gap_above - gap_below).abs() > 0.2 * (own.1 - own.0) {
                if gap_above < gap_below { over += 1.0 } else { under += 1.0 }
            }
        }
    }
    if over > under { Stand::Over } else { Stand::Under }
}

fn kind_of(grid: &crate::layout::grid::Grid, row: usize, words: &Words) -> Kind {
    let texts: Vec<String> = grid
        .cells
        .iter()
        .filter(|c| c.rows.start == row && !c.cell.is_empty())
        .map(|c| c.cell.text(words).text)
        .collect();
    let labelled = texts.iter().filter(|text| labels::sure_label(text).is_some()).count();
    let heads = texts.len() >= 3 && super::heads::heads_at(grid, row, words).is_some();
    match labelled {
        _ if texts.is_empty() || heads || rows::begins_pairs(grid, row, words) => Kind::Else,
        count if count == texts.len() => Kind::Labels,
        0 if !texts.iter().all(|text| labels::is_form_title(text)) => Kind::Text,
        _ => Kind::Else,
    }
}
