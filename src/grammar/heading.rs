//! Headings: codes and titles of sections and objectives, and the attributes in brackets after them.
//!
//! ```text
//! section     = area | agency | position ;
//! area        = [ area-label [ ":" ] ] section-code dash title ;
//! agency      = [ section-code dash ] "Azienda speciale" text ;
//! position    = ( "P.O." | "E.Q." | "Posizione Organizzativa" ) text ;
//! objective   = [ code dash ] title { attribute } [ paragraph ] ;
//! code        = dotted { "." digits } | code-word { " " code-word } ;     (* 01.01, Az_7.1, PO_ANAG CERT_01_01 *)
//! attribute   = "(" label ":" value ")" ;                                 (* (Peso: 8,37%) *)
//! dash        = "-" | "–" | "—" | ":" ;
//! ```

use crate::labels::{self, Role};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::combinator::{opt, recognize, verify};
use nom::multi::many0;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};
use std::ops::Range;

/// Words that a code may have at most.
const LONGEST_CODE: usize = 5;

/// The objective's code at the beginning of a text.
pub(crate) fn objective_code(text: &str) -> Option<&str> {
    coded(text).map(|(code, _)| code).filter(|code| code.chars().any(|c| c.is_ascii_digit()))
}

/// Does a text begin with a code and its dash, or with a dotted number?
pub(crate) fn begins_with_code(text: &str) -> bool {
    objective_code(text.trim_start()).is_some()
}

/// A code, and the byte at which the title begins.
pub(crate) fn coded(text: &str) -> Option<(&str, usize)> {
    let (rest, code) = alt((dotted_code, word_code)).parse_complete(text).ok()?;
    Some((code, text.len() - rest.len()))
}

/// `01.01 - `, `01.01 `, `1.2.3: `, `01.01-`: digits and points need no dash.
fn dotted_code(input: &str) -> IResult<&str, &str> {
    let digits = || take_while1(|c: char| c.is_ascii_digit());
    let (rest, code) = recognize((digits(), nom::multi::many1(preceded(tag("."), digits())))).parse_complete(input)?;
    let (rest, _) = opt(tag(".")).parse_complete(rest)?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '/' | '%' | '_')) {
        return fail(input);
    }
    let (rest, _) = alt((dash, spaces1)).parse_complete(rest)?;
    Ok((rest, code))
}

/// `Az_7.1 - `, `PO_ANAG CERT_01_01 - `, `OB3: `: a code of letters needs its dash.
fn word_code(input: &str) -> IResult<&str, &str> {
    let (rest, first) = code_word(input)?;
    let (rest, more) = many0(preceded(tag(" "), code_word)).parse_complete(rest)?;
    let code = &input[..input.len() - rest.len()];
    let plain = more.is_empty() || code.contains('_') || code.chars().all(|c| !c.is_lowercase());
    let numbered = code.chars().any(|c| c.is_ascii_digit()) && !first.is_empty();
    if more.len() >= LONGEST_CODE || !plain || !numbered {
        return fail(input);
    }
    let (rest, _) = dash(rest)?;
    Ok((rest, code))
}

fn code_word(input: &str) -> IResult<&str, &str> {
    let body = take_while1(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_'));
    let hyphenated = many0(recognize((tag("-"), take_while1(|c: char| c.is_ascii_digit() || c.is_uppercase()))));
    verify(recognize((body, hyphenated)), |word: &str| word.starts_with(char::is_alphanumeric) && !word.ends_with('.'))
        .parse_complete(input)
}

/// `dash = "-" | "–" | "—" | ":"`, with or without space around it.
fn dash(input: &str) -> IResult<&str, &str> {
    recognize(delimited(spaces0, alt((tag("-"), tag("–"), tag("—"), tag(":"))), spaces0)).parse_complete(input)
}

fn spaces0(input: &str) -> IResult<&str, &str> {
    take_while(char::is_whitespace).parse_complete(input)
}

fn spaces1(input: &str) -> IResult<&str, &str> {
    take_while1(char::is_whitespace).parse_complete(input)
}

fn fail<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

/// What a section's heading says; ranges are bytes of its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SectionHeading {
    pub(crate) role: Role,
    pub(crate) code: Option<Range<usize>>,
    pub(crate) title: Range<usize>,
}

