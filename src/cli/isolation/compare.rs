//! Plans compared and told of, in a worker like all else that a document can make long or large.

use super::protocol::{Body, Fault, Made, Product};
use crate::cli::words;
use albero::Plan;
use albero::diff::report::Statuses;
use albero::language::Lang;
use albero::output::csv::Dialect;
use albero::output::render::{Compared, Format, Look, Render};
use albero::output::text::Style;
use serde::{Deserialize, Serialize};

/// How plans are to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Comparison {
    /// What is written of it.
    pub(crate) format: Format,
    /// How tables are written.
    pub(crate) dialect: Dialect,
    /// What only moved on with the year, too.
    pub(crate) all: bool,
    /// With colours.
    pub(crate) colour: bool,
    /// Language of text and Markdown.
    pub(crate) lang: Lang,
}

/// Compares plans, whose JSON is a line each, oldest first.
pub(super) fn compare(json: &[u8], asked: Comparison) -> Made {
    let lines = json.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let plans = lines.map(Plan::from_json).collect::<Result<Vec<Plan>, _>>()?;
    let look = Look {
        style: Style { colour: asked.colour, lang: asked.lang, width: None, quiet: false },
        dialect: asked.dialect,
    };
    let mut told = Vec::new();
    let (written, is_changed) = match plans.as_slice() {
        [old, new] => {
            let diff = albero::diff::diff(old, new, asked.all);
            let changed = |counts: Statuses| counts.changed + counts.added + counts.removed > 0;
            let is_changed = changed(diff.summary.sections) || changed(diff.summary.objectives);
            (Compared { old, new, diff: &diff }.render(&mut told, asked.format, look), is_changed)
        }
        plans => {
            let history = albero::diff::history(plans);
            (history.render(&mut told, asked.format, look), history.is_changed())
        }
    };
    written.map_err(|error| Fault::new("json", error.to_string()))?;
    let warnings = doubts(&plans);
    Ok(Product { body: Body::Bytes(told), notes: Vec::new(), findings: Vec::new(), is_changed, warnings })
}

/// Plans of two bodies, or the newer one first: compared all the same, and said.
fn doubts(plans: &[Plan]) -> Vec<String> {
    let mut said = Vec::new();
    for (old, new) in plans.iter().zip(plans.iter().skip(1)) {
        if let (Some(one), Some(other)) = (&old.entity, &new.entity)
            && one.to_lowercase() != other.to_lowercase()
        {
            said.push(words::bodies_differ(one, other));
        }
        if let (Some(was), Some(is)) = (old.year, new.year)
            && was > is
        {
            said.push(words::wrong_order(is, was));
        }
    }
    said
}
