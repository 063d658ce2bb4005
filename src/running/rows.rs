//! The body of a table in reading order to rows.
//!
//! ```text
//! body  = { row } ;
//! row   = name algorithm values [ tail ] ;
//! tail  = [ name-rest ] [ algorithm-rest ] ;          (* at the head of the next page *)
//! name  = line { line } [ closing ] ;                 (* (Peso: ..) (Tipologia: ..) *)
//! ```
//!
//! Lines of values stand for certain. What stands between two of them is the end of one row (only after a
//! page break), the name and the algorithm of the next: of all ways to cut it, the cheapest by the rules
//! of [`cost`] is taken. A row cut before its values has its name and algorithm in turn on both pages.

use super::pages::TextLine;
use super::tails::Tails;
use super::values::{ValueColumns, Values, goes_on, is_weak_target, values_at_end};
use crate::grammar::heading;
use crate::labels::{self, Role};
use crate::layout::cells::{Cell, Line};
use crate::layout::words::{WordId, Words};
use crate::tables::pieces::{Edge, Head, Row};
use std::ops::Range;

/// What the rules weigh.
mod cost {
    pub(super) const NO_NAME: f32 = 12.0;
    pub(super) const NO_ALGORITHM: f32 = 4.0;
    /// Text after `(Peso: ..)` in a name, or `(Peso: ..)` in an algorithm.
    pub(super) const CLOSED_INSIDE: f32 = 15.0;
    /// A name that nothing closes, where others are closed.
    pub(super) const NOT_CLOSED: f32 = 3.0;
    /// A cell that begins as only the rest of one does: with a closing, or a denominator.
    pub(super) const BEGINS_WITH_REST: f32 = 10.0;
    pub(super) const SMALL_LETTER: f32 = 0.7;
    pub(super) const OPEN_BRACKET: f32 = 2.0;
    /// A blank line inside a cell, where blank lines part cells.
    pub(super) const BLANK_INSIDE: f32 = 2.5;
    /// No blank line between cells, where blank lines part cells.
    pub(super) const NO_BLANK_BETWEEN: f32 = 2.0;
    /// The algorithm begins with the name's first word (and again for the second).
    pub(super) const SAME_BEGINNING: f32 = -1.2;
    /// Any rest of the row before.
    pub(super) const REST: f32 = 0.5;
    /// A rest of a name that was closed, or of an algorithm where the name still is open.
    pub(super) const REST_OF_WHOLE: f32 = 12.0;
    /// A row that a page break cuts before its values.
    pub(super) const CUT: f32 = 1.5;
    /// A line that ends early and begins the next cell anew reads better than one cut in the middle.
    pub(super) const WIDE_BREAK: f32 = 0.4;
}

/// A body's lines, measured once.
struct Body<'a> {
    lines: Vec<BodyLine>,
    words: &'a Words,
    /// Blank lines part cells.
    blanks: bool,
    /// Names are closed by weights or typologies.
    closes: bool,
}

struct BodyLine {
    line: Line,
    text: String,
    after_blank: bool,
    first_of_page: bool,
    /// Part of `(Peso: ..)` or `(Tipologia: ..)`, with nothing before it.
    closing: bool,
    /// Ends with a closing's bracket.
    closed: bool,
    brackets: i32,
}

/// The rows of a body.
pub(crate) fn body_to_rows(lines: &[TextLine], heads: &[Head], tails: &Tails<'_>, words: &Words) -> Vec<Row> {
    let roles: Vec<Option<Role>> = heads.iter().map(|h| h.label.map(|l| l.role)).collect();
    let columns = ValueColumns::of(&roles);
    let tails = Some(tails).filter(|_| Tails::column_before_values(&roles));
    let (body, values) = split_values(lines, columns, tails, words);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut from = 0;
    for value in values {
        body.gap(from..value.at, &mut drafts, true);
        from = value.at;
        match drafts.last_mut() {
            Some(draft) if draft.values.is_none() => draft.values = Some(value),
            _ => drafts.push(Draft { values: Some(value), ..Draft::default() }),
        }
    }
    body.gap(from..body.lines.len(), &mut drafts, false);
    drafts.into_iter().map(|draft| draft.row(&body, &roles)).collect()
}

