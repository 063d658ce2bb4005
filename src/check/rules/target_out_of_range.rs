//! ALB304 target-out-of-range: a share over 100 %, a negative time or count, a target outside a printed scale

use super::common::{absolute, may_exceed, may_fall};
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{IndicatorAt, Subject, say};
use crate::grammar::measure::{Quantity, quantity};
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "ALB304",
    name: "target-out-of-range",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A share over 100 %, a negative time or count, a target outside a printed scale",
        it: "Una quota oltre il 100 %, un tempo o conteggio negativo, un target fuori dalla scala stampata",
    },
    reason: Text {
        en: "Such a value cannot be reached, or cannot be missed. Growth (`incremento`, `variazione`) may pass 100 % and 0.",
        it: "Un tale valore non si può raggiungere, o non si può mancare. Una crescita (`incremento`, `variazione`) può passare il 100 % e lo 0.",
    },
    wrong: Text { en: "Percentuale di pratiche evase >= 110 %", it: "Percentuale di pratiche evase >= 110 %" },
    right: Text { en: "Incremento dei follower >= 110 %", it: "Incremento dei follower >= 110 %" },
    sources: &[Source::Dlgs150Art5],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        let scale = printed_scale(at);
        // Looked up only where it matters.
        let (falls, exceeds) = (|| may_fall(at), || may_exceed(at));
        for (index, target) in at.indicator.targets.iter().enumerate() {
            let unit = target.unit.as_deref().and_then(quantity);
            let values = || [absolute(target), target.upper()].into_iter().flatten();
            let scale = scale.filter(|_| matches!(unit, Some(Quantity::Count | Quantity::Score) | None));
            let below = |low: Decimal| values().any(|value| value < low);
            let above = |high: Decimal| values().any(|value| value > high);
            let out = match (unit, scale) {
                (_, Some((low, high))) => below(low) || above(high),
                (Some(Quantity::Share), _) => {
                    below(Decimal::ZERO) && !falls() || above(Decimal::ONE_HUNDRED) && !exceeds()
                }
                (Some(Quantity::Duration | Quantity::Count), _) => below(Decimal::ZERO) && !falls(),
                _ => false,
            };
            if !out {
                continue;
            }
            let text = &target.text;
            let message = match scale {
                Some((low, high)) => {
                    say!(
                        subject,
                        "{text} is outside the printed scale {low}-{high}",
                        "{text} è fuori dalla scala stampata {low}-{high}"
                    )
                }
                None => say!(subject, "{text} is a value that cannot be", "{text} è un valore impossibile"),
            };
            let help =
                say!(subject, "correct the value or its unit of measure", "correggere il valore o l'unità di misura");
            findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), text.as_str()));
        }
    }
}

/// `scala 1-5`, `scala da 1 a 10` in the name or the algorithm.
fn printed_scale(at: IndicatorAt<'_>) -> Option<(Decimal, Decimal)> {
    let read = |text: &str| {
        let after = text.find("scala").or_else(|| text.find("Scala")).map(|at| &text[at + "scala".len()..])?;
        let numbers: Vec<Decimal> = after
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | ')' | '(' | ','))
            .filter(|word| !word.is_empty() && !matches!(*word, "da" | "a" | "di"))
            .map_while(|word| word.parse().ok())
            .take(2)
            .collect();
        match numbers.as_slice() {
            [low, high] if low < high => Some((*low, *high)),
            _ => None,
        }
    };
    read(&at.indicator.name).or_else(|| read(at.indicator.algorithm.text.as_deref()?))
}
