//! `albero parse FILE`, and many files as lines or rows.

use super::args::{ParseArguments, ParseFormat, ReadingArguments};
use super::document::{self, Documents, refused, warn};
use super::folders::{Folders, Given, summary};
use super::isolation::{Body, Fault, caught};
use super::many::{self, Order};
use super::output::{Failure, not_for_a_terminal, write};
use super::progress::PageProgress;
use super::{DONE, FAILED, refuse, tell, words};
use albero::Note;
use albero::output::csv::{self, Owner};
use albero::output::long;
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;
use std::sync::PoisonError;

pub(crate) fn run(arguments: &ParseArguments) -> Result<u8, Failure> {
    if !matches!(arguments.format, ParseFormat::Csv | ParseFormat::Long)
        && let Some(option) = arguments.table.of_csv()
    {
        return Err(Failure::Message(words::for_formats(option, "csv, long")));
    }
    let of_many = [
        ("--ordered", arguments.ordered),
        ("--jobs", arguments.jobs.is_some()),
        ("--exclude", !arguments.folders.exclude.is_empty()),
    ];
    match arguments.format {
        ParseFormat::Json => refuse(&of_many, "--output-format json")?,
        ParseFormat::Ndjson => refuse(&[("--compact", arguments.compact)], "--output-format ndjson")?,
        ParseFormat::Csv => refuse(&[("--compact", arguments.compact)], "--output-format csv")?,
        ParseFormat::Xlsx => refuse(&[("--compact", arguments.compact)], "--output-format xlsx")?,
        ParseFormat::Long => refuse(&[("--compact", arguments.compact)], "--output-format long")?,
    }
    not_for_a_terminal(arguments.format == ParseFormat::Xlsx, arguments.output.as_deref())?;
    match (arguments.format, arguments.files.as_slice()) {
        (ParseFormat::Json, [file]) if arguments.files_from.is_none() => one(file, arguments).map(|()| DONE),
        (ParseFormat::Json, _) => Err(Failure::Message(words::one_document())),
        (ParseFormat::Ndjson | ParseFormat::Csv | ParseFormat::Xlsx | ParseFormat::Long, _) => {
            Many::new(arguments)?.run()
        }
    }
}

/// How documents are read, whole or in part.
fn reading(arguments: &ParseArguments) -> ReadingArguments {
    let part = arguments.pages.as_ref().map(|pages| (*pages.start(), *pages.end()));
    ReadingArguments { part, ..arguments.reading.clone() }
}

fn one(file: &Path, arguments: &ParseArguments) -> Result<(), Failure> {
    let documents = Documents::load(&reading(arguments), document::cores())?;
    let shown = document::shown(file);
    let input = documents.open(file).map_err(|fault| refused(&shown, &fault))?;
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
        json.write(out)?;
        out.write_all(b"\n")
    })
}

/// Many documents, to be written as lines or rows.
struct Many<'a> {
    arguments: &'a ParseArguments,
    documents: Documents,
}

/// A document that was read: its compact plan JSON, and what was noticed.
type Read = Result<(Body, Vec<Note>), Fault>;

