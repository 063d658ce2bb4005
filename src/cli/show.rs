//! `albero show CODE`

use super::args::{ListFormat, ShowArguments};
use super::export::refused;
use super::output::{Failure, write};
use albero::archive::Archive;
use albero::archive::query::{Found, Listed, Wanted};
use albero::model::{Indicator, Location};
use albero::output::harmless;
use serde_json::json;
use std::fmt::Write;

pub(crate) fn run(arguments: &ShowArguments) -> Result<(), Failure> {
    let archive = Archive::open(&arguments.archive.archive).map_err(refused)?;
    let wanted = arguments.archive.wanted();
    let found = archive.objectives(&arguments.code, &wanted).map_err(refused)?;
    if found.is_empty() {
        return Err(Failure::Message(not_found(&arguments.code, &wanted)));
    }
    write(None, |out| match arguments.output_format {
        ListFormat::Json => {
            let entry = |found: &Found| {
                json!({ "plan": found.plan, "section": { "code": found.section.code, "title": found.section.title },
                    "objective": found.objective, "findings": found.findings })
            };
            albero::json::to_writer(&mut *out, &found.iter().map(entry).collect::<Vec<_>>(), true)?;
            out.write_all(b"\n")
        }
        ListFormat::Text => {
            let shown: Vec<String> = found.iter().map(text).collect();
            out.write_all(shown.join("\n").as_bytes())
        }
    })
}

fn not_found(code: &str, wanted: &Wanted) -> String {
    let whose = match (&wanted.entity, wanted.year) {
        (Some(entity), Some(year)) => format!(" of {entity}, {year}"),
        (Some(entity), None) => format!(" of {entity}"),
        (None, Some(year)) => format!(" of {year}"),
        (None, None) => String::new(),
    };
    format!("no objective {code} in the plans{whose}; see albero list, albero search")
}

/// An objective as a person reads it.
fn text(found: &Found) -> String {
    let objective = &found.objective;
    let mut out = String::new();
    let mut line = |indent: usize, text: &str| {
        let _ = writeln!(out, "{:indent$}{}", "", harmless(text));
    };
    line(0, &source(&found.plan));
    let section = [found.section.code.as_deref(), found.section.title.as_deref()];
    line(0, &section.into_iter().flatten().collect::<Vec<_>>().join(" "));
    line(0, format!("{} {}", objective.code.as_deref().unwrap_or_default(), objective.title).trim());
    let mut field = |indent: usize, name: &str, value: Option<&str>| {
        if let Some(value) = value {
            line(indent, &format!("{name}: {value}"));
        }
    };
    field(2, "weight", objective.weight.map(|weight| weight.to_string()).as_deref());
    field(2, "description", objective.description.as_deref());
    field(2, "units", Some(objective.units.join("; ")).filter(|units| !units.is_empty()).as_deref());
    field(2, "page", page(&objective.locations).as_deref());
    for own in &objective.indicators {
        field(2, &own.id, Some(&own.name));
        indicator(&mut field, own);
    }
    for finding in &found.findings {
        let node = finding.node.as_deref().unwrap_or("-");
        let heading = format!("{} {} {node}", finding.severity.name(), finding.code);
        field(2, &heading, Some(&finding.message));
    }
    out
}

fn indicator(field: &mut impl FnMut(usize, &str, Option<&str>), own: &Indicator) {
    field(6, "weight", own.weight.map(|weight| weight.to_string()).as_deref());
    field(6, "typology", own.typology.as_deref());
    field(6, "algorithm", own.algorithm.text.as_deref());
    let year = |name: &str, year: Option<i32>| year.map_or_else(|| name.to_owned(), |year| format!("{name} {year}"));
    if let Some(baseline) = &own.baseline {
        field(6, &year("baseline", baseline.year), Some(&baseline.text));
    }
    for target in &own.targets {
        field(6, &year("target", target.year), Some(&target.text));
    }
    field(6, "page", page(&own.locations).as_deref());
}

fn source(plan: &Listed) -> String {
    let name = plan.name.as_deref().filter(|_| plan.entity.is_some());
    name.map_or_else(|| plan.label(), |name| format!("{} ({name})", plan.label()))
}

fn page(locations: &[Location]) -> Option<String> {
    locations.first().map(|at| at.page.to_string())
}
