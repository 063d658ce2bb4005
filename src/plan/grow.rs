//! Nodes to the plan's tree: each cell is read as what its field holds, and its words are accounted for.

use super::facts::Facts;
use super::indicator::{algorithm, baseline, target, unbroken};
use super::ledger::{Ledger, Place};
use super::lists::entries;
use super::model::{
    Baseline, Indicator, Measure, Moment, Objective, ObjectiveKind, Other, Period, Phase, Reached, Reason, Section,
    SectionKind,
};
use crate::grammar::code::node_code;
use crate::grammar::date::date;
use crate::grammar::heading;
use crate::grammar::number::number;
use crate::grammar::target::{Value, comparator, is_void, value};
use crate::labels::Role;
use crate::layout::cells::{Cell, CellText};
use crate::layout::words::Words;
use crate::location::Places;
use crate::meaning::nodes::{Entry, Left, Meaning, Node, NodeId};
use crate::vocabulary::fields::{Field, Level};
use rust_decimal::Decimal;

/// Makes sections of a document's nodes.
pub(crate) struct Grower<'a> {
    words: &'a Words,
    places: &'a Places,
    ledger: &'a mut Ledger,
    plan_year: Option<i32>,
    children: Vec<Vec<NodeId>>,
    nodes: Vec<Node>,
}

/// The tree of the nodes; what they leave is listed. Years of the columns are facts.
pub(crate) fn grow(
    meaning: Meaning,
    facts: &mut Facts,
    ledger: &mut Ledger,
    words: &Words,
    places: &Places,
) -> Vec<Section> {
    let Meaning { nodes, headed, labels, left, target_years, baseline_years, .. } = meaning;
    years(facts, &target_years, &baseline_years);
    let mut children = vec![Vec::new(); nodes.all.len()];
    for (id, node) in nodes.all.iter().enumerate() {
        if let Some(parent) = node.parent {
            children[parent].push(id);
        }
    }
    let plan_year = facts.year.or(facts.period.map(|p| p.start));
    let keep = kept(&nodes.all, &children, &headed);
    let roots: Vec<NodeId> = (0..nodes.all.len()).filter(|id| nodes.all[*id].parent.is_none() && keep[*id]).collect();
    let mut prose: Vec<u32> = Vec::new();
    for (id, node) in nodes.all.iter().enumerate().filter(|(id, _)| !keep[*id]) {
        let _ = id;
        prose.extend(
            node.title
                .words()
                .chain(node.entries.iter().flat_map(|e| e.cell.words()))
                .chain(node.repeated.iter().copied()),
        );
    }
    for list in &mut children {
        list.retain(|id| keep[*id]);
    }
    let mut grower = Grower { words, places, ledger, plan_year, children, nodes: nodes.all };
    let mut sections: Vec<Section> = Vec::new();
    for root in roots {
        match grower.nodes[root].level {
            Level::Section => {
                let section = grower.section(root);
                sections.push(section);
            }
            _ => {
                let objective = grower.objective(root);
                if sections.last().is_none_or(|s| s.title.is_some() || s.code.is_some()) {
                    sections.push(Section::default());
                }
                if let Some(section) = sections.last_mut() {
                    section.objectives.push(objective);
                }
            }
        }
    }
    ledger.claim(labels, Place::Label);
    for left in left {
        match left {
            Left::Prose(words_left) => prose.extend(words_left),
            Left::Unread(words_left, reason) => ledger.unrecognized(words_left, reason, words),
        }
    }
    ledger.prose(prose, words);
    sections
}

/// Years that the target columns print are nearer to the rows than a title.
fn years(facts: &mut Facts, targets: &[i32], baselines: &[i32]) {
    if let (Some(first), Some(last)) = (targets.iter().min(), targets.iter().max()) {
        facts.year = Some(*first);
        if last > first {
            facts.period.get_or_insert(Period::new(*first, *last));
        }
    }
    facts.baseline_year = facts.baseline_year.or(baselines.iter().max().copied());
}

