//! GitLab code quality: a list of issues, each with its fingerprint, file and line.

use super::Checked;
use crate::check::rule::Severity;
use serde_json::{Value, json};

/// The findings of all documents. A PDF has no lines: its pages stand in their place.
#[must_use]
pub fn render(documents: &[Checked]) -> Value {
    let issues = documents.iter().flat_map(|document| {
        document.findings().iter().map(|finding| {
            let first = finding.locations.first();
            let line = first.map_or(1, |at| at.lines.map_or(at.page, |[start, _]| start));
            let node = finding.node.as_deref().map(|node| format!("{node}: ")).unwrap_or_default();
            json!({
                "description": format!("{node}{}", finding.message),
                "check_name": finding.code,
                "fingerprint": finding.fingerprint,
                "severity": match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                "location": { "path": document.file, "lines": { "begin": line } },
            })
        })
    });
    issues.collect()
}
