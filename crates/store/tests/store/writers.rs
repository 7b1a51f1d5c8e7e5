//! Several programs and one record: writers take turns, readers see one moment.

use std::time::Duration;

use record::Filter;
use store::{Sqlite, Store, StoreError};

use crate::samples::{DAY, Folder, linker, made, stamp, strike};

#[test]
fn two_writers_at_once_lose_nothing() {
    let folder = Folder::new();
    drop(folder.record());
    let write = |from: u32| {
        let mut store = Sqlite::open(&folder.file()).unwrap();
        for wave in from..from + 40 {
            store.add(vec![strike(wave, 600, DAY)], linker(), &made(), &stamp()).unwrap();
        }
    };
    std::thread::scope(|scope| {
        // Ten reports are told by both.
        scope.spawn(|| write(0));
        scope.spawn(|| write(30));
    });
    let store = Sqlite::open(&folder.file()).unwrap();
    assert_eq!(store.counts().unwrap().reports, 70);
    assert_eq!(store.verify().unwrap(), []);
}

#[test]
fn a_writer_that_waits_too_long_says_so_and_changes_nothing() {
    let folder = Folder::new();
    let mut store = folder.record();
    store.wait_at_most(Duration::from_millis(50)).unwrap();
    let other = rusqlite::Connection::open(folder.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.add(vec![strike(1, 600, DAY)], linker(), &made(), &stamp()).err().unwrap();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.counts().unwrap().reports, 0);
    store.add(vec![strike(1, 600, DAY)], linker(), &made(), &stamp()).unwrap();
}

#[test]
fn a_reader_sees_the_record_while_it_is_written() {
    let folder = Folder::new();
    let mut store = folder.record();
    store.add(vec![strike(1, 600, DAY)], linker(), &made(), &stamp()).unwrap();
    let reader = Sqlite::open_read_only(&folder.file()).unwrap();
    let seen = |store: &Sqlite| store.entries(&Filter::default()).unwrap().len();
    let mut read = |filed: &[events::Filed]| {
        assert_eq!(seen(&reader), 1);
        vec![Vec::new(); filed.len()]
    };
    store.rebuild(&mut read, linker(), &made(), &stamp()).unwrap();
    assert_eq!(seen(&reader), 0);
    assert_eq!(seen(&store), 0);
}

#[test]
fn who_may_only_read_is_told_so() {
    let folder = Folder::new();
    drop(folder.record());
    let mut reader = Sqlite::open_read_only(&folder.file()).unwrap();
    let error = reader.add(vec![strike(1, 600, DAY)], linker(), &made(), &stamp()).err().unwrap();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert_eq!(reader.counts().unwrap().reports, 0);
}
