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

/// Units of measure as documents print them, the spellings of one on a line. Compared [folded](fold), so `N.`,
/// `n°` and `n` are one spelling.
const UNITS: &[(&[&str], Quantity)] = &[
    (&["%", "per cento"], Quantity::Share),
    (&["per mille"], Quantity::Share),
    (&["punti percentuali"], Quantity::Share),
    (&["N.", "numero", "num", "nr", "valore assoluto"], Quantity::Count),
    (&["gg", "giorni", "giorno"], Quantity::Duration),
    (&["gg lav", "gg lavorativi", "giorni lavorativi"], Quantity::Duration),
    (&["ore", "ora"], Quantity::Duration),
    (&["min", "minuti"], Quantity::Duration),
    (&["mesi", "mese"], Quantity::Duration),
    (&["anni", "anno"], Quantity::Duration),
    (&["settimane"], Quantity::Duration),
    (&["ore settimanali"], Quantity::Rate),
    (&["euro", EURO], Quantity::Money),
    (&["M€", "mln €", "mln"], Quantity::Money),
    (&["k€", "mila €"], Quantity::Money),
    (&["punti", "punto"], Quantity::Score),
    (&["indice"], Quantity::Score),
    (&["rapporto"], Quantity::Score),
    (&["scala"], Quantity::Score),
    (&["kg"], Quantity::Other),
    (&["kwh"], Quantity::Other),
    (&["mq"], Quantity::Other),
    (&["km"], Quantity::Other),
];

/// A sign that folding would drop.
const EURO: &str = "€";

/// A printed unit of measure longer than this many words is a sentence.
const LONGEST_UNKNOWN: usize = 3;

/// No unit of the table is longer.
const LONGEST: usize = 24;

/// Each spelling's line in the table.
static LINES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let spellings = UNITS.iter().enumerate().flat_map(|(line, (units, _))| units.iter().map(move |unit| (unit, line)));
    spellings.map(|(unit, line)| (folded(unit), line)).collect()
});

fn folded(unit: &str) -> String {
    // Folding drops the sign, which makes `M€` another unit than `m`.
    if unit.contains(EURO) { fold(unit) + EURO } else { fold(unit) }
}

/// What a printed unit of measure measures; `None` for one that the table does not know.
pub(crate) fn quantity(unit: &str) -> Option<Quantity> {
    let folded = folded(unit);
    let known = LINES.get(&folded).map(|line| UNITS[*line].1);
    known.or_else(|| folded.starts_with("scala").then_some(Quantity::Score))
}

/// Are these spellings of one unit of measure? `gg` and `giorni` are, `gg` and `ore` are not.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    one == other || LINES.get(&one).is_some_and(|line| LINES.get(&other) == Some(line))
}

/// Is the whole text a unit of measure that documents use?
pub(crate) fn is_known(text: &str) -> bool {
    let text = text.trim();
    if text.contains(EURO) && LINES.contains_key(&folded(text)) {
        return true;
    }
    // Folding drops signs: `% >=` is no unit.
    let foreign = |c: char| !(c.is_alphanumeric() || "%.°º'’-/() ".contains(c));
    if text.len() > LONGEST || text.contains(foreign) {
        return false;
    }
    let folded = fold(text);
    LINES.contains_key(&folded)
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
    fn spellings_of_one_unit_are_the_same() {
        for (one, other) in [("gg", "giorni"), ("N.", "n°"), ("€", "Euro"), ("Corsi", "corsi")] {
            assert!(is_same(one, other), "{one}, {other}");
        }
        for (one, other) in [("gg", "ore"), ("gg", "gg lavorativi"), ("%", "N."), ("€", ""), ("corsi", "incontri")] {
            assert!(!is_same(one, other), "{one}, {other}");
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
