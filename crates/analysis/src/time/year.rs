//! Years, decades, centuries, quarters, halves, seasons and feasts.

use jiff::civil::Date;

use super::calendar::{self, Days, day, moved};
use super::date::YEARS;
use super::tense::Tense;
use super::words::{Holiday, Unit, Which, Word};
use super::{Found, Reader};
use crate::analysis::TokenId;
use crate::phrases::sense;
use crate::tagset::{Upos, Xpos};

impl Reader<'_> {
    /// "2014", "the 1990s", "the nineties", "the 20th century", "2019–20", "the third quarter of 2009".
    pub(super) fn year(&self, at: TokenId) -> Option<Found> {
        self.part_of_year(at)
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.spelled_year(at))
            .or_else(|| self.bare_year(at))
    }

    fn bare_year(&self, at: TokenId) -> Option<Found> {
        let year_noun = self.unit(at).filter(|&(unit, _)| unit == Unit::Year).map(|(_, next)| next);
        let start = year_noun.or_else(|| self.after(at, Word::Fiscal)).unwrap_or(at);
        let start = if start == at { self.skip(at, Word::About) } else { start };
        let (year, last) = self.year_number(start)?;
        let modern = (1800..=2100).contains(&year);
        let led = at > self.first && self.is(at - 1, Word::YearBefore);
        if !(year_noun.is_some() || (modern || led) && self.is_year(at, start, last, led)) {
            return None;
        }
        if self.is(last, Word::Era) {
            return None;
        }
        let dash = self.after(last, Word::Hyphen).filter(|&next| self.touches(next) && self.touches(last));
        if let Some((second, last)) = dash.and_then(|next| self.second_year(next, year)) {
            return Some(Found::date(at, last, calendar::years(year, second - year + 1), Unit::Year));
        }
        Some(Found::date(at, last, calendar::year(year), Unit::Year))
    }

    /// The "20" or "2020" of "2019–20".
    fn second_year(&self, at: TokenId, first: i16) -> Option<(i16, TokenId)> {
        let word = self.lower(at);
        let short = || word.parse::<i16>().ok().filter(|_| word.len() == 2).map(|year| first - first % 100 + year);
        let year = self.year_number(at).map(|(year, _)| year).or_else(short)?;
        (year > first && year - first <= 100).then_some((year, at + 1))
    }

    /// Not the number of something: "2000 soldiers", "Boeing 2014".
    fn is_year(&self, at: TokenId, start: TokenId, last: TokenId, led: bool) -> bool {
        let all = &self.analysis.tokens;
        let next = all.get(last).filter(|_| last < self.limit);
        let noun = next.is_some_and(|next| {
            let word = next.lower.as_str();
            let bare = next.upos == Upos::X && word.len() > 3 && word.ends_with('s');
            (bare && word.starts_with(char::is_alphabetic)) || matches!(next.xpos, Xpos::Nns | Xpos::Nnps)
        });
        let unit = self.units(last).is_some() || self.find(last, sense!(Word::Meridiem | Word::Zone => ())).is_some();
        let touching = self.touches(start) || (self.touches(last) && self.lower(last).starts_with(['/', '%', ':']));
        let bracket = start > self.first && self.lower(start - 1).starts_with(['(', '\'', '"', '[']);
        let hyphen = start > self.first + 1 && self.before(start, Word::Hyphen);
        if unit || (touching && !bracket && !hyphen) {
            return false;
        }
        if at > self.first && self.money_or_sign(at - 1) {
            return false;
        }
        !noun || (led && self.before(at, Word::The))
    }

    fn money_or_sign(&self, at: TokenId) -> bool {
        let word = self.lower(at);
        word.ends_with(['$', '€', '£', '#', '+', '¥', '₴'])
    }

    /// "1990s", "'80s", "mid-1990s", "nineties".
    fn decade(&self, at: TokenId) -> Option<Found> {
        if let Some((first, last)) = self.find(at, sense!(Word::Decade(year) => year)) {
            let led = self.before(at, Word::The) || self.before(at, Word::In);
            return led.then(|| Found::date(at, last, calendar::years(first, 10), Unit::Decade));
        }
        let word = self.lower(at);
        let word = word.strip_prefix("mid-").unwrap_or(word);
        let digits = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
        let short = digits.strip_prefix('\'').unwrap_or(digits);
        let number: i16 = short.parse().ok()?;
        let first = match short.len() {
            4 if number % 10 == 0 && YEARS.contains(&number) => number,
            2 if number % 10 == 0
                && (digits.len() == 3 || self.before(at, Word::The) || self.before(at, Word::And)) =>
            {
                1900 + number
            }
            _ => return None,
        };
        let (first, count) = if first % 100 == 0 && first < 2000 { (first, 100) } else { (first, 10) };
        Some(Found::date(at, at + 1, calendar::years(first, count), Unit::Decade))
    }

    /// "20th century", "the nineteenth century".
    fn century(&self, at: TokenId) -> Option<Found> {
        let (number, next) = self.numbers.ordinal(at).filter(|&(number, _)| (1.0..=30.0).contains(&number))?;
        let next = self.skip(next, Word::Hyphen);
        let (_, last) = self.unit(next).filter(|&(unit, _)| unit == Unit::Century)?;
        if self.is(last, Word::Era) {
            return None;
        }
        let first = 100 * (number as i16 - 1);
        Some(Found::date(at, last, calendar::years(first.max(1), 100), Unit::Century))
    }

    /// "nineteen ninety-six", "two thousand" after "the year".
    pub(super) fn spelled_year(&self, at: TokenId) -> Option<Found> {
        let year_noun = self.unit(at).filter(|&(unit, _)| unit == Unit::Year).map(|(_, next)| next);
        let start = year_noun.unwrap_or(at);
        if self.numbers.digits_at(start) {
            return None;
        }
        let first = self.numbers.cardinal(start, self.limit).filter(|number| number.high == Some(number.low))?;
        if year_noun.is_some() && (1000.0..2200.0).contains(&first.low) {
            return Some(Found::date(at, first.last, calendar::year(first.low as i16), Unit::Year));
        }
        let second = self.numbers.cardinal(first.last, self.limit).filter(|_| (16.0..=20.0).contains(&first.low))?;
        let fits =
            (10.0..=99.0).contains(&second.low) && !self.numbers.digits_at(first.last) && first.last == start + 1;
        let year = first.low as i16 * 100 + second.low as i16;
        fits.then(|| Found::date(at, second.last, calendar::year(year), Unit::Year))
    }

    /// "third quarter of 2009", "the first half of last year", "fourth-quarter".
    fn part_of_year(&self, at: TokenId) -> Option<Found> {
        if let Some(last) = self.after(at, Word::YearEnd) {
            return Some(self.year_end(at, last));
        }
        // "the 1988 third quarter", "next year's first quarter"
        let owner = self
            .relative(at)
            .filter(|found| found.unit == Unit::Year)
            .and_then(|found| Some((found.days.from?.year(), self.after(found.last, Word::Possessive)?)));
        let owner = owner.or_else(|| self.year_number(at));
        let start = self.after(at, Word::Fiscal).unwrap_or(owner.map_or(at, |(_, next)| next));
        let ((half, number), next) =
            self.find(start, sense!(Word::Quarter(number) => (false, number), Word::Half(number) => (true, number)))?;
        let (year, last) = self.year_after(next);
        let year = year.or(owner.map(|(year, _)| year));
        let of = |year: i16| if half { calendar::half(year, number) } else { calendar::quarter(year, number) };
        if half && year.is_none() {
            return None;
        }
        let days = match (year, self.today) {
            (Some(year), _) => of(year),
            (None, Some(today)) => {
                let (this, before) = (of(today.year()), of(today.year() - 1));
                if self.lies_ahead(at, last, this, before, today) { this } else { before }
            }
            (None, None) => Days::UNKNOWN,
        };
        Some(Found::date(at, last, days, Unit::Quarter))
    }

    /// The quarter of this year, rather than that of the last: begun, told as to come, or nearer.
    fn lies_ahead(&self, at: TokenId, last: TokenId, this: Days, before: Days, today: Date) -> bool {
        let (Some(from), Some(over)) = (this.from, before.to) else { return true };
        let nearer = (from - today).get_days() < (today - over).get_days();
        match self.tense(at, last) {
            Tense::Past => from <= today,
            Tense::Future => true,
            Tense::Unknown => from <= today || nearer,
        }
    }

    /// "year-end": December.
    fn year_end(&self, at: TokenId, last: TokenId) -> Found {
        let (year, last) = self.year_after(last);
        let year = year.or(self.today.map(|today| today.year()));
        Found::date(at, last, year.map_or(Days::UNKNOWN, |year| calendar::month(year, 12)), Unit::Month)
    }

    /// "this summer", "last winter", "the spring of 2014", "summer 2021", "in autumn".
    pub(super) fn season(&self, at: TokenId) -> Option<Found> {
        let which = self.find(at, sense!(Word::Which(which) => which));
        let start = which.map_or(at, |(_, next)| next);
        let ((number, sure), next) = self.find(start, sense!(Word::Season { number, sure } => (number, sure)))?;
        let (year, last) = self.year_after(next);
        let led = sure
            && (self.before(at, Word::In)
                || self.before(at, Word::The) && at > self.first + 1 && self.is(at - 2, Word::In));
        // "the Winter Olympics", "the summer constellation"
        let part = year.is_none() && matches!(self.tag(next), Upos::Noun | Upos::Propn) && next < self.limit;
        if which.is_none() && year.is_none() && (part || !led) {
            return None;
        }
        let near = |today: Date| self.season_near(at, last, number, today, which.map(|(which, _)| which));
        let days = match (year, self.today) {
            (Some(year), _) => calendar::season(year, number),
            (None, today) => today.map_or(Days::UNKNOWN, near),
        };
        Some(Found::date(at, last, days, Unit::Quarter))
    }

    fn season_near(&self, at: TokenId, last: TokenId, number: i8, today: Date, which: Option<Which>) -> Days {
        // The season that the day stands in, or the one of its year.
        let year = if number == 3 && today.month() < 6 { today.year() - 1 } else { today.year() };
        let this = calendar::season(year, number);
        let begun = this.from.is_some_and(|from| from <= today);
        let over = this.to.is_some_and(|to| to < today);
        let ahead = self.tense(at, last) == Tense::Future;
        match which {
            Some(Which::Last | Which::Past | Which::Previous) if !over => calendar::season(year - 1, number),
            Some(Which::Next | Which::Coming | Which::Following) if begun => calendar::season(year + 1, number),
            None if !begun && !ahead => calendar::season(year - 1, number),
            None if over && ahead => calendar::season(year + 1, number),
            _ => this,
        }
    }

    /// "Christmas Day", "Easter Sunday 2019", "New Year's Eve".
    pub(super) fn holiday(&self, at: TokenId) -> Option<Found> {
        let which = self.find(at, sense!(Word::Which(which) => which));
        let start = which.map_or(at, |(_, next)| next);
        let (index, next) = self.find(start, sense!(Word::Holiday(index) => index))?;
        if !self.capital(start) {
            return None;
        }
        let (year, last) = self.year_after(next);
        let holiday = self.words.holidays[usize::from(index)];
        let on = |year: i16| match holiday {
            Holiday::Fixed { month, day: number } => day(year, month, number),
            Holiday::Easter(days) => calendar::easter(year).map(|sunday| moved(sunday, i64::from(days), Unit::Day)),
        };
        let near = |today: Date| {
            let past = [today.year(), today.year() - 1].into_iter().filter_map(on).find(|date| *date <= today);
            let future = [today.year(), today.year() + 1].into_iter().filter_map(on).find(|date| *date > today);
            let ahead = self.tense(at, last) == Tense::Future
                || matches!(which, Some((Which::Next | Which::Coming | Which::This, _)));
            let close = past
                .zip(future)
                .is_some_and(|(past, future)| 3 * (future - today).get_days() < (today - past).get_days());
            if ahead || (close && self.tense(at, last) != Tense::Past) { future } else { past }
        };
        let date = year.map_or_else(|| self.today.and_then(near), on);
        Some(self.with_part(Found::date(at, last, date.map_or(Days::UNKNOWN, Days::one), Unit::Day)))
    }
}
