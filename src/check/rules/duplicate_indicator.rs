//! ALB116 duplicate-indicator: the same name and algorithm under two objectives of one section

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::subject::{IndicatorAt, Subject, say};
use crate::labels::fold;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: "ALB116",
    name: "duplicate-indicator",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    summary: Text {
        en: "The same name and algorithm under two objectives of one section",
        it: "Lo stesso nome e algoritmo sotto due obiettivi di una sezione",
    },
    reason: Text {
        en: "A result that is counted twice weighs twice.",
        it: "Un risultato contato due volte pesa doppio.",
    },
    wrong: Text {
        en: "`N. corsi attivati` under 12.01 and under 12.02",
        it: "`N. corsi attivati` sotto 12.01 e sotto 12.02",
    },
    right: Text {
        en: "`N. corsi attivati` under 12.01, `N. corsi conclusi` under 12.02",
        it: "`N. corsi attivati` sotto 12.01, `N. corsi conclusi` sotto 12.02",
    },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    // Of each section by itself.
    let mut seen: HashMap<(usize, String, String), IndicatorAt<'_>> = HashMap::new();
    for indicator in subject.indicators() {
        let own = indicator.indicator;
        if own.name.is_empty() {
            continue;
        }
        let key =
            (indicator.parent.parent.order, fold(&own.name), fold(own.algorithm.text.as_deref().unwrap_or_default()));
        match seen.get(&key) {
            Some(first) if first.parent.order != indicator.parent.order => {
                let other = &first.indicator.id;
                let message = say!(subject, "the same indicator as {other}", "lo stesso indicatore di {other}");
                let help = say!(
                    subject,
                    "measure it once, or say what differs",
                    "misurarlo una volta, o dire che cosa cambia"
                );
                findings.add(Draft::new(indicator, message, help).quote("name", own.name.as_str()));
            }
            Some(_) => {}
            None => {
                seen.insert(key, indicator);
            }
        }
    }
}
