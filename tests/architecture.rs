//! The shape of the project: data flows one way, and no file is long.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

/// Folders and files of `src`, from the first stage to the last: each may use those before it.
const STAGES: &[&[&str]] = &[
    &["limits", "language"],
    &["error", "geometry"],
    // A reading's own labels are asked for in both.
    &["labels", "vocabulary"],
    // What a page is and what the words on it are know each other's types.
    &["source/page", "layout", "location"],
    &["source"],
    &["grammar"],
    &["tables"],
    &["running"],
    &["meaning"],
    &["plan"],
    // The conductor: the only file that knows all stages before it.
    &["read"],
    &["inspect"],
    &["polarity"],
    &["diff"],
    &["check"],
    &["archive"],
    &["output", "schema"],
    &["report"],
    &["lib", "cli", "main"],
];

/// Names of the crate's root, and where they live.
const ROOT: &[(&str, &str)] = &[
    ("model", "plan/model"),
    ("json", "plan/json"),
    ("Plan", "plan"),
    ("messages", "language"),
    ("Reading", "plan"),
    ("plan_schema", "schema"),
    ("findings_schema", "schema"),
    ("diff_schema", "schema"),
    ("history_schema", "schema"),
    ("inspect_schema", "schema"),
    ("settings_schema", "schema"),
];

/// Uses that go up, and why they may.
const EXCEPTIONS: &[(&str, &str)] = &[
    // The plan's types are what is written: a place in them is made where places are known.
    ("location", "plan/model"),
    // Why words are left over is told where that is seen, in the words of what is written.
    ("meaning", "plan/model"),
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

/// The code without comments, texts and characters; tests that stand in a file are last in it and left out, for they
/// may use what they like.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut out = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default();
        for (number, part) in line.split('"').enumerate() {
            // What stands between quotes is a text.
            out.push_str(if number % 2 == 0 { part } else { " " });
        }
        out.push('\n');
    }
    out
}

/// Names, `::`, and braces; any other character by itself.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() || c == '_' {
            let mut name = c.to_string();
            while let Some(more) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                name.push(more);
            }
            tokens.push(name);
        } else if c == ':' && chars.next_if_eq(&':').is_some() {
            tokens.push("::".to_owned());
        } else if !c.is_whitespace() {
            tokens.push(c.to_string());
        }
    }
    tokens
}

/// What stands after `crate` or `super`: every path of a group.
fn paths(tokens: &mut Peekable<IntoIter<String>>, begun: &[String], found: &mut Vec<Vec<String>>) {
    let mut path = begun.to_vec();
    while tokens.next_if(|token| token == "::").is_some() {
        if tokens.next_if(|token| token == "{").is_some() {
            while tokens.peek().is_some_and(|token| token != "}") {
                let name = tokens.next().unwrap();
                if name == "," {
                    continue;
                }
                let mut one = path.clone();
                one.push(name);
                paths(tokens, &one, found);
                // `as other`
                while tokens.next_if(|token| token != "," && token != "}").is_some() {}
            }
            tokens.next();
            return;
        }
        let Some(name) = tokens.next_if(|token| token != "<") else { break };
        path.push(name);
    }
    found.push(path);
}

/// The paths within the crate that a file uses, from the crate's root.
fn used(file: &str, text: &str) -> Vec<String> {
    // `diff/mod` is the module `diff`.
    let module: Vec<String> =
        file.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).map(str::to_owned).collect();
    let mut tokens = tokens(&code(text)).into_iter().peekable();
    let mut found = Vec::new();
    let mut before = String::new();
    while let Some(token) = tokens.next() {
        if matches!(token.as_str(), "crate" | "super") && before != "::" && tokens.peek().is_some_and(|t| t == "::") {
            let mut of_token = Vec::new();
            paths(&mut tokens, &[token], &mut of_token);
            found.extend(of_token);
            before = String::new();
        } else {
            before = token;
        }
    }
    let resolved = found.into_iter().map(|path| {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let own = if ups > 0 { module[..module.len().saturating_sub(ups)].to_vec() } else { Vec::new() };
        let rest = path.into_iter().skip(ups.max(1));
        let whole: Vec<String> = own.into_iter().chain(rest).filter(|part| part != "self" && part != "*").collect();
        whole.join("/")
    });
    resolved.collect()
}

/// The stage of a path that is used; `Err` where nothing is known of it.
fn stage_of_use(path: &str) -> Result<usize, ()> {
    let first = path.split('/').next().unwrap_or_default();
    let real = ROOT.iter().find(|(name, _)| *name == first).map(|(name, real)| path.replacen(name, real, 1));
    stage(real.as_deref().unwrap_or(path)).ok_or(())
}

#[test]
fn data_flows_one_way() {
    for (file, text) in sources() {
        let own = stage(&file).unwrap_or_else(|| panic!("{file} has no stage"));
        for path in used(&file, &text) {
            // The root's own names, in the root; and what a file of the root holds above itself.
            if path.is_empty() || own + 1 == STAGES.len() {
                continue;
            }
            let of = stage_of_use(&path).unwrap_or_else(|()| panic!("{file} uses {path}, of which nothing is known"));
            let real = ROOT.iter().find(|(name, _)| path.starts_with(name)).map_or(path.as_str(), |(_, real)| real);
            let excepted = EXCEPTIONS.iter().any(|(from, to)| file.starts_with(from) && real.starts_with(to));
            assert!(of <= own || excepted, "{file} uses {path}, which comes after it");
        }
    }
}

/// The report shows what it is handed: it reads no document, no archive, and finds nothing itself.
#[test]
fn the_report_reads_plan_findings_changes_and_pictures_only() {
    const MAY: &[&str] = &["report", "plan", "model", "check", "diff", "output", "language", "source/pdf/pictures"];
    for (file, text) in sources().iter().filter(|(file, _)| file.starts_with("report/")) {
        for path in used(file, text) {
            assert!(path.is_empty() || MAY.iter().any(|may| path.starts_with(may)), "{file} uses {path}");
        }
    }
}

#[test]
fn the_command_line_uses_the_library_by_its_name() {
    for (file, text) in sources().iter().filter(|(file, _)| file.starts_with("cli/") || file == "main") {
        for path in used(file, text) {
            assert!(path.is_empty() || path.starts_with("cli"), "{file} uses {path}, which is not of the command line");
        }
    }
}

#[test]
fn every_way_of_naming_a_path_is_seen() {
    let text = "use crate::{diff::{self, report::Change as C}, error};\nuse super::super::archive::X;\nuse super::{\
                a, b::C};\nfn f() -> crate::model::Plan { super::g::<crate::unheard::Of>(\"crate::text\") } // crate::no\n\
                #[cfg(test)]\nmod tests { use crate::lib; }";
    let mut found = used("plan/model/tree", text);
    found.sort();
    let wanted = [
        "diff",
        "diff/report/Change",
        "error",
        "model/Plan",
        "plan/archive/X",
        "plan/model/a",
        "plan/model/b/C",
        "plan/model/g",
        "unheard/Of",
    ];
    assert_eq!(found, wanted);
    assert_eq!(stage_of_use("model/Plan"), stage_of_use("plan/model"));
    assert_eq!(stage_of_use("unheard/Of"), Err(()));
}

#[test]
fn no_file_is_long() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{path} has {lines} lines");
    }
}
