//! What rules look at: the plan, how it was read, the settings; and its nodes with their places.

use super::rule::Lang;
use super::settings::Settings;
use super::weights::Conventions;
use crate::diff::Continued;
use crate::plan::model::{Indicator, Location, Objective, ObjectiveKind, Plan, Section};
use crate::polarity::{self, Polarity};
use crate::source::Note;
use std::cell::OnceCell;
use std::collections::HashMap;

/// A plan under examination.
pub(super) struct Subject<'a> {
    pub(super) plan: &'a Plan,
    /// What the reader noticed; empty for plan JSON.
    pub(super) notes: &'a [Note],
    /// Its indicators that last year's plan has, too; empty where none was given.
    pub(super) continued: &'a [Continued<'a>],
    pub(super) settings: &'a Settings,
    pub(super) lang: Lang,
    tree: Tree<'a>,
    /// Of every indicator, by its number among them; several rules ask.
    polarities: OnceCell<Vec<Option<Polarity>>>,
    conventions: OnceCell<Conventions<'a>>,
}

/// Both languages of a message; only the one wanted is put together.
macro_rules! say {
    ($subject:expr, $en:literal, $it:literal $(, $argument:expr)* $(,)?) => {
        match $subject.lang {
            $crate::check::rule::Lang::En => format!($en $(, $argument)*),
            $crate::check::rule::Lang::It => format!($it $(, $argument)*),
        }
    };
}
pub(super) use say;

/// A section and its place.
#[derive(Clone, Copy)]
pub(super) struct SectionAt<'a> {
    /// Its number in the document, depth first, among all nodes.
    pub(super) order: usize,
    pub(super) section: &'a Section,
}

/// An objective and its place.
#[derive(Clone, Copy)]
pub(super) struct ObjectiveAt<'a> {
    pub(super) order: usize,
    /// The nearest section above.
    pub(super) parent: SectionAt<'a>,
    pub(super) objective: &'a Objective,
    /// Its indicators are so many from this one on, among all.
    first: usize,
}

/// An indicator and its place.
#[derive(Clone, Copy)]
pub(super) struct IndicatorAt<'a> {
    pub(super) order: usize,
    pub(super) parent: ObjectiveAt<'a>,
    /// Its number among all indicators.
    number: usize,
    pub(super) indicator: &'a Indicator,
}

/// Objectives that stand side by side: of a section, or below another objective.
pub(super) struct Siblings<'a> {
    pub(super) parent: Node<'a>,
    pub(super) objectives: Vec<ObjectiveAt<'a>>,
}

/// Every node of the plan, at any depth.
#[derive(Default)]
struct Tree<'a> {
    sections: Vec<SectionAt<'a>>,
    objectives: Vec<ObjectiveAt<'a>>,
    indicators: Vec<IndicatorAt<'a>>,
    siblings: Vec<Siblings<'a>>,
    /// JSON Pointers, by order.
    pointers: Vec<String>,
}

