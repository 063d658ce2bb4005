//! Findings that are known already: kept by fingerprint in a file that people read and give reasons in.

use super::finding::{BaselineUse, Finding};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The file's first lines.
const HEAD: &str = "# Findings that are known, by `albero check --write-baseline`. `--baseline` hides them.\n\
                    # Write in `reason` why each may stand; it is kept when the file is written again.\n\n";

/// A file of known findings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// In the order of the document.
    #[serde(default)]
    pub known: Vec<Known>,
}

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// What it is known by.
    pub fingerprint: String,
    /// The rule, for the reader.
    #[serde(default)]
    pub code: String,
    /// The node, for the reader.
    #[serde(default)]
    pub node: String,
    /// The printed words, for the reader.
    #[serde(default)]
    pub quoted: String,
    /// Why it may stand.
    #[serde(default)]
    pub reason: String,
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    /// What is no TOML, or no baseline, with its line.
    pub fn from_toml(text: &str) -> Result<Baseline, toml::de::Error> {
        toml::from_str(text)
    }

    /// Makes a baseline of findings; an earlier one gives the reasons.
    #[must_use]
    pub fn of(findings: &[Finding], earlier: &Baseline) -> Baseline {
        let reason = |fingerprint: &str| earlier.known.iter().find(|k| k.fingerprint == fingerprint);
        let known = findings.iter().map(|finding| Known {
            fingerprint: finding.fingerprint.clone(),
            code: finding.code.to_string(),
            node: finding.node.clone().unwrap_or_default(),
            quoted: finding.quoted.clone().unwrap_or_default(),
            reason: reason(&finding.fingerprint).map(|k| k.reason.clone()).unwrap_or_default(),
        });
        Baseline { known: known.collect() }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// None that can occur: texts are valid TOML.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        Ok(format!("{HEAD}{}", toml::to_string(self)?))
    }

    /// Takes known findings out, and says how many there were and which entries nothing matched.
    pub fn hide(&self, findings: &mut Vec<Finding>) -> BaselineUse {
        let known: HashSet<&str> = self.known.iter().map(|k| k.fingerprint.as_str()).collect();
        let mut matched: HashSet<String> = HashSet::new();
        let before = findings.len();
        findings.retain(|finding| {
            let is_known = known.contains(finding.fingerprint.as_str());
            if is_known {
                matched.insert(finding.fingerprint.clone());
            }
            !is_known
        });
        let unmatched = self.known.iter().map(|k| &k.fingerprint).filter(|f| !matched.contains(*f));
        BaselineUse { hidden: before - findings.len(), unmatched: unmatched.cloned().collect() }
    }
}
