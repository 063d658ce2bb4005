//! Settings from `albero.toml`: the file that is named, else the nearest one above.

use super::args::LangName;
use super::output::Failure;
use super::{opening, tell};
use albero::check::settings::Settings;
use albero::language::Lang;
use std::path::{Path, PathBuf};

/// The file's name.
const NAME: &str = "albero.toml";

/// The settings; the default ones where there is no file. Its labels count from here on.
pub(crate) fn load(explicit: Option<&Path>) -> Result<Settings, Failure> {
    Ok(load_with_source(explicit)?.0)
}

/// [`load`], with the file that they are from.
pub(crate) fn load_with_source(explicit: Option<&Path>) -> Result<(Settings, Option<PathBuf>), Failure> {
    let Some(path) = explicit.map(Path::to_path_buf).or_else(nearest) else { return Ok((Settings::default(), None)) };
    let shown = path.display();
    let text = opening::short_text(&path)
        .map_err(|error| Failure::Message(format!("{shown}: settings cannot be read: {error}")))?;
    let settings = Settings::from_toml(&text).map_err(|error| Failure::Message(format!("{shown}:{error}")))?;
    if !settings.labels.is_empty() {
        albero::add_labels(&settings.labels).map_err(|error| Failure::Message(format!("{shown}: {error}")))?;
    }
    Ok((settings, Some(path)))
}

/// The settings of the project that we are in: in this folder, or above it as far as the one with a `.git`. What stands
/// further up, or in a folder that everybody may write to, is not the user's.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let project = here.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or_default();
    let path = here.ancestors().take(project + 1).map(|folder| folder.join(NAME)).find(|path| path.is_file())?;
    if is_own(&path) {
        return Some(path);
    }
    tell(&format!("{}: settings of another user, not used; --config takes them", path.display()));
    None
}

/// Is a file this user's, or the system's?
#[cfg(unix)]
fn is_own(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let user = rustix::process::geteuid().as_raw();
    std::fs::metadata(path).is_ok_and(|about| about.uid() == user || about.uid() == 0)
}

#[cfg(not(unix))]
fn is_own(_: &Path) -> bool {
    true
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
