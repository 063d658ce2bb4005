//! ALB102 indicator-weights-sum: indicator weights do not sum to 100 in their scope

use super::common::{all_printed, printed, wrong_sum};
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{IndicatorAt, Node, ObjectiveAt, Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB102",
    name: "indicator-weights-sum",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "Indicator weights do not sum to 100 in their scope",
        it: "I pesi degli indicatori non sommano a 100 nel loro ambito",
    },
    reason: Text {
        en: "The scope of an operational objective's indicators is the objective; that of individual ones the whole P.O. sheet, whose indicators are weighed together. Exact decimals, within the tolerance. Not raised where a weight is missing: ALB103 says that.",
        it: "L'ambito degli indicatori di un obiettivo operativo è l'obiettivo; di quelli individuali l'intera scheda di P.O., i cui indicatori sono pesati insieme. Decimali esatti, entro la tolleranza. Non segnalato dove manca un peso: lo dice ALB103.",
    },
    wrong: Text {
        en: "An objective with two indicators of 50,00 and 40,00",
        it: "Un obiettivo con due indicatori da 50,00 e 40,00",
    },
    right: Text {
        en: "A P.O. sheet whose four indicators weigh 40, 40, 10 and 10, under three objectives",
        it: "Una scheda di P.O. i cui quattro indicatori pesano 40, 40, 10 e 10, sotto tre obiettivi",
    },
    sources: &[Source::WeightedSums],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for section in subject.sections() {
        for objective in section.objectives().filter(|o| o.is_operational()) {
            scope(subject, objective.into(), objective.indicators(), findings);
        }
        let sheet = section.objectives().filter(|o| !o.is_operational()).flat_map(ObjectiveAt::indicators);
        scope(subject, section.into(), sheet, findings);
    }
}

fn scope<'a>(
    subject: &Subject<'_>,
    node: Node<'a>,
    indicators: impl Iterator<Item = IndicatorAt<'a>>,
    findings: &mut Findings<'a>,
) {
    let Some(weights) = all_printed(indicators.map(|i| i.indicator.weight)) else { return };
    if let Some(sum) = wrong_sum(&weights, subject) {
        let message = say!(
            subject,
            "the weights of the indicators sum to {sum}, not to 100",
            "i pesi degli indicatori sommano a {sum}, non a 100"
        );
        let help = say!(
            subject,
            "correct a weight, or look for an indicator that is missing",
            "correggere un peso, o cercare un indicatore che manca"
        );
        findings.add(Draft::new(node, message, help).quote("", printed(&weights)));
    }
}
