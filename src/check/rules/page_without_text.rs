//! ALB902 page-without-text: a page with no text layer

use super::common::page;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::source::Note;

pub(super) static RULE: Rule = Rule {
    code: "ALB902",
    name: "page-without-text",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Reading,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "A page with no text layer", it: "Una pagina senza livello di testo" },
    reason: Text {
        en: "Speaks of the reading: the page may be blank, a scan whose rows are missing here, or damaged.",
        it: "Parla della lettura: la pagina può essere bianca, una scansione le cui righe qui mancano, o danneggiata.",
    },
    wrong: Text { en: "A scanned page between pages of text", it: "Una pagina scansionata tra pagine di testo" },
    right: Text { en: "A document whose pages all have text", it: "Un documento le cui pagine hanno tutte testo" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for note in subject.notes {
        let Note::PageWithoutText { page: number } = note else { continue };
        let message = say!(subject, "page {number} has no text", "la pagina {number} non ha testo");
        let help = say!(
            subject,
            "look at the page; if it is a scan, run OCR first",
            "guardare la pagina; se è una scansione, prima l'OCR"
        );
        findings.add(Draft::new(Node::Document, message, help).locations(page(*number)));
    }
    for number in &subject.plan.source.unread_pages {
        let message = say!(
            subject,
            "page {number} could not be read: what it says is missing",
            "la pagina {number} non è leggibile: quanto vi è scritto manca"
        );
        let help = say!(
            subject,
            "download the file again, or repair it (qpdf can)",
            "scaricare di nuovo il file, o ripararlo (con qpdf)"
        );
        findings.add(Draft::new(Node::Document, message, help).locations(page(*number)));
    }
}
