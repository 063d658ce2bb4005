//! ALB901 low-confidence: the reader was not sure of a cell's place

use super::common::page;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::source::Note;

pub(super) static RULE: Rule = Rule {
    code: "ALB901",
    name: "low-confidence",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Reading,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "The reader was not sure of a cell's place",
        it: "Il lettore non era sicuro del posto di una cella",
    },
    reason: Text {
        en: "Speaks of the reading, not of the plan: compare the rows with the document. Raised for what was read by the second PDF reader, whose places are approximate, for a page whose content is damaged, for a table without lines whose rows could nearly as well be parted otherwise, and for a text whose encoding was guessed.",
        it: "Parla della lettura, non del piano: confrontare le righe col documento. Segnalato per ciò che legge il secondo lettore PDF, le cui posizioni sono approssimate, per una pagina dal contenuto danneggiato, per una tabella senza linee le cui righe si dividerebbero quasi altrettanto bene altrimenti, e per un testo di cui si è supposta la codifica.",
    },
    wrong: Text {
        en: "albero check --reader pdf-extract piano.pdf",
        it: "albero check --reader pdf-extract piano.pdf",
    },
    right: Text { en: "albero check piano.pdf", it: "albero check piano.pdf" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let other = |note: &Note| matches!(note, Note::ApproximatePlaces | Note::OtherReader { .. });
    if subject.notes.iter().any(other) {
        let message = say!(
            subject,
            "read by pdf-extract, whose places are approximate: cells may be mixed up",
            "letto da pdf-extract, le cui posizioni sono approssimate: le celle possono essere scambiate"
        );
        let help = say!(subject, "compare with --reader hayro", "confrontare con --reader hayro");
        findings.add(Draft::new(Node::Document, message, help));
    }
    for note in subject.notes {
        let Note::NearReading { page: number, head, first, second } = note else { continue };
        let message = say!(
            subject,
            "page {number}: under \"{head}\" the rows of a table could be parted otherwise: read as \"{first}\", nearly as well as \"{second}\"",
            "pagina {number}: sotto «{head}» le righe di una tabella potrebbero dividersi altrimenti: letto «{first}», quasi altrettanto bene «{second}»"
        );
        let help = say!(subject, "compare the page's rows", "confrontare le righe della pagina");
        findings.add(Draft::new(Node::Document, message, help).locations(page(*number)));
    }
    for note in subject.notes {
        let Note::EncodingGuessed { encoding } = note else { continue };
        let message = say!(
            subject,
            "the text is not UTF-8 and was read as {encoding}, a guess: letters with accents may be wrong",
            "il testo non è UTF-8 ed è stato letto come {encoding}, per supposizione: le lettere accentate possono essere errate"
        );
        let help = say!(subject, "save it as UTF-8", "salvarlo in UTF-8");
        findings.add(Draft::new(Node::Document, message, help));
    }
    for note in subject.notes {
        let Note::DamagedContent { page: number } = note else { continue };
        let message = say!(
            subject,
            "the content of page {number} is damaged: text may be missing from it, or wrong",
            "il contenuto della pagina {number} è danneggiato: del testo può mancare, o essere errato"
        );
        let help = say!(
            subject,
            "compare the page's rows; download the file again",
            "confrontare le righe della pagina; scaricare di nuovo il file"
        );
        findings.add(Draft::new(Node::Document, message, help).locations(page(*number)));
    }
}
