//! What was, what is to be reached and what was reached, side by side over the years.

use super::look::{Look, shown};
use super::words as say;
use crate::language::Text;
use crate::plan::model::{Baseline, Indicator, Reached};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// A year's column; that of values without a year comes first.
type Year = Option<i32>;

/// The table of an indicator's values; nothing where it has none.
pub(super) fn table(look: &Look<'_>, own: &Indicator) -> Markup {
    let past: Vec<&Baseline> = own.history.iter().chain(&own.baseline).collect();
    let years: BTreeSet<Year> = past
        .iter()
        .map(|value| value.year)
        .chain(own.targets.iter().map(|target| target.year))
        .chain(own.results.iter().map(|result| result.year))
        .collect();
    if years.is_empty() {
        return html! {};
    }
    let cells = |of: &dyn Fn(Year) -> Markup| html! { @for year in &years { td { (of(*year)) } } };
    let row = |head: Text, cells: Markup| html! { tr { th scope="row" { (look.say(head)) } (cells) } };
    let past = |year| texts(past.iter().filter(|value| value.year == year).map(|value| value.text.as_str()));
    let targets = |year| texts(own.targets.iter().filter(|own| own.year == year).map(|own| own.text.as_str()));
    let results = |year| {
        let of_year = own.results.iter().filter(|result| result.year == year);
        html! { @for result in of_year { (reached(look, result, crate::diff::meets(own, result))) } }
    };
    // Of 200 plans there are 30,000 such tables: no more marks than they need.
    html! {
        div.scroll {
            table {
                tr {
                    td {}
                    @for year in &years {
                        th scope="col" { @match year { Some(year) => (year), None => (look.say(say::NO_YEAR)) } }
                    }
                }
                @if !own.history.is_empty() || own.baseline.is_some() { (row(say::PAST, cells(&past))) }
                @if !own.targets.is_empty() { (row(say::TARGET, cells(&targets))) }
                @if !own.results.is_empty() { (row(say::RESULT, cells(&results))) }
            }
        }
    }
}

/// Printed texts of one cell, a line each.
fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> Markup {
    html! { @for (index, text) in texts.enumerate() { @if index > 0 { br; } (shown(text)) } }
}

/// A result, with the printed degree and gap, and whether it meets the target.
pub(super) fn reached(look: &Look<'_>, result: &Reached, met: Option<bool>) -> Markup {
    html! {
        p { (shown(result.text.as_deref().unwrap_or("–"))) " " (verdict(look, met)) }
        @if let Some(achieved) = &result.achieved { p.small { (look.say(say::ACHIEVED)) ": " (shown(&achieved.text)) } }
        @if let Some(gap) = &result.gap { p.small { (look.say(say::GAP)) ": " (shown(&gap.text)) " " (shown(gap.unit.as_deref().unwrap_or_default())) } }
    }
}

/// `✓ met`, `✗ missed`: a sign, a word and a colour.
pub(super) fn verdict(look: &Look<'_>, met: Option<bool>) -> Markup {
    match met {
        Some(true) => html! { span.good { "✓ " (look.say(say::MET)) } },
        Some(false) => html! { span.bad { "✗ " (look.say(say::MISSED)) } },
        None => html! {},
    }
}
