//! What became of the year before: a summary, what was reached, and each change word by word in two columns.

use super::look::{Look, shown};
use super::page::{heading, part};
use super::values::verdict;
use super::words as say;
use crate::diff::report::{Change, Diff, Effect, Field, IndicatorEntry, ObjectiveEntry, Status, Statuses, Tier};
use crate::language::Text;
use crate::output::diff::words::{Piece, definition, effect, field, marked};
use maud::{Markup, html};

pub(super) fn section(look: &Look<'_>, diff: &Diff) -> Markup {
    let entries: Vec<(usize, &ObjectiveEntry)> = diff.objectives.iter().enumerate().collect();
    let of = |wanted: Status| entries.iter().copied().filter(move |(_, own)| own.status == wanted);
    let old = [diff.old.source.name.clone(), diff.old.year.map(|year| format!("({year})"))];
    let changed: Vec<(usize, &ObjectiveEntry)> =
        of(Status::Changed).chain(of(Status::Unchanged).filter(|(_, own)| is_told(own))).collect();
    let reached: Vec<(&ObjectiveEntry, &IndicatorEntry)> = diff
        .objectives
        .iter()
        .flat_map(|own| own.indicators.iter().map(move |indicator| (own, indicator)))
        .filter(|(_, own)| own.old_target.is_some() && (own.new_result.is_some() || own.new_baseline.is_some()))
        .collect();
    part(
        look,
        "changes",
        say::CHANGES,
        &html! {
            p { (look.say(say::COMPARED)) " " (shown(&old.into_iter().flatten().collect::<Vec<_>>().join(" "))) "." }
            (heading(look.level(2), &html! { (look.say(say::SUMMARY_OF_CHANGES)) }))
            (summary(look, diff))
            (names(look, say::OBJECTIVES_ADDED, "added", of(Status::Added).collect()))
            (names(look, say::OBJECTIVES_REMOVED, "removed", of(Status::Removed).collect()))
            @if !reached.is_empty() { (table_of_reached(look, &reached)) }
            @if changed.is_empty() { p { (look.say(say::NO_PREVIOUS_CHANGE)) } } @else {
                (heading(look.level(2), &html! { (look.say(say::OBJECTIVES_CHANGED)) }))
                @for (number, own) in changed { (entry(look, number, own)) }
            }
        },
    )
}

/// Is there something to say of an objective that did not change itself?
fn is_told(own: &ObjectiveEntry) -> bool {
    !own.changes.is_empty() || own.indicators.iter().any(|indicator| !indicator.changes.is_empty())
}

fn summary(look: &Look<'_>, diff: &Diff) -> Markup {
    let counts = diff.summary;
    let statuses = |Statuses { unchanged, changed, added, removed }: Statuses| {
        vec![
            (changed, say::CHANGED, ""),
            (unchanged, say::UNCHANGED, ""),
            (added, say::ADDED, "added"),
            (removed, say::REMOVED, "removed"),
        ]
    };
    let rows = [
        (say::OBJECTIVES, statuses(counts.objectives)),
        (say::INDICATORS, statuses(counts.indicators)),
        (
            say::TARGETS,
            vec![
                (counts.targets.tightened, say::TIGHTENED, "good"),
                (counts.targets.relaxed, say::RELAXED, "bad"),
                (counts.targets.reversed, say::REVERSED, "bad"),
                (counts.targets.incomparable, say::INCOMPARABLE, ""),
            ],
        ),
        (
            say::OLD_TARGETS,
            vec![
                (counts.achieved.met, say::ALL_MET, "good"),
                (counts.achieved.missed, say::ALL_MISSED, "bad"),
                (counts.achieved.unknown, say::NOT_TOLD, ""),
            ],
        ),
    ];
    html! {
        dl.summary { @for (name, counts) in rows {
            dt { (look.say(name)) }
            dd { @for (index, (count, word, class)) in counts.into_iter().filter(|(count, ..)| *count > 0).enumerate() {
                @if index > 0 { ", " } span class=[Some(class).filter(|class| !class.is_empty())] { (count) " " (look.say(word)) }
            } }
        } }
    }
}

fn names(look: &Look<'_>, title: Text, class: &str, entries: Vec<(usize, &ObjectiveEntry)>) -> Markup {
    html! { @if !entries.is_empty() {
        (heading(look.level(2), &html! { (look.say(title)) " (" (entries.len()) ")" }))
        ul { @for (number, own) in entries {
            li.entry id=(look.own_id(&format!("change-{number}"))) {
                span class=(class) { @if class == "added" { "+ " } @else { "− " } (look.say(if class == "added" { say::ADDED_ONE } else { say::REMOVED_ONE })) }
                " " (named(look, own)) " " span.small { (look.say(say::INDICATORS)) ": " (own.indicators.len()) }
            }
        } }
    } }
}

/// An objective by code and title, as a link to its node where the new plan has it.
fn named(look: &Look<'_>, own: &ObjectiveEntry) -> Markup {
    let code = match (own.old.as_deref(), own.new.as_deref()) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (old, new) => new.or(old).unwrap_or_default().to_owned(),
    };
    let title = Some(own.title.as_str()).filter(|title| *title != code).unwrap_or_default();
    let at = own.new_pointer.as_deref().and_then(|pointer| look.walk.nodes().find(|at| at.pointer() == pointer));
    let text = html! { span.code { (shown(&code)) } " " (shown(title)) };
    html! { @match at {
        Some(at) => a href=(super::anchors::link(look.id(at))) { (text) },
        None => (text),
    } }
}

