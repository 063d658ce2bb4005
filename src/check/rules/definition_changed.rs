//! ALB701 definition-changed: the same indicator as last year, but another algorithm, unit of measure or polarity

use crate::check::finding::Findings;
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::Subject;

pub(super) static RULE: Rule = Rule {
    code: "ALB701",
    name: "definition-changed",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Previous,
    summary: Text {
        en: "With --previous: the same indicator, but its algorithm, unit of measure or polarity changed",
        it: "Con --previous: lo stesso indicatore, ma con algoritmo, unità di misura o verso cambiati",
    },
    reason: Text {
        en: "A series whose definition changes cannot be compared over the years.",
        it: "Una serie la cui definizione cambia non si confronta negli anni.",
    },
    wrong: Text { en: "2022 in gg, 2023 in N.", it: "2022 in gg, 2023 in N." },
    right: Text { en: "2022 and 2023 in gg", it: "2022 e 2023 in gg" },
    sources: &[Source::Dlgs150Art5],
    check,
};

/// Nothing, until the matching of two plans is there: `albero rules` says so.
fn check<'a>(_: &Subject<'a>, _: &mut Findings<'a>) {}
