//! The words of the documents: the only place that knows Italian labels of fields and levels.

pub(crate) mod documents;
pub(crate) mod fields;
mod words;

use crate::labels::{fold, own};
use fields::{Field, LABELS, NOUNS};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use words::{MOST_ENDED, MOST_WORDS, OF_UNITS, QUALIFIERS, counted, stem, stems, year_of};

/// A head or label that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) field: Field,
    /// The year printed in it (`Target 2023`).
    pub(crate) year: Option<i32>,
    /// Place in a triennium (`Target secondo anno` is 1).
    pub(crate) ordinal: Option<u8>,
    /// All of its words are the label's: not one that only begins so.
    pub(crate) whole: bool,
}

/// A label of the table, ready to be compared.
struct Pattern {
    field: Field,
    /// `aaaa` stands for a year.
    stems: Vec<String>,
    /// More words may follow.
    open: bool,
    ordinal: Option<u8>,
}

/// All labels, by their first word: most words that a text begins with begin no label.
pub(crate) struct Patterns(FxHashMap<String, Vec<Pattern>>);

/// Without labels of a reading.
static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::with(&[]));

impl Patterns {
    /// With labels that a reading adds, each after the name of what it labels.
    pub(crate) fn with(added: &[(String, String)]) -> Patterns {
        let pattern = |field: Field, label: &str| {
            let open = label.ends_with('*');
            Pattern { field, stems: stems(label.trim_end_matches('*')), open, ordinal: ordinal(&fold(label)) }
        };
        let added = added.iter().filter_map(|(name, text)| Some(pattern(fields::named(name)?, text)));
        let all = LABELS.iter().flat_map(|(field, labels)| labels.iter().map(move |label| pattern(*field, label)));
        let mut by_word: FxHashMap<String, Vec<Pattern>> = FxHashMap::default();
        for pattern in added.chain(all) {
            if let Some(first) = pattern.stems.first().cloned() {
                by_word.entry(first).or_default().push(pattern);
            }
        }
        Patterns(by_word)
    }
}

/// Whole labels without any space: narrow columns break words anywhere.
static JOINED: LazyLock<FxHashMap<String, Field>> = LazyLock::new(|| {
    let of = |(field, labels): &'static (Field, &[&str])| {
        labels.iter().map(|label| (fold(label.trim_end_matches([' ', '*'])), *field))
    };
    let mut joined = FxHashMap::default();
    for (label, field) in LABELS.iter().flat_map(of) {
        joined.entry(label).or_insert(field);
    }
    joined
});

/// The letters of the longest of them, with a year after it.
static LONGEST_JOINED: LazyLock<usize> =
    LazyLock::new(|| JOINED.keys().map(String::len).max().unwrap_or_default() + "aaaa".len());

fn ordinal(folded: &str) -> Option<u8> {
    const ORDINALS: [(&str, u8); 6] =
        [("primoanno", 0), ("secondoanno", 1), ("terzoanno", 2), ("1anno", 0), ("2anno", 1), ("3anno", 2)];
    ORDINALS.iter().find(|(word, _)| folded.contains(word)).map(|(_, place)| *place)
}

/// What a head or label says, where the table has it.
pub(crate) fn known(text: &str) -> Option<Known> {
    own::with(|own| known_among(text, own.map_or_else(|| &*PATTERNS, |own| &own.patterns)))
}

fn known_among(text: &str, Patterns(by_word): &Patterns) -> Option<Known> {
    let text = text.trim().trim_end_matches(':');
    // `a) Cosa prevediamo di fare`: the letter counts the questions.
    let text = match text.split_once(')') {
        Some((letter, rest)) if letter.len() == 1 && !rest.trim().is_empty() => rest.trim(),
        _ => text,
    };
    // `Attività svolta in collaborazione con la Regione.`: a sentence is none, whatever it begins with.
    if text.ends_with('.') && text.split_whitespace().count() > MOST_ENDED {
        return None;
    }
    // A label of small words only: `Anno`.
    let Some(first) = counted(text).next() else {
        return if fold(text).is_empty() { sign(text) } else { broken(text) };
    };
    let year = year_of(&first);
    let patterns =
        by_word.get(if year.is_some() { "aaaa" } else { first.as_str() }).map(Vec::as_slice).unwrap_or_default();
    if patterns.is_empty() && year.is_none() {
        return broken(text);
    }
    let words = stems(text);
    if words.len() > MOST_WORDS {
        return None;
    }
    if words.len() == 1 && year.is_some() {
        return Some(Known { field: Field::Year, year, ordinal: None, whole: true });
    }
    let mut best: Option<(usize, Known)> = None;
    for pattern in patterns {
        let Some((year, whole)) = fits(pattern, &words) else { continue };
        let rank = 2 * pattern.stems.len() + usize::from(whole);
        if best.is_none_or(|(other, _)| rank > other) {
            let ordinal = pattern.ordinal.or_else(|| ordinal(&fold(text)));
            best = Some((rank, Known { field: pattern.field, year, ordinal, whole }));
        }
    }
    best.map(|(_, found)| found).or_else(|| broken(text))
}

