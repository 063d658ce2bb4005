//! Settings from `albero.toml`: the file that is named, else the nearest one above.

use super::args::LangName;
use super::output::Failure;
use albero::check::settings::Settings;
use albero::language::Lang;
use std::path::{Path, PathBuf};

/// The file's name.
const NAME: &str = "albero.toml";

/// The settings; the default ones where there is no file. Its labels count from here on.
pub(crate) fn load(explicit: Option<&Path>) -> Result<Settings, Failure> {
    let Some(path) = explicit.map(Path::to_path_buf).or_else(nearest) else { return Ok(Settings::default()) };
    let shown = path.display();
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Failure::Message(format!("{shown}: settings cannot be read: {error}")))?;
    let settings = Settings::from_toml(&text).map_err(|error| Failure::Message(format!("{shown}:{error}")))?;
    if !settings.labels.is_empty() {
        albero::add_labels(&settings.labels).map_err(|error| Failure::Message(format!("{shown}: {error}")))?;
    }
    Ok(settings)
}

fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The language that was asked for, else that of the settings, else `otherwise`.
pub(crate) fn lang(asked: Option<LangName>, settings: Option<Lang>, otherwise: Lang) -> Lang {
    asked.map(Lang::from).or(settings).unwrap_or(otherwise)
}

/// The locale's language.
pub(crate) fn locale() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    match set.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("it") => Lang::It,
        _ => Lang::En,
    }
}
