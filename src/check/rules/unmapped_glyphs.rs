//! ALB904 unmapped-glyphs: glyphs that no font table turns into text

use super::common::page;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::source::Note;

pub(super) static RULE: Rule = Rule {
    code: "ALB904",
    name: "unmapped-glyphs",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Reading,
    summary: Text {
        en: "Glyphs that no font table turns into text",
        it: "Glifi che nessuna tabella di font traduce in testo",
    },
    reason: Text {
        en: "Speaks of the reading: they stand as � in the fields, so that nothing is lost unseen. Raised for bytes of a text file that are no character of its encoding, too.",
        it: "Parla della lettura: stanno come � nei campi, così che nulla si perda in silenzio. Segnalato anche per i byte di un file di testo che non sono un carattere della sua codifica.",
    },
    wrong: Text {
        en: "A font without ToUnicode and without glyph names",
        it: "Un font senza ToUnicode e senza nomi di glifi",
    },
    right: Text { en: "A font with ToUnicode", it: "Un font con ToUnicode" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for note in subject.notes {
        let (message, help, locations) = match note {
            Note::UnmappedGlyphs { page: number, count } => (
                say!(
                    subject,
                    "page {number}: {count} glyphs have no text",
                    "pagina {number}: {count} glifi non hanno testo"
                ),
                say!(
                    subject,
                    "look for � on the page; print the document to PDF again",
                    "cercare � nella pagina; stampare di nuovo il documento in PDF"
                ),
                page(*number),
            ),
            Note::UnreadableText { line, count } => (
                say!(
                    subject,
                    "line {line}: {count} characters could not be decoded",
                    "riga {line}: {count} caratteri non si sono potuti decodificare"
                ),
                say!(
                    subject,
                    "look for � in the line; extract the text again, as UTF-8",
                    "cercare � nella riga; estrarre di nuovo il testo, in UTF-8"
                ),
                Vec::new(),
            ),
            _ => continue,
        };
        findings.add(Draft::new(Node::Document, message, help).locations(locations));
    }
}
