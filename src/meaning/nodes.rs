//! The tree before its texts are read: nodes, and for each the cells that belong to its fields.

use crate::geometry::PageNumber;
use crate::layout::cells::{Cell, join_words};
use crate::layout::words::{WordId, Words};
use crate::plan::model::Reason;
use crate::vocabulary::fields::{Field, Level};

/// The place of a node in [`Nodes`].
pub(crate) type NodeId = usize;

/// A field of a node, as printed.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) field: Field,
    /// The year of its head or label.
    pub(crate) year: Option<i32>,
    /// Its place in a triennium, where the head says only that.
    pub(crate) ordinal: Option<u8>,
    /// The head's or label's words as printed: what `other` is listed under.
    pub(crate) label: String,
    pub(crate) cell: Cell,
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) level: Level,
    /// What opened it: an area, a mission, an individual objective.
    pub(crate) opened_by: Field,
    pub(crate) parent: Option<NodeId>,
    /// What its own words say: code and title, or the indicator's name.
    pub(crate) title: Cell,
    pub(crate) entries: Vec<Entry>,
    /// Words that say again what the node says: a title repeated in each row.
    pub(crate) repeated: Vec<WordId>,
    /// The months marked in a phase's row, 1 to 12.
    pub(crate) months: Vec<u8>,
}

/// Every node, each after its parent.
#[derive(Debug, Default)]
pub(crate) struct Nodes {
    pub(crate) all: Vec<Node>,
}

impl Nodes {
    pub(crate) fn open(&mut self, level: Level, opened_by: Field, parent: Option<NodeId>, title: Cell) -> NodeId {
        self.all.push(Node {
            level,
            opened_by,
            parent,
            title,
            entries: Vec::new(),
            repeated: Vec::new(),
            months: Vec::new(),
        });
        self.all.len() - 1
    }

    pub(crate) fn set(&mut self, node: NodeId, entry: Entry) {
        if let Some(node) = self.all.get_mut(node) {
            node.entries.push(entry);
        }
    }

    pub(crate) fn get(&self, node: NodeId) -> Option<&Node> {
        self.all.get(node)
    }

    pub(crate) fn get_mut(&mut self, node: NodeId) -> Option<&mut Node> {
        self.all.get_mut(node)
    }
}

/// Text that has no place in the tree, and why.
#[derive(Debug)]
pub(crate) enum Left {
    /// Outside every table, heading and sheet of the tree.
    Prose(Vec<WordId>),
    /// Inside them, in no field.
    Unread(Vec<WordId>, crate::plan::model::Reason),
}

/// Two ways to part a table: on a page, under a head.
#[derive(Debug, Clone)]
pub(crate) struct Other {
    pub(crate) page: PageNumber,
    pub(crate) head: String,
    pub(crate) first: String,
    pub(crate) second: String,
}

/// What the meaning stage makes of a document.
#[derive(Debug, Default)]
pub(crate) struct Meaning {
    pub(crate) nodes: Nodes,
    /// Nodes that a heading alone has opened: one with nothing below it is prose.
    pub(crate) headed: Vec<NodeId>,
    /// Words of heads and labels.
    pub(crate) labels: Vec<WordId>,
    pub(crate) left: Vec<Left>,
    /// Years that target columns' heads print, and those of past values.
    pub(crate) target_years: Vec<i32>,
    pub(crate) baseline_years: Vec<i32>,
    /// Heads of tables that were not read into the tree, with their page: what a refusal names.
    pub(crate) heads: Vec<(PageNumber, String)>,
    /// Results are told.
    pub(crate) results: bool,
    /// Where another reading of a table is nearly as good.
    pub(crate) near: Vec<Other>,
    /// What is said of all objectives of a section, once, below its heading.
    pub(super) shared: Vec<(NodeId, Entry)>,
}

impl Meaning {
    /// `Consuntivo 2022` of an indicator whose first target is of 2023 is a past value; what else is told is a result.
    pub(super) fn settle_results(&mut self) {
        for node in &mut self.nodes.all {
            let first = node.entries.iter().filter(|e| e.field == Field::Target).filter_map(|e| e.year).min();
            for entry in &mut node.entries {
                let past = matches!((first, entry.year), (Some(target), Some(own)) if own < target);
                if entry.field == Field::Result && past {
                    entry.field = Field::Baseline;
                }
                self.results |= matches!(entry.field, Field::Result | Field::Achieved);
            }
        }
    }

    /// Keeps a field of all objectives of a section. Below the first of them it is one's whose title was not seen, and nobody
    /// knows whose.
    pub(crate) fn share(&mut self, section: NodeId, field: Field, label: Cell, cell: Cell, words: &Words) {
        if (section..self.nodes.all.len()).any(|node| self.is_below(node, section)) {
            return self.left.push(Left::Unread(cell.words().collect(), Reason::FieldOutsideObjective));
        }
        let label = label.text(words).text.trim_end_matches([':', ' ']).to_owned();
        self.shared.push((section, Entry { field, year: None, ordinal: None, label, cell }));
    }

    /// The paragraphs of the first pages that are outside the tree: where a document says its title, body and act.
    pub(crate) fn preamble(&self, words: &Words) -> Vec<String> {
        /// A cover and a page after it.
        const PAGES: u32 = 2;
        /// Titles and names are short.
        const MOST_WORDS: usize = 40;
        let prose = self.left.iter().filter_map(|left| match left {
            Left::Prose(ids) => ids.first().filter(|id| words.get(**id).page <= PAGES).map(|_| ids),
            Left::Unread(..) => None,
        });
        prose.filter(|ids| ids.len() <= MOST_WORDS).map(|ids| join_words(ids, words)).collect()
    }
}
