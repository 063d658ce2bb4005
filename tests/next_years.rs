//! Invented next years, 200 of them: the pairs and the changes that a diff finds, against the edits that were
//! made. `cargo test --test next_years -- --nocapture` prints the table.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/next_year.rs"]
mod next_year;
#[path = "common/random.rs"]
mod random;

use albero::Plan;
use albero::diff::report::{Change, Diff, Effect, Field};
use next_year::{Edit, NextYear, next_year};
use std::collections::{BTreeMap, BTreeSet};

/// Of the plan of 2023, of its invented next year, and of plans whose words are drawn from a small bag.
const BASES: &[&str] = &[
    "plans/albero-2023-reportlab.pdf",
    "plans/albero-2024-chromium.pdf",
    "plans/albero-2023-reportlab.pdf",
    "invented/16-reportlab.pdf",
    "plans/albero-2024-chromium.pdf",
    "invented/21-weasyprint.pdf",
    "plans/albero-2023-reportlab.pdf",
    "invented/3-reportlab.pdf",
];

const SEEDS: u64 = 200;

/// A pair or a change, as its two places and what it says.
type Fact = (String, String, String);

fn pointer(at: (usize, usize)) -> String {
    format!("/sections/{}/objectives/{}", at.0, at.1)
}

#[derive(Default)]
struct Facts {
    pairs: BTreeSet<Fact>,
    changes: BTreeSet<Fact>,
}

fn found(diff: &Diff) -> Facts {
    let mut facts = Facts::default();
    let text = |pointer: &Option<String>| pointer.clone().unwrap_or_else(|| "-".to_owned());
    let list = |facts: &mut Facts, old: &str, new: &str, changes: &[Change]| {
        for change in changes.iter().filter(|c| c.effect != Some(Effect::RolledOver)) {
            let effect = match (change.field, change.effect) {
                (Field::Target, Some(effect)) => format!(" {effect:?}").to_lowercase(),
                _ => String::new(),
            };
            let what = format!("{}{effect}", format!("{:?}", change.field).to_lowercase());
            facts.changes.insert((old.to_owned(), new.to_owned(), what));
        }
    };
    for entry in &diff.objectives {
        let (old, new) = (text(&entry.old_pointer), text(&entry.new_pointer));
        facts.pairs.insert((old.clone(), new.clone(), String::new()));
        list(&mut facts, &old, &new, &entry.changes);
        for own in entry.indicators.iter().filter(|_| entry.matched.is_some()) {
            let (old, new) = (text(&own.old_pointer), text(&own.new_pointer));
            facts.pairs.insert((old.clone(), new.clone(), String::new()));
            list(&mut facts, &old, &new, &own.changes);
        }
    }
    for entry in &diff.sections {
        let (old, new) = (text(&entry.old_pointer), text(&entry.new_pointer));
        facts.pairs.insert((old.clone(), new.clone(), String::new()));
        list(&mut facts, &old, &new, &entry.changes);
    }
    facts
}

