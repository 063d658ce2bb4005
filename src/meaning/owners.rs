//! Whose field a sheet's label speaks of, where its word alone does not say: a weight after the indicators, a person below
//! the objective, an area that is a structure.

use super::nodes::NodeId;
use super::sheet::{Into, Pair, is_objective};
use crate::grammar::heading::attributes;
use crate::labels::{Role, fold};
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::is_person;

/// Settles the pairs of a sheet, `opener` of which names its objective, unless `open` is that already.
pub(super) fn settle(pairs: &mut [Pair], opener: Option<usize>, open: Option<NodeId>, into: &Into<'_>) {
    settle_persons(pairs, opener, open);
    settle_areas(pairs, into);
    settle_weight(pairs, opener, open, into);
}

/// `Dirigente` below the objective's own label says who answers for it; above it, whose objectives follow.
fn settle_persons(pairs: &mut [Pair], opener: Option<usize>, open: Option<NodeId>) {
    for (at, pair) in pairs.iter_mut().enumerate() {
        let below = opener.map_or(open.is_some(), |opener| at > opener);
        if below && pair.known.field == Field::Position && !pair.headed {
            pair.known.field = Field::Responsible;
        }
    }
}

/// The bare word Area over a sheet is a structure; beside a section that the sheet or a heading names it is a unit of the
/// objective.
fn settle_areas(pairs: &mut [Pair], into: &Into<'_>) {
    let is_bare = |p: &Pair| p.known.field == Field::Area && fold(&p.label.text(into.words).text) == "area";
    let is_section = |p: &Pair| p.known.field.opens() && p.known.field.level() == Level::Section && !p.value.is_empty();
    let sectioned = into.scope.has_branch() || pairs.iter().any(|p| is_section(p) && !is_bare(p));
    for pair in pairs.iter_mut().filter(|p| is_bare(p)) {
        pair.known.field = if sectioned { Field::Units } else { Field::Structure };
    }
}

/// The only weight of a sheet is its objective's, wherever it stands: each of several indicators would have its own.
fn settle_weight(pairs: &mut [Pair], opener: Option<usize>, open: Option<NodeId>, into: &Into<'_>) {
    let is_weight = |field| matches!(field, Field::Weight | Field::ObjectiveWeight);
    let in_title = opener.and_then(|at| pairs.get(at)).is_some_and(|p| {
        attributes(&p.value.text(into.words).text).iter().any(|attribute| attribute.role == Role::Weight)
    });
    let has = open
        .and_then(|node| into.meaning.nodes.get(node))
        .is_some_and(|node| node.entries.iter().any(|e| is_weight(e.field)));
    let mut weights = pairs.iter_mut().filter(|p| is_weight(p.known.field));
    if let (Some(only), None) = (weights.next(), weights.next())
        && !(in_title || has && opener.is_none())
    {
        only.known.field = Field::ObjectiveWeight;
    }
}

/// A person named over a table of objectives whose label says no more than that: whose objectives they are.
pub(super) fn settle_holder(pairs: &mut [Pair], followed: bool, into: &Into<'_>) {
    const NAMES: &[&str] =
        &["nomeecognome", "cognomeenome", "nominativo", "dipendente", "valutato", "dirigentevalutato"];
    let held = pairs.iter().any(|p| p.known.field.opens());
    let is_name = |p: &&mut Pair| {
        let label = fold(&p.label.text(into.words).text);
        NAMES.contains(&label.as_str()) && is_person(&p.value.text(into.words).text)
    };
    if let Some(name) = pairs.iter_mut().find(is_name).filter(|_| followed && !held) {
        name.known.field = Field::Position;
    }
}

/// May a label between a section's heading and its first objective's speak of all its objectives?
pub(super) fn is_shared(field: Field) -> bool {
    matches!(field, Field::Responsible | Field::Units | Field::Position) && !is_objective(field)
}

/// Keeps what is said of all objectives of a section.
pub(super) fn share(section: NodeId, mut pair: Pair, into: &mut Into<'_>) {
    if pair.known.field == Field::Position {
        pair.known.field = Field::Responsible;
    }
    into.meaning.labels.extend(pair.label.words());
    into.meaning.share(section, pair.known.field, pair.label, pair.value, into.words);
}
