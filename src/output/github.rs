//! GitHub annotations: a workflow command a finding, on one line.

use super::Checked;
use crate::check::finding::Finding;
use crate::check::rule::Severity;
use std::fmt::Write;

/// The findings of all documents, and an error for each that could not be read.
#[must_use]
pub fn render(documents: &[Checked]) -> String {
    let mut out = String::new();
    for document in documents {
        if let Err(error) = &document.outcome {
            let _ = writeln!(out, "::error file={},title=albero::{}", property(&document.file), data(error));
        }
        for finding in document.findings() {
            annotation(&mut out, &document.file, finding);
        }
    }
    out
}

fn annotation(out: &mut String, file: &str, finding: &Finding) {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let _ = write!(out, "::{command} file={}", property(file));
    let first = finding.locations.first();
    if let Some([start, end]) = first.and_then(|location| location.lines) {
        let _ = write!(out, ",line={start},endLine={end}");
    }
    let title = format!("{} {}", finding.code, finding.name);
    let node = finding.node.as_deref().map(|node| format!("{node}: ")).unwrap_or_default();
    let page = first.map(|location| format!(" (p. {})", location.page)).unwrap_or_default();
    let _ = writeln!(out, ",title={}::{}", property(&title), data(&format!("{node}{}{page}", finding.message)));
}

/// A workflow command's message ends with its line.
fn data(text: &str) -> String {
    super::harmless_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property ends at a comma or colon, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
