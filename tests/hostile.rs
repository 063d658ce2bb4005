//! Documents made to do harm end in one clear line, whichever reader reads them; and what is damaged is told.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/hazards.rs"]
mod hazards;

use common::{bytes, fixture};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

/// Far above what the limits allow: what takes longer hangs.
const HANGS: Duration = Duration::from_secs(60);

fn albero(arguments: &[&str], folder: &Path) -> Output {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"));
    command.env("LC_ALL", "C").current_dir(folder).args(arguments).timeout(HANGS).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_hazard_ends_in_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in hazards::ALL.iter() {
        std::fs::write(folder.path().join("x.pdf"), content).unwrap();
        for reader in ["hayro", "pdf-extract"] {
            let limits = ["--timeout", "2", "--max-memory", "512", "--reader", reader];
            let output = albero(&[&["parse", "x.pdf"][..], &limits].concat(), folder.path());
            let said = text(&output.stderr);
            let lines: Vec<&str> = said.lines().filter(|line| !line.contains(": warning: ")).collect();
            // What does no harm to a reader is read: a plan of one objective, or none.
            let is_read = output.status.code() == Some(0) && lines.is_empty();
            let is_refused = output.status.code() == Some(2) && output.stdout.is_empty() && lines.len() == 1;
            assert!(is_read || is_refused, "{name}, {reader}: {:?}\n{said}", output.status);
            assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{name}, {reader}: {said}");
            println!("{reader:<12} {name}: {}", lines.first().map_or("read", |line| line));
        }
    }
}

#[test]
fn limits_are_named_with_the_flag_that_raises_them() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name: &str, arguments: &[&str], says: &[&str]| {
        std::fs::write(folder.path().join("x.pdf"), hazards::named(name)).unwrap();
        let output = albero(&[&["parse", "x.pdf"][..], arguments].concat(), folder.path());
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        for part in says {
            assert!(said.contains(part), "{name}: {said}");
        }
    };
    refused(
        "content of a GiB in a MiB",
        &[],
        &["more than 268435456 bytes of decompressed content", "--max-decompressed"],
    );
    refused("a million pages that are one", &["--max-size", "1"], &["more than 1048576 bytes", "--max-size"]);
    refused("a form of a GiB", &["--max-memory", "256"], &["more than 256 MiB of memory", "--max-memory"]);
    refused("nine to the twelfth forms", &["--timeout", "1"], &["not read within 1 seconds", "--timeout"]);
    refused("ten million letters", &[], &["letters and lines on one page"]);
    refused("no pages", &[], &["no pages"]);
    let plan = fixture("plans/albero-2023-reportlab.pdf");
    let output = albero(&["parse", plan.to_str().unwrap(), "--max-pages", "28"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("more than 28 pages"));
    let output = albero(&["parse", plan.to_str().unwrap(), "--max-pages", "29"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    // What its pages come to is counted, not what their chains of filters could have come to.
    let output = albero(&["parse", plan.to_str().unwrap(), "--max-decompressed", "1"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let output = albero(&["parse", plan.to_str().unwrap(), "--max-decompressed", "0"], folder.path());
    assert!(text(&output.stderr).contains("--max-decompressed"));
}

#[test]
fn a_batch_goes_on_after_each_hazard() {
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for (number, (_, content)) in hazards::ALL.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number:02}-hazard.pdf")), content).unwrap();
        // Among the hazards, plans: each of other bytes.
        let mut plan = bytes("invented/9-reportlab.pdf");
        plan.extend_from_slice(format!("\n% {number}\n").as_bytes());
        std::fs::write(folder.path().join(format!("{number:02}-piano.pdf")), plan).unwrap();
        count += 1;
    }
    let limits = ["--timeout", "2", "--max-memory", "256"];
    let output = albero(&[&["import", "."][..], &limits].concat(), folder.path());
    let said = text(&output.stdout);
    let imported = text(&output.stderr).lines().filter(|line| line.contains("-piano.pdf: imported")).count();
    assert_eq!((output.status.code(), imported), (Some(2), count), "{said}");
    assert!(
        said.lines().filter(|line| line.starts_with("failed: ")).all(|line| line.contains("-hazard.pdf: ")),
        "{said}"
    );
    let check = albero(
        &[&["check", "00-hazard.pdf", "05-hazard.pdf", "00-piano.pdf", "--output-format", "json"][..], &limits]
            .concat(),
        folder.path(),
    );
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(check.status.code(), Some(2));
    assert_eq!(report["documents"].as_array().unwrap().len(), 3);
    assert!(report["documents"][2]["error"].is_null());
}

#[test]
fn a_reader_that_dies_is_only_a_lost_second_opinion() {
    let folder = tempfile::tempdir().unwrap();
    // The first reader stops at a form that paints itself; the second overflows its stack.
    std::fs::write(folder.path().join("x.pdf"), hazards::named("a form that paints itself")).unwrap();
    let output = albero(&["parse", "x.pdf", "--verify", "--timeout", "5"], folder.path());
    let said = text(&output.stderr);
    assert!(said.contains("warning: the second reader could not read it: "), "{said}");
}

#[test]
fn damaged_content_is_told_and_what_can_be_read_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.pdf");
    // A byte in the middle of a page's compressed content.
    let mut plan = bytes("plans/albero-2023-libreoffice.pdf");
    let streams: Vec<usize> = plan
        .windows(8)
        .enumerate()
        .filter(|(_, w)| *w == b"stream\r\n" || w.starts_with(b"stream\n"))
        .map(|(at, _)| at)
        .collect();
    let at = streams
        .iter()
        .find(|at| {
            plan[**at..].windows(9).take(8000).position(|w| w == b"endstream").is_some_and(|length| length > 1500)
        })
        .unwrap()
        + 800;
    plan[at] ^= 0x55;
    std::fs::write(&path, &plan).unwrap();
    let output = albero(&["parse", "x.pdf"], folder.path());
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("albero: x.pdf: warning: the content of page 1 is damaged"), "{said}");
    let import = albero(&["import", "x.pdf"], folder.path());
    assert!(text(&import.stdout).contains("warning: x.pdf: the content of page 1 is damaged"));
    let check = albero(&["check", "x.pdf", "--select", "ALB901", "--output-format", "json"], folder.path());
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(report["findings"][0]["code"], "ALB901");
    assert_eq!(report["findings"][0]["locations"][0]["page"], 1);
}

