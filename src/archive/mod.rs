//! The archive: every plan of every year in one SQLite file, for `albero` and for any other client.
//!
//! A document is one transaction: it is in the archive whole or not at all, and once reported it stays. The
//! tables are described in `schema.sql`.

mod deepen;
mod edit;
pub mod query;
mod store;
mod words;

use crate::language::Lang;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
pub use store::{Imported, Labelled, Origin, Outcome, PlanJson};

/// Marks an SQLite file as an archive of ours (`PRAGMA application_id`): "albe".
const APPLICATION: i32 = 0x616c_6265;

/// A step from a version of the schema to the next.
struct Migration {
    sql: &'static str,
    /// What SQL cannot compute.
    fill: fn(&Archive) -> Result<()>,
}

/// In order; the file's `PRAGMA user_version` is how many were applied.
const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("schema.sql"), fill: |_| Ok(()) },
    Migration { sql: include_str!("depth.sql"), fill: deepen::fill },
    Migration { sql: include_str!("views.sql"), fill: |_| Ok(()) },
    Migration { sql: include_str!("search.sql"), fill: |_| Ok(()) },
];

/// How long another program may hold the archive before we give up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why an archive cannot be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum ArchiveError {
    /// No such file, where one is to be read.
    Missing(PathBuf),
    /// A file, but no archive of ours.
    Foreign(PathBuf),
    /// Written by a later version.
    Newer {
        /// The archive.
        path: PathBuf,
        /// Its version.
        found: usize,
        /// The latest that is known.
        known: usize,
    },
    /// Another program has been writing for longer than a minute.
    Held(PathBuf),
    /// No plan of this body and year.
    NoPlan(String),
    /// Several plans, or bodies, that could be meant.
    Ambiguous {
        /// What was asked for.
        asked: String,
        /// What could be meant.
        candidates: String,
    },
    /// More words than are looked for.
    TooManyWords(usize),
    /// A body that no plan is of.
    NoEntity {
        /// What was asked for.
        asked: String,
        /// Some that are known.
        known: String,
    },
    /// It cannot be written to, and an import that was not ended properly has left a log beside it.
    Unended(PathBuf),
    /// It cannot be written to, and a version before this one has made it.
    Older(PathBuf),
    /// The disk is full.
    Full(PathBuf),
    /// What SQLite says.
    Sqlite {
        /// The archive.
        path: PathBuf,
        /// SQLite's words.
        source: rusqlite::Error,
    },
    /// A stored plan whose bytes are not those that were stored.
    Damaged {
        /// The archive.
        path: PathBuf,
        /// Which plan.
        plan: String,
    },
    /// A plan or finding in the archive that cannot be read back.
    Json(serde_json::Error),
}

impl ArchiveError {
    /// What is wrong and what to do, in one line.
    #[must_use]
    pub fn tell(&self, lang: Lang) -> String {
        let shown = |path: &Path| path.display().to_string();
        match self {
            ArchiveError::Missing(path) => words::missing(lang, &shown(path)),
            ArchiveError::Foreign(path) => words::foreign(lang, &shown(path)),
            ArchiveError::Newer { path, found, known } => words::newer(lang, &shown(path), *found, *known),
            ArchiveError::Held(path) => words::held(lang, &shown(path)),
            ArchiveError::NoPlan(asked) => words::no_plan(lang, asked),
            ArchiveError::Ambiguous { asked, candidates } => words::ambiguous(lang, asked, candidates),
            ArchiveError::TooManyWords(most) => words::too_many_words(lang, *most),
            ArchiveError::NoEntity { asked, known } => words::no_entity(lang, asked, known),
            ArchiveError::Unended(path) => words::unended(lang, &shown(path)),
            ArchiveError::Older(path) => words::older(lang, &shown(path)),
            ArchiveError::Full(path) => words::full(lang, &shown(path)),
            ArchiveError::Sqlite { path, source } => words::sqlite(lang, &shown(path), &source.to_string()),
            ArchiveError::Damaged { path, plan } => words::damaged(lang, &shown(path), plan),
            ArchiveError::Json(error) => words::json(lang, &error.to_string()),
        }
    }
}

