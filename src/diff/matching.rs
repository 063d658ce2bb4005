//! Which section, objective and indicator of one plan is which of another: every pair that could be is
//! scored, and the pairs are chosen all at once. An equal code is weak evidence.

use super::assignment::{Limits, Scores, assign};
use super::candidates::{Candidates, Looked};
use super::numbered::Numbered;
use super::sections::{held_in_common, match_sections, section_nodes};
use super::similarity::{
    ALGORITHM, CODE, HELD, INDICATORS, LEVEL, NAME, PARENT, POSITION, QUANTITY, SECTION, TITLE, UNITS, Vocabulary,
    Words, weigh,
};
use crate::grammar::measure::quantity;
use crate::labels::fold;
use crate::plan::model::{Indicator, Objective, ObjectiveKind};
use rayon::prelude::*;
use std::collections::HashSet;

/// Two nodes that are one, and how alike they are, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) score: f64,
}

/// Which node of one plan is which of another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matching {
    /// By number, as are the objectives.
    pub(crate) sections: Vec<Pair>,
    pub(crate) objectives: Vec<Pair>,
    /// For each pair of objectives, its indicators by their place in it.
    pub(crate) indicators: Vec<Vec<Pair>>,
}

/// Below 0.55, pairs of the tests' next years are as often wrong as right; a dropped and an added objective
/// of one office reach 0.5 by their office alone.
const OBJECTIVES: Limits = Limits { threshold: 0.55, margin: 0.03 };

/// Section, units and code together make no pair: title or indicators must be alike so far.
const OWN_WORDS: f64 = 0.5;

/// Within a pair of objectives there are few to choose from.
const INDICATORS_OF_A_PAIR: Limits = Limits { threshold: 0.5, margin: 0.02 };

/// Words with a slip in them may add this to what whole words alone say.
const SLIPS: f64 = 0.1;

/// Matches two plans; of their objectives those that are wanted.
pub(crate) fn matching(old: &Numbered<'_>, new: &Numbered<'_>, wanted_old: &[usize], wanted_new: &[usize]) -> Matching {
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

fn turned(pair: Pair) -> Pair {
    Pair { old: pair.new, new: pair.old, score: pair.score }
}

/// Any order of plans that does not depend on which is called old.
fn order<'p>(numbered: &Numbered<'p>) -> impl PartialOrd + use<'p> {
    let plan = numbered.plan;
    let objectives: Vec<_> = plan.objectives().map(|o| (o.code.as_deref(), o.title.as_str())).collect();
    (plan.year, plan.source.sha256.as_str(), objectives)
}

