//! `albero search WORDS`

use super::args::{SearchArguments, TableFormat};
use super::export::refused;
use super::output::{Failure, write};
use super::{colour, tell, width, words};
use albero::archive::Archive;
use albero::archive::query::{HIT_BEGINS, HIT_ENDS, Hit};
use albero::output::text::fitted;
use albero::output::{harmless, listed};

pub(crate) fn run(arguments: &SearchArguments) -> Result<(), Failure> {
    let output = arguments.listing.output.as_deref();
    let dialect = arguments.listing.table.dialect_of(arguments.listing.output_format, output)?;
    let archive = Archive::open(&arguments.archive.archive).map_err(refused)?;
    let mut hits = archive.search(&arguments.words, &arguments.archive.wanted(), arguments.most).map_err(refused)?;
    if hits.is_empty() {
        tell(&words::nothing_found());
    }
    let marks = match (arguments.listing.output_format, colour(output)) {
        (TableFormat::Text, true) => ["\u{1b}[1m", "\u{1b}[0m"],
        _ => ["[", "]"],
    };
    write(output, |out| match arguments.listing.output_format {
        TableFormat::Csv | TableFormat::Xlsx => listed::hits(out, dialect, &hits),
        TableFormat::Json => {
            for hit in &mut hits {
                hit.text = marked(&hit.text, marks);
            }
            albero::json::to_writer(&mut *out, &hits, true)?;
            out.write_all(b"\n")
        }
        TableFormat::Text => hits.iter().try_for_each(|hit| {
            let told = format!("{}\n    {}: {}", harmless(&place(hit)), field(&hit.field), marked(&hit.text, marks));
            out.write_all(fitted(&told, width(output), 4).as_bytes())
        }),
    })
}

/// What the words are in.
fn field(name: &str) -> String {
    match name {
        "title" => words::in_title(),
        "name" => words::in_name(),
        "algorithm" => words::in_algorithm(),
        other => other.to_owned(),
    }
}

/// `2023 Camera di commercio di Firenze, Az_7.1#1, p. 44`
fn place(hit: &Hit) -> String {
    let year = hit.year.map(|year| year.to_string());
    let whose = [year.as_deref(), hit.entity.as_deref().or(hit.name.as_deref())];
    let whose = whose.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let page = hit.page.map(|page| format!("p. {page}"));
    [Some(whose.as_str()), hit.code.as_deref(), page.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The text with its hits marked, and nothing else in it that could steer a terminal.
fn marked(text: &str, [begins, ends]: [&str; 2]) -> String {
    let mut out = String::new();
    for (at, part) in text.split(HIT_BEGINS).enumerate() {
        let (hit, rest) = if at == 0 { ("", part) } else { part.split_once(HIT_ENDS).unwrap_or((part, "")) };
        if at > 0 {
            out += begins;
            out += &harmless(hit);
            out += ends;
        }
        out += &harmless(rest);
    }
    out
}
