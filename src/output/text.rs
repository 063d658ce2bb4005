//! Findings for a person: by objective, each with the printed line and the place in it, and a count at the
//! end.

use super::{Checked, CheckedPlan};
use crate::check::finding::{BaselineUse, Finding, Summary};
use crate::check::rule::{Lang, Severity};
use crate::model::Location;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::Value;
use std::fmt::Write;

/// How the text is to look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// With colours.
    pub colour: bool,
    /// Language of what is not in the findings.
    pub lang: Lang,
}

/// The findings of all documents. Files that could not be read are for the caller to tell of.
#[must_use]
pub fn render(documents: &[Checked], baseline: Option<&BaselineUse>, style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for document in documents {
        if let Ok(checked) = &document.outcome {
            self::document(&mut out, &document.file, checked, &renderer);
        }
    }
    let all: Vec<&Finding> = documents.iter().flat_map(Checked::findings).collect();
    let _ = writeln!(out, "{}", count(&all, documents.len(), style.lang));
    if let Some(baseline) = baseline {
        let (hidden, unmatched) = (baseline.hidden, baseline.unmatched.len());
        let _ = match style.lang {
            Lang::En => writeln!(
                out,
                "{hidden} known findings hidden by the baseline; {unmatched} of its entries match nothing any longer"
            ),
            Lang::It => writeln!(
                out,
                "{hidden} segnalazioni note nascoste dalla baseline; {unmatched} sue voci non corrispondono più a nulla"
            ),
        };
        for fingerprint in &baseline.unmatched {
            let _ = writeln!(out, "  {fingerprint}");
        }
    }
    out
}

fn count(findings: &[&Finding], documents: usize, lang: Lang) -> String {
    let severities = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let summary = Summary {
        errors: severities(Severity::Error),
        warnings: severities(Severity::Warning),
        infos: severities(Severity::Info),
    };
    let Summary { errors, warnings, infos } = summary;
    let number = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    match lang {
        Lang::En => format!(
            "{}, {}, {} in {}",
            number(errors, "error", "errors"),
            number(warnings, "warning", "warnings"),
            number(infos, "info", "infos"),
            number(documents, "document", "documents")
        ),
        Lang::It => format!(
            "{}, {}, {} in {}",
            number(errors, "errore", "errori"),
            number(warnings, "avviso", "avvisi"),
            number(infos, "nota", "note"),
            number(documents, "documento", "documenti")
        ),
    }
}

fn document(out: &mut String, file: &str, checked: &CheckedPlan, renderer: &Renderer) {
    // What a pointer leads to is looked up in the plan as JSON: the same for every node and field.
    let plan = serde_json::to_value(&checked.plan).unwrap_or_default();
    let mut heading = String::new();
    for finding in &checked.findings {
        let group = group(finding, &plan);
        if group != heading {
            let _ = writeln!(out, "{group}\n");
            heading = group;
        }
        let (line, marked) = printed_line(finding, &plan);
        let title = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        }
        .primary_title(finding.message.as_str())
        .id(finding.code.as_ref());
        let place = place(file, finding);
        let report = if line.is_empty() {
            title.element(Level::HELP.message(finding.help.as_str()))
        } else {
            let snippet = Snippet::source(line.as_str()).line_numbering(false);

            title
                .element(snippet.annotation(AnnotationKind::Primary.span(marked)))
                .element(Level::NOTE.message(place.as_str()))
                .element(Level::HELP.message(finding.help.as_str()))
        };
        let _ = writeln!(out, "{}\n", renderer.render(&[report]));
    }
}

/// The objective that a finding is of, else its section, else the document.
fn group(finding: &Finding, plan: &Value) -> String {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let parts: Vec<&str> = finding.pointer.split('/').collect();
    let node = match parts.as_slice() {
        ["", "sections", section, "objectives", objective, ..] if objective.parse::<usize>().is_ok() => {
            plan.pointer(&format!("/sections/{section}/objectives/{objective}"))
        }
        ["", "sections", section, ..] => plan.pointer(&format!("/sections/{section}")),
        _ => None,
    };
    let node = node.unwrap_or(plan);
    format!("{} {}", text(node, "code"), text(node, "title")).trim().to_owned()
}

/// `piano.pdf, p. 7, Az_7.1#1`, with the lines of a text.
fn place(file: &str, finding: &Finding) -> String {
    let mut place = file.to_owned();
    let pages: Vec<String> = finding.locations.iter().map(|at| at.page.to_string()).collect();
    if !pages.is_empty() {
        let _ = write!(place, ", p. {}", pages.join("-"));
    }
    if let Some(Location { lines: Some([start, end]), .. }) = finding.locations.first() {
        let _ = write!(place, ":{start}-{end}");
    }
    if let Some(node) = &finding.node {
        let _ = write!(place, ", {node}");
    }
    place
}

/// What stands between cells.
const BETWEEN: &str = " | ";

/// The node's printed words with those of the field, and where the quoted ones are.
fn printed_line(finding: &Finding, plan: &Value) -> (String, std::ops::Range<usize>) {
    let quoted = finding.quoted.as_deref().unwrap_or_default();
    let field = plan.pointer(&finding.pointer);
    let words = |value: &Value| value.as_str().or_else(|| value["text"].as_str()).unwrap_or_default().to_owned();
    let named = named_ancestor(&finding.pointer, plan);
    let cell = field.map(words).filter(|cell| !named.contains(cell.as_str())).unwrap_or_default();
    let line = [named, cell].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BETWEEN);
    let marked = match line.rfind(quoted).filter(|_| !quoted.is_empty()) {
        Some(start) => start..start + quoted.len(),
        None => 0..line.len(),
    };
    (line, marked)
}

/// The name or title of the innermost node on the way to a pointer.
fn named_ancestor(pointer: &str, plan: &Value) -> String {
    let ends = pointer.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| at).chain([pointer.len()]);
    let name = ends.rev().filter(|end| *end > 0).find_map(|end| {
        let node = plan.pointer(&pointer[..end])?;
        let title = node["title"].as_str().map(|title| match node["code"].as_str() {
            Some(code) => format!("{code} {title}"),
            None => title.to_owned(),
        });
        title.or_else(|| node["name"].as_str().map(str::to_owned))
    });
    name.unwrap_or_default()
}