/// Nodes that stay: an objective that only a heading has opened needs something below it, a section an objective.
fn kept(nodes: &[Node], children: &[Vec<NodeId>], headed: &[NodeId]) -> Vec<bool> {
    let mut keep = vec![false; nodes.len()];
    for id in (0..nodes.len()).rev() {
        let below = children[id].iter().any(|child| keep[*child]);
        keep[id] = match nodes[id].level {
            Level::Section => below,
            Level::Strategic | Level::Objective => {
                let says =
                    |e: &Entry| !matches!(e.field, Field::Description | Field::Other | Field::Title | Field::Counter);
                let code = |e: &Entry| matches!(e.field, Field::Code | Field::ObjectiveCode);
                let told = nodes[id].entries.iter().any(|e| says(e) && (!code(e) || !headed.contains(&id)));
                !nodes[id].title.is_empty() && (below || told)
            }
            _ => true,
        };
    }
    // What hangs below a node that goes, goes with it.
    for id in 0..nodes.len() {
        if nodes[id].parent.is_some_and(|parent| !keep[parent]) {
            keep[id] = false;
        }
    }
    keep
}

/// A title's parts.
struct Titled {
    code: Option<String>,
    title: String,
    weight: Option<Decimal>,
    typology: Option<String>,
}

impl Grower<'_> {
    fn section(&mut self, id: NodeId) -> Section {
        let titled = self.titled(id, true);
        let field = self.nodes[id].opened_by;
        let mut section = Section {
            code: titled.code,
            title: Some(titled.title).filter(|t| !t.is_empty()),
            kind: match field {
                Field::Mission => SectionKind::Mission,
                Field::Programme => SectionKind::Programme,
                Field::PublicValue => SectionKind::PublicValue,
                Field::Agency => SectionKind::SpecialAgency,
                Field::Position => SectionKind::Position,
                Field::Structure => SectionKind::Unit,
                _ => SectionKind::StrategicArea,
            },
            locations: self.locations(id),
            ..Section::default()
        };
        for entry in std::mem::take(&mut self.nodes[id].entries) {
            self.unread(&entry.cell, Reason::SectionAttribute);
        }
        for child in self.children[id].clone() {
            match self.nodes[child].level {
                Level::Section => section.sections.push(self.section(child)),
                _ => section.objectives.push(self.objective(child)),
            }
        }
        section
    }

    fn objective(&mut self, id: NodeId) -> Objective {
        let titled = self.titled(id, true);
        let individual = self.nodes[id].opened_by == Field::Individual || self.in_position(id);
        let kind = match self.nodes[id].level {
            Level::Strategic => ObjectiveKind::Strategic,
            _ if individual => ObjectiveKind::Individual,
            _ => ObjectiveKind::Operational,
        };
        let locations = self.locations(id);
        let mut own = Objective {
            code: titled.code,
            title: titled.title,
            weight: titled.weight,
            kind,
            locations,
            ..Objective::default()
        };
        let mut result = Reached::default();
        for entry in std::mem::take(&mut self.nodes[id].entries) {
            self.objective_field(&mut own, &mut result, entry);
        }
        own.results.extend(told(result));
        for child in self.children[id].clone() {
            match self.nodes[child].level {
                Level::Indicator => {
                    let indicator = self.indicator(child);
                    own.indicators.push(indicator);
                }
                Level::Phase => {
                    let phase = self.phase(child);
                    own.phases.push(phase);
                }
                _ => {
                    let below = self.objective(child);
                    own.objectives.push(below);
                }
            }
        }
        own
    }

    fn in_position(&self, id: NodeId) -> bool {
        let mut at = self.nodes[id].parent;
        while let Some(parent) = at {
            if self.nodes[parent].opened_by == Field::Position {
                return true;
            }
            at = self.nodes[parent].parent;
        }
        false
    }

    fn objective_field(&mut self, own: &mut Objective, result: &mut Reached, entry: Entry) {
        let text = entry.cell.text(self.words);
        let words = self.words;
        match entry.field {
            Field::Code | Field::ObjectiveCode if own.code.is_none() => own.code = self.text(&text),
            Field::Description => join(&mut own.description, self.text(&text)),
            Field::Weight if own.weight.is_none() && weight(&text.text).is_some() => own.weight = self.weight(&text),
            Field::Weight if is_void(&text.text) => self.value(&text),
            Field::Units => {
                self.value(&text);
                own.units.extend(entries(&entry.cell, words));
            }
            Field::Responsible => {
                self.value(&text);
                let found = entries(&entry.cell, words);
                // Where only structures stand under Responsabile they are units.
                if found.iter().all(|name| is_structure(name)) {
                    own.units.extend(found)
                } else {
                    own.responsible.extend(found)
                }
            }
            Field::Stakeholders => {
                self.value(&text);
                own.stakeholders.extend(entries(&entry.cell, words));
            }
            Field::Start if own.start.is_none() => own.start = self.moment(&text, entry.year),
            Field::End if own.end.is_none() => own.end = self.moment(&text, entry.year),
            Field::Notes => join(&mut own.notes, self.text(&text)),
            Field::Result | Field::Achieved | Field::Gap if own.indicators.is_empty() => {
                self.result(result, &entry, &text);
            }
            _ => own.other.extend(self.other(&entry, &text)),
        }
    }

    fn indicator(&mut self, id: NodeId) -> Indicator {
        let locations = self.locations(id);
        let titled = self.titled(id, false);
        let mut own = Indicator {
            name: titled.title,
            weight: titled.weight,
            typology: titled.typology,
            locations,
            ..Indicator::default()
        };
        let mut past: Vec<Baseline> = Vec::new();
        let (mut formula, mut denominator) = (None, None);
        let mut result = Reached::default();
        let mut target_columns = 0;
        for entry in std::mem::take(&mut self.nodes[id].entries) {
            let text = entry.cell.text(self.words);
            match entry.field {
                Field::Code | Field::IndicatorCode if own.code.is_none() => own.code = self.text(&text),
                Field::Weight if own.weight.is_none() && weight(&text.text).is_some() => {
                    own.weight = self.weight(&text)
                }
                Field::Weight if is_void(&text.text) => self.value(&text),
                Field::Typology if own.typology.is_none() => own.typology = self.text(&text),
                Field::Algorithm | Field::Numerator if formula.is_none() => {
                    self.value(&text);
                    formula = Some(text).filter(|t| !is_void(&t.text));
                }
                Field::Denominator if denominator.is_none() => {
                    self.value(&text);
                    denominator = Some(text);
                }
                Field::UnitOfMeasure if own.unit.is_none() => own.unit = self.text(&text),
                Field::Source => join(&mut own.source, self.text(&text)),
                Field::Notes => join(&mut own.notes, self.text(&text)),
                Field::Baseline => {
                    self.value(&text);
                    if !is_dash(&text.text) {
                        past.extend(baseline(&unbroken(&text, entry.year), entry.year));
                    }
                }
                Field::Target | Field::Expected => {
                    self.value(&text);
                    let in_order = entry.ordinal.map_or(target_columns, i32::from);
                    let year = entry.year.or_else(|| self.plan_year.map(|y| y + in_order));
                    target_columns += 1;
                    if !is_dash(&text.text) {
                        own.targets.extend(targets(&text, year));
                    }
                }
                Field::Result | Field::Achieved | Field::Gap => self.result(&mut result, &entry, &text),
                _ => own.other.extend(self.other(&entry, &text)),
            }
        }
        own.algorithm = algorithm(formula, denominator);
        past.sort_by_key(|value| value.year.unwrap_or(i32::MAX));
        own.baseline = past.pop();
        own.history = past;
        spread_unit(&mut own);
        if result.year.is_none() {
            result.year = own.targets.first().and_then(|t| t.year).or(self.plan_year);
        }
        own.results.extend(told(result));
        own
    }

    fn phase(&mut self, id: NodeId) -> Phase {
        let name = self.titled(id, false).title;
        let mut own = Phase { name, locations: self.locations(id), ..Phase::default() };
        for entry in std::mem::take(&mut self.nodes[id].entries) {
            let text = entry.cell.text(self.words);
            match entry.field {
                Field::Code | Field::Counter if own.code.is_none() => own.code = self.text(&text),
                Field::Weight if own.weight.is_none() && weight(&text.text).is_some() => {
                    own.weight = self.weight(&text)
                }
                Field::Start if own.start.is_none() => own.start = self.moment(&text, entry.year),
                Field::End if own.end.is_none() => own.end = self.moment(&text, entry.year),
                Field::Expected | Field::Target if own.expected.is_none() => own.expected = self.text(&text),
                Field::Progress if own.progress.is_none() => own.progress = self.text(&text),
                _ => self.unread(&entry.cell, Reason::ColumnWithoutField),
            }
        }
        own
    }

    /// A node's own words: code, title, and the attributes in brackets after it.
    fn titled(&mut self, id: NodeId, coded: bool) -> Titled {
        let repeated = std::mem::take(&mut self.nodes[id].repeated);
        self.ledger.claim(repeated, Place::Field);
        let text = self.nodes[id].title.text(self.words);
        let whole = text.text.as_str();
        let own_code = self.nodes[id]
            .entries
            .iter()
            .any(|e| matches!(e.field, Field::Code | Field::ObjectiveCode | Field::AreaCode));
        let mut start = 0;
        let mut code = None;
        if coded
            && !own_code
            && let Some((found, title)) = node_code(whole).filter(|(_, title)| *title < whole.len())
        {
            self.ledger.claim(text.words_in(0..found.len()), Place::Field);
            self.ledger.claim(text.words_in(found.len()..title), Place::Label);
            (code, start) = (Some(found.to_owned()), title);
        }
        if self.nodes[id].level == Level::Section
            && let Some(at) =
                self.nodes[id].entries.iter().position(|e| matches!(e.field, Field::Code | Field::AreaCode))
        {
            let entry = self.nodes[id].entries.remove(at);
            let text = entry.cell.text(self.words);
            code = self.text(&text);
        }
        let attributes = heading::attributes(whole);
        let end = attributes.iter().map(|a| a.whole.start).find(|at| *at >= start).unwrap_or(whole.len());
        let title = whole[start..end].trim().to_owned();
        self.ledger.claim(text.words_in(start..end), Place::Field);
        let mut titled = Titled { code, title, weight: None, typology: None };
        for attribute in attributes.iter().filter(|a| a.whole.start >= start) {
            let said = whole[attribute.value.clone()].trim();
            match attribute.role {
                Role::Weight if weight(said).is_some() => titled.weight = weight(said),
                Role::Typology if !said.is_empty() => titled.typology = Some(said.to_owned()),
                _ => {
                    self.ledger.unrecognized(
                        text.words_in(attribute.whole.clone()),
                        Reason::ObjectiveAttribute,
                        self.words,
                    );
                    continue;
                }
            }
            self.ledger.claim(text.words_in(attribute.whole.clone()), Place::Value);
        }
        self.ledger.unrecognized(text.all_words(), Reason::AfterAttributes, self.words);
        titled
    }

    /// Where a node's own words stand, and for an indicator its whole row.
    fn locations(&self, id: NodeId) -> Vec<super::model::Location> {
        let node = &self.nodes[id];
        let row = node.level >= Level::Indicator;
        let entries = node.entries.iter().filter(|_| row).flat_map(|e| e.cell.words());
        self.places.of(node.title.words().chain(entries), self.words)
    }

    fn value(&mut self, text: &CellText) {
        self.ledger.claim(text.all_words(), Place::Field);
    }

    fn text(&mut self, text: &CellText) -> Option<String> {
        self.value(text);
        Some(text.text.clone()).filter(|t| !is_dash(t))
    }

    fn weight(&mut self, text: &CellText) -> Option<Decimal> {
        self.ledger.claim(text.all_words(), Place::Value);
        weight(&text.text)
    }

    fn moment(&mut self, text: &CellText, year: Option<i32>) -> Option<Moment> {
        let printed = self.text(text)?;
        let bare = comparator(&printed).map_or(printed.as_str(), |(_, rest)| rest);
        let day =
            date(bare, year.or(self.plan_year)).ok().filter(|(rest, _)| rest.trim().is_empty()).map(|(_, day)| day);
        Some(Moment { text: printed, date: day, ..Moment::default() })
    }

    fn other(&mut self, entry: &Entry, text: &CellText) -> Option<Other> {
        let said = self.text(text)?;
        Some(Other::new(entry.label.clone(), said))
    }

    fn result(&mut self, result: &mut Reached, entry: &Entry, text: &CellText) {
        let Some(said) = self.text(text) else { return };
        match entry.field {
            Field::Result if result.text.is_none() => {
                if let Some(read) = baseline(&unbroken(text, entry.year.or(self.plan_year)), entry.year) {
                    (result.value, result.date, result.unit) = (read.value, read.date, read.unit);
                }
                (result.text, result.year) = (Some(said), entry.year);
            }
            Field::Achieved if result.achieved.is_none() => result.achieved = Some(measure(said)),
            Field::Gap if result.gap.is_none() => result.gap = Some(measure(said)),
            _ => self.ledger.unrecognized(text.all_words(), Reason::SecondValue, self.words),
        }
    }

    fn unread(&mut self, cell: &Cell, reason: Reason) {
        self.ledger.unrecognized(cell.words(), reason, self.words);
    }
}

