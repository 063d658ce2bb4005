//! Limits hold everywhere: no number in a document ends a batch, nothing waits for ever, comparing two plans costs what
//! reading them may cost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use common::{bytes, fixture};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Far above what any of these takes.
const HANGS: Duration = Duration::from_secs(100);

fn albero<A: AsRef<std::ffi::OsStr>>(arguments: &[A], folder: &Path) -> Output {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"));
    command.env("LC_ALL", "C").current_dir(folder).args(arguments).timeout(HANGS).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn said(output: &Output) -> String {
    text(&output.stderr)
}

/// The plans that `fixtures/hostile.py` makes.
fn hostile() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(fixture("hostile")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 11, "{files:?}");
    files
}

/// Neither a backtrace nor a status that says that the program broke.
fn is_sound(output: &Output) -> bool {
    let said = said(output);
    matches!(output.status.code(), Some(0..=2)) && !said.contains("panicked") && !said.contains("fault of albero")
}

/// The title of an objective of this number.
type Title = fn(usize) -> String;

#[test]
fn numbers_that_no_sum_holds_are_findings() {
    let folder = tempfile::tempdir().unwrap();
    for file in hostile() {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let mut codes: Vec<String> = Vec::new();
        for isolation in [&[][..], &["--no-isolate"]] {
            let file = file.to_str().unwrap();
            let arguments = [&["check", file, "--output-format", "json", "--select", "ALB"][..], isolation].concat();
            let output = albero(&arguments, folder.path());
            assert!(is_sound(&output), "{name}: {}", said(&output));
            let report: Value = serde_json::from_slice(&output.stdout).unwrap();
            let findings = report["findings"].as_array().unwrap();
            codes = findings.iter().map(|own| own["code"].as_str().unwrap().to_owned()).collect();
        }
        let has = |code: &str| codes.iter().any(|own| own == code);
        match name.as_str() {
            "weights-of-a-sheet.json" => assert!(has("ALB102"), "{name}: {codes:?}"),
            name if name.starts_with("weights") => assert!(has("ALB101") || has("ALB104"), "{name}: {codes:?}"),
            name if name.starts_with("weight") => assert!(has("ALB104"), "{name}: {codes:?}"),
            _ => {}
        }
    }
    // Two areas follow the convention that the third's weights cannot be held against.
    let area = |weights: [&str; 2]| {
        let objective = |weight: &str| format!(r#"{{"title": "Titolo", "weight": {weight}, "indicators": []}}"#);
        format!(r#"{{"title": "Area", "objectives": [{}, {}]}}"#, objective(weights[0]), objective(weights[1]))
    };
    let most = "79228162514264337593543950335";
    let areas = [area(["50", "50"]), area(["40", "60"]), area([most, most])].join(", ");
    let file = folder.path().join("areas.json");
    std::fs::write(&file, format!(r#"{{"sections": [{areas}]}}"#)).unwrap();
    let output = albero(&["check", file.to_str().unwrap(), "--lang", "en"], folder.path());
    assert!(
        text(&output.stdout).contains("+ 79228162514264337593543950335 = more than can be reckoned"),
        "{}",
        text(&output.stdout)
    );
    let italian = albero(&["check", file.to_str().unwrap(), "--lang", "it"], folder.path());
    assert!(text(&italian.stdout).contains("= più di quanto si possa calcolare"));
}

#[test]
fn no_document_ends_a_batch() {
    let folder = tempfile::tempdir().unwrap();
    let mut plans = 0;
    for (number, file) in hostile().iter().enumerate() {
        let name = file.file_name().unwrap().to_str().unwrap();
        std::fs::copy(file, folder.path().join(format!("{number:02}-{name}"))).unwrap();
        let mut plan = bytes("invented/9-reportlab.pdf");
        plan.extend_from_slice(format!("\n% {number}\n").as_bytes());
        std::fs::write(folder.path().join(format!("{number:02}-piano.pdf")), plan).unwrap();
        plans += 1;
    }
    for jobs in ["1", "2"] {
        let archive = format!("jobs-{jobs}.sqlite");
        let output = albero(&["import", ".", "--jobs", jobs, "--archive", &archive], folder.path());
        assert!(is_sound(&output), "{}", said(&output));
        let imported = said(&output).lines().filter(|line| line.contains("-piano.pdf: imported")).count();
        assert_eq!(imported, plans, "{}", text(&output.stdout));
        assert!(text(&output.stdout).starts_with("imported "));
        let export = albero(&["export", "--all", "--format", "csv", "--archive", &archive], folder.path());
        assert!(is_sound(&export), "{}", said(&export));
        std::fs::remove_file(folder.path().join(&archive)).unwrap();
    }
    let files: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.contains("sqlite"))
        .collect();
    let mut arguments = vec!["check", "--output-format", "json"];
    arguments.extend(files.iter().map(String::as_str));
    let output = albero(&arguments, folder.path());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let documents = report["documents"].as_array().unwrap();
    assert_eq!(documents.len(), files.len());
    assert!(is_sound(&output) && documents.iter().all(|own| own["error"].is_null()), "{}", said(&output));
}

#[test]
fn years_as_far_apart_as_json_lets_them_be_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let files = hostile();
    for old in &files {
        for new in &files {
            let arguments = ["diff", old.to_str().unwrap(), new.to_str().unwrap(), "--no-isolate"];
            let output = albero(&arguments, folder.path());
            assert!(is_sound(&output) && output.status.code() != Some(2), "{arguments:?}: {}", said(&output));
        }
    }
    let [old, new] = ["hostile/year-first.json", "hostile/year-last.json"].map(fixture);
    let arguments = ["check", new.to_str().unwrap(), "--previous", old.to_str().unwrap()];
    assert!(is_sound(&albero(&arguments, folder.path())));
}

#[test]
fn a_limit_may_be_as_large_as_its_number() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fixture("invented/9-reportlab.pdf");
    let plan = plan.to_str().unwrap();
    let most = u64::MAX.to_string();
    for limit in ["--timeout", "--max-memory", "--max-size", "--max-pages", "--max-decompressed"] {
        for arguments in [&["parse", plan][..], &["check", plan, "--fail-on", "never"], &["diff", plan, plan]] {
            let output = albero(&[arguments, &[limit, &most]].concat(), folder.path());
            assert_eq!(output.status.code(), Some(0), "{arguments:?} {limit}: {}", said(&output));
        }
    }
    let output = albero(&["import", plan, "--jobs", &most], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

/// Objectives that say the same, or nearly, without indicators: nothing tells one from another.
fn alike(count: usize, title: impl Fn(usize) -> String, year: i32) -> Value {
    let objective = |at: usize| {
        json!({ "code": format!("01.{at:05}"), "title": title(at), "kind": "operational", "weight": null,
            "description": null, "units": [], "locations": [], "indicators": [] })
    };
    json!({ "schema": "albero/plan/1", "generator": { "name": "tests", "version": "1" },
        "source": { "name": "alike.json", "format": "text", "sha256": format!("{year:064}"), "size_bytes": 1,
            "page_count": 1 },
        "title": null, "entity": null, "year": year, "baseline_year": null, "period": null, "approval": null,
        "sections": [{ "code": "01", "title": "Area", "kind": "strategic_area", "locations": [],
            "objectives": (0..count).map(objective).collect::<Vec<_>>() }],
        "furniture": [], "unrecognized": [] })
}

#[test]
fn many_objectives_that_say_the_same_are_compared_within_limits() {
    let folder = tempfile::tempdir().unwrap();
    let titles: [(&str, Title); 5] = [
        ("the same", |_| "Attuazione del piano della performance".to_owned()),
        ("three in turn", |at| format!("Attuazione del piano {}", ["a", "bi", "ci"][at % 3])),
        ("growing", |at| format!("Attuazione {}", "del piano ".repeat(at % 40))),
        ("two halves", |at| format!("Attuazione del piano zona{}{}", at % 60, (b'a' + (at % 26) as u8) as char)),
        ("one word each", |at| format!("Attuazione del piano di zona{at}")),
    ];
    for (name, title) in titles {
        for (file, year) in [("old.json", 2023), ("new.json", 2024)] {
            std::fs::write(folder.path().join(file), alike(3000, title, year).to_string()).unwrap();
        }
        for arguments in [
            &["diff", "old.json", "new.json", "--output-format", "json"][..],
            &["diff", "old.json", "new.json"],
            &["check", "new.json", "--previous", "old.json", "--fail-on", "never"],
        ] {
            let limits = ["--max-memory", "400", "--timeout", "60"];
            let output = albero(&[arguments, &limits].concat(), folder.path());
            assert!(is_sound(&output) && output.status.code() == Some(0), "{name}: {}", said(&output));
        }
    }
}

#[test]
fn comparing_has_the_limits_of_reading() {
    let folder = tempfile::tempdir().unwrap();
    // Titles of a hundred thousand words, all of them others: finding what they share takes for ever.
    let title = |begins: char| move |_| (0..100_000).map(|n| format!("{begins}{n}x ")).collect::<String>();
    std::fs::write(folder.path().join("old.json"), alike(1, title('a'), 2023).to_string()).unwrap();
    std::fs::write(folder.path().join("new.json"), alike(1, title('b'), 2024).to_string()).unwrap();
    let begun = Instant::now();
    let output = albero(&["diff", "old.json", "new.json", "--timeout", "2"], folder.path());
    assert!(is_sound(&output) && begun.elapsed() < Duration::from_secs(30), "{}", said(&output));
    let many = alike(60_000, |at| format!("Attuazione del piano numero {at} della performance"), 2023).to_string();
    std::fs::write(folder.path().join("many.json"), many).unwrap();
    let output = albero(&["diff", "many.json", "many.json", "--max-memory", "40"], folder.path());
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("more than 40 MiB of memory") && said(&output).lines().count() == 1);
}

#[cfg(unix)]
#[test]
fn nothing_is_waited_for_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["fifo", "fifo.pdf"] {
        assert!(Command::new("mkfifo").arg(folder.path().join(name)).status().unwrap().success());
    }
    let plan = fixture("invented/9-reportlab.pdf");
    let plan = plan.to_str().unwrap();
    for arguments in [
        &["parse", "fifo"][..],
        &["check", "fifo"],
        &["check", plan, "fifo.pdf"],
        &["diff", "fifo", plan],
        &["import", "fifo.pdf", plan],
        &["parse", "--format", "ndjson", "fifo", plan],
    ] {
        let begun = Instant::now();
        let output = albero(&[arguments, &["--timeout", "1"]].concat(), folder.path());
        let all = said(&output) + &text(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {all}");
        assert!(all.contains("nothing comes from it within 1 seconds"), "{arguments:?}: {all}");
        assert!(begun.elapsed() < Duration::from_secs(30), "{arguments:?}");
    }
    // A pipe that somebody writes to is read, however slowly it begins.
    let writer =
        Command::new("sh").args(["-c", "sleep 0.2; cat \"$0\" > fifo", plan]).current_dir(folder.path()).spawn();
    let output = albero(&["parse", "fifo", "--timeout", "20"], folder.path());
    writer.unwrap().wait().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for arguments in [
        &["parse", plan, "--config", "/dev/zero"][..],
        &["check", plan, "--config", "/dev/zero"],
        &["check", plan, "--baseline", "/dev/zero"],
        &["parse", plan, "--password-file", "/dev/zero"],
        &["parse", "/dev/zero", "--max-size", "1"],
    ] {
        let output = albero(arguments, folder.path());
        assert_eq!(
            (output.status.code(), said(&output).lines().count()),
            (Some(2), 1),
            "{arguments:?}: {}",
            said(&output)
        );
    }
}

#[cfg(unix)]
#[test]
fn a_worker_that_is_stopped_is_late() {
    let folder = tempfile::tempdir().unwrap();
    let title = |at| format!("Attuazione del piano numero {at} della performance");
    std::fs::write(folder.path().join("x.json"), alike(20_000, title, 2023).to_string()).unwrap();
    let mut parse = Command::new(env!("CARGO_BIN_EXE_albero"))
        .current_dir(folder.path())
        .args(["parse", "x.json", "--timeout", "2", "-o", "out.json"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let children = format!("/proc/{0}/task/{0}/children", parse.id());
    let begun = Instant::now();
    loop {
        let started = std::fs::read_to_string(&children).unwrap_or_default();
        if let Some(worker) = started.split_whitespace().next() {
            assert!(Command::new("kill").args(["-STOP", worker]).status().unwrap().success());
            break;
        }
        assert!(begun.elapsed() < HANGS && parse.try_wait().unwrap().is_none());
    }
    let output = loop {
        if parse.try_wait().unwrap().is_some() {
            break parse.wait_with_output().unwrap();
        }
        assert!(begun.elapsed() < HANGS, "it waits for a worker that is stopped");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("not read within 2 seconds"), "{}", said(&output));
}

#[test]
fn settings_and_questions_may_be_long_but_not_endless() {
    let folder = tempfile::tempdir().unwrap();
    let labels: Vec<String> = (0..20_000).map(|n| format!("\"Etichetta numero {n}\"")).collect();
    let settings = format!("[labels]\ndescription = [{}]\n", labels.join(", "));
    assert!(settings.len() > 400_000);
    std::fs::write(folder.path().join("albero.toml"), settings).unwrap();
    let plan = fixture("invented/9-reportlab.pdf");
    let output = albero(&["import", plan.to_str().unwrap(), "--entity", "Comune"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), said(&output));
    let words: Vec<String> = (0..20_000).map(|n| format!("a{n}*")).collect();
    let mut arguments = vec!["search"];
    arguments.extend(words.iter().map(String::as_str));
    let output = albero(&arguments, folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("more than 64 words"), "{}", said(&output));
}