impl<'a> Tree<'a> {
    fn of(plan: &'a Plan) -> Tree<'a> {
        let mut tree = Tree::default();
        for (index, section) in plan.sections.iter().enumerate() {
            tree.section(section, format!("/sections/{index}"));
        }
        tree
    }

    /// The next node's number.
    fn place(&mut self, pointer: String) -> usize {
        self.pointers.push(pointer);
        self.pointers.len() - 1
    }

    // As deep as the JSON: what reads it limits that.
    fn section(&mut self, section: &'a Section, pointer: String) {
        let at = SectionAt { order: self.place(pointer.clone()), section };
        self.sections.push(at);
        self.objectives(at.into(), at, &section.objectives, &pointer);
        for (index, below) in section.sections.iter().enumerate() {
            self.section(below, format!("{pointer}/sections/{index}"));
        }
    }

    fn objectives(&mut self, parent: Node<'a>, section: SectionAt<'a>, objectives: &'a [Objective], above: &str) {
        let mut siblings = Siblings { parent, objectives: Vec::new() };
        for (index, objective) in objectives.iter().enumerate() {
            let pointer = format!("{above}/objectives/{index}");
            let order = self.place(pointer.clone());
            let at = ObjectiveAt { order, parent: section, objective, first: self.indicators.len() };
            siblings.objectives.push(at);
            self.objectives.push(at);
            for (index, indicator) in objective.indicators.iter().enumerate() {
                let order = self.place(format!("{pointer}/indicators/{index}"));
                let number = self.indicators.len();
                self.indicators.push(IndicatorAt { order, parent: at, number, indicator });
            }
            self.objectives(at.into(), section, &objective.objectives, &pointer);
        }
        if !siblings.objectives.is_empty() {
            self.siblings.push(siblings);
        }
    }
}

impl<'a> Subject<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        notes: &'a [Note],
        continued: &'a [Continued<'a>],
        settings: &'a Settings,
        lang: Lang,
    ) -> Subject<'a> {
        let (polarities, conventions) = (OnceCell::new(), OnceCell::new());
        Subject { plan, notes, continued, settings, lang, tree: Tree::of(plan), polarities, conventions }
    }

    /// The indicators that last year's plan has, too, each with what became of it.
    pub(super) fn continued(&self) -> impl Iterator<Item = (IndicatorAt<'a>, &'a Continued<'a>)> {
        // By where they lie in memory: both are of the same plan.
        let known: HashMap<*const Indicator, &'a Continued<'a>> =
            self.continued.iter().map(|known| (std::ptr::from_ref(known.new), known)).collect();
        self.indicators().filter_map(move |at| Some((at, *known.get(&std::ptr::from_ref(at.indicator))?)))
    }

    /// Which way is better, where words say so.
    pub(super) fn polarity(&self, at: IndicatorAt<'_>) -> Option<&Polarity> {
        let all = || self.tree.indicators.iter().map(|at| polarity::of(at.indicator)).collect();
        self.polarities.get_or_init(all).get(at.number)?.as_ref()
    }

    /// How the document weighs.
    pub(super) fn conventions(&self) -> &Conventions<'a> {
        self.conventions.get_or_init(|| Conventions::of(self))
    }

    /// Sections of any depth, depth first.
    pub(super) fn sections(&self) -> impl Iterator<Item = SectionAt<'a>> {
        self.tree.sections.iter().copied()
    }

    /// Objectives of any depth, depth first.
    pub(super) fn objectives(&self) -> impl Iterator<Item = ObjectiveAt<'a>> {
        self.tree.objectives.iter().copied()
    }

    /// Indicators of objectives of any depth, depth first.
    pub(super) fn indicators(&self) -> impl Iterator<Item = IndicatorAt<'a>> {
        self.tree.indicators.iter().copied()
    }

    /// An objective's own indicators.
    pub(super) fn indicators_of(&self, of: ObjectiveAt<'_>) -> impl Iterator<Item = IndicatorAt<'a>> {
        let own = of.first..of.first + of.objective.indicators.len();
        self.tree.indicators.get(own).unwrap_or_default().iter().copied()
    }

    /// Objectives that stand side by side, a group a parent.
    pub(super) fn siblings(&self) -> &[Siblings<'a>] {
        &self.tree.siblings
    }

    /// A node's JSON Pointer; empty for the whole document.
    pub(super) fn pointer(&self, node: &Node<'_>) -> &str {
        node.position().and_then(|order| self.tree.pointers.get(order)).map_or("", String::as_str)
    }
}

impl ObjectiveAt<'_> {
    pub(super) fn is_operational(self) -> bool {
        self.objective.kind == ObjectiveKind::Operational
    }

    pub(super) fn is_individual(self) -> bool {
        self.objective.kind == ObjectiveKind::Individual
    }
}

/// A node of the tree.
#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    Document,
    Section(SectionAt<'a>),
    Objective(ObjectiveAt<'a>),
    Indicator(IndicatorAt<'a>),
}

impl<'a> From<SectionAt<'a>> for Node<'a> {
    fn from(at: SectionAt<'a>) -> Node<'a> {
        Node::Section(at)
    }
}

impl<'a> From<ObjectiveAt<'a>> for Node<'a> {
    fn from(at: ObjectiveAt<'a>) -> Node<'a> {
        Node::Objective(at)
    }
}

impl<'a> From<IndicatorAt<'a>> for Node<'a> {
    fn from(at: IndicatorAt<'a>) -> Node<'a> {
        Node::Indicator(at)
    }
}

impl Node<'_> {
    /// Place in the document: a node stands before what is in it, the document before all.
    pub(super) fn position(&self) -> Option<usize> {
        match self {
            Node::Document => None,
            Node::Section(at) => Some(at.order),
            Node::Objective(at) => Some(at.order),
            Node::Indicator(at) => Some(at.order),
        }
    }

    /// The section's code (else title), the objective's code (else title), the indicator's id.
    pub(super) fn name(&self) -> Option<String> {
        match self {
            Node::Document => None,
            Node::Section(at) => at.section.name(),
            Node::Objective(at) => at.objective.code.clone().or_else(|| Some(at.objective.title.clone())),
            Node::Indicator(at) => Some(at.indicator.id.clone()),
        }
    }

    pub(super) fn locations(&self) -> Vec<Location> {
        match self {
            Node::Document => Vec::new(),
            Node::Section(at) => at.section.locations.clone(),
            Node::Objective(at) => at.objective.locations.clone(),
            Node::Indicator(at) => at.indicator.locations.clone(),
        }
    }
}
