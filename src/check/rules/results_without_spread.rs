//! ALB803 results-without-spread: all objectives of a report are at 100 %, or all alike: the measure tells nothing apart

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};
use crate::check::weights::number;
use crate::plan::model::PlanKind;
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "ALB803",
    name: "results-without-spread",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Documents,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "All objectives of a report are at 100 %, or all alike: the measure tells nothing apart",
        it: "Tutti gli obiettivi di una relazione sono al 100 %, o tutti uguali: la misura non distingue nulla",
    },
    reason: Text {
        en: "Where everything is reached to the same degree, targets were easy or results are not measured.",
        it: "Dove tutto è raggiunto nello stesso grado, i target erano facili o i risultati non sono misurati.",
    },
    wrong: Text { en: "Twenty indicators, all at 100 %", it: "Venti indicatori, tutti al 100 %" },
    right: Text { en: "Some at 100 %, some at 85 %", it: "Alcuni al 100 %, alcuni all'85 %" },
    sources: &[Source::Dlgs150Spread],
    check,
};

/// Fewer may be alike by chance.
const FEWEST: usize = 5;

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    if subject.plan.kind != Some(PlanKind::Report) {
        return;
    }
    let of_objectives = subject.objectives().flat_map(|at| &at.objective.results);
    let results = of_objectives.chain(subject.indicators().flat_map(|at| &at.indicator.results));
    let degrees: Vec<Decimal> = results.filter_map(|result| result.achieved.as_ref()?.value).collect();
    let Some(first) = degrees.first().filter(|first| degrees.len() >= FEWEST && degrees.iter().all(|d| d == *first))
    else {
        return;
    };
    let (count, degree) = (degrees.len(), number(first.normalize(), subject.lang));
    let message = say!(
        subject,
        "all {count} degrees of achievement are {degree}",
        "tutti i {count} gradi di raggiungimento sono {degree}"
    );
    let help = say!(subject, "look whether the targets ask enough", "guardare se i target chiedono abbastanza");
    findings.add(Draft::new(Node::Document, message, help));
}
