//! Tables for spreadsheets and databases: a row an indicator with every field, or a row a finding.

use crate::archive::query::Listed;
use crate::check::finding::Finding;
use crate::model::{Comparator, Indicator, Location, Objective, Plan, Section, Target};
use csv::{Writer, WriterBuilder};
use rust_decimal::Decimal;
use std::io::{self, Write};

/// Target columns of their own: a triennium has three. Further ones stand together in the last column.
const TARGETS: usize = 3;

/// Of an indicator and what it stands in.
const COLUMNS: &[&str] = &[
    "entity",
    "year",
    "document",
    "sha256",
    "plan_title",
    "section_code",
    "section_title",
    "section_kind",
    "objective_code",
    "objective_title",
    "objective_kind",
    "objective_weight",
    "objective_description",
    "units",
    "indicator_id",
    "indicator_name",
    "indicator_weight",
    "typology",
    "algorithm",
    "numerator",
    "denominator",
    "baseline_year",
    "baseline",
    "baseline_value",
    "baseline_date",
    "baseline_unit",
];

/// Of a target, after its number.
const TARGET_COLUMNS: &[&str] = &["year", "text", "kind", "comparator", "value", "upper", "date", "unit"];

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// As the archive says.
    #[must_use]
    pub fn listed(listed: &'o Listed) -> Owner<'o> {
        Owner { entity: listed.entity.as_deref(), year: listed.year }
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
        let cells: Vec<String> = cells.into_iter().map(no_formula).collect();
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

/// Begins a table of indicators.
///
/// # Errors
/// What the output says.
pub fn indicators<W: Write>(out: W, dialect: Dialect) -> io::Result<Table<W>> {
    let mut columns: Vec<String> = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
    for number in 1..=TARGETS {
        columns.extend(TARGET_COLUMNS.iter().map(|column| format!("target_{number}_{column}")));
    }
    columns.extend(["further_targets", "page"].map(str::to_owned));
    Table::new(out, dialect, &columns)
}

impl<W: Write> Table<W> {
    /// Writes the indicators of a plan; an objective without any has a row, too.
    ///
    /// # Errors
    /// What the output says.
    pub fn plan(&mut self, plan: &Plan, owner: Owner<'_>) -> io::Result<()> {
        for section in &plan.sections {
            for objective in &section.objectives {
                let of_objective = objective_cells(plan, owner, section, objective);
                let indicators = objective.indicators.iter().map(Some);
                let none = objective.indicators.is_empty().then_some(None);
                for own in indicators.chain(none) {
                    let mut cells = of_objective.clone();
                    cells.extend(indicator_cells(own));
                    let locations = own.map_or(&objective.locations, |own| &own.locations);
                    cells.push(page(locations));
                    self.row(cells)?;
                }
            }
        }
        Ok(())
    }
}

fn objective_cells(plan: &Plan, owner: Owner<'_>, section: &Section, objective: &Objective) -> Vec<String> {
    vec![
        text(owner.entity),
        shown(owner.year),
        text(plan.source.name.as_deref()),
        plan.source.sha256.clone(),
        text(plan.title.as_deref()),
        text(section.code.as_deref()),
        text(section.title.as_deref()),
        section.kind.name().to_owned(),
        text(objective.code.as_deref()),
        objective.title.clone(),
        objective.kind.name().to_owned(),
        shown(objective.weight),
        text(objective.description.as_deref()),
        objective.units.join("; "),
    ]
}

fn indicator_cells(own: Option<&Indicator>) -> Vec<String> {
    let algorithm = own.map(|own| &own.algorithm);
    let baseline = own.and_then(|own| own.baseline.as_ref());
    let targets = own.map_or(&[][..], |own| own.targets.as_slice());
    let mut cells = vec![
        text(own.map(|own| own.id.as_str())),
        text(own.map(|own| own.name.as_str())),
        shown(own.and_then(|own| own.weight)),
        text(own.and_then(|own| own.typology.as_deref())),
        text(algorithm.and_then(|algorithm| algorithm.text.as_deref())),
        text(algorithm.and_then(|algorithm| algorithm.numerator.as_deref())),
        text(algorithm.and_then(|algorithm| algorithm.denominator.as_deref())),
        shown(baseline.and_then(|baseline| baseline.year)),
        text(baseline.map(|baseline| baseline.text.as_str())),
        shown(baseline.and_then(|baseline| baseline.value)),
        shown(baseline.and_then(|baseline| baseline.date)),
        text(baseline.and_then(|baseline| baseline.unit.as_deref())),
    ];
    for at in 0..TARGETS {
        cells.extend(target_cells(targets.get(at)));
    }
    let further = targets.iter().skip(TARGETS).map(|target| match target.year {
        Some(year) => format!("{year}: {}", target.text),
        None => target.text.clone(),
    });
    cells.push(further.collect::<Vec<_>>().join("; "));
    cells
}

fn target_cells(target: Option<&Target>) -> Vec<String> {
    vec![
        shown(target.and_then(|target| target.year)),
        text(target.map(|target| target.text.as_str())),
        text(target.map(|target| target.kind().name())),
        text(target.and_then(|target| target.comparator()).map(Comparator::symbol)),
        shown(target.and_then(|target| target.value())),
        shown(target.and_then(|target| target.upper())),
        shown(target.and_then(|target| target.date())),
        text(target.and_then(|target| target.unit.as_deref())),
    ]
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn page(locations: &[Location]) -> String {
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