/// What a head is that no label fits, by its first word: `Obiettivo esecutivo di gestione`. A sentence is no head.
pub(crate) fn by_noun(text: &str) -> Option<Known> {
    /// Heads of the published documents that begin so have at most seven.
    const MOST_HEAD_WORDS: usize = 8;
    let words = stems(text);
    let first = words.first().filter(|_| text.split_whitespace().count() <= MOST_HEAD_WORDS)?;
    // `Azione (obiettivo operativo)`.
    let inside = text.split_once('(').and_then(|(_, rest)| rest.trim_end().strip_suffix(')'));
    if let Some(said) = inside.and_then(known).filter(|said| said.whole && said.field.opens()) {
        return Some(said);
    }
    // `Indicatore Formula di calcolo`: two heads that nothing parts.
    let rest = text.trim_start().split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    if known(rest).is_some_and(|other| other.field != Field::Year) {
        return None;
    }
    let named =
        |(field, nouns): &(Field, &[&str])| nouns.iter().any(|noun| stem(&fold(noun)) == first).then_some(*field);
    let field = NOUNS.iter().find_map(named)?;
    let year = words.iter().rev().find_map(|word| year_of(word));
    // A value is past or reached only by its year.
    (field != Field::Result || year.is_some()).then_some(Known { field, year, ordinal: None, whole: false })
}

/// `#` and the like, of which folding leaves nothing.
fn sign(text: &str) -> Option<Known> {
    (text.trim() == "#").then_some(Known { field: Field::Counter, year: None, ordinal: None, whole: true })
}

/// The year in words that fit a pattern, and whether no word is left over.
fn fits(pattern: &Pattern, words: &[String]) -> Option<(Option<i32>, bool)> {
    let mut year = None;
    let mut rest = words.iter();
    for wanted in &pattern.stems {
        let word = rest.next()?;
        if wanted == "aaaa" {
            year = Some(year_of(word)?);
        } else if wanted != word {
            return None;
        }
    }
    let left: Vec<&String> = rest.collect();
    match left.as_slice() {
        [] => Some((year, true)),
        // A year after any label is its year.
        [last] if year.is_none() && year_of(last).is_some() => Some((year_of(last), true)),
        more if more.iter().all(|word| is_qualifier(word)) => Some((year, true)),
        more if pattern.open => {
            if pattern.field == Field::Units && more.iter().all(|word| OF_UNITS.contains(&word.as_str())) {
                return Some((year, true));
            }
            let said = more.iter().find_map(|word| year_of(word));
            Some((year.or(said), false))
        }
        _ => None,
    }
}

fn is_qualifier(counted: &str) -> bool {
    QUALIFIERS.iter().any(|word| stem(word) == counted)
}

/// `RE SP ON SA BIL E`, `Scostame nto`.
fn broken(text: &str) -> Option<Known> {
    // A space after each letter is as broken as a head can be.
    if text.len() > 2 * *LONGEST_JOINED {
        return None;
    }
    let folded = fold(text);
    if folded.len() > *LONGEST_JOINED {
        return None;
    }
    let (label, year) = match folded.len().checked_sub(4).and_then(|cut| Some((folded.get(..cut)?, folded.get(cut..)?)))
    {
        Some((label, year)) if year_of(year).is_some() => (label, year_of(year)),
        _ => (folded.as_str(), None),
    };
    let field = JOINED.get(label).or_else(|| JOINED.get(&format!("{label}aaaa")).filter(|_| year.is_some()))?;
    Some(Known { field: *field, year, ordinal: ordinal(&folded), whole: true })
}

