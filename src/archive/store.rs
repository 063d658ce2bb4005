//! Putting a document into the archive: one transaction, all tables.

use super::{Archive, Result};
use crate::check::finding::Finding;
use crate::labels::fold;
use crate::plan::fields::{self, Level, Row};
use crate::plan::model::{Indicator, Location, Objective, Plan, PlanKind, Reached, Section};
use crate::plan::walk::{At, Node, Walk};
use crate::source::Note;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use rust_decimal::prelude::ToPrimitive;
use sha2::{Digest, Sha256};
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
    /// Where it came from.
    pub origin: Origin,
}

/// Where a plan came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Which import brought it: [`Archive::next_run`].
    pub run: i64,
    /// Its place in that import's input, from 0: of two plans of one body and year the later one is newer.
    pub place: i64,
    /// The plan JSON that it was read from, where it is not the document itself that was read.
    pub plan_json: Option<PlanJson>,
}

/// A plan JSON that names the document which it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanJson {
    /// File name without folders.
    pub name: Option<String>,
    /// SHA-256 of its own bytes, in hexadecimal.
    pub sha256: String,
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
    /// It is in the archive now, and so many older ones of its entity, year and kind are not any longer.
    Replaced(usize),
}

impl Archive {
    /// The SHA-256 of all bytes that the archive has read: of each document, and of a plan JSON its own. The document that
    /// a plan JSON names has not been read by that.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn known(&self) -> Result<HashSet<String>> {
        let read = || -> rusqlite::Result<HashSet<String>> {
            let mut statement = self
                .connection
                .prepare("SELECT coalesce(origin_sha256, sha256) FROM documents JOIN plans ON document_id = id")?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// The number of an import that begins now: greater than that of every import before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next_run(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(run), 0) + 1 FROM plans";
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(|error| self.failed(error))
    }

    /// The number of the latest document; 0 where there is none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn latest(&self) -> Result<i64> {
        let read = self.connection.query_row("SELECT coalesce(max(id), 0) FROM documents", [], |row| row.get(0));
        read.map_err(|error| self.failed(error))
    }

    /// Stores a document whole, or not at all. With `replace`, documents of its entity and year go up to that number
    /// ([`Archive::latest`] before the first), where both are known; and the same bytes are stored again if what was read
    /// of them, or their label, is another.
    ///
    /// A document wins over a plan JSON that claims to be made of it, whichever comes first: what stands in a plan JSON
    /// anybody can write.
    ///
    /// # Errors
    /// What SQLite says: the disk is full, another program holds the archive. Nothing is stored then.
    pub fn store(&mut self, document: &Imported, imported_at: &str, replace: Option<i64>) -> Result<Outcome> {
        let json = crate::json::to_string(&document.plan)?;
        let notes = crate::json::to_string(&document.notes)?;
        let findings: Vec<String> =
            document.findings.iter().map(crate::json::to_string).collect::<std::result::Result<_, _>>()?;
        self.write(|archive| {
            let store = || -> rusqlite::Result<Outcome> {
                let connection = &archive.connection;
                let entity = document.label.entity.as_ref().or(document.plan.entity.as_ref());
                let entity = entity.map(|name| known_body(connection, name)).transpose()?;
                let entity = entity.as_ref();
                let year = document.label.year.or(document.plan.year);
                let sha256 = &document.plan.source.sha256;
                let known: Option<(bool, bool)> = connection
                    .query_row(
                        "SELECT entity IS ?2 AND year IS ?3 AND json = ?4, origin IS 'plan_json'
                         FROM documents JOIN plans ON document_id = id WHERE sha256 = ?1",
                        params![sha256, entity, year, json],
                        |row| Ok((row.get(0)?, row.get(1)?)),
                    )
                    .optional()?;
                let is_document = document.origin.plan_json.is_none();
                let mut replaced = 0;
                match known {
                    Some((_, true)) if is_document => {
                        replaced = connection.execute("DELETE FROM documents WHERE sha256 = ?1", params![sha256])?;
                    }
                    Some((_, false)) if !is_document => return Ok(Outcome::Unchanged),
                    Some((same, _)) if same || replace.is_none() => return Ok(Outcome::Unchanged),
                    _ => {}
                }
                if let Some(latest) = replace {
                    replaced += connection.execute(
                        "DELETE FROM documents WHERE sha256 = ?1 OR id IN
                            (SELECT document_id FROM plans
                             WHERE entity_folded = ?2 AND year = ?3 AND plan_kind IS ?5 AND document_id <= ?4)",
                        params![
                            sha256,
                            entity.map(|name| folded(name)),
                            year,
                            latest,
                            document.plan.kind.map(PlanKind::name)
                        ],
                    )?;
                }
                let plan = put_plan(connection, document, (entity, year), imported_at, (&json, &notes))?;
                put_nodes(connection, plan, &document.plan)?;
                for (position, (finding, json)) in document.findings.iter().zip(&findings).enumerate() {
                    put_finding(connection, plan, position, finding, json)?;
                }
                Ok(if replaced > 0 { Outcome::Replaced(replaced) } else { Outcome::Imported })
            };
            store().map_err(|error| archive.failed(error))
        })
    }
}

