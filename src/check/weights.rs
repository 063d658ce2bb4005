//! How a document weighs: what sums to how much. No law says it, so the document's own groups do: the scope and
//! the sum that most of them follow is its convention, and those that depart from it are wrong by it.
//!
//! In the plans that were looked at weights sum to 100 in each objective, in each sheet of a manager, in each
//! section, or over the whole document; some to 1, 10 or 1000; some are factors that sum to nothing.

use super::rule::Lang;
use super::subject::{IndicatorAt, Node, ObjectiveAt, Subject, say};
use crate::plan::model::ObjectiveKind;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What weights may sum to, the likeliest first.
const SUMS: [Decimal; 4] = [Decimal::ONE_HUNDRED, Decimal::ONE, Decimal::TEN, Decimal::ONE_THOUSAND];

/// Rounding excuses no more than this part of the sum: half a per cent.
const MOST_ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// Weights up to this that sum to nothing are factors, such as `1,0` and `1,2`.
const LARGEST_FACTOR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// What is weighed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The indicators of each objective.
    Objective,
    /// All indicators of a manager's or structure's sheet; objectives that stand side by side.
    Section,
    /// All of the document.
    Document,
}

/// Nodes that are weighed together, and what weighs them.
pub(super) struct Group<'a> {
    pub(super) node: Node<'a>,
    pub(super) members: Vec<(Node<'a>, Option<Decimal>)>,
}

impl Group<'_> {
    /// The weights, where all are printed.
    pub(super) fn weights(&self) -> Option<Vec<Decimal>> {
        self.members.iter().map(|(_, weight)| *weight).collect::<Option<Vec<_>>>().filter(|weights| !weights.is_empty())
    }
}

/// What a convention says of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// They sum to this.
    SumTo(Decimal),
    /// They are factors: they sum to nothing.
    Factors,
    /// Nothing that more than half of the groups follow.
    None,
}

/// How one kind of nodes is weighed in the document.
pub(super) struct Convention<'a> {
    pub(super) scope: Scope,
    pub(super) rule: Rule,
    /// How many groups follow it, of how many whose weights are all printed.
    pub(super) followed: (usize, usize),
    pub(super) groups: Vec<Group<'a>>,
}

/// How the document weighs its objectives, and their indicators.
pub(super) struct Conventions<'a> {
    /// Objectives that stand side by side, of each kind by itself.
    pub(super) objectives: Vec<Convention<'a>>,
    /// Indicators of objectives of structures, and of individual ones.
    pub(super) indicators: Vec<Convention<'a>>,
}

impl<'a> Conventions<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Conventions<'a> {
        let kinds = [ObjectiveKind::Strategic, ObjectiveKind::Operational, ObjectiveKind::Individual];
        let objectives = kinds.into_iter().map(|kind| {
            let of_kind = |at: &&ObjectiveAt<'a>| at.objective.kind == kind;
            let beside = subject.siblings().iter().map(|siblings| {
                let members = siblings.objectives.iter().filter(of_kind).map(|at| ((*at).into(), at.objective.weight));
                Group { node: siblings.parent, members: members.collect() }
            });
            let all = subject.objectives().filter(|at| at.objective.kind == kind);
            let all = all.map(|at| (Node::from(at), at.objective.weight)).collect();
            let document = Group { node: Node::Document, members: all };
            let scopes = [(Scope::Section, beside.collect()), (Scope::Document, vec![document])];
            Convention::followed_by_most(subject, scopes.into(), false)
        });
        let indicators = [false, true].into_iter().map(|individual| {
            let of_kind = |at: &IndicatorAt<'a>| at.parent.is_individual() == individual;
            let by = |key: fn(IndicatorAt<'a>) -> Node<'a>| grouped(subject.indicators().filter(of_kind), key);
            let mut scopes = vec![
                (Scope::Objective, by(|at| at.parent.into())),
                (Scope::Section, by(|at| at.parent.parent.into())),
                (Scope::Document, by(|_| Node::Document)),
            ];
            if individual {
                // A manager's sheet is weighed together, unless most objectives say other.
                scopes.swap(0, 1);
            }
            Convention::followed_by_most(subject, scopes, individual)
        });
        Conventions { objectives: objectives.collect(), indicators: indicators.collect() }
    }
}

