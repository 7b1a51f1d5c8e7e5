//! Weeks, months and years counted from today or from what was told: "last week", "the past 24 hours", "in recent
//! weeks", "three days ago", "two weeks later", "that day".

use jiff::civil::Date;

use super::calendar::{Days, moved, weekend_until, whole};
use super::tense::Tense;
use super::words::{Unit, Which, Word};
use super::{Found, Reader};
use crate::analysis::{TimeKind, TokenId};
use crate::phrases::sense;

impl Reader<'_> {
    /// "last week", "this month", "the past 24 hours", "coming days", "that day", "the weekend".
    pub(super) fn relative(&self, at: TokenId) -> Option<Found> {
        if let Some(found) = self.bare_weekend(at) {
            return Some(found);
        }
        let (which, next) = self.find(at, sense!(Word::Which(which) => which))?;
        let next = self.skip(self.skip(next, Word::Consecutive), Word::Fiscal);
        if let Some((unit, last)) = self.unit(next).filter(|&(unit, _)| unit >= Unit::Day) {
            return self.one_unit(at, last, which, unit);
        }
        if let Some((unit, last)) = self.units(next) {
            return self.some_units(at, last, which, unit);
        }
        self.counted_units(at, next, which)
    }

    /// "over the weekend", "at the weekend".
    fn bare_weekend(&self, at: TokenId) -> Option<Found> {
        let (unit, last) = self.unit(at).filter(|&(unit, _)| unit == Unit::Weekend)?;
        if !self.before(at, Word::The) && !self.before(at, Word::In) {
            return None;
        }
        let days = self.today.map_or(Days::UNKNOWN, |today| {
            if self.tense(at, last) == Tense::Future { whole(today, Unit::Weekend) } else { weekend_until(today) }
        });
        Some(Found::date(at, last, days, unit))
    }

    fn one_unit(&self, at: TokenId, last: TokenId, which: Which, unit: Unit) -> Option<Found> {
        let told = self.told.any.map(|(days, _)| days);
        let told_day = self.told.day.and_then(|days| days.from);
        // "the next day" after a day was told is the day after it.
        let from_told = matches!(which, Which::Same | Which::Following | Which::Previous)
            || (which == Which::Next && unit == Unit::Day);
        let last_day = which == Which::Last && unit == Unit::Day;
        let next_day = which == Which::Next && unit == Unit::Day && told.is_none();
        if which == Which::Recent || (which == Which::Same && told.is_none()) || last_day || next_day {
            return None;
        }
        let base = if from_told { told_day.or(told.and_then(|days| days.from)).or(self.today) } else { self.today };
        let open = Found { kind: TimeKind::Interval, ..Found::date(at, last, Days::UNKNOWN, unit) };
        let Some(base) = base else { return Some(Found { kind: TimeKind::Date, ..open }) };
        let shift = |count| whole(moved(base, count, unit), unit);
        let days = match which {
            Which::Last if unit == Unit::Weekend => weekend_until(moved(base, -1, Unit::Day)),
            Which::This if unit == Unit::Weekend && self.tense(at, last) != Tense::Future => weekend_until(base),
            Which::Last | Which::Previous => shift(-1),
            Which::This | Which::Same => shift(0),
            Which::Next | Which::Following => shift(1),
            Which::Past => return Some(Found { days: Days::between(moved(base, -1, unit), base), ..open }),
            Which::Coming => return Some(Found { days: Days::between(base, moved(base, 1, unit)), ..open }),
            Which::Recent => return None,
        };
        Some(Found::date(at, last, days, unit))
    }

    /// Without a number: open on the far side.
    fn some_units(&self, at: TokenId, last: TokenId, which: Which, unit: Unit) -> Option<Found> {
        let days = match which {
            Which::Recent | Which::Past | Which::Last | Which::Previous => Days { from: None, to: self.today },
            Which::Coming | Which::Next => Days { from: self.today, to: None },
            Which::Following => Days { from: self.told_or_today(), to: None },
            Which::This | Which::Same => return None,
        };
        Some(Found { kind: TimeKind::Interval, ..Found::date(at, last, days, unit) })
    }

    /// "last five years", "past 24 hours", "next few days".
    fn counted_units(&self, at: TokenId, next: TokenId, which: Which) -> Option<Found> {
        let (count, vague, next) = self.count(next)?;
        let next = self.skip(self.skip(next, Word::Consecutive), Word::Hyphen);
        let (unit, last) = self.units(next).or_else(|| self.unit(next))?;
        let today = self.today;
        let back = today.filter(|_| !vague).map(|today| moved(today, -count, unit));
        let ahead = |base: Option<Date>| base.filter(|_| !vague).map(|base| moved(base, count, unit));
        let days = match which {
            Which::Last | Which::Past | Which::Recent | Which::Previous => Days { from: back, to: today },
            Which::Next | Which::Coming => Days { from: today, to: ahead(today) },
            Which::Following => Days { from: self.told_or_today(), to: ahead(self.told_or_today()) },
            Which::This | Which::Same => return None,
        };
        Some(Found { kind: TimeKind::Interval, ..Found::date(at, last, days, unit) })
    }

    fn told_or_today(&self) -> Option<Date> {
        self.told.day.and_then(|days| days.to).or(self.today)
    }

    /// A whole number before a unit, whether it is a vague one ("few", "several"), and the token after it.
    pub(super) fn count(&self, at: TokenId) -> Option<(i64, bool, TokenId)> {
        if let Some(next) = self.after(at, Word::A).filter(|&next| self.unit(next).is_some()) {
            return Some((1, false, next));
        }
        let number = self.numbers.cardinal(at, self.limit).or_else(|| self.numbers.bare_few(at))?;
        let vague = number.high.is_none();
        let half = number.low.fract() != 0.0;
        (!half && !number.glued && number.low < 10_000.0).then_some((number.low as i64, vague, number.last))
    }

    /// "three days ago", "a year earlier", "two weeks later", "the day after", "decades ago", "days ahead".
    pub(super) fn counted(&self, at: TokenId) -> Option<Found> {
        let start = self.find(at, sense!(Word::About => ())).map_or(at, |((), next)| next);
        if let Some((count, vague, next)) = self.count(start) {
            let (unit, next) = self.units(next).or_else(|| self.unit(next))?;
            return self.away_from_base(at, next, count, vague, unit);
        }
        let numbered = start > self.first && self.numbers.digits_at(start - 1);
        if let Some((unit, next)) = self.units(start).filter(|_| !numbered) {
            if let Some(last) = self.after(next, Word::Ahead).filter(|_| self.before(at, Word::The)) {
                let days = Days { from: self.today, to: None };
                return Some(Found { kind: TimeKind::Interval, ..Found::date(at, last, days, unit) });
            }
            return self.away_from_base(at, next, 2, true, unit).filter(|found| self.is(found.last - 1, Word::Ago));
        }
        // "the day after", "the week before"
        let (unit, next) = self.unit(at).filter(|_| self.before(at, Word::The))?;
        let found = self.away_from_base(at, next, 1, false, unit).filter(|_| unit >= Unit::Day)?;
        self.told.any.is_some().then_some(found)
    }

    fn away_from_base(&self, at: TokenId, next: TokenId, count: i64, vague: bool, unit: Unit) -> Option<Found> {
        let next = self.skip(next, Word::OrSo);
        if let Some(last) = self.after(next, Word::Ago) {
            let days = self.today.map_or(Days::UNKNOWN, |today| ago(today, count, vague, unit));
            let kind = if days.known() { TimeKind::Date } else { TimeKind::Interval };
            return Some(Found { kind, ..Found::date(at, last, days, unit) });
        }
        // "for two years after the vote", "for the third time in a decade after": a duration.
        if at > self.first && (self.is(at - 1, Word::In) || self.is(at - 1, Word::Lasting)) {
            return None;
        }
        let (sign, last) = self.find(next, sense!(Word::After => 1, Word::Prior => -1))?;
        // "two days after the attack" is ordered by what follows; "a day later" by what was told.
        let follows = self.lower(last).starts_with(char::is_alphanumeric) && self.is(last - 1, Word::Before);
        let follows =
            follows || self.is(last - 1, Word::AfterPreposition) && self.lower(last).starts_with(char::is_alphanumeric);
        if follows {
            return self.by_event(at, last, sign * count, vague, unit);
        }
        // "a year earlier" with nothing told counts from today.
        let today = self.today.filter(|_| !vague).map(|today| (Days::one(today), unit));
        let (base, told_unit) = self.told.any.or(today)?;
        let days = match (base.from, vague) {
            (Some(base), false) => grained(moved(base, sign * count, unit), unit.max(told_unit.min(unit))),
            (Some(base), true) if sign > 0 => Days { from: Some(base), to: None },
            (Some(base), true) => Days { from: None, to: Some(base) },
            (None, _) => Days::UNKNOWN,
        };
        let kind = if days.known() { TimeKind::Date } else { TimeKind::Interval };
        Some(Found { kind, ..Found::date(at, last, days, unit) })
    }
}

/// A day for days, weeks and smaller units; the month or year for larger ones.
fn grained(date: Date, unit: Unit) -> Days {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Weekend | Unit::Week | Unit::Fortnight => {
            Days::one(date)
        }
        Unit::Month | Unit::Quarter => whole(date, Unit::Month),
        Unit::Year | Unit::Decade | Unit::Century => whole(date, Unit::Year),
    }
}

fn ago(today: Date, count: i64, vague: bool, unit: Unit) -> Days {
    if vague {
        return Days { from: None, to: Some(today) };
    }
    if unit <= Unit::Hour && count < 24 {
        return Days::one(today);
    }
    grained(moved(today, -count, unit), unit)
}
