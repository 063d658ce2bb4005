//! What is around a document: settings that rule, archives that cannot be written to, folders with other things in them,
//! signals, full disks, passwords.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![cfg(unix)]

mod common;

use common::{bytes, fixture};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_albero");

fn albero<A: AsRef<std::ffi::OsStr>>(arguments: &[A], folder: &Path) -> Output {
    Command::new(BINARY).env("LC_ALL", "C").current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn is_root() -> bool {
    text(&Command::new("id").arg("-u").output().unwrap().stdout).trim() == "0"
}

/// A user whom permissions bind.
const NOBODY: u32 = 65534;

#[test]
fn settings_that_leave_rules_out_are_named_and_none_is_taken_from_above_the_project() {
    let top = tempfile::tempdir().unwrap();
    let project = top.path().join("project");
    let inner = project.join("inner");
    fs::create_dir_all(&inner).unwrap();
    let plan = fixture("plans/albero-2023.txt");
    let check = |folder: &Path| albero(&["check", plan.to_str().unwrap()], folder);
    fs::write(top.path().join("albero.toml"), "ignore = [\"ALB\"]\n").unwrap();
    // Above a folder that is no project: not looked at.
    let output = check(&inner);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(1), ""), "{}", text(&output.stdout));
    // Nor above the project's.
    fs::create_dir(project.join(".git")).unwrap();
    assert_eq!(check(&inner).status.code(), Some(1));
    // In it, with a word of what it does.
    fs::write(project.join("albero.toml"), "ignore = [\"ALB1\", \"ALB302\", \"ALB9\"]\n").unwrap();
    let output = check(&inner);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0));
    assert!(said.contains("project/albero.toml: these settings rule; not checked: ALB101, ALB102"), "{said}");
    assert!(said.contains("ALB901") && !said.contains("ALB301"), "{said}");
    // For some files only: said all the same.
    let for_some = "[[overrides]]\nfiles = [\"*.txt\"]\nignore = [\"ALB104\"]\n";
    fs::write(project.join("albero.toml"), for_some).unwrap();
    assert!(text(&check(&inner).stderr).contains("not checked: ALB104\n"));
    // What leaves nothing out needs no word.
    fs::write(project.join("albero.toml"), "tolerance = 0.1\n").unwrap();
    assert_eq!(text(&check(&inner).stderr), "");
    // Another user's.
    if is_root() {
        fs::write(project.join("albero.toml"), "ignore = [\"ALB\"]\n").unwrap();
        std::os::unix::fs::chown(project.join("albero.toml"), Some(NOBODY), None).unwrap();
        let output = check(&inner);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("settings of another user, not used"), "{}", text(&output.stderr));
        let named = ["check", "--config", "../albero.toml", plan.to_str().unwrap()];
        assert_eq!(albero(&named, &inner).status.code(), Some(0));
    }
}

