//! Lines to pieces by labels: a section's heading, an objective's fields, column heads, and the body
//! below them.

use super::pages::TextLine;
use super::rows::body_to_rows;
use super::tails::Tails;
use crate::grammar::heading;
use crate::labels::{self, Label, Role};
use crate::layout::cells::{Cell, Line, join_words};
use crate::layout::words::{WordId, Words};
use crate::tables::pieces::{Head, Piece};

/// A label wraps over at most this many lines.
const LABEL_LINES: usize = 3;

/// Column heads wrap over at most this many lines.
const HEAD_LINES: usize = 24;

/// A section's heading goes on over at most this many lines before an objective's label.
const HEADING_LINES: usize = 4;

/// The pieces of a text, handed on an objective at a time: a long text has more of them than memory is
/// worth.
pub(crate) fn lines_to_pieces(lines: &[TextLine], words: &Words, take: &mut dyn FnMut(Piece)) {
    let tails = Tails::new(lines, words);
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some(end) = section_at(&lines[at..], words) {
            pieces.push(Piece::Line(cell(&lines[at..at + end], words)));
            at += end;
        } else if objective_at(&lines[at..], words).is_some() {
            at += objective(&lines[at..], &tails, words, &mut pieces);
        } else {
            pieces.push(Piece::Line(cell(&lines[at..=at], words)));
            at += 1;
        }
        pieces.drain(..).for_each(&mut *take);
    }
}

fn cell(lines: &[TextLine], words: &Words) -> Cell {
    Cell::new(lines.iter().filter_map(|l| Line::new(l.words.clone().collect(), words)).collect())
}

/// The heading of a section at the first line, and how many lines it takes: what stands between it and the
/// next objective's label (or next heading).
fn section_at(lines: &[TextLine], words: &Words) -> Option<usize> {
    let text = lines.first()?.text(words);
    heading::section(&text)?;
    (1..=HEADING_LINES.min(lines.len() - 1)).find(|end| {
        let next = &lines[*end..];
        let rest = next.first().map(|l| l.text(words)).unwrap_or_default();
        objective_at(next, words).is_some() || heading::section(&rest).is_some() && next[0].after_blank
    })
}

/// A label found at the beginning of a line: how many lines and, of the last, how many words it takes.
struct LabelAt {
    label: Label,
    words: Vec<WordId>,
    lines: usize,
    /// Words of the last label line that are not label.
    rest: Vec<WordId>,
}

/// The longest label of these roles at the beginning of the lines.
fn label_at(lines: &[TextLine], wanted: impl Fn(Role) -> bool + Copy, words: &Words) -> Option<LabelAt> {
    let mut folded = String::new();
    let mut taken: Vec<WordId> = Vec::new();
    let mut best: Option<LabelAt> = None;
    // `[descrizione]` and `(Peso:` are values though their letters are a label's.
    let first = lines.first().map(|l| words.text(l.words.start))?;
    if !first.starts_with(char::is_alphanumeric) {
        return None;
    }
    for (index, line) in lines.iter().take(LABEL_LINES).enumerate() {
        for id in line.words.clone() {
            labels::fold_into(&mut folded, words.text(id));
            if !labels::begins_label(&folded, wanted) {
                return best;
            }
            taken.push(id);
            if let Some(label) = labels::exact_folded(&folded).filter(|l| wanted(l.role)) {
                let rest = (id + 1..line.words.end).collect();
                best = Some(LabelAt { label, words: taken.clone(), lines: index + 1, rest });
            }
        }
    }
    best
}

/// An objective's label: alone on its line, or before a code.
fn objective_at(lines: &[TextLine], words: &Words) -> Option<LabelAt> {
    let found = label_at(lines, Role::opens_objective, words)?;
    let alone = found.rest.is_empty();
    let coded = || heading::begins_with_code(&join_words(&found.rest, words));
    let coded_below = || lines.get(found.lines).is_some_and(|l| heading::begins_with_code(&l.text(words)));
    // `Obiettivo` alone is also a word of a sentence.
    let whole = found.words.len() > 1 || alone && coded_below();
    (coded() || alone && whole).then_some(found)
}

/// Reads an objective; how many lines it took.
fn objective(lines: &[TextLine], tails: &Tails<'_>, words: &Words, pieces: &mut Vec<Piece>) -> usize {
    let mut at = 0;
    let mut open: Option<(Label, Vec<WordId>, Cell)> = None;
    let mut has_units = false;
    let close = |open: &mut Option<(Label, Vec<WordId>, Cell)>, pieces: &mut Vec<Piece>| {
        if let Some((label, label_words, value)) = open.take() {
            pieces.push(Piece::Field { label: Some(label), label_words, value });
        }
    };
    while at < lines.len() {
        let here = &lines[at..];
        if at > 0 && (objective_at(here, words).is_some() || section_at(here, words).is_some()) {
            break;
        }
        if let Some((heads, count)) = heads_at(here, words) {
            close(&mut open, pieces);
            at += count;
            let end = body_end(&lines[at..], words);
            pieces.push(Piece::Heads(heads.clone()));
            body(&lines[at..at + end], &heads, tails, words, pieces);
            return at + end;
        }
        let field = if at == 0 { objective_at(here, words) } else { field_at(here, open.as_ref(), has_units, words) };
        match field {
            Some(found) => {
                close(&mut open, pieces);
                has_units |= found.label.role == Role::Units;
                let first = Line::new(found.rest, words);
                open = Some((found.label, found.words, Cell::new(first.into_iter().collect())));
                at += found.lines;
            }
            None => {
                if let Some((_, _, value)) = &mut open {
                    value.lines.extend(Line::new(here[0].words.clone().collect(), words));
                }
                at += 1;
            }
        }
    }
    close(&mut open, pieces);
    at
}

