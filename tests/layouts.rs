//! Documents of the other forms, and what a careful reader finds in them: every key of a truth stands in the plan, every
//! list is as long, no node is there that nobody printed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use serde_json::Value;
use std::path::PathBuf;

/// Documents that are read exactly; a form that is not read yet has no place here.
const EXACT: &[&str] = &[
    "matrix-merged",
    "matrix-repeated",
    "objectives-only",
    "piao-matrix",
    "hard-breaks-matrix",
    "managers-graded",
    "positions-column",
    "report-matrix",
    "report-results",
    "matrix-banded",
    "ministry-triennial",
    "piao-questions-sheet",
    "sheets-phases",
    "peg-programmes",
    "annex-in-long",
];

/// Documents whose title is not that of the truth.
const OTHER_TITLES: &[&str] =
    &["matrix-repeated", "piao-matrix", "piao-questions-sheet", "sheets-phases", "annex-in-long"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/layouts")
}

fn read(name: &str) -> albero::Result<albero::Reading> {
    let bytes = std::fs::read(folder().join(format!("{name}.pdf"))).unwrap();
    albero::read(bytes, &albero::Options::default())
}

/// Keys of a truth that are remarks on it.
const REMARKS: &[&str] = &["accept", "or", "optional", "form", "schema"];

/// What of a truth a plan does not say: a line a difference.
fn missing(truth: &Value, plan: &Value, at: &str, found: &mut Vec<String>) {
    let nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    match (truth, plan) {
        (truth, plan) if nothing(truth) && nothing(plan) => {}
        (Value::Object(keys), plan) => {
            let accepted = |key: &str| keys.get("accept").and_then(|a| a.get(key)).and_then(Value::as_array);
            for (key, wanted) in keys.iter().filter(|(key, _)| !REMARKS.contains(&key.as_str())) {
                let got = plan.get(key).unwrap_or(&Value::Null);
                let mut own = Vec::new();
                missing(wanted, got, &format!("{at}/{key}"), &mut own);
                let other = |value: &Value| {
                    let mut differences = Vec::new();
                    missing(value, got, at, &mut differences);
                    differences.is_empty()
                };
                if !accepted(key).is_some_and(|values| values.iter().any(other)) {
                    found.append(&mut own);
                }
            }
        }
        (Value::Array(wanted), Value::Array(got)) => {
            if wanted.len() != got.len() {
                found.push(format!("{at}: {} wanted, {} read", wanted.len(), got.len()));
            }
            for (index, (wanted, got)) in wanted.iter().zip(got).enumerate() {
                missing(wanted, got, &format!("{at}/{index}"), found);
            }
        }
        (Value::String(wanted), Value::String(got)) if letters(wanted) == letters(got) => {}
        (Value::Number(wanted), Value::Number(got)) if wanted.as_f64() == got.as_f64() => {}
        (wanted, got) => found.push(format!("{at}: {wanted} wanted, {got} read")),
    }
}