/// The heading of a section, if the text is one.
pub(crate) fn section(text: &str) -> Option<SectionHeading> {
    let trimmed = text.trim_end();
    // Most lines are none: a heading begins with a code or with a label.
    let first = trimmed.chars().next()?;
    let second = trimmed[first.len_utf8()..].chars().next()?;
    let coded = first.is_ascii_digit() || first.is_ascii_uppercase() && !second.is_lowercase();
    if !coded && !labels::begins_label(&labels::fold(trimmed.split_whitespace().next()?), is_section) {
        return None;
    }
    if let Some(role) = position_or_agency(trimmed) {
        return Some(SectionHeading { role, code: None, title: 0..trimmed.len() });
    }
    let (label_end, labelled) = match area_label(trimmed) {
        Some(end) => (end, true),
        None => (0, false),
    };
    let body = &trimmed[label_end..];
    match section_code(body, labelled) {
        Some((code, title)) => {
            let title_text = &body[title..];
            // `1-5)` is the end of a scale.
            let spaced = body[code.end..title].starts_with(char::is_whitespace);
            if !title_text.starts_with(|c: char| c.is_alphabetic() || spaced && c.is_ascii_digit()) {
                return None;
            }
            let role = position_or_agency(title_text).unwrap_or(Role::Area);
            Some(SectionHeading {
                role,
                code: Some(label_end + code.start..label_end + code.end),
                title: label_end + title..trimmed.len(),
            })
        }
        // `Area strategica: Servizi`: a colon or dash must say that a title follows.
        None if labelled && trimmed[..label_end].trim_end().ends_with([':', '-', '–']) && !body.is_empty() => {
            Some(SectionHeading { role: Role::Area, code: None, title: label_end..trimmed.len() })
        }
        None => None,
    }
}

fn is_section(role: Role) -> bool {
    matches!(role, Role::Area | Role::Position | Role::SpecialAgency)
}

/// `P.O. SERVIZIO ...`, `Azienda speciale ...`: the label is part of the title.
fn position_or_agency(text: &str) -> Option<Role> {
    let mut folded = String::new();
    for word in text.split_whitespace().take(2) {
        labels::fold_into(&mut folded, word);
        if let Some(label) = labels::exact_folded(&folded)
            && matches!(label.role, Role::Position | Role::SpecialAgency)
            && folded.len() < labels::fold(text).len()
        {
            return Some(label.role);
        }
    }
    None
}

/// The end of an area's label (`Area strategica n. `) at the beginning of a text.
fn area_label(text: &str) -> Option<usize> {
    let mut folded = String::new();
    let mut found = None;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace).take(4) {
        at += word.len();
        labels::fold_into(&mut folded, word);
        if labels::exact_folded(&folded).is_some_and(|l| l.role == Role::Area) {
            found = Some(at);
        }
    }
    let mut end = found?;
    for filler in ["n.", "n°", "N.", "-", "–", ":"] {
        if let Some(rest) = text[end..].strip_prefix(filler) {
            end = text.len() - rest.trim_start().len();
        }
    }
    (end < text.len()).then_some(end)
}

/// The code of a section and where its title begins: `01 - `, `1. `, `A - `; after a label, `1 ` too.
fn section_code(body: &str, labelled: bool) -> Option<(Range<usize>, usize)> {
    let code: &str = body.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':' | ')')).next()?;
    let code = code.trim_end_matches('.');
    let short = !code.is_empty() && code.len() <= 6;
    let numeric =
        code.chars().all(|c| c.is_ascii_digit() || c == '.') && code.starts_with(|c: char| c.is_ascii_digit());
    let roman = !code.is_empty() && code.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = code.len() == 1 && code.starts_with(|c: char| c.is_ascii_uppercase());
    let mixed = code.starts_with(|c: char| c.is_ascii_uppercase()) && code.ends_with(|c: char| c.is_ascii_digit());
    if !short || !(numeric || roman || letter || mixed) || (!labelled && code.contains('.')) {
        return None;
    }
    let rest = &body[code.len()..];
    let dashed = dash(rest).ok().map(|(after, _)| after);
    let pointed = || rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")).map(str::trim_start);
    let bare = || labelled.then(|| spaces1(rest).ok().map(|(after, _)| after)).flatten();
    let numeric_pointed = || if numeric && labelled { pointed() } else { None };
    let title = dashed.or_else(numeric_pointed).or_else(bare)?;
    Some((0..code.len(), body.len() - title.len()))
}