#[test]
fn each_document_has_the_settings_nearest_to_it() {
    let top = tempfile::tempdir().unwrap();
    let here = top.path().join("here");
    let text_of = |name: &str| String::from_utf8(bytes(name)).unwrap();
    let plan = text_of("plans/albero-2023.txt");
    for (folder, settings, word) in [
        ("here/a", Some("[labels]\nalgorithm = [\"Conteggio\"]\n"), "Conteggio"),
        ("here/b", Some("fail-on = \"never\"\n[labels]\nalgorithm = [\"Come si calcola\"]\n"), "Come si calcola"),
        ("here/c/d", None, "Algoritmo"),
    ] {
        let folder = top.path().join(folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("plan.txt"), plan.replace("Algoritmo", word)).unwrap();
        if let Some(settings) = settings {
            fs::write(folder.join("albero.toml"), settings).unwrap();
        }
    }
    // Above the folder that we are in: not looked at.
    fs::write(top.path().join("albero.toml"), "select = [\"ALB302\"]\nfail-on = \"never\"\n").unwrap();
    let known = |arguments: &[&str]| {
        let output = albero(&[&["parse", "--format", "ndjson", "--ordered"], arguments].concat(), &here);
        let left = |line: &str| {
            let plan: serde_json::Value = serde_json::from_str(line).unwrap();
            plan["unrecognized"].as_array().unwrap().len()
        };
        text(&output.stdout).lines().map(left).collect::<Vec<_>>()
    };
    // Two bodies with words of their own, in one run.
    let all = known(&["a/plan.txt", "b/plan.txt", "c/d/plan.txt"]);
    assert!(all.len() == 3 && all[0] == all[2] && all[1] == all[2], "{all:?}");
    let named = known(&["--config", "a/albero.toml", "a/plan.txt", "b/plan.txt"]);
    assert!(named[0] == all[0] && named[1] > all[1], "{named:?}");
    // Each fails as its own settings say.
    let status = |arguments: &[&str]| albero(&[&["check", "-q"], arguments].concat(), &here).status.code();
    assert_eq!((status(&["a/plan.txt"]), status(&["b/plan.txt"])), (Some(1), Some(0)));
    // Above the document, below the folder that we are in; and no further than a project.
    fs::write(here.join("c/albero.toml"), "fail-on = \"never\"\n").unwrap();
    assert_eq!(status(&["c/d/plan.txt"]), Some(0));
    assert!(text(&albero(&["config", "c/d/plan.txt"], &here).stdout).contains("c/albero.toml"));
    fs::create_dir(here.join("c/d/.git")).unwrap();
    assert_eq!(status(&["c/d/plan.txt"]), Some(1));
    // From elsewhere a document has the settings of its own folder.
    let elsewhere = tempfile::tempdir().unwrap();
    let of_b = here.join("b/plan.txt");
    assert_eq!(albero(&["check", "-q", of_b.to_str().unwrap()], elsewhere.path()).status.code(), Some(0));
    // A mistake in them is the document's, with its line; the others are checked.
    fs::write(here.join("b/albero.toml"), "foo = 1\n").unwrap();
    let output = albero(&["check", "-q", "a/plan.txt", "b/plan.txt"], &here);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("b/plan.txt: b/albero.toml:1: unknown key"), "{said}");
}

#[test]
fn an_archive_that_cannot_be_written_to_can_be_read() {
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("sola lettura #1?");
    fs::create_dir(&folder).unwrap();
    let plan = fixture("invented/9-reportlab.pdf");
    let import = ["import", plan.to_str().unwrap(), "--entity", "Comune di Pisa", "--year", "2023"];
    assert_eq!(albero(&import, &folder).status.code(), Some(0));
    let binary = top.path().join("albero");
    fs::copy(BINARY, &binary).unwrap();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(top.path(), 0o755);
    mode(&binary, 0o755);
    let bound = |arguments: &[&str]| {
        let mut command = Command::new(&binary);
        command.env("LC_ALL", "C").current_dir(&folder).args(arguments);
        if is_root() {
            command.uid(NOBODY);
        }
        command.output().unwrap()
    };
    for (file, of_folder) in [(0o444, 0o555), (0o444, 0o777), (0o644, 0o555)] {
        mode(&folder.join("albero.sqlite"), file);
        mode(&folder, of_folder);
        for arguments in [
            &["list"][..],
            &["search", "di"],
            &["export", "--format", "csv"],
            &["check", "--archive", "albero.sqlite", "--fail-on", "never"],
            &["diff", "--archive", "albero.sqlite", "2023", "2023"],
        ] {
            let output = bound(arguments);
            let said = text(&output.stderr);
            assert!(output.status.code() == Some(0) && !output.stdout.is_empty(), "{arguments:?}: {said}");
        }
        let output = bound(&["import", plan.to_str().unwrap(), "--replace"]);
        assert_eq!((output.status.code(), text(&output.stderr).lines().count()), (Some(2), 1));
    }
    mode(&folder, 0o755);
    // What an import that was killed has left in its log is not passed over in silence.
    fs::write(folder.join("albero.sqlite-wal"), "x").unwrap();
    mode(&folder, 0o555);
    let output = bound(&["list"]);
    assert!(output.status.code() == Some(0) || text(&output.stderr).contains("left a log"), "{}", text(&output.stderr));
    mode(&folder, 0o755);
}

