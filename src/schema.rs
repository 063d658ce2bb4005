//! The JSON Schemas of what is written, generated from the types and their docs.

use crate::check::finding::Report;
use crate::check::settings::written::Written;
use crate::diff::{Diff, History};
use crate::inspect::Inspection;
use crate::plan::model::Plan;
use schemars::JsonSchema;

/// The plan's JSON Schema (2020-12), as committed in `schema/plan.schema.json`.
///
/// # Errors
/// None that can occur: a schema is plain JSON.
pub fn plan_schema() -> std::result::Result<String, serde_json::Error> {
    schema_of::<Plan>()
}

/// The findings' JSON Schema (2020-12), as committed in `schema/findings.schema.json`.
///
/// # Errors
/// None that can occur: a schema is plain JSON.
pub fn findings_schema() -> std::result::Result<String, serde_json::Error> {
    schema_of::<Report>()
}

/// The diff's JSON Schema (2020-12), as committed in `schema/diff.schema.json`.
///
/// # Errors
/// None that can occur: a schema is plain JSON.
pub fn diff_schema() -> std::result::Result<String, serde_json::Error> {
    schema_of::<Diff>()
}

/// The JSON Schema (2020-12) of a history of several plans, as committed in `schema/history.schema.json`.
///
/// # Errors
/// None that can occur: a schema is plain JSON.
pub fn history_schema() -> std::result::Result<String, serde_json::Error> {
    schema_of::<History>()
}

/// The JSON Schema (2020-12) of an inspection, as committed in `schema/inspect.schema.json`.
///
/// # Errors
/// None that can occur: a schema is plain JSON.
pub fn inspect_schema() -> std::result::Result<String, serde_json::Error> {
    schema_of::<Inspection>()
}

/// The JSON Schema (2020-12) of `albero.toml`, as committed in `schema/settings.schema.json`: for editors.
///
/// # Errors
/// None that can occur: a schema is plain JSON.
pub fn settings_schema() -> std::result::Result<String, serde_json::Error> {
    schema_of::<Written>()
}

fn schema_of<T: JsonSchema>() -> std::result::Result<String, serde_json::Error> {
    let schema = schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    let mut text = serde_json::to_string_pretty(&schema)?;
    text.push('\n');
    Ok(text)
}