/// Indicators by what they are weighed in, in the order of the document.
fn grouped<'a>(
    indicators: impl Iterator<Item = IndicatorAt<'a>>,
    key: fn(IndicatorAt<'a>) -> Node<'a>,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: HashMap<Option<usize>, usize> = HashMap::new();
    for at in indicators {
        let node = key(at);
        let index = *known.entry(node.position()).or_insert_with(|| {
            groups.push(Group { node, members: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.members.push((at.into(), at.indicator.weight));
        }
    }
    groups
}

impl<'a> Convention<'a> {
    /// Of several ways to group, the first that more than half of its groups follow. Where the first two are both
    /// followed, that of the greater part, if they are `rivals`: a finer group says more than one that happens to sum
    /// to ten times as much.
    fn followed_by_most(subject: &Subject<'_>, scopes: Vec<(Scope, Vec<Group<'a>>)>, rivals: bool) -> Convention<'a> {
        let mut found: Vec<Convention<'a>> =
            scopes.into_iter().map(|(scope, groups)| Convention::of_groups(subject, scope, groups)).collect();
        let first = found.iter().position(|one| one.share() > 0).unwrap_or(0);
        let better = rivals && first == 0 && found.get(1).map(Convention::share) > found.first().map(Convention::share);
        let chosen = if better { 1 } else { first };
        let none = Convention { scope: Scope::Section, rule: Rule::None, followed: (0, 0), groups: Vec::new() };
        let mut best = if chosen < found.len() { found.swap_remove(chosen) } else { none };
        let mut weights = best.groups.iter().flat_map(|group| group.members.iter().filter_map(|(_, weight)| *weight));
        if best.rule == Rule::None && weights.all(|weight| weight <= LARGEST_FACTOR) {
            best.rule = Rule::Factors;
        }
        best
    }

    fn of_groups(subject: &Subject<'_>, scope: Scope, groups: Vec<Group<'a>>) -> Convention<'a> {
        let weighed: Vec<Vec<Decimal>> = groups.iter().filter_map(Group::weights).collect();
        let follow = |sum: Decimal| weighed.iter().filter(|weights| !departs(weights, sum, subject)).count();
        // The first of equals: a hundred.
        let counts = SUMS.map(|sum| (sum, follow(sum))).into_iter().rev();
        let (sum, most) = counts.max_by_key(|(_, count)| *count).unwrap_or((Decimal::ONE_HUNDRED, 0));
        let rule = if most * 2 > weighed.len() { Rule::SumTo(sum) } else { Rule::None };
        Convention { scope, rule, followed: (most, weighed.len()), groups }
    }

    /// How far it is followed, in thousandths; what no more than half follow is followed by none.
    fn share(&self) -> usize {
        match self.rule {
            Rule::SumTo(_) => self.followed.0 * 1000 / self.followed.1.max(1),
            _ => 0,
        }
    }

    /// What its weights sum to.
    pub(super) fn sum(&self) -> Option<Decimal> {
        match self.rule {
            Rule::SumTo(sum) => Some(sum),
            _ => None,
        }
    }

    /// Groups whose weights are all printed and sum to something else.
    pub(super) fn departing(&self, subject: &Subject<'_>) -> Vec<(&Group<'a>, Vec<Decimal>)> {
        let Some(sum) = self.sum() else { return Vec::new() };
        let weighed = self.groups.iter().filter_map(|group| Some((group, group.weights()?)));
        weighed.filter(|(_, weights)| departs(weights, sum, subject)).collect()
    }

    /// Weights are printed, but sum to nothing that most groups agree on.
    pub(super) fn is_missing(&self) -> bool {
        self.rule == Rule::None && self.followed.1 > 0
    }

    /// `100 in each objective, as 11 of 12 do`
    pub(super) fn tell(&self, subject: &Subject<'_>) -> String {
        let sum = number(self.sum().unwrap_or_default(), subject.lang);
        let (follow, of) = self.followed;
        match self.scope {
            Scope::Objective => {
                say!(
                    subject,
                    "{sum} in each objective, as {follow} of {of} do",
                    "{sum} per obiettivo, come in {follow} su {of}"
                )
            }
            Scope::Section => {
                say!(
                    subject,
                    "{sum} in each group, as {follow} of {of} do",
                    "{sum} per gruppo, come in {follow} su {of}"
                )
            }
            Scope::Document => say!(subject, "{sum} over the whole document", "{sum} nell'intero documento"),
        }
    }
}

/// Do weights sum to something else, beyond what rounding and the settings excuse?
pub(super) fn departs(weights: &[Decimal], sum: Decimal, subject: &Subject<'_>) -> bool {
    // Half a unit of the last printed decimal of each.
    let half = |weight: &Decimal| Decimal::try_new(5, weight.scale() + 1).unwrap_or_default();
    let rounding = total(weights.iter().map(half)).unwrap_or_default();
    let set = subject.settings.tolerance.checked_mul(sum).unwrap_or(Decimal::MAX) / Decimal::ONE_HUNDRED;
    let excused = rounding.min(sum * MOST_ROUNDING).max(set);
    let apart = total(weights.iter().copied()).and_then(|total| total.checked_sub(sum));
    apart.is_none_or(|apart| apart.abs() > excused)
}

/// The sum; `None` where it is larger than any number of a plan.
fn total(numbers: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    numbers.into_iter().try_fold(Decimal::ZERO, |total, number| total.checked_add(number))
}

/// A number as the language writes it, with the printed decimals.
pub(super) fn number(value: Decimal, lang: Lang) -> String {
    match lang {
        Lang::En => value.to_string(),
        Lang::It => value.to_string().replace('.', ","),
    }
}

/// `33.33 + 33.33 + 33.28 = 99.94`
pub(super) fn sum_told(weights: &[Decimal], lang: Lang) -> String {
    let terms: Vec<String> = weights.iter().map(|weight| number(*weight, lang)).collect();
    // A document may print a weight of any size, so the sum may be more than a decimal holds.
    let beyond = match lang {
        Lang::En => "more than can be reckoned",
        Lang::It => "più di quanto si possa calcolare",
    };
    let total = total(weights.iter().copied()).map_or_else(|| beyond.to_owned(), |total| number(total, lang));
    format!("{} = {total}", terms.join(" + "))
}
