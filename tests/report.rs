//! The report, by the command: one file that needs nothing else, and what people do with it in a browser.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on fails")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Output;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn albero(arguments: &[&str]) -> Output {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_albero"));
    command.current_dir(root()).env("LC_ALL", "C").args(arguments).output().unwrap()
}

/// A report on standard output.
fn report(arguments: &[&str]) -> String {
    let output = albero(&[&["report", "-o", "-"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Without the pictures' bytes: how a page is drawn differs in the last bit between machines.
fn without_pictures(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, from)) = rest.split_once("data:image/png;base64,") {
        out.push_str(before);
        out.push_str("data:image/png;base64,…");
        rest = &from[from.find('"').unwrap()..];
    }
    out + rest
}

/// Compares with a file of the repository, or writes it (`ALBERO_BLESS=1`).
fn compare(path: &str, html: &str) {
    let whole = root().join(path);
    if std::env::var_os("ALBERO_BLESS").is_some() {
        std::fs::write(&whole, html).unwrap();
    }
    let known = std::fs::read_to_string(&whole).unwrap_or_default();
    assert!(
        without_pictures(&known) == without_pictures(html),
        "{path} is not what is made; docs/reports makes it anew"
    );
}

/// The reports that are shipped, each with the arguments that make it: as `docs/reports` has them.
fn shipped() -> Vec<(String, Vec<String>)> {
    let script = std::fs::read_to_string(root().join("docs/reports/make")).unwrap();
    let lines = script.lines().filter_map(|line| line.strip_prefix("report "));
    let made = lines.map(|line| {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        (words[0].clone(), words[1..].to_vec())
    });
    made.collect()
}

#[test]
fn the_reports_that_are_shipped_are_those_that_are_made() {
    let shipped = shipped();
    assert!(shipped.len() >= 3);
    for (name, arguments) in shipped {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        compare(&format!("docs/reports/{name}"), &report(&arguments));
    }
}

#[test]
fn the_same_bytes_in_give_the_same_bytes_out() {
    let arguments = ["fixtures/layouts/matrix-merged.pdf", "--lang", "it", "--page-pictures", "all"];
    assert_eq!(report(&arguments), report(&arguments));
}

#[test]
fn nothing_in_the_page_leads_out_of_it() {
    let html = report(&["fixtures/plans/albero-2024-chromium.pdf", "--previous", "fixtures/plans/albero-2023.txt"]);
    assert!(html.contains("default-src 'none'; img-src data:; style-src 'sha256-"));
    for part in html.split(['<', '>']) {
        for name in ["href=\"", "src=\"", "action=\"", "style=\"", "url("] {
            for (_, value) in part.match_indices(name).map(|(at, name)| part.split_at(at + name.len())) {
                assert!(name == "href=\"" && (value.starts_with('#') || value.starts_with("data:image/png")), "{part}");
            }
        }
    }
}

#[test]
fn each_part_says_what_the_document_prints() {
    let html = report(&["fixtures/plans/albero-2023.txt", "--lang", "it"]);
    for wanted in [
        "<html lang=\"it\">",
        "id=\"Az_7.1\"",
        "id=\"Az_7.1#1\"",
        "href=\"#Az_7.1%231\"",
        "data-rule=\"ALB302\"",
        "D.Lgs. 150/2009",
        "&gt;= 100,00 gg",
        "<mark class=\"row",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
}

#[test]
fn what_changed_is_told_in_words() {
    let html = report(&[
        "fixtures/plans/albero-2024-chromium.pdf",
        "--previous",
        "fixtures/plans/albero-2023.txt",
        "--lang",
        "en",
        "--page-pictures",
        "none",
    ]);
    for wanted in [
        "⇄ reversed",
        "▲ tightened",
        "▼ relaxed",
        "✓ met",
        "✗ missed",
        "<del>",
        "<ins>",
        "Objectives added",
        "Objectives removed",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
    assert!(!html.contains("data:image"));
}

#[test]
fn pictures_are_of_the_pages_that_are_asked_for_and_their_size_is_told() {
    let count = |wanted: &str| {
        report(&["fixtures/plans/albero-2023-reportlab.pdf", "--page-pictures", wanted]).matches("<image").count()
    };
    let (none, findings, all) = (count("none"), count("findings"), count("all"));
    assert_eq!(none, 0);
    assert!(0 < findings && findings < all, "{findings} {all}");
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("r.html");
    let output = albero(&[
        "report",
        "fixtures/plans/albero-2023-reportlab.pdf",
        "--page-pictures",
        "all",
        "-o",
        out.to_str().unwrap(),
    ]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains(&format!("{all} pictures of pages")), "{told}");
    // 50 pages in at most 10 MB.
    let size = std::fs::metadata(&out).unwrap().len() as usize;
    assert!(size / all <= 10_000_000 / 50, "{size} for {all} pages");
}

#[test]
fn a_baseline_hides_and_the_page_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let known = folder.path().join("known.toml");
    let known = known.to_str().unwrap();
    albero(&["check", "fixtures/plans/albero-2023.txt", "--select", "ALB302", "--write-baseline", known]);
    let html = report(&["fixtures/plans/albero-2023.txt", "--baseline", known, "--lang", "en"]);
    assert!(html.contains("2 known findings are hidden by the baseline file"));
    assert!(!html.contains("data-rule=\"ALB302\""));
}

#[test]
fn several_documents_have_an_index_and_those_not_read_are_told_of() {
    let output = albero(&[
        "report",
        "fixtures/layouts/matrix-merged.pdf",
        "fixtures/bad/scan.pdf",
        "fixtures/layouts/report-results.pdf",
        "-o",
        "-",
        "--page-pictures",
        "none",
    ]);
    assert_eq!(output.status.code(), Some(2));
    let html = String::from_utf8(output.stdout).unwrap();
    assert!(html.contains("class=\"sortable index\""));
    assert!(
        html.contains("id=\"_1:document\"")
            && html.contains("id=\"_3:document\"")
            && !html.contains("id=\"_2:document\"")
    );
    assert!(html.contains("Not read: fixtures/bad/scan.pdf"));
}

#[test]
fn of_folders_the_plans_in_them_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let plans = folder.path().join("piani/2023");
    std::fs::create_dir_all(&plans).unwrap();
    for (from, to) in [
        ("plans/albero-2023.txt", "a.txt"),
        ("plans/albero-2024-chromium.pdf", "b.pdf"),
        ("plans/albero-2023.txt", "bozza.txt"),
        ("bad/scan.pdf", "c.pdf"),
    ] {
        std::fs::copy(root().join("fixtures").join(from), plans.join(to)).unwrap();
    }
    std::fs::write(plans.join("foto.png"), [0x89, b'P', b'N', b'G', 0, 0, 0]).unwrap();
    let piani = folder.path().join("piani");
    let output =
        albero(&["report", piani.to_str().unwrap(), "--exclude", "bozza*", "--page-pictures", "none", "-o", "-"]);
    let (html, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(2), "{said}");
    let told = [1, 2, 3].map(|number| html.contains(&format!("id=\"_{number}:document\"")));
    assert_eq!(told, [true, true, false], "{said}");
    // What is no plan is passed by; what may be one is told of.
    assert!(said.contains("c.pdf") && !said.contains("foto.png") && !said.contains("bozza"), "{said}");
}

#[test]
fn an_archive_is_told_of_body_by_body() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a.sqlite");
    let archive = archive.to_str().unwrap();
    for (entity, file) in [("Comune di Alba", "matrix-merged.pdf"), ("Comune di Bra", "matrix-banded.pdf")] {
        albero(&["import", &format!("fixtures/layouts/{file}"), "--archive", archive, "--entity", entity]);
    }
    let html = report(&["--archive", archive]);
    assert!(html.contains("Comune di Alba") && html.contains("Comune di Bra") && html.contains("sortable index"));
    let html = report(&["--archive", archive, "--entity", "alba"]);
    assert!(html.contains("Comune di Alba") && !html.contains("Comune di Bra") && !html.contains("sortable index"));
}

#[test]
fn an_option_that_does_not_apply_is_refused() {
    for arguments in [
        &["report", "a.pdf", "b.pdf", "--previous", "c.pdf"][..],
        &["report", "a.pdf", "--entity", "Firenze"],
        &["report", "--archive", "a.sqlite", "--page-pictures", "all"],
        &["report", "-", "--previous", "-"],
        &["report"],
    ] {
        assert_eq!(albero(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn two_hundred_plans_are_at_most_40_megabytes() {
    // Twenty, of 112 objectives and 140 indicators each, in a tenth of it.
    let plan = "fixtures/plans/albero-2023-reportlab.pdf.golden.json";
    let plans = [plan; 20];
    for lang in ["it", "en"] {
        let size = report(&[&plans[..], &["--lang", lang]].concat()).len();
        assert!(size <= 4_000_000, "{size}");
    }
}

/// Tags, quotes, an end of a script, marks that turn writing round, a word of 10,000 characters, in every field.
fn hostile_plan() -> String {
    let harm = [
        "</script><script>alert(1)</script>",
        "\"><img src=x onerror=alert(2)>",
        "' onmouseover='alert(3)",
        "</style><style>*{display:none}</style>",
        "javascript:alert(4)",
        "\u{202e}txet\u{2066}x\u{2069}",
        "<!-- ${alert(5)} {{alert(6)}} &lt;b&gt; <svg onload=alert(7)>",
    ]
    .join(" ");
    let long = "x".repeat(10_000);
    let (harm, long) = (serde_json::to_string(&harm).unwrap(), serde_json::to_string(&long).unwrap());
    let indicator = |text: &str| {
        format!(
            r#"{{"name":{text},"typology":{text},"weight":50,"algorithm":{{"text":{text}}},"baseline":{{"year":2022,"text":{text}}},
            "targets":[{{"year":2023,"text":{text},"kind":"text"}}],"results":[{{"year":2023,"text":{text},"gap":{{"text":{text}}}}}],
            "notes":{text},"unit":{text},"source":{text},"other":[{{"label":{text},"text":{text}}}],"locations":[{{"page":1,"lines":[1,2]}}]}}"#
        )
    };
    let objective = |text: &str, indicators: &str| {
        format!(
            r#"{{"code":{text},"title":{text},"description":{text},"units":[{text}],"responsible":[{text}],"weight":100,
            "start":{{"text":{text}}},"phases":[{{"code":{text},"name":{text},"months":[1,2],"expected":{text}}}],"indicators":[{indicators}]}}"#
        )
    };
    format!(
        r#"{{"title":{harm},"entity":{harm},"year":2023,"source":{{"name":{harm},"format":"text"}},"approval":{{"text":{harm}}},
        "sections":[{{"code":{harm},"title":{long},"objectives":[{},{}]}}],"prose":[{{"page":1,"text":{harm}}}],
        "furniture":[{{"page":1,"text":{long}}}],"unrecognized":[{{"page":1,"text":{harm},"reason":{harm}}}]}}"#,
        objective(&harm, &format!("{},{}", indicator(&harm), indicator(&harm))),
        objective(&long, &indicator(&long)),
    )
}

