//! Sheets: labels beside, over, or together with their values.

use super::heads::heads_at;
use super::nodes::{Entry, Left, Meaning, NodeId};
use super::pieces::part;
use super::scope::Scope;
use super::{bands, headings, prose};
use crate::layout::cells::Cell;
use crate::layout::grid::{Grid, GridCell};
use crate::layout::words::{WordId, Words};
use crate::plan::model::Reason;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::{Known, known};
use std::ops::Range;

/// A label and what stands beside it.
#[derive(Debug)]
struct Pair {
    known: Known,
    label: String,
    label_words: Vec<WordId>,
    value: Cell,
}

/// Labelled values of one sheet, until its objective is known.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pairs: Vec<Pair>,
    /// Cells beside no label.
    loose: Vec<Cell>,
    /// Fields of the open sheet that it has once.
    seen: Vec<Field>,
    /// The last indicator told by label and value.
    indicator: Option<NodeId>,
}

fn label_of(cell: &Cell, words: &Words) -> Option<Known> {
    let text = cell.text(words).text;
    let known = known(&text).filter(|k| k.field != Field::Year && k.field != Field::Counter)?;
    // A question is longer than its pattern; any other label is whole.
    let question = text.contains('?') || text.ends_with(')') || text.split_whitespace().count() > 4;
    (known.whole || question && text.starts_with(char::is_alphanumeric)).then_some(known)
}

fn starting(grid: &Grid, row: usize) -> Vec<&GridCell> {
    let mut cells: Vec<&GridCell> = grid.cells.iter().filter(|c| c.rows.start == row && !c.cell.is_empty()).collect();
    cells.sort_by_key(|c| c.columns.start);
    cells
}

/// Does this row begin with an objective's label and its value, as a sheet's rows do?
pub(crate) fn begins(grid: &Grid, row: usize, words: &Words) -> bool {
    let cells = starting(grid, row);
    let (Some(first), true) = (cells.first(), cells.len() >= 2) else { return false };
    let all_labels = cells.iter().all(|c| label_of(&c.cell, words).is_some());
    let is_label = label_of(&first.cell, words).is_some_and(|k| k.field.level() != Level::Indicator && k.whole);
    is_label && !all_labels && heads_at(grid, row, words).is_none()
}

/// Is this row labels and values in turn, though half of its cells pass for heads?
pub(crate) fn begins_pairs(grid: &Grid, row: usize, words: &Words) -> bool {
    let cells = starting(grid, row);
    let labels: Vec<bool> = cells.iter().map(|c| label_of(&c.cell, words).is_some()).collect();
    let alternate = labels.len() >= 2
        && labels.len() % 2 == 0
        && labels.iter().enumerate().all(|(at, label)| *label == (at % 2 == 0));
    // A value that begins as a label does is a head.
    alternate && !cells.iter().skip(1).step_by(2).any(|c| known(&c.cell.text(words).text).is_some())
}

/// Some rows of a grid as a grid of their own, cells that end later cut.
pub(crate) fn rows_of(grid: &Grid, rows: Range<usize>) -> Grid {
    let mut part = grid.clone();
    part.cells.retain(|c| rows.contains(&c.rows.start));
    for cell in &mut part.cells {
        cell.rows.end = cell.rows.end.min(rows.end);
    }
    part.rows.truncate(rows.end + 1);
    part
}

impl Sheet {
    pub(crate) fn has_objective(&self) -> bool {
        self.pairs.iter().any(|p| matches!(p.known.field, Field::Objective | Field::Individual))
    }

    /// Reads a row that no heads are over; answers the next row to be read.
    pub(crate) fn row(
        &mut self,
        grid: &Grid,
        row: usize,
        scope: &mut Scope,
        meaning: &mut Meaning,
        words: &Words,
    ) -> usize {
        let cells = starting(grid, row);
        let labels: Vec<Option<Known>> = cells.iter().map(|c| label_of(&c.cell, words)).collect();
        if cells.is_empty() {
            return row + 1;
        }
        // Labels over their values.
        if labels.iter().all(Option::is_some) {
            let below = starting(grid, row + 1);
            let values = !below.is_empty() && below.iter().all(|c| label_of(&c.cell, words).is_none());
            if values && row + 2 < grid.rows.len() {
                let mut used = vec![false; below.len()];
                for (cell, label) in cells.iter().zip(&labels) {
                    let Some(label) = label else { continue };
                    let mut value = Cell::default();
                    for (index, under) in below.iter().enumerate() {
                        if !used[index] && cell.columns.contains(&under.columns.start) {
                            used[index] = true;
                            value.append(under.cell.clone());
                        }
                    }
                    self.pair(*label, &cell.cell, value, scope, meaning, words);
                }
                for (index, under) in below.iter().enumerate() {
                    if !used[index] {
                        self.loose.push(under.cell.clone());
                    }
                }
                return row + 2;
            }
        }
        if labels.iter().any(Option::is_some) {
            self.beside(&cells, &labels, scope, meaning, words);
            return row + 1;
        }
        for cell in cells {
            self.alone(&cell.cell, scope, meaning, words);
        }
        row + 1
    }

    /// `label | value | label | value`.
    fn beside(
        &mut self,
        cells: &[&GridCell],
        labels: &[Option<Known>],
        scope: &mut Scope,
        meaning: &mut Meaning,
        words: &Words,
    ) {
        let mut open: Option<(Known, Cell, Cell)> = None;
        for (cell, label) in cells.iter().zip(labels) {
            // A value that happens to be a label's word stands where a value is due.
            let due = open.as_ref().is_some_and(|(_, _, value)| value.is_empty());
            match (label, &mut open) {
                (Some(label), _) if !due || label.field.level() != Level::Nearest => {
                    if let Some((known, label, value)) = open.take() {
                        self.pair(known, &label, value, scope, meaning, words);
                    }
                    open = Some((*label, cell.cell.clone(), Cell::default()));
                }
                (_, Some((_, _, value))) => value.append(cell.cell.clone()),
                (_, None) => self.alone(&cell.cell, scope, meaning, words),
            }
        }
        if let Some((known, label, value)) = open {
            self.pair(known, &label, value, scope, meaning, words);
        }
    }

