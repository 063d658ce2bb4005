//! ALB903 readers-disagree: with --verify: the two PDF readers see different letters on this page

use crate::check::finding::Findings;
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::subject::Subject;

pub(super) static RULE: Rule = Rule {
    code: "ALB903",
    name: "readers-disagree",
    severity: Severity::Warning,
    on: true,
    needs: Needs::SecondReading,
    summary: Text {
        en: "With --verify: the two PDF readers see different letters on this page",
        it: "Con --verify: i due lettori PDF vedono lettere diverse in questa pagina",
    },
    reason: Text {
        en: "Speaks of the reading: where two readers differ, one is wrong.",
        it: "Parla della lettura: dove due lettori differiscono, uno sbaglia.",
    },
    wrong: Text { en: "One reads qualità, the other qualit?", it: "Uno legge qualità, l'altro qualit?" },
    right: Text { en: "Both read qualità", it: "Entrambi leggono qualità" },
    sources: &[],
    check,
};

/// Nothing, until a second reading is there: `albero rules` says so.
fn check<'a>(_: &Subject<'a>, _: &mut Findings<'a>) {}
