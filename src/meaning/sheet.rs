//! Sheets: labelled values that wait for the objective that they are of.
//!
//! A sheet is the run of labels up to the one that it has already. Its objective may be named after other fields, by a
//! heading, or by a title without a label; what is above it is opened first, whatever stands first on the page.

use super::evidence::sheet as weigh;
use super::labels::{is_form_title, lines_of};
use super::nodes::{Entry, Left, Meaning, NodeId};
use super::owners;
use super::plausible::{fields, is_plausible};
use super::prose;
use super::scope::Scope;
use crate::grammar::code::is_only_code;
use crate::grammar::target::reads_as_value;
use crate::labels::fold;
use crate::layout::cells::Cell;
use crate::layout::words::Words;
use crate::plan::model::Reason;
use crate::vocabulary::Known;
use crate::vocabulary::fields::{Field, Level};

/// A label and what stands beside it.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) known: Known,
    pub(crate) label: Cell,
    pub(crate) value: Cell,
    /// A heading: its label has no value beside it but goes on with it.
    pub(crate) headed: bool,
}

/// What the sheet is read into.
pub(crate) struct Into<'a> {
    pub(crate) scope: &'a mut Scope,
    pub(crate) meaning: &'a mut Meaning,
    pub(crate) words: &'a Words,
}

/// Labelled values of one sheet, until its objective is known.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pairs: Vec<Pair>,
    /// Cells beside no label, each with the number of pairs before it.
    loose: Vec<(usize, Cell)>,
    /// Labels of this sheet that it has once.
    seen: Vec<(Field, String)>,
    /// Its objective, once that is in the tree.
    objective: Option<NodeId>,
    /// The last indicator told by label and value.
    indicator: Option<NodeId>,
    /// A table of its objective stood in it.
    has_table: bool,
    /// How many pairs stood before the box that is read now.
    boxed: usize,
    /// Its objective is a strategic one that a heading has opened: the next heading may open one below it.
    strategic: bool,
    /// That heading was a label and its value: what is printed before the objective's own may be the objective's.
    labelled: bool,
    /// The section that its objective is the first of.
    section: Option<(Field, Cell)>,
    /// The last line that may be the heading of a section, while nothing else has followed.
    next_section: Option<(Field, Cell)>,
}

pub(super) fn is_objective(field: Field) -> bool {
    matches!(field, Field::Objective | Field::Individual)
}

/// Can indicators stand below it? A strategic objective may have its own.
fn holds(field: Field) -> bool {
    is_objective(field) || field == Field::Strategic
}

impl Sheet {
    pub(crate) fn has_objective(&self) -> bool {
        self.objective.is_some()
            || self.pairs.iter().any(|p| holds(p.known.field) && !p.value.is_empty())
            || fields(&self.pairs) >= weigh::FEWEST_FIELDS && self.title_at().is_some()
    }

    /// Is a sheet open that further labels may belong to?
    pub(crate) fn is_open(&self) -> bool {
        self.objective.is_some() || !self.pairs.is_empty()
    }

    /// The last value, which may go on.
    pub(crate) fn last(&mut self) -> Option<&mut Pair> {
        self.pairs.last_mut()
    }

    /// Does the title of a heading with a number only follow?
    pub(crate) fn wants_title(&self, words: &Words) -> bool {
        self.pairs.last().is_some_and(|p| p.headed && is_only_number(&p.value.text(words).text))
    }

    /// Has a heading, or a label before any other, just named its objective, so that a branch by label and value is over
    /// that one?
    pub(crate) fn is_only_headed(&self) -> bool {
        let named =
            |p: &Pair| is_objective(p.known.field) && (p.headed || self.pairs.len() == 1 && !p.value.is_empty());
        self.objective.is_none() && self.pairs.last().is_some_and(named)
    }

    /// A heading without a label: of a section, if the next sheet follows at once.
    pub(crate) fn unlabelled(&mut self, field: Field, cell: Cell, into: &mut Into<'_>) {
        self.pass_section();
        if self.objective.is_none() && self.pairs.is_empty() {
            self.flush(into);
        }
        self.next_section = Some((field, cell));
    }

    /// The title of that heading, which may go on.
    pub(crate) fn section_title(&mut self) -> Option<&mut Cell> {
        self.next_section.as_mut().map(|(_, title)| title)
    }

