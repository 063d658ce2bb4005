//! Two years compared: the invented plan of 2024 against that of 2023, as the list of its edits says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

#[path = "common/compact.rs"]
mod compact;
#[path = "common/next_year.rs"]
mod next_year;
#[path = "common/random.rs"]
mod random;

use albero::Plan;
use albero::diff::diff;
use albero::diff::report::{Change, Diff, Effect, Field, Status, Tier, Value};
use assert_cmd::Command;
use common::{bytes, fixture, plan};
use compact::plan_of;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::process::Output;

const OLD: &str = "plans/albero-2023-chromium.pdf";
const NEW: &str = "plans/albero-2024-chromium.pdf";

/// `02.01 weight 8,33 -> 9,10`, and the like: one line a fact.
type Facts = BTreeSet<String>;

fn value(value: Option<&Value>) -> String {
    match value {
        None => "-".to_owned(),
        Some(Value::Number(number)) => number.to_string().replace('.', ","),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::List(units)) => units.join("; "),
    }
}

/// Texts that only moved on with the year are in the list of edits, but no changes.
fn facts(diff: &Diff) -> Facts {
    let mut facts = Facts::new();
    let of_changes = |facts: &mut Facts, node: &str, changes: &[Change]| {
        for change in changes.iter().filter(|c| c.field != Field::Section && c.effect != Some(Effect::RolledOver)) {
            let field = format!("{:?}", change.field).to_lowercase();
            facts.insert(format!("{node} {field} {} -> {}", value(change.old.as_ref()), value(change.new.as_ref())));
        }
    };
    for entry in &diff.objectives {
        let (old, new) = (entry.old.as_deref().unwrap_or("-"), entry.new.as_deref().unwrap_or("-"));
        facts.insert(format!("{old} = {new}"));
        of_changes(&mut facts, old, &entry.changes);
        if entry.changes.iter().any(|c| c.field == Field::Section) {
            facts.insert(format!("{old} moved"));
        }
        if entry.matched.is_none() {
            continue;
        }
        for own in &entry.indicators {
            let number = |id: &Option<String>| {
                id.as_ref().map_or("-".to_owned(), |id| id.split('#').next_back().unwrap().to_owned())
            };
            let node = format!("{old}#{}", number(&own.old));
            facts.insert(format!("{node} = {}", number(&own.new)));
            of_changes(&mut facts, &node, &own.changes);
        }
    }
    facts
}

/// The same facts from the list of edits.
fn expected(old: &Plan, edits: &Json) -> Facts {
    let text = |value: &Json| match value {
        Json::Null => "-".to_owned(),
        Json::Array(parts) if parts.iter().all(Json::is_string) => {
            parts.iter().map(|p| p.as_str().unwrap()).collect::<Vec<_>>().join("; ")
        }
        value => value.as_str().unwrap().to_owned(),
    };
    let mut facts = Facts::new();
    let of_changes = |facts: &mut Facts, node: &str, changes: &Json| {
        for (field, values) in changes.as_object().unwrap() {
            let (was, is) = (text(&values[0]), text(&values[1]));
            // The list says that these texts differ; the diff says that they only moved on.
            let rolled = was.replace("2023", "2024").replace("2022", "2023") == is.replace("2022", "2023");
            if !(rolled || field == "target" && was.replace("2023", "2024") == is) {
                facts.insert(format!("{node} {field} {was} -> {is}"));
            }
        }
    };
    for code in edits["removed"].as_array().unwrap() {
        facts.insert(format!("{} = -", code.as_str().unwrap()));
    }
    for code in edits["added"].as_array().unwrap() {
        facts.insert(format!("- = {}", code.as_str().unwrap()));
    }
    let mut edited = BTreeSet::new();
    for entry in edits["objectives"].as_array().unwrap() {
        let code = entry["old"].as_str().unwrap();
        edited.insert(code);
        facts.insert(format!("{code} = {}", entry["new"].as_str().unwrap()));
        of_changes(&mut facts, code, &entry["changes"]);
        if entry["moved"] == true {
            facts.insert(format!("{code} moved"));
        }
        let mut listed = BTreeSet::new();
        for own in entry["indicators"].as_array().unwrap() {
            let number = |key: &str| own[key].as_u64().map_or("-".to_owned(), |n| n.to_string());
            facts.insert(format!("{code}#{} = {}", number("old"), number("new")));
            listed.insert(number("old"));
            if own["changes"].is_object() {
                of_changes(&mut facts, &format!("{code}#{}", number("old")), &own["changes"]);
            }
        }
        // Indicators without an edit are not listed.
        let objective = old.objectives().find(|o| o.code.as_deref() == Some(code)).unwrap();
        for number in (1..=objective.indicators.len()).map(|n| n.to_string()).filter(|n| !listed.contains(n)) {
            facts.insert(format!("{code}#{number} = {number}"));
        }
    }
    let gone = |code: &str| edits["removed"].as_array().unwrap().iter().any(|c| c == code);
    for objective in old.objectives() {
        let code = objective.code.as_deref().unwrap();
        if !edited.contains(code) && !gone(code) {
            facts.insert(format!("{code} = {code}"));
            facts.extend((1..=objective.indicators.len()).map(|n| format!("{code}#{n} = {n}")));
        }
    }
    facts
}

