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

/// A clean folder with the plans that the pages speak of.
fn folder_of_plans() -> tempfile::TempDir {
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
    folder
}

/// Every command of a page, in its order and in one clean folder.
fn run_commands(page: &str, locale: &str, at_least: usize) {
    let folder = folder_of_plans();
    let program = Path::new(env!("CARGO_BIN_EXE_albero"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let commands = commands(page);
    assert!(commands.len() >= at_least, "{page}: {commands:?}");
    for line in commands {
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("LC_ALL", locale)
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        // 1: findings, or changes, were found.
        assert!(output.status.code().is_some_and(|status| status < 2), "{page}: {line}: {error}");
        let is_to_file = line.contains(" -o ")
            || line.contains(" > ")
            || line.contains("--write-baseline")
            || line.starts_with("albero report");
        assert!(!output.stdout.is_empty() || is_to_file, "{page}: {line}");
    }
}

const ENGLISH: &str = "C";
const ITALIAN: &str = "it_IT.UTF-8";

#[test]
fn the_commands_of_the_readmes_run_as_they_stand() {
    run_commands("README.md", ENGLISH, 7);
    run_commands("README.it.md", ITALIAN, 7);
}

#[test]
fn the_commands_of_every_job_run_as_they_stand() {
    for (folder, locale) in [("docs/jobs", ENGLISH), ("docs/lavori", ITALIAN)] {
        let pages = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        let pages: Vec<String> = pages.map(|name| format!("{folder}/{}", name.to_str().unwrap())).collect();
        assert_eq!(pages.len(), 5, "{pages:?}");
        for page in pages {
            run_commands(&page, locale, 4);
        }
    }
}

/// Links to files of the project, and to headings in them.
#[test]
fn links_lead_somewhere() {
    let mut pages: Vec<PathBuf> = ["README.md", "README.it.md", "CONTRIBUTING.md", "SECURITY.md", "docs/measured.md"]
        .into_iter()
        .chain(["docs/install.md", "docs/installare.md"])
        .map(|page| root().join(page))
        .collect();
    for folder in ["docs/jobs", "docs/lavori"] {
        pages.extend(std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    let anchor = |heading: &str| {
        let kept = heading.trim().to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
    };
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("http") {
                continue;
            }
            let (file, heading) = link.split_once('#').map_or((link, None), |(file, heading)| (file, Some(heading)));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(target.exists(), "{}: {link}", page.display());
            if let Some(heading) = heading {
                let there = std::fs::read_to_string(&target).unwrap();
                let has = there.lines().filter_map(|line| line.strip_prefix("## ")).any(|own| anchor(own) == heading);
                assert!(has, "{}: {link}", page.display());
            }
        }
    }
}
