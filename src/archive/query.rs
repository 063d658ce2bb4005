//! What the archive holds: plans by body and year, their objectives, and a search over their words.

use super::store::{checksum, folded};
use super::{Archive, ArchiveError, Result};
use crate::check::finding::Finding;
use crate::labels::fold;
use crate::plan::Reading;
use crate::plan::model::{Objective, Plan, Section};
use crate::plan::walk::Walk;
use crate::source::Note;
use rusqlite::{Row, params};
use serde::Serialize;

/// Which plans are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The public body: its name in any case, or a part of it that no other has.
    pub entity: Option<String>,
    /// The plan's year.
    pub year: Option<i32>,
    /// Older documents of the same body and year, too.
    pub older: bool,
}

/// A plan in the archive, as a line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Number of the document: the greater of two is newer.
    pub document: i64,
    /// The public body.
    pub entity: Option<String>,
    /// The plan's year.
    pub year: Option<i32>,
    /// The plan's title.
    pub title: Option<String>,
    /// File name without folders.
    pub name: Option<String>,
    /// SHA-256 of the document, in hexadecimal.
    pub sha256: String,
    /// When it was imported: UTC, RFC 3339.
    pub imported_at: String,
    /// How many objectives it has.
    pub objectives: i64,
    /// How many indicators it has.
    pub indicators: i64,
    /// How many findings are errors.
    pub errors: i64,
    /// How many findings are warnings.
    pub warnings: i64,
    /// `report`, where it tells results.
    pub kind: Option<String>,
    /// It says of itself that it is a draft.
    pub draft: bool,
    /// How many further documents of its body, year and kind are in the archive.
    pub others: i64,
}

/// A plan as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What a list says of it.
    pub listed: Listed,
    /// The plan JSON, byte for byte as `albero parse --compact` wrote it.
    pub json: String,
    /// What the reader noticed, as JSON.
    pub notes: String,
    /// SHA-256 of the plan JSON when it was stored.
    pub checksum: Option<String>,
}

impl Stored {
    /// The plan.
    ///
    /// # Errors
    /// JSON of another version.
    pub fn plan(&self) -> Result<Plan> {
        Ok(crate::json::from_slice(self.json.as_bytes())?)
    }

    /// The plan with what was noticed when it was read: what the validator needs.
    ///
    /// # Errors
    /// JSON of another version.
    pub fn reading(&self) -> Result<Reading> {
        Ok(Reading::of(self.plan()?, self.noticed()?))
    }

    /// What was noticed when it was read.
    ///
    /// # Errors
    /// JSON of another version.
    pub fn noticed(&self) -> Result<Vec<Note>> {
        Ok(crate::json::from_slice(self.notes.as_bytes())?)
    }

    /// How messages call it: body and year, or the file's name where it names none.
    #[must_use]
    pub fn label(&self) -> String {
        self.listed.label()
    }
}

impl Listed {
    /// How messages call it: body and year, or the file's name where it names none.
    #[must_use]
    pub fn label(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let body = self.entity.as_ref().or(self.name.as_ref()).cloned();
        [body, year].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// An objective in an archived plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The plan.
    pub plan: Listed,
    /// The names of the sections and objectives above it, the outermost first.
    pub above: Vec<String>,
    /// The section that it stands in, without its objectives and the sections below it.
    pub section: Section,
    /// The objective.
    pub objective: Objective,
    /// What is wrong in it and in its indicators.
    pub findings: Vec<Finding>,
}

/// A place where words were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The public body.
    pub entity: Option<String>,
    /// The plan's year.
    pub year: Option<i32>,
    /// File name without folders.
    pub name: Option<String>,
    /// The objective's code, or the indicator's id.
    pub code: Option<String>,
    /// Physical page, from 1.
    pub page: Option<u32>,
    /// What the words are in: `title`, `name` or `algorithm`.
    pub field: String,
    /// The text around the hit, each hit between `U+0002` and `U+0003`, which no printed text has.
    pub text: String,
}