/// Values, and the line of text before which they stand.
struct ValueLine {
    at: usize,
    /// Of a further column of text before the values.
    further: Vec<WordId>,
    unit: Vec<WordId>,
    baseline: Vec<WordId>,
    targets: Vec<Vec<WordId>>,
}

/// A line of text: its words, and whether a blank line stands before it and a page begins with it.
pub(super) type Kept = (Vec<WordId>, bool, bool);

/// Takes the lines of values (and values at the ends of lines) out of a body.
fn split_values<'a>(
    lines: &[TextLine],
    columns: ValueColumns,
    tails: Option<&Tails<'_>>,
    words: &'a Words,
) -> (Body<'a>, Vec<ValueLine>) {
    let mut kept: Vec<Kept> = Vec::new();
    let mut values: Vec<ValueLine> = Vec::new();
    let mut at = 0;
    let mut carried_page = false;
    while at < lines.len() {
        let line = &lines[at];
        let mut ids = line.words.clone().collect::<Vec<WordId>>();
        let mut taken = 1;
        if let Some(next) = lines.get(at + 1)
            && let last_words = last_value_word(&ids, words)
            && goes_on(&last_words, &next.text(words))
        {
            ids.extend(next.words.clone());
            taken = 2;
        }
        let found = values_at_end(&ids, columns, words);
        let first_of_page = line.first_of_page || std::mem::take(&mut carried_page);
        match found {
            // The targets of a triennium, each on a line of its own.
            Some(found) if goes_on_with_targets(&found, values.last(), kept.len(), columns) => {
                if let Some(value) = values.last_mut() {
                    value.targets.extend(found.targets.into_iter().map(|range| ids[range].to_vec()));
                }
            }
            Some(Values { unit, baseline, targets, start }) => {
                if start > 0 {
                    kept.push((ids[..start].to_vec(), line.after_blank, first_of_page));
                } else {
                    carried_page = first_of_page;
                }
                let mut baseline = ids[baseline].to_vec();
                // A baseline on a line of its own, just before.
                if baseline.is_empty()
                    && columns.baseline
                    && start == 0
                    && let Some((above, after_blank, _)) = kept.last()
                    && (*after_blank || !line.after_blank)
                    && values.last().is_none_or(|v| v.at < kept.len())
                    && is_lone_baseline(above, words)
                {
                    baseline.clone_from(above);
                    kept.pop();
                }
                let targets = targets.into_iter().map(|range| ids[range].to_vec()).collect();
                let from = values.last().map_or(0, |v| v.at);
                let further = tails.map(|tails| tails.take(&mut kept, from)).unwrap_or_default();
                values.push(ValueLine { at: kept.len(), further, unit: ids[unit].to_vec(), baseline, targets });
            }
            None => {
                kept.extend(
                    lines[at..at + taken].iter().map(|l| (l.words.clone().collect(), l.after_blank, first_of_page)),
                );
            }
        }
        at += taken;
    }
    (Body::new(kept, words), values)
}

/// Are these but more targets of the values just before, with no text between?
fn goes_on_with_targets(found: &Values, last: Option<&ValueLine>, at: usize, columns: ValueColumns) -> bool {
    let only_targets = found.start == 0 && found.baseline.is_empty() && found.unit.is_empty();
    let room = |last: &ValueLine| last.at == at && last.targets.len() + found.targets.len() <= columns.targets;
    only_targets && last.is_some_and(room)
}

/// The last word of a line, as the beginning of a value that may go on below.
fn last_value_word(ids: &[WordId], words: &Words) -> String {
    let from =
        ids.iter().rposition(|id| words.text(*id) == "Entro" || words.text(*id).starts_with(['>', '<', '=', '≥', '≤']));
    from.map(|from| crate::layout::cells::join_words(&ids[from..], words)).unwrap_or_default()
}

fn is_lone_baseline(ids: &[WordId], words: &Words) -> bool {
    let text = crate::layout::cells::join_words(ids, words);
    // A number alone is as often the end of a sentence (`... del PTFP anno` / `2023`).
    crate::grammar::measure::is_known(&text) && ids.len() == 1
        || is_weak_target(&text) && !text.chars().all(|c| c.is_ascii_digit())
}

