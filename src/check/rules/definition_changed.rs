//! ALB701 definition-changed: the same indicator as last year, but another algorithm, unit of measure or polarity

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::diff::report::Definition;

pub(super) static RULE: Rule = Rule {
    code: "ALB701",
    name: "definition-changed",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Previous,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
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

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for (at, known) in subject.continued() {
        for part in &known.definition {
            let (field, words, message) = match part {
                Definition::Algorithm => {
                    let was = known.old.algorithm.text.as_deref().unwrap_or("–");
                    let message = say!(
                        subject,
                        "the algorithm is another than last year's: {was}",
                        "l'algoritmo non è quello dell'anno prima: {was}"
                    );
                    ("algorithm/text", at.indicator.algorithm.text.as_deref(), message)
                }
                Definition::UnitOfMeasure => {
                    let was = known.old.targets.first().map_or("–", |target| target.text.as_str());
                    let message = say!(
                        subject,
                        "the unit of measure is another than last year's: {was}",
                        "l'unità di misura non è quella dell'anno prima: {was}"
                    );
                    ("targets/0", at.indicator.targets.first().map(|target| target.text.as_str()), message)
                }
                Definition::Polarity => {
                    let was = &known.old.name;
                    let message = say!(
                        subject,
                        "what is better is the other way round than last year: {was}",
                        "il verso è opposto a quello dell'anno prima: {was}"
                    );
                    ("name", Some(at.indicator.name.as_str()), message)
                }
            };
            let help = say!(
                subject,
                "keep the definition, or begin a new indicator",
                "mantenere la definizione, o aprire un indicatore nuovo"
            );
            let draft = Draft::new(at, message, help);
            findings.add(match words {
                Some(words) => draft.quote(field, words),
                None => draft.at(field),
            });
        }
    }
}
