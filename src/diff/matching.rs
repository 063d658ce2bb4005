//! Which section, objective and indicator of one plan is which of another: every pair that could be is
//! scored, and the pairs are chosen all at once. An equal code is weak evidence.

use super::assignment::{Limits, Scores, assign};
use super::candidates::{Candidates, Looked};
use super::similarity::{
    ALGORITHM, CODE, INDICATORS, NAME, POSITION, QUANTITY, SECTION, SECTION_CODE, SECTION_CONTENT, SECTION_KIND,
    SECTION_TITLE, TITLE, UNITS, Vocabulary, Words, weigh,
};
use crate::grammar::measure::quantity;
use crate::labels::fold;
use crate::plan::model::{Indicator, Objective, Plan, SectionKind};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// An objective's place in a plan: its section and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At {
    pub(crate) section: usize,
    pub(crate) objective: usize,
}

impl At {
    /// The objective that stands there.
    pub(crate) fn of(self, plan: &Plan) -> Option<&Objective> {
        plan.sections.get(self.section)?.objectives.get(self.objective)
    }

    /// JSON Pointer into the plan JSON.
    pub(crate) fn pointer(self) -> String {
        format!("/sections/{}/objectives/{}", self.section, self.objective)
    }

    /// All of a plan, in printed order.
    pub(crate) fn all(plan: &Plan) -> impl Iterator<Item = At> {
        plan.sections
            .iter()
            .enumerate()
            .flat_map(|(section, own)| (0..own.objectives.len()).map(move |objective| At { section, objective }))
    }
}

/// Two nodes that are one, and how alike they are, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair<T> {
    pub(crate) old: T,
    pub(crate) new: T,
    pub(crate) score: f64,
}

/// Which node of one plan is which of another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matching {
    /// Sections by number.
    pub(crate) sections: Vec<Pair<usize>>,
    pub(crate) objectives: Vec<Pair<At>>,
    /// For each pair of objectives, its indicators by number.
    pub(crate) indicators: Vec<Vec<Pair<usize>>>,
}

/// Below 0.55, pairs of the tests' next years are as often wrong as right; a dropped and an added objective
/// of one office reach 0.5 by their office alone.
const OBJECTIVES: Limits = Limits { threshold: 0.55, margin: 0.03 };

/// Section, units and code together make no pair: title or indicators must be alike so far.
const OWN_WORDS: f64 = 0.5;

/// A renamed area is known by its objectives.
const SECTIONS: Limits = Limits { threshold: 0.45, margin: 0.02 };

/// Within a pair of objectives there are few to choose from.
const INDICATORS_OF_A_PAIR: Limits = Limits { threshold: 0.5, margin: 0.02 };

/// Words with a slip in them may add this to what whole words alone say.
const SLIPS: f64 = 0.1;

/// Matches two plans; of their objectives those that are wanted.
pub(crate) fn matching(old: &Plan, new: &Plan, wanted_old: &[At], wanted_new: &[At]) -> Matching {
    // One way round only, so that the other way round gives the mirror image, ties and all.
    if order(old) <= order(new) {
        return oriented(old, new, wanted_old, wanted_new);
    }
    let mirror = oriented(new, old, wanted_new, wanted_old);
    Matching {
        sections: mirror.sections.into_iter().map(turned).collect(),
        objectives: mirror.objectives.into_iter().map(turned).collect(),
        indicators: mirror.indicators.into_iter().map(|own| own.into_iter().map(turned).collect()).collect(),
    }
}

fn turned<T>(pair: Pair<T>) -> Pair<T> {
    Pair { old: pair.new, new: pair.old, score: pair.score }
}

/// Any order of plans that does not depend on which is called old.
fn order(plan: &Plan) -> impl PartialOrd + '_ {
    let objectives: Vec<_> = plan.objectives().map(|o| (o.code.as_deref(), o.title.as_str())).collect();
    (plan.year, plan.source.sha256.as_str(), objectives)
}

