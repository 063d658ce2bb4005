//! `albero list`

use super::args::{ListArguments, TableFormat};
use super::export::refused;
use super::output::{Failure, write};
use super::{tell, width, words};
use albero::archive::Archive;
use albero::archive::query::Listed;
use albero::output::text::fitted;
use albero::output::{harmless, listed};

pub(crate) fn run(arguments: &ListArguments) -> Result<(), Failure> {
    let output = arguments.listing.output.as_deref();
    let dialect = arguments.listing.table.dialect_of(arguments.listing.output_format, output)?;
    let archive = Archive::open(&arguments.archive.archive).map_err(refused)?;
    let plans = archive.list_alike(&arguments.archive.wanted()).map_err(refused)?;
    if plans.is_empty() {
        tell(&words::nothing_found());
    }
    write(output, |out| match arguments.listing.output_format {
        TableFormat::Csv | TableFormat::Xlsx => listed::plans(out, dialect, &plans),
        TableFormat::Json => {
            albero::json::to_writer(&mut *out, &plans, true)?;
            out.write_all(b"\n")
        }
        TableFormat::Text => {
            let fitted = |plan| fitted(&harmless(&line(plan, arguments.archive.all)), width(output), 6);
            plans.iter().try_for_each(|plan| out.write_all(fitted(plan).as_bytes()))
        }
    })
}

/// What is to be said of it besides: `draft`, `2 others: --all`.
fn beside(plan: &Listed, all: bool) -> String {
    let others = match plan.others {
        0 => None,
        _ if all => None,
        1 => Some(words::one_other()),
        others => Some(words::others(others)),
    };
    let kind = plan.kind.as_ref().map(|_| words::report());
    let said: Vec<String> = [kind, plan.draft.then(words::draft), others].into_iter().flatten().collect();
    if said.is_empty() { String::new() } else { format!("  ({})", said.join("; ")) }
}

/// `2023  Camera di commercio di Firenze  112 objectives, 140 indicators, 3 errors, 16 warnings  piano.pdf`
pub(super) fn line(plan: &Listed, all: bool) -> String {
    let year = plan.year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    let counted =
        |count: i64, one: fn() -> String, more: fn(i64) -> String| if count == 1 { one() } else { more(count) };
    let counts = [
        counted(plan.objectives, words::one_objective, words::objectives),
        counted(plan.indicators, words::one_indicator, words::indicators),
        counted(plan.errors, words::one_error, words::errors),
        counted(plan.warnings, words::one_warning, words::warnings),
    ];
    format!(
        "{year:<4}  {}  {}  {}{}",
        plan.entity.as_deref().unwrap_or("-"),
        counts.join(", "),
        plan.name.as_deref().unwrap_or("-"),
        beside(plan, all),
    )
}
