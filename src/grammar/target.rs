//! What a target or baseline cell says.
//!
//! ```text
//! target     = deadline | range | threshold | boolean | text ;
//! deadline   = [ "entro" [ article ] | comparator ] date ;
//! range      = ( "tra" | "fra" | "da" ) quantity ( "e" | "a" ) quantity | quantity "-" quantity
//!            | comparator quantity ( "e" | "," ) comparator quantity ;
//! threshold  = comparator quantity | quantity ;
//! quantity   = [ unit ] number [ unit ] ;
//! baseline   = date | quantity | unit | void | text ;
//! ```

use super::date::date;
use super::measure;
use super::number::number;
use crate::labels::fold;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a value says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// `>= 70,00 %`, or a bare `70 %` (no comparator).
    Threshold { comparator: Option<Comparator>, value: Decimal, unit: Option<String> },
    /// `Entro 31/12/2023`.
    Deadline { comparator: Comparator, date: Date },
    /// `tra 10 e 15 gg`.
    Range { from: Decimal, to: Decimal, unit: Option<String> },
    /// `Sì`, `SI/NO`.
    Boolean,
    /// A unit of measure alone: an empty value of a known unit.
    Unit(String),
    /// `n.d.`, `-`.
    Void,
    /// Anything else.
    Text,
}

/// How a value is compared with what was achieved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Comparator {
    /// `>=`, almeno, non meno di.
    #[serde(rename = ">=")]
    AtLeast,
    /// `<=`, al massimo, non oltre, entro.
    #[serde(rename = "<=")]
    AtMost,
    /// `=`, pari a.
    #[serde(rename = "=")]
    Equal,
    /// `>`, superiore a.
    #[serde(rename = ">")]
    Above,
    /// `<`, inferiore a.
    #[serde(rename = "<")]
    Below,
}

impl Comparator {
    /// As the plan JSON writes it.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Comparator::AtLeast => ">=",
            Comparator::AtMost => "<=",
            Comparator::Equal => "=",
            Comparator::Above => ">",
            Comparator::Below => "<",
        }
    }
}

