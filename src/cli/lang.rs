//! The language that the program speaks: that of `--lang`, else that of the settings, else the system's.

use super::config;
use albero::language::Lang;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Chosen before the arguments are read, as help and their errors are in it, too.
static CHOSEN: OnceLock<(Lang, Option<Lang>)> = OnceLock::new();

/// The language of all that a person reads.
pub(crate) fn lang() -> Lang {
    CHOSEN.get().map_or(Lang::En, |chosen| chosen.0)
}

/// The language of what programs read: English, unless another is asked for by `--lang` or the settings.
pub(crate) fn lang_for_programs() -> Lang {
    asked().unwrap_or(Lang::En)
}

/// The language that is asked for by `--lang` or the settings.
pub(crate) fn asked() -> Option<Lang> {
    CHOSEN.get().and_then(|chosen| chosen.1)
}

/// Chooses the language, from arguments that nobody has looked at yet.
pub(crate) fn choose(arguments: &[OsString]) {
    let asked = value_of(arguments, "--lang").and_then(|name| named(&name));
    let explicit = value_of(arguments, "--config").map(PathBuf::from);
    let asked = asked.or_else(|| config::lang_of(explicit.as_deref()));
    let _ = CHOSEN.set((asked.or_else(of_system).unwrap_or_default(), asked));
}

/// `--option value`, `--option=value`, before `--`.
fn value_of(arguments: &[OsString], option: &str) -> Option<String> {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy()).take_while(|text| text != "--");
    while let Some(text) = arguments.next() {
        match text.strip_prefix(option).map(|rest| rest.strip_prefix('=')) {
            Some(Some(value)) => return Some(value.to_owned()),
            Some(None) if text == option => return arguments.next().map(std::borrow::Cow::into_owned),
            _ => {}
        }
    }
    None
}

/// `it`, `it_IT.UTF-8`, `it-IT`
fn named(name: &str) -> Option<Lang> {
    let language = name.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
    match language.as_str() {
        "it" => Some(Lang::It),
        "en" | "c" | "posix" => Some(Lang::En),
        _ => None,
    }
}

/// The locale's language, by its variables; where none is set, as on Windows and macOS, what the system says.
fn of_system() -> Option<Lang> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    match set.into_iter().find(|value| !value.is_empty()) {
        Some(value) => named(&value),
        None => from_system(),
    }
}

#[cfg(any(windows, target_os = "macos"))]
fn from_system() -> Option<Lang> {
    sys_locale::get_locale().and_then(|name| named(&name))
}

#[cfg(not(any(windows, target_os = "macos")))]
fn from_system() -> Option<Lang> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        let asked = |line: &str| {
            let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            value_of(&arguments, "--lang").and_then(|name| named(&name))
        };
        assert_eq!(asked("albero check --lang it piano.pdf"), Some(Lang::It));
        assert_eq!(asked("albero --lang=en check"), Some(Lang::En));
        assert_eq!(asked("albero check -- --lang it"), None);
        assert_eq!(asked("albero check --language it"), None);
    }

    #[test]
    fn a_locale_names_its_language_first() {
        for (name, lang) in [
            ("it_IT.UTF-8", Some(Lang::It)),
            ("it-IT", Some(Lang::It)),
            ("C.UTF-8", Some(Lang::En)),
            ("en_GB", Some(Lang::En)),
            ("de_DE", None),
            ("italian", None),
        ] {
            assert_eq!(named(name), lang, "{name}");
        }
    }
}
