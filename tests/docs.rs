//! The pages of `docs/` and README.it.md: made from the program, or run as they stand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use albero::check::registry::RULES;
use albero::check::rule::Rule;
use albero::language::Lang;
use assert_cmd::Command;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A rule's page.
fn page(rule: &Rule, lang: Lang) -> String {
    let [severity, wrong, right, source, none, off, why] = match lang {
        Lang::En => [
            "Severity",
            "Wrong",
            "Right",
            "Source",
            "convention or common sense",
            "Off by default: `--select` with its whole code or name switches it on.",
            "Why",
        ],
        Lang::It => [
            "Gravità",
            "Sbagliato",
            "Giusto",
            "Fonte",
            "convenzione o buon senso",
            "Disattivata di norma: la attiva `--select` con il codice o il nome intero.",
            "Perché",
        ],
    };
    let mut out = format!("# {} `{}`\n\n{}.\n\n", rule.code, rule.name, rule.summary.get(lang));
    let _ = writeln!(out, "{severity}: {}.\n", rule.severity.told(lang));
    if !rule.on {
        let _ = writeln!(out, "{off}\n");
    }
    let _ = writeln!(out, "## {why}\n\n{}\n", rule.reason.get(lang));
    let _ = writeln!(out, "| {wrong} | {right} |\n|---|---|");
    let cell = |text: &str| text.replace('|', "\\|");
    let _ = writeln!(out, "| {} | {} |\n", cell(rule.wrong.get(lang)), cell(rule.right.get(lang)));
    if rule.sources.is_empty() {
        let _ = writeln!(out, "{source}: {none}.");
    }
    for cited in rule.sources {
        let _ = writeln!(out, "{source}: {}.", cited.cite(lang));
    }
    out
}

/// The list of the pages.
fn index(lang: Lang) -> String {
    let mut out = match lang {
        Lang::En => {
            "# The rules\n\nMade from the program: `ALBERO_BLESS=1 cargo test --test docs` writes them anew.\n\n"
        }
        Lang::It => "# Le regole\n\nFatte dal programma: `ALBERO_BLESS=1 cargo test --test docs` le riscrive.\n\n",
    }
    .to_owned();
    for rule in RULES {
        let _ = writeln!(out, "- [{}]({}.md) `{}`: {}", rule.code, rule.code, rule.name, rule.summary.get(lang));
    }
    out
}

#[test]
fn every_rule_has_a_page_in_both_languages() {
    for (folder, lang) in [("docs/rules", Lang::En), ("docs/regole", Lang::It)] {
        let folder = root().join(folder);
        let mut pages: Vec<(PathBuf, String)> =
            RULES.iter().map(|rule| (folder.join(format!("{}.md", rule.code)), page(rule, lang))).collect();
        pages.push((folder.join("README.md"), index(lang)));
        if std::env::var_os("ALBERO_BLESS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            pages.iter().for_each(|(path, text)| std::fs::write(path, text).unwrap());
        }
        for (path, text) in &pages {
            let there = std::fs::read_to_string(path).unwrap_or_default();
            assert_eq!(&there, text, "{}: ALBERO_BLESS=1 cargo test --test docs", path.display());
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), pages.len(), "a page of no rule");
    }
}

/// The commands of a page: every line of its `sh` blocks that begins with `albero`.
fn commands(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(page)).unwrap();
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let lines = blocks.flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>());
    lines
        .map(|line| line.split("  #").next().unwrap().trim().to_owned())
        .filter(|line| line.starts_with("albero "))
        .collect()
}

/// Every command of a page, in its order and in one clean folder, with the plans that the page speaks of.
#[test]
fn the_commands_of_the_italian_readme_run_as_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let plans = root().join("fixtures/plans");
    std::fs::create_dir_all(folder.path().join("piani/Comune di Prova")).unwrap();
    for (from, to) in [
        ("albero-2023-reportlab.pdf", "piano-2023.pdf"),
        ("albero-2024-chromium.pdf", "piano-2024.pdf"),
        ("albero-2023-reportlab.pdf", "piani/Comune di Prova/2023.pdf"),
        ("albero-2024-chromium.pdf", "piani/Comune di Prova/2024.pdf"),
    ] {
        std::fs::copy(plans.join(from), folder.path().join(to)).unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_albero"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let commands = commands("README.it.md");
    assert!(commands.len() >= 12, "{commands:?}");
    for line in commands {
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("LC_ALL", "it_IT.UTF-8")
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        // 1: findings, or changes, were found.
        assert!(output.status.code().is_some_and(|status| status < 2), "{line}: {error}");
        assert!(!output.stdout.is_empty() || line.contains(" -o ") || line.contains(" > "), "{line}");
    }
}
