//! ALB801 result-missing: a report: an indicator without a result

use super::common::lacking_everywhere;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{IndicatorAt, Node, Subject, say};
use crate::plan::model::PlanKind;

pub(super) static RULE: Rule = Rule {
    code: "ALB801",
    name: "result-missing",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "A report: an indicator without a result", it: "Una relazione: un indicatore senza risultato" },
    reason: Text {
        en: "A report tells what was reached of each indicator. Where none has a result, one finding says so.",
        it: "Una relazione dice che cosa si è raggiunto di ogni indicatore. Dove nessuno ha un risultato, lo dice una sola segnalazione.",
    },
    wrong: Text { en: "Target >= 80 %, Consuntivo empty", it: "Target >= 80 %, Consuntivo vuoto" },
    right: Text { en: "Target >= 80 %, Consuntivo 85 %", it: "Target >= 80 %, Consuntivo 85 %" },
    sources: &[Source::Dlgs150Report],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    if subject.plan.kind != Some(PlanKind::Report) {
        return;
    }
    let without = |at: &IndicatorAt<'_>| at.indicator.results.is_empty() && at.parent.objective.results.is_empty();
    let help = || say!(subject, "print what was reached", "stampare che cosa si è raggiunto");
    if let Some(count) = lacking_everywhere(subject.indicators(), without).filter(|count| *count > 1) {
        let message =
            say!(subject, "none of {count} indicators has a result", "nessuno dei {count} indicatori ha un risultato");
        findings.add(Draft::new(Node::Document, message, help()).at("results"));
        return;
    }
    for at in subject.indicators().filter(without) {
        let message = say!(subject, "the report gives no result", "la relazione non dà un risultato");
        findings.add(Draft::new(at, message, help()).quote("results", at.indicator.name.as_str()));
    }
}