/// A plan on its way into the tables.
struct Put<'p> {
    connection: &'p Connection,
    plan: i64,
}

/// A node's own row and what it stands in.
#[derive(Clone, Copy)]
struct Stands {
    section: i64,
    objective: Option<i64>,
}

/// Does a document say of itself that it is a draft: in its file's name, its title, its act, or what stands on its pages' edges?
pub(super) fn is_draft(plan: &Plan) -> bool {
    let act = plan.approval.as_ref().map(|own| own.text.as_str());
    let said = [plan.source.name.as_deref(), plan.title.as_deref(), act];
    let edges = plan.furniture.iter().map(|own| own.text.as_str());
    said.into_iter().flatten().chain(edges).any(crate::vocabulary::names_draft)
}

/// A body's name as the archive spells it already: names that are alike, folded, are one body's.
fn known_body(connection: &Connection, name: &str) -> rusqlite::Result<String> {
    let known = connection
        .prepare_cached("SELECT entity FROM plans WHERE entity_folded = ?1 ORDER BY document_id LIMIT 1")?
        .query_row([folded(name)], |row| row.get(0))
        .optional()?;
    Ok(known.unwrap_or_else(|| name.split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn put_plan(
    connection: &Connection,
    document: &Imported,
    (entity, year): (Option<&String>, Option<i32>),
    imported_at: &str,
    (json, notes): (&str, &str),
) -> rusqlite::Result<i64> {
    let plan = &document.plan;
    let source = &plan.source;
    connection
        .prepare_cached("INSERT INTO documents (sha256, name, size_bytes, imported_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![source.sha256, source.name, source.size_bytes as i64, imported_at])?;
    let id = connection.last_insert_rowid();
    let Origin { run, place, plan_json } = &document.origin;
    let (origin_name, origin_sha256) =
        plan_json.as_ref().map_or((None, None), |own| (own.name.as_deref(), Some(own.sha256.as_str())));
    let entity = entity.map(String::as_str);
    let row = Row { plan: Some(plan), entity, year, ..Row::default() };
    let fixed: &[(&str, Value)] = &[
        ("document_id", Value::Integer(id)),
        ("entity", text(entity)),
        ("entity_folded", text(entity.map(folded))),
        ("year", year.map_or(Value::Null, |year| Value::Integer(year.into()))),
        ("draft", Value::Integer(is_draft(plan).into())),
        ("format", text(Some(source.format.name()))),
        ("page_count", Value::Integer(source.page_count.into())),
        ("unrecognized", Value::Integer(plan.unrecognized.len() as i64)),
        ("run", Value::Integer(*run)),
        ("place", Value::Integer(*place)),
        ("origin", text(Some(if plan_json.is_some() { "plan_json" } else { "document" }))),
        ("origin_name", text(origin_name)),
        ("origin_sha256", text(origin_sha256)),
        ("notes", text(Some(notes))),
        ("checksum", text(Some(checksum(json)))),
        ("json", text(Some(json))),
    ];
    insert(connection, "plans", fixed, Level::Plan, &row)?;
    Ok(id)
}

/// Writes a row: columns of its own, and those of the level's fields.
fn insert(
    connection: &Connection,
    table: &str,
    fixed: &[(&str, Value)],
    level: Level,
    row: &Row<'_>,
) -> rusqlite::Result<i64> {
    let of_fields = fields::sql(level, row).map(|(name, value)| (name, sql_value(value)));
    let (names, values): (Vec<&str>, Vec<Value>) = fixed.iter().cloned().chain(of_fields).unzip();
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
    connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(connection.last_insert_rowid())
}

fn text(text: Option<impl Into<String>>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.into()))
}

fn number(number: usize) -> Value {
    Value::Integer(number as i64)
}

/// Numbers are for sums in SQL; the exact ones are in the plan JSON.
fn sql_value(value: fields::Value) -> Value {
    match value {
        fields::Value::Nothing => Value::Null,
        fields::Value::Text(text) => Value::Text(text),
        fields::Value::Number(number) => number.to_f64().map_or(Value::Null, Value::Real),
        fields::Value::Whole(number) => Value::Integer(number),
        fields::Value::Date(date) => Value::Text(date.to_string()),
    }
}

/// Stores every node below the plan, each after what holds it.
fn put_nodes(connection: &Connection, plan_id: i64, plan: &Plan) -> rusqlite::Result<()> {
    let walk = Walk::of(plan);
    let put = Put { connection, plan: plan_id };
    // For each node its row, and for nodes of objectives what they stand in.
    let mut rows: Vec<(i64, Stands)> = Vec::new();
    for at in walk.nodes() {
        let parent = at.parent().and_then(|parent| rows.get(parent.number()).copied());
        let stored = match at.node() {
            Node::Section(section) => {
                let id = put.section(at, section, parent.map(|(id, _)| id))?;
                (id, Stands { section: id, objective: None })
            }
            Node::Objective(objective) => {
                let Some((_, above)) = parent else { continue };
                let id = put.objective(at, objective, above)?;
                (id, Stands { section: above.section, objective: Some(id) })
            }
            Node::Indicator(_) | Node::Phase(_) => {
                let Some((objective, above)) = parent else { continue };
                match at.node() {
                    Node::Indicator(indicator) => put.indicator(at, indicator, objective)?,
                    _ => put.phase(at, objective)?,
                }
                (objective, above)
            }
        };
        rows.push(stored);
    }
    Ok(())
}

impl Put<'_> {
    fn section(&self, at: At<'_, '_>, section: &Section, parent: Option<i64>) -> rusqlite::Result<i64> {
        let fixed: &[(&str, Value)] = &[
            ("plan_id", Value::Integer(self.plan)),
            ("parent_id", parent.map_or(Value::Null, Value::Integer)),
            ("position", number(at.index())),
            ("json_pointer", text(Some(at.pointer()))),
        ];
        insert(self.connection, "sections", fixed, Level::Section, &Row { section: Some(section), ..Row::default() })
    }

    fn objective(&self, at: At<'_, '_>, objective: &Objective, above: Stands) -> rusqlite::Result<i64> {
        let fixed: &[(&str, Value)] = &[
            ("plan_id", Value::Integer(self.plan)),
            ("section_id", Value::Integer(above.section)),
            ("parent_id", above.objective.map_or(Value::Null, Value::Integer)),
            ("position", number(at.index())),
            ("json_pointer", text(Some(at.pointer()))),
            ("page", page(&objective.locations)),
        ];
        let row = Row { objective: Some(objective), ..Row::default() };
        let id = insert(self.connection, "objectives", fixed, Level::Objective, &row)?;
        for (position, unit) in objective.units.iter().enumerate() {
            self.connection
                .prepare_cached("INSERT INTO objective_units (objective_id, position, unit) VALUES (?1, ?2, ?3)")?
                .execute(params![id, position as i64, unit])?;
        }
        self.results(&objective.results, id, None)?;
        self.connection
            .prepare_cached("INSERT INTO search (title, plan_id, objective_id) VALUES (?1, ?2, ?3)")?
            .execute(params![objective.title, self.plan, id])?;
        Ok(id)
    }

    fn indicator(&self, at: At<'_, '_>, own: &Indicator, objective: i64) -> rusqlite::Result<()> {
        let fixed: &[(&str, Value)] = &[
            ("plan_id", Value::Integer(self.plan)),
            ("objective_id", Value::Integer(objective)),
            ("position", number(at.index())),
            ("json_pointer", text(Some(at.pointer()))),
            ("page", page(&own.locations)),
        ];
        let row = Row { indicator: Some(own), ..Row::default() };
        let id = insert(self.connection, "indicators", fixed, Level::Indicator, &row)?;
        let of_indicator = |position: usize| [("indicator_id", Value::Integer(id)), ("position", number(position))];
        for (position, target) in own.targets.iter().enumerate() {
            let row = Row { target: Some(target), ..Row::default() };
            insert(self.connection, "targets", &of_indicator(position), Level::Target, &row)?;
        }
        for (position, past) in own.history.iter().enumerate() {
            let row = Row { past: Some(past), ..Row::default() };
            insert(self.connection, "history", &of_indicator(position), Level::Past, &row)?;
        }
        self.results(&own.results, objective, Some(id))?;
        self.connection
            .prepare_cached(
                "INSERT INTO search (name, algorithm, plan_id, objective_id, indicator_id) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![own.name, own.algorithm.text, self.plan, objective, id])?;
        Ok(())
    }

    fn results(&self, results: &[Reached], objective: i64, indicator: Option<i64>) -> rusqlite::Result<()> {
        for (position, result) in results.iter().enumerate() {
            let fixed: &[(&str, Value)] = &[
                ("objective_id", Value::Integer(objective)),
                ("indicator_id", indicator.map_or(Value::Null, Value::Integer)),
                ("position", number(position)),
            ];
            let row = Row { result: Some(result), ..Row::default() };
            insert(self.connection, "results", fixed, Level::Result, &row)?;
        }
        Ok(())
    }

    fn phase(&self, at: At<'_, '_>, objective: i64) -> rusqlite::Result<()> {
        let Node::Phase(phase) = at.node() else { return Ok(()) };
        let fixed: &[(&str, Value)] = &[
            ("objective_id", Value::Integer(objective)),
            ("position", number(at.index())),
            ("page", page(&phase.locations)),
        ];
        insert(self.connection, "phases", fixed, Level::Phase, &Row { phase: Some(phase), ..Row::default() })?;
        Ok(())
    }
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

fn page(locations: &[Location]) -> Value {
    locations.first().map_or(Value::Null, |at| Value::Integer(at.page.into()))
}

/// By which a stored plan JSON is known to be as it was stored.
pub(super) fn checksum(json: &str) -> String {
    format!("{:x}", Sha256::digest(json.as_bytes()))
}

/// A body's name without case, accents, signs, spaces and what nobody sees.
pub(super) fn folded(name: &str) -> String {
    let folded = fold(name);
    // A name of signs only is still a name.
    if folded.is_empty() { name.trim().to_lowercase() } else { folded }
}
