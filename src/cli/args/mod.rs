//! What the command line takes.

mod archive;
mod reading;
mod report;

use albero::output::render::{Compared, Findings, Format, Render};
pub(crate) use archive::{
    EntityFrom, ExportArguments, ExportFormat, ImportArguments, ListArguments, ListFormat, RemoveArguments,
    RenameArguments, SearchArguments, ShowArguments, TableArguments, TableFormat, WantedArguments,
};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
pub(crate) use reading::{InspectArguments, InspectFormat, ReaderName, ReadingArguments};
pub(crate) use report::ReportArguments;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// Reads an Italian public body's Albero della Performance (PDF or text) into typed JSON.
#[derive(Debug, Parser)]
#[command(name = "albero", version, about, arg_required_else_help = true, disable_help_subcommand = true)]
#[command(after_help = "Example:\n  albero parse piano-2023.pdf -o piano-2023.json")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Language of all that a person reads; else that of the settings, else the system's. What programs read is in
    /// English, unless it is asked for here.
    #[arg(long, value_enum, global = true)]
    pub(crate) lang: Option<LangName>,
    /// Colours: on a terminal, always, or never. NO_COLOR and CLICOLOR_FORCE count where nothing is said here.
    #[arg(long, value_enum, global = true, default_value_t = ColourName::Auto)]
    pub(crate) color: ColourName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourName {
    Auto,
    Always,
    Never,
}

