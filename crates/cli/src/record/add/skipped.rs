//! What of the inputs was not taken -> one line for the log, of bounded length.

use report::one_line;

use super::told::{Sums, noun};

/// Problems that are told in full, and how much of each, in characters.
const FIRST: usize = 5;
const EACH: usize = 200;

#[derive(Default)]
pub(super) struct Skipped {
    pub(super) inputs: usize,
    first: Vec<String>,
}

impl Skipped {
    pub(super) fn note(&mut self, problem: &str) {
        self.inputs += 1;
        if self.first.len() < FIRST {
            let line = one_line(problem);
            let cut: String = line.chars().take(EACH).collect();
            self.first.push(if cut.len() < line.len() { cut + "…" } else { cut });
        }
    }

    /// "2 inputs not taken: a.txt: …; b.jsonl:7: …. 3 reports known. 1 figure left out: …". None where all was taken, and
    /// where all was known: what changes nothing leaves the record as it was.
    pub(super) fn told(&self, sums: &Sums) -> Option<String> {
        let is_change = self.inputs > 0 || sums.known < sums.reports;
        let mut parts = Vec::new();
        if self.inputs > 0 {
            let more = self.inputs - self.first.len();
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            parts.push(format!("{} not taken: {}{more}", counted(self.inputs, "input"), self.first.join("; ")));
        }
        if sums.known > 0 {
            parts.push(format!("{} known", counted(sums.known, "report")));
        }
        if sums.refused > 0 {
            let why = "number not in the words pointed to";
            parts.push(format!("{} left out: {why}", counted(sums.refused, "figure")));
        }
        (is_change && !parts.is_empty()).then(|| parts.join(". "))
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {}", noun(count, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_nothing_is_not_told() {
        let told =
            |reports, known, refused| Skipped::default().told(&Sums { reports, known, refused, ..Sums::default() });
        assert_eq!(told(3, 3, 0), None);
        assert_eq!(told(3, 0, 0), None);
        assert_eq!(told(3, 2, 0).as_deref(), Some("2 reports known"));
        assert_eq!(told(1, 0, 1).as_deref(), Some("1 figure left out: number not in the words pointed to"));
    }

    #[test]
    fn a_line_has_its_bounds() {
        let mut skipped = Skipped::default();
        (0..1000).for_each(|at| skipped.note(&format!("{at}: {}\n", "x".repeat(10_000))));
        let told = skipped.told(&Sums::default()).unwrap();
        assert!(told.starts_with("1000 inputs not taken: 0: xxx") && told.ends_with("…; and 995 more"), "{told}");
        assert!(told.chars().count() < FIRST * (EACH + 3) + 50);
        assert!(!told.contains('\n'));
    }
}
