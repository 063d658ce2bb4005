//! ALB118 responsible-missing: an operational objective for which nobody answers, neither unit nor person

use super::common::{lacking_everywhere, names_units};
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, ObjectiveAt, Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB118",
    name: "responsible-missing",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "An operational objective for which nobody answers, neither unit nor person",
        it: "Un obiettivo operativo di cui nessuno risponde, né struttura né persona",
    },
    reason: Text {
        en: "Who answers for an objective is one of the questions of the national form. Never beside ALB111, which says it where the document names units. Where nobody is named at all, one finding says so.",
        it: "Chi risponde di un obiettivo è una delle domande del Piano-tipo. Mai accanto ad ALB111, che lo dice dove il documento indica le strutture. Dove non è indicato nessuno, lo dice una sola segnalazione.",
    },
    wrong: Text {
        en: "An objective with neither unit nor manager",
        it: "Un obiettivo senza struttura né responsabile",
    },
    right: Text { en: "Responsabile: Dirigente Area 1", it: "Responsabile: Dirigente Area 1" },
    sources: &[Source::Dm132],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    if names_units(subject) {
        return;
    }
    let operational = || subject.objectives().filter(|o| o.is_operational());
    let nobody = |o: &ObjectiveAt<'_>| o.objective.units.is_empty() && o.objective.responsible.is_empty();
    let help = || say!(subject, "name who answers", "indicare chi ne risponde");
    if let Some(count) = lacking_everywhere(operational(), nobody).filter(|count| *count > 1) {
        let message = say!(
            subject,
            "nobody answers for any of {count} objectives",
            "nessuno risponde di alcuno dei {count} obiettivi"
        );
        findings.add(Draft::new(Node::Document, message, help()).at("units"));
        return;
    }
    for objective in operational().filter(nobody) {
        let message = say!(subject, "nobody answers for the objective", "nessuno risponde dell'obiettivo");
        findings.add(Draft::new(objective, message, help()).quote("units", objective.objective.title.as_str()));
    }
}
