//! ALB103 weight-missing: an indicator, or an operational objective, with no printed weight

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{IndicatorAt, Node, ObjectiveAt, Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB103",
    name: "weight-missing",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "An indicator, or an operational objective, with no printed weight",
        it: "Un indicatore, o un obiettivo operativo, senza peso stampato",
    },
    reason: Text {
        en: "Without its weight a result cannot be summed with its siblings'. A warning where nothing beside it is weighed (a single indicator may go without saying), an error where a sibling has a weight.",
        it: "Senza peso un risultato non si può sommare a quelli accanto. Un avviso dove nulla accanto è pesato (un indicatore unico può sottintenderlo), un errore dove un fratello ha un peso.",
    },
    wrong: Text {
        en: "Two indicators, of which one weighs 100,00 and the other prints no weight",
        it: "Due indicatori, di cui uno pesa 100,00 e l'altro non ha peso",
    },
    right: Text { en: "A single indicator with (Peso: 100,00%)", it: "Un indicatore unico con (Peso: 100,00%)" },
    sources: &[Source::WeightedSums],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for section in subject.sections() {
        let operational = || section.objectives().filter(|o| o.is_operational());
        let weighed = operational().any(|o| o.objective.weight.is_some());
        for objective in operational().filter(|o| o.objective.weight.is_none()) {
            add(subject, objective.into(), weighed, findings);
        }
        for objective in operational() {
            scope(subject, || objective.indicators(), findings);
        }
        scope(
            subject,
            || section.objectives().filter(|o| !o.is_operational()).flat_map(ObjectiveAt::indicators),
            findings,
        );
    }
}

fn scope<'a, I: Iterator<Item = IndicatorAt<'a>>>(
    subject: &Subject<'_>,
    indicators: impl Fn() -> I,
    findings: &mut Findings<'a>,
) {
    let weighed = indicators().any(|i| i.indicator.weight.is_some());
    for indicator in indicators().filter(|i| i.indicator.weight.is_none()) {
        add(subject, indicator.into(), weighed, findings);
    }
}

fn add<'a>(subject: &Subject<'_>, node: Node<'a>, weighed: bool, findings: &mut Findings<'a>) {
    let message = if weighed {
        say!(subject, "no weight, though a sibling has one", "manca il peso, che un fratello ha")
    } else {
        say!(subject, "no weight is printed", "non è stampato alcun peso")
    };
    let help = say!(subject, "print the weight, 100 where it stands alone", "stampare il peso, 100 se è unico");
    let severity = if weighed { Severity::Error } else { Severity::Warning };
    findings.add(Draft::new(node, message, help).severity(severity).at("weight"));
}
