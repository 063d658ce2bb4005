//! The tree: sections, objectives and indicators, folded and unfolded; all unfolded where no script runs.

use super::cards;
use super::charts;
use super::look::{Look, shown};
use super::page::{heading, part};
use super::words as say;
use crate::plan::walk::{At, Node};
use maud::{Markup, html};
use rust_decimal::Decimal;

/// The whole tree.
pub(super) fn section(look: &Look<'_>) -> Markup {
    let top = look.walk.nodes().filter(|at| at.depth() == 0);
    part(look, "tree", say::TREE, &html! { @for at in top { (node(look, at, Decimal::ZERO)) } })
}

/// A node with all below it.
fn node(look: &Look<'_>, at: At<'_, '_>, whole: Decimal) -> Markup {
    let level = look.level(2 + at.depth());
    match at.node() {
        Node::Section(own) => {
            let title = own.title.as_deref().or(own.code.as_deref()).unwrap_or("–");
            let code = own.code.as_deref().filter(|_| own.title.is_some());
            branch(
                look,
                at,
                "area",
                &heading(level, &html! { (coded(code)) (shown(title)) }),
                &html! {
                    @let found = cards::found(look, at).into_string();
                    @if !found.is_empty() { div.own { (maud::PreEscaped(found)) } }
                },
            )
        }
        Node::Objective(own) => {
            let title = heading(level, &html! { (coded(own.code.as_deref())) (shown(&own.title)) });
            let head = html! {
                (title)
                @if let Some(kind) = cards::kind(own) { span.tag { (look.say(kind)) } }
                (charts::weight(look, own.weight, whole))
            };
            branch(look, at, "objective", &head, &cards::objective(look, at, own))
        }
        Node::Indicator(own) => cards::indicator(look, at, own, whole, level),
        // In the objective's table of phases.
        Node::Phase(_) => html! {},
    }
}

fn coded(code: Option<&str>) -> Markup {
    html! { @if let Some(code) = code { span.code { (shown(code)) } " " } }
}

fn branch(look: &Look<'_>, at: At<'_, '_>, class: &str, head: &Markup, own: &Markup) -> Markup {
    let weights = |of: fn(Node<'_>) -> Option<Decimal>| {
        charts::whole(at.below().filter_map(move |below| of(below.node())).collect::<Vec<_>>().into_iter())
    };
    let objectives = weights(|node| node.objective()?.weight);
    let indicators = weights(|node| node.indicator()?.weight);
    html! {
        details class=(format!("node {class}")) id=(look.id(at)) open {
            summary { (head) (cards::marks(look, at)) }
            (own)
            @for below in at.below() {
                (node(look, below, if below.node().indicator().is_some() { indicators } else { objectives }))
            }
        }
    }
}
