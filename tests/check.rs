//! `albero check` as a user meets it: formats, settings, baseline, exit status, many files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use assert_cmd::Command;
use common::fixture;
use serde_json::Value;
use std::path::Path;
use std::process::Output;

const PLAN: &str = "plans/albero-2023.txt";
const CLEAN: &str = "invented/9-reportlab.pdf";

/// `albero check` in an empty folder of its own, where no settings of others reach.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        folder.write("albero.toml", "");
        folder
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn check(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_albero"));
        command.current_dir(self.0.path()).env("LC_ALL", "C").arg("check").args(arguments).output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.check(&[arguments, &["--output-format", "json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
    }
}

fn path(name: &str) -> String {
    fixture(name).to_str().unwrap().to_owned()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn codes(report: &Value) -> Vec<String> {
    report["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn text_shows_the_printed_line_with_the_place_marked_and_a_count() {
    let plan = path(PLAN);
    let output = Folder::new().check(&[&plan, "--select", "target-inverted"]);
    let expected = format!(
        r#"{plan}:

Az_7.1 Procedure di mediazione e conciliazione - efficienza del servizio 2023

error[ALB302]: less is better (from "Durata media dei procedimenti"), but the target is at least: >= 100,00 gg
 |
 | Durata media dei procedimenti conclusi mediazione e conciliazione | >= 100,00 gg
 |                                                                     ^^^^^^^^^^^^
 |
 = note: p. 44:2966-2977, Az_7.1#1
 = help: turn the comparator round, if so meant

error[ALB302]: less is better (from "Durata media dei procedimenti"), but the target is at least: >= 75,00 N.
 |
 | Durata media dei procedimenti conclusi esclusivamente con gestione interna | >= 75,00 N.
 |                                                                              ^^^^^^^^^^^
 |
 = note: p. 44:2979-2990, Az_7.1#2
 = help: turn the comparator round, if so meant

2 errors, 0 warnings, 0 infos in 1 document
"#
    );
    assert_eq!(text(&output.stdout), expected);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), String::new()));
}

#[test]
fn messages_are_in_the_language_asked_for_else_of_the_locale() {
    let folder = Folder::new();
    let plan = path(PLAN);
    let italian = text(&folder.check(&[&plan, "--select", "ALB302", "--lang", "it"]).stdout);
    assert!(
        italian.contains("meno è meglio") && italian.contains("2 errori, 0 avvisi, 0 note in 1 documento"),
        "{italian}"
    );
    let locale = |value: &str, format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_albero"));
        command.current_dir(folder.0.path()).env("LC_ALL", value).args(["check", &plan, "--output-format", format]);
        text(&command.output().unwrap().stdout)
    };
    assert!(locale("it_IT.UTF-8", "text").contains("meno è meglio"));
    assert!(locale("it_IT.UTF-8", "json").contains("less is better"), "machines get one language everywhere");
}

#[test]
fn the_exit_status_says_whether_there_are_findings() {
    let folder = Folder::new();
    let plan = path(PLAN);
    let status = |arguments: &[&str]| folder.check(arguments).status.code();
    assert_eq!(status(&[&plan]), Some(1));
    assert_eq!(status(&[&plan, "--fail-on", "never"]), Some(0));
    assert_eq!(status(&[&plan, "--ignore", "ALB302,weight-missing"]), Some(0), "warnings do not fail");
    assert_eq!(status(&[&plan, "--ignore", "ALB302,weight-missing", "--fail-on", "warning"]), Some(1));
    assert_eq!(status(&[&plan, "--select", "ALB501"]), Some(0));
    assert_eq!(status(&[&plan, "--select", "ALB501", "--fail-on", "info"]), Some(1));
}

