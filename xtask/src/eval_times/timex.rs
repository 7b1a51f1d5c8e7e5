//! TIMEX3 values as days: "2005-01-18", "2005-01", "2004-W47", "2006-Q4", "2008-W42-WE", "2008-FA", "198".

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// First and last day. None for values that are no days: "PAST_REF", "1989-WXX", "P5Y".
pub(crate) fn days(value: &str) -> Option<(Date, Date)> {
    let value = value.split('T').next()?.strip_prefix("FY").unwrap_or(value.split('T').next()?);
    if value.contains('X') || value.is_empty() {
        return None;
    }
    let mut parts = value.split('-');
    let year = parts.next()?;
    let number: i16 = year.parse().ok()?;
    let (first, second) = (parts.next(), parts.next());
    match (year.len(), first) {
        (2, None) => years(number * 100, 100),
        (3, None) => years(number * 10, 10),
        (4, None) => years(number, 1),
        (4, Some(part)) => within(number, part, second),
        _ => None,
    }
}

fn within(year: i16, part: &str, second: Option<&str>) -> Option<(Date, Date)> {
    if let Some(week) = part.strip_prefix('W').filter(|week| !week.is_empty() && week.parse::<i8>().is_ok()) {
        let monday = ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday).ok()?.date();
        let sunday = plus(monday, 6.days())?;
        return Some(if second == Some("WE") { (plus(monday, 5.days())?, sunday) } else { (monday, sunday) });
    }
    let quarter = |first: i8, months: i64| span_of_months(year, first, months);
    match part {
        "Q1" | "Q2" | "Q3" | "Q4" => quarter(3 * part[1..].parse::<i8>().ok()? - 2, 3),
        "H1" => quarter(1, 6),
        "H2" => quarter(7, 6),
        "SP" => quarter(3, 3),
        "SU" => quarter(6, 3),
        "FA" => quarter(9, 3),
        "WI" => quarter(12, 3),
        month => {
            let month: i8 = month.parse().ok()?;
            match second {
                None => quarter(month, 1),
                Some(day) => Date::new(year, month, day.parse().ok()?).ok().map(|day| (day, day)),
            }
        }
    }
}

fn span_of_months(year: i16, first: i8, months: i64) -> Option<(Date, Date)> {
    let from = Date::new(year, first, 1).ok()?;
    Some((from, plus(from, (months - 1).months())?.last_of_month()))
}

fn years(first: i16, count: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(first + count - 1, 12, 31).ok()?))
}

fn plus(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_days() {
        let shown = |value| days(value).map(|(from, to)| format!("{from}..{to}"));
        assert_eq!(shown("2005-01-18").as_deref(), Some("2005-01-18..2005-01-18"));
        assert_eq!(shown("2004-W47").as_deref(), Some("2004-11-15..2004-11-21"));
        assert_eq!(shown("2008-W42-WE").as_deref(), Some("2008-10-18..2008-10-19"));
        assert_eq!(shown("2006-Q4").as_deref(), Some("2006-10-01..2006-12-31"));
        assert_eq!(shown("198").as_deref(), Some("1980-01-01..1989-12-31"));
        assert_eq!(shown("FY2006").as_deref(), Some("2006-01-01..2006-12-31"));
        assert_eq!((days("PAST_REF"), days("1989-WXX"), days("P5Y")), (None, None, None));
    }
}