#[test]
fn every_word_of_a_truth_is_in_its_field_and_nothing_is_invented() {
    let mut differences = Vec::new();
    for name in EXACT {
        let truth: Value =
            serde_json::from_slice(&std::fs::read(folder().join(format!("{name}.json"))).unwrap()).unwrap();
        let plan = serde_json::to_value(read(name).unwrap().plan).unwrap();
        missing(&truth["sections"], &plan["sections"], name, &mut differences);
        // `matrix-repeated` names two titles, what it is and the plan that it belongs to; the truth of `piao-matrix` has
        // another dash than its cover. Of the others a running head is read, for their covers' titles go over several lines.
        for key in ["title", "year", "period"].iter().filter(|key| **key != "title" || !OTHER_TITLES.contains(name)) {
            missing(&truth[*key], &plan[*key], &format!("{name}/{key}"), &mut differences);
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_word_of_them_is_in_one_place() {
    for name in EXACT {
        let accounts = read(name).unwrap().accounts();
        assert!(!accounts.is_empty());
        let open = accounts.iter().filter(|word| word.place == albero::Place::Open).count();
        assert_eq!(open, 0, "{name}");
    }
}

#[test]
fn documents_that_are_no_plans_are_refused() {
    let mut seen = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let other = name.starts_with("noplan") || name.starts_with("foreign");
        if !other || path.extension().is_none_or(|e| e != "pdf") {
            continue;
        }
        seen += 1;
        match read(&name) {
            Err(error) => assert_eq!(error.kind(), "no_objective", "{name}"),
            Ok(reading) => panic!("{name}: {} objectives", reading.plan.objectives().count()),
        }
    }
    assert!(seen >= 6, "the documents that are no plans are missing");
}

/// Each objective of a document as a line: `title: indicator [year text] = [year result] {other}`.
fn told(name: &str) -> Vec<String> {
    let reading = read(&format!("single/{name}")).unwrap();
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    let mut lines = Vec::new();
    for own in reading.plan.objectives() {
        let mut line = own.title.clone();
        for own in &own.indicators {
            let targets: Vec<String> = own.targets.iter().map(|t| format!("{} {}", year(t.year), t.text)).collect();
            line += &format!(": {} [{}]", own.name, targets.join(", "));
            for result in &own.results {
                line += &format!(" = {} {}", year(result.year), result.text.as_deref().unwrap_or("-"));
            }
            for other in &own.other {
                line += &format!(" {{{}: {}}}", other.label, other.text);
            }
        }
        lines.push(line);
    }
    lines
}

#[test]
fn documents_of_one_difficulty_each() {
    let cases: [(&str, &[&str]); 6] = [
        // An area that is called Risorse, as some labels are.
        (
            "area-called-like-a-label",
            &[
                "Ridurre le liste: Visite nei tempi [2025 ≥ 90]",
                "Contenere la spesa: Spesa pro capite [2025 ≤ 160]",
                "Pulire i fossi: Metri [2025 ≥ 9]",
            ],
        ),
        // Soglia minima, Target, Eccellenza: one target, not three columns of which two are something else.
        (
            "levels-of-a-target-in-columns",
            &[
                "Ampliare le prove accreditate: Prove accreditate [2025 110 120 130]",
                "Ridurre i tempi di analisi: Giorni medi di analisi [2025 15 12 10]",
                "Campionare i fiumi minori: Campioni prelevati [2025 800 900 1.000]",
            ],
        ),
        // Subsection 2.1 measures the strategies, 2.2 names them again over its objectives.
        (
            "strategy-named-twice",
            &[
                "Allungare la stagione: Presenze fuori stagione [2025 33%, 2026 35%, 2027 38%]",
                "Promuovere gli eventi autunnali: Eventi promossi [2025 25]",
                "Rinnovare il portale: Data di pubblicazione [2025 30/09/2025]",
                "Accogliere tutti: Strutture accessibili [2025 150, 2026 180, 2027 220]",
                "Formare gli operatori: Operatori formati [2025 >= 300]",
            ],
        ),
        // Valore rilevato beside Valore atteso is what was reached, not the next year's target.
        ("result-without-a-year", &["Ridurre i tempi: Giorni [2024 30] = 2024 28"]),
        // Target iniziale, Target rimodulato: no second year is printed.
        (
            "two-targets-of-one-year",
            &[
                "Ridurre i tempi: Giorni [2025 30] {Target rimodulato: 28}",
                "Formare: Ore [2025 20] {Target rimodulato: 24}",
            ],
        ),
        // Descrizione dell'obiettivo is its title where it has no other.
        ("described-objective", &["Sistemare gli argini: Metri sistemati [2025 2.000]"]),
    ];
    for (name, lines) in cases {
        assert_eq!(told(name), lines, "{name}");
    }
}

/// A plan of six pages in a PIAO: tables of other chapters, and prose, outweigh it.
#[test]
fn tables_of_other_chapters_do_not_hide_the_plan() {
    let lines = told("plan-before-other-tables");
    for line in [
        "Riaprire gli impianti sportivi di quartiere: Impianti riaperti [2024 4]: Ore settimanali assegnate alle scuole [2024 ≥ 120]",
        "Aprire le scuole il pomeriggio: Scuole aperte [2024 5]: Studenti partecipanti [2024 ≥ 300]",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line}: {lines:#?}");
    }
    assert!(lines.iter().all(|line| !line.starts_with("Azione Indicatore")), "{lines:#?}");
}
