//! `albero rules`

use super::args::{RulesArguments, RulesFormat};
use super::config;
use super::output::{Failure, write};
use albero::check::registry::RULES;
use albero::check::rule::{Counts, Rule};
use albero::language::Lang;
use serde_json::{Value, json};

pub(crate) fn run(arguments: &RulesArguments) -> Result<(), Failure> {
    let lang = config::lang(arguments.lang, None, config::locale());
    write(None, |out| match arguments.output_format {
        RulesFormat::Text => RULES.iter().try_for_each(|rule| {
            let remark = remark(rule, lang).map(|remark| format!(" ({remark})")).unwrap_or_default();
            let severity = rule.severity.name();
            writeln!(out, "{} {:<24} {severity:<8} {}{remark}", rule.code, rule.name, rule.summary.get(lang))
        }),
        RulesFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &RULES.iter().map(|rule| entry(rule)).collect::<Vec<_>>())?;
            out.write_all(b"\n")
        }
    })
}

/// What to know before counting on a rule.
pub(crate) fn remark(rule: &Rule, lang: Lang) -> Option<String> {
    let off = match lang {
        Lang::En => "off by default",
        Lang::It => "disattivata se non scelta",
    };
    let one = match lang {
        Lang::En => "one finding a document",
        Lang::It => "una segnalazione per documento",
    };
    let remarks = [(!rule.on).then_some(off), (rule.counts == Counts::Documents).then_some(one)];
    let remarks: Vec<&str> = remarks.into_iter().flatten().collect();
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
