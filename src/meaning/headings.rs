//! Headings and bands: a level's label, a code, a title; or a code that says the level itself.

use super::evidence::sheet;
use crate::grammar::code::node_code;
use crate::grammar::heading as grammar;
use crate::labels::{Role, fold};
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::{begins_role, begins_structure, is_person, known};
use std::ops::Range;

/// A heading's parts; ranges are bytes of its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heading {
    pub(crate) field: Field,
    /// Where the title begins, with its code: what stands before is label.
    pub(crate) body: Range<usize>,
}

/// A label has at most this many words before the number or title.
const MOST_LABEL_WORDS: usize = 6;

/// Beginnings of codes that say the level: `OB.1.1 - Titolo`, `OS1 - Titolo`.
const CODES: &[(&str, Field)] = &[
    ("obs", Field::Strategic),
    ("os", Field::Strategic),
    ("vp", Field::PublicValue),
    ("obo", Field::Objective),
    ("ob", Field::Objective),
    ("oo", Field::Objective),
];

/// The heading that a line or band is. A `band` needs no mark between label and title.
pub(crate) fn heading(text: &str, band: bool) -> Option<Heading> {
    form(text)
        .or_else(|| position(text, band))
        .or_else(|| labelled(text, band))
        .or_else(|| by_code(text))
        .or_else(|| if band { structure(text) } else { None })
}

/// `Scheda obiettivo n. 1 Titolo`: with a number the form's name is the objective's heading.
fn form(text: &str) -> Option<Heading> {
    let (first, rest) = text.split_once(' ')?;
    let start = text.len() - rest.len();
    let heading = labelled(rest, false).filter(|_| matches!(fold(first).as_str(), "scheda" | "schede"))?;
    let body = &rest[heading.body.clone()];
    let numbered = body.starts_with(|c: char| c.is_ascii_digit()) || node_code(body).is_some();
    numbered.then_some(Heading { body: start + heading.body.start..start + heading.body.end, ..heading })
}

/// `Obiettivo n. 3 - Titolo`, `AREA STRATEGICA 1 – Titolo`, `Missione 01 Titolo`, `Programma: Titolo`.
fn labelled(text: &str, band: bool) -> Option<Heading> {
    let mut found = None;
    let mut end = 0;
    for word in text.split_inclusive(char::is_whitespace).take(MOST_LABEL_WORDS) {
        end += word.len();
        // `Area strategica A`: the letter is the code.
        let bare = word.trim_end();
        if bare.len() == 1 && bare.chars().all(char::is_uppercase) {
            break;
        }
        let label = text[..end].trim_end().trim_end_matches([':', '-', '–', '.']);
        // `Obiettivo operativo 2024: Titolo`: a year only before a colon.
        let coloned = text[..end].trim_end().ends_with(':');
        match known(label).filter(|k| k.whole && (k.year.is_none() || coloned)) {
            Some(label)
                if label.field.opens() && label.field.level() <= Level::Objective
                    || label.field == Field::ObjectiveCode =>
            {
                found = Some((label.field, end));
            }
            // `Obiettivo formativo`: the longer label is another thing.
            Some(label) if label.field == Field::Other => found = None,
            _ => {}
        }
    }
    let (field, end) = found?;
    let label = text[..end].trim_end();
    let rest = &text[end..];
    let body = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—'));
    let number =
        ["n.", "n°", "N.", "N°", "nr.", "n. "].iter().find_map(|mark| body.strip_prefix(mark)).map(str::trim_start);
    let parted =
        label.ends_with([':', '-', '–']) || rest.trim_start().starts_with([':', '-', '–', '—']) || number.is_some();
    let body = number.unwrap_or_else(|| after_year(body));
    let coded = body.starts_with(|c: char| c.is_ascii_digit()) || node_code(body).is_some();
    // `Obiettivi individuali 2025` is the title of a document.
    let years = body.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | '/'))
        && body.len() >= 4;
    if body.is_empty() || years || !(parted || coded || band) || !coded && defines(body) {
        return None;
    }
    let field = if field == Field::ObjectiveCode { Field::Objective } else { field };
    let start = text.len() - body.len();
    // `Area Tecnica`, `Settore Residenze`: the word is part of the name.
    if matches!(field, Field::Area) && fold(label) == "area" && !parted && !coded {
        return Some(Heading { field: Field::Structure, body: 0..text.len() });
    }
    Some(Heading { field, body: start..text.len() })
}

/// `2023 OO-01. Titolo`: the year is the label's, where a code follows.
fn after_year(body: &str) -> &str {
    let year = body.split_once(' ').filter(|(year, _)| known(year).is_some_and(|k| k.field == Field::Year));
    year.map(|(_, rest)| rest.trim_start()).filter(|rest| node_code(rest).is_some()).unwrap_or(body)
}

/// `Area strategica: Insieme di obiettivi dello stesso ambito.`: a glossary's sentence, or its first line.
fn defines(body: &str) -> bool {
    has_sentences(body) || body.strip_suffix('.').is_some_and(ends_sentence)
}

/// Does a sentence end inside a text?
pub(crate) fn has_sentences(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| ends_sentence(&text[..at]))
}

/// Is the point after this text a full stop?
fn ends_sentence(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.chars().count() > LONGEST_ABBREVIATION && text.split_whitespace().count() >= sheet::FEWEST_DEFINING
}

/// `Dott.`, `Comm.`: a point after a short word ends no sentence.
const LONGEST_ABBREVIATION: usize = 4;

