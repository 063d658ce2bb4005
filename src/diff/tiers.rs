//! What kind of pair two nodes are, and why they are taken for one, in words.

use super::changes::Place;
use super::report::{Match, Tier};
use super::wording::{Sameness, compare};
use crate::labels::fold;
use crate::plan::model::{Indicator, Objective, Section};
use std::collections::BTreeSet;

/// From this score on, a pair whose title is another is sure.
const SURE: f64 = 0.75;

/// What two nodes have in common, as the words of a sentence.
#[derive(Default)]
struct Why {
    same: Vec<&'static str>,
    other: Vec<&'static str>,
}

impl Why {
    fn part(&mut self, name: &'static str, same: Option<bool>) {
        match same {
            Some(true) => self.same.push(name),
            Some(false) => self.other.push(name),
            None => {}
        }
    }

    /// `same title and indicators, new code`
    fn sentence(&self) -> String {
        let list = |parts: &[&str]| match parts {
            [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
            parts => parts.concat(),
        };
        let said = [("same", &self.same), ("new", &self.other)];
        let parts = said.iter().filter(|(_, parts)| !parts.is_empty());
        parts.map(|(what, parts)| format!("{what} {}", list(parts))).collect::<Vec<_>>().join(", ")
    }
}

fn text(old: Option<&str>, new: Option<&str>, moved: Option<i32>) -> Option<bool> {
    match (old, new) {
        (None, None) => None,
        (Some(old), Some(new)) => Some(compare(old, new, moved) != Sameness::Different),
        _ => Some(false),
    }
}

fn matched(title: Option<bool>, code: Option<bool>, score: f64, why: &Why) -> Match {
    let tier = match (title, code) {
        (Some(false), _) if score < SURE => Tier::Probable,
        (Some(false), _) => Tier::Renamed,
        _ if score < SURE => Tier::Probable,
        (_, Some(false)) => Tier::Renumbered,
        _ => Tier::Same,
    };
    // Two digits tell pairs apart, and are the same on every machine.
    Match { tier, score: (score * 100.0).round() / 100.0, why: why.sentence() }
}

pub(super) fn of_sections(old: &Section, new: &Section, score: f64, moved: Option<i32>) -> Match {
    let title = text(old.title.as_deref(), new.title.as_deref(), moved);
    let code = text(old.code.as_deref(), new.code.as_deref(), moved);
    let mut why = Why::default();
    why.part("title", title);
    why.part("code", code);
    why.part("objectives", (title == Some(false)).then_some(true));
    matched(title, code, score, &why)
}

pub(super) fn of_objectives(old: &Objective, new: &Objective, place: &Place, score: f64, moved: Option<i32>) -> Match {
    let title = text(Some(&old.title), Some(&new.title), moved);
    let code = text(old.code.as_deref(), new.code.as_deref(), moved);
    let same = |(one, other): (&Indicator, &Indicator)| {
        text(Some(&one.name), Some(&other.name), moved) == Some(true)
            && text(one.algorithm.text.as_deref(), other.algorithm.text.as_deref(), moved) != Some(false)
    };
    let indicators = (!old.indicators.is_empty() || !new.indicators.is_empty())
        .then(|| old.indicators.len() == new.indicators.len() && old.indicators.iter().zip(&new.indicators).all(same));
    let units = |own: &Objective| own.units.iter().map(|unit| fold(unit)).collect::<BTreeSet<_>>();
    let mut why = Why::default();
    why.part("title", title);
    why.part("indicators", indicators);
    why.part("units", (!old.units.is_empty() || !new.units.is_empty()).then(|| units(old) == units(new)));
    let same_section = place.section.is_none();
    why.part("section", Some(same_section));
    why.part("parent", place.is_below.then_some(place.parent.is_none()));
    why.part("code", code);
    // In another section, a code is another even if it is printed alike.
    matched(title, code.map(|same| same && same_section), score, &why)
}

pub(super) fn of_indicators(
    old: &Indicator,
    new: &Indicator,
    same_number: bool,
    score: f64,
    moved: Option<i32>,
) -> Match {
    let name = text(Some(&old.name), Some(&new.name), moved);
    let algorithm = text(old.algorithm.text.as_deref(), new.algorithm.text.as_deref(), moved);
    let mut why = Why::default();
    why.part("name", name);
    why.part("algorithm", algorithm);
    why.part("number", Some(same_number));
    matched(name, Some(same_number), score, &why)
}