/// Comparators as printed; the longer of two with one beginning stands first.
const COMPARATORS: &[(&str, Comparator)] = &[
    (">=", Comparator::AtLeast),
    ("=>", Comparator::AtLeast),
    ("> =", Comparator::AtLeast),
    ("\u{2265}", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("=<", Comparator::AtMost),
    ("< =", Comparator::AtMost),
    ("\u{2264}", Comparator::AtMost),
    (">", Comparator::Above),
    ("<", Comparator::Below),
    ("=", Comparator::Equal),
    ("almeno il", Comparator::AtLeast),
    ("almeno", Comparator::AtLeast),
    ("non meno di", Comparator::AtLeast),
    ("non inferiore a", Comparator::AtLeast),
    ("non inferiore al", Comparator::AtLeast),
    ("minimo", Comparator::AtLeast),
    ("min.", Comparator::AtLeast),
    ("maggiore o uguale a", Comparator::AtLeast),
    ("maggiore o uguale al", Comparator::AtLeast),
    ("superiore o uguale a", Comparator::AtLeast),
    ("al massimo", Comparator::AtMost),
    ("massimo", Comparator::AtMost),
    ("max.", Comparator::AtMost),
    ("max", Comparator::AtMost),
    ("non oltre il", Comparator::AtMost),
    ("non oltre", Comparator::AtMost),
    ("non superiore a", Comparator::AtMost),
    ("non superiore al", Comparator::AtMost),
    ("non più di", Comparator::AtMost),
    ("minore o uguale a", Comparator::AtMost),
    ("inferiore o uguale a", Comparator::AtMost),
    ("entro e non oltre il", Comparator::AtMost),
    ("entro e non oltre", Comparator::AtMost),
    ("entro il mese di", Comparator::AtMost),
    ("entro la fine di", Comparator::AtMost),
    ("entro il", Comparator::AtMost),
    ("entro la", Comparator::AtMost),
    ("entro l'", Comparator::AtMost),
    ("entro", Comparator::AtMost),
    ("maggiore di", Comparator::Above),
    ("superiore a", Comparator::Above),
    ("più di", Comparator::Above),
    ("oltre il", Comparator::Above),
    ("oltre la", Comparator::Above),
    ("oltre", Comparator::Above),
    ("minore di", Comparator::Below),
    ("inferiore a", Comparator::Below),
    ("meno di", Comparator::Below),
    ("pari al", Comparator::Equal),
    ("pari a", Comparator::Equal),
    ("uguale a", Comparator::Equal),
];

/// Yes and no, done and not done, as printed.
const BOOLEANS: &[&str] = &[
    "si",
    "no",
    "sino",
    "siono",
    "fatto",
    "nonfatto",
    "fattononfatto",
    "realizzato",
    "nonrealizzato",
    "onoff",
    "on",
    "off",
    "vero",
    "falso",
];

/// Folded texts that stand where no value is.
const VOIDS: &[&str] = &["nd", "na", "np", "nondisponibile", "nonapplicabile", "nonprevisto", "nonrilevato"];

/// None of [`BOOLEANS`] and [`VOIDS`] is printed with more bytes than this, spaces and signs included.
const LONGEST_WORD: usize = 48;

/// The value of a whole cell. `year` is the column's, for dates that print none.
pub(crate) fn value(text: &str, year: Option<i32>) -> Value {
    let text = text.trim();
    if is_void(text) {
        return Value::Void;
    }
    if measure::is_known(text) {
        return Value::Unit(text.to_owned());
    }
    if text.len() <= LONGEST_WORD && BOOLEANS.contains(&fold(text).as_str()) {
        return Value::Boolean;
    }
    let compared = comparator(text);
    if let Some(range) = range(text, compared) {
        return range;
    }
    let (comparator, rest) = match compared {
        Some((found, rest)) => (Some(found), rest),
        None => (None, text),
    };
    if let Ok((left, date)) = date(rest, year)
        && ends(left)
        && (comparator.is_some() || !is_share(rest))
    {
        return Value::Deadline { comparator: comparator.unwrap_or(Comparator::AtMost), date };
    }
    match quantity(rest) {
        Some((value, unit, "")) => Value::Threshold { comparator, value, unit },
        _ => Value::Text,
    }
}

/// Does a text read as a value of any kind: a number, a date, a range, a yes or no?
pub(crate) fn reads_as_value(text: &str) -> bool {
    // Whatever the year: it is asked whether there is a date, not which.
    const ANY_YEAR: i32 = 2000;
    !matches!(value(text, Some(ANY_YEAR)), Value::Text | Value::Void)
}

/// Is this the sign for "no value": blank, dashes, `n.d.`?
pub(crate) fn is_void(text: &str) -> bool {
    if text.len() > LONGEST_WORD && text.chars().any(char::is_alphanumeric) {
        return false;
    }
    let folded = fold(text);
    if folded.is_empty() {
        return text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '.' | '/'));
    }
    VOIDS.contains(&folded.as_str())
}

/// A comparator's sign, or `Entro` with a capital: in the middle of a sentence it has none.
pub(crate) fn begins_with_sign(word: &str) -> bool {
    word.starts_with(['>', '<', '=', '≥', '≤']) || word == "Entro"
}

/// A comparator at the beginning, and what follows it.
pub(crate) fn comparator(text: &str) -> Option<(Comparator, &str)> {
    let first = text.chars().next()?.to_ascii_lowercase();
    // Most texts asked are a number alone.
    if first.is_ascii_digit() {
        return None;
    }
    COMPARATORS
        .iter()
        .filter(|(words, _)| words.starts_with(first))
        .filter_map(|(words, found)| Some((*found, strip_words(text, words)?)))
        .min_by_key(|(_, rest)| rest.len())
        .map(|(found, rest)| (found, rest.trim_start()))
}