fn oriented(old: &Numbered<'_>, new: &Numbered<'_>, wanted_old: &[usize], wanted_new: &[usize]) -> Matching {
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
    let match_sections = |candidates: &Candidates, known: &[Pair], content: &dyn Fn(usize, usize) -> f64| {
        match_sections((&old_sections, &new_sections), candidates, &vocabulary, known, content)
    };
    let match_objectives = |known: &Known| {
        let scores = score_objectives((&rows, &columns), &candidates, &vocabulary, known);
        let twins = |of_rows: bool, one: usize, other: usize| {
            let nodes = if of_rows { &rows } else { &columns };
            nodes[one].says_the_same(&nodes[other])
        };
        (assign(&scores, OBJECTIVES, twins), scores)
    };
    // Sections by their words give the objectives, those the sections, and those the objectives for good: a
    // renamed area is known by what it holds.
    let sections = match_sections(&of_sections, &[], &|row, column| {
        vocabulary.alike_whole(&old_sections[row].content, &new_sections[column].content)
    });
    let (pairs, _) = match_objectives(&Known::new(&sections, None));
    let held = held_in_common((old, &rows), (new, &columns), &pairs);
    for (row, column) in held.keys() {
        of_sections.add(*row, *column);
    }
    let sections =
        match_sections(&of_sections, &sections, &|row, column| held.get(&(row, column)).copied().unwrap_or_default());
    let parents = pairs.iter().map(|(row, column)| (rows[*row].at, columns[*column].at)).collect();
    let (pairs, scores) = match_objectives(&Known::new(&sections, Some(parents)));
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
pub(super) struct Node<'p> {
    at: usize,
    pub(super) section: usize,
    above: Option<usize>,
    /// How many objectives stand above it.
    depth: usize,
    pub(super) title: Words,
    /// Names and algorithms of all its indicators.
    pub(super) indicators: Words,
    /// The same, and the titles, of the objectives below it.
    held: Words,
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

    /// A strategic objective is seldom an operational one of another year.
    fn is_of_another_level(&self, other: &Node<'_>) -> bool {
        let strategic = |node: &Node<'_>| node.objective.kind == ObjectiveKind::Strategic;
        self.depth != other.depth || strategic(self) != strategic(other)
    }

    /// Is all but the code the same?
    fn says_the_same(&self, other: &Node<'_>) -> bool {
        let (own, others) = (self.objective, other.objective);
        self.section == other.section
            && self.above == other.above
            && own.kind == others.kind
            && own.title == others.title
            && own.units == others.units
            && own.description == others.description
            && own.phases.iter().map(|phase| &phase.name).eq(others.phases.iter().map(|phase| &phase.name))
            && own.objectives.iter().map(|below| &below.title).eq(others.objectives.iter().map(|below| &below.title))
            && own.indicators.len() == others.indicators.len()
            && own.indicators.iter().zip(&others.indicators).all(|(a, b)| {
                a.name == b.name && a.algorithm == b.algorithm && a.targets == b.targets && a.baseline == b.baseline
            })
    }
}

fn nodes<'p>(plan: &Numbered<'p>, wanted: &[usize], vocabulary: &mut Vocabulary) -> Vec<Node<'p>> {
    let mut nodes = Vec::with_capacity(wanted.len());
    for number in wanted {
        let Some(at) = plan.objectives.get(*number) else { continue };
        let objective = at.objective;
        let title = vocabulary.words(&objective.title);
        let of_indicator = of_indicators(objective, vocabulary);
        let indicators = Words::union(of_indicator.iter().flat_map(|own| [&own.name, &own.algorithm]));
        vocabulary.count(&Words::union([&title, &indicators].into_iter()));
        let mut units: Vec<String> = objective.units.iter().map(|unit| fold(unit)).collect();
        units.sort_unstable();
        units.dedup();
        nodes.push(Node {
            at: *number,
            section: at.section,
            above: at.above,
            depth: plan.lineage(*number).count(),
            title,
            indicators,
            held: held(objective, vocabulary),
            units,
            code: objective.code.as_deref().map(fold),
            objective,
            of_indicator,
        });
    }
    nodes
}

fn of_indicators(objective: &Objective, vocabulary: &mut Vocabulary) -> Vec<IndicatorWords> {
    let words = |indicator: &Indicator| IndicatorWords {
        name: vocabulary.words(&indicator.name),
        algorithm: vocabulary.words(indicator.algorithm.text.as_deref().unwrap_or_default()),
    };
    objective.indicators.iter().map(words).collect()
}

/// The words of the objectives below one.
fn held(objective: &Objective, vocabulary: &mut Vocabulary) -> Words {
    let mut parts = Vec::new();
    for below in objective.all().skip(1) {
        parts.push(vocabulary.words(&below.title));
        parts.extend(of_indicators(below, vocabulary).into_iter().flat_map(|own| [own.name, own.algorithm]));
    }
    Words::union(parts.iter())
}

/// How carefully words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Whole words only: enough to know a section by its objectives.
    Whole,
    /// Words with a slip in them, too.
    Slips,
}

/// What is known of two plans before their objectives are compared.
struct Known {
    sections: HashSet<(usize, usize)>,
    /// Objectives that are one, by number: the parents of others.
    parents: Option<HashSet<(usize, usize)>>,
    care: Care,
}

impl Known {
    /// At first only whole words are compared, and no parent is known.
    fn new(sections: &[Pair], parents: Option<HashSet<(usize, usize)>>) -> Known {
        Known {
            sections: sections.iter().map(|pair| (pair.old, pair.new)).collect(),
            care: if parents.is_some() { Care::Slips } else { Care::Whole },
            parents,
        }
    }

