//! The changes of a diff as a table: a row a change, and a row a node that was added, removed, or whose target was met
//! or missed.

use super::csv::{Dialect, Table, text};
use crate::diff::report::{Change, Diff, Field, Match, Status, Value as Changed};
use crate::language::Text;
use crate::model::Plan;
use crate::plan::At;
use crate::plan::fields::Value;
use rust_decimal::Decimal;
use serde::Serialize;
use std::io::{self, Write};

pub(super) const HEADS: &[&str] = &[
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
    "old_number",
    "new_number",
    "unit",
    "change",
    "effect",
    "match",
    "score",
    "old_target",
    "reached",
    "achieved",
    "old_pointer",
    "new_pointer",
];

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

/// The table's name.
const TITLE: Text = Text { en: "changes", it: "cambiamenti" };

/// Writes the table of what differs between two plans, which the numbers are got from.
///
/// # Errors
/// What the output says.
pub fn write(out: impl Write, dialect: Dialect, diff: &Diff, [old, new]: [&Plan; 2]) -> io::Result<()> {
    let mut table = Table::new(out, dialect, TITLE, HEADS)?;
    all(&mut Changes { table: &mut table, plans: [old, new] }, diff)?;
    table.end()
}

/// A table in the making.
struct Changes<'t, W: Write> {
    table: &'t mut Table<W>,
    plans: [&'t Plan; 2],
}

fn all(table: &mut Changes<'_, impl Write>, diff: &Diff) -> io::Result<()> {
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

fn rows(table: &mut Changes<'_, impl Write>, node: &Node<'_>, changes: &[Change]) -> io::Result<()> {
    for change in changes {
        row(table, node, Some(change))?;
    }
    let is_told = matches!(node.status, Status::Added | Status::Removed) || node.achieved.is_some();
    if changes.is_empty() && is_told { row(table, node, None) } else { Ok(()) }
}

fn row(changes: &mut Changes<'_, impl Write>, node: &Node<'_>, change: Option<&Change>) -> io::Result<()> {
    let [target, reached] = node.reached;
    let [old_pointer, new_pointer] = node.pointers;
    let old =
        change.and_then(|change| number(changes.plans[0], old_pointer, change, change.old.as_ref(), change.old_year));
    let new =
        change.and_then(|change| number(changes.plans[1], new_pointer, change, change.new.as_ref(), change.new_year));
    let units = [&old, &new].map(|own| own.as_ref().and_then(|(_, unit)| unit.clone()));
    let difference = match (&old, &new) {
        // Days less percent is nothing.
        (Some((was, _)), Some((is, _))) if units[0] == units[1] => is.checked_sub(*was),
        _ => None,
    };
    let [old_unit, new_unit] = units;
    let cells = [
        Value::Text(node.level.to_owned()),
        word(Some(node.status)),
        text(node.old),
        text(node.new),
        Value::Text(node.title.to_owned()),
        text(change.map(|change| change.field.key())),
        value(change.and_then(|change| change.old.as_ref())),
        value(change.and_then(|change| change.new.as_ref())),
        Value::whole(change.and_then(|change| change.old_year)),
        Value::whole(change.and_then(|change| change.new_year)),
        Value::number(old.map(|(number, _)| number)),
        Value::number(new.map(|(number, _)| number)),
        Value::text(new_unit.or(old_unit)),
        Value::number(difference),
        word(change.and_then(|change| change.effect)),
        word(node.matched.map(|matched| matched.tier)),
        Value::number(node.matched.and_then(|matched| Decimal::try_from(matched.score).ok())),
        text(target),
        text(reached),
        Value::text(node.achieved.map(|achieved| achieved.to_string())),
        text(old_pointer),
        text(new_pointer),
    ];
    changes.table.row(cells)
}

/// A changed value as a number, with its unit: of a weight itself, of a target or past value what the plan has.
fn number(
    plan: &Plan,
    pointer: Option<&str>,
    change: &Change,
    value: Option<&Changed>,
    year: Option<i32>,
) -> Option<(Decimal, Option<String>)> {
    let printed = match value? {
        Changed::Number(number) => return Some((*number, None)),
        Changed::Text(text) => text.as_str(),
        Changed::List(_) => return None,
    };
    let Some(At::Indicator(own)) = plan.at(pointer?) else { return None };
    match change.field {
        Field::Target => {
            let target = own.targets.iter().find(|own| own.text == printed && own.year == year);
            let target = target.or_else(|| own.targets.iter().find(|own| own.text == printed))?;
            Some((target.value()?, target.unit.clone()))
        }
        Field::Baseline => {
            let past = own.baseline.as_ref().filter(|past| past.text == printed)?;
            Some((past.value?, past.unit.clone()))
        }
        _ => None,
    }
}

/// A word of the diff JSON.
fn word(of: Option<impl Serialize>) -> Value {
    let word = of.and_then(|of| serde_json::to_value(of).ok());
    Value::text(word.and_then(|word| word.as_str().map(str::to_owned)))
}

fn value(value: Option<&Changed>) -> Value {
    match value {
        None => Value::Nothing,
        Some(Changed::Number(number)) => Value::Number(*number),
        Some(Changed::Text(text)) => Value::Text(text.clone()),
        Some(Changed::List(names)) => Value::Text(names.join("; ")),
    }
}
