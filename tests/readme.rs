//! What the README and the pages of the jobs show is what the program gives.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

fn page(name: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The first code block of a language on a page.
fn block(name: &str, language: &str) -> String {
    let page = page(name);
    let open = format!("```{language}\n");
    let from = page.find(&open).unwrap() + open.len();
    let length = page[from..].find("```").unwrap();
    page[from..from + length].to_owned()
}

#[test]
fn the_changes_that_the_readme_shows_are_those_that_are_found() {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["diff", "fixtures/plans/albero-2023.txt", "fixtures/plans/albero-2024-chromium.pdf", "--lang", "en"])
        .output()
        .unwrap();
    let (shown, given) = (block("docs/jobs/diff.md", "console"), String::from_utf8(output.stdout).unwrap());
    assert!(given.contains(&shown), "{shown}");
}

#[test]
fn the_indicator_that_the_readme_shows_is_the_one_that_is_read() {
    let plan = common::plan("plans/albero-2023.txt");
    let mut indicator = Vec::new();
    albero::json::to_writer(&mut indicator, &plan.sections[0].objectives[0].indicators[0], true).unwrap();
    assert_eq!(block("docs/jobs/feed.md", "json").trim_end(), String::from_utf8(indicator).unwrap());
}

#[test]
fn the_message_that_the_readme_shows_is_the_one_that_is_given() {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["parse", "fixtures/bad/scan.pdf"])
        .output()
        .unwrap();
    assert_eq!(block("README.md", "text"), String::from_utf8(output.stderr).unwrap());
}

#[test]
fn the_findings_that_the_readme_shows_are_those_that_are_found() {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["check", "fixtures/plans/albero-2023.txt", "--lang", "en", "--select", "ALB302"])
        .output()
        .unwrap();
    assert_eq!(block("README.md", "console"), String::from_utf8(output.stdout).unwrap());
}

#[test]
fn the_settings_that_the_readme_shows_are_valid() {
    albero::check::settings::Settings::from_toml(&block("docs/jobs/check.md", "toml")).unwrap();
    albero::check::settings::Settings::from_toml(&block("docs/lavori/controllare.md", "toml")).unwrap();
}

#[test]
fn the_count_of_findings_in_the_readme_is_that_of_the_plan() {
    let findings: Vec<albero::check::finding::Finding> =
        serde_json::from_slice(&common::bytes("plans/albero-2023.findings.json")).unwrap();
    let summary = albero::check::finding::Summary::of(&findings);
    for (name, said) in [
        ("docs/jobs/check.md", format!("{} errors and {} warnings", summary.errors, summary.warnings)),
        ("docs/lavori/controllare.md", format!("{} errori e {} avvisi", summary.errors, summary.warnings)),
    ] {
        assert!(page(name).contains(&said), "{name}: {said}");
    }
}

/// The README's examples for other programs, in a folder with the lines that it says how to make.
fn for_others(language: &str, begins: &str, program: &str, option: &str) {
    let page = page("docs/jobs/feed.md");
    let (_, rest) = page.split_once(&format!("```{language}\n{begins}")).unwrap();
    let (script, rest) = rest.split_once("```\n").unwrap();
    let (_, rest) = rest.split_once("```text\n").unwrap();
    let (wanted, _) = rest.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let lines = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
        .args(["parse", "--format", "ndjson", "--ordered"])
        .args(
            ["chromium", "libreoffice", "reportlab"]
                .map(|made| common::fixture(&format!("plans/albero-2023-{made}.pdf"))),
        )
        .arg(common::fixture("plans/albero-2024-chromium.pdf"))
        .output()
        .unwrap();
    std::fs::write(folder.path().join("plans.ndjson"), lines.stdout).unwrap();
    let output = std::process::Command::new(program)
        .args([option, &format!("{begins}{script}")])
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    assert_eq!(wanted, String::from_utf8(output.stdout).unwrap(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "needs jq, which .ci/run installs"]
fn the_jq_example_gives_what_the_readme_shows() {
    for_others("sh", "jq ", "sh", "-c");
}

#[test]
#[ignore = "needs python3; .ci/run runs it"]
fn the_python_example_gives_what_the_readme_shows() {
    for_others("python", "import json", "python3", "-c");
}

#[test]
fn the_queries_that_the_readme_shows_have_answers() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("albero.sqlite");
    let import = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
        .args(["import", "--entity", "Ente", "--archive", archive.to_str().unwrap()])
        .arg(common::fixture("plans/albero-2023-reportlab.pdf"))
        .output()
        .unwrap();
    assert!(import.status.success());
    let connection = rusqlite::Connection::open(archive).unwrap();
    let queries = block("docs/jobs/feed.md", "sql");
    for query in queries.split_inclusive(';').filter(|query| query.contains("SELECT")) {
        let rows = connection.prepare(query).unwrap().query([]).unwrap().next().map(|row| row.is_some());
        assert_eq!(rows, Ok(true), "{query}");
    }
    // The table of columns is that of the schema.
    let page = page("docs/jobs/feed.md");
    for table in [
        "documents",
        "plans",
        "sections",
        "objectives",
        "objective_units",
        "indicators",
        "targets",
        "phases",
        "history",
        "results",
        "findings",
        "search",
    ] {
        let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        let columns: Vec<String> = statement
            .query_map([table], |row| Ok(format!("`{}`", row.get::<_, String>(0)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let row = page.lines().find(|line| line.starts_with(&format!("| `{table}`"))).unwrap();
        assert!(row.ends_with(&format!("| {} |", columns.join(", "))), "{table}: {columns:?}");
    }
}
