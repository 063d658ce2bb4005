//! Accounts: the letters of a document against those of its plan.
#![allow(dead_code, reason = "each test uses its part")]

use albero::model::Reached;
use albero::{AccountedWord, Place, Plan};
use std::collections::{BTreeMap, BTreeSet};

/// How often each letter and digit occurs. Spaces and punctuation come and go where lines are joined.
pub fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, i64> {
    let mut counts = BTreeMap::new();
    for c in texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The texts of a plan that its words were put into.
pub fn texts(plan: &Plan) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for section in plan.all_sections() {
        all.extend(section.code.as_deref().into_iter().chain(section.title.as_deref()));
    }
    for objective in plan.objectives() {
        all.extend(objective.code.as_deref().into_iter().chain(objective.description.as_deref()));
        all.push(&objective.title);
        let lists = [&objective.units, &objective.responsible, &objective.stakeholders];
        all.extend(lists.into_iter().flatten().map(String::as_str));
        all.extend(objective.start.iter().chain(&objective.end).map(|moment| moment.text.as_str()));
        all.extend(objective.notes.as_deref());
        all.extend(objective.other.iter().map(|other| other.text.as_str()));
        all.extend(objective.results.iter().flat_map(reached));
        for phase in &objective.phases {
            all.push(&phase.name);
            all.extend(phase.code.iter().chain(&phase.expected).chain(&phase.progress).map(String::as_str));
            all.extend(phase.start.iter().chain(&phase.end).map(|moment| moment.text.as_str()));
        }
    }
    for indicator in plan.indicators() {
        all.push(&indicator.name);
        all.extend(indicator.algorithm.text.as_deref());
        all.extend(indicator.baseline.iter().chain(&indicator.history).map(|past| past.text.as_str()));
        all.extend(indicator.targets.iter().map(|t| t.text.as_str()));
        let own = [&indicator.code, &indicator.unit, &indicator.source, &indicator.notes];
        all.extend(own.into_iter().flatten().map(String::as_str));
        all.extend(indicator.other.iter().map(|other| other.text.as_str()));
        all.extend(indicator.results.iter().flat_map(reached));
    }
    all.extend(plan.prose.iter().map(|p| p.text.as_str()));
    all.extend(plan.furniture.iter().map(|f| f.text.as_str()));
    all.extend(plan.unrecognized.iter().map(|u| u.text.as_str()));
    all
}

/// The texts of a result.
fn reached(result: &Reached) -> impl Iterator<Item = &str> {
    let measures = result.achieved.iter().chain(&result.gap).map(|measure| measure.text.as_str());
    result.text.as_deref().into_iter().chain(measures)
}

/// What of a document is in no place of its plan, or in one too many.
pub fn unaccounted(plan: &Plan, accounts: &[AccountedWord]) -> Option<String> {
    let open: Vec<_> = accounts.iter().filter(|w| w.place == Place::Open).collect();
    if !open.is_empty() {
        return Some(format!("nowhere: {open:?}"));
    }
    let is_text = |w: &&AccountedWord| !matches!(w.place, Place::Label | Place::Value | Place::Repeated);
    let of = |words: &mut dyn Iterator<Item = &AccountedWord>| letters(words.map(|w| w.text.as_str()));
    let (words, out) = (of(&mut accounts.iter().filter(is_text)), letters(texts(plan)));
    let glued = accounts.iter().filter(|w| is_glued(&w.text));
    let either = letters(glued.map(|w| w.text.as_str()));
    let count = |letters: &BTreeMap<char, i64>, c: &char| letters.get(c).copied().unwrap_or_default();
    let differing: BTreeSet<_> = words
        .keys()
        .chain(out.keys())
        .filter(|c| (count(&words, c) - count(&out, c)).abs() > count(&either, c))
        .map(|c| (c, words.get(c), out.get(c)))
        .collect();
    (!differing.is_empty()).then(|| format!("letters in and out differ: {differing:?}"))
}

/// Two words without a space between, `titolo(Peso:` or `-Titolo`: in two places, and accounted for in the first.
fn is_glued(word: &str) -> bool {
    let inner = word.trim_start_matches('(').trim_end_matches([')', '%', '.', ',', ':']);
    inner.contains(['(', ')', '%']) || word.len() > 1 && word.starts_with(['-', '–', '—'])
}
