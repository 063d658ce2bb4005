//! ALB205 typology-missing: indicators with no Tipologia; one finding a document

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB205",
    name: "typology-missing",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Documents,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "Indicators with no Tipologia; one finding a document",
        it: "Indicatori senza Tipologia; una segnalazione per documento",
    },
    reason: Text {
        en: "The type says what an indicator stands for (outcome, efficiency, ...), and reports are summed by it.",
        it: "La tipologia dice che cosa rappresenta un indicatore (outcome, efficienza, ...), e le relazioni si aggregano per essa.",
    },
    wrong: Text { en: "A row closed by (Peso: 100,00%) alone", it: "Una riga chiusa dal solo (Peso: 100,00%)" },
    right: Text { en: "(Peso: 100,00%) (Tipologia: Outcome)", it: "(Peso: 100,00%) (Tipologia: Outcome)" },
    sources: &[Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let all = subject.indicators().count();
    let without = subject.indicators().filter(|i| i.indicator.typology.is_none()).count();
    if without > 0 {
        let message = say!(
            subject,
            "{without} of {all} indicators have no typology",
            "{without} indicatori su {all} non hanno tipologia"
        );
        let help = say!(subject, "give each its type", "dare a ciascuno la sua tipologia");
        findings.add(Draft::new(Node::Document, message, help));
    }
}
