//! The plan as a tree of types, and its JSON. Key order is the contract's.

mod lines;
mod named;
pub(crate) mod number;
mod reason;
mod target;
mod tree;
mod unknown;
mod value;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

pub use reason::Reason;
pub use target::{Comparator, Level, Target, TargetKind, TargetValue};
pub use tree::{Algorithm, Indicator, Objective, ObjectiveKind, Other, Phase, Section, SectionKind};
pub use unknown::Unknown;
pub use value::{Baseline, Measure, Moment, Reached};

/// The name of this JSON's schema.
pub const PLAN_SCHEMA: &str = "albero/plan/1";

/// One published plan (Albero della Performance, Piano della performance), for one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Albero della Performance: plan", extend("$id" = "urn:albero:plan:1"))]
#[non_exhaustive]
pub struct Plan {
    /// Always `albero/plan/1`.
    #[serde(default = "plan_schema")]
    #[schemars(extend("const" = PLAN_SCHEMA))]
    pub schema: Cow<'static, str>,
    /// The program that wrote this JSON.
    #[serde(default = "Generator::this")]
    pub generator: Generator,
    /// The document that was read.
    #[serde(default)]
    pub source: Source,
    /// The document's title, without act and date; from its running head, its first page, or its PDF
    /// metadata.
    #[serde(default)]
    pub title: Option<String>,
    /// The public body (ente) whose plan it is, where printed.
    #[serde(default)]
    pub entity: Option<String>,
    /// The plan's year: that of the first target column (`Target 2023`), else of the title's triennium.
    #[serde(default)]
    pub year: Option<i32>,
    /// The year of the baseline column (`Valore 2022`).
    #[serde(default)]
    pub baseline_year: Option<i32>,
    /// The years that the plan covers (triennio).
    #[serde(default)]
    pub period: Option<Period>,
    /// The act that approved the plan.
    #[serde(default)]
    pub approval: Option<Approval>,
    /// `report` where the document tells results (Relazione sulla performance, consuntivo); absent for a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PlanKind>,
    /// First-level branches of the tree, in printed order.
    pub sections: Vec<Section>,
    /// Running heads, feet and page numbers: taken out of the tree, but listed.
    #[serde(default)]
    pub furniture: Vec<Furniture>,
    /// Text outside every table, heading and sheet of the tree: covers, indexes, chapters, glossaries, tables about
    /// something else. Absent where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prose: Vec<Prose>,
    /// Text inside the tree's tables and sheets that is in no field above.
    #[serde(default)]
    pub unrecognized: Vec<Unrecognized>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

fn plan_schema() -> Cow<'static, str> {
    PLAN_SCHEMA.into()
}

/// What a document tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PlanKind {
    /// Results: Relazione sulla performance, consuntivo, monitoraggio finale.
    Report,
}

/// A program's name and version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Source {
    /// File name without folders; null for standard input.
    #[serde(default)]
    pub name: Option<String>,
    /// Told by content, not by name.
    #[serde(default)]
    pub format: SourceFormat,
    /// SHA-256 of the file's bytes, in hexadecimal.
    #[serde(default)]
    pub sha256: String,
    /// Size of the file in bytes.
    #[serde(default)]
    pub size_bytes: u64,
    /// Physical pages. Text: pages as far as breaks show (form feeds, running heads). Plan JSON that names no
    /// document: 0.
    #[serde(default)]
    pub page_count: u32,
    /// Pages of a damaged file that could not be read, 1-based: what they say is missing from the plan. Absent
    /// where every page was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_pages: Vec<u32>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What kind of document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SourceFormat {
    /// PDF with a text layer.
    Pdf,
    /// Text, column-aligned or in reading order.
    Text,
    /// Plan JSON written by hand or by another program, which names no document that it was read from.
    #[default]
    Json,
}

/// First and last year of a triennium.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Period {
    /// First year.
    pub start: i32,
    /// Last year, inclusive.
    pub end: i32,
}

/// The act that approved the plan (delibera, determinazione), as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Approval {
    /// As printed.
    pub text: String,
    /// The act's date, `YYYY-MM-DD`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Keys of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Where a node was printed on one page: a box on a PDF page, or lines of a text file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Furniture {
    /// Physical page, 1-based.
    pub page: u32,
    /// As printed.
    pub text: String,
}

/// Text outside the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Prose {
    /// Physical page, 1-based.
    pub page: u32,
    /// As printed, its lines joined.
    pub text: String,
}

/// Text that is in no field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Unrecognized {
    /// Physical page, 1-based.
    pub page: u32,
    /// As printed.
    pub text: String,
    /// Why it is in no field.
    pub reason: Reason,
}

impl PlanKind {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PlanKind::Report => "report",
        }
    }
}

impl SourceFormat {
    /// As in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SourceFormat::Pdf => "pdf",
            SourceFormat::Text => "text",
            SourceFormat::Json => "json",
        }
    }
}

impl Period {
    /// From one year to another, both included.
    #[must_use]
    pub fn new(start: i32, end: i32) -> Period {
        Period { start, end }
    }
}

impl Unrecognized {
    /// Text of a page, and why it is in no field.
    #[must_use]
    pub fn new(page: u32, text: impl Into<String>, reason: Reason) -> Unrecognized {
        Unrecognized { page, text: text.into(), reason }
    }
}
