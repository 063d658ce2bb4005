//! ALB101 area-weights-sum: the weights of sibling objectives do not sum to what the document's own convention says

use super::common::sums;
use crate::check::finding::Findings;
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB101",
    name: "area-weights-sum",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "The weights of sibling objectives do not sum to what the document's own convention says",
        it: "I pesi di obiettivi fratelli non sommano a quanto vuole la convenzione del documento",
    },
    reason: Text {
        en: "A weight is an objective's share; where shares do not make a whole, the result is worth more or less than it says. What makes a whole is the document's own convention: the sum (100, 1, 10, 1000) and the scope that most of its groups follow; factors sum to nothing. Rounding excuses half a unit of the last printed decimal of each weight, at most 0.5 % of the sum. Where no more than half of the groups agree, one warning says so. Not raised where a weight is missing: ALB103 says that.",
        it: "Il peso è la quota di un obiettivo; se le quote non fanno l'intero, il risultato vale più o meno di quanto dichiara. Che cosa sia l'intero lo dice la convenzione del documento: la somma (100, 1, 10, 1000) e l'ambito che la maggior parte dei gruppi segue; i fattori non sommano a nulla. L'arrotondamento scusa mezza unità dell'ultimo decimale stampato di ogni peso, al più lo 0,5 % della somma. Dove non concorda più della metà dei gruppi, lo dice un solo avviso. Non segnalato dove manca un peso: lo dice ALB103.",
    },
    wrong: Text { en: "Three objectives of 33,33, 33,33 and 30,00", it: "Tre obiettivi di 33,33, 33,33 e 30,00" },
    right: Text { en: "Three objectives of 33,33, 33,33 and 33,34", it: "Tre obiettivi di 33,33, 33,33 e 33,34" },
    sources: &[Source::WeightedSums],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for convention in &subject.conventions().objectives {
        let what = say!(subject, "objectives", "degli obiettivi");
        sums(subject, convention, &what, "objectives", findings);
    }
}
