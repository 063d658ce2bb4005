//! Every label of every document, in one table: a new label is one line of [`LABELS`].
//!
//! A label is compared [folded](fold): case, accents, spaces, line breaks and punctuation do not count.

mod folding;
pub(crate) mod own;

pub(crate) use folding::{fold, fold_into};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What the text beside or below a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// A strategic area: area strategica, ambito, ...
    Area,
    /// An Azienda speciale: the label is the beginning of the section's title.
    SpecialAgency,
    /// A Posizione Organizzativa (P.O., E.Q.): the label is the beginning of the section's title.
    Position,
    /// An objective that belongs to units: obiettivo operativo, ...
    Objective,
    /// An objective that belongs to a person: obiettivo individuale, dirigenziale.
    IndividualObjective,
    /// The objective's code, where it has a place of its own.
    Code,
    Description,
    Weight,
    Units,
    Indicator,
    Algorithm,
    Numerator,
    Denominator,
    Typology,
    UnitOfMeasure,
    /// Fonte dei dati: the contract has no field for it.
    Source,
    Baseline,
    Target,
    /// Consuntivo, scostamento, ...: a report's columns, for which a plan has no field.
    Result,
    Note,
}

impl Role {
    /// Does this label open an objective?
    pub(crate) fn opens_objective(self) -> bool {
        matches!(self, Role::Objective | Role::IndividualObjective)
    }

    /// Can this label head a column of the table of indicators?
    pub(crate) fn heads_column(self) -> bool {
        matches!(
            self,
            Role::Indicator
                | Role::Algorithm
                | Role::Numerator
                | Role::Denominator
                | Role::Weight
                | Role::Typology
                | Role::UnitOfMeasure
                | Role::Source
                | Role::Baseline
                | Role::Target
                | Role::Result
                | Role::Note
                | Role::Code
        )
    }

    /// Can this label stand before a value in an objective's head?
    pub(crate) fn names_field(self) -> bool {
        self.opens_objective()
            || matches!(
                self,
                Role::Description | Role::Weight | Role::Units | Role::Code | Role::Typology | Role::Area | Role::Note
            )
    }
}