fn table_of_reached(look: &Look<'_>, reached: &[(&ObjectiveEntry, &IndicatorEntry)]) -> Markup {
    html! {
        details.rest open {
            summary { (heading(look.level(2), &html! { (look.say(say::REACHED)) " (" (reached.len()) ")" })) }
            div.scroll { table {
                thead { tr { @for head in [say::INDICATORS, say::TARGET, say::RESULT, say::EFFECT] { th scope="col" { (look.say(head)) } } } }
                tbody { @for (objective, own) in reached { tr.entry {
                    th scope="row" { span.code { (shown(objective.new.as_deref().unwrap_or_default())) } " " (shown(&own.name)) }
                    td { (shown(own.old_target.as_deref().unwrap_or_default())) }
                    td { (shown(own.new_result.as_deref().or(own.new_baseline.as_deref()).unwrap_or_default())) }
                    td { @if own.achieved.is_none() { (look.say(say::NOT_TOLD)) } (verdict(look, own.achieved)) }
                } } }
            } }
        }
    }
}

/// An objective's changes and those of its indicators.
fn entry(look: &Look<'_>, number: usize, own: &ObjectiveEntry) -> Markup {
    let doubt = |matched: Option<&crate::diff::report::Match>| {
        matched.filter(|own| own.tier == Tier::Probable).map(|own| own.why.clone())
    };
    html! {
        div.change.entry id=(look.own_id(&format!("change-{number}"))) {
            (heading(look.level(3), &named(look, own)))
            @if let Some(why) = doubt(own.matched.as_ref()) { p.small { (look.say(say::PROBABLE)) ": " (shown(&why)) } }
            @if is_told(own) || own.indicators.iter().any(|own| own.status != Status::Unchanged) {
                div.scroll { table.changes {
                    thead { tr { @for head in [say::WHAT, say::BEFORE, say::AFTER, say::EFFECT] { th scope="col" { (look.say(head)) } } } }
                    tbody {
                        @for change in &own.changes { (line(look, None, change)) }
                        @for indicator in &own.indicators { (of_indicator(look, indicator)) }
                    }
                } }
            }
        }
    }
}

fn of_indicator(look: &Look<'_>, own: &IndicatorEntry) -> Markup {
    let whole = |word: Text, class: &str, old: &str, new: &str| {
        html! {
            tr { th scope="row" { (shown(&own.name)) } td { (shown(old)) } td { (shown(new)) } td { span class=(class) { (look.say(word)) } } }
        }
    };
    html! {
        @match own.status {
            Status::Added => (whole(say::ADDED_ONE, "added", "–", &own.name)),
            Status::Removed => (whole(say::REMOVED_ONE, "removed", &own.name, "–")),
            Status::Changed | Status::Unchanged => {
                @for change in &own.changes { (line(look, Some(&own.name), change)) }
                @if !own.definition.is_empty() { tr {
                    th scope="row" { (shown(&own.name)) }
                    td colspan="3" { (look.say(say::NEW_DEFINITION)) ": " (own.definition.iter().map(|part| definition(*part, look.lang)).collect::<Vec<_>>().join(", ")) }
                } }
            }
        }
    }
}

/// A change: of a target `old → new` with what it means, of a text the words that went and that came.
fn line(look: &Look<'_>, indicator: Option<&str>, change: &Change) -> Markup {
    let pieces = marked(change.field, change.old.as_ref(), change.new.as_ref());
    let years = [change.old_year, change.new_year]
        .into_iter()
        .flatten()
        .map(|year| year.to_string())
        .collect::<Vec<_>>()
        .join(" → ");
    html! {
        tr {
            th scope="row" {
                @if let Some(indicator) = indicator { (shown(indicator)) ": " }
                (field(change.field, look.lang)) @if !years.is_empty() { " " span.small { (years) } }
            }
            td { (side(&pieces, true)) }
            td { @if change.field == Field::Target { "→ " } (side(&pieces, false)) }
            td { @if let Some(what) = change.effect { span class=(effect_class(what)) { (effect_sign(what)) " " (effect(what, look.lang)) } } }
        }
    }
}

fn effect_class(what: Effect) -> &'static str {
    match what {
        Effect::Tightened => "good",
        Effect::Relaxed | Effect::Reversed => "bad",
        Effect::Incomparable | Effect::RolledOver => "plain",
    }
}

fn effect_sign(what: Effect) -> &'static str {
    match what {
        Effect::Tightened => "▲",
        Effect::Relaxed => "▼",
        Effect::Reversed => "⇄",
        Effect::Incomparable => "≠",
        Effect::RolledOver => "→",
    }
}

/// The old text, or the new one, with the words marked that the other has not.
fn side(pieces: &[Piece], is_old: bool) -> Markup {
    html! { @for piece in pieces { @match piece {
        Piece::Same(text) => (shown(text)),
        Piece::Old(text) => @if is_old { @if text == "–" { "–" } @else { del { (shown(text)) } } },
        Piece::New(text) => @if !is_old { @if text == "–" { "–" } @else { ins { (shown(text)) } } },
        Piece::Said(_) => {},
    } } }
}
