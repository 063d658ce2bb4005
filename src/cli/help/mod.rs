//! Help and errors of the command line in Italian. In English they are clap's, from the comments of `args`; in Italian
//! each text of theirs is looked up by the command and argument that it is of.

mod italian;

use super::args::Arguments;
use super::lang::lang;
use super::words;
use albero::language::Lang;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// The arguments of this process, in the language that is chosen.
pub(crate) fn parse() -> Result<Arguments, clap::Error> {
    let mut command = command(lang());
    let matches = command.try_get_matches_from_mut(with_help_first(std::env::args_os().collect()))?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// `albero help check` asks what `albero check --help` does.
fn with_help_first(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// The whole command line in one language.
pub(crate) fn command(lang: Lang) -> Command {
    match lang {
        Lang::En => Arguments::command(),
        Lang::It => italian(Arguments::command(), ""),
    }
}

/// What the templates of clap are with words of ours.
const TEMPLATE: &str = "{before-help}{about-with-newline}\nUso: {usage}\n\n{all-args}{after-help}";

fn italian(command: Command, path: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let mut command = command
        .help_template(TEMPLATE)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .subcommand_help_heading("Comandi")
        .subcommand_value_name("COMANDO")
        .override_usage(usage(path));
    if let Some(about) = italian::about(path) {
        command = command.about(about);
    }
    if let Some(after) = italian::after(path) {
        command = command.after_help(after);
    }
    for id in ids {
        command = command.mut_arg(&id, |arg| argument(arg, path));
    }
    command = command.arg(
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help("Mostra questo aiuto: -h in breve, --help per esteso")
            .help_heading("Opzioni"),
    );
    if path.is_empty() {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("Mostra la versione")
                .help_heading("Opzioni"),
        );
    }
    for name in names {
        command = command.mut_subcommand(&name, |below| italian(below, &name));
    }
    command
}

/// `albero check [OPZIONI] FILE...`
fn usage(path: &str) -> String {
    match path {
        "" => "albero [OPZIONI] COMANDO".to_owned(),
        _ => format!("albero {path} [OPZIONI]{}", italian::operands(path)),
    }
}

fn argument(arg: Arg, path: &str) -> Arg {
    let id = arg.get_id().to_string();
    let heading = match arg.get_help_heading() {
        Some("Archive") => "Archivio",
        Some("Reading") => "Lettura",
        _ if arg.is_positional() => "Argomenti",
        _ => "Opzioni",
    };
    let Some(help) = italian::help(path, &id) else { return arg };
    let mut long = help.to_owned();
    let mut short = help.split_inclusive(". ").next().unwrap_or(help).trim_end_matches([' ', '.']).to_owned();
    let takes_value = arg.get_action().takes_values();
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let values: Vec<String> = match takes_value {
        true => arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect(),
        false => Vec::new(),
    };
    if !values.is_empty() {
        long = format!("{long}\n\n{}", listed(path, &id, &values));
        short = format!("{short} [valori: {}]", values.join(", "));
    }
    if takes_value && !defaults.is_empty() {
        let told = format!(" [se manca: {}]", defaults.join(", "));
        short += &told;
        long += &told;
    }
    let name = arg.get_value_names().and_then(|names| names.first()).and_then(|name| italian::value_name(name));
    let arg = arg.help(short).long_help(long).help_heading(heading);
    let arg = if takes_value { arg.hide_default_value(true).hide_possible_values(true) } else { arg };
    match name.filter(|_| takes_value) {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// Possible values, each with what it is.
fn listed(path: &str, id: &str, values: &[String]) -> String {
    let line = |value: &String| match italian::value(path, id, value) {
        Some(what) => format!("- {value}: {what}"),
        None => format!("- {value}"),
    };
    values.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An error of the command line in Italian; clap's own words else.
pub(crate) fn error_told(error: &clap::Error) -> Option<String> {
    if lang() == Lang::En || !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        return None;
    }
    let first = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        Some(ContextValue::StyledStr(text)) => Some(text.to_string()),
        Some(ContextValue::StyledStrs(texts)) => {
            Some(texts.iter().map(StyledStr::to_string).collect::<Vec<_>>().join(", "))
        }
        _ => None,
    };
    let option = first(ContextKind::InvalidArg).unwrap_or_default();
    let value = first(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => words::value_missing(&option),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => words::invalid_value(&value, &option),
        ErrorKind::UnknownArgument => words::unknown_option(&option),
        ErrorKind::InvalidSubcommand => {
            words::unknown_command(&first(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => words::missing(&option),
        ErrorKind::MissingSubcommand => words::no_command(),
        ErrorKind::ArgumentConflict => match first(ContextKind::PriorArg) {
            Some(prior) if prior == option => words::once_only(&option),
            Some(prior) => words::conflict(&option, &prior),
            None => words::once_only(&option),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            words::wrong_count(&option)
        }
        _ => return None,
    };
    let mut told = words::usage_error(&what);
    if error.kind() == ErrorKind::ValueValidation
        && let Some(cause) = std::error::Error::source(error)
    {
        told += &format!(": {cause}");
    }
    if let Some(values) = first(ContextKind::ValidValue) {
        told += &format!("\n  [{}]", words::possible(&values));
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(first) {
        told += &format!("\n  {}", words::similar(&near));
    }
    Some(format!("{told}\n\n{}\n", words::more_help("albero")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with its path.
    fn all() -> Vec<(String, Command)> {
        let top = Arguments::command();
        let below: Vec<(String, Command)> =
            top.get_subcommands().map(|own| (own.get_name().to_owned(), own.clone())).collect();
        [(String::new(), top)].into_iter().chain(below).filter(|(_, own)| !own.is_hide_set()).collect()
    }

    #[test]
    fn every_command_argument_and_value_is_told_in_italian() {
        let mut missing = Vec::new();
        for (path, command) in all() {
            if italian::about(&path).is_none() {
                missing.push(format!("{path}: about"));
            }
            if command.get_after_help().is_some() && italian::after(&path).is_none() {
                missing.push(format!("{path}: after"));
            }
            for arg in command.get_arguments() {
                let id = arg.get_id().to_string();
                if italian::help(&path, &id).is_none() {
                    missing.push(format!("{path} {id}"));
                }
                for value in arg.get_possible_values() {
                    if value.get_help().is_some() && italian::value(&path, &id, value.get_name()).is_none() {
                        missing.push(format!("{path} {id} {}", value.get_name()));
                    }
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn no_italian_text_is_of_an_argument_that_is_no_more() {
        let all = all();
        for (path, id) in italian::arguments() {
            let has = |own: &Command| own.get_arguments().any(|arg| arg.get_id().as_str() == id);
            assert!(all.iter().any(|(name, own)| (path == "*" || name == path) && has(own)), "{path} {id}");
        }
    }

    #[test]
    fn the_italian_help_has_none_of_the_words_of_the_english_one() {
        for (path, _) in all().into_iter().filter(|(path, _)| !path.is_empty()) {
            let mut command = command(Lang::It);
            command.build();
            let help = command.find_subcommand_mut(&path).unwrap().render_long_help().to_string();
            for english in
                ["Usage", "Options", "Arguments", "possible values", "default:", "Print help", " the ", " of "]
            {
                assert!(!help.contains(english), "{path}: {english}\n{help}");
            }
        }
    }
}
