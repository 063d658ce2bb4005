//! What rules look at: the plan, how it was read, the settings; and its nodes with their places.

use super::rule::Lang;
use super::settings::Settings;
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
    /// Of every indicator, by position; several rules ask.
    polarities: OnceCell<HashMap<[usize; 3], Polarity>>,
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
    pub(super) index: usize,
    pub(super) section: &'a Section,
}

/// An objective and its place.
#[derive(Clone, Copy)]
pub(super) struct ObjectiveAt<'a> {
    pub(super) parent: SectionAt<'a>,
    pub(super) index: usize,
    pub(super) objective: &'a Objective,
}

/// An indicator and its place.
#[derive(Clone, Copy)]
pub(super) struct IndicatorAt<'a> {
    pub(super) parent: ObjectiveAt<'a>,
    pub(super) index: usize,
    pub(super) indicator: &'a Indicator,
}

impl<'a> Subject<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        notes: &'a [Note],
        continued: &'a [Continued<'a>],
        settings: &'a Settings,
        lang: Lang,
    ) -> Subject<'a> {
        Subject { plan, notes, continued, settings, lang, polarities: OnceCell::new() }
    }

    /// The indicators that last year's plan has, too, each with what became of it.
    pub(super) fn continued(&self) -> impl Iterator<Item = (IndicatorAt<'a>, &'a Continued<'a>)> + use<'a> {
        // By where they lie in memory: both are of the same plan.
        let known: HashMap<*const Indicator, &'a Continued<'a>> =
            self.continued.iter().map(|known| (std::ptr::from_ref(known.new), known)).collect();
        self.indicators().filter_map(move |at| Some((at, *known.get(&std::ptr::from_ref(at.indicator))?)))
    }

    /// Which way is better, where words say so.
    pub(super) fn polarity(&self, at: IndicatorAt<'_>) -> Option<&Polarity> {
        let place = |at: IndicatorAt<'_>| [at.parent.parent.index, at.parent.index, at.index];
        let all = || self.indicators().filter_map(|at| Some((place(at), polarity::of(at.indicator)?))).collect();
        self.polarities.get_or_init(all).get(&place(at))
    }

    pub(super) fn sections(&self) -> impl Iterator<Item = SectionAt<'a>> + use<'a> {
        self.plan.sections.iter().enumerate().map(|(index, section)| SectionAt { index, section })
    }

    pub(super) fn objectives(&self) -> impl Iterator<Item = ObjectiveAt<'a>> + use<'a> {
        self.sections().flat_map(SectionAt::objectives)
    }

    pub(super) fn indicators(&self) -> impl Iterator<Item = IndicatorAt<'a>> + use<'a> {
        self.objectives().flat_map(ObjectiveAt::indicators)
    }
}

impl<'a> SectionAt<'a> {
    pub(super) fn objectives(self) -> impl Iterator<Item = ObjectiveAt<'a>> {
        let objectives = self.section.objectives.iter().enumerate();
        objectives.map(move |(index, objective)| ObjectiveAt { parent: self, index, objective })
    }
}

impl<'a> ObjectiveAt<'a> {
    pub(super) fn indicators(self) -> impl Iterator<Item = IndicatorAt<'a>> {
        let indicators = self.objective.indicators.iter().enumerate();
        indicators.map(move |(index, indicator)| IndicatorAt { parent: self, index, indicator })
    }

    pub(super) fn is_operational(self) -> bool {
        self.objective.kind == ObjectiveKind::Operational
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
    /// Place in the document: a node stands before what is in it.
    pub(super) fn position(&self) -> (Option<usize>, Option<usize>, Option<usize>) {
        match self {
            Node::Document => (None, None, None),
            Node::Section(at) => (Some(at.index), None, None),
            Node::Objective(at) => (Some(at.parent.index), Some(at.index), None),
            Node::Indicator(at) => (Some(at.parent.parent.index), Some(at.parent.index), Some(at.index)),
        }
    }

    pub(super) fn pointer(&self) -> String {
        match self {
            Node::Document => String::new(),
            Node::Section(at) => format!("/sections/{}", at.index),
            Node::Objective(at) => format!("{}/objectives/{}", Node::Section(at.parent).pointer(), at.index),
            Node::Indicator(at) => format!("{}/indicators/{}", Node::Objective(at.parent).pointer(), at.index),
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