    /// A cell beside no label: one that holds label and value, a band, a title.
    fn alone(&mut self, cell: &Cell, scope: &mut Scope, meaning: &mut Meaning, words: &Words) {
        let text = cell.text(words);
        if let Some(colon) = text.text.find(':')
            && let Some(label) = known(&text.text[..colon]).filter(|k| k.whole)
            && !label.field.opens()
        {
            let (label_cell, value) = (part(cell, 0..colon + 1, words), part(cell, colon + 1..text.text.len(), words));
            return self.pair(label, &label_cell, value, scope, meaning, words);
        }
        if let Some(first) = text.breaks.first()
            && let Some(label) = known(text.text[..first.at].trim()).filter(|k| k.whole)
        {
            let (label_cell, value) = (part(cell, 0..first.at, words), part(cell, first.at..text.text.len(), words));
            return self.pair(label, &label_cell, value, scope, meaning, words);
        }
        if headings::heading(&text.text, true).is_some() {
            std::mem::take(self).flush(scope, meaning, words);
            bands::read(cell, scope, meaning, words);
            return;
        }
        self.loose.push(cell.clone());
    }

    fn pair(
        &mut self,
        known: Known,
        label: &Cell,
        value: Cell,
        scope: &mut Scope,
        meaning: &mut Meaning,
        words: &Words,
    ) {
        let once = known.field.level() <= Level::Objective && known.field != Field::Area || known.field.opens();
        let of_indicator = self.indicator.is_some() || self.pairs.iter().any(|p| p.known.field == Field::Indicator);
        let level = known.field.level();
        let again = once && level != Level::Indicator && self.seen.contains(&known.field);
        if again && !(of_indicator && level == Level::Nearest) {
            std::mem::take(self).flush(scope, meaning, words);
        }
        if once {
            self.seen.push(known.field);
        }
        let text = label.text(words).text;
        self.pairs.push(Pair {
            known,
            label: text.trim_end_matches(':').to_owned(),
            label_words: label.words().collect(),
            value,
        });
    }

    /// Ends the sheet.
    pub(crate) fn flush(mut self, scope: &mut Scope, meaning: &mut Meaning, words: &Words) {
        self.flush_into(scope, meaning, words);
    }

    /// Gives what has been gathered to the tree; the sheet goes on.
    pub(crate) fn flush_into(&mut self, scope: &mut Scope, meaning: &mut Meaning, words: &Words) {
        let pairs = std::mem::take(&mut self.pairs);
        for cell in std::mem::take(&mut self.loose) {
            meaning.left.push(prose(&cell));
        }
        let opener = pairs
            .iter()
            .position(|p| matches!(p.known.field, Field::Objective | Field::Individual) && !p.value.is_empty());
        // A sheet has its objective and at least one field of it.
        let enough = opener.is_some() && pairs.len() >= 2 || self.indicator.is_some() || scope.objective().is_some();
        if !enough {
            for pair in pairs {
                let all = pair.label_words.into_iter().chain(pair.value.words());
                meaning.left.push(Left::Prose(all.collect()));
            }
            return;
        }
        // What is above the objective first, in the order of the levels.
        let mut above: Vec<&Pair> = pairs
            .iter()
            .filter(|p| p.known.field.opens() && p.known.field.level() < Level::Objective && !p.value.is_empty())
            .collect();
        above.sort_by_key(|p| p.known.field.level());
        let mut objective = if opener.is_some() { None } else { scope.objective() };
        for pair in above {
            objective = Some(scope.open(pair.known.field, pair.value.clone(), meaning, words));
        }
        if let Some(opener) = opener.and_then(|at| pairs.get(at)) {
            objective = Some(scope.open(opener.known.field, opener.value.clone(), meaning, words));
        }
        let Some(objective) = objective else { return };
        for (index, pair) in pairs.into_iter().enumerate() {
            meaning.labels.extend(&pair.label_words);
            let is_title =
                Some(index) == opener || pair.known.field.opens() && pair.known.field.level() < Level::Objective;
            if is_title || pair.value.is_empty() {
                continue;
            }
            self.field(pair, objective, meaning);
        }
    }

    fn field(&mut self, pair: Pair, objective: NodeId, meaning: &mut Meaning) {
        let Known { field, year, ordinal, .. } = pair.known;
        let level = field.level();
        if matches!(field, Field::Indicator | Field::TypologyAndIndicator) {
            self.indicator = Some(meaning.nodes.open(Level::Indicator, field, Some(objective), pair.value));
            return;
        }
        if field.opens() && level == Level::Objective {
            meaning.left.push(Left::Unread(pair.value.words().collect(), Reason::LabelWithoutField));
            return;
        }
        let node = match (level, self.indicator) {
            (Level::Indicator | Level::Nearest, Some(indicator)) => indicator,
            (Level::Objective, _) => {
                self.indicator = None;
                objective
            }
            _ => objective,
        };
        let field = match field {
            Field::ObjectiveCode | Field::IndicatorCode => Field::Code,
            Field::ObjectiveWeight | Field::IndicatorWeight => Field::Weight,
            Field::Expected if level == Level::Nearest => Field::Expected,
            field => field,
        };
        meaning.nodes.set(node, Entry { field, year, ordinal, label: pair.label, cell: pair.value });
    }
}
