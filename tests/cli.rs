//! The command line: what it writes, its exit status, and a clear line for every bad input.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use assert_cmd::Command;
use common::fixture;
use std::path::Path;
use std::process::Stdio;

fn albero() -> Command {
    Command::new(env!("CARGO_BIN_EXE_albero"))
}

/// Runs `albero parse` on a fixture that cannot be read: exit status 2, nothing on standard output, one
/// line that names the file and says each of these.
fn assert_refused(file: &str, arguments: &[&str], says: &[&str]) {
    let output = albero().arg("parse").arg(fixture(file)).args(arguments).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{file}: {message}");
    assert!(output.stdout.is_empty(), "{file}");
    assert_eq!(message.lines().count(), 1, "{file}: {message}");
    let name = file.rsplit('/').next().unwrap_or(file);
    for words in says.iter().chain([&name]) {
        assert!(message.contains(words), "{file}: {words:?} not in {message}");
    }
}

#[test]
fn every_unreadable_input_gets_one_clear_line() {
    assert_refused("bad/empty.pdf", &[], &["empty"]);
    assert_refused("bad/truncated.pdf", &[], &["damaged", "cut off", "pages found", "download it again"]);
    assert_refused("bad/html.pdf", &[], &["not a PDF or text", "HTML"]);
    assert_refused("bad/scan.pdf", &[], &["no text layer", "run OCR first"]);
    assert_refused("bad/password.pdf", &[], &["encrypted with a password", "--password"]);
    assert_refused("bad/password.pdf", &["--password", "wrong"], &["this password does not open it"]);
    assert_refused("bad/no-objective.txt", &[], &["no objective"]);
    assert_refused("bad", &[], &["folder"]);
    assert_refused("bad/missing.pdf", &[], &["no such file"]);
}

#[test]
fn the_second_reader_refuses_the_same_inputs() {
    let second = ["--reader", "pdf-extract"];
    assert_refused("bad/truncated.pdf", &second, &["damaged"]);
    assert_refused("bad/scan.pdf", &second, &["no text layer"]);
    assert_refused("bad/password.pdf", &second, &["encrypted with a password"]);
}

