//! ALB110 objective-without-indicator: an objective with no indicator

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB110",
    name: "objective-without-indicator",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text { en: "An objective with no indicator", it: "Un obiettivo senza indicatori" },
    reason: Text {
        en: "Without an indicator nobody can tell whether an objective was reached.",
        it: "Senza indicatore nessuno può dire se un obiettivo è stato raggiunto.",
    },
    wrong: Text {
        en: "Obiettivo operativo 02.01 with no row below it",
        it: "Obiettivo operativo 02.01 senza righe sotto",
    },
    right: Text { en: "Obiettivo operativo 02.01 with one row", it: "Obiettivo operativo 02.01 con una riga" },
    sources: &[Source::Dlgs150Art4],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for objective in subject.objectives().filter(|o| o.objective.indicators.is_empty()) {
        let message = say!(subject, "the objective has no indicator", "l'obiettivo non ha indicatori");
        let help = say!(subject, "add one, or look for a lost page", "aggiungerne uno, o cercare una pagina persa");
        findings.add(Draft::new(objective, message, help).quote("indicators", objective.objective.title.as_str()));
    }
}
