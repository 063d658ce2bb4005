//! What a document's part of the page is made of, and what comes of it: plain values, that a worker is handed.

use crate::check::finding::Finding;
use crate::language::Lang;
use crate::plan::model::Plan;
use crate::source::pdf::pictures::PagePicture;
use serde::{Deserialize, Serialize};

/// Of which pages there are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PagePictures {
    /// None.
    None,
    /// Those with findings.
    #[default]
    Findings,
    /// Those with a node.
    All,
}

/// A cell of a table, where it is printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Physical page, 1-based.
    pub page: u32,
    /// `[x0, y0, x1, y1]` in points from the page's top left.
    pub bbox: [f64; 4],
    /// Its lines, joined.
    pub text: String,
}

/// A document, with all that is said of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Asked {
    /// The file as given.
    pub file: String,
    /// The plan.
    pub plan: Plan,
    /// What a check found in it, without what a baseline hides.
    pub findings: Vec<Finding>,
    /// Words in no field, of all words.
    pub unread_words: Option<(u32, u32)>,
    /// What else was noticed when it was read.
    pub warnings: Vec<String>,
    /// The plan to compare with.
    pub previous: Option<Plan>,
    /// Which pages were to be pictured.
    pub wanted: PagePictures,
    /// Pages of a PDF.
    pub pictures: Vec<PagePicture>,
    /// The cells of their tables.
    pub cells: Vec<Cell>,
    /// The lines of a text.
    pub lines: Vec<String>,
    /// Language of what the page says.
    pub lang: Lang,
    /// Its number among several; `None` where it is the only one.
    pub number: Option<usize>,
}

/// A document's part of the page, and its row of the index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Article {
    /// HTML.
    pub html: String,
    /// For the index.
    pub row: Row,
}

/// What the index says of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The public body, else the plan's title, else the file.
    pub name: String,
    /// The file as given.
    pub file: String,
    /// The address of its part in the page.
    pub anchor: String,
    /// The plan's year.
    pub year: Option<i32>,
    /// How many.
    pub objectives: usize,
    /// How many.
    pub indicators: usize,
    /// Findings by severity: errors, warnings, infos.
    pub findings: [usize; 3],
    /// Sums of weights that are not what they should be.
    pub weights_broken: usize,
    /// Indicators with a past value.
    pub with_baseline: usize,
    /// The codes of the rules that found something, each once.
    pub rules: Vec<String>,
    /// Targets met, of those of which it can be told.
    pub targets_met: (usize, usize),
}
