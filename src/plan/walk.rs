//! The tree laid out flat: every node in printed order, with what stands above it and its place in plan JSON.
//!
//! A section comes before its objectives, those before the sections below it; an objective comes before its
//! indicators, its phases and the objectives below it. So a node's number tells its position in the document.

use super::model::{Indicator, Location, Objective, Phase, Plan, Section};

/// A node of the tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Node<'a> {
    Section(&'a Section),
    Objective(&'a Objective),
    Indicator(&'a Indicator),
    Phase(&'a Phase),
}

/// A node and its place among its siblings.
#[derive(Debug, Clone, Copy)]
struct Entry<'a> {
    node: Node<'a>,
    /// The number of the node that holds it.
    parent: Option<usize>,
    /// Its place in its parent's list of such nodes.
    index: usize,
    depth: usize,
}

/// A plan's nodes, in printed order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Walk<'a> {
    entries: Vec<Entry<'a>>,
}

/// A node of a walk: cheap to copy, and it knows what stands above it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'w, 'a> {
    walk: &'w Walk<'a>,
    number: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn of(plan: &'a Plan) -> Walk<'a> {
        let mut walk = Walk::default();
        walk.sections(&plan.sections, None, 0);
        walk
    }

    /// Every node, in printed order.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = At<'_, 'a>> + Clone {
        (0..self.entries.len()).map(|number| At { walk: self, number })
    }

    /// The node of this number.
    #[allow(dead_code, reason = "for the rules, which come to walk the tree with it")]
    pub(crate) fn get(&self, number: usize) -> Option<At<'_, 'a>> {
        (number < self.entries.len()).then_some(At { walk: self, number })
    }

    /// Every section with its place.
    #[allow(dead_code, reason = "for the rules, which come to walk the tree with it")]
    pub(crate) fn all_sections(&self) -> impl Iterator<Item = (At<'_, 'a>, &'a Section)> + Clone {
        self.nodes().filter_map(|at| at.node().section().map(|node| (at, node)))
    }

    /// Every objective with its place.
    pub(crate) fn all_objectives(&self) -> impl Iterator<Item = (At<'_, 'a>, &'a Objective)> + Clone {
        self.nodes().filter_map(|at| at.node().objective().map(|node| (at, node)))
    }

    /// Every indicator with its place.
    #[allow(dead_code, reason = "for the rules, which come to walk the tree with it")]
    pub(crate) fn all_indicators(&self) -> impl Iterator<Item = (At<'_, 'a>, &'a Indicator)> + Clone {
        self.nodes().filter_map(|at| at.node().indicator().map(|node| (at, node)))
    }

    fn add(&mut self, node: Node<'a>, parent: Option<usize>, index: usize, depth: usize) -> usize {
        self.entries.push(Entry { node, parent, index, depth });
        self.entries.len() - 1
    }

    fn sections(&mut self, sections: &'a [Section], parent: Option<usize>, depth: usize) {
        for (index, section) in sections.iter().enumerate() {
            let own = self.add(Node::Section(section), parent, index, depth);
            self.objectives(&section.objectives, own, depth + 1);
            self.sections(&section.sections, Some(own), depth + 1);
        }
    }

    fn objectives(&mut self, objectives: &'a [Objective], parent: usize, depth: usize) {
        for (index, objective) in objectives.iter().enumerate() {
            let own = self.add(Node::Objective(objective), Some(parent), index, depth);
            for (index, indicator) in objective.indicators.iter().enumerate() {
                self.add(Node::Indicator(indicator), Some(own), index, depth + 1);
            }
            for (index, phase) in objective.phases.iter().enumerate() {
                self.add(Node::Phase(phase), Some(own), index, depth + 1);
            }
            self.objectives(&objective.objectives, own, depth + 1);
        }
    }
}

