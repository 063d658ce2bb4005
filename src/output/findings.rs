//! Findings as a table: a row a finding, for a spreadsheet.

use super::Checked;
use super::csv::{Dialect, Rows, Table};
use crate::check::finding::Finding;
use crate::language::{Lang, Text};
use crate::model::{Objective, Plan, Section};
use std::io::{self, Write};

/// The columns' heads.
const HEADS: [Text; 12] = [
    Text { en: "file", it: "file" },
    Text { en: "entity", it: "ente" },
    Text { en: "year", it: "anno" },
    Text { en: "rule", it: "regola" },
    Text { en: "severity", it: "gravità" },
    Text { en: "section", it: "area" },
    Text { en: "objective", it: "obiettivo" },
    Text { en: "indicator", it: "indicatore" },
    Text { en: "page", it: "pagina" },
    Text { en: "message", it: "messaggio" },
    Text { en: "quoted", it: "testo" },
    Text { en: "fingerprint", it: "impronta" },
];

/// Which columns are numbers: year and page.
#[cfg(feature = "xlsx")]
const NUMBERS: &[usize] = &[2, 8];

/// Writes the findings of all documents. Files that could not be read have no row.
///
/// # Errors
/// Those of writing.
pub fn write(out: impl Write, dialect: Dialect, documents: &[Checked], lang: Lang) -> io::Result<()> {
    let mut table = Table::new(out, dialect, &HEADS.map(|head| head.get(lang)))?;
    rows(&mut table, documents)?;
    table.end()
}

/// The findings of all documents as a workbook.
///
/// # Errors
/// Those of writing.
#[cfg(feature = "xlsx")]
pub fn workbook(out: &mut dyn Write, documents: &[Checked], lang: Lang) -> io::Result<()> {
    const SHEET: Text = Text { en: "findings", it: "rilievi" };
    let mut book = super::xlsx::Workbook::new(SHEET.get(lang), &HEADS.map(|head| head.get(lang)), NUMBERS)?;
    rows(&mut book, documents)?;
    book.write(out)
}

fn rows(table: &mut impl Rows, documents: &[Checked]) -> io::Result<()> {
    for document in documents {
        let Ok(checked) = &document.outcome else { continue };
        for finding in &checked.findings {
            table.row(row(&document.file, &checked.plan, finding).into())?;
        }
    }
    Ok(())
}

fn row(file: &str, plan: &Plan, finding: &Finding) -> [String; 12] {
    let (section, objective) = above(plan, &finding.pointer);
    let named =
        |code: Option<&str>, title: Option<&str>| [code, title].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let indicator = finding.pointer.contains("/indicators/").then(|| finding.node.clone()).flatten();
    [
        file.to_owned(),
        plan.entity.clone().unwrap_or_default(),
        plan.year.map(|year| year.to_string()).unwrap_or_default(),
        finding.code.to_string(),
        finding.severity.name().to_owned(),
        section.map(|s| named(s.code.as_deref(), s.title.as_deref())).unwrap_or_default(),
        objective.map(|o| named(o.code.as_deref(), Some(&o.title))).unwrap_or_default(),
        indicator.unwrap_or_default(),
        finding.locations.first().map(|at| at.page.to_string()).unwrap_or_default(),
        finding.message.clone(),
        finding.quoted.clone().unwrap_or_default(),
        finding.fingerprint.clone(),
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
