//! A row a document, and the same figures at the top of each.

use super::asked::{Article, Row};
use super::counted;
use super::look::{Look, shown};
use super::words as say;
use crate::check::finding::Summary;
use crate::diff;
use crate::language::{Lang, Text};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The rules on sums of weights: those of an area's objectives, and of an objective's indicators.
const SUMS_OF_WEIGHTS: [&str; 2] = ["ALB101", "ALB102"];

/// The public body, else the plan's title, else the file.
pub(super) fn name(look: &Look<'_>) -> String {
    let known = look.plan.entity.as_ref().or(look.plan.title.as_ref()).map(String::as_str);
    known.filter(|name| !name.trim().is_empty()).unwrap_or(&look.asked.file).to_owned()
}

/// A document's figures.
pub(super) fn row(look: &Look<'_>) -> Row {
    let Summary { errors, warnings, infos } = Summary::of(&look.asked.findings);
    let indicators = || look.plan.indicators();
    let told = indicators().flat_map(|own| own.results.iter().filter_map(|result| diff::meets(own, result)));
    let told: Vec<bool> = told.collect();
    Row {
        name: name(look),
        file: look.asked.file.clone(),
        anchor: look.own_id("document"),
        year: look.plan.year,
        objectives: look.plan.objectives().count(),
        indicators: indicators().count(),
        findings: [errors, warnings, infos],
        rules: look
            .asked
            .findings
            .iter()
            .map(|own| own.code.to_string())
            .collect::<BTreeSet<String>>()
            .into_iter()
            .collect(),
        weights_broken: look.asked.findings.iter().filter(|own| SUMS_OF_WEIGHTS.contains(&own.code.as_ref())).count(),
        with_baseline: indicators().filter(|own| own.baseline.is_some() || !own.history.is_empty()).count(),
        targets_met: (told.iter().filter(|met| **met).count(), told.len()),
    }
}

/// `45 %`; `–` of nothing.
fn share(part: usize, whole: usize) -> String {
    (part * 100 + whole / 2).checked_div(whole).map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
}

/// A document's figures as a list.
pub(super) fn glance(look: &Look<'_>, row: &Row) -> Markup {
    let [errors, warnings, infos] = row.findings;
    let one = |text: Text, more: Text, count: usize| counted(count, text, more, look.lang);
    html! {
        ul.glance aria-label=(look.say(say::OVERVIEW)) {
            li { (row.objectives) " " (look.say(say::OBJECTIVES)) }
            li { (row.indicators) " " (look.say(say::INDICATORS)) }
            li.error { (one(say::ERROR, say::ERRORS, errors)) }
            li.warning { (one(say::WARNING, say::WARNINGS, warnings)) }
            li.info { (one(say::INFO, say::INFOS, infos)) }
            li { (look.say(say::WITH_BASELINE)) ": " (row.with_baseline) " (" (share(row.with_baseline, row.indicators)) ")" }
            @if row.targets_met.1 > 0 {
                li { (look.say(say::TARGETS_MET)) ": " (row.targets_met.0) "/" (row.targets_met.1) " (" (share(row.targets_met.0, row.targets_met.1)) ")" }
            }
        }
    }
}

/// All documents, a row each; a script sorts.
pub(super) fn table(articles: &[Article], lang: Lang) -> Markup {
    let say = |text: Text| text.get(lang);
    let heads = [
        say::BODY,
        say::YEAR,
        say::OBJECTIVES,
        say::INDICATORS,
        say::ERRORS,
        say::WARNINGS,
        say::INFOS,
        say::WEIGHTS_BROKEN,
        say::WITH_BASELINE,
        say::TARGETS_MET,
    ];
    html! {
        section.part aria-labelledby="_index-title" {
            h2 #_index-title { (say(say::INDEX)) }
            div.scroll { table.sortable.index {
                caption.quiet { (say(say::SORTABLE)) }
                thead { tr { @for head in heads { th scope="col" { (say(head)) } } } }
                tbody { @for Article { row, .. } in articles { tr {
                    th scope="row" { a href=(super::anchors::link(&row.anchor)) { (shown(&row.name)) } " " span.small { (shown(&row.file)) } }
                    td.number { (row.year.map_or_else(|| "–".to_owned(), |year| year.to_string())) }
                    td.number { (row.objectives) }
                    td.number { (row.indicators) }
                    @for count in row.findings { td.number { (count) } }
                    td.number { (row.weights_broken) }
                    td.number { (share(row.with_baseline, row.indicators)) }
                    td.number { (share(row.targets_met.0, row.targets_met.1)) }
                } } }
            } }
        }
    }
}
