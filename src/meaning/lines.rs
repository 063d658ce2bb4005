//! Lines outside tables: headings, labelled values, and prose.

use super::cuts::{begins_small, ends_open};
use super::headings;
use super::labels::{self, before_colons, is_index, label, sure_label};
use super::nodes::NodeId;
use super::pieces::part;
use super::sheet::{Into, Pair, Sheet};
use super::waiting::{Stand, Waiting};
use crate::geometry::Length;
use crate::layout::cells::{Cell, Line};
use crate::layout::lines::gap_before;
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::{Known, is_person};

/// A heading goes on over at most this many lines.
const HEADING_LINES: usize = 4;

/// Lines of one paragraph stand nearer than this many type sizes.
const SAME_PARAGRAPH: Length = 0.75;

/// A value begins at most this many type sizes below its label: boxes have padding.
const BELOW_LABEL: Length = 2.5;

/// Lines of one label begin this near, in points.
const SAME_BEGIN: Length = 2.0;

/// A gap of this many type sizes parts what stands side by side on a line; words stand 0.2 to 0.6 apart, justified lines
/// up to 1.0.
const SIDE_BY_SIDE: Length = 1.3;

/// A label of a body's own on a line with its value has at most this many words.
const MOST_OWN_WORDS: usize = 4;

/// The parts of a line that stand side by side.
pub(crate) fn segments(line: &Line, words: &Words) -> Vec<Line> {
    segments_at(line, SIDE_BY_SIDE, words)
}

/// The parts of a line between gaps wider than so many type sizes.
pub(crate) fn segments_at(line: &Line, widest: Length, words: &Words) -> Vec<Line> {
    let mut found = Vec::new();
    let mut current = Vec::new();
    for (index, id) in line.words.iter().enumerate() {
        if index > 0 && gap_before(line, index, words) > widest {
            found.extend(Line::new(std::mem::take(&mut current), words));
        }
        current.push(*id);
    }
    found.extend(Line::new(current, words));
    found
}

fn cell(line: &Line) -> Cell {
    Cell::new(vec![line.clone()])
}

/// What a line says.
enum Says {
    /// Labels, each with where its values begin and the value beside it; text beside no label.
    Labels(Vec<(Known, Cell, Length, Cell)>, Vec<Cell>),
    Values(Vec<Line>),
}

fn says(line: &Line, words: &Words) -> Says {
    said_by(segments(line, words), line, words)
}

/// The parts of a line, parted too where values begin: a long label leaves no gap before its value.
fn parted_at(line: &Line, value: Option<Length>, words: &Words) -> Vec<Line> {
    let mut parts = segments(line, words);
    let (Some(x), Some(first)) = (value, parts.first()) else { return parts };
    let begins = |id: &&crate::layout::words::WordId| (words.get(**id).rect.x0 - x).abs() < SAME_BEGIN;
    let Some(at) = first.words.iter().position(|id| begins(&id)).filter(|at| *at > 0) else { return parts };
    let (label, value) = first.words.split_at(at);
    let (Some(label), Some(value)) = (Line::new(label.to_vec(), words), Line::new(value.to_vec(), words)) else {
        return parts;
    };
    if sure_label(&label.text(words)).is_some() {
        parts.splice(0..1, [label, value]);
    }
    parts
}

