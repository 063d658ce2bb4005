//! Tables for spreadsheets and databases: a row an indicator with every field, or a row a finding.

use super::harmless_lines;
use crate::check::finding::Finding;
use crate::model::{Location, Plan};
use crate::plan::fields::{self, Column, Level, Row};
use crate::plan::walk::Walk;
use csv::{Writer, WriterBuilder};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// Target columns of their own: a triennium has three. Further ones stand together in the last column.
const TARGETS: usize = 3;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// Between cells.
    pub delimiter: u8,
    /// A byte order mark first: Excel takes the file for UTF-8 then.
    pub bom: bool,
}

impl Default for Dialect {
    fn default() -> Dialect {
        Dialect { delimiter: b',', bom: false }
    }
}

/// Whose a plan is, beside what it prints itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Owner<'o> {
    /// The public body.
    pub entity: Option<&'o str>,
    /// The plan's year.
    pub year: Option<i32>,
}

impl<'o> Owner<'o> {
    /// As the plan says.
    #[must_use]
    pub fn of(plan: &'o Plan) -> Owner<'o> {
        Owner { entity: plan.entity.as_deref(), year: plan.year }
    }

    /// A row of a table of this plan.
    pub(crate) fn row(self, plan: &'o Plan) -> Row<'o> {
        Row { plan: Some(plan), entity: self.entity, year: self.year, ..Row::default() }
    }
}

/// What takes the rows of a table.
pub(crate) trait Rows {
    /// Takes a row, a cell a column.
    ///
    /// # Errors
    /// What the output says.
    fn row(&mut self, cells: Vec<String>) -> io::Result<()>;
}

impl<W: Write> Rows for Table<W> {
    fn row(&mut self, cells: Vec<String>) -> io::Result<()> {
        Table::row(self, cells)
    }
}

/// Writes rows, no cell of which a spreadsheet takes for a formula.
pub struct Table<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> Table<W> {
    /// Begins a table.
    ///
    /// # Errors
    /// What the output says.
    pub fn new(mut out: W, dialect: Dialect, columns: &[impl AsRef<str>]) -> io::Result<Table<W>> {
        if dialect.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        // Lines end as RFC 4180 has it.
        let mut builder = WriterBuilder::new();
        builder.delimiter(dialect.delimiter).terminator(csv::Terminator::CRLF);
        let mut table = Table { writer: builder.from_writer(out) };
        table.row(columns.iter().map(|column| column.as_ref().to_owned()))?;
        Ok(table)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What the output says.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        let cells: Vec<String> = cells.into_iter().map(|cell| no_formula(harmless_lines(&cell).into_owned())).collect();
        self.writer.write_record(&cells).map_err(|error| match error.into_kind() {
            // As it is, so that a closed pipe is known.
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }

    /// Ends the table.
    ///
    /// # Errors
    /// What the output says.
    pub fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A cell that begins as a formula does gets an apostrophe, which spreadsheets do not show; a number stays one. See
/// <https://owasp.org/www-community/attacks/CSV_Injection>.
pub(super) fn no_formula(cell: String) -> String {
    let starts = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
    let is_number = || cell.parse::<Decimal>().is_ok();
    if cell.trim_start_matches(' ').starts_with(starts) && !is_number() { format!("'{cell}") } else { cell }
}

/// The levels of the table of indicators, before the targets.
const LEVELS: [Level; 4] = [Level::Plan, Level::Section, Level::Objective, Level::Indicator];

/// The columns of a level that the table of indicators has.
fn flat(level: Level) -> impl Iterator<Item = &'static Column> {
    fields::columns(level).filter(|column| !column.flat.is_empty())
}

/// Begins a table of indicators.
///
/// # Errors
/// What the output says.
pub fn indicators<W: Write>(out: W, dialect: Dialect) -> io::Result<Table<W>> {
    let mut columns: Vec<String> = LEVELS.into_iter().flat_map(flat).map(|column| column.flat.to_owned()).collect();
    for number in 1..=TARGETS {
        columns
            .extend(flat(Level::Target).map(|column| column.flat.replacen("target_", &format!("target_{number}_"), 1)));
    }
    columns.extend(["further_targets", "page"].map(str::to_owned));
    Table::new(out, dialect, &columns)
}

impl<W: Write> Table<W> {
    /// Writes the indicators of a plan, of objectives at any depth; an objective without any has a row, too.
    ///
    /// # Errors
    /// What the output says.
    pub fn plan(&mut self, plan: &Plan, owner: Owner<'_>) -> io::Result<()> {
        for (at, objective) in Walk::of(plan).all_objectives() {
            let of_objective = Row { section: at.section(), objective: Some(objective), ..owner.row(plan) };
            let indicators = objective.indicators.iter().map(Some);
            let none = objective.indicators.is_empty().then_some(None);
            for own in indicators.chain(none) {
                let row = Row { indicator: own, ..of_objective };
                let mut cells: Vec<String> =
                    LEVELS.into_iter().flat_map(flat).map(|column| (column.get)(&row).cell()).collect();
                cells.extend(target_cells(&row));
                let locations = own.map_or(&objective.locations, |own| &own.locations);
                cells.push(page(locations));
                self.row(cells)?;
            }
        }
        Ok(())
    }
}

fn target_cells(row: &Row<'_>) -> Vec<String> {
    let targets = row.indicator.map_or(&[][..], |own| own.targets.as_slice());
    let mut cells: Vec<String> = Vec::new();
    for at in 0..TARGETS {
        let row = Row { target: targets.get(at), ..*row };
        cells.extend(flat(Level::Target).map(|column| (column.get)(&row).cell()));
    }
    let further = targets.iter().skip(TARGETS).map(|target| match target.year {
        Some(year) => format!("{year}: {}", target.text),
        None => target.text.clone(),
    });
    cells.push(further.collect::<Vec<_>>().join("; "));
    cells
}

pub(super) fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

pub(super) fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

pub(super) fn page(locations: &[Location]) -> String {
    shown(locations.first().map(|at| at.page))
}

/// Begins a table of findings.
///
/// # Errors
/// What the output says.
pub fn findings<W: Write>(out: W, dialect: Dialect) -> io::Result<Table<W>> {
    const COLUMNS: &[&str] = &[
        "entity",
        "year",
        "document",
        "code",
        "name",
        "severity",
        "node",
        "message",
        "quoted",
        "help",
        "page",
        "pointer",
        "fingerprint",
    ];
    Table::new(out, dialect, COLUMNS)
}

impl<W: Write> Table<W> {
    /// Writes a finding.
    ///
    /// # Errors
    /// What the output says.
    pub fn finding(&mut self, finding: &Finding, owner: Owner<'_>, document: Option<&str>) -> io::Result<()> {
        self.row([
            text(owner.entity),
            shown(owner.year),
            text(document),
            finding.code.to_string(),
            finding.name.to_string(),
            finding.severity.name().to_owned(),
            text(finding.node.as_deref()),
            finding.message.clone(),
            text(finding.quoted.as_deref()),
            finding.help.clone(),
            page(&finding.locations),
            finding.pointer.clone(),
            finding.fingerprint.clone(),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_starts_a_formula() {
        for (cell, wanted) in [
            ("=1+1", "'=1+1"),
            ("= 90,00 %", "'= 90,00 %"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("-", "'-"),
            ("-2+3", "'-2+3"),
            ("－1", "'－1"),
            ("\tx", "'\tx"),
            ("-2.50", "-2.50"),
            ("+39", "+39"),
            (">= 70,00 %", ">= 70,00 %"),
            ("", ""),
        ] {
            assert_eq!(no_formula(cell.to_owned()), wanted);
        }
    }
}