    /// May the last line have named a structure that a person answers for?
    pub(crate) fn awaits_structure(&self) -> bool {
        self.next_section.as_ref().is_some_and(|(field, _)| *field == Field::Structure)
    }

    /// What might have been a section's heading is none.
    pub(crate) fn pass_section(&mut self) {
        if let Some((_, cell)) = self.next_section.take() {
            self.loose.push((self.pairs.len(), cell));
        }
    }

    /// Text beside no label.
    pub(crate) fn loose(&mut self, cell: Cell) {
        self.pass_section();
        self.loose.push((self.pairs.len(), cell));
    }

    /// A heading has opened a strategic objective: what is labelled below it is its own, until one below it is named.
    pub(crate) fn begin_strategic(&mut self, node: NodeId, by_label: bool) {
        (self.objective, self.strategic, self.labelled) = (Some(node), true, by_label);
    }

    /// Has a heading just opened a strategic objective?
    pub(crate) fn is_strategic(&self) -> bool {
        self.strategic && self.pairs.is_empty()
    }

    /// An objective below a strategic one begins: what stood between the two is the strategic one's where an indicator or a
    /// description says so; a code or a weight is printed before its own objective's label.
    fn close_strategic(&mut self, headed: bool, into: &mut Into<'_>) {
        let told = self.indicator.is_some()
            || self.pairs.iter().any(|p| matches!(p.known.field, Field::Indicator | Field::Description))
            || headed && !self.labelled && self.pairs.iter().any(|p| owners::is_shared(p.known.field));
        if std::mem::take(&mut self.strategic) {
            if told || self.has_table {
                self.flush(into);
            }
            self.objective = None;
        }
    }

    /// A new block of the page begins: labels that any level has speak of the objective again.
    pub(crate) fn block(&mut self) {
        if self.pairs.is_empty() {
            self.indicator = None;
        }
    }

    /// A box of its own begins, not the rest of one that a page break has cut.
    pub(crate) fn box_begins(&mut self) {
        self.boxed = self.pairs.len();
    }

    /// A strategic objective with fields of its own in a box of its own: they are not those of the objective in the next.
    fn close_strategic_box(&mut self, into: &mut Into<'_>) {
        let own = &self.pairs[..self.boxed.min(self.pairs.len())];
        let first = own.iter().find(|p| p.known.field.level() >= Level::Strategic && !p.value.is_empty());
        let strategic = first.is_some_and(|p| p.known.field == Field::Strategic);
        let has_fields = own.iter().any(|p| !p.known.field.opens());
        if self.objective.is_some() || !strategic || !has_fields || own.iter().any(|p| is_objective(p.known.field)) {
            return;
        }
        let rest = self.pairs.split_off(self.boxed);
        self.boxed = 0;
        self.flush_into(false, into);
        *self = Sheet::default();
        rest.into_iter().for_each(|pair| self.pair(pair, into));
    }

    /// Takes a label and its value; one that the sheet has already begins the next sheet.
    pub(crate) fn pair(&mut self, pair: Pair, into: &mut Into<'_>) {
        let field = pair.known.field;
        // `Funzionario` beside `10%`: a quantity names nothing, so that the word was no label.
        if field.opens() && !pair.headed && is_quantity(&pair.value.text(into.words).text) {
            let mut both = pair.label;
            both.append(pair.value);
            return self.loose(both);
        }
        let text = fold(&pair.label.text(into.words).text);
        let level = field.level();
        if is_objective(field) {
            self.close_strategic_box(into);
            self.close_strategic(pair.headed, into);
            if pair.headed && self.objective.is_none() {
                self.share(into);
            }
        }
        let in_indicator =
            self.indicator.is_some() || self.pairs.iter().any(|p| p.known.field.level() == Level::Indicator);
        let once = level <= Level::Objective || level == Level::Nearest && !in_indicator;
        let titled = |s: &Sheet| s.seen.iter().any(|(seen, _)| is_objective(*seen));
        if once {
            let again = self.seen.iter().any(|(seen, label)| *seen == field && *label == text);
            // A branch named again after fields of an objective, by whatever label, is over the next one.
            let begun = self.objective.is_some()
                || self.pairs.iter().any(|p| !p.known.field.opens() || p.known.field.level() >= Level::Objective);
            let branch = field.opens() && level < Level::Objective && begun;
            let next = is_objective(field) && pair.headed && titled(self) && !self.wants_title(into.words)
                || branch && self.seen.iter().any(|(seen, _)| *seen == field)
                // What is named below an objective's table is over the next one.
                || self.has_table && field.opens() && level <= Level::Objective;
            if again || next {
                self.flush(into);
            }
            self.seen.push((field, text));
        }
        // A structure's name is a heading where the next line says who answers for it.
        let structure = self.awaits_structure();
        let answers = structure && matches!(field, Field::Position | Field::Responsible);
        if answers && self.is_open() {
            self.flush(into);
        }
        // What is above an objective stands over the first of its fields.
        match self.next_section.take() {
            Some(section)
                if !self.is_open() && (answers || !structure && (field.opens() || field == Field::ObjectiveCode)) =>
            {
                self.section = Some(section);
            }
            section => {
                self.next_section = section;
                self.pass_section();
            }
        }
        self.pairs.push(pair);
    }

