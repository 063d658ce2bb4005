//! The words of a label that count: without case, accents, endings and small words.

use crate::labels::fold;

/// Words that a label may have or not.
const SMALL: &[&str] = &[
    "di", "del", "dello", "della", "dell", "dei", "degli", "delle", "da", "dal", "dalla", "al", "allo", "alla", "all",
    "ai", "agli", "alle", "per", "il", "lo", "la", "l", "i", "gli", "le", "in", "nel", "nell", "nella", "a", "con",
    "su", "sul", "sulla", "che", "è", "anno", "previsto", "prevista",
];

/// Words that say more of a label without making it another.
pub(super) const QUALIFIERS: &[&str] = &[
    "riferimento",
    "triennale",
    "pluriennale",
    "annuale",
    "collegato",
    "collegata",
    "correlato",
    "correlata",
    "associato",
    "associata",
    "assegnato",
    "assegnata",
];

/// Words that say of a field's label which of several it is, not what its value is: `Unità organizzativa responsabile`.
pub(super) const OF_UNITS: &[&str] = &[
    "responsabil",
    "coinvolt",
    "interessat",
    "competent",
    "assegnat",
    "riferiment",
    "titolar",
    "principal",
    "capofil",
];

/// A head or label has at most this many words: the longest question of the Piano-tipo has 24.
pub(super) const MOST_WORDS: usize = 40;

/// Of more words, what ends with a full stop is a sentence and no abbreviation.
pub(super) const MOST_ENDED: usize = 5;

/// The years that a plan can name.
pub(super) const YEARS: std::ops::Range<i32> = 1990..2100;

/// A word without the ending that its number and gender give it.
pub(super) fn stem(folded: &str) -> &str {
    let short = folded.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    if short.len() >= 2 { short } else { folded }
}

/// The words of a text that count, one after the other: folded, without endings and small words; a year is its own word,
/// and so is the date of `al 31/12/2023`, at which a value is the year's.
pub(super) fn counted(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut at = false;
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '(' | ')' | ':' | ','));
    let words = words.flat_map(move |word| {
        let year = date_year(word).filter(|_| at);
        at = matches!(word, "al" | "Al" | "AL");
        year.map_or_else(|| word.split(['/', '-', '–']).collect(), |year| vec![year])
    });
    let folded = words.map(fold).filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()));
    folded.map(|word| stem(&word).to_owned())
}

/// All of them, as far as a label can have as many.
pub(super) fn stems(text: &str) -> Vec<String> {
    counted(text).take(MOST_WORDS + 1).collect()
}

/// The year of `31/12/2023`.
pub(super) fn date_year(word: &str) -> Option<&str> {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [day, month, year] if is_number(day) && is_number(month) && year_of(year).is_some() => Some(year),
        _ => None,
    }
}

/// The year that a word is.
pub(super) fn year_of(word: &str) -> Option<i32> {
    let year: i32 = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    YEARS.contains(&year).then_some(year)
}
