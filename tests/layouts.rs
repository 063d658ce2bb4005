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
    "sheets-web",
    "peg-programmes",
    "annex-in-long",
    "matrix-2023",
];

/// Documents whose title is not that of the truth.
const OTHER_TITLES: &[&str] =
    &["matrix-repeated", "piao-matrix", "piao-questions-sheet", "sheets-phases", "sheets-web", "annex-in-long"];

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
    let cases: [(&str, &[&str]); 10] = [
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
        // Coloured bands as wide as the tables between them, which lines close.
        (
            "bands-around-ruled-tables",
            &[
                "Ampliamento dei posti nei nidi: Posti disponibili [2024 110, 2025 120]: Bambini in lista d’attesa [2024 ≤ 25, 2025 ≤ 15]",
                "Carta dei servizi sociali: Servizi descritti nella carta [2024 60%, 2025 100%]",
                "Riapertura del museo civico: Giorni di apertura settimanali [2024 4, 2025 5]: Visitatori [2024 4.000, 2025 ≥ 6.000]",
            ],
        ),
        // Livelli di raggiungimento over Soglia (70%), Target (90%), Eccellenza (100%).
        (
            "levels-under-one-head",
            &[
                "Ridurre i tempi di refertazione: Giorni medi per referto [2025 ≤ 9 ≤ 7 ≤ 5]",
                "Accreditare nuove prove: Prove accreditate nell’anno [2025 3 5 7]",
                "Rafforzare la sorveglianza della febbre catarrale: Campioni analizzati [2025 8.000 9.500 11.000]",
                "Contenere la spesa per reagenti: Riduzione della spesa [2025 2% 4% 6%]",
            ],
        ),
        // Obiettivo operativo, its code and its title on a line each, the area by a label below.
        (
            "code-under-its-label",
            &[
                "Rafforzare l’assistenza alle nuove imprese: Imprese assistite nell’anno [2025 ≥ 300]: Imprese soddisfatte [2025 ≥ 88%]",
                "Promuovere il turismo lento nelle aree interne: Itinerari pubblicati sul portale [2025 10]",
                "Ridurre i tempi di iscrizione nel registro delle imprese: Tempo medio di evasione delle pratiche [2025 ≤ 3,5 gg]",
            ],
        ),
        // Numbered alike, a name and a target are two of each.
        (
            "forms-of-values",
            &[
                "Estendere la rete: Accessi alla rete [2025 +10% sul 2018]",
                "Spendere i fondi: Somme spese [2025 9M€]",
                "Rispondere nei tempi: Risposte nei tempi [2025 maggiore o uguale a 90,00%]",
                "Avviare il portale: Portale avviato [2025 On/Off]",
                "Tenere aperti gli sportelli: Ore di apertura [2025 36 ore]",
                "Pubblicare gli studi: Pubblicazioni (baseline: 2016 ISI-WOS 430) [2025 450]",
                "Collaudare il ponte: Anno del collaudo [2025 2025]",
                "Curare i viali: Alberi piantati [2025 60]: Viali rifatti [2025 5]",
            ],
        ),
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

/// A plan in a PIAO: a table names all its objectives, tables below their headings tell of them; measures, staff, courses
/// and budgets of the chapters behind it are none of its rows.
#[test]
fn an_overview_and_its_detail_are_one_tree() {
    let lines = told("overview-and-detail");
    assert_eq!(lines.len(), 7, "{lines:#?}");
    let rows: usize = lines.iter().map(|line| line.matches(": ").count()).sum();
    assert_eq!(rows, 11, "{lines:#?}");
    assert!(lines.iter().all(|line| !line.contains("Contratti") && !line.contains("Personale")), "{lines:#?}");
}

/// Code, past value, and the target's kind, comparator, value and unit.
#[test]
fn values_are_read_in_their_forms() {
    let plan = read("single/forms-of-values").unwrap().plan;
    let told: Vec<String> = plan
        .objectives()
        .flat_map(|own| own.indicators.iter().map(move |row| (own.code.clone().unwrap_or_default(), row)))
        .map(|(code, row)| {
            let target = serde_json::to_value(&row.targets[0]).unwrap();
            let past = row.baseline.as_ref().map_or("-", |past| past.text.as_str());
            let text = |key: &str| target.get(key).filter(|v| !v.is_null()).map_or("-".to_owned(), Value::to_string);
            format!("{code} {past} {} {} {} {}", text("kind"), text("comparator"), text("value"), text("unit"))
        })
        .collect();
    assert_eq!(
        told,
        [
            r#"2019_050301_PROC_74 1.200 "relative" - 10 "%""#,
            r#"01:01 7M€ "threshold" - 9 "M€""#,
            r#"AG7/D 82,5% "threshold" ">=" 90.0 "%""#,
            r#"OB.1.1 Off "boolean" - - -"#,
            r#"2018_VI01 = "threshold" - 36 "ore""#,
            r#"INDDIR2 - "threshold" - 450 -"#,
            r#"101020101 n.d. "threshold" - 2025 -"#,
            r#"C8 40 "threshold" - 60 -"#,
            r#"C8 3 "threshold" - 5 -"#,
        ]
    );
}
