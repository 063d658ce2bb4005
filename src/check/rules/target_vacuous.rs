//! ALB303 target-vacuous: a target met by any value: `>= 0`, a share `<= 100 %`

use super::common::{may_exceed, may_fall};
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::grammar::measure::{Quantity, quantity};
use crate::plan::model::Comparator;
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "ALB303",
    name: "target-vacuous",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "A target met by any value: `>= 0`, a share `<= 100 %`",
        it: "Un target raggiunto da qualunque valore: `>= 0`, una quota `<= 100 %`",
    },
    reason: Text { en: "What cannot be missed does not measure.", it: "Ciò che non si può mancare non misura." },
    wrong: Text { en: ">= 0,00 %", it: ">= 0,00 %" },
    right: Text { en: "<= 0,00 N.", it: "<= 0,00 N." },
    sources: &[Source::Dlgs150Art5],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        for (index, target) in at.indicator.targets.iter().enumerate() {
            let (Some(value), Some(comparator)) = (target.value(), target.comparator()) else { continue };
            let unit = target.unit.as_deref().and_then(quantity);
            let never_negative = || unit.is_none_or(|u| u != Quantity::Money && u != Quantity::Other) && !may_fall(at);
            let vacuous = match comparator {
                Comparator::AtLeast => value <= Decimal::ZERO && never_negative(),
                Comparator::Above => value < Decimal::ZERO && never_negative(),
                Comparator::AtMost => unit == Some(Quantity::Share) && value == Decimal::ONE_HUNDRED && !may_exceed(at),
                _ => false,
            };
            if vacuous {
                let text = &target.text;
                let message =
                    say!(subject, "any value meets the target {text}", "qualunque valore raggiunge il target {text}");
                let help = say!(subject, "give a value that can be missed", "dare un valore che si possa mancare");
                findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), text.as_str()));
            }
        }
    }
}
