//! ALB802 achievement-mismatch: the printed degree of achievement or gap is not what target and result give

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::check::weights::number;
use crate::grammar::measure::is_same;
use crate::plan::model::{Comparator, Reached, Target, TargetKind};
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "ALB802",
    name: "achievement-mismatch",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "The printed degree of achievement or gap is not what target and result give",
        it: "Il grado di raggiungimento o lo scostamento stampato non è quello che danno target e risultato",
    },
    reason: Text {
        en: "Computed as result over target where more is better, as target over result or two less result over target where less is, at most 100 or beyond; a gap as the difference, or as its share of the target. What any of these gives, within rounding, is right.",
        it: "Calcolato come risultato su target dove più è meglio, come target su risultato o due meno risultato su target dove meno è meglio, fino a 100 od oltre; lo scostamento come differenza, o come sua quota del target. È giusto ciò che dà uno di questi, a meno di arrotondamenti.",
    },
    wrong: Text {
        en: "Target >= 80 %, Consuntivo 60 %, raggiungimento 100 %",
        it: "Target >= 80 %, Consuntivo 60 %, raggiungimento 100 %",
    },
    right: Text {
        en: "Target >= 80 %, Consuntivo 60 %, raggiungimento 75 %",
        it: "Target >= 80 %, Consuntivo 60 %, raggiungimento 75 %",
    },
    sources: &[Source::Dlgs150Report],
    check,
};

/// Half a point: degrees are often printed without decimals.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        for (index, result) in at.indicator.results.iter().enumerate() {
            let target = at.indicator.targets.iter().find(|t| t.year == result.year || at.indicator.targets.len() == 1);
            let Some((target, wanted, got)) = target.and_then(|target| numbers(target, result)) else { continue };
            let (hundred, least) =
                (Decimal::ONE_HUNDRED, matches!(target.comparator(), Some(Comparator::AtLeast | Comparator::Above)));
            let ratio = |over: Decimal, under: Decimal| over.checked_div(under).and_then(|r| r.checked_mul(hundred));
            let mut degrees: Vec<Decimal> = match least {
                true => ratio(got, wanted).into_iter().collect(),
                false => [ratio(wanted, got), ratio(got, wanted).map(|r| hundred + hundred - r)]
                    .into_iter()
                    .flatten()
                    .collect(),
            };
            let (text, met) = (&target.text, if least { got >= wanted } else { got <= wanted });
            // All or nothing, and never more than all.
            degrees.push(if met { hundred } else { Decimal::ZERO });
            let Some(computed) = degrees.first().copied() else { continue };
            let printed = result.achieved.as_ref().and_then(|achieved| Some((achieved, achieved.value?)));
            if let Some((achieved, value)) = printed.filter(|(_, value)| !degrees.iter().any(|d| near(*d, *value))) {
                let (computed, value) = (number(computed.round_dp(2), subject.lang), number(value, subject.lang));
                let got = number(got, subject.lang);
                let message = say!(
                    subject,
                    "the degree of achievement {value} is not what {got} against {text} gives: {computed} %",
                    "il grado di raggiungimento {value} non è quello che dà {got} rispetto a {text}: {computed} %"
                );
                let help = say!(subject, "correct the degree, or the result", "correggere il grado, o il risultato");
                let quoted = achieved.text.as_str();
                findings.add(Draft::new(at, message, help).quote(format!("results/{index}/achieved"), quoted));
            }
            let apart = got.checked_sub(wanted);
            let gaps = [apart, apart.and_then(|apart| ratio(apart, wanted))].into_iter().flatten();
            let gaps: Vec<Decimal> = gaps.flat_map(|gap| [gap, -gap]).collect();
            let printed = result.gap.as_ref().and_then(|gap| Some((gap, gap.value?)));
            if let Some((gap, value)) = printed.filter(|(_, value)| !gaps.iter().any(|g| near(*g, *value))) {
                let (apart, value) = (number(apart.unwrap_or_default(), subject.lang), number(value, subject.lang));
                let message = say!(
                    subject,
                    "the gap {value} is not what the result less the target {text} gives: {apart}",
                    "lo scostamento {value} non è quello che dà il risultato meno il target {text}: {apart}"
                );
                let help = say!(subject, "correct the gap, or the result", "correggere lo scostamento, o il risultato");
                findings.add(Draft::new(at, message, help).quote(format!("results/{index}/gap"), gap.text.as_str()));
            }
        }
    }
}

/// What is to be compared, of one unit: a threshold with its comparator, and the result.
fn numbers<'t>(target: &'t Target, result: &Reached) -> Option<(&'t Target, Decimal, Decimal)> {
    let compared =
        target.kind() == TargetKind::Threshold && !matches!(target.comparator(), None | Some(Comparator::Equal));
    let same = match (target.unit.as_deref(), result.unit.as_deref()) {
        (Some(one), Some(other)) => is_same(one, other),
        // Numbers alone are counts of one thing.
        (None, None) => true,
        _ => false,
    };
    Some((target, target.value()?, result.value?)).filter(|_| compared && same)
}

/// The same, up to rounding.
fn near(computed: Decimal, printed: Decimal) -> bool {
    computed.checked_sub(printed).is_some_and(|apart| apart.abs() <= ROUNDING)
}
