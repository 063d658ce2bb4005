//! ALB207 stray-mark: a lone `-`, `0` or `/` left in an algorithm cell

use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::subject::{Subject, say};

pub(super) static RULE: Rule = Rule {
    code: "ALB207",
    name: "stray-mark",
    severity: Severity::Info,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text {
        en: "A lone `-`, `0` or `/` left in an algorithm cell",
        it: "Un `-`, `0` o `/` isolato rimasto in una cella di algoritmo",
    },
    reason: Text {
        en: "The mark of an empty denominator: what the form prints where nobody wrote.",
        it: "Il segno di un denominatore vuoto: ciò che il modulo stampa dove nessuno ha scritto.",
    },
    wrong: Text { en: "Stato attuazione Piano progetto 0", it: "Stato attuazione Piano progetto 0" },
    right: Text { en: "inserire 0 se non applicato", it: "inserire 0 se non applicato" },
    sources: &[],
    check,
};

const MARKS: &[&str] = &["-", "–", "0", "/"];

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for at in subject.indicators() {
        let Some(text) = at.indicator.algorithm.text.as_deref() else { continue };
        let first = text.split_whitespace().next();
        let last = text.split_whitespace().next_back();
        // A zero that a sentence leads to (`pari a 0`) is its value.
        let leads =
            text.split_whitespace().rev().nth(1).is_some_and(|word| {
                matches!(word, "a" | "=" | ">" | "<" | ">=" | "<=" | "/" | "-" | "da" | "n." | "N.")
            });
        let mark = last
            .filter(|w| MARKS.contains(w) && !(leads && *w == "0"))
            .or(first.filter(|w| MARKS.contains(w) && *w != "0"));
        if let Some(mark) = mark {
            let message =
                say!(subject, "a lone \"{mark}\" stands in the algorithm", "un \"{mark}\" isolato sta nell'algoritmo");
            let help =
                say!(subject, "take it out, or write what was meant", "toglierlo, o scrivere ciò che si intendeva");
            findings.add(Draft::new(at, message, help).quote("algorithm/text", text));
        }
    }
}
