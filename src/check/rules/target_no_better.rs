//! ALB305 target-no-better: a target no better than the printed baseline

use super::common::{absolute, direction, same_unit};
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::grammar::measure::{Quantity, quantity};
use crate::polarity::Direction;
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "ALB305",
    name: "target-no-better",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A target no better than the printed baseline",
        it: "Un target non migliore del valore di partenza stampato",
    },
    reason: Text {
        en: "An objective brings an improvement. By the indicator's polarity, else by the comparator; a deadline is compared by day and month, and is worse when later. Not raised where the baseline is as good as can be (100 %, 0).",
        it: "Un obiettivo porta un miglioramento. Secondo il verso dell'indicatore, altrimenti il segno; una scadenza si confronta per giorno e mese, ed è peggiore se più tarda. Non segnalato dove il valore di partenza è già il migliore possibile (100 %, 0).",
    },
    wrong: Text {
        en: "Valore 2022: 85,00 %, Target 2023: >= 80,00 %",
        it: "Valore 2022: 85,00 %, Target 2023: >= 80,00 %",
    },
    right: Text {
        en: "Valore 2022: 85,00 %, Target 2023: >= 90,00 %",
        it: "Valore 2022: 85,00 %, Target 2023: >= 90,00 %",
    },
    sources: &[Source::Dlgs150Art5, Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        let (Some(baseline), Some(target)) = (&at.indicator.baseline, at.indicator.targets.first()) else { continue };
        let no_better = match (baseline.value, absolute(target)) {
            (Some(before), Some(after)) => {
                let unit = baseline.unit.as_deref().zip(target.unit.as_deref()).filter(|(b, t)| same_unit(b, t));
                let Some((unit, direction)) = unit.map(|(unit, _)| quantity(unit)).zip(direction(subject, at, target))
                else {
                    continue;
                };
                match direction {
                    Direction::Higher => {
                        after <= before
                            && !(unit == Some(Quantity::Share) && before == Decimal::ONE_HUNDRED && after == before)
                    }
                    Direction::Lower => after >= before && !(before.is_zero() && after.is_zero()),
                }
            }
            _ => match (baseline.date, target.date()) {
                // Each by its day in its own year.
                (Some(before), Some(after)) => (after.month(), after.day()) > (before.month(), before.day()),
                _ => false,
            },
        };
        if no_better {
            let (before, after) = (&baseline.text, &target.text);
            let message = say!(
                subject,
                "{after} is no better than last year's {before}",
                "{after} non è meglio del valore di partenza {before}"
            );
            let help = say!(
                subject,
                "raise the target, or say why it may stay",
                "alzare il target, o dire perché può restare"
            );
            findings.add(Draft::new(at, message, help).quote("targets/0", after.as_str()));
        }
    }
}
