//! `albero parse FILE`

use super::args::{ParseArguments, ReaderName};
use super::document;
use super::output::{Failure, write};
use super::progress::PageProgress;
use albero::{Options, Reader};
use std::io::Write;

pub(crate) fn run(arguments: &ParseArguments) -> Result<(), Failure> {
    let input = document::read(&arguments.file)?;
    let progress = PageProgress::new();
    let options = Options {
        name: input.name.as_deref(),
        password: arguments.password.as_deref(),
        reader: match arguments.reader {
            ReaderName::Hayro => Reader::Hayro,
            ReaderName::PdfExtract => Reader::PdfExtract,
        },
        progress: Some(&|done, all| progress.pages(done, all)),
    };
    let plan = albero::parse_with(input.bytes, &options)
        .map_err(|error| Failure::Message(format!("{}: {error}", input.shown)))?;
    drop(progress);
    if arguments.reader == ReaderName::PdfExtract {
        let _ = writeln!(
            std::io::stderr(),
            "albero: {}: warning: read by pdf-extract, whose places and lines are approximate; compare with --reader hayro",
            input.shown
        );
    }
    write(arguments.output.as_deref(), |out| {
        if arguments.compact {
            serde_json::to_writer(&mut *out, &plan)?;
        } else {
            serde_json::to_writer_pretty(&mut *out, &plan)?;
        }
        out.write_all(b"\n")
    })
}
