//! The changes of a diff as a table: a row a change, and a row a node that was added, removed, or whose target was met
//! or missed.

use super::csv::{Dialect, Rows, Table, shown, text};
use crate::diff::report::{Change, Diff, Match, Status, Value};
use serde::Serialize;
use std::io::{self, Write};

const HEADS: &[&str] = &[
    "level",
    "status",
    "old",
    "new",
    "title",
    "field",
    "old_value",
    "new_value",
    "old_year",
    "new_year",
    "effect",
    "match",
    "score",
    "old_target",
    "reached",
    "achieved",
    "old_pointer",
    "new_pointer",
];

/// Which columns are numbers: the years and the score.
#[cfg(feature = "xlsx")]
const NUMBERS: &[usize] = &[8, 9, 12];

/// What all rows of a node have.
struct Node<'n> {
    level: &'static str,
    status: Status,
    old: Option<&'n str>,
    new: Option<&'n str>,
    title: &'n str,
    matched: Option<&'n Match>,
    /// Target, what was reached, and whether that is enough.
    reached: [Option<&'n str>; 2],
    achieved: Option<bool>,
    pointers: [Option<&'n str>; 2],
}

/// Writes the table.
///
/// # Errors
/// What the output says.
pub fn write(out: impl Write, dialect: Dialect, diff: &Diff) -> io::Result<()> {
    let mut table = Table::new(out, dialect, HEADS)?;
    all(&mut table, diff)?;
    table.end()
}

/// The table as a workbook.
///
/// # Errors
/// What the output says.
#[cfg(feature = "xlsx")]
pub fn workbook(out: &mut dyn Write, diff: &Diff) -> io::Result<()> {
    let mut book = super::xlsx::Workbook::new("changes", HEADS, NUMBERS)?;
    all(&mut book, diff)?;
    book.write(out)
}

fn all(table: &mut impl Rows, diff: &Diff) -> io::Result<()> {
    for own in &diff.sections {
        let node = Node {
            level: "section",
            status: own.status,
            old: own.old.as_deref(),
            new: own.new.as_deref(),
            title: own.title.as_deref().unwrap_or_default(),
            matched: own.matched.as_ref(),
            reached: [None, None],
            achieved: None,
            pointers: [own.old_pointer.as_deref(), own.new_pointer.as_deref()],
        };
        rows(table, &node, &own.changes)?;
    }
    for own in &diff.objectives {
        let node = Node {
            level: "objective",
            status: own.status,
            old: own.old.as_deref(),
            new: own.new.as_deref(),
            title: &own.title,
            matched: own.matched.as_ref(),
            reached: [None, None],
            achieved: None,
            pointers: [own.old_pointer.as_deref(), own.new_pointer.as_deref()],
        };
        rows(table, &node, &own.changes)?;
        for own in &own.indicators {
            let node = Node {
                level: "indicator",
                status: own.status,
                old: own.old.as_deref(),
                new: own.new.as_deref(),
                title: &own.name,
                matched: own.matched.as_ref(),
                reached: [own.old_target.as_deref(), own.new_result.as_deref().or(own.new_baseline.as_deref())],
                achieved: own.achieved,
                pointers: [own.old_pointer.as_deref(), own.new_pointer.as_deref()],
            };
            rows(table, &node, &own.changes)?;
        }
    }
    Ok(())
}

fn rows(table: &mut impl Rows, node: &Node<'_>, changes: &[Change]) -> io::Result<()> {
    for change in changes {
        row(table, node, Some(change))?;
    }
    let is_told = matches!(node.status, Status::Added | Status::Removed) || node.achieved.is_some();
    if changes.is_empty() && is_told { row(table, node, None) } else { Ok(()) }
}

fn row(table: &mut impl Rows, node: &Node<'_>, change: Option<&Change>) -> io::Result<()> {
    let [target, reached] = node.reached;
    let [old_pointer, new_pointer] = node.pointers;
    let cells = [
        node.level.to_owned(),
        word(Some(node.status)),
        text(node.old),
        text(node.new),
        node.title.to_owned(),
        text(change.map(|change| change.field.key())),
        value(change.and_then(|change| change.old.as_ref())),
        value(change.and_then(|change| change.new.as_ref())),
        shown(change.and_then(|change| change.old_year)),
        shown(change.and_then(|change| change.new_year)),
        word(change.and_then(|change| change.effect)),
        word(node.matched.map(|matched| matched.tier)),
        shown(node.matched.map(|matched| matched.score)),
        text(target),
        text(reached),
        shown(node.achieved),
        text(old_pointer),
        text(new_pointer),
    ];
    table.row(cells.into())
}

/// A word of the diff JSON.
fn word(of: Option<impl Serialize>) -> String {
    let word = of.and_then(|of| serde_json::to_value(of).ok());
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn value(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::List(names)) => names.join("; "),
    }
}