/// A field's label. `Servizio` and its like also begin the names of units: such a label counts only
/// where the field before is closed and no units were named yet.
fn field_at(
    lines: &[TextLine],
    open: Option<&(Label, Vec<WordId>, Cell)>,
    has_units: bool,
    words: &Words,
) -> Option<LabelAt> {
    let found = label_at(lines, |role| role.names_field() && !role.opens_objective() && role != Role::Area, words)?;
    let single = found.words.len() == 1;
    let colon = found.words.last().is_some_and(|id| words.text(*id).ends_with(':'));
    let closed = open.is_none_or(|(label, _, value)| {
        let text = value.text(words).text;
        label.role == Role::Description || text.ends_with(')') && !heading::attributes(&text).is_empty()
    });
    let sure = match found.label.role {
        Role::Units => !has_units && (!single || colon || closed),
        Role::Description => true,
        _ => colon || found.rest.is_empty() || closed,
    };
    sure.then_some(found)
}

/// Column heads: lines of nothing but labels, beginning with the indicator's.
fn heads_at(lines: &[TextLine], words: &Words) -> Option<(Vec<Head>, usize)> {
    let first = lines.first()?;
    let begins = labels::begins_label(&labels::fold(words.text(first.words.start)), |r| r == Role::Indicator);
    if !begins {
        return None;
    }
    let all: Vec<(usize, WordId)> = lines
        .iter()
        .take(HEAD_LINES)
        .enumerate()
        .flat_map(|(n, line)| line.words.clone().map(move |id| (n, id)))
        .collect();
    let mut heads: Vec<Head> = Vec::new();
    let mut at = 0;
    let mut taken_lines = 0;
    while at < all.len() {
        let mut folded = String::new();
        let mut longest: Option<(Label, usize)> = None;
        for (n, (_, id)) in all[at..].iter().enumerate() {
            labels::fold_into(&mut folded, words.text(*id));
            if !labels::begins_label(&folded, Role::heads_column) {
                break;
            }
            if let Some(label) = labels::exact_folded(&folded).filter(|l| l.role.heads_column()) {
                longest = Some((label, at + n + 1));
            }
        }
        let Some((label, end)) = longest else { break };
        let ids: Vec<WordId> = all[at..end].iter().map(|(_, id)| *id).collect();
        let rect = crate::layout::cells::bounds(&ids, words);
        heads.push(Head { label: Some(label), words: ids, rect });
        // A line is taken whole or not at all.
        if all.get(end).is_none_or(|(line, _)| *line != all[end - 1].0) {
            taken_lines = all[end - 1].0 + 1;
        }
        at = end;
    }
    let whole: usize = lines[..taken_lines].iter().map(|l| l.words.len()).sum();
    let mut seen = 0;
    heads.retain(|head| {
        seen += head.words.len();
        seen <= whole
    });
    let has = |role| heads.iter().any(|h| h.label.is_some_and(|l| l.role == role));
    (heads.len() >= 2 && has(Role::Indicator) && (has(Role::Algorithm) || has(Role::Target)))
        .then_some((heads, taken_lines))
}

/// Where a body ends: at the next objective's label or section's heading.
fn body_end(lines: &[TextLine], words: &Words) -> usize {
    (0..lines.len())
        .find(|at| objective_at(&lines[*at..], words).is_some() || section_at(&lines[*at..], words).is_some())
        .unwrap_or(lines.len())
}

/// The rows of a body; column heads may be repeated in it, at the head of a page.
fn body(lines: &[TextLine], heads: &[Head], tails: &Tails<'_>, words: &Words, pieces: &mut Vec<Piece>) {
    let mut kept: Vec<TextLine> = Vec::with_capacity(lines.len());
    let mut at = 0;
    let mut repeated_at_page = false;
    while at < lines.len() {
        if let Some((repeated, count)) = heads_at(&lines[at..], words) {
            repeated_at_page |= lines[at].first_of_page;
            pieces.push(Piece::Heads(repeated));
            at += count;
            continue;
        }
        let mut line = lines[at].clone();
        line.first_of_page |= std::mem::take(&mut repeated_at_page);
        kept.push(line);
        at += 1;
    }
    pieces.extend(body_to_rows(&kept, heads, tails, words).into_iter().map(Piece::Row));
}
