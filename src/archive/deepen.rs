//! From the archive's first version to the second: what SQL alone cannot compute, from the stored plan JSON.

use super::store::{checksum, folded, is_draft};
use super::{Archive, Result};
use crate::plan::model::Plan;
use crate::plan::walk::{Node, Walk};
use rusqlite::{Connection, params};

/// Fills the new columns of every plan. The first version knew no node below an objective's indicators, so there is
/// nothing to add but places and names.
pub(super) fn fill(archive: &Archive) -> Result<()> {
    let failed = |error| archive.failed(error);
    let read = || -> rusqlite::Result<Vec<i64>> {
        let mut statement = archive.connection.prepare("SELECT document_id FROM plans ORDER BY document_id")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    // One at a time: an archive of a thousand plans is larger than memory should be.
    for id in read().map_err(failed)? {
        let sql = "SELECT json, entity FROM plans WHERE document_id = ?1";
        let (json, entity): (String, Option<String>) =
            archive.connection.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?))).map_err(failed)?;
        let plan: Plan = crate::json::from_slice(json.as_bytes())?;
        let approval = plan.approval.as_ref();
        archive
            .connection
            .prepare_cached(
                "UPDATE plans SET place = document_id, entity_folded = ?2, checksum = ?3, approval = ?4,
                    approval_date = ?5, draft = ?6 WHERE document_id = ?1",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    id,
                    entity.as_deref().map(folded),
                    checksum(&json),
                    approval.map(|own| own.text.as_str()),
                    approval.and_then(|own| own.date).map(|date| date.to_string()),
                    is_draft(&plan),
                ])
            })
            .map_err(failed)?;
        pointers(&archive.connection, id, &plan).map_err(failed)?;
    }
    Ok(())
}

/// Nodes were stored in printed order, so that the numbers of their rows are in that order, too.
fn pointers(connection: &Connection, plan_id: i64, plan: &Plan) -> rusqlite::Result<()> {
    let walk = Walk::of(plan);
    for (table, is_of) in [
        ("sections", (|node| matches!(node, Node::Section(_))) as fn(Node<'_>) -> bool),
        ("objectives", |node| matches!(node, Node::Objective(_))),
        ("indicators", |node| matches!(node, Node::Indicator(_))),
    ] {
        let mut statement =
            connection.prepare_cached(&format!("SELECT id FROM {table} WHERE plan_id = ?1 ORDER BY id"))?;
        let ids: Vec<i64> = statement.query_map([plan_id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut update = connection.prepare_cached(&format!("UPDATE {table} SET json_pointer = ?2 WHERE id = ?1"))?;
        for (id, at) in ids.iter().zip(walk.nodes().filter(|at| is_of(at.node()))) {
            update.execute(params![id, at.pointer()])?;
        }
    }
    Ok(())
}
