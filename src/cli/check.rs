//! `albero check FILE...`

use super::args::{CheckArguments, FailOn, SeverityName, Sort};
use super::config::{Asked, Projects};
use super::document::{self, Documents, Input};
use super::folders::{Folders, Given, summary};
use super::isolation::{Checking, Fault, caught};
use super::lang::{lang, lang_for_programs};
use super::output::{Failure, not_for_a_terminal, write};
use super::progress::{FilesProgress, PageProgress};
use super::{DONE, FAILED, FOUND, colour, opening, refuse, tell, width, words};
use albero::Note;
use albero::archive::query::Wanted;
use albero::archive::{Archive, ArchiveError};
use albero::check::baseline::Baseline;
use albero::check::finding::{BaselineUse, Finding};
use albero::check::registry;
use albero::check::rule::Severity;
use albero::language::Lang;
use albero::output::render::{Findings, Format, Look, Render};
use albero::output::text::Style;
use albero::output::{Checked, CheckedPlan, text};
use rayon::prelude::*;
use std::io;
use std::path::Path;

pub(crate) fn run(arguments: &CheckArguments) -> Result<u8, Failure> {
    applies(arguments)?;
    let projects = projects(arguments)?;
    let for_people = matches!(arguments.output_format, Format::Text | Format::Concise);
    let lang = if for_people { lang() } else { lang_for_programs() };
    let known = arguments.baseline.as_deref().map(baseline).transpose()?;
    let found = Folders::new(&arguments.folders)?.files(arguments.files.iter().cloned());
    let has_folder = arguments.files.iter().any(|path| path.is_dir());
    let threads = if found.files.len() == 1 { document::cores() } else { 1 };
    let mut checker = Checker {
        documents: Documents::new(&arguments.reading, projects, threads)?,
        previous: None,
        lang,
        verify: arguments.verify,
    };
    let previous = arguments
        .previous
        .as_deref()
        .map(|file| checker.json(file).map_err(|fault| document::refused(&document::shown(file), &fault)));
    checker.previous = previous.transpose()?;
    let mut documents: Vec<Checked> = match (&arguments.archive, found.files.as_slice()) {
        (Some(archive), _) => checker.archived(archive, &arguments.wanted.wanted())?,
        // A pool of threads costs more than a text's rules.
        (None, [file]) => checker.check(file, Some(&PageProgress::new())).into_iter().collect(),
        (None, files) => {
            let progress = FilesProgress::new(files.len());
            files.par_iter().filter_map(|file| progress.step_after(|| checker.check(file, None))).collect()
        }
    };
    if let Some(path) = &arguments.write_baseline {
        write_baseline(path, &documents)?;
    }
    let readable = documents.iter_mut().filter_map(|document| document.outcome.as_mut().ok());
    let hidden = known.map(|known| hide(&known, readable.map(|checked| &mut checked.findings)));
    let unlisted = found.unlisted.into_iter().map(|(file, why)| {
        let line = format!("{file}: {why}");
        Checked { file, outcome: Err(line) }
    });
    documents.extend(unlisted);
    let refused: Vec<String> = documents.iter().filter_map(|own| own.outcome.as_ref().err().cloned()).collect();
    if has_folder {
        summary(documents.len() - refused.len(), &refused).iter().for_each(|line| tell(line));
    } else {
        refused.iter().for_each(|error| tell(error));
    }
    let status = status(&documents, |file| fail_on(arguments, checker.documents.projects(), file));
    // What was asked for is done when the file is written.
    let is_written = arguments.write_baseline.is_some() && status != FAILED;
    let status = if is_written { DONE } else { status };
    if arguments.write_baseline.is_some() && arguments.output.is_none() && for_people {
        return Ok(status);
    }
    arrange(&mut documents, arguments);
    let output = arguments.output.as_deref();
    let style = Style { colour: colour(output), lang, width: width(output), quiet: arguments.quiet };
    let told = in_spite_of_faults(&mut documents, |documents| told(documents, hidden.as_ref(), arguments, style))?;
    write(output, |out| out.write_all(&told))?;
    let is_failed = documents.iter().any(|document| document.outcome.is_err());
    Ok(if is_failed { FAILED } else { status })
}

