//! A number with what stands after it: range, unit, currency, percent.

use crate::analysis::{QuantityKind, TokenId};
use crate::phrases::sense;
use crate::quantity::words::{UnitKind, Word};
use crate::quantity::{Form, Found, Number, Reader};
use crate::tagset::Upos;

/// Larger numbers are misread identifiers.
const VALUE_MAX: f64 = 1e15;

impl Reader<'_> {
    /// "653", "between 10 and 15", "$5 million", "five-hour", "20%".
    pub(super) fn amount(&self, at: TokenId, first: TokenId, limit: TokenId, bound: bool) -> Option<Found> {
        if let Some(found) = self.between(at, limit) {
            return Some(found);
        }
        let currency = self.tokens.senses.find(at, sense!(Word::CurrencyBefore(currency) => currency));
        if let Some((currency, start)) = currency
            && let Some(number) = self.tokens.cardinal(start, limit)
        {
            let number = self.ranged(number, start, limit);
            return Some(self.money(currency, number, at));
        }
        let number = self.tokens.cardinal(at, limit).filter(|number| number.low <= VALUE_MAX)?;
        let number = self.ranged(number, at, limit);
        if let Some(found) = self.with_unit(&number, at, limit) {
            let named =
                !bound && found.kind != QuantityKind::Share && self.is_name(at, found.last, first, &number, limit);
            return (!named).then_some(found);
        }
        if let Some(day) = self.numbered_day(at, number.last, number.low) {
            return Some(day);
        }
        let strong = self.hyphen_after(number.last).is_some_and(|next| self.tokens.is(next, Word::Strong));
        let compound = !strong && self.hyphen_after(number.last).is_some();
        if compound || self.is_name(at, number.last, first, &number, limit) || self.is_pronoun(at, &number, bound) {
            return None;
        }
        Some(count(at, &number))
    }

    /// "between 3,000 and 4,000": the span holds both.
    fn between(&self, at: TokenId, limit: TokenId) -> Option<Found> {
        let start = self.tokens.after(at, Word::Between)?;
        let money = self.tokens.senses.find(start, sense!(Word::CurrencyBefore(currency) => currency));
        let low = self.tokens.cardinal(money.map_or(start, |(_, end)| end), limit)?;
        let low_last = self.percent_after(low.last).unwrap_or(low.last);
        let joint = self.tokens.after(low_last, Word::And).or_else(|| self.tokens.after(low_last, Word::To))?;
        let second = self.tokens.senses.find(joint, sense!(Word::CurrencyBefore(_) => ()));
        let high = self.tokens.cardinal(second.map_or(joint, |((), end)| end), limit)?;
        let number = join(&low, &high)?;
        match money {
            Some((currency, _)) => Some(self.money(currency, number, at)),
            None => Some(self.with_unit(&number, at, limit).unwrap_or_else(|| count(at, &number))),
        }
    }

    fn percent_after(&self, at: TokenId) -> Option<TokenId> {
        self.unit_at(at).filter(|&(unit, _)| self.kind_of(unit) == UnitKind::Percent).map(|(_, end)| end)
    }

    fn kind_of(&self, unit: u16) -> UnitKind {
        self.tokens.words.units[usize::from(unit)].kind
    }

    /// "10-15", "10 to 15", "two or three": the number becomes the range, where a second, larger one follows.
    fn ranged(&self, number: Number, at: TokenId, limit: TokenId) -> Number {
        if number.form == Form::Vague || number.form == Form::Group {
            return number;
        }
        let from = at > 0 && self.tokens.is(at - 1, Word::From);
        let percent = self.percent_after(number.last);
        let last = percent.unwrap_or(number.last);
        let joint = [Word::Hyphen, Word::To, Word::Or].into_iter().find_map(|word| {
            let end = self.tokens.after(last, word)?;
            (end < limit && !(from && word == Word::To)).then_some((word, end))
        });
        let Some((word, next)) = joint else { return number };
        let tight = word != Word::Hyphen || self.touches(next) == self.touches(next - 1);
        let second = self.tokens.cardinal(next, limit).filter(|other| tight && other.form == number.form);
        // "rose 9% to 36 billion"
        let second = second.filter(|second| percent.is_none() || self.percent_after(second.last).is_some());
        match second.and_then(|second| join(&number, &second)) {
            Some(range) if word == Word::Or && range.high.is_some_and(|high| high > 2.0 * range.low) => number,
            Some(range) => Number { approx: word == Word::Or, ..range },
            None => number,
        }
    }

    /// The unit of measure at this token, after a hyphen, or glued to the digits.
    fn unit_at(&self, at: TokenId) -> Option<(u16, TokenId)> {
        self.tokens.senses.find(at, sense!(Word::Unit(unit) => unit))
    }

    /// The token after a hyphen that ties the number to a word: "five-hour".
    pub(super) fn hyphen_after(&self, at: TokenId) -> Option<TokenId> {
        let next = self.tokens.after(at, Word::Hyphen)?;
        (self.touches(at) && self.touches(next)).then_some(next)
    }

    fn with_unit(&self, number: &Number, at: TokenId, limit: TokenId) -> Option<Found> {
        let letters = || {
            let word = self.lower(number.last - 1);
            super::digits(word).map_or(word, |read| read.rest)
        };
        let open = |last| Found { last, ..count(at, number) };
        if number.glued {
            return match letters() {
                "+" => Some(Found { high: None, ..open(number.last) }),
                rest => Some(self.measured(self.tokens.unit_word(rest)?, number, open(number.last))),
            };
        }
        if number.lettered && self.tokens.is(number.last, Word::Distance) {
            let plain = |value: f64| value / number.scale;
            let metres = Number { low: plain(number.low), high: number.high.map(plain), ..*number };
            return Some(self.measured(self.tokens.unit_word(letters())?, &metres, count(at, &metres)));
        }
        let next = self.hyphen_after(number.last).unwrap_or(number.last);
        let next =
            self.tokens.senses.find(next, |sense| (sense == Word::Filler).then_some(())).map_or(next, |((), end)| {
                let unit = self.unit_at(end).is_some_and(|(unit, _)| self.kind_of(unit) == UnitKind::Duration);
                if unit { end } else { next }
            });
        let of = self.tokens.after(next, Word::Of).filter(|_| number.form == Form::Vague);
        let next = of.unwrap_or(next);
        let currency = self.tokens.senses.find(next, sense!(Word::CurrencyAfter(currency) => currency));
        // "280 pounds of cocaine" is a weight.
        let weight = self.unit_at(next).map_or(0, |(_, last)| last);
        if let Some((currency, last)) = currency.filter(|&(_, last)| last >= weight) {
            return (last <= limit).then(|| self.money(currency, Number { last, ..*number }, at));
        }
        let (unit, last) = self.unit_at(next).filter(|&(_, last)| last <= limit)?;
        let plural_only = self.tokens.ordinal(next).is_some() && of.is_none();
        let seconds = plural_only && self.tokens.ordinal(next) == Some((2.0, next + 1));
        if seconds && self.hyphen_after(number.last).is_none() {
            return None;
        }
        let (last, half) = self.half_after(last);
        let number = Number { low: number.low + half, high: number.high.map(|high| high + half), ..*number };
        Some(self.measured(unit, &number, Found { last, ..count(at, &number) }))
    }

    /// "an hour and a half": half of the unit more.
    fn half_after(&self, at: TokenId) -> (TokenId, f64) {
        let half = self.tokens.after(at, Word::And).and_then(|next| self.tokens.after(next, Word::Article));
        half.and_then(|next| self.tokens.after(next, Word::Half)).map_or((at, 0.0), |end| (end, 0.5))
    }

    pub(super) fn measured(&self, unit: u16, number: &Number, found: Found) -> Found {
        let unit = &self.tokens.words.units[usize::from(unit)];
        let (kind, of) = match unit.kind {
            UnitKind::Duration => (QuantityKind::Duration, Some(unit.name.clone())),
            UnitKind::Percent => (QuantityKind::Share, None),
            UnitKind::Points => (QuantityKind::Measure, Some(unit.name.clone())),
            UnitKind::Area => (QuantityKind::Area, None),
            UnitKind::Measure => (QuantityKind::Measure, Some(unit.name.clone())),
        };
        Found { kind, unit: Some(unit.name.clone()), of, low: Some(number.low), high: number.high, ..found }
    }

    fn money(&self, currency: u16, number: Number, at: TokenId) -> Found {
        let currency = &self.tokens.words.currencies[usize::from(currency)];
        Found {
            kind: QuantityKind::Money,
            unit: Some(currency.code.clone()),
            of: Some(currency.noun.clone()),
            ..count(at, &number)
        }
    }

    /// "weeks", "decades of conflict", "an hour", "half an hour", "month-long": a duration without a number.
    pub(super) fn bare_duration(&self, at: TokenId, first: TokenId, limit: TokenId) -> Option<Found> {
        let whole = |low, high, last, approx| Found {
            first: at,
            last,
            kind: QuantityKind::Duration,
            low: Some(low),
            high,
            approx,
            unit: None,
            of: None,
        };
        let named = |unit: u16, found: Found| {
            let name = self.tokens.words.units[usize::from(unit)].name.clone();
            Found { unit: Some(name.clone()), of: Some(name), ..found }
        };
        let start = self.tokens.skip(at, Word::Article);
        let (unit, last) = self.unit_at(start).filter(|&(unit, last)| {
            last <= limit && self.kind_of(unit) == UnitKind::Duration && !self.tokens.is(start, Word::Ordinal(2.0))
        })?;
        let plural = self.lower(last - 1) != self.tokens.words.units[usize::from(unit)].name;
        if let Some(next) = self.hyphen_after(last).filter(|&next| self.tokens.is(next, Word::Long)) {
            let value = if plural { 2.0 } else { 1.0 };
            let found = whole(value, (!plural).then_some(value), next + 1, plural);
            return Some(named(unit, Found { first: start, ..found }));
        }
        let led = at > first && self.before_duration(at - 1);
        let (last, half) = self.half_after(last);
        if start > at && !plural && (led || half > 0.0) {
            return Some(named(unit, whole(1.0 + half, Some(1.0 + half), last, false)));
        }
        let followed = self.tokens.is(last, Word::Of);
        (start == at && plural && (led || followed)).then(|| named(unit, whole(2.0, None, last, true)))
    }

    /// "for", "after", "lasted": words that a duration follows.
    pub(super) fn before_duration(&self, at: TokenId) -> bool {
        self.tokens.is(at, Word::Lasting)
    }

    /// "one" and "two" that stand for somebody, not for how many.
    fn is_pronoun(&self, at: TokenId, number: &Number, bound: bool) -> bool {
        let single = number.last == at + 1 && number.low == 1.0 && number.form == Form::Words && !bound;
        if !single {
            return false;
        }
        let after = self.tokens.is(number.last, Word::OneAfter) || !self.alphabetic(number.last);
        let before = at > 0 && self.tokens.is(at - 1, Word::OneBefore);
        let tag = &self.tokens.all[at].upos;
        let verb = self.tokens.all.get(number.last).is_some_and(|token| matches!(token.upos, Upos::Verb | Upos::Aux));
        before || verb || (self.tagged(at) && !matches!(tag, Upos::Num)) || (after && !self.tagged(at)) || {
            self.tokens.is(number.last, Word::OneAfter)
        }
    }
}

fn count(at: TokenId, number: &Number) -> Found {
    Found {
        first: at,
        last: number.last,
        kind: QuantityKind::Count,
        low: Some(number.low),
        high: number.high,
        approx: number.approx,
        unit: None,
        of: None,
    }
}

/// The range from one number to a larger one; the second's scale holds for both in "$5-10 million".
fn join(low: &Number, high: &Number) -> Option<Number> {
    let top = high.high?;
    let scaled = low.low * high.scale;
    let bottom = if low.scale == 1.0 && high.scale >= 1000.0 && scaled < top { scaled } else { low.low };
    (bottom < top).then_some(Number { low: bottom, high: Some(top), ..*high })
}
