//! ALB403 unit-implausible: a duration not in days or hours, a percentage in N., a count in gg

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{IndicatorAt, Subject, say};
use crate::grammar::measure::{Quantity, quantity};
use crate::labels::fold;

pub(super) static RULE: Rule = Rule {
    code: "ALB403",
    name: "unit-implausible",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "A duration not in days or hours, a percentage in N., a count in gg",
        it: "Una durata non in giorni od ore, una percentuale in N., un conteggio in gg",
    },
    reason: Text {
        en: "The unit of measure is another indicator's, or the name is.",
        it: "L'unità di misura è di un altro indicatore, o lo è il nome.",
    },
    wrong: Text { en: "Durata media dei procedimenti: <= 75,00 N.", it: "Durata media dei procedimenti: <= 75,00 N." },
    right: Text {
        en: "Grado di soddisfazione (scala 1-5): >= 3,00 N.",
        it: "Grado di soddisfazione (scala 1-5): >= 3,00 N.",
    },
    sources: &[Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        for (index, target) in at.indicator.targets.iter().enumerate().filter(|(_, t)| t.value().is_some()) {
            let Some(unit) = target.unit.as_deref() else { continue };
            let Some((what, reason)) = quantity(unit).and_then(|measured| implausible(subject, at, measured)) else {
                continue;
            };
            let message = match what {
                Named::Time => {
                    say!(subject, "a duration (from \"{reason}\") in {unit}", "una durata (da \"{reason}\") in {unit}")
                }
                Named::Share => say!(
                    subject,
                    "a percentage (from \"{reason}\") in {unit}",
                    "una percentuale (da \"{reason}\") in {unit}"
                ),
                Named::Count => {
                    say!(subject, "a count (from \"{reason}\") in {unit}", "un conteggio (da \"{reason}\") in {unit}")
                }
            };
            let help = say!(subject, "correct the unit of measure", "correggere l'unità di misura");
            findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), target.text.as_str()));
        }
    }
}

/// What the name says is measured.
enum Named {
    Time,
    Share,
    Count,
}

fn implausible(subject: &Subject<'_>, at: IndicatorAt<'_>, measured: Quantity) -> Option<(Named, String)> {
    let name = &at.indicator.name;
    let first = name.split_whitespace().next()?;
    let second = name.split_whitespace().nth(1).unwrap_or_default().to_lowercase();
    let scale = name.to_lowercase().contains("scala")
        || at.indicator.algorithm.text.as_deref().unwrap_or_default().to_lowercase().contains("scala");
    match (fold(first).as_str(), measured) {
        ("percentuale" | "%", Quantity::Count | Quantity::Duration) if !scale => Some((Named::Share, first.to_owned())),
        // `N. giorni di ..` is a time.
        ("n" | "numero" | "nr", Quantity::Duration)
            if !["giorn", "ore", "mesi", "minut", "medio"].iter().any(|time| second.starts_with(time)) =>
        {
            Some((Named::Count, first.to_owned()))
        }
        (_, Quantity::Count | Quantity::Share) => {
            let time = subject.polarity(at).filter(|p| p.is_time && p.is_sure());
            // `Tempi rispettati`, `Giorni` of opening: a count of days is one.
            let counts_days =
                fold(first).starts_with("giorn") || first.chars().next().is_some_and(|c| c.eq_ignore_ascii_case(&'n'));
            time.filter(|_| !counts_days).map(|p| (Named::Time, p.words.clone()))
        }
        _ => None,
    }
}
