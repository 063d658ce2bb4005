//! A further column of text (Fonte dei dati) before the values: in reading order nothing parts it from the
//! algorithm, but its words recur from row to row (`Protocollo informatico`), and algorithms' ends do not.

use super::pages::TextLine;
use super::rows::Kept;
use super::values::{ValueColumns, values_at_end};
use crate::labels::{self, Role};
use crate::layout::words::{WordId, Words};
use std::cell::OnceCell;
use std::collections::HashMap;

/// A data source is named in at most this many words.
const LONGEST: usize = 6;

/// A longer tail is still the same text where it recurs in this share of the places of the shorter one.
const SAME_TEXT: f32 = 0.6;

/// How often each run of words stands before values, in the whole document; counted when a table has such a
/// column, which few have.
pub(super) struct Tails<'a> {
    lines: &'a [TextLine],
    words: &'a Words,
    counts: OnceCell<HashMap<String, usize>>,
}

impl<'a> Tails<'a> {
    pub(super) fn new(lines: &'a [TextLine], words: &'a Words) -> Tails<'a> {
        Tails { lines, words, counts: OnceCell::new() }
    }

    fn count(&self) -> HashMap<String, usize> {
        let mut counts = HashMap::new();
        let columns = ValueColumns { baseline: true, targets: 3, unit: true };
        for (at, line) in self.lines.iter().enumerate() {
            let ids: Vec<WordId> = line.words.clone().collect();
            let Some(values) = values_at_end(&ids, columns, self.words) else { continue };
            let above = self.lines[at.saturating_sub(LONGEST)..at].iter().flat_map(|line| line.words.clone());
            let before: Vec<WordId> = above.chain(ids[..values.start].iter().copied()).collect();
            for length in 1..=LONGEST.min(before.len()) {
                *counts.entry(self.key(&before[before.len() - length..])).or_default() += 1;
            }
        }
        counts
    }

    fn key(&self, ids: &[WordId]) -> String {
        let mut key = String::new();
        for id in ids {
            labels::fold_into(&mut key, self.words.text(*id));
            key.push(' ');
        }
        key
    }

    /// Does a column of text that a plan has no field for stand between the algorithm and the values?
    pub(super) fn column_before_values(roles: &[Option<Role>]) -> bool {
        let at = |wanted: Role| roles.iter().position(|role| *role == Some(wanted));
        let first_value = [Role::UnitOfMeasure, Role::Baseline, Role::Target].into_iter().filter_map(at).min();
        at(Role::Source).zip(first_value).is_some_and(|(source, value)| source < value)
    }

    /// Takes that column's words from the end of a row's lines, which begin at `from`.
    pub(super) fn take(&self, kept: &mut Vec<Kept>, from: usize) -> Vec<WordId> {
        let from = from.max(kept.len().saturating_sub(LONGEST)).min(kept.len());
        let before: Vec<WordId> = kept[from..].iter().flat_map(|(ids, ..)| ids.iter().copied()).collect();
        let mut left = self.length(&before);
        let tail = before[before.len() - left..].to_vec();
        while left > 0 {
            let Some((ids, ..)) = kept.last_mut() else { break };
            if ids.len() > left {
                ids.truncate(ids.len() - left);
                break;
            }
            left -= ids.len();
            kept.pop();
        }
        tail
    }

    /// How many words at the end of these recur as the text of a column of its own.
    fn length(&self, before: &[WordId]) -> usize {
        let counts = self.counts.get_or_init(|| self.count());
        let count = |length: usize| {
            let tail = before.len().checked_sub(length).and_then(|from| before.get(from..));
            tail.and_then(|tail| counts.get(&self.key(tail))).copied().unwrap_or(0)
        };
        let mut length = 1;
        if count(length) < 2 {
            return 0;
        }
        // A cell's text begins with a capital: `realizzate Gedoc` recurs too.
        let capital = |length: usize| !self.words.text(before[before.len() - length]).starts_with(char::is_lowercase);
        let mut best = Some(length).filter(|length| capital(*length));
        while length < LONGEST && count(length + 1) as f32 >= SAME_TEXT * count(length) as f32 {
            length += 1;
            best = Some(length).filter(|length| capital(*length)).or(best);
        }
        best.unwrap_or(length)
    }
}

#[cfg(test)]
mod tests {
    use crate::running::{Paged, lines_to_pieces, text_to_lines};
    use crate::tables::pieces::Piece;

    #[test]
    fn a_recurring_text_before_the_values_is_a_column_of_its_own() {
        let row = |name: &str, source: &str| {
            format!("{name} nell'anno\n(Peso: 50,00%)\nN. {name} realizzate {source}\n% >= 70,00 %\n")
        };
        let rows: String = [("iniziative", "Protocollo\ninformatico"), ("azioni", "Gedoc"), ("visite", "Gedoc")]
            .into_iter()
            .chain([("verifiche", "Protocollo\ninformatico")])
            .map(|(name, source)| row(name, source))
            .collect();
        let text = format!(
            "Obiettivo operativo\n01.01 - Titolo (Peso: 100,00%)\nIndicatore Algoritmo Fonte Valore 2022 Target 2023\n{rows}"
        );
        let Paged { words, lines, .. } = text_to_lines(text);
        let mut found = Vec::new();
        lines_to_pieces(&lines, &words, &mut |piece| {
            if let Piece::Row(row) = piece {
                let cells: Vec<String> = row.cells.iter().map(|cell| cell.text(&words).text).collect();
                found.push((cells[1].clone(), cells[2].clone()));
            }
        });
        let expected = [
            ("N. iniziative realizzate", "Protocollo informatico"),
            ("N. azioni realizzate", "Gedoc"),
            ("N. visite realizzate", "Gedoc"),
            ("N. verifiche realizzate", "Protocollo informatico"),
        ];
        assert_eq!(found, expected.map(|(algorithm, source)| (algorithm.to_owned(), source.to_owned())));
    }
}
