//! ALB103 weight-missing: an indicator, or an operational objective, with no printed weight

use super::common::lacking_everywhere;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};

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
        en: "Without its weight a result cannot be summed with its siblings'. A warning where nothing beside it is weighed (a single indicator may go without saying), an error where a sibling has a weight. Where nothing in the document has one, one info says so.",
        it: "Senza peso un risultato non si può sommare a quelli accanto. Un avviso dove nulla accanto è pesato (un indicatore unico può sottintenderlo), un errore dove un fratello ha un peso. Dove nel documento non pesa nulla, lo dice una sola nota.",
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
    let operational = || subject.objectives().filter(|o| o.is_operational());
    match lacking_everywhere(operational(), |o| o.objective.weight.is_none()) {
        Some(count) => add_column(subject, count, "objectives", findings),
        None => {
            for siblings in subject.siblings() {
                let beside = || siblings.objectives.iter().filter(|o| o.is_operational());
                let weighed = beside().any(|o| o.objective.weight.is_some());
                for objective in beside().filter(|o| o.objective.weight.is_none()) {
                    add(subject, (*objective).into(), weighed, findings);
                }
            }
        }
    }
    match lacking_everywhere(subject.indicators(), |i| i.indicator.weight.is_none()) {
        Some(count) => add_column(subject, count, "indicators", findings),
        None => {
            for group in subject.conventions().indicators.iter().flat_map(|convention| &convention.groups) {
                let weighed = group.members.iter().any(|(_, weight)| weight.is_some());
                for (node, _) in group.members.iter().filter(|(_, weight)| weight.is_none()) {
                    add(subject, *node, weighed, findings);
                }
            }
        }
    }
}

fn add_column(subject: &Subject<'_>, count: usize, what: &'static str, findings: &mut Findings<'_>) {
    let message = match what {
        "objectives" => {
            say!(subject, "none of {count} objectives has a weight", "nessuno dei {count} obiettivi ha un peso")
        }
        _ => say!(subject, "none of {count} indicators has a weight", "nessuno dei {count} indicatori ha un peso"),
    };
    let help =
        say!(subject, "print weights, if results are to be summed", "stampare i pesi, se i risultati si sommano");
    findings.add(Draft::new(Node::Document, message, help).at(what).severity(Severity::Info));
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
