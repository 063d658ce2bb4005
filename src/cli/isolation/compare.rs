//! Plans compared and told of, in a worker like all else that a document can make long or large.

use super::super::args::DiffFormat;
use super::protocol::{Body, Fault, Made, Product};
use albero::Plan;
use albero::diff::report::Statuses;
use albero::language::Lang;
use albero::output::diff::{history, markdown, text};
use albero::output::patch;
use albero::output::text::Style;
use serde::{Deserialize, Serialize};

/// How plans are to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Comparison {
    /// What is written of it.
    pub(crate) format: DiffFormat,
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
    let (told, is_changed) = match plans.as_slice() {
        [old, new] => two(old, new, asked),
        plans => many(plans, asked),
    }
    .map_err(|error| Fault::new("json", error.to_string()))?;
    Ok(Product { body: Body::Bytes(told), notes: Vec::new(), findings: Vec::new(), is_changed })
}

fn two(old: &Plan, new: &Plan, asked: Comparison) -> serde_json::Result<(Vec<u8>, bool)> {
    let diff = albero::diff::diff(old, new, asked.all);
    let style = Style { colour: asked.colour, lang: asked.lang };
    let told = match asked.format {
        DiffFormat::Text => text::render(&diff, style).into_bytes(),
        DiffFormat::Markdown => markdown::render(&diff, style.lang).into_bytes(),
        DiffFormat::Json => json(&diff)?,
        DiffFormat::JsonPatch => json(&patch::render(old, new)?)?,
    };
    let changed = |counts: Statuses| counts.changed + counts.added + counts.removed > 0;
    Ok((told, changed(diff.summary.sections) || changed(diff.summary.objectives)))
}

fn many(plans: &[Plan], asked: Comparison) -> serde_json::Result<(Vec<u8>, bool)> {
    let history = albero::diff::history(plans);
    let told = match asked.format {
        DiffFormat::Json => json(&history)?,
        _ => history::render(&history, Style { colour: asked.colour, lang: asked.lang }).into_bytes(),
    };
    Ok((told, history.is_changed()))
}

fn json(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut told = Vec::new();
    albero::json::to_writer(&mut told, value, true)?;
    told.push(b'\n');
    Ok(told)
}
