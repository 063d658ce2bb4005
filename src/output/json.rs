//! The findings JSON: of one document as the contract has it; of several with the documents listed, and
//! each finding naming its own.

use super::Checked;
use crate::check::finding::{BaselineUse, CheckedDocument, FINDINGS_SCHEMA, Finding, Report, Summary};
use crate::model::Generator;

/// The findings of all documents, and what could not be read.
#[must_use]
pub fn report(documents: &[Checked], baseline: Option<BaselineUse>) -> Report {
    let several = documents.len() > 1;
    // One shape for one file and for many: a script over `*.pdf` does not break on the day there is one.
    let findings: Vec<Finding> = documents
        .iter()
        .flat_map(|d| d.findings().iter().map(|f| Finding { file: Some(d.file.clone()), ..f.clone() }))
        .collect();
    let listed = documents.iter().map(|d| CheckedDocument {
        file: d.file.clone(),
        source: d.source().cloned(),
        summary: Summary::of(d.findings()),
        error: d.outcome.as_ref().err().cloned(),
    });
    Report {
        schema: FINDINGS_SCHEMA.into(),
        generator: Generator::this(),
        source: documents.first().filter(|_| !several).and_then(|d| d.source().cloned()),
        summary: Summary::of(&findings),
        findings,
        baseline,
        documents: Some(listed.collect()),
    }
}
