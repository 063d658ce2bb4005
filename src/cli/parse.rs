//! `albero parse FILE`

use super::args::ParseArguments;
use super::document::{Documents, refused, warn};
use super::output::{Failure, write};
use super::progress::PageProgress;

pub(crate) fn run(arguments: &ParseArguments) -> Result<(), Failure> {
    let documents = Documents::load(&arguments.reading)?;
    let shown = super::document::shown(&arguments.file);
    let input = documents.open(&arguments.file).map_err(|fault| refused(&shown, &fault))?;
    if arguments.dump_words {
        let words = documents.words(input).map_err(|fault| refused(&shown, &fault))?;
        return write(arguments.output.as_deref(), |out| out.write_all(&words));
    }
    let verified = if arguments.verify { documents.verify(&input) } else { Vec::new() };
    let progress = PageProgress::new();
    let made = documents.json(input, !arguments.compact, &|done, all| progress.pages(done, all));
    drop(progress);
    let (json, notes) = made.map_err(|fault| refused(&shown, &fault))?;
    warn(&shown, &notes);
    warn(&shown, &verified);
    write(arguments.output.as_deref(), |out| {
        out.write_all(&json)?;
        out.write_all(b"\n")
    })
}
