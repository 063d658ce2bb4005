//! Fields of phases, and of past values, targets and results.

use super::super::{Column, FieldSpec, Level, Value};
use super::{json, words};
use crate::plan::model::{Comparator, Target, TargetValue};

pub(super) const FIELDS: &[FieldSpec] = &[
    FieldSpec {
        level: Level::Phase,
        key: "code",
        words: words("code", "codice"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "code",
            get: |row| Value::text(row.phase.and_then(|own| own.code.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Phase,
        key: "name",
        words: words("name", "nome"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "name",
            get: |row| Value::text(row.phase.map(|own| own.name.as_str())),
        }],
    },
    FieldSpec {
        level: Level::Phase,
        key: "weight",
        words: words("weight", "peso"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "weight",
            get: |row| Value::number(row.phase.and_then(|own| own.weight)),
        }],
    },
    FieldSpec {
        level: Level::Phase,
        key: "start",
        words: words("start", "inizio"),
        columns: &[
            Column {
                flat: "",
                long: "",
                sql: "start_text",
                get: |row| Value::text(row.phase.and_then(|own| own.start.as_ref()).map(|own| own.text.as_str())),
            },
            Column {
                flat: "",
                long: "",
                sql: "start_date",
                get: |row| Value::date(row.phase.and_then(|own| own.start.as_ref()?.date)),
            },
        ],
    },
    FieldSpec {
        level: Level::Phase,
        key: "end",
        words: words("end", "fine"),
        columns: &[
            Column {
                flat: "",
                long: "",
                sql: "end_text",
                get: |row| Value::text(row.phase.and_then(|own| own.end.as_ref()).map(|own| own.text.as_str())),
            },
            Column {
                flat: "",
                long: "",
                sql: "end_date",
                get: |row| Value::date(row.phase.and_then(|own| own.end.as_ref()?.date)),
            },
        ],
    },
    FieldSpec {
        level: Level::Phase,
        key: "months",
        words: words("months", "mesi"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "months",
            get: |row| row.phase.filter(|own| !own.months.is_empty()).map_or(Value::Nothing, |own| json(&own.months)),
        }],
    },
    FieldSpec {
        level: Level::Phase,
        key: "expected",
        words: words("expected", "risultato atteso"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "expected",
            get: |row| Value::text(row.phase.and_then(|own| own.expected.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Phase,
        key: "progress",
        words: words("progress", "stato di avanzamento"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "progress",
            get: |row| Value::text(row.phase.and_then(|own| own.progress.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Past,
        key: "year",
        words: words("year", "anno"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "year",
            get: |row| Value::whole(row.past.and_then(|own| own.year)),
        }],
    },
    FieldSpec {
        level: Level::Past,
        key: "text",
        words: words("text", "testo"),
        columns: &[Column {
            flat: "",
            long: "past",
            sql: "text",
            get: |row| Value::text(row.past.map(|own| own.text.as_str())),
        }],
    },
    FieldSpec {
        level: Level::Past,
        key: "value",
        words: words("value", "valore numerico"),
        columns: &[Column {
            flat: "",
            long: "past_value",
            sql: "value",
            get: |row| Value::number(row.past.and_then(|own| own.value)),
        }],
    },
    FieldSpec {
        level: Level::Past,
        key: "date",
        words: words("date", "data"),
        columns: &[Column {
            flat: "",
            long: "past_date",
            sql: "date",
            get: |row| Value::date(row.past.and_then(|own| own.date)),
        }],
    },
    FieldSpec {
        level: Level::Past,
        key: "unit",
        words: words("unit of measure", "unità di misura"),
        columns: &[Column {
            flat: "",
            long: "past_unit",
            sql: "unit",
            get: |row| Value::text(row.past.and_then(|own| own.unit.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "year",
        words: words("year", "anno"),
        columns: &[Column {
            flat: "target_year",
            long: "",
            sql: "year",
            get: |row| Value::whole(row.target.and_then(|own| own.year)),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "text",
        words: words("text", "testo"),
        columns: &[Column {
            flat: "target_text",
            long: "target",
            sql: "text",
            get: |row| Value::text(row.target.map(|own| own.text.as_str())),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "kind",
        words: words("kind", "tipo"),
        columns: &[Column {
            flat: "target_kind",
            long: "target_kind",
            sql: "kind",
            get: |row| Value::text(row.target.map(|own| own.kind().name())),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "comparator",
        words: words("comparator", "comparatore"),
        columns: &[Column {
            flat: "target_comparator",
            long: "target_comparator",
            sql: "comparator",
            get: |row| Value::text(row.target.and_then(Target::comparator).map(Comparator::symbol)),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "value",
        words: words("value", "valore numerico"),
        columns: &[Column {
            flat: "target_value",
            long: "target_value",
            sql: "value",
            get: |row| Value::number(row.target.and_then(|own| own.value())),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "upper",
        words: words("upper value", "valore massimo"),
        columns: &[Column {
            flat: "target_upper",
            long: "target_upper",
            sql: "upper",
            get: |row| Value::number(row.target.and_then(|own| own.upper())),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "date",
        words: words("date", "data"),
        columns: &[Column {
            flat: "target_date",
            long: "target_date",
            sql: "date",
            get: |row| Value::date(row.target.and_then(|own| own.date())),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "unit",
        words: words("unit of measure", "unità di misura"),
        columns: &[Column {
            flat: "target_unit",
            long: "target_unit",
            sql: "unit",
            get: |row| Value::text(row.target.and_then(|own| own.unit.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Target,
        key: "levels",
        words: words("levels", "livelli"),
        columns: &[
            Column { flat: "", long: "target_levels", sql: "", get: |row| row.target.map_or(Value::Nothing, levels) },
            Column {
                flat: "",
                long: "",
                sql: "levels",
                get: |row| match row.target.map(|own| &own.says) {
                    Some(TargetValue::Graded { levels }) => json(levels),
                    _ => Value::Nothing,
                },
            },
        ],
    },
    FieldSpec {
        level: Level::Target,
        key: "relative_to",
        words: words("relative to the year", "rispetto all'anno"),
        columns: &[Column {
            flat: "",
            long: "target_relative_to",
            sql: "relative_to",
            get: |row| match row.target.map(|own| &own.says) {
                Some(TargetValue::Relative { relative_to, .. }) => Value::whole(*relative_to),
                _ => Value::Nothing,
            },
        }],
    },
    FieldSpec {
        level: Level::Result,
        key: "year",
        words: words("year", "anno"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "year",
            get: |row| Value::whole(row.result.and_then(|own| own.year)),
        }],
    },
    FieldSpec {
        level: Level::Result,
        key: "text",
        words: words("text", "testo"),
        columns: &[Column {
            flat: "",
            long: "result",
            sql: "text",
            get: |row| Value::text(row.result.and_then(|own| own.text.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Result,
        key: "value",
        words: words("value", "valore numerico"),
        columns: &[Column {
            flat: "",
            long: "result_value",
            sql: "value",
            get: |row| Value::number(row.result.and_then(|own| own.value)),
        }],
    },
    FieldSpec {
        level: Level::Result,
        key: "date",
        words: words("date", "data"),
        columns: &[Column {
            flat: "",
            long: "result_date",
            sql: "date",
            get: |row| Value::date(row.result.and_then(|own| own.date)),
        }],
    },
    FieldSpec {
        level: Level::Result,
        key: "unit",
        words: words("unit of measure", "unità di misura"),
        columns: &[Column {
            flat: "",
            long: "result_unit",
            sql: "unit",
            get: |row| Value::text(row.result.and_then(|own| own.unit.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Result,
        key: "achieved",
        words: words("achieved", "grado di raggiungimento"),
        columns: &[
            Column {
                flat: "",
                long: "achieved",
                sql: "achieved",
                get: |row| {
                    row.result
                        .and_then(|own| own.achieved.as_ref())
                        .map_or(Value::Nothing, |own| Value::Text(own.text.clone()))
                },
            },
            Column {
                flat: "",
                long: "achieved_value",
                sql: "achieved_value",
                get: |row| {
                    row.result
                        .and_then(|own| own.achieved.as_ref())
                        .map_or(Value::Nothing, |own| Value::number(own.value))
                },
            },
        ],
    },
    FieldSpec {
        level: Level::Result,
        key: "gap",
        words: words("gap", "scostamento"),
        columns: &[
            Column {
                flat: "",
                long: "gap",
                sql: "gap",
                get: |row| {
                    row.result
                        .and_then(|own| own.gap.as_ref())
                        .map_or(Value::Nothing, |own| Value::Text(own.text.clone()))
                },
            },
            Column {
                flat: "",
                long: "gap_value",
                sql: "gap_value",
                get: |row| {
                    row.result.and_then(|own| own.gap.as_ref()).map_or(Value::Nothing, |own| Value::number(own.value))
                },
            },
            Column {
                flat: "",
                long: "gap_unit",
                sql: "gap_unit",
                get: |row| {
                    row.result
                        .and_then(|own| own.gap.as_ref())
                        .map_or(Value::Nothing, |own| Value::text(own.unit.as_deref()))
                },
            },
        ],
    },
];

/// `Eccellenza: >= 90 % = 100; ...`
fn levels(target: &Target) -> Value {
    let TargetValue::Graded { levels } = &target.says else { return Value::Nothing };
    let line = |level: &crate::plan::model::Level| {
        let name = level.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
        let score = level.score.map(|score| format!(" = {score}")).unwrap_or_default();
        format!("{name}{}{score}", level.text)
    };
    Value::list(&levels.iter().map(line).collect::<Vec<_>>())
}
