//! Labels in text: alone in a cell or a line, before a colon, or as a question.

use super::pieces::part;
use crate::labels::fold;
use crate::layout::cells::Cell;
use crate::layout::words::Words;
use crate::vocabulary::fields::{Field, Level};
use crate::vocabulary::{Known, known};
use std::ops::Range;

/// A label that only begins like a known one (`Termine di conclusione`) has at most this many words; a value that begins
/// so (`Servizio Tributi e riscossione coattiva`) tends to be longer.
const MOST_WEAK_WORDS: usize = 6;

/// What a text says as a label.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label {
    pub(crate) known: Known,
    /// It cannot be a value: all its words are a label's, it is a question, or it ends with a colon.
    pub(crate) sure: bool,
}

/// The label that a whole text is, if it is one.
pub(crate) fn label(text: &str) -> Option<Label> {
    let text = text.trim();
    let colon = text.ends_with(':');
    let bare = text.trim_end_matches(':').trim_end();
    if bare.is_empty() || bare.contains(':') {
        return None;
    }
    // `Obiettivi individuali 2025` is the title of a document, `Obiettivo 2025` a label.
    let title = fold(bare).starts_with("obiettivi");
    let wanted =
        |k: &Known| !(matches!(k.field, Field::Year | Field::Counter) || title && k.field.opens() && k.year.is_some());
    // `Indicatore 1`, `Target n. 2`: which of several of one sheet.
    if let Some(known) = unnumbered(bare).and_then(known).filter(|k| {
        k.whole && k.year.is_none() && matches!(k.field.level(), Level::Indicator | Level::Phase)
            || k.whole && k.field == Field::Weight
    }) {
        return Some(Label { known, sure: true });
    }
    let found = known(bare).filter(wanted);
    if let Some(known) = found.filter(|k| k.whole) {
        return Some(Label { known, sure: true });
    }
    // `Peso %`: the sign is the unit of what stands beside it.
    if let Some(known) = bare.strip_suffix('%').and_then(known).filter(|k| wanted(k) && k.whole) {
        return Some(Label { known, sure: true });
    }
    let (outside, inside) = bracketed(bare);
    if bare.contains('?') {
        let known = found.or_else(|| inside.and_then(known).filter(wanted))?;
        // Words after the question are an answer.
        let after = bare.rfind('?').map_or("", |at| bare[at + 1..].trim());
        return (after.is_empty() || after.starts_with('(')).then_some(Label { known, sure: true });
    }
    if inside.is_some()
        && let Some(known) = known(outside).filter(|k| wanted(k) && k.whole)
    {
        return Some(Label { known, sure: true });
    }
    let words = bare.split_whitespace().count();
    let weak = words <= MOST_WEAK_WORDS && !bare.contains(|c: char| c.is_ascii_digit());
    found.filter(|_| weak || inside.is_some() && words <= 2 * MOST_WEAK_WORDS).map(|known| Label { known, sure: colon })
}

/// A label without the number that counts it.
fn unnumbered(text: &str) -> Option<&str> {
    let (label, number) = text.rsplit_once(char::is_whitespace)?;
    let counts = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let label = label.trim_end();
    let marked = ["n.", "N.", "n°", "N°", "nr."].iter().find_map(|mark| label.strip_suffix(mark));
    counts.then(|| marked.unwrap_or(label).trim_end())
}

/// A text that can be nothing but a label.
pub(crate) fn sure_label(text: &str) -> Option<Known> {
    label(text).filter(|label| label.sure).map(|label| label.known)
}

/// The name of the field that a cell is the label of.
pub(crate) fn label_name(cell: &Cell, words: &Words) -> Option<&'static str> {
    sure_label(&cell.text(words).text).map(|known| known.field.name())
}

/// `Strategia (obiettivo strategico)`: the words outside the last brackets and those in them.
fn bracketed(text: &str) -> (&str, Option<&str>) {
    let Some(open) = text.rfind('(').filter(|_| text.trim_end().ends_with([')', '?'])) else { return (text, None) };
    let inside = text[open + 1..].trim_end_matches(['?', ')', ' ']);
    (text[..open].trim_end(), Some(inside).filter(|t| !t.is_empty()))
}

