//! When a claim's happening was: what the text says, else what the day of publication allows.

use claims::{Claim, Role, Status};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// First and last day that the claim's happening can have been on, both inclusive; None where open.
///
/// A happening told without a time is news: it was on the day before publication or on that day. What is planned or
/// possible lies open ahead.
pub fn days(claim: &Claim, published: Option<Date>) -> (Option<Date>, Option<Date>) {
    let told = claim.args.iter().filter(|arg| arg.role == Role::Time).find_map(|arg| arg.days);
    match (told, published) {
        (Some(days), _) => days,
        (None, None) => (None, None),
        (None, Some(day)) => match claim.status {
            Status::Actual | Status::Negated => (day.checked_sub(1.day()).ok(), Some(day)),
            Status::Future | Status::Hypothetical => (Some(day), None),
        },
    }
}
