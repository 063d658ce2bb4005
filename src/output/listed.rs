//! What an archive holds and what a search finds, as tables.

use super::csv::{Dialect, Table, text};
use crate::archive::query::{HIT_BEGINS, HIT_ENDS, Hit, Listed};
use crate::language::Text;
use crate::plan::fields::Value;
use std::io::{self, Write};

/// The columns of the table of plans.
pub(super) const PLANS: &[&str] = &[
    "entity",
    "year",
    "plan_title",
    "document",
    "plan_kind",
    "draft",
    "others",
    "objectives",
    "indicators",
    "errors",
    "warnings",
    "imported_at",
    "sha256",
];

/// The columns of the table of hits.
pub(super) const HITS: &[&str] = &["entity", "year", "document", "node", "page", "found_in", "text"];

/// Writes a row a plan.
///
/// # Errors
/// What the output says.
pub fn plans<W: Write>(out: W, dialect: Dialect, plans: &[Listed]) -> io::Result<()> {
    const TITLE: Text = Text { en: "plans", it: "piani" };
    let mut table = Table::new(out, dialect, TITLE, PLANS)?;
    for plan in plans {
        table.row([
            text(plan.entity.as_deref()),
            Value::whole(plan.year),
            text(plan.title.as_deref()),
            text(plan.name.as_deref()),
            text(plan.kind.as_deref()),
            Value::whole(Some(i64::from(plan.draft))),
            Value::whole(Some(plan.others)),
            Value::whole(Some(plan.objectives)),
            Value::whole(Some(plan.indicators)),
            Value::whole(Some(plan.errors)),
            Value::whole(Some(plan.warnings)),
            Value::Text(plan.imported_at.clone()),
            Value::Text(plan.sha256.clone()),
        ])?;
    }
    table.end()
}

/// Writes a row a hit, best first; `[` and `]` stand around what was found.
///
/// # Errors
/// What the output says.
pub fn hits<W: Write>(out: W, dialect: Dialect, hits: &[Hit]) -> io::Result<()> {
    const TITLE: Text = Text { en: "hits", it: "risultati" };
    let mut table = Table::new(out, dialect, TITLE, HITS)?;
    for hit in hits {
        table.row([
            text(hit.entity.as_deref()),
            Value::whole(hit.year),
            text(hit.name.as_deref()),
            text(hit.code.as_deref()),
            Value::whole(hit.page),
            Value::Text(hit.field.clone()),
            Value::Text(hit.text.replace(HIT_BEGINS, "[").replace(HIT_ENDS, "]")),
        ])?;
    }
    table.end()
}