/// All labels. `AAAA` stands for a year.
const LABELS: &[(Role, &str)] = &[
    (Role::Area, "Ambito"),
    (Role::Area, "Ambito strategico"),
    (Role::Area, "Area"),
    (Role::Area, "Area strategica"),
    (Role::Area, "Linea strategica"),
    (Role::Area, "Linea di intervento"),
    (Role::Area, "Indirizzo"),
    (Role::Area, "Indirizzo strategico"),
    (Role::Area, "Missione"),
    (Role::Area, "Programma"),
    (Role::SpecialAgency, "Azienda speciale"),
    (Role::Position, "P.O."),
    (Role::Position, "E.Q."),
    (Role::Position, "Posizione Organizzativa"),
    (Role::Position, "Elevata Qualificazione"),
    (Role::Objective, "Obiettivo"),
    (Role::Objective, "Obiettivo strategico"),
    (Role::Objective, "Obiettivo specifico"),
    (Role::Objective, "Obiettivo operativo"),
    (Role::Objective, "Obiettivo annuale"),
    (Role::Objective, "Obiettivo gestionale"),
    (Role::Objective, "Obiettivo di gruppo"),
    (Role::IndividualObjective, "Obiettivo individuale"),
    (Role::IndividualObjective, "Obiettivo dirigenziale"),
    (Role::Code, "Codice"),
    (Role::Code, "Cod."),
    (Role::Code, "Codice obiettivo"),
    (Role::Description, "Descrizione"),
    (Role::Description, "Descrizione obiettivo"),
    (Role::Description, "Descrizione dell'obiettivo"),
    (Role::Weight, "Peso"),
    (Role::Weight, "Peso %"),
    (Role::Weight, "Peso obiettivo"),
    (Role::Weight, "Peso indicatore"),
    (Role::Weight, "Pesatura"),
    (Role::Weight, "Ponderazione"),
    (Role::Units, "Unità organizzativa"),
    (Role::Units, "Unità organizzative"),
    (Role::Units, "Unità organizzativa coinvolta"),
    (Role::Units, "Unità organizzative coinvolte"),
    (Role::Units, "Unità organizzativa responsabile"),
    (Role::Units, "Unità organizzative responsabili"),
    (Role::Units, "U.O."),
    (Role::Units, "U.O. coinvolte"),
    (Role::Units, "U.O. responsabile"),
    (Role::Units, "Struttura"),
    (Role::Units, "Struttura responsabile"),
    (Role::Units, "Strutture coinvolte"),
    (Role::Units, "Settore"),
    (Role::Units, "Servizio"),
    (Role::Units, "Ufficio"),
    (Role::Units, "Centro di responsabilità"),
    (Role::Units, "CdR"),
    (Role::Units, "Responsabile"),
    (Role::Indicator, "Indicatore"),
    (Role::Indicator, "Indicatori"),
    (Role::Indicator, "KPI"),
    (Role::Indicator, "Indicatore di performance"),
    (Role::Indicator, "Indicatore di risultato"),
    (Role::Algorithm, "Algoritmo"),
    (Role::Algorithm, "Algoritmo di calcolo"),
    (Role::Algorithm, "Formula"),
    (Role::Algorithm, "Formula di calcolo"),
    (Role::Algorithm, "Metodo di calcolo"),
    (Role::Algorithm, "Modalità di calcolo"),
    (Role::Numerator, "Numeratore"),
    (Role::Denominator, "Denominatore"),
    (Role::Typology, "Tipologia"),
    (Role::Typology, "Tipologia indicatore"),
    (Role::Typology, "Tipo"),
    (Role::Typology, "Tipo indicatore"),
    (Role::Typology, "Dimensione"),
    (Role::UnitOfMeasure, "Unità di misura"),
    (Role::UnitOfMeasure, "Unità misura"),
    (Role::UnitOfMeasure, "U.M."),
    (Role::UnitOfMeasure, "U. di M."),
    (Role::Source, "Fonte"),
    (Role::Source, "Fonte dati"),
    (Role::Source, "Fonte dei dati"),
    (Role::Source, "Fonte del dato"),
    (Role::Baseline, "Valore AAAA"),
    (Role::Baseline, "Valore al AAAA"),
    (Role::Baseline, "Valore iniziale"),
    (Role::Baseline, "Valore storico"),
    (Role::Baseline, "Valore di partenza"),
    (Role::Baseline, "Base di partenza"),
    (Role::Baseline, "Baseline"),
    (Role::Baseline, "Baseline AAAA"),
    (Role::Baseline, "Stato AAAA"),
    (Role::Baseline, "Consuntivo AAAA"),
    (Role::Baseline, "Risultato AAAA"),
    (Role::Target, "Target"),
    (Role::Target, "Target AAAA"),
    (Role::Target, "Target anno AAAA"),
    (Role::Target, "Target annuale"),
    (Role::Target, "Valore atteso"),
    (Role::Target, "Valore atteso AAAA"),
    (Role::Target, "Valore target"),
    (Role::Target, "Valore target AAAA"),
    (Role::Target, "Risultato atteso"),
    (Role::Target, "Risultato atteso AAAA"),
    (Role::Target, "Target primo anno"),
    (Role::Target, "Target secondo anno"),
    (Role::Target, "Target terzo anno"),
    (Role::Target, "Target 1° anno"),
    (Role::Target, "Target 2° anno"),
    (Role::Target, "Target 3° anno"),
    (Role::Result, "Consuntivo"),
    (Role::Result, "Valore conseguito"),
    (Role::Result, "Valore conseguito AAAA"),
    (Role::Result, "Valore raggiunto"),
    (Role::Result, "Risultato"),
    (Role::Result, "Risultato conseguito"),
    (Role::Result, "% raggiungimento"),
    (Role::Result, "Grado di raggiungimento"),
    (Role::Result, "Scostamento"),
    (Role::Note, "Note"),
];

/// A label that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) role: Role,
    /// The year printed in the label (`Target 2023`).
    pub(crate) year: Option<i32>,
    /// Place in a triennium (`Target secondo anno` is 1).
    pub(crate) ordinal: Option<u8>,
}

