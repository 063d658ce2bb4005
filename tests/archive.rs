//! The archive: what goes in comes out, whole or not at all, whatever happens meanwhile.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/random.rs"]
mod random;

use albero::Plan;
use common::{DOCUMENTS, bytes, fixture};
use random::Random;
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const PLAN_2023: &str = "plans/albero-2023-reportlab.pdf";
const PLAN_2024: &str = "plans/albero-2024-chromium.pdf";

/// A folder with an archive in it.
struct Work(TempDir);

impl Work {
    fn new() -> Work {
        Work(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn albero(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_albero"));
        command.current_dir(self.0.path()).env("LC_ALL", "C").args(arguments);
        command
    }

    /// Puts a fixture into a file of a folder, with bytes of its own where a mark is given.
    fn put(&self, name: &str, fixture: &str, mark: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut content = bytes(fixture);
        content.extend_from_slice(mark.as_bytes());
        std::fs::write(path, content).unwrap();
    }

    fn sqlite(&self) -> Connection {
        Connection::open(self.path("albero.sqlite")).unwrap()
    }

    fn count(&self, sql: &str) -> i64 {
        self.sqlite().query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn what_comes_out_is_byte_for_byte_what_parse_gives() {
    let work = Work::new();
    for (number, (document, _)) in DOCUMENTS.iter().enumerate() {
        let name = Path::new(document).file_name().unwrap().to_str().unwrap();
        work.put(&format!("ente {number}/{name}"), document, "");
    }
    let imported = work.albero(&["import", ".", "--entity-from", "parent-folder"]);
    assert_eq!(imported.status.code(), Some(0), "{}", text(&imported.stderr));
    assert!(text(&imported.stdout).starts_with(&format!("imported {}, ", DOCUMENTS.len())));
    for (number, (document, _)) in DOCUMENTS.iter().enumerate() {
        let name = Path::new(document).file_name().unwrap().to_str().unwrap();
        let parsed = work.albero(&["parse", "--compact", &format!("ente {number}/{name}")]);
        let exported = work.albero(&["export", "--entity", &format!("ente {number}")]);
        assert!(exported.stdout == parsed.stdout && !parsed.stdout.is_empty(), "{document}");
    }
}

#[test]
fn every_table_holds_what_the_plan_holds() {
    let work = Work::new();
    work.put("Ente/2023.pdf", PLAN_2023, "");
    assert_eq!(work.albero(&["import", "Ente", "--entity", "Ente"]).status.code(), Some(0));
    let plan = common::plan(PLAN_2023);
    let indicators: Vec<_> = plan.objectives().flat_map(|o| &o.indicators).collect();
    for (sql, wanted) in [
        ("SELECT count(*) FROM documents", 1),
        ("SELECT count(*) FROM sections", plan.sections.len()),
        ("SELECT count(*) FROM objectives", plan.objectives().count()),
        ("SELECT count(*) FROM objective_units", plan.objectives().map(|o| o.units.len()).sum()),
        ("SELECT count(*) FROM indicators", indicators.len()),
        ("SELECT count(*) FROM targets", indicators.iter().map(|i| i.targets.len()).sum()),
        ("SELECT count(*) FROM search", plan.objectives().count() + indicators.len()),
        ("SELECT count(*) FROM findings WHERE severity = 'error'", 3),
        // Every value of the tables is in the plan JSON.
        (
            "SELECT count(*) FROM indicators JOIN targets ON indicator_id = id
             WHERE code = 'Az_7.1#1' AND targets.text = '>= 100,00 gg' AND comparator = '>=' AND value = 100.0
                AND unit = 'gg' AND targets.year = 2023 AND weight = 100.0",
            1,
        ),
        ("SELECT year FROM plans WHERE entity = 'Ente' AND baseline_year = 2022 AND format = 'pdf'", 2023),
    ] {
        assert_eq!(work.count(sql), wanted as i64, "{sql}");
    }
    let names: BTreeSet<String> = work
        .sqlite()
        .prepare("SELECT name || algorithm FROM indicators")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let wanted: BTreeSet<String> =
        indicators.iter().map(|i| format!("{}{}", i.name, i.algorithm.text.as_deref().unwrap())).collect();
    assert_eq!(names, wanted);
}

#[test]
fn the_same_bytes_change_nothing_and_newer_ones_stand_beside_the_old() {
    let work = Work::new();
    work.put("a.pdf", PLAN_2023, "");
    let import = |arguments: &[&str]| {
        let output = work.albero(&[&["import", "--entity", "Ente"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).lines().next().unwrap().to_owned()
    };
    assert_eq!(import(&["a.pdf"]), "imported 1, unchanged 0, replaced 0, failed 0");
    let before = std::fs::read(work.path("albero.sqlite")).unwrap();
    assert_eq!(import(&["a.pdf"]), "imported 0, unchanged 1, replaced 0, failed 0");
    assert!(before == std::fs::read(work.path("albero.sqlite")).unwrap());
    // The same plan printed anew: both stay, and the newer is the one that is given.
    work.put("b.pdf", PLAN_2023, "\n% b\n");
    assert_eq!(import(&["b.pdf"]), "imported 1, unchanged 0, replaced 0, failed 0");
    let listed = |arguments: &[&str]| {
        let output = work.albero(&[&["list", "--output-format", "json"], arguments].concat());
        let plans: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        plans.iter().map(|plan| plan["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&[]), ["b.pdf"]);
    assert_eq!(listed(&["--all"]), ["a.pdf", "b.pdf"]);
    work.put("c.pdf", PLAN_2023, "\n% c\n");
    assert_eq!(import(&["--replace", "c.pdf"]), "imported 0, unchanged 0, replaced 1, failed 0");
    assert_eq!(listed(&["--all"]), ["c.pdf"]);
    for table in ["sections", "objectives", "indicators", "search", "findings", "targets", "objective_units"] {
        let id = if table == "targets" { "indicator_id" } else { "rowid" };
        let sql = match table {
            "findings" | "objective_units" => format!("SELECT count(*) FROM {table}"),
            _ => format!("SELECT count(DISTINCT {id}) FROM {table}"),
        };
        assert!(work.count(&sql) > 0 && work.count(&sql) <= 400, "{table}: of one document only");
    }
    // A year that is given later is taken; the same bytes are read again only where that is asked for.
    assert_eq!(
        import(&["c.pdf", "--year", "2022"]),
        "imported 0, unchanged 1, replaced 0, failed 0; body or year taken of 1 unchanged"
    );
    assert_eq!(work.count("SELECT year FROM plans"), 2022);
    assert_eq!(import(&["c.pdf", "--year", "2021", "--replace"]), "imported 0, unchanged 0, replaced 1, failed 0");
    assert_eq!(work.count("SELECT year FROM plans"), 2021);
}

/// Plan JSON that claims to be made of a document, with another title.
fn forge(work: &Work, document: &str, name: &str) {
    let output = work.albero(&["parse", document]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let mut plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    plan["title"] = "TITOLO FALSO".into();
    std::fs::write(work.path(name), plan.to_string()).unwrap();
}

#[test]
fn a_document_wins_over_a_plan_json_that_claims_to_be_made_of_it() {
    for (order, lines) in [
        (["a.json", "a.pdf"], ["imported 1, unchanged 0", "imported 0, unchanged 0, replaced 1"]),
        (["a.pdf", "a.json"], ["imported 1, unchanged 0", "imported 0, unchanged 1"]),
    ] {
        for more in [&[][..], &["--replace"]] {
            let work = Work::new();
            work.put("a.pdf", PLAN_2023, "");
            forge(&work, "a.pdf", "a.json");
            for (file, line) in order.iter().zip(lines) {
                let output = work.albero(&[&["import", "--entity", "Ente", file], more].concat());
                assert!(text(&output.stdout).starts_with(line), "{order:?} {more:?}: {}", text(&output.stdout));
            }
            let row = "SELECT origin || ' ' || name || ' ' || coalesce(title, '') FROM plans JOIN documents ON document_id = id";
            let found: Vec<String> = work
                .sqlite()
                .prepare(row)
                .unwrap()
                .query_map([], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with("document a.pdf") && !found[0].contains("FALSO"), "{found:?}");
            // Both have been read: neither is read again.
            let output = work.albero(&["import", "--entity", "Ente", "a.pdf"]);
            assert!(text(&output.stdout).starts_with("imported 0, unchanged 1"), "{}", text(&output.stdout));
        }
    }
    // In one import, by two readers at once, too.
    let work = Work::new();
    work.put("in/b.pdf", PLAN_2023, "");
    forge(&work, "in/b.pdf", "in/a.json");
    for place in 0..5 {
        let archive = format!("{place}.sqlite");
        let output = work.albero(&["import", "--archive", &archive, "--entity", "Ente", "in"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let read = Connection::open(work.path(&archive)).unwrap();
        let titled = "SELECT count(*) FROM plans WHERE origin = 'document' AND title IS NOT 'TITOLO FALSO'";
        assert_eq!(read.query_row(titled, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    }
}

/// A plan JSON of one body and year, with what this one says of itself.
fn version(work: &Work, name: &str, more: serde_json::Value) {
    let mut plan = serde_json::json!({
        "entity": "Comune di Prova", "year": 2025, "title": "Piano della performance",
        "source": { "name": name, "format": "text", "sha256": format!("{:064x}", name.len()), "size_bytes": 1, "page_count": 1 },
        "sections": [{ "title": "Area", "objectives": [{ "title": "Uno", "indicators": [] }] }],
    });
    plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    std::fs::write(work.path(&format!("{name}.json")), plan.to_string()).unwrap();
}

#[test]
fn the_newest_is_no_draft_then_the_last_approved_then_the_last_given() {
    let approved =
        |day: &str| serde_json::json!({ "approval": { "text": format!("Delibera del {day}"), "date": day } });
    type Given<'d> = &'d [(&'d str, serde_json::Value)];
    let cases: [(Given<'_>, &str, &str); 4] = [
        (&[("piano", approved("2025-01-31")), ("piano-bozza", approved("2025-03-01"))], "piano", "1 other: --all"),
        (&[("uno", approved("2025-05-01")), ("due-a", approved("2025-01-01"))], "uno", "1 other: --all"),
        // One of them prints no date: the input's order counts.
        (
            &[("uno", approved("2025-05-01")), ("due-a", serde_json::json!({})), ("tre-di", approved("2025-01-01"))],
            "tre-di",
            "2 others: --all",
        ),
        (
            &[("definitivo", serde_json::json!({})), ("altro", serde_json::json!({ "title": "BOZZA di Piano" }))],
            "definitivo",
            "1 other: --all",
        ),
    ];
    for (documents, newest, others) in cases {
        let work = Work::new();
        for (name, more) in documents {
            version(&work, name, more.clone());
        }
        let files: Vec<String> = documents.iter().map(|(name, _)| format!("{name}.json")).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        assert!(work.albero(&[&["import"], &files[..]].concat()).status.success());
        let listed = text(&work.albero(&["list"]).stdout);
        assert_eq!(listed.lines().count(), 1, "{listed}");
        assert!(listed.contains(&format!("  {newest}  (")) && listed.contains(others), "{newest}: {listed}");
        assert_eq!(text(&work.albero(&["list", "--all"]).stdout).lines().count(), documents.len());
    }
}

#[test]
fn a_report_stands_beside_its_plan_and_takes_no_place_of_it() {
    let work = Work::new();
    version(&work, "piano", serde_json::json!({}));
    version(&work, "relazione", serde_json::json!({ "kind": "report" }));
    assert!(work.albero(&["import", "piano.json", "relazione.json"]).status.success());
    let listed = text(&work.albero(&["list"]).stdout);
    assert!(listed.lines().count() == 2 && listed.contains("relazione  (report)"), "{listed}");
    let again = work.albero(&["import", "--replace", "relazione.json"]);
    assert!(again.status.success());
    assert_eq!(text(&work.albero(&["list"]).stdout).lines().count(), 2);
}

#[test]
fn plans_that_name_no_body_do_not_hide_each_other() {
    let work = Work::new();
    work.put("a.pdf", PLAN_2023, "");
    work.put("b.txt", "plans/albero-2023.txt", "");
    let output = work.albero(&["import", "a.pdf", "b.txt"]);
    assert!(text(&output.stdout).contains("2 name no public body"));
    assert_eq!(text(&work.albero(&["export"]).stdout).lines().count(), 2);
    let ambiguous = work.albero(&["diff", "--archive", "albero.sqlite", "2023", "2023"]);
    assert_eq!(ambiguous.status.code(), Some(2));
    assert!(text(&ambiguous.stderr).contains("several in the archive"), "{}", text(&ambiguous.stderr));
    assert_eq!(work.albero(&["import", "--replace", "a.pdf", "b.txt"]).status.code(), Some(0));
    assert_eq!(work.count("SELECT count(*) FROM plans"), 2);
}

#[test]
fn what_fails_is_said_and_the_others_are_in() {
    let work = Work::new();
    work.put("piani/2023.pdf", PLAN_2023, "");
    work.put("piani/scan.pdf", "bad/scan.pdf", "");
    work.put("piani/pagina.html", "bad/html.pdf", "");
    let output = work.albero(&["import", "piani", "missing.pdf"]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.starts_with("imported 1, unchanged 0, replaced 0, failed 2; skipped 1 that are no PDF"), "{said}");
    assert!(said.contains("failed: piani/scan.pdf: no text layer in any of its 1 pages"), "{said}");
    assert!(said.contains("failed: missing.pdf: no such file"), "{said}");
    // A file that is named is not skipped.
    let output = work.albero(&["import", "piani/pagina.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("failed: piani/pagina.html: not a PDF or text"));
    // An archive in the folder is none of the documents.
    let output = work.albero(&["import", "--archive", "piani/albero.sqlite", "piani/scan.pdf", "piani"]);
    assert!(!text(&output.stdout).contains("sqlite"), "{}", text(&output.stdout));
}

#[test]
fn a_file_that_is_no_archive_is_left_alone() {
    let work = Work::new();
    work.put("albero.sqlite", "plans/albero-2023.txt", "");
    work.put("a.pdf", PLAN_2023, "");
    let other = Connection::open(work.path("other.sqlite")).unwrap();
    other.execute_batch("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)").unwrap();
    drop(other);
    for (archive, says) in [("albero.sqlite", "not an albero archive"), ("other.sqlite", "not an albero archive")] {
        let before = std::fs::read(work.path(archive)).unwrap();
        for command in [&["import", "a.pdf"][..], &["list"], &["export"], &["search", "x"]] {
            let output = work.albero(&[command, &["--archive", archive]].concat());
            assert_eq!(output.status.code(), Some(2));
            assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
        }
        assert!(std::fs::read(work.path(archive)).unwrap() == before);
    }
    let missing = work.albero(&["list", "--archive", "none.sqlite"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("no such archive; make one with albero import"));
    assert!(!work.path("none.sqlite").exists());
    assert_eq!(work.albero(&["import", "a.pdf", "--archive", "new.sqlite"]).status.code(), Some(0));
    Connection::open(work.path("new.sqlite")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let newer = work.albero(&["list", "--archive", "new.sqlite"]);
    assert!(text(&newer.stderr).contains("archive of version 99"), "{}", text(&newer.stderr));
}

/// What an archive must be at any moment: sound, and every document in it whole.
fn assert_sound(work: &Work, reported: &[String]) {
    let archive = work.sqlite();
    let sound: String = archive.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let dangling: i64 =
        archive.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(dangling, 0);
    let tables: i64 = archive.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
    if tables == 0 {
        assert!(reported.is_empty(), "reported, but there is no archive yet");
        return;
    }
    let mut statement = archive
        .prepare(
            "SELECT name, json, (SELECT count(*) FROM indicators WHERE plan_id = documents.id),
                (SELECT count(*) FROM targets JOIN indicators ON indicators.id = indicator_id WHERE plan_id = documents.id),
                (SELECT count(*) FROM search WHERE search.plan_id = documents.id)
             FROM documents JOIN plans ON document_id = id",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut held = BTreeSet::new();
    while let Some(row) = rows.next().unwrap() {
        let (name, json): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let plan: Plan = serde_json::from_str(&json).unwrap();
        let indicators: Vec<_> = plan.objectives().flat_map(|o| &o.indicators).collect();
        let targets: usize = indicators.iter().map(|i| i.targets.len()).sum();
        let counted: [i64; 3] = [row.get(2).unwrap(), row.get(3).unwrap(), row.get(4).unwrap()];
        let wanted = [indicators.len(), targets, indicators.len() + plan.objectives().count()];
        assert_eq!(counted, wanted.map(|n| n as i64), "{name} is not whole");
        held.insert(name);
    }
    let documents: i64 = archive.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).unwrap();
    assert_eq!(documents as usize, held.len(), "a document without a plan");
    for name in reported {
        assert!(held.contains(name), "{name} was reported as imported");
    }
}

/// The files that lines report as imported.
fn reported(lines: impl Iterator<Item = String>) -> Vec<String> {
    let name = |line: String| {
        let path = line.strip_prefix("albero: ")?.split_once(": imported")?.0.to_owned();
        Some(Path::new(&path).file_name()?.to_str()?.to_owned())
    };
    lines.filter_map(name).collect()
}

fn documents(work: &Work, count: usize) {
    for number in 0..count {
        work.put(&format!("piani/{number:02}.txt"), "plans/albero-2023.txt", &"\n".repeat(number + 1));
    }
}

#[test]
fn killed_at_any_moment_an_archive_holds_all_that_was_reported() {
    const KILLS: u64 = 50;
    let work = Work::new();
    documents(&work, 12);
    let begun = std::time::Instant::now();
    assert_eq!(work.albero(&["import", "piani", "--archive", "whole.sqlite"]).status.code(), Some(0));
    let whole = begun.elapsed();
    let mut random = Random::new(5);
    let (mut partly, mut all) = (0, 0);
    for kill in 0..KILLS {
        // Now and then from the beginning, else on with what the last kill left.
        if kill % 5 == 0 {
            for name in ["albero.sqlite", "albero.sqlite-wal", "albero.sqlite-shm"] {
                let _ = std::fs::remove_file(work.path(name));
            }
        }
        let mut import =
            work.command(&["import", "piani"]).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(random.below(whole.as_micros() as usize) as u64));
        import.kill().unwrap();
        let lines = BufReader::new(import.stderr.take().unwrap()).lines().map_while(Result::ok);
        let reported = reported(lines);
        import.wait().unwrap();
        assert_sound(&work, &reported);
        partly += usize::from(!reported.is_empty() && reported.len() < 12);
        all += reported.len();
    }
    assert!(partly >= 5 && all > 0, "{partly} of {KILLS} kills fell into an import");
    // What a kill left, the next import completes.
    assert_eq!(work.albero(&["import", "piani"]).status.code(), Some(0));
    assert_eq!(work.count("SELECT count(*) FROM documents"), 12);
}

/// On this machine, a write beyond a limit fails as on a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_ends_an_import_with_a_clear_line_and_a_sound_archive() {
    let work = Work::new();
    documents(&work, 12);
    // Blocks of 512 bytes: room for some documents. The signal is ignored, so that writing fails instead.
    let script = "trap '' XFSZ; ulimit -f 6000; exec \"$0\" import piani";
    let output = Command::new("sh")
        .current_dir(work.0.path())
        .args(["-c", script, env!("CARGO_BIN_EXE_albero")])
        .output()
        .unwrap();
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.lines().last().unwrap().contains("albero.sqlite: "), "{said}");
    let reported = reported(said.lines().map(str::to_owned));
    assert!(!reported.is_empty() && reported.len() < 12, "{reported:?}");
    assert_sound(&work, &reported);
}

#[test]
fn two_imports_at_once_wait_for_each_other_and_readers_for_none() {
    let work = Work::new();
    documents(&work, 8);
    for number in 8..16 {
        work.put(&format!("altri/{number:02}.txt"), "plans/albero-2023.txt", &"\n".repeat(number + 1));
    }
    let start =
        |folder: &str| work.command(&["import", folder]).stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let imports = [start("piani"), start("altri")];
    let mut seen = Vec::new();
    while seen.last() != Some(&16) && seen.len() < 5_000 {
        if work.path("albero.sqlite").exists() {
            let reader = work.sqlite();
            reader.busy_timeout(Duration::from_secs(10)).unwrap();
            // No table yet, at first.
            if let Ok(count) = reader.query_row("SELECT count(*) FROM plans", [], |row| row.get::<_, i64>(0)) {
                seen.push(count);
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    for import in imports {
        let output = import.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    assert!(seen.is_sorted() && seen.last() == Some(&16), "{seen:?}");
    assert_sound(&work, &[]);
}

#[test]
fn a_body_is_known_by_a_part_of_its_name() {
    let work = Work::new();
    work.put("Comune di Firenze/2023.pdf", PLAN_2023, "");
    work.put("Comune di Fiesole/2023.pdf", PLAN_2023, "\n% 2\n");
    work.put("Comune di Firenze/2024.pdf", PLAN_2024, "");
    assert_eq!(work.albero(&["import", ".", "--entity-from", "parent-folder"]).status.code(), Some(0));
    let diff = work.albero(&["diff", "--archive", "albero.sqlite", "--entity", "firenze", "2023", "2024"]);
    assert_eq!(diff.status.code(), Some(1));
    assert!(text(&diff.stdout).contains("objectives: 85 changed, 21 unchanged, 4 added, 6 removed"));
    let json = work.albero(&[
        "diff",
        "--archive",
        "albero.sqlite",
        "2023",
        "2024",
        "--entity",
        "COMUNE DI FIRENZE",
        "--output-format",
        "json",
    ]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["new"]["entity"], "Comune di Firenze");
    for (arguments, says) in [
        (
            &["diff", "--archive", "albero.sqlite", "--entity", "comune", "2023", "2024"][..],
            "several in the archive for \"comune\"",
        ),
        (
            &["diff", "--archive", "albero.sqlite", "--entity", "siena", "2023", "2024"],
            "no plan in the archive of \"siena\"",
        ),
        (&["diff", "--archive", "albero.sqlite", "--entity", "firenze", "2021", "2024"], "\"firenze\", 2021"),
        (&["diff", "--archive", "albero.sqlite", "a.pdf", "b.pdf"], "give years to compare"),
        (&["show", "99.99", "--entity", "firenze"], "no objective 99.99"),
    ] {
        let output = work.albero(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(says), "{arguments:?}: {}", text(&output.stderr));
    }
    let check = work.albero(&[
        "check",
        "--archive",
        "albero.sqlite",
        "--entity",
        "firenze",
        "--year",
        "2023",
        "--output-format",
        "json",
    ]);
    let report: Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!((check.status.code(), &report["summary"]["errors"]), (Some(1), &3.into()));
    let direct = work.albero(&["check", "Comune di Firenze/2023.pdf", "--output-format", "json"]);
    // All but the name: a file has its path, an archived plan its body and year.
    let nameless = |json: &[u8]| {
        let mut report: Value = serde_json::from_slice(json).unwrap();
        report["documents"][0]["file"].take();
        report["findings"].as_array_mut().unwrap().iter_mut().for_each(|finding| finding["file"] = Value::Null);
        report
    };
    assert_eq!(nameless(&check.stdout), nameless(&direct.stdout), "an archived plan is checked as the document is");
}

#[test]
fn an_objective_is_shown_with_its_indicators_and_findings() {
    let work = Work::new();
    work.put("2023.pdf", PLAN_2023, "");
    assert_eq!(work.albero(&["import", "2023.pdf", "--entity", "Ente"]).status.code(), Some(0));
    for code in ["Az_7.1", "az_7.1#2"] {
        let shown = text(&work.albero(&["show", code]).stdout);
        for part in [
            "Ente 2023 (2023.pdf)\n",
            "Az_7.1 Procedure di mediazione e conciliazione",
            "  weight: 8.33\n",
            "  Az_7.1#2: Durata media dei procedimenti conclusi esclusivamente con gestione interna\n",
            "      target 2023: >= 100,00 gg\n",
            "  error ALB302 Az_7.1#1: less is better",
        ] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }
}

#[test]
fn words_are_found_in_titles_names_and_algorithms() {
    let work = Work::new();
    work.put("2023.pdf", PLAN_2023, "");
    assert_eq!(work.albero(&["import", "2023.pdf", "--entity", "Ente"]).status.code(), Some(0));
    let plan = common::plan(PLAN_2023);
    let hits = |words: &[&str]| {
        let output = work.albero(&[&["search", "--output-format", "json", "--most", "500"], words].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let hits: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        hits
    };
    // Accents and case do not matter; the plan says how many there are.
    let words = |text: &str| {
        let lower = text.to_lowercase().replace('à', "a");
        lower.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
    };
    let has = |text: &str| words(text).iter().any(|word| word == "attivita");
    let titles = plan.objectives().filter(|o| has(&o.title)).count();
    let rows = plan.objectives().flat_map(|o| &o.indicators);
    let rows = rows.filter(|i| has(&i.name) || i.algorithm.text.as_deref().is_some_and(has)).count();
    assert_eq!(hits(&["ATTIVITÀ"]).len(), titles + rows);
    assert!(titles > 0 && rows > 0);
    let found = hits(&["mediazion*", "durata"]);
    assert_eq!(found[0]["code"], "Az_7.1#1");
    assert!(found[0]["text"].as_str().unwrap().contains("[Durata] media dei procedimenti conclusi [mediazione]"));
    assert_eq!(
        found[0]["page"],
        common::plan(PLAN_2023).objectives().find(|o| o.code.as_deref() == Some("Az_7.1")).unwrap().locations[0].page
    );
    // Operators of the index are words like any other.
    for words in [&["NEAR("][..], &["a OR b"], &["\""], &["title:x"], &["-"], &["*"]] {
        assert!(hits(words).len() <= 500);
    }
}

#[test]
fn csv_has_a_row_an_indicator_and_starts_no_formula() {
    let work = Work::new();
    let mut plan = common::plan(PLAN_2023);
    plan.sections[0].objectives[0].indicators[0].name = "=HYPERLINK(\"http://x\")".to_owned();
    plan.sections[0].objectives[0].title = "@x, \"y\"\nz".to_owned();
    std::fs::write(work.path("plan.json"), plan.to_json(false).unwrap()).unwrap();
    assert_eq!(work.albero(&["import", "plan.json", "--entity", "Ente; di \"prova\""]).status.code(), Some(0));
    let archived = work.albero(&["export", "--format", "csv", "--bom", "--delimiter", ";"]);
    let csv = archived.stdout.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(csv);
    let heads = reader.headers().unwrap().clone();
    let at = |row: &csv::StringRecord, head: &str| row[heads.iter().position(|h| h == head).unwrap()].to_owned();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 140);
    assert_eq!(at(&rows[0], "indicator_name"), "'=HYPERLINK(\"http://x\")");
    assert_eq!(at(&rows[0], "objective_title"), "'@x, \"y\"\nz");
    assert_eq!(at(&rows[0], "entity"), "Ente; di \"prova\"");
    let indicators: Vec<_> = plan.objectives().flat_map(|o| &o.indicators).collect();
    for (row, own) in rows.iter().zip(&indicators).skip(1) {
        assert_eq!(at(row, "indicator_id"), own.id);
        assert_eq!(at(row, "target_1_text").trim_start_matches('\''), own.targets[0].text);
        assert_eq!(at(row, "target_1_value"), own.targets[0].value().map_or(String::new(), |v| v.to_string()));
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.parse::<f64>().is_ok(), "{cell}");
        }
    }
    let direct = work.albero(&["parse", "--format", "csv", "plan.json"]);
    assert_eq!(text(&direct.stdout).lines().next().unwrap(), text(csv).lines().next().unwrap().replace(';', ","));
    let findings = work.albero(&["export", "--format", "csv", "--findings"]);
    assert_eq!(
        csv::Reader::from_reader(findings.stdout.as_slice()).records().count(),
        work.count("SELECT count(*) FROM findings") as usize
    );
}

#[test]
fn the_portals_record_has_operators_in_words_and_dashes_for_what_is_absent() {
    let work = Work::new();
    work.put("2024.pdf", PLAN_2024, "");
    assert_eq!(work.albero(&["import", "2024.pdf"]).status.code(), Some(0));
    let output = work.albero(&["export", "--format", "portal"]);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        heads,
        [
            "Anno di riferimento",
            "Codice",
            "Titolo",
            "Descrizione",
            "Tipologia",
            "Obiettivo",
            "Unità di misura",
            "Fonte dei dati",
            "Algoritmo di calcolo",
            "Peso indicatore",
            "Target conseguito nell'esercizio precedente",
            "Target primo anno",
            "Target secondo anno",
            "Target terzo anno",
            "Note",
        ]
    );
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.len(), 137);
    let row = rows.iter().find(|row| row[1] == "Az_7.1#1").unwrap();
    assert_eq!(row[0], "2024");
    assert_eq!(
        row[6..],
        ["gg", "–", row[8].as_str(), "50,00", "107,17 gg", "minore o uguale a 100,00 gg", "–", "–", "–"]
    );
    assert!(rows.iter().all(|row| row.iter().all(|cell| !cell.is_empty())));
}

#[test]
fn many_documents_are_lines_in_the_order_of_the_input_with_an_error_for_one_that_failed() {
    let work = Work::new();
    let order =
        ["plans/albero-2023-libreoffice.pdf", "bad/scan.pdf", "plans/albero-2023.txt", "invented/9-reportlab.pdf"];
    let paths: Vec<String> = order.iter().map(|name| fixture(name).to_str().unwrap().to_owned()).collect();
    let lines = |list: Option<String>, arguments: &[&str]| {
        let mut child = work
            .command(&[&["parse", "--format", "ndjson", "--ordered"], arguments].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        if let Some(list) = list {
            input.write_all(list.as_bytes()).unwrap();
        }
        drop(input);
        let mut out = String::new();
        child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(2));
        out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>()
    };
    let given: Vec<&str> = paths.iter().map(String::as_str).collect();
    for lines in [
        lines(Some(paths.join("\n")), &[]),
        lines(Some(paths.join("\0")), &[]),
        lines(Some(paths.join("\n")), &["--files-from", "-"]),
        lines(None, &given),
    ] {
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0]["source"]["name"], "albero-2023-libreoffice.pdf");
        assert_eq!(lines[1]["file"], paths[1].as_str());
        assert_eq!(lines[1]["error"]["kind"], "no_text");
        assert!(lines[1]["error"]["message"].as_str().unwrap().contains("run OCR first"));
        assert_eq!(lines[2]["source"]["name"], "albero-2023.txt");
        assert_eq!(lines[3]["source"]["name"], "9-reportlab.pdf");
    }
}

#[test]
fn bodies_are_renamed_and_plans_taken_out_and_lists_list() {
    let work = Work::new();
    for (name, tail, entity) in [("a.pdf", "", "Comune di Prova"), ("b.pdf", "\n% b\n", "Provincia di Prova")] {
        work.put(name, PLAN_2023, tail);
        assert_eq!(work.albero(&["import", "--entity", entity, name]).status.code(), Some(0));
    }
    let said = |arguments: &[&str]| {
        let output = work.albero(arguments);
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    // A part of two names lists both; a filter that nothing matches says so.
    let (_, both) = said(&["list", "--entity", "prova"]);
    assert!(both.contains("Comune di Prova") && both.contains("Provincia di Prova"), "{both}");
    assert_eq!(said(&["list", "--year", "1999"]), (Some(0), "albero: nothing found\n".to_owned()));
    assert_eq!(said(&["search", "zzzz"]), (Some(0), "albero: nothing found\n".to_owned()));
    assert_eq!(said(&["rename", "comune", "Città di Prova"]), (Some(0), "renamed 1\n".to_owned()));
    assert!(said(&["list", "--entity", "città di prova"]).1.contains("Città di Prova"));
    // Never all of them by an oversight, and nothing where the name is not known.
    assert_eq!(said(&["remove"]).0, Some(2));
    assert_eq!(said(&["remove", "--entity", "pippo"]).0, Some(2));
    let (status, told) = said(&["remove", "--entity", "provincia"]);
    assert!(status == Some(0) && told.starts_with("removed 1\n2023  Provincia di Prova"), "{told}");
    assert_eq!(work.count("SELECT count(*) FROM documents"), 1);
    assert_eq!(work.count("SELECT count(*) FROM search WHERE plan_id NOT IN (SELECT id FROM documents)"), 0);
    // The flat views have body and year.
    let flat = "SELECT count(*) FROM indicators_flat WHERE entity = 'Città di Prova' AND year = 2023 AND targets <> ''";
    assert!(work.count(flat) > 100);
    assert_eq!(
        work.count(
            "SELECT count(*) FROM findings_flat WHERE entity IS NOT NULL AND page IS NOT NULL AND severity = 'error'"
        ),
        work.count("SELECT count(*) FROM findings WHERE severity = 'error'")
    );
    // Words are found by the tables they stand in, also after plans were taken out.
    let found = |sql: &str| work.count(&format!("SELECT count(*) FROM {sql}"));
    assert!(found("objectives_fts WHERE objectives_fts MATCH 'servizio'") > 0);
    let of_view = "indicators_flat WHERE id IN (SELECT rowid FROM indicators_fts WHERE indicators_fts MATCH 'durata')";
    assert_eq!(found(of_view), found("indicators WHERE name LIKE '%durata%' OR algorithm LIKE '%durata%'"));
    for table in ["objectives", "indicators"] {
        work.sqlite()
            .execute(&format!("INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)"), [])
            .unwrap();
    }
    let metadata = work.albero(&["export", "--format", "datasette"]);
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let tables = metadata["databases"]["albero"]["tables"].as_object().unwrap();
    for (table, about) in tables {
        work.count(&format!("SELECT count(*) FROM {table}"));
        for facet in about["facets"].as_array().into_iter().flatten().chain(about.get("label_column")) {
            work.count(&format!("SELECT count({}) FROM {table}", facet.as_str().unwrap()));
        }
    }
}

#[test]
fn what_is_listed_and_found_is_a_table_too() {
    let work = Work::new();
    work.put("a.pdf", PLAN_2023, "");
    assert_eq!(work.albero(&["import", "--entity", "Comune di Prova", "a.pdf"]).status.code(), Some(0));
    let rows = |arguments: &[&str]| {
        let output = work.albero(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
        let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        (heads, rows)
    };
    let (heads, plans) = rows(&["list", "--format", "csv"]);
    assert_eq!(heads[..4], ["entity", "year", "plan_title", "document"]);
    assert_eq!((plans.len(), &plans[0][0], &plans[0][1], &plans[0][3]), (1, "Comune di Prova", "2023", "a.pdf"));
    assert_eq!(&plans[0][heads.iter().position(|head| head == "objectives").unwrap()], "112");
    let (heads, hits) = rows(&["search", "durata", "--format", "csv"]);
    assert_eq!(heads, ["entity", "year", "document", "node", "page", "found_in", "text"]);
    assert!(hits.iter().all(|row| row[6].contains("[Durata]") || row[6].contains("[durata]")), "{hits:?}");
    assert!(work.albero(&["search", "durata", "--format", "xlsx", "-o", "t.xlsx"]).status.success());
    let mut book = calamine::open_workbook::<calamine::Xlsx<_>, _>(work.path("t.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "hits").unwrap();
    assert_eq!(sheet.height(), hits.len() + 1);
    let refused = work.albero(&["list", "--bom"]);
    assert!(refused.status.code() == Some(2) && text(&refused.stderr).contains("--bom"));
}

#[test]
fn lines_that_were_exported_are_imported() {
    let work = Work::new();
    work.put("a.pdf", PLAN_2023, "");
    work.put("b.pdf", PLAN_2024, "");
    assert_eq!(work.albero(&["import", "--entity", "Comune di Prova", "a.pdf", "b.pdf"]).status.code(), Some(0));
    for options in [&["--labelled"][..], &[]] {
        let export = [&["export", "-o", "piani.ndjson"], options].concat();
        assert!(work.albero(&export).status.success());
        let lines = std::fs::read_to_string(work.path("piani.ndjson")).unwrap();
        let name = format!("other{}.sqlite", options.len());
        let output = work.albero(&["import", "piani.ndjson", "--archive", &name]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).starts_with("imported 2, "), "{}", text(&output.stdout));
        // Byte for byte what it was.
        let back = work.albero(&["export", "--archive", &name]);
        let sorted = |lines: &str| lines.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(sorted(&text(&back.stdout)), sorted(&lines));
        // Again: nothing new.
        let again = work.albero(&["import", "piani.ndjson", "--archive", &name]);
        assert!(text(&again.stdout).starts_with("imported 0, unchanged 2"), "{}", text(&again.stdout));
    }
    // What parse says of a document that it could not read is said again, with its line; the others are in.
    let parse = work.albero(&[
        "parse",
        "--format",
        "ndjson",
        "--ordered",
        fixture("bad/scan.pdf").to_str().unwrap(),
        "a.pdf",
        "-o",
        "letti.ndjson",
    ]);
    assert_eq!(parse.status.code(), Some(2));
    let output = work.albero(&["import", "letti.ndjson", "--archive", "third.sqlite"]);
    let said = text(&output.stdout);
    assert!(output.status.code() == Some(2) && said.starts_with("imported 1, "), "{said}");
    assert!(said.contains("letti.ndjson:1: no text layer"), "{said}");
}
