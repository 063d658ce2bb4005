//! ALB201 algorithm-missing: an indicator with no algorithm

use super::common::lacking_everywhere;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB201",
    name: "algorithm-missing",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text { en: "An indicator with no algorithm", it: "Un indicatore senza algoritmo" },
    reason: Text {
        en: "Who does not know how it is computed cannot compute it again.",
        it: "Chi non sa come si calcola non può rifare il calcolo.",
    },
    wrong: Text { en: "An empty cell under Algoritmo", it: "Una cella vuota sotto Algoritmo" },
    right: Text { en: "N. pratiche evase / N. pratiche pervenute", it: "N. pratiche evase / N. pratiche pervenute" },
    sources: &[Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    // One indicator is no column.
    let without = lacking_everywhere(subject.indicators(), |i| i.indicator.algorithm.text.is_none());
    if let Some(count) = without.filter(|count| *count > 1) {
        let message = say!(
            subject,
            "none of {count} indicators has an algorithm",
            "nessuno dei {count} indicatori ha un algoritmo"
        );
        let help = say!(subject, "say how each is computed", "dire come si calcola ciascuno");
        findings.add(Draft::new(Node::Document, message, help).at("algorithm").severity(Severity::Info));
        return;
    }
    for indicator in subject.indicators().filter(|i| i.indicator.algorithm.text.is_none()) {
        let message = say!(subject, "no algorithm is given", "l'algoritmo manca");
        let help = say!(subject, "say how the indicator is computed", "dire come si calcola l'indicatore");
        findings.add(Draft::new(indicator, message, help).quote("algorithm", indicator.indicator.name.as_str()));
    }
}
