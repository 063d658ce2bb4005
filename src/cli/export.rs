//! `albero export`

use super::args::{ExportArguments, ExportFormat};
use super::isolation::caught;
use super::lang::lang;
use super::output::{Failure, not_for_a_terminal, write};
use super::{refuse, words};
use albero::archive::query::{Stored, Wanted};
use albero::archive::{Archive, ArchiveError};
use albero::output::csv::{self, Dialect, Owner};
use albero::output::{datasette, long, portal};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(crate) fn run(arguments: &ExportArguments) -> Result<(), Failure> {
    if arguments.findings
        && matches!(arguments.format, ExportFormat::Portal | ExportFormat::Long | ExportFormat::Datasette)
    {
        return Err(Failure::Message(words::no_findings_there()));
    }
    if !matches!(arguments.format, ExportFormat::Csv | ExportFormat::Long | ExportFormat::Portal)
        && let Some(option) = arguments.table.of_csv()
    {
        return Err(Failure::Message(words::for_formats(option, "csv, long, portal")));
    }
    let is_lines = matches!(arguments.format, ExportFormat::Ndjson | ExportFormat::Json);
    if arguments.labelled && (!is_lines || arguments.findings) {
        return Err(Failure::Message(words::for_formats("--labelled", "ndjson, json")));
    }
    if arguments.format == ExportFormat::Datasette {
        let wanted = &arguments.archive;
        let of_some = [
            ("--entity", wanted.wanted.entity.is_some()),
            ("--year", wanted.wanted.year.is_some()),
            ("--all", wanted.all),
        ];
        refuse(&of_some, "--output-format datasette")?;
    }
    not_for_a_terminal(arguments.format == ExportFormat::Xlsx, arguments.output.as_deref())?;
    let archive = Archive::open(&arguments.archive.archive).map_err(refused)?;
    let exporter = Exporter { archive: &archive, arguments, wanted: arguments.archive.wanted() };
    // What is wrong with the question is said before anything is written.
    archive.list(&exporter.wanted).map_err(refused)?;
    let mut broken = None;
    write(arguments.output.as_deref(), |out| {
        let outcome = match (arguments.format, arguments.findings) {
            (ExportFormat::Ndjson | ExportFormat::Json, _) => exporter.json(out),
            (ExportFormat::Csv | ExportFormat::Xlsx, false) => exporter.indicators(out),
            (ExportFormat::Csv | ExportFormat::Xlsx, true) => exporter.findings(out),
            (ExportFormat::Long, _) => exporter.long(out),
            (ExportFormat::Portal, _) => exporter.portal(out),
            (ExportFormat::Datasette, _) => exporter.datasette(out),
        };
        match outcome {
            Ok(()) => Ok(()),
            Err(Trouble::Output(error)) => Err(error),
            Err(Trouble::Archive(error)) => {
                broken = Some(refused(error));
                Err(io::Error::other(words::archive_failed()))
            }
        }
    })
    .map_err(|failure| broken.take().unwrap_or(failure))
}

pub(super) fn refused(error: ArchiveError) -> Failure {
    Failure::Message(error.tell(lang()))
}

/// What can go wrong between an archive and an output.
enum Trouble {
    Archive(ArchiveError),
    Output(io::Error),
}

impl From<ArchiveError> for Trouble {
    fn from(error: ArchiveError) -> Trouble {
        Trouble::Archive(error)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        Trouble::Output(error)
    }
}

struct Exporter<'e> {
    archive: &'e Archive,
    arguments: &'e ExportArguments,
    wanted: Wanted,
}

