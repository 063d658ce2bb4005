//! ALB208 repeated-word: a word printed twice: `di di`, `semestrale semestrale`

use super::common::texts;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB208",
    name: "repeated-word",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A word printed twice: `di di`, `semestrale semestrale`",
        it: "Una parola stampata due volte: `di di`, `semestrale semestrale`",
    },
    reason: Text {
        en: "Usually a typing error; where it is not, the text reads as one.",
        it: "Di solito un refuso; dove non lo è, il testo si legge come tale.",
    },
    wrong: Text { en: "Grado di di copertura", it: "Grado di di copertura" },
    right: Text { en: "via via", it: "via via" },
    sources: &[Source::Dfp2017],
    check,
};

/// Words that Italian says twice.
const SAID_TWICE: &[&str] =
    &["via", "mano", "man", "piano", "pian", "passo", "poco", "così", "cosi", "quasi", "proprio", "giorno"];

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let mut last: Option<(Option<String>, String)> = None;
    for (node, field, text) in texts(subject) {
        let Some(found) = repeated(text) else { continue };
        // A name and the algorithm that repeats it have one fault.
        let fault = (node.name(), found.to_lowercase());
        if last.as_ref() == Some(&fault) {
            continue;
        }
        last = Some(fault);
        let message =
            say!(subject, "a word is printed twice: \"{found}\"", "una parola è stampata due volte: \"{found}\"");
        let help = say!(subject, "take one out", "toglierne una");
        findings.add(Draft::new(node, message, help).quote(field, found));
    }
}

/// The first word that follows itself, with nothing but a space between.
fn repeated(text: &str) -> Option<&str> {
    let is_word = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    let mut previous: Option<(usize, &str)> = None;
    for word in text.split_whitespace() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let plain = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if let Some((start, before)) = previous
            && before.len() == plain.len()
            && is_word(before)
            && before.to_lowercase() == plain.to_lowercase()
            && !SAID_TWICE.contains(&plain.to_lowercase().as_str())
        {
            return text.get(start..at + plain.len());
        }
        previous = Some((at, word));
    }
    None
}
