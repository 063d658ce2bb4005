//! Units of measure: one table, and the forms that an unknown one may take.

use crate::labels::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a unit of measure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// A part of a whole.
    Share,
    /// How many.
    Count,
    /// How long.
    Duration,
    /// So much a week: opening hours, not waiting time.
    Rate,
    Money,
    /// Points on a scale.
    Score,
    Other,
}

/// Units of measure as documents print them. Compared [folded](fold), so `N.`, `n°` and `n` are one line.
const UNITS: &[(&str, Quantity)] = &[
    ("%", Quantity::Share),
    ("per cento", Quantity::Share),
    ("per mille", Quantity::Share),
    ("punti percentuali", Quantity::Share),
    ("N.", Quantity::Count),
    ("numero", Quantity::Count),
    ("num", Quantity::Count),
    ("nr", Quantity::Count),
    ("valore assoluto", Quantity::Count),
    ("gg", Quantity::Duration),
    ("gg lav", Quantity::Duration),
    ("gg lavorativi", Quantity::Duration),
    ("giorni", Quantity::Duration),
    ("giorni lavorativi", Quantity::Duration),
    ("giorno", Quantity::Duration),
    ("ore", Quantity::Duration),
    ("ora", Quantity::Duration),
    ("min", Quantity::Duration),
    ("minuti", Quantity::Duration),
    ("mesi", Quantity::Duration),
    ("mese", Quantity::Duration),
    ("anni", Quantity::Duration),
    ("anno", Quantity::Duration),
    ("settimane", Quantity::Duration),
    ("ore settimanali", Quantity::Rate),
    ("euro", Quantity::Money),
    ("punti", Quantity::Score),
    ("punto", Quantity::Score),
    ("indice", Quantity::Score),
    ("rapporto", Quantity::Score),
    ("scala", Quantity::Score),
    ("kg", Quantity::Other),
    ("kwh", Quantity::Other),
    ("mq", Quantity::Other),
    ("km", Quantity::Other),
];

/// A printed unit of measure longer than this many words is a sentence.
const LONGEST_UNKNOWN: usize = 3;

/// No unit of the table is longer.
const LONGEST: usize = 24;

static FOLDED: LazyLock<HashMap<String, Quantity>> =
    LazyLock::new(|| UNITS.iter().map(|(unit, quantity)| (fold(unit), *quantity)).collect());

/// What a printed unit of measure measures; `None` for one that the table does not know.
pub(crate) fn quantity(unit: &str) -> Option<Quantity> {
    if unit.trim() == "€" {
        return Some(Quantity::Money);
    }
    let folded = fold(unit);
    FOLDED.get(&folded).copied().or_else(|| folded.starts_with("scala").then_some(Quantity::Score))
}

/// Is the whole text a unit of measure that documents use?
pub(crate) fn is_known(text: &str) -> bool {
    let text = text.trim();
    if text == "€" {
        return true;
    }
    // Folding drops signs: `% >=` is no unit.
    let foreign = |c: char| !(c.is_alphanumeric() || "%.°º'’-/() ".contains(c));
    if text.len() > LONGEST || text.contains(foreign) {
        return false;
    }
    let folded = fold(text);
    FOLDED.contains_key(&folded)
        || folded.strip_prefix("scala").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
}

/// Can the text after a number be its unit of measure? A known one, or a few words without a digit,
/// kept as printed: better the document's own word than none.
pub(crate) fn is_plausible(text: &str) -> bool {
    is_known(text)
        || (text.split_whitespace().count() <= LONGEST_UNKNOWN
            && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '°' | '/' | '\'' | '’'))
            && text.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_in_every_spelling() {
        for text in ["%", "N.", "n°", "gg", "gg.", "gg lav.", "Giorni", "€", "euro", "scala 1-5", "ore settimanali"]
        {
            assert!(is_known(text), "{text}");
        }
        for text in ["", "corsi", "entro"] {
            assert!(!is_known(text), "{text}");
        }
    }

    #[test]
    fn an_unknown_unit_is_a_few_words() {
        assert!(is_plausible("corsi"));
        assert!(is_plausible("incontri annui"));
        assert!(!is_plausible("realizzate entro il termine previsto"));
        assert!(!is_plausible("10"));
    }
}
