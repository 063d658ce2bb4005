//! A change's values read back from a diff's JSON, weights with the digits that were printed.

use super::report::Value;
use crate::plan::model::number::{decimal, is_exact};
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        if !is_exact() {
            return deserializer.deserialize_any(ValueVisitor);
        }
        let json = Box::<RawValue>::deserialize(deserializer)?;
        if let Some(number) = decimal(json.get()) {
            return Ok(Value::Number(number));
        }
        serde_json::Deserializer::from_str(json.get()).deserialize_any(ValueVisitor).map_err(D::Error::custom)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a text, or a list of texts")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        // By its shortest digits: 8.37 is meant, not 8.3699999.
        let number: Option<Decimal> = decimal(&value.to_string());
        number.map(Value::Number).ok_or_else(|| E::custom("a number of at most 28 digits is expected"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element()? {
            texts.push(text);
        }
        Ok(Value::List(texts))
    }
}
