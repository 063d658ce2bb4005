//! A plan's sections and objectives by number: in printed order, at whatever depth they stand.

use crate::plan::model::{Objective, Plan, Section};
use crate::plan::walk::{Node, Walk};

/// A plan, laid out for comparison.
pub(crate) struct Numbered<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) sections: Vec<NumberedSection<'p>>,
    pub(crate) objectives: Vec<NumberedObjective<'p>>,
}

/// A section and where it stands.
pub(crate) struct NumberedSection<'p> {
    pub(crate) section: &'p Section,
    /// The section that holds it.
    pub(crate) above: Option<usize>,
    /// JSON Pointer into the plan JSON.
    pub(crate) pointer: String,
}

/// An objective and where it stands.
pub(crate) struct NumberedObjective<'p> {
    pub(crate) objective: &'p Objective,
    /// The section that it stands in, itself or with the objectives above it.
    pub(crate) section: usize,
    /// The objective that holds it.
    pub(crate) above: Option<usize>,
    /// JSON Pointer into the plan JSON.
    pub(crate) pointer: String,
}

impl<'p> Numbered<'p> {
    pub(crate) fn of(plan: &'p Plan) -> Numbered<'p> {
        let walk = Walk::of(plan);
        let mut numbered = Numbered { plan, sections: Vec::new(), objectives: Vec::new() };
        // For each node of the walk its number among those of its kind.
        let mut number_of: Vec<usize> = Vec::new();
        for at in walk.nodes() {
            let parent = at.parent();
            let of_parent = parent.and_then(|at| number_of.get(at.number()).copied());
            let pointer = || at.pointer();
            let number = match at.node() {
                Node::Section(section) => {
                    numbered.sections.push(NumberedSection { section, above: of_parent, pointer: pointer() });
                    numbered.sections.len() - 1
                }
                Node::Objective(objective) => {
                    let above = of_parent.filter(|_| parent.is_some_and(|at| at.node().objective().is_some()));
                    // The walk has been in the section last.
                    let section = numbered.sections.len().saturating_sub(1);
                    numbered.objectives.push(NumberedObjective { objective, section, above, pointer: pointer() });
                    numbered.objectives.len() - 1
                }
                Node::Indicator(_) | Node::Phase(_) => 0,
            };
            number_of.push(number);
        }
        numbered
    }

    /// The numbers of all objectives.
    pub(crate) fn all(&self) -> Vec<usize> {
        (0..self.objectives.len()).collect()
    }

    /// A section's name; none where it has none.
    pub(crate) fn section_name(&self, section: usize) -> Option<String> {
        self.sections.get(section).and_then(|at| at.section.name())
    }

    /// An objective's name.
    pub(crate) fn objective_name(&self, objective: usize) -> Option<String> {
        self.objectives.get(objective).map(|at| at.objective.name().to_owned())
    }

    /// A section and those above it, the nearest first.
    pub(crate) fn enclosing(&self, section: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(section), |at| self.sections.get(*at)?.above)
    }

    /// An objective and those above it, the nearest first.
    pub(crate) fn lineage(&self, objective: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(objective), |at| self.objectives.get(*at)?.above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_numbered_in_printed_order_and_know_what_holds_them() {
        let plan = Plan::from_json(
            br#"{"sections":[{"title":"M","objectives":[{"title":"a","objectives":[{"title":"b"}]}],
                "sections":[{"title":"P","objectives":[{"title":"c"}]}]},{"title":"N","objectives":[{"title":"d"}]}]}"#,
        )
        .unwrap();
        let numbered = Numbered::of(&plan);
        let sections: Vec<_> = numbered.sections.iter().map(|at| (at.section.name(), at.above)).collect();
        assert_eq!(sections, [(Some("M".into()), None), (Some("P".into()), Some(0)), (Some("N".into()), None)]);
        let of = |at: &NumberedObjective<'_>| (at.objective.title.clone(), at.section, at.above);
        let objectives: Vec<_> = numbered.objectives.iter().map(of).collect();
        let wanted = [("a", 0, None), ("b", 0, Some(0)), ("c", 1, None), ("d", 2, None)];
        assert_eq!(objectives, wanted.map(|(title, section, above)| (title.to_owned(), section, above)));
        assert_eq!(numbered.lineage(1).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(numbered.enclosing(1).collect::<Vec<_>>(), [1, 0]);
    }
}
