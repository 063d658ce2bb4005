//! ALB903 readers-disagree: with --verify: the two PDF readers see different letters on this page

use super::common::page;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::source::Note;

pub(super) static RULE: Rule = Rule {
    code: "ALB903",
    name: "readers-disagree",
    severity: Severity::Warning,
    on: true,
    needs: Needs::SecondReading,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "With --verify: the two PDF readers see different letters on this page",
        it: "Con --verify: i due lettori PDF vedono lettere diverse in questa pagina",
    },
    reason: Text {
        en: "Speaks of the reading: where two readers differ, one is wrong.",
        it: "Parla della lettura: dove due lettori differiscono, uno sbaglia.",
    },
    wrong: Text { en: "One reads qualità, the other qualit?", it: "Uno legge qualità, l'altro qualit?" },
    right: Text { en: "Both read qualità", it: "Entrambi leggono qualità" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let none = |letters: &str| if letters.is_empty() { "-".to_owned() } else { letters.to_owned() };
    for note in subject.notes {
        let draft = match note {
            Note::ReadersDisagree { page: number, only_first, only_second } => {
                let (first, second) = (none(only_first), none(only_second));
                let message = say!(
                    subject,
                    "page {number}: the readers see different letters; only this reading: {first}; only the other: {second}",
                    "pagina {number}: i lettori vedono lettere diverse; solo in questa lettura: {first}; solo nell'altra: {second}"
                );
                let help =
                    say!(subject, "compare the page's rows with the document", "confrontare le righe con il documento");
                Draft::new(Node::Document, message, help).locations(page(*number))
            }
            Note::NoSecondReading { what } => {
                let message = say!(
                    subject,
                    "the second reader could not read the document: {what}",
                    "il secondo lettore non ha letto il documento: {what}"
                );
                let help = say!(
                    subject,
                    "there is no second opinion: compare some rows with the document",
                    "manca la seconda lettura: confrontare alcune righe con il documento"
                );
                Draft::new(Node::Document, message, help)
            }
            _ => continue,
        };
        findings.add(draft);
    }
}