/// An attribute in brackets: `(Peso: 8,37%)`. Ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribute {
    pub(crate) role: Role,
    /// With its brackets.
    pub(crate) whole: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// An attribute's label is no longer than this in bytes: what is between a bracket and a colon further on is none.
const LONGEST_LABEL: usize = 96;

/// All attributes of a text. A missing closing bracket ends with the text or the next attribute: after
/// `(Tipologia:` nothing else can follow.
pub(crate) fn attributes(text: &str) -> Vec<Attribute> {
    let mut found: Vec<Attribute> = Vec::new();
    for (open, _) in text.match_indices('(') {
        if found.last().is_some_and(|last| open < last.whole.end) {
            continue;
        }
        let Some(colon) = text.bytes().skip(open).take(LONGEST_LABEL).position(|b| b == b':').map(|c| open + c) else {
            continue;
        };
        let Some(label) = labels::exact(&text[open + 1..colon]) else { continue };
        if !matches!(label.role, Role::Weight | Role::Typology | Role::UnitOfMeasure | Role::Source | Role::Units) {
            continue;
        }
        let (close, end) = closing(text, colon + 1);
        let value = colon + 1 + leading_space(&text[colon + 1..close])..close;
        found.push(Attribute {
            role: label.role,
            whole: open..end,
            value: value.start.min(close)..trim_end(text, value.start.min(close), close),
        });
    }
    found.extend(weight_at_end(text, found.last().map_or(0, |last| last.whole.end)));
    found
}

/// A title's weight without a colon in brackets: `(peso 35%)`, `[Peso 20]`; or after a mark: ` - Peso: 15%`.
/// It ends the text: `riduzione (peso 3 kg) dei pacchi` says something else.
fn weight_at_end(text: &str, from: usize) -> Option<Attribute> {
    // Asked of every title and name: nearly none ends as a weight does, and those in brackets were read already.
    let last = text.bytes().rfind(|byte| !matches!(byte, b' ' | b')' | b']'))?;
    if from >= text.len() || !(last == b'%' || last.is_ascii_digit()) {
        return None;
    }
    let end = text.trim_end().len();
    let inner = text[..end].trim_end_matches([')', ']']).trim_end();
    let mut start = inner.len();
    // From the last word on, the shortest run of words that begins with the label.
    for word in inner.split_whitespace().rev().take(MOST_WEIGHT_WORDS) {
        start = inner[..start].rfind(word)?;
        let opened = inner[..start].ends_with(['(', '[']) || word.starts_with(['(', '[']);
        let bare = start + word.len() - word.trim_start_matches(['(', '[']).len();
        let Some(label) = text[bare..].split_inclusive([' ', ':']).next() else { continue };
        if labels::exact(label.trim_end_matches([':', ' '])).is_none_or(|label| label.role != Role::Weight) {
            continue;
        }
        let value = text[bare + label.len()..inner.len()].trim_start_matches([':', ' ', '=']);
        let number = value.strip_suffix('%').unwrap_or(value).trim_end();
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
        let before = inner[..start].trim_end();
        let marked = before.trim_end_matches(['-', '–', '—', ',', ';', '|']);
        let parted = opened && inner.len() < end || marked.len() < before.len() || label.ends_with(':');
        let (whole, title) = if opened { (bare - 1, before) } else { (marked.len(), marked) };
        let named = title.trim_end_matches(['(', '[']).contains(char::is_alphabetic);
        return (is_number && parted && named && whole >= from).then(|| Attribute {
            role: Role::Weight,
            whole: whole..text.len(),
            value: inner.len() - value.len()..inner.len(),
        });
    }
    None
}

/// `Peso: 15 %` has three words.
const MOST_WEIGHT_WORDS: usize = 3;

/// Where the bracket opened before `from` closes: the end of the value, and the byte after the bracket.
fn closing(text: &str, from: usize) -> (usize, usize) {
    let mut depth = 0usize;
    for (at, c) in text[from..].char_indices() {
        match c {
            ')' if depth == 0 => return (from + at, from + at + 1),
            ')' => depth -= 1,
            '(' if labels_follow(&text[from + at..]) => return (from + at, from + at),
            '(' => depth += 1,
            _ => {}
        }
    }
    (text.len(), text.len())
}

