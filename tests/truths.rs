//! Plan JSON of every form of document, as deep and as wide as any: written back with nothing lost, stored, compared,
//! counted.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use albero::Plan;
use albero::diff::report::{Diff, Field, Status};
use albero::model::{Indicator, Objective};
use albero::output::csv::{self, Dialect, Owner};
use albero::output::{long, portal, tree};
use common::fixture;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::{Command, Output};

/// Each truth: its name, JSON and plan.
fn truths() -> Vec<(String, Value, Plan)> {
    let mut paths: Vec<_> = std::fs::read_dir(fixture("truths")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 19, "{}", paths.len());
    let read = |path: std::path::PathBuf| {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let plan = Plan::from_json(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, serde_json::from_slice(&bytes).unwrap(), plan)
    };
    paths.into_iter().map(read).collect()
}

fn value(plan: &Plan) -> Value {
    serde_json::from_str(&plan.to_json(false).unwrap()).unwrap()
}

/// Keys that a reader of plan JSON fills in.
const FILLED: &[&str] =
    &["schema", "generator", "source", "id", "locations", "furniture", "unrecognized", "algorithm", "indicators"];

/// Nothing is known: what may be absent on one side.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn hold_against(truth: &Value, written: &Value, at: &str) {
    match (truth, written) {
        (Value::Object(truth), Value::Object(written)) => {
            for (key, own) in truth.iter().filter(|(_, own)| !is_nothing(own)) {
                let found = written.get(key).unwrap_or_else(|| panic!("{at}/{key} is lost"));
                hold_against(own, found, &format!("{at}/{key}"));
            }
            for (key, own) in written.iter().filter(|(key, own)| !truth.contains_key(*key) && !is_nothing(own)) {
                assert!(FILLED.contains(&key.as_str()) || key == "kind", "{at}/{key} is invented: {own}");
            }
        }
        (Value::Array(truth), Value::Array(written)) => {
            assert_eq!(truth.len(), written.len(), "{at}");
            for (number, (own, found)) in truth.iter().zip(written).enumerate() {
                hold_against(own, found, &format!("{at}/{number}"));
            }
        }
        _ => assert_eq!(truth, written, "{at}"),
    }
}

