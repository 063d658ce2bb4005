//! Fields of plans, sections and objectives.

use super::super::{Column, FieldSpec, Level, Value};
use super::{json, words};
use crate::plan::model::{Other, Phase, PlanKind};

pub(super) const FIELDS: &[FieldSpec] = &[
    FieldSpec {
        level: Level::Plan,
        key: "entity",
        words: words("public body", "ente"),
        columns: &[Column { flat: "entity", long: "entity", sql: "", get: |row| Value::text(row.entity) }],
    },
    FieldSpec {
        level: Level::Plan,
        key: "year",
        words: words("year", "anno"),
        columns: &[Column { flat: "year", long: "year", sql: "", get: |row| Value::whole(row.year) }],
    },
    FieldSpec {
        level: Level::Plan,
        key: "source",
        words: words("document", "documento"),
        columns: &[
            Column {
                flat: "document",
                long: "document",
                sql: "",
                get: |row| Value::text(row.plan.and_then(|own| own.source.name.as_deref())),
            },
            Column {
                flat: "sha256",
                long: "sha256",
                sql: "",
                get: |row| Value::text(row.plan.map(|own| own.source.sha256.as_str())),
            },
        ],
    },
    FieldSpec {
        level: Level::Plan,
        key: "title",
        words: words("title", "titolo"),
        columns: &[Column {
            flat: "plan_title",
            long: "plan_title",
            sql: "title",
            get: |row| Value::text(row.plan.and_then(|own| own.title.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Plan,
        key: "kind",
        words: words("kind", "tipo"),
        columns: &[Column {
            flat: "",
            long: "plan_kind",
            sql: "plan_kind",
            get: |row| Value::text(row.plan.and_then(|own| own.kind).map(PlanKind::name)),
        }],
    },
    FieldSpec {
        level: Level::Plan,
        key: "baseline_year",
        words: words("baseline year", "anno del valore precedente"),
        columns: &[Column {
            flat: "",
            long: "",
            sql: "baseline_year",
            get: |row| Value::whole(row.plan.and_then(|own| own.baseline_year)),
        }],
    },
    FieldSpec {
        level: Level::Plan,
        key: "period",
        words: words("period", "periodo"),
        columns: &[
            Column {
                flat: "",
                long: "",
                sql: "period_start",
                get: |row| Value::whole(row.plan.and_then(|own| own.period.map(|period| period.start))),
            },
            Column {
                flat: "",
                long: "",
                sql: "period_end",
                get: |row| Value::whole(row.plan.and_then(|own| own.period.map(|period| period.end))),
            },
        ],
    },
    FieldSpec {
        level: Level::Plan,
        key: "approval",
        words: words("approval", "approvazione"),
        columns: &[
            Column {
                flat: "",
                long: "",
                sql: "approval",
                get: |row| Value::text(row.plan.and_then(|own| own.approval.as_ref()).map(|own| own.text.as_str())),
            },
            Column {
                flat: "",
                long: "",
                sql: "approval_date",
                get: |row| Value::date(row.plan.and_then(|own| own.approval.as_ref()?.date)),
            },
        ],
    },
    FieldSpec {
        level: Level::Section,
        key: "code",
        words: words("code", "codice"),
        columns: &[Column {
            flat: "section_code",
            long: "section_code",
            sql: "code",
            get: |row| Value::text(row.section.and_then(|own| own.code.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Section,
        key: "title",
        words: words("title", "titolo"),
        columns: &[
            Column {
                flat: "section_title",
                long: "section_title",
                sql: "title",
                get: |row| Value::text(row.section.and_then(|own| own.title.as_deref())),
            },
            Column { flat: "", long: "section_path", sql: "", get: |row| Value::text(row.section_path) },
        ],
    },
    FieldSpec {
        level: Level::Section,
        key: "kind",
        words: words("kind", "tipo"),
        columns: &[Column {
            flat: "section_kind",
            long: "section_kind",
            sql: "kind",
            get: |row| Value::text(row.section.map(|own| own.kind.name())),
        }],
    },
    FieldSpec {
        level: Level::Objective,
        key: "code",
        words: words("code", "codice"),
        columns: &[
            Column {
                flat: "",
                long: "parent_code",
                sql: "",
                get: |row| Value::text(row.parent.and_then(|own| own.code.as_deref())),
            },
            Column {
                flat: "objective_code",
                long: "objective_code",
                sql: "code",
                get: |row| Value::text(row.objective.and_then(|own| own.code.as_deref())),
            },
        ],
    },
    FieldSpec {
        level: Level::Objective,
        key: "title",
        words: words("title", "titolo"),
        columns: &[
            Column {
                flat: "",
                long: "parent_title",
                sql: "",
                get: |row| Value::text(row.parent.map(|own| own.title.as_str())),
            },
            Column {
                flat: "objective_title",
                long: "objective_title",
                sql: "title",
                get: |row| Value::text(row.objective.map(|own| own.title.as_str())),
            },
        ],
    },
    FieldSpec {
        level: Level::Objective,
        key: "kind",
        words: words("kind", "tipo"),
        columns: &[Column {
            flat: "objective_kind",
            long: "objective_kind",
            sql: "kind",
            get: |row| Value::text(row.objective.map(|own| own.kind.name())),
        }],
    },
    FieldSpec {
        level: Level::Objective,
        key: "weight",
        words: words("weight", "peso"),
        columns: &[Column {
            flat: "objective_weight",
            long: "objective_weight",
            sql: "weight",
            get: |row| Value::number(row.objective.and_then(|own| own.weight)),
        }],
    },
    FieldSpec {
        level: Level::Objective,
        key: "description",
        words: words("description", "descrizione"),
        columns: &[Column {
            flat: "objective_description",
            long: "objective_description",
            sql: "description",
            get: |row| Value::text(row.objective.and_then(|own| own.description.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Objective,
        key: "units",
        words: words("units", "unità"),
        columns: &[Column {
            flat: "units",
            long: "units",
            sql: "",
            get: |row| row.objective.map_or(Value::Nothing, |own| Value::list(&own.units)),
        }],
    },
    FieldSpec {
        level: Level::Objective,
        key: "responsible",
        words: words("responsible", "responsabile"),
        columns: &[
            Column {
                flat: "",
                long: "responsible",
                sql: "",
                get: |row| row.objective.map_or(Value::Nothing, |own| Value::list(&own.responsible)),
            },
            Column {
                flat: "",
                long: "",
                sql: "responsible",
                get: |row| row.objective.map_or(Value::Nothing, |own| json(&own.responsible)),
            },
        ],
    },
    FieldSpec {
        level: Level::Objective,
        key: "stakeholders",
        words: words("stakeholders", "stakeholder"),
        columns: &[
            Column {
                flat: "",
                long: "stakeholders",
                sql: "",
                get: |row| row.objective.map_or(Value::Nothing, |own| Value::list(&own.stakeholders)),
            },
            Column {
                flat: "",
                long: "",
                sql: "stakeholders",
                get: |row| row.objective.map_or(Value::Nothing, |own| json(&own.stakeholders)),
            },
        ],
    },
    FieldSpec {
        level: Level::Objective,
        key: "start",
        words: words("start", "inizio"),
        columns: &[
            Column {
                flat: "",
                long: "start",
                sql: "start_text",
                get: |row| Value::text(row.objective.and_then(|own| own.start.as_ref()).map(|own| own.text.as_str())),
            },
            Column {
                flat: "",
                long: "start_date",
                sql: "start_date",
                get: |row| Value::date(row.objective.and_then(|own| own.start.as_ref()?.date)),
            },
        ],
    },
    FieldSpec {
        level: Level::Objective,
        key: "end",
        words: words("end", "fine"),
        columns: &[
            Column {
                flat: "",
                long: "end",
                sql: "end_text",
                get: |row| Value::text(row.objective.and_then(|own| own.end.as_ref()).map(|own| own.text.as_str())),
            },
            Column {
                flat: "",
                long: "end_date",
                sql: "end_date",
                get: |row| Value::date(row.objective.and_then(|own| own.end.as_ref()?.date)),
            },
        ],
    },
    FieldSpec {
        level: Level::Objective,
        key: "phases",
        words: words("phases", "fasi"),
        columns: &[Column {
            flat: "",
            long: "phases",
            sql: "",
            get: |row| {
                Value::list(&row.objective.map_or_else(Vec::new, |own| own.phases.iter().map(Phase::line).collect()))
            },
        }],
    },
    FieldSpec { level: Level::Objective, key: "results", words: words("result", "risultato"), columns: &[] },
    FieldSpec {
        level: Level::Objective,
        key: "notes",
        words: words("notes", "note"),
        columns: &[Column {
            flat: "",
            long: "objective_notes",
            sql: "printed_notes",
            get: |row| Value::text(row.objective.and_then(|own| own.notes.as_deref())),
        }],
    },
    FieldSpec {
        level: Level::Objective,
        key: "other",
        words: words("other", "altro"),
        columns: &[
            Column {
                flat: "",
                long: "objective_other",
                sql: "",
                get: |row| row.objective.map_or(Value::Nothing, |own| others(&own.other)),
            },
            Column {
                flat: "",
                long: "",
                sql: "other",
                get: |row| row.objective.map_or(Value::Nothing, |own| json(&own.other)),
            },
        ],
    },
];

/// `Personale coinvolto: 3; ...`
pub(super) fn others(others: &[Other]) -> Value {
    Value::list(&others.iter().map(Other::line).collect::<Vec<_>>())
}
