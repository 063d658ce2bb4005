//! How documents are read: what every command that reads some takes.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How documents are read: what every command that reads some takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArguments {
    /// Settings; else `albero.toml` in this folder, or above it as far as the folder with a `.git`.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Password of encrypted PDFs; an empty user password needs none.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: Option<String>,
    /// File whose first line is that password; `-` for standard input. Other users of the machine see the command line.
    #[arg(long, value_name = "FILE", conflicts_with = "password")]
    pub(crate) password_file: Option<PathBuf>,
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