#[test]
fn rules_are_selected_by_code_prefix_and_name_and_a_wrong_one_is_refused() {
    let folder = Folder::new();
    let plan = path(PLAN);
    let found = |select: &str| {
        let mut codes = codes(&folder.json(&[&plan, "--select", select]));
        codes.dedup();
        codes
    };
    assert_eq!(found("ALB302"), ["ALB302"]);
    assert_eq!(found("alb3"), ["ALB305", "ALB302"]);
    assert_eq!(found("repeated-word"), ["ALB208"]);
    assert!(!found("ALB105").is_empty(), "off by default, on where it is named");
    let output = folder.check(&[&plan, "--ignore", "target-inverter"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "albero: unknown rule \"target-inverter\"; did you mean \"target-inverted\"?\n");
}

#[test]
fn json_is_sorted_by_place_and_obeys_its_schema() {
    let folder = Folder::new();
    let schema = serde_json::from_str(&albero::findings_schema().unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let (plan, clean, missing) = (path(PLAN), path(CLEAN), path("bad/scan.pdf"));
    for arguments in [vec![plan.as_str()], vec![plan.as_str(), clean.as_str(), missing.as_str()]] {
        let report = folder.json(&arguments);
        let errors: Vec<String> =
            validator.iter_errors(&report).map(|e| format!("{e} at {}", e.instance_path)).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let report = folder.json(&[&plan]);
    let place = |f: &Value| -> Vec<usize> {
        f["pointer"].as_str().unwrap().split('/').filter_map(|p| p.parse().ok()).collect()
    };
    let keys: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|f| (place(f), f["code"].to_string())).collect();
    // Deeper numbers are of fields; nodes are in order.
    let nodes: Vec<_> = keys.iter().map(|(place, code)| (place.iter().take(3).collect::<Vec<_>>(), code)).collect();
    assert!(nodes.is_sorted(), "{nodes:?}");
    let pointed = serde_json::to_value(common::plan(PLAN)).unwrap();
    for finding in report["findings"].as_array().unwrap() {
        let pointer = finding["pointer"].as_str().unwrap();
        assert!(pointed.pointer(pointer).is_some(), "{pointer} points nowhere");
    }
}

#[test]
fn sarif_reads_back_and_says_where() {
    let folder = Folder::new();
    let pdf = path("plans/albero-2023-reportlab.pdf");
    let output = folder.check(&[&pdf, &path("bad/scan.pdf"), "--output-format", "sarif"]);
    let sarif: serde_sarif::sarif::Sarif = serde_json::from_slice(&output.stdout).unwrap();
    let run = &sarif.runs[0];
    let results = run.results.as_ref().unwrap();
    let rules = run.tool.driver.rules.as_ref().unwrap();
    for result in results {
        let index = usize::try_from(result.rule_index.unwrap()).unwrap();
        assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
        assert!(result.partial_fingerprints.as_ref().is_some_and(|f| f.contains_key("albero/v1")));
    }
    // As JSON: what other programs look up.
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let inverted = json["runs"][0]["results"].as_array().unwrap().iter().find(|r| r["ruleId"] == "ALB302").unwrap();
    let location = &inverted["locations"][0];
    assert_eq!(location["logicalLocations"][0]["name"], "Az_7.1#1");
    assert_eq!(inverted["level"], "error");
    assert!(location["properties"]["page"].is_u64() && location["properties"]["bbox"].as_array().unwrap().len() == 4);
    assert_eq!(json["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn github_annotations_are_one_line_a_finding() {
    let plan = path(PLAN);
    let output = Folder::new().check(&[&plan, "--select", "ALB302", "--output-format", "github"]);
    let lines: Vec<String> = text(&output.stdout).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2);
    let expected = format!(
        "::error file={plan},line=2966,endLine=2977,title=ALB302 target-inverted::Az_7.1#1: less is better (from \
         \"Durata media dei procedimenti\"), but the target is at least: >= 100,00 gg (p. 44)"
    );
    assert_eq!(lines[0], expected);
}

#[test]
fn one_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = Folder::new();
    let (plan, scan) = (path(PLAN), path("bad/scan.pdf"));
    let output = folder.check(&[&scan, &plan, "--output-format", "json", "--fail-on", "never"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("scan.pdf: no text layer"));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["source"].is_null());
    assert!(report["documents"][0]["error"].as_str().unwrap().contains("no text layer"));
    assert_eq!(report["documents"][1]["summary"]["errors"], 3);
    assert_eq!(report["summary"]["errors"], 3);
    assert!(report["findings"].as_array().unwrap().iter().all(|f| f["file"] == plan.as_str()));
}

#[test]
fn a_baseline_hides_what_is_known_and_tells_what_is_gone() {
    let folder = Folder::new();
    let (plan, reprint) = (path(PLAN), path("plans/albero-2023-libreoffice.pdf"));
    folder.check(&[&plan, "--write-baseline", "known.toml"]);
    let known = folder.read("known.toml");
    assert!(known.contains("node = \"Az_7.1#1\"") && known.contains("quoted = \">= 100,00 gg\""), "{known}");
    // The same plan printed by another program is known by it, too.
    for file in [&plan, &reprint] {
        let report = folder.json(&[file, "--baseline", "known.toml"]);
        assert_eq!(codes(&report), [""; 0], "{file}");
        assert_eq!(report["baseline"]["unmatched"], Value::Array(Vec::new()));
    }
    assert_eq!(folder.check(&[&plan, "--baseline", "known.toml"]).status.code(), Some(0));
    // An entry that nothing matches is told; a reason is kept when the file is written again.
    let reasoned = known.replacen("reason = \"\"", "reason = \"the form has it so\"", 1);
    folder.write(
        "known.toml",
        &(reasoned + "\n[[known]]\nfingerprint = \"0000000000000000\"\nreason = \"was mended\"\n"),
    );
    let told = text(&folder.check(&[&plan, "--baseline", "known.toml"]).stdout);
    assert!(told.contains("1 of its entries match nothing any longer\n  0000000000000000\n"), "{told}");
    folder.check(&[&plan, "--write-baseline", "known.toml"]);
    let again = folder.read("known.toml");
    assert!(again.contains("the form has it so") && !again.contains("was mended"), "{again}");
    // Only what is new is told.
    let few = folder.check(&[&plan, "--select", "ALB302", "--write-baseline", "few.toml"]);
    assert_eq!(few.status.code(), Some(0), "the file is written: `&&` goes on");
    let rest = codes(&folder.json(&[&plan, "--baseline", "few.toml"]));
    assert!(!rest.is_empty() && !rest.contains(&"ALB302".to_owned()));
}

#[test]
fn settings_come_from_the_nearest_albero_toml() {
    let folder = Folder::new();
    let plan = path(PLAN);
    folder.write(
        "albero.toml",
        "ignore = [\"ALB2\", \"baseline-missing\"]\nfail-on = \"never\"\nlang = \"it\"\n[severity]\nALB302 = \"warning\"\n\
         [[overrides]]\nfiles = [\"*.pdf\"]\nignore = [\"ALB302\"]\n",
    );
    let output = folder.check(&[&plan]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        told.contains("avviso[ALB302]: meno è meglio") && !told.contains("ALB208") && !told.contains("ALB501"),
        "{told}"
    );
    let pdf = codes(&folder.json(&[&path("plans/albero-2023-reportlab.pdf")]));
    assert!(!pdf.contains(&"ALB302".to_owned()) && pdf.contains(&"ALB103".to_owned()));
    // A folder further down in the project has the same settings; another file can be named.
    std::fs::create_dir(folder.0.path().join(".git")).unwrap();
    std::fs::create_dir(folder.0.path().join("piani")).unwrap();
    let mut below = Command::new(env!("CARGO_BIN_EXE_albero"));
    below.current_dir(folder.0.path().join("piani")).args(["check", &plan]);
    assert_eq!(text(&below.output().unwrap().stdout), told);
    folder.write("strict.toml", "select = [\"ALB302\"]\n");
    assert_eq!(codes(&folder.json(&[&plan, "--config", "strict.toml"])), ["ALB302", "ALB302"]);
}

#[test]
fn a_tolerance_and_a_vocabulary_can_be_set() {
    let folder = Folder::new();
    let plan = path(PLAN);
    folder.write("albero.toml", "tolerance = 0\nselect = [\"ALB101\"]\n");
    assert_eq!(codes(&folder.json(&[&plan])), [""; 0], "the sums are exact");
    let typology = text(&std::fs::read(fixture(PLAN)).unwrap()).replace("Volume)", "Volumi)");
    folder.write("piano.txt", &typology);
    folder.write("albero.toml", "select = [\"ALB206\"]\n");
    assert_eq!(codes(&folder.json(&["piano.txt"])), ["ALB206"; 3]);
    folder.write("albero.toml", "select = [\"ALB206\"]\n[vocabulary]\ntypologies = [\"Volumi\"]\n");
    assert_eq!(codes(&folder.json(&["piano.txt"])), [""; 0]);
}

#[test]
fn labels_can_be_added() {
    let folder = Folder::new();
    let renamed = text(&std::fs::read(fixture("invented/3-reportlab.layout.txt")).unwrap());
    let heading = ["Indicatore", "Indicatori", "KPI"].into_iter().find(|label| renamed.contains(label)).unwrap();
    folder.write("piano.txt", &renamed.replace(heading, &format!("{:<1$}", "Parametro", heading.len())));
    let parse = |toml: &str| {
        folder.write("albero.toml", toml);
        let mut command = Command::new(env!("CARGO_BIN_EXE_albero"));
        let output = command.current_dir(folder.0.path()).args(["parse", "piano.txt"]).output().unwrap();
        let plan: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        plan["sections"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|s| s["objectives"].as_array().unwrap().clone())
            .flat_map(|o| o["indicators"].as_array().unwrap().clone())
            .count()
    };
    assert_eq!(parse(""), 0, "an unknown label heads nothing");
    assert!(parse("[labels]\nindicator = [\"Parametro\"]\n") > 0);
}

#[test]
fn a_mistake_in_the_settings_is_shown_with_its_line_and_the_nearest_name() {
    let folder = Folder::new();
    let plan = path(PLAN);
    for (toml, says) in [
        ("# mine\nselct = [\"ALB3\"]\n", "albero.toml:2: unknown key \"selct\"; did you mean \"select\"?"),
        (
            "\n\nselect = [\n  \"ALB1\",\n  \"ALB32\",\n]\n",
            "albero.toml:5: unknown rule \"ALB32\"; did you mean \"ALB302\"?",
        ),
        ("[severity]\nALB302 = \"warn\"\n", "albero.toml:2: unknown severity \"warn\"; did you mean \"warning\"?"),
        ("[severity]\ntarget-inverted = 3\n", "albero.toml:2: a text is expected here"),
        (
            "[labels]\nindicatore = [\"Misura\"]\n",
            "albero.toml:2: unknown key \"indicatore\"; did you mean \"indicator\"?",
        ),
        ("tolerance = \"molta\"\n", "albero.toml:1: a number is expected here"),
        ("[[overrides]]\nignore = [\"ALB1\"]\n", "albero.toml:1: an override names its files"),
        ("select = [\n", "albero.toml:"),
    ] {
        folder.write("albero.toml", toml);
        let output = folder.check(&[&plan]);
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{toml}");
        assert!(message.contains(says) && message.trim_end().lines().count() == 1, "{toml}: {message}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn rules_and_explain_say_what_the_registry_says() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_albero")).env("LC_ALL", "C").args(arguments).output().unwrap();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (_, listed, _) = run(&["rules"]);
    assert_eq!(listed.lines().count(), albero::check::registry::RULES.len());
    assert!(listed.lines().any(|l| l.starts_with("ALB701 definition-changed") && l.contains("With --previous")));
    assert!(listed.lines().any(|l| l.starts_with("ALB105") && l.ends_with("(off by default)")), "{listed}");
    let (_, json, _) = run(&["rules", "--output-format", "json"]);
    let rules: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert!(rules.iter().any(|r| r["code"] == "ALB105" && r["on"] == false && r["summary"]["it"].is_string()));
    for (lang, parts) in [
        ("en", ["Wrong: Durata", "Right: Durata", "art. 5(2)"]),
        ("it", ["Sbagliato: Durata", "Giusto: Durata", "art. 5, c. 2"]),
    ] {
        let (_, told, _) = run(&["explain", "ALB302", "--lang", lang]);
        assert!(parts.iter().all(|part| told.contains(part)), "{told}");
    }
    let (status, _, error) = run(&["explain", "ALB999"]);
    assert!(status == Some(2) && error.contains("unknown rule \"ALB999\""), "{error}");
}

/// The findings of a plan on a terminal of so many columns.
fn on(columns: usize, arguments: &[&str]) -> String {
    let folder = Folder::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_albero"));
    command.current_dir(folder.0.path()).env("LC_ALL", "C").env("COLUMNS", columns.to_string());
    let output = command.arg("check").args(arguments).output().unwrap();
    text(&output.stdout)
}

#[test]
fn text_fits_the_terminal_and_carets_stand_under_what_they_mean() {
    std::fs::copy(fixture(PLAN), std::env::temp_dir().join("albero-width.txt")).unwrap();
    let plan = std::env::temp_dir().join("albero-width.txt");
    let plan = plan.to_str().unwrap();
    for columns in [80, 100, 120, 200] {
        let shown = on(columns, &[plan, "--lang", "it"]);
        let wide: Vec<&str> = shown.lines().filter(|line| line.chars().count() > columns).collect();
        assert!(shown.lines().count() > 100 && wide.is_empty(), "{columns}: {wide:#?}");
    }
    // What is marked is what is quoted, wherever the line is parted.
    let at_80 = on(80, &[plan, "--select", "ALB302"]);
    let expected = r#"error[ALB302]: less is better (from "Durata media dei procedimenti"), but the
   target is at least: >= 75,00 N.
 |
 | Durata media dei procedimenti conclusi esclusivamente con gestione interna |
 | >= 75,00 N.
 | ^^^^^^^^^^^
 |
 = note: p. 44:2979-2990, Az_7.1#2
 = help: turn the comparator round, if so meant
"#;
    assert!(at_80.contains(expected), "{at_80}");
}

#[test]
fn findings_are_counted_sorted_and_chosen_as_asked() {
    let folder = Folder::new();
    let (plan, scan) = (path(PLAN), path("bad/scan.pdf"));
    let shown = |arguments: &[&str]| text(&folder.check(arguments).stdout);
    // Errors only; the exit status is not of what is shown.
    let errors = folder.check(&[&plan, "--severity", "error", "--output-format", "concise", "--fail-on", "never"]);
    let lines: Vec<String> = text(&errors.stdout).lines().map(str::to_owned).collect();
    assert_eq!((lines.len(), errors.status.code()), (4, Some(0)), "{lines:?}");
    assert!(lines[..3].iter().all(|line| line.contains(": error[ALB")), "{lines:?}");
    assert!(lines[0].starts_with(&format!("{plan}, p. ")), "{lines:?}");
    let quiet = shown(&[&plan, "--severity", "error", "--output-format", "concise", "-q"]);
    assert_eq!(quiet.lines().count(), 3, "{quiet}");
    // Errors first.
    let sorted = shown(&[&plan, "--sort", "severity", "--output-format", "concise", "-q"]);
    let severities: Vec<&str> =
        sorted.lines().map(|line| line.split(": ").nth(1).unwrap().split('[').next().unwrap()).collect();
    let rank = |severity: &&str| ["error", "warning", "info"].iter().position(|known| known == severity).unwrap();
    assert!(severities.iter().map(rank).is_sorted(), "{severities:?}");
    // By rule, and by file; a file that could not be read is not counted as checked.
    let counted = shown(&[&plan, &scan, "--statistics"]);
    assert!(counted.lines().any(|line| line.trim() == "2 ALB302 error   target-inverted"), "{counted}");
    assert!(counted.ends_with("in 1 document; not read: 1\n"), "{counted}");
    let both = shown(&[&plan, &path(CLEAN), "--select", "ALB302,ALB501", "--lang", "it"]);
    assert!(both.contains(&format!("\n{plan}: 2 errori, 0 avvisi, ")), "{both}");
    assert!(both.contains(&format!("{}:\n", path(CLEAN))) && both.contains("l'intero documento"), "{both}");
    // What does not apply is refused.
    let refused = folder.check(&[&plan, "--statistics", "--output-format", "json"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_workbook_has_the_cells_of_the_table() {
    use calamine::{Data, Reader};
    let folder = Folder::new();
    let plan = path(PLAN);
    let written = |format: &str, to: &str| {
        let to = folder.0.path().join(to);
        folder.check(&[&plan, "--lang", "it", "--output-format", format, "-o", to.to_str().unwrap()]);
        std::fs::read(to).unwrap()
    };
    let table = written("csv", "findings.csv");
    let rows: Vec<csv::StringRecord> =
        csv::ReaderBuilder::new().has_headers(false).from_reader(&table[..]).records().map(Result::unwrap).collect();
    let bytes = written("xlsx", "findings.xlsx");
    assert_eq!(bytes, written("xlsx", "again.xlsx"));
    let mut book = calamine::open_workbook_from_rs::<calamine::Xlsx<_>, _>(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("rilievi").unwrap();
    assert!(rows.len() > 20);
    assert_eq!(sheet.height(), rows.len());
    for (own, row) in sheet.rows().zip(&rows) {
        for (at, (own, cell)) in own.iter().zip(row).enumerate() {
            assert_eq!(own.to_string().replace("\r\n", "\n"), cell.trim_start_matches('\'').replace("\r\n", "\n"));
            // A year and a page are numbers, a code and all else is text.
            let is_number = [2, 8].contains(&at) && row[2] != *"anno" && !cell.is_empty();
            assert_eq!(matches!(own, Data::Float(_) | Data::Int(_)), is_number, "{cell}");
        }
    }
}

#[test]
fn findings_are_tables_and_reports_of_other_programs() {
    let folder = Folder::new();
    let (plan, scan) = (path(PLAN), path("bad/scan.pdf"));
    let shown =
        |format: &str| text(&folder.check(&[&plan, &scan, "--select", "ALB302", "--output-format", format]).stdout);
    let csv = shown("csv");
    let mut rows = csv.lines();
    assert_eq!(
        rows.next().unwrap(),
        "file,entity,year,rule,severity,section,objective,indicator,page,message,quoted,fingerprint"
    );
    let row = rows.next().unwrap();
    assert!(row.contains(",2023,ALB302,error,") && row.contains(",Az_7.1#1,44,"), "{row}");
    let issues: Vec<Value> = serde_json::from_str(&shown("gitlab")).unwrap();
    assert_eq!(issues.len(), 2);
    for key in ["description", "check_name", "fingerprint", "severity", "location"] {
        assert!(!issues[0][key].is_null(), "{key}");
    }
    assert_eq!(issues[0]["location"]["lines"]["begin"], 2966);
    let junit = shown("junit");
    assert!(junit.contains("<testcase name=\"ALB302 target-inverted Az_7.1#1\""), "{junit}");
    assert!(junit.contains("&gt;= 100,00 gg") && junit.contains("<error message="), "{junit}");
}

#[test]
fn findings_json_has_one_shape() {
    let folder = Folder::new();
    let plan = path(PLAN);
    let report = folder.json(&[&plan, "--select", "ALB302"]);
    assert_eq!(report["documents"][0]["file"], plan.as_str());
    assert_eq!(report["findings"][0]["file"], plan.as_str());
    assert!(report["source"]["sha256"].is_string(), "today's keys stay");
}

/// What `docs/ci` tells other programs to run is run here, on a plan that is there.
#[test]
fn the_commands_of_the_ci_files_run() {
    let folder = Folder::new();
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci");
    let mut run = 0;
    for entry in std::fs::read_dir(docs).unwrap() {
        let yaml = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in yaml.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let Some((_, command)) = line.split_once("albero check ") else { continue };
            let plan = path(CLEAN);
            let mut arguments: Vec<&str> =
                command.split(' ').map(|word| if word == "piani/*.pdf" { plan.as_str() } else { word }).collect();
            if !arguments.contains(&plan.as_str()) {
                arguments.push(&plan);
            }
            let output = folder.check(&arguments);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{line}: {output:?}");
            run += 1;
        }
    }
    assert_eq!(run, 5);
    let sarif: Value = serde_json::from_str(&folder.read("albero.sarif")).unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].is_u64(), "GitHub shows no result without a region: {result}");
    }
    assert!(folder.read("gl-code-quality-report.json").starts_with('['));
    assert!(folder.read("albero.junit.xml").contains("<testsuite "));
}

#[test]
fn overrides_count_from_the_settings_and_config_shows_where_each_comes_from() {
    let folder = Folder::new();
    std::fs::create_dir(folder.0.path().join(".git")).unwrap();
    let year = folder.0.path().join("2019");
    std::fs::create_dir(&year).unwrap();
    std::fs::copy(path(PLAN), year.join("p.txt")).unwrap();
    folder.write(
        "albero.toml",
        "lang = \"it\"\nselect = [\"ALB302\"]\n[[overrides]]\nfiles = [\"2019/*\"]\nignore = [\"ALB302\"]\n",
    );
    let run = |from: &Path, arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_albero")).current_dir(from).args(arguments).output().unwrap()
    };
    // From above, from beside the file, and by its whole path.
    for (from, file) in
        [(folder.0.path(), "2019/p.txt"), (&year, "p.txt"), (folder.0.path(), year.join("p.txt").to_str().unwrap())]
    {
        let output = run(from, &["check", file]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    }
    let told = text(&run(&year, &["config"]).stdout);
    assert!(told.contains("select = [\"ALB302\"]  # ") && told.contains("albero.toml"), "{told}");
    assert!(told.contains("tolerance = 0.05  # di norma\n"), "{told}");
    // A wrong label is named, with all that are known.
    folder.write("albero.toml", "[labels]\nindikator = [\"Parametro\"]\n");
    let error = text(&run(folder.0.path(), &["config", "--lang", "it"]).stderr);
    assert!(error.contains("chiave sconosciuta \"indikator\"; si intendeva \"indicator\"?"), "{error}");
    folder.write("albero.toml", "[labels]\nfoo = [\"Parametro\"]\n");
    let error = text(&run(folder.0.path(), &["config", "--lang", "it"]).stderr);
    assert!(error.contains("note: area, ") && error.contains("stakeholders"), "{error}");
}