fn said_by(segments: Vec<Line>, line: &Line, words: &Words) -> Says {
    if is_index(&line.text(words)) {
        return Says::Values(segments);
    }
    let mut found: Vec<(Known, Cell, Length, Cell)> = Vec::new();
    let mut plain = Vec::new();
    let texts: Vec<String> = segments.iter().map(|s| s.text(words)).collect();
    for (index, segment) in segments.iter().enumerate() {
        let text = texts[index].as_str();
        let due = found.last().is_some_and(|(.., value)| value.is_empty());
        let whole = sure_label(text);
        let own_value = segments.get(index + 1).is_none_or(|_| sure_label(&texts[index + 1]).is_none());
        if let Some(known) = whole.filter(|_| !due || own_value || found.len() == index) {
            found.push((known, cell(segment), segment.rect.x0, Cell::default()));
            continue;
        }
        let inner = before_colons(text, |_| true);
        if !inner.is_empty() {
            for labelled in inner {
                let own = cell(segment);
                let (label, value) = (part(&own, labelled.label, words), part(&own, labelled.value, words));
                found.push((labelled.known, label, segment.rect.x0, value));
            }
            continue;
        }
        match found.last_mut() {
            Some((_, _, x, value)) => {
                if value.is_empty() {
                    *x = segment.rect.x0;
                }
                value.append(cell(segment));
            }
            // `Termine di conclusione   30/06`: a label like a known one, and its value beside it.
            None => match label(text).filter(|_| segments.len() == 2 && index == 0) {
                Some(label) => found.push((label.known, cell(segment), segment.rect.x0, Cell::default())),
                None => plain.push(cell(segment)),
            },
        }
    }
    if found.is_empty() { Says::Values(segments) } else { Says::Labels(found, plain) }
}

/// A line of nothing but labels.
pub(crate) fn is_labels(line: &Line, words: &Words) -> bool {
    matches!(says(line, words), Says::Labels(found, plain)
        if plain.is_empty() && found.iter().all(|(.., value)| value.is_empty()))
}

/// Does a line open a level?
pub(crate) fn opens(line: &Line, words: &Words) -> bool {
    let text = line.text(words);
    !is_index(&text) && sure_label(&text).is_none() && headings::heading(&text, false).is_some()
}

/// Does a line open a section by its label?
pub(crate) fn opens_section(line: &Line, words: &Words) -> bool {
    let heading = headings::heading(&line.text(words), false);
    heading.is_some_and(|h| h.field.level() == Level::Section && h.body.start > 0)
}

/// Does a line say by a label who answers for what: `Dirigente: Ing. Sala`, and nothing else?
pub(crate) fn names_person(line: &Line, words: &Words) -> bool {
    let text = line.text(words);
    let found = before_colons(&text, |_| true);
    let [only] = found.as_slice() else { return false };
    matches!(only.known.field, Field::Position | Field::Responsible) && is_person(text[only.value.clone()].trim())
}

/// Is there anything in a line that a sheet takes?
pub(crate) fn is_labelled(line: &Line, words: &Words) -> bool {
    matches!(says(line, words), Says::Labels(..))
}

/// Does a line begin with a label that cannot be a value: `Peso: 5%`, not `Servizi serali svolti`?
pub(crate) fn begins_label(line: &Line, words: &Words) -> bool {
    let first = segments(line, words).first().map(|segment| segment.text(words)).unwrap_or_default();
    sure_label(&first).is_some() || !before_colons(&first, |_| true).is_empty()
}

/// What a heading has opened, while its title may go on.
#[derive(Debug, Clone, Copy)]
enum Headed {
    /// The sheet's objective.
    Objective,
    /// What may be the section of the next sheet.
    Unlabelled,
    Node(NodeId),
}

/// Lines so far: what may go on with the next one.
#[derive(Debug, Default)]
pub(crate) struct Loose {
    pub(crate) waiting: Waiting,
    paragraph: Vec<(Length, Cell)>,
    /// The paragraph describes the objective that a heading has just named.
    describes: bool,
    heading: Option<(Headed, usize)>,
    last: Option<Line>,
    /// Where the last value beside a label began.
    values_at: Option<Length>,
    /// Codes of the document's headings name objectives below the strategic ones.
    deeper_codes: bool,
}

impl Loose {
    pub(crate) fn new(deeper_codes: bool) -> Loose {
        Loose { deeper_codes, ..Loose::default() }
    }

    /// Ends the paragraph; labels, values and headings may go on in the next block.
    pub(crate) fn end(&mut self, sheet: &mut Sheet, into: &mut Into<'_>) {
        self.end_paragraph(sheet, into);
    }

    /// A table or a boxed sheet begins: only labels without a value go on into it.
    pub(crate) fn stop(&mut self, sheet: &mut Sheet, into: &mut Into<'_>) {
        self.end(sheet, into);
        self.heading = None;
        self.describes = false;
        if !self.waiting.has_no_value() {
            self.waiting.close(sheet, into);
        }
    }

