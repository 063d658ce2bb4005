//! ALB307 levels-disordered: a graded target whose thresholds and scores do not run the same way

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::plan::model::Level;
use rust_decimal::Decimal;
use std::cmp::Ordering;

pub(super) static RULE: Rule = Rule {
    code: "ALB307",
    name: "levels-disordered",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A graded target whose thresholds and scores do not run the same way",
        it: "Un target a livelli le cui soglie e i cui punteggi non vanno nello stesso verso",
    },
    reason: Text {
        en: "A better level is worth more: where the thresholds rise and fall while the scores rise, one of them is wrong.",
        it: "Un livello migliore vale di più: dove le soglie salgono e scendono mentre i punteggi salgono, una è sbagliata.",
    },
    wrong: Text { en: ">= 60 % = 100, >= 80 % = 85, >= 40 % = 70", it: ">= 60 % = 100, >= 80 % = 85, >= 40 % = 70" },
    right: Text { en: ">= 80 % = 100, >= 60 % = 85, >= 40 % = 70", it: ">= 80 % = 100, >= 60 % = 85, >= 40 % = 70" },
    sources: &[Source::Dlgs150Art5],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        for (index, target) in at.indicator.targets.iter().enumerate().filter(|(_, target)| disordered(target.levels()))
        {
            let text = &target.text;
            let message = say!(
                subject,
                "thresholds and scores of the levels do not run the same way: {text}",
                "soglie e punteggi dei livelli non vanno nello stesso verso: {text}"
            );
            let help = say!(subject, "correct a threshold or a score", "correggere una soglia o un punteggio");
            findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), text.as_str()));
        }
    }
}

/// Does a threshold fall where others rise, along the scores?
fn disordered(levels: &[Level]) -> bool {
    let scored = |level: &Level| Some((level.score?, level.value?, level.unit.clone()));
    let mut known: Vec<(Decimal, Decimal, Option<String>)> = levels.iter().filter_map(scored).collect();
    known.sort_by_key(|(score, ..)| *score);
    // What is measured in another unit is another threshold.
    let steps: Vec<Ordering> = known
        .windows(2)
        .filter(|pair| pair[0].2 == pair[1].2 && pair[0].0 != pair[1].0)
        .map(|pair| pair[1].1.cmp(&pair[0].1))
        .collect();
    steps.contains(&Ordering::Less) && steps.contains(&Ordering::Greater)
}
