//! Settings from `albero.toml`: the file that is named, else the nearest one above.

use super::lang::lang;
use super::output::Failure;
use super::{opening, tell, words};
use albero::check::settings::Settings;
use albero::language::Lang;
use std::path::{Path, PathBuf};

/// The file's name.
const NAME: &str = "albero.toml";

/// The settings; the default ones where there is no file.
pub(crate) fn load(explicit: Option<&Path>) -> Result<Settings, Failure> {
    Ok(load_with_source(explicit)?.0)
}

/// [`load`], with the file that they are from.
pub(crate) fn load_with_source(explicit: Option<&Path>) -> Result<(Settings, Option<PathBuf>), Failure> {
    let Some(path) = explicit.map(Path::to_path_buf).or_else(own) else { return Ok((Settings::default(), None)) };
    let shown = path.display();
    let text = opening::short_text(&path)
        .map_err(|error| Failure::Message(words::settings_unreadable(&shown.to_string(), &error.to_string())))?;
    let mut settings =
        Settings::from_toml(&text).map_err(|error| Failure::Message(format!("{shown}:{}", error.tell(lang()))))?;
    settings.folder =
        path.parent().map(|folder| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() });
    Ok((settings, Some(path)))
}

/// The settings of the project that we are in: in this folder, or above it as far as the one with a `.git`. What stands
/// further up, or in a folder that everybody may write to, is not the user's.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let project = here.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or_default();
    here.ancestors().take(project + 1).map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The nearest settings, if they are the user's; else it is said why they are not used.
fn own() -> Option<PathBuf> {
    let path = nearest()?;
    if is_own(&path) {
        return Some(path);
    }
    tell(&words::settings_of_another(&path.display().to_string()));
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

/// The language that the settings ask for, before anything is said of them.
pub(crate) fn lang_of(explicit: Option<&Path>) -> Option<Lang> {
    let path = explicit.map(Path::to_path_buf).or_else(|| nearest().filter(|path| is_own(path)))?;
    Settings::from_toml(&opening::short_text(&path).ok()?).ok()?.lang
}