impl<'a> Many<'a> {
    fn new(arguments: &'a ParseArguments) -> Result<Many<'a>, Failure> {
        Ok(Many { arguments, documents: Documents::load(&reading(arguments), 1)? })
    }

    fn run(&self) -> Result<u8, Failure> {
        let list = match &self.arguments.files_from {
            Some(list) => Some(list.as_path()),
            // As `find | xargs` and the like write it.
            None if self.arguments.files.is_empty() => Some(Path::new("-")),
            None => None,
        };
        let listed = list.map(many::listed).transpose()?;
        let folders = Folders::new(&self.arguments.folders)?;
        let has_folder = self.arguments.files.iter().any(|path| path.is_dir());
        let unlisted = std::sync::Mutex::new(Vec::new());
        // Folder by folder, as the list of paths may have no end yet.
        let paths = self.arguments.files.iter().cloned().chain(listed.into_iter().flatten()).flat_map(|path| {
            let found = folders.files([path]);
            unlisted.lock().unwrap_or_else(PoisonError::into_inner).extend(found.unlisted);
            found.files
        });
        let order = if self.arguments.ordered { Order::Input } else { Order::Ready };
        let threads = self.arguments.jobs.unwrap_or_else(document::cores).max(1);
        let (mut read_count, mut refused) = (0, Vec::new());
        let mut broken: Option<Failure> = None;
        write(self.arguments.output.as_deref(), |out| {
            let mut sink = Sink::new(out, self.arguments)?;
            let ended = many::each(
                paths,
                threads,
                order,
                |given| (caught(|| self.read(&given.path)).and_then(|read| read), given),
                |(read, Given { path, is_named })| {
                    let shown = document::shown(&path);
                    match &read {
                        Ok((_, notes)) => {
                            read_count += 1;
                            warn(&shown, notes);
                        }
                        // A folder has other things than plans in it.
                        Err(fault) if fault.kind == "not_a_plan" && !is_named => return Ok(()),
                        Err(fault) => {
                            let line = format!("{shown}: {}", fault.message);
                            tell(&line);
                            refused.push(line);
                        }
                    }
                    let written = sink.take(&path, read).map_err(|error| match error.kind() {
                        io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
                        _ => Failure::Message(error.to_string()),
                    })?;
                    if let Err(fault) = written {
                        let line = format!("{shown}: {}", fault.message);
                        tell(&line);
                        refused.push(line);
                    }
                    Ok(())
                },
            );
            match ended {
                Ok(()) => sink.end(),
                Err(Failure::ClosedPipe) => Err(io::ErrorKind::BrokenPipe.into()),
                Err(other) => {
                    broken = Some(other);
                    Ok(())
                }
            }
        })?;
        for (path, why) in unlisted.into_inner().unwrap_or_else(PoisonError::into_inner) {
            let line = format!("{path}: {why}");
            tell(&line);
            refused.push(line);
        }
        if has_folder {
            summary(read_count, &refused).iter().for_each(|line| tell(line));
        }
        broken.map_or(Ok(if refused.is_empty() { DONE } else { FAILED }), Err)
    }

    fn read(&self, path: &Path) -> Read {
        let input = self.documents.open(path)?;
        let verified = if self.arguments.verify { self.documents.verify(&input) } else { Vec::new() };
        let (json, mut notes) = self.documents.json(input, false, &|_, _| {})?;
        notes.extend(verified);
        Ok((json, notes))
    }
}

/// Where documents go.
enum Sink<W: Write> {
    Lines(W),
    Rows(Box<csv::Table<W>>),
    Years(Box<csv::Table<W>>),
}

impl<W: Write> Sink<W> {
    fn new(out: W, arguments: &ParseArguments) -> io::Result<Sink<W>> {
        Ok(match arguments.format {
            ParseFormat::Csv => Sink::Rows(Box::new(csv::indicators(out, arguments.table.dialect())?)),
            ParseFormat::Xlsx => Sink::Rows(Box::new(csv::indicators(out, arguments.table.dialect().as_workbook())?)),
            ParseFormat::Long => Sink::Years(Box::new(long::rows(out, arguments.table.dialect())?)),
            ParseFormat::Ndjson | ParseFormat::Json => Sink::Lines(out),
        })
    }

    /// Writes a document; what is wrong with it alone lets the others go on.
    fn take(&mut self, path: &Path, read: Read) -> io::Result<Result<(), Fault>> {
        match (self, read) {
            (Sink::Lines(out), Ok((json, _))) => {
                json.write(out)?;
                out.write_all(b"\n")?;
                // Whoever reads the pipe has each document as soon as it is there.
                out.flush()?;
            }
            (Sink::Lines(out), Err(fault)) => {
                let error = json!({ "kind": fault.kind, "message": fault.message });
                writeln!(out, "{}", json!({ "file": document::shown(path), "error": error }))?;
                out.flush()?;
            }
            (sink @ (Sink::Rows(_) | Sink::Years(_)), Ok((json, _))) => {
                let plan = match json.into_plan() {
                    Ok(plan) => plan,
                    Err(fault) => return Ok(Err(fault)),
                };
                let write = || match sink {
                    Sink::Lines(_) => Ok(()),
                    Sink::Rows(table) => table.plan(&plan, Owner::of(&plan)),
                    Sink::Years(table) => long::plan(table, &plan, Owner::of(&plan)),
                };
                match caught(write) {
                    Ok(written) => written?,
                    Err(fault) => return Ok(Err(fault)),
                }
            }
            // Told on standard error: a row is an indicator's.
            (Sink::Rows(_) | Sink::Years(_), Err(_)) => {}
        }
        Ok(Ok(()))
    }

    fn end(self) -> io::Result<()> {
        match self {
            Sink::Lines(mut out) => out.flush(),
            Sink::Rows(table) | Sink::Years(table) => table.end(),
        }
    }
}
