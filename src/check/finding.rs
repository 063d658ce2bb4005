//! Findings, how rules hand them in, and the findings JSON.

use super::rule::{Rule, Severity};
use super::subject::{Node, Subject};
use crate::labels::fold;
use crate::plan::model::{Generator, Location, Source};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashMap;

/// The name of this JSON's schema.
pub const FINDINGS_SCHEMA: &str = "albero/findings/1";

/// What `check` found in one document, or in several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Albero della Performance: findings", extend("$id" = "urn:albero:findings:1"))]
pub struct Report {
    /// Always `albero/findings/1`.
    #[schemars(extend("const" = FINDINGS_SCHEMA))]
    pub schema: Cow<'static, str>,
    /// The program that wrote this JSON.
    pub generator: Generator,
    /// The document that was checked; null where there were several, which `documents` then lists.
    pub source: Option<Source>,
    /// How many findings of each severity.
    pub summary: Summary,
    /// By position in the document, then by code.
    pub findings: Vec<Finding>,
    /// Findings hidden by a baseline; absent where none was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineUse>,
    /// Where several documents were checked, each of them, in the order given; absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<CheckedDocument>>,
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl Summary {
    /// Counts findings.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Summary {
        let mut summary = Summary::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Info => summary.infos += 1,
            }
        }
        summary
    }
}

/// What a baseline hid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BaselineUse {
    /// Findings not listed, being in the baseline.
    pub hidden: usize,
    /// Fingerprints in the baseline that nothing matches any longer.
    pub unmatched: Vec<String>,
}

/// One of several documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckedDocument {
    /// As given on the command line.
    pub file: String,
    /// The document; null where it could not be read.
    pub source: Option<Source>,
    /// How many findings of each severity it has.
    pub summary: Summary,
    /// Why it could not be read; null where it was.
    pub error: Option<String>,
}

/// A signal to look at, with the printed words: never a judgement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The rule's code: `ALB302`.
    pub code: Cow<'static, str>,
    /// The rule's name: `target-inverted`.
    pub name: Cow<'static, str>,
    /// How grave it is.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// The section's code (its title where it has none), the objective's code or the indicator's id; null
    /// for the whole document.
    pub node: Option<String>,
    /// JSON Pointer (RFC 6901) into the plan JSON: the field where there is one, else the node; empty for
    /// the whole document.
    pub pointer: String,
    /// Where the node is printed, an entry a page.
    pub locations: Vec<Location>,
    /// The printed words that the finding is about; null where there are none (a weight that is missing, a
    /// page without text).
    pub quoted: Option<String>,
    /// What to do.
    pub help: String,
    /// Stable from run to run and from print to print: depends on rule, node and words, on no page or line.
    pub fingerprint: String,
    /// Where several documents were checked, the one that this is about, as given; absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// What a rule says of a node.
pub(super) struct Draft<'a> {
    pub(super) node: Node<'a>,
    /// The field of the node, as the end of a JSON Pointer.
    pub(super) field: String,
    pub(super) quoted: Option<String>,
    pub(super) message: String,
    pub(super) help: String,
    /// Where it is not the rule's.
    pub(super) severity: Option<Severity>,
    /// Where they are not the node's.
    pub(super) locations: Option<Vec<Location>>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(node: impl Into<Node<'a>>, message: String, help: String) -> Draft<'a> {
        Draft { node: node.into(), field: String::new(), quoted: None, message, help, severity: None, locations: None }
    }

    /// Points to a field of the node.
    pub(super) fn at(mut self, field: impl Into<String>) -> Draft<'a> {
        self.field = field.into();
        self
    }

    /// Points to a field of the node, and quotes its printed words.
    pub(super) fn quote(mut self, field: impl Into<String>, words: impl Into<String>) -> Draft<'a> {
        self.quoted = Some(words.into());
        self.at(field)
    }

    pub(super) fn severity(mut self, severity: Severity) -> Draft<'a> {
        self.severity = Some(severity);
        self
    }

    pub(super) fn locations(mut self, locations: Vec<Location>) -> Draft<'a> {
        self.locations = Some(locations);
        self
    }
}

/// Takes the findings of one rule after the other.
pub(super) struct Findings<'a> {
    drafts: Vec<(&'static Rule, Draft<'a>)>,
    rule: &'static Rule,
}

impl<'a> Findings<'a> {
    pub(super) fn add(&mut self, draft: Draft<'a>) {
        self.drafts.push((self.rule, draft));
    }
}

/// Runs rules over a plan; findings by position, then by code.
pub(super) fn run(rules: &[&'static Rule], subject: &Subject<'_>) -> Vec<Finding> {
    let mut drafts = Vec::new();
    for rule in rules {
        let mut findings = Findings { drafts, rule };
        (rule.check)(subject, &mut findings);
        drafts = findings.drafts;
    }
    drafts.sort_by(|(a_rule, a), (b_rule, b)| {
        a.node.position().cmp(&b.node.position()).then(a_rule.code.cmp(b_rule.code))
    });
    // The same words twice on one node are told apart by their order.
    let mut seen: HashMap<String, usize> = HashMap::new();
    let finding = |(rule, draft): (&'static Rule, Draft<'_>)| {
        let name = draft.node.name();
        let identity = format!(
            "{}\n{}\n{}",
            rule.code,
            name.as_deref().unwrap_or_default(),
            fold(draft.quoted.as_deref().unwrap_or(&draft.field))
        );
        let times = seen.entry(identity.clone()).and_modify(|times| *times += 1).or_insert(0);
        let digest = Sha256::digest(format!("{identity}\n{times}"));
        let pointer = match draft.field.as_str() {
            "" => subject.pointer(&draft.node).to_owned(),
            field => format!("{}/{field}", subject.pointer(&draft.node)),
        };
        Finding {
            code: rule.code.into(),
            name: rule.name.into(),
            severity: subject.settings.severity_of(rule).or(draft.severity).unwrap_or(rule.severity),
            message: draft.message,
            node: name,
            pointer,
            locations: draft.locations.unwrap_or_else(|| draft.node.locations()),
            quoted: draft.quoted,
            help: draft.help,
            fingerprint: digest.iter().take(FINGERPRINT_BYTES).map(|byte| format!("{byte:02x}")).collect(),
            file: None,
        }
    };
    drafts.into_iter().map(finding).collect()
}

/// Enough that two of a million findings rarely share one.
const FINGERPRINT_BYTES: usize = 8;
