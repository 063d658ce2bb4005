//! `albero check FILE...`

use super::args::{CheckArguments, CheckFormat, FailOn, SeverityName, Sort};
use super::document::{self, Documents};
use super::isolation::Fault;
use super::output::{Failure, write};
use super::progress::PageProgress;
use super::{DONE, FAILED, FOUND, colour, config, tell};
use albero::archive::query::Wanted;
use albero::archive::{Archive, ArchiveError};
use albero::check::baseline::Baseline;
use albero::check::finding::{BaselineUse, Finding};
use albero::check::registry;
use albero::check::rule::Severity;
use albero::check::settings::Settings;
use albero::language::Lang;
use albero::output::text::Style;
use albero::output::{Checked, CheckedPlan, findings_csv, github, gitlab, json, junit, sarif, text};
use albero::{Plan, Reading};
use rayon::prelude::*;
use std::io::IsTerminal;
use std::path::Path;

pub(crate) fn run(arguments: &CheckArguments) -> Result<u8, Failure> {
    applies(arguments)?;
    let settings = settings(arguments)?;
    let for_people = matches!(arguments.output_format, CheckFormat::Text | CheckFormat::Concise);
    let otherwise = if for_people { config::locale() } else { Lang::En };
    let lang = config::lang(arguments.lang, settings.lang, otherwise);
    let known = arguments.baseline.as_deref().map(baseline).transpose()?;
    let threads = if arguments.files.len() == 1 { document::cores() } else { 1 };
    let mut checker = Checker {
        documents: Documents::new(&arguments.reading, &settings, threads),
        previous: None,
        settings: &settings,
        lang,
        verify: arguments.verify,
    };
    let previous = arguments
        .previous
        .as_deref()
        .map(|file| checker.reading(file, None).map_err(|fault| document::refused(&document::shown(file), &fault)));
    let previous = previous.transpose()?;
    checker.previous = previous.as_ref().map(|reading| &reading.plan);
    let mut documents: Vec<Checked> = match (&arguments.archive, arguments.files.as_slice()) {
        (Some(archive), _) => checker.archived(archive, &arguments.wanted.wanted())?,
        // A pool of threads costs more than a text's rules.
        (None, [file]) => vec![checker.check(file, Some(&PageProgress::new()))],
        (None, files) => files.par_iter().map(|file| checker.check(file, None)).collect(),
    };
    if let Some(path) = &arguments.write_baseline {
        write_baseline(path, &documents)?;
    }
    let hidden = known.map(|known| hide(&known, &mut documents));
    for document in &documents {
        if let Err(error) = &document.outcome {
            tell(error);
        }
    }
    let failed = documents.iter().any(|document| document.outcome.is_err());
    let status = status(&documents, fail_on(arguments, &settings));
    // What was asked for is done when the file is written.
    if arguments.write_baseline.is_some() && arguments.output.is_none() && for_people {
        return Ok(if failed { FAILED } else { DONE });
    }
    let status = if arguments.write_baseline.is_some() && !failed { DONE } else { status };
    arrange(&mut documents, arguments);
    let output = arguments.output.as_deref();
    let style = Style { colour: colour(output), lang, width: width(output), quiet: arguments.quiet };
    write(output, |out| match arguments.output_format {
        CheckFormat::Text if arguments.statistics => out.write_all(text::statistics(&documents, style).as_bytes()),
        CheckFormat::Text => out.write_all(text::render(&documents, hidden.as_ref(), style).as_bytes()),
        CheckFormat::Concise => out.write_all(text::concise(&documents, hidden.as_ref(), style).as_bytes()),
        CheckFormat::Csv => findings_csv::write(&mut *out, &documents, lang),
        CheckFormat::Junit => out.write_all(junit::render(&documents).as_bytes()),
        CheckFormat::Gitlab => {
            albero::json::to_writer(&mut *out, &gitlab::render(&documents), true)?;
            out.write_all(b"\n")
        }
        CheckFormat::Github => out.write_all(github::render(&documents).as_bytes()),
        CheckFormat::Sarif => {
            albero::json::to_writer(&mut *out, &sarif::render(&documents, lang), true)?;
            out.write_all(b"\n")
        }
        CheckFormat::Json => {
            albero::json::to_writer(&mut *out, &json::report(&documents, hidden.clone()), true)?;
            out.write_all(b"\n")
        }
    })?;
    Ok(status)
}

