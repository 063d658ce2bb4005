//! Objectives and indicators: what is printed of each, and what was found at it.

use super::charts::{self, Gantt};
use super::findings;
use super::look::{Look, severity, shown};
use super::page::heading;
use super::values;
use super::words as say;
use crate::check::rule::Severity;
use crate::diff::report::Status;
use crate::language::Text;
use crate::plan::fields::{self, Level, Row, Value};
use crate::plan::model::{Indicator, Objective, ObjectiveKind, Other, Phase};
use crate::plan::walk::{At, Node};
use maud::{Markup, html};
use rust_decimal::Decimal;

/// What stands in a place of its own.
const NOT_IN_LIST: &[&str] = &[
    "id", "name", "title", "kind", "weight", "units", "phases", "baseline", "history", "results", "other", "typology",
];

/// An objective's own part: fields, units, phases, results, findings.
pub(super) fn objective(look: &Look<'_>, at: At<'_, '_>, own: &Objective) -> Markup {
    let row = Row { objective: Some(own), ..Row::default() };
    html! {
        div.own {
            p.marks { (permalink(look, at)) (became(look, at)) }
            @if !own.units.is_empty() {
                p { (look.say(say::UNITS)) ": " @for (index, unit) in own.units.iter().enumerate() {
                    @if index > 0 { "; " } span.unit { (shown(unit)) }
                } }
            }
            (list(look, Level::Objective, &row, &own.other))
            @for result in &own.results {
                div { (look.say(say::RESULT)) @if let Some(year) = result.year { " " (year) } (values::reached(look, result, None)) }
            }
            (phases(look, at, own))
            (found(look, at))
        }
    }
}

/// An indicator, whole.
pub(super) fn indicator(look: &Look<'_>, at: At<'_, '_>, own: &Indicator, whole: Decimal, level: usize) -> Markup {
    let row = Row { indicator: Some(own), ..Row::default() };
    html! {
        div.indicator id=(look.id(at)) {
            (heading(level, &html! { (shown(&own.name)) }))
            p.marks {
                (permalink(look, at))
                (charts::weight(look, own.weight, whole))
                @if let Some(typology) = &own.typology { span.tag.typology { (shown(typology)) } }
                (marks(look, at))
                (became(look, at))
            }
            div.beside {
                (list(look, Level::Indicator, &row, &own.other))
                (values::table(look, own))
            }
            (found(look, at))
        }
    }
}

/// A link to the node that can be sent.
fn permalink(look: &Look<'_>, at: At<'_, '_>) -> Markup {
    html! {
        a href=(super::anchors::link(look.id(at))) { "#" (shown(look.bare_id(at))) }
        small { @for (index, place) in at.node().locations().iter().enumerate() {
            @if index > 0 { ", " } (super::pictures::link(look, at, place))
        } }
    }
}

/// What catches the eye at a node: how many findings.
pub(super) fn marks(look: &Look<'_>, at: At<'_, '_>) -> Markup {
    let count = |wanted: Severity| look.findings_at(at).filter(|(_, own)| own.severity == wanted).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|own| (own, count(own)));
    html! {
        @for (own, count) in counts { @if count > 0 {
            span class=(format!("tag {}", own.name())) { (count) " " (look.say(plural(own, count))) }
        } }
    }
}

/// What became of a node, as a link to what tells of it.
fn became(look: &Look<'_>, at: At<'_, '_>) -> Markup {
    let told = look.change_of(at).and_then(|(status, entry)| match status {
        Status::Added => Some((say::ADDED_ONE, "added", entry)),
        Status::Removed => Some((say::REMOVED_ONE, "removed", entry)),
        Status::Changed => Some((say::CHANGED_ONE, "changed", entry)),
        Status::Unchanged => None,
    });
    html! { @if let Some((word, class, entry)) = told {
        a class=(format!("tag {class}")) href=(super::anchors::link(&entry)) { (look.say(word)) }
    } }
}

