//! `albero show PLAN`, `albero show CODE`

use super::args::{ListFormat, ShowArguments};
use super::document::{self, Documents, warn};
use super::export::refused;
use super::isolation::caught;
use super::lang::lang;
use super::output::{Failure, write};
use super::{width, words};
use albero::archive::Archive;
use albero::archive::query::{Found, Wanted};
use albero::language::Lang;
use albero::output::text::{Style, fitted};
use albero::output::{archived, tree};
use serde_json::json;
use std::path::Path;

pub(crate) fn run(arguments: &ShowArguments) -> Result<(), Failure> {
    let path = Path::new(&arguments.what);
    let lang = lang();
    if arguments.what == "-" || path.is_file() {
        return plan(path, arguments, lang);
    }
    let archive = Archive::open(&arguments.archive.archive).map_err(refused)?;
    let wanted = arguments.archive.wanted();
    let found = archive.objectives(&arguments.what, &wanted).map_err(refused)?;
    if found.is_empty() {
        return Err(Failure::Message(not_found(&arguments.what, &wanted)));
    }
    write(None, |out| match arguments.output_format {
        ListFormat::Json => {
            let entry = |found: &Found| {
                json!({ "plan": found.plan, "above": found.above,
                    "section": { "code": found.section.code, "title": found.section.title },
                    "objective": found.objective, "findings": found.findings })
            };
            albero::json::to_writer(&mut *out, &found.iter().map(entry).collect::<Vec<_>>(), true)?;
            out.write_all(b"\n")
        }
        ListFormat::Text => {
            let shown: Vec<String> = found.iter().map(|found| archived::found(found, lang)).collect();
            out.write_all(fitted(&shown.join("\n"), width(None), 4).as_bytes())
        }
    })
}

/// The tree of a document.
fn plan(path: &Path, arguments: &ShowArguments, lang: Lang) -> Result<(), Failure> {
    if arguments.archive.wanted() != Wanted::default() {
        return Err(Failure::Message(words::is_whole(&arguments.what)));
    }
    let shown = document::shown(path);
    let failed = |fault| document::refused(&shown, &fault);
    let documents = Documents::load(&arguments.reading, document::cores())?;
    let input = documents.open(path).map_err(failed)?;
    let (json, notes) = documents.json(input, false, &|_, _| {}).map_err(failed)?;
    warn(&shown, &notes);
    if arguments.output_format == ListFormat::Json {
        return write(None, |out| {
            json.write(out)?;
            out.write_all(b"\n")
        });
    }
    let plan = json.into_plan().map_err(failed)?;
    let style = Style { colour: false, lang, width: None, quiet: false };
    let text = caught(|| tree::render(&plan, style)).map_err(failed)?;
    write(None, |out| out.write_all(fitted(&text, width(None), 4).as_bytes()))
}

fn not_found(code: &str, wanted: &Wanted) -> String {
    let whose = match (&wanted.entity, wanted.year) {
        (Some(entity), Some(year)) => words::of_body_and_year(entity, year),
        (Some(entity), None) => words::of_body(entity),
        (None, Some(year)) => words::of_year(year),
        (None, None) => String::new(),
    };
    words::no_objective(code, &whose)
}