impl<'a> Body<'a> {
    fn new(kept: Vec<Kept>, words: &'a Words) -> Body<'a> {
        let mut lines = Vec::with_capacity(kept.len());
        let mut open_closing = false;
        for (ids, after_blank, first_of_page) in kept {
            let Some(line) = Line::new(ids, words) else { continue };
            let text = line.text(words);
            let opens = heading::attributes(&text).first().map(|a| (a.whole.start, a.whole.end));
            let closing = open_closing || opens.is_some_and(|(start, _)| start == 0);
            let ends_open =
                |text: &str| heading::attributes(text).last().is_some_and(|a| !text[a.whole.clone()].ends_with(')'));
            let was_open = open_closing;
            open_closing = if opens.is_some() { ends_open(&text) } else { open_closing && !text.contains(')') };
            let closed = !open_closing && (opens.is_some() || was_open) && text.ends_with(')');
            let brackets = text.matches('(').count() as i32 - text.matches(')').count() as i32;
            lines.push(BodyLine { line, text, after_blank, first_of_page, closing, closed, brackets });
        }
        let blanks = lines.iter().filter(|l| l.after_blank).count() * 6 > lines.len();
        let closes = lines.iter().any(|l| l.closed);
        Body { lines, words, blanks, closes }
    }

    /// Cuts the lines between two values (or before the first, after the last) into the rest of the row
    /// before and the text of the next.
    fn gap(&self, range: Range<usize>, drafts: &mut Vec<Draft>, values_follow: bool) {
        if range.is_empty() {
            return;
        }
        let previous = drafts.last();
        let mut best: (f32, Cut) = (f32::MAX, Cut::default());
        let page = range.clone().find(|at| self.lines[*at].first_of_page);
        // The rest of a row stands at the head of a page.
        let rest_possible = previous.is_some() && page == Some(range.start);
        let whole_is_rest = previous.is_some() && !values_follow;
        let rest_ends = if whole_is_rest {
            range.end..=range.end
        } else if rest_possible {
            range.start..=range.end
        } else {
            range.start..=range.start
        };
        for rest_end in rest_ends {
            for name_rest_end in range.start..=rest_end {
                let rest = self.rest(range.start..name_rest_end, name_rest_end..rest_end, previous);
                if rest >= best.0 {
                    continue;
                }
                let body = rest_end..range.end;
                if body.is_empty() {
                    let total = rest + if values_follow { cost::NO_NAME } else { 0.0 };
                    if total < best.0 {
                        best = (
                            total,
                            Cut {
                                name_rest: range.start..name_rest_end,
                                algorithm_rest: name_rest_end..rest_end,
                                ..Cut::default()
                            },
                        );
                    }
                    continue;
                }
                let (text, pieces) = self.row(body);
                if rest + text < best.0 {
                    best = (
                        rest + text,
                        Cut { name_rest: range.start..name_rest_end, algorithm_rest: name_rest_end..rest_end, pieces },
                    );
                }
            }
        }
        let cut = best.1;
        if let Some(previous) = drafts.last_mut() {
            previous.name.push(cut.name_rest);
            previous.algorithm.push(cut.algorithm_rest);
        }
        if !cut.pieces.is_empty() {
            let mut draft = Draft::default();
            for (name, algorithm) in cut.pieces {
                draft.name.push(name);
                draft.algorithm.push(algorithm);
            }
            drafts.push(draft);
        }
    }

    /// The cheapest cut of lines into name and algorithm: one of each, or in turn on two pages.
    fn row(&self, lines: Range<usize>) -> (f32, Vec<NameAndAlgorithm>) {
        let mut best = (f32::MAX, Vec::new());
        for cut in lines.start..=lines.end {
            let total = self.name(lines.start..cut, &[])
                + self.algorithm(cut..lines.end, &[], lines.start)
                + self.between(cut, &lines);
            if total < best.0 {
                best = (total, vec![(lines.start..cut, cut..lines.end)]);
            }
        }
        let page = (lines.start + 1..lines.end).find(|at| self.lines[*at].first_of_page);
        if let Some(page) = page {
            for first in lines.start + 1..page {
                for second in page..=lines.end {
                    let (name, more_name) = (lines.start..first, page..second);
                    let (algorithm, more_algorithm) = (first..page, second..lines.end);
                    let total = cost::CUT
                        + self.name(name.clone(), std::slice::from_ref(&more_name))
                        + self.algorithm(algorithm.clone(), std::slice::from_ref(&more_algorithm), lines.start)
                        + self.between(first, &(lines.start..page))
                        + if second < lines.end { self.between(second, &(page..lines.end)) } else { 0.0 };
                    if total < best.0 {
                        best = (total, vec![(name, algorithm), (more_name, more_algorithm)]);
                    }
                }
            }
        }
        best
    }

    /// What the rest of the row before costs.
    fn rest(&self, name: Range<usize>, algorithm: Range<usize>, previous: Option<&Draft>) -> f32 {
        let Some(previous) = previous else { return 0.0 };
        let open = previous.is_open(self);
        let mut total = 0.0;
        if !name.is_empty() {
            let closes = self.lines[name.end - 1].closed;
            total += cost::REST + self.inside(name.clone());
            total += if open { 0.0 } else { cost::REST_OF_WHOLE };
            total += if open && closes { -cost::NOT_CLOSED } else { 0.0 };
            total += self.closed_inside(name.clone());
        }
        if !algorithm.is_empty() {
            total += cost::REST + self.inside(algorithm.clone());
            total += if open && name.is_empty() && self.closes { cost::REST_OF_WHOLE / 2.0 } else { 0.0 };
            total += self.count_closing(algorithm.clone()) * cost::CLOSED_INSIDE;
            let first = &self.lines[algorithm.start].text;
            if !first.starts_with('/')
                && first.starts_with(char::is_uppercase)
                && previous.brackets(self, &previous.algorithm) == 0
            {
                total += 2.0 * cost::SMALL_LETTER;
            }
            if self.blanks && !name.is_empty() && !self.lines[algorithm.start].after_blank {
                total += cost::NO_BLANK_BETWEEN;
            }
        }
        let brackets = |range: &Range<usize>| self.lines[range.clone()].iter().map(|l| l.brackets).sum::<i32>();
        for (parts, rest) in [(&previous.name, &name), (&previous.algorithm, &algorithm)] {
            let more = if rest.is_empty() { 0 } else { brackets(rest) };
            if previous.brackets(self, parts) + more != 0 {
                total += cost::OPEN_BRACKET;
            }
        }
        total
    }

    fn name(&self, first: Range<usize>, more: &[Range<usize>]) -> f32 {
        if first.is_empty() {
            return cost::NO_NAME;
        }
        let last = more.iter().rev().find(|r| !r.is_empty()).unwrap_or(&first);
        let mut total = self.begins(first.start, cost::SMALL_LETTER);
        if self.closes && !self.lines[last.end - 1].closed {
            total += cost::NOT_CLOSED;
        }
        let mut brackets = 0;
        let parts = std::iter::once(&first).chain(more).filter(|r| !r.is_empty());
        let count = parts.clone().count();
        for (n, range) in parts.enumerate() {
            total += self.inside(range.clone()) + self.closed_inside(range.clone());
            if n + 1 < count && self.lines[range.end - 1].closed {
                total += cost::CLOSED_INSIDE;
            }
            brackets += self.lines[range.clone()].iter().map(|l| l.brackets).sum::<i32>();
        }
        total + if brackets == 0 { 0.0 } else { cost::OPEN_BRACKET }
    }

    fn algorithm(&self, first: Range<usize>, more: &[Range<usize>], name: usize) -> f32 {
        if first.is_empty() {
            return cost::NO_ALGORITHM;
        }
        let mut total = self.begins(first.start, cost::SMALL_LETTER / 2.0);
        let mut brackets = 0;
        for range in std::iter::once(&first).chain(more) {
            total += self.inside(range.clone()) + self.count_closing(range.clone()) * cost::CLOSED_INSIDE;
            brackets += self.lines[range.clone()].iter().map(|l| l.brackets).sum::<i32>();
        }
        if brackets != 0 {
            total += cost::OPEN_BRACKET;
        }
        let begins_as_name =
            self.lines[name].text.split_whitespace().zip(self.lines[first.start].text.split_whitespace());
        let same = begins_as_name.take(2).take_while(|(a, b)| labels::fold(a) == labels::fold(b)).count();
        total + cost::SAME_BEGINNING * same as f32
    }

    /// A cell's first line.
    fn begins(&self, at: usize, small_letter: f32) -> f32 {
        let line = &self.lines[at];
        if line.closing || line.text.starts_with("/ ") || line.text.starts_with(')') {
            cost::BEGINS_WITH_REST
        } else if line.text.starts_with(char::is_lowercase) {
            small_letter
        } else {
            0.0
        }
    }

    /// Blank lines inside a cell: before a closing or a denominator they part paragraphs.
    fn inside(&self, range: Range<usize>) -> f32 {
        if !self.blanks {
            return 0.0;
        }
        let lines = self.lines[range].iter().skip(1);
        let odd = lines.filter(|l| l.after_blank && !l.first_of_page && !l.closing && !l.text.starts_with("/ "));
        odd.count() as f32 * cost::BLANK_INSIDE
    }

    /// Lines of a name after its closing.
    fn closed_inside(&self, range: Range<usize>) -> f32 {
        let lines = &self.lines[range];
        let broken = lines.windows(2).filter(|pair| pair[0].closed && !pair[1].closing).count();
        broken as f32 * cost::CLOSED_INSIDE
    }

    fn count_closing(&self, range: Range<usize>) -> f32 {
        self.lines[range].iter().filter(|l| l.closing || l.closed).count() as f32
    }

    /// The place between name and algorithm.
    fn between(&self, cut: usize, lines: &Range<usize>) -> f32 {
        if cut == lines.start || cut == lines.end {
            return 0.0;
        }
        if self.blanks {
            return if self.lines[cut].after_blank { 0.0 } else { cost::NO_BLANK_BETWEEN };
        }
        // A cell's last line is short; the first of the next is not its continuation.
        let widest = self.lines[lines.clone()].iter().map(|l| l.text.len()).max().unwrap_or(1) as f32;
        let above = self.lines[cut - 1].text.len() as f32;
        cost::WIDE_BREAK * above / widest
    }
}

/// The lines of a name and of an algorithm on one page.
type NameAndAlgorithm = (Range<usize>, Range<usize>);

/// How the lines between two values are cut.
#[derive(Default)]
struct Cut {
    name_rest: Range<usize>,
    algorithm_rest: Range<usize>,
    /// Name and algorithm, on one page or two.
    pieces: Vec<NameAndAlgorithm>,
}

/// A row as ranges of the body's lines.
#[derive(Default)]
struct Draft {
    name: Vec<Range<usize>>,
    algorithm: Vec<Range<usize>>,
    values: Option<ValueLine>,
}

impl Draft {
    /// The name lacks its closing, where names are closed.
    fn is_open(&self, body: &Body<'_>) -> bool {
        let last = self.name.iter().rev().find(|r| !r.is_empty());
        last.is_none_or(|range| !body.lines[range.end - 1].closed)
    }