#[test]
fn every_edit_of_the_invented_next_year_is_found_and_no_other() {
    let (old, new) = (plan(OLD), plan(NEW));
    let diff = diff(&old, &new, false);
    let edits: Json = serde_json::from_slice(&bytes("plans/albero-2024.changes.json")).unwrap();
    let (found, wanted) = (facts(&diff), expected(&old, &edits));
    let missing: Vec<&String> = wanted.difference(&found).collect();
    let extra: Vec<&String> = found.difference(&wanted).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing: {missing:#?}\nextra: {extra:#?}");
    assert!(wanted.len() > 400);
}

#[test]
fn a_plan_against_itself_is_unchanged_however_it_was_read() {
    let text = plan("plans/albero-2023.txt");
    for other in ["plans/albero-2023.txt", OLD, "plans/albero-2023-layout.txt", "plans/albero-2023-libreoffice.pdf"] {
        for all in [false, true] {
            let diff = diff(&text, &plan(other), all);
            let changed: Vec<_> = diff.objectives.iter().filter(|o| o.status != Status::Unchanged).collect();
            assert!(changed.is_empty(), "{other}: {changed:?}");
            assert!(diff.objectives.iter().all(|o| o.matched.as_ref().is_some_and(|m| m.tier == Tier::Same)));
            assert_eq!(diff.objectives.len(), 112);
        }
    }
}

/// What a diff says, with old and new turned round if asked to.
fn sides(diff: &Diff, turned: bool) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let effect = |effect: Option<Effect>| match effect {
        Some(Effect::Tightened) if turned => Some(Effect::Relaxed),
        Some(Effect::Relaxed) if turned => Some(Effect::Tightened),
        other => other,
    };
    let two = |old: &dyn std::fmt::Debug, new: &dyn std::fmt::Debug| {
        if turned { format!("{new:?} {old:?}") } else { format!("{old:?} {new:?}") }
    };
    let mut changes = |of: &str, changes: &[Change]| {
        for change in changes {
            said.insert(format!(
                "{of} {:?} {} {:?}",
                change.field,
                two(&change.old, &change.new),
                effect(change.effect)
            ));
        }
    };
    let mut nodes = BTreeSet::new();
    for entry in &diff.sections {
        let node = two(&entry.old_pointer, &entry.new_pointer);
        changes(&node, &entry.changes);
        nodes.insert(format!("{node} {:?}", entry.matched.as_ref().map(|m| (m.tier, m.score.to_bits()))));
    }
    for entry in &diff.objectives {
        let node = two(&entry.old_pointer, &entry.new_pointer);
        changes(&node, &entry.changes);
        nodes.insert(format!("{node} {:?}", entry.matched));
        for own in &entry.indicators {
            let node = two(&own.old_pointer, &own.new_pointer);
            changes(&node, &own.changes);
            nodes.insert(format!("{node} {:?} {:?}", own.matched, own.definition));
        }
    }
    said.extend(nodes);
    said
}

#[test]
fn a_diff_the_other_way_round_is_its_mirror_image() {
    let bases = [plan("plans/albero-2023.txt"), plan("invented/16-reportlab.pdf"), plan("invented/21-weasyprint.pdf")];
    for seed in 1..=30 {
        let old = &bases[seed as usize % bases.len()];
        let new = next_year::next_year(old, seed).plan;
        for all in [false, true] {
            let (there, back) = (sides(&diff(old, &new, all), false), sides(&diff(&new, old, all), true));
            let differ: Vec<_> = there.symmetric_difference(&back).collect();
            assert!(differ.is_empty(), "seed {seed}: {differ:#?}");
        }
    }
}

