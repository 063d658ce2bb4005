//! ALB402 unit-mismatch: baseline and target in different units of measure

use super::common::same_unit;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::plan::model::TargetKind;

pub(super) static RULE: Rule = Rule {
    code: "ALB402",
    name: "unit-mismatch",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "Baseline and target in different units of measure",
        it: "Valore di partenza e target in unità di misura diverse",
    },
    reason: Text {
        en: "A share and a count cannot be compared: nobody can tell whether the target is better.",
        it: "Una quota e un conteggio non si confrontano: nessuno può dire se il target è migliore.",
    },
    wrong: Text {
        en: "Valore 2022: 12,00 N., Target 2023: >= 80,00 %",
        it: "Valore 2022: 12,00 N., Target 2023: >= 80,00 %",
    },
    right: Text {
        en: "Valore 2022: 12 giorni, Target 2023: <= 10,00 gg",
        it: "Valore 2022: 12 giorni, Target 2023: <= 10,00 gg",
    },
    sources: &[Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        let Some(baseline) = &at.indicator.baseline else { continue };
        let Some(before) = baseline.unit.as_deref().filter(|_| baseline.date.is_none()) else { continue };
        for (index, target) in at
            .indicator
            .targets
            .iter()
            .enumerate()
            .filter(|(_, t)| t.date().is_none() && t.kind() != TargetKind::Relative)
        {
            let Some(after) = target.unit.as_deref() else { continue };
            if !same_unit(before, after) {
                let message = say!(
                    subject,
                    "the baseline is in {before}, the target in {after}",
                    "il valore di partenza è in {before}, il target in {after}"
                );
                let help =
                    say!(subject, "give both in one unit of measure", "dare entrambi nella stessa unità di misura");
                findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), target.text.as_str()));
            }
        }
    }
}
