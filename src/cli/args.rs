//! What the command line takes.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads an Italian public body's Albero della Performance (PDF or text) into typed JSON.
#[derive(Debug, Parser)]
#[command(name = "albero", version, about, arg_required_else_help = true, disable_help_subcommand = true)]
#[command(after_help = "Example:\n  albero parse piano-2023.pdf -o piano-2023.json")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a plan as JSON: sections, objectives, indicators, targets, and every word that fits none.
    Parse(ParseArguments),
    /// Flag what is wrong in plans: weights that do not add up, targets turned round, ...
    Check(CheckArguments),
    /// Tell what became of every objective and indicator in another year's plan.
    Diff(DiffArguments),
    /// List the validator's rules.
    Rules(RulesArguments),
    /// Explain rules: reason, sources, a wrong and a right example.
    Explain(ExplainArguments),
    /// Print the JSON Schema (2020-12) of an output.
    Schema(SchemaArguments),
    /// Read documents handed over on standard input, within limits: what the other commands start.
    #[command(hide = true)]
    Worker(WorkerArguments),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero parse piano-2023.pdf -o piano-2023.json\n  \
    pdftotext -layout piano-2023.pdf - | albero parse - --compact\n\n\
    Exit status: 0 done; 2 wrong usage, or an input that could not be read.")]
pub(crate) struct ParseArguments {
    /// A PDF, a text file extracted from one, or plan JSON; `-` for standard input. Told by content.
    pub(crate) file: PathBuf,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Write the JSON on one line.
    #[arg(long)]
    pub(crate) compact: bool,
    /// Read PDFs with both libraries, and warn of the pages of which they see different letters.
    #[arg(long)]
    pub(crate) verify: bool,
    /// Write the words that are read instead of the plan, a line each: page, box in points (text: lines), word.
    #[arg(long, conflicts_with_all = ["compact", "verify"])]
    pub(crate) dump_words: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

/// How documents are read: what every command that reads some takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArguments {
    /// Settings; else `albero.toml` in this folder or one above.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Password of encrypted PDFs; an empty user password needs none.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
    /// PDF library that reads the pages. The second is for files that the first refuses: its places are
    /// approximate.
    #[arg(long, value_enum, default_value_t = ReaderName::Hayro)]
    pub(crate) reader: ReaderName,
    /// Memory that reading a document may take, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(16..))]
    pub(crate) max_memory: u64,
    /// Seconds that reading a document may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) timeout: u64,
    /// Size of a file, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 256)]
    pub(crate) max_size: u64,
    /// Pages of a PDF.
    #[arg(long, value_name = "PAGES", default_value_t = 10_000)]
    pub(crate) max_pages: usize,
    /// What the content of a PDF's pages may take when decompressed, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 256)]
    pub(crate) max_decompressed: u64,
    /// Read in this process, not in one of its own that is limited in memory and time: only for documents that
    /// are to be trusted.
    #[arg(long)]
    pub(crate) no_isolate: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero check piano-2023.pdf\n  \
    albero check --lang it --ignore ALB203,ALB205 piani/*.pdf\n  \
    albero check piano-2024.pdf --previous piano-2023.pdf\n  \
    albero check --write-baseline known.toml piano.pdf && albero check --baseline known.toml piano.pdf\n\n\
    Exit status: 0 no finding at or above --fail-on; 1 such findings; 2 wrong usage, or a file that could not be read\n\
    (the others are checked).")]
pub(crate) struct CheckArguments {
    /// PDFs, text files extracted from some, or plan JSON; `-` for standard input. Told by content.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Language of the messages; else that of the locale for text, English for the other formats.
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangName>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) output_format: CheckFormat,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Check only these rules: codes, beginnings of codes (`ALB3`), names; the only way to those off by default.
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
    albero diff piano-2022.pdf piano-2023.pdf piano-2024.pdf   # each objective through all of them\n\n\
    Exit status: 0 no change; 1 changes; 2 wrong usage, or a plan that could not be read.")]
pub(crate) struct DiffArguments {
    /// The plans, oldest first: PDFs, text files extracted from some, or plan JSON; `-` for standard input.
    #[arg(required = true, num_args = 2.., value_name = "PLAN")]
    pub(crate) files: Vec<PathBuf>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) output_format: DiffFormat,
    /// List also what only moved on with the year. Two plans only.
    #[arg(long)]
    pub(crate) all: bool,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Language of text and Markdown; else that of the locale.
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangName>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For a person.
    Text,
    /// The diff JSON.
    Json,
    /// For a report or a pull request.
    Markdown,
    /// RFC 6902: applied to the old plan's JSON it gives the new one's. Two plans only.
    JsonPatch,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangName {
    En,
    It,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For a person.
    Text,
    /// The findings JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub workflow commands.
    Github,
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
    /// Language of the texts; else that of the locale. JSON has both.
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangName>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
    pub(crate) output_format: RulesFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero explain ALB302 --lang it")]
pub(crate) struct ExplainArguments {
    /// Codes, beginnings of codes, or names.
    #[arg(required = true, value_name = "CODE")]
    pub(crate) rules: Vec<String>,
    /// One language only; else both.
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangName>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReaderName {
    Hayro,
    PdfExtract,
}

impl From<ReaderName> for albero::Reader {
    fn from(name: ReaderName) -> albero::Reader {
        match name {
            ReaderName::Hayro => albero::Reader::Hayro,
            ReaderName::PdfExtract => albero::Reader::PdfExtract,
        }
    }
}

impl From<LangName> for albero::check::rule::Lang {
    fn from(name: LangName) -> albero::check::rule::Lang {
        match name {
            LangName::En => albero::check::rule::Lang::En,
            LangName::It => albero::check::rule::Lang::It,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct WorkerArguments {
    /// Memory beyond what the program itself takes, in MiB.
    #[arg(long)]
    pub(crate) max_memory: u64,
    /// Threads that read a document's pages.
    #[arg(long)]
    pub(crate) threads: usize,
    /// Further labels of the documents, as JSON.
    #[arg(long)]
    pub(crate) labels: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  albero schema plan > plan.schema.json")]
pub(crate) struct SchemaArguments {
    /// Which output.
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
}
