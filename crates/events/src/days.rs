//! When a claim's happening was: what the text says, else what the day of publication allows.

use claims::{Claim, Role, Status};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// A happening that may have been on any of more days than this is listed under one of them.
const LISTED_DAYS_MAX: i32 = 31;

/// First and last day that the claim's happening can have been on, both inclusive; None where open.
///
/// A happening told without a time is news: it was on the day before publication or on that day. What has happened, or
/// has gone on since some day, has done so up to the day of publication. What is planned or possible lies open ahead.
pub fn days(claim: &Claim, published: Option<Date>) -> (Option<Date>, Option<Date>) {
    let told = claim.args.iter().filter(|arg| arg.role == Role::Time).find_map(|arg| arg.days);
    match (told, published) {
        (Some((Some(from), None)), Some(day)) if is_told_as_past(claim) && from <= day => (Some(from), Some(day)),
        (Some(days), _) => days,
        (None, None) => (None, None),
        (None, Some(day)) if is_told_as_past(claim) => (day.checked_sub(1.day()).ok(), Some(day)),
        (None, Some(day)) => (Some(day), None),
    }
}

/// The days under which a list files the claim: those of its happening while they are few. What went on for long is
/// filed under its last day ("the first since 1953" is news of today), what is planned without a near day under the day
/// on which that was said.
pub fn listed(claim: &Claim, published: Option<Date>) -> (Option<Date>, Option<Date>) {
    match days(claim, published) {
        (Some(from), Some(to)) if from <= to && days_between(from, to) < LISTED_DAYS_MAX => (Some(from), Some(to)),
        (_, to) if is_told_as_past(claim) => (to, to),
        (from, to) => {
            let day = published.or(from).or(to);
            (day, day)
        }
    }
}

fn is_told_as_past(claim: &Claim) -> bool {
    match claim.status {
        Status::Actual | Status::Negated => true,
        Status::Future | Status::Hypothetical => false,
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    to.since(from).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use claims::{Argument, ClaimType};
    use jiff::civil::date;
    use report::Span;

    use super::*;

    const NEWS: Option<Date> = Some(date(2023, 6, 6));

    fn claim(status: Status, days: Option<(Option<Date>, Option<Date>)>) -> Claim {
        let argument =
            |days| Argument { role: Role::Time, span: Span::default(), actor: None, place: None, days: Some(days) };
        Claim {
            kind: ClaimType::Casualty,
            mode: Vec::new(),
            status,
            trigger: Span::default(),
            evidence: Span::default(),
            said_by: Vec::new(),
            args: days.into_iter().map(argument).collect(),
            figures: Vec::new(),
            rule: String::new(),
        }
    }

    #[test]
    fn news_is_of_the_day_or_the_day_before() {
        let claim = claim(Status::Actual, None);
        let both = (Some(date(2023, 6, 5)), NEWS);
        assert_eq!((days(&claim, NEWS), listed(&claim, NEWS)), (both, both));
        assert_eq!(listed(&claim, None), (None, None));
    }

    #[test]
    fn what_went_on_for_long_is_listed_under_its_last_day() {
        let claim = claim(Status::Actual, Some((Some(date(1953, 1, 1)), None)));
        assert_eq!(days(&claim, NEWS), (Some(date(1953, 1, 1)), NEWS));
        assert_eq!(listed(&claim, NEWS), (NEWS, NEWS));
    }

    #[test]
    fn a_few_days_are_listed_as_they_are() {
        let week = (Some(date(2023, 5, 29)), Some(date(2023, 6, 4)));
        assert_eq!(listed(&claim(Status::Actual, Some(week)), NEWS), week);
        assert_eq!(listed(&claim(Status::Future, Some(week)), NEWS), week);
    }

    #[test]
    fn a_plan_without_a_near_day_is_listed_under_the_day_it_was_told() {
        assert_eq!(days(&claim(Status::Future, None), NEWS), (NEWS, None));
        assert_eq!(listed(&claim(Status::Future, None), NEWS), (NEWS, NEWS));
        let years = (None, Some(date(2030, 12, 31)));
        assert_eq!(listed(&claim(Status::Future, Some(years)), NEWS), (NEWS, NEWS));
    }
}
