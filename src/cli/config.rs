//! Settings from `albero.toml`: the file that is named, else for each document the one nearest to it.

use super::isolation::Fault;
use super::lang::lang;
use super::output::Failure;
use super::{opening, tell, words};
use albero::check::settings::Settings;
use albero::language::Lang;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The file's name.
const NAME: &str = "albero.toml";

/// What a command asks of settings besides their file.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Rules to check, before those of any file.
    pub(crate) select: Vec<String>,
    /// Rules not to check, besides.
    pub(crate) ignore: Vec<String>,
    /// Tell of files that leave rules out.
    pub(crate) tells: bool,
}

/// The settings of every document: those of the file that is named; else those in the document's folder, or above it as far
/// as the first with a `.git` or the folder that we are in; else those of the latter.
pub(crate) struct Projects {
    asked: Asked,
    /// Those that are named.
    named: Option<Arc<Settings>>,
    /// Those of the folder that we are in.
    here: Arc<Settings>,
    /// By the path of their file.
    read: Mutex<HashMap<PathBuf, Result<Arc<Settings>, String>>>,
}

impl Projects {
    pub(crate) fn load(explicit: Option<&Path>, asked: Asked) -> Result<Projects, Failure> {
        let mut projects = Projects { asked, named: None, here: Arc::default(), read: Mutex::default() };
        if let Some(path) = explicit {
            let settings = projects.read(path).map_err(Failure::Message)?;
            (projects.named, projects.here) = (Some(Arc::clone(&settings)), settings);
        } else if let Some(path) = nearest() {
            projects.here = projects.read_own(&path).map_err(Failure::Message)?;
        } else {
            projects.here = Arc::new(projects.with_asked(Settings::default()));
        }
        Ok(projects)
    }

    /// Those of the folder that we are in, or that are named: what is not of a document.
    pub(crate) fn here(&self) -> &Settings {
        &self.here
    }

    /// Those of a document.
    pub(crate) fn of(&self, file: &Path) -> Result<Arc<Settings>, Fault> {
        if let Some(named) = &self.named {
            return Ok(Arc::clone(named));
        }
        match nearest_to(file) {
            Some(path) => self.read_own(&path).map_err(|message| Fault::new("settings", message)),
            None => Ok(Arc::clone(&self.here)),
        }
    }

    /// A file's settings, if it is the user's; else it is said why they are not used.
    fn read_own(&self, path: &Path) -> Result<Arc<Settings>, String> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(path) {
            return known.clone();
        }
        let settings = if is_own(path) {
            self.read(path)
        } else {
            tell(&words::settings_of_another(&path.display().to_string()));
            Ok(Arc::new(self.with_asked(Settings::default())))
        };
        read.insert(path.to_owned(), settings.clone());
        settings
    }

    fn read(&self, path: &Path) -> Result<Arc<Settings>, String> {
        let settings = read(path)?;
        let unchecked = settings.unchecked();
        if self.asked.tells && !unchecked.is_empty() {
            tell(&words::not_checked(&shown(path), &unchecked.join(", ")));
        }
        Ok(Arc::new(self.with_asked(settings)))
    }

    fn with_asked(&self, mut settings: Settings) -> Settings {
        if !self.asked.select.is_empty() {
            // What is asked for on the command line goes before the file, for every file.
            settings.select.clone_from(&self.asked.select);
            settings.keep_selection();
        }
        settings.ignore.extend(self.asked.ignore.iter().cloned());
        settings
    }
}

/// The settings that are named, or those of a document or folder, with their file; the default ones where there is none.
pub(crate) fn with_source(
    explicit: Option<&Path>,
    file: Option<&Path>,
) -> Result<(Settings, Option<PathBuf>), Failure> {
    let own = || file.and_then(nearest_to).or_else(nearest).filter(|path| is_own(path));
    let Some(path) = explicit.map(Path::to_path_buf).or_else(own) else { return Ok((Settings::default(), None)) };
    let settings = read(&path).map_err(Failure::Message)?;
    Ok((settings, Some(path)))
}

/// As messages name it: within the folder that we are in by the path from there.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let within = here.and_then(|here| Some(path.strip_prefix(here).ok()?.to_owned()));
    within.as_deref().unwrap_or(path).display().to_string()
}

fn read(path: &Path) -> Result<Settings, String> {
    let shown = shown(path);
    let text = opening::short_text(path).map_err(|error| words::settings_unreadable(&shown, &error.to_string()))?;
    let mut settings = Settings::from_toml(&text).map_err(|error| format!("{shown}:{}", error.tell(lang())))?;
    settings.folder =
        path.parent().map(|folder| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() });
    Ok(settings)
}

/// The settings of the project that we are in: in this folder, or above it as far as the one with a `.git`. What stands
/// further up, or in a folder that everybody may write to, is not the user's.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let project = here.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or_default();
    here.ancestors().take(project + 1).map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The settings nearest to a document: in its folder, or above it as far as the first with a `.git` or the folder that we
/// are in. Where neither is above it, in its folder only.
fn nearest_to(file: &Path) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let file = std::path::absolute(file).ok()?;
    let folder = if file.is_dir() { file.as_path() } else { file.parent()? };
    let ends = |folder: &Path| folder == here || folder.join(".git").exists();
    let last = folder.ancestors().position(ends).unwrap_or_default();
    folder.ancestors().take(last + 1).map(|folder| folder.join(NAME)).find(|path| path.is_file())
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
