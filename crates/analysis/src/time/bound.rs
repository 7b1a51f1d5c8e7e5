//! Words that bound an expression, and ranges: "since October", "by 18 August", "between Friday and Sunday", "from 3 to
//! 5 May", "within 90 days".

use super::calendar::{Days, moved};
use super::tense::Tense;
use super::words::{Unit, Word};
use super::{Found, Reader};
use crate::analysis::{TimeKind, TokenId};
use crate::phrases::sense;
use crate::tagset::Upos;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Since,
    By,
    Before,
    Until,
    After,
}

impl Reader<'_> {
    pub(super) fn bounded(&self, at: TokenId) -> Option<Found> {
        self.between(at)
            .or_else(|| self.start_to_end(at))
            .or_else(|| self.within(at))
            .or_else(|| self.one_sided(at))
            .or_else(|| self.since_event(at))
            .or_else(|| self.before_event(at))
    }

    fn one_sided(&self, at: TokenId) -> Option<Found> {
        let (side, next) = self.find(
            at,
            sense!(
                Word::Since => Side::Since,
                Word::By => Side::By,
                Word::Before => Side::Before,
                Word::Until => Side::Until,
                Word::AfterPreposition => Side::After,
            ),
        )?;
        let start = self.skip(next, Word::The);
        self.told_tense.set(match side {
            Side::Since => Some(Tense::Past),
            Side::Until => Some(Tense::Future),
            Side::By | Side::Before | Side::After => None,
        });
        let inner = self.point(start).filter(|inner| inner.kind == TimeKind::Date);
        self.told_tense.set(None);
        let inner = inner?;
        // "after Sunday's summit" tells of the summit.
        let owner = self.is(inner.last, Word::Possessive);
        if owner && side != Side::By {
            return None;
        }
        // "the 2021 coup", "the May elections": the date is part of a happening's name.
        let part = start > next
            && inner.unit >= Unit::Month
            && matches!(self.tag(inner.last), Upos::Noun | Upos::Propn | Upos::Adj);
        if part && inner.last < self.limit {
            return self.named_by_date(at, &inner, side);
        }
        let Days { from, to } = inner.days;
        let hour = inner.unit <= Unit::Hour || inner.night;
        let days = match side {
            Side::Since => Days { from, to: None },
            Side::By | Side::Until => Days { from: None, to },
            Side::Before if hour => inner.days,
            Side::Before => Days { from: None, to: from.map(|from| moved(from, -1, Unit::Day)) },
            Side::After if hour => inner.days,
            Side::After => Days { from, to: None },
        };
        let kind = if hour && matches!(side, Side::Before | Side::After) { TimeKind::Date } else { TimeKind::Interval };
        Some(Found { first: at, days, kind, ..inner })
    }

    /// "since the 2011 revolution", "before the May elections".
    fn named_by_date(&self, at: TokenId, inner: &Found, side: Side) -> Option<Found> {
        let Days { from, to } = inner.days;
        let days = match side {
            Side::Since => Days { from, to: None },
            Side::Until => Days { from: None, to },
            Side::Before => Days { from: None, to },
            Side::By | Side::After => return None,
        };
        let last = self.noun_phrase_end(inner.last)?;
        Some(Found { kind: TimeKind::Relative, inner: Some(inner.first), ..Found::date(at, last, days, inner.unit) })
    }

    /// "between Friday and Sunday", "between 2014 and 2016".
    fn between(&self, at: TokenId) -> Option<Found> {
        let next = self.after(at, Word::Between)?;
        let (from, to) = self.pair(self.skip(next, Word::The), Word::And)?;
        Some(join(at, &from, &to))
    }

    /// "from 3 to 5 May", "from Monday until Friday"; with one end only, "from 1 January" is open.
    fn start_to_end(&self, at: TokenId) -> Option<Found> {
        let next = self.after(at, Word::From)?;
        let start = self.skip(next, Word::The);
        if let Some((from, to)) = self.pair(start, Word::To) {
            return Some(join(at, &from, &to));
        }
        let inner = self.point(start).filter(|inner| inner.kind == TimeKind::Date)?;
        if let Some(open) = self.after(inner.last, Word::Open) {
            let days = Days { to: None, ..inner.days };
            return Some(Found { first: at, last: open, days, kind: TimeKind::Interval, ..inner });
        }
        None
    }

    /// Two expressions with `joint` between them; the first may take its month or year from the second.
    fn pair(&self, at: TokenId, joint: Word) -> Option<(Found, Found)> {
        if let Some(found) =
            self.point(at).filter(|found| found.days.from != found.days.to && found.unit == Unit::Day && !found.night)
        {
            // "3 to 5 May" is one expression already.
            return Some((found, found));
        }
        let from = self.point(at)?;
        let joint = self.after(from.last, joint).or_else(|| self.after(from.last, Word::Hyphen))?;
        let to = self.point(self.skip(joint, Word::The))?;
        let ordered = match (from.days.from, to.days.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        if ordered {
            return Some((from, to));
        }
        // "from November to March 2020": the first lies in the year before.
        let days = Days {
            from: from.days.from.map(|day| moved(day, -1, Unit::Year)),
            to: from.days.to.map(|day| moved(day, -1, Unit::Year)),
        };
        let before = days.from <= to.days.to && from.unit >= Unit::Day;
        let weekdays = from.unit == Unit::Day
            && to.unit == Unit::Day
            && from.days.from.zip(to.days.from).is_some_and(|(from, to)| (from - to).get_days() < 7);
        if weekdays {
            let days = Days { from: to.days.from, to: to.days.to };
            let later = Days {
                from: days.from.map(|day| moved(day, 7, Unit::Day)),
                to: days.to.map(|day| moved(day, 7, Unit::Day)),
            };
            return Some((from, Found { days: later, ..to }));
        }
        before.then_some((Found { days, ..from }, to))
    }

    /// "Friday to Sunday", "3 May – 5 June" without "from".
    pub(super) fn range(&self, at: TokenId) -> Option<Found> {
        let first =
            self.point(at).filter(|found| found.kind == TimeKind::Date && found.unit >= Unit::Day && !found.night)?;
        let joint = self.find(first.last, sense!(Word::To | Word::Hyphen => ()))?;
        let second = self.point(self.skip(joint.1, Word::The))?;
        let alike = second.unit == first.unit && second.kind == TimeKind::Date && second.days.known();
        let ordered = first.days.from <= second.days.to;
        (alike && ordered).then(|| join(at, &first, &second))
    }

    /// "within 90 days", "within 24 hours", "within hours of the announcement".
    fn within(&self, at: TokenId) -> Option<Found> {
        let next = self.after(at, Word::Within)?;
        let next = self.skip(next, Word::The);
        let base = self.told.day.filter(|_| self.told.sentence == self.first).and_then(|days| days.from).or(self.today);
        if let Some((count, false, next)) = self.count(next) {
            let (unit, last) = self.units(next).or_else(|| self.unit(next))?;
            let days = Days { from: None, to: base.map(|base| moved(base, count, unit)) };
            return Some(Found { kind: TimeKind::Interval, ..Found::date(at, last, days, unit) });
        }
        let (unit, last) = self.units(next)?;
        let told = self.told.past.and_then(|days| days.from).or(self.today);
        let days = match (self.after(last, Word::Of), told) {
            (Some(_), Some(told)) if unit <= Unit::Hour => Days::between(told, moved(told, 1, Unit::Day)),
            (Some(_), Some(told)) => Days { from: Some(told), to: None },
            _ => Days { from: None, to: self.today },
        };
        let last = self.after(last, Word::Of).and_then(|next| self.noun_phrase_end(next)).unwrap_or(last);
        Some(Found { kind: TimeKind::Relative, ..Found::date(at, last, days, unit) })
    }
}

fn join(at: TokenId, from: &Found, to: &Found) -> Found {
    let days = Days { from: from.days.from, to: to.days.to };
    Found { first: at, last: to.last, days, kind: TimeKind::Interval, unit: to.unit, night: false, inner: None }
}
