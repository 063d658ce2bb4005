//! `albero diff OLD NEW ...`

use super::args::{DiffArguments, DiffFormat};
use super::document::{self, Documents};
use super::output::{Failure, write};
use super::{DONE, FOUND, colour, config};
use albero::Plan;
use albero::archive::query::Wanted;
use albero::archive::{Archive, ArchiveError};
use albero::check::settings::Settings;
use albero::diff::report::Statuses;
use albero::language::Lang;
use albero::output::diff::{history, markdown, text};
use albero::output::patch;
use albero::output::text::Style;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(crate) fn run(arguments: &DiffArguments) -> Result<u8, Failure> {
    let settings = config::load(arguments.reading.config.as_deref())?;
    let is_text = matches!(arguments.output_format, DiffFormat::Text | DiffFormat::Markdown);
    let lang = config::lang(arguments.lang, settings.lang, if is_text { config::locale() } else { Lang::En });
    let plans = match &arguments.archive {
        Some(archive) => archived(archive, arguments)?,
        None => from_files(arguments, &settings)?,
    };
    let style = Style { colour: colour(arguments.output.as_deref()), lang, width: None, quiet: false };
    match plans.as_slice() {
        [old, new] => two(old, new, arguments, style),
        plans => many(plans, arguments, style),
    }
}

/// The newest plan of each year, all of one body.
fn archived(archive: &Path, arguments: &DiffArguments) -> Result<Vec<Plan>, Failure> {
    let refused = |error: ArchiveError| Failure::Message(error.to_string());
    let archive = Archive::open(archive).map_err(refused)?;
    let plan = |year: &PathBuf| {
        let shown = year.display();
        let year = year.to_str().and_then(|year| year.parse().ok());
        let year = year.ok_or_else(|| Failure::Message(format!("{shown}: with --archive, give years to compare")))?;
        let wanted = Wanted { entity: arguments.entity.clone(), year: Some(year), older: false };
        let stored = archive.plan(&wanted).map_err(refused)?;
        let mut plan = stored.plan().map_err(refused)?;
        // As the archive knows them: a year given on import counts.
        plan.entity = plan.entity.or_else(|| stored.listed.entity.clone());
        plan.year = stored.listed.year;
        Ok((stored.listed.entity, plan))
    };
    let plans: Vec<(Option<String>, Plan)> = arguments.files.iter().map(plan).collect::<Result<_, Failure>>()?;
    let bodies: BTreeSet<&Option<String>> = plans.iter().map(|(entity, _)| entity).collect();
    if bodies.len() > 1 {
        let names: Vec<&str> = bodies.iter().map(|name| name.as_deref().unwrap_or("no body named")).collect();
        return Err(Failure::Message(format!(
            "plans of several bodies: {}; say which with --entity",
            names.join("; ")
        )));
    }
    Ok(plans.into_iter().map(|(_, plan)| plan).collect())
}

fn from_files(arguments: &DiffArguments, settings: &Settings) -> Result<Vec<Plan>, Failure> {
    if arguments.files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        return Err(Failure::Message("standard input can be one of the plans only".to_owned()));
    }
    let documents = Documents::new(&arguments.reading, settings, document::cores().div_ceil(arguments.files.len()));
    arguments.files.par_iter().map(|file| plan(file, &documents)).collect()
}

fn two(old: &Plan, new: &Plan, arguments: &DiffArguments, style: Style) -> Result<u8, Failure> {
    let diff = albero::diff::diff(old, new, arguments.all);
    write(arguments.output.as_deref(), |out| match arguments.output_format {
        DiffFormat::Text => out.write_all(text::render(&diff, style).as_bytes()),
        DiffFormat::Markdown => out.write_all(markdown::render(&diff, style.lang).as_bytes()),
        DiffFormat::Json => json(out, &diff),
        DiffFormat::JsonPatch => json(out, &patch::render(old, new)?),
    })?;
    let changed = |counts: Statuses| counts.changed + counts.added + counts.removed > 0;
    Ok(if changed(diff.summary.sections) || changed(diff.summary.objectives) { FOUND } else { DONE })
}

fn many(plans: &[Plan], arguments: &DiffArguments, style: Style) -> Result<u8, Failure> {
    let only_two = || Failure::Message("more than two plans: --output-format text or json".to_owned());
    if matches!(arguments.output_format, DiffFormat::Markdown | DiffFormat::JsonPatch) {
        return Err(only_two());
    }
    let history = albero::diff::history(plans);
    write(arguments.output.as_deref(), |out| match arguments.output_format {
        DiffFormat::Json => json(out, &history),
        _ => out.write_all(history::render(&history, style).as_bytes()),
    })?;
    Ok(if history.is_changed() { FOUND } else { DONE })
}

fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    albero::json::to_writer(&mut *out, value, true)?;
    out.write_all(b"\n")
}

fn plan(file: &Path, documents: &Documents) -> Result<Plan, Failure> {
    let shown = document::shown(file);
    let reading = documents.open(file).and_then(|input| documents.reading(input, &|_, _| {}));
    let reading = reading.map_err(|fault| document::refused(&shown, &fault))?;
    document::warn(&shown, &reading.notes);
    Ok(reading.plan)
}
