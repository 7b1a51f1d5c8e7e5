//! Any bytes, read as a report: no panic, and every claim's words lie in the text.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run read corpus/gold/elsewhere -- -max_total_time=60`
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use reader::Reader;
use report::{About, Report};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::builtin().expect("the built-in data load"));

fuzz_target!(|bytes: &[u8]| {
    let report = Report::new(String::from_utf8_lossy(bytes).into_owned(), About::default());
    for claim in READER.read(&report).claims {
        assert!(!claim.trigger.of(&report.text).is_empty());
        assert!(claim.figures.iter().all(|figure| !figure.span.of(&report.text).is_empty()));
    }
});