impl std::fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.tell(Lang::En))
    }
}

impl std::error::Error for ArchiveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ArchiveError::Sqlite { source, .. } => Some(source),
            ArchiveError::Json(error) => Some(error),
            _ => None,
        }
    }
}

impl From<serde_json::Error> for ArchiveError {
    fn from(error: serde_json::Error) -> ArchiveError {
        ArchiveError::Json(error)
    }
}

/// The result of using an archive.
pub type Result<T> = std::result::Result<T, ArchiveError>;

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    connection: Connection,
    path: PathBuf,
}

impl Archive {
    /// Opens an archive for writing; makes it where there is none, and brings an older one up to date.
    ///
    /// # Errors
    /// A file that is no archive, or a newer one; what SQLite says.
    pub fn create(path: &Path) -> Result<Archive> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut archive = Archive::connect(path, flags)?;
        archive.migrate()?;
        Ok(archive)
    }

    /// Opens an archive for reading; an import may be running.
    ///
    /// ```no_run
    /// use albero::archive::Archive;
    /// use albero::archive::query::Wanted;
    ///
    /// let archive = Archive::open("albero.sqlite".as_ref())?;
    /// let wanted = Wanted { entity: Some("firenze".to_owned()), year: Some(2024), ..Wanted::default() };
    /// let plan = archive.plan(&wanted)?.plan()?;
    /// println!("{} objectives", plan.objectives().count());
    /// # Ok::<(), albero::archive::ArchiveError>(())
    /// ```
    ///
    /// # Errors
    /// No file, one that is no archive, or a newer one; what SQLite says.
    pub fn open(path: &Path) -> Result<Archive> {
        if !path.exists() {
            return Err(ArchiveError::Missing(path.to_owned()));
        }
        // Not read-only: a reader of a file in write-ahead mode may have to make the shared index.
        let shared = Archive::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let (mut archive, is_writable) = match shared {
            Err(ArchiveError::Sqlite { source, .. }) if is_unwritable(&source) => {
                (Archive::connect_unwritable(path)?, false)
            }
            shared => (shared?, true),
        };
        match archive.version()? {
            0 => Err(ArchiveError::Foreign(path.to_owned())),
            version if version < MIGRATIONS.len() && !is_writable => Err(ArchiveError::Older(path.to_owned())),
            version if version < MIGRATIONS.len() => {
                archive.migrate()?;
                Ok(archive)
            }
            _ => Ok(archive),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Archive> {
        let connection = Connection::open_with_flags(path, flags).map_err(|error| failed(path, error))?;
        let archive = Archive { connection, path: path.to_owned() };
        let patient = archive.connection.busy_timeout(PATIENCE);
        patient.map_err(|error| archive.failed(error))?;
        // Somebody else's file is not to be touched: write-ahead mode would stay in it.
        patiently(|| archive.version())?;
        let settings = || -> rusqlite::Result<()> {
            // A power loss may not lose a document that was reported: every commit waits for the disk.
            archive.connection.execute_batch(
                "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                 PRAGMA trusted_schema = OFF;",
            )
        };
        patiently(|| settings().map_err(|error| archive.failed(error)))?;
        Ok(archive)
    }

    /// Opens an archive that nobody here can write to, or where its shared index cannot be made: a share, a medium.
    fn connect_unwritable(path: &Path) -> Result<Archive> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        // What an import has written there last is not in the file yet.
        if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
            return Err(ArchiveError::Unended(path.to_owned()));
        }
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let uri = format!("file:{}?immutable=1", escaped(whole.as_os_str()));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(uri, flags).map_err(|error| failed(path, error))?;
        let archive = Archive { connection, path: path.to_owned() };
        let settings = archive.connection.execute_batch("PRAGMA trusted_schema = OFF;");
        settings.map_err(|error| archive.failed(error))?;
        Ok(archive)
    }

    /// How many migrations the file has seen; 0 for a new one.
    fn version(&self) -> Result<usize> {
        let read = |name: &str| {
            self.connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(|e| self.failed(e))
        };
        let tables = "SELECT count(*) FROM sqlite_schema";
        let tables: i64 = self.connection.query_row(tables, [], |row| row.get(0)).map_err(|e| self.failed(e))?;
        let version = usize::try_from(read("user_version")?).unwrap_or_default();
        match read("application_id")? {
            APPLICATION if version > MIGRATIONS.len() => {
                Err(ArchiveError::Newer { path: self.path.clone(), found: version, known: MIGRATIONS.len() })
            }
            APPLICATION => Ok(version),
            _ if tables == 0 => Ok(0),
            _ => Err(ArchiveError::Foreign(self.path.clone())),
        }
    }

    fn migrate(&mut self) -> Result<()> {
        if self.version()? == MIGRATIONS.len() {
            return Ok(());
        }
        self.write(|archive| {
            // Another import may have done it while this one waited.
            for (number, migration) in MIGRATIONS.iter().enumerate().skip(archive.version()?) {
                let run = || -> rusqlite::Result<()> {
                    archive.connection.execute_batch(migration.sql)?;
                    archive.connection.pragma_update(None, "application_id", APPLICATION)?;
                    archive.connection.pragma_update(None, "user_version", number as i64 + 1)
                };
                run().map_err(|error| archive.failed(error))?;
                (migration.fill)(archive)?;
            }
            Ok(())
        })
    }

    /// Runs a transaction that writes; undone where it fails.
    fn write<T>(&mut self, run: impl FnOnce(&Archive) -> Result<T>) -> Result<T> {
        let batch = |sql: &str| self.connection.execute_batch(sql).map_err(|error| self.failed(error));
        batch("BEGIN IMMEDIATE")?;
        // A panic leaves no transaction open: whoever catches it goes on with the next document.
        let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(self)));
        let ran = ran.unwrap_or_else(|panic| {
            let _ = batch("ROLLBACK");
            std::panic::resume_unwind(panic)
        });
        match ran {
            Ok(done) => {
                if let Err(error) = batch("COMMIT") {
                    let _ = batch("ROLLBACK");
                    return Err(error);
                }
                Ok(done)
            }
            Err(error) => {
                let _ = batch("ROLLBACK");
                Err(error)
            }
        }
    }

    fn failed(&self, error: rusqlite::Error) -> ArchiveError {
        failed(&self.path, error)
    }
}

/// Tries again while another program holds the archive: where it goes over to write-ahead mode, SQLite does not wait
/// by itself.
fn patiently<T>(attempt: impl Fn() -> Result<T>) -> Result<T> {
    const PAUSE: Duration = Duration::from_millis(10);
    let deadline = Instant::now() + PATIENCE;
    loop {
        match attempt() {
            Err(ArchiveError::Held(_)) if Instant::now() < deadline => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
}

/// Does SQLite say that it would have to write, and may not?
fn is_unwritable(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
    matches!(error.sqlite_error_code(), Some(ReadOnly | CannotOpen | PermissionDenied))
}

/// A path as it stands in a URI.
fn escaped(path: &std::ffi::OsStr) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_');
    let bytes = path.as_encoded_bytes().iter();
    bytes.map(|byte| if plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn failed(path: &Path, error: rusqlite::Error) -> ArchiveError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            ArchiveError::Held(path.to_owned())
        }
        Some(rusqlite::ErrorCode::DiskFull) => ArchiveError::Full(path.to_owned()),
        Some(rusqlite::ErrorCode::NotADatabase) => ArchiveError::Foreign(path.to_owned()),
        _ => ArchiveError::Sqlite { path: path.to_owned(), source: error },
    }
}
