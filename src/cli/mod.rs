//! The command line: one file a command.

mod args;
mod document;
mod output;
mod parse;
mod progress;
mod schema;

use args::{Arguments, Command};
use clap::Parser;
use output::Failure;
use std::io::Write;
use std::process::ExitCode;

/// Exit status of a command that did what was asked.
const DONE: u8 = 0;

/// Exit status for wrong usage, and for an input that could not be read.
const FAILED: u8 = 2;

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Parse(arguments) => parse::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::from(DONE),
        // A closed pipe is a reader that has seen enough.
        Err(Failure::ClosedPipe) => ExitCode::from(DONE),
        Err(Failure::Message(message)) => {
            // A closed standard error must not end in a panic.
            let _ = writeln!(std::io::stderr(), "albero: {message}");
            ExitCode::from(FAILED)
        }
    }
}
