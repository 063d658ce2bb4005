//! ALB702 target-relaxed: a target looser than last year's, or unchanged though last year's value beats it

use crate::check::finding::Findings;
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::Subject;

pub(super) static RULE: Rule = Rule {
    code: "ALB702",
    name: "target-relaxed",
    severity: Severity::Info,
    on: true,
    needs: Needs::Previous,
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

/// Nothing, until the matching of two plans is there: `albero rules` says so.
fn check<'a>(_: &Subject<'a>, _: &mut Findings<'a>) {}
