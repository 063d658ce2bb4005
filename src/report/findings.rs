//! What was found: each finding as a block, and tables that count them by rule and by area.

use super::look::{Look, severity, shown};
use super::page::{heading, part};
use super::words as say;
use crate::check::finding::Finding;
use crate::check::registry;
use crate::check::rule::{Rule, Severity};
use crate::language::Lang;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// A finding, with the printed words, the reason of its rule and the sources of that.
pub(super) fn block(look: &Look<'_>, number: usize, own: &Finding) -> Markup {
    let rule = registry::find(&own.code);
    html! {
        div class=(format!("finding {}", own.severity.name())) id=(look.own_id(&format!("finding-{number}")))  data-rule=(own.code) {
            p { strong { (look.say(severity(own.severity))) " " (own.code) } " " (shown(&own.message)) }
            @if let Some(quoted) = own.quoted.as_deref().filter(|quoted| !quoted.is_empty()) {
                p { (look.say(say::PRINTED)) ": " q { (shown(quoted)) } }
            }
            p { (look.say(say::WHAT_TO_DO)) ": " (shown(&own.help)) }
            @match rule {
                Some(rule) if look.asked.number.is_none() => details.why open {
                    summary { (look.say(say::WHY)) }
                    (reason(rule, look.lang))
                },
                Some(rule) => p { a href=(format!("#{}", rule_id(rule.code))) { (look.say(say::WHY)) } },
                None => {},
            }
            (super::pictures::of_finding(look, number, own))
        }
    }
}

/// Why a rule flags what it does, and who says so.
fn reason(rule: &Rule, lang: Lang) -> Markup {
    html! {
        p { (rule.summary.get(lang)) ". " (rule.reason.get(lang)) }
        @if rule.sources.is_empty() { p { (say::NO_LAW.get(lang)) } }
        @for source in rule.sources { p { (source.cite(lang)) } }
    }
}

fn rule_id(code: &str) -> String {
    format!("{}rule-{code}", super::anchors::OWN)
}

/// The reasons of these rules, once for several documents.
pub(super) fn reasons<'c>(codes: impl Iterator<Item = &'c str>, lang: Lang) -> Markup {
    let rules = codes.filter_map(registry::find);
    html! {
        div.part {
            h2 { (say::RULES.get(lang)) }
            @for rule in rules { div id=(rule_id(rule.code)) { h3 { (rule.code) } (reason(rule, lang)) } }
        }
    }
}

/// How many of each severity, in the order of [`SEVERITIES`].
type Counts = [usize; 3];

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

fn count(counts: &mut Counts, own: Severity) {
    for (known, count) in SEVERITIES.iter().zip(counts) {
        *count += usize::from(*known == own);
    }
}

/// The counts, and what was found of the document as a whole.
pub(super) fn section(look: &Look<'_>) -> Markup {
    let findings = &look.asked.findings;
    let mut rules: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut areas: BTreeMap<Option<usize>, Counts> = BTreeMap::new();
    let mut area_of = vec![None; findings.len()];
    for at in look.walk.nodes() {
        let top = std::iter::successors(Some(at), |at| at.parent()).last().map(|at| at.number());
        look.findings_at(at).for_each(|(number, _)| area_of[number] = top);
    }
    for (own, area) in findings.iter().zip(area_of) {
        count(rules.entry(&own.code).or_default(), own.severity);
        count(areas.entry(area).or_default(), own.severity);
    }
    let area_name = |number: Option<usize>| {
        let section = number.and_then(|number| look.walk.get(number)).and_then(|at| at.node().section());
        let name = |section: &crate::plan::model::Section| {
            [section.code.as_deref(), section.title.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        match section {
            Some(section) => Some(name(section)).filter(|name| !name.is_empty()).unwrap_or_else(|| "–".to_owned()),
            None => look.say(say::WHOLE).to_owned(),
        }
    };
    part(
        look,
        "findings",
        say::FINDINGS,
        &html! {
            p { (look.say(say::SIGNAL)) }
            @if findings.is_empty() { p { (look.say(say::NO_FINDINGS)) } } @else {
                div.side-by-side {
                    (table(look, say::BY_RULE, say::RULE, rules.iter().map(|(code, counts)| {
                        let name = registry::find(code).map_or(String::new(), |rule| rule.summary.get(look.lang).to_owned());
                        (html! { (code) " " span.small { (name) } }, Some(("rule", (*code).to_owned())), *counts)
                    }).collect()))
                    (table(look, say::BY_AREA, say::AREA, areas.iter().map(|(area, counts)| {
                        (html! { (shown(&area_name(*area))) }, area.filter(|_| look.asked.number.is_none()).and_then(|area| look.walk.get(area)).map(|at| ("area", look.id(at).to_owned())), *counts)
                    }).collect()))
                }
            }
            @if !look.of_document.is_empty() {
                (heading(look.level(2), &html! { (look.say(say::WHOLE_DOCUMENT)) }))
                @for number in &look.of_document { @if let Some(own) = findings.get(*number) { div.entry { (block(look, *number, own)) } } }
            }
        },
    )
}

/// A name, what a button filters by, and the counts.
type Counted<'c> = (Markup, Option<(&'c str, String)>, Counts);

/// A row each, with a button that filters by it where a script runs.
fn table(
    look: &Look<'_>,
    caption: crate::language::Text,
    head: crate::language::Text,
    rows: Vec<Counted<'_>>,
) -> Markup {
    let mut sums = Counts::default();
    for (sum, index) in sums.iter_mut().zip(0..) {
        *sum = rows.iter().map(|(.., counts)| counts.get(index).copied().unwrap_or_default()).sum();
    }
    html! {
        div.scroll { table.counts {
            caption { (look.say(caption)) }
            thead { tr {
                th scope="col" { (look.say(head)) }
                @for head in [say::ERRORS, say::WARNINGS, say::INFOS] { th scope="col" { (look.say(head)) } }
                td.js {}
            } }
            tbody { @for (name, filter, counts) in &rows { tr {
                th scope="row" { (name) }
                @for count in counts { td.number { (count) } }
                td.js { @if let Some((what, value)) = filter {
                    button type="button" data-filter=(what) data-value=(value) { (look.say(say::SHOW_ONLY)) span.quiet { " " (shown(value)) } }
                } }
            } } }
            tfoot { tr {
                th scope="row" { (look.say(say::TOTAL)) }
                @for sum in sums { td.number { (sum) } }
                td.js {}
            } }
        } }
    }
}
