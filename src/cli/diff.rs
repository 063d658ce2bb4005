//! `albero diff OLD NEW ...`

use super::args::DiffArguments;
use super::document::{self, Documents};
use super::folders::{Folders, Given};
use super::isolation::{Body, Comparison};
use super::lang::{lang, lang_for_programs};
use super::output::{Failure, not_for_a_terminal, write};
use super::{DONE, FOUND, colour, opening, refuse, tell, width, words};
use albero::archive::query::Wanted;
use albero::archive::{Archive, ArchiveError};
use albero::diff::History;
use albero::output::render::{Format, Render};
use albero::output::text::fitted;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// So much of a file in a folder is looked at to tell whether it may be a plan.
const MOST_ASKED: u64 = 256 << 20;

/// A file in a folder is no pipe.
const PATIENCE: Duration = Duration::from_secs(1);

pub(crate) fn run(arguments: &DiffArguments) -> Result<u8, Failure> {
    let format = arguments.output_format;
    if format != Format::Csv
        && let Some(option) = arguments.table.of_csv()
    {
        return Err(Failure::Message(words::for_formats(option, "csv")));
    }
    if arguments.archive.is_some() {
        refuse(&[("--exclude", !arguments.folders.exclude.is_empty())], "--archive")?;
    }
    if format == Format::JsonPatch {
        refuse(&[("--all", arguments.all)], "--output-format json-patch")?;
    }
    let is_text = matches!(format, Format::Text | Format::Markdown);
    not_for_a_terminal(format == Format::Xlsx, arguments.output.as_deref())?;
    let lang = if is_text { lang() } else { lang_for_programs() };
    let given = if arguments.archive.is_some() { named(arguments) } else { files(arguments)? };
    if given.len() < 2 {
        return Err(Failure::Message(words::two_wanted()));
    }
    if given.len() > 2 {
        refuse(&[("--all", arguments.all)], &words::more_than_two())?;
    }
    if given.len() > 2 && !History::FORMATS.contains(&format) {
        return Err(Failure::Message(words::two_plans()));
    }
    let threads = document::cores().div_ceil(given.len());
    let documents = Documents::load(&arguments.reading, threads)?;
    let plans = match &arguments.archive {
        Some(archive) => archived(archive, arguments)?,
        None => from_files(&given, &documents)?,
    };
    let asked = Comparison {
        format,
        all: arguments.all,
        dialect: arguments.table.dialect(),
        colour: colour(arguments.output.as_deref()),
        lang,
    };
    let names: Vec<String> = given.iter().map(|given| document::shown(&given.path)).collect();
    let compared = documents.compared(plans, asked);
    let (told, is_changed, warnings) = compared.map_err(|fault| document::refused(&names.join(", "), &fault))?;
    warnings.iter().for_each(|warning| tell(warning));
    let output = arguments.output.as_deref();
    let fits = if format == Format::Text { width(output) } else { None };
    let told = match (fits, std::str::from_utf8(&told)) {
        (Some(columns), Ok(text)) => fitted(text, Some(columns), 4).into_bytes(),
        _ => told,
    };
    write(output, |out| out.write_all(&told))?;
    Ok(if is_changed { FOUND } else { DONE })
}

/// The newest plan of each year, all of one body.
fn archived(archive: &Path, arguments: &DiffArguments) -> Result<Vec<Body>, Failure> {
    let refused = |error: ArchiveError| Failure::Message(error.tell(lang()));
    let archive = Archive::open(archive).map_err(refused)?;
    let plan = |year: &PathBuf| {
        let shown = year.display();
        let year = year.to_str().and_then(|year| year.parse().ok());
        let year = year.ok_or_else(|| Failure::Message(words::years_wanted(&shown.to_string())))?;
        let wanted = Wanted { entity: arguments.entity.clone(), year: Some(year), older: false };
        let stored = archive.plan(&wanted).map_err(refused)?;
        let mut plan = stored.plan().map_err(refused)?;
        // As the archive knows them: a year given on import counts.
        plan.entity = plan.entity.or_else(|| stored.listed.entity.clone());
        plan.year = stored.listed.year;
        Ok((stored.listed.entity, Body::Plan { plan: Box::new(plan), pretty: false }))
    };
    let plans: Vec<(Option<String>, Body)> = arguments.files.iter().map(plan).collect::<Result<_, Failure>>()?;
    let bodies: BTreeSet<&Option<String>> = plans.iter().map(|(entity, _)| entity).collect();
    if bodies.len() > 1 {
        let names: Vec<String> =
            bodies.iter().map(|name| (*name).clone().unwrap_or_else(words::no_body_named)).collect();
        return Err(Failure::Message(words::several_bodies(&names.join("; "))));
    }
    Ok(plans.into_iter().map(|(_, plan)| plan).collect())
}

/// The arguments as they are.
fn named(arguments: &DiffArguments) -> Vec<Given> {
    arguments.files.iter().map(|path| Given { path: path.clone(), is_named: true }).collect()
}

/// Files, and of folders the files that may be plans.
fn files(arguments: &DiffArguments) -> Result<Vec<Given>, Failure> {
    let found = Folders::new(&arguments.folders)?.files(arguments.files.iter().cloned());
    if let Some((path, why)) = found.unlisted.first() {
        return Err(Failure::Message(format!("{path}: {why}")));
    }
    let may_be = |given: &Given| {
        given.is_named
            || opening::bytes(&given.path, MOST_ASKED, PATIENCE).is_ok_and(|bytes| albero::is_readable(&bytes))
    };
    Ok(found.files.into_iter().filter(may_be).collect())
}

fn from_files(given: &[Given], documents: &Documents) -> Result<Vec<Body>, Failure> {
    if given.iter().filter(|given| given.path.as_os_str() == "-").count() > 1 {
        return Err(Failure::Message(words::standard_input_once()));
    }
    given.par_iter().map(|given| plan(&given.path, documents)).collect()
}

fn plan(file: &Path, documents: &Documents) -> Result<Body, Failure> {
    let shown = document::shown(file);
    let read = documents.open(file).and_then(|input| documents.json(input, false, &|_, _| {}));
    let (body, notes) = read.map_err(|fault| document::refused(&shown, &fault))?;
    document::warn(&shown, &notes);
    Ok(body)
}
