//! `path -> Sqlite`: what a file is, and bringing it to this program's schema.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::error::{Fault, StoreError};
use crate::kinds::{Happened, Stamp};
use crate::sqlite::{Pool, Sqlite, body, log, words};

mod schema {
    refinery::embed_migrations!("migrations");
}

/// "DTLN", in the header of every record.
const APPLICATION: u32 = 0x4454_4c4e;

/// The last migration's number.
const VERSION: u32 = 4;

/// The migration after which claims can be found by their words.
const WORDS: u32 = 3;

/// How long a writer waits for another one.
const WAIT_S: u64 = 10;

/// What SQLite may keep of the file in memory, in KiB.
const CACHE_KIB: i32 = 65_536;

/// More statements than there are in this crate.
const STATEMENTS_MAX: usize = 128;

pub(super) fn create(path: &Path, stamp: &Stamp) -> Result<Sqlite, StoreError> {
    if path.exists() {
        return Err(StoreError::Exists { path: path.to_path_buf() });
    }
    // A record appears whole or not at all: it is made under another name first.
    let unfinished = beside(path, "-unfinished");
    remove(&unfinished)?;
    let made = make(&unfinished, stamp);
    if made.is_err() {
        remove(&unfinished)?;
    }
    made.map_err(|fault| fault.at(path))?;
    let io = |source| StoreError::Io { path: path.to_path_buf(), source };
    std::fs::rename(&unfinished, path).map_err(io)?;
    open(path)
}

pub(super) fn open(path: &Path) -> Result<Sqlite, StoreError> {
    is_there(path)?;
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(|fault| fault.at(path))?;
    let found = version(&connection, path)?;
    if found < VERSION {
        migrate(&mut connection, path)?;
    }
    Ok(Sqlite { path: path.to_path_buf(), connection, pool: Pool::default(), given_up: None })
}

pub(super) fn open_read_only(path: &Path) -> Result<Sqlite, StoreError> {
    is_there(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = match connect(path, flags).and_then(readable) {
        // The folder cannot be written to and nobody is writing: the file is all there is.
        Err(Fault::Sql(error)) if is_closed(&error) && !beside(path, "-wal").exists() => {
            connect(&still(path), flags | OpenFlags::SQLITE_OPEN_URI)
        }
        other => other,
    };
    let connection = connection.map_err(|fault| fault.at(path))?;
    let found = version(&connection, path)?;
    if found < VERSION {
        return Err(StoreError::Older { path: path.to_path_buf(), found, known: VERSION });
    }
    Ok(Sqlite { path: path.to_path_buf(), connection, pool: Pool::default(), given_up: None })
}

fn make(path: &Path, stamp: &Stamp) -> Result<(), Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(path, flags)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    migrate(&mut connection, path)?;
    log::write(&connection, &mut log::Stamped::new(stamp), Happened::Created, log::About::Record, "")?;
    connection.close().map_err(|(_, error)| Fault::Sql(error))
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Fault> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(WAIT_S))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "temp_store", "memory")?;
    // Partial indexes would have every statement planned anew for each value that is bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function(body::RULE_OF, 1, flags, |call| {
        let body = call.get_raw(0).as_blob().unwrap_or_default();
        Ok(body::rule_of(body).ok().and_then(|rule| i64::try_from(rule).ok()))
    })?;
    Ok(connection)
}

fn readable(connection: Connection) -> Result<Connection, Fault> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

fn version(connection: &Connection, path: &Path) -> Result<u32, StoreError> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let fault = |source| Fault::Sql(source).at(path);
    let path = path.to_path_buf();
    if number("application_id").map_err(fault)? != APPLICATION {
        return Err(StoreError::NotARecord { path });
    }
    let found = number("user_version").map_err(fault)?;
    if found > VERSION { Err(StoreError::Newer { path, found, known: VERSION }) } else { Ok(found) }
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let run = schema::migrations::runner().run(connection);
    run.map_err(|source| StoreError::Migration { path: path.to_path_buf(), source: Box::new(source) })?;
    complete(connection).map_err(|fault| fault.at(path))
}

/// What migrations cannot do in SQL, all or nothing of it.
fn complete(connection: &mut Connection) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found < WORDS {
        words::fill(&transaction, &Pool::default())?;
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

fn is_there(path: &Path) -> Result<(), StoreError> {
    if path.is_file() {
        return Ok(());
    }
    let path = path.to_path_buf();
    Err(if path.exists() { StoreError::NotARecord { path } } else { StoreError::NoRecord { path } })
}

fn is_closed(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// A file name that tells SQLite that nobody will change the file.
fn still(path: &Path) -> PathBuf {
    let escaped: String = path.to_string_lossy().chars().map(escape).collect();
    PathBuf::from(format!("file:{escaped}?immutable=1"))
}

fn escape(c: char) -> String {
    if matches!(c, '%' | '?' | '#') { format!("%{:02X}", c as u32) } else { c.to_string() }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}

fn remove(unfinished: &Path) -> Result<(), StoreError> {
    for path in ["", "-wal", "-shm", "-journal"].map(|ending| beside(unfinished, ending)) {
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::Io { path, source });
            }
            _ => {}
        }
    }
    Ok(())
}
