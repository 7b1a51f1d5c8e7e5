//! The same report gives the same claims: again, by another reader, on any thread, further down the page.

use proptest::prelude::*;
use reader::Reader;

use crate::notation::lines;
use crate::texts::{READER, REPORTS, SEED, patchwork, read, report};

/// Hash tables are seeded anew for each reader, so an order that leaks out of one shows here.
#[test]
fn another_reader_gives_the_same() {
    let other = Reader::builtin().expect("the built-in data load");
    for text in REPORTS.iter() {
        let report = report(text);
        let (one, two) = (READER.read(&report), other.read(&report));
        assert_eq!(lines(&one.claims, 0), lines(&two.claims, 0));
        assert_eq!(format!("{:?}", one.analysis), format!("{:?}", two.analysis));
    }
}

#[test]
fn one_thread_or_many_gives_the_same() {
    let alone: Vec<Vec<String>> = REPORTS.iter().map(|text| lines(&read(text).1.claims, 0)).collect();
    let shared: Vec<Vec<Vec<String>>> = std::thread::scope(|scope| {
        let read_all = || REPORTS.iter().map(|text| lines(&read(text).1.claims, 0)).collect();
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(read_all)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread")).collect()
    });
    shared.iter().for_each(|claims| assert_eq!(&alone, claims));
}

#[test]
fn white_space_in_front_only_shifts_the_reports() {
    for text in REPORTS.iter() {
        assert_shifts("\n\n \u{2003}\n", text);
    }
}

/// A paragraph about nothing stands in front of a report that starts with a heading or a dateline.
#[test]
fn a_paragraph_in_front_only_shifts() {
    for text in REPORTS.iter() {
        assert_shifts("It is so.\n\n", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: SEED, ..ProptestConfig::default() })]

    #[test]
    fn white_space_in_front_only_shifts(text in patchwork()) {
        assert_shifts("\n\n", &text);
    }
}

#[track_caller]
fn assert_shifts(front: &str, text: &str) {
    let here = lines(&read(text).1.claims, 0);
    let there = lines(&read(&format!("{front}{text}")).1.claims, front.len() as u32);
    assert_eq!(here, there, "in {text:?}");
}
