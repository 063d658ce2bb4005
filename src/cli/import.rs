//! `albero import PATH...`

use super::args::{EntityFrom, ImportArguments};
use super::document::{self, Documents, Input, Read};
use super::folders::{Folders, Found, Passed};
use super::isolation::{Checking, Fault, caught};
use super::lang::lang;
use super::lines::{self, Candidate, Line};
use super::many::{self, Order};
use super::output::{Failure, write};
use super::progress::ImportProgress;
use super::{DONE, FAILED, width, words};
use albero::archive::{Archive, Imported, Labelled, Origin, Outcome, PlanJson};
use albero::language::Lang;
use albero::model::SourceFormat;
use albero::output::harmless;
use albero::output::text::fitted;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::path::Path;

/// What became of a file before it reaches the archive.
enum Prepared {
    /// Its bytes, of this hash, are in the archive; with the body and year that are given now.
    Known(String, Labelled),
    /// Read and checked.
    Read(Box<Imported>),
    /// In a folder among plans, but of another kind.
    Stranger,
    Failed(Fault),
}

pub(crate) fn run(arguments: &ImportArguments) -> Result<u8, Failure> {
    let mut archive = Archive::create(&arguments.archive).map_err(refused)?;
    // What this run brings is not what it replaces.
    let replaced = arguments.replace.then(|| archive.latest()).transpose().map_err(refused)?;
    let importer = Importer {
        run: archive.next_run().map_err(refused)?,
        known: archive.known().map_err(refused)?,
        documents: Documents::load(&arguments.reading, 1)?,
        arguments,
    };
    let Found { files: found, unlisted, passed } = candidates(arguments)?;
    let threads = arguments.jobs.unwrap_or_else(document::cores).max(1);
    let progress = ImportProgress::new(found.len());
    let mut summary = Summary { passed, ..Summary::default() };
    for (path, why) in unlisted {
        summary.fail(&progress, &path, &why);
    }
    let most = importer.documents.most_bytes();
    let each = found
        .into_iter()
        .zip(0..)
        .flat_map(move |(given, place)| lines::documents(given, most).map(move |candidate| (candidate, place)));
    let outcome = many::each(
        each,
        threads,
        // The greater of two numbers is newer, so it may not depend on which reader ends first.
        Order::Input,
        |(candidate, place)| (importer.prepare(&candidate, place), candidate),
        |(prepared, candidate)| {
            let path = shown(&candidate);
            let store = |archive: &mut Archive, read: &Imported| {
                let now = now();
                archive.store(read, &now, replaced).map_err(refused)
            };
            match prepared {
                Prepared::Known(sha256, label) => {
                    summary.unchanged += 1;
                    if archive.relabel(&sha256, &label).map_err(refused)? {
                        summary.relabelled += 1;
                        progress.line(&format!("{path}: {}", words::relabelled()));
                    }
                }
                Prepared::Stranger => summary.skipped += 1,
                Prepared::Failed(fault) => summary.fail(&progress, &path, &fault.message),
                Prepared::Read(read) => match caught(|| store(&mut archive, &read)) {
                    Err(fault) => summary.fail(&progress, &path, &fault.message),
                    Ok(stored) => match stored? {
                        Outcome::Unchanged => summary.unchanged += 1,
                        outcome => summary.stored(&progress, &path, &read, outcome),
                    },
                },
            }
            progress.step();
            Ok(())
        },
    );
    progress.end();
    // Even where the archive refused the rest: what is in it is in it.
    let told = write(None, |out| out.write_all(fitted(&summary.text(), width(None), 2).as_bytes()));
    outcome.and(told)?;
    Ok(if summary.failed.is_empty() { DONE } else { FAILED })
}

fn refused(error: albero::archive::ArchiveError) -> Failure {
    Failure::Message(error.tell(lang()))
}

/// `piani.ndjson:3` for a line.
fn shown(candidate: &Candidate) -> String {
    let path = document::shown(&candidate.given.path);
    candidate.line.as_ref().map_or_else(|| path.clone(), |line| format!("{path}:{}", line.number))
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The files that paths and lists name; folders with all that is in them, by name.
fn candidates(arguments: &ImportArguments) -> Result<Found, Failure> {
    let listed = arguments.files_from.as_deref().map(many::listed).transpose()?;
    let paths = arguments.paths.iter().cloned().chain(listed.into_iter().flatten());
    Ok(Folders::new(&arguments.folders)?.without_archive(&arguments.archive).files(paths))
}

struct Importer<'i> {
    run: i64,
    known: HashSet<String>,
    documents: Documents,
    arguments: &'i ImportArguments,
}