#[test]
fn a_patch_applied_to_the_old_plan_gives_the_new_one() {
    let mut pairs = vec![(plan(OLD), plan(NEW)), (plan(NEW), plan("plans/albero-2023.txt"))];
    let base = plan("invented/16-reportlab.pdf");
    pairs.extend((1..=20).map(|seed| (base.clone(), next_year::next_year(&base, seed).plan)));
    for (old, new) in &pairs {
        let patch = albero::output::patch::render(old, new).unwrap();
        // As another program reads it.
        let patch: json_patch::Patch = serde_json::from_str(&serde_json::to_string(&patch).unwrap()).unwrap();
        let mut json = serde_json::to_value(old).unwrap();
        json_patch::patch(&mut json, &patch).unwrap();
        // JSON says nothing of the order of keys, nor of zeros after the decimals.
        assert_eq!(json, serde_json::to_value(new).unwrap());
    }
}

const YEAR_BEFORE: &str = "year 2022\ncolumns 2021 2022\n";

/// The one target change of a pair of indicators.
fn effect_of(name: &str, old: &str, new: &str) -> Option<Effect> {
    let plan = |head: &str, target: &str| {
        plan_of(&format!("{head}area 01 Area\nobjective 01.01 100 Titolo\nindicator 100 - | {name} | a | | {target}"))
            .plan
    };
    let diff = diff(&plan(YEAR_BEFORE, old), &plan("", new), true);
    diff.objectives[0].indicators[0].changes.iter().find(|c| c.field == Field::Target).and_then(|c| c.effect)
}

#[test]
fn what_a_change_does_to_a_target_is_told_by_comparator_and_polarity() {
    use Effect::{Incomparable, Relaxed, Reversed, RolledOver, Tightened};
    for (name, old, new, wanted) in [
        ("Iniziative", ">= 3,00 N.", ">= 4,00 N.", Some(Tightened)),
        ("Iniziative", ">= 4,00 N.", ">= 3,00 N.", Some(Relaxed)),
        ("Iniziative", ">= 4,00 N.", "> 4,00 N.", Some(Tightened)),
        ("Iniziative", ">= 4,00 N.", ">= 4 n°", None),
        ("Tempo medio", "<= 5,00 gg", "<= 4,00 gg", Some(Tightened)),
        ("Tempo medio", "<= 5,00 gg", "<= 6,00 giorni", Some(Relaxed)),
        ("Tempo medio", "<= 5,00 gg", "<= 5,00 ore", Some(Incomparable)),
        ("Durata media", ">= 100,00 gg", "<= 100,00 gg", Some(Reversed)),
        ("Durata media", ">= 75,00 N.", "<= 75,00 gg", Some(Reversed)),
        ("Pratiche", ">= 90,00 %", ">= 90,00 N.", Some(Incomparable)),
        ("Pratiche", ">= 90,00 %", "Entro 31/12/2023", Some(Incomparable)),
        ("Pratiche evase", "= 90,00 %", "= 95,00 %", Some(Tightened)),
        ("Reclami", "= 5,00 N.", "= 6,00 N.", Some(Relaxed)),
        ("Un nome che non dice il verso", "= 5,00 N.", "= 6,00 N.", Some(Incomparable)),
        ("Pratiche evase", "= 100,00 %", ">= 90,00 %", Some(Relaxed)),
        ("Bando", "Entro 30/06/2022", "Entro 30/06/2023", Some(RolledOver)),
        ("Bando", "Entro 30/06/2022", "Entro 31/05/2023", Some(Tightened)),
        ("Bando", "Entro 30/06/2022", "Entro 31/07/2023", Some(Relaxed)),
        ("Bando", "Entro 31/12/2022", "Entro 31/01/2024", Some(Relaxed)),
        ("Bando", "Entro 28/02/2022", "Entro 28/02/2023", Some(RolledOver)),
        ("Bando", "Entro 31/12/2022", "Entro 31/12/2022", None),
        ("Bando", "SI", "SI", None),
        ("Bando", "Relazione 2022", "Relazione 2023", Some(RolledOver)),
        ("Bando", "Relazione finale", "Relazione intermedia", Some(Incomparable)),
        ("Bando", "", "Relazione intermedia", Some(Incomparable)),
    ] {
        assert_eq!(effect_of(name, old, new), wanted, "{name}: {old} -> {new}");
    }
}

