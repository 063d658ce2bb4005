//! Tables for spreadsheets and databases: a row an indicator with every field, or a row a finding.

use super::{harmless_lines, heads};
use crate::check::finding::Finding;
use crate::language::{Lang, Text};
use crate::model::{Location, Plan};
use crate::plan::fields::{self, Column, Level, Row, Value};
use crate::plan::walk::Walk;
use csv::{Writer, WriterBuilder};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// Target columns of their own: a triennium has three. Further ones stand together in the last column.
const TARGETS: usize = 3;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dialect {
    /// Between cells of CSV.
    pub delimiter: u8,
    /// A byte order mark first: Excel takes the file for UTF-8 then.
    pub bom: bool,
    /// Numbers of CSV with a comma, as Italian spreadsheets want them.
    pub decimal_comma: bool,
    /// Language of the heads.
    pub lang: Lang,
    /// An Excel workbook instead of CSV.
    #[cfg(feature = "xlsx")]
    pub workbook: bool,
}

impl Dialect {
    /// The same table as a workbook.
    #[cfg(feature = "xlsx")]
    #[must_use]
    pub fn as_workbook(self) -> Dialect {
        Dialect { workbook: true, ..self }
    }
}

impl Default for Dialect {
    fn default() -> Dialect {
        Dialect {
            delimiter: b',',
            bom: false,
            decimal_comma: false,
            lang: Lang::En,
            #[cfg(feature = "xlsx")]
            workbook: false,
        }
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

/// A table, as CSV or as a workbook.
pub struct Table<W: Write> {
    sink: Sink<W>,
    decimal_comma: bool,
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code, reason = "sheets alone are begun later"))]
    lang: Lang,
}

enum Sink<W: Write> {
    /// No cell of it is taken for a formula.
    Csv(Box<Writer<W>>),
    #[cfg(feature = "xlsx")]
    Workbook {
        book: Box<super::xlsx::Workbook>,
        out: W,
        /// The sheet that rows go to.
        sheet: usize,
    },
}

impl<W: Write> Table<W> {
    /// Begins a table with the heads that [`super::heads`] knows, in the dialect's language.
    pub(crate) fn new(mut out: W, dialect: Dialect, title: Text, columns: &[impl AsRef<str>]) -> io::Result<Table<W>> {
        #[cfg(feature = "xlsx")]
        if dialect.workbook {
            let book = super::xlsx::Workbook::new(dialect.lang)?;
            let sink = Sink::Workbook { book: Box::new(book), out, sheet: 0 };
            let mut table = Table { sink, decimal_comma: false, lang: dialect.lang };
            table.begin(title, columns)?;
            return Ok(table);
        }
        let _ = title;
        if dialect.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        // Lines end as RFC 4180 has it.
        let mut builder = WriterBuilder::new();
        builder.delimiter(dialect.delimiter).terminator(csv::Terminator::CRLF);
        let sink = Sink::Csv(Box::new(builder.from_writer(out)));
        let mut table = Table { sink, decimal_comma: dialect.decimal_comma, lang: dialect.lang };
        table.row(columns.iter().map(|key| Value::Text(heads::told(key.as_ref(), dialect.lang))))?;
        Ok(table)
    }

    /// Begins another table in a workbook, on a sheet of its own; CSV has one table.
    #[cfg(feature = "xlsx")]
    fn begin(&mut self, title: Text, columns: &[impl AsRef<str>]) -> io::Result<()> {
        let Sink::Workbook { book, .. } = &mut self.sink else { return Ok(()) };
        let keys: Vec<&str> = columns.iter().map(AsRef::as_ref).collect();
        book.begin(title.get(self.lang), &keys)
    }

    /// Writes to a workbook's sheet of this number from here on; is there one?
    #[cfg(feature = "xlsx")]
    fn turn_to(&mut self, number: usize) -> bool {
        match &mut self.sink {
            Sink::Csv(_) => false,
            Sink::Workbook { sheet, .. } => {
                *sheet = number;
                true
            }
        }
    }