/// The facts of the edits, and for each pair which edits made it.
fn expected(old: &Plan, next: &NextYear) -> (Facts, BTreeMap<Fact, BTreeSet<Edit>>) {
    let mut facts = Facts::default();
    let mut by_edit = BTreeMap::new();
    let none = || "-".to_owned();
    for (section, (fates, objectives)) in
        next.fates.iter().zip(next.plan.sections.iter().map(|s| &s.objectives)).enumerate()
    {
        for (number, (fate, objective)) in fates.iter().zip(objectives).enumerate() {
            let new = pointer((section, number));
            let was = fate.old.map_or_else(none, pointer);
            let pair = (was.clone(), new.clone(), String::new());
            let edits = if fate.edits.is_empty() { BTreeSet::from([Edit::None]) } else { fate.edits.clone() };
            by_edit.insert(pair.clone(), edits);
            facts.pairs.insert(pair);
            let Some((old_section, old_number)) = fate.old else { continue };
            let before = &old.sections[old_section].objectives[old_number];
            let mut change = |old: &str, new: &str, what: &str| {
                facts.changes.insert((old.to_owned(), new.to_owned(), what.to_owned()));
            };
            if before.code != objective.code {
                change(&was, &new, "code");
            }
            if before.weight != objective.weight {
                change(&was, &new, "weight");
            }
            for what in &fate.changed {
                match what.split_once(' ').filter(|(at, _)| at.parse::<usize>().is_ok()) {
                    None => change(&was, &new, what),
                    Some((at, what)) => {
                        let at: usize = at.parse().unwrap();
                        let Some(own) = fate.indicators.get(at).copied().flatten() else { continue };
                        change(&format!("{was}/indicators/{own}"), &format!("{new}/indicators/{at}"), what);
                    }
                }
            }
            for (at, own) in fate.indicators.iter().enumerate() {
                let was = own.map_or_else(none, |own| format!("{was}/indicators/{own}"));
                facts.pairs.insert((was, format!("{new}/indicators/{at}"), String::new()));
            }
            for gone in (0..before.indicators.len()).filter(|gone| !fate.indicators.contains(&Some(*gone))) {
                facts.pairs.insert((format!("{was}/indicators/{gone}"), none(), String::new()));
            }
        }
    }
    for (at, edit) in &next.dropped {
        let fact = (pointer(*at), none(), String::new());
        by_edit.insert(fact.clone(), BTreeSet::from([*edit]));
        facts.pairs.insert(fact);
    }
    for (new, was) in next.sections.iter().enumerate() {
        let fact = (format!("/sections/{was}"), format!("/sections/{new}"), String::new());
        if next.renamed.contains(&new) {
            by_edit.insert(fact.clone(), BTreeSet::from([Edit::RenameArea]));
            facts.changes.insert((fact.0.clone(), fact.1.clone(), "title".to_owned()));
        }
        facts.pairs.insert(fact);
    }
    (facts, by_edit)
}

/// Twice what two sets share over both.
#[derive(Default)]
struct F1 {
    shared: usize,
    both: usize,
}

impl F1 {
    fn add(&mut self, found: &BTreeSet<Fact>, wanted: &BTreeSet<Fact>) {
        self.shared += 2 * found.intersection(wanted).count();
        self.both += found.len() + wanted.len();
    }

    fn value(&self) -> f64 {
        self.shared as f64 / self.both as f64
    }
}

#[test]
fn pairs_and_changes_of_200_next_years_are_found() {
    let bases: Vec<Plan> = BASES.iter().map(|name| common::plan(name)).collect();
    let (mut pairs, mut changes) = (F1::default(), F1::default());
    let mut by_edit: BTreeMap<Edit, (usize, usize)> = BTreeMap::new();
    let verbose = std::env::var_os("ALBERO_VERBOSE").is_some();
    for seed in 1..=SEEDS {
        let old = &bases[seed as usize % bases.len()];
        let next = next_year(old, seed);
        let found = found(&albero::diff::diff(old, &next.plan, false));
        let (wanted, edits) = expected(old, &next);
        pairs.add(&found.pairs, &wanted.pairs);
        changes.add(&found.changes, &wanted.changes);
        for (pair, edits) in &edits {
            for edit in edits {
                let (right, all) = by_edit.entry(*edit).or_default();
                *right += usize::from(found.pairs.contains(pair));
                *all += 1;
            }
            if verbose && !found.pairs.contains(pair) {
                println!("seed {seed} {}: {pair:?} {edits:?}", BASES[seed as usize % bases.len()]);
            }
        }
        if verbose {
            for extra in found.changes.symmetric_difference(&wanted.changes) {
                println!(
                    "seed {seed} change {} {extra:?}",
                    if wanted.changes.contains(extra) { "missing" } else { "extra" }
                );
            }
        }
    }
    let mut table = format!(
        "pairs F1 {:.4} of {}, changes F1 {:.4} of {}\n",
        pairs.value(),
        pairs.both / 2,
        changes.value(),
        changes.both / 2
    );
    for (edit, (right, all)) in &by_edit {
        table += &format!("{edit:?}: {right} of {all}\n");
    }
    println!("{table}");
    assert!(pairs.value() >= 0.99 && changes.value() >= 0.99);
    let measured = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/measured.md")).unwrap();
    assert!(measured.contains(&table), "docs/measured.md has another table");
}
