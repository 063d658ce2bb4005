//! `albero list`

use super::args::{ListArguments, ListFormat};
use super::export::refused;
use super::output::{Failure, write};
use albero::archive::Archive;
use albero::archive::query::Listed;
use albero::output::harmless;

pub(crate) fn run(arguments: &ListArguments) -> Result<(), Failure> {
    let archive = Archive::open(&arguments.archive.archive).map_err(refused)?;
    let plans = archive.list(&arguments.archive.wanted()).map_err(refused)?;
    write(None, |out| match arguments.output_format {
        ListFormat::Json => {
            albero::json::to_writer(&mut *out, &plans, true)?;
            out.write_all(b"\n")
        }
        ListFormat::Text => {
            plans.iter().try_for_each(|plan| writeln!(out, "{}", harmless(&line(plan, arguments.archive.all))))
        }
    })
}

/// What is to be said of it besides: `draft`, `2 others: --all`.
fn beside(plan: &Listed, all: bool) -> String {
    let others = match plan.others {
        0 => None,
        _ if all => None,
        1 => Some("1 other: --all".to_owned()),
        others => Some(format!("{others} others: --all")),
    };
    let draft = plan.draft.then(|| "draft".to_owned());
    let said: Vec<String> = [plan.kind.clone(), draft, others].into_iter().flatten().collect();
    if said.is_empty() { String::new() } else { format!("  ({})", said.join("; ")) }
}

/// `2023  Camera di commercio di Firenze  112 objectives, 140 indicators, 3 errors, 16 warnings  piano.pdf`
fn line(plan: &Listed, all: bool) -> String {
    let year = plan.year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    format!(
        "{year:<4}  {}  {} objectives, {} indicators, {} errors, {} warnings  {}{}",
        plan.entity.as_deref().unwrap_or("-"),
        plan.objectives,
        plan.indicators,
        plan.errors,
        plan.warnings,
        plan.name.as_deref().unwrap_or("-"),
        beside(plan, all),
    )
}
