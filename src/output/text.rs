//! Findings for a person: by objective, each with the printed line and the place in it, and a count at the
//! end.

use super::{Checked, CheckedPlan, harmless};
use crate::check::finding::{BaselineUse, Finding, Summary};
use crate::check::rule::Severity;
use crate::language::Lang;
use crate::model::{Indicator, Location, Objective, Plan, Section};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::fmt::Write;
use std::ops::Range;

/// How the text is to look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// With colours.
    pub colour: bool,
    /// Language of what is not in the findings.
    pub lang: Lang,
}

/// Text of a document, in a colour where colours are wanted.
pub(crate) fn painted(text: &str, colour: anstyle::Style, wanted: bool) -> String {
    let text = harmless(text);
    if wanted { format!("{}{text}{}", colour.render(), colour.render_reset()) } else { text.into_owned() }
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
    let summary = Summary::of(documents.iter().flat_map(Checked::findings));
    let _ = writeln!(out, "{}", count(summary, documents.len(), style.lang));
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

fn count(Summary { errors, warnings, infos }: Summary, documents: usize, lang: Lang) -> String {
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
    let mut heading = String::new();
    for finding in &checked.findings {
        let pointed = Pointed::new(&finding.pointer, &checked.plan);
        let group = pointed.group();
        if group != heading {
            let _ = writeln!(out, "{}\n", harmless(&group));
            heading = group;
        }
        let (line, marked) = printed_line(&pointed, finding.quoted.as_deref().unwrap_or_default());
        let title = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
        }
        .primary_title(harmless(&finding.message))
        .id(finding.code.as_ref());
        let place = place(file, finding);
        let place = harmless(&place);
        let report = if line.is_empty() {
            title.element(Level::HELP.message(finding.help.as_str()))
        } else {
            let snippet = Snippet::source(line.as_str()).line_numbering(false);
            title
                .element(snippet.annotation(AnnotationKind::Primary.span(marked)))
                .element(Level::NOTE.message(place.as_ref()))
                .element(Level::HELP.message(finding.help.as_str()))
        };
        let _ = writeln!(out, "{}\n", renderer.render(&[report]));
    }
}

/// What a finding's pointer leads to.
struct Pointed<'p> {
    plan: &'p Plan,
    section: Option<&'p Section>,
    objective: Option<&'p Objective>,
    indicator: Option<&'p Indicator>,
    /// The field of the innermost of them.
    field: Vec<&'p str>,
}

impl<'p> Pointed<'p> {
    fn new(pointer: &'p str, plan: &'p Plan) -> Pointed<'p> {
        let mut field: Vec<&str> = pointer.split('/').skip(1).collect();
        let mut step = |list: &str| match field.as_slice() {
            [name, index, ..] if *name == list => {
                let index = index.parse::<usize>().ok()?;
                field.drain(..2);
                Some(index)
            }
            _ => None,
        };
        let (mut section, mut objective) = (None::<&Section>, None::<&Objective>);
        let mut sections = plan.sections.as_slice();
        while let Some(found) = step("sections").and_then(|index| sections.get(index)) {
            (section, sections) = (Some(found), found.sections.as_slice());
        }
        let mut objectives = section.map_or(&[][..], |own| own.objectives.as_slice());
        while let Some(found) = step("objectives").and_then(|index| objectives.get(index)) {
            (objective, objectives) = (Some(found), found.objectives.as_slice());
        }
        let indicator = objective.and_then(|o| o.indicators.get(step("indicators")?));
        Pointed { plan, section, objective, indicator, field }
    }

    /// The objective, else the section, else the document, by code and title.
    fn group(&self) -> String {
        let (code, title) = match (self.objective, self.section) {
            (Some(objective), _) => (objective.code.as_deref(), Some(objective.title.as_str())),
            (None, Some(section)) => (section.code.as_deref(), section.title.as_deref()),
            (None, None) => (None, self.plan.title.as_deref()),
        };
        [code, title].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The printed words of the field; none where it is the node's name, or no text.
    fn cell(&self) -> &'p str {
        let index = |text: &str| text.parse::<usize>().ok();
        let cell = match (self.indicator, self.objective, self.field.as_slice()) {
            (Some(own), _, ["targets", at]) => index(at).and_then(|at| own.targets.get(at)).map(|t| t.text.as_str()),
            (Some(own), _, ["algorithm", "text"]) => own.algorithm.text.as_deref(),
            (Some(own), _, ["typology"]) => own.typology.as_deref(),
            (None, Some(own), ["description"]) => own.description.as_deref(),
            (None, None, ["unrecognized", at]) => {
                index(at).and_then(|at| self.plan.unrecognized.get(at)).map(|entry| entry.text.as_str())
            }
            _ => None,
        };
        cell.unwrap_or_default()
    }
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
fn printed_line(pointed: &Pointed<'_>, quoted: &str) -> (String, Range<usize>) {
    let named = match pointed.indicator {
        Some(indicator) => indicator.name.clone(),
        // A document's finding is of what it quotes, not of the title.
        None if pointed.section.is_none() && pointed.field.first() != Some(&"title") => String::new(),
        None => pointed.group(),
    };
    let cell = Some(pointed.cell()).filter(|cell| !named.contains(cell)).unwrap_or_default();
    let line = [named.as_str(), cell].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BETWEEN);
    let (line, quoted) = (harmless(&line).into_owned(), harmless(quoted));
    let marked = match line.rfind(quoted.as_ref()).filter(|_| !quoted.is_empty()) {
        Some(start) => start..start + quoted.len(),
        None => 0..line.len(),
    };
    (line, marked)
}
