//! What every part of a document's page looks things up in.

use super::anchors;
use super::asked::Asked;
use crate::check::finding::Finding;
use crate::check::rule::Severity;
use crate::diff::report::{Diff, Status};
use crate::language::{Lang, Text};
use crate::output::harmless_lines;
use crate::plan::model::{Location, Plan};
use crate::plan::walk::{At, Walk};
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};

/// A document under the pen.
pub(super) struct Look<'a> {
    pub(super) asked: &'a Asked,
    pub(super) plan: &'a Plan,
    pub(super) walk: Walk<'a>,
    pub(super) lang: Lang,
    /// Before every address of this document.
    prefix: String,
    /// By node number.
    ids: Vec<String>,
    /// By node number: which findings stand there.
    findings: Vec<Vec<usize>>,
    /// Findings of the whole document.
    pub(super) of_document: Vec<usize>,
    /// By pointer: what became of a node, and the number of the entry that tells of it.
    changed: HashMap<&'a str, (Status, usize)>,
    /// Pages that there is a picture of.
    pictured: BTreeSet<u32>,
}

impl<'a> Look<'a> {
    pub(super) fn new(asked: &'a Asked, changes: Option<&'a Diff>) -> Look<'a> {
        let walk = Walk::of(&asked.plan);
        let prefix = asked.number.map(|number| format!("{number}:")).unwrap_or_default();
        let ids = anchors::of(&walk, &prefix);
        let numbers: HashMap<String, usize> = walk.nodes().map(|at| (at.pointer(), at.number())).collect();
        let mut findings = vec![Vec::new(); ids.len()];
        let mut of_document = Vec::new();
        for (index, finding) in asked.findings.iter().enumerate() {
            match node_of(&finding.pointer, &numbers) {
                Some(number) => findings[number].push(index),
                None => of_document.push(index),
            }
        }
        let entries = changes.map_or(&[][..], |diff| &diff.objectives).iter().enumerate();
        let changed = entries.flat_map(|(index, entry)| {
            let own = entry.new_pointer.as_deref().map(|pointer| (pointer, (entry.status, index)));
            let below =
                entry.indicators.iter().filter_map(move |own| Some((own.new_pointer.as_deref()?, (own.status, index))));
            own.into_iter().chain(below)
        });
        let changed = changed.collect();
        let pictured = asked.pictures.iter().map(|picture| picture.page).collect();
        Look { asked, plan: &asked.plan, walk, lang: asked.lang, prefix, ids, findings, of_document, changed, pictured }
    }

    pub(super) fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// The address of a node.
    pub(super) fn id(&self, at: At<'_, '_>) -> &str {
        self.ids.get(at.number()).map_or("", String::as_str)
    }

    /// The address of a node as its own document alone would have it.
    pub(super) fn bare_id(&self, at: At<'_, '_>) -> &str {
        let id = self.id(at);
        id.strip_prefix(self.prefix.as_str()).unwrap_or(id)
    }

    /// The address of a part of the page: `_findings`.
    pub(super) fn own_id(&self, name: &str) -> String {
        format!("{}{}{name}", anchors::OWN, self.prefix)
    }

    /// The findings that stand at a node, with their numbers.
    pub(super) fn findings_at(&self, at: At<'_, '_>) -> impl Iterator<Item = (usize, &'a Finding)> + use<'a, '_> {
        let numbers = self.findings.get(at.number()).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|number| Some((*number, self.asked.findings.get(*number)?)))
    }

    /// What became of a node, and the address of what tells of it.
    pub(super) fn change_of(&self, at: At<'_, '_>) -> Option<(Status, String)> {
        let (status, entry) = self.changed.get(at.pointer().as_str())?;
        Some((*status, self.own_id(&format!("change-{entry}"))))
    }

    pub(super) fn is_pictured(&self, page: u32) -> bool {
        self.pictured.contains(&page)
    }

    /// A level of headings below the document's own.
    pub(super) fn level(&self, below: usize) -> usize {
        // One document's title is the page's; of several each has the second level.
        let own = if self.asked.number.is_some() { 2 } else { 1 };
        (own + below).min(6)
    }

    /// Where a node stands: `page 7`, `page 7, lines 18–30`.
    pub(super) fn place(&self, at: &Location) -> String {
        let page = format!("{} {}", self.say(super::words::PAGE), at.page);
        match at.lines {
            Some([first, last]) if first == last => format!("{page}, {} {first}", self.say(super::words::LINES)),
            Some([first, last]) => format!("{page}, {} {first}–{last}", self.say(super::words::LINES)),
            None => page,
        }
    }

    pub(super) fn number(&self, number: Decimal) -> String {
        match self.lang {
            Lang::En => number.to_string(),
            Lang::It => number.to_string().replace('.', ","),
        }
    }
}

/// The number of the node that a pointer leads to or through.
fn node_of(pointer: &str, numbers: &HashMap<String, usize>) -> Option<usize> {
    let mut rest = pointer;
    loop {
        if let Some(number) = numbers.get(rest) {
            return Some(*number);
        }
        rest = rest.rsplit_once('/')?.0;
    }
}

/// Text of a document as the page may show it: nothing that turns the writing round or that nobody sees. Escaping is the
/// template's.
pub(super) fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    harmless_lines(text)
}

pub(super) fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => super::words::ERROR,
        Severity::Warning => super::words::WARNING,
        Severity::Info => super::words::INFO,
    }
}
