//! ALB906 ocr-tolerance: what of a scan was taken for other than the letters that were recognised

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::source::Note;

pub(super) static RULE: Rule = Rule {
    code: "ALB906",
    name: "ocr-tolerance",
    severity: Severity::Info,
    on: true,
    needs: Needs::Reading,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "Letters of a scan that were taken for other than what was recognised",
        it: "Lettere di una scansione prese per altro da ciò che è stato riconosciuto",
    },
    reason: Text {
        en: "Speaks of the reading: text recognition (OCR) reads the lines of a table as bars. Where the page's picture has a line, they are left out. Fields keep their letters as recognised.",
        it: "Parla della lettura: il riconoscimento del testo (OCR) legge le linee di una tabella come barre. Dove l'immagine della pagina ha una linea, sono tralasciate. I campi tengono le lettere come riconosciute.",
    },
    wrong: Text { en: "| >= 60,00%", it: "| >= 60,00%" },
    right: Text { en: ">= 60,00%", it: ">= 60,00%" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for note in subject.notes {
        let Note::OcrTolerance { rules } = note else { continue };
        let message = say!(
            subject,
            "{rules} letters were recognised where the scan has a table's line, and left out",
            "{rules} lettere riconosciute dove la scansione ha una linea di tabella, e tralasciate"
        );
        let help = say!(
            subject,
            "compare values with the page; a PDF made from the word processor needs no recognition",
            "confrontare i valori con la pagina; un PDF fatto dal programma di scrittura non ha bisogno di riconoscimento"
        );
        findings.add(Draft::new(Node::Document, message, help));
    }
}
