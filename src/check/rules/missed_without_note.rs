//! ALB804 missed-without-note: the result misses the target, and no note says why

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::grammar::measure::is_same;
use crate::plan::model::{Comparator, Reached, Target, TargetKind};

pub(super) static RULE: Rule = Rule {
    code: "ALB804",
    name: "missed-without-note",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "The result misses the target, and no note says why",
        it: "Il risultato manca il target, e nessuna nota dice perché",
    },
    reason: Text {
        en: "The gap between target and result is what a report is to explain.",
        it: "Lo scostamento tra target e risultato è ciò che una relazione deve spiegare.",
    },
    wrong: Text {
        en: "Target >= 80 %, Consuntivo 65 %, Note empty",
        it: "Target >= 80 %, Consuntivo 65 %, Note vuote",
    },
    right: Text {
        en: "Target >= 80 %, Consuntivo 65 %, Note: personale in malattia",
        it: "Target >= 80 %, Consuntivo 65 %, Note: personale in malattia",
    },
    sources: &[Source::Dlgs150Report],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators().filter(|at| at.indicator.notes.is_none() && at.parent.objective.notes.is_none()) {
        for (index, result) in at.indicator.results.iter().enumerate() {
            let target = at.indicator.targets.iter().find(|t| t.year == result.year || at.indicator.targets.len() == 1);
            let Some(target) = target.filter(|target| misses(target, result)) else { continue };
            let (wanted, got) = (&target.text, result.text.as_deref().unwrap_or_default());
            let message = say!(
                subject,
                "{got} misses the target {wanted}, and no note says why",
                "{got} manca il target {wanted}, e nessuna nota dice perché"
            );
            let help = say!(subject, "say why", "dire perché");
            findings.add(Draft::new(at, message, help).quote(format!("results/{index}"), got));
        }
    }
}

/// Does the result fall short of what the target says? Never where their units differ.
fn misses(target: &Target, result: &Reached) -> bool {
    if let Some((wanted, got)) = target.date().zip(result.date) {
        return target.comparator() == Some(Comparator::AtMost) && got > wanted;
    }
    let same = target.unit.as_deref().zip(result.unit.as_deref()).is_some_and(|(one, other)| is_same(one, other));
    let Some((wanted, got)) =
        target.value().zip(result.value).filter(|_| same && target.kind() == TargetKind::Threshold)
    else {
        return false;
    };
    match target.comparator() {
        Some(Comparator::AtLeast) => got < wanted,
        Some(Comparator::Above) => got <= wanted,
        Some(Comparator::AtMost) => got > wanted,
        Some(Comparator::Below) => got >= wanted,
        _ => false,
    }
}