/// A result, if anything of one was printed.
fn told(result: Reached) -> Option<Reached> {
    (result.text.is_some() || result.achieved.is_some()).then_some(result)
}

fn measure(text: String) -> Measure {
    let bare = text.trim_start_matches(['+']).trim_start();
    let (value, unit) = match number(bare) {
        Ok((rest, value)) => (Some(value), Some(rest.trim()).filter(|u| !u.is_empty() && *u != "%").map(str::to_owned)),
        Err(_) => (None, None),
    };
    Measure { text, value, unit, ..Measure::default() }
}

/// `20%`, `1,2`, `2 punti`.
fn weight(text: &str) -> Option<Decimal> {
    let (rest, value) = number(text.trim()).ok()?;
    matches!(rest.trim(), "" | "%" | "punti" | "punto" | "/100").then_some(value)
}

/// A sign that says that there is nothing, not `n.d.`, which is kept as printed.
fn is_dash(text: &str) -> bool {
    is_void(text) && !text.contains(char::is_alphanumeric)
}

fn join(field: &mut Option<String>, more: Option<String>) {
    match (field.as_mut(), more) {
        (Some(field), Some(more)) => {
            field.push(' ');
            field.push_str(&more);
        }
        (None, more) => *field = more,
        (Some(_), None) => {}
    }
}