    /// A person or structure named between a section's heading and the first objective's is of all its objectives.
    fn share(&mut self, into: &mut Into<'_>) {
        let of_all = |p: &Pair| !p.headed && owners::is_shared(p.known.field) && !p.value.is_empty();
        if self.pairs.is_empty() || !self.pairs.iter().all(of_all) {
            return;
        }
        if let Some((field, title)) = self.section.take() {
            into.scope.open(field, title, into.meaning, into.words);
        }
        if let Some(section) = into.scope.section() {
            self.seen.clear();
            for pair in self.pairs.drain(..) {
                owners::share(section, pair, into);
            }
        }
    }

    /// Ends the sheet.
    pub(crate) fn flush(&mut self, into: &mut Into<'_>) {
        self.flush_into(false, into);
        *self = Sheet { next_section: self.next_section.take(), ..Sheet::default() };
    }

    /// The title that no label names: the last text before the first label.
    fn title_at(&self) -> Option<usize> {
        self.loose.iter().rposition(|(before, _)| *before == 0)
    }

    /// Gives what has been gathered to the tree; the sheet goes on. A table may follow.
    pub(crate) fn flush_into(&mut self, followed: bool, into: &mut Into<'_>) {
        let pairs = std::mem::take(&mut self.pairs);
        let mut pairs: Vec<Pair> = pairs.into_iter().flat_map(|pair| answers(pair, into)).collect();
        let opener = self.opener(&mut pairs, followed, into.words);
        owners::settle(&mut pairs, opener, self.objective, into);
        let plain = pairs.len() >= 2 || followed || pairs.iter().any(|p| p.headed);
        let apart = followed && self.is_apart(&pairs, into.words);
        let titled = opener.is_some() && plain && !apart && is_plausible(&pairs, into.words);
        let strategic = pairs.iter().any(|p| p.known.field == Field::Strategic && !p.value.is_empty());
        let above_only = opener.is_none() && strategic && pairs.len() >= 2 && is_plausible(&pairs, into.words);
        for (_, cell) in std::mem::take(&mut self.loose) {
            into.meaning.left.push(prose(&cell));
        }
        if let Some((field, title)) = self.section.take() {
            if titled || above_only {
                into.scope.open(field, title, into.meaning, into.words);
            } else {
                into.meaning.left.push(prose(&title));
            }
        }
        let is_above = |p: &Pair| p.known.field.opens() && p.known.field.level() < Level::Objective;
        if !(titled || above_only) && self.objective.is_none() {
            // A bar over a table names the branch of its objectives.
            owners::settle_holder(&mut pairs, followed, into);
            let structure = into.scope.in_structure(into.meaning);
            let of_all = |p: &Pair| owners::is_shared(p.known.field) && (structure || p.known.field != Field::Position);
            if let Some(section) = into.scope.section().filter(|_| followed && pairs.iter().all(of_all)) {
                return pairs.into_iter().for_each(|pair| owners::share(section, pair, into));
            }
            let (above, rest): (Vec<Pair>, Vec<Pair>) =
                pairs.into_iter().partition(|p| followed && is_above(p) && !p.value.is_empty());
            for pair in above {
                into.meaning.labels.extend(pair.label.words());
                into.scope.open(pair.known.field, pair.value, into.meaning, into.words);
            }
            return leave(rest, into);
        }
        // What is above the objective first, in the order of the levels.
        let mut above: Vec<&Pair> = pairs.iter().filter(|p| is_above(p) && !p.value.is_empty()).collect();
        above.sort_by_key(|p| p.known.field.level());
        if self.objective.is_none() || titled {
            for pair in above {
                let node = into.scope.open(pair.known.field, pair.value.clone(), into.meaning, into.words);
                if pair.known.field == Field::Strategic {
                    self.objective = Some(node);
                }
            }
            if let Some(opener) = opener.and_then(|at| pairs.get(at)) {
                let field = if is_objective(opener.known.field) { opener.known.field } else { Field::Objective };
                let node = into.scope.open(field, opener.value.clone(), into.meaning, into.words);
                if opener.headed {
                    into.meaning.headed.push(node);
                }
                self.objective = Some(node);
            }
        }
        let Some(objective) = self.objective else { return leave(pairs, into) };
        self.has_table |= followed;
        let mut waiting = Vec::new();
        for (index, pair) in pairs.into_iter().enumerate() {
            into.meaning.labels.extend(pair.label.words());
            let is_title = titled && Some(index) == opener || is_above(&pair);
            if !is_title && !pair.value.is_empty() {
                self.field(pair, objective, &mut waiting, into);
            }
        }
        // Nothing names the indicator that they were kept for.
        for pair in waiting {
            let node = self.indicator.unwrap_or(objective);
            set(node, pair, into);
        }
    }

