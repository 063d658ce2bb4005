//! What `albero report` takes.

use super::{FolderArguments, ReadingArguments, WantedArguments};
use albero::report::PagePictures;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    albero report piano-2024.pdf --previous piano-2023.pdf\n  \
    albero report piani/*.pdf --lang it -o piani.html\n  \
    albero report piano.pdf --page-pictures none -o - > piano.html\n  \
    albero report --archive albero.sqlite --entity firenze\n\n\
    Exit status: 0 done, whatever was found; 2 wrong usage, or a file that could not be read (the others are told of).")]
pub(crate) struct ReportArguments {
    /// PDFs, text files extracted from some, or plan JSON; `-` for standard input. Told by content. Of several the page
    /// begins with an index; of folders the plans in them are told.
    #[arg(required_unless_present = "archive", value_name = "PLAN")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) folders: FolderArguments,
    /// Tell of the plans of an archive, not of files: the newest of each body and year.
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    pub(crate) archive: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) wanted: WantedArguments,
    /// Last year's plan, in any form: what became of it is told. One plan only.
    #[arg(long, value_name = "OLD")]
    pub(crate) previous: Option<PathBuf>,
    /// Write to this file (whole or not at all); `-` for standard output.
    #[arg(short, long, value_name = "OUT", default_value = "report.html")]
    pub(crate) output: PathBuf,
    /// Of which pages of a PDF there are pictures; else those with findings.
    #[arg(long, value_enum, conflicts_with = "archive")]
    pub(crate) page_pictures: Option<PicturesName>,
    /// Hide the findings that this file knows.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PicturesName {
    /// None: the smallest page, and the quickest.
    None,
    /// Those with findings.
    Findings,
    /// Every page with a node.
    All,
}

impl From<PicturesName> for PagePictures {
    fn from(name: PicturesName) -> PagePictures {
        match name {
            PicturesName::None => PagePictures::None,
            PicturesName::Findings => PagePictures::Findings,
            PicturesName::All => PagePictures::All,
        }
    }
}
