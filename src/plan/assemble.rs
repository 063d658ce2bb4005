//! Pieces to the plan's tree.
//!
//! ```text
//! plan      = { line } { section } ;
//! section   = heading { objective } ;
//! objective = field { field } [ heads { row | heads } ] ;
//! ```

use super::facts::{Facts, body_in, title_in};
use super::grow::grow;
use super::ids::name_indicators;
use super::indicator::IndicatorReader;
use super::ledger::{Closed, Ledger, Place};
use super::model::{Objective, ObjectiveKind, PlanKind, Reason, Section, SectionKind};
use super::objective::Fields;
use crate::geometry::PageNumber;
use crate::grammar::heading::{self, SectionHeading};
use crate::labels::{self, Role};
use crate::layout::cells::{Cell, CellText, join_words};
use crate::layout::words::{WordId, Words};
use crate::location::Places;
use crate::meaning::nodes::{Meaning, Other};
use crate::tables::pieces::{Head, Piece, Row};
use crate::tables::rows::bands_to_rows;

/// A plan's tree and what is not in it.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) kind: Option<PlanKind>,
    /// The first heads of a table that were seen, with their page: what a refusal names.
    pub(crate) heads: Option<(PageNumber, String)>,
    /// Where another reading of a table is nearly as good.
    pub(crate) near: Vec<Other>,
    pub(crate) sections: Vec<Section>,
    /// The words of the headings that have opened the sections, where lines that look like headings may have.
    pub(crate) headings: Vec<Vec<WordId>>,
    /// The words of the lines before the first section.
    pub(crate) introduction: Vec<WordId>,
    pub(crate) facts: Facts,
    pub(crate) closed: Closed,
}

/// The tree of what tables, sheets and headings mean.
pub(crate) fn grown(
    meaning: Meaning,
    furniture: &[Vec<WordId>],
    metadata: &[String],
    words: &Words,
    places: &Places,
) -> Tree {
    let mut assembler = Assembler::new(furniture, words, places);
    for text in meaning.preamble(words) {
        assembler.facts.hear(&text);
    }
    for text in metadata {
        assembler.facts.hear(text);
    }
    let heads = meaning.heads.first().cloned();
    let near = meaning.near.clone();
    let kind = meaning.results.then_some(PlanKind::Report);
    let Assembler { mut ledger, mut facts, .. } = assembler;
    let mut sections = grow(meaning, &mut facts, &mut ledger, words, places);
    name_indicators(&mut sections);
    let (headings, introduction) = (Vec::new(), Vec::new());
    Tree { kind, heads, near, sections, headings, introduction, facts, closed: ledger.close(words) }
}

/// Builds the tree of the pieces that it is given, in order.
pub(crate) struct Assembler<'a> {
    words: &'a Words,
    places: &'a Places,
    ledger: Ledger,
    facts: Facts,
    sections: Vec<Section>,
    headings: Vec<Vec<WordId>>,
    introduction: Vec<WordId>,
    open: Option<OpenObjective>,
    /// Objectives so far, to name one without a code.
    objectives: usize,
}

/// An objective whose end has not been seen: what a page break leaves open stays open here.
#[derive(Default)]
struct OpenObjective {
    fields: Fields,
    heads: Vec<Head>,
    bands: Vec<Row>,
    indicators: Vec<(Vec<Head>, Vec<Row>)>,
    /// Words outside tables since its last row.
    since: usize,
}

/// So many words below an objective's table begin another chapter, whose tables are not the objective's.
const MOST_PROSE: usize = 60;

