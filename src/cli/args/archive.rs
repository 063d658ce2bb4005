//! What the commands over an archive take, and how tables are written.

use super::{FolderArguments, ReadingArguments};
use crate::cli::lang::lang_for_programs;
use crate::cli::output::{Failure, not_for_a_terminal};
use albero::output::csv::Dialect;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// How tables are written.
#[derive(Debug, Clone, Args)]
pub(crate) struct TableArguments {
    /// Begin CSV with a byte order mark, by which Excel knows UTF-8.
    #[arg(long)]
    pub(crate) bom: bool,
    /// What stands between the cells of CSV: a comma, or with --decimal-comma `;`.
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,
    /// Write the numbers of CSV with a comma and `;` between cells, as Excel in Italian wants them.
    #[arg(long)]
    pub(crate) decimal_comma: bool,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" => Ok(b'\t'),
        [one] if matches!(one, b'\t' | b' '..=b'~') && !matches!(one, b'"' | b'\'') => Ok(*one),
        _ => Err(crate::cli::words::one_character()),
    }
}

impl TableArguments {
    /// With heads in the language that is asked for, English else: programs know the columns by them.
    pub(crate) fn dialect(&self) -> Dialect {
        let mut dialect = Dialect::default();
        // With a comma in numbers another one between cells would not be told from them.
        dialect.delimiter = self.delimiter.unwrap_or(if self.decimal_comma { b';' } else { b',' });
        (dialect.bom, dialect.decimal_comma, dialect.lang) = (self.bom, self.decimal_comma, lang_for_programs());
        dialect
    }

    /// As a format of `list` and `search` asks; what is of CSV alone is refused for any other.
    pub(crate) fn dialect_of(&self, format: TableFormat, output: Option<&Path>) -> Result<Dialect, Failure> {
        if format != TableFormat::Csv
            && let Some(option) = self.of_csv()
        {
            return Err(Failure::Message(crate::cli::words::for_formats(option, "csv")));
        }
        not_for_a_terminal(format == TableFormat::Xlsx, output)?;
        Ok(if format == TableFormat::Xlsx { self.dialect().as_workbook() } else { self.dialect() })
    }

    /// Is anything asked for that is of CSV alone?
    pub(crate) fn of_csv(&self) -> Option<&'static str> {
        let asked =
            [("--bom", self.bom), ("--delimiter", self.delimiter.is_some()), ("--decimal-comma", self.decimal_comma)];
        asked.into_iter().find(|(_, is_asked)| *is_asked).map(|(option, _)| option)
    }
}

/// An archive and which of its plans.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Archive")]
pub(crate) struct ArchiveArguments {
    /// The archive.
    #[arg(long, value_name = "FILE", default_value = "albero.sqlite")]
    pub(crate) archive: PathBuf,
    #[command(flatten)]
    pub(crate) wanted: WantedArguments,
    /// Older documents of the same body and year, too.
    #[arg(long)]
    pub(crate) all: bool,
}

/// Which plans of an archive.
#[derive(Debug, Clone, Args)]
pub(crate) struct WantedArguments {
    /// The public body: its name in any case, or a part of it that no other has.
    #[arg(long, value_name = "BODY")]
    pub(crate) entity: Option<String>,
    /// The plans' year.
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i32>,
}

impl WantedArguments {
    pub(crate) fn wanted(&self) -> albero::archive::query::Wanted {
        albero::archive::query::Wanted { entity: self.entity.clone(), year: self.year, older: false }
    }
}

