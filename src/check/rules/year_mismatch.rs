//! ALB603 year-mismatch: title triennium, `Valore AAAA` and `Target AAAA` disagree

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB603",
    name: "year-mismatch",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "Title triennium, `Valore AAAA` and `Target AAAA` disagree",
        it: "Triennio del titolo, `Valore AAAA` e `Target AAAA` discordano",
    },
    reason: Text {
        en: "The title or a column's head was kept from another year.",
        it: "Il titolo o l'intestazione di una colonna è rimasto di un altro anno.",
    },
    wrong: Text {
        en: "Albero della Performance 2023 2025 over a column Target 2022",
        it: "Albero della Performance 2023 2025 sopra una colonna Target 2022",
    },
    right: Text {
        en: "Albero della Performance 2023 2025 over Valore 2022 and Target 2023",
        it: "Albero della Performance 2023 2025 sopra Valore 2022 e Target 2023",
    },
    sources: &[Source::Dlgs150Art10],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let plan = subject.plan;
    let help = || say!(subject, "correct the year that was kept", "correggere l'anno rimasto");
    if let (Some(period), Some(year), Some(title)) = (plan.period, plan.year, plan.title.as_deref())
        && !(period.start..=period.end).contains(&year)
    {
        let (start, end) = (period.start, period.end);
        let message = say!(
            subject,
            "the title covers {start}-{end}, the targets are for {year}",
            "il titolo copre il {start}-{end}, i target sono per il {year}"
        );
        findings.add(Draft::new(Node::Document, message, help()).quote("title", title));
    }
    // Once for each pair of years that disagree: heads are repeated over every objective.
    let mut said: Vec<(Option<i32>, Option<i32>)> = Vec::new();
    for at in subject.indicators() {
        let target = at.indicator.targets.first().and_then(|t| t.year);
        let baseline = at.indicator.baseline.as_ref().and_then(|b| b.year);
        let other_year = target.is_some_and(|t| plan.year.is_some_and(|year| t != year));
        let not_before =
            target.zip(baseline).is_some_and(|(target, baseline)| baseline >= target || baseline + MOST_YEARS < target);
        if (other_year || not_before) && !said.contains(&(baseline, target)) {
            said.push((baseline, target));
            let year = |year: Option<i32>| year.map_or_else(|| "?".to_owned(), |y| y.to_string());
            let (baseline, target, plan_year) = (year(baseline), year(target), year(plan.year));
            let message = say!(
                subject,
                "baseline {baseline} and target {target} in a plan for {plan_year}",
                "valore {baseline} e target {target} in un piano per il {plan_year}"
            );
            findings.add(Draft::new(at, message, help()).at("targets"));
        }
    }
}

/// A baseline may be two years old where the last year's value is not known yet.
const MOST_YEARS: i32 = 2;
