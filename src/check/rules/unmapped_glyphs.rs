//! ALB904 unmapped-glyphs: glyphs that no font table turns into text

use super::common::page;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::source::Note;

pub(super) static RULE: Rule = Rule {
    code: "ALB904",
    name: "unmapped-glyphs",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Reading,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "Glyphs that no font table turns into text",
        it: "Glifi che nessuna tabella di font traduce in testo",
    },
    reason: Text {
        en: "Speaks of the reading: they stand as � in the fields, so that nothing is lost unseen.",
        it: "Parla della lettura: stanno come � nei campi, così che nulla si perda in silenzio.",
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
        let Note::UnmappedGlyphs { page: number, count } = note else { continue };
        let message = say!(
            subject,
            "page {number}: {count} glyphs have no text",
            "pagina {number}: {count} glifi non hanno testo"
        );
        let help = say!(
            subject,
            "look for � on the page; print the document to PDF again",
            "cercare � nella pagina; stampare di nuovo il documento in PDF"
        );
        findings.add(Draft::new(Node::Document, message, help).locations(page(*number)));
    }
}
