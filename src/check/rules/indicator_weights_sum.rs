//! ALB102 indicator-weights-sum: indicator weights do not sum to what the document's own convention says

use super::common::sums;
use crate::check::finding::Findings;
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB102",
    name: "indicator-weights-sum",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "Indicator weights do not sum to what the document's own convention says",
        it: "I pesi degli indicatori non sommano a quanto vuole la convenzione del documento",
    },
    reason: Text {
        en: "Indicators are weighed together in each objective, in each manager's sheet, in each section, or over the whole document, and sum to 100, 1, 10 or 1000: what most groups of the document follow is its convention, and the message tells it. Rounding excuses half a unit of the last printed decimal of each weight, at most 0.5 % of the sum. Not raised where a weight is missing: ALB103 says that.",
        it: "Gli indicatori sono pesati insieme in ogni obiettivo, in ogni scheda di un responsabile, in ogni sezione o nell'intero documento, e sommano a 100, 1, 10 o 1000: ciò che segue la maggior parte dei gruppi è la convenzione del documento, e il messaggio la dice. L'arrotondamento scusa mezza unità dell'ultimo decimale stampato di ogni peso, al più lo 0,5 % della somma. Non segnalato dove manca un peso: lo dice ALB103.",
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
    for convention in &subject.conventions().indicators {
        let what = say!(subject, "indicators", "degli indicatori");
        sums(subject, convention, &what, "", findings);
    }
}