fn oriented(old: &Plan, new: &Plan, wanted_old: &[At], wanted_new: &[At]) -> Matching {
    let mut vocabulary = Vocabulary::default();
    let rows = nodes(old, wanted_old, &mut vocabulary);
    let columns = nodes(new, wanted_new, &mut vocabulary);
    let old_sections = section_nodes(old, &rows, &mut vocabulary);
    let new_sections = section_nodes(new, &columns, &mut vocabulary);
    vocabulary.weigh(rows.len() + columns.len());
    let candidates =
        Candidates::new((rows.len(), columns.len()), |row| rows[row].looked(), |column| columns[column].looked());
    let mut of_sections = Candidates::new(
        (old_sections.len(), new_sections.len()),
        |row| old_sections[row].looked(),
        |column| new_sections[column].looked(),
    );
    let match_sections = |candidates: &Candidates, content: &dyn Fn(usize, usize) -> f64| {
        match_sections((&old_sections, &new_sections), candidates, &vocabulary, content)
    };
    let match_objectives = |sections: &[Pair<usize>], care: Care| {
        let scores = score_objectives((&rows, &columns), &candidates, &vocabulary, sections, care);
        let twins = |of_rows: bool, one: usize, other: usize| {
            let nodes = if of_rows { &rows } else { &columns };
            nodes[one].says_the_same(&nodes[other])
        };
        (assign(&scores, OBJECTIVES, twins), scores)
    };
    // Sections by their words give the objectives, those the sections, and those the objectives for good: a
    // renamed area is known by what it holds.
    let sections = match_sections(&of_sections, &|row, column| {
        vocabulary.alike_whole(&old_sections[row].content, &new_sections[column].content)
    });
    let (pairs, _) = match_objectives(&sections, Care::Whole);
    let held = held_in_common(&rows, &columns, &pairs, (old_sections.len(), new_sections.len()));
    for (row, column) in held.keys() {
        of_sections.add(*row, *column);
    }
    let sections = match_sections(&of_sections, &|row, column| held.get(&(row, column)).copied().unwrap_or_default());
    let (pairs, scores) = match_objectives(&sections, Care::Slips);
    let indicators = pairs.iter().map(|(row, column)| match_indicators(&rows[*row], &columns[*column], &vocabulary));
    Matching {
        sections,
        indicators: indicators.collect(),
        objectives: pairs
            .iter()
            .map(|pair| Pair { old: rows[pair.0].at, new: columns[pair.1].at, score: scores[pair] })
            .collect(),
    }
}

/// What of an objective is compared.
struct Node<'p> {
    at: At,
    title: Words,
    /// Names and algorithms of all its indicators.
    indicators: Words,
    units: Vec<String>,
    code: Option<String>,
    objective: &'p Objective,
    of_indicator: Vec<IndicatorWords>,
}

struct IndicatorWords {
    name: Words,
    algorithm: Words,
}

impl IndicatorWords {
    fn looked(&self) -> Looked<'_> {
        Looked { texts: [&self.name, &self.algorithm], code: None }
    }
}

impl Node<'_> {
    fn looked(&self) -> Looked<'_> {
        Looked { texts: [&self.title, &self.indicators], code: self.code.as_deref() }
    }

    /// Is all but the code the same?
    fn says_the_same(&self, other: &Node<'_>) -> bool {
        let (own, others) = (self.objective, other.objective);
        self.at.section == other.at.section
            && own.title == others.title
            && own.units == others.units
            && own.indicators.len() == others.indicators.len()
            && own.indicators.iter().zip(&others.indicators).all(|(a, b)| {
                a.name == b.name && a.algorithm == b.algorithm && a.targets == b.targets && a.baseline == b.baseline
            })
    }
}

fn nodes<'p>(plan: &'p Plan, wanted: &[At], vocabulary: &mut Vocabulary) -> Vec<Node<'p>> {
    let mut nodes = Vec::with_capacity(wanted.len());
    for at in wanted {
        let Some(objective) = at.of(plan) else { continue };
        let title = vocabulary.words(&objective.title);
        let of_indicator: Vec<IndicatorWords> = objective
            .indicators
            .iter()
            .map(|indicator| IndicatorWords {
                name: vocabulary.words(&indicator.name),
                algorithm: vocabulary.words(indicator.algorithm.text.as_deref().unwrap_or_default()),
            })
            .collect();
        let indicators = Words::union(of_indicator.iter().flat_map(|own| [&own.name, &own.algorithm]));
        vocabulary.count(&Words::union([&title, &indicators].into_iter()));
        let mut units: Vec<String> = objective.units.iter().map(|unit| fold(unit)).collect();
        units.sort_unstable();
        units.dedup();
        let code = objective.code.as_deref().map(fold);
        nodes.push(Node { at: *at, title, indicators, units, code, objective, of_indicator });
    }
    nodes
}

/// How carefully words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Whole words only: enough to know a section by its objectives.
    Whole,
    /// Words with a slip in them, too.
    Slips,
}

