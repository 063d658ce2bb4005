//! Decimals with the digits that were printed: `100.00` stays `100.00` in plan JSON.
//!
//! Written through any serde format a decimal is a plain number, as near as that format's own numbers come. JSON
//! can say more: between [`exactly`]'s beginning and end serde_json writes and reads the digits themselves. That is
//! how plan JSON is written and read here; no Cargo feature is needed that would change how a host program's own
//! numbers are read.

use rust_decimal::Decimal;
use serde::de::{Error as _, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

thread_local! {
    /// Set while serde_json writes or reads on this thread, and nothing else does.
    static EXACT: Cell<bool> = const { Cell::new(false) };
}

/// Puts back what was set before, also when what runs in between panics.
struct Restore(bool);

impl Drop for Restore {
    fn drop(&mut self) {
        EXACT.set(self.0);
    }
}

/// Runs `json`, which must use serde_json's text formats only, with decimals' digits as printed.
pub(crate) fn exactly<T>(json: impl FnOnce() -> T) -> T {
    let _restore = Restore(EXACT.replace(true));
    json()
}

/// Are digits read as they stand?
pub(crate) fn is_exact() -> bool {
    EXACT.get()
}

/// A decimal on its way into or out of a serde format.
struct Number(Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if EXACT.get() {
            let digits = RawValue::from_string(self.0.to_string()).map_err(serde::ser::Error::custom)?;
            return digits.serialize(serializer);
        }
        let whole = self.0.scale() == 0;
        match i64::try_from(self.0).ok().filter(|_| whole) {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(f64::from_str(&self.0.to_string()).map_err(serde::ser::Error::custom)?),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        if EXACT.get() {
            let digits = Box::<RawValue>::deserialize(deserializer)?;
            return decimal(digits.get()).map(Number).ok_or_else(|| {
                D::Error::invalid_value(Unexpected::Other(digits.get()), &"a number of at most 28 digits")
            });
        }
        deserializer.deserialize_any(NumberVisitor)
    }
}

/// The decimal that these digits are, if they are one; `1e3`, too.
pub(crate) fn decimal(digits: &str) -> Option<Decimal> {
    if digits.contains(['e', 'E']) { Decimal::from_scientific(digits).ok() } else { Decimal::from_str(digits).ok() }
}

/// Takes whatever number a format has.
struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Number, E> {
        Ok(Number(value.into()))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Number, E> {
        Ok(Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Number, E> {
        // By its shortest digits: 8.37 is meant, not 8.3699999.
        let read = decimal(&value.to_string());
        read.map(Number).ok_or_else(|| E::invalid_value(Unexpected::Float(value), &"a number of at most 28 digits"))
    }
}

/// For `#[serde(with)]` on a decimal.
pub(crate) mod always {
    use super::{Decimal, Number, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        Number(*value).serialize(serializer)
    }
}

/// For `#[serde(with)]` on an optional decimal.
pub(crate) mod option {
    use super::{Decimal, Deserialize, Deserializer, Number, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        value.map(Number).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        Option::<Number>::deserialize(deserializer).map(|read| read.map(|number| number.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Weighed {
        #[serde(with = "option")]
        weight: Option<Decimal>,
    }

    fn weighed(digits: &str) -> Weighed {
        Weighed { weight: Some(Decimal::from_str(digits).unwrap()) }
    }

    #[test]
    fn plan_json_keeps_every_digit() {
        for digits in ["100.00", "8.37", "0", "-0.50", "12345678901234567890.12345678"] {
            let json = exactly(|| serde_json::to_string(&weighed(digits))).unwrap();
            assert_eq!(json, format!("{{\"weight\":{digits}}}"));
            let read: Weighed = exactly(|| serde_json::from_str(&json)).unwrap();
            assert_eq!(read.weight.map(|w| w.to_string()).as_deref(), Some(digits));
        }
        let none: Weighed = exactly(|| serde_json::from_str("{\"weight\":null}")).unwrap();
        assert_eq!(none.weight, None);
        assert!(exactly(|| serde_json::from_str::<Weighed>("{\"weight\":\"12\"}")).is_err());
    }

    #[test]
    fn any_other_format_gets_its_own_numbers() {
        assert_eq!(serde_json::to_value(weighed("8.37")).unwrap()["weight"], 8.37);
        assert_eq!(serde_json::to_value(weighed("55")).unwrap()["weight"], 55);
        let read: Weighed = serde_json::from_value(serde_json::json!({ "weight": 8.37 })).unwrap();
        assert_eq!(read, weighed("8.37"));
        // A wish for exact digits ends with what it was wished for.
        exactly(|| ());
        assert_eq!(serde_json::to_string(&weighed("100.00")).unwrap(), "{\"weight\":100.0}");
    }
}
