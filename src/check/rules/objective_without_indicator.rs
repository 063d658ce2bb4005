//! ALB110 objective-without-indicator: an objective with no indicator

use super::common::lacking_everywhere;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, ObjectiveAt, Subject, say};

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
    let without = |o: &ObjectiveAt<'_>| o.objective.indicators.is_empty() && o.objective.objectives.is_empty();
    let lowest = || subject.objectives().filter(|o| o.objective.objectives.is_empty());
    // One objective is no habit.
    if let Some(count) = lacking_everywhere(lowest(), without).filter(|count| *count > 1) {
        let message = say!(
            subject,
            "none of {count} objectives has an indicator",
            "nessuno dei {count} obiettivi ha un indicatore"
        );
        let help = say!(subject, "say how each is measured", "dire come si misura ciascuno");
        findings.add(Draft::new(Node::Document, message, help).at("indicators").severity(Severity::Info));
        return;
    }
    for objective in subject.objectives().filter(without) {
        let message = say!(subject, "the objective has no indicator", "l'obiettivo non ha indicatori");
        let help = say!(subject, "add one, or look for a lost page", "aggiungerne uno, o cercare una pagina persa");
        findings.add(Draft::new(objective, message, help).quote("indicators", objective.objective.title.as_str()));
    }
}
