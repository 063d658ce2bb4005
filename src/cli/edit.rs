//! `albero remove`, `albero rename`

use super::DONE;
use super::args::{RemoveArguments, RenameArguments};
use super::export::refused;
use super::list::line;
use super::output::{Failure, write};
use super::{width, words};
use albero::archive::Archive;
use albero::archive::query::Wanted;
use albero::output::harmless;
use albero::output::text::fitted;

pub(crate) fn remove(arguments: &RemoveArguments) -> Result<u8, Failure> {
    // Opened for reading first: a name that was mistyped makes no archive.
    Archive::open(&arguments.archive).map_err(refused)?;
    let mut archive = Archive::create(&arguments.archive).map_err(refused)?;
    let wanted = Wanted { older: true, ..arguments.wanted.wanted() };
    let plans = archive.remove(&wanted).map_err(refused)?;
    if plans.is_empty() {
        return Err(Failure::Message(words::no_such_plan()));
    }
    write(None, |out| {
        writeln!(out, "{}", words::removed(plans.len()))?;
        let fitted = |plan| fitted(&harmless(&line(plan, true)), width(None), 6);
        plans.iter().try_for_each(|plan| out.write_all(fitted(plan).as_bytes()))
    })?;
    Ok(DONE)
}

pub(crate) fn rename(arguments: &RenameArguments) -> Result<u8, Failure> {
    Archive::open(&arguments.archive).map_err(refused)?;
    let mut archive = Archive::create(&arguments.archive).map_err(refused)?;
    let count = archive.rename(&arguments.from, &arguments.to).map_err(refused)?;
    write(None, |out| writeln!(out, "{}", words::renamed(count)))?;
    Ok(DONE)
}