fn plural(own: Severity, count: usize) -> Text {
    match own {
        _ if count == 1 => severity(own),
        Severity::Error => say::ERRORS,
        Severity::Warning => say::WARNINGS,
        Severity::Info => say::INFOS,
    }
}

/// What an objective is besides operational.
pub(super) fn kind(own: &Objective) -> Option<Text> {
    match own.kind {
        ObjectiveKind::Operational => None,
        ObjectiveKind::Strategic => Some(say::STRATEGIC),
        ObjectiveKind::Individual => Some(say::INDIVIDUAL),
    }
}

/// The fields of a node that have no place of their own; a new field comes by itself.
fn list(look: &Look<'_>, level: Level, row: &Row<'_>, other: &[Other]) -> Markup {
    let value = |spec: &fields::FieldSpec| {
        let column = spec.columns.iter().find(|column| !column.long.is_empty())?;
        Some((column.get)(row)).filter(|value| *value != Value::Nothing)
    };
    let told: Vec<(&str, String)> = fields::of(level)
        .filter(|spec| !(NOT_IN_LIST.contains(&spec.key) || level == Level::Objective && spec.key == "code"))
        .filter_map(|spec| Some((spec.words.get(look.lang), value(spec)?.cell())))
        .collect();
    html! {
        @if !told.is_empty() || !other.is_empty() {
            dl {
                @for (name, value) in &told { dt { (name) } dd { (shown(value)) } }
                @for own in other { dt { (shown(&own.label)) } dd { (shown(&own.text)) } }
            }
        }
    }
}

/// Phases as a table with a Gantt.
fn phases(look: &Look<'_>, at: At<'_, '_>, own: &Objective) -> Markup {
    let phases = &own.phases;
    if phases.is_empty() {
        return html! {};
    }
    let year = look.plan.year.unwrap_or_default();
    let chart = Gantt::of(phases, year);
    let has = |of: fn(&Phase) -> bool| phases.iter().any(of);
    let (weights, starts, ends) = (has(|p| p.weight.is_some()), has(|p| p.start.is_some()), has(|p| p.end.is_some()));
    let (expected, progress) = (has(|p| p.expected.is_some()), has(|p| p.progress.is_some()));
    let rows = at.below().filter(|at| matches!(at.node(), Node::Phase(_))).zip(phases);
    let whole = charts::whole(phases.iter().filter_map(|phase| phase.weight));
    html! {
        div.scroll { table.phases {
            caption { (look.say(say::PHASES)) }
            thead { tr {
                th scope="col" { (look.say(say::PHASE)) }
                @if let Some(chart) = &chart { th scope="col" { (look.say(say::TIME)) " " (chart.head(look)) } }
                @if weights { th scope="col" { (look.say(say::WEIGHT)) } }
                @if starts { th scope="col" { (look.say(say::FROM)) } }
                @if ends { th scope="col" { (look.say(say::TO)) } }
                @if expected { th scope="col" { (look.say(say::EXPECTED)) } }
                @if progress { th scope="col" { (look.say(say::PROGRESS)) } }
            } }
            tbody { @for (at, phase) in rows { tr id=(look.id(at)) {
                th scope="row" { @if let Some(code) = &phase.code { (shown(code)) " " } (shown(&phase.name)) }
                @if let Some(chart) = &chart { td { (chart.row(look, phase)) } }
                @if weights { td { (charts::weight(look, phase.weight, whole)) } }
                @if starts { td { @if let Some(start) = &phase.start { (shown(&start.text)) } } }
                @if ends { td { @if let Some(end) = &phase.end { (shown(&end.text)) } } }
                @if expected { td { (shown(phase.expected.as_deref().unwrap_or_default())) } }
                @if progress { td { (shown(phase.progress.as_deref().unwrap_or_default())) } }
            } } }
        } }
    }
}

/// The findings at a node.
pub(super) fn found(look: &Look<'_>, at: At<'_, '_>) -> Markup {
    html! { @for (number, own) in look.findings_at(at) { (findings::block(look, number, own)) } }
}
