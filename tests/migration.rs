//! An archive of the first version, made by the release before the tree had depth, is opened as any other.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use albero::archive::query::Wanted;
use albero::archive::{Archive, ArchiveError};
use common::fixture;
use rusqlite::Connection;
use std::path::PathBuf;
use tempfile::TempDir;

/// A copy of the old archive: three plans, two of them of one body and year, whose name is spelt in two ways.
fn old() -> (TempDir, PathBuf) {
    let work = tempfile::tempdir().unwrap();
    let path = work.path().join("albero.sqlite");
    std::fs::copy(fixture("archive/first-version.sqlite"), &path).unwrap();
    let version: i64 = Connection::open(&path).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 1);
    (work, path)
}

fn exported(archive: &Archive, wanted: &Wanted) -> Vec<String> {
    let mut plans = Vec::new();
    archive
        .each(wanted, |stored| {
            plans.push(stored.json);
            Ok(true)
        })
        .unwrap();
    plans
}

#[test]
fn every_plan_of_an_old_archive_comes_out_as_it_went_in() {
    let (_work, path) = old();
    let before: Vec<String> = {
        let archive = Connection::open(&path).unwrap();
        let mut statement = archive.prepare("SELECT json FROM plans ORDER BY document_id").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let archive = Archive::open(&path).unwrap();
    let mut after = exported(&archive, &Wanted { older: true, ..Wanted::default() });
    let mut wanted = before;
    wanted.sort_unstable();
    after.sort_unstable();
    assert_eq!(after, wanted);
    // Of one body, however its name is spelt, and year, only the latest is wanted by itself.
    assert_eq!(archive.list(&Wanted::default()).unwrap().len(), 2);
    let named = Wanted { entity: Some("ente DI prova".to_owned()), ..Wanted::default() };
    assert_eq!(archive.list(&named).unwrap().len(), 2);
}

#[test]
fn the_new_columns_of_an_old_archive_are_filled() {
    let (_work, path) = old();
    drop(Archive::create(&path).unwrap());
    let archive = Connection::open(&path).unwrap();
    let count = |sql: &str| archive.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("PRAGMA user_version"), 4);
    // What was in it before is in the indexes.
    let found = "SELECT count(*) FROM indicators_fts WHERE indicators_fts MATCH 'n*'";
    assert!(count(found) > 0);
    for sql in [
        "SELECT count(*) FROM plans WHERE checksum IS NULL OR entity_folded IS NOT 'entediprova' OR origin != 'document'",
        "SELECT count(*) FROM plans WHERE approval IS NULL OR approval_date IS NULL",
        "SELECT count(*) FROM sections WHERE json_pointer IS NULL",
        "SELECT count(*) FROM objectives WHERE json_pointer IS NULL",
        "SELECT count(*) FROM indicators WHERE json_pointer IS NULL",
        // What a pointer leads to is the node of the row.
        "SELECT count(*) FROM objectives JOIN plans ON document_id = plan_id
         WHERE json_extract(json, '$' || replace(replace(replace(json_pointer, '/sections/', '.sections['),
            '/objectives/', '].objectives['), '', '') || '].title') IS NOT objectives.title",
    ] {
        assert_eq!(count(sql), 0, "{sql}");
    }
    assert!(count("SELECT count(*) FROM objectives") > 5);
}

#[test]
fn a_flipped_letter_in_a_stored_plan_is_found() {
    let (_work, path) = old();
    drop(Archive::create(&path).unwrap());
    Connection::open(&path)
        .unwrap()
        .execute("UPDATE plans SET json = replace(json, 'Obiettivo', 'Obiettiva') || ' ' WHERE document_id = 1", [])
        .unwrap();
    let archive = Archive::open(&path).unwrap();
    let error = archive.each(&Wanted { older: true, ..Wanted::default() }, |_| Ok(true)).unwrap_err();
    assert!(matches!(error, ArchiveError::Damaged { .. }), "{error}");
}
