//! ALB115 placeholder-text: template text left in: `[descrizione]`, `xxx`, `da definire`

use super::common::texts;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Subject, say};
use crate::labels::fold;

pub(super) static RULE: Rule = Rule {
    code: "ALB115",
    name: "placeholder-text",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "Template text left in: `[descrizione]`, `xxx`, `da definire`",
        it: "Testo di modello rimasto: `[descrizione]`, `xxx`, `da definire`",
    },
    reason: Text {
        en: "The form was published with a blank in it.", it: "Il modulo è stato pubblicato con un vuoto."
    },
    wrong: Text { en: "Descrizione: [descrizione]", it: "Descrizione: [descrizione]" },
    right: Text {
        en: "Criteri da definire con gli stakeholder entro giugno",
        it: "Criteri da definire con gli stakeholder entro giugno",
    },
    sources: &[],
    check,
};

/// What templates print, folded, as a whole field.
const TEMPLATES: &[&str] = &[
    "descrizione",
    "titolo",
    "indicatore",
    "algoritmo",
    "target",
    "testo",
    "dadefinire",
    "dacompletare",
    "dainserire",
    "dacompilare",
    "inserire",
    "inseriretesto",
    "inseriredescrizione",
    "loremipsum",
    "tbd",
    "todo",
];

/// No template is longer as printed.
const LONGEST: usize = 32;

/// Words of templates inside square brackets.
const BRACKETED: &[&str] = &[
    "descrizione",
    "titolo",
    "inserire",
    "indicatore",
    "algoritmo",
    "target",
    "testo",
    "nome",
    "unità",
    "data",
    "valore",
    "definire",
    "completare",
    "compilare",
];

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for (node, field, text) in texts(subject) {
        let Some(found) = template(text) else { continue };
        let message = say!(subject, "template text is left in: \"{found}\"", "è rimasto testo di modello: \"{found}\"");
        let help = say!(subject, "write the text, or take the line out", "scrivere il testo, o togliere la riga");
        findings.add(Draft::new(node, message, help).quote(field, found));
    }
}

fn template(text: &str) -> Option<&str> {
    if text.len() <= LONGEST && TEMPLATES.contains(&fold(text).as_str()) {
        return Some(text);
    }
    if let (Some(open), Some(close)) = (text.find('['), text.find(']'))
        && open < close
    {
        let inside = text[open + 1..close].to_lowercase();
        if BRACKETED.iter().any(|word| inside.split_whitespace().any(|w| w == *word))
            || inside.trim_matches(['.', '…', '_', ' ']).is_empty()
        {
            return text.get(open..=close);
        }
    }
    let blank = |word: &&str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        letters.len() >= 3
            && (letters.chars().all(|c| matches!(c, 'x' | 'X')) && !is_roman(letters)
                || letters.chars().all(|c| c == '_'))
    };
    text.split_whitespace().find(blank)
}

/// XXX is thirty.
fn is_roman(word: &str) -> bool {
    word == "XXX"
}
