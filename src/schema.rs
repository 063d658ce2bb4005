//! The JSON Schema of the plan, generated from the types and their docs.

use crate::plan::model::Plan;

/// The plan's JSON Schema (2020-12), as committed in `schema/plan.schema.json`.
///
/// # Errors
/// None that can occur: a schema is plain JSON.
pub fn plan_schema() -> std::result::Result<String, serde_json::Error> {
    let schema = schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Plan>();
    let mut text = serde_json::to_string_pretty(&schema)?;
    text.push('\n');
    Ok(text)
}