impl Exporter<'_> {
    /// Hands over the wanted plans, until the output fails.
    fn each(&self, mut take: impl FnMut(&Stored) -> Result<(), Trouble>) -> Result<(), Trouble> {
        let mut outcome = Ok(());
        self.archive.each(&self.wanted, |stored| {
            outcome = caught(|| take(&stored)).unwrap_or_else(|fault| {
                Err(Trouble::Output(io::Error::other(format!("{}: {}", stored.label(), fault.message))))
            });
            Ok(outcome.is_ok())
        })?;
        outcome
    }

    fn dialect(&self) -> Dialect {
        let dialect = self.arguments.table.dialect();
        if self.arguments.format == ExportFormat::Xlsx { dialect.as_workbook() } else { dialect }
    }

    fn json(&self, out: &mut dyn Write) -> Result<(), Trouble> {
        let is_list = self.arguments.format == ExportFormat::Json;
        let mut is_first = true;
        let mut put = |out: &mut dyn Write, item: &str| -> io::Result<()> {
            let before = match (is_list, is_first) {
                (true, true) => "[\n",
                (true, false) => ",\n",
                (false, true) => "",
                (false, false) => "\n",
            };
            is_first = false;
            write!(out, "{before}{item}")
        };
        self.each(|stored| {
            if !self.arguments.findings {
                return Ok(put(out, &self.plan_json(stored)?)?);
            }
            for finding in self.archive.findings(stored.listed.document)? {
                let mut value = serde_json::to_value(&finding).map_err(ArchiveError::from)?;
                if let Value::Object(fields) = &mut value {
                    fields.insert("entity".to_owned(), json!(stored.listed.entity));
                    fields.insert("year".to_owned(), json!(stored.listed.year));
                    fields.insert("document".to_owned(), json!(stored.listed.name));
                }
                put(out, &value.to_string())?;
            }
            Ok(())
        })?;
        let end = match (is_list, is_first) {
            (true, true) => "[]\n",
            (true, false) => "\n]\n",
            (false, true) => "",
            (false, false) => "\n",
        };
        Ok(out.write_all(end.as_bytes())?)
    }

    fn plan_json(&self, stored: &Stored) -> Result<String, Trouble> {
        if !self.arguments.labelled {
            return Ok(stored.json.clone());
        }
        let mut plan = stored.plan()?;
        plan.entity = plan.entity.or_else(|| stored.listed.entity.clone());
        plan.year = plan.year.or(stored.listed.year);
        Ok(albero::json::to_string(&plan).map_err(ArchiveError::from)?)
    }

    fn indicators(&self, out: &mut dyn Write) -> Result<(), Trouble> {
        let mut table = csv::indicators(out, self.dialect())?;
        self.each(|stored| Ok(table.plan(&stored.plan()?, Owner::listed(&stored.listed))?))?;
        Ok(table.end()?)
    }

    fn long(&self, out: &mut dyn Write) -> Result<(), Trouble> {
        let mut table = long::rows(out, self.dialect())?;
        self.each(|stored| Ok(long::plan(&mut table, &stored.plan()?, Owner::listed(&stored.listed))?))?;
        Ok(table.end()?)
    }

    fn portal(&self, out: &mut dyn Write) -> Result<(), Trouble> {
        let mut table = portal::records(out, self.dialect())?;
        self.each(|stored| Ok(portal::plan(&mut table, &stored.plan()?, Owner::listed(&stored.listed))?))?;
        Ok(table.end()?)
    }

    fn datasette(&self, out: &mut dyn Write) -> Result<(), Trouble> {
        // Datasette calls a database as its file, without the ending.
        let name = self.arguments.archive.archive.file_stem().unwrap_or_default().to_string_lossy();
        serde_json::to_writer_pretty(&mut *out, &datasette::metadata(&name)).map_err(io::Error::from)?;
        Ok(out.write_all(b"\n")?)
    }

    fn findings(&self, out: &mut dyn Write) -> Result<(), Trouble> {
        let mut table = csv::findings(out, self.dialect())?;
        self.each(|stored| {
            for finding in self.archive.findings(stored.listed.document)? {
                table.finding(&finding, Owner::listed(&stored.listed), stored.listed.name.as_deref())?;
            }
            Ok(())
        })?;
        Ok(table.end()?)
    }
}
