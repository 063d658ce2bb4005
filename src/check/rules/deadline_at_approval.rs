//! ALB604 deadline-at-approval: a deadline before, or within 15 days after, the act that approves the plan

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Subject, say};
use jiff::Span;

pub(super) static RULE: Rule = Rule {
    code: "ALB604",
    name: "deadline-at-approval",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A deadline before, or within 15 days after, the act that approves the plan",
        it: "Una scadenza prima dell'atto che approva il piano, o entro 15 giorni dopo",
    },
    reason: Text { en: "It was met, or lost, when it was set.", it: "Era raggiunta, o persa, quando fu fissata." },
    wrong: Text {
        en: "Entro 31/01/2023 in a plan approved on 30/01/2023",
        it: "Entro 31/01/2023 in un piano approvato il 30/01/2023",
    },
    right: Text {
        en: "Entro 31/03/2023 in a plan approved on 30/01/2023",
        it: "Entro 31/03/2023 in un piano approvato il 30/01/2023",
    },
    sources: &[],
    check,
};

/// Days after the approval in which nothing can be done any more.
const DAYS: i32 = 15;

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(approval) = subject.plan.approval.as_ref().and_then(|a| a.date) else { return };
    let Ok(last) = approval.checked_add(Span::new().days(DAYS)) else { return };
    for at in subject.indicators() {
        for (index, target) in at.indicator.targets.iter().enumerate() {
            if target.date().is_some_and(|date| date <= last) {
                let text = &target.text;
                let message = say!(
                    subject,
                    "{text}, in a plan approved on {approval}",
                    "{text}, in un piano approvato il {approval}"
                );
                let help = say!(subject, "set a deadline that lies ahead", "fissare una scadenza futura");
                findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), text.as_str()));
            }
        }
    }
}
