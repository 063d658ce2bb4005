//! ALB602 year-stale: a text that measures an older year

use super::common::texts;
use crate::check::finding::{Draft, Findings};
use crate::check::rule::{Counts, Needs, Rule, Severity, Text};
use crate::check::sources::Source;
use crate::check::subject::{Subject, say};
use crate::grammar::date::is_month;
use crate::labels::fold;

pub(super) static RULE: Rule = Rule {
    code: "ALB602",
    name: "year-stale",
    severity: Severity::Warning,
    on: true,
    needs: Needs::Plan,
    counts: Counts::Rows,
    since: "0.1.0",
    renamed_from: &[],
    summary: Text { en: "A text that measures an older year", it: "Un testo che misura un anno passato" },
    reason: Text {
        en: "Usually copied from last year's plan. Not the date or number of an act, nor a programme's name, nor the year that a value is compared with.",
        it: "Di solito copiato dal piano dell'anno prima. Non la data o il numero di un atto, né il nome di un programma, né l'anno con cui si confronta un valore.",
    },
    wrong: Text {
        en: "Monitoraggio semestrale (al 30/06/2022) in a plan for 2023",
        it: "Monitoraggio semestrale (al 30/06/2022) in un piano per il 2023",
    },
    right: Text {
        en: "disposizioni di cui all'Ods n. 23 del 10 novembre 2022",
        it: "disposizioni di cui all'Ods n. 23 del 10 novembre 2022",
    },
    sources: &[Source::Dlgs150Art5],
    check,
};

/// What a measure of an older year begins with, folded words.
const LEADS: &[&str] = &["al", "all", "entro", "nel", "nell", "il", "fino", "corso", "anno"];

/// Words after which a date is an act's, a comparison's or an account's, within [`REACH`] words before it.
const ACTS: &[&str] = &[
    "ods",
    "delibera",
    "deliberazione",
    "determina",
    "determinazione",
    "decreto",
    "dlgs",
    "dl",
    "dpcm",
    "dpr",
    "dm",
    "legge",
    "lr",
    "regolamento",
    "circolare",
    "nota",
    "prot",
    "protocollo",
    "ordinanza",
    "ordine",
    "atto",
    "ccnl",
    "contratto",
    "convenzione",
    "bando",
    "avviso",
    "direttiva",
    "approvato",
    "approvata",
    "approvati",
    "approvate",
    "adottato",
    "adottata",
    "pubblicato",
    "sottoscritto",
    "gu",
    "rispetto",
    "confronto",
    "precedente",
    "consuntivo",
    "rendiconto",
    "bilancio",
    "base",
    "dal",
    "dall",
    "partire",
    "relazione",
    "triennio",
    "biennio",
    "periodo",
    "dati",
    "censimento",
    "istituito",
    "istituita",
    "verbale",
    "seduta",
    "sentenza",
    "programmazione",
];

/// The same where a number follows: `n. 23`, `L. 190`.
const NUMBERED: &[&str] = &["n", "no", "art", "l", "prot"];

fn begins_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// How many words an act's name may stand before its date: `Ods n. 23 del 10 novembre 2022`.
const REACH: usize = 7;

fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(year) = subject.plan.year else { return };
    for (node, field, text) in texts(subject) {
        let Some((found, old)) = stale(text, year) else { continue };
        let message = say!(
            subject,
            "measures {old} in a plan for {year}: \"{found}\"",
            "misura il {old} in un piano per il {year}: \"{found}\""
        );
        let help = say!(subject, "correct the year, if it was copied", "correggere l'anno, se è stato copiato");
        findings.add(Draft::new(node, message, help).quote(field, found));
    }
}

/// The first date or year before the plan's that says when something is measured.
fn stale(text: &str, plan_year: i32) -> Option<(&str, i32)> {
    if !text.contains(['1', '2']) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    for (index, word) in words.iter().enumerate() {
        let Some((printed, year, is_date)) = year_of(word) else { continue };
        if year >= plan_year {
            continue;
        }
        let before: Vec<String> = words[..index].iter().rev().take(REACH).map(|w| fold(w)).collect();
        let acts = before.iter().enumerate().any(|(back, w)| {
            let numbered =
                back.checked_sub(1).and_then(|next| before.get(next)).is_some_and(|next| begins_with_digit(next));
            ACTS.contains(&w.trim_end_matches(|c: char| c.is_ascii_digit()))
                || NUMBERED.contains(&w.as_str()) && numbered
        });
        // A bare year may be a programme's (`POR 2014`), an account's, an edition's.
        let of_date = |w: &&String| w.chars().all(|c| c.is_ascii_digit()) || is_month(w);
        let nearest = before.iter().find(|w| !of_date(w));
        let led = nearest.is_some_and(|w| LEADS.contains(&w.as_str()));
        // `2021-2027`, `2021/2023`: a period.
        let next_is_year = words.get(index + 1).is_some_and(|w| matches!(*w, "-" | "–" | "/"));
        if !acts && led && (is_date || !next_is_year) {
            return Some((printed, year));
        }
    }
    None
}

/// `30/06/2022` or `2022`, without the brackets around it: as printed, its year, whether it is a whole date.
fn year_of(word: &str) -> Option<(&str, i32, bool)> {
    let printed = word.trim_matches(|c: char| !c.is_ascii_digit());
    let inner = word.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';' | '.' | ':' | '"'));
    if inner != printed {
        // `PAdigitale2026`, `2022-2024`.
        return None;
    }
    let parts: Vec<&str> = printed.split(['/', '.']).collect();
    let numbers = parts.iter().all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_digit()));
    match parts.as_slice() {
        [day, month, year] if numbers && year.len() == 4 && day.len() <= 2 && month.len() <= 2 => {
            Some((printed, year.parse().ok()?, true))
        }
        [year] if numbers && year.len() == 4 && (1990..2100).contains(&year.parse::<i32>().ok()?) => {
            Some((printed, year.parse().ok()?, false))
        }
        _ => None,
    }
}
