//! SARIF 2.1.0: the node in `logicalLocations`, page and box in `properties`, the fingerprint in
//! `partialFingerprints`.

use super::Checked;
use crate::check::finding::Finding;
use crate::check::registry::RULES;
use crate::check::rule::{Rule, Severity};
use crate::language::Lang;
use crate::model::Location;
use serde_json::{Value, json};

/// One run with the findings of all documents, and a notification for each that could not be read.
#[must_use]
pub fn render(documents: &[Checked], lang: Lang) -> Value {
    let results: Vec<Value> = documents
        .iter()
        .flat_map(|document| document.findings().iter().map(|finding| result(&document.file, finding)))
        .collect();
    let failures: Vec<Value> = documents
        .iter()
        .filter_map(|document| {
            let error = document.outcome.as_ref().err()?;
            let location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri(&document.file) } } });
            Some(json!({ "level": "error", "message": { "text": error }, "locations": [location] }))
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| descriptor(rule, lang)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": failures.is_empty(),
                "toolExecutionNotifications": failures,
            }],
            "results": results,
        }],
    })
}

fn descriptor(rule: &Rule, lang: Lang) -> Value {
    let reason = rule.reason.get(lang);
    let help: Vec<&str> = [reason].into_iter().chain(rule.sources.iter().map(|source| source.cite(lang))).collect();
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary.get(lang) },
        "fullDescription": { "text": reason },
        "help": { "text": help.join("\n") },
        "defaultConfiguration": { "enabled": rule.on, "level": level(rule.severity) },
    })
}

fn result(file: &str, finding: &Finding) -> Value {
    let logical = finding
        .node
        .as_ref()
        .map(|node| json!([{ "name": node, "fullyQualifiedName": finding.pointer, "kind": "element" }]));
    let artifact = json!({ "uri": uri(file) });
    let mut locations: Vec<Value> = finding.locations.iter().map(|at| location(&artifact, at)).collect();
    if locations.is_empty() {
        locations.push(json!({
            "physicalLocation": { "artifactLocation": artifact, "region": { "startLine": 1 } }
        }));
    }
    for (location, logical) in locations.iter_mut().zip(logical.iter().cycle()) {
        location["logicalLocations"] = logical.clone();
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": locations,
        "partialFingerprints": { "albero/v1": finding.fingerprint },
        "properties": { "pointer": finding.pointer, "quoted": finding.quoted, "help": finding.help },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    result
}

fn location(artifact: &Value, at: &Location) -> Value {
    let mut physical = json!({ "artifactLocation": artifact });
    // GitHub shows no result without a region; a PDF has no lines, so its page stands for one.
    physical["region"] = match at.lines {
        Some([start, end]) => json!({ "startLine": start, "endLine": end }),
        None => json!({ "startLine": at.page }),
    };
    let mut properties = json!({ "page": at.page });
    if let Some(bbox) = at.bbox {
        properties["bbox"] = json!(bbox);
    }
    json!({ "physicalLocation": physical, "properties": properties })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A relative reference: everything but unreserved characters and the slash is escaped.
fn uri(path: &str) -> String {
    let kept = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    path.bytes().map(|b| if kept(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
