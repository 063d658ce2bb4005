//! ALB202 algorithm-repeats-name: the algorithm only repeats the indicator's name

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Subject, say};
use crate::labels::fold;

pub(super) static RULE: Rule = Rule {
    code: "ALB202",
    name: "algorithm-repeats-name",
    severity: Severity::Info,
    on: false,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "The algorithm only repeats the indicator's name",
        it: "L'algoritmo ripete soltanto il nome dell'indicatore",
    },
    reason: Text {
        en: "A name says what is measured, not how. Off by default: most plans do it for counts and dates.",
        it: "Un nome dice che cosa si misura, non come. Disattivata: quasi tutti i piani lo fanno per conteggi e date.",
    },
    wrong: Text { en: "Stato di attuazione | Stato di attuazione", it: "Stato di attuazione | Stato di attuazione" },
    right: Text {
        en: "Stato di attuazione | N. fasi attuate / N. fasi previste",
        it: "Stato di attuazione | N. fasi attuate / N. fasi previste",
    },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for indicator in subject.indicators() {
        let Some(text) = indicator.indicator.algorithm.text.as_deref() else { continue };
        if fold(text) == fold(&indicator.indicator.name) {
            let message = say!(subject, "the algorithm repeats the name", "l'algoritmo ripete il nome");
            let help = say!(subject, "say how it is computed", "dire come si calcola");
            findings.add(Draft::new(indicator, message, help).quote("algorithm/text", text));
        }
    }
}
