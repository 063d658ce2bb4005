//! ALB501 baseline-missing: rows with no baseline value, and rows that print only the unit; one finding a document

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB501",
    name: "baseline-missing",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Documents,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "Rows with no baseline value, and rows that print only the unit; one finding a document",
        it: "Righe senza valore di partenza, e righe che stampano solo l'unità; una segnalazione per documento",
    },
    reason: Text {
        en: "Who does not say where the year begins cannot show an improvement.",
        it: "Chi non dice da dove parte l'anno non può mostrare un miglioramento.",
    },
    wrong: Text { en: "Valore 2022: %", it: "Valore 2022: %" },
    right: Text { en: "Valore 2022: 85,00 %", it: "Valore 2022: 85,00 %" },
    sources: &[Source::Dlgs150Art4, Source::Dpcm2012Art3, Source::Dm132],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let (mut all, mut absent, mut unit_only) = (0, 0, 0);
    for at in subject.indicators() {
        all += 1;
        match &at.indicator.baseline {
            None => absent += 1,
            Some(b) if b.value.is_none() && b.date.is_none() && b.unit.is_some() => unit_only += 1,
            Some(_) => {}
        }
    }
    if absent + unit_only > 0 {
        let message = say!(
            subject,
            "of {all} rows {absent} have no baseline, {unit_only} print only its unit of measure",
            "su {all} righe {absent} non hanno valore di partenza, {unit_only} ne stampano solo l'unità di misura"
        );
        let help = say!(subject, "print last year's value", "stampare il valore dell'anno precedente");
        findings.add(Draft::new(Node::Document, message, help));
    }
}
