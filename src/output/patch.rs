//! A diff as JSON Patch (RFC 6902): applied to the old plan's JSON it gives the new one's.

use crate::model::Plan;

/// The patch from one plan's JSON to another's.
///
/// # Errors
/// None that can occur: a plan is plain JSON.
pub fn render(old: &Plan, new: &Plan) -> serde_json::Result<json_patch::Patch> {
    Ok(json_patch::diff(&serde_json::to_value(old)?, &serde_json::to_value(new)?))
}