#[test]
fn names_that_look_alike_are_one_body() {
    let folder = tempfile::tempdir().unwrap();
    let names = [
        "Comune di Pisa",
        "COMUNE DI PISA",
        "comune  di pisa",
        "Comune di\u{200b} Pisa",
        "Comune\u{a0}di Pisa ",
        "Cómune di Pisa",
    ];
    for (number, name) in names.iter().enumerate() {
        let mut plan = bytes("invented/9-reportlab.pdf");
        plan.extend_from_slice(format!("\n% {number}\n").as_bytes());
        fs::write(folder.path().join("x.pdf"), plan).unwrap();
        let output = albero(&["import", "x.pdf", "--entity", name, "--year", "2023"], folder.path());
        assert_eq!(output.status.code(), Some(0));
    }
    let all = text(&albero(&["list", "--all", "--entity", "comune di pisa"], folder.path()).stdout);
    assert_eq!(all.lines().filter(|line| line.contains("  Comune di Pisa  ")).count(), names.len(), "{all}");
    assert_eq!(text(&albero(&["list"], folder.path()).stdout).lines().count(), 1);
}

#[test]
fn the_order_of_the_input_says_what_is_newest_and_replace_takes_out_what_was_there() {
    for jobs in ["1", "4"] {
        let folder = tempfile::tempdir().unwrap();
        let plans = folder.path().join("piani");
        fs::create_dir(&plans).unwrap();
        // The first takes longest.
        fs::copy(fixture("plans/albero-2023-chromium.pdf"), plans.join("2023-bozza.pdf")).unwrap();
        fs::copy(fixture("invented/9-reportlab.pdf"), plans.join("2023-definitivo.pdf")).unwrap();
        let import = ["import", "piani", "--entity", "X", "--year", "2023", "--jobs", jobs];
        let newest = || text(&albero(&["list"], folder.path()).stdout);
        assert_eq!(albero(&import, folder.path()).status.code(), Some(0));
        assert!(newest().contains("2023-definitivo.pdf") && newest().lines().count() == 1, "{}", newest());
        let output = albero(&[&import[..], &["--replace"]].concat(), folder.path());
        assert_eq!(output.status.code(), Some(0));
        let all = text(&albero(&["list", "--all"], folder.path()).stdout);
        assert!(all.contains("2023-bozza.pdf") && all.contains("2023-definitivo.pdf"), "{all}");
        assert!(newest().contains("2023-definitivo.pdf"), "{}", newest());
    }
}

#[test]
fn what_a_folder_holds_besides_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let plans = folder.path().join("piani");
    fs::create_dir_all(plans.join(".nascosta")).unwrap();
    fs::copy(fixture("invented/9-reportlab.pdf"), plans.join("piano.pdf")).unwrap();
    fs::write(plans.join(".nascosto"), "x").unwrap();
    std::os::unix::fs::symlink(folder.path(), plans.join("cartella")).unwrap();
    std::os::unix::fs::symlink("nulla", plans.join("nulla.pdf")).unwrap();
    assert!(Command::new("mkfifo").arg(plans.join("fifo")).status().unwrap().success());
    let output = albero(&["import", "piani"], folder.path());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    let counted =
        "; passed by 2 hidden; passed by 2 that are links to folders or to nothing; passed by 1 that are pipes";
    assert!(said.contains(counted), "{said}");
}

#[test]
fn nothing_stays_of_an_output_that_a_signal_ended() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fixture("plans/albero-2023-chromium.pdf");
    let plan = plan.to_str().unwrap();
    let many: Vec<&str> = std::iter::repeat_n(plan, 400).collect();
    let mut killed = 0;
    for (round, signal) in ["-INT", "-TERM", "-HUP", "-KILL", "-INT", "-TERM"].iter().enumerate() {
        let mut parse = Command::new(BINARY)
            .current_dir(folder.path())
            .args(["parse", "--format", "ndjson", "-o", "out.ndjson"])
            .args(&many)
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(120 + 90 * round as u64));
        let id = parse.id().to_string();
        if Command::new("kill").args([*signal, &id]).status().unwrap().success() && !parse.wait().unwrap().success() {
            killed += 1;
        }
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| name == "out.ndjson"), "{signal}: {left:?}");
    }
    assert!(killed >= 3, "{killed}");
    // Whole, over what is there, and with the mode of a new file.
    for _ in 0..2 {
        assert_eq!(albero(&["parse", plan, "-o", "out.json"], folder.path()).status.code(), Some(0));
        let written = fs::read(folder.path().join("out.json")).unwrap();
        serde_json::from_slice::<serde_json::Value>(&written).unwrap();
    }
}

