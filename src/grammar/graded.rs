//! Graded targets: several conditions in one cell, each with its score; and changes against a year.
//!
//! ```text
//! graded   = level { [ ";" ] level } ;                     (* at least two *)
//! level    = [ name [ ":" ] ] condition "=" number [ "%" ] ;
//! relative = ( "+" | "-" ) number [ unit ] [ ( "sul" | "rispetto al" | .. ) year ] ;
//! ```

use super::number::number;
use rust_decimal::Decimal;
use std::ops::Range;

/// A level of a graded target; ranges are bytes of its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GradedLevel {
    pub(crate) name: Option<Range<usize>>,
    pub(crate) condition: Range<usize>,
    /// None where only name and condition are printed.
    pub(crate) score: Option<Decimal>,
}

/// The levels of a cell, if it has at least two and nothing beside them.
pub(crate) fn levels(text: &str) -> Option<Vec<GradedLevel>> {
    scored(text).or_else(|| named(text))
}

/// `Pieno raggiungimento: >= 50 Raggiungimento parziale: >= 40`: names and conditions without scores.
fn named(text: &str) -> Option<Vec<GradedLevel>> {
    let names: Vec<Range<usize>> = text.match_indices(':').filter_map(|(colon, _)| name_before(text, colon)).collect();
    if names.len() < 2 || names.first()?.start != text.len() - text.trim_start().len() {
        return None;
    }
    let level = |index: usize| {
        let name = names[index].clone();
        let end = names.get(index + 1).map_or(text.len(), |next| next.start);
        let after = &text[name.end + 1..end];
        let condition = after.trim().trim_end_matches([';', ',']).trim_end();
        let start = name.end + 1 + after.len() - after.trim_start().len();
        condition.contains(|c: char| c.is_ascii_digit()).then_some(())?;
        Some(GradedLevel { name: Some(name), condition: start..start + condition.len(), score: None })
    };
    (0..names.len()).map(level).collect()
}

/// The name that ends at this colon: the words before it without digits or signs, from the first with a capital.
fn name_before(text: &str, colon: usize) -> Option<Range<usize>> {
    let plain = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    let mut end = colon;
    let mut capital = None;
    while let Some(word) = text[..end].rsplit(char::is_whitespace).next().filter(|word| plain(word)) {
        let start = end - word.len();
        if word.starts_with(char::is_uppercase) {
            capital = Some(start);
        }
        end = text[..start].trim_end().len();
    }
    capital.map(|start| start..colon)
}

/// Levels that each end with a score.
fn scored(text: &str) -> Option<Vec<GradedLevel>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let skipped = text[start..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '.'));
        start = text.len() - skipped.len();
        if start == text.len() {
            break;
        }
        let (level, end) = level(text, start)?;
        found.push(level);
        start = end;
    }
    (found.len() >= 2).then_some(found)
}

/// One level from this byte on, and where it ends.
fn level(text: &str, start: usize) -> Option<(GradedLevel, usize)> {
    let (sign, score, end) =
        text[start..].match_indices('=').map(|(at, _)| start + at).find_map(|at| score(text, at))?;
    let segment = &text[start..sign];
    let name_end = name_end(segment);
    let name = segment[..name_end].trim().trim_end_matches(':').trim_end();
    let name_start = start + segment.len() - segment.trim_start().len();
    let condition = segment[name_end..].trim();
    let condition_start = start + name_end + segment[name_end..].len() - segment[name_end..].trim_start().len();
    if condition.is_empty() {
        return None;
    }
    let level = GradedLevel {
        name: (!name.is_empty()).then(|| name_start..name_start + name.len()),
        condition: condition_start..condition_start + condition.len(),
        score: Some(score),
    };
    Some((level, end))
}

/// The score after this sign: `= 70%` at the end of the text, or before the next level.
fn score(text: &str, at: usize) -> Option<(usize, Decimal, usize)> {
    if text[..at].ends_with(['<', '>', '=']) || text[at + 1..].starts_with(['<', '>', '=']) {
        return None;
    }
    let after = text[at + 1..].trim_start();
    let (rest, score) = number(after).ok()?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('%').unwrap_or(rest);
    let trimmed = rest.trim_start();
    let ends = trimmed.is_empty()
        || trimmed.starts_with([';', ','])
        || rest.len() > trimmed.len()
            && trimmed.starts_with(|c: char| c.is_alphabetic() || matches!(c, '<' | '>' | '≥' | '≤'));
    ends.then_some((at, score, text.len() - rest.len()))
}

