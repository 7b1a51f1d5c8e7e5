//! "the 11th time", "a third round", "for a third day", "day 500".

use crate::analysis::{QuantityKind, TokenId};
use crate::quantity::words::Word;
use crate::quantity::{Found, Reader};
use crate::tagset::Upos;

impl Reader<'_> {
    /// An ordinal that counts the noun after it. None for ranks, names and adverbs ("First Lady", "72nd Brigade",
    /// "first reported").
    pub(super) fn ordinal(&self, at: TokenId, first: TokenId, limit: TokenId) -> Option<Found> {
        let (value, last) = self.tokens.ordinal(at).filter(|&(value, _)| value > 0.0)?;
        if last >= limit || !self.alphabetic(last) || self.tokens.is(last, Word::OrdinalName) {
            return None;
        }
        if self.capital(last) && (at > first && self.capital(at) || self.tokens.digits_at(at)) {
            return None;
        }
        if self.tokens.cardinal(last, limit).is_some() || self.touches(at) {
            return None;
        }
        let tag = self.tokens.all[at].upos;
        let led = at > first && self.tokens.is(at - 1, Word::OrdinalBefore);
        let fits = led || matches!(tag, Upos::Adj | Upos::Num);
        if !fits {
            return None;
        }
        let next = self.tokens.skip(last, Word::Filler);
        let day = self.tokens.is(next, Word::DayNoun);
        Some(ordinal(at, last, if day { QuantityKind::Day } else { QuantityKind::Ordinal }, value))
    }

    /// "day 1,000": the number after the noun.
    pub(super) fn numbered_day(&self, at: TokenId, last: TokenId, value: f64) -> Option<Found> {
        let noun = at > 0 && self.tokens.is(at - 1, Word::DayNoun);
        (noun && value.fract() == 0.0).then(|| ordinal(at, last, QuantityKind::Day, value))
    }
}

fn ordinal(first: TokenId, last: TokenId, kind: QuantityKind, value: f64) -> Found {
    Found { first, last, kind, low: Some(value), high: Some(value), approx: false, unit: None, of: None }
}