/// An option that does not apply is refused, never ignored.
fn applies(arguments: &CheckArguments) -> Result<(), Failure> {
    if arguments.archive.is_some() {
        refuse(&[("--verify", arguments.verify), ("--exclude", !arguments.folders.exclude.is_empty())], "--archive")?;
    } else {
        for (option, is_given) in
            [("--entity", arguments.wanted.entity.is_some()), ("--year", arguments.wanted.year.is_some())]
        {
            if is_given {
                return Err(Failure::Message(words::for_archives(option)));
            }
        }
    }
    if arguments.output_format != Format::Csv
        && let Some(option) = arguments.table.of_csv()
    {
        return Err(Failure::Message(words::for_formats(option, "csv")));
    }
    let text = arguments.output_format == Format::Text;
    let concise = arguments.output_format == Format::Concise;
    if arguments.statistics && !text {
        return Err(Failure::Message(words::text_only("--statistics")));
    }
    not_for_a_terminal(arguments.output_format == Format::Xlsx, arguments.output.as_deref())?;
    if arguments.quiet && !text && !concise {
        return Err(Failure::Message(words::text_and_concise_only("--quiet")));
    }
    Ok(())
}

/// Leaves out what is not to be shown, and puts the rest in the order that is asked for.
fn arrange(documents: &mut [Checked], arguments: &CheckArguments) {
    let least = match arguments.severity {
        Some(SeverityName::Error) => Severity::Error,
        Some(SeverityName::Warning) => Severity::Warning,
        Some(SeverityName::Info) | None => Severity::Info,
    };
    for checked in documents.iter_mut().filter_map(|document| document.outcome.as_mut().ok()) {
        checked.findings.retain(|finding| finding.severity >= least);
        if arguments.sort == Sort::Severity {
            checked.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        }
    }
}

fn projects(arguments: &CheckArguments) -> Result<Projects, Failure> {
    for selector in arguments.select.iter().chain(&arguments.ignore) {
        registry::check_selector(selector).map_err(|message| Failure::Message(message.get(lang()).to_owned()))?;
    }
    let asked = Asked { select: arguments.select.clone(), ignore: arguments.ignore.clone(), tells: true };
    Projects::load(arguments.reading.config.as_deref(), asked)
}

/// What is written of the findings of all documents.
fn told(
    documents: &[Checked],
    hidden: Option<&BaselineUse>,
    arguments: &CheckArguments,
    style: Style,
) -> io::Result<Vec<u8>> {
    if arguments.statistics {
        return Ok(text::statistics(documents, style).into_bytes());
    }
    let look = Look { style, dialect: arguments.table.dialect() };
    let mut told = Vec::new();
    Findings { documents, hidden }.render(&mut told, arguments.output_format, look)?;
    Ok(told)
}

/// What is made of all documents. One that cannot be told of is named in a line, and the others are told without it.
fn in_spite_of_faults(
    documents: &mut [Checked],
    told: impl Fn(&[Checked]) -> io::Result<Vec<u8>>,
) -> Result<Vec<u8>, Failure> {
    let fault = match caught(|| told(documents)) {
        Ok(told) => return told.map_err(|error| Failure::Message(error.to_string())),
        Err(fault) => fault,
    };
    for document in &mut *documents {
        if let Err(fault) = caught(|| told(std::slice::from_ref(document))) {
            let error = format!("{}: {}", document.file, fault.message);
            tell(&error);
            document.outcome = Err(error);
        }
    }
    let rest = caught(|| told(documents)).map_err(|_| Failure::Message(fault.message))?;
    rest.map_err(|error| Failure::Message(error.to_string()))
}

/// Reads and checks files.
struct Checker {
    documents: Documents,
    /// Last year's plan, as JSON.
    previous: Option<String>,
    lang: Lang,
    verify: bool,
}

impl Checker {
    /// Nothing of what a folder has besides plans.
    fn check(&self, given: &Given, progress: Option<&PageProgress>) -> Option<Checked> {
        let file = given.path.as_path();
        let shown = document::shown(file);
        let checked = caught(|| {
            let input = self.documents.open(file)?;
            let noticed = if self.verify { self.documents.verify(&input) } else { Vec::new() };
            self.checked(input, noticed, file, progress)
        });
        let checked = checked.and_then(|checked| checked);
        if checked.as_ref().is_err_and(|fault| fault.kind == "not_a_plan" && !given.is_named) {
            return None;
        }
        let outcome = checked.map_err(|fault| format!("{shown}: {}", fault.message));
        Some(Checked { outcome, file: shown })
    }