/// What an indicator can be, as a line of its own over the indicator's name.
const TYPOLOGIES: &[&str] = &[
    "efficacia",
    "efficienza",
    "economicita",
    "outcome",
    "output",
    "input",
    "impatto",
    "qualita",
    "volume",
    "realizzazione",
    "risultato",
    "processo",
    "statodellerisorse",
    "efficaciaqualitativa",
    "efficaciaquantitativa",
    "efficienzatemporale",
    "efficienzaeconomica",
    "efficienzaproduttiva",
    "qualitaerogata",
    "qualitapercepita",
    "statodisalute",
];

/// Is a line a typology and nothing else?
pub(crate) fn is_typology(line: &str) -> bool {
    TYPOLOGIES.contains(&fold(line).as_str())
}

/// How much of a target a level of it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Degree {
    Low,
    Middle,
    High,
}

/// The level of a target that a head names: `Soglia minima`, `Livello atteso`, `Eccellenza`.
pub(crate) fn level_of_target(head: &str) -> Option<Degree> {
    const KINDS: &[&str] = &["livello", "target", "valore", "soglia", "risultato", "obiettivo"];
    const DEGREES: &[(Degree, &[&str])] = &[
        (Degree::Low, &["soglia", "minimo", "minima", "min", "sufficiente"]),
        (Degree::Middle, &["target", "atteso", "attesa", "standard", "intermedio", "medio", "buono"]),
        (Degree::High, &["eccellenza", "massimo", "massima", "sfidante", "ottimo", "max", "ottimale"]),
    ];
    let words: Vec<String> = head.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(fold).collect();
    let degree = |word: &str| DEGREES.iter().find(|(_, all)| all.contains(&word)).map(|(degree, _)| *degree);
    let all = words.iter().all(|word| KINDS.contains(&word.as_str()) || degree(word).is_some() || word == "di");
    // `Soglia massima`: the last word counts.
    let found = words.iter().rev().find_map(|word| degree(word))?;
    (all && words.len() <= 3).then_some(found)
}

/// Words with which the names of structures begin.
const STRUCTURES: &[&str] = &[
    "settore",
    "servizio",
    "servizi",
    "ufficio",
    "uffici",
    "dipartimento",
    "direzione",
    "area",
    "divisione",
    "unita",
    "struttura",
    "corpo",
    "segreteria",
    "segretariato",
    "staff",
    "presidio",
    "distretto",
    "polo",
    "centro",
    "biblioteca",
    "nucleo",
    "sezione",
    "gruppo",
    "uo",
    "uoc",
    "sc",
    "ss",
    "sportello",
    "comando",
    "laboratorio",
    "istituto",
    "sistema",
    "tutte",
    "tutti",
];

/// Words with which the name of a position begins.
const ROLES: &[&str] = &[
    "dirigente",
    "titolare",
    "responsabile",
    "direttore",
    "direttrice",
    "po",
    "eq",
    "posizione",
    "segretario",
    "incaricato",
    "funzionario",
    "comandante",
    "vicesegretario",
    "capo",
    "coordinatore",
    "coordinatrice",
    "incarico",
];

/// Titles before a person's name.
const HONORIFICS: &[&str] = &[
    "dott",
    "dottssa",
    "dottor",
    "dottoressa",
    "ing",
    "arch",
    "avv",
    "geom",
    "rag",
    "prof",
    "profssa",
    "sig",
    "sigra",
    "drssa",
    "dr",
    "comm",
    "col",
    "magg",
    "cap",
    "per",
];

/// Does a text begin with a role's word?
pub(crate) fn begins_role(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase) && ROLES.contains(&fold(word).as_str()))
}

/// Is a text a person's name: two to five words with capitals, an honorific before them or not?
pub(crate) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.' | '-'))
    };
    let titled = words.first().is_some_and(|word| HONORIFICS.contains(&fold(word).as_str()));
    let names = if titled { &words[1..] } else { &words[..] };
    (2..=5).contains(&names.len()) && names.iter().all(name) && !begins_structure(text)
}

/// Does a name begin as a structure's does?
pub(crate) fn begins_structure(name: &str) -> bool {
    name.split_whitespace().next().is_some_and(|word| STRUCTURES.contains(&fold(word).as_str()))
}

/// Words that stand inside the names of other structures, too: `Direzione Servizi sociali`.
const INNER: &[&str] = &[
    "servizi",
    "uffici",
    "area",
    "corpo",
    "staff",
    "polo",
    "centro",
    "biblioteca",
    "nucleo",
    "sezione",
    "gruppo",
    "sistema",
    "tutte",
    "tutti",
    "sportello",
    "presidio",
    "laboratorio",
];

