//! Nodes to the plan's tree: each cell is read as what its field holds, and its words are accounted for.

mod indicator;
mod values;

use super::facts::Facts;
use super::ledger::{Ledger, Place};
use super::lists::entries;
use super::model::{Location, Objective, ObjectiveKind, Period, Phase, Reached, Reason, Section, SectionKind};
use crate::grammar::code::node_code;
use crate::grammar::heading;
use crate::grammar::target::is_void;
use crate::grammar::weight::worth;
use crate::labels::Role;
use crate::layout::cells::Cell;
use crate::layout::words::Words;
use crate::location::Places;
use crate::meaning::nodes::{Entry, Left, Meaning, Node, NodeId};
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::{is_description, is_typology};
use rust_decimal::Decimal;
use values::{join, told};

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
    let keep = kept(&nodes.all, &children, &headed, words);
    let roots: Vec<NodeId> = (0..nodes.all.len()).filter(|id| nodes.all[*id].parent.is_none() && keep[*id]).collect();
    let mut prose: Vec<u32> = Vec::new();
    for (_, node) in nodes.all.iter().enumerate().filter(|(id, _)| !keep[*id]) {
        let own = node.title.words().chain(node.entries.iter().flat_map(|e| e.cell.words()));
        let own = own.chain(node.repeated.iter().copied());
        // A row without a name stands in the tree's table.
        if node.level >= Level::Indicator {
            ledger.unrecognized(own, Reason::NoName, words);
        } else {
            prose.extend(own);
        }
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
/// No node stays without a name.
fn kept(nodes: &[Node], children: &[Vec<NodeId>], headed: &[NodeId], words: &Words) -> Vec<bool> {
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
                is_titled(&nodes[id], words) && (below || told)
            }
            // A number or a year names nothing.
            Level::Indicator => is_titled(&nodes[id], words),
            _ => is_named(&nodes[id], words),
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

/// Has an objective or an indicator a title: a number names nothing.
fn is_titled(node: &Node, words: &Words) -> bool {
    is_named(node, words) && node.title.text(words).text.contains(char::is_alphabetic)
}

/// Has a node a name: words that are no attribute in brackets?
fn is_named(node: &Node, words: &Words) -> bool {
    let text = node.title.text(words).text;
    let end = heading::attributes(&text).first().map_or(text.len(), |attribute| attribute.whole.start);
    text[..end].contains(char::is_alphanumeric)
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
        let mut entries = std::mem::take(&mut self.nodes[id].entries);
        settle_descriptions(&mut entries);
        for entry in entries {
            self.objective_field(&mut own, &mut result, entry);
        }
        if result.year.is_none() {
            result.year = self.plan_year;
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
            Field::Weight if own.weight.is_none() && worth(&text.text).is_some() => own.weight = self.weight(&text),
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

    fn phase(&mut self, id: NodeId) -> Phase {
        let name = self.titled(id, false).title;
        let months = std::mem::take(&mut self.nodes[id].months);
        let mut own = Phase { name, months, locations: self.locations(id), ..Phase::default() };
        for entry in std::mem::take(&mut self.nodes[id].entries) {
            let text = entry.cell.text(self.words);
            match entry.field {
                Field::Code | Field::Counter if own.code.is_none() => own.code = self.text(&text),
                Field::Weight if own.weight.is_none() && worth(&text.text).is_some() => own.weight = self.weight(&text),
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
        self.ledger.claim(repeated, Place::Repeated);
        let text = self.nodes[id].title.text(self.words);
        let whole = text.text.as_str();
        let own_code = self.nodes[id]
            .entries
            .iter()
            .any(|e| matches!(e.field, Field::Code | Field::ObjectiveCode | Field::AreaCode));
        let mut start = 0;
        let mut code = None;
        // `Dimensione e indicatore`: a first line that is a typology is one.
        let first = text.breaks.first().map(|line| line.at).filter(|at| *at < whole.len());
        let both = self.nodes[id].opened_by == Field::TypologyAndIndicator;
        let first = first.filter(|at| both && is_typology(&whole[..*at]));
        let first_line = first.map(|at| whole[..at].trim().to_owned());
        if let Some(at) = first {
            self.ledger.claim(text.words_in(0..at), Place::Value);
            start = at;
        }
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
        let mut titled = Titled { code, title, weight: None, typology: first_line };
        for attribute in attributes.iter().filter(|a| a.whole.start >= start) {
            let said = whole[attribute.value.clone()].trim();
            match attribute.role {
                Role::Weight if worth(said).is_some() => titled.weight = worth(said),
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
    fn locations(&self, id: NodeId) -> Vec<Location> {
        let node = &self.nodes[id];
        let row = node.level >= Level::Indicator;
        let entries = node.entries.iter().filter(|_| row).flat_map(|e| e.cell.words());
        self.places.of(node.title.words().chain(entries), self.words)
    }

    fn unread(&mut self, cell: &Cell, reason: Reason) {
        self.ledger.unrecognized(cell.words(), reason, self.words);
    }
}

/// Of several texts that could describe an objective the one called so does; `Finalità` beside it is another thing.
fn settle_descriptions(entries: &mut [Entry]) {
    let is = |e: &Entry| e.field == Field::Description;
    let Some(best) = entries.iter().filter(|e| is(e)).min_by_key(|e| !is_description(&e.label)) else {
        return;
    };
    let label = best.label.clone();
    for entry in entries.iter_mut().filter(|e| is(e) && !e.label.is_empty() && !label.is_empty() && e.label != label) {
        entry.field = Field::Other;
    }
}

/// A structure's name, not a person's or a role's.
fn is_structure(name: &str) -> bool {
    crate::vocabulary::begins_structure(name)
}
