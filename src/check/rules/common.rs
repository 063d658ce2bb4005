//! What several rules ask.

use crate::check::finding::{Draft, Findings};
use crate::check::rule::Severity;
use crate::check::subject::{IndicatorAt, Node, Subject, say};
use crate::check::weights::{Convention, sum_told};
use crate::grammar::measure::quantity;
use crate::labels::fold;
use crate::plan::model::Comparator;
use crate::plan::model::{Location, Target};
use crate::polarity::Direction;
use rust_decimal::Decimal;

/// Weights as printed, with a decimal comma: `33,33 33,33 33,34`.
pub(super) fn printed(weights: &[Decimal]) -> String {
    weights.iter().map(|weight| weight.to_string().replace('.', ",")).collect::<Vec<_>>().join(" ")
}

/// Is a number so near to another? Two that are too far apart to subtract are not.
pub(super) fn within(one: Decimal, other: Decimal, tolerance: Decimal) -> bool {
    one.checked_sub(other).is_some_and(|distance| distance.abs() <= tolerance)
}

/// Groups whose weights depart from the document's convention; where it has none, that.
pub(super) fn sums<'a>(
    subject: &Subject<'_>,
    convention: &Convention<'a>,
    what: &str,
    field: &'static str,
    findings: &mut Findings<'a>,
) {
    for (group, weights) in convention.departing(subject) {
        let (told, wanted) = (sum_told(&weights, subject.lang), convention.tell(subject));
        let message = say!(
            subject,
            "the weights of the {what} do not sum to {wanted}: {told}",
            "i pesi {what} non sommano a {wanted}: {told}"
        );
        let help = say!(
            subject,
            "correct a weight, or look for one that is missing",
            "correggere un peso, o cercarne uno che manca"
        );
        findings.add(Draft::new(group.node, message, help).quote(field, printed(&weights)));
    }
    if convention.is_missing() {
        let (_, groups) = convention.followed;
        let message = say!(
            subject,
            "the weights of the {what} follow no convention: of {groups} groups no more than half sum to the same",
            "i pesi {what} non seguono una convenzione: su {groups} gruppi non più della metà somma allo stesso totale"
        );
        let help = say!(subject, "say what the weights sum to", "dire a quanto sommano i pesi");
        findings.add(Draft::new(Node::Document, message, help).at(field).severity(Severity::Warning));
    }
}

/// How many of all lack something, where every one does: then the layout has no such column, and one finding says
/// so for the document.
pub(super) fn lacking_everywhere<T>(all: impl Iterator<Item = T>, lacks: impl Fn(&T) -> bool) -> Option<usize> {
    let mut count = 0;
    for one in all {
        if !lacks(&one) {
            return None;
        }
        count += 1;
    }
    Some(count).filter(|count| *count > 0)
}

/// Every text that a person wrote: node, field as the end of a JSON Pointer, text; in document order.
pub(super) fn texts<'a>(subject: &Subject<'a>) -> Vec<(Node<'a>, &'static str, &'a str)> {
    let mut texts = Vec::new();
    for section in subject.sections() {
        texts.extend(section.section.title.as_deref().map(|title| (Node::from(section), "title", title)));
    }
    for objective in subject.objectives() {
        texts.push((objective.into(), "title", objective.objective.title.as_str()));
        texts.extend(objective.objective.description.as_deref().map(|d| (objective.into(), "description", d)));
        for indicator in subject.indicators_of(objective) {
            texts.push((indicator.into(), "name", indicator.indicator.name.as_str()));
            texts
                .extend(indicator.indicator.algorithm.text.as_deref().map(|t| (indicator.into(), "algorithm/text", t)));
        }
    }
    texts.sort_by_key(|(node, ..)| node.position());
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

/// Does the document name units for more than half of its operational objectives?
pub(super) fn names_units(subject: &Subject<'_>) -> bool {
    let operational = || subject.objectives().filter(|o| o.is_operational());
    operational().filter(|o| !o.objective.units.is_empty()).count() * 2 > operational().count()
}
