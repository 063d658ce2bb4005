//! The plan as a tree of types, and its JSON. Key order is the contract's.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The name of this JSON's schema.
pub const PLAN_SCHEMA: &str = "albero/plan/1";

/// One published plan (Albero della Performance, Piano della performance), for one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Albero della Performance: plan", extend("$id" = "urn:albero:plan:1"))]
pub struct Plan {
    /// Always `albero/plan/1`.
    #[schemars(extend("const" = PLAN_SCHEMA))]
    pub schema: Cow<'static, str>,
    /// The program that wrote this JSON.
    pub generator: Generator,
    /// The document that was read.
    pub source: Source,
    /// The document's title, without act and date; from its running head, its first page, or its PDF
    /// metadata.
    pub title: Option<String>,
    /// The public body (ente) whose plan it is, where printed.
    pub entity: Option<String>,
    /// The plan's year: that of the first target column (`Target 2023`), else of the title's triennium.
    pub year: Option<i32>,
    /// The year of the baseline column (`Valore 2022`).
    pub baseline_year: Option<i32>,
    /// The years that the plan covers (triennio).
    pub period: Option<Period>,
    /// The act that approved the plan.
    pub approval: Option<Approval>,
    /// First-level branches of the tree, in printed order.
    pub sections: Vec<Section>,
    /// Running heads, feet and page numbers: taken out of the tree, but listed.
    pub furniture: Vec<Furniture>,
    /// Every piece of text that is in no field above.
    pub unrecognized: Vec<Unrecognized>,
}

/// A program's name and version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Generator {
    /// The program's name.
    pub name: Cow<'static, str>,
    /// Its version.
    pub version: Cow<'static, str>,
}

impl Generator {
    /// This program.
    #[must_use]
    pub fn this() -> Generator {
        Generator { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}

/// The document that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// File name without folders; null for standard input.
    pub name: Option<String>,
    /// Told by content, not by name.
    pub format: SourceFormat,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// Size of the file in bytes.
    pub size_bytes: u64,
    /// Physical pages. Text: pages as far as breaks show (form feeds, running heads).
    pub page_count: u32,
    /// Pages of a damaged file that could not be read, 1-based: what they say is missing from the plan. Absent
    /// where every page was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_pages: Vec<u32>,
}

/// What kind of document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
    /// PDF with a text layer.
    Pdf,
    /// Text, column-aligned or in reading order.
    Text,
}

/// First and last year of a triennium.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First year.
    pub start: i32,
    /// Last year, inclusive.
    pub end: i32,
}

/// The act that approved the plan (delibera, determinazione), as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// As printed.
    pub text: String,
    /// The act's date, `YYYY-MM-DD`.
    pub date: Option<String>,
}

/// A first-level branch of the tree: area strategica, Azienda speciale, Posizione Organizzativa.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// As printed; null where none is.
    pub code: Option<String>,
    /// As printed, wrapped lines joined. Null only where objectives stand before any heading.
    pub title: Option<String>,
    /// What kind of branch it is.
    pub kind: SectionKind,
    /// Where the heading is printed.
    pub locations: Vec<Location>,
    /// Objectives in printed order.
    pub objectives: Vec<Objective>,
}

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Area strategica, linea strategica, ambito.
    StrategicArea,
    /// Azienda speciale.
    SpecialAgency,
    /// Posizione Organizzativa (P.O.), Elevata Qualificazione (E.Q.).
    Position,
}

/// A coded objective (obiettivo).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// As printed: `01.01`, `Az_7.1`, `PO_ANAG CERT_01_01`; null where none is.
    pub code: Option<String>,
    /// As printed, without code and weight.
    pub title: String,
    /// Whose objective it is.
    pub kind: ObjectiveKind,
    /// Peso: share of the section, in percent, with the printed decimals; null where none is printed.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// Descrizione, as printed.
    pub description: Option<String>,
    /// Unità organizzative coinvolte: who is responsible.
    pub units: Vec<String>,
    /// Where the objective's head is printed, an entry a page.
    pub locations: Vec<Location>,
    /// Indicators in printed order.
    pub indicators: Vec<Indicator>,
}

/// Whose an objective is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObjectiveKind {
    /// Of organizational units: obiettivo operativo, gestionale, strategico, ...
    Operational,
    /// Of a person: obiettivo individuale, dirigenziale.
    Individual,
}

