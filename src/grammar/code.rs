//! Codes before titles, in the forms that bodies give them.
//!
//! ```text
//! coded  = [ label "n." ] code separator title | code ;
//! code   = token with a digit { joiner token } ;             (* OS-01, 1.2.3, AG7/D, 01:01, 2019_0503_PROC_74 *)
//! separator = "." | ")" | ":" | dash | space ;
//! ```

use super::number::number;

/// Joins a code's parts.
const JOINERS: &[char] = &['.', '_', '/', '-', ':'];

/// Words of which codes begin, a space before their number: `Ob. 3`, `OS 1`.
const PREFIXES: &[&str] = &["ob", "ob.", "obj", "os", "oo", "op", "vp", "lp", "l.p.", "oa", "osp", "ind", "ind."];

/// A longer code is none.
const LONGEST: usize = 28;

/// So many digits together are a code: a quantity has points.
const LONG_NUMBER: usize = 7;

/// The code of a node at the beginning of its text, and the byte at which its title begins; the title may be empty.
pub(crate) fn node_code(text: &str) -> Option<(&str, usize)> {
    let code = code(text)?;
    let rest = &text[code.len()..];
    let digits_only = code.chars().all(|c| c.is_ascii_digit());
    let trimmed =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '.' | ')'));
    let separator = &rest[..rest.len() - trimmed.len()];
    if trimmed.is_empty() {
        // A number alone is a number; a code has letters or parts.
        return (!digits_only && code.len() > 1).then_some((code, text.len()));
    }
    let marked = separator.contains(['-', '–', '—', ':', ')']) || separator.starts_with('.');
    let spaced = separator.contains(char::is_whitespace) || separator.contains(['–', '—', ':']);
    if !spaced {
        return None;
    }
    // `3 iniziative`, `2,5 ore`, `100 %` are quantities; `1. Titolo` and `OS01 Titolo` are codes.
    let title_begins = trimmed.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '«' | '\'' | '('))
        || (marked || !digits_only) && trimmed.starts_with(char::is_alphanumeric);
    // `01 Titolo`, `A Titolo`: without a mark a short code needs a capital after it.
    // `018 Titolo`: no quantity begins with a zero.
    // `101020101 Titolo`: nor has one so many digits without points.
    let as_code = code.len() <= 2 || code.len() >= LONG_NUMBER || code.starts_with('0');
    let short = as_code && trimmed.starts_with(char::is_uppercase);
    let plausible = title_begins && (marked || short || !(digits_only || code.len() == 1));
    plausible.then_some((code, text.len() - trimmed.len()))
}

/// Is the text a code and nothing else?
pub(crate) fn is_only_code(text: &str) -> bool {
    node_code(text.trim()).is_some_and(|(_, title)| title == text.trim().len())
}

/// A token, or several that a prefix joins, with a digit and nothing that a word of a sentence has.
fn code(text: &str) -> Option<&str> {
    let first = token(text)?;
    let mut end = first.len();
    if PREFIXES.contains(&first.to_lowercase().as_str()) {
        let after = text[end..].trim_start();
        let second = token(after)?;
        end = text.len() - after.len() + second.len();
    }
    let code = text[..end].trim_end_matches(['.', ':', '-', '/']);
    let has_digit = code.bytes().any(|b| b.is_ascii_digit());
    let letters = code.chars().filter(|c| c.is_alphabetic()).count();
    let lower = code.chars().filter(|c| c.is_lowercase()).count();
    let dated = is_date(code);
    // `Covid-19`, `n.3`: a word with a number behind it.
    let wordy = lower > 2 && letters > 4 || code.starts_with("n.") || code.starts_with("art");
    let letter = code.len() == 1 && code.starts_with(|c: char| c.is_ascii_uppercase());
    let ok = !code.is_empty()
        && code.len() <= LONGEST
        && (has_digit || letter)
        && !wordy
        && !dated
        && !is_quantity(code, &text[end..]);
    ok.then_some(code)
}

fn token(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || JOINERS.contains(&c))).unwrap_or(text.len());
    let token = &text[..end];
    token.starts_with(char::is_alphanumeric).then_some(token)
}

/// `31/12/2025`, `30.09.2025`, `2025`, `2025-2027`.
fn is_date(code: &str) -> bool {
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let mut parts = code.split(['/', '.', '-', ':']);
    let all_digits = code.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '-'));
    all_digits && parts.any(year)
}

/// `1.200`, `85%`, `3,5`: numbers with what follows them.
fn is_quantity(code: &str, rest: &str) -> bool {
    let thousands = code.contains('.')
        && code.split('.').skip(1).all(|part| part.len() == 3)
        && number(code).is_ok_and(|(left, _)| left.is_empty());
    let sign = rest.trim_start().starts_with(['%', '€', '°', 'º', '+', '=']) || rest.starts_with(',');
    thousands || sign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_their_forms() {
        for (text, code, title) in [
            ("OS-01 Titolo", "OS-01", "Titolo"),
            ("1.2.3. Titolo", "1.2.3", "Titolo"),
            ("OS01.1 Rinnovare la rete", "OS01.1", "Rinnovare la rete"),
            ("VP1 – Benessere", "VP1", "Benessere"),
            ("01 - Servizi", "01", "Servizi"),
            ("AG7/D Titolo", "AG7/D", "Titolo"),
            ("01:01 Titolo", "01:01", "Titolo"),
            ("2019_050301_PROC_74 Titolo", "2019_050301_PROC_74", "Titolo"),
            ("OB.1.1 - T", "OB.1.1", "T"),
            ("Ob. 3 - Titolo", "Ob. 3", "Titolo"),
            ("3) Titolo", "3", "Titolo"),
            ("01 Supporto alle autorità", "01", "Supporto alle autorità"),
            ("B - Vigilanza", "B", "Vigilanza"),
            ("A Monitoraggio", "A", "Monitoraggio"),
            ("OS01.1", "OS01.1", ""),
            ("101020101 Titolo", "101020101", "Titolo"),
            ("INDDIR2 Titolo", "INDDIR2", "Titolo"),
            ("2018_VI01 Titolo", "2018_VI01", "Titolo"),
        ] {
            let found = node_code(text).map(|(code, start)| (code, &text[start..]));
            assert_eq!(found, Some((code, title)), "{text}");
        }
        for text in [
            "3 iniziative",
            "2025",
            "31/12/2025 Consegna",
            "85% dei casi",
            "Realizzare 3 corsi",
            "1.200 utenti",
            "Covid-19 Piano",
            "12",
            "",
        ] {
            assert_eq!(node_code(text), None, "{text}");
        }
    }
}
