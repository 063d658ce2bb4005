//! `1) Chilometri rifatti 2) Sinistri denunciati` beside `1) 45 km 2) 60`: two indicators in one row.

use super::nodes::{Entry, Meaning, Node, NodeId};
use super::pieces::part;
use crate::layout::cells::Cell;
use crate::layout::words::{WordId, Words};
use crate::vocabulary::fields::{Field, Level};
use std::ops::Range;

/// A numbered part of a text: its number, and what it counts.
struct Numbered {
    mark: Range<usize>,
    body: Range<usize>,
}

/// The parts of a text that is numbered from its begin: `1) .. 2) ..`.
fn numbered(text: &str) -> Vec<Numbered> {
    let mut found: Vec<Numbered> = Vec::new();
    let mut from = 0;
    for count in 1.. {
        let mark = format!("{count})");
        let begins = |at: &usize| *at == 0 || text[..*at].ends_with(char::is_whitespace);
        let Some(at) = text[from..].match_indices(&mark).map(|(at, _)| from + at).find(begins) else { break };
        if count == 1 && at > 0 {
            break;
        }
        if let Some(last) = found.last_mut() {
            last.body.end = at;
        }
        from = at + mark.len();
        found.push(Numbered { mark: at..from, body: from..text.len() });
    }
    let named = |part: &Numbered| !text[part.body.clone()].trim().is_empty();
    if found.len() > 1 && found.iter().all(named) { found } else { Vec::new() }
}

impl Meaning {
    /// Parts a row whose name and whose target, past value or result number alike; what is not numbered is of each part.
    pub(super) fn settle_numbered(&mut self, words: &Words) {
        let is_row = |node: &Node| node.level == Level::Indicator;
        if !self.nodes.all.iter().any(|node| is_row(node) && begins_numbered(&node.title, words)) {
            return;
        }
        let mut places: Vec<NodeId> = Vec::with_capacity(self.nodes.all.len());
        let mut all: Vec<Node> = Vec::with_capacity(self.nodes.all.len());
        for node in std::mem::take(&mut self.nodes.all) {
            places.push(all.len());
            match parted(&node, words).filter(|_| is_row(&node)) {
                Some((parts, marks)) => {
                    self.labels.extend(marks);
                    all.extend(parts);
                }
                None => all.push(node),
            }
        }
        let moved = |id: NodeId| places.get(id).copied().unwrap_or(id);
        all.iter_mut().for_each(|node| node.parent = node.parent.map(moved));
        self.headed.iter_mut().for_each(|id| *id = moved(*id));
        self.nodes.all = all;
    }
}

fn begins_numbered(cell: &Cell, words: &Words) -> bool {
    cell.words().next().is_some_and(|id| words.text(id).starts_with("1)"))
}

/// The rows that a row is, and the words that number them.
fn parted(node: &Node, words: &Words) -> Option<(Vec<Node>, Vec<WordId>)> {
    if !begins_numbered(&node.title, words) {
        return None;
    }
    let title = node.title.text(words);
    let names = numbered(&title.text);
    let of = |entry: &Entry| {
        let text = entry.cell.text(words);
        let parts = numbered(&text.text);
        (parts.len() == names.len()).then_some((text, parts))
    };
    let measured = |e: &&Entry| matches!(e.field, Field::Target | Field::Baseline | Field::Result | Field::TargetLevel);
    if names.len() < 2 || !node.entries.iter().filter(measured).any(|entry| of(entry).is_some()) {
        return None;
    }
    let mut marks: Vec<WordId> = names.iter().flat_map(|name| title.words_in(name.mark.clone())).collect();
    let mut rows: Vec<Node> = names
        .iter()
        .map(|name| Node { title: part(&node.title, name.body.clone(), words), entries: Vec::new(), ..node.clone() })
        .collect();
    for entry in &node.entries {
        let parts = of(entry);
        if let Some((text, parts)) = &parts {
            marks.extend(parts.iter().flat_map(|part| text.words_in(part.mark.clone())));
        }
        for (at, row) in rows.iter_mut().enumerate() {
            let cell = match &parts {
                Some((_, parts)) => part(&entry.cell, parts[at].body.clone(), words),
                None => entry.cell.clone(),
            };
            row.entries.push(Entry { cell, ..entry.clone() });
        }
    }
    Some((rows, marks))
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_text_is_numbered_from_its_begin_and_in_order() {
        for (text, parts) in [
            ("1) Alberi piantati 2) Viali rifatti", vec!["Alberi piantati", "Viali rifatti"]),
            ("1) 40 2) 3", vec!["40", "3"]),
            ("1) Alberi piantati", vec![]),
            ("Alberi 1) piantati 2) curati", vec![]),
            ("1) a 3) b", vec![]),
            ("1) 2) 3)", vec![]),
            ("Articolo 1) e 2)", vec![]),
        ] {
            let found: Vec<&str> = numbered(text).into_iter().map(|part| text[part.body].trim()).collect();
            assert_eq!(found, parts, "{text}");
        }
    }
}