/// An option that does not apply is refused, never ignored.
fn applies(arguments: &CheckArguments) -> Result<(), Failure> {
    let text = arguments.output_format == CheckFormat::Text;
    let concise = arguments.output_format == CheckFormat::Concise;
    if arguments.statistics && !text {
        return Err(Failure::Message("--statistics is for --output-format text only".to_owned()));
    }
    if arguments.quiet && !text && !concise {
        return Err(Failure::Message("--quiet is for --output-format text and concise only".to_owned()));
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

/// Columns of a terminal; `COLUMNS` where it is set; nothing limits a file or a pipe.
fn width(output: Option<&Path>) -> Option<usize> {
    /// Narrower than this no finding can be read.
    const NARROWEST: usize = 40;
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let terminal =
        || std::io::stdout().is_terminal().then(|| terminal_size::terminal_size().map(|(width, _)| width.0.into()));
    let width = if output.is_some() { None } else { set.or_else(|| terminal().flatten()) };
    width.map(|width| width.max(NARROWEST))
}

fn settings(arguments: &CheckArguments) -> Result<Settings, Failure> {
    let mut settings = config::load(arguments.reading.config.as_deref())?;
    for selector in arguments.select.iter().chain(&arguments.ignore) {
        registry::check_selector(selector).map_err(Failure::Message)?;
    }
    if !arguments.select.is_empty() {
        // What is asked for on the command line goes before the file, for every file.
        settings.select.clone_from(&arguments.select);
        settings.keep_selection();
    }
    settings.ignore.extend(arguments.ignore.iter().cloned());
    Ok(settings)
}

/// Reads and checks files.
struct Checker<'c> {
    documents: Documents,
    previous: Option<&'c Plan>,
    settings: &'c Settings,
    lang: Lang,
    verify: bool,
}

impl Checker<'_> {
    fn check(&self, file: &Path, progress: Option<&PageProgress>) -> Checked {
        let outcome = self.reading(file, progress).map(|reading| self.checked(reading, file));
        let shown = document::shown(file);
        Checked { outcome: outcome.map_err(|fault| format!("{shown}: {}", fault.message)), file: shown }
    }

    fn checked(&self, reading: Reading, file: &Path) -> CheckedPlan {
        let settings = self.settings.for_file(file);
        let findings = albero::check::check_against(&reading, self.previous, &settings, self.lang);
        CheckedPlan { plan: reading.plan, findings }
    }

    /// The newest plans of an archive, each called by body, year and file.
    fn archived(&self, archive: &Path, wanted: &Wanted) -> Result<Vec<Checked>, Failure> {
        let refused = |error: ArchiveError| Failure::Message(error.to_string());
        let archive = Archive::open(archive).map_err(refused)?;
        let mut documents = Vec::new();
        let checked = archive.each(wanted, |stored| {
            let name = stored.listed.name.clone().unwrap_or_default();
            let file = match &stored.listed.entity {
                Some(_) => format!("{} ({name})", stored.label()),
                None => name.clone(),
            };
            documents.push(Checked { file, outcome: Ok(self.checked(stored.reading()?, Path::new(&name))) });
            Ok(true)
        });
        checked.map_err(refused)?;
        if documents.is_empty() {
            return Err(Failure::Message("no such plan in the archive; see albero list".to_owned()));
        }
        Ok(documents)
    }

    fn reading(&self, file: &Path, progress: Option<&PageProgress>) -> Result<Reading, Fault> {
        let input = self.documents.open(file)?;
        let verified = if self.verify { self.documents.verify(&input) } else { Vec::new() };
        let mut reading = self.documents.reading(input, &|done, all| {
            if let Some(progress) = progress {
                progress.pages(done, all);
            }
        })?;
        reading.notes.extend(verified);
        Ok(reading)
    }
}

fn baseline(path: &Path) -> Result<Baseline, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::Message(format!("{shown}: baseline cannot be read: {error}")))?;
    Baseline::from_toml(&text).map_err(|error| Failure::Message(format!("{shown}: no baseline: {}", error.message())))
}

/// Keeps the reasons of a file that is there already.
fn write_baseline(path: &Path, documents: &[Checked]) -> Result<(), Failure> {
    let earlier = if path.exists() { baseline(path)? } else { Baseline::default() };
    let findings: Vec<Finding> = documents.iter().flat_map(|d| d.findings().to_vec()).collect();
    let toml = Baseline::of(&findings, &earlier).to_toml();
    let toml = toml.map_err(|error| Failure::Message(format!("{}: {error}", path.display())))?;
    write(Some(path), |out| out.write_all(toml.as_bytes()))
}

fn hide(known: &Baseline, documents: &mut [Checked]) -> BaselineUse {
    let mut used: Option<BaselineUse> = None;
    for checked in documents.iter_mut().filter_map(|d| d.outcome.as_mut().ok()) {
        let hidden = known.hide(&mut checked.findings);
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

fn fail_on(arguments: &CheckArguments, settings: &Settings) -> Option<Severity> {
    match arguments.fail_on {
        None => settings.fail_on,
        Some(FailOn::Error) => Some(Severity::Error),
        Some(FailOn::Warning) => Some(Severity::Warning),
        Some(FailOn::Info) => Some(Severity::Info),
        Some(FailOn::Never) => None,
    }
}

fn status(documents: &[Checked], fail_on: Option<Severity>) -> u8 {
    let failing = |finding: &Finding| fail_on.is_some_and(|least| finding.severity >= least);
    if documents.iter().any(|d| d.outcome.is_err()) {
        FAILED
    } else if documents.iter().flat_map(Checked::findings).any(failing) {
        FOUND
    } else {
        DONE
    }
}
