//! JUnit XML: a suite a file, a case a finding; a file that could not be read is an error, one without findings a
//! case that passed.

use super::{Checked, harmless};
use crate::check::finding::Finding;
use std::fmt::Write;

/// The findings of all documents.
#[must_use]
pub fn render(documents: &[Checked]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"albero\">\n");
    for document in documents {
        let (file, findings) = (escaped(&document.file), document.findings());
        let errors = usize::from(document.outcome.is_err());
        let (tests, failures) = (findings.len().max(1), findings.len());
        let _ = writeln!(
            out,
            "  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"
        );
        match &document.outcome {
            Err(error) => {
                let error = escaped(error);
                let _ = writeln!(
                    out,
                    "    <testcase name=\"read\" classname=\"{file}\"><error message=\"{error}\"/></testcase>"
                );
            }
            Ok(_) if findings.is_empty() => {
                let _ = writeln!(out, "    <testcase name=\"check\" classname=\"{file}\"/>");
            }
            Ok(_) => findings.iter().for_each(|finding| case(&mut out, &file, finding)),
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, file: &str, finding: &Finding) {
    let node = finding.node.as_deref().map(|node| format!(" {node}")).unwrap_or_default();
    let name = escaped(&format!("{} {}{node}", finding.code, finding.name));
    let (severity, message) = (finding.severity.name(), escaped(&finding.message));
    let text = escaped(&[finding.quoted.as_deref().unwrap_or_default(), &finding.help].join("\n"));
    let _ = writeln!(
        out,
        "    <testcase name=\"{name}\" classname=\"{file}\"><failure type=\"{severity}\" message=\"{message}\">{text}</failure></testcase>"
    );
}

/// Text of a document within XML, as text or attribute: no control character is allowed in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push_str(&harmless(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}
