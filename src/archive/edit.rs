//! Changing what is in the archive: whose a plan is, and what is taken out.

use super::query::{Listed, Wanted};
use super::store::{Labelled, folded};
use super::{Archive, Result};
use rusqlite::params;

impl Archive {
    /// Gives the plan of a document whose bytes are in the archive another body or year, where they are given; whether
    /// that changed anything.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn relabel(&mut self, sha256: &str, label: &Labelled) -> Result<bool> {
        if *label == Labelled::default() {
            return Ok(false);
        }
        let entity = label.entity.as_deref().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
        let entity_folded = entity.as_deref().map(folded);
        self.write(|archive| {
            let changed = archive.connection.execute(
                "UPDATE plans SET entity = coalesce(?2, entity), entity_folded = coalesce(?3, entity_folded),
                    year = coalesce(?4, year)
                 WHERE coalesce(origin_sha256, (SELECT sha256 FROM documents WHERE id = document_id)) = ?1
                    AND (coalesce(?3, entity_folded) IS NOT entity_folded OR coalesce(?4, year) IS NOT year)",
                params![sha256, entity, entity_folded, label.year],
            );
            changed.map(|count| count > 0).map_err(|error| archive.failed(error))
        })
    }

    /// Takes plans with their documents out of the archive: those that [`Archive::list`] lists.
    ///
    /// # Errors
    /// As [`Archive::list`]; what SQLite says. Nothing is taken out then.
    pub fn remove(&mut self, wanted: &Wanted) -> Result<Vec<Listed>> {
        self.write(|archive| {
            let plans = archive.list(wanted)?;
            for plan in &plans {
                let removed = archive.connection.execute("DELETE FROM documents WHERE id = ?1", [plan.document]);
                removed.map_err(|error| archive.failed(error))?;
            }
            Ok(plans)
        })
    }

    /// Gives all plans of a body, older ones too, another name; how many.
    ///
    /// # Errors
    /// A body that no plan is of, or several; what SQLite says.
    pub fn rename(&mut self, from: &str, to: &str) -> Result<usize> {
        let name = to.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = Wanted { entity: Some(from.to_owned()), year: None, older: true };
        self.write(|archive| {
            let known = archive.entity(&wanted)?;
            let renamed = archive.connection.execute(
                "UPDATE plans SET entity = ?2, entity_folded = ?3 WHERE entity_folded = ?1",
                params![known, name, folded(&name)],
            );
            renamed.map_err(|error| archive.failed(error))
        })
    }

    /// As [`Archive::list`], but of every body whose name has the words that are asked for in it.
    ///
    /// # Errors
    /// A body that no plan is of; what SQLite says.
    pub fn list_alike(&self, wanted: &Wanted) -> Result<Vec<Listed>> {
        let Some(asked) = wanted.entity.as_deref().map(folded) else { return self.list(wanted) };
        let mut all = self.list(&Wanted { entity: None, ..wanted.clone() })?;
        let of = |plan: &Listed| plan.entity.as_deref().map(folded);
        // The whole name goes before a part of others.
        let has_whole = all.iter().any(|plan| of(plan).as_ref() == Some(&asked));
        all.retain(|plan| of(plan).is_some_and(|name| if has_whole { name == asked } else { name.contains(&asked) }));
        // What is known of bodies is said where there is none.
        if all.is_empty() { self.list(wanted) } else { Ok(all) }
    }
}
