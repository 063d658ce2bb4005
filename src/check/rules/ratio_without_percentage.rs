//! ALB204 ratio-without-percentage: a numerator and denominator, but a target in N. or gg

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{IndicatorAt, Subject, say};
use crate::grammar::measure::{Quantity, quantity};

pub(super) static RULE: Rule = Rule {
    code: "ALB204",
    name: "ratio-without-percentage",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A numerator and denominator, but a target in N. or gg",
        it: "Un numeratore e un denominatore, ma un target in N. o gg",
    },
    reason: Text {
        en: "A ratio is a share, not a count: either the algorithm or the unit of measure is another indicator's.",
        it: "Un rapporto è una quota, non un conteggio: o l'algoritmo o l'unità di misura è di un altro indicatore.",
    },
    wrong: Text {
        en: "N. pratiche sospese / N. pratiche pervenute, <= 1,00 N.",
        it: "N. pratiche sospese / N. pratiche pervenute, <= 1,00 N.",
    },
    right: Text {
        en: "N. pratiche sospese / N. pratiche pervenute, <= 5,00 %",
        it: "N. pratiche sospese / N. pratiche pervenute, <= 5,00 %",
    },
    sources: &[Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators().filter(|i| i.indicator.algorithm.denominator.is_some()) {
        for (index, target) in at.indicator.targets.iter().enumerate() {
            let Some(unit) = target.unit.as_deref() else { continue };
            if !matches!(quantity(unit), Some(Quantity::Count | Quantity::Duration)) || is_mean_time(at, unit) {
                continue;
            }
            let message = say!(
                subject,
                "the algorithm is a ratio, but the target is in {unit}",
                "l'algoritmo è un rapporto, ma il target è in {unit}"
            );
            let help = say!(
                subject,
                "give the target in %, or the algorithm without denominator",
                "dare il target in %, o l'algoritmo senza denominatore"
            );
            findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), target.text.as_str()));
        }
    }
}

/// A mean time is days over cases: a ratio that is measured in days. So is a mean number.
fn is_mean_time(at: IndicatorAt<'_>, unit: &str) -> bool {
    let name = at.indicator.name.to_lowercase();
    let numerator = at.indicator.algorithm.numerator.as_deref().unwrap_or_default().to_lowercase();
    let mean = ["medi", "per "].iter().any(|word| name.contains(word));
    let sum_of_time = ["giorni", "tempo", "tempi", "ore", "durata"].iter().any(|word| numerator.contains(word));
    match quantity(unit) {
        Some(Quantity::Duration) => sum_of_time || mean,
        _ => name.contains("medio") || name.contains("media") || name.contains("medie"),
    }
}
