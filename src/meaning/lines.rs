//! Lines outside tables: headings, labelled values below them, and prose.

use super::headings;
use super::nodes::{Entry, Meaning};
use super::pieces::part;
use super::prose;
use super::scope::Scope;
use crate::geometry::Length;
use crate::layout::cells::{Cell, Line};
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::known;

/// A heading goes on over at most this many lines.
const HEADING_LINES: usize = 4;

/// Lines of one paragraph stand nearer than this many type sizes.
const SAME_PARAGRAPH: Length = 0.75;

/// Lines that belong together: of one size, near one another, of one page. A line that opens a level or begins with a
/// label begins a paragraph of its own.
pub(crate) fn paragraphs(lines: &[Line], words: &Words) -> Vec<Cell> {
    let mut found: Vec<Cell> = Vec::new();
    for line in lines {
        let begins = || {
            let text = line.text(words);
            headings::heading(&text, false).is_some() || !labels_in(&text).is_empty()
        };
        let near = found.last().and_then(|cell| cell.lines.last()).is_some_and(|last| {
            last.page == line.page
                && line.rect.y0 - last.rect.y1 < SAME_PARAGRAPH * line.rect.height()
                && (line.rect.height() - last.rect.height()).abs() < 0.1 * line.rect.height()
        });
        match found.last_mut() {
            Some(cell) if near && !begins() => cell.lines.push(line.clone()),
            _ => found.push(Cell { lines: vec![line.clone()] }),
        }
    }
    found
}

/// Does a paragraph open a level?
pub(crate) fn opens(cell: &Cell, words: &Words) -> bool {
    cell.lines.len() <= HEADING_LINES && headings::heading(&cell.text(words).text, false).is_some()
}

/// Reads a paragraph: a heading opens its level, labelled values belong to the open objective, all else is prose.
pub(crate) fn read(cell: &Cell, in_table: bool, scope: &mut Scope, meaning: &mut Meaning, words: &Words) {
    let text = cell.text(words).text;
    if cell.lines.len() <= HEADING_LINES
        && let Some(heading) = headings::heading(&text, false)
    {
        meaning.labels.extend(part(cell, 0..heading.body.start, words).words());
        let title = part(cell, heading.body, words);
        let node = scope.open(heading.field, title, meaning, words);
        meaning.headed.push(node);
        return;
    }
    let labels = labels_in(&text);
    let objective = scope.objective().filter(|_| !in_table);
    let (Some(node), false) = (objective, labels.is_empty()) else {
        if let Some(node) =
            objective.filter(|node| labels.is_empty() && meaning.headed.contains(node) && is_bare(meaning, *node))
        {
            return meaning.nodes.set(
                node,
                Entry {
                    field: Field::Description,
                    year: None,
                    ordinal: None,
                    label: String::new(),
                    cell: cell.clone(),
                },
            );
        }
        return meaning.left.push(prose(cell));
    };
    for (index, (field, start, value)) in labels.iter().enumerate() {
        let end = labels.get(index + 1).map_or(text.len(), |(_, next, _)| *next);
        meaning.labels.extend(part(cell, *start..*value, words).words());
        let label = text[*start..*value].trim().trim_end_matches(':').to_owned();
        let cell = part(cell, *value..end, words);
        if !cell.is_empty() {
            meaning.nodes.set(node, Entry { field: *field, year: None, ordinal: None, label, cell });
        }
    }
    if let Some((_, start, _)) = labels.first()
        && *start > 0
    {
        meaning.left.push(prose(&part(cell, 0..*start, words)));
    }
}

/// Nothing has been read of the node but its title.
fn is_bare(meaning: &Meaning, node: super::nodes::NodeId) -> bool {
    meaning.nodes.get(node).is_some_and(|n| n.entries.is_empty()) && meaning.nodes.all.len() == node + 1
}

/// The labels in a line, each with its field, where it begins and where its value begins: `Peso: 6 Tempi: ..`.
fn labels_in(text: &str) -> Vec<(Field, usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for (colon, _) in text.match_indices(':') {
        let before = &text[from..colon];
        // The longest run of words before the colon that is a label, at the line's begin or after another value.
        let starts = before
            .char_indices()
            .filter(|(at, c)| !c.is_whitespace() && (*at == 0 || before[..*at].ends_with(char::is_whitespace)));
        let label = starts.map(|(at, _)| from + at).find_map(|start| {
            let label = known(&text[start..colon]).filter(|k| k.whole && belongs(k.field))?;
            Some((label.field, start, colon + 1))
        });
        if let Some(label) = label.filter(|(_, start, _)| !found.is_empty() || *start == 0) {
            from = colon + 1;
            found.push(label);
        }
    }
    found
}

/// Fields that an objective's lines may have.
fn belongs(field: Field) -> bool {
    matches!(field.level(), Level::Objective | Level::Nearest)
        && !field.opens()
        && !matches!(field, Field::Counter | Field::Year | Field::Title)
}