    fn end_paragraph(&mut self, sheet: &mut Sheet, into: &mut Into<'_>) {
        let mut whole = Cell::default();
        self.paragraph.drain(..).for_each(|(_, cell)| whole.append(cell));
        if whole.is_empty() {
            return;
        }
        if std::mem::take(&mut self.describes) {
            let known = Known { field: Field::Description, year: None, ordinal: None, whole: true };
            return sheet.pair(Pair { known, label: Cell::default(), value: whole, headed: false }, into);
        }
        sheet.loose(whole);
    }

    /// Reads one line; `right` is where the lines around it end.
    pub(crate) fn line(&mut self, line: &Line, right: Length, stand: Stand, sheet: &mut Sheet, into: &mut Into<'_>) {
        let words = into.words;
        let text = line.text(words);
        let size = line.rect.height();
        let gap = self.last.as_ref().filter(|l| l.page == line.page).map(|l| (line.rect.y0 - l.rect.y1) / size);
        let alike = self.last.as_ref().is_some_and(|l| (l.rect.height() - size).abs() < 0.1 * size);
        let near = gap.is_some_and(|gap| gap < SAME_PARAGRAPH) && alike;
        // The line before had room for this line's first word: it was ended on purpose.
        let first = line.words.first().map_or(0.0, |id| words.get(*id).rect.x1 - words.get(*id).rect.x0);
        let ended = self.last.as_ref().is_some_and(|l| right - l.rect.x1 > 1.2 * first + 0.3 * size);
        self.last = Some(line.clone());
        if near && self.rest_of_label(line, sheet, into) {
            return;
        }
        if opens(line, words) {
            self.end_paragraph(sheet, into);
            self.waiting.close(sheet, into);
            return self.open(line, &text, sheet, into);
        }
        let says = match said_by(parted_at(line, self.values_at, words), line, words) {
            // The rest of a line above that happens to be a label's word.
            Says::Labels(..) if near && !ended && begins_small(&text) && !text.contains(':') => {
                Says::Values(segments(line, words))
            }
            says => says,
        };
        if self.heading.is_some() && matches!(says, Says::Values(_)) && self.title(line, near && !ended, sheet, into) {
            return;
        }
        let apart = !near && !self.waiting.has_no_value() && matches!(says, Says::Values(_));
        let section = headings::unlabelled(&text).or_else(|| headings::structure(&text).filter(|_| !near));
        if let Some(section) = section.filter(|_| apart) {
            self.end_paragraph(sheet, into);
            self.waiting.close(sheet, into);
            sheet.unlabelled(section.field, cell(line), into);
            self.heading = Some((Headed::Unlabelled, 1));
            return;
        }
        match says {
            Says::Labels(found, plain) => self.labels(found, plain, stand, sheet, into),
            // `Azioni previste: ..` among a sheet's labelled lines: a label of the body's own.
            Says::Values(segments) if self.is_own_label(line, &text, ended, into.words) => {
                let at = text.find(':').map_or(0, |at| at + 1);
                let known = Known { field: Field::Other, year: None, ordinal: None, whole: false };
                let x = segments.first().map_or(0.0, |s| s.rect.x0);
                let (label, value) = (part(&cell(line), 0..at, words), part(&cell(line), at..text.len(), words));
                self.labels(vec![(known, label, x, value)], Vec::new(), stand, sheet, into);
            }
            Says::Values(segments) => {
                if self.waiting.is_open() {
                    let first = segments.first().map_or(0.0, |s| s.rect.x0);
                    let goes_on = match (self.waiting.has_no_value(), gap) {
                        (true, Some(gap)) => gap < BELOW_LABEL,
                        (true, None) => true,
                        (false, Some(_)) => near && self.waiting.reaches(first) && !(ended && self.waiting.is_inline()),
                        (false, None) => {
                            let open = self.waiting.last().is_some_and(|cell| ends_open(&cell.text(words).text));
                            (open || begins_small(&text)) && self.waiting.reaches(first)
                        }
                    };
                    if goes_on {
                        segments.iter().for_each(|s| self.waiting.value(s.rect.x0, cell(s)));
                        return;
                    }
                    self.waiting.close(sheet, into);
                }
                let goes_on = near || gap.is_none() && self.describes && begins_small(&text);
                if !goes_on {
                    self.end_paragraph(sheet, into);
                }
                self.more(line, segments, stand);
            }
        }
    }