fn score_objectives(
    (rows, columns): (&[Node<'_>], &[Node<'_>]),
    candidates: &Candidates,
    vocabulary: &Vocabulary,
    sections: &[Pair<usize>],
    care: Care,
) -> Scores {
    let same_section: HashSet<(usize, usize)> = sections.iter().map(|pair| (pair.old, pair.new)).collect();
    let shared = candidates.are_all().then(|| {
        let titles = Shared::new(columns.iter().map(|node| &node.title), vocabulary);
        (titles, Shared::new(columns.iter().map(|node| &node.indicators), vocabulary))
    });
    let score_row = |(row, one): (usize, &Node<'_>)| {
        let of_all = shared.as_ref().map(|(titles, own)| (titles.alike(&one.title), own.alike(&one.indicators)));
        let score = |column: usize| {
            let other = &columns[column];
            let (title, own) = match &of_all {
                Some((titles, own)) => (titles[column], own[column]),
                None => (
                    vocabulary.alike_whole(&one.title, &other.title),
                    vocabulary.alike_whole(&one.indicators, &other.indicators),
                ),
            };
            // What can still come: context, and words with a slip in them.
            let bound = TITLE.mul_add(title, INDICATORS * own) + SECTION + UNITS + CODE + SLIPS;
            if bound < OBJECTIVES.threshold || title.max(own) + SLIPS < OWN_WORDS {
                return None;
            }
            let (title, own) = match care {
                Care::Whole => (Some(title), Some(own)),
                Care::Slips => {
                    (vocabulary.alike(&one.title, &other.title), vocabulary.alike(&one.indicators, &other.indicators))
                }
            };
            if title.unwrap_or_default().max(own.unwrap_or_default()) < OWN_WORDS {
                return None;
            }
            let section = f64::from(same_section.contains(&(one.at.section, other.at.section)));
            let units = (!one.units.is_empty() || !other.units.is_empty()).then(|| overlap(&one.units, &other.units));
            let code = one.code.as_ref().zip(other.code.as_ref()).map(|(a, b)| f64::from(a == b));
            let score = weigh(&[
                title.map(|alike| (TITLE, alike)),
                own.map(|alike| (INDICATORS, alike)),
                Some((SECTION, section)),
                units.map(|alike| (UNITS, alike)),
                code.map(|alike| (CODE, alike)),
            ]);
            (score >= OBJECTIVES.threshold).then_some(((row, column), score))
        };
        candidates.of(row).iter().filter_map(|column| score(*column as usize)).collect::<Vec<_>>()
    };
    rows.par_iter().enumerate().map(score_row).flatten_iter().collect()
}

/// Twice what two lists share over both, from 0 to 1.
fn overlap(one: &[String], other: &[String]) -> f64 {
    let shared = one.iter().filter(|item| other.contains(item)).count();
    (2 * shared) as f64 / (one.len() + other.len()).max(1) as f64
}

/// How alike a text is to each of many, by whole words.
struct Shared<'v> {
    vocabulary: &'v Vocabulary,
    /// For each word, the texts that have it.
    with: Vec<Vec<u32>>,
    masses: Vec<f64>,
}

impl<'v> Shared<'v> {
    fn new<'w>(texts: impl Iterator<Item = &'w Words>, vocabulary: &'v Vocabulary) -> Shared<'v> {
        let mut with = vec![Vec::new(); vocabulary.len()];
        let mut masses = Vec::new();
        for (at, words) in texts.enumerate() {
            for word in words.ids() {
                with[*word as usize].push(at as u32);
            }
            masses.push(vocabulary.mass(words));
        }
        Shared { vocabulary, with, masses }
    }

    /// How alike each text is to this one.
    fn alike(&self, words: &Words) -> Vec<f64> {
        let mut alike = vec![0.0; self.masses.len()];
        for word in words.ids() {
            let weight = self.vocabulary.weight(*word);
            for at in &self.with[*word as usize] {
                alike[*at as usize] += weight;
            }
        }
        let mass = self.vocabulary.mass(words);
        for (alike, other) in alike.iter_mut().zip(&self.masses) {
            *alike = 2.0 * *alike / (mass + other).max(f64::MIN_POSITIVE);
        }
        alike
    }
}

struct SectionNode {
    title: Words,
    /// The words of its objectives' titles and indicators.
    content: Words,
    code: Option<String>,
    kind: SectionKind,
}

impl SectionNode {
    fn looked(&self) -> Looked<'_> {
        Looked { texts: [&self.title, &self.content], code: self.code.as_deref() }
    }
}

