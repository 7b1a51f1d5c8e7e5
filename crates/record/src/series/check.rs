//! `values -> checks`: what a careful reader would stumble over. A check speaks up; it decides nothing.

use std::collections::BTreeMap;

use claims::{ClaimType, Measure};
use events::EventId;
use jiff::civil::Date;

use super::agreement::agreement;
use super::compare::is_near;
use super::id::SeriesId;
use super::share::{Pair, pairs};
use super::value::{PeriodKind, Reach, Value};

/// "More than 300" is not said of much more than that.
const FAR_ABOVE: f64 = 1.5;

/// What is odd, and the values that show it.
#[derive(Clone, Debug)]
pub struct Check<'a> {
    pub kind: CheckKind,
    /// The odd one first, then what it is held against.
    pub values: Vec<Value<'a>>,
    /// Percent computed, where the check is about a share.
    pub share: Option<(Option<f64>, Option<f64>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckKind {
    /// More intercepted than launched, more children than people.
    PartExceedsWhole,
    /// A speaker's running count is lower than it was.
    TotalFalls,
    /// Beside each other stand a country's number and a town's, or a war's and a day's: not comparable.
    OtherScope,
    /// "Most" beside two numbers that make less than half.
    ShareDiffers,
}

impl CheckKind {
    /// Stable: filters and tests use it.
    pub const fn name(self) -> &'static str {
        match self {
            CheckKind::PartExceedsWhole => "part-exceeds-whole",
            CheckKind::TotalFalls => "total-falls",
            CheckKind::OtherScope => "other-scope",
            CheckKind::ShareDiffers => "share-differs",
        }
    }
}

/// All checks of values, in the order of their kinds. `values` stand report by report, as [`super::values`] gives them.
pub fn checks<'a>(values: &[Value<'a>]) -> Vec<Check<'a>> {
    let pairs = pairs(values);
    let mut checks: Vec<Check<'a>> = pairs.iter().filter_map(exceeds).collect();
    checks.extend(falls(values));
    checks.extend(other_scopes(values));
    checks.extend(shares(values, &pairs));
    checks
}

fn exceeds<'a>(pair: &Pair<'a>) -> Option<Check<'a>> {
    let (part, whole) = (pair.part.bounds(), pair.whole.bounds());
    let most = whole.high.or(whole.low.map(|low| low * FAR_ABOVE))?;
    let exceeds = part.low? > most && (whole.high.is_none() || agreement(&[part, whole]).is_none());
    exceeds.then(|| Check {
        kind: CheckKind::PartExceedsWhole,
        values: vec![pair.part.clone(), pair.whole.clone()],
        share: None,
    })
}

/// Counts that only grow.
fn is_cumulative(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Killed
            | Measure::Injured
            | Measure::Launched
            | Measure::Intercepted
            | Measure::Destroyed
            | Measure::Damaged
    )
}

/// Whose count of what since when, over which place.
type Count<'v> = (&'v SeriesId, Option<&'v str>, &'v super::Speaker, Option<Date>, &'v Reach, Option<&'v EventId>);

fn falls<'a>(values: &[Value<'a>]) -> Vec<Check<'a>> {
    let mut counts: BTreeMap<Count<'_>, Vec<&Value<'a>>> = BTreeMap::new();
    let counted = |value: &&Value<'a>| {
        let figure = value.figure();
        is_cumulative(figure.measure)
            && figure.beside.is_none()
            && !value.speaker.is_unnamed()
            && !value.is_superseded()
    };
    for value in values.iter().filter(counted) {
        let running = value.period.kind == PeriodKind::Running && value.period.from.is_some();
        let event = Some(&value.entry.event).filter(|_| !running);
        let from = value.period.from.filter(|_| running);
        counts
            .entry((&value.series, value.whom.as_deref(), &value.speaker, from, &value.reach, event))
            .or_default()
            .push(value);
    }
    counts.into_values().flat_map(falls_in).collect()
}

/// Each value that is lower than one said on a day before, beside the last of those.
fn falls_in<'a>(mut told: Vec<&Value<'a>>) -> Vec<Check<'a>> {
    told.sort_by_key(|value| (value.entry.report.published, value.entry.key()));
    let mut checks = Vec::new();
    for (at, later) in told.iter().enumerate() {
        let lower = |earlier: &&&Value<'a>| {
            let days = earlier.entry.report.published.zip(later.entry.report.published);
            let (before, after) = (earlier.bounds(), later.bounds());
            let fell = before.low.zip(after.high).is_some_and(|(before, after)| after < before);
            days.is_some_and(|(before, after)| before < after)
                && fell
                && agreement(&[before, after]).is_none()
                && is_near(later, earlier)
        };
        if let Some(earlier) = told[..at].iter().rfind(lower) {
            let values = vec![(*later).clone(), (*earlier).clone()];
            checks.push(Check { kind: CheckKind::TotalFalls, values, share: None });
        }
    }
    checks
}