    /// Writes a row, a cell a column.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Value>) -> io::Result<()> {
        let comma = self.decimal_comma;
        match &mut self.sink {
            Sink::Csv(writer) => {
                let cell = |value: Value| match value {
                    Value::Number(_) if comma => value.cell().replace('.', ","),
                    Value::Text(_) => no_formula(harmless_lines(&value.cell()).into_owned()),
                    _ => value.cell(),
                };
                let cells: Vec<String> = cells.into_iter().map(cell).collect();
                writer.write_record(&cells).map_err(|error| match error.into_kind() {
                    // As it is, so that a closed pipe is known.
                    csv::ErrorKind::Io(error) => error,
                    other => io::Error::other(format!("{other:?}")),
                })
            }
            #[cfg(feature = "xlsx")]
            Sink::Workbook { book, sheet, .. } => book.row(*sheet, &cells.into_iter().collect::<Vec<_>>()),
        }
    }

    /// Ends the table.
    ///
    /// # Errors
    /// What the output says.
    pub fn end(self) -> io::Result<()> {
        match self.sink {
            Sink::Csv(mut writer) => writer.flush(),
            #[cfg(feature = "xlsx")]
            Sink::Workbook { book, mut out, .. } => {
                book.write(&mut out)?;
                out.flush()
            }
        }
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

/// The name of the table of indicators.
pub(super) const INDICATORS: Text = Text { en: "indicators", it: "indicatori" };

/// Begins a table of indicators. A workbook has a second one, with a row an indicator and year ([`super::long`]).
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
    let table = Table::new(out, dialect, INDICATORS, &columns)?;
    #[cfg(feature = "xlsx")]
    let table = {
        let mut table = table;
        table.begin(super::long::TITLE, &super::long::heads())?;
        table
    };
    Ok(table)
}

impl<W: Write> Table<W> {
    /// Writes the indicators of a plan, of objectives at any depth; an objective without any has a row, too.
    ///
    /// # Errors
    /// What the output says.
    pub fn plan(&mut self, plan: &Plan, owner: Owner<'_>) -> io::Result<()> {
        #[cfg(feature = "xlsx")]
        if self.turn_to(1) {
            super::long::plan(self, plan, owner)?;
            self.turn_to(0);
        }
        for (at, objective) in Walk::of(plan).all_objectives() {
            let of_objective = Row { section: at.section(), objective: Some(objective), ..owner.row(plan) };
            let indicators = objective.indicators.iter().map(Some);
            let none = objective.indicators.is_empty().then_some(None);
            for own in indicators.chain(none) {
                let row = Row { indicator: own, ..of_objective };
                let mut cells: Vec<Value> =
                    LEVELS.into_iter().flat_map(flat).map(|column| (column.get)(&row)).collect();
                cells.extend(target_cells(&row));
                let locations = own.map_or(&objective.locations, |own| &own.locations);
                cells.push(page(locations));
                self.row(cells)?;
            }
        }
        Ok(())
    }
}

fn target_cells(row: &Row<'_>) -> Vec<Value> {
    let targets = row.indicator.map_or(&[][..], |own| own.targets.as_slice());
    let mut cells: Vec<Value> = Vec::new();
    for at in 0..TARGETS {
        let row = Row { target: targets.get(at), ..*row };
        cells.extend(flat(Level::Target).map(|column| (column.get)(&row)));
    }
    let further = targets.iter().skip(TARGETS).map(|target| match target.year {
        Some(year) => format!("{year}: {}", target.text),
        None => target.text.clone(),
    });
    cells.push(Value::Text(further.collect::<Vec<_>>().join("; ")));
    cells
}

pub(super) fn text(text: Option<&str>) -> Value {
    Value::text(text)
}

pub(super) fn page(locations: &[Location]) -> Value {
    Value::whole(locations.first().map(|at| at.page))
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
    Table::new(out, dialect, super::findings::TITLE, COLUMNS)
}

impl<W: Write> Table<W> {
    /// Writes a finding.
    ///
    /// # Errors
    /// What the output says.
    pub fn finding(&mut self, finding: &Finding, owner: Owner<'_>, document: Option<&str>) -> io::Result<()> {
        self.row([
            text(owner.entity),
            Value::whole(owner.year),
            text(document),
            Value::Text(finding.code.to_string()),
            Value::Text(finding.name.to_string()),
            Value::Text(finding.severity.name().to_owned()),
            text(finding.node.as_deref()),
            Value::Text(finding.message.clone()),
            text(finding.quoted.as_deref()),
            Value::Text(finding.help.clone()),
            page(&finding.locations),
            Value::Text(finding.pointer.clone()),
            Value::Text(finding.fingerprint.clone()),
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