/// Folders among the arguments.
#[derive(Debug, Clone, Args)]
pub(crate) struct FolderArguments {
    /// Of folders leave out what this matches: a file's or folder's name, or its path (`bozza*`, `**/2019/**`).
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a plan as JSON: sections, objectives, indicators, targets, and every word that fits none.
    Parse(ParseArguments),
    /// Show how a document was understood: each table with its cells, as text or JSON.
    Inspect(InspectArguments),
    /// Flag what is wrong in plans: weights that do not add up, targets turned round, ...
    Check(CheckArguments),
    /// Tell what became of every objective and indicator in another year's plan.
    Diff(DiffArguments),
    /// Write one HTML page for people: tree, findings, changes, pages.
    Report(ReportArguments),
    /// Put documents of every body and year into one archive.
    Import(ImportArguments),
    /// Write an archive's plans or findings for other programs.
    Export(ExportArguments),
    /// List an archive's plans.
    List(ListArguments),
    /// Show a plan's tree; or one objective of an archive with its indicators and findings.
    Show(ShowArguments),
    /// Find words in an archive's titles, names and algorithms.
    Search(SearchArguments),
    /// Take plans out of an archive.
    Remove(RemoveArguments),
    /// Give a public body another name in an archive.
    Rename(RenameArguments),
    /// List the validator's rules.
    Rules(RulesArguments),
    /// Show the settings, and where each comes from.
    Config(ConfigArguments),
    /// Write completions for a shell.
    Completions(CompletionsArguments),
    /// Write the manual, for man.
    Man,
    /// Explain rules: reason, sources, a wrong and a right example.
    Explain(ExplainArguments),
    /// Print the JSON Schema (2020-12) of an output, or of albero.toml.
    Schema(SchemaArguments),
    /// Read documents handed over on standard input, within limits: what the other commands start.
    #[command(hide = true)]
    Worker(WorkerArguments),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero parse piano-2023.pdf -o piano-2023.json\n  \
    pdftotext -layout piano-2023.pdf - | albero parse - --compact\n  \
    albero parse piao-2025.pdf --pages 120-180 > plan.json\n  \
    albero parse --format csv --bom piano-2023.pdf -o piano-2023.csv\n  \
    find piani -name '*.pdf' -print0 | albero parse --format ndjson > piani.ndjson\n\n\
    Exit status: 0 done; 2 wrong usage, or an input that could not be read (of many, the others are written).")]
pub(crate) struct ParseArguments {
    /// A PDF, a text file extracted from one, or plan JSON; `-` for standard input. Told by content. With ndjson or
    /// csv, as many as you like, and folders with the plans in them; none: their paths are read from standard input.
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) folders: FolderArguments,
    /// What to write.
    #[arg(long = "output-format", alias = "format", value_enum, default_value_t = ParseFormat::Json)]
    pub(crate) format: ParseFormat,
    /// Read further paths from this file, a line each or NUL-separated; `-` for standard input. Not with json.
    #[arg(long, value_name = "LIST")]
    pub(crate) files_from: Option<PathBuf>,
    /// Write documents in the order of the input, not as they are ready.
    #[arg(long)]
    pub(crate) ordered: bool,
    /// Documents read at once; else as many as there are cores.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Of a PDF only these pages, `12` or `120-180`: of a plan inside a long document. They keep their numbers.
    #[arg(long, value_name = "N-M", value_parser = reading::pages, conflicts_with = "verify")]
    pub(crate) pages: Option<RangeInclusive<u32>>,
    /// Write the JSON on one line.
    #[arg(long)]
    pub(crate) compact: bool,
    /// Read PDFs with both libraries, and warn of the pages of which they see different letters.
    #[arg(long)]
    pub(crate) verify: bool,
    /// Write the words that are read instead of the plan, a line each: page, box in points (text: lines), word.
    #[arg(long, conflicts_with_all = ["compact", "verify", "format"])]
    pub(crate) dump_words: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseFormat {
    /// The plan JSON of one document.
    Json,
    /// A document a line: its plan JSON, or `{"file", "error": {"kind", "message"}}`.
    Ndjson,
    /// A row an indicator.
    Csv,
    /// The same table as an Excel workbook.
    Xlsx,
    /// CSV with every field: a row an indicator and year, with what was, what is to be reached and what was reached.
    Long,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero check piano-2023.pdf\n  \
    albero check --lang it --ignore ALB203,ALB205 piani/*.pdf\n  \
    albero check piano-2024.pdf --previous piano-2023.pdf\n  \
    albero check --write-baseline known.toml piano.pdf && albero check --baseline known.toml piano.pdf\n  \
    albero check --archive albero.sqlite --entity firenze\n\n\
    Exit status: 0 no finding at or above --fail-on; 1 such findings; 2 wrong usage, or a file that could not be read\n\
    (the others are checked).")]
pub(crate) struct CheckArguments {
    /// PDFs, text files extracted from some, or plan JSON; `-` for standard input. Told by content. Folders with the
    /// plans in them.
    #[arg(required_unless_present = "archive")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) folders: FolderArguments,
    /// Check the plans of an archive, not files: the newest of each body and year.
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    pub(crate) archive: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) wanted: WantedArguments,
    /// What to write.
    #[arg(long, alias = "format", value_parser = formats::<Findings<'_>>(), default_value = "text")]
    pub(crate) output_format: Format,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Check only these rules: codes, names, beginnings of codes (`ALB3`: what is on by default under it), or ALL.
    /// A rule that is off by default needs its whole code or name, or ALL.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Do not check these rules.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Last year's plan, in any form: what has become of its indicators and targets is checked, too.
    #[arg(long, value_name = "PLAN")]
    pub(crate) previous: Option<PathBuf>,
    /// Hide the findings that this file knows.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all findings to this file as known; reasons in it are kept.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// From which severity on the exit status is 1; else that of the settings, else error.
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// Show findings of this severity and above only. The exit status is that of --fail-on all the same.
    #[arg(long, value_enum)]
    pub(crate) severity: Option<SeverityName>,
    /// In which order findings of a file are shown; else by their place in the document.
    #[arg(long, value_enum, default_value_t = Sort::Position)]
    pub(crate) sort: Sort,
    /// Count findings by rule and by file instead of listing them. Text only.
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Findings alone, without counts. Text and concise only.
    #[arg(short, long, conflicts_with = "statistics")]
    pub(crate) quiet: bool,
    /// Read PDFs with both libraries, and flag the pages of which they see different letters (ALB903).
    #[arg(long)]
    pub(crate) verify: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero diff piano-2023.pdf piano-2024.pdf\n  \
    albero diff piano-2023.json piano-2024.json --output-format markdown -o confronto.md\n  \
    albero diff piano-2022.pdf piano-2023.pdf piano-2024.pdf   # each objective through all of them\n  \
    albero diff --archive albero.sqlite --entity firenze 2023 2024\n\n\
    Exit status: 0 no change; 1 changes; 2 wrong usage, or a plan that could not be read.")]
pub(crate) struct DiffArguments {
    /// The plans, oldest first: PDFs, text files extracted from some, or plan JSON; `-` for standard input; or a folder
    /// with the plans in it, by name. With --archive their years.
    #[arg(required = true, value_name = "PLAN")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) folders: FolderArguments,
    /// Compare plans of an archive: the newest of each year.
    #[arg(long, value_name = "FILE")]
    pub(crate) archive: Option<PathBuf>,
    /// The public body whose plans are compared.
    #[arg(long, value_name = "BODY", requires = "archive")]
    pub(crate) entity: Option<String>,
    /// What to write.
    #[arg(long, alias = "format", value_parser = formats::<Compared<'_>>(), default_value = "text")]
    pub(crate) output_format: Format,
    #[command(flatten)]
    pub(crate) table: TableArguments,
    /// List also what only moved on with the year. Two plans only.
    #[arg(long)]
    pub(crate) all: bool,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

/// The formats that something can be written in, with what each is for.
fn formats<R: Render>() -> impl TypedValueParser<Value = Format> {
    let names = R::FORMATS.iter().map(|format| PossibleValue::new(format.name()).help(format.help()));
    PossibleValuesParser::new(names).map(|name| Format::named(&name).unwrap_or(Format::Text))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangName {
    En,
    It,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SeverityName {
    Error,
    Warning,
    Info,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sort {
    /// By place in the document.
    Position,
    /// Errors first.
    Severity,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero rules --output-format json")]
pub(crate) struct RulesArguments {
    /// What to write.
    #[arg(long, alias = "format", value_enum, default_value_t = RulesFormat::Text)]
    pub(crate) output_format: RulesFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero completions bash > ~/.local/share/bash-completion/completions/albero")]
pub(crate) struct CompletionsArguments {
    /// Which shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  albero config\n  albero config piani/2023.pdf")]
pub(crate) struct ConfigArguments {
    /// A document or a folder: what rules it; else this folder.
    pub(crate) file: Option<PathBuf>,
    /// Settings; else the `albero.toml` nearest to each document: in its folder, or above it as far as the first with a
    /// `.git` or this folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero explain ALB302 --lang it")]
pub(crate) struct ExplainArguments {
    /// Codes, beginnings of codes, or names.
    #[arg(required = true, value_name = "CODE")]
    pub(crate) rules: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct WorkerArguments {
    /// Memory beyond what the program itself takes, in MiB.
    #[arg(long)]
    pub(crate) max_memory: u64,
    /// Threads that read a document's pages.
    #[arg(long)]
    pub(crate) threads: usize,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero schema plan > plan.schema.json")]
pub(crate) struct SchemaArguments {
    /// Of what.
    #[arg(value_enum)]
    pub(crate) output: SchemaName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    /// What `albero parse` writes.
    Plan,
    /// What `albero check --output-format json` writes.
    Findings,
    /// What `albero diff --output-format json` writes for two plans.
    Diff,
    /// What `albero diff --output-format json` writes for more than two plans.
    History,
    /// What `albero inspect --output-format json` writes.
    Inspect,
    /// What albero.toml may say: for editors.
    Settings,
}
