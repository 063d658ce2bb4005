//! What several rules ask.

use crate::check::subject::{IndicatorAt, Node, Subject};
use crate::grammar::measure::quantity;
use crate::labels::fold;
use crate::plan::model::Comparator;
use crate::plan::model::{Location, Target};
use crate::polarity::Direction;
use rust_decimal::Decimal;

/// Weights that are all printed; `None` where one is missing or there are none.
pub(super) fn all_printed(weights: impl Iterator<Item = Option<Decimal>>) -> Option<Vec<Decimal>> {
    let weights: Option<Vec<Decimal>> = weights.collect();
    weights.filter(|weights| !weights.is_empty())
}

/// Weights as printed, with a decimal comma: `33,33 33,33 33,34`.
pub(super) fn printed(weights: &[Decimal]) -> String {
    weights.iter().map(|weight| weight.to_string().replace('.', ",")).collect::<Vec<_>>().join(" ")
}

/// The sum of weights, where it is not 100 within the tolerance of the settings.
pub(super) fn wrong_sum(weights: &[Decimal], subject: &Subject<'_>) -> Option<Decimal> {
    let sum: Decimal = weights.iter().sum();
    Some(sum).filter(|sum| (*sum - Decimal::ONE_HUNDRED).abs() > subject.settings.tolerance)
}

/// Every text that a person wrote: node, field as the end of a JSON Pointer, text; in document order.
pub(super) fn texts<'a>(subject: &Subject<'a>) -> Vec<(Node<'a>, &'static str, &'a str)> {
    let mut texts = Vec::new();
    for section in subject.sections() {
        texts.extend(section.section.title.as_deref().map(|title| (Node::from(section), "title", title)));
        for objective in section.objectives() {
            texts.push((objective.into(), "title", objective.objective.title.as_str()));
            texts.extend(objective.objective.description.as_deref().map(|d| (objective.into(), "description", d)));
            for indicator in objective.indicators() {
                texts.push((indicator.into(), "name", indicator.indicator.name.as_str()));
                texts.extend(
                    indicator.indicator.algorithm.text.as_deref().map(|t| (indicator.into(), "algorithm/text", t)),
                );
            }
        }
    }
    texts
}

/// Which way is better: by the words where they are sure, else by the comparator that is printed.
pub(super) fn direction(subject: &Subject<'_>, at: IndicatorAt<'_>, target: &Target) -> Option<Direction> {
    let polarity = subject.polarity(at);
    let sure = polarity.filter(|p| p.is_sure()).map(|p| p.direction);
    let printed = match target.comparator() {
        Some(Comparator::AtLeast | Comparator::Above) => Some(Direction::Higher),
        Some(Comparator::AtMost | Comparator::Below) => Some(Direction::Lower),
        _ => None,
    };
    sure.or(printed).or(polarity.map(|p| p.direction))
}

/// Do two printed units of measure measure the same? Known ones by what they measure, others by their words.
pub(super) fn same_unit(one: &str, other: &str) -> bool {
    match (quantity(one), quantity(other)) {
        (Some(one), Some(other)) => one == other,
        _ => fold(one) == fold(other),
    }
}

/// A growth, which may pass 100 %.
pub(super) fn may_exceed(at: IndicatorAt<'_>) -> bool {
    const GROWTHS: &[&str] = &[
        "increment",
        "variazion",
        "crescita",
        "aument",
        "rispetto a",
        "indice",
        "saldo",
        "scostament",
        "riscoss",
        "rapporto tra",
    ];
    mentions(at, GROWTHS)
}

/// A difference, which may be below 0.
pub(super) fn may_fall(at: IndicatorAt<'_>) -> bool {
    const DIFFERENCES: &[&str] =
        &["variazion", "saldo", "scostament", "differenz", "tempestività dei pagamenti", "anticip", "riduzion"];
    mentions(at, DIFFERENCES)
}

fn mentions(at: IndicatorAt<'_>, words: &[&str]) -> bool {
    let name = at.indicator.name.to_lowercase();
    let algorithm = at.indicator.algorithm.text.as_deref().unwrap_or_default().to_lowercase();
    words.iter().any(|word| name.contains(word) || algorithm.contains(word))
}

/// A page as a place, without a box.
pub(super) fn page(number: u32) -> Vec<Location> {
    vec![Location { page: number, bbox: None, lines: None }]
}
