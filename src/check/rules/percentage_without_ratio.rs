//! ALB203 percentage-without-ratio: a target in % with no denominator

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::grammar::measure::{Quantity, quantity};

pub(super) static RULE: Rule = Rule {
    code: "ALB203",
    name: "percentage-without-ratio",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "A target in % with no denominator", it: "Un target in % senza denominatore" },
    reason: Text {
        en: "A percentage is a part of something: where the algorithm does not say of what, two people compute two values.",
        it: "Una percentuale è parte di qualcosa: se l'algoritmo non dice di che cosa, due persone calcolano due valori.",
    },
    wrong: Text { en: "Stato di attuazione del piano, >= 90 %", it: "Stato di attuazione del piano, >= 90 %" },
    right: Text {
        en: "N. fasi attuate / N. fasi previste, >= 90 %",
        it: "N. fasi attuate / N. fasi previste, >= 90 %",
    },
    sources: &[Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        let algorithm = &at.indicator.algorithm;
        let Some(text) = algorithm.text.as_deref().filter(|_| algorithm.denominator.is_none()) else { continue };
        let share = at.indicator.targets.iter().any(|t| t.unit.as_deref().and_then(quantity) == Some(Quantity::Share));
        // `richieste evase / totale richieste`, `n. email gestite su n. email ricevute` are ratios too, though
        // not printed as such.
        let inline = [" / ", "/n", "/N", " su n", " su N", " sul totale"].iter().any(|sign| text.contains(sign));
        if share && !inline {
            let message = say!(
                subject,
                "a target in percent, but the algorithm has no denominator",
                "un target in percentuale, ma l'algoritmo non ha denominatore"
            );
            let help = say!(subject, "say what it is a percentage of", "dire di che cosa è percentuale");
            findings.add(Draft::new(at, message, help).quote("algorithm/text", text));
        }
    }
}
