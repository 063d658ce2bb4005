//! ALB302 target-inverted: the comparator runs against the indicator's polarity

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::plan::model::{Comparator, TargetKind};
use crate::polarity::Direction;

pub(super) static RULE: Rule = Rule {
    code: "ALB302",
    name: "target-inverted",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "The comparator runs against the indicator's polarity",
        it: "Il segno del target è contrario al verso dell'indicatore",
    },
    reason: Text {
        en: "A duration, cost, delay, error or complaint is to be at most so much; a coverage, satisfaction, share done or count of services at least so much. Turned round, the worst result meets the target. What is measured has the direction, not a word in it: a share of complaints handled is to be high, a reduction of times, too. The message gives the words that decided; where words, unit of measure and formula disagree, or none is known, nothing is raised.",
        it: "Una durata, un costo, un ritardo, un errore o un reclamo devono essere al massimo tanto; una copertura, una soddisfazione, una quota svolta o un numero di servizi almeno tanto. Col segno rovesciato, il risultato peggiore raggiunge il target. Ha un verso ciò che si misura, non una parola del nome: una quota di reclami evasi dev'essere alta, una riduzione dei tempi anche. Il messaggio dà le parole che hanno deciso; dove parole, unità di misura e formula discordano, o non ce n'è di note, non si segnala nulla.",
    },
    wrong: Text {
        en: "Durata media dei procedimenti conclusi: >= 100,00 gg",
        it: "Durata media dei procedimenti conclusi: >= 100,00 gg",
    },
    right: Text {
        en: "Durata media dei procedimenti conclusi: <= 100,00 gg",
        it: "Durata media dei procedimenti conclusi: <= 100,00 gg",
    },
    sources: &[Source::Dlgs150Art5],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        let Some(polarity) = subject.polarity(at).filter(|p| p.is_sure()) else { continue };
        for (index, target) in
            at.indicator.targets.iter().enumerate().filter(|(_, t)| t.kind() == TargetKind::Threshold)
        {
            let against = matches!(
                (polarity.direction, target.comparator()),
                (Direction::Lower, Some(Comparator::AtLeast | Comparator::Above))
                    | (Direction::Higher, Some(Comparator::AtMost | Comparator::Below))
            );
            if !against {
                continue;
            }
            let (words, text) = (&polarity.words, &target.text);
            let message = match polarity.direction {
                Direction::Lower => say!(
                    subject,
                    "less is better (from \"{words}\"), but the target is at least: {text}",
                    "meno è meglio (da \"{words}\"), ma il target è almeno: {text}"
                ),
                Direction::Higher => say!(
                    subject,
                    "more is better (from \"{words}\"), but the target is at most: {text}",
                    "più è meglio (da \"{words}\"), ma il target è al massimo: {text}"
                ),
            };
            let help =
                say!(subject, "turn the comparator round, if so meant", "rovesciare il segno, se così si intende");
            findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), text.as_str()));
        }
    }
}