fn section_nodes(plan: &Plan, nodes: &[Node<'_>], vocabulary: &mut Vocabulary) -> Vec<SectionNode> {
    let mut contents: Vec<Vec<&Words>> = vec![Vec::new(); plan.sections.len()];
    for node in nodes {
        contents[node.at.section].extend([&node.title, &node.indicators]);
    }
    let sections = plan.sections.iter().zip(contents);
    sections
        .map(|(section, content)| SectionNode {
            title: vocabulary.words(section.title.as_deref().unwrap_or_default()),
            content: Words::union(content.into_iter()),
            code: section.code.as_deref().map(fold),
            kind: section.kind,
        })
        .collect()
}

/// Of the objectives of each two sections, what share is paired.
fn held_in_common(
    rows: &[Node<'_>],
    columns: &[Node<'_>],
    pairs: &[(usize, usize)],
    (old_sections, new_sections): (usize, usize),
) -> HashMap<(usize, usize), f64> {
    let mut held = HashMap::new();
    let count = |nodes: &[Node<'_>], sections: usize| {
        let mut counts = vec![0; sections];
        nodes.iter().for_each(|node| counts[node.at.section] += 1);
        counts
    };
    let (of_old, of_new) = (count(rows, old_sections), count(columns, new_sections));
    for (row, column) in pairs {
        let (was, is) = (rows[*row].at.section, columns[*column].at.section);
        *held.entry((was, is)).or_insert(0.0) += 2.0 / f64::from(of_old[was] + of_new[is]);
    }
    held
}

fn match_sections(
    (rows, columns): (&[SectionNode], &[SectionNode]),
    candidates: &Candidates,
    vocabulary: &Vocabulary,
    content: &dyn Fn(usize, usize) -> f64,
) -> Vec<Pair<usize>> {
    let mut scores = Scores::new();
    for (row, one) in rows.iter().enumerate() {
        for column in candidates.of(row).iter().map(|column| *column as usize) {
            let other = &columns[column];
            let empty = one.content.is_empty() && other.content.is_empty();
            let score = weigh(&[
                vocabulary.alike(&one.title, &other.title).map(|alike| (SECTION_TITLE, alike)),
                (!empty).then(|| (SECTION_CONTENT, content(row, column))),
                one.code.as_ref().zip(other.code.as_ref()).map(|(a, b)| (SECTION_CODE, f64::from(a == b))),
                Some((SECTION_KIND, f64::from(one.kind == other.kind))),
            ]);
            if score >= SECTIONS.threshold {
                scores.insert((row, column), score);
            }
        }
    }
    let pairs = assign(&scores, SECTIONS, |_, _, _| false);
    pairs.into_iter().map(|pair| Pair { old: pair.0, new: pair.1, score: scores[&pair] }).collect()
}

fn match_indicators(one: &Node<'_>, other: &Node<'_>, vocabulary: &Vocabulary) -> Vec<Pair<usize>> {
    let measures = |own: &Indicator| {
        let unit = own.targets.first().and_then(|t| t.unit.as_deref());
        unit.map(|unit| quantity(unit).ok_or_else(|| fold(unit)))
    };
    let candidates = Candidates::new(
        (one.of_indicator.len(), other.of_indicator.len()),
        |row| one.of_indicator[row].looked(),
        |column| other.of_indicator[column].looked(),
    );
    let mut scores = Scores::new();
    for (row, own) in one.of_indicator.iter().enumerate() {
        for column in candidates.of(row).iter().map(|column| *column as usize) {
            let others = &other.of_indicator[column];
            let (a, b) = (&one.objective.indicators[row], &other.objective.indicators[column]);
            let score = weigh(&[
                vocabulary.alike(&own.name, &others.name).map(|alike| (NAME, alike)),
                vocabulary.alike(&own.algorithm, &others.algorithm).map(|alike| (ALGORITHM, alike)),
                measures(a).zip(measures(b)).map(|(a, b)| (QUANTITY, f64::from(a == b))),
                Some((POSITION, f64::from(row == column))),
            ]);
            if score >= INDICATORS_OF_A_PAIR.threshold {
                scores.insert((row, column), score);
            }
        }
    }
    let same = |of_rows: bool, at: usize, other_at: usize| {
        let own = if of_rows { &one.objective.indicators } else { &other.objective.indicators };
        let (a, b) = (&own[at], &own[other_at]);
        a.name == b.name && a.algorithm == b.algorithm && a.targets == b.targets && a.baseline == b.baseline
    };
    let pairs = assign(&scores, INDICATORS_OF_A_PAIR, same);
    pairs.into_iter().map(|pair| Pair { old: pair.0, new: pair.1, score: scores[&pair] }).collect()
}
