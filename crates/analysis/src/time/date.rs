//! Calendar dates and weekdays: "6 December 2025", "Dec. 6", "2025-12-06", "early October", "Saturday, December 6".

use jiff::civil::Date;

use super::calendar::{self, Days, day, month, moved, weekday_from, weekday_until};
use super::tense::Tense;
use super::words::{Edge, Unit, Which, Word};
use super::{Found, Reader};
use crate::analysis::TokenId;
use crate::phrases::sense;
use crate::quantity::digits;
use crate::tagset::Upos;

/// Years that a plain number of four digits can mean.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

impl Reader<'_> {
    /// "2025-12-06", "06/12/2025", "6.12.2025", "7/8/07": one token of three numbers.
    pub(super) fn full_date(&self, at: TokenId) -> Option<Found> {
        let word = self.lower(at);
        let word = word.split_once('t').map_or(word, |(date, _)| date);
        let mark = ['-', '/', '.'].into_iter().find(|&mark| word.matches(mark).count() == 2)?;
        let mut parts = word.split(mark);
        let mut part = || parts.next().filter(|part| part.len() <= 4).and_then(|part| part.parse::<i16>().ok());
        let (first, second, third) = (part()?, part()?, part()?);
        let date = if first >= 1000 {
            day(first, i8::try_from(second).ok()?, i8::try_from(third).ok()?)?
        } else {
            self.day_and_month(first, second, full_year(third, word.len())?, mark)?
        };
        Some(Found::date(at, at + 1, Days::one(date), Unit::Day))
    }

    /// Either order; where both are dates, with dots the day comes first, with slashes the reading nearer to today.
    fn day_and_month(&self, first: i16, second: i16, year: i16, mark: char) -> Option<Date> {
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        let day_first = day(year, second, first);
        let month_first = day(year, first, second).filter(|_| mark != '.');
        match (day_first, month_first, self.today) {
            (Some(one), Some(other), Some(today)) => {
                let distance = |date: Date| (date - today).get_days().abs();
                Some(if distance(one) < distance(other) { one } else { other })
            }
            (one, other, _) => other.or(one),
        }
    }

    /// A month with what belongs to it before and after.
    pub(super) fn month_date(&self, at: TokenId) -> Option<Found> {
        self.day_then_month(at).or_else(|| self.month_then_day(at)).or_else(|| self.month_alone(at))
    }

    /// The month's number, whether it is one beyond doubt, and the token after it.
    fn month_at(&self, at: TokenId) -> Option<(i8, bool, TokenId)> {
        let ((number, sure), last) = self.find(
            at,
            sense!(Word::Month { number, sure } => (number, sure), Word::MonthShort(number) => (number, false)),
        )?;
        (self.capital(at)).then_some((number, sure, last))
    }

    /// "6 December", "6th of December 2025", "5 to 6 December", "3 and 4 May".
    fn day_then_month(&self, at: TokenId) -> Option<Found> {
        let (first, next) = self.day_number(at)?;
        let (second, next) = self.second_day(next).map_or((first, next), |(day, next)| (day, next));
        let next = self.skip(self.skip(next, Word::Of), Word::Hyphen);
        let (number, _, last) = self.month_at(next)?;
        let (year, last) = self.year_after(last);
        self.days_of(at, last, number, (first, second), year)
    }

    /// "December 6", "Dec. 5-6, 2025", "March the 3rd".
    fn month_then_day(&self, at: TokenId) -> Option<Found> {
        let (number, _, next) = self.month_at(at)?;
        let (first, next) = self.day_number(self.skip(next, Word::The))?;
        let (second, next) = self.second_day(next).map_or((first, next), |(day, next)| (day, next));
        // "May 5 people": the number counts what follows.
        let (year, last) = self.year_after(next);
        self.days_of(at, last, number, (first, second), year)
    }

    /// "to 6", "-6", "and 4" after a day, where no month of its own follows ("5 and 6 December").
    fn second_day(&self, at: TokenId) -> Option<(i8, TokenId)> {
        let joint = [Word::Hyphen, Word::To, Word::And].into_iter().find_map(|word| self.after(at, word))?;
        self.day_number(joint)
    }

    fn day_number(&self, at: TokenId) -> Option<(i8, TokenId)> {
        if let Some((value, last)) = self.numbers.ordinal(at) {
            return (1.0..=31.0).contains(&value).then_some((value as i8, last));
        }
        let read = digits(self.lower(at)).filter(|read| read.rest.is_empty() && !read.marked)?;
        let fits = self.lower(at).len() <= 2 && (1.0..=31.0).contains(&read.value);
        fits.then_some((read.value as i8, at + 1))
    }

    /// ", 2025", "2025", "of 2025", "last year" after a month or day.
    pub(super) fn year_after(&self, at: TokenId) -> (Option<i16>, TokenId) {
        let plain = |at| self.year_number(at);
        let comma = self.after(at, Word::Comma).and_then(plain);
        let of = || self.after(at, Word::Of).and_then(plain);
        if let Some((year, last)) = plain(at).or(comma).or_else(of) {
            return (Some(year), last);
        }
        let of = self.after(at, Word::Of).unwrap_or(at);
        if let Some(spelled) = self.spelled_year(of) {
            return (spelled.days.from.map(|day| day.year()), spelled.last);
        }
        let told = self.relative(of).filter(|found| found.unit == Unit::Year && found.days.known());
        match told.and_then(|found| Some((found.days.from?.year(), found.last))) {
            Some((year, last)) => (Some(year), last),
            None => (None, at),
        }
    }

    /// Four digits that can be a year.
    pub(super) fn year_number(&self, at: TokenId) -> Option<(i16, TokenId)> {
        let word = self.lower(at);
        let year = word.parse().ok().filter(|year| word.len() == 4 && YEARS.contains(year))?;
        Some((year, at + 1))
    }

    fn days_of(
        &self,
        at: TokenId,
        last: TokenId,
        number: i8,
        (first, second): (i8, i8),
        year: Option<i16>,
    ) -> Option<Found> {
        // Not a day of the calendar: 31 June.
        day(2000, number, first)?;
        let year = year.or_else(|| self.nearest_year(at, last, number, first));
        let days = year.map_or(Days::UNKNOWN, |year| {
            let (from, to) = (day(year, number, first), day(year, number, second));
            Days { from, to: to.filter(|to| from.is_none_or(|from| from <= *to)).or(from) }
        });
        let night = first != second && self.before(self.skip_back(at, Word::Of), Word::Night);
        Some(Found { night, ..Found::date(at, last, days, Unit::Day) })
    }

    fn skip_back(&self, at: TokenId, word: Word) -> TokenId {
        if self.before(at, word) { at - 1 } else { at }
    }

    /// The year in which a day without one lies: news looks back, unless the clause looks ahead or the day is near.
    fn nearest_year(&self, at: TokenId, last: TokenId, month: i8, number: i8) -> Option<i16> {
        let today = self.today?;
        let of = |year: i16| day(year, month, number).or_else(|| calendar::day(year, month, 28));
        let years = [today.year() - 1, today.year(), today.year() + 1];
        let mut dates = years.into_iter().filter_map(of);
        let past = dates.clone().rfind(|date| *date <= today)?;
        let future = dates.find(|date| *date > today)?;
        Some(self.likelier(at, last, past, future, today).year())
    }

    fn likelier(&self, at: TokenId, last: TokenId, past: Date, future: Date, today: Date) -> Date {
        let (back, ahead) = ((today - past).get_days(), (future - today).get_days());
        match self.tense(at, last) {
            // A reading on the day after: the clocks of the world differ.
            Tense::Past if ahead > 1 => past,
            Tense::Future if back > 0 => future,
            Tense::Past | Tense::Future | Tense::Unknown => {
                if 3 * ahead < back {
                    future
                } else {
                    past
                }
            }
        }
    }

    /// "October", "May 2020", "last June".
    fn month_alone(&self, at: TokenId) -> Option<Found> {
        let which = self.find(at, sense!(Word::Which(which) => which));
        let start = which.map_or(at, |(_, next)| next);
        let (number, sure, next) = self.month_at(start)?;
        let (year, last) = self.year_after(next);
        let led = start > at || (at > self.first && self.leads(at - 1));
        let short = self.find(start, sense!(Word::MonthShort(_) => ())).is_some();
        // "May" and "March" alone: after a preposition, or tagged as names and no part of a longer one.
        let named = self.tag(start) == Upos::Propn && !(start > self.first && self.tag(start - 1) == Upos::Propn);
        let unsure = !short && (led || named) && self.tag(start) != Upos::Aux && self.name_free(start, next);
        if year.is_none() && !(if sure { self.name_free(start, next) } else { unsure }) {
            return None;
        }
        let days = match (year, self.today) {
            (Some(year), _) => month(year, number),
            (None, Some(today)) => self.month_near(at, last, number, today, which.map(|(which, _)| which)),
            (None, None) => Days::UNKNOWN,
        };
        Some(Found::date(at, last, days, Unit::Month))
    }

    /// A preposition or another word that a date follows.
    fn leads(&self, at: TokenId) -> bool {
        let words = [
            Word::Of,
            Word::In,
            Word::Since,
            Word::By,
            Word::Before,
            Word::Until,
            Word::AfterPreposition,
            Word::Between,
            Word::From,
            Word::To,
            Word::And,
            Word::Edge(Edge::Early),
            Word::Edge(Edge::Mid),
            Word::Edge(Edge::Late),
        ];
        words.into_iter().any(|word| self.is(at, word))
    }

    /// Not the given name of somebody: "April Jones", "August Wilson".
    fn name_free(&self, at: TokenId, next: TokenId) -> bool {
        let led = at > self.first && self.leads(at - 1);
        led || !(self.capital(next)
            && next < self.limit
            && self.tag(next) == Upos::Propn
            && self.tag(at) == Upos::Propn)
            || self.find(next, sense!(Word::Weekday { .. } => ())).is_some()
    }

    pub(super) fn month_near(&self, at: TokenId, last: TokenId, number: i8, today: Date, which: Option<Which>) -> Days {
        let year = today.year();
        let back = if number <= today.month() { year } else { year - 1 };
        let ahead = if number >= today.month() { year } else { year + 1 };
        let chosen = match which {
            Some(Which::Last | Which::Past | Which::Previous) if number == today.month() => back - 1,
            Some(Which::Last | Which::Past | Which::Previous) => back,
            Some(Which::This) => year,
            Some(Which::Next) if number == today.month() => ahead + 1,
            Some(Which::Next | Which::Coming | Which::Following) => ahead,
            Some(Which::Same | Which::Recent) | None => match self.tense(at, last) {
                Tense::Past => back,
                Tense::Future => ahead,
                Tense::Unknown => {
                    let distance = (i16::from(number) - i16::from(today.month())).rem_euclid(12);
                    if distance <= 2 { ahead } else { back }
                }
            },
        };
        month(chosen, number)
    }

    /// "Saturday", "last Tuesday", "Friday night", "Saturday, December 6".
    pub(super) fn weekday(&self, at: TokenId) -> Option<Found> {
        let which = self.find(at, sense!(Word::Which(which) => which));
        let start = which.map_or(at, |(_, next)| next);
        // "this past Sunday", "this coming Friday"
        let second = self
            .find(start, sense!(Word::Which(Which::Past) => Which::Last, Word::Which(Which::Coming) => Which::Next));
        let (which, start) = second.map_or((which.map(|(which, _)| which), start), |(which, next)| (Some(which), next));
        let ((number, sure), next) = self.find(start, sense!(Word::Weekday { number, sure } => (number, sure)))?;
        if !self.capital(start) || (at > self.first && self.is(at - 1, Word::NamedDay) && self.capital(at - 1)) {
            return None;
        }
        let after = self.skip(next, Word::Comma);
        if let Some(date) = self.month_date(self.skip(after, Word::The)).filter(|date| date.unit == Unit::Day) {
            return Some(Found { first: at, ..date });
        }
        let led = start > at || (at > self.first && self.leads(at - 1));
        if !sure && !led {
            return None;
        }
        let date = self.today.map(|today| self.weekday_near(at, next, number, today, which));
        let days = date.map_or(Days::UNKNOWN, Days::one);
        Some(self.with_part(Found::date(at, next, days, Unit::Day)))
    }

    fn weekday_near(&self, at: TokenId, last: TokenId, number: i8, today: Date, which: Option<Which>) -> Date {
        let yesterday = moved(today, -1, Unit::Day);
        let tomorrow = moved(today, 1, Unit::Day);
        let told = || self.told.day.and_then(|days| days.from).unwrap_or(today);
        match which {
            Some(Which::Last | Which::Past) => weekday_until(yesterday, number),
            Some(Which::Previous) => weekday_until(moved(told(), -1, Unit::Day), number),
            Some(Which::Following) => weekday_from(moved(told(), 1, Unit::Day), number),
            Some(Which::Next | Which::Coming) => weekday_from(tomorrow, number),
            Some(Which::This) if self.tense(at, last) == Tense::Past => weekday_until(today, number),
            Some(Which::This) => weekday_from(today, number),
            Some(Which::Same) => self.told.day.and_then(|days| days.from).map_or_else(
                || weekday_until(today, number),
                |date| if date.weekday().to_monday_one_offset() == number { date } else { weekday_until(date, number) },
            ),
            Some(Which::Recent) | None => match self.tense(at, last) {
                Tense::Future => weekday_from(today, number),
                Tense::Unknown if self.told_tense.get() == Some(Tense::Future) => weekday_from(today, number),
                Tense::Past | Tense::Unknown => weekday_until(today, number),
            },
        }
    }
}

/// "07" is 2007, "98" is 1998; a number of three digits is no year.
fn full_year(year: i16, letters: usize) -> Option<i16> {
    match year {
        0..=49 if letters <= 8 => Some(2000 + year),
        50..=99 if letters <= 8 => Some(1900 + year),
        _ => YEARS.contains(&year).then_some(year),
    }
}
