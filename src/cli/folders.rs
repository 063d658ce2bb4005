//! Folders as arguments: the plans in them, by name, without what is left out.

use super::args::FolderArguments;
use super::output::Failure;
use super::words;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to read.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) path: PathBuf,
    /// Named by the user, not found in a folder, which has other things than plans in it.
    pub(crate) is_named: bool,
}

/// A place that cannot be listed, and why.
pub(crate) type Unlisted = (String, String);

/// What a folder holds that is not looked into.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    pub(crate) hidden: usize,
    /// Links to folders, and links that lead nowhere.
    pub(crate) links: usize,
    /// Pipes, devices, sockets.
    pub(crate) special: usize,
}

/// What paths lead to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) files: Vec<Given>,
    pub(crate) unlisted: Vec<Unlisted>,
    pub(crate) passed: Passed,
}

/// What is left out of folders.
pub(crate) struct Folders {
    exclude: GlobSet,
    /// Files of ours, which are no plans.
    own: Vec<String>,
}

impl Folders {
    pub(crate) fn new(arguments: &FolderArguments) -> Result<Folders, Failure> {
        let mut exclude = GlobSetBuilder::new();
        let wrong = |pattern: &str, error: &globset::Error| {
            Failure::Message(words::wrong_pattern(pattern, &error.kind().to_string()))
        };
        for pattern in &arguments.exclude {
            exclude.add(Glob::new(pattern).map_err(|error| wrong(pattern, &error))?);
        }
        let exclude = exclude.build().map_err(|error| wrong("", &error))?;
        Ok(Folders { exclude, own: Vec::new() })
    }

    /// Passes an archive by, with the log and index that SQLite keeps beside it.
    pub(crate) fn without_archive(mut self, archive: &Path) -> Folders {
        let name = archive.file_name().unwrap_or_default().to_string_lossy();
        self.own = ["", "-wal", "-shm", "-journal"].map(|suffix| format!("{name}{suffix}")).to_vec();
        self
    }

    /// The files that paths name; of folders all that is in them.
    pub(crate) fn files(&self, paths: impl IntoIterator<Item = PathBuf>) -> Found {
        let mut found = Found::default();
        for path in paths {
            if path.is_dir() {
                self.walk(&path, &mut found);
            } else {
                found.files.push(Given { path, is_named: true });
            }
        }
        found
    }

    fn walk(&self, folder: &Path, found: &mut Found) {
        let hidden = std::cell::Cell::new(0);
        let wanted = |entry: &DirEntry| {
            if entry.depth() == 0 {
                return true;
            }
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            hidden.set(hidden.get() + usize::from(is_hidden));
            !is_hidden && !self.is_left_out(folder, entry.path())
        };
        let is_own = |path: &Path| self.own.iter().any(|own| path.ends_with(own));
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(wanted) {
            match entry {
                Ok(entry) if entry.path().is_file() && !is_own(entry.path()) => {
                    found.files.push(Given { path: entry.into_path(), is_named: false });
                }
                Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() && !is_own(entry.path()) => {
                    found.passed.links += 1;
                }
                Ok(entry) => {
                    let is_plain = entry.file_type().is_dir() || entry.file_type().is_file();
                    found.passed.special += usize::from(!is_plain);
                }
                Err(error) => {
                    let at = error.path().unwrap_or(folder).display().to_string();
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    found.unlisted.push((at, words::unlistable(&why)));
                }
            }
        }
        found.passed.hidden += hidden.get();
    }

    /// By its name, by its path in the folder, or by its whole path.
    fn is_left_out(&self, folder: &Path, path: &Path) -> bool {
        let within = path.strip_prefix(folder).unwrap_or(path);
        let name = path.file_name().map(Path::new).unwrap_or(path);
        [name, within, path].into_iter().any(|path| self.exclude.is_match(path))
    }
}

/// `read 12, refused 2:` with why, where a folder was given.
pub(crate) fn summary(read: usize, refused: &[String]) -> Vec<String> {
    if refused.is_empty() {
        return vec![words::all_read(read)];
    }
    let lines = refused.iter().map(|why| format!("  {why}"));
    [words::some_refused(read, refused.len())].into_iter().chain(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_files_without_those_left_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a/2023.pdf", "a/bozza.pdf", "b/2024.pdf", "b/altro/2025.pdf", ".nascosto", "albero.sqlite"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let found = |exclude: &[&str]| {
            let arguments = FolderArguments { exclude: exclude.iter().map(|text| (*text).to_owned()).collect() };
            let folders = Folders::new(&arguments).ok().unwrap().without_archive(Path::new("x/albero.sqlite"));
            let found = folders.files([folder.path().to_owned()]);
            let names = found.files.iter().map(|given| given.path.strip_prefix(folder.path()).unwrap().to_owned());
            (names.map(|path| path.to_str().unwrap().to_owned()).collect::<Vec<_>>(), found.passed.hidden)
        };
        assert_eq!(
            found(&[]),
            (["a/2023.pdf", "a/bozza.pdf", "b/2024.pdf", "b/altro/2025.pdf"].map(str::to_owned).to_vec(), 1)
        );
        assert_eq!(found(&["bozza*", "b/altro"]).0, ["a/2023.pdf", "b/2024.pdf"]);
        assert_eq!(found(&["**/b/**"]).0, ["a/2023.pdf", "a/bozza.pdf"]);
    }
}
