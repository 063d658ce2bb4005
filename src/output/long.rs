//! The table of a row an indicator and year: what was, what is to be reached, what was reached, side by side.

use super::csv::{Dialect, Owner, Table, page};
use crate::language::Text;
use crate::model::{Plan, Reached};
use crate::plan::fields::{self, Column, Level, Row, Value};
use crate::plan::walk::{At, Walk};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Before the year.
const LEVELS: [Level; 4] = [Level::Plan, Level::Section, Level::Objective, Level::Indicator];

/// Of the year.
const YEARLY: [Level; 3] = [Level::Past, Level::Target, Level::Result];

/// Between the names of sections that stand in each other.
const BELOW: &str = " > ";

fn columns(levels: impl IntoIterator<Item = Level>) -> impl Iterator<Item = &'static Column> {
    levels.into_iter().flat_map(fields::columns).filter(|column| !column.long.is_empty())
}

/// The name of the table.
pub(super) const TITLE: Text = Text { en: "by year", it: "per anno" };

/// The heads of the table.
pub(super) fn heads() -> Vec<&'static str> {
    let mut heads: Vec<&str> = columns(LEVELS).map(|column| column.long).collect();
    heads.push("of_year");
    heads.extend(columns(YEARLY).map(|column| column.long));
    heads.extend(["page", "pointer"]);
    heads
}

/// Begins the table.
///
/// # Errors
/// What the output says.
pub fn rows<W: Write>(out: W, dialect: Dialect) -> io::Result<Table<W>> {
    Table::new(out, dialect, TITLE, &heads())
}

/// Writes the rows of a plan: for each indicator one for each year that it has a past value, a target or a result for
/// (one at least); for an objective without indicators one for each year of its own results, and one at least.
///
/// # Errors
/// What the output says.
pub fn plan<W: Write>(table: &mut Table<W>, plan: &Plan, owner: Owner<'_>) -> io::Result<()> {
    let walk = Walk::of(plan);
    for (at, objective) in walk.all_objectives() {
        let path = section_path(at);
        let of_objective = Row {
            section: at.section(),
            section_path: Some(path.as_str()).filter(|path| !path.is_empty()),
            parent: at.parent().and_then(|above| above.node().objective()),
            objective: Some(objective),
            ..owner.row(plan)
        };
        if objective.indicators.is_empty() {
            of_years(table, &of_objective, &objective.results, at)?;
        }
        for below in at.below() {
            if let Some(own) = below.node().indicator() {
                of_years(table, &Row { indicator: Some(own), ..of_objective }, &own.results, below)?;
            }
        }
    }
    Ok(())
}

fn section_path(at: At<'_, '_>) -> String {
    let names: Vec<String> =
        at.above().filter(|at| at.node().section().is_some()).filter_map(|at| at.node().name()).collect();
    names.into_iter().rev().collect::<Vec<_>>().join(BELOW)
}

/// A row a year; a year that is printed twice for one kind of value has as many rows as that takes.
fn of_years<W: Write>(table: &mut Table<W>, row: &Row<'_>, results: &[Reached], at: At<'_, '_>) -> io::Result<()> {
    let past: Vec<_> = row.indicator.iter().flat_map(|own| own.history.iter().chain(&own.baseline)).collect();
    let targets: Vec<_> = row.indicator.iter().flat_map(|own| &own.targets).collect();
    let years: BTreeSet<Option<i32>> = past
        .iter()
        .map(|own| own.year)
        .chain(targets.iter().map(|own| own.year))
        .chain(results.iter().map(|own| own.year))
        .collect();
    let mut is_first = true;
    for year in &years {
        let (past, targets, results) = (
            past.iter().filter(|own| own.year == *year).collect::<Vec<_>>(),
            targets.iter().filter(|own| own.year == *year).collect::<Vec<_>>(),
            results.iter().filter(|own| own.year == *year).collect::<Vec<_>>(),
        );
        for number in 0..past.len().max(targets.len()).max(results.len()) {
            let row = Row {
                past: past.get(number).copied().copied(),
                target: targets.get(number).copied().copied(),
                result: results.get(number).copied(),
                ..*row
            };
            write(table, &row, *year, at)?;
            is_first = false;
        }
    }
    if is_first { write(table, row, None, at) } else { Ok(()) }
}

fn write<W: Write>(table: &mut Table<W>, row: &Row<'_>, year: Option<i32>, at: At<'_, '_>) -> io::Result<()> {
    let cell = |column: &Column| (column.get)(row);
    let mut cells: Vec<Value> = columns(LEVELS).map(cell).collect();
    cells.push(Value::whole(year));
    cells.extend(columns(YEARLY).map(cell));
    cells.extend([page(at.node().locations()), Value::Text(at.pointer())]);
    table.row(cells)
}