/// Every number as it is written, sorted.
fn digits(json: &str) -> Vec<String> {
    let mut outside = String::new();
    let (mut is_text, mut is_escaped) = (false, false);
    for c in json.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_text => is_escaped = true,
            '"' => is_text = !is_text,
            _ if is_text => {}
            _ => outside.push(c),
        }
    }
    let numbers = outside.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')));
    let mut numbers: Vec<String> = numbers.filter(|n| !n.is_empty()).map(str::to_owned).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn what_is_read_is_written_back_with_nothing_lost_and_obeys_the_schema() {
    let schema = serde_json::from_str(&albero::plan_schema().unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for (name, truth, plan) in truths() {
        let written = value(&plan);
        hold_against(&truth, &written, &name);
        let errors: Vec<String> =
            validator.iter_errors(&written).map(|error| format!("{error} at {}", error.instance_path)).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert_eq!(Plan::from_json(plan.to_json(true).unwrap().as_bytes()).unwrap(), plan, "{name}");
        // Every digit: the source's size and hash aside, the same numbers are written.
        let mut bare = plan.clone();
        bare.source = albero::model::Source::default();
        let known = digits(&std::fs::read_to_string(fixture(&format!("truths/{name}.json"))).unwrap());
        let mut found = digits(&bare.to_json(false).unwrap());
        for number in &known {
            let at = found.iter().position(|own| own == number);
            found.swap_remove(at.unwrap_or_else(|| panic!("{name}: {number} is written otherwise")));
        }
    }
}

#[test]
fn every_node_has_a_name_and_every_indicator_an_id_of_its_own() {
    for (name, _, plan) in truths() {
        let ids: Vec<&str> = plan.indicators().map(|own| own.id.as_str()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}");
        assert!(ids.iter().all(|id| !id.is_empty()) && plan.objectives().all(|own| !own.title.is_empty()), "{name}");
    }
}

fn albero(folder: &std::path::Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_albero"));
    command.current_dir(folder).env("LC_ALL", "C").args(arguments).output().unwrap()
}

#[test]
fn what_is_imported_is_exported_byte_for_byte_and_every_node_is_in_the_tables() {
    let work = tempfile::tempdir().unwrap();
    let folder = fixture("truths");
    let imported = albero(work.path(), &["import", folder.to_str().unwrap()]);
    assert_eq!(imported.status.code(), Some(0), "{}", String::from_utf8_lossy(&imported.stderr));
    let exported = albero(work.path(), &["export", "--all"]);
    let exported = String::from_utf8(exported.stdout).unwrap();
    let lines: BTreeSet<&str> = exported.lines().collect();
    let plans = truths();
    assert_eq!(lines.len(), plans.len());
    for (name, ..) in &plans {
        let parsed =
            albero(work.path(), &["parse", "--compact", folder.join(format!("{name}.json")).to_str().unwrap()]);
        assert!(lines.contains(String::from_utf8(parsed.stdout).unwrap().trim_end()), "{name}");
    }
    let count = |sql: &str| -> usize {
        let archive = rusqlite::Connection::open(work.path().join("albero.sqlite")).unwrap();
        archive.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize
    };
    let all = |of: fn(&Plan) -> usize| plans.iter().map(|(.., plan)| of(plan)).sum::<usize>();
    for (sql, wanted) in [
        ("SELECT count(*) FROM sections", all(|plan| plan.all_sections().count())),
        (
            "SELECT count(*) FROM sections WHERE parent_id IS NOT NULL",
            all(|plan| plan.all_sections().count() - plan.sections.len()),
        ),
        ("SELECT count(*) FROM objectives", all(|plan| plan.objectives().count())),
        (
            "SELECT count(*) FROM objectives WHERE parent_id IS NULL",
            all(|plan| plan.all_sections().map(|own| own.objectives.len()).sum()),
        ),
        ("SELECT count(*) FROM indicators", all(|plan| plan.indicators().count())),
        ("SELECT count(*) FROM targets", all(|plan| plan.indicators().map(|own| own.targets.len()).sum())),
        ("SELECT count(*) FROM history", all(|plan| plan.indicators().map(|own| own.history.len()).sum())),
        ("SELECT count(*) FROM phases", all(|plan| plan.objectives().map(|own| own.phases.len()).sum())),
        (
            "SELECT count(*) FROM results",
            all(|plan| {
                let of_indicators: usize = plan.indicators().map(|own| own.results.len()).sum();
                of_indicators + plan.objectives().map(|own| own.results.len()).sum::<usize>()
            }),
        ),
        ("SELECT count(*) FROM plans WHERE plan_kind = 'report'", all(|plan| usize::from(plan.kind.is_some()))),
        ("SELECT count(DISTINCT place) FROM plans WHERE run = 1 AND checksum IS NOT NULL", plans.len()),
    ] {
        assert_eq!(count(sql), wanted, "{sql}");
    }
}

fn changes(diff: &Diff) -> Vec<(String, Field)> {
    let own = |pointer: &Option<String>, changes: &[albero::diff::report::Change]| {
        let pointer = pointer.clone().unwrap_or_default();
        changes.iter().map(|change| (pointer.clone(), change.field)).collect::<Vec<_>>()
    };
    let sections = diff.sections.iter().flat_map(|entry| own(&entry.new_pointer, &entry.changes));
    let objectives = diff.objectives.iter().flat_map(|entry| {
        let indicators = entry.indicators.iter().flat_map(|entry| own(&entry.new_pointer, &entry.changes));
        own(&entry.new_pointer, &entry.changes).into_iter().chain(indicators).collect::<Vec<_>>()
    });
    sections.chain(objectives).collect()
}

fn statuses(diff: &Diff, status: Status) -> usize {
    let indicators = diff.objectives.iter().flat_map(|entry| &entry.indicators);
    diff.sections.iter().filter(|entry| entry.status == status).count()
        + diff.objectives.iter().filter(|entry| entry.status == status).count()
        + indicators.filter(|entry| entry.status == status).count()
}

#[test]
fn a_plan_held_against_itself_has_no_change() {
    for (name, _, plan) in truths() {
        let diff = albero::diff::diff(&plan, &plan, false);
        assert!(changes(&diff).is_empty(), "{name}: {:?}", changes(&diff));
        for status in [Status::Added, Status::Removed, Status::Changed] {
            assert_eq!(statuses(&diff, status), 0, "{name}: {status:?}");
        }
        assert_eq!(diff.objectives.len(), plan.objectives().count(), "{name}");
    }
}

/// The pointers of all objectives of a plan JSON, in printed order.
fn objectives(json: &Value) -> Vec<String> {
    fn below(node: &Value, pointer: &str, found: &mut Vec<String>) {
        for (number, own) in node["objectives"].as_array().into_iter().flatten().enumerate() {
            let pointer = format!("{pointer}/objectives/{number}");
            found.push(pointer.clone());
            below(own, &pointer, found);
        }
        for (number, own) in node["sections"].as_array().into_iter().flatten().enumerate() {
            below(own, &format!("{pointer}/sections/{number}"), found);
        }
    }
    let mut found = Vec::new();
    below(json, "", &mut found);
    found
}

#[test]
fn an_edited_copy_has_just_the_edits() {
    for (name, _, plan) in truths() {
        let mut json = value(&plan);
        let all = objectives(&json);
        let mut wanted: Vec<(String, Field)> = Vec::new();
        let first = json.pointer_mut(&all[0]).unwrap();
        first["description"] = json!("Una descrizione scritta di nuovo");
        wanted.push((all[0].clone(), Field::Description));
        let last = all.last().unwrap();
        let own = json.pointer_mut(last).unwrap();
        own["notes"] = json!("Nota aggiunta");
        own["responsible"] = json!(["Persona Nuova"]);
        own["phases"] = json!([{ "name": "Fase scritta per la prova" }]);
        let known = plan.objectives().last().unwrap();
        wanted.extend([Field::Responsible, Field::Phases].map(|field| (last.clone(), field)));
        // Phases that were there are gone, each a change.
        wanted.extend(known.phases.iter().map(|_| (last.clone(), Field::Phases)));
        wanted.push((last.clone(), Field::Notes));
        if let Some(at) = all.iter().find(|at| json.pointer(&format!("{at}/indicators/0/targets/0")).is_some()) {
            let pointer = format!("{at}/indicators/0");
            let own = json.pointer_mut(&pointer).unwrap();
            own["targets"][0] = json!({ "year": own["targets"][0]["year"], "text": "parole nuove", "kind": "text" });
            own["source"] = json!("Fonte nuova");
            wanted.push((pointer.clone(), Field::Source));
            wanted.push((pointer, Field::Target));
        }
        let edited = Plan::from_json(json.to_string().as_bytes()).unwrap();
        let diff = albero::diff::diff(&plan, &edited, false);
        let (mut found, mut wanted) = (changes(&diff), wanted);
        let key = |change: &(String, Field)| (change.0.clone(), format!("{:?}", change.1));
        found.sort_by_key(key);
        wanted.sort_by_key(key);
        assert_eq!(found, wanted, "{name}");
        assert_eq!((statuses(&diff, Status::Added), statuses(&diff, Status::Removed)), (0, 0), "{name}");
    }
}

#[test]
fn an_objective_that_moves_below_another_is_told_by_its_parent() {
    let mut moved = 0;
    for (name, _, plan) in truths() {
        let mut json = value(&plan);
        let parents: Vec<String> =
            objectives(&json).into_iter().filter(|at| json.pointer(&format!("{at}/objectives/0")).is_some()).collect();
        let [from, .., to] = parents.as_slice() else { continue };
        let of = |json: &mut Value, at: &str| json.pointer_mut(&format!("{at}/objectives")).unwrap().take();
        let (mut source, mut target) = (of(&mut json, from), of(&mut json, to));
        let child = source.as_array_mut().unwrap().remove(0);
        let title = child["title"].clone();
        target.as_array_mut().unwrap().push(child);
        json.pointer_mut(from).unwrap()["objectives"] = source;
        json.pointer_mut(to).unwrap()["objectives"] = target;
        let edited = Plan::from_json(json.to_string().as_bytes()).unwrap();
        let diff = albero::diff::diff(&plan, &edited, false);
        let entry = diff.objectives.iter().find(|entry| title == entry.title && !entry.changes.is_empty()).unwrap();
        let change = entry.changes.iter().find(|change| change.field == Field::Parent);
        assert!(change.is_some(), "{name}: {:?}", entry.changes);
        assert_ne!(entry.old_parent, entry.new_parent, "{name}");
        let others = changes(&diff).into_iter().filter(|(at, _)| Some(at) != entry.new_pointer.as_ref()).count();
        assert_eq!(others, 0, "{name}: {:?}", changes(&diff));
        moved += 1;
    }
    assert!(moved >= 4, "{moved}");
}

#[test]
fn a_report_tells_what_was_reached_against_each_target_of_its_plan() {
    let mut told = 0;
    for (name, truth, report) in truths().into_iter().filter(|(.., plan)| plan.kind.is_some()) {
        // The plan is the report without what was reached.
        let mut json = truth;
        json.as_object_mut().unwrap().remove("kind");
        for at in objectives(&json) {
            let own = json.pointer_mut(&at).unwrap();
            own.as_object_mut().unwrap().remove("results");
            for indicator in own["indicators"].as_array_mut().into_iter().flatten() {
                indicator.as_object_mut().unwrap().remove("results");
            }
        }
        let plan = Plan::from_json(json.to_string().as_bytes()).unwrap();
        let diff = albero::diff::diff(&plan, &report, false);
        let entries: Vec<_> = diff.objectives.iter().flat_map(|entry| &entry.indicators).collect();
        for (own, entry) in report.indicators().zip(entries) {
            let printed = own.results.first().and_then(|result| {
                result.text.clone().or_else(|| result.achieved.as_ref().map(|degree| degree.text.clone()))
            });
            if own.targets.is_empty() {
                continue;
            }
            assert_eq!(entry.new_result, printed, "{name}: {}", own.id);
            // Where the document prints a degree of achievement, a target that is told to be met has a whole one.
            let degree = own.results.first().and_then(|result| result.achieved.as_ref()?.value);
            if let (Some(degree), Some(achieved)) = (degree, entry.achieved) {
                assert_eq!(achieved, degree >= 100.into(), "{name}: {} {:?}", own.id, own.results);
                told += 1;
            }
        }
        let achieved = diff.summary.achieved;
        assert!(achieved.met > 0 && achieved.missed > 0, "{name}: {achieved:?}");
    }
    assert!(told > 20, "{told}");
}

/// The rows of a table that is written so.
fn table(write: impl FnOnce(&mut Vec<u8>)) -> Vec<::csv::StringRecord> {
    let mut out = Vec::new();
    write(&mut out);
    ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(out.as_slice())
        .records()
        .map(|row| row.unwrap())
        .collect()
}

/// How many rows an indicator, or an objective without any, has in the table by year.
fn years(own: Option<&Indicator>, objective: &Objective) -> usize {
    let results = own.map_or(&objective.results, |own| &own.results);
    let past = own.into_iter().flat_map(|own| own.history.iter().chain(&own.baseline)).map(|past| past.year);
    let targets = own.into_iter().flat_map(|own| &own.targets).map(|target| target.year);
    let kinds: [Vec<Option<i32>>; 3] =
        [past.collect(), targets.collect(), results.iter().map(|result| result.year).collect()];
    let all: BTreeSet<&Option<i32>> = kinds.iter().flatten().collect();
    let most = |year: &Option<i32>| kinds.iter().map(|own| own.iter().filter(|own| *own == year).count()).max();
    all.into_iter().filter_map(most).sum::<usize>().max(1)
}

#[test]
fn tables_have_a_row_an_indicator_and_a_row_an_indicator_and_year() {
    for (name, _, plan) in truths() {
        let flat = table(|out| {
            let mut table = csv::indicators(out, Dialect::default()).unwrap();
            table.plan(&plan, Owner::of(&plan)).unwrap();
            table.end().unwrap();
        });
        let indicators: usize = plan.objectives().map(|own| own.indicators.len().max(1)).sum();
        assert_eq!(flat.len(), 1 + indicators, "{name}");
        let by_year = table(|out| {
            let mut table = long::rows(out, Dialect::default()).unwrap();
            long::plan(&mut table, &plan, Owner::of(&plan)).unwrap();
            table.end().unwrap();
        });
        let of = |own: &Objective| match own.indicators.as_slice() {
            [] => years(None, own),
            all => all.iter().map(|indicator| years(Some(indicator), own)).sum(),
        };
        assert_eq!(by_year.len(), 1 + plan.objectives().map(of).sum::<usize>(), "{name}");
        // Every result's text stands in the column of results.
        let column = by_year[0].iter().position(|head| head == "result").unwrap();
        let printed = |own: &Indicator| own.results.iter().filter_map(|result| result.text.clone()).collect::<Vec<_>>();
        let wanted: Vec<String> = plan
            .objectives()
            .flat_map(|own| match own.indicators.as_slice() {
                [] => own.results.iter().filter_map(|result| result.text.clone()).collect::<Vec<_>>(),
                all => all.iter().flat_map(printed).collect(),
            })
            .collect();
        let unescaped = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
        let found: Vec<String> =
            by_year[1..].iter().map(|row| unescaped(&row[column])).filter(|cell| !cell.is_empty()).collect();
        assert_eq!(found.iter().collect::<BTreeSet<_>>(), wanted.iter().collect::<BTreeSet<_>>(), "{name}");
        let records = table(|out| {
            let mut table = portal::records(out, Dialect::default()).unwrap();
            portal::plan(&mut table, &plan, Owner::of(&plan)).unwrap();
            table.end().unwrap();
        });
        assert_eq!(records.len(), 1 + plan.indicators().count(), "{name}");
    }
}

#[test]
fn the_tree_is_shown_with_every_node_of_it() {
    let style = albero::output::text::Style { colour: false, lang: albero::language::Lang::It };
    for (name, _, plan) in truths() {
        let shown = tree::render(&plan, style);
        for title in plan.all_sections().filter_map(|own| own.title.as_ref()) {
            assert!(shown.contains(title.as_str()), "{name}: {title}");
        }
        for own in plan.objectives() {
            assert!(shown.contains(&own.title), "{name}: {}", own.title);
        }
        for own in plan.indicators() {
            assert!(shown.contains(&format!("{}: {}", own.id, own.name)), "{name}: {}", own.id);
        }
        let phases: usize = plan.objectives().map(|own| own.phases.len()).sum();
        assert!(phases == 0 || shown.contains("fasi: "), "{name}");
    }
}
