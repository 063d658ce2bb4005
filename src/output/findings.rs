//! Findings as a table: a row a finding, for a spreadsheet.

use super::Checked;
use super::csv::{Dialect, Table, page};
use crate::check::finding::Finding;
use crate::language::{Lang, Text};
use crate::model::{Objective, Plan, Section};
use crate::plan::fields::Value;
use std::io::{self, Write};

/// The columns.
pub(super) const HEADS: [&str; 12] = [
    "file",
    "entity",
    "year",
    "rule",
    "severity",
    "section",
    "objective",
    "indicator",
    "page",
    "message",
    "quoted",
    "fingerprint",
];

/// The table's name.
pub(super) const TITLE: Text = Text { en: "findings", it: "rilievi" };

/// Writes the findings of all documents. Files that could not be read have no row.
///
/// # Errors
/// Those of writing.
pub fn write(out: impl Write, dialect: Dialect, documents: &[Checked]) -> io::Result<()> {
    let mut table = Table::new(out, dialect, TITLE, &HEADS)?;
    for document in documents {
        let Ok(checked) = &document.outcome else { continue };
        for finding in &checked.findings {
            table.row(row(&document.file, &checked.plan, finding, dialect.lang))?;
        }
    }
    table.end()
}

fn row(file: &str, plan: &Plan, finding: &Finding, lang: Lang) -> [Value; 12] {
    let (section, objective) = above(plan, &finding.pointer);
    let named =
        |code: Option<&str>, title: Option<&str>| [code, title].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let indicator = finding.pointer.contains("/indicators/").then(|| finding.node.clone()).flatten();
    [
        Value::Text(file.to_owned()),
        Value::text(plan.entity.as_deref()),
        Value::whole(plan.year),
        Value::Text(finding.code.to_string()),
        Value::Text(finding.severity.told(lang).to_owned()),
        Value::text(section.map(|own| named(own.code.as_deref(), own.title.as_deref()))),
        Value::text(objective.map(|own| named(own.code.as_deref(), Some(&own.title)))),
        Value::text(indicator),
        page(&finding.locations),
        Value::Text(finding.message.clone()),
        Value::text(finding.quoted.as_deref()),
        Value::Text(finding.fingerprint.clone()),
    ]
}

/// The innermost section and objective that a pointer leads through.
fn above<'p>(plan: &'p Plan, pointer: &str) -> (Option<&'p Section>, Option<&'p Objective>) {
    let (mut section, mut objective): (Option<&Section>, Option<&Objective>) = (None, None);
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    for step in steps.chunks(2) {
        let [list, index] = step else { break };
        let Ok(index) = index.parse::<usize>() else { break };
        match (*list, section, objective) {
            ("sections", None, _) => section = plan.sections.get(index),
            ("sections", Some(above), _) => section = above.sections.get(index),
            ("objectives", Some(above), None) => objective = above.objectives.get(index),
            ("objectives", _, Some(above)) => objective = above.objectives.get(index),
            _ => break,
        }
    }
    (section, objective)
}
