//! How documents are read: what every command that reads some takes.

use clap::{Args, ValueEnum};
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// How documents are read: what every command that reads some takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArguments {
    /// Settings; else the `albero.toml` nearest to each document: in its folder, or above it as far as the first with a
    /// `.git` or this folder.
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
    /// Have `ocrmypdf`, if it is installed, recognise the text of pages that have none.
    #[arg(long)]
    pub(crate) ocr: bool,
    /// Keep the document with the recognised text in this file: of one scan.
    #[arg(long, value_name = "FILE", requires = "ocr")]
    pub(crate) ocr_output: Option<PathBuf>,
    /// Seconds that recognising the text of a document may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) ocr_timeout: u64,
    /// Of a PDF only these pages: what a command that reads a part has taken from its own argument.
    #[arg(skip)]
    pub(crate) part: Option<(u32, u32)>,
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

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero inspect piano-2023.pdf\n  \
    albero inspect piano-2023.pdf --pages 3-5 --output-format json\n\n\
    Exit status: 0 done, with or without tables; 2 wrong usage, or an input that could not be read.")]
pub(crate) struct InspectArguments {
    /// A PDF or a text file extracted from one; `-` for standard input. It need not be a plan.
    pub(crate) file: PathBuf,
    /// What to write.
    #[arg(long, alias = "format", value_enum, default_value_t = InspectFormat::Text)]
    pub(crate) output_format: InspectFormat,
    /// Only the tables of these pages: `3`, or `3-5`.
    #[arg(long, value_name = "N-M", value_parser = pages)]
    pub(crate) pages: Option<RangeInclusive<u32>>,
    /// Write to this file (whole or not at all) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

/// What `albero inspect` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// For a person.
    Text,
    /// For programs.
    Json,
    /// The tables as a drawing, each cell in the colour of what it was taken for; `--pages` draws one page.
    Svg,
}

pub(super) fn pages(text: &str) -> Result<RangeInclusive<u32>, String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|page| *page > 0);
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err(crate::cli::words::page_range()),
    }
}