/// Begins a hit in [`Hit::text`].
pub const HIT_BEGINS: char = '\u{2}';

/// Ends a hit in [`Hit::text`].
pub const HIT_ENDS: char = '\u{3}';

/// So many words at most are looked for together: each more is another run through the index.
const MOST_WORDS: usize = 64;

const LISTED: &str = "
    SELECT plans.document_id, plans.entity, plans.year, plans.title, name, sha256, imported_at,
        (SELECT count(*) FROM objectives WHERE plan_id = plans.document_id),
        (SELECT count(*) FROM indicators WHERE plan_id = plans.document_id),
        (SELECT count(*) FROM findings WHERE plan_id = plans.document_id AND severity = 'error'),
        (SELECT count(*) FROM findings WHERE plan_id = plans.document_id AND severity = 'warning'), plan_kind, draft,
        (SELECT count(*) FROM plans AS other WHERE other.entity_folded = plans.entity_folded
            AND other.year = plans.year AND other.plan_kind IS plans.plan_kind) - 1";

const FROM: &str = "
    FROM plans JOIN documents ON id = plans.document_id
    WHERE (?1 IS NULL OR plans.entity_folded = ?1) AND (?2 IS NULL OR plans.year = ?2)
        AND (?3 OR plans.document_id IN (SELECT document_id FROM newest_plans))
    ORDER BY plans.entity IS NULL, plans.entity_folded, plans.entity, plans.year, plans.run, plans.place, plans.document_id";

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    Ok(Listed {
        document: row.get(0)?,
        entity: row.get(1)?,
        year: row.get(2)?,
        title: row.get(3)?,
        name: row.get(4)?,
        sha256: row.get(5)?,
        imported_at: row.get(6)?,
        objectives: row.get(7)?,
        indicators: row.get(8)?,
        errors: row.get(9)?,
        warnings: row.get(10)?,
        kind: row.get(11)?,
        draft: row.get(12)?,
        others: row.get::<_, i64>(13)?.max(0),
    })
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored { listed: listed(row)?, json: row.get(14)?, notes: row.get(15)?, checksum: row.get(16)? })
}