    fn brackets(&self, body: &Body<'_>, parts: &[Range<usize>]) -> i32 {
        parts.iter().flat_map(|r| &body.lines[r.clone()]).map(|l| l.brackets).sum()
    }

    fn row(self, body: &Body<'_>, roles: &[Option<Role>]) -> Row {
        let cell = |parts: &[Range<usize>]| {
            Cell::new(parts.iter().flat_map(|r| &body.lines[r.clone()]).map(|l| l.line.clone()).collect())
        };
        let value_cell = |ids: &[WordId]| {
            let lines = ids.chunk_by(|a, b| body.words.get(*a).rect.y0 == body.words.get(*b).rect.y0);
            Cell::new(lines.filter_map(|line| Line::new(line.to_vec(), body.words)).collect())
        };
        let mut targets = self.values.as_ref().map(|v| v.targets.iter()).into_iter().flatten();
        let mut algorithm = Some(cell(&self.algorithm));
        let cells = roles
            .iter()
            .map(|role| match role {
                Some(Role::Indicator) => cell(&self.name),
                Some(Role::Algorithm | Role::Numerator) => algorithm.take().unwrap_or_default(),
                Some(Role::Baseline) => self.values.as_ref().map(|v| value_cell(&v.baseline)).unwrap_or_default(),
                Some(Role::UnitOfMeasure) => self.values.as_ref().map(|v| value_cell(&v.unit)).unwrap_or_default(),
                Some(Role::Source) => self.values.as_ref().map(|v| value_cell(&v.further)).unwrap_or_default(),
                Some(Role::Target) => targets.next().map(|ids| value_cell(ids)).unwrap_or_default(),
                _ => Cell::default(),
            })
            .collect();
        Row { cells, edge: Edge::Certain }
    }
}
