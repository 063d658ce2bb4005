//! One row a field: what it is called in JSON, in both languages, in tables and in the archive, and how it is got.
//!
//! Tables' heads and cells, the archive's columns, what `show` prints, the words of a diff and `docs/fields.md` derive
//! from these rows.

mod row;
mod specs;

pub(crate) use row::{Row, Value};

use crate::language::{Lang, Text};

/// What a field is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Level {
    Plan,
    Section,
    Objective,
    Indicator,
    Phase,
    /// A baseline, or a value of `history`.
    Past,
    Target,
    Result,
}

/// A column of a field; a field of several parts has several.
pub(crate) struct Column {
    /// Its head in the table of a row an indicator; empty where that table has none.
    pub(crate) flat: &'static str,
    /// Its head in the table of a row an indicator and year; empty where that table has none.
    pub(crate) long: &'static str,
    /// Its name in the archive's table of the level; empty where it has none.
    #[cfg_attr(not(feature = "archive"), expect(dead_code, reason = "the archive alone asks"))]
    pub(crate) sql: &'static str,
    pub(crate) get: fn(&Row<'_>) -> Value,
}

/// A field of the plan.
pub(crate) struct FieldSpec {
    pub(crate) level: Level,
    /// Its key in plan JSON, and in a diff's `field`.
    pub(crate) key: &'static str,
    pub(crate) words: Text,
    pub(crate) columns: &'static [Column],
}

/// Every field.
pub(crate) fn all() -> impl Iterator<Item = &'static FieldSpec> + Clone {
    specs::FIELDS.iter().copied().flatten()
}

/// The fields of a level.
pub(crate) fn of(level: Level) -> impl Iterator<Item = &'static FieldSpec> + Clone {
    all().filter(move |spec| spec.level == level)
}

/// The columns of a level.
pub(crate) fn columns(level: Level) -> impl Iterator<Item = &'static Column> + Clone {
    of(level).flat_map(|spec| spec.columns)
}

/// What a key is called; the key itself where no field has it.
pub(crate) fn words(key: &'static str, lang: Lang) -> &'static str {
    let nodes = of(Level::Indicator).chain(of(Level::Objective)).chain(all());
    { nodes }.find(|spec| spec.key == key).map_or(key, |spec| spec.words.get(lang))
}

/// The columns of the archive's table of a level: names and values.
#[cfg(feature = "archive")]
pub(crate) fn sql<'r>(level: Level, row: &'r Row<'_>) -> impl Iterator<Item = (&'static str, Value)> + use<'r> {
    let columns = columns(level).filter(|column| !column.sql.is_empty());
    let row: Row<'r> = *row;
    columns.map(move |column| (column.sql, (column.get)(&row)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::fmt::Write;

    /// The table of `docs/fields.md`.
    fn table() -> String {
        let mut out = String::from(
            "# The fields of a plan\n\nMade from `src/plan/fields/specs/`; `ALBERO_BLESS=1 cargo test --lib fields` writes it \
             anew. *CSV* is the table of a row an indicator (`export --format csv`), *long* that of a row an indicator and \
             year (`--format long`), *archive* the table and column of the SQLite file.\n\n\
             | level | JSON | Italian | English | CSV | long | archive |\n|---|---|---|---|---|---|---|\n",
        );
        for spec in all() {
            let list = |of: fn(&Column) -> &'static str| {
                let names: Vec<String> =
                    spec.columns.iter().map(of).filter(|n| !n.is_empty()).map(|n| format!("`{n}`")).collect();
                names.join(", ")
            };
            let (level, key, words) = (format!("{:?}", spec.level).to_lowercase(), spec.key, spec.words);
            let (flat, long, sql) = (list(|c| c.flat), list(|c| c.long), list(|c| c.sql));
            let _ = writeln!(out, "| {level} | `{key}` | {} | {} | {flat} | {long} | {sql} |", words.it, words.en);
        }
        out
    }

    #[test]
    fn the_documentation_has_every_field() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/fields.md");
        if std::env::var_os("ALBERO_BLESS").is_some() {
            std::fs::write(path, table()).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap_or_default(),
            table(),
            "ALBERO_BLESS=1 cargo test --lib fields"
        );
    }

    #[test]
    fn no_two_columns_of_a_table_have_one_name() {
        for of in [(|c: &Column| c.flat) as fn(&Column) -> &'static str, |c| c.long] {
            let mut seen = HashSet::new();
            let names = all().filter(|spec| !matches!(spec.level, Level::Phase)).flat_map(|spec| spec.columns);
            for name in names.map(of).filter(|name| !name.is_empty()) {
                assert!(seen.insert(name), "{name}");
            }
        }
    }

    /// The properties of a type in the plan's JSON Schema.
    fn properties(schema: &serde_json::Value, name: &str) -> Vec<String> {
        let of = if name == "Plan" { schema } else { &schema["$defs"][name] };
        of["properties"].as_object().unwrap().keys().cloned().collect()
    }

    /// What holds nodes, says where they are, or tells of the document and not of the plan.
    const NO_FIELDS: &[&str] = &[
        "schema",
        "generator",
        "source",
        "sections",
        "objectives",
        "indicators",
        "locations",
        "furniture",
        "prose",
        "unrecognized",
        "targets",
    ];

    #[test]
    fn every_key_of_the_schema_has_a_row_and_every_row_a_key() {
        let schema: serde_json::Value = serde_json::from_str(&crate::plan_schema().unwrap()).unwrap();
        let named = [
            (Level::Plan, "Plan"),
            (Level::Section, "Section"),
            (Level::Objective, "Objective"),
            (Level::Indicator, "Indicator"),
            (Level::Phase, "Phase"),
            (Level::Target, "Target"),
            (Level::Past, "Baseline"),
            (Level::Result, "Reached"),
        ];
        for (level, name) in named {
            let keys: HashSet<String> = properties(&schema, name).into_iter().collect();
            let known: HashSet<String> = of(level).map(|spec| spec.key.to_owned()).collect();
            let is_field =
                |key: &&String| !NO_FIELDS.contains(&key.as_str()) || level == Level::Indicator && *key == "source";
            let missing: Vec<&String> = keys.iter().filter(|key| !known.contains(*key)).filter(is_field).collect();
            assert!(missing.is_empty(), "{name}: {missing:?}");
            let invented: Vec<&String> = known.iter().filter(|key| !keys.contains(*key)).collect();
            assert!(invented.is_empty(), "{name}: {invented:?}");
        }
    }
}
