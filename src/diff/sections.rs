//! Which section of one plan is which of another: by title, code and kind, by what it holds, and by the section above.

use super::assignment::{Limits, Scores, assign};
use super::candidates::{Candidates, Looked};
use super::matching::{Node, Pair};
use super::numbered::{Numbered, NumberedSection};
use super::similarity::{
    SECTION_CODE, SECTION_CONTENT, SECTION_KIND, SECTION_PARENT, SECTION_TITLE, Vocabulary, Words, weigh,
};
use crate::labels::fold;
use crate::plan::model::SectionKind;
use std::collections::{HashMap, HashSet};

/// A renamed area is known by its objectives.
const SECTIONS: Limits = Limits { threshold: 0.45, margin: 0.02 };

/// What of a section is compared.
pub(super) struct SectionNode {
    title: Words,
    /// The words of its objectives' titles and indicators.
    pub(super) content: Words,
    code: Option<String>,
    kind: SectionKind,
    above: Option<usize>,
}

impl SectionNode {
    pub(super) fn looked(&self) -> Looked<'_> {
        Looked { texts: [&self.title, &self.content], code: self.code.as_deref() }
    }
}

/// All sections of a plan, of whose objectives `nodes` are wanted.
pub(super) fn section_nodes(plan: &Numbered<'_>, nodes: &[Node<'_>], vocabulary: &mut Vocabulary) -> Vec<SectionNode> {
    let mut contents: Vec<Vec<&Words>> = vec![Vec::new(); plan.sections.len()];
    for node in nodes {
        // A section is known by what stands in the sections below it, too.
        for section in plan.enclosing(node.section) {
            contents[section].extend([&node.title, &node.indicators]);
        }
    }
    let sections = plan.sections.iter().zip(contents);
    sections
        .map(|(NumberedSection { section, above, .. }, content)| SectionNode {
            title: vocabulary.words(section.title.as_deref().unwrap_or_default()),
            content: Words::union(content.into_iter()),
            code: section.code.as_deref().map(fold),
            kind: section.kind,
            above: *above,
        })
        .collect()
}

/// Of the objectives of each two sections, what share is paired.
pub(super) fn held_in_common(
    (old, rows): (&Numbered<'_>, &[Node<'_>]),
    (new, columns): (&Numbered<'_>, &[Node<'_>]),
    pairs: &[(usize, usize)],
) -> HashMap<(usize, usize), f64> {
    let mut held = HashMap::new();
    let count = |plan: &Numbered<'_>, nodes: &[Node<'_>]| {
        let mut counts = vec![0; plan.sections.len()];
        nodes.iter().flat_map(|node| plan.enclosing(node.section)).for_each(|section| counts[section] += 1);
        counts
    };
    let (of_old, of_new) = (count(old, rows), count(new, columns));
    for (row, column) in pairs {
        for was in old.enclosing(rows[*row].section) {
            for is in new.enclosing(columns[*column].section) {
                *held.entry((was, is)).or_insert(0.0) += 2.0 / f64::from(of_old[was] + of_new[is]);
            }
        }
    }
    held
}

/// The pairs of sections. `known` are those of a first look, `content` says how alike is what two sections hold.
pub(super) fn match_sections(
    (rows, columns): (&[SectionNode], &[SectionNode]),
    candidates: &Candidates,
    vocabulary: &Vocabulary,
    known: &[Pair],
    content: &dyn Fn(usize, usize) -> f64,
) -> Vec<Pair> {
    let known: HashSet<(usize, usize)> = known.iter().map(|pair| (pair.old, pair.new)).collect();
    let same_parent = |one: &SectionNode, other: &SectionNode| match (one.above, other.above) {
        (None, None) => None,
        (Some(one), Some(other)) => (!known.is_empty()).then(|| known.contains(&(one, other))),
        _ => Some(false),
    };
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
                same_parent(one, other).map(|same| (SECTION_PARENT, f64::from(same))),
            ]);
            if score >= SECTIONS.threshold {
                scores.insert((row, column), score);
            }
        }
    }
    let pairs = assign(&scores, SECTIONS, |_, _, _| false);
    pairs.into_iter().map(|pair| Pair { old: pair.0, new: pair.1, score: scores[&pair] }).collect()
}
