//! What a record can show and what it cannot: whose reports it holds, and the days of which it holds none.

use jiff::civil::Date;

/// Each list has most reports first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    pub outlets: Vec<OutletRow>,
    pub sides: Vec<(Option<String>, u64)>,
    pub languages: Vec<(String, u64)>,
    /// Days that a report was published on, in order, each once.
    pub days: Vec<Date>,
}

/// What an outlet printed for a side; a text that several print counts for each.
#[derive(Clone, Debug, PartialEq)]
pub struct OutletRow {
    pub outlet: Option<String>,
    pub side: Option<String>,
    pub reports: u64,
    pub first: Option<Date>,
    pub last: Option<Date>,
}

/// Days without a report between two that have some; both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub from: Date,
    pub to: Date,
    pub days: u64,
}

impl Coverage {
    /// Between the first day with a report and the last, the longest first, the earlier before the later.
    pub fn gaps(&self) -> Vec<Gap> {
        let between = |pair: &[Date]| {
            let days = days_between(pair[0], pair[1]).saturating_sub(1);
            let (from, to) = (pair[0].tomorrow().ok()?, pair[1].yesterday().ok()?);
            (days > 0).then_some(Gap { from, to, days })
        };
        let mut gaps: Vec<Gap> = self.days.windows(2).filter_map(between).collect();
        gaps.sort_by(|one, other| other.days.cmp(&one.days).then(one.from.cmp(&other.from)));
        gaps
    }

    /// From the first day with a report to the last.
    pub fn days_without(&self) -> u64 {
        let (Some(first), Some(last)) = (self.days.first(), self.days.last()) else { return 0 };
        (days_between(*first, *last) + 1).saturating_sub(self.days.len() as u64)
    }
}

fn days_between(first: Date, last: Date) -> u64 {
    u64::try_from(last.duration_since(first).as_hours() / 24).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_without_a_report_are_told_the_longest_first() {
        let days = [(1, 30), (2, 2), (2, 3), (2, 5), (2, 9)].map(|(month, day)| date(2024, month, day)).to_vec();
        let coverage = Coverage { days, ..Coverage::default() };
        let gaps: Vec<(Date, Date, u64)> = coverage.gaps().iter().map(|gap| (gap.from, gap.to, gap.days)).collect();
        let want = [
            (date(2024, 2, 6), date(2024, 2, 8), 3),
            (date(2024, 1, 31), date(2024, 2, 1), 2),
            (date(2024, 2, 4), date(2024, 2, 4), 1),
        ];
        assert_eq!(gaps, want);
        assert_eq!(coverage.days_without(), 6);
    }

    #[test]
    fn one_day_or_none_has_no_gap() {
        for days in [vec![], vec![date(2024, 2, 29)]] {
            let coverage = Coverage { days, ..Coverage::default() };
            assert_eq!((coverage.gaps(), coverage.days_without()), (vec![], 0));
        }
    }
}
