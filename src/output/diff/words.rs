//! The words of a diff in both languages, and old and new text with the words that differ marked.

use crate::diff::report::{Definition, Effect, Field, Value};
use crate::language::{Lang, Text};
use crate::plan::fields;
use similar::{ChangeTag, TextDiff};

/// A stretch of text: in both, or in one only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Same(String),
    Old(String),
    New(String),
    /// Not of the documents.
    Said(String),
}

pub(crate) const fn text(en: &'static str, it: &'static str) -> Text {
    Text { en, it }
}

pub(crate) fn field(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Section => text("section", "sezione").get(lang),
        Field::Parent => text("under", "sotto").get(lang),
        Field::Target => text("target", "target").get(lang),
        other => fields::words(other.key(), lang),
    }
}

pub(crate) fn effect(effect: Effect, lang: Lang) -> &'static str {
    let name = match effect {
        Effect::Tightened => text("tightened", "più esigente"),
        Effect::Relaxed => text("relaxed", "meno esigente"),
        Effect::Reversed => text("reversed", "verso invertito"),
        Effect::Incomparable => text("incomparable", "non confrontabile"),
        Effect::RolledOver => text("moved on with the year", "slittato con l'anno"),
    };
    name.get(lang)
}

pub(crate) fn definition(part: Definition, lang: Lang) -> &'static str {
    let name = match part {
        Definition::Algorithm => text("algorithm", "algoritmo"),
        Definition::UnitOfMeasure => text("unit of measure", "unità di misura"),
        Definition::Polarity => text("polarity", "verso"),
    };
    name.get(lang)
}

/// Why two nodes were taken for one. The reason is a sentence of few words, and so is its Italian.
pub(super) fn why(english: &str, lang: Lang) -> String {
    const WORDS: &[Text] = &[
        text("title", "titolo"),
        text("code", "codice"),
        text("objectives", "obiettivi"),
        text("indicators", "indicatori"),
        text("units", "unità"),
        text("section", "sezione"),
        text("parent", "nodo superiore"),
        text("name", "nome"),
        text("algorithm", "algoritmo"),
        text("number", "numero"),
    ];
    if lang == Lang::En {
        return english.to_owned();
    }
    let (same, new) = english.split_once("new ").unwrap_or((english, ""));
    let list = |parts: &str| {
        let parts = parts.split([',', ' ']).filter(|part| !part.is_empty() && *part != "and");
        let italian = |part| WORDS.iter().find(|word| word.en == part).map_or(part, |word| word.it);
        parts.map(italian).collect::<Vec<_>>().join(", ")
    };
    let said = [("uguali: ", list(same.trim_start_matches("same "))), ("nuovi: ", list(new))];
    let said = said.iter().filter(|(_, parts)| !parts.is_empty()).map(|(what, parts)| format!("{what}{parts}"));
    said.collect::<Vec<_>>().join("; ")
}

/// Old and new value, with the words that differ marked: in one text where most of it stays.
pub(crate) fn marked(field: Field, old: Option<&Value>, new: Option<&Value>) -> Vec<Piece> {
    if let (Some(Value::List(was)), Some(Value::List(is))) = (old, new) {
        return unit_by_unit(was, is);
    }
    let (was, is) = (old.map(printed), new.map(printed));
    match (was, is) {
        (Some(was), Some(is)) if is_prose(field) => word_by_word(&was, &is),
        (was, is) => {
            let none = || "–".to_owned();
            vec![
                Piece::Old(was.unwrap_or_else(none)),
                Piece::Said(" → ".to_owned()),
                Piece::New(is.unwrap_or_else(none)),
            ]
        }
    }
}

fn is_prose(field: Field) -> bool {
    matches!(
        field,
        Field::Title
            | Field::Description
            | Field::Name
            | Field::Algorithm
            | Field::Notes
            | Field::Other
            | Field::Phases
    )
}

/// As a document prints it.
fn printed(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string().replace('.', ","),
        Value::Text(text) => text.clone(),
        Value::List(units) => units.join("; "),
    }
}

/// The units of both, with those of one only marked.
fn unit_by_unit(old: &[String], new: &[String]) -> Vec<Piece> {
    let all = new.iter().chain(old.iter().filter(|unit| !new.contains(unit)));
    let piece = |unit: &String| match (old.contains(unit), new.contains(unit)) {
        (true, false) => Piece::Old(unit.clone()),
        (false, true) => Piece::New(unit.clone()),
        _ => Piece::Same(unit.clone()),
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for unit in all {
        if !pieces.is_empty() {
            pieces.push(Piece::Same("; ".to_owned()));
        }
        pieces.push(piece(unit));
    }
    pieces
}

/// Below this share of words in common the two texts read better one after the other.
const READABLE: f64 = 0.4;

fn word_by_word(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(old, new);
    let words = |text: &str| text.split_whitespace().count();
    // The spaces between words are alike in any two texts.
    let same: usize = diff.iter_all_changes().filter(|c| c.tag() == ChangeTag::Equal).map(|c| words(c.value())).sum();
    if ((2 * same) as f64) < READABLE * (words(old) + words(new)) as f64 {
        return vec![Piece::Old(old.to_owned()), Piece::Said(" → ".to_owned()), Piece::New(new.to_owned())];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let word = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(text)))
            | (ChangeTag::Delete, Some(Piece::Old(text)))
            | (ChangeTag::Insert, Some(Piece::New(text))) => text.push_str(word),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(word.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Old(word.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::New(word.to_owned())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let shown = |piece: &Piece| match piece {
            Piece::Same(text) | Piece::Said(text) => text.clone(),
            Piece::Old(text) => format!("[-{text}-]"),
            Piece::New(text) => format!("{{+{text}+}}"),
        };
        word_by_word(old, new).iter().map(shown).collect()
    }

    #[test]
    fn a_reason_is_told_in_italian_word_by_word() {
        for (english, italian) in [
            ("same title, units and section, new code", "uguali: titolo, unità, sezione; nuovi: codice"),
            ("same indicators, new title and code", "uguali: indicatori; nuovi: titolo, codice"),
            ("new title", "nuovi: titolo"),
        ] {
            assert_eq!(why(english, Lang::It), italian);
            assert_eq!(why(english, Lang::En), english);
        }
    }

    #[test]
    fn the_words_that_differ_are_marked() {
        assert_eq!(
            shown("Monitoraggio costante degli standard", "Verifica costante degli standard 2024"),
            "[-Monitoraggio-]{+Verifica+} costante degli standard{+ 2024+}"
        );
        assert_eq!(shown("uno due tre", "quattro cinque sei"), "[-uno due tre-] → {+quattro cinque sei+}");
    }
}
