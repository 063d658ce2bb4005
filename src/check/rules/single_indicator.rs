//! ALB114 single-indicator: one indicator measures the whole objective

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB114",
    name: "single-indicator",
    severity: Severity::Info,
    on: false,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "One indicator measures the whole objective",
        it: "Un solo indicatore misura l'intero obiettivo",
    },
    reason: Text {
        en: "A single measure is easily reached without its objective. Off by default: most plans have many such.",
        it: "Una misura sola si raggiunge facilmente senza il suo obiettivo. Disattivata: quasi tutti i piani ne hanno molti.",
    },
    wrong: Text { en: "An objective with one row", it: "Un obiettivo con una riga" },
    right: Text { en: "An objective with two rows", it: "Un obiettivo con due righe" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for objective in subject.objectives() {
        if let [indicator] = objective.objective.indicators.as_slice() {
            let message = say!(
                subject,
                "one indicator measures the whole objective",
                "un solo indicatore misura l'intero obiettivo"
            );
            let help = say!(subject, "consider a second one", "valutarne un secondo");
            findings.add(Draft::new(objective, message, help).quote("indicators/0/name", indicator.name.as_str()));
        }
    }
}
