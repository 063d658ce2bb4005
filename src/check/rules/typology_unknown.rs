//! ALB206 typology-unknown: a Tipologia outside the vocabulary

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Subject, say};
use crate::labels::fold;

pub(super) static RULE: Rule = Rule {
    code: "ALB206",
    name: "typology-unknown",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "A Tipologia outside the vocabulary", it: "Una Tipologia fuori dal vocabolario" },
    reason: Text {
        en: "A type that nobody else uses cannot be summed, and often is a typing error. `[vocabulary] typologies` in albero.toml adds to the vocabulary.",
        it: "Una tipologia che nessun altro usa non si aggrega, e spesso è un refuso. `[vocabulary] typologies` in albero.toml amplia il vocabolario.",
    },
    wrong: Text { en: "(Tipologia: Eficienza)", it: "(Tipologia: Eficienza)" },
    right: Text { en: "(Tipologia: Efficienza)", it: "(Tipologia: Efficienza)" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let known: Vec<String> = subject.settings.typologies.iter().map(|t| fold(t)).collect();
    for at in subject.indicators() {
        let Some(typology) = at.indicator.typology.as_deref() else { continue };
        // `Outcome/Impatto` is two known ones.
        if typology.split(['/', ',', '-']).all(|part| known.contains(&fold(part))) {
            continue;
        }
        let message = say!(subject, "\"{typology}\" is no known typology", "\"{typology}\" non è una tipologia nota");
        let help = say!(
            subject,
            "correct it, or add it to [vocabulary] typologies",
            "correggerla, o aggiungerla a [vocabulary] typologies"
        );
        findings.add(Draft::new(at, message, help).quote("typology", typology));
    }
}