    /// Do two objectives stand below the same one? `None` where neither stands below any, or it is not known yet.
    fn same_parent(&self, one: &Node<'_>, other: &Node<'_>) -> Option<bool> {
        let parents = self.parents.as_ref()?;
        match (one.above, other.above) {
            (None, None) => None,
            (Some(one), Some(other)) => Some(parents.contains(&(one, other))),
            _ => Some(false),
        }
    }
}

fn score_objectives(
    (rows, columns): (&[Node<'_>], &[Node<'_>]),
    candidates: &Candidates,
    vocabulary: &Vocabulary,
    known: &Known,
) -> Scores {
    let shared = candidates.are_all().then(|| {
        let titles = Shared::new(columns.iter().map(|node| &node.title), vocabulary);
        (titles, Shared::new(columns.iter().map(|node| &node.indicators), vocabulary))
    });
    let score_row = |(row, one): (usize, &Node<'_>)| {
        let of_all = shared.as_ref().map(|(titles, own)| (titles.alike(&one.title), own.alike(&one.indicators)));
        let score = |column: usize| {
            let other = &columns[column];
            let whole = match &of_all {
                Some((titles, own)) => (titles[column], own[column]),
                None => (
                    vocabulary.alike_whole(&one.title, &other.title),
                    vocabulary.alike_whole(&one.indicators, &other.indicators),
                ),
            };
            let score = likeness(one, other, whole, vocabulary, known)?;
            (score >= OBJECTIVES.threshold).then_some(((row, column), score))
        };
        candidates.of(row).iter().filter_map(|column| score(*column as usize)).collect::<Vec<_>>()
    };
    rows.par_iter().enumerate().map(score_row).flatten_iter().collect()
}

/// How alike two objectives are, of whose titles and indicators it is known how alike they are by whole words; `None`
/// where they cannot be one.
fn likeness(
    one: &Node<'_>,
    other: &Node<'_>,
    (title, own): (f64, f64),
    vocabulary: &Vocabulary,
    known: &Known,
) -> Option<f64> {
    let held = vocabulary.alike(&one.held, &other.held);
    let is_deep = held.is_some() || one.above.is_some() || other.above.is_some();
    // What can still come: context, and words with a slip in them.
    let context = SECTION + UNITS + CODE + SLIPS + if is_deep { HELD + PARENT } else { 0.0 };
    let bound = TITLE.mul_add(title, INDICATORS * own) + context;
    let of_held = held.unwrap_or_default();
    if bound < OBJECTIVES.threshold || title.max(own).max(of_held) + SLIPS < OWN_WORDS {
        return None;
    }
    let (title, own) = match known.care {
        Care::Whole => (Some(title), Some(own)),
        Care::Slips => {
            (vocabulary.alike(&one.title, &other.title), vocabulary.alike(&one.indicators, &other.indicators))
        }
    };
    if title.unwrap_or_default().max(own.unwrap_or_default()).max(of_held) < OWN_WORDS {
        return None;
    }
    let section = f64::from(known.sections.contains(&(one.section, other.section)));
    let units = (!one.units.is_empty() || !other.units.is_empty()).then(|| overlap(&one.units, &other.units));
    let code = one.code.as_ref().zip(other.code.as_ref()).map(|(a, b)| f64::from(a == b));
    Some(weigh(&[
        title.map(|alike| (TITLE, alike)),
        own.map(|alike| (INDICATORS, alike)),
        Some((SECTION, section)),
        units.map(|alike| (UNITS, alike)),
        code.map(|alike| (CODE, alike)),
        held.map(|alike| (HELD, alike)),
        known.same_parent(one, other).map(|same| (PARENT, f64::from(same))),
        one.is_of_another_level(other).then_some((LEVEL, 0.0)),
    ]))
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

fn match_indicators(one: &Node<'_>, other: &Node<'_>, vocabulary: &Vocabulary) -> Vec<Pair> {
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