#[test]
fn nothing_in_a_document_steers_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = common::plan("plans/albero-2023.txt");
    let evil = "\u{1b}]0;x\u{7}\u{1b}[31mTitolo\u{202e}\u{8}\r\n| `x` <script>";
    plan.sections[0].objectives[0].title = evil.to_owned();
    plan.sections[0].objectives[0].indicators[0].name = evil.to_owned();
    plan.sections[0].objectives[0].indicators[0].targets[0].text = evil.to_owned();
    std::fs::write(folder.path().join("evil.json"), serde_json::to_string(&plan).unwrap()).unwrap();
    let old = fixture("plans/albero-2023.txt");
    let old = old.to_str().unwrap();
    assert_eq!(albero(&["import", "evil.json", "--entity", evil], folder.path()).status.code(), Some(0));
    for arguments in [
        &["check", "evil.json", "--select", "ALL"][..],
        &["check", "evil.json", "--select", "ALL", "--output-format", "concise"],
        &["check", "evil.json", "--select", "ALL", "--output-format", "github"],
        &["check", "evil.json", "--select", "ALL", "--output-format", "junit"],
        &["diff", old, "evil.json"],
        &["diff", old, "evil.json", "--output-format", "markdown"],
        &["diff", old, "evil.json", old],
        &["list"],
        &["show", "01.01"],
        &["search", "titolo"],
        &["search", "atti"],
    ] {
        let output = albero(arguments, folder.path());
        for shown in [text(&output.stdout), text(&output.stderr)] {
            let harmful = shown.chars().find(|c| c.is_control() && *c != '\n' || *c == '\u{202e}');
            assert_eq!(harmful, None, "{arguments:?}: {shown}");
        }
    }
    let missing = albero(&["parse", "\u{1b}[31mx.pdf"], folder.path());
    assert!(!text(&missing.stderr).contains('\u{1b}'));
    let import = albero(&["import", "\u{1b}[31mx.pdf"], folder.path());
    assert!(!text(&import.stdout).contains('\u{1b}') && text(&import.stdout).contains("failed: "));
    // For programs the words are as they are, escaped as the format has it.
    for arguments in [
        &["export"][..],
        &["check", "evil.json", "--output-format", "sarif"],
        &["check", "evil.json", "--output-format", "gitlab"],
        &["diff", old, "evil.json", "--output-format", "json"],
    ] {
        let output = albero(arguments, folder.path());
        assert!(text(&output.stdout).chars().all(|c| !c.is_control() || c == '\n'), "{arguments:?}");
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap();
    }
}

#[test]
fn a_worker_ends_with_the_program_that_started_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.pdf"), hazards::named("nine to the twelfth forms")).unwrap();
    let mut parse =
        Command::new(env!("CARGO_BIN_EXE_albero")).current_dir(folder.path()).args(["parse", "x.pdf"]).spawn().unwrap();
    let workers = || {
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", parse.id())).unwrap_or_default();
        children.split_whitespace().map(|id| id.parse::<u32>().unwrap()).collect::<Vec<_>>()
    };
    let mut started = workers();
    while started.is_empty() {
        std::thread::sleep(Duration::from_millis(5));
        started = workers();
    }
    parse.kill().unwrap();
    parse.wait().unwrap();
    let is_gone = |id: &u32| match std::fs::read_to_string(format!("/proc/{id}/stat")) {
        Ok(stat) => stat.rsplit(") ").next().is_some_and(|state| state.starts_with('Z')),
        Err(_) => true,
    };
    for _ in 0..1000 {
        if started.iter().all(is_gone) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("a worker goes on alone");
}
