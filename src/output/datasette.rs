//! What Datasette wants to know of an archive: titles, descriptions, and by what its tables are looked at.

use serde_json::{Value, json};

/// Name, English and Italian description, and facets of each table or view that people look at.
const TABLES: &[(&str, &str, &[&str])] = &[
    (
        "indicators_flat",
        "Indicatori dei piani più recenti, con ente, anno, area, obiettivo, target e risultati / a row an indicator",
        &["entity", "year", "area", "typology"],
    ),
    (
        "findings_flat",
        "Segnalazioni sui piani più recenti, con ente, anno e pagina / a row a finding",
        &["entity", "year", "severity", "code"],
    ),
    (
        "newest_plans",
        "Il piano più recente di ogni ente e anno / the newest plan of each body and year",
        &["entity", "year"],
    ),
];

/// Columns that programs read and people do not: they are left to the tables' own pages.
const LABELS: &[(&str, &str)] =
    &[("sections", "title"), ("objectives", "title"), ("indicators", "name"), ("documents", "name")];

/// A view has no index of its own: the one of this table, by this column.
const SEARCHED: (&str, &str, &str) = ("indicators_flat", "indicators_fts", "id");

/// The metadata of a database of this name: that of the archive's file, without its ending.
#[must_use]
pub fn metadata(database: &str) -> Value {
    let shown = TABLES
        .iter()
        .map(|(name, about, facets)| (*name, json!({ "description": about, "facets": facets, "size": 50 })));
    let labelled = LABELS.iter().map(|(name, label)| (*name, json!({ "label_column": label })));
    let mut tables: serde_json::Map<String, Value> =
        shown.chain(labelled).map(|(name, about)| (name.to_owned(), about)).collect();
    let (view, index, column) = SEARCHED;
    if let Some(Value::Object(about)) = tables.get_mut(view) {
        about.extend([("fts_table".to_owned(), json!(index)), ("fts_pk".to_owned(), json!(column))]);
    }
    json!({
        "title": "Piani della performance",
        "description": "Obiettivi, indicatori e target letti dai documenti con albero",
        "databases": { database: { "tables": tables } },
    })
}
