//! ALB101 area-weights-sum: the weights of a section's objectives do not sum to 100

use super::common::{all_printed, printed, wrong_sum};
use crate::check::finding::{Draft, Findings};
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
        en: "The weights of a section's objectives do not sum to 100",
        it: "I pesi degli obiettivi di una sezione non sommano a 100",
    },
    reason: Text {
        en: "A weight is an objective's share of its section; where shares do not make a whole, the section's result is worth more or less than it says. Compared in exact decimals, within a tolerance (0.05 unless set). Not raised where a weight is missing: ALB103 says that.",
        it: "Il peso è la quota di un obiettivo nella sua sezione; se le quote non fanno l'intero, il risultato della sezione vale più o meno di quanto dichiara. Confronto in decimali esatti, con una tolleranza (0,05 se non impostata). Non segnalato dove manca un peso: lo dice ALB103.",
    },
    wrong: Text { en: "Three objectives of 33,33, 33,33 and 30,00", it: "Tre obiettivi di 33,33, 33,33 e 30,00" },
    right: Text { en: "Three objectives of 33,33, 33,33 and 33,34", it: "Tre obiettivi di 33,33, 33,33 e 33,34" },
    sources: &[Source::WeightedSums],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for section in subject.sections() {
        let objectives = section.objectives().filter(|o| o.is_operational());
        let Some(weights) = all_printed(objectives.map(|o| o.objective.weight)) else { continue };
        if let Some(sum) = wrong_sum(&weights, subject) {
            let message = say!(
                subject,
                "the weights of the objectives sum to {sum}, not to 100",
                "i pesi degli obiettivi sommano a {sum}, non a 100"
            );
            let help = say!(
                subject,
                "correct a weight, or look for an objective that is missing",
                "correggere un peso, o cercare un obiettivo che manca"
            );
            findings.add(Draft::new(section, message, help).quote("objectives", printed(&weights)));
        }
    }
}
