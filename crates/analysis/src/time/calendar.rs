//! Days, weeks, months and years as inclusive intervals of dates. Nothing here knows a word.
//!
//! Weeks run Monday to Sunday; the northern seasons are whole months; a part of a month or year is a third of it.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::words::{Edge, Unit};

/// Both ends inclusive; an end is None where it is open or unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
}

impl Days {
    pub(super) const UNKNOWN: Days = Days { from: None, to: None };

    pub(super) const fn between(from: Date, to: Date) -> Days {
        Days { from: Some(from), to: Some(to) }
    }

    pub(super) const fn one(date: Date) -> Days {
        Days::between(date, date)
    }

    pub(super) const fn known(self) -> bool {
        self.from.is_some() && self.to.is_some()
    }
}

/// `date` moved by `count` units; the date itself where that leaves the calendar.
pub(super) fn moved(date: Date, count: i64, unit: Unit) -> Date {
    let count = count.clamp(-10_000, 10_000);
    let span: Span = match unit {
        Unit::Second | Unit::Minute => 0.days(),
        // A part of a day counts as the whole day.
        Unit::Hour => (count.signum() * ((count.abs() + 23) / 24)).days(),
        Unit::Day => count.days(),
        Unit::Weekend | Unit::Week => count.weeks(),
        Unit::Fortnight => (2 * count).weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => (3 * count).months(),
        Unit::Year => count.clamp(-5000, 5000).years(),
        Unit::Decade => (10 * count.clamp(-500, 500)).years(),
        Unit::Century => (100 * count.clamp(-50, 50)).years(),
    };
    date.checked_add(span).unwrap_or(date)
}

/// The day, week, month … that holds `date`.
pub(super) fn whole(date: Date, unit: Unit) -> Days {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Days::one(date),
        Unit::Week | Unit::Fortnight => {
            let monday = moved(date, -i64::from(date.weekday().to_monday_zero_offset()), Unit::Day);
            Days::between(monday, moved(monday, 6, Unit::Day))
        }
        Unit::Weekend => {
            let week = whole(date, Unit::Week);
            Days { from: week.to.map(|sunday| moved(sunday, -1, Unit::Day)), ..week }
        }
        Unit::Month => Days::between(date.first_of_month(), date.last_of_month()),
        Unit::Quarter => quarter(date.year(), (date.month() - 1) / 3 + 1),
        Unit::Year => year(date.year()),
        Unit::Decade => years(date.year() - date.year().rem_euclid(10), 10),
        Unit::Century => years(date.year() - date.year().rem_euclid(100), 100),
    }
}

pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

pub(super) fn month(year: i16, month: i8) -> Days {
    Date::new(year, month, 1).map_or(Days::UNKNOWN, |date| whole(date, Unit::Month))
}

pub(super) fn year(year: i16) -> Days {
    years(year, 1)
}

/// `count` years from `first` on.
pub(super) fn years(first: i16, count: i16) -> Days {
    let (from, to) = (Date::new(first, 1, 1).ok(), Date::new(first.saturating_add(count - 1), 12, 31).ok());
    Days { from, to }
}

pub(super) fn quarter(year: i16, number: i8) -> Days {
    let (first, last) = (3 * number - 2, 3 * number);
    Days { from: month(year, first).from, to: month(year, last).to }
}

pub(super) fn half(year: i16, number: i8) -> Days {
    Days { from: quarter(year, 2 * number - 1).from, to: quarter(year, 2 * number).to }
}

/// Spring is 0 (March to May); winter begins in December of `year`.
pub(super) fn season(year: i16, number: i8) -> Days {
    let first = 3 + 3 * number;
    let from = month(year, first).from;
    let to = from.map(|from| moved(from, 2, Unit::Month).last_of_month());
    Days { from, to }
}

/// The first, middle or last third of an interval; of a month the thirds end on the 10th, the 20th and the last day.
pub(super) fn part(days: Days, edge: Edge, unit: Unit) -> Days {
    let (Some(from), Some(to)) = (days.from, days.to) else { return days };
    let day = |count| moved(from, count, Unit::Day);
    let month = |count: i64| moved(from, count, Unit::Month);
    let before = |date: Date| moved(date, -1, Unit::Day);
    let (first, second) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Weekend => return days,
        Unit::Week | Unit::Fortnight => (day(2), day(5)),
        Unit::Month => (day(10), day(20)),
        Unit::Quarter => (month(1), month(2)),
        Unit::Year => (month(4), month(8)),
        Unit::Decade => (moved(from, 3, Unit::Year), moved(from, 7, Unit::Year)),
        Unit::Century => (moved(from, 33, Unit::Year), moved(from, 67, Unit::Year)),
    };
    match edge {
        Edge::Early => Days::between(from, before(first)),
        Edge::Mid => Days::between(first, before(second)),
        Edge::Late => Days::between(second, to),
    }
}

/// The last such weekday before `date`, or on it. Monday is 1.
pub(super) fn weekday_until(date: Date, number: i8) -> Date {
    let back = (date.weekday().to_monday_one_offset() - number).rem_euclid(7);
    moved(date, -i64::from(back), Unit::Day)
}

/// The first such weekday after `date`, or on it.
pub(super) fn weekday_from(date: Date, number: i8) -> Date {
    let ahead = (number - date.weekday().to_monday_one_offset()).rem_euclid(7);
    moved(date, i64::from(ahead), Unit::Day)
}

/// Easter Sunday of the western churches (Meeus, Jones and Butcher).
pub(super) fn easter(year: i16) -> Option<Date> {
    let year32 = i32::from(year);
    let (a, b, c) = (year32 % 19, year32 / 100, year32 % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

/// The last Saturday and Sunday that began before `date` ended; on a Saturday or Sunday, this one.
pub(super) fn weekend_until(date: Date) -> Days {
    let saturday = weekday_until(date, Weekday::Saturday.to_monday_one_offset());
    Days::between(saturday, moved(saturday, 1, Unit::Day))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_sundays() {
        let known = [date(2000, 4, 23), date(2019, 4, 21), date(2024, 3, 31), date(2025, 4, 20)];
        for sunday in known {
            assert_eq!(easter(sunday.year()), Some(sunday));
        }
    }

    #[test]
    fn weeks_run_from_monday() {
        let week = Days::between(date(2025, 12, 1), date(2025, 12, 7));
        for day in 1..=7 {
            assert_eq!(whole(date(2025, 12, day), Unit::Week), week);
        }
        assert_eq!(weekend_until(date(2025, 3, 17)), Days::between(date(2025, 3, 15), date(2025, 3, 16)));
    }

    #[test]
    fn parts_of_a_month_and_a_year() {
        let october = month(2019, 10);
        assert_eq!(part(october, Edge::Early, Unit::Month).to, day(2019, 10, 10));
        assert_eq!(part(october, Edge::Late, Unit::Month).from, day(2019, 10, 21));
        assert_eq!(part(year(2022), Edge::Early, Unit::Year), Days::between(date(2022, 1, 1), date(2022, 4, 30)));
    }
}
