//! Work grows with the text and no faster: twice the text takes about twice the memory and time.
//!
//! Work is counted as bytes asked of the allocator and as time on the processor, which other programs on
//! the machine do not lengthen.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use crate::texts::{REPORTS, read};

thread_local! {
    static ASKED: Cell<u64> = const { Cell::new(0) };
}

struct Counting;

#[allow(unsafe_code, reason = "an allocator cannot be counted otherwise; every call is handed on as it came")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ASKED.try_with(|asked| asked.set(asked.get() + layout.size() as u64));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How many times the text is made longer; work that grows with the square would grow by 64.
const LONGER: usize = 8;
/// Twice what linear work takes: tables grow by doubling.
const WORK_MAX: f64 = 16.0;

/// Below this, the system's own work for fresh memory outweighs ours.
const TIME_MIN_NS: u64 = 4_000_000;
/// Each text is read so often, and the best time counts.
const RUNS: usize = 3;

#[test]
fn work_grows_with_the_text_alone() {
    let page: String =
        REPORTS.iter().filter(|text| text.len() > 1000).take(12).map(|text| format!("{text}\n\n")).collect();
    assert_linear("reports", &page);
}

#[test]
fn a_text_without_end_of_sentence_is_linear() {
    assert_linear("no full stop", &"the army said that drones hit the plant and ".repeat(300));
    assert_linear("one paragraph", &"Shelling killed 3 people in Kharkiv, he said. ".repeat(300));
    assert_linear("quotes", &"“He said “that ".repeat(600));
    assert_linear("digits", &"12 ".repeat(3000));
    assert_linear("lines", &"• Item:\n".repeat(1500));
    assert_linear("one word", &"a".repeat(20_000));
    assert_linear("brackets", &"((".repeat(8000));
}

#[track_caller]
fn assert_linear(what: &str, text: &str) {
    let (short_bytes, short_time) = work(text);
    let (long_bytes, long_time) = work(&text.repeat(LONGER));
    let bytes = long_bytes as f64 / short_bytes as f64;
    assert!(bytes < WORK_MAX, "{what}: {LONGER} times the text asks for {bytes:.1} times the memory");
    if let (Some(short), Some(long)) = (short_time, long_time) {
        let time = long as f64 / short.max(TIME_MIN_NS) as f64;
        assert!(time < WORK_MAX, "{what}: {LONGER} times the text takes {time:.1} times the processor's time");
    }
}

/// Bytes asked for and nanoseconds on the processor; the latter None where the system does not tell.
fn work(text: &str) -> (u64, Option<u64>) {
    let run = || {
        let (asked, time) = (ASKED.get(), nanoseconds());
        read(text);
        (ASKED.get() - asked, nanoseconds().zip(time).map(|(after, before)| after - before))
    };
    let runs: Vec<(u64, Option<u64>)> = (0..RUNS).map(|_| run()).collect();
    (runs[0].0, runs.iter().filter_map(|run| run.1).min())
}

fn nanoseconds() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}