    /// Has a line a short label with a colon, and stands where the labelled line before it began?
    fn is_own_label(&self, line: &Line, text: &str, ended: bool, words: &Words) -> bool {
        let Some((label, value)) = text.split_once(':') else { return false };
        let short = (1..=MOST_OWN_WORDS).contains(&label.split_whitespace().count());
        let plain =
            label.starts_with(char::is_uppercase) && label.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '\'');
        let after = self.waiting.is_inline()
            && self.waiting.begins_at().is_some_and(|x| (x - line.rect.x0).abs() < SAME_BEGIN)
            && self.waiting.last().is_some_and(|cell| !ends_open(&cell.text(words).text));
        short && plain && after && ended && !value.trim().is_empty() && value.starts_with(' ')
    }

    /// A line of the paragraph; where labels stand under their values, side by side in parts.
    fn more(&mut self, line: &Line, segments: Vec<Line>, stand: Stand) {
        let parts = if stand == Stand::Over { segments } else { vec![line.clone()] };
        for part in parts {
            let found = self.paragraph.iter().rposition(|(x, _)| *x <= part.rect.x0 + 2.0);
            match found.filter(|at| stand == Stand::Under || (self.paragraph[*at].0 - part.rect.x0).abs() < 2.0) {
                Some(at) => self.paragraph[at].1.append(cell(&part)),
                None => self.paragraph.push((part.rect.x0, cell(&part))),
            }
        }
    }

    /// The second line of a label beside its value: `OBIETTIVO` over `STRATEGICO:`, more of the value beside it or not.
    fn rest_of_label(&mut self, line: &Line, sheet: &mut Sheet, into: &mut Into<'_>) -> bool {
        let words = into.words;
        let parts = segments(line, words);
        let Some((first, more)) = parts.split_first() else { return false };
        if sure_label(&first.text(words)).is_some() && !begins_small(&first.text(words)) {
            return false;
        }
        let rest = |label: &Cell, value: Length| {
            let under = label.lines.last().is_some_and(|above| (above.rect.x0 - first.rect.x0).abs() < SAME_BEGIN);
            let mut whole = label.clone();
            whole.append(cell(first));
            let fits = under && first.rect.x1 < value && more.iter().all(|part| part.rect.x0 + SAME_BEGIN > value);
            let known = labels::label(&whole.text(words).text)?.known;
            (fits && known.whole).then_some((known, whole))
        };
        if let Some((known, whole)) = self.waiting.first_label().and_then(|(label, value)| rest(label, value)) {
            self.waiting.relabel(known, whole);
            more.iter().for_each(|part| self.waiting.value(part.rect.x0, cell(part)));
            return true;
        }
        let Some(pair) = sheet.last().filter(|pair| pair.headed && self.heading.is_some()) else { return false };
        let begin = pair.value.lines.first().map_or(0.0, |line| line.rect.x0);
        let Some((known, whole)) = rest(&pair.label, begin) else { return false };
        (pair.known, pair.label) = (known, whole);
        more.iter().for_each(|part| pair.value.append(cell(part)));
        true
    }

    fn labels(
        &mut self,
        found: Vec<(Known, Cell, Length, Cell)>,
        plain: Vec<Cell>,
        stand: Stand,
        sheet: &mut Sheet,
        into: &mut Into<'_>,
    ) {
        self.heading = None;
        self.waiting.close(sheet, into);
        // Labels among words that are none are the heads of a table about something else.
        if !plain.is_empty() && found.len() > 1 && found.iter().all(|(.., value)| value.is_empty()) {
            self.end_paragraph(sheet, into);
            plain.into_iter().for_each(|cell| sheet.loose(cell));
            return found.into_iter().for_each(|(_, label, ..)| sheet.loose(label));
        }
        let bare = plain.is_empty() && found.iter().all(|(.., value)| value.is_empty());
        let values = if bare && stand == Stand::Over { std::mem::take(&mut self.paragraph) } else { Vec::new() };
        self.end_paragraph(sheet, into);
        self.describes = false;
        plain.into_iter().for_each(|cell| sheet.loose(cell));
        if let Some((_, label, x, _)) = found.first()
            && label.lines.last().is_some_and(|line| line.rect.x1 < *x)
        {
            self.values_at = Some(*x);
        }
        for (known, label, x, value) in found {
            self.waiting.label(known, label, x, value);
        }
        if bare && stand == Stand::Over {
            values.into_iter().for_each(|(x, cell)| self.waiting.value(x, cell));
            self.waiting.close(sheet, into);
        }
    }

    fn open(&mut self, line: &Line, text: &str, sheet: &mut Sheet, into: &mut Into<'_>) {
        let Some(heading) = headings::heading(text, false) else { return };
        let own = cell(line);
        let label = part(&own, 0..heading.body.start, into.words);
        let value = part(&own, heading.body.clone(), into.words);
        self.describes = false;
        // A code alone says only how many levels the body counts: `OS1` over `OO1`, or `OS1` by itself.
        let field = match heading.field {
            Field::Strategic if heading.body.start == 0 && !self.deeper_codes => Field::Objective,
            field => field,
        };
        if field.level() == Level::Objective {
            let known = Known { field, year: None, ordinal: None, whole: true };
            sheet.pair(Pair { known, label, value, headed: true }, into);
            self.heading = Some((Headed::Objective, 1));
            return;
        }
        let labelled = label.text(into.words).text.trim_end().ends_with(':');
        // `Dirigente: ..` below the heading of a structure says who answers for it.
        let answers = sheet.awaits_structure() || into.scope.in_structure(into.meaning);
        if labelled && heading.field == Field::Position && answers && names_person(line, into.words) {
            let known = Known { field: heading.field, year: None, ordinal: None, whole: true };
            self.heading = None;
            return sheet.pair(Pair { known, label, value, headed: false }, into);
        }
        // `Obiettivo strategico: ..` below the heading of the objective that it is over.
        if labelled && sheet.is_only_headed() {
            let known = Known { field, year: None, ordinal: None, whole: true };
            self.heading = None;
            return sheet.pair(Pair { known, label, value, headed: false }, into);
        }
        if sheet.awaits_structure() {
            sheet.pass_section();
        }
        sheet.flush(into);
        into.meaning.labels.extend(label.words());
        let node = into.scope.open(heading.field, value, into.meaning, into.words);
        into.meaning.headed.push(node);
        if heading.field == Field::Strategic {
            sheet.begin_strategic(node, labelled);
        }
        self.heading = Some((Headed::Node(node), 1));
    }

    /// More of a heading's title: a line that the one before had no room for, or the title under its number.
    fn title(&mut self, line: &Line, goes_on: bool, sheet: &mut Sheet, into: &mut Into<'_>) -> bool {
        let Some((headed, count)) = self.heading else { return false };
        let words = into.words;
        let title = match headed {
            Headed::Objective => sheet.last().filter(|p| p.headed).map(|p| &mut p.value),
            Headed::Unlabelled => sheet.section_title(),
            Headed::Node(node) => into.meaning.nodes.get_mut(node).map(|n| &mut n.title),
        };
        let Some(title) = title else { return false };
        let number = title.text(words).text;
        // A sentence below a title begins with a capital; the rest of a title does so after an open end only.
        let goes_on = goes_on && (begins_small(&line.text(words)) || ends_open(&number));
        let number = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-'))
            || crate::grammar::code::is_only_code(&number);
        if (goes_on || number) && count < HEADING_LINES {
            title.append(cell(line));
            self.heading = Some((headed, count + 1));
            return true;
        }
        self.heading = None;
        self.end_paragraph(sheet, into);
        let of_strategic = matches!(headed, Headed::Node(_)) && sheet.is_strategic();
        self.describes = matches!(headed, Headed::Objective) || of_strategic;
        false
    }
}