impl Archive {
    /// The plans that are wanted, by body, year and import.
    ///
    /// # Errors
    /// A body that none is of, or several; what SQLite says.
    pub fn list(&self, wanted: &Wanted) -> Result<Vec<Listed>> {
        let entity = self.entity(wanted)?;
        let read = || -> rusqlite::Result<Vec<Listed>> {
            let mut statement = self.connection.prepare(&format!("{LISTED}{FROM}"))?;
            statement.query_map(params![entity, wanted.year, wanted.older], listed)?.collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// Hands over the wanted plans one by one, in the order of [`Archive::list`], until one is not taken. An import
    /// that runs meanwhile adds nothing to them.
    ///
    /// # Errors
    /// As [`Archive::list`].
    pub fn each(&self, wanted: &Wanted, mut take: impl FnMut(Stored) -> Result<bool>) -> Result<()> {
        let entity = self.entity(wanted)?;
        let failed = |error| self.failed(error);
        let mut statement =
            self.connection.prepare(&format!("{LISTED}, json, notes, checksum{FROM}")).map_err(failed)?;
        let mut rows = statement.query(params![entity, wanted.year, wanted.older]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            if !take(self.sound(stored(row).map_err(failed)?)?)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The one plan that is wanted; where no year is, that of the latest. A plan goes before the report on it.
    ///
    /// # Errors
    /// None such, or several: what could be meant.
    pub fn plan(&self, wanted: &Wanted) -> Result<Stored> {
        let plans = self.list(wanted)?;
        let latest = plans.iter().map(|plan| plan.year).max().flatten();
        let meant: Vec<&Listed> = plans.iter().filter(|plan| wanted.year.is_some() || plan.year == latest).collect();
        let plans_only: Vec<&Listed> = meant.iter().copied().filter(|plan| plan.kind.is_none()).collect();
        let meant = if plans_only.len() == 1 { plans_only } else { meant };
        let name = |plan: &&Listed| format!("{} ({})", plan.label(), plan.name.as_deref().unwrap_or("-"));
        match meant.as_slice() {
            [] => Err(ArchiveError::NoPlan(describe(wanted))),
            [one] => self.stored(one.document),
            several => Err(ArchiveError::Ambiguous {
                asked: describe(wanted),
                candidates: several.iter().map(name).collect::<Vec<_>>().join("; "),
            }),
        }
    }

    fn stored(&self, document: i64) -> Result<Stored> {
        let sql = format!(
            "{LISTED}, json, notes, checksum FROM plans JOIN documents ON id = plans.document_id WHERE plans.document_id = ?1"
        );
        self.sound(self.connection.query_row(&sql, [document], stored).map_err(|error| self.failed(error))?)
    }

    /// A stored plan whose bytes are those that were stored.
    fn sound(&self, stored: Stored) -> Result<Stored> {
        if stored.checksum.as_ref().is_none_or(|known| *known == checksum(&stored.json)) {
            return Ok(stored);
        }
        Err(ArchiveError::Damaged { path: self.path.clone(), plan: stored.label() })
    }

    /// The objectives of this code, or with an indicator of this id, in the wanted plans.
    ///
    /// # Errors
    /// As [`Archive::list`].
    pub fn objectives(&self, code: &str, wanted: &Wanted) -> Result<Vec<Found>> {
        let asked = fold(code);
        let mut found = Vec::new();
        self.each(wanted, |stored| {
            let plan = stored.plan()?;
            let walk = Walk::of(&plan);
            for (at, objective) in walk.all_objectives() {
                let named = objective.code.as_deref().is_some_and(|code| fold(code) == asked);
                if !named && !objective.indicators.iter().any(|own| fold(&own.id) == asked) {
                    continue;
                }
                let section =
                    at.section().map(|own| Section { objectives: Vec::new(), sections: Vec::new(), ..own.clone() });
                found.push(Found {
                    plan: stored.listed.clone(),
                    above: at.above().filter_map(|at| at.node().name()).collect::<Vec<_>>().into_iter().rev().collect(),
                    section: section.unwrap_or_default(),
                    objective: objective.clone(),
                    findings: self.findings_at(stored.listed.document, &at.pointer())?,
                });
            }
            Ok(true)
        })?;
        Ok(found)
    }

    /// The findings of a plan, in the document's order.
    ///
    /// # Errors
    /// What SQLite says; JSON of another version.
    pub fn findings(&self, document: i64) -> Result<Vec<Finding>> {
        self.findings_at(document, "")
    }

    /// Those of a node and of what is in it.
    fn findings_at(&self, document: i64, pointer: &str) -> Result<Vec<Finding>> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT json FROM findings
                 WHERE plan_id = ?1 AND (?2 = '' OR pointer = ?2 OR substr(pointer, 1, length(?2) + 1) = ?2 || '/')
                 ORDER BY position",
            )?;
            statement.query_map(params![document, pointer], |row| row.get(0))?.collect()
        };
        let findings = read().map_err(|error| self.failed(error))?;
        findings.iter().map(|json| Ok(crate::json::from_slice(json.as_bytes())?)).collect()
    }

    /// Where all these words stand together in a title, or in a name and its algorithm, best first. A word may end
    /// in `*` for any that begins so.
    ///
    /// # Errors
    /// As [`Archive::list`].
    pub fn search(&self, words: &[String], wanted: &Wanted, most: u32) -> Result<Vec<Hit>> {
        let entity = self.entity(wanted)?;
        // Quoted, so that no word is an operator of the index.
        let quoted = |word: &str| match word.strip_suffix('*') {
            Some(begin) => format!("\"{}\"*", begin.replace('"', "\"\"")),
            None => format!("\"{}\"", word.replace('"', "\"\"")),
        };
        let words = words.iter().flat_map(|words| words.split_whitespace());
        let expression = words.filter(|word| word.chars().any(char::is_alphanumeric)).map(quoted);
        let expression: Vec<String> = expression.collect();
        if expression.len() > MOST_WORDS {
            return Err(ArchiveError::TooManyWords(MOST_WORDS));
        }
        let expression = expression.join(" ");
        if expression.is_empty() {
            return Ok(Vec::new());
        }
        let read = || -> rusqlite::Result<Vec<Hit>> {
            let mut statement = self.connection.prepare(
                "SELECT plans.entity, plans.year, documents.name,
                    CASE WHEN search.indicator_id IS NULL THEN objectives.code ELSE indicators.code END,
                    coalesce(indicators.page, objectives.page),
                    highlight(search, 0, char(2), char(3)), highlight(search, 1, char(2), char(3)),
                    highlight(search, 2, char(2), char(3))
                 FROM search
                    JOIN plans ON plans.document_id = search.plan_id
                    JOIN documents ON documents.id = plans.document_id
                    JOIN objectives ON objectives.id = search.objective_id
                    LEFT JOIN indicators ON indicators.id = search.indicator_id
                 WHERE search MATCH ?1 AND (?2 IS NULL OR plans.entity_folded = ?2) AND (?3 IS NULL OR plans.year = ?3)
                    AND (?4 OR plans.document_id IN (SELECT document_id FROM newest_plans))
                 ORDER BY rank, plans.entity, plans.year, search.rowid LIMIT ?5",
            )?;
            let hit = |row: &Row<'_>| {
                let texts: [Option<String>; 3] = [row.get(5)?, row.get(6)?, row.get(7)?];
                let fields = ["title", "name", "algorithm"].into_iter().zip(texts);
                let of_hit = fields.filter_map(|(field, text)| Some((field, text?)));
                let (field, text) = of_hit
                    .max_by_key(|(field, text)| (text.matches(HIT_BEGINS).count(), *field != "algorithm"))
                    .unwrap_or_default();
                Ok(Hit {
                    entity: row.get(0)?,
                    year: row.get(1)?,
                    name: row.get(2)?,
                    code: row.get(3)?,
                    page: row.get(4)?,
                    field: field.to_owned(),
                    text,
                })
            };
            statement.query_map(params![expression, entity, wanted.year, wanted.older, most], hit)?.collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// The body that is meant, folded as the archive compares it.
    pub(super) fn entity(&self, wanted: &Wanted) -> Result<Option<String>> {
        let Some(asked) = &wanted.entity else { return Ok(None) };
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare_cached(
                "SELECT DISTINCT entity FROM plans WHERE entity IS NOT NULL ORDER BY entity_folded, entity",
            )?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        let known = read().map_err(|error| self.failed(error))?;
        let wanted = folded(asked);
        if known.iter().any(|name| folded(name) == wanted) {
            return Ok(Some(wanted));
        }
        let mut parts: Vec<&String> = known.iter().filter(|name| folded(name).contains(&wanted)).collect();
        parts.dedup_by_key(|name| folded(name));
        match parts.as_slice() {
            [one] => Ok(Some(folded(one))),
            [] => Err(ArchiveError::NoEntity { asked: asked.clone(), known: some_of(known.iter()) }),
            several => Err(ArchiveError::Ambiguous {
                asked: format!("\"{asked}\""),
                candidates: some_of(several.iter().copied()),
            }),
        }
    }
}

/// Names in a message: not all of a thousand.
fn some_of<'n>(names: impl ExactSizeIterator<Item = &'n String>) -> String {
    const SHOWN: usize = 8;
    let more = names.len().saturating_sub(SHOWN);
    let mut shown: Vec<String> = names.take(SHOWN).cloned().collect();
    shown.extend((more > 0).then(|| format!("and {more} more")));
    if shown.is_empty() { "none".to_owned() } else { shown.join("; ") }
}

fn describe(wanted: &Wanted) -> String {
    let year = wanted.year.map_or_else(|| "any year".to_owned(), |year| year.to_string());
    match &wanted.entity {
        Some(entity) => format!("\"{entity}\", {year}"),
        None => year,
    }
}
