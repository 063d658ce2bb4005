//! Headings and bands: a level's label, a code, a title; or a code that says the level itself.

use crate::grammar::code::node_code;
use crate::labels::fold;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::{begins_structure, known};
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
    labelled(text, band).or_else(|| by_code(text)).or_else(|| if band { structure(text) } else { None })
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
        match known(label).filter(|k| k.whole && k.year.is_none()) {
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
    let body = number.unwrap_or(body);
    let coded = body.starts_with(|c: char| c.is_ascii_digit()) || node_code(body).is_some();
    if body.is_empty() || !(parted || coded || band) {
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

fn by_code(text: &str) -> Option<Heading> {
    let (code, title) = node_code(text)?;
    let letters: String = code.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let (_, field) = CODES.iter().find(|(start, _)| letters == *start)?;
    let marked = text[code.len()..title].contains(['-', '–', '—', ':']);
    (marked && title < text.len()).then_some(Heading { field: *field, body: 0..text.len() })
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
            ("Obiettivo operativo: T", Field::Objective, "T"),
            ("Obiettivo operativo AG4/E - T", Field::Objective, "AG4/E - T"),
            ("Obiettivo gestionale n. 3 T", Field::Objective, "3 T"),
            ("Titolo obiettivo: T", Field::Objective, "T"),
            ("Missione 01 - Servizi", Field::Mission, "01 - Servizi"),
            ("Programma 05 – Gestione", Field::Programme, "05 – Gestione"),
        ] {
            let found = heading(text, false).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.field, &text[found.body]), (field, body), "{text}");
        }
        for text in [
            "Obiettivo",
            "L'obiettivo del progetto è misurare",
            "Obiettivi raggiunti nel corso dell'anno",
            "Area di sosta",
        ] {
            assert_eq!(heading(text, false), None, "{text}");
        }
        assert_eq!(heading("AREA STRATEGICA 1 – Ambiente", true).map(|h| h.field), Some(Field::Area));
        assert_eq!(heading("Settore Lavori pubblici", true).map(|h| h.field), Some(Field::Structure));
    }
}
