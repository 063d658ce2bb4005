//! Fields of indicators that are no measured values.

use super::super::{Column, FieldSpec, Level, Value};
use super::nodes::others;
use super::{json, words};

pub(super) const FIELDS: &[FieldSpec] = &[
    FieldSpec {
        level: Level::Indicator,
        key: "id",
        words: words("id", "id"),
        columns: &[Column {
            flat: "indicator_id",
            long: "indicator_id",
            sql: "code",
            get: |row| Value::text(row.indicator.map(|own| own.id.as_str())),
        }],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "code",
        words: words("code", "codice"),
        columns: &[Column {
            flat: "",
            long: "indicator_code",
            sql: "own_code",
            get: |row| Value::text(row.indicator.and_then(|own| own.code.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "name",
        words: words("name", "nome"),
        columns: &[Column {
            flat: "indicator_name",
            long: "indicator_name",
            sql: "name",
            get: |row| Value::text(row.indicator.map(|own| own.name.as_str())),
        }],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "weight",
        words: words("weight", "peso"),
        columns: &[Column {
            flat: "indicator_weight",
            long: "indicator_weight",
            sql: "weight",
            get: |row| Value::number(row.indicator.and_then(|own| own.weight)),
        }],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "typology",
        words: words("typology", "tipologia"),
        columns: &[Column {
            flat: "typology",
            long: "typology",
            sql: "typology",
            get: |row| Value::text(row.indicator.and_then(|own| own.typology.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "algorithm",
        words: words("algorithm", "algoritmo"),
        columns: &[
            Column {
                flat: "algorithm",
                long: "algorithm",
                sql: "algorithm",
                get: |row| Value::text(row.indicator.and_then(|own| own.algorithm.text.as_deref())),
            },
            Column {
                flat: "numerator",
                long: "numerator",
                sql: "numerator",
                get: |row| Value::text(row.indicator.and_then(|own| own.algorithm.numerator.as_deref())),
            },
            Column {
                flat: "denominator",
                long: "denominator",
                sql: "denominator",
                get: |row| Value::text(row.indicator.and_then(|own| own.algorithm.denominator.as_deref())),
            },
        ],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "unit",
        words: words("unit of measure", "unità di misura"),
        columns: &[Column {
            flat: "",
            long: "unit",
            sql: "own_unit",
            get: |row| Value::text(row.indicator.and_then(|own| own.unit.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "source",
        words: words("source", "fonte"),
        columns: &[Column {
            flat: "",
            long: "source",
            sql: "source",
            get: |row| Value::text(row.indicator.and_then(|own| own.source.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "baseline",
        words: words("baseline", "valore"),
        columns: &[
            Column {
                flat: "baseline_year",
                long: "",
                sql: "baseline_year",
                get: |row| Value::whole(row.indicator.and_then(|own| own.baseline.as_ref()).and_then(|own| own.year)),
            },
            Column {
                flat: "baseline",
                long: "",
                sql: "baseline",
                get: |row| {
                    Value::text(row.indicator.and_then(|own| own.baseline.as_ref()).map(|own| own.text.as_str()))
                },
            },
            Column {
                flat: "baseline_value",
                long: "",
                sql: "baseline_value",
                get: |row| Value::number(row.indicator.and_then(|own| own.baseline.as_ref()).and_then(|own| own.value)),
            },
            Column {
                flat: "baseline_date",
                long: "",
                sql: "baseline_date",
                get: |row| Value::date(row.indicator.and_then(|own| own.baseline.as_ref()).and_then(|own| own.date)),
            },
            Column {
                flat: "baseline_unit",
                long: "",
                sql: "baseline_unit",
                get: |row| {
                    Value::text(row.indicator.and_then(|own| own.baseline.as_ref()).and_then(|own| own.unit.as_deref()))
                },
            },
        ],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "history",
        words: words("past value", "valore precedente"),
        columns: &[],
    },
    FieldSpec { level: Level::Indicator, key: "results", words: words("result", "risultato"), columns: &[] },
    FieldSpec {
        level: Level::Indicator,
        key: "notes",
        words: words("notes", "note"),
        columns: &[Column {
            flat: "",
            long: "notes",
            sql: "printed_notes",
            get: |row| Value::text(row.indicator.and_then(|own| own.notes.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Indicator,
        key: "other",
        words: words("other", "altro"),
        columns: &[
            Column {
                flat: "",
                long: "other",
                sql: "",
                get: |row| row.indicator.map_or(Value::Nothing, |own| others(&own.other)),
            },
            Column {
                flat: "",
                long: "",
                sql: "other",
                get: |row| row.indicator.map_or(Value::Nothing, |own| json(&own.other)),
            },
        ],
    },
];
