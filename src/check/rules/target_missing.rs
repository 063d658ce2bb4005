//! ALB301 target-missing: no target, or one that cannot be read

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::plan::model::TargetKind;

pub(super) static RULE: Rule = Rule {
    code: "ALB301",
    name: "target-missing",
    severity: Severity::Error,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "No target, or one that cannot be read", it: "Nessun target, o uno che non si può leggere" },
    reason: Text {
        en: "An objective without an expected value cannot be missed. A warning where the target is a sentence, which a person may judge.",
        it: "Un obiettivo senza valore atteso non si può mancare. Un avviso dove il target è una frase, che una persona può giudicare.",
    },
    wrong: Text { en: "% under Target 2023", it: "% sotto Target 2023" },
    right: Text { en: ">= 70,00 %", it: ">= 70,00 %" },
    sources: &[Source::Dlgs150Art4, Source::Dm132],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        if at.indicator.targets.is_empty() {
            let message = say!(subject, "no target is given", "il target manca");
            let help = say!(subject, "give the value to be reached", "dare il valore da raggiungere");
            findings.add(Draft::new(at, message, help).quote("targets", at.indicator.name.as_str()));
        }
        for (index, target) in at.indicator.targets.iter().enumerate() {
            let text = target.text.as_str();
            let (message, severity) = match target.kind() {
                TargetKind::Text if is_sentence(text) => (
                    say!(subject, "the target is a sentence, no value", "il target è una frase, non un valore"),
                    Severity::Warning,
                ),
                TargetKind::Text => (
                    say!(subject, "the target cannot be read as a value", "il target non si legge come valore"),
                    Severity::Error,
                ),
                _ => continue,
            };
            let help = say!(
                subject,
                "give a number with its unit of measure, or a date",
                "dare un numero con l'unità di misura, o una data"
            );
            findings.add(Draft::new(at, message, help).quote(format!("targets/{index}"), text).severity(severity));
        }
    }
}

/// Words only: nothing that was meant for a number.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > 1 && !text.contains(|c: char| c.is_ascii_digit() || "<>=≥≤%".contains(c))
}