/// Where a level's name ends: at its colon, else before the comparator or number of its condition.
fn name_end(segment: &str) -> usize {
    if let Some(colon) = segment.find(':').filter(|at| !segment[..*at].contains(|c: char| c.is_ascii_digit())) {
        return colon + 1;
    }
    const NAMES: &[&str] = &[
        "eccellenza",
        "target",
        "soglia",
        "standard",
        "minimo",
        "massimo",
        "obiettivo non raggiunto",
        "obiettivo raggiunto",
        "non raggiunto",
        "raggiunto",
    ];
    let folded = segment.trim_start().to_lowercase();
    let lead = segment.len() - segment.trim_start().len();
    NAMES.iter().filter(|name| folded.starts_with(**name)).map(|name| name.len()).max().map_or(0, |end| lead + end)
}

/// `+10% sul 2018`: by how much, in which unit, against which year.
pub(crate) fn relative(text: &str) -> Option<(Decimal, Option<String>, Option<i32>)> {
    let text = text.trim();
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-' | '\u{2212}'))?;
    let after = text[sign.len_utf8()..].trim_start();
    let (rest, by) = number(after).ok()?;
    let by = if sign == '+' { by } else { -by };
    let (unit, rest) = match rest.trim_start().strip_prefix('%') {
        Some(rest) => (Some("%".to_owned()), rest),
        None => (None, rest),
    };
    let rest = rest.trim();
    if rest.is_empty() {
        return (sign == '+').then_some((by, unit, None));
    }
    let year = rest.rsplit(|c: char| !c.is_ascii_digit()).find(|w| w.len() == 4).and_then(|w| w.parse::<i32>().ok());
    let against = ["sul", "rispetto", "su", "vs", "in più", "del", "dal"]
        .iter()
        .any(|word| rest.to_lowercase().starts_with(word));
    (against && year.is_some()).then_some((by, unit, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_parted_at_their_scores() {
        for (text, wanted) in [
            (
                "Eccellenza: >= 150.000 mc = 100%; Target: >= 120.000 mc = 85%; Soglia: >= 102.500 mc = 60%",
                &["Eccellenza|>= 150.000 mc|100", "Target|>= 120.000 mc|85", "Soglia|>= 102.500 mc|60"][..],
            ),
            (
                "Eccellenza: >= 100% = 100% Standard: >= 80% = 85% Soglia: >= 48% = 70% Obiettivo non raggiunto: < 48% = 0%",
                &[
                    "Eccellenza|>= 100%|100",
                    "Standard|>= 80%|85",
                    "Soglia|>= 48%|70",
                    "Obiettivo non raggiunto|< 48%|0",
                ],
            ),
            ("Soglia >= 40 % = 70 % Target >= 60% = 100%", &["Soglia|>= 40 %|70", "Target|>= 60%|100"]),
            (
                "Pieno raggiungimento: <= 18 gg Raggiungimento parziale: <= 19 gg",
                &["Pieno raggiungimento|<= 18 gg|-", "Raggiungimento parziale|<= 19 gg|-"],
            ),
            (
                "Eccellenza: entro il 31.08.2025 = 100% Soglia: oltre il 31.10.2025 = 0%",
                &["Eccellenza|entro il 31.08.2025|100", "Soglia|oltre il 31.10.2025|0"],
            ),
        ] {
            let found = levels(text).unwrap_or_else(|| panic!("{text}"));
            let shown: Vec<String> = found
                .iter()
                .map(|l| {
                    format!(
                        "{}|{}|{}",
                        l.name.clone().map_or("", |n| &text[n]),
                        &text[l.condition.clone()],
                        l.score.map_or("-".to_owned(), |s| s.to_string())
                    )
                })
                .collect();
            assert_eq!(shown, wanted, "{text}");
        }
        for text in [">= 70%", "= 100%", "tra 10 e 15", "a = b", ""] {
            assert_eq!(levels(text), None, "{text}");
        }
    }

    #[test]
    fn changes_against_a_year() {
        assert_eq!(relative("+10% sul 2018"), Some((10.into(), Some("%".to_owned()), Some(2018))));
        assert_eq!(relative("+ 10%"), Some((10.into(), Some("%".to_owned()), None)));
        assert_eq!(relative("-5% rispetto al 2019"), Some(((-5).into(), Some("%".to_owned()), Some(2019))));
        assert_eq!(relative("-5"), None);
        assert_eq!(relative("10%"), None);
    }
}
