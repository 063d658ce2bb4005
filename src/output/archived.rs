//! A node of an archived plan as text, for reading.

use super::harmless;
use super::tree::{INDENT, indicator, objective};
use crate::archive::query::{Found, Listed};
use crate::language::{Lang, Text};
use crate::model::Location;
use crate::output::csv::Owner;
use std::fmt::Write;

impl<'o> Owner<'o> {
    /// As the archive says.
    #[must_use]
    pub fn listed(listed: &'o Listed) -> Owner<'o> {
        Owner { entity: listed.entity.as_deref(), year: listed.year }
    }
}

/// An objective of an archived plan, with its indicators, what stands below it, and what is wrong.
#[must_use]
pub fn found(found: &Found, lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |depth: usize, text: &str| {
        let _ = writeln!(out, "{:width$}{}", "", harmless(text), width = depth * INDENT);
    };
    let name = found.plan.name.as_deref().filter(|_| found.plan.entity.is_some());
    let label = found.plan.label();
    line(0, &name.map_or_else(|| label.clone(), |name| format!("{label} ({name})")));
    let section = [found.section.code.as_deref(), found.section.title.as_deref()];
    line(0, &section.into_iter().flatten().collect::<Vec<_>>().join(" "));
    // The section alone has its line already.
    if found.above.len() > 1 {
        line(0, &found.above.join(" > "));
    }
    let own = &found.objective;
    objective(&mut line, 0, own, lang);
    page(&mut line, 1, &own.locations, lang);
    for own in &own.indicators {
        line(1, &format!("{}: {}", own.id, own.name));
        indicator(&mut line, 3, own, lang);
        page(&mut line, 3, &own.locations, lang);
    }
    for below in &own.objectives {
        line(1, format!("{} {}", below.code.as_deref().unwrap_or_default(), below.title).trim());
    }
    for finding in &found.findings {
        let node = finding.node.as_deref().unwrap_or("-");
        line(1, &format!("{} {} {node}: {}", finding.severity.told(lang), finding.code, finding.message));
    }
    out
}

fn page(line: &mut impl FnMut(usize, &str), depth: usize, locations: &[Location], lang: Lang) {
    const PAGE: Text = Text { en: "page", it: "pagina" };
    if let Some(at) = locations.first() {
        line(depth, &format!("{}: {}", PAGE.get(lang), at.page));
    }
}