#[test]
fn old_targets_are_held_against_the_new_plans_baselines() {
    for (target, baseline, wanted) in [
        (">= 50,00 %", "51,64 %", Some(true)),
        (">= 50,00 %", "49,00 %", Some(false)),
        ("<= 5,00 gg", "5,00 giorni", Some(true)),
        ("< 5,00 gg", "5,00 gg", Some(false)),
        (">= 50,00 %", "%", None),
        (">= 50,00 %", "51,00 N.", None),
        ("<= 5,00 gg", "5,00 ore", None),
        ("Entro 30/04/2022", "01/03/2022", Some(true)),
        ("Entro 30/04/2022", "01/05/2022", Some(false)),
        ("Entro 30/04/2022", "100,00 %", None),
        ("SI", "SI", Some(true)),
        ("SI", "NO", Some(false)),
        ("Relazione", "fatta", None),
    ] {
        let plan = |head: &str, baseline: &str, target: &str| {
            plan_of(&format!(
                "{head}area 01 Area\nobjective 01.01 100 Titolo\nindicator 100 - | Pratiche | a | {baseline} | {target}"
            ))
            .plan
        };
        let found = diff(&plan(YEAR_BEFORE, "", target), &plan("", baseline, target), false);
        let own = &found.objectives[0].indicators[0];
        assert_eq!(own.achieved, wanted, "{target}, {baseline}");
        assert_eq!((own.old_target.as_deref(), own.new_baseline.as_deref()), (Some(target), Some(baseline)));
        // Two years apart, the new plan's baseline is of another year.
        let found = diff(&plan("year 2021\ncolumns 2020 2021\n", "", target), &plan("", baseline, target), false);
        let own = &found.objectives[0].indicators[0];
        assert_eq!((own.achieved, &own.old_target, &own.new_baseline), (None, &None, &None), "{target}, {baseline}");
    }
}

#[test]
fn a_code_is_weak_evidence() {
    let old = plan_of(
        "year 2022\ncolumns 2021 2022\narea 01 Area\n\
         objective 01.01 50 Assistenza alle imprese agricole\nindicator 100 - | Imprese assistite | elenco | | >= 3,00 N.\n\
         objective 01.02 50 Vigilanza sui prodotti elettrici\nindicator 100 - | Controlli eseguiti | verbali | | >= 3,00 N.",
    );
    let new = plan_of(
        "area 01 Area\n\
         objective 01.01 50 Vigilanza sui prodotti elettrici\nindicator 100 - | Controlli eseguiti | verbali | | >= 3,00 N.\n\
         objective 01.02 50 Orientamento nelle scuole superiori\nindicator 100 - | Classi incontrate | registro | | >= 3,00 N.",
    );
    let found = diff(&old.plan, &new.plan, false);
    let said: Vec<_> = found
        .objectives
        .iter()
        .map(|o| (o.old.as_deref(), o.new.as_deref(), o.matched.as_ref().map(|m| (m.tier, m.why.as_str()))))
        .collect();
    assert_eq!(
        said,
        [
            (
                Some("01.02"),
                Some("01.01"),
                Some((Tier::Renumbered, "same title, indicators, units and section, new code"))
            ),
            (None, Some("01.02"), None),
            (Some("01.01"), None, None),
        ]
    );
}

#[test]
fn a_definition_change_is_kept_apart_from_a_value_change() {
    let found = diff(&plan(OLD), &plan(NEW), false);
    let of =
        |id: &str| found.objectives.iter().flat_map(|o| &o.indicators).find(|i| i.old.as_deref() == Some(id)).unwrap();
    assert_eq!(format!("{:?}", of("Az_7.1#2").definition), "[UnitOfMeasure]");
    assert!(of("Az_7.1#1").definition.is_empty() && of("01.02#1").definition.is_empty());
}

