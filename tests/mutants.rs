//! Ten thousand damaged documents: each is refused, or is a plan in which every word is accounted for; and what has
//! lost rows says so. `cargo test --test mutants -- --nocapture` prints the table.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test that cannot go on fails")]

#[path = "common/accounts.rs"]
mod accounts;
mod common;
#[path = "common/random.rs"]
mod random;

use albero::check::settings::Settings;
use albero::language::Lang;
use albero::{Note, Options, Plan};
use pdf_extract::Document;
use random::Random;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A kind of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Damage {
    BytesFlipped,
    CutOff,
    PagesDropped,
    PagesSwapped,
    LinesLost,
    LinesSwapped,
    ColumnsShifted,
}

/// Documents and in how many mutants each: the small ones more often.
const BASES: &[(&str, usize)] = &[
    ("plans/albero-2023-reportlab.pdf", 400),
    ("plans/albero-2023-libreoffice.pdf", 400),
    ("plans/albero-2023-chromium.pdf", 200),
    ("invented/3-reportlab.pdf", 1500),
    ("invented/9-reportlab.pdf", 1500),
    ("invented/16-reportlab.pdf", 1500),
    ("invented/21-weasyprint.pdf", 500),
    ("plans/albero-2023.txt", 1500),
    ("plans/albero-2023-layout.txt", 500),
    ("invented/3-reportlab.layout.txt", 1000),
    ("invented/9-reportlab.layout.txt", 1000),
];

fn mutant(base: &[u8], is_pdf: bool, random: &mut Random) -> (Damage, Vec<u8>) {
    let of_pdf =
        [Damage::BytesFlipped, Damage::BytesFlipped, Damage::CutOff, Damage::PagesDropped, Damage::PagesSwapped];
    let of_text = [
        Damage::BytesFlipped,
        Damage::CutOff,
        Damage::LinesLost,
        Damage::LinesLost,
        Damage::LinesSwapped,
        Damage::ColumnsShifted,
    ];
    let damage = if is_pdf { *random.one_of(&of_pdf) } else { *random.one_of(&of_text) };
    let mut bytes = base.to_vec();
    match damage {
        Damage::BytesFlipped => {
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
        }
        Damage::CutOff => bytes.truncate(random.below(bytes.len())),
        Damage::PagesDropped | Damage::PagesSwapped => {
            let mut document = Document::load_mem(base).unwrap();
            let pages = document.get_pages();
            let number = 1 + random.below(pages.len()) as u32;
            if damage == Damage::PagesDropped {
                document.delete_pages(&[number]);
            } else {
                swap_pages(&mut document, number, 1 + random.below(pages.len()) as u32);
            }
            bytes.clear();
            document.save_to(&mut bytes).unwrap();
        }
        Damage::LinesLost | Damage::LinesSwapped | Damage::ColumnsShifted => {
            bytes = damaged_lines(base, damage, random)
        }
    }
    (damage, bytes)
}

/// Gives two pages each other's content, as a binder that mixes them up does.
fn swap_pages(document: &mut Document, one: u32, other: u32) {
    let pages = document.get_pages();
    let [one, other] = [one, other].map(|number| pages[&number]);
    let [first, second] =
        [one, other].map(|page| document.get_dictionary(page).unwrap().get(b"Contents").unwrap().clone());
    let resources = [one, other].map(|page| document.get_dictionary(page).unwrap().get(b"Resources").ok().cloned());
    document.get_dictionary_mut(one).unwrap().set("Contents", second);
    document.get_dictionary_mut(other).unwrap().set("Contents", first);
    for (page, of_other) in [one, other].into_iter().zip(resources.into_iter().rev()) {
        if let Some(of_other) = of_other {
            document.get_dictionary_mut(page).unwrap().set("Resources", of_other);
        }
    }
}

fn damaged_lines(base: &[u8], damage: Damage, random: &mut Random) -> Vec<u8> {
    let mut lines: Vec<String> = std::str::from_utf8(base).unwrap().split('\n').map(str::to_owned).collect();
    let start = random.below(lines.len());
    let length = 1 + random.below(40);
    let range = start..(start + length).min(lines.len());
    match damage {
        Damage::LinesLost => drop(lines.drain(range)),
        Damage::LinesSwapped => {
            let other = random.below(lines.len());
            lines.swap(start, other);
        }
        _ => {
            let by = 1 + random.below(6);
            for line in &mut lines[range] {
                // To the right, or as far to the left as there are spaces.
                *line = match line.strip_prefix(&" ".repeat(by)) {
                    Some(rest) if by.is_multiple_of(2) => rest.to_owned(),
                    _ => format!("{:by$}{line}", ""),
                };
            }
        }
    }
    lines.join("\n").into_bytes()
}

