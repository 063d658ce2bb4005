//! The command line: one file a command.

mod args;
mod check;
mod config;
mod diff;
mod document;
mod edit;
mod explain;
mod export;
mod folders;
mod help;
mod import;
mod inspect;
mod isolation;
mod lang;
mod lines;
mod list;
mod manual;
mod many;
mod ocr;
mod opening;
mod output;
mod parse;
mod progress;
mod report;
mod rules;
mod schema;
mod search;
mod settings;
mod show;
mod words;

use args::{ColourName, Command};
use output::Failure;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

/// Exit status of a command that did what was asked.
const DONE: u8 = 0;

/// Exit status of a check with findings at or above what it fails on.
const FOUND: u8 = 1;

/// Exit status for wrong usage, and for an input that could not be read.
const FAILED: u8 = 2;

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    lang::choose(&std::env::args_os().collect::<Vec<_>>());
    let arguments = match help::parse() {
        Ok(arguments) => arguments,
        Err(said) => return usage(&said),
    };
    let _ = COLOUR.set(arguments.color);
    isolation::quiet();
    let outcome = isolation::caught(|| command(arguments.command));
    match outcome.unwrap_or_else(|fault| Err(Failure::Message(fault.message))) {
        Ok(status) => ExitCode::from(status),
        // A closed pipe is a reader that has seen enough.
        Err(Failure::ClosedPipe) => ExitCode::from(DONE),
        Err(Failure::Message(message)) => {
            tell(&message);
            ExitCode::from(FAILED)
        }
    }
}

/// Help and version go to standard output, and are an error where that cannot take them, as all that is asked for.
fn usage(said: &clap::Error) -> ExitCode {
    if let Some(told) = help::error_told(said) {
        let _ = write!(
            std::io::stderr(),
            "{}",
            told.lines().map(|line| albero::output::harmless(line) + "\n").collect::<String>()
        );
        return ExitCode::from(FAILED);
    }
    let told = said.print().and_then(|()| std::io::stdout().flush());
    match told {
        Err(error) if !said.use_stderr() && error.kind() != std::io::ErrorKind::BrokenPipe => {
            tell(&words::standard_output(&error.to_string()));
            ExitCode::from(FAILED)
        }
        _ => ExitCode::from(u8::try_from(said.exit_code()).unwrap_or(FAILED)),
    }
}

fn command(command: Command) -> Result<u8, Failure> {
    match command {
        Command::Parse(arguments) => parse::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments).map(|()| DONE),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments).map(|()| DONE),
        Command::List(arguments) => list::run(&arguments).map(|()| DONE),
        Command::Show(arguments) => show::run(&arguments).map(|()| DONE),
        Command::Search(arguments) => search::run(&arguments).map(|()| DONE),
        Command::Remove(arguments) => edit::remove(&arguments),
        Command::Rename(arguments) => edit::rename(&arguments),
        Command::Config(arguments) => settings::run(&arguments),
        Command::Completions(arguments) => manual::completions(&arguments),
        Command::Man => manual::man(),
        Command::Rules(arguments) => rules::run(&arguments).map(|()| DONE),
        Command::Explain(arguments) => explain::run(&arguments).map(|()| DONE),
        Command::Schema(arguments) => schema::run(&arguments).map(|()| DONE),
        Command::Worker(arguments) => isolation::run(&arguments).map(|()| DONE),
    }
}

/// An option that does not apply is refused, never ignored: each that is given, with what it does not go with.
fn refuse(options: &[(&str, bool)], other: &str) -> Result<(), Failure> {
    match options.iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => Err(Failure::Message(words::not_with(option, other))),
        None => Ok(()),
    }
}

/// What `--color` asks for.
static COLOUR: OnceLock<ColourName> = OnceLock::new();

/// Is what goes there to be coloured? As `--color` says; else not against <https://no-color.org>, as
/// `CLICOLOR_FORCE` says, and on a terminal.
fn colour(output: Option<&Path>) -> bool {
    let is_set =
        |name: &str, unset: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != unset);
    match COLOUR.get().copied().unwrap_or(ColourName::Auto) {
        ColourName::Always => true,
        ColourName::Never => false,
        ColourName::Auto if is_set("NO_COLOR", "") => false,
        ColourName::Auto if is_set("CLICOLOR_FORCE", "0") => output.is_none(),
        ColourName::Auto => output.is_none() && std::io::stdout().is_terminal(),
    }
}

/// Columns of a terminal; `COLUMNS` where it is set; nothing limits a file or a pipe.
fn width(output: Option<&Path>) -> Option<usize> {
    /// Narrower than this no finding can be read.
    const NARROWEST: usize = 40;
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let terminal =
        || std::io::stdout().is_terminal().then(|| terminal_size::terminal_size().map(|(width, _)| width.0.into()));
    let width = if output.is_some() { None } else { set.or_else(|| terminal().flatten()) };
    width.map(|width| width.max(NARROWEST))
}

/// A line for the user, in which no name or word of a document can steer the terminal. A closed standard error must not end in a panic.
fn tell(message: &str) {
    let told = format!("albero: {}", albero::output::harmless(message));
    let width = std::io::stderr().is_terminal().then(|| terminal_size::terminal_size_of(std::io::stderr())).flatten();
    let told = albero::output::text::fitted(&told, width.map(|(width, _)| width.0.into()), 2);
    let _ = std::io::stderr().write_all(told.as_bytes());
}