#[test]
fn a_password_opens_an_encrypted_file() {
    for reader in ["hayro", "pdf-extract"] {
        let mut command = albero();
        command.arg("parse").arg(fixture("bad/password.pdf")).args(["--password", "secret", "--reader", reader]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{reader}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(albero::parse(output.stdout).is_ok(), "{reader}");
    }
}

#[test]
fn the_second_reader_reads_letters_and_says_that_its_places_are_approximate() {
    let output = albero()
        .arg("parse")
        .arg(fixture("invented/9-reportlab.pdf"))
        .args(["--reader", "pdf-extract"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("warning"));
    let by_second = albero::parse(output.stdout).unwrap();
    let by_first = common::plan("invented/9-reportlab.pdf");
    assert_eq!(common::found(&by_second), common::found(&by_first));
}

#[test]
fn standard_input_is_told_by_content() {
    for file in ["invented/9-reportlab.pdf", "plans/albero-2023.txt"] {
        let output = albero().args(["parse", "-", "--compact"]).pipe_stdin(fixture(file)).unwrap().output().unwrap();
        let json = String::from_utf8(output.stdout).unwrap();
        assert_eq!(json.lines().count(), 1, "{file}");
        let plan = albero::parse(json).unwrap();
        assert_eq!(plan.source.name, None);
        assert_eq!(plan.sections, common::plan(file).sections);
    }
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_or_a_pipe_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fixture("invented/9-reportlab.pdf");
    let printed = albero().arg("parse").arg(&plan).output().unwrap().stdout;
    let (link, target) = (folder.path().join("link.json"), folder.path().join("plan.json"));
    std::fs::write(&target, "").unwrap();
    std::os::unix::fs::symlink("plan.json", &link).unwrap();
    albero().arg("parse").arg(&plan).arg("-o").arg(&link).assert().success();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(std::fs::read(&target).unwrap() == printed);
    // Standard output under another name: a pipe here.
    let by_name = albero().arg("parse").arg(&plan).args(["-o", "/dev/stdout"]).output().unwrap();
    assert!(by_name.status.success() && by_name.stdout == printed);
    assert!(std::fs::symlink_metadata("/dev/stdout").unwrap().is_symlink());
}

#[test]
fn an_output_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan.json");
    std::fs::write(&out, "before").unwrap();
    let refused = albero().arg("parse").arg(fixture("bad/scan.pdf")).arg("-o").arg(&out).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "before");
    albero().arg("parse").arg(fixture("invented/9-reportlab.pdf")).arg("-o").arg(&out).assert().success().stdout("");
    assert!(albero::parse(std::fs::read(&out).unwrap()).is_ok());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    albero().arg("parse").arg(fixture("invented/9-reportlab.pdf")).arg("-o").arg(folder.path()).assert().code(2);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_albero"))
        .arg("parse")
        .arg(fixture("plans/albero-2023.txt"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn help_shows_an_example_of_each_command() {
    for command in ["parse", "inspect", "schema"] {
        let output = albero().args([command, "--help"]).output().unwrap();
        assert!(String::from_utf8(output.stdout).unwrap().contains("Example"), "{command}");
    }
    albero().args(["parse", "--no-such-flag"]).assert().code(2);
    albero().assert().code(2);
}

#[test]
fn schema_prints_the_committed_file() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/plan.schema.json")).unwrap();
    albero().args(["schema", "plan"]).assert().success().stdout(committed);
}

#[test]
fn parse_reads_the_pages_that_are_asked_for() {
    let long = fixture("layouts/long-20.pdf");
    let parsed = |arguments: &[&str]| {
        let output = albero().arg("parse").args(arguments).arg(&long).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let whole = parsed(&[]);
    let first = whole["sections"][0]["locations"][0]["page"].as_u64().unwrap();
    let last = whole["source"]["page_count"].as_u64().unwrap();
    assert!(first > 1);
    let part = parsed(&["--pages", &format!("{first}-{last}")]);
    // The same tree, on the file's own pages; only what the cover says is not known.
    for key in ["code", "title", "locations"] {
        assert_eq!(part["sections"][0][key], whole["sections"][0][key]);
    }
    assert_eq!(part["sections"].as_array().unwrap().len(), whole["sections"].as_array().unwrap().len());
    assert_eq!(part["source"], whole["source"]);
    assert!(part["prose"].as_array().unwrap().iter().all(|entry| entry["page"].as_u64().unwrap() >= first));
    for (pages, said) in [("1-999", "999 of a file with"), ("0", "3, 3-5"), ("4-2", "3, 3-5")] {
        let refused = albero().args(["parse", "--pages", pages]).arg(&long).assert().code(2);
        assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains(said), "{pages}");
    }
    // Text and plan JSON are read whole.
    albero().args(["parse", "--pages", "1", "-"]).write_stdin("Obiettivo operativo\n").assert().code(2);
}

#[test]
fn inspect_shows_the_tables_of_any_document() {
    let plan = fixture("plans/albero-2024-chromium.pdf");
    let json = albero().args(["inspect", "--output-format", "json"]).arg(&plan).output().unwrap();
    assert_eq!(json.status.code(), Some(0));
    let inspection: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(inspection["schema"], "albero/inspect/1");
    let tables = inspection["tables"].as_array().unwrap();
    let texts =
        tables.iter().flat_map(|table| table["cells"].as_array().unwrap()).map(|cell| cell["text"].as_str().unwrap());
    assert!(texts.clone().any(|text| text == "Indicatore"));
    let of_page = albero().args(["inspect", "--pages", "2", "--output-format", "json"]).arg(&plan).output().unwrap();
    let of_page: serde_json::Value = serde_json::from_slice(&of_page.stdout).unwrap();
    let wanted: Vec<_> = tables.iter().filter(|table| table["page"] == 2).collect();
    assert!(!wanted.is_empty() && wanted.len() < tables.len());
    assert_eq!(of_page["tables"].as_array().unwrap().iter().collect::<Vec<_>>(), wanted);
    // As text: each cell's place.
    let text = albero().args(["inspect", "--pages", "1-2"]).arg(&plan).output().unwrap();
    assert!(String::from_utf8(text.stdout).unwrap().contains("row 1, column 1: "));
    // As a drawing: each cell of the page once, with its words.
    let svg = albero().args(["inspect", "--pages", "2", "--output-format", "svg"]).arg(&plan).output().unwrap();
    let svg = String::from_utf8(svg.stdout).unwrap();
    let cells: usize = wanted.iter().map(|table| table["cells"].as_array().unwrap().len()).sum();
    assert_eq!(svg.matches("<title>").count(), cells);
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    // Without an objective it is no error.
    albero().args(["inspect", "-"]).write_stdin("nessuna tabella\n").assert().success().stdout("");
    albero().args(["inspect", "--pages", "3-2"]).arg(&plan).assert().code(2);
}

/// What the program says of `--lang it`, with its exit status.
fn in_italian(arguments: &[&str]) -> (Option<i32>, String) {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))
        .args(arguments)
        .args(["--lang", "it"])
        .output()
        .unwrap();
    let both = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&both).into_owned())
}