impl<'a> Assembler<'a> {
    /// Begins a tree. `furniture` are the runs of words taken out of the text before.
    pub(crate) fn new(furniture: &[Vec<WordId>], words: &'a Words, places: &'a Places) -> Assembler<'a> {
        let mut ledger = Ledger::new(words);
        let mut facts = Facts::default();
        let mut last_heard = String::new();
        for ids in furniture {
            let text = join_words(ids, words);
            ledger.furniture(ids, words);
            // Running heads repeat: each is heard once.
            if text != last_heard {
                facts.hear(&text);
                last_heard = text;
            }
        }
        Assembler {
            words,
            places,
            ledger,
            facts,
            sections: Vec::new(),
            headings: Vec::new(),
            introduction: Vec::new(),
            open: None,
            objectives: 0,
        }
    }

    /// Closes the tree. `metadata` is what the file says of itself.
    pub(crate) fn finish(mut self, metadata: &[String]) -> Tree {
        self.finish_objective();
        for text in metadata {
            self.facts.hear(text);
        }
        let Assembler { words, ledger, facts, sections, headings, introduction, .. } = self;
        let near = Vec::new();
        Tree { kind: None, heads: None, near, sections, headings, introduction, facts, closed: ledger.close(words) }
    }

    pub(crate) fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Line(cell) => self.line(cell),
            Piece::Field { label: None, label_words, value } => {
                // A row below an objective's title with nothing in the label's place describes it.
                if let Some(open) = self.open.as_mut().filter(|o| label_words.is_empty() && o.fields.is_title_only()) {
                    // `(Peso: ..)` closes a title: what it stands in is the rest of one that a break has cut.
                    let weighs = |cell: &Cell| !heading::attributes(&cell.text(self.words).text).is_empty();
                    if let Some(title) = open.fields.last_mut().filter(|title| weighs(&value) && !weighs(title)) {
                        return title.append(value);
                    }
                    return open.fields.push(Role::Description, label_words, value);
                }
                let words = label_words.into_iter().chain(value.words());
                self.ledger.unrecognized(words, Reason::LabelNotKnown, self.words);
            }
            Piece::Field { label: Some(label), label_words, value } => self.field(label.role, label_words, value),
            Piece::FieldTail { label_words, value } => {
                let reader = self.open.as_mut().filter(|o| o.heads.is_empty());
                match reader.and_then(|open| open.fields.last_mut()) {
                    Some(last) => {
                        self.ledger.claim(label_words, Place::Label);
                        last.append(value);
                    }
                    None => self.unrecognized(label_words.into_iter().chain(value.words()), Reason::BeforeAnyLabel),
                }
            }
            Piece::Heads(heads) => self.heads(heads),
            Piece::Row(mut row) => match &mut self.open {
                Some(open) => {
                    if open.bands.is_empty() {
                        complete_heads(&mut open.heads, &mut row, self.words, &mut self.ledger);
                    }
                    // A band of nothing but the rest of heads is used up.
                    if row.lines().next().is_some() {
                        open.since = 0;
                        open.bands.push(row);
                    }
                }
                None => self.unrecognized(row.lines().flat_map(|l| l.words.to_vec()), Reason::RowOutsideObjective),
            },
            Piece::Loose(cell) => self.unrecognized(cell.words(), Reason::BesideNoLabel),
        }
    }

    fn unrecognized(&mut self, words: impl IntoIterator<Item = WordId>, reason: Reason) {
        self.ledger.unrecognized(words, reason, self.words);
    }

    fn line(&mut self, cell: Cell) {
        let text = cell.text(self.words);
        if is_index_line(&text.text) {
            self.unrecognized(text.all_words(), Reason::OutsideTables);
        } else if let Some(heading) = heading::section(&text.text) {
            self.section(&text, &heading);
        } else if self.sections.is_empty() && self.open.is_none() {
            self.preamble(&text);
        } else {
            self.unrecognized(text.all_words(), Reason::OutsideTables);
            self.apart(cell.words().count());
        }
    }

    /// Prose below an objective's table: after much of it the objective is over.
    fn apart(&mut self, words: usize) {
        let Some(open) = self.open.as_mut().filter(|open| !open.bands.is_empty()) else { return };
        open.since += words;
        if open.since > MOST_PROSE {
            self.finish_objective();
        }
    }

    /// A line before the first section: title, body and act are facts, the rest is listed.
    fn preamble(&mut self, text: &CellText) {
        let (title, entity, approval) =
            (self.facts.title.is_some(), self.facts.entity.is_some(), self.facts.approval.is_some());
        self.facts.hear(&text.text);
        let known_title = |found: &str| {
            self.facts.title.as_deref().is_some_and(|t| labels::fold(t).starts_with(&labels::fold(found)))
        };
        // A cover repeats the running head's title: it is the same field.
        if let Some((start, end)) = title_in(&text.text)
            && (!title || known_title(&text.text[start..end]))
        {
            self.ledger.claim(text.words_in(start..end), Place::Value);
        }
        if let Some(body) = body_in(&text.text)
            && (!entity || self.facts.entity.as_deref() == Some(body))
        {
            let start = text.text.find(body).unwrap_or(0);
            self.ledger.claim(text.words_in(start..start + body.len()), Place::Value);
        }
        if let (false, Some(act)) = (approval, &self.facts.approval)
            && let Some(start) = text.text.find(&act.text)
        {
            self.ledger.claim(text.words_in(start..start + act.text.len()), Place::Value);
        }
        self.introduction.extend(text.all_words());
        self.unrecognized(text.all_words(), Reason::BeforeFirstSection);
    }

    fn section(&mut self, text: &CellText, heading: &SectionHeading) {
        self.finish_objective();
        let attributes = heading::attributes(&text.text);
        let end = attributes.first().map_or(heading.title.end, |a| a.whole.start.max(heading.title.start));
        let title = text.text[heading.title.start..end].trim_end();
        let code = heading.code.clone().map(|range| {
            self.ledger.claim(text.words_in(range.clone()), Place::Field);
            text.text[range].to_owned()
        });
        self.ledger.claim(text.words_in(heading.title.start..heading.title.start + title.len()), Place::Field);
        self.ledger.claim(text.words_in(0..heading.title.start), Place::Label);
        self.unrecognized(text.words_in(end..text.text.len()), Reason::SectionAttribute);
        self.headings.push(text.all_words().collect());
        self.sections.push(Section {
            code,
            title: Some(title.to_owned()).filter(|t| !t.is_empty()),
            kind: match heading.role {
                Role::SpecialAgency => SectionKind::SpecialAgency,
                Role::Position => SectionKind::Position,
                _ => SectionKind::StrategicArea,
            },
            locations: self.places.of(text.all_words(), self.words),
            ..Section::default()
        });
    }

    fn field(&mut self, role: Role, label_words: Vec<WordId>, value: Cell) {
        if role == Role::Area {
            return self.area_field(label_words, value);
        }
        if role.opens_objective() {
            self.finish_objective();
            self.open = Some(OpenObjective::default());
        }
        match &mut self.open {
            Some(open) => {
                self.ledger.claim(label_words.iter().copied(), Place::Label);
                open.fields.push(role, label_words, value);
            }
            None => {
                let words = label_words.into_iter().chain(value.words());
                self.ledger.unrecognized(words, Reason::FieldOutsideObjective, self.words);
            }
        }
    }

    /// `Area strategica | 01 - Titolo` as a row of a table.
    fn area_field(&mut self, label_words: Vec<WordId>, value: Cell) {
        let mut text = CellText::default();
        for id in &label_words {
            text.push_word(*id, self.words.text(*id));
        }
        let value = value.text(self.words);
        let known = heading::section(&format!("{}: {}", text.text, value.text));
        let Some(mut heading) = known else {
            return self.unrecognized(label_words.into_iter().chain(value.all_words()), Reason::AreaWithoutTitle);
        };
        self.ledger.claim(label_words.iter().copied(), Place::Label);
        let shift = text.text.len() + 2;
        heading.code = heading.code.map(|r| r.start - shift..r.end - shift);
        heading.title = heading.title.start - shift..heading.title.end - shift;
        // The same area above each of its objectives is one section.
        let title = &value.text[heading.title.clone()];
        if self.sections.last().is_some_and(|s| s.title.as_deref() == Some(title)) {
            self.finish_objective();
            return self.ledger.claim(value.all_words(), Place::Label);
        }
        self.section(&value, &heading);
    }

    fn heads(&mut self, heads: Vec<Head>) {
        self.facts.hear_heads(&heads);
        let words: Vec<WordId> = heads.iter().filter(|h| h.label.is_some()).flat_map(|h| h.words.clone()).collect();
        let Some(open) = &mut self.open else {
            return self.unrecognized(heads.into_iter().flat_map(|h| h.words), Reason::HeadsOutsideObjective);
        };
        self.ledger.claim(words, Place::Label);
        for head in heads.iter().filter(|h| h.label.is_none() && !begins_head(h, self.words)) {
            self.ledger.unrecognized(head.words.iter().copied(), Reason::HeadNotKnown, self.words);
        }
        // Repeated heads go on with the same table; others begin a new one.
        let same = open.heads.len() == heads.len() && open.heads.iter().zip(&heads).all(|(a, b)| a.label == b.label);
        if !same && !open.bands.is_empty() {
            let bands = std::mem::take(&mut open.bands);
            open.indicators.push((std::mem::take(&mut open.heads), bands));
        }
        open.heads = heads;
    }

    fn finish_objective(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.is_lone_title(self.words) {
            return self.unrecognized(open.fields.all_words(), Reason::LoneTitle);
        }
        self.objectives += 1;
        if self.sections.is_empty() {
            self.sections.push(Section::default());
            self.headings.push(Vec::new());
        }
        let in_position = self.sections.last().is_some_and(|s| s.kind == SectionKind::Position);
        let locations = self.places.of(open.fields.all_words(), self.words);
        let read = open.fields.read(self.words, &mut self.ledger);
        let code = read.code.clone().unwrap_or_else(|| format!("{}", self.objectives));
        let mut indicators = IndicatorReader {
            words: self.words,
            places: self.places,
            ledger: &mut self.ledger,
            objective: &code,
            plan_year: self.facts.year.or(self.facts.period.map(|p| p.start)),
            found: Vec::new(),
        };
        open.indicators.push((open.heads, open.bands));
        for (heads, bands) in open.indicators {
            for cells in bands_to_rows(&heads, bands, self.words) {
                indicators.row(&heads, cells);
            }
        }
        let mut indicators = indicators.found;
        indicators.shrink_to_fit();
        let individual = read.individual || in_position && read.generic;
        let objective = Objective {
            code: read.code,
            title: read.title,
            kind: if individual { ObjectiveKind::Individual } else { ObjectiveKind::Operational },
            weight: read.weight,
            description: read.description,
            units: read.units,
            locations,
            indicators,
            ..Objective::default()
        };
        if let Some(section) = self.sections.last_mut() {
            section.objectives.push(objective);
        }
    }
}

