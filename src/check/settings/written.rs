//! `albero.toml` as it is written: for its JSON Schema, by which editors complete and check it. The settings are read by
//! [`super::Settings`], which says more of a mistake than a schema can; a test holds that both know the same keys.

use super::super::registry::RULES;
use super::super::rule::EVERY;
use crate::labels::ROLE_NAMES;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::collections::BTreeMap;

/// Settings of albero: albero.toml.
#[derive(JsonSchema)]
#[schemars(
    rename_all = "kebab-case",
    deny_unknown_fields,
    title = "albero.toml",
    extend("$id" = "urn:albero:settings:1")
)]
#[allow(dead_code, reason = "a schema is made of it")]
pub(crate) struct Written {
    /// The rules to check: codes, names, beginnings of codes, or ALL; else those that are on by default.
    select: Option<Vec<Selector>>,
    /// Rules not to check.
    ignore: Option<Vec<Selector>>,
    /// Other severities of rules, by code, name or beginning of codes.
    severity: Option<BTreeMap<String, Gravity>>,
    /// How far from their sum weights may be, in percentage points.
    #[schemars(range(min = 0), extend("default" = 0.05))]
    tolerance: Option<f64>,
    /// From which severity on a check's exit status is 1.
    #[schemars(extend("default" = "error"))]
    fail_on: Option<FailOn>,
    /// Language of what a person reads; else the system's.
    lang: Option<Language>,
    /// Words that count as known.
    vocabulary: Option<Vocabulary>,
    /// Words of the documents that albero does not know, by what they label; AAAA stands for a year.
    labels: Option<FieldLabels>,
    /// Settings for some files, in order.
    overrides: Option<Vec<OfFiles>>,
}

/// Words that count as known.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "a schema is made of it")]
struct Vocabulary {
    /// Further typologies of indicators.
    typologies: Option<Vec<String>>,
}

/// Settings for the files that a pattern matches.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "a schema is made of it")]
struct OfFiles {
    /// Patterns of file names, or of paths from the settings' folder: `2019/*.pdf`.
    #[schemars(length(min = 1))]
    files: Vec<String>,
    /// The rules to check in them.
    select: Option<Vec<Selector>>,
    /// Rules not to check in them, besides.
    ignore: Option<Vec<Selector>>,
    /// Other severities of rules in them.
    severity: Option<BTreeMap<String, Gravity>>,
    /// How far from their sum weights may be in them, in percentage points.
    #[schemars(range(min = 0))]
    tolerance: Option<f64>,
}

/// How grave a finding is.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[allow(dead_code, reason = "a schema is made of it")]
enum Gravity {
    Error,
    Warning,
    Info,
}

/// A severity, or never.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[allow(dead_code, reason = "a schema is made of it")]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// A language.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[allow(dead_code, reason = "a schema is made of it")]
enum Language {
    En,
    It,
}

/// A rule's code or name, the beginning of codes, or ALL.
struct Selector;

impl JsonSchema for Selector {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Selector".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
        let known: Vec<&str> = names.chain([EVERY]).collect();
        json_schema!({
            "description": "A rule's code or name, the beginning of codes, or ALL.",
            "type": "string",
            "anyOf": [{ "enum": known }, { "pattern": "^(?i:alb)[0-9]{0,3}$" }],
        })
    }
}

/// Labels, by the names of what they label.
struct FieldLabels;

impl JsonSchema for FieldLabels {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Labels".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let of = |name: &&str| {
            let about = format!("Labels of {}.", name.replace('-', " "));
            let list = serde_json::json!({ "description": about, "type": "array", "items": { "type": "string" } });
            ((*name).to_owned(), list)
        };
        let properties: serde_json::Map<String, serde_json::Value> = ROLE_NAMES.iter().map(of).collect();
        json_schema!({
            "description": "Words of the documents that albero does not know, by what they label.",
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        })
    }
}