fn labels_follow(text: &str) -> bool {
    text.bytes()
        .take(LONGEST_LABEL)
        .position(|b| b == b':')
        .is_some_and(|colon| colon > 1 && labels::exact(&text[1..colon]).is_some())
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn trim_end(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_objectives() {
        for (text, code, title) in [
            ("01.01 - ARBITRATO: assistenza", "01.01", "ARBITRATO: assistenza"),
            ("Az_7.1 - Procedure di mediazione", "Az_7.1", "Procedure di mediazione"),
            ("PO_ANAG CERT_01_01 - Partecipazione", "PO_ANAG CERT_01_01", "Partecipazione"),
            ("PO_PROM SV EC_02_01 - Ottimale", "PO_PROM SV EC_02_01", "Ottimale"),
            ("1.2.3 Titolo", "1.2.3", "Titolo"),
            ("OB-01 - Titolo", "OB-01", "Titolo"),
            ("01.01-Titolo", "01.01", "Titolo"),
            ("OS1: Titolo", "OS1", "Titolo"),
        ] {
            let (found, at) = coded(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found, &text[at..]), (code, title), "{text}");
        }
        for text in [
            "Sistema Excelsior 2023 - rilevazione",
            "Monitoraggio - fase",
            "2023",
            "31/12 - fine",
            "n. 3 corsi",
            "70,00 %",
        ] {
            assert_eq!(coded(text), None, "{text}");
        }
    }

    #[test]
    fn headings_of_sections() {
        for (text, role, code, title) in [
            ("01 - Semplificazione Amministrativa", Role::Area, "01", "Semplificazione Amministrativa"),
            ("1 - Azienda speciale - Centro Studi", Role::SpecialAgency, "1", "Azienda speciale - Centro Studi"),
            ("P.O. SERVIZIO DI STAFF", Role::Position, "", "P.O. SERVIZIO DI STAFF"),
            ("Posizione Organizzativa Tributi", Role::Position, "", "Posizione Organizzativa Tributi"),
            ("Area strategica 2 - Ambiente", Role::Area, "2", "Ambiente"),
            ("AREA STRATEGICA N. 3: Sociale", Role::Area, "3", "Sociale"),
            ("Ambito: Innovazione", Role::Area, "", "Innovazione"),
            ("Missione 01 Servizi istituzionali", Role::Area, "01", "Servizi istituzionali"),
            ("Linea strategica A - Crescita", Role::Area, "A", "Crescita"),
        ] {
            let found = section(text).unwrap_or_else(|| panic!("{text}"));
            let found_code = found.code.clone().map_or("", |r| &text[r]);
            assert_eq!((found.role, found_code, &text[found.title.clone()]), (role, code, title), "{text}");
        }
        for text in [
            "Programma triennale della trasparenza",
            "31/12/2023",
            "01.01 - Titolo",
            "P.O.",
            "- 12 -",
            "2023 2025",
            "Area",
            "1-5)",
        ] {
            assert_eq!(section(text), None, "{text}");
        }
    }

    #[test]
    fn attributes_in_brackets() {
        let text = "nome (scala 1-5) (Peso: 40,00%)  (Tipologia: Efficienza)";
        let found = attributes(text);
        assert_eq!(
            found.iter().map(|a| (a.role, &text[a.value.clone()])).collect::<Vec<_>>(),
            [(Role::Weight, "40,00%"), (Role::Typology, "Efficienza"),]
        );
        let open = "nome (Peso: 40,00% (Tipologia: Qualità";
        assert_eq!(attributes(open).iter().map(|a| &open[a.value.clone()]).collect::<Vec<_>>(), ["40,00%", "Qualità"]);
        assert!(attributes("N. atti (2023: tutti)").is_empty());
        for (text, title, weight) in [
            ("Approvare il piano (peso 35%)", "Approvare il piano", "35%"),
            ("Approvare il piano [Peso 20]", "Approvare il piano", "20"),
            ("Ridurre il consumo - Peso 15%", "Ridurre il consumo", "15%"),
            ("Ridurre il consumo – Peso: 15 %", "Ridurre il consumo", "15 %"),
            ("Ridurre il consumo Peso: 8,5", "Ridurre il consumo", "8,5"),
        ] {
            let found = attributes(text);
            let said: Vec<_> =
                found.iter().map(|a| (text[..a.whole.start].trim_end(), &text[a.value.clone()])).collect();
            assert_eq!(said, [(title, weight)], "{text}");
        }
        for text in ["Ridurre il peso 5%", "Peso: 15%", "Pacchi (peso 3 kg)", "Pesare i rifiuti (peso 3) dei negozi"] {
            assert!(attributes(text).is_empty(), "{text}");
        }
    }
}