#[test]
fn the_program_speaks_italian_to_whoever_asks() {
    for (arguments, status, told) in [
        (vec!["check", "--help"], 0, "Uso: albero check [OPZIONI] FILE..."),
        (vec!["help", "diff"], 0, "Argomenti:"),
        (vec!["chec"], 2, "errore: comando 'chec' non riconosciuto"),
        (vec!["parse", "--foo"], 2, "errore: argomento '--foo' non previsto"),
        (vec!["parse", "--pages", "x", "a"], 2, "una pagina, o la prima e l'ultima: 3, 3-5"),
        (vec!["parse", "nessuno.pdf"], 2, "nessuno.pdf: file inesistente; controllare il percorso"),
        (vec!["parse", "bad/scan.pdf"], 2, "è una scansione, farne prima l'OCR"),
        (vec!["check", "--select", "ALB999", "plans/albero-2023.txt"], 2, "regola sconosciuta \"ALB999\""),
        (vec!["check", "--select", "ALB302", "plans/albero-2023.txt"], 1, "errore[ALB302]: "),
        (vec!["check", "--select", "ALB302", "plans/albero-2023.txt"], 1, " = rimedio: "),
        (vec!["diff", "plans/albero-2023.txt", "plans/albero-2024-chromium.pdf"], 1, " a fronte di "),
        (vec!["list", "--archive", "nessuno.sqlite"], 2, "archivio inesistente; si crea con albero import"),
        (vec!["explain", "ALB302"], 0, "Sbagliato: "),
    ] {
        let (code, shown) = in_italian(&arguments);
        assert_eq!(code, Some(status), "{arguments:?} {shown}");
        assert!(shown.contains(told), "{arguments:?} {shown}");
    }
}

#[test]
fn the_language_is_that_of_the_option_then_the_settings_then_the_locale() {
    let folder = tempfile::tempdir().unwrap();
    let told = |locale: &str, options: &[&str]| {
        let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
            .current_dir(folder.path())
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", locale)
            .args(["parse", "nessuno.pdf"])
            .args(options)
            .output()
            .unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told("it_IT.UTF-8", &[]).contains("file inesistente"));
    assert!(told("en_GB.UTF-8", &[]).contains("no such file"));
    assert!(told("it_IT.UTF-8", &["--lang=en"]).contains("no such file"));
    std::fs::write(folder.path().join("albero.toml"), "lang = \"it\"\n").unwrap();
    assert!(told("C", &[]).contains("file inesistente"));
    assert!(told("C", &["--lang", "en"]).contains("no such file"));
}

#[test]
fn one_name_for_formats_and_its_alias_everywhere() {
    for arguments in [
        vec!["parse", "--format", "json", "plans/albero-2023.txt"],
        vec!["parse", "--output-format", "json", "plans/albero-2023.txt"],
        vec!["check", "--format", "json", "--fail-on", "never", "plans/albero-2023.txt"],
        vec!["rules", "--format", "json"],
        vec!["show", "--format", "json", "plans/albero-2023.txt"],
    ] {
        let (status, told) = in_italian(&arguments);
        assert_eq!(status, Some(0), "{arguments:?} {told}");
    }
}

