//! `albero import PATH...`

use super::args::{EntityFrom, ImportArguments};
use super::document::{self, Documents};
use super::isolation::Fault;
use super::many::{self, Order};
use super::output::{Failure, write};
use super::progress::ImportProgress;
use super::{DONE, FAILED, config};
use albero::archive::{Archive, Imported, Labelled, Outcome};
use albero::check::settings::Settings;
use albero::language::Lang;
use albero::output::harmless;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What became of a file before it reaches the archive.
enum Prepared {
    /// Its bytes are in the archive.
    Known,
    /// Read and checked.
    Read(Box<Imported>),
    /// In a folder among plans, but of another kind.
    Stranger,
    Failed(Fault),
}

/// A place that cannot be listed, and why.
type Unlisted = (String, String);

/// A file to import.
struct Candidate {
    path: PathBuf,
    /// Named by the user, not found in a folder.
    is_named: bool,
}

pub(crate) fn run(arguments: &ImportArguments) -> Result<u8, Failure> {
    let settings = config::load(arguments.reading.config.as_deref())?;
    let mut archive = Archive::create(&arguments.archive).map_err(refused)?;
    let importer = Importer {
        known: archive.known().map_err(refused)?,
        documents: Documents::new(&arguments.reading, &settings, 1),
        settings: &settings,
        arguments,
    };
    let (found, unreadable) = candidates(arguments)?;
    let threads = arguments.jobs.unwrap_or_else(document::cores).max(1);
    let progress = ImportProgress::new(found.len());
    let mut summary = Summary::default();
    for (path, why) in unreadable {
        summary.fail(&progress, &path, &why);
    }
    let outcome = many::each(
        found.into_iter(),
        threads,
        Order::Ready,
        |candidate| (importer.prepare(&candidate), candidate),
        |(prepared, candidate)| {
            let path = document::shown(&candidate.path);
            let store = |archive: &mut Archive, read: &Imported| {
                let now = now();
                archive.store(read, &now, arguments.replace).map_err(refused)
            };
            match prepared {
                Prepared::Known => summary.unchanged += 1,
                Prepared::Stranger => summary.skipped += 1,
                Prepared::Failed(fault) => summary.fail(&progress, &path, &fault.message),
                Prepared::Read(read) => match store(&mut archive, &read)? {
                    Outcome::Unchanged => summary.unchanged += 1,
                    outcome => summary.stored(&progress, &path, &read, outcome),
                },
            }
            progress.step();
            Ok(())
        },
    );
    progress.end();
    // Even where the archive refused the rest: what is in it is in it.
    let told = write(None, |out| out.write_all(summary.text().as_bytes()));
    outcome.and(told)?;
    Ok(if summary.failed.is_empty() { DONE } else { FAILED })
}

fn refused(error: albero::archive::ArchiveError) -> Failure {
    Failure::Message(error.to_string())
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The files that paths and lists name; folders with all that is in them, by name. And what cannot be listed.
fn candidates(arguments: &ImportArguments) -> Result<(Vec<Candidate>, Vec<Unlisted>), Failure> {
    let listed = arguments.files_from.as_deref().map(many::listed).transpose()?;
    let paths = arguments.paths.iter().cloned().chain(listed.into_iter().flatten());
    let name = arguments.archive.file_name().unwrap_or_default().to_string_lossy();
    // SQLite keeps its log and index beside it.
    let own = ["", "-wal", "-shm", "-journal"].map(|suffix| format!("{name}{suffix}"));
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.is_dir() {
            found.push(Candidate { path, is_named: true });
            continue;
        }
        let visible =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        let is_archive = |path: &Path| own.iter().any(|own| path.ends_with(own));
        for entry in WalkDir::new(&path).sort_by_file_name().into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.path().is_file() && !is_archive(entry.path()) => {
                    found.push(Candidate { path: entry.into_path(), is_named: false });
                }
                Ok(_) => {}
                Err(error) => {
                    let at = error.path().unwrap_or(&path).display().to_string();
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    unreadable.push((at, format!("cannot be listed: {why}")));
                }
            }
        }
    }
    Ok((found, unreadable))
}

struct Importer<'i> {
    known: HashSet<String>,
    documents: Documents,
    settings: &'i Settings,
    arguments: &'i ImportArguments,
}

impl Importer<'_> {
    fn prepare(&self, candidate: &Candidate) -> Prepared {
        match self.read(&candidate.path) {
            Ok(Some(read)) => Prepared::Read(Box::new(read)),
            Ok(None) => Prepared::Known,
            // A folder has other things than plans in it.
            Err(fault) if fault.kind == "not_a_plan" && !candidate.is_named => Prepared::Stranger,
            Err(fault) => Prepared::Failed(fault),
        }
    }

    /// Reads and checks a file; `None` where its bytes are in the archive.
    fn read(&self, path: &Path) -> Result<Option<Imported>, Fault> {
        let input = self.documents.open(path)?;
        let sha256 = format!("{:x}", Sha256::digest(&input.bytes));
        if self.known.contains(&sha256) && !self.arguments.replace {
            return Ok(None);
        }
        let reading = self.documents.reading(input, &|_, _| {})?;
        let findings = albero::check::check(&reading, &self.settings.for_file(path), Lang::En);
        let folder = || Some(path.parent()?.file_name()?.to_string_lossy().into_owned());
        let from = match self.arguments.entity_from {
            Some(EntityFrom::ParentFolder) => folder(),
            None => None,
        };
        let label = Labelled { entity: self.arguments.entity.clone().or(from), year: self.arguments.year };
        Ok(Some(Imported { plan: reading.plan, notes: reading.notes, findings, label }))
    }
}

/// What became of all files.
#[derive(Default)]
struct Summary {
    imported: usize,
    unchanged: usize,
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
        let year = read.label.year.or(read.plan.year).map_or_else(|| "no year".to_owned(), |year| year.to_string());
        self.nameless += usize::from(entity.is_none());
        let doubts = document::warnings(&read.notes).into_iter();
        self.doubtful.extend(doubts.map(|doubt| (path.to_owned(), doubt)));
        let what = match outcome {
            Outcome::Replaced(older) => {
                self.replaced += 1;
                format!("imported in place of {older}")
            }
            Outcome::Imported | Outcome::Unchanged => {
                self.imported += 1;
                "imported".to_owned()
            }
        };
        progress.line(&format!("{path}: {what} ({}, {year})", entity.map_or("no body named", String::as_str)));
    }

    fn fail(&mut self, progress: &ImportProgress, path: &str, why: &str) {
        progress.failure(&format!("{path}: {why}"));
        self.failed.push((path.to_owned(), why.to_owned()));
    }

    fn text(&self) -> String {
        let mut text = format!(
            "imported {}, unchanged {}, replaced {}, failed {}",
            self.imported,
            self.unchanged,
            self.replaced,
            self.failed.len()
        );
        if self.skipped > 0 {
            text += &format!("; skipped {} that are no PDF, text or plan JSON", self.skipped);
        }
        text.push('\n');
        if self.nameless > 0 {
            text += &format!("{} name no public body: --entity or --entity-from parent-folder does\n", self.nameless);
        }
        for (path, why) in &self.doubtful {
            text += &format!("{}\n", harmless(&format!("warning: {path}: {why}")));
        }
        for (path, why) in &self.failed {
            text += &format!("{}\n", harmless(&format!("failed: {path}: {why}")));
        }
        text
    }
}