/// What a row is known by: its name and what it is to reach.
fn rows(plan: &Plan) -> BTreeMap<String, usize> {
    let mut rows = BTreeMap::new();
    for own in plan.objectives().flat_map(|o| &o.indicators) {
        let targets: Vec<&str> = own.targets.iter().map(|t| t.text.as_str()).collect();
        *rows.entry(format!("{} | {}", own.name, targets.join(" | "))).or_default() += 1;
    }
    rows
}

/// A document as it is when nothing is wrong with it.
struct Sound {
    rows: BTreeMap<String, usize>,
    findings: BTreeSet<String>,
}

/// What is found in a reading, without places.
fn warnings(reading: &albero::Reading) -> BTreeSet<String> {
    let findings = albero::check::check(reading, &Settings::default(), Lang::En);
    let notes = reading.notes.iter().filter(|note| !matches!(note, Note::PageWithoutText { .. }));
    findings.iter().map(|f| f.fingerprint.clone()).chain(notes.map(|note| format!("{note:?}"))).collect()
}

#[derive(Default)]
struct Tally {
    mutants: usize,
    refused: usize,
    lost: usize,
    silent: usize,
}

#[test]
fn a_damaged_document_is_refused_or_accounted_for_and_says_what_it_lost() {
    let options = Options::default();
    let mut tallies = BTreeMap::<Damage, Tally>::new();
    let mut silent = Vec::new();
    for (base, count) in BASES {
        let bytes = common::bytes(base);
        let reading = albero::read(bytes.clone(), &options).unwrap();
        let sound = Sound { rows: rows(&reading.plan), findings: warnings(&reading) };
        let judge = |seed: usize| {
            let mut random = Random::new(1 + seed as u64);
            let (damage, mutant) = mutant(&bytes, base.ends_with(".pdf"), &mut random);
            let Ok(reading) = albero::read(mutant, &options) else { return (damage, None) };
            if let Some(fault) = accounts::unaccounted(&reading.plan, &reading.accounts()) {
                panic!("{base} {seed} {damage:?}: {fault}");
            }
            let kept = rows(&reading.plan);
            let missing = sound.rows.iter().find(|(row, count)| kept.get(*row).unwrap_or(&0) < count);
            // A row that is there with other words is not lost.
            let is_lost = kept.values().sum::<usize>() < sound.rows.values().sum() && missing.is_some();
            let is_told = !warnings(&reading).is_subset(&sound.findings);
            (damage, Some((is_lost, is_told, missing.map(|(row, _)| row.clone()))))
        };
        let judged: Vec<_> = (0..*count).into_par_iter().map(judge).collect();
        for (seed, (damage, outcome)) in judged.into_iter().enumerate() {
            let tally = tallies.entry(damage).or_default();
            tally.mutants += 1;
            match outcome {
                None => tally.refused += 1,
                Some((true, is_told, missing)) => {
                    tally.lost += 1;
                    if !is_told {
                        tally.silent += 1;
                        silent.push(format!("{base} {seed} {damage:?}: {}", missing.unwrap_or_default()));
                    }
                }
                Some((false, ..)) => {}
            }
        }
    }
    println!("{:<16} {:>8} {:>8} {:>9} {:>15}", "damage", "mutants", "refused", "lost rows", "without warning");
    let mut all = Tally::default();
    for (damage, Tally { mutants, refused, lost, silent }) in &tallies {
        println!("{:<16} {mutants:>8} {refused:>8} {lost:>9} {silent:>15}", format!("{damage:?}"));
        all.mutants += mutants;
        all.refused += refused;
        all.lost += lost;
        all.silent += silent;
    }
    println!("{:<16} {:>8} {:>8} {:>9} {:>15}", "all", all.mutants, all.refused, all.lost, all.silent);
    println!("{}", silent.join("\n"));
    assert_eq!(all.mutants, 10_000);
    assert!(all.lost > 1000 && all.silent * 100 < all.lost, "{} of {} lost rows without a word", all.silent, all.lost);
}
