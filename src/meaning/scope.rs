//! What is open around a table, a sheet or a line: the branches of the tree that headings, bands and sheets have opened.

use super::nodes::{Meaning, NodeId};
use crate::labels::fold;
use crate::layout::cells::Cell;
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};

/// The open branches.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Sections from the outermost, each with its rank.
    sections: Vec<(u8, NodeId)>,
    strategic: Option<NodeId>,
    objective: Option<NodeId>,
}

/// A section closes those of its rank and of deeper ones.
fn rank(field: Field) -> u8 {
    match field {
        Field::Programme => 1,
        Field::Structure => 2,
        Field::Position => 3,
        _ => 0,
    }
}

impl Scope {
    /// The node below which one of this level is opened.
    pub(crate) fn parent(&self, level: Level) -> Option<NodeId> {
        let section = self.sections.last().map(|(_, node)| *node);
        match level {
            Level::Section | Level::Strategic => section,
            Level::Objective => self.strategic.or(section),
            Level::Indicator | Level::Phase | Level::Nearest => self.objective(),
        }
    }

    /// The open objective: the nearest one that can have indicators.
    pub(crate) fn objective(&self) -> Option<NodeId> {
        self.objective.or(self.strategic)
    }

    /// The innermost open section.
    pub(crate) fn section(&self) -> Option<NodeId> {
        self.sections.last().map(|(_, node)| *node)
    }

    /// Is the innermost open section a structure?
    pub(crate) fn in_structure(&self, meaning: &Meaning) -> bool {
        self.section().and_then(|node| meaning.nodes.get(node)).is_some_and(|n| n.opened_by == Field::Structure)
    }

    /// Is the innermost open section a person's or position's?
    pub(crate) fn in_person(&self, meaning: &Meaning) -> bool {
        self.section().and_then(|node| meaning.nodes.get(node)).is_some_and(|n| n.opened_by == Field::Position)
    }

    /// Is a branch open that is no structure's or person's?
    pub(crate) fn has_branch(&self) -> bool {
        self.sections.iter().any(|(own, _)| *own < rank(Field::Structure))
    }

    /// Nothing is open any more: another chapter begins.
    pub(crate) fn close(&mut self) {
        *self = Scope::default();
    }

    /// Opens a node, or goes on with one that says the same under the same parent: an area that each sheet names is one.
    pub(crate) fn open(&mut self, field: Field, title: Cell, meaning: &mut Meaning, words: &Words) -> NodeId {
        let level = field.level();
        if level == Level::Section {
            let own = rank(field);
            self.sections.retain(|(rank, _)| *rank < own);
            self.strategic = None;
        }
        self.objective = None;
        if level == Level::Strategic {
            self.strategic = None;
        }
        let parent = self.parent(level);
        let text = fold(&title.text(words).text);
        let known = meaning.nodes.all.iter().rposition(|node| {
            level < Level::Objective
                && node.level == level
                && node.opened_by == field
                && node.parent == parent
                && fold(&node.title.text(words).text) == text
        });
        let node = match known {
            Some(node) => {
                if let Some(node) = meaning.nodes.get_mut(node) {
                    node.repeated.extend(title.words());
                }
                node
            }
            None => meaning.nodes.open(level, field, parent, title),
        };
        match level {
            Level::Section => self.sections.push((rank(field), node)),
            Level::Strategic => self.strategic = Some(node),
            _ => self.objective = Some(node),
        }
        node
    }
}
