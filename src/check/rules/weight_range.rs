//! ALB104 weight-range: a weight of 0 or less, or over 100; a sole child that is not 100

use super::common::{printed, within};
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, ObjectiveAt, Subject, say};
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "ALB104",
    name: "weight-range",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "A weight of 0 or less, or over 100; a sole child that is not 100",
        it: "Un peso pari o inferiore a 0, o superiore a 100; un figlio unico che non pesa 100",
    },
    reason: Text {
        en: "A weight is a share in percent: nothing weighs nothing, or more than the whole, and what stands alone is the whole.",
        it: "Il peso è una quota percentuale: nulla pesa zero o più dell'intero, e ciò che sta da solo è l'intero.",
    },
    wrong: Text {
        en: "The only indicator of an objective with (Peso: 50,00%)",
        it: "L'unico indicatore di un obiettivo con (Peso: 50,00%)",
    },
    right: Text {
        en: "The only indicator of an objective with (Peso: 100,00%)",
        it: "L'unico indicatore di un obiettivo con (Peso: 100,00%)",
    },
    sources: &[Source::WeightedSums],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for section in subject.sections() {
        let operational = || section.objectives().filter(|o| o.is_operational());
        scope(subject, operational().map(|o| (o.into(), o.objective.weight)).collect(), findings);
        for objective in operational() {
            scope(subject, objective.indicators().map(|i| (i.into(), i.indicator.weight)).collect(), findings);
        }
        let sheet = section.objectives().filter(|o| !o.is_operational()).flat_map(ObjectiveAt::indicators);
        scope(subject, sheet.map(|i| (i.into(), i.indicator.weight)).collect(), findings);
    }
}

/// Nodes that are weighed together.
fn scope<'a>(subject: &Subject<'_>, children: Vec<(Node<'a>, Option<Decimal>)>, findings: &mut Findings<'a>) {
    let alone = children.len() == 1;
    for (node, weight) in children {
        let Some(weight) = weight else { continue };
        let message = if weight <= Decimal::ZERO || weight > Decimal::ONE_HUNDRED {
            say!(
                subject,
                "a weight of {weight}: it is a share, over 0 and up to 100",
                "un peso di {weight}: è una quota, maggiore di 0 e fino a 100"
            )
        } else if alone && !within(weight, Decimal::ONE_HUNDRED, subject.settings.tolerance) {
            say!(subject, "weighs {weight} though it stands alone", "pesa {weight} benché sia unico")
        } else {
            continue;
        };
        let help = say!(
            subject,
            "correct the weight, or look for a lost sibling",
            "correggere il peso, o cercare un fratello perso"
        );
        findings.add(Draft::new(node, message, help).quote("weight", printed(&[weight])));
    }
}
