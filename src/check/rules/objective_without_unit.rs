//! ALB111 objective-without-unit: an operational objective with no responsible unit

use super::common::names_units;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB111",
    name: "objective-without-unit",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "An operational objective with no responsible unit",
        it: "Un obiettivo operativo senza unità organizzativa responsabile",
    },
    reason: Text {
        en: "An objective that is nobody's is not pursued. Individual objectives belong to the holder of the position.",
        it: "Un obiettivo di nessuno non viene perseguito. Gli obiettivi individuali sono del titolare della posizione.",
    },
    wrong: Text {
        en: "An objective with an empty cell beside Unità organizzative coinvolte",
        it: "Un obiettivo con la cella accanto a Unità organizzative coinvolte vuota",
    },
    right: Text {
        en: "Unità organizzative coinvolte: Servizio Bilancio",
        it: "Unità organizzative coinvolte: Servizio Bilancio",
    },
    sources: &[Source::Dpcm2012Art4],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    if !names_units(subject) {
        return;
    }
    for objective in subject.objectives().filter(|o| o.is_operational() && o.objective.units.is_empty()) {
        let message =
            say!(subject, "no organizational unit is responsible", "nessuna unità organizzativa è responsabile");
        let help = say!(subject, "name the unit", "indicare l'unità");
        findings.add(Draft::new(objective, message, help).quote("units", objective.objective.title.as_str()));
    }
}
