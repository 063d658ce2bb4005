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
    /// Print the JSON Schema (2020-12) of an output.
    Schema(SchemaArguments),
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
    /// Password of an encrypted PDF; an empty user password needs none.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
    /// PDF library that reads the pages. The second is for files that the first refuses: its places are
    /// approximate.
    #[arg(long, value_enum, default_value_t = ReaderName::Hayro)]
    pub(crate) reader: ReaderName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReaderName {
    Hayro,
    PdfExtract,
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
}