/// A structure's name, not a person's or a role's.
fn is_structure(name: &str) -> bool {
    crate::vocabulary::begins_structure(name)
}

/// The targets of a cell: one, or one a year where each line begins with a year and a colon.
fn targets(text: &CellText, year: Option<i32>) -> Vec<super::model::Target> {
    let whole = text.text.as_str();
    let mut starts = vec![0];
    starts.extend(text.breaks.iter().map(|b| b.at));
    let labelled = |from: usize| {
        let (head, _) = whole[from..].split_once(':')?;
        let year: i32 = head.trim().strip_prefix("Target ").unwrap_or(head.trim()).parse().ok()?;
        (1990..2100).contains(&year).then_some((year, from + head.len() + 1))
    };
    let found: Vec<(usize, i32, usize)> =
        starts.iter().filter_map(|from| labelled(*from).map(|(year, value)| (*from, year, value))).collect();
    if found.len() >= 2 && found.first().is_some_and(|(from, ..)| *from == 0) {
        return (0..found.len())
            .filter_map(|at| {
                let (_, year, value) = found[at];
                let end = found.get(at + 1).map_or(whole.len(), |(from, ..)| *from);
                target(whole[value..end].trim(), Some(year))
            })
            .collect();
    }
    target(&unbroken(text, year), year).into_iter().collect()
}

/// A unit of measure in its own column is that of every value that prints none.
fn spread_unit(own: &mut Indicator) {
    const NO_UNITS: &[&str] = &["data", "sino", "onoff", "giudizio", "si", "no", "testo", "date"];
    let Some(unit) = own.unit.clone().filter(|u| !NO_UNITS.contains(&crate::labels::fold(u).as_str())) else { return };
    let targets = own.targets.iter_mut().filter(|t| t.date().is_none() && t.value().is_some()).map(|t| &mut t.unit);
    let past = own
        .baseline
        .iter_mut()
        .chain(&mut own.history)
        .filter(|b| b.date.is_none() && b.value.is_some())
        .map(|b| &mut b.unit);
    for slot in targets.chain(past) {
        slot.get_or_insert_with(|| unit.clone());
    }
}

/// Is there a value that reads as one? A table of words only is no table of targets.
pub(crate) fn reads_as_value(text: &str) -> bool {
    !matches!(value(text, Some(2000)), Value::Text | Value::Void)
}
