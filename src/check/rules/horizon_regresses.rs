//! ALB306 horizon-regresses: a later year's target moves against the polarity

use super::common::{absolute, direction};
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::polarity::Direction;

pub(super) static RULE: Rule = Rule {
    code: "ALB306",
    name: "horizon-regresses",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A later year's target moves against the polarity",
        it: "Il target di un anno successivo va contro il verso",
    },
    reason: Text {
        en: "A plan of three years that gets worse on its way is either a mistake or needs a reason.",
        it: "Un piano di tre anni che peggiora per strada è un errore o chiede una ragione.",
    },
    wrong: Text { en: ">= 80 %, >= 75 %, >= 90 %", it: ">= 80 %, >= 75 %, >= 90 %" },
    right: Text { en: ">= 80 %, >= 80 %, >= 90 %", it: ">= 80 %, >= 80 %, >= 90 %" },
    sources: &[Source::Dlgs150Art5],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        for (index, pair) in at.indicator.targets.windows(2).enumerate() {
            let [earlier, later] = pair else { continue };
            let (Some(before), Some(after)) = (absolute(earlier), absolute(later)) else { continue };
            if earlier.comparator() != later.comparator() || earlier.unit != later.unit {
                continue;
            }
            let worse = match direction(subject, at, earlier) {
                Some(Direction::Higher) => after < before,
                Some(Direction::Lower) => after > before,
                None => false,
            };
            if worse {
                let (earlier, text) = (&earlier.text, &later.text);
                let message = say!(
                    subject,
                    "the later target {text} is worse than {earlier}",
                    "il target successivo {text} è peggiore di {earlier}"
                );
                let help = say!(subject, "correct the order, or say why", "correggere l'ordine, o dire perché");
                findings.add(Draft::new(at, message, help).quote(format!("targets/{}", index + 1), text.as_str()));
            }
        }
    }
}