/// Does a name begin with a word that begins nothing but a structure's name?
pub(crate) fn names_structure(name: &str) -> bool {
    begins_structure(name)
        && name
            .split_whitespace()
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase) && !INNER.contains(&fold(word).as_str()))
}

/// Is a label called a description (`Descrizione dell'attività`), whatever else it is?
pub(crate) fn is_description(label: &str) -> bool {
    fold(label).starts_with("descrizione")
}

/// Does a title, an act, a running head or a file's name say that the document is a draft?
#[cfg(feature = "archive")]
pub(crate) fn names_draft(text: &str) -> bool {
    const DRAFT: &[&str] = &["bozza", "bozze", "draft"];
    text.split(|c: char| !c.is_alphabetic()).any(|word| DRAFT.contains(&fold(word).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_labels_are_known_by_their_parts() {
        for (text, field, year) in [
            ("Indicatore", Field::Indicator, None),
            ("INDICATORI DI RISULTATO", Field::Indicator, None),
            ("Target 2025", Field::Target, Some(2025)),
            ("Target % 2025", Field::Target, Some(2025)),
            ("2025", Field::Year, Some(2025)),
            ("Valore 2022", Field::Baseline, Some(2022)),
            ("Consuntivo 2022", Field::Result, Some(2022)),
            ("Peso", Field::Weight, None),
            ("Peso assegnato ai fini della valutazione", Field::Weight, None),
            ("peso obiettivo", Field::ObjectiveWeight, None),
            ("Unità di misura", Field::UnitOfMeasure, None),
            ("Unità organizzative coinvolte", Field::Units, None),
            ("Obiettivo operativo", Field::Objective, None),
            ("Obiettivo specifico triennale", Field::Strategic, None),
            ("Valore Pubblico di riferimento", Field::PublicValue, None),
            ("Obiettivi pluriennali 2018 - 2020", Field::Strategic, Some(2018)),
            ("Obiettivo 2019", Field::Objective, Some(2019)),
            ("RE SP ON SA BIL E", Field::Responsible, None),
            ("Scostame nto", Field::Gap, None),
            ("% di ragg.", Field::Achieved, None),
            (
                "a) Cosa prevediamo di fare per favorire l'attuazione della strategia? (Obiettivo)",
                Field::Objective,
                None,
            ),
            (
                "f) Come misuriamo il raggiungimento dell'obiettivo (dimensione e formula di performance)",
                Field::Indicator,
                None,
            ),
            ("N.", Field::Counter, None),
        ] {
            let found = known(text).map(|known| (known.field, known.year));
            assert_eq!(found.map(|f| f.0), Some(field), "{text}");
            if text != "Obiettivi pluriennali 2018 - 2020" {
                assert_eq!(found, Some((field, year)), "{text}");
            }
        }
        for text in [
            "Attività svolta in collaborazione con la Regione.",
            "Numero di atti",
            "Mario Rossi",
            "",
            "85%",
            "Realizzare la rete",
        ] {
            assert_eq!(known(text), None, "{text}");
        }
        // A qualifier says which structure, not its name.
        let whole = |text: &str| known(text).filter(|k| k.field == Field::Units).map(|k| k.whole);
        assert_eq!(whole("Unità organizzativa responsabile"), Some(true));
        assert_eq!(whole("Servizio Tributi"), Some(false));
        assert_eq!(known("Target secondo anno").and_then(|k| k.ordinal), Some(1));
    }

    #[test]
    fn a_head_that_no_label_fits_is_told_by_its_noun() {
        for (text, field) in [
            ("Obiettivo esecutivo di gestione", Some(Field::Objective)),
            ("Azione (obiettivo operativo)", Some(Field::Objective)),
            ("UU.OO. coinvolte", Some(Field::Units)),
            ("Valore rilevato al 31/12/2023", Some(Field::Result)),
            ("Valore per l'utenza", None),
            ("Indicatore Formula di calcolo", None),
            ("Obiettivo del servizio è quello di ridurre i tempi di attesa", None),
        ] {
            assert_eq!(by_noun(text).map(|known| known.field), field, "{text}");
        }
        assert_eq!(
            known("Valore al 31.12.2023").map(|known| (known.field, known.year)),
            Some((Field::Baseline, Some(2023)))
        );
    }
}
