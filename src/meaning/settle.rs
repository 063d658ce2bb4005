//! What only the whole document settles: fields said of many objectives at once, nodes that two tables name, dates printed
//! beside indicators.

use super::nodes::{Entry, Left, Meaning, NodeId};
use crate::labels::fold;
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};
use rustc_hash::{FxHashMap, FxHashSet};

/// Two objectives of fewer letters may be called the same by chance.
const FEWEST_LETTERS: usize = 12;

impl Meaning {
    /// All of it, when every table and sheet is read.
    pub(super) fn settle(&mut self, words: &Words) {
        self.settle_shared();
        self.settle_results();
        self.settle_dates(words);
        self.settle_overview(words);
        self.settle_twice(words);
        self.settle_numbered(words);
    }

    /// Gives each objective what is said of all those of its section, unless it says so itself.
    fn settle_shared(&mut self) {
        let shared = std::mem::take(&mut self.shared);
        if shared.is_empty() {
            return;
        }
        let above = |n: &super::nodes::Node| n.parent.filter(|_| n.level == Level::Objective);
        let holding: FxHashSet<NodeId> = self.nodes.all.iter().filter_map(above).collect();
        for (section, entry) in shared {
            let mut kept = false;
            for id in 0..self.nodes.all.len() {
                let node = &self.nodes.all[id];
                let lowest = node.level == Level::Objective || node.level == Level::Strategic && !holding.contains(&id);
                if !lowest || !self.is_below(id, section) {
                    continue;
                }
                kept = true;
                if node.entries.iter().any(|e| e.field == entry.field) {
                    self.nodes.all[id].repeated.extend(entry.cell.words());
                } else {
                    self.nodes.all[id].entries.push(entry.clone());
                }
            }
            if !kept {
                self.left.push(Left::Prose(entry.cell.words().collect()));
            }
        }
    }

    pub(super) fn is_below(&self, node: NodeId, ancestor: NodeId) -> bool {
        let mut at = self.nodes.get(node).and_then(|n| n.parent);
        while let Some(parent) = at {
            if parent == ancestor {
                return true;
            }
            at = self.nodes.get(parent).and_then(|n| n.parent);
        }
        false
    }

    /// An indicator has no date of its own: a column `Scadenza` right of the indicators' is the objectives', where no
    /// objective would have two.
    fn settle_dates(&mut self, words: &Words) {
        let is_date = |e: &Entry| matches!(e.field, Field::Start | Field::End);
        let mut said: FxHashMap<(NodeId, Field), Vec<String>> = FxHashMap::default();
        for node in self.nodes.all.iter().filter(|n| n.level == Level::Indicator) {
            let Some(parent) = node.parent else { continue };
            for entry in node.entries.iter().filter(|e| is_date(e)) {
                said.entry((parent, entry.field)).or_default().push(fold(&entry.cell.text(words).text));
            }
        }
        let has = |(node, field): &(NodeId, Field)| self.nodes.all[*node].entries.iter().any(|e| e.field == *field);
        let same = |texts: &Vec<String>| texts.windows(2).all(|pair| pair[0] == pair[1]);
        if said.is_empty() || said.iter().any(|(key, texts)| has(key) || !same(texts)) {
            return;
        }
        for id in 0..self.nodes.all.len() {
            let node = &mut self.nodes.all[id];
            let Some(parent) = node.parent.filter(|_| node.level == Level::Indicator) else { continue };
            let (dates, rest): (Vec<Entry>, Vec<Entry>) = node.entries.drain(..).partition(is_date);
            node.entries = rest;
            let above = &mut self.nodes.all[parent];
            for date in dates {
                if above.entries.iter().any(|e| e.field == date.field) {
                    above.repeated.extend(date.cell.words());
                } else {
                    above.entries.push(date);
                }
            }
        }
    }

    /// An objective that an overview names, with nothing below it, and a further table or sheet again with its indicators, is
    /// one node: the fuller one.
    fn settle_twice(&mut self, words: &Words) {
        let mut filled = vec![false; self.nodes.all.len()];
        for parent in self.nodes.all.iter().filter_map(|n| n.parent) {
            filled[parent] = true;
        }
        let mut named: FxHashMap<String, Vec<NodeId>> = FxHashMap::default();
        for (id, node) in self.nodes.all.iter().enumerate().filter(|(_, n)| n.level == Level::Objective) {
            let title = node.title.text(words).text;
            let code = node.entries.iter().find(|e| matches!(e.field, Field::Code | Field::ObjectiveCode));
            let code = code.map(|e| e.cell.text(words).text).unwrap_or_default();
            if (title.len() + code.len()) >= FEWEST_LETTERS {
                named.entry(fold(&(code + &title))).or_default().push(id);
            }
        }
        let mut pairs: Vec<(NodeId, NodeId)> = Vec::new();
        for all in named.into_values() {
            let [one, other] = all[..] else { continue };
            let (listed, told) = match (filled[one], filled[other]) {
                (false, true) => (one, other),
                (true, false) => (other, one),
                _ => continue,
            };
            let (above, own) = (self.nodes.all[listed].parent, self.nodes.all[told].parent);
            if above == own || above.is_none() || self.is_same(above, own, words) {
                pairs.push((listed, told));
            }
        }
        pairs.sort_unstable();
        pairs.into_iter().for_each(|(listed, told)| self.merge(listed, told, words));
    }

    /// A strategy that an overview names with its own indicators, and a further table again over its objectives, is one
    /// node: the first one, with what stands below the second.
    fn settle_overview(&mut self, words: &Words) {
        let mut seen: FxHashMap<String, NodeId> = FxHashMap::default();
        for id in 0..self.nodes.all.len() {
            let node = &self.nodes.all[id];
            if node.level != Level::Strategic {
                continue;
            }
            let title = fold(&node.title.text(words).text);
            let Some(first) = seen.get(&title).copied() else {
                if !title.is_empty() {
                    seen.insert(title, id);
                }
                continue;
            };
            // Under another branch the same words are another node.
            let (own, other) = (node.parent, self.nodes.all[first].parent);
            if own.is_some() && own != other && !self.is_same(own, other, words) {
                continue;
            }
            self.merge(id, first, words);
        }
    }

    fn is_same(&self, one: Option<NodeId>, other: Option<NodeId>, words: &Words) -> bool {
        let title = |id: Option<NodeId>| Some(fold(&self.nodes.get(id?)?.title.text(words).text));
        title(one) == title(other)
    }

    /// Moves what a node has, and what is below it, to another that was there before.
    fn merge(&mut self, from: NodeId, into: NodeId, words: &Words) {
        for node in &mut self.nodes.all {
            if node.parent == Some(from) {
                node.parent = Some(into);
            }
        }
        let taken = &mut self.nodes.all[from];
        let title = std::mem::take(&mut taken.title);
        let (entries, repeated) = (std::mem::take(&mut taken.entries), std::mem::take(&mut taken.repeated));
        let kept = &mut self.nodes.all[into];
        kept.repeated.extend(title.words().chain(repeated));
        for entry in entries {
            let same = |e: &Entry| {
                e.label == entry.label || fold(&e.cell.text(words).text) == fold(&entry.cell.text(words).text)
            };
            if kept.entries.iter().any(|e| e.field == entry.field && same(e)) {
                kept.repeated.extend(entry.cell.words());
            } else {
                kept.entries.push(entry);
            }
        }
    }
}