    fn checked(
        &self,
        input: Input,
        notes: Vec<Note>,
        file: &Path,
        progress: Option<&PageProgress>,
    ) -> Result<CheckedPlan, Fault> {
        let settings = self.documents.projects().of(file)?.for_file(file).into();
        let checking = Checking { settings, lang: self.lang, notes, previous: self.previous.clone() };
        let read = self.documents.checked(input, checking, &|done, all| {
            if let Some(progress) = progress {
                progress.pages(done, all);
            }
        })?;
        Ok(CheckedPlan { plan: read.plan, findings: read.findings })
    }

    /// The newest plans of an archive, each called by body, year and file.
    fn archived(&self, archive: &Path, wanted: &Wanted) -> Result<Vec<Checked>, Failure> {
        let refused = |error: ArchiveError| Failure::Message(error.tell(lang()));
        let archive = Archive::open(archive).map_err(refused)?;
        let mut documents = Vec::new();
        let checked = archive.each(wanted, |stored| {
            let name = stored.listed.name.clone().unwrap_or_default();
            let file = match &stored.listed.entity {
                Some(_) => format!("{} ({name})", stored.label()),
                None => name.clone(),
            };
            let outcome = stored.noticed().map_err(|error| Fault::new("json", error.to_string())).and_then(|notes| {
                let input = Input::of(stored.json.into_bytes());
                caught(|| self.checked(input, notes, Path::new(&name), None))?
            });
            let outcome = outcome.map_err(|fault| format!("{file}: {}", fault.message));
            documents.push(Checked { file, outcome });
            Ok(true)
        });
        checked.map_err(refused)?;
        if documents.is_empty() {
            return Err(Failure::Message(words::no_such_plan()));
        }
        Ok(documents)
    }

    /// A plan as JSON.
    fn json(&self, file: &Path) -> Result<String, Fault> {
        let (body, _) = self.documents.json(self.documents.open(file)?, false, &|_, _| {})?;
        String::from_utf8(body.into_bytes()?).map_err(|error| Fault::new("json", error.to_string()))
    }
}

pub(super) fn baseline(path: &Path) -> Result<Baseline, Failure> {
    let shown = path.display();
    let text = opening::short_text(path)
        .map_err(|error| Failure::Message(words::baseline_unreadable(&shown.to_string(), &error.to_string())))?;
    Baseline::from_toml(&text)
        .map_err(|error| Failure::Message(words::no_baseline(&shown.to_string(), error.message())))
}

/// Keeps the reasons of a file that is there already.
fn write_baseline(path: &Path, documents: &[Checked]) -> Result<(), Failure> {
    let earlier = if path.exists() { baseline(path)? } else { Baseline::default() };
    let findings: Vec<Finding> = documents.iter().flat_map(|d| d.findings().to_vec()).collect();
    let toml = Baseline::of(&findings, &earlier).to_toml();
    let toml = toml.map_err(|error| Failure::Message(format!("{}: {error}", path.display())))?;
    write(Some(path), |out| out.write_all(toml.as_bytes()))
}

/// Takes out what is known, of all documents together.
pub(super) fn hide<'f>(known: &Baseline, documents: impl Iterator<Item = &'f mut Vec<Finding>>) -> BaselineUse {
    let mut used: Option<BaselineUse> = None;
    for findings in documents {
        let hidden = known.hide(findings);
        used = Some(match used {
            None => hidden,
            // An entry that any document matches is matched.
            Some(mut sum) => {
                sum.hidden += hidden.hidden;
                sum.unmatched.retain(|fingerprint| hidden.unmatched.contains(fingerprint));
                sum
            }
        });
    }
    used.unwrap_or_default()
}

fn fail_on(arguments: &CheckArguments, projects: &Projects, file: &str) -> Option<Severity> {
    match arguments.fail_on {
        // Of an archive's plans those of the folder that we are in.
        None if arguments.archive.is_some() => projects.here().fail_on,
        None => projects.of(Path::new(file)).map_or(projects.here().fail_on, |settings| settings.fail_on),
        Some(FailOn::Error) => Some(Severity::Error),
        Some(FailOn::Warning) => Some(Severity::Warning),
        Some(FailOn::Info) => Some(Severity::Info),
        Some(FailOn::Never) => None,
    }
}

fn status(documents: &[Checked], fail_on: impl Fn(&str) -> Option<Severity>) -> u8 {
    let fails = |document: &Checked| {
        fail_on(&document.file).is_some_and(|least| document.findings().iter().any(|finding| finding.severity >= least))
    };
    if documents.iter().any(|d| d.outcome.is_err()) {
        FAILED
    } else if documents.iter().any(fails) {
        FOUND
    } else {
        DONE
    }
}