impl ArchiveArguments {
    pub(crate) fn wanted(&self) -> albero::archive::query::Wanted {
        albero::archive::query::Wanted { older: self.all, ..self.wanted.wanted() }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero import piani/ --entity-from parent-folder\n  \
    find piani -name '*.pdf' -print0 | albero import --files-from - --archive piani.sqlite\n\n\
    Exit status: 0 done; 2 wrong usage, or some documents could not be read (the others are in).")]
pub(crate) struct ImportArguments {
    /// Documents, and folders with all that is in them.
    #[arg(required_unless_present = "files_from")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) folders: FolderArguments,
    /// Read further paths from this file, a line each or NUL-separated; `-` for standard input.
    #[arg(long, value_name = "LIST")]
    pub(crate) files_from: Option<PathBuf>,
    /// The archive; made where there is none.
    #[arg(long, value_name = "FILE", default_value = "albero.sqlite")]
    pub(crate) archive: PathBuf,
    /// Take older documents of the same body and year out; and read again what is in the archive already.
    #[arg(long)]
    pub(crate) replace: bool,
    /// The public body that the documents are of; else what they print.
    #[arg(long, value_name = "BODY", conflicts_with = "entity_from")]
    pub(crate) entity: Option<String>,
    /// The year that the documents are of; else what they print.
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i32>,
    /// Where the body's name comes from.
    #[arg(long, value_enum)]
    pub(crate) entity_from: Option<EntityFrom>,
    /// Documents read at once; else as many as there are cores.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EntityFrom {
    /// The folder that a document is in has the body's name.
    ParentFolder,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero export --format ndjson > piani.ndjson\n  \
    albero export --format csv --bom --delimiter ';' --entity Firenze -o firenze.csv\n  \
    albero export --findings --format csv --year 2023")]
pub(crate) struct ExportArguments {
    /// What to write.
    #[arg(long = "output-format", alias = "format", value_enum, default_value_t = ExportFormat::Ndjson)]
    pub(crate) format: ExportFormat,
    /// Write the findings instead of the plans. Not with long and portal.
    #[arg(long)]
    pub(crate) findings: bool,
    /// Write the archive's body and year into plans that print none; without, a plan is byte for byte what parse
    /// wrote.
    #[arg(long)]
    pub(crate) labelled: bool,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    #[command(flatten)]
    pub(crate) archive: ArchiveArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A plan, or a finding, a line.
    Ndjson,
    /// One list of them.
    Json,
    /// A row an indicator, or a finding.
    Csv,
    /// CSV with every field: a row an indicator and year, with what was, what is to be reached and what was reached.
    Long,
    /// The table of csv as an Excel workbook.
    Xlsx,
    /// CSV with the fields of the national performance portal's indicator record.
    Portal,
    /// What Datasette wants to know of the archive: metadata.json.
    Datasette,
}

/// How what an archive lists is written.
#[derive(Debug, Args)]
pub(crate) struct ListingArguments {
    /// What to write.
    #[arg(long, alias = "format", value_enum, default_value_t = TableFormat::Text)]
    pub(crate) output_format: TableFormat,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  albero list --entity firenze\n  albero list --format xlsx -o piani.xlsx")]
pub(crate) struct ListArguments {
    #[command(flatten)]
    pub(crate) listing: ListingArguments,
    #[command(flatten)]
    pub(crate) archive: ArchiveArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero show piano-2023.pdf\n  \
    albero show 01.02 --entity firenze --year 2023")]
pub(crate) struct ShowArguments {
    /// A document or plan JSON (`-` for standard input), whose tree is shown; else an objective's code, or the id of one
    /// of its indicators, in the archive.
    #[arg(value_name = "PLAN|CODE")]
    pub(crate) what: String,
    /// What to write.
    #[arg(long, alias = "format", value_enum, default_value_t = ListFormat::Text)]
    pub(crate) output_format: ListFormat,
    #[command(flatten)]
    pub(crate) archive: ArchiveArguments,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero remove --entity firenze --year 2021")]
pub(crate) struct RemoveArguments {
    /// The archive.
    #[arg(long, value_name = "FILE", default_value = "albero.sqlite")]
    pub(crate) archive: PathBuf,
    #[command(flatten)]
    pub(crate) wanted: NeededArguments,
}

/// Which plans are taken out: never all of them by an oversight.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct NeededArguments {
    /// The public body: its name in any case, or a part of it that no other has.
    #[arg(long, value_name = "BODY")]
    pub(crate) entity: Option<String>,
    /// The plans' year.
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i32>,
}

impl NeededArguments {
    pub(crate) fn wanted(&self) -> albero::archive::query::Wanted {
        albero::archive::query::Wanted { entity: self.entity.clone(), year: self.year, older: false }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero rename \"CCIAA Firenze\" \"Camera di commercio di Firenze\"")]
pub(crate) struct RenameArguments {
    /// The public body as the archive names it, or a part of its name that no other has.
    #[arg(value_name = "BODY")]
    pub(crate) from: String,
    /// Its new name.
    #[arg(value_name = "NAME")]
    pub(crate) to: String,
    /// The archive.
    #[arg(long, value_name = "FILE", default_value = "albero.sqlite")]
    pub(crate) archive: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero search mediazion* durata --year 2023")]
pub(crate) struct SearchArguments {
    /// Words that all stand in a title, or in a name and its algorithm; `word*` for any that begins so.
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    /// Hits at most, best first.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) most: u32,
    #[command(flatten)]
    pub(crate) listing: ListingArguments,
    #[command(flatten)]
    pub(crate) archive: ArchiveArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For a person.
    Text,
    /// For programs.
    Json,
    /// A table.
    Csv,
    /// The same table as an Excel workbook.
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For a person.
    Text,
    /// For programs.
    Json,
}