impl<'w, 'a> At<'w, 'a> {
    /// The node itself.
    pub(crate) fn node(self) -> Node<'a> {
        self.entry().node
    }

    /// Its number in printed order, over nodes of all kinds.
    pub(crate) fn number(self) -> usize {
        self.number
    }

    /// Its place among its parent's nodes of the same kind.
    pub(crate) fn index(self) -> usize {
        self.entry().index
    }

    /// How many nodes stand above it.
    pub(crate) fn depth(self) -> usize {
        self.entry().depth
    }

    /// The node that holds it.
    pub(crate) fn parent(self) -> Option<At<'w, 'a>> {
        self.entry().parent.map(|number| At { walk: self.walk, number })
    }

    /// The nodes above it, the nearest first.
    pub(crate) fn above(self) -> impl Iterator<Item = At<'w, 'a>> {
        std::iter::successors(self.parent(), |at| at.parent())
    }

    /// The nodes that it holds itself, in printed order.
    pub(crate) fn below(self) -> impl Iterator<Item = At<'w, 'a>> {
        let (depth, after) = (self.depth(), self.walk.nodes().skip(self.number + 1));
        after.take_while(move |at| at.depth() > depth).filter(move |at| at.depth() == depth + 1)
    }

    /// The nearest section above it, or itself.
    pub(crate) fn section(self) -> Option<&'a Section> {
        self.node().section().or_else(|| self.above().find_map(|at| at.node().section()))
    }

    /// The nearest objective above it, or itself.
    #[allow(dead_code, reason = "for the rules, which come to walk the tree with it")]
    pub(crate) fn objective(self) -> Option<&'a Objective> {
        self.node().objective().or_else(|| self.above().find_map(|at| at.node().objective()))
    }

    /// The JSON Pointer of the node in plan JSON.
    pub(crate) fn pointer(self) -> String {
        let mut parts: Vec<(&str, usize)> = vec![(self.node().key(), self.index())];
        parts.extend(self.above().map(|at| (at.node().key(), at.index())));
        parts.iter().rev().map(|(key, index)| format!("/{key}/{index}")).collect()
    }

    fn entry(self) -> Entry<'a> {
        // A place is made only by the walk that holds its entry.
        self.walk.entries[self.number]
    }
}

impl<'a> Node<'a> {
    pub(crate) fn section(self) -> Option<&'a Section> {
        if let Node::Section(node) = self { Some(node) } else { None }
    }

    pub(crate) fn objective(self) -> Option<&'a Objective> {
        if let Node::Objective(node) = self { Some(node) } else { None }
    }

    pub(crate) fn indicator(self) -> Option<&'a Indicator> {
        if let Node::Indicator(node) = self { Some(node) } else { None }
    }

    /// The key of the list that holds such nodes.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Node::Section(_) => "sections",
            Node::Objective(_) => "objectives",
            Node::Indicator(_) => "indicators",
            Node::Phase(_) => "phases",
        }
    }

    /// How a person names it: the section's and the objective's code (else title), the indicator's id, the phase's
    /// code (else name).
    pub(crate) fn name(self) -> Option<String> {
        match self {
            Node::Section(node) => node.name(),
            Node::Objective(node) => Some(node.name().to_owned()),
            Node::Indicator(node) => Some(node.id.clone()),
            Node::Phase(node) => Some(node.code.clone().unwrap_or_else(|| node.name.clone())),
        }
    }

    /// Where it is printed.
    pub(crate) fn locations(self) -> &'a [Location] {
        match self {
            Node::Section(node) => &node.locations,
            Node::Objective(node) => &node.locations,
            Node::Indicator(node) => &node.locations,
            Node::Phase(node) => &node.locations,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEEP: &str = r#"{"sections":[
        {"title":"M","objectives":[{"code":"S","title":"s","indicators":[{"name":"a"}],
            "phases":[{"name":"p"}],
            "objectives":[{"code":"O","title":"o","indicators":[{"name":"b"},{"name":"c"}]}]}],
         "sections":[{"title":"P","objectives":[{"code":"Q","title":"q"}]}]},
        {"title":"N"}]}"#;

    #[test]
    fn every_node_comes_once_in_printed_order_with_its_place_and_what_is_above_it() {
        let plan = Plan::from_json(DEEP.as_bytes()).unwrap();
        let json = serde_json::to_value(&plan).unwrap();
        let walk = Walk::of(&plan);
        let names: Vec<String> = walk.nodes().filter_map(|at| at.node().name()).collect();
        assert_eq!(names, ["M", "S", "S#1", "p", "O", "O#1", "O#2", "P", "Q", "N"]);
        for at in walk.nodes() {
            let told = json.pointer(&at.pointer()).unwrap();
            let own = match at.node() {
                Node::Section(node) => serde_json::to_value(node),
                Node::Objective(node) => serde_json::to_value(node),
                Node::Indicator(node) => serde_json::to_value(node),
                Node::Phase(node) => serde_json::to_value(node),
            };
            assert_eq!(told, &own.unwrap(), "{}", at.pointer());
            let parents = at.pointer().matches('/').count() / 2 - 1;
            assert_eq!((at.depth(), at.above().count()), (parents, parents));
        }
        let last = walk.all_indicators().last().unwrap().0;
        assert_eq!(last.pointer(), "/sections/0/objectives/0/objectives/0/indicators/1");
        assert_eq!(last.objective().and_then(|o| o.code.as_deref()), Some("O"));
        assert_eq!(last.section().and_then(|s| s.title.as_deref()), Some("M"));
        let below: Vec<_> = walk.all_objectives().next().unwrap().0.below().filter_map(|at| at.node().name()).collect();
        assert_eq!(below, ["S#1", "p", "O"]);
    }
}
