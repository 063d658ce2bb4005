//! The page around the documents: head, policy, contents, filter, index.

use super::anchors;
use super::asked::Article;
use super::look::{Look, shown};
use super::words as say;
use super::{counted, findings, index};
use crate::check::finding::BaselineUse;
use crate::language::{Lang, Text};
use crate::plan::model::Generator;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{self, Write};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What the page says of all its documents together.
#[derive(Debug)]
pub struct Frame<'f> {
    /// Language of what the page says.
    pub lang: Lang,
    /// Findings hidden by a baseline file.
    pub hidden: Option<&'f BaselineUse>,
    /// Files that could not be read, each with the reason.
    pub unread: &'f [String],
}

/// A heading of a level.
pub(super) fn heading(level: usize, inner: &Markup) -> Markup {
    html! {
        @match level {
            1 => h1 { (inner) },
            2 => h2 { (inner) },
            3 => h3 { (inner) },
            4 => h4 { (inner) },
            5 => h5 { (inner) },
            _ => h6 { (inner) },
        }
    }
}

/// A part of a document's page, under a heading of its own.
pub(super) fn part(look: &Look<'_>, name: &str, title: Text, inner: &Markup) -> Markup {
    html! {
        div.part id=(look.own_id(name)) {
            (heading(look.level(1), &html! { (look.say(title)) }))
            (inner)
        }
    }
}

/// A document's part of the page: the whole page's where there is no other.
pub(super) fn article(look: &Look<'_>, body: &Markup) -> Markup {
    let title = html! { (shown(&titled(&index::name(look), look.plan.year))) };
    let parts = [("tree", say::TREE), ("findings", say::FINDINGS), ("unread", say::UNREAD)];
    let compared = look.asked.previous.is_some().then_some(("changes", say::CHANGES));
    let pictured = (!look.asked.pictures.is_empty()).then_some(("pages", say::PAGES));
    let contents = html! {
        nav.contents aria-label=(format!("{} {}", look.say(say::CONTENTS), shown(&index::name(look)))) {
            ul { @for (name, title) in compared.into_iter().chain(parts).chain(pictured) {
                li { a href=(anchors::link(&look.own_id(name))) { (look.say(title)) } }
            } }
        }
    };
    html! {
        @if look.asked.number.is_some() {
            details.article open id=(look.own_id("document")) { summary { (heading(2, &title)) } (contents) (body) }
        } @else {
            (heading(1, &title)) (contents) (body)
        }
    }
}

/// A name with the year, where it does not print it itself.
fn titled(name: &str, year: Option<i32>) -> String {
    let year = year.map(|year| year.to_string()).filter(|year| !name.contains(year.as_str()));
    [Some(name.to_owned()), year].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What the document says of itself.
pub(super) fn facts(look: &Look<'_>) -> Markup {
    let plan = look.plan;
    let source = &plan.source;
    let format = source.format.name();
    html! {
        p.facts {
            @if let Some(title) = &plan.title { (shown(title)) ". " }
            @if plan.kind.is_some() { (look.say(say::RESULTS_TOLD)) ". " }
            @if let Some(period) = plan.period { (look.say(say::PERIOD)) " " (period.start) "–" (period.end) ". " }
            @if let Some(approval) = &plan.approval { (look.say(say::APPROVAL)) ": " (shown(&approval.text)) ". " }
        }
        p.facts.small {
            (look.say(say::DOCUMENT)) " " (shown(&look.asked.file)) ", " (format) ", " (counted(source.page_count as usize, say::PDF_PAGE, say::PDF_PAGES, look.lang))
            @if !source.sha256.is_empty() { ", SHA-256 " code { (shown(&source.sha256)) } }
        }
    }
}

/// The filter over all documents; only where a script runs.
fn filter(lang: Lang) -> Markup {
    let say = |text: Text| text.get(lang);
    let choice = |name: &str, label: Text| {
        html! {
            label { (say(label)) select name=(name) { option value="" { (say(say::ALL)) } } }
        }
    };
    html! {
        form.js.filter role="search" aria-label=(say(say::FILTER)) {
            label { (say(say::SEARCH)) input type="search" name="text" autocomplete="off"; }
            (choice("unit", say::UNIT))
            (choice("typology", say::TYPOLOGY))
            label { (say(say::SEVERITY)) select name="severity" {
                option value="" { (say(say::ALL)) }
                @for (value, text) in [("error", say::ERROR), ("warning", say::WARNING), ("info", say::INFO)] { option value=(value) { (say(text)) } }
            } }
            (choice("rule", say::RULE))
            (choice("area", say::AREA))
            span.buttons {
                button type="reset" { (say(say::CLEAR)) }
                button type="button" data-fold="open" { (say(say::UNFOLD)) }
                button type="button" data-fold="close" { (say(say::FOLD)) }
            }
            p role="status" data-shown=(say(say::SHOWN)) data-none=(say(say::NOTHING_SHOWN)) {}
        }
    }
}

/// Writes the page of these documents.
///
/// # Errors
/// Those of writing.
pub fn write(out: &mut dyn Write, articles: &[Article], frame: &Frame<'_>) -> io::Result<()> {
    let say = |text: Text| text.get(frame.lang);
    let generator = Generator::this();
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    let title = match articles {
        [one] => titled(&one.row.name, one.row.year),
        _ => say(say::REPORT).to_owned(),
    };
    let is_one = articles.len() == 1;
    let head = html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { (shown(&title)) }
            style { (PreEscaped(STYLE)) }
        }
    };
    let lang = match frame.lang {
        Lang::En => "en",
        Lang::It => "it",
    };
    write!(out, "{}<html lang=\"{lang}\">{}<body>", DOCTYPE.into_string(), head.into_string())?;
    let top = html! {
        a.skip href="#_main" { (say(say::SKIP)) }
        (filter(frame.lang))
    };
    write!(out, "{}<main id=\"_main\" tabindex=\"-1\">", top.into_string())?;
    let index = html! {
        @if !is_one { h1 { (say(say::REPORT)) } }
        @for unread in frame.unread { p.unread { (say(say::NOT_READ)) ": " (shown(unread)) } }
        @if let Some(hidden) = frame.hidden {
            p { (hidden.hidden) " " (say(say::HIDDEN)) @if !hidden.unmatched.is_empty() { "; " (hidden.unmatched.len()) " " (say(say::UNMATCHED)) } "." }
        }
        @if !is_one { (index::table(articles, frame.lang)) }
    };
    out.write_all(index.into_string().as_bytes())?;
    for article in articles {
        out.write_all(article.html.as_bytes())?;
    }
    let codes: BTreeSet<&str> = articles.iter().flat_map(|own| &own.row.rules).map(String::as_str).collect();
    let foot = html! {
        @if !is_one { (findings::reasons(codes.into_iter(), frame.lang)) }
        (PreEscaped("</main>"))
        footer { p.small { (say(say::MADE_BY)) " " (generator.name) " " (generator.version) "." } }
        dialog #_picture aria-label=(say(say::PAGES)) {
            button type="button" { (say(say::CLOSE)) }
            div.hold {}
        }
        script { (PreEscaped(SCRIPT)) }
    };
    write!(out, "{}</body></html>", foot.into_string())?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What would end them early, or be another file.
    #[test]
    fn style_and_script_are_whole_in_the_page() {
        for text in [STYLE, SCRIPT] {
            for end in ["</", "<!--", "http", "url(", "@import", "innerHTML", "eval", "fetch("] {
                assert!(!text.contains(end), "{end}");
            }
        }
    }
}