impl OpenObjective {
    /// The word Obiettivo and a text, and nothing that only a plan has: no code, weight or other field, no table below. An
    /// act, a report or an invoice prints such a line, and an index one with dots to its page number.
    fn is_lone_title(&self, words: &Words) -> bool {
        let Some(title) = self.fields.title().map(|title| title.text(words).text) else { return false };
        let bare = heading::objective_code(&title).is_none() && heading::attributes(&title).is_empty();
        let alone =
            self.fields.is_title_only() && self.heads.is_empty() && self.bands.is_empty() && self.indicators.is_empty();
        alone && bare || is_index_line(&title)
    }
}

/// Dots that lead to a page number.
fn is_index_line(text: &str) -> bool {
    const LEADER: &[u8] = b"....";
    // Nearly no line has a point before its last bytes: looked for byte by byte.
    text.as_bytes().windows(LEADER.len()).any(|part| part == LEADER)
}

/// Could this unknown head be the beginning of a known one, cut by a page break?
fn begins_head(head: &Head, words: &Words) -> bool {
    let folded = labels::fold(&join_words(&head.words, words));
    !folded.is_empty() && labels::begins_label(&folded, Role::heads_column)
}

/// `Valore` at the foot of a page, `2022` at the head of the next: the first lines under a head that is not
/// known complete it, if they do.
fn complete_heads(heads: &mut [Head], row: &mut Row, words: &Words, ledger: &mut Ledger) {
    const MOST_LINES: usize = 3;
    // `Target` is a label without its `2024`, too.
    let unfinished = |head: &Head| head.label.is_none_or(|l| l.year.is_none());
    for (head, cell) in heads.iter_mut().zip(&mut row.cells).filter(|(h, _)| unfinished(h)) {
        let mut whole = labels::fold(&join_words(&head.words, words));
        // The longest: `Target` is one without the line below it.
        let mut found = None;
        for (n, line) in cell.lines.iter().take(MOST_LINES).enumerate() {
            labels::fold_into(&mut whole, &line.text(words));
            let label = labels::exact_folded(&whole).filter(|l| l.role.heads_column());
            found = label.map(|label| (label, n + 1)).or(found);
        }
        if let Some((label, lines)) = found {
            head.words.extend(cell.lines.drain(..lines).flat_map(|line| line.words.to_vec()));
            ledger.claim(head.words.iter().copied(), Place::Label);
            head.label = Some(label);
        }
    }
}