/// What is measured (indicatore).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The objective's code (else its number in the document) and the indicator's number in it:
    /// `01.01#1`.
    pub id: String,
    /// As printed, without weight and typology.
    pub name: String,
    /// Peso: share of the objective, in percent, with the printed decimals; null where none is printed.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// Tipologia, as printed: Outcome, Efficienza, Efficacia, Volume, Qualità, ...
    pub typology: Option<String>,
    /// How it is computed (algoritmo).
    pub algorithm: Algorithm,
    /// Last year's value (Valore AAAA); null where the column is absent or its cell empty.
    pub baseline: Option<Baseline>,
    /// What is to be reached, one a target column.
    pub targets: Vec<Target>,
    /// Where the row is printed, an entry a page.
    pub locations: Vec<Location>,
}

/// How an indicator is computed (algoritmo, formula).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Algorithm {
    /// The whole cell; null where it is empty.
    pub text: Option<String>,
    /// Of a ratio: the part before the paragraph that begins with a slash. Null together with the
    /// denominator.
    pub numerator: Option<String>,
    /// Of a ratio: the part after the slash.
    pub denominator: Option<String>,
}

/// Last year's value (Valore 2022).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The column's year; null where its head prints none.
    pub year: Option<i32>,
    /// As printed.
    pub text: String,
    /// The number, in `unit`; null where only the unit of measure is printed, or a date, or words.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// The date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Unit of measure as printed: `%`, `N.`, `gg`.
    pub unit: Option<String>,
}

/// What is to be reached (target, valore atteso).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The column's year; null where nothing says it.
    pub year: Option<i32>,
    /// As printed.
    pub text: String,
    /// What the text says.
    pub kind: TargetKind,
    /// `>=`, `<=`, `=`, `>` or `<`, whatever the printed words; null where none is printed.
    pub comparator: Option<Cow<'static, str>>,
    /// The number, in `unit`; of a range the lower one.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// The date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Unit of measure as printed, in this cell or in its own column.
    pub unit: Option<String>,
    /// Of a range, the upper number; absent otherwise.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "rust_decimal::serde::arbitrary_precision_option"
    )]
    #[schemars(with = "Option<f64>")]
    pub upper: Option<Decimal>,
}

/// What a target's text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// A number to compare with: `>= 70,00 %`.
    Threshold,
    /// A date not to pass: `Entro 31/12/2023`.
    Deadline,
    /// Between two numbers: `tra 10 e 15`.
    Range,
    /// Yes or no: `Sì`, `SI/NO`.
    Boolean,
    /// Anything else, kept whole in `text`.
    Text,
}

/// Where a node was printed on one page: a box on a PDF page, or lines of a text file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Physical page, 1-based.
    pub page: u32,
    /// PDF: `[x0, y0, x1, y1]` in points, origin at the top left of the page as displayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<[f64; 4]>")]
    pub bbox: Option<[f64; 4]>,
    /// Text: first and last line of the file, 1-based, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<[u32; 2]>,
}

/// A running head, foot or page number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// Physical page, 1-based.
    pub page: u32,
    /// As printed.
    pub text: String,
}

/// Text that is in no field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unrecognized {
    /// Physical page, 1-based.
    pub page: u32,
    /// As printed.
    pub text: String,
    /// Why it is in no field.
    pub reason: String,
}

impl SourceFormat {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SourceFormat::Pdf => "pdf",
            SourceFormat::Text => "text",
        }
    }
}

impl SectionKind {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::StrategicArea => "strategic_area",
            SectionKind::SpecialAgency => "special_agency",
            SectionKind::Position => "position",
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
        }
    }
}

impl TargetKind {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TargetKind::Threshold => "threshold",
            TargetKind::Deadline => "deadline",
            TargetKind::Range => "range",
            TargetKind::Boolean => "boolean",
            TargetKind::Text => "text",
        }
    }
}

impl Section {
    /// Its code, else its title: how a person names it.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.code.clone().or_else(|| self.title.clone())
    }
}

impl Plan {
    /// Every objective, section by section.
    pub fn objectives(&self) -> impl Iterator<Item = &Objective> {
        self.sections.iter().flat_map(|section| &section.objectives)
    }
}
