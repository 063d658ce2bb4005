//! `albero inspect FILE`

use super::args::{InspectArguments, InspectFormat};
use super::document::{self, Documents, refused, warn};
use super::lang::lang;
use super::output::{Failure, write};
use super::progress::PageProgress;
use super::{width, words};
use albero::output::harmless;
use albero::output::text::fitted;
use albero::role_told;
use albero::{Inspection, Table};
use std::io::Write;

pub(crate) fn run(arguments: &InspectArguments) -> Result<(), Failure> {
    let documents = Documents::load(&arguments.reading, document::cores())?;
    let shown = document::shown(&arguments.file);
    let input = documents.open(&arguments.file).map_err(|fault| refused(&shown, &fault))?;
    let progress = PageProgress::new();
    let made = documents.inspection(input, &|done, all| progress.pages(done, all));
    drop(progress);
    let (mut inspection, notes) = made.map_err(|fault| refused(&shown, &fault))?;
    warn(&shown, &notes);
    if let Some(pages) = &arguments.pages {
        inspection.tables.retain(|table| pages.contains(&table.page));
    }
    write(arguments.output.as_deref(), |out| match arguments.output_format {
        InspectFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &inspection)?;
            out.write_all(b"\n")
        }
        InspectFormat::Text => {
            let mut told = Vec::new();
            text(&mut told, &inspection)?;
            let fits = width(arguments.output.as_deref());
            out.write_all(fitted(&String::from_utf8_lossy(&told), fits, 4).as_bytes())
        }
        InspectFormat::Svg => out.write_all(albero::svg(&inspection).as_bytes()),
    })
}

/// Each table as a person looks at it: a cell a line, with its place.
fn text(out: &mut dyn Write, inspection: &Inspection) -> std::io::Result<()> {
    for (number, table) in inspection.tables.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", heading(number + 1, table))?;
        for cell in table.cells.iter().filter(|cell| !cell.text.is_empty()) {
            let range = |[first, end]: [usize; 2]| {
                if end > first + 1 { format!("{}-{}", first + 1, end) } else { (first + 1).to_string() }
            };
            let role = cell.role.as_deref().map(|role| format!("  <{}>", role_told(role, lang()))).unwrap_or_default();
            let place = words::cell_place(&range(cell.rows), &range(cell.columns));
            writeln!(out, "  {place}: {}{}", harmless(&cell.text), harmless(&role))?;
        }
    }
    teach(out, inspection)
}

/// The heads and labels that nothing matched, as lines of albero.toml that would teach them.
fn teach(out: &mut dyn Write, inspection: &Inspection) -> std::io::Result<()> {
    let of_tree = inspection.tables.iter().filter(|table| table.role.is_some());
    let unknown = of_tree.flat_map(|table| &table.cells).filter(|cell| cell.role.as_deref() == Some("head: not known"));
    let mut words: Vec<&str> = unknown.map(|cell| cell.text.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    if words.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", words::teach())?;
    writeln!(out, "[labels]")?;
    for word in words {
        writeln!(out, "# source = [{}]", serde_json::Value::from(harmless(word).as_ref()))?;
    }
    Ok(())
}

fn heading(number: usize, table: &Table) -> String {
    let place = table.bbox.map(|[x0, y0, x1, y1]| words::box_at(x0, y0, x1, y1)).unwrap_or_default();
    let role =
        table.role.as_deref().map(|role| format!(", {}", harmless(&role_told(role, lang())))).unwrap_or_default();
    words::table_head(number, table.page, &place, table.rows, table.columns, table.confidence * 100.0, &role)
}
