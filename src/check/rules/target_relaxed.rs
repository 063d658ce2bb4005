//! ALB702 target-relaxed: a target looser than last year's, or unchanged though last year's value beats it

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::diff::report::Effect;

pub(super) static RULE: Rule = Rule {
    code: "ALB702",
    name: "target-relaxed",
    severity: Severity::Info,
    on: true,
    needs: Needs::Previous,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "With --previous: the target is looser than last year's, or unchanged though last year's value beats it",
        it: "Con --previous: il target è meno esigente dell'anno prima, o invariato benché il valore dell'anno prima lo superi",
    },
    reason: Text {
        en: "Objectives take account of last year's results.",
        it: "Gli obiettivi tengono conto dei risultati dell'anno precedente.",
    },
    wrong: Text { en: ">= 80 % after >= 90 %", it: ">= 80 % dopo >= 90 %" },
    right: Text { en: ">= 90 % after >= 80 %", it: ">= 90 % dopo >= 80 %" },
    sources: &[Source::Dlgs150Art4],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for (at, known) in subject.continued() {
        for (column, effect) in known.effects.iter().enumerate() {
            let Some((before, after)) = known.old.targets.get(column).zip(at.indicator.targets.get(column)) else {
                continue;
            };
            let message = match effect {
                Some(Effect::Relaxed) => say!(
                    subject,
                    "the target is looser than last year's: {}",
                    "il target è meno esigente di quello dell'anno prima: {}",
                    before.text
                ),
                // The value is this year's first target's to beat.
                None | Some(Effect::RolledOver) if column == 0 && known.is_beaten => say!(
                    subject,
                    "the target is last year's, which last year's value beats: {}",
                    "il target è quello dell'anno prima, che il valore dell'anno prima supera: {}",
                    at.indicator.baseline.as_ref().map_or("–", |baseline| baseline.text.as_str())
                ),
                _ => continue,
            };
            let help = say!(
                subject,
                "raise the target, or say why it may stay",
                "alzare il target, o dire perché può restare"
            );
            findings.add(Draft::new(at, message, help).quote(format!("targets/{column}"), after.text.as_str()));
        }
    }
}