fn run(arguments: &[&str]) -> Output {
    let arguments: Vec<String> = arguments
        .iter()
        .map(|a| if a.contains('/') { fixture(a).to_str().unwrap().to_owned() } else { (*a).to_owned() })
        .collect();
    Command::new(env!("CARGO_BIN_EXE_albero")).env("LC_ALL", "C").arg("diff").args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_exit_status_says_whether_there_are_changes() {
    assert_eq!(run(&[OLD, "plans/albero-2023.txt"]).status.code(), Some(0));
    assert_eq!(run(&[OLD, NEW]).status.code(), Some(1));
    assert_eq!(run(&[OLD, OLD, OLD]).status.code(), Some(0));
    assert_eq!(run(&[OLD, NEW, OLD]).status.code(), Some(1));
    assert_eq!(run(&[OLD]).status.code(), Some(2));
    let missing = run(&[OLD, "plans/none.pdf"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("none.pdf: no such file"));
    assert_eq!(run(&[OLD, NEW, OLD, "--output-format", "markdown"]).status.code(), Some(2));
}

#[test]
fn text_shows_the_most_telling_first_with_the_words_that_differ_marked() {
    let shown = text(&run(&[OLD, NEW]));
    assert!(shown.starts_with("albero-2023-chromium.pdf (2023) → albero-2024-chromium.pdf (2024)\n"), "{shown}");
    assert!(
        shown.contains(
            "      title: Continuazione verifica dinamica di agente di commercio{+ e relativo monitoraggio+}\n"
        )
    );
    assert!(shown.contains("  ~ 01.02 → 01.01 Continuazione verifica"));
    assert!(shown.contains("        target: >= 100,00 gg → <= 100,00 gg  (reversed)\n"));
    assert!(shown.contains("        reached: 51,64 % against >= 50,00 %  (met)\n"));
    assert!(shown.contains("      title: [-Monitoraggio-]{+Verifica+} costante degli standard"));
    let place = |what: &str| shown.find(what).unwrap_or_else(|| panic!("{what}"));
    assert!(place("~ 01.04 → 01.03") < place("~ 01.02 → 01.01"), "a relaxed target before a tightened one");
    assert!(shown.ends_with(
        "objectives: 85 changed, 21 unchanged, 4 added, 6 removed; targets: 2 reversed, 7 relaxed, 13 tightened; \
         targets of the year before: 41 met, 47 missed, 1 cannot be told\n"
    ));
    let italian = text(&run(&[OLD, NEW, "--lang", "it"]));
    assert!(italian.contains("(verso invertito)") && italian.contains("obiettivi: 85 cambiati"), "{italian}");
}

#[test]
fn what_only_moved_on_with_the_year_is_shown_on_request() {
    assert!(!text(&run(&[OLD, NEW])).contains("Entro 31/05/2024"));
    let all = text(&run(&[OLD, NEW, "--all"]));
    assert!(all.contains("target: Entro 31/05/2023 → Entro 31/05/2024  (moved on with the year)"), "{all}");
}

#[test]
fn markdown_is_a_table_a_section() {
    let shown = text(&run(&[OLD, NEW, "--output-format", "markdown"]));
    assert!(shown.contains("| | Objective | Indicator | Change |\n|---|---|---|---|\n"));
    assert!(shown.contains("~~>= 100,00 gg~~ → **<= 100,00 gg** *(reversed)* |"));
    for row in shown.lines().filter(|line| line.starts_with('|')) {
        let cells = row.replace("\\|", "").matches('|').count();
        assert_eq!(cells, 5, "{row}");
    }
}

#[test]
fn more_than_two_plans_are_followed_objective_by_objective() {
    let third = next_year::next_year(&plan(NEW), 7);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2025.json");
    std::fs::write(&path, serde_json::to_string(&third.plan).unwrap()).unwrap();
    let path = path.to_str().unwrap();
    let arguments = |format| {
        vec![
            "diff".to_owned(),
            fixture(OLD).display().to_string(),
            fixture(NEW).display().to_string(),
            path.to_owned(),
            "--output-format".to_owned(),
            format,
        ]
    };
    let run = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_albero"));
        text(&command.env("LC_ALL", "C").args(arguments(format.to_owned())).output().unwrap())
    };
    let history: Json = serde_json::from_str(&run("json")).unwrap();
    let line = |code: &str| {
        let lines = history["objectives"].as_array().unwrap();
        lines.iter().find(|line| line["appearances"][0]["code"] == code).unwrap_or_else(|| panic!("{code}")).clone()
    };
    let moved = line("07.04");
    let codes: Vec<_> =
        moved["appearances"].as_array().unwrap().iter().map(|at| at["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 3, "{moved:#}");
    assert_eq!(codes[..2], ["07.04", "12.04"]);
    let own = &line("01.02")["indicators"][0]["appearances"];
    assert_eq!(
        (&own[0]["target"], &own[0]["reached"], &own[0]["achieved"]),
        (&">= 50,00 %".into(), &"51,64 %".into(), &true.into())
    );
    assert_eq!(own[1]["changes"].as_array().unwrap().iter().filter(|c| c["effect"] == "tightened").count(), 1);
    assert_eq!(line("10.01")["appearances"].as_array().unwrap().len(), 1, "dropped after the first year");
    let shown = run("text");
    assert!(shown.contains("2023 07.04 → 2024 12.04 → 2025"), "{shown}");
}

#[test]
fn an_objective_that_one_year_leaves_out_is_the_same_when_it_comes_back() {
    let base = plan("plans/albero-2023.txt");
    let mut without = base.clone();
    without.sections[0].objectives.remove(3);
    let history = albero::diff::history(&[base.clone(), without, base]);
    let gone: Vec<_> = history.objectives.iter().filter(|line| line.appearances.len() != 3).collect();
    assert_eq!(gone.len(), 1);
    let plans: Vec<usize> = gone[0].appearances.iter().map(|at| at.plan).collect();
    assert_eq!(plans, [0, 2]);
}
