//! The command line: one file a command.

mod args;
mod check;
mod config;
mod diff;
mod document;
mod explain;
mod export;
mod import;
mod inspect;
mod isolation;
mod list;
mod many;
mod output;
mod parse;
mod progress;
mod rules;
mod schema;
mod search;
mod show;

use args::{Arguments, Command};
use clap::Parser;
use output::Failure;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// Exit status of a command that did what was asked.
const DONE: u8 = 0;

/// Exit status of a check with findings at or above what it fails on.
const FOUND: u8 = 1;

/// Exit status for wrong usage, and for an input that could not be read.
const FAILED: u8 = 2;

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Parse(arguments) => parse::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments).map(|()| DONE),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments).map(|()| DONE),
        Command::List(arguments) => list::run(&arguments).map(|()| DONE),
        Command::Show(arguments) => show::run(&arguments).map(|()| DONE),
        Command::Search(arguments) => search::run(&arguments).map(|()| DONE),
        Command::Rules(arguments) => rules::run(&arguments).map(|()| DONE),
        Command::Explain(arguments) => explain::run(&arguments).map(|()| DONE),
        Command::Schema(arguments) => schema::run(&arguments).map(|()| DONE),
        Command::Worker(arguments) => isolation::run(&arguments).map(|()| DONE),
    };
    match outcome {
        Ok(status) => ExitCode::from(status),
        // A closed pipe is a reader that has seen enough.
        Err(Failure::ClosedPipe) => ExitCode::from(DONE),
        Err(Failure::Message(message)) => {
            tell(&message);
            ExitCode::from(FAILED)
        }
    }
}

/// Is what goes there to be coloured? On a terminal only, and not against <https://no-color.org>.
fn colour(output: Option<&Path>) -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    output.is_none() && std::io::stdout().is_terminal() && !no_color
}

/// A line for the user, in which no name or word of a document can steer the terminal. A closed standard error must not end in a panic.
fn tell(message: &str) {
    let _ = writeln!(std::io::stderr(), "albero: {}", albero::output::harmless(message));
}