/// A labelled part of a text.
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    pub(crate) known: Known,
    pub(crate) label: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// The labels before colons in a text, the first at its begin: `Peso: 6 Tempi: ..`.
pub(crate) fn before_colons(text: &str, starts: impl Fn(usize) -> bool) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    let mut from = 0;
    for (colon, _) in text.match_indices(':') {
        let Some(before) = text.get(from..colon) else { continue };
        let begins =
            before.char_indices().filter(|(at, c)| !c.is_whitespace() && (*at == 0 || before[..*at].ends_with(' ')));
        // `(Peso: 5%)` is an attribute of what stands before the bracket.
        let mut begins = begins.map(|(at, _)| from + at).filter(|at| starts(*at) && !text[*at..].starts_with('('));
        let label = begins.find_map(|start| {
            let label = label(&text[start..=colon])?;
            (label.known.whole || start == 0).then_some((label.known, start))
        });
        let Some((known, start)) = label.filter(|(_, start)| !found.is_empty() || *start == 0) else { continue };
        if let Some(last) = found.last_mut() {
            last.value.end = start;
        }
        from = colon + 1;
        found.push(Labelled { known, label: start..from, value: from..text.len() });
    }
    found
}

/// The labelled lines of a cell: `Dimensione: ..`, `Indicatore: ..`, each on a line of its own.
pub(crate) fn lines_of(cell: &Cell, words: &Words) -> Vec<(Known, Cell, Cell)> {
    let text = cell.text(words);
    let at_line = |at: usize| at == 0 || text.breaks.iter().any(|b| b.at == at);
    let found = before_colons(&text.text, at_line);
    found.into_iter().map(|l| (l.known, part(cell, l.label, words), part(cell, l.value, words))).collect()
}

/// A line of an index: dot leaders, or a page number far right of the title.
pub(crate) fn is_index(text: &str) -> bool {
    text.contains("....")
        || text.contains(". . . .")
        || text.contains('…') && text.ends_with(|c: char| c.is_ascii_digit())
}

/// A sheet's own title is none of its objective's.
pub(crate) fn is_form_title(text: &str) -> bool {
    const FORMS: &[&str] = &["scheda", "schede", "allegato", "piano", "pagina", "pag", "relazione", "albero"];
    let first = text.split_whitespace().next().map(fold).unwrap_or_default();
    FORMS.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_whole_a_question_or_ends_with_a_colon() {
        for (text, field) in [
            ("Peso (%)", Field::Weight),
            ("Peso %", Field::Weight),
            ("Strategia (obiettivo strategico)", Field::Strategic),
            ("c) A chi è rivolto? (Stakeholder)", Field::Stakeholders),
            ("Chi risponderà dell'obiettivo? (Dirigente/posizione responsabile)", Field::Responsible),
            (
                "a) Quale Valore Pubblico (benessere economico, sociale, ambientale, sanitario, ecc.)?",
                Field::PublicValue,
            ),
            (
                "b) Quale strategia potrebbe favorire la creazione di Valore Pubblico (obiettivo strategico)?",
                Field::Strategic,
            ),
            ("Termine di conclusione:", Field::End),
        ] {
            assert_eq!(sure_label(text).map(|k| k.field), Some(field), "{text}");
        }
        for text in ["Servizio Tributi", "Dimensione: Qualità", "Struttura complessa Alimenti", "85%", "Rossi Mario"] {
            assert!(sure_label(text).is_none(), "{text}");
        }
    }

    #[test]
    fn labels_before_colons_part_a_line() {
        let text = "Peso: 6 Tempi di realizzazione: entro il 30 giugno";
        let found: Vec<_> =
            before_colons(text, |_| true).into_iter().map(|l| (l.known.field, text[l.value].trim())).collect();
        assert_eq!(found, [(Field::Weight, "6"), (Field::End, "entro il 30 giugno")]);
        assert!(before_colons("(Peso: 6%) (Tipologia: Output)", |_| true).is_empty());
        assert!(before_colons("Si ricorda che il Peso: 6", |_| true).is_empty());
    }
}