/// How settings call the roles that a label may be added for.
const NAMED_ROLES: &[(&str, Role)] = &[
    ("area", Role::Area),
    ("special-agency", Role::SpecialAgency),
    ("position", Role::Position),
    ("objective", Role::Objective),
    ("individual-objective", Role::IndividualObjective),
    ("code", Role::Code),
    ("description", Role::Description),
    ("weight", Role::Weight),
    ("units", Role::Units),
    ("indicator", Role::Indicator),
    ("algorithm", Role::Algorithm),
    ("numerator", Role::Numerator),
    ("denominator", Role::Denominator),
    ("typology", Role::Typology),
    ("unit-of-measure", Role::UnitOfMeasure),
    ("source", Role::Source),
    ("baseline", Role::Baseline),
    ("target", Role::Target),
    ("result", Role::Result),
    ("note", Role::Note),
];

/// Further fields that a label may be added for: tables and sheets read by what their labels mean know them, the form of
/// cards over grids of indicators does not.
const FURTHER_FIELDS: &[&str] = &[
    "mission",
    "programme",
    "public-value",
    "strategic-objective",
    "responsible",
    "stakeholders",
    "start",
    "end",
    "phase",
    "achieved",
    "gap",
    "expected",
    "other",
];

/// [`NAMED_ROLES`]' names.
pub(crate) static ROLE_NAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| NAMED_ROLES.iter().map(|(name, _)| *name).chain(FURTHER_FIELDS.iter().copied()).collect());

/// What is asked of labels: those of [`LABELS`], with those that a reading adds.
pub(crate) struct Tables {
    by_folded: FxHashMap<String, Label>,
    /// Folded labels in order, for questions about their beginnings.
    sorted: Vec<(String, Role)>,
    /// The words of column heads, folded.
    head_words: FxHashSet<String>,
    /// First words of what heads the indicator's or the algorithm's column.
    telling: Vec<Box<str>>,
    /// A text of more bytes than this is no label, however it is spaced.
    longest: usize,
}

/// Without labels of a reading.
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::with(&[]));

impl Tables {
    fn with(added: &[(String, String)]) -> Tables {
        let role = |name: &str| NAMED_ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
        let added = added.iter().filter_map(|(name, text)| Some((role(name)?, text.as_str())));
        let all: Vec<(Role, &str)> = LABELS.iter().copied().chain(added).collect();
        let mut sorted: Vec<(String, Role)> = all.iter().map(|(role, text)| (fold(text), *role)).collect();
        let label = |(folded, role): &(String, Role)| {
            (folded.clone(), Label { role: *role, year: None, ordinal: ordinal(folded) })
        };
        // In the table's order: of two that fold alike the last counts.
        let by_folded = sorted.iter().map(label).collect();
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        let heads = all.iter().filter(|(role, _)| role.heads_column());
        let first = |(role, text): &(Role, &str)| match role {
            Role::Indicator | Role::Algorithm => text.split_whitespace().next().map(Box::from),
            _ => None,
        };
        let mut telling: Vec<Box<str>> = all.iter().filter_map(first).collect();
        telling.sort_unstable();
        telling.dedup();
        Tables {
            by_folded,
            sorted,
            head_words: heads.flat_map(|(_, text)| text.split_whitespace()).map(fold).collect(),
            telling,
            longest: 2 * all.iter().map(|(_, text)| text.len() + " 2023".len()).max().unwrap_or(0),
        }
    }
}

/// Asks the tables of the reading that this thread is at.
fn asked<T>(ask: impl FnOnce(&Tables) -> T) -> T {
    own::with(|own| ask(own.map_or_else(|| &*TABLES, |own| &own.tables)))
}

/// [`Tables::longest`].
pub(crate) fn longest() -> usize {
    asked(|tables| tables.longest)
}

/// Does this word begin the head of the indicator's or the algorithm's column?
pub(crate) fn is_telling(word: &str) -> bool {
    // Asked of nearly every word of a document, most of which differ in their first letter.
    let first = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_lowercase());
    let begins = |start: &str| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    asked(|tables| tables.telling.iter().any(|start| first(start) == first(word) && begins(start)))
}

/// Does some column head have this word, or is it a year?
pub(crate) fn is_head_word(word: &str) -> bool {
    let folded = fold(word);
    asked(|tables| tables.head_words.contains(&folded)) || folded.bytes().all(|b| b.is_ascii_digit())
}