/// One check for each event and series that has values of two scopes, unless they agree anyway.
fn other_scopes<'a>(values: &[Value<'a>]) -> Vec<Check<'a>> {
    let mut groups: BTreeMap<(&EventId, &SeriesId, Option<&str>), Vec<&Value<'a>>> = BTreeMap::new();
    for value in values.iter().filter(|value| value.figure().beside.is_none() && !value.is_superseded()) {
        groups.entry((&value.entry.event, &value.series, value.whom.as_deref())).or_default().push(value);
    }
    let differ = |a: &Value<'_>, b: &Value<'_>| {
        let scope = a.reach != b.reach && a.reach != Reach::Unknown && b.reach != Reach::Unknown;
        let time = a.period.kind != b.period.kind && (a.period.from.is_some() && b.period.from.is_some());
        let (small, large) = if a.bounds().low <= b.bounds().low { (a, b) } else { (b, a) };
        (scope || time || !is_near(small, large)) && agreement(&[a.bounds(), b.bounds()]).is_none()
    };
    let check = |group: Vec<&Value<'a>>| {
        let (at, other) = group
            .iter()
            .enumerate()
            .find_map(|(at, value)| group[..at].iter().find(|other| differ(other, value)).map(|other| (at, *other)))?;
        let (first, second) = (group[at], other);
        Some(Check { kind: CheckKind::OtherScope, values: vec![first.clone(), second.clone()], share: None })
    };
    groups.into_values().filter_map(check).collect()
}

/// A share told in words of the same thing, event or day as a pair, which the pair's numbers do not bear out.
fn shares<'a>(values: &[Value<'a>], pairs: &[Pair<'a>]) -> Vec<Check<'a>> {
    let mut checks = Vec::new();
    let told = |value: &&Value<'a>| {
        value.figure().measure == Measure::Share && value.entry.claim().kind == ClaimType::Intercept
    };
    for share in values.iter().filter(told) {
        let of = |pair: &&Pair<'a>| {
            let part = pair.part.figure();
            let same = share.figure().of.is_none() || share.figure().of == part.of;
            let here = pair.part.entry.event == share.entry.event
                || pair.part.entry.report.id == share.entry.report.id
                || (share.day().is_some() && share.day() == pair.part.day() && land(share) == land(&pair.part));
            part.measure == Measure::Intercepted && same && here
        };
        let bounds = share.bounds();
        let off = |pair: &&Pair<'a>| {
            let below = pair.high.zip(bounds.low).is_some_and(|(high, low)| high < low);
            let above = pair.low.zip(bounds.high).is_some_and(|(low, high)| low > high);
            below || above
        };
        for pair in pairs.iter().filter(of).filter(off) {
            let values = vec![share.clone(), pair.part.clone(), pair.whole.clone()];
            checks.push(Check { kind: CheckKind::ShareDiffers, values, share: Some((pair.low, pair.high)) });
        }
    }
    checks
}

/// The last part of a series: the state or place.
fn land<'v>(value: &'v Value<'_>) -> &'v str {
    value.series.0.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use claims::Role;
    use events::Entry;
    use jiff::civil::{Date, date};
    use lexicon::Lexicon;

    use super::super::testing::{arg, days, figure, land, made, town};
    use super::super::value::values;
    use super::*;

    #[track_caller]
    fn check(entries: &[Entry], want: &[CheckKind]) {
        let values = values(&Lexicon::default(), entries);
        let kinds: Vec<CheckKind> = checks(&values).iter().map(|check| check.kind).collect();
        assert_eq!(kinds, want);
    }

    fn total(value: f64, who: &str, on: Date, since: Date) -> Entry {
        let args = vec![arg(Role::Object, "RUS/MIL"), days(Some(since), None)];
        let words = format!("{value} {on}");
        made(ClaimType::Casualty, args, figure(Measure::Killed, "person", value)).said_by(who).on(on, &words, &words)
    }

    #[test]
    fn a_running_count_that_falls_speaks_up() {
        let (war, other) = (date(2022, 2, 24), date(2025, 1, 1));
        let (first, then) = (date(2025, 12, 1), date(2025, 12, 2));
        check(&[total(1000.0, "UKR/MIL", first, war), total(900.0, "UKR/MIL", then, war)], &[CheckKind::TotalFalls]);
        check(&[total(1000.0, "UKR/MIL", first, war), total(1100.0, "UKR/MIL", then, war)], &[]);
        check(&[total(1000.0, "UKR/MIL", first, war), total(900.0, "RUS/MIL", then, war)], &[]);
        check(&[total(1000.0, "UKR/MIL", first, war), total(900.0, "UKR/MIL", then, other)], &[]);
    }

    #[test]
    fn a_value_of_another_scope_speaks_up() {
        let killed = |value: f64, place, words| {
            let made = made(ClaimType::Casualty, vec![place], figure(Measure::Killed, "person", value));
            made.on(date(2025, 12, 6), words, "e")
        };
        check(&[killed(3.0, town(1, "UKR"), "a"), killed(8.0, land("UKR"), "b")], &[CheckKind::OtherScope]);
        check(&[killed(8.0, town(1, "UKR"), "a"), killed(8.0, land("UKR"), "b")], &[]);
    }
}
