//! Units of measure: one table, and the forms that an unknown one may take.

use crate::labels::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Units of measure as documents print them. Compared [folded](fold), so `N.`, `n°` and `n` are one line.
const UNITS: &[&str] = &[
    "%",
    "per cento",
    "per mille",
    "N.",
    "numero",
    "num",
    "nr",
    "gg",
    "gg lav",
    "gg lavorativi",
    "giorni",
    "giorni lavorativi",
    "giorno",
    "ore",
    "ora",
    "ore settimanali",
    "min",
    "minuti",
    "mesi",
    "mese",
    "anni",
    "anno",
    "settimane",
    "euro",
    "punti",
    "punto",
    "punti percentuali",
    "indice",
    "valore assoluto",
    "rapporto",
    "scala",
    "kg",
    "kwh",
    "mq",
    "km",
];

/// A printed unit of measure longer than this many words is a sentence.
const LONGEST_UNKNOWN: usize = 3;

/// No unit of the table is longer.
const LONGEST: usize = 24;

static FOLDED: LazyLock<HashSet<String>> = LazyLock::new(|| UNITS.iter().map(|unit| fold(unit)).collect());

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
    FOLDED.contains(&folded)
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
