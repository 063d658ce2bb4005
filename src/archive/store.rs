//! Putting a document into the archive: one transaction, all tables.

use super::{Archive, Result};
use crate::check::finding::Finding;
use crate::plan::model::{Comparator, Indicator, Location, Objective, Plan, Section};
use crate::source::Note;
use rusqlite::{Connection, OptionalExtension, params};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::HashSet;

/// A document that was read and checked, ready to be stored.
#[derive(Debug)]
pub struct Imported {
    /// What was read.
    pub plan: Plan,
    /// What the reader noticed.
    pub notes: Vec<Note>,
    /// What is wrong in it.
    pub findings: Vec<Finding>,
    /// Whose it is and of when.
    pub label: Labelled,
}

/// Entity and year, where they are not to be the document's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labelled {
    /// The public body.
    pub entity: Option<String>,
    /// The plan's year.
    pub year: Option<i32>,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the archive now.
    Imported,
    /// Its bytes were there already: nothing was done.
    Unchanged,
    /// It is in the archive now, and so many older ones of its entity and year are not any longer.
    Replaced(usize),
}

impl Archive {
    /// The SHA-256 of every document in the archive.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn known(&self) -> Result<HashSet<String>> {
        let read = || -> rusqlite::Result<HashSet<String>> {
            let mut statement = self.connection.prepare("SELECT sha256 FROM documents")?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// Stores a document whole, or not at all. With `replace`, older documents of its entity and year go, where
    /// both are known; and the same bytes are stored again if what was read of them, or their label, is another.
    ///
    /// # Errors
    /// What SQLite says: the disk is full, another program holds the archive. Nothing is stored then.
    pub fn store(&mut self, document: &Imported, imported_at: &str, replace: bool) -> Result<Outcome> {
        let json = crate::json::to_string(&document.plan)?;
        let notes = crate::json::to_string(&document.notes)?;
        let findings: Vec<String> =
            document.findings.iter().map(crate::json::to_string).collect::<std::result::Result<_, _>>()?;
        self.write(|archive| {
            let store = || -> rusqlite::Result<Outcome> {
                let connection = &archive.connection;
                let entity = document.label.entity.as_ref().or(document.plan.entity.as_ref());
                let year = document.label.year.or(document.plan.year);
                let sha256 = &document.plan.source.sha256;
                let known: Option<bool> = connection
                    .query_row(
                        "SELECT entity IS ?2 AND year IS ?3 AND json = ?4 FROM documents JOIN plans ON document_id = id
                         WHERE sha256 = ?1",
                        params![sha256, entity, year, json],
                        |row| row.get(0),
                    )
                    .optional()?;
                if known.is_some_and(|same| same || !replace) {
                    return Ok(Outcome::Unchanged);
                }
                let mut replaced = 0;
                if replace {
                    replaced = connection.execute(
                        "DELETE FROM documents WHERE sha256 = ?1 OR id IN
                            (SELECT document_id FROM plans WHERE entity = ?2 AND year = ?3)",
                        params![sha256, entity, year],
                    )?;
                }
                let plan = put_plan(connection, document, (entity, year), imported_at, (&json, &notes))?;
                for (position, section) in document.plan.sections.iter().enumerate() {
                    put_section(connection, plan, position, section)?;
                }
                for (position, (finding, json)) in document.findings.iter().zip(&findings).enumerate() {
                    put_finding(connection, plan, position, finding, json)?;
                }
                Ok(if replaced > 0 { Outcome::Replaced(replaced) } else { Outcome::Imported })
            };
            store().map_err(|error| archive.failed(error))
        })
    }
}

fn put_plan(
    connection: &Connection,
    document: &Imported,
    (entity, year): (Option<&String>, Option<i32>),
    imported_at: &str,
    (json, notes): (&str, &str),
) -> rusqlite::Result<i64> {
    let source = &document.plan.source;
    connection
        .prepare_cached("INSERT INTO documents (sha256, name, size_bytes, imported_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![source.sha256, source.name, source.size_bytes as i64, imported_at])?;
    let id = connection.last_insert_rowid();
    let plan = &document.plan;
    let format = plan.source.format.name();
    connection
        .prepare_cached(
            "INSERT INTO plans (document_id, entity, year, title, baseline_year, period_start, period_end, format,
                page_count, unrecognized, notes, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            id,
            entity,
            year,
            plan.title,
            plan.baseline_year,
            plan.period.map(|period| period.start),
            plan.period.map(|period| period.end),
            format,
            plan.source.page_count,
            plan.unrecognized.len() as i64,
            notes,
            json,
        ])?;
    Ok(id)
}

fn put_section(connection: &Connection, plan: i64, position: usize, section: &Section) -> rusqlite::Result<()> {
    let kind = section.kind.name();
    connection
        .prepare_cached("INSERT INTO sections (plan_id, position, code, title, kind) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![plan, position as i64, section.code, section.title, kind])?;
    let id = connection.last_insert_rowid();
    for (position, objective) in section.objectives.iter().enumerate() {
        put_objective(connection, (plan, id), position, objective)?;
    }
    Ok(())
}

fn put_objective(
    connection: &Connection,
    (plan, section): (i64, i64),
    position: usize,
    objective: &Objective,
) -> rusqlite::Result<()> {
    let kind = objective.kind.name();
    connection
        .prepare_cached(
            "INSERT INTO objectives (plan_id, section_id, position, code, title, kind, weight, description, page)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            plan,
            section,
            position as i64,
            objective.code,
            objective.title,
            kind,
            real(objective.weight),
            objective.description,
            page(&objective.locations),
        ])?;
    let id = connection.last_insert_rowid();
    for (position, unit) in objective.units.iter().enumerate() {
        connection
            .prepare_cached("INSERT INTO objective_units (objective_id, position, unit) VALUES (?1, ?2, ?3)")?
            .execute(params![id, position as i64, unit])?;
    }
    connection
        .prepare_cached("INSERT INTO search (title, plan_id, objective_id) VALUES (?1, ?2, ?3)")?
        .execute(params![objective.title, plan, id])?;
    for (position, indicator) in objective.indicators.iter().enumerate() {
        put_indicator(connection, (plan, id), position, indicator)?;
    }
    Ok(())
}

fn put_indicator(
    connection: &Connection,
    (plan, objective): (i64, i64),
    position: usize,
    own: &Indicator,
) -> rusqlite::Result<()> {
    let baseline = own.baseline.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO indicators (plan_id, objective_id, position, code, name, weight, typology, algorithm, numerator,
                denominator, baseline_year, baseline, baseline_value, baseline_date, baseline_unit, page)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            plan,
            objective,
            position as i64,
            own.id,
            own.name,
            real(own.weight),
            own.typology,
            own.algorithm.text,
            own.algorithm.numerator,
            own.algorithm.denominator,
            baseline.and_then(|b| b.year),
            baseline.map(|b| b.text.as_str()),
            baseline.and_then(|b| real(b.value)),
            baseline.and_then(|b| b.date).map(|date| date.to_string()),
            baseline.and_then(|b| b.unit.as_deref()),
            page(&own.locations),
        ])?;
    let id = connection.last_insert_rowid();
    for (position, target) in own.targets.iter().enumerate() {
        let kind = target.kind().name();
        connection
            .prepare_cached(
                "INSERT INTO targets (indicator_id, position, year, text, kind, comparator, value, upper, date, unit)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                id,
                position as i64,
                target.year,
                target.text,
                kind,
                target.comparator().map(Comparator::symbol),
                real(target.value()),
                real(target.upper()),
                target.date().map(|date| date.to_string()),
                target.unit,
            ])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO search (name, algorithm, plan_id, objective_id, indicator_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![own.name, own.algorithm.text, plan, objective, id])?;
    Ok(())
}

fn put_finding(
    connection: &Connection,
    plan: i64,
    position: usize,
    finding: &Finding,
    json: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO findings (plan_id, position, code, name, severity, message, node, pointer, quoted, fingerprint,
                json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            plan,
            position as i64,
            finding.code,
            finding.name,
            finding.severity.name(),
            finding.message,
            finding.node,
            finding.pointer,
            finding.quoted,
            finding.fingerprint,
            json,
        ])?;
    Ok(())
}

/// For sums in SQL; the exact number is in the plan JSON.
fn real(number: Option<Decimal>) -> Option<f64> {
    number.and_then(|number| number.to_f64())
}

fn page(locations: &[Location]) -> Option<u32> {
    locations.first().map(|at| at.page)
}
