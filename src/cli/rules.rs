//! `albero rules`

use super::args::{RulesArguments, RulesFormat};
use super::lang::lang;
use super::output::{Failure, write};
use super::{width, words};
use albero::check::registry::RULES;
use albero::check::rule::{Counts, Rule};
use albero::output::text::fitted;
use serde_json::{Value, json};

pub(crate) fn run(arguments: &RulesArguments) -> Result<(), Failure> {
    let lang = lang();
    write(None, |out| match arguments.output_format {
        RulesFormat::Text => RULES.iter().try_for_each(|rule| {
            let remark = remark(rule).map(|remark| format!(" ({remark})")).unwrap_or_default();
            let severity = rule.severity.told(lang);
            let head = format!("{} {:<24} {severity:<8}", rule.code, rule.name);
            let summary = format!("{}{remark}", rule.summary.get(lang));
            match width(None) {
                // Beside the head it would be a narrow column: it stands below.
                Some(columns) if head.len() + summary.chars().count() >= columns => {
                    let told = format!("{}\n  {summary}", head.trim_end());
                    out.write_all(fitted(&told, Some(columns), 0).as_bytes())
                }
                _ => writeln!(out, "{head} {summary}"),
            }
        }),
        RulesFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &RULES.iter().map(|rule| entry(rule)).collect::<Vec<_>>())?;
            out.write_all(b"\n")
        }
    })
}

/// What to know before counting on a rule.
pub(crate) fn remark(rule: &Rule) -> Option<String> {
    let remarks =
        [(!rule.on).then(words::off_by_default), (rule.counts == Counts::Documents).then(words::one_a_document)];
    let remarks: Vec<String> = remarks.into_iter().flatten().collect();
    (!remarks.is_empty()).then(|| remarks.join("; "))
}

fn entry(rule: &Rule) -> Value {
    json!({
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "on": rule.on,
        "needs": rule.needs,
        "counts": rule.counts,
        "since": rule.since,
        "renamed_from": rule.renamed_from,
        "summary": rule.summary,
        "reason": rule.reason,
        "wrong": rule.wrong,
        "right": rule.right,
        "sources": rule.sources,
    })
}
