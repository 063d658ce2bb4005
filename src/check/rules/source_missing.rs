//! ALB209 source-missing: no data source is given

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Node, Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB209",
    name: "source-missing",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Documents,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "No data source is given", it: "La fonte dei dati non è indicata" },
    reason: Text {
        en: "Where the data can be verified is one of the questions of the national form, and of the DPCM on indicators.",
        it: "Dove i dati sono verificabili è una delle domande del Piano-tipo, e del DPCM sugli indicatori.",
    },
    wrong: Text { en: "An indicator without Fonte dei dati", it: "Un indicatore senza fonte dei dati" },
    right: Text { en: "Fonte: protocollo informatico", it: "Fonte: protocollo informatico" },
    sources: &[Source::Dm132, Source::Dpcm2012Art3],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let all = subject.indicators().count();
    let without = subject.indicators().filter(|at| at.indicator.source.is_none()).count();
    if without > 0 {
        let message = say!(
            subject,
            "{without} of {all} indicators have no data source",
            "{without} indicatori su {all} non hanno la fonte dei dati"
        );
        let help = say!(subject, "say where the data can be verified", "dire dove i dati sono verificabili");
        findings.add(Draft::new(Node::Document, message, help));
    }
}
