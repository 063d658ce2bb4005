//! Rows of heads among lines.

use super::{CELL_GAP, Placed, clusters};
use crate::geometry::Length;
use crate::grammar::target::reads_as_value;
use crate::layout::cells::{Line, join_words};
use crate::layout::words::{WordId, Words};
use crate::meaning::lines::segments_at;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::known;
use std::ops::Range;

/// Heads stand on at most so many lines.
const MOST_LINES: usize = 4;

/// Lines of one row of heads stand nearer than this many type sizes.
const SAME_HEADS: Length = 1.0;

/// Heads of a table, as lines.
#[derive(Debug)]
pub(super) struct Band {
    /// The lines that they fill.
    pub(super) rows: Range<usize>,
    /// From where to where each goes.
    pub(super) columns: Vec<(Length, Length)>,
    pub(super) words: Vec<Vec<WordId>>,
    /// Heads over several others, with the columns that they are over.
    pub(super) over: Vec<(Range<usize>, Vec<WordId>)>,
    /// Where the lower tier begins.
    pub(super) under_top: Length,
    pub(super) opens_objectives: bool,
    /// Months are among them.
    pub(super) gantt: bool,
}

/// The heads that begin at this line, if heads do: those of indicators, of phases, of staff.
pub(super) fn band(lines: &[Placed], from: usize, words: &Words) -> Option<Band> {
    let mut best: Option<(usize, Band)> = None;
    for end in from + 1..=(from + MOST_LINES).min(lines.len()) {
        if end - from > 1 {
            let (above, own) = (&lines[end - 2].line.rect, &lines[end - 1].line.rect);
            if own.y0 - above.y1 > SAME_HEADS * own.height() {
                break;
            }
        }
        let Some((rank, found)) = read(lines, from..end, words) else { continue };
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, found));
        }
    }
    best.map(|(_, band)| band)
}

fn read(lines: &[Placed], rows: Range<usize>, words: &Words) -> Option<(usize, Band)> {
    let by_line: Vec<Vec<Line>> = lines[rows.clone()].iter().map(|p| segments_at(&p.line, CELL_GAP, words)).collect();
    let meets = |a: &Line, b: &Line| a.rect.x0 < b.rect.x1 && b.rect.x0 < a.rect.x1;
    // A head over several others on one line below it is of none of their columns.
    let is_over = |index: usize, part: &Line| {
        by_line[index + 1..].iter().any(|below| below.iter().filter(|other| meets(part, other)).count() > 1)
    };
    let (mut over, mut own) = (Vec::new(), Vec::new());
    for (index, parts) in by_line.iter().enumerate() {
        for part in parts {
            if is_over(index, part) { over.push(part.clone()) } else { own.push(part.clone()) }
        }
    }
    let columns = clusters(own);
    let texts: Vec<String> = columns.iter().map(|(_, parts)| parts_text(parts, words)).collect();
    if columns.len() < 2 || texts.iter().any(|text| is_value(text)) {
        return None;
    }
    let spans: Vec<(Range<usize>, Line)> = over
        .into_iter()
        .filter_map(|part| {
            let covered: Vec<usize> = (0..columns.len())
                .filter(|at| columns[*at].0.x0 < part.rect.x1 && part.rect.x0 < columns[*at].0.x1)
                .collect();
            Some((*covered.first()?..covered.last()? + 1, part))
        })
        .collect();
    let above = |column: usize| {
        spans.iter().find(|(span, _)| span.contains(&column)).map(|(_, part)| part.text(words)).unwrap_or_default()
    };
    let fields: Vec<Option<Field>> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let whole = format!("{} {text}", above(at));
            known(whole.trim()).or_else(|| known(text)).map(|known| known.field)
        })
        .collect();
    let count = fields.iter().flatten().count();
    let mut different: Vec<Field> = fields.iter().flatten().copied().collect();
    different.sort_by_key(|field| *field as u8);
    different.dedup();
    let has = |wanted: &dyn Fn(Field) -> bool| different.iter().any(|field| wanted(*field));
    let months = texts.iter().filter(|text| is_month(text)).count();
    let indicators = has(&|f| f == Field::Indicator || f == Field::TypologyAndIndicator)
        && has(&|f| f.level() == Level::Indicator && f != Field::Indicator);
    let phases = has(&|f| f == Field::Phase)
        && (months >= FEWEST_MONTHS
            || has(&|f| matches!(f, Field::Start | Field::End | Field::Expected | Field::Weight)));
    let staff = columns.len() > 2 && fields.iter().all(|field| *field == Some(Field::Other));
    let sure = 2 * (count + months) >= columns.len() && (different.len() >= 2 || staff || months >= FEWEST_MONTHS);
    // What follows must be text, not labels again.
    if !sure || !(indicators || phases || staff) || lines.get(rows.end).is_none() {
        return None;
    }
    let all_known = fields.iter().zip(&texts).all(|(field, text)| field.is_some() || is_month(text));
    let rank = 100 * (count + months) + 50 * usize::from(all_known) + (MOST_LINES - rows.len());
    let under_top = by_line.last().and_then(|parts| parts.first()).map_or(0.0, |part| part.rect.y0);
    let band = Band {
        rows,
        columns: columns.iter().map(|(rect, _)| (rect.x0, rect.x1)).collect(),
        words: columns.iter().map(|(_, parts)| parts.iter().flat_map(|p| p.words.iter().copied()).collect()).collect(),
        over: spans.into_iter().map(|(span, part)| (span, part.words.to_vec())).collect(),
        under_top,
        gantt: months >= FEWEST_MONTHS,
        opens_objectives: fields.iter().flatten().any(|f| f.opens() && f.level() <= Level::Objective),
    };
    Some((rank, band))
}

fn parts_text(parts: &[Line], words: &Words) -> String {
    join_words(parts.iter().flat_map(|part| part.words.iter()), words)
}

/// A year alone is a head; any other value is none.
fn is_value(text: &str) -> bool {
    text.trim().len() != 4
        && text.starts_with(|c: char| c.is_ascii_digit() || "<>=≥≤".contains(c))
        && reads_as_value(text)
}

/// So many months in one row are those of a Gantt.
const FEWEST_MONTHS: usize = 6;

fn is_month(text: &str) -> bool {
    const INITIALS: &[&str] = &["G", "F", "M", "A", "L", "S", "O", "N", "D"];
    const NAMES: &[&str] = &["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];
    let text = text.trim();
    let folded = crate::labels::fold(text);
    INITIALS.contains(&text)
        || folded.len() >= 3 && NAMES.iter().any(|name| folded.starts_with(name)) && folded.len() <= 9
}