/// `text` without `words` at its beginning, whatever their case and accents; a word ends where it ends.
fn strip_words<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = text;
    for wanted in words.chars() {
        if wanted == ' ' {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            continue;
        }
        let found = rest.chars().next()?;
        let same = found.eq_ignore_ascii_case(&wanted)
            || (!(found.is_ascii() && wanted.is_ascii())
                && wanted.is_alphabetic()
                && found.is_alphabetic()
                && fold(found.encode_utf8(&mut [0; 4])) == fold(wanted.encode_utf8(&mut [0; 4])))
            || (wanted == '\'' && found == '’');
        if !same {
            return None;
        }
        rest = &rest[found.len_utf8()..];
    }
    let ended = !words.ends_with(char::is_alphabetic) || !rest.starts_with(|c: char| c.is_alphanumeric());
    ended.then_some(rest)
}

/// `quantity = [ unit ] number [ unit ]`; the rest is what follows, empty when all was read.
fn quantity(text: &str) -> Option<(Decimal, Option<String>, &str)> {
    let text = text.trim();
    let start = text.find(|c: char| c.is_ascii_digit() || matches!(c, '-' | '\u{2212}'))?;
    let before = text[..start].trim();
    if !before.is_empty() && !measure::is_known(before) {
        return None;
    }
    let (rest, value) = number(&text[start..]).ok()?;
    let after = rest.trim();
    let unit = match (before, after) {
        ("", "") => None,
        (unit, "") => Some(unit),
        ("", after) if measure::is_plausible(after) => Some(after),
        _ => return Some((value, None, after)),
    };
    Some((value, unit.map(str::to_owned), ""))
}

/// `range = ( "tra" | "fra" | "da" ) quantity ( "e" | "a" ) quantity | quantity "-" quantity`
fn range(text: &str, compared: Option<(Comparator, &str)>) -> Option<Value> {
    const WORDED: [(&str, &str); 5] = [("tra", "e"), ("fra", "e"), ("compreso tra", "e"), ("da", "a"), ("dal", "al")];
    for (open, between) in WORDED {
        if let Some(rest) = strip_words(text, open) {
            let rest = rest.trim_start();
            for (at, _) in rest.char_indices().filter(|(_, c)| c.is_whitespace()) {
                if let Some(second) = strip_words(rest[at..].trim_start(), between)
                    && let Some(found) = span(&rest[..at], second)
                {
                    return Some(found);
                }
            }
        }
    }
    if let Some(found) = compared.and_then(bounded) {
        return Some(found);
    }
    let (at, dash) = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–'))?;
    let (from, to) = (&text[..at], &text[at + dash.len_utf8()..]);
    // `8.30-13.30` are hours: an Italian decimal has a comma.
    if is_hour(from.trim()) && is_hour(to.trim()) {
        return None;
    }
    span(from, to)
}

/// `≥ 90 e ≤ 95`, `> 90% e < 95%`: two bounds.
fn bounded((lower, rest): (Comparator, &str)) -> Option<Value> {
    let (Comparator::AtLeast | Comparator::Above) = lower else { return None };
    let and = rest.match_indices(" e ").map(|(at, and)| (at, at + and.len())).next();
    let (end, next) = and.or_else(|| rest.find([';', ',']).map(|at| (at, at + 1)))?;
    let (Comparator::AtMost | Comparator::Below, to) = comparator(rest[next..].trim_start())? else { return None };
    span(rest[..end].trim_end(), to)
}

/// `8.30`, `13.00`.
fn is_hour(text: &str) -> bool {
    let Some((hours, minutes)) = text.split_once('.') else { return false };
    let below = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|number| number < most);
    minutes.len() == 2 && below(hours, 24) && below(minutes, 60)
}

/// `1/2`, `3/4`: two single digits are a share of something, or a count of it; a date's day or month has two.
fn is_share(text: &str) -> bool {
    text.len() == 3 && text.as_bytes()[1] == b'/' && text.bytes().filter(u8::is_ascii_digit).count() == 2
}

fn span(from: &str, to: &str) -> Option<Value> {
    let (from, first_unit, "") = quantity(from)? else { return None };
    let (to, unit, "") = quantity(to)? else { return None };
    (from <= to).then(|| Value::Range { from, to, unit: unit.or(first_unit) })
}