    /// Has so much prose followed the last of few labels that a table below it is about something else?
    fn is_apart(&self, pairs: &[Pair], words: &Words) -> bool {
        let after = self.loose.iter().filter(|(before, _)| *before >= pairs.len());
        let prose: usize = after.map(|(_, cell)| cell.text(words).text.split_whitespace().count()).sum();
        pairs.len() < weigh::FEWEST_FIELDS && prose > weigh::MOST_PROSE && !pairs.iter().any(|p| p.headed)
    }

    /// Which pair names the objective; a title without a label becomes one.
    fn opener(&mut self, pairs: &mut Vec<Pair>, followed: bool, words: &Words) -> Option<usize> {
        let named = |pairs: &[Pair], field: fn(Field) -> bool| {
            pairs.iter().position(|p| field(p.known.field) && !p.value.is_empty())
        };
        if let Some(first) = named(pairs, is_objective) {
            // A heading of a number only, and the title by a label of its own.
            let only_code = pairs[first].headed && is_only_number(&pairs[first].value.text(words).text);
            let title = pairs.iter().enumerate().position(|(at, p)| {
                at > first && (is_objective(p.known.field) || p.known.field == Field::Title) && !p.value.is_empty()
            });
            return match (only_code, title) {
                (true, Some(title)) => {
                    pairs[first].known.field = Field::Code;
                    Some(title)
                }
                // A number names nothing.
                (true, None) => None,
                _ => Some(first),
            };
        }
        if self.objective.is_some() {
            return None;
        }
        // Without the word objective on it a sheet must look like one.
        let measured = followed
            || pairs.iter().any(|p| matches!(p.known.field, Field::Indicator | Field::Target | Field::Baseline));
        let above = pairs.iter().any(|p| matches!(p.known.field, Field::Strategic | Field::Area));
        if fields(pairs) < weigh::FEWEST_FIELDS || !(measured || above) {
            return None;
        }
        if let Some(title) = named(pairs, |field| field == Field::Title) {
            return Some(title);
        }
        let at = self.title_at()?;
        let said =
            |loose: &[(usize, Cell)], at: usize| loose.get(at).map(|(_, c)| c.text(words).text).unwrap_or_default();
        let text = said(&self.loose, at);
        let page = |cell: &Cell| cell.lines.last().map(|line| line.page);
        let near = pairs.first().is_some_and(|p| page(&p.label) == page(&self.loose[at].1));
        let sentence = text.ends_with('.') || text.split_whitespace().count() > weigh::MOST_TITLE_WORDS;
        if is_form_title(&text) || sentence || !near {
            return None;
        }
        let mut title = self.loose.remove(at).1;
        // A code over the title.
        if let Some(before) = at.checked_sub(1).filter(|before| is_only_code(&said(&self.loose, *before))) {
            let mut code = self.loose.remove(before).1;
            code.append(title);
            title = code;
        }
        let known = Known { field: Field::Objective, year: None, ordinal: None, whole: true };
        pairs.push(Pair { known, label: Cell::default(), value: title, headed: false });
        Some(pairs.len() - 1)
    }