/// `Dirigente del Settore Patrimonio – Rita Brusini`, `P.O. Affari generali – Rag. Luca Neri`: a role and a person, both of
/// the title; after `Posizione:` the value is.
fn position(text: &str, band: bool) -> Option<Heading> {
    let body = match text.split_once(':') {
        Some((label, value))
            if known(label).is_some_and(|k| k.field == Field::Position && k.whole) && !value.trim().is_empty() =>
        {
            text.len() - value.trim_start().len()
        }
        _ => 0,
    };
    let named = &text[body..];
    let role = body > 0 || begins_role(named);
    let short = named.split_whitespace().count() <= MOST_POSITION_WORDS;
    let person = named
        .rsplit_once(['–', '-', '—'])
        .is_some_and(|(role, person)| role.ends_with(char::is_whitespace) && is_person(person));
    let opens =
        role && short && !named.ends_with('.') && (person || body > 0 || band && named.split_whitespace().count() > 1);
    opens.then_some(Heading { field: Field::Position, body: body..text.len() })
}

/// A role and a name are no longer.
const MOST_POSITION_WORDS: usize = 16;

fn by_code(text: &str) -> Option<Heading> {
    let (code, title) = node_code(text)?;
    let letters: String = code.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let (_, field) = CODES.iter().find(|(start, _)| letters == *start)?;
    let marked = text[code.len()..title].contains(['-', '–', '—', ':']);
    // `Ob. 1 - Titolo`: the word is a label, the number the code; `OB.1.1` is a code as a whole.
    let body = code.find(char::is_whitespace).map_or(0, |at| at + 1);
    (marked && title < text.len()).then_some(Heading { field: *field, body: body..text.len() })
}

/// `01 - Natura e biodiversità`, `AS.1 – Ambiente`, `P.O. Servizi di staff`, without a label: a section's heading where
/// an objective follows.
pub(crate) fn unlabelled(text: &str) -> Option<Heading> {
    let whole = text.trim_end();
    let sentence = whole.ends_with(['.', ';', ',', ':']) || whole.split_whitespace().count() > MOST_POSITION_WORDS;
    if sentence || super::chapters::of(whole).is_some() {
        return None;
    }
    let lettered = || {
        let (code, title) = node_code(whole).filter(|(code, _)| code.starts_with(char::is_alphabetic))?;
        whole[code.len()..title].contains(['-', '–', '—']).then_some((Field::Area, title))
    };
    let (field, title) = match grammar::section(whole) {
        Some(found) => match found.role {
            Role::Position => (Field::Position, found.title.start),
            Role::SpecialAgency => (Field::Agency, found.title.start),
            _ => (Field::Area, found.title.start),
        },
        None => lettered()?,
    };
    whole[title..].contains(char::is_alphabetic).then_some(Heading { field, body: 0..whole.len() })
}

/// `Settore Lavori pubblici` over several objectives.
pub(crate) fn structure(text: &str) -> Option<Heading> {
    let first = text.split_whitespace().next()?;
    let named = begins_structure(text) && (2..=12).contains(&text.split_whitespace().count());
    let heading = first.starts_with(char::is_uppercase) && named && !text.ends_with(['.', ';']);
    heading.then_some(Heading { field: Field::Structure, body: 0..text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_their_forms() {
        for (text, field, body) in [
            ("Obiettivo 1 - T", Field::Objective, "1 - T"),
            ("Obiettivo 1: T", Field::Objective, "1: T"),
            ("OBIETTIVO N. 1 T", Field::Objective, "1 T"),
            ("Obiettivo n. 1 – T", Field::Objective, "1 – T"),
            ("OB.1.1 - T", Field::Objective, "OB.1.1 - T"),
            ("OS1 - T", Field::Strategic, "OS1 - T"),
            ("Ob. 1 - T", Field::Objective, "1 - T"),
            ("Scheda obiettivo n. 1 T", Field::Objective, "1 T"),
            ("Obiettivo operativo: T", Field::Objective, "T"),
            ("Obiettivo operativo AG4/E - T", Field::Objective, "AG4/E - T"),
            ("Obiettivo gestionale n. 3 T", Field::Objective, "3 T"),
            ("Obiettivo operativo 2023 OO-01. T", Field::Objective, "OO-01. T"),
            ("Titolo obiettivo: T", Field::Objective, "T"),
            ("Obiettivo operativo 2024: T", Field::Objective, "T"),
            ("Missione 01 - Servizi", Field::Mission, "01 - Servizi"),
            ("Programma 05 – Gestione", Field::Programme, "05 – Gestione"),
        ] {
            let found = heading(text, false).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.field, &text[found.body]), (field, body), "{text}");
        }
        for text in [
            "Obiettivo",
            "Obiettivi 2024",
            "Scheda obiettivo",
            "L'obiettivo del progetto è misurare",
            "Obiettivi raggiunti nel corso dell'anno",
            "Area di sosta",
        ] {
            assert_eq!(heading(text, false), None, "{text}");
        }
        // A glossary defines the words of headings.
        for text in [
            "Area strategica: Insieme di obiettivi dello stesso ambito.",
            "Obiettivo operativo: Traguardo annuale affidato all'ufficio. Il",
        ] {
            assert_eq!(heading(text, false), None, "{text}");
        }
        for (text, field) in [
            ("01 - Natura e biodiversità", Some(Field::Area)),
            ("AS.1 – Ambiente", Some(Field::Area)),
            ("1 - Azienda speciale - Centro Studi", Some(Field::Agency)),
            ("P.O. Servizi di staff", Some(Field::Position)),
            ("2.2 Performance", None),
            ("1 - Si procede con la prima fase.", None),
            ("Realizzare la rete", None),
        ] {
            assert_eq!(unlabelled(text).map(|h| h.field), field, "{text}");
        }
        assert_eq!(heading("AREA STRATEGICA 1 – Ambiente", true).map(|h| h.field), Some(Field::Area));
        assert_eq!(heading("Settore Lavori pubblici", true).map(|h| h.field), Some(Field::Structure));
    }
}