#[test]
fn help_that_cannot_be_written_is_an_error() {
    for arguments in [&["--help"][..], &["--version"], &["parse", "--help"], &["import", "-h"], &["schema", "plan"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = Command::new(BINARY).args(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("albero: standard output: "), "{}", text(&output.stderr));
        assert_eq!(Command::new(BINARY).args(arguments).output().unwrap().status.code(), Some(0));
    }
    assert_eq!(Command::new(BINARY).arg("--nonsense").output().unwrap().status.code(), Some(2));
}

#[test]
fn no_output_for_people_or_spreadsheets_has_letters_that_nobody_sees() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = common::plan("plans/albero-2023.txt");
    let unseen = [
        '\u{1b}',
        '\u{202e}',
        '\u{2066}',
        '\u{61c}',
        '\u{200b}',
        '\u{200d}',
        '\u{2028}',
        '\u{ad}',
        '\u{e0041}',
        '\u{feff}',
    ];
    let evil: String = unseen.iter().flat_map(|c| ['t', *c]).collect();
    plan.sections[0].objectives[0].title.clone_from(&evil);
    plan.sections[0].objectives[0].indicators[0].name.clone_from(&evil);
    fs::write(folder.path().join("evil.json"), albero::json::to_string(&plan).unwrap()).unwrap();
    let old = fixture("plans/albero-2023.txt");
    let old = old.to_str().unwrap();
    assert_eq!(albero(&["import", "evil.json", "--entity", &evil], folder.path()).status.code(), Some(0));
    for arguments in [
        &["check", "evil.json", "--select", "ALL"][..],
        &["check", "evil.json", "--select", "ALL", "--output-format", "github"],
        &["diff", old, "evil.json"],
        &["diff", old, "evil.json", "--output-format", "markdown"],
        &["parse", "evil.json", "--format", "csv"],
        &["export", "--format", "csv"],
        &["export", "--format", "csv", "--findings"],
        &["export", "--format", "portal"],
        &["list"],
        &["show", "01.01"],
    ] {
        let shown = text(&albero(arguments, folder.path()).stdout);
        let found = shown.chars().find(|c| unseen.contains(c));
        // Annotations name the rule and quote little.
        let is_shown = shown.contains('\u{fffd}') || arguments.contains(&"github") || arguments.contains(&"--findings");
        assert!(found.is_none() && is_shown, "{arguments:?}: {found:?}");
    }
}

#[test]
fn a_password_may_be_in_a_file_or_on_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fs::read_dir(fixture("bad")).unwrap().map(|entry| entry.unwrap().path());
    let plan = plan.filter(|path| path.extension().is_some_and(|e| e == "pdf"));
    let locked = plan
        .into_iter()
        .find(|path| text(&albero(&["parse", path.to_str().unwrap()], folder.path()).stderr).contains("--password"));
    let locked = locked.unwrap();
    let locked = locked.to_str().unwrap();
    let with = |first: &str| {
        fs::write(folder.path().join("password"), first).unwrap();
        albero(&["parse", locked, "--password-file", "password"], folder.path())
    };
    let opens = |output: &Output| !text(&output.stderr).contains("password");
    assert!(opens(&with("secret\n")) && opens(&with("secret")) && opens(&with("secret\r\nmore\n")));
    assert!(!opens(&with("other\n")) && !opens(&with("")));
    let mut command = assert_cmd::Command::new(BINARY);
    let output = command.args(["parse", locked, "--password-file", "-"]).write_stdin("secret\n").output().unwrap();
    assert!(opens(&output));
    let output = albero(&["parse", locked, "--password-file", "missing"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("missing: password cannot be read"));
}

#[test]
fn a_reader_that_was_killed_is_not_called_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fixture("plans/albero-2023-chromium.pdf");
    let begun = Instant::now();
    loop {
        let parse = Command::new(BINARY)
            .current_dir(folder.path())
            .args(["parse", plan.to_str().unwrap()])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let children = format!("/proc/{0}/task/{0}/children", parse.id());
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(2) {
            if let Some(worker) = fs::read_to_string(&children).unwrap_or_default().split_whitespace().next() {
                assert!(Command::new("kill").args(["-KILL", worker]).status().is_ok());
                break;
            }
        }
        let output = parse.wait_with_output().unwrap();
        if output.status.code() == Some(2) {
            assert!(text(&output.stderr).contains("killed from outside"), "{}", text(&output.stderr));
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it was never killed in time");
    }
}
