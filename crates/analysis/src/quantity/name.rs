//! Numbers that name something: "T-72", "Resolution 2334", "Boeing 737", "9/11", "1." before an item of a list.

use crate::analysis::TokenId;
use crate::phrases::sense;
use crate::quantity::words::Word;
use crate::quantity::{Form, Number, Reader};
use crate::tagset::Upos;

impl Reader<'_> {
    /// The token to go on with where no quantity begins at `at`: after a number all of its words are passed.
    pub(super) fn past_name(&self, at: TokenId, limit: TokenId) -> TokenId {
        let number = self.tokens.cardinal(at, limit).filter(|number| number.form != Form::Vague);
        number.map_or(at + 1, |number| number.last.max(at + 1))
    }

    /// `last`: the token after the number and its unit.
    pub(super) fn is_name(&self, at: TokenId, last: TokenId, first: TokenId, number: &Number, limit: TokenId) -> bool {
        if number.form != Form::Digits && number.form != Form::Words {
            return false;
        }
        self.glued(at, last)
            || self.leading_zero(at)
            || self.clock(at, first)
            || self.designated(at, first, number, limit)
            || (number.form == Form::Digits && (self.list_mark(at, first, number) || self.age(at, number)))
    }

    /// Tied to letters or signs without white space: "F-16", "9/11", "#5", "10:30", "3-1".
    fn glued(&self, at: TokenId, last: TokenId) -> bool {
        let sign = |at: TokenId| matches!(self.lower(at), "/" | ":" | "#" | "@" | "_" | "+" | "*" | "=");
        let before =
            at > 0 && self.touches(at) && (sign(at - 1) || self.alphabetic(at - 1) || self.lower(at - 1) == "-");
        let after = self.touches(last) && (sign(last) || self.alphabetic(last) && self.tokens.digits_at(last - 1));
        let tied = self.hyphen_after(last).is_some_and(|next| self.tokens.digits_at(next));
        (before && !self.closes_range(at)) || (after && self.lower(last) != "+") || tied
    }

    /// The dash before a number that is the minus of a temperature or a dash between words.
    fn closes_range(&self, at: TokenId) -> bool {
        self.lower(at - 1) == "-" && !self.touches(at - 1)
    }

    fn leading_zero(&self, at: TokenId) -> bool {
        let bytes = self.lower(at).as_bytes();
        bytes.len() > 1 && bytes[0] == b'0' && bytes[1].is_ascii_digit()
    }

    /// "14.05 The army says": the hour at the head of an entry.
    fn clock(&self, at: TokenId, first: TokenId) -> bool {
        let parts = self.lower(at).split_once('.');
        let hour = parts.is_some_and(|(hour, minute)| {
            let below = |part: &str, limit: u32| part.parse::<u32>().is_ok_and(|value| value < limit);
            hour.len() <= 2 && minute.len() == 2 && below(hour, 24) && below(minute, 60)
        });
        hour && at == first && self.capital(at + 1)
    }

    /// A noun that takes a number as its name stands before it, or a name does and no plural noun follows.
    fn designated(&self, at: TokenId, first: TokenId, number: &Number, limit: TokenId) -> bool {
        if at == first || self.timed(at - 1, at) {
            return false;
        }
        let before = at - 1;
        let capital = self.capital(before);
        let noun = self
            .tokens
            .senses
            .find(before, sense!(Word::Designator { capital: only } if capital || !only => ()))
            .is_some();
        if noun && (number.form == Form::Digits || capital) {
            return true;
        }
        let name = capital && before > first && self.alphabetic(before) && number.form == Form::Digits;
        let name = name && matches!(self.tokens.all[before].upos, Upos::Propn | Upos::Noun | Upos::X);
        let plain = number.scale == 1.0 && number.last == at + 1 && !self.lower(at).contains(',');
        name && plain && !self.counts_next(number.last, limit)
    }

    /// A plural noun, or an adjective before one, follows.
    fn counts_next(&self, at: TokenId, limit: TokenId) -> bool {
        self.noun_run(at, limit).is_some_and(|noun| self.is_plural(noun))
    }

    /// "1." or "(2)" at the start of a sentence.
    fn list_mark(&self, at: TokenId, first: TokenId, number: &Number) -> bool {
        let opened = at == first || (at == first + 1 && self.lower(first) == "(");
        opened && matches!(self.lower(number.last), "." | ")" | ":") && number.low < 100.0
    }

    /// "Ivan Petrenko, 41, said".
    fn age(&self, at: TokenId, number: &Number) -> bool {
        let between = at > 1 && self.lower(at - 1) == "," && matches!(self.lower(number.last), "," | "." | ")");
        between && self.capital(at - 2) && number.low < 120.0 && number.last == at + 1
    }
}
