//! Chapters of a long document: which of them hold the tree of objectives.

use super::labels::is_index;
use crate::labels::fold;

/// What a chapter's heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chapter {
    /// Subsections 2.1 and 2.2 of a PIAO, an annex: what was open before is over.
    Tree,
    /// A heading that only says that objectives follow, in a chapter or in a part of the tree.
    Objectives,
    /// Any other: its tables and labels are about something else.
    Other,
}

/// Words of the headings of chapters that hold no objectives of performance.
const OTHER: &[&str] = &[
    "rischicorruttivi",
    "capitaleumano",
    "strutturaorganizzativa",
    "lavoroagile",
    "fabbisogn",
    "glossario",
    "schedaanagrafica",
    "formazionedelpersonale",
    "monitoraggio",
    "trasparenza",
    "analisidelcontesto",
    "contestoesterno",
    "contestointerno",
    "risorsefinanziarie",
    "appendice",
];

/// Words of the headings of those that may hold them.
const TREE: &[&str] = &["performance", "valorepubblico", "alberodella"];

/// A heading has at most this many words.
const MOST_WORDS: usize = 12;

/// `Glossario dei termini usati nel Piano`.
const MOST_GLOSSARY_WORDS: usize = 7;

/// The chapter that a line begins, if it is a chapter's heading: numbered, or named as one.
pub(crate) fn of(text: &str) -> Option<Chapter> {
    let text = text.trim();
    let count = text.split_whitespace().count();
    if count > MOST_WORDS || is_index(text) || text.ends_with(['.', ';', ',', ':']) {
        return None;
    }
    let first = text.split_whitespace().next()?;
    let numbered = first.starts_with(|c: char| c.is_ascii_digit())
        && first.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')'))
        && count > 1;
    let word = fold(first);
    let named = matches!(word.as_str(), "sezione" | "sottosezione" | "capitolo" | "parte" | "allegato" | "appendice");
    let folded = fold(text);
    let glossary = word == "glossario" && count <= MOST_GLOSSARY_WORDS;
    if !(numbered || named || glossary) || text.ends_with(|c: char| c.is_ascii_digit()) && !named {
        return None;
    }
    if OTHER.iter().any(|other| folded.contains(other)) {
        return Some(Chapter::Other);
    }
    if named && word == "allegato" || TREE.iter().any(|tree| folded.contains(tree)) {
        return Some(Chapter::Tree);
    }
    folded.contains("obiettivi").then_some(Chapter::Objectives)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_told_by_their_headings() {
        for (text, chapter) in [
            ("2.2 Performance", Some(Chapter::Tree)),
            ("SEZIONE 2. VALORE PUBBLICO, PERFORMANCE E ANTICORRUZIONE", Some(Chapter::Tree)),
            ("2.3 Rischi corruttivi e trasparenza", Some(Chapter::Other)),
            ("3.3 Piano triennale dei fabbisogni di personale", Some(Chapter::Other)),
            ("Allegato B", Some(Chapter::Tree)),
            ("3.1 Struttura organizzativa 24", None),
            ("3.1 Struttura organizzativa ......... 24", None),
            ("Glossario", Some(Chapter::Other)),
            ("Glossario della performance", Some(Chapter::Other)),
            ("2. Obiettivi operativi", Some(Chapter::Objectives)),
            ("Obiettivo n. 3 - Monitoraggio", None),
            ("1.2.1 Rinnovare la rete", None),
        ] {
            assert_eq!(of(text), chapter, "{text}");
        }
    }
}
