//! The rows: a new field is one of them; see CONTRIBUTING.md. By level, in the order of the tables' columns.

mod indicators;
mod nodes;
mod values;

use super::{FieldSpec, Value};
use crate::language::Text;

/// Every field, level by level.
pub(crate) const FIELDS: &[&[FieldSpec]] = &[nodes::FIELDS, indicators::FIELDS, values::FIELDS];

const fn words(en: &'static str, it: &'static str) -> Text {
    Text { en, it }
}

/// A list as JSON, for SQLite's own functions; nothing for none.
fn json<T: serde::Serialize>(list: &[T]) -> Value {
    if list.is_empty() { Value::Nothing } else { Value::text(crate::plan::json::to_string(list).ok()) }
}
