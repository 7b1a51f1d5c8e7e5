//! Days by name of nearness, parts of a day, times of day: "yesterday", "overnight", "last night", "the night of 5 to 6
//! December", "early on Saturday", "4:00 a.m. local time".
//!
//! A night is two days: of the day before and the day after midnight. Other parts of a day are that day.

use super::calendar::{self, Days, moved, whole};
use super::tense::Tense;
use super::words::{Unit, Which, Word};
use super::{Found, Reader};
use crate::analysis::{TimeKind, TokenId};
use crate::phrases::sense;

/// A day told this many sentences' tokens ago still dates a time of day.
const TOLD_TOKENS_MAX: usize = 120;

impl Reader<'_> {
    /// "today", "yesterday evening", "tonight".
    pub(super) fn deictic(&self, at: TokenId) -> Option<Found> {
        if let Some(last) = self.after(at, Word::Tonight) {
            let days = self.today.map_or(Days::UNKNOWN, |today| Days::between(today, moved(today, 1, Unit::Day)));
            return Some(Found { night: true, ..Found::date(at, last, days, Unit::Day) });
        }
        let (days, last) = self.find(at, sense!(Word::Deictic(days) => days))?;
        let date = self.today.map_or(Days::UNKNOWN, |today| Days::one(moved(today, i64::from(days), Unit::Day)));
        Some(self.with_part(Found::date(at, last, date, Unit::Day)))
    }

    /// "Friday" and then "night", "morning", "at 5 a.m.".
    pub(super) fn with_part(&self, day: Found) -> Found {
        let next = self.find(day.last, sense!(Word::Edge(_) => ())).map_or(day.last, |((), next)| next);
        if let Some(last) = self.after(next, Word::Night) {
            return Found { last, night: true, days: night_after(day.days), ..day };
        }
        let part = self.find(next, sense!(Word::Part | Word::Point | Word::Hours => ()));
        part.map_or(day, |((), last)| Found { last, ..day })
    }

    /// "overnight", "the night of …", "this morning", "last night", "dawn on Sunday", "the early hours of Monday".
    pub(super) fn part_of(&self, at: TokenId) -> Option<Found> {
        self.overnight(at).or_else(|| self.which_part(at)).or_else(|| self.part(at))
    }

    fn overnight(&self, at: TokenId) -> Option<Found> {
        let last = self.after(at, Word::Overnight)?;
        let from = self.skip(last, Word::From);
        let into = self.after(last, Word::Into).or_else(|| self.after(last, Word::In)).unwrap_or(from);
        let day = self.day_at(self.skip(into, Word::The));
        let Some(day) = day else {
            return Some(Found { night: true, ..Found::date(at, last, self.this_night(), Unit::Day) });
        };
        // "overnight Friday into Saturday": both days are named.
        let second = self.after(day.last, Word::Into).or_else(|| self.after(day.last, Word::To));
        if let Some(second) = second.and_then(|next| self.day_at(next)) {
            let days = Days { from: day.days.from, to: second.days.to };
            return Some(Found { first: at, last: second.last, days, night: true, ..day });
        }
        let before = self.after(last, Word::Into).is_some() || day.days.to == self.today;
        let days = if before { night_before(day.days) } else { night_after(day.days) };
        Some(Found { first: at, days, night: true, ..day })
    }

    /// "this morning", "last night", "that evening", "the following night".
    fn which_part(&self, at: TokenId) -> Option<Found> {
        let (which, next) = self.find(at, sense!(Word::Which(which) => which))?;
        let next = self.find(next, sense!(Word::Edge(_) => ())).map_or(next, |((), next)| next);
        let (night, last) =
            self.find(next, sense!(Word::Night => true, Word::Part | Word::Point | Word::Hours => false))?;
        let today = self.today.map_or(Days::UNKNOWN, Days::one);
        let told = self.told.day.unwrap_or(today);
        let shifted = |days: Days, count| Days {
            from: days.from.map(|day| moved(day, count, Unit::Day)),
            to: days.to.map(|day| moved(day, count, Unit::Day)),
        };
        let day = match which {
            Which::This => today,
            Which::Last => shifted(today, -1),
            Which::Same => told,
            Which::Next | Which::Following if self.told.day.is_some() => shifted(told, 1),
            Which::Next | Which::Coming | Which::Following => shifted(today, 1),
            Which::Previous => shifted(told, -1),
            Which::Past | Which::Recent => return None,
        };
        let days = if night { night_after(day) } else { day };
        Some(Found { night, ..Found::date(at, last, days, Unit::Day) })
    }

    /// "night of 5 to 6 December", "morning of 6 May", "dawn", "around midnight".
    fn part(&self, at: TokenId) -> Option<Found> {
        let start = self.skip(at, Word::About);
        let named = |at| {
            self.find(
                at,
                sense!(word @ (Word::Night | Word::Midnight | Word::Part | Word::Point | Word::Hours) => word),
            )
        };
        let edge = self.find(start, sense!(Word::Edge(_) => ())).map(|((), next)| next);
        let (start, (word, last)) = match (named(start), edge) {
            (Some(found), _) => (start, found),
            (None, Some(next)) => (next, named(next)?),
            (None, None) => return None,
        };
        let night = matches!(word, Word::Night | Word::Midnight);
        let of = self.after(last, Word::Of).or_else(|| self.after(last, Word::In)).unwrap_or(last);
        if let Some(day) = self.day_at(self.skip(of, Word::The)) {
            let days = if night && day.days.from == day.days.to { night_after(day.days) } else { day.days };
            return Some(Found { first: at, days, night, ..day });
        }
        // Alone, only what tells of one day: "during the night", "in the evening", "at dawn".
        let article = self.before(at, Word::The) && at > self.first + 1 && self.is(at - 2, Word::In);
        let at_point = matches!(word, Word::Point | Word::Midnight) && self.before(at, Word::At) || start > at;
        if !article && !at_point || self.after(last, Word::Of).is_some() {
            return None;
        }
        let ahead = word == Word::Midnight && self.tense(at, last) == Tense::Future;
        let days = match (night, ahead) {
            (true, true) => night_after(self.today.map_or(Days::UNKNOWN, Days::one)),
            (true, false) => self.this_night(),
            (false, _) => self.told_day(at),
        };
        Some(Found { night, ..Found::date(at, last, days, Unit::Day) })
    }

    /// A point in time that is one day or one night, without a word that bounds.
    fn day_at(&self, at: TokenId) -> Option<Found> {
        if at >= self.limit || !self.spend() {
            return None;
        }
        let readings = [self.full_date(at), self.month_date(at), self.weekday(at), self.deictic(at), self.edge_of(at)];
        let days = readings.into_iter().flatten().filter(|found| found.unit <= Unit::Day && found.last <= self.limit);
        days.max_by_key(|found| found.last)
    }

    /// The night that the report told of, else the one that ended today.
    fn this_night(&self) -> Days {
        let last = self.today.map_or(Days::UNKNOWN, |today| night_before(Days::one(today)));
        let near = |night: &Days| match (night.to, self.today) {
            (Some(night), Some(today)) => (0..=3).contains(&(today - night).get_days()),
            _ => true,
        };
        self.told.night.filter(near).unwrap_or(last)
    }

    /// The day that a time of day belongs to: the last one told nearby, else today.
    pub(super) fn told_day(&self, at: TokenId) -> Days {
        let near = at < self.told.sentence + TOLD_TOKENS_MAX;
        let today = self.today.map_or(Days::UNKNOWN, Days::one);
        self.told.day.filter(|_| near).unwrap_or(today)
    }

    /// "4:00 a.m.", "about 7:45 p.m. local time", "0100 UTC", "5 o'clock", "2 a.m. on Saturday".
    pub(super) fn clock(&self, at: TokenId) -> Option<Found> {
        let start = self.skip(at, Word::About);
        let word = self.lower(start);
        let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, ""));
        let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
        let colon = minute.len() == 2
            && number(hour).is_some_and(|hour| hour < 25)
            && number(minute).is_some_and(|minute| minute < 60);
        let meridiem = self.after(start + 1, Word::Meridiem);
        let named = meridiem.or_else(|| self.after(start + 1, Word::OClock));
        let bare = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && word < "2460";
        let plain = number(word).is_some_and(|hour| hour < 25)
            || self.numbers.cardinal(start, start + 1).is_some_and(|number| number.low <= 12.0);
        let zone = self.after(start + 1, Word::Zone);
        let dotted = word.contains('.');
        let fits = match named {
            Some(_) => colon || plain,
            None => (colon && (!dotted || zone.is_some())) || (bare && zone.is_some()),
        };
        if !fits {
            return None;
        }
        let last = self.zone_after(named.unwrap_or(start + 1));
        let on = self.after(self.skip(last, Word::Comma), Word::In).unwrap_or(last);
        if let Some(day) = self.day_at(on).filter(|day| !day.night) {
            return Some(Found { first: at, ..day });
        }
        let days = self.told_day(at);
        let days = if days.from == days.to { days } else { Days { from: days.to, ..days } };
        Some(Found { kind: TimeKind::Date, ..Found::date(at, last, days, Unit::Hour) })
    }

    /// "local time", "GMT", "Kyiv time".
    fn zone_after(&self, at: TokenId) -> TokenId {
        if let Some(last) = self.after(at, Word::Zone) {
            return self.skip(last, Word::Time);
        }
        let named = self.capital(at) && at + 1 < self.limit;
        self.after(at + 1, Word::Time).filter(|_| named).unwrap_or(at)
    }

    /// "early on Saturday", "late last week", "mid-March", "the end of 2014", "earlier this week".
    pub(super) fn edge_of(&self, at: TokenId) -> Option<Found> {
        if let Some(found) = self.earlier_or_later(at) {
            return Some(found);
        }
        if let Some((front, back)) = self.hyphenated(at) {
            return self.hyphenated_edge(at, front, back);
        }
        let (edge, next) = self.find(at, sense!(Word::Edge(edge) => edge))?;
        let next = self.skip(next, Word::Hyphen);
        let next = self.after(next, Word::In).unwrap_or(next);
        let article = self.after(next, Word::The);
        let inner = match article.and_then(|next| self.unit(next)).filter(|&(unit, _)| unit >= Unit::Day) {
            Some((unit, last)) => {
                let days = self.today.map_or(Days::UNKNOWN, |today| whole(today, unit));
                Found::date(at, last, days, unit)
            }
            None => self.inner_point(article.unwrap_or(next))?,
        };
        Some(Found { first: at, days: calendar::part(inner.days, edge, inner.unit), ..inner })
    }

    /// "mid-march", "mid-2004", "early-2022" as one token, a year perhaps after it.
    fn hyphenated_edge(&self, at: TokenId, front: &str, back: &str) -> Option<Found> {
        let edge = self.words.phrases.single(front).find_map(sense!(Word::Edge(edge) => edge))?;
        if let Some(year) = back.parse().ok().filter(|year| super::date::YEARS.contains(year)) {
            let days = calendar::part(calendar::year(year), edge, Unit::Year);
            return Some(Found::date(at, at + 1, days, Unit::Year));
        }
        let number = self.words.phrases.single(back).find_map(sense!(Word::Month { number, .. } => number))?;
        let (year, last) = self.year_after(at + 1);
        let days = match (year, self.today) {
            (Some(year), _) => calendar::month(year, number),
            (None, Some(today)) => self.month_near(at, last, number, today, None),
            (None, None) => Days::UNKNOWN,
        };
        Some(Found::date(at, last, calendar::part(days, edge, Unit::Month), Unit::Month))
    }

    /// "earlier this week" is Monday to today; "later on Saturday" is Saturday.
    fn earlier_or_later(&self, at: TokenId) -> Option<Found> {
        if self.before(at, Word::Hyphen) {
            return None;
        }
        let (later, next) = self.find(at, sense!(Word::Earlier => false, Word::Later => true))?;
        let in_ = self.after(next, Word::In);
        let next = in_.unwrap_or(next);
        let article = self.after(next, Word::The);
        let whole_unit = article.filter(|_| in_.is_some()).and_then(|next| self.unit(next));
        if let Some((unit, last)) = whole_unit.filter(|&(unit, _)| unit >= Unit::Day) {
            let days = self.today.map_or(Days::UNKNOWN, |today| whole(today, unit));
            return Some(self.side(Found::date(at, last, days, unit), later));
        }
        let inner = self.inner_point(article.unwrap_or(next))?;
        Some(self.side(Found { first: at, ..inner }, later))
    }

    fn side(&self, found: Found, later: bool) -> Found {
        let (Some(from), Some(to), Some(today)) = (found.days.from, found.days.to, self.today) else { return found };
        if found.unit <= Unit::Day || !(from..=to).contains(&today) {
            return found;
        }
        let days = if later { Days::between(today, to) } else { Days::between(from, today) };
        Found { days, ..found }
    }

    /// What "early", "late", "earlier" can stand before.
    fn inner_point(&self, at: TokenId) -> Option<Found> {
        if at >= self.limit || !self.spend() {
            return None;
        }
        let readings = [
            self.full_date(at),
            self.month_date(at),
            self.weekday(at),
            self.deictic(at),
            self.part_of(at),
            self.relative(at),
            self.year(at),
            self.season(at),
        ];
        let fits = readings.into_iter().flatten().filter(|found| found.last <= self.limit);
        let found = fits.max_by_key(|found| found.last)?;
        (found.kind == TimeKind::Date).then_some(found)
    }
}

/// From a day to the next: "Friday night".
fn night_after(days: Days) -> Days {
    Days { to: days.to.map(|day| moved(day, 1, Unit::Day)), ..days }
}

/// From the day before: "overnight into Saturday".
fn night_before(days: Days) -> Days {
    Days { from: days.from.map(|day| moved(day, -1, Unit::Day)), ..days }
}
