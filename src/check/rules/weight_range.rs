//! ALB104 weight-range: a weight of 0 or less, or over the sum of the document's convention

use super::common::printed;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};
use crate::check::weights::{Convention, departs, number};
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "ALB104",
    name: "weight-range",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "A weight of 0 or less, or over the sum of the document's convention; a sole child that is not that sum",
        it: "Un peso pari o inferiore a 0, o superiore alla somma del documento; un figlio unico che non la pesa",
    },
    reason: Text {
        en: "A weight is a share of what the document's weights sum to (100, 1, ...): nothing weighs nothing, or more than the whole, and what stands alone in a group that sums by itself is the whole.",
        it: "Il peso è una quota di ciò a cui i pesi del documento sommano (100, 1, ...): nulla pesa zero o più dell'intero, e ciò che sta da solo in un gruppo che somma per sé è l'intero.",
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
    let conventions = subject.conventions();
    for convention in conventions.objectives.iter().chain(&conventions.indicators) {
        for group in &convention.groups {
            let alone = group.members.len() == 1;
            for (node, weight) in &group.members {
                let Some(weight) = weight else { continue };
                weighed(subject, convention, (*node, *weight), alone, findings);
            }
        }
    }
}

fn weighed<'a>(
    subject: &Subject<'_>,
    convention: &Convention<'a>,
    (node, weight): (Node<'a>, Decimal),
    alone: bool,
    findings: &mut Findings<'a>,
) {
    let (told, sum) = (number(weight, subject.lang), convention.sum());
    let most = number(sum.unwrap_or_default(), subject.lang);
    let message = if weight <= Decimal::ZERO {
        say!(
            subject,
            "a weight of {told}: what counts weighs more than 0",
            "un peso di {told}: ciò che conta pesa più di 0"
        )
    } else if sum.is_some_and(|sum| weight > sum) {
        say!(
            subject,
            "a weight of {told}: in this document weights sum to {most}",
            "un peso di {told}: in questo documento i pesi sommano a {most}"
        )
    } else if alone && sum.is_some_and(|sum| departs(&[weight], sum, subject)) {
        say!(
            subject,
            "weighs {told} though it stands alone, where weights sum to {most}",
            "pesa {told} benché sia unico, dove i pesi sommano a {most}"
        )
    } else {
        return;
    };
    let help = say!(
        subject,
        "correct the weight, or look for a lost sibling",
        "correggere il peso, o cercare un fratello perso"
    );
    findings.add(Draft::new(node, message, help).quote("weight", printed(&[weight])));
}