/// The label that this text is, as a whole.
pub(crate) fn exact(text: &str) -> Option<Label> {
    asked(|tables| {
        if text.len() > tables.longest {
            return None;
        }
        let mut folded = String::with_capacity(text.len());
        fold_into(&mut folded, text);
        tables.exact(&folded)
    })
}

/// [`exact`], of text that is folded already.
pub(crate) fn exact_folded(folded: &str) -> Option<Label> {
    asked(|tables| tables.exact(folded))
}

/// Could this folded text grow into a label?
pub(crate) fn begins_label(folded: &str, wanted: impl Fn(Role) -> bool) -> bool {
    asked(|tables| tables.begins(folded, &wanted))
}

impl Tables {
    fn exact(&self, folded: &str) -> Option<Label> {
        if let Some(label) = self.by_folded.get(folded) {
            return Some(*label);
        }
        let (head, year) = split_year(folded)?;
        let role = self.by_folded.get(&format!("{head}aaaa"))?.role;
        Some(Label { role, year: Some(year), ordinal: None })
    }

    fn begins(&self, folded: &str, wanted: &impl Fn(Role) -> bool) -> bool {
        let begun = |folded: &str| {
            let from = self.sorted.partition_point(|(label, _)| label.as_str() < folded);
            self.sorted[from..].iter().take_while(|(label, _)| label.starts_with(folded)).any(|(_, role)| wanted(*role))
        };
        // `valore20` goes on as `valoreaaaa` does.
        begun(folded) || split_year_prefix(folded).is_some_and(|head| begun(&format!("{head}a")))
    }
}

/// `valore2022` is `valore` and 2022; only years that a plan can name.
fn split_year(folded: &str) -> Option<(&str, i32)> {
    let cut = folded.len().checked_sub(4)?;
    let (head, year) = (folded.get(..cut)?, folded.get(cut..)?);
    let year: i32 = year.parse().ok()?;
    ((1990..2100).contains(&year) && !head.is_empty()).then_some((head, year))
}

/// `valore20` is the beginning of a label with a year.
fn split_year_prefix(folded: &str) -> Option<&str> {
    let head = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    (head.len() < folded.len() && folded.len() - head.len() <= 4 && !head.is_empty()).then_some(head)
}

fn ordinal(folded: &str) -> Option<u8> {
    const ORDINALS: [(&str, u8); 6] =
        [("primo", 0), ("secondo", 1), ("terzo", 2), ("target1", 0), ("target2", 1), ("target3", 2)];
    ORDINALS.iter().find(|(word, _)| folded.contains(word)).map(|(_, place)| *place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_whatever_their_case_accents_and_breaks() {
        for (text, role) in [
            ("Obiettivo operativo", Role::Objective),
            ("OBIETTIVO\nOPERATIVO:", Role::Objective),
            ("Unita' organizzative  coinvolte", Role::Units),
            ("UNITA\u{300} ORGANIZZATIVE COINVOLTE", Role::Units),
            ("Formula", Role::Algorithm),
            ("Peso %", Role::Weight),
            ("U.M.", Role::UnitOfMeasure),
            ("Consuntivo", Role::Result),
        ] {
            assert_eq!(exact(text).map(|l| l.role), Some(role), "{text}");
        }
        assert_eq!(exact("Indicatore sintetico"), None);
        assert_eq!(exact(""), None);
    }

    #[test]
    fn a_year_in_a_label_is_read() {
        let label = exact("Valore\n2022").unwrap();
        assert_eq!((label.role, label.year), (Role::Baseline, Some(2022)));
        let label = exact("Target 2025").unwrap();
        assert_eq!((label.role, label.year), (Role::Target, Some(2025)));
        assert_eq!(exact("Target secondo anno").unwrap().ordinal, Some(1));
        assert_eq!(exact("Target 9999"), None);
    }

    #[test]
    fn beginnings_of_labels_are_known() {
        assert!(begins_label(&fold("Unità"), Role::names_field));
        assert!(begins_label(&fold("Valore 20"), Role::heads_column));
        assert!(!begins_label(&fold("Unità locali"), Role::names_field));
    }

    #[test]
    fn no_two_lines_of_the_table_fold_to_the_same_label() {
        let mut seen = std::collections::HashSet::new();
        for (_, text) in LABELS {
            assert!(seen.insert(fold(text)), "{text} stands twice");
        }
    }
}
