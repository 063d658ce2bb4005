//! ALB907 hidden-text: what the file says and what its pages show are not the same

use super::common::page;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Needs, Rule, Severity, Text};
use crate::check::subject::{Node, Subject, say};
use crate::source::{Note, Unlike};

pub(super) static RULE: Rule = Rule {
    code: "ALB907",
    name: "hidden-text",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Reading,
    summary: Text {
        en: "What the file says and what its pages show are not the same",
        it: "Ciò che il file dice e ciò che le sue pagine mostrano non coincidono",
    },
    reason: Text {
        en: "Speaks of the reading: the page is read as a viewer shows it. Words that it hides (invisible, covered, clipped away, outside the page, on a layer that is off, replaced by ActualText) are left out; what notes and form fields show is read; attached documents are not. Programs that read the file may see other values than people do.",
        it: "Parla della lettura: la pagina si legge come la mostra un visualizzatore. Le parole che nasconde (invisibili, coperte, ritagliate, fuori pagina, su un livello spento, sostituite da ActualText) restano fuori; ciò che mostrano note e campi dei moduli si legge; i documenti allegati no. I programmi che leggono il file possono vedere valori diversi da quelli che vedono le persone.",
    },
    wrong: Text {
        en: "A target under a white box, with another one printed over it",
        it: "Un target sotto un riquadro bianco, con un altro stampato sopra",
    },
    right: Text { en: "A document printed to PDF again", it: "Un documento stampato di nuovo in PDF" },
    sources: &[],
    check,
};

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for note in subject.notes {
        let (message, locations) = match note {
            Note::HiddenText { page: number, why, words } => {
                let (english, italian) = told(*why);
                let message = say!(
                    subject,
                    "page {number}: {words} words {english}",
                    "pagina {number}: {words} parole {italian}"
                );
                (message, page(*number))
            }
            Note::Attachments { count } => {
                let message = say!(
                    subject,
                    "{count} attached documents were not read",
                    "{count} documenti allegati non sono stati letti"
                );
                (message, Vec::new())
            }
            Note::DynamicForm => {
                let message = say!(
                    subject,
                    "the form (XFA) in the file was not read",
                    "il modulo (XFA) nel file non è stato letto"
                );
                (message, Vec::new())
            }
            _ => continue,
        };
        let help = say!(
            subject,
            "compare with what a viewer shows; print the document to PDF again",
            "confrontare con ciò che mostra un visualizzatore; stampare di nuovo il documento in PDF"
        );
        findings.add(Draft::new(Node::Document, message, help).locations(locations));
    }
}

/// How words are hidden or shown, in English and Italian.
fn told(why: Unlike) -> (&'static str, &'static str) {
    match why {
        Unlike::Invisible => ("set to be invisible were left out", "invisibili sono rimaste fuori"),
        Unlike::Covered => ("under a painted box were left out", "sotto un riquadro dipinto sono rimaste fuori"),
        Unlike::Clipped => ("that are clipped away were left out", "ritagliate sono rimaste fuori"),
        Unlike::OffPage => ("outside the page were left out", "fuori dalla pagina sono rimaste fuori"),
        Unlike::LayerOff => ("on a layer that is off were left out", "su un livello spento sono rimaste fuori"),
        Unlike::ActualText => (
            "of a replacement text unlike the letters printed were left out",
            "di un testo sostitutivo diverso dalle lettere stampate sono rimaste fuori",
        ),
        Unlike::Recognised => (
            "that are invisible and stand for a picture were read",
            "invisibili, che stanno per un'immagine, sono state lette",
        ),
        Unlike::Annotation => (
            "of notes or form fields over the page were read",
            "di note o campi di modulo sopra la pagina sono state lette",
        ),
        Unlike::NoAppearance => (
            "of notes or form fields without a picture of their own were read",
            "di note o campi di modulo senza un'immagine propria sono state lette",
        ),
    }
}
