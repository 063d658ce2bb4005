//! `albero parse FILE`

use super::args::{ParseArguments, ReaderName};
use super::output::{Failure, write};
use super::progress::PageProgress;
use super::{config, document, tell};
use albero::Options;

pub(crate) fn run(arguments: &ParseArguments) -> Result<(), Failure> {
    config::load(arguments.config.as_deref())?;
    let input = document::read(&arguments.file)?;
    let progress = PageProgress::new();
    let options = Options {
        name: input.name.as_deref(),
        password: arguments.password.as_deref(),
        reader: arguments.reader.into(),
        progress: Some(&|done, all| progress.pages(done, all)),
    };
    let plan = albero::parse_with(input.bytes, &options)
        .map_err(|error| Failure::Message(format!("{}: {error}", input.shown)))?;
    drop(progress);
    if arguments.reader == ReaderName::PdfExtract {
        tell(&format!(
            "{}: warning: read by pdf-extract, whose places and lines are approximate; compare with --reader hayro",
            input.shown
        ));
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
