//! Plan JSON: read, with what it lacks filled in, and written with the digits that were printed.

use super::ids::name_indicators;
use super::model::number::exactly;
use super::model::{PLAN_SCHEMA, Plan};
use crate::error::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::io::Write;

/// Writes a value as JSON, pretty or on one line, decimals with the digits that were printed (`100.00`).
///
/// # Errors
/// The writer's, and those of a value that JSON cannot hold.
pub fn to_writer<T: Serialize + ?Sized>(out: impl Write, value: &T, pretty: bool) -> serde_json::Result<()> {
    exactly(|| if pretty { serde_json::to_writer_pretty(out, value) } else { serde_json::to_writer(out, value) })
}

/// A value as JSON on one line, decimals with the digits that were printed.
///
/// # Errors
/// Those of a value that JSON cannot hold.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
    exactly(|| serde_json::to_string(value))
}

/// Reads a value from JSON, decimals with all their digits.
///
/// # Errors
/// What is not JSON, or not of this type.
pub fn from_slice<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    exactly(|| serde_json::from_slice(json))
}

impl Plan {
    /// Reads plan JSON. What it may lack is filled in: `schema`, `generator`, the indicators' ids, and of `source` the
    /// hash and size, which are then the JSON's own.
    ///
    /// # Errors
    /// [`Error::OtherSchema`] for another schema or another major version of it, [`Error::PlanJson`] for what is no
    /// plan, [`Error::Nameless`] for a node without a name.
    pub fn from_json(json: &[u8]) -> Result<Plan> {
        let mut plan: Plan = from_slice(json).map_err(|error| match schema_of(json) {
            Some(found) if !is_known(&found) => Error::OtherSchema { found },
            _ => Error::PlanJson(error),
        })?;
        if !is_known(&plan.schema) {
            return Err(Error::OtherSchema { found: plan.schema.into_owned() });
        }
        if let Some(what) = nameless(&plan) {
            return Err(Error::Nameless { what });
        }
        if plan.source.sha256.is_empty() {
            plan.source.sha256 = format!("{:x}", Sha256::digest(json));
            plan.source.size_bytes = json.len() as u64;
        } else if !is_sha256(&plan.source.sha256) {
            return Err(Error::PlanJson(serde::de::Error::custom("source.sha256 is not 64 hexadecimal digits")));
        }
        name_indicators(&mut plan.sections);
        Ok(plan)
    }

    /// The plan JSON, on one line or with an indent of two spaces and a line's end.
    ///
    /// # Errors
    /// None that a plan read by this library can cause.
    pub fn to_json(&self, pretty: bool) -> serde_json::Result<String> {
        if pretty { exactly(|| serde_json::to_string_pretty(self)).map(|json| json + "\n") } else { to_string(self) }
    }
}

/// The schema that JSON names, whatever else is in it.
fn schema_of(json: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Head {
        schema: String,
    }
    serde_json::from_slice::<Head>(json).ok().map(|head| head.schema)
}

/// `albero/plan/1`, and minor versions of it (`albero/plan/1.2`), which only add.
fn is_known(schema: &str) -> bool {
    schema.strip_prefix(PLAN_SCHEMA).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// 64 hexadecimal digits, in small letters as this program writes them.
fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The first node without a name, told by its number.
fn nameless(plan: &Plan) -> Option<String> {
    let blank = |text: &str| text.trim().is_empty();
    for (number, objective) in plan.objectives().enumerate() {
        let objective_number = number + 1;
        if blank(&objective.title) {
            return Some(format!("objective {objective_number} has no title"));
        }
        if let Some(at) = objective.indicators.iter().position(|own| blank(&own.name)) {
            return Some(format!("indicator {} of objective {objective_number} has no name", at + 1));
        }
        if let Some(at) = objective.phases.iter().position(|own| blank(&own.name)) {
            return Some(format!("phase {} of objective {objective_number} has no name", at + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{"sections":[{"objectives":[{"title":"A","weight":50.00,"indicators":[{"name":"a"}]}]}]}"#;

    #[test]
    fn a_hash_has_the_form_of_one() {
        let claimed = |sha256: &str| {
            let source = format!(r#"{{"source":{{"format":"pdf","sha256":"{sha256}"}},"#);
            Plan::from_json(SMALL.replacen('{', &source, 1).as_bytes())
        };
        assert!(claimed(&"0a".repeat(32)).is_ok());
        for forged in ["../../etc/passwd", "0A", &"0A".repeat(32), &"0a".repeat(33), &"è".repeat(32)] {
            let error = claimed(forged).unwrap_err().to_string();
            assert!(error.contains("source.sha256"), "{forged}: {error}");
        }
    }

    #[test]
    fn what_a_plan_json_lacks_is_filled_in() {
        let plan = Plan::from_json(SMALL.as_bytes()).unwrap();
        assert_eq!(plan.schema, PLAN_SCHEMA);
        assert_eq!((plan.source.size_bytes, plan.source.sha256.len()), (SMALL.len() as u64, 64));
        assert_eq!(plan.indicators().next().unwrap().id, "1#1");
        let written = plan.to_json(false).unwrap();
        assert!(written.contains("\"weight\":50.00"), "{written}");
        assert_eq!(Plan::from_json(written.as_bytes()).unwrap(), plan);
    }

    #[test]
    fn another_schema_is_refused_and_a_newer_minor_one_is_read() {
        let with =
            |schema: &str| Plan::from_json(SMALL.replacen('{', &format!("{{\"schema\":\"{schema}\","), 1).as_bytes());
        assert!(with("albero/plan/1.4").is_ok());
        for schema in ["albero/plan/2", "albero/plan/10", "albero/findings/1"] {
            let error = with(schema).unwrap_err();
            assert!(matches!(&error, Error::OtherSchema { found } if found == schema), "{error}");
        }
        // Also where the newer schema cannot be read as this one.
        let error = Plan::from_json(br#"{"schema":"albero/plan/2","sections":{}}"#).unwrap_err();
        assert!(matches!(error, Error::OtherSchema { .. }), "{error}");
    }

    #[test]
    fn a_node_without_a_name_is_refused() {
        for (from, what) in [("\"A\"", "objective 1 has no title"), ("\"a\"", "indicator 1 of objective 1 has no name")]
        {
            let error = Plan::from_json(SMALL.replace(from, "\" \"").as_bytes()).unwrap_err();
            assert!(error.to_string().contains(what), "{error}");
        }
    }
}