/// A folder with two plans, another document, and one that cannot be read.
fn folder_of_plans() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, from) in [
        ("2023.pdf", "plans/albero-2023-reportlab.pdf"),
        ("2024.pdf", "plans/albero-2024-chromium.pdf"),
        ("scansione.pdf", "bad/scan.pdf"),
    ] {
        std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(from), folder.path().join(name))
            .unwrap();
    }
    std::fs::write(folder.path().join("logo.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    folder
}

fn in_folder(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
        .current_dir(folder)
        .args(arguments)
        .args(["--lang", "it"])
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_folder_is_the_plans_in_it_with_a_summary() {
    let folder = folder_of_plans();
    let (status, out, error) = in_folder(folder.path(), &["check", ".", "--select", "ALB302"]);
    assert_eq!(status, Some(2));
    assert!(out.contains("2023.pdf:") && out.ends_with("in 2 documenti; non letti: 1\n"), "{out}");
    assert!(error.contains("letti 2, rifiutati 1:\nalbero:   ./scansione.pdf: nessuno strato di testo"), "{error}");
    assert!(!error.contains("logo.png"));
    let (status, out, error) = in_folder(folder.path(), &["parse", ".", "--format", "csv", "--exclude", "scan*"]);
    assert_eq!((status, error.as_str()), (Some(0), "albero: letti 2\n"));
    assert!(out.contains(",2023.pdf,") && out.contains(",2024.pdf,"));
    let (status, out, _) = in_folder(folder.path(), &["diff", ".", "--exclude", "scan*"]);
    assert_eq!(status, Some(1));
    assert!(out.starts_with("2023.pdf (2023) → 2024.pdf (2024)\n"), "{out}");
    let (status, _, error) = in_folder(folder.path(), &["parse", "."]);
    assert!(status == Some(2) && error.contains("è una cartella"), "{error}");
}

#[test]
fn plans_in_the_wrong_order_are_compared_and_told() {
    let folder = folder_of_plans();
    let (status, _, error) = in_folder(folder.path(), &["diff", "2024.pdf", "2023.pdf"]);
    assert_eq!(status, Some(1));
    assert!(error.contains("ordine inverso: 2023 dopo 2024"), "{error}");
}

#[test]
fn options_that_do_not_apply_are_refused() {
    let folder = folder_of_plans();
    for (arguments, option) in
        [(["check", "2023.pdf", "--year", "1999"], "--year"), (["check", "2023.pdf", "--entity", "pippo"], "--entity")]
    {
        let (status, _, error) = in_folder(folder.path(), &arguments);
        assert!(status == Some(2) && error.contains(option), "{error}");
    }
}

#[test]
fn colours_are_as_asked_for() {
    let folder = folder_of_plans();
    let coloured = |options: &[&str], name: &str, value: &str| {
        let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"))
            .current_dir(folder.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env(name, value)
            .args(["check", "2023.pdf", "--select", "ALB302"])
            .args(options)
            .output()
            .unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(coloured(&["--color", "always"], "NO_COLOR", "1"));
    assert!(coloured(&[], "CLICOLOR_FORCE", "1"));
    assert!(!coloured(&[], "CLICOLOR_FORCE", "0"));
    assert!(!coloured(&["--color=never"], "CLICOLOR_FORCE", "1"));
}

#[test]
fn a_table_for_an_italian_spreadsheet_has_numbers_with_commas_and_italian_heads() {
    let folder = folder_of_plans();
    let asked = ["parse", "2023.pdf", "--format", "csv", "--decimal-comma"];
    let (status, out, error) = in_folder(folder.path(), &asked);
    assert_eq!(status, Some(0), "{error}");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(out.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = |head: &str| heads.iter().position(|own| own == head).unwrap();
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!((&row[at("codice_area")], &row[at("anno")]), ("01", "2023"));
    assert_eq!((&row[at("peso_obiettivo")], &row[at("target_1_numero")]), ("8,37", "70,00"));
    // Programs know the columns by their English heads, unless another language is asked for.
    let english = Command::new(env!("CARGO_BIN_EXE_albero"))
        .current_dir(folder.path())
        .env("LANG", "it_IT.UTF-8")
        .args(["parse", "2023.pdf", "--format", "csv"])
        .output()
        .unwrap();
    assert!(english.stdout.starts_with(b"entity,year,document,"));
    let (status, _, error) = in_folder(folder.path(), &["parse", "2023.pdf", "--decimal-comma"]);
    assert!(status == Some(2) && error.contains("--decimal-comma"), "{error}");
}

#[test]
fn a_workbook_has_numbers_codes_as_text_and_a_sheet_that_explains_the_columns() {
    use calamine::{Data, Reader};
    let folder = folder_of_plans();
    let read = |arguments: &[&str]| {
        let (status, _, error) = in_folder(folder.path(), &[arguments, &["-o", "t.xlsx", "--format", "xlsx"]].concat());
        assert!(status.is_some_and(|status| status < 2), "{error}");
        calamine::open_workbook::<calamine::Xlsx<_>, _>(folder.path().join("t.xlsx")).unwrap()
    };
    let mut book = read(&["parse", "2023.pdf"]);
    let sheet = book.worksheet_range("indicatori").unwrap();
    let head = |sheet: &calamine::Range<Data>, name: &str| {
        sheet.rows().next().unwrap().iter().position(|cell| cell == &Data::String(name.to_owned())).unwrap()
    };
    let row = sheet.rows().nth(1).unwrap();
    assert_eq!(row[head(&sheet, "codice_area")], Data::String("01".to_owned()));
    assert_eq!(row[head(&sheet, "peso_obiettivo")], Data::Float(8.37));
    assert_eq!(row[head(&sheet, "anno")], Data::Float(2023.0));
    // A second sheet with a row an indicator and year.
    let years = book.worksheet_range("per anno").unwrap();
    assert!(years.height() > sheet.height(), "{}", years.height());
    let row = years.rows().find(|row| row[head(&years, "target")] == Data::String(">= 70,00 %".to_owned())).unwrap();
    assert_eq!((&row[head(&years, "dell_anno")], &row[head(&years, "target_numero")]), {
        (&Data::Float(2023.0), &Data::Float(70.0))
    });
    let about = book.worksheet_range("Leggimi").unwrap();
    let names: std::collections::BTreeSet<String> = [&sheet, &years]
        .into_iter()
        .flat_map(|sheet| sheet.rows().next().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>())
        .collect();
    assert_eq!(about.height(), names.len() + 1);
    assert!(about.rows().all(|row| row[1] != Data::Empty));
    let mut book = read(&["diff", "2023.pdf", "2024.pdf"]);
    let sheet = book.worksheet_range("cambiamenti").unwrap();
    let at = |name: &str| head(&sheet, name);
    let tightened = sheet.rows().find(|row| row[at("effetto")] == Data::String("tightened".to_owned())).unwrap();
    let number = |name: &str| match tightened[at(name)] {
        Data::Float(number) => number,
        ref other => panic!("{name}: {other:?}"),
    };
    assert!((number("numero_nuovo") - number("numero_vecchio") - number("differenza")).abs() < 1e-9);
    assert!(matches!(&tightened[at("unità_di_misura")], Data::String(unit) if !unit.is_empty()));
}

#[test]
fn completions_and_the_manual_are_in_the_language_asked_for() {
    let (status, script) = in_italian(&["completions", "zsh"]);
    assert!(status == Some(0) && script.contains("Password dei PDF protetti"), "{script}");
    let (status, manual) = in_italian(&["man"]);
    assert!(
        status == Some(0) && manual.contains(".TH albero") && manual.contains("Segnala ciò che non va"),
        "{manual}"
    );
    assert!(manual.contains("albero\\-check"));
}

#[test]
fn an_option_that_does_not_apply_is_refused() {
    let folder = folder_of_plans();
    let (status, _, error) = in_folder(folder.path(), &["import", "2023.pdf", "--entity", "Comune di Prova"]);
    assert_eq!(status, Some(0), "{error}");
    for (arguments, option) in [
        (&["parse", "2023.pdf", "--ordered"][..], "--ordered"),
        (&["parse", "2023.pdf", "--jobs", "2"], "--jobs"),
        (&["parse", "2023.pdf", "--format", "csv", "--compact"], "--compact"),
        (&["parse", "2023.pdf", "--bom"], "--bom"),
        (&["check", "2023.pdf", "--year", "1999"], "--year"),
        (&["check", "--archive", "albero.sqlite", "--verify"], "--verify"),
        (&["check", "--archive", "albero.sqlite", "--exclude", "x"], "--exclude"),
        (&["check", "2023.pdf", "--format", "json", "--quiet"], "--quiet"),
        (&["diff", "2023.pdf", "2024.pdf", "2023.pdf", "--all"], "--all"),
        (&["diff", "2023.pdf", "2024.pdf", "--all", "--format", "json-patch"], "--all"),
        (&["diff", "2023.pdf", "2024.pdf", "--entity", "prova"], "--archive"),
        (&["report", "--archive", "albero.sqlite", "--page-pictures", "all"], "--page-pictures"),
        (&["export", "--format", "csv", "--labelled"], "--labelled"),
        (&["export", "--format", "datasette", "--year", "2023"], "--year"),
        (&["export", "--format", "ndjson", "--decimal-comma"], "--decimal-comma"),
        (&["list", "--delimiter", ";"], "--delimiter"),
        (&["show", "2023.pdf", "--year", "2023"], "2023.pdf"),
    ] {
        let (status, out, error) = in_folder(folder.path(), arguments);
        assert!(status == Some(2) && out.is_empty() && error.contains(option), "{arguments:?}: {error}");
    }
}