    fn field(&mut self, pair: Pair, objective: NodeId, waiting: &mut Vec<Pair>, into: &mut Into<'_>) {
        let Known { field, year, .. } = pair.known;
        let level = field.level();
        if matches!(field, Field::Indicator | Field::TypologyAndIndicator) {
            let node = into.meaning.nodes.open(Level::Indicator, field, Some(objective), pair.value);
            self.indicator = Some(node);
            for pair in waiting.drain(..) {
                set(node, pair, into);
            }
            return;
        }
        if level == Level::Indicator {
            // What the open indicator has already is of the next one.
            let has = self.indicator.and_then(|id| into.meaning.nodes.get(id)).is_none_or(|node| {
                node.entries.iter().any(|e| e.field == field && e.year == year && e.field != Field::Source)
            });
            let kept = waiting.iter().any(|p| p.known.field == field && p.known.year == year);
            if (has || !waiting.is_empty()) && !kept {
                return waiting.push(pair);
            }
        }
        if field.opens() && level == Level::Objective {
            into.meaning.left.push(Left::Unread(pair.value.words().collect(), Reason::LabelWithoutField));
            return;
        }
        let node = match (level, self.indicator) {
            // Only objectives and phases have dates of their own.
            (Level::Nearest, _) if matches!(field, Field::Start | Field::End) => objective,
            (Level::Indicator | Level::Nearest, Some(indicator)) => indicator,
            (Level::Objective, _) => {
                self.indicator = None;
                objective
            }
            _ => objective,
        };
        set(node, pair, into);
    }
}

/// The lines of an answer may have labels of their own: `Dimensione: ..`, `Indicatore: ..`, `Formula: ..`.
fn answers(pair: Pair, into: &mut Into<'_>) -> Vec<Pair> {
    let inner = if pair.headed { Vec::new() } else { lines_of(&pair.value, into.words) };
    let of_indicator = inner.iter().any(|(known, ..)| known.field.level() >= Level::Indicator);
    // Without the name the answer is one text.
    let named = inner.iter().any(|(known, ..)| known.field == Field::Indicator);
    if !of_indicator || pair.known.field == Field::Indicator && !named {
        return vec![pair];
    }
    into.meaning.labels.extend(pair.label.words());
    let mut parts: Vec<Pair> =
        inner.into_iter().map(|(known, label, value)| Pair { known, label, value, headed: false }).collect();
    // The name first: what it is of may stand before it.
    parts.sort_by_key(|p| p.known.field != Field::Indicator);
    parts
}

/// A value with a unit or a sign, a date: not a number alone, which may be a code.
fn is_quantity(text: &str) -> bool {
    !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-')) && reads_as_value(text)
}

/// A sheet's or a heading's number, with nothing after it.
fn is_only_number(text: &str) -> bool {
    let text = text.trim();
    is_only_code(text) || !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-'))
}

pub(super) fn set(node: NodeId, pair: Pair, into: &mut Into<'_>) {
    let Known { field, year, ordinal, .. } = pair.known;
    let label = pair.label.text(into.words).text;
    let of_objective = into.meaning.nodes.get(node).is_some_and(|n| n.level < Level::Indicator);
    let field = match field {
        Field::ObjectiveCode | Field::IndicatorCode => Field::Code,
        Field::ObjectiveWeight | Field::IndicatorWeight => Field::Weight,
        Field::Expected if of_objective => Field::Other,
        field => field,
    };
    if field == Field::Target {
        into.meaning.target_years.extend(year);
    }
    let label = label.trim_end().trim_end_matches(':').trim_end().to_owned();
    into.meaning.nodes.set(node, Entry { field, year, ordinal, label, cell: pair.value });
}

fn leave(pairs: Vec<Pair>, into: &mut Into<'_>) {
    for pair in pairs {
        let all = pair.label.words().chain(pair.value.words()).collect();
        into.meaning.left.push(Left::Prose(all));
    }
}
