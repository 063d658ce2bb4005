//! The nodes of the tree: sections, objectives, indicators, phases.

use super::Location;
use super::number;
use super::target::Target;
use super::unknown::Unknown;
use super::value::{Baseline, Moment, Reached};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A branch of the tree that holds objectives or further branches: area strategica, Azienda speciale, Posizione
/// Organizzativa, Missione and Programma, Valore Pubblico.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Section {
    /// As printed; null where none is.
    #[serde(default)]
    pub code: Option<String>,
    /// As printed, wrapped lines joined. Null only where objectives stand before any heading.
    #[serde(default)]
    pub title: Option<String>,
    /// What kind of branch it is.
    #[serde(default)]
    pub kind: SectionKind,
    /// Where the heading is printed.
    #[serde(default)]
    pub locations: Vec<Location>,
    /// Objectives in printed order.
    #[serde(default)]
    pub objectives: Vec<Objective>,
    /// Branches below this one, in printed order (Programma under Missione). Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SectionKind {
    /// Area strategica, linea strategica, ambito, indirizzo.
    #[default]
    StrategicArea,
    /// Azienda speciale.
    SpecialAgency,
    /// Posizione Organizzativa (P.O.), Elevata Qualificazione (E.Q.), a manager.
    Position,
    /// Missione.
    Mission,
    /// Programma.
    Programme,
    /// Valore Pubblico of a PIAO.
    PublicValue,
    /// A structure over several objectives: Area, Settore, Servizio as a heading or a band.
    Unit,
}

/// An objective (obiettivo).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Objective {
    /// As printed: `01.01`, `Az_7.1`, `PO_ANAG CERT_01_01`; null where none is.
    #[serde(default)]
    pub code: Option<String>,
    /// As printed, without code and weight.
    pub title: String,
    /// Whose objective it is.
    #[serde(default)]
    pub kind: ObjectiveKind,
    /// Peso: share of the parent, in percent, or points or a factor as printed, with the printed decimals; null
    /// where none is printed.
    #[serde(default, with = "number::option")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// Descrizione, as printed.
    #[serde(default)]
    pub description: Option<String>,
    /// Unità organizzative coinvolte: which structures are responsible or contribute.
    #[serde(default)]
    pub units: Vec<String>,
    /// Where the objective's head is printed, an entry a page.
    #[serde(default)]
    pub locations: Vec<Location>,
    /// Indicators in printed order.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Responsabile, Referente: persons or roles that answer for it. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responsible: Vec<String>,
    /// A chi è rivolto, Stakeholder. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stakeholders: Vec<String>,
    /// Data inizio. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// Data fine, Scadenza, Termine, Tempi di realizzazione. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// Fasi, Attività, a Gantt's rows. Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
    /// What was reached, of an objective without indicators. Absent where nothing is printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Reached>,
    /// Note, Criticità. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What stands beside a label, or under a head, for which there is no key, in printed order. Absent where
    /// nothing does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<Other>,
    /// Objectives below it: operational ones under a strategic one. Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Objective>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Whose an objective is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ObjectiveKind {
    /// Of organizational units: obiettivo operativo, gestionale, annuale, ...
    #[default]
    Operational,
    /// Of a person: obiettivo individuale, dirigenziale.
    Individual,
    /// Over operational ones or years: obiettivo strategico, generale, specifico, pluriennale, triennale.
    Strategic,
}

/// What is measured (indicatore).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Indicator {
    /// The objective's code (else its number in the document) and the indicator's number in it:
    /// `01.01#1`; of the second objective with a code `01.01~2#1`.
    #[serde(default)]
    pub id: String,
    /// As printed, without weight and typology.
    pub name: String,
    /// Peso: share of the objective, in percent, or points or a factor as printed, with the printed decimals; null
    /// where none is printed.
    #[serde(default, with = "number::option")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// Tipologia, as printed: Outcome, Efficienza, Efficacia, Volume, Qualità, ...
    #[serde(default)]
    pub typology: Option<String>,
    /// How it is computed (algoritmo).
    #[serde(default)]
    pub algorithm: Algorithm,
    /// Last year's value (Valore AAAA), or what is called baseline; null where the column is absent or its cell
    /// empty.
    #[serde(default)]
    pub baseline: Option<Baseline>,
    /// What is to be reached, one a target column.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Where the row is printed, an entry a page.
    #[serde(default)]
    pub locations: Vec<Location>,
    /// A code of its own: `OS14.2`. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The cell of its own column Unità di misura (also in `targets[].unit`). Absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Fonte dei dati. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Further past values, oldest first. Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Baseline>,
    /// What was reached: Consuntivo, % raggiungimento, Scostamento. Absent where nothing is printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Reached>,
    /// Note, Criticità. Absent where none is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What stands under a column's head, or beside a label, for which there is no key, in printed order. Absent
    /// where nothing does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<Other>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// How an indicator is computed (algoritmo, formula).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Algorithm {
    /// The whole cell; null where it is empty.
    #[serde(default)]
    pub text: Option<String>,
    /// Of a ratio: the part before the paragraph that begins with a slash. Null together with the
    /// denominator.
    #[serde(default)]
    pub numerator: Option<String>,
    /// Of a ratio: the part after the slash.
    #[serde(default)]
    pub denominator: Option<String>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A phase of an objective (Fase, Attività): a row of a table of phases, or of a Gantt. Keys that nothing is printed
/// for are absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Phase {
    /// Its number or code, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// As printed.
    pub name: String,
    /// Peso: share of the objective, with the printed decimals.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "number::option")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// Data inizio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Moment>,
    /// Data fine, Scadenza.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
    /// The months marked in a Gantt, 1 to 12.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<u8>,
    /// Risultato atteso of the phase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// Stato di avanzamento of the phase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<String>,
    /// Where it is printed, an entry a page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Location>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A printed label, or a column's head, and what stands beside or below it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Other {
    /// The label's words as printed.
    pub label: String,
    /// The text as printed.
    pub text: String,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl SectionKind {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::StrategicArea => "strategic_area",
            SectionKind::SpecialAgency => "special_agency",
            SectionKind::Position => "position",
            SectionKind::Mission => "mission",
            SectionKind::Programme => "programme",
            SectionKind::PublicValue => "public_value",
            SectionKind::Unit => "unit",
        }
    }
}

impl ObjectiveKind {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ObjectiveKind::Operational => "operational",
            ObjectiveKind::Individual => "individual",
            ObjectiveKind::Strategic => "strategic",
        }
    }
}

impl Other {
    /// What stands beside a label.
    #[must_use]
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Other {
        Other { label: label.into(), text: text.into(), unknown: Unknown::default() }
    }
}