fn ends(rest: &str) -> bool {
    rest.chars().all(|c| c.is_whitespace() || matches!(c, '.' | ';' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threshold(symbol: &str, number: &str, unit: &str) -> Value {
        let comparator =
            [Comparator::AtLeast, Comparator::AtMost, Comparator::Equal, Comparator::Above, Comparator::Below]
                .into_iter()
                .find(|c| c.symbol() == symbol);
        Value::Threshold {
            comparator,
            value: number.parse().unwrap(),
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
        }
    }

    #[test]
    fn thresholds() {
        for (text, symbol, number, unit) in [
            (">= 70,00 %", ">=", "70.00", "%"),
            ("<= 10,00 gg", "<=", "10.00", "gg"),
            ("= 100,00 %", "=", "100.00", "%"),
            ("≥ 1.200", ">=", "1200", ""),
            ("=> 3", ">=", "3", ""),
            ("> 80%", ">", "80", "%"),
            ("Almeno 3 incontri", ">=", "3", "incontri"),
            ("non meno di 2", ">=", "2", ""),
            ("non inferiore al 90%", ">=", "90", "%"),
            ("max 15 giorni lavorativi", "<=", "15", "giorni lavorativi"),
            ("Entro 30 gg", "<=", "30", "gg"),
            ("maggiore o uguale a 90,00%", ">=", "90.00", "%"),
            ("> 95%", ">", "95", "%"),
            ("99,4%", "", "99.4", "%"),
            ("9M€", "", "9", "M€"),
            ("2015", "", "2015", ""),
            ("pari a € 1.500,50", "=", "1500.50", "€"),
            ("N. 3", "", "3", "N."),
            ("100%", "", "100", "%"),
        ] {
            assert_eq!(value(text, None), threshold(symbol, number, unit), "{text}");
        }
    }

    #[test]
    fn deadlines() {
        for (text, date) in [
            ("Entro 31/12/2023", "2023-12-31"),
            ("Entro il 31/12", "2024-12-31"),
            ("entro giugno", "2024-06-30"),
            ("entro il mese di giugno", "2024-06-30"),
            ("entro il 30 settembre 2024", "2024-09-30"),
            ("I semestre", "2024-06-30"),
            ("31.12.2024", "2024-12-31"),
        ] {
            let Value::Deadline { comparator, date: found } = value(text, Some(2024)) else { panic!("{text}") };
            assert_eq!((comparator, found.to_string().as_str()), (Comparator::AtMost, date), "{text}");
        }
    }

    #[test]
    fn ranges_booleans_units_voids_and_text() {
        for text in ["10-15", "tra 10 e 15", "da 10 a 15"] {
            assert_eq!(value(text, None), Value::Range { from: 10.into(), to: 15.into(), unit: None }, "{text}");
        }
        assert_eq!(value("80%-90%", None), Value::Range { from: 80.into(), to: 90.into(), unit: Some("%".to_owned()) });
        for text in ["Sì", "SI/NO", "Si'", "Fatto / Non fatto", "On/Off", "On"] {
            assert_eq!(value(text, None), Value::Boolean, "{text}");
        }
        for text in ["%", "N.", "gg"] {
            assert_eq!(value(text, None), Value::Unit(text.to_owned()));
        }
        for text in ["", "n.d.", "-", "–", "N.D."] {
            assert_eq!(value(text, None), Value::Void, "{text}");
        }
        for text in ["≥90 e ≤95", "> 90 e < 95", ">= 90, <= 95"] {
            assert_eq!(value(text, None), Value::Range { from: 90.into(), to: 95.into(), unit: None }, "{text}");
        }
        for text in ["1/2", "8.30-13.30"] {
            assert_eq!(value(text, Some(2024)), Value::Text, "{text}");
        }
        // The same as before.
        assert_eq!(value("=", None), Value::Text);
        for text in ["Realizzazione di un evento", "miglioramento rispetto al 2022", "15-10"] {
            assert_eq!(value(text, None), Value::Text, "{text}");
        }
    }
}
