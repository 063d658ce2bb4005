//! `--ocr`: text that another program recognises in scans. Stand-ins take its place, so that nothing need be installed.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use assert_cmd::Command;
use common::{bytes, fixture};
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A recognised document.
const RECOGNISED: &str = "scans/sheet-300.pdf";

/// `albero` where the program that recognises does as this script says.
fn albero(folder: &Path, script: &str) -> Command {
    let program = folder.join("ocrmypdf");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_albero"));
    command.env("PATH", format!("{}:/usr/bin:/bin", folder.display())).current_dir(folder);
    command
}

/// Says its version, and recognises everything.
fn sound() -> String {
    format!(
        "if [ \"$1\" = --version ]; then echo 14.0.1; else echo \"$@\" >asked; cat >given; cat '{}'; fi",
        fixture(RECOGNISED).display()
    )
}

#[test]
fn a_scan_is_read_by_the_text_that_is_recognised_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let scan = fixture("bad/scan.pdf");
    let mut parse = albero(folder.path(), &sound());
    let output = parse.args(["parse", "--ocr", "--ocr-output", "kept.pdf"]).arg(&scan).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("recognised by ocrmypdf 14.0.1"), "{said}");
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    let straight = albero::parse(bytes(RECOGNISED)).unwrap();
    assert_eq!(plan["sections"], serde_json::to_value(&straight.sections).unwrap());
    // The source is what was given, not what was made of it.
    assert_eq!(plan["source"]["name"], "scan.pdf");
    assert_eq!(plan["source"]["size_bytes"], bytes("bad/scan.pdf").len());
    assert_ne!(plan["source"]["sha256"], straight.source.sha256);
    assert_eq!(std::fs::read(folder.path().join("given")).unwrap(), bytes("bad/scan.pdf"));
    assert_eq!(std::fs::read(folder.path().join("kept.pdf")).unwrap(), bytes(RECOGNISED));
    let asked = std::fs::read_to_string(folder.path().join("asked")).unwrap();
    assert_eq!(asked.trim(), "--language ita --skip-text --quiet --output-type pdf - -");
}

#[test]
fn a_document_with_text_is_not_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fixture("plans/albero-2023-reportlab.pdf");
    let output = albero(folder.path(), &sound()).args(["parse", "--ocr"]).arg(plan).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!folder.path().join("given").exists());
}

#[test]
fn what_goes_wrong_is_said_with_its_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("Piano dell'anno.pdf");
    std::fs::copy(fixture("bad/scan.pdf"), &copy).unwrap();
    let version = "if [ \"$1\" = --version ]; then echo 14.0.1; exit; fi; ";
    for (script, arguments, says) in [
        (
            "exit 0",
            &[][..],
            r"`ocrmypdf --language ita --skip-text 'Piano dell'\''anno.pdf' 'Piano dell'\''anno-ocr.pdf'`",
        ),
        ("exit 0", &[], "or give --ocr"),
        (&format!("{version}echo 'no language data for ita' >&2; exit 3"), &["--ocr"], "no language data for ita"),
        (&format!("{version}sleep 60"), &["--ocr", "--ocr-timeout", "1"], "raise --ocr-timeout"),
        // What it gives has no text, either.
        (&format!("{version}cat"), &["--ocr"], "no text layer"),
        (&format!("{version}echo nothing"), &["--ocr"], "gave no PDF"),
    ] {
        let output = albero(folder.path(), script).arg("parse").args(arguments).arg(&copy).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{script}: {said}");
        assert!(said.contains(says), "{script}: {says:?} not in {said}");
        assert!(output.stdout.is_empty(), "{script}");
    }
    let mut none = albero(folder.path(), "");
    std::fs::remove_file(folder.path().join("ocrmypdf")).unwrap();
    let output = none.env("PATH", folder.path()).args(["parse", "--ocr"]).arg(&copy).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("apt install ocrmypdf tesseract-ocr-ita"), "{said}");
}

#[test]
fn one_recognised_document_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut parse = albero(folder.path(), &sound());
    let scan = fixture("bad/scan.pdf");
    let other = folder.path().join("other.pdf");
    std::fs::write(&other, [&bytes("bad/scan.pdf")[..], b"\n"].concat()).unwrap();
    parse.args(["parse", "--format", "ndjson", "--ordered", "--jobs", "1", "--ocr", "--ocr-output", "kept.pdf"]);
    let output = parse.args([&scan, &other]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("--ocr-output keeps one"), "{said}");
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
}

#[test]
fn a_report_has_its_scan_recognised_once() {
    let folder = tempfile::tempdir().unwrap();
    let counting = sound().replace("cat >given;", "cat >given; echo once >>counted;");
    let output = albero(folder.path(), &counting)
        .args(["report", "--ocr", "--page-pictures", "all", "-o", "report.html"])
        .arg(fixture("bad/scan.pdf"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_to_string(folder.path().join("counted")).unwrap(), "once\n");
}
