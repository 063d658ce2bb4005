//! What is in no field, and how sure the reading is: so that a reader knows how far to trust the page.

use super::look::{Look, shown};
use super::page::{heading, part};
use super::words as say;
use crate::language::Text;
use maud::{Markup, html};
use std::collections::{BTreeSet, HashMap};

/// Rules on how the document was read begin so.
const ON_READING: &str = "ALB9";

pub(super) fn section(look: &Look<'_>) -> Markup {
    let plan = look.plan;
    let on_reading = look.asked.findings.iter().enumerate().filter(|(_, own)| own.code.starts_with(ON_READING));
    let on_reading: Vec<(usize, &str)> = on_reading.map(|(number, own)| (number, own.message.as_str())).collect();
    let pages = plan.source.page_count;
    let used: BTreeSet<u32> = super::pages(plan).filter(|page| (1..=pages).contains(page)).collect();
    let bare: Vec<u32> = (1..=pages.min(MOST_PAGES)).filter(|page| !used.contains(page)).collect();
    let nothing = plan.unrecognized.is_empty()
        && plan.prose.is_empty()
        && plan.furniture.is_empty()
        && plan.source.unread_pages.is_empty();
    let unrecognized =
        plan.unrecognized.iter().map(|own| (own.page.to_string(), own.text.as_str(), Some(own.reason.tell(look.lang))));
    let prose = plan.prose.iter().map(|own| (own.page.to_string(), own.text.as_str(), None));
    // Running heads say the same on every page.
    let mut furniture: Vec<(String, &str, Option<&str>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for own in &plan.furniture {
        let at = *known.entry(&own.text).or_insert(furniture.len());
        match furniture.get_mut(at) {
            Some((pages, ..)) => pages.push_str(&format!(", {}", own.page)),
            None => furniture.push((own.page.to_string(), &own.text, None)),
        }
    }
    part(
        look,
        "unread",
        say::UNREAD,
        &html! {
            p { (look.say(say::ALL_READ)) }
            (heading(look.level(2), &html! { (look.say(say::HOW_SURE)) }))
            ul {
                @match look.asked.unread_words {
                    Some((words, of)) => li { (words) " " (look.say(say::IN_NO_FIELD)) " " (of) "." },
                    None if nothing => li { (look.say(say::NOTHING_UNREAD)) },
                None => @if plan.unrecognized.is_empty() { li { (look.say(say::ALL_IN_FIELDS)) } },
                }
                @if pages > 0 { li {
                (look.say(say::PAGES_WITH_NODES)) " " (used.len()) " " (look.say(say::OF_PAGES)) " " (pages)
                @if !bare.is_empty() { "; " (look.say(say::PAGES_WITHOUT)) " " (runs(&bare)) }
                "."
            } }
            @for warning in &look.asked.warnings { li { (shown(warning)) } }
                @if !on_reading.is_empty() {
                    li { (look.say(say::ON_READING)) ul { @for (number, message) in &on_reading {
                        li { a href=(super::anchors::link(&look.own_id(&format!("finding-{number}")))) { (shown(message)) } }
                    } } }
                }
                @if !plan.source.unread_pages.is_empty() {
                    li { (look.say(say::UNREAD_PAGES)) ": " (plan.source.unread_pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")) }
                }
            }
            (list(look, "unrecognized", say::UNRECOGNIZED, unrecognized.collect()))
            (list(look, "prose", say::PROSE, prose.collect()))
            (list(look, "furniture", say::FURNITURE, furniture))
        },
    )
}

/// Pages that are listed at most: a plan JSON may claim any number of them.
const MOST_PAGES: u32 = 10_000;

/// `1–3, 7`
fn runs(pages: &[u32]) -> String {
    let runs = pages.chunk_by(|one, next| one + 1 == *next);
    let told = runs.filter_map(|run| match run {
        [one] => Some(one.to_string()),
        [first, .., last] => Some(format!("{first}–{last}")),
        [] => None,
    });
    told.collect::<Vec<_>>().join(", ")
}

fn list(look: &Look<'_>, name: &str, title: Text, entries: Vec<(String, &str, Option<&str>)>) -> Markup {
    if entries.is_empty() {
        return html! {};
    }
    let reasons = entries.iter().any(|(.., reason)| reason.is_some());
    html! {
        details.rest open id=(look.own_id(name)) {
            summary { (heading(look.level(2), &html! { (look.say(title)) " (" (entries.len()) ")" })) }
            div.scroll { table {
                thead { tr { th scope="col" { (look.say(say::PAGE)) } th scope="col" { (look.say(say::TEXT)) } @if reasons { th scope="col" { (look.say(say::REASON)) } } } }
                tbody { @for (page, text, reason) in entries { tr.entry {
                    td.number { (page) } td { (shown(text)) } @if reasons { td { (shown(reason.unwrap_or_default())) } }
                } } }
            } }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_are_told_as_runs() {
        assert_eq!(super::runs(&[1, 2, 3, 7, 9, 10]), "1–3, 7, 9–10");
        assert_eq!(super::runs(&[]), "");
    }
}