impl Importer<'_> {
    fn prepare(&self, candidate: &Candidate, place: i64) -> Prepared {
        match caught(|| self.read(candidate, place)).and_then(|read| read) {
            Ok(prepared) => prepared,
            // A folder has other things than plans in it.
            Err(fault) if fault.kind == "not_a_plan" && !candidate.given.is_named => Prepared::Stranger,
            Err(fault) => Prepared::Failed(fault),
        }
    }

    /// Reads and checks a file, unless its bytes are in the archive.
    fn read(&self, candidate: &Candidate, place: i64) -> Result<Prepared, Fault> {
        let path = candidate.given.path.as_path();
        let input = match &candidate.line {
            Some(line) => self.input(path, line)?,
            None => self.documents.open(path)?,
        };
        let sha256 = format!("{:x}", Sha256::digest(&input.bytes));
        if self.known.contains(&sha256) && !self.arguments.replace {
            return Ok(Prepared::Known(sha256, self.label(path)));
        }
        let settings = self.documents.projects().of(path)?.for_file(path).into();
        let checking = Checking { settings, lang: Lang::En, notes: Vec::new(), previous: None };
        let name = input.name.clone();
        let Read { plan, notes, findings } = self.documents.checked(input, checking, &|_, _| {})?;
        let label = self.label(path);
        // A document's hash is that of its bytes; a plan JSON names the document that it was made of.
        let is_plan_json = plan.source.sha256 != sha256 || plan.source.format == SourceFormat::Json;
        let plan_json = is_plan_json.then_some(PlanJson { name, sha256 });
        let origin = Origin { run: self.run, place, plan_json };
        Ok(Prepared::Read(Box::new(Imported { plan, notes, findings, label, origin })))
    }

    /// A line's plan; what was said of a document that is none is said again.
    fn input(&self, path: &Path, line: &Line) -> Result<Input, Fault> {
        #[derive(serde::Deserialize)]
        struct Failed {
            error: Fault,
        }
        let bytes = line.bytes.as_ref().map_err(|error| Fault::new("file", words::unreadable(&error.to_string())))?;
        if let Ok(Failed { error }) = serde_json::from_slice(bytes) {
            return Err(error);
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Input { name, ..Input::of(bytes.clone()) })
    }

    /// Body and year as they are given for a file.
    fn label(&self, path: &Path) -> Labelled {
        let folder = || Some(path.parent()?.file_name()?.to_string_lossy().into_owned());
        let from = match self.arguments.entity_from {
            Some(EntityFrom::ParentFolder) => folder(),
            None => None,
        };
        Labelled { entity: self.arguments.entity.clone().or(from), year: self.arguments.year }
    }
}

/// What became of all files.
#[derive(Default)]
struct Summary {
    passed: Passed,
    imported: usize,
    unchanged: usize,
    /// Of these: given another body or year.
    relabelled: usize,
    replaced: usize,
    skipped: usize,
    /// Of what was imported: how many name no body.
    nameless: usize,
    failed: Vec<(String, String)>,
    /// What was imported, but not whole or not surely.
    doubtful: Vec<(String, String)>,
}

impl Summary {
    fn stored(&mut self, progress: &ImportProgress, path: &str, read: &Imported, outcome: Outcome) {
        let entity = read.label.entity.as_ref().or(read.plan.entity.as_ref());
        let year = read.label.year.or(read.plan.year).map_or_else(words::no_year, |year| year.to_string());
        self.nameless += usize::from(entity.is_none());
        let doubts = document::warnings(&read.notes).into_iter();
        self.doubtful.extend(doubts.map(|doubt| (path.to_owned(), doubt)));
        let what = match outcome {
            Outcome::Replaced(older) => {
                self.replaced += 1;
                words::imported_in_place(older)
            }
            Outcome::Imported | Outcome::Unchanged => {
                self.imported += 1;
                words::imported()
            }
        };
        progress.line(&format!("{path}: {what} ({}, {year})", entity.cloned().unwrap_or_else(words::no_body_named)));
    }

    fn fail(&mut self, progress: &ImportProgress, path: &str, why: &str) {
        progress.failure(&format!("{path}: {why}"));
        self.failed.push((path.to_owned(), why.to_owned()));
    }

    fn text(&self) -> String {
        let mut text = words::sums(self.imported, self.unchanged, self.replaced, self.failed.len());
        if self.relabelled > 0 {
            text += &words::relabelled_count(self.relabelled);
        }
        if self.skipped > 0 {
            text += &words::skipped(self.skipped);
        }
        let Passed { hidden, links, special } = self.passed;
        for told in [
            (hidden > 0).then(|| words::passed_hidden(hidden)),
            (links > 0).then(|| words::passed_links(links)),
            (special > 0).then(|| words::passed_special(special)),
        ] {
            text += &told.unwrap_or_default();
        }
        text.push('\n');
        if self.nameless > 0 {
            text += &format!("{}\n", words::nameless(self.nameless));
        }
        for (path, why) in &self.doubtful {
            text += &format!("{}\n", harmless(&words::doubtful(path, why)));
        }
        for (path, why) in &self.failed {
            text += &format!("{}\n", harmless(&words::failed(path, why)));
        }
        text
    }
}
