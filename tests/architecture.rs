//! The shape of the project: data flows one way, and no file is long.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

/// Folders and files of `src`, from the first stage to the last: each may use those before it.
const STAGES: &[&[&str]] = &[
    &["error", "geometry", "language", "limits"],
    &["labels"],
    &["grammar"],
    // What a page is and what the words on it are know each other's types.
    &["source/page", "layout", "location"],
    &["source"],
    &["tables"],
    &["running"],
    &["plan"],
    // The conductor: it knows every stage of reading.
    &["read"],
    &["polarity"],
    &["diff"],
    &["check"],
    &["archive"],
    &["output", "schema"],
    &["lib", "cli", "main"],
];

/// Uses that go up, and why they may.
const EXCEPTIONS: &[(&str, &str)] = &[
    // The plan's types are what is written: a place in them is made where places are known.
    ("location", "plan/model"),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    let named = |path: &PathBuf| path.strip_prefix(&root).unwrap().with_extension("").to_str().unwrap().to_owned();
    found.iter().map(|path| (named(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The stage of a module's path, by its longest known beginning.
fn stage(path: &str) -> Option<usize> {
    let begins = |name: &str| path == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'));
    let named = STAGES.iter().enumerate().flat_map(|(stage, names)| names.iter().map(move |name| (stage, *name)));
    named.filter(|(_, name)| begins(name)).max_by_key(|(_, name)| name.len()).map(|(stage, _)| stage)
}

#[test]
fn data_flows_one_way() {
    for (path, text) in sources() {
        let own = stage(&path).unwrap_or_else(|| panic!("{path} has no stage"));
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for path_used in code.flat_map(|line| line.split("crate::").skip(1)) {
            let end = path_used.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '_')));
            let used = path_used[..end.unwrap_or(path_used.len())].replace("::", "/");
            let Some(of) = stage(&used) else { continue };
            let excepted = EXCEPTIONS.iter().any(|(from, to)| path.starts_with(from) && used.starts_with(to));
            assert!(of <= own || excepted, "{path} uses {used}, which comes after it");
        }
    }
}

#[test]
fn no_file_is_long() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{path} has {lines} lines");
    }
}
