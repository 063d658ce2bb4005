//! `albero completions SHELL`, `albero man`

use super::args::CompletionsArguments;
use super::lang::lang;
use super::output::{Failure, write};
use super::{DONE, help};

pub(crate) fn completions(arguments: &CompletionsArguments) -> Result<u8, Failure> {
    let mut command = help::command(lang());
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "albero", &mut script);
    write(None, |out| out.write_all(&script))?;
    Ok(DONE)
}

/// The manual of the program, and then of each command.
pub(crate) fn man() -> Result<u8, Failure> {
    let mut command = help::command(lang());
    command.build();
    let below = command.get_subcommands().filter(|own| !own.is_hide_set()).cloned();
    let pages: Vec<clap_mangen::Man> = [command.clone()].into_iter().chain(below).map(clap_mangen::Man::new).collect();
    write(None, |mut out| pages.iter().try_for_each(|page| page.render(&mut out)))?;
    Ok(DONE)
}