#[test]
fn text_of_a_document_is_escaped_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("hostile.json");
    std::fs::write(&plan, hostile_plan()).unwrap();
    let html = report(&[plan.to_str().unwrap(), "--previous", plan.to_str().unwrap()]);
    let body = html.split_once("</head>").unwrap().1;
    for harm in [
        "<img",
        "<script>alert",
        "onerror=alert(2)>",
        "<svg onload",
        "</style>",
        "<!--",
        "' onmouseover='\"",
        "\u{202e}",
    ] {
        assert!(!body.contains(harm), "{harm}");
    }
    assert_eq!(body.matches("<script>").count(), 1);
}

/// What drives the browser, where it is installed.
fn browser() -> Result<(PathBuf, PathBuf), String> {
    let found = |name: &str| {
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
            .map(|path| path.join(name))
            .find(|path| path.is_file())
    };
    let node = found("node").ok_or("node is not installed")?;
    let chromium = found("chromium").ok_or("chromium is not installed")?;
    if !root().join("tests/report/node_modules/puppeteer-core").exists() {
        return Err("npm ci --prefix tests/report was not run".to_owned());
    }
    Ok((node, chromium))
}

#[test]
fn people_find_their_way_in_a_browser() {
    let (node, chromium) = match browser() {
        Ok(browser) => browser,
        Err(why) => {
            eprintln!("skipped: {why}; .ci/run installs what it needs");
            return;
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("hostile.json");
    std::fs::write(&plan, hostile_plan()).unwrap();
    let plan = plan.to_str().unwrap();
    for (name, arguments) in [
        (
            "pdf.html",
            &[
                "fixtures/plans/albero-2024-chromium.pdf",
                "--previous",
                "fixtures/plans/albero-2023.txt",
                "--lang",
                "it",
            ][..],
        ),
        ("text.html", &["fixtures/plans/albero-2023.txt", "--lang", "it"]),
        (
            "index.html",
            &[
                "fixtures/layouts/matrix-merged.pdf",
                "fixtures/layouts/report-results.pdf",
                "fixtures/layouts/peg-programmes.pdf",
                "--lang",
                "en",
            ],
        ),
        ("phases.html", &["fixtures/layouts/sheets-phases.pdf", "--lang", "en", "--page-pictures", "all"]),
        ("hostile.html", &[plan, "--previous", plan]),
        ("readme.html", &["fixtures/plans/albero-2023.txt", "--lang", "en"]),
    ] {
        std::fs::write(folder.path().join(name), report(arguments)).unwrap();
    }
    let mut script = std::process::Command::new(node);
    script.arg(root().join("tests/report/browser.mjs")).arg(folder.path()).arg(chromium);
    if std::env::var_os("ALBERO_BLESS").is_some() {
        script.env("ALBERO_SCREENSHOT", root().join("docs/report.png"));
    }
    let output = script.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let failed: Vec<&str> = told.lines().filter(|line| !line.starts_with("ok ")).collect();
    assert!(output.status.success(), "{}\n{}", failed.join("\n"), String::from_utf8_lossy(&output.stderr));
    assert!(told.lines().count() > 50, "{told}");
    let printed =
        albero::words(std::fs::read(folder.path().join("print.pdf")).unwrap(), &albero::Options::default()).unwrap();
    let pages = printed.iter().map(|word| word.location.page).max();
    // All unfolded, and no row cut off at the paper's edge.
    assert!(pages > Some(20), "{pages:?}");
    assert!(printed.iter().filter(|word| word.text == "Durata").count() >= 2);
    assert!(printed.iter().all(|word| word.location.bbox.is_some_and(|bbox| bbox[2] < 596.0)));
}
