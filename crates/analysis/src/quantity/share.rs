//! Parts of a whole: "most of which", "a third of", "two thirds", "half the", "three in four", "all but two".

use crate::analysis::{QuantityKind, TokenId};
use crate::phrases::sense;
use crate::quantity::words::Word;
use crate::quantity::{Form, Found, Reader};
use crate::tagset::{Upos, Xpos};

impl Reader<'_> {
    /// Words that mean a part without a number: "most", "the vast majority of", "halved".
    pub(super) fn part_of_whole(&self, at: TokenId, limit: TokenId) -> Option<Found> {
        let (low, high, last) = self
            .tokens
            .senses
            .find(at, sense!(Word::Share(low, high) => (low, high)))
            .map(|((low, high), last)| (low, high, last))
            .filter(|&(_, _, last)| self.share_fits(at, last, limit) && !self.after_hyphen(at))
            .or_else(|| self.halved(at))
            .or_else(|| self.all_but(at, limit))?;
        // "most of" marks a share, but the figure is "most"; "most of which" stands for its noun and stays whole.
        let last = if last - at >= 2 && self.tokens.is(last - 1, Word::Of) { last - 1 } else { last };
        Some(share(at, last, low, high, low != high))
    }

    /// "most" is a share before a noun or "of", not in "most important", "most wanted", "at most", "the most".
    fn share_fits(&self, at: TokenId, last: TokenId, limit: TokenId) -> bool {
        if last - at > 1 || !self.tokens.is(at, Word::Most) {
            return last <= limit;
        }
        if last >= limit || (at > 0 && self.tokens.is(at - 1, Word::MostBefore)) {
            return false;
        }
        match self.tokens.all[last].upos {
            Upos::Noun => true,
            Upos::Propn | Upos::Num => true,
            // "most suburban trains": the noun that ends the phrase is a plural.
            Upos::Adj => {
                let adverb = self.tokens.all[at].upos == Upos::Adv;
                !adverb && self.noun_run(last, limit).is_some_and(|noun| self.is_plural(noun))
            }
            Upos::X => self.is_plural(last),
            Upos::Aux => self.opens(at),
            Upos::Adp | Upos::Adv | Upos::Cconj | Upos::Det | Upos::Intj | Upos::Part | Upos::Pron => false,
            // "Most walked towards the town": the share is the subject.
            Upos::Verb => self.is_subject(at) || self.opens(at),
            Upos::Punct | Upos::Sconj | Upos::Sym => false,
        }
    }

    /// "Most" opens its sentence or clause, and the verb follows.
    fn opens(&self, at: TokenId) -> bool {
        let sentence = self.analysis.sentence_of(at);
        at == sentence.first && self.tokens.all[at + 1].xpos != Xpos::Vbg
    }

    /// "the Kurdish-majority city"
    fn after_hyphen(&self, at: TokenId) -> bool {
        self.touches(at) && self.tokens.is(at - 1, Word::Hyphen)
    }

    fn halved(&self, at: TokenId) -> Option<(f64, f64, TokenId)> {
        self.tokens
            .senses
            .find(at, sense!(Word::HalfVerb(value) => value))
            .map(|(value, last)| (value, value, last))
            .filter(|_| !matches!(self.tokens.all[at].upos, Upos::Noun))
    }

    /// "all but two": nearly the whole, at least its half.
    fn all_but(&self, at: TokenId, limit: TokenId) -> Option<(f64, f64, TokenId)> {
        let start = self.tokens.after(at, Word::AllBut)?;
        let number = self.tokens.cardinal(start, limit)?;
        Some((50.0, 100.0, number.last))
    }

    /// "a third of", "two-thirds", "three quarters", "half of", "half the", "one in five". `bound`: words such as
    /// "more than" stand before it.
    pub(super) fn fraction(&self, at: TokenId, limit: TokenId, bound: bool) -> Option<Found> {
        let (low, high, last) = self
            .half(at, limit, bound)
            .or_else(|| self.numbered_part(at, limit))
            .or_else(|| self.one_in(at, limit, bound))?;
        Some(share(at, last, low, high, false))
    }

    fn half(&self, at: TokenId, limit: TokenId, bound: bool) -> Option<(f64, f64, TokenId)> {
        let last = self.tokens.after(at, Word::Half).filter(|&last| last <= limit)?;
        if self.half_unit(at).is_some() || (at > 0 && self.tokens.is(at - 1, Word::HalfBefore)) {
            return None;
        }
        let article = self.tokens.is(last, Word::Article) || self.tokens.is(last, Word::Hyphen);
        let whole = self.tokens.is(last, Word::Of) || self.tokens.is(last, Word::HalfAfter);
        (!article && (whole || bound)).then_some((50.0, 50.0, last))
    }

    /// "half an hour", "half-hour": half of a unit.
    pub(super) fn half_unit(&self, at: TokenId) -> Option<Found> {
        let start = self.tokens.after(self.tokens.skip(at, Word::Article), Word::Half)?;
        let next = self.tokens.skip(start, Word::Hyphen);
        let next = self.tokens.skip(next, Word::Article);
        let next = self.tokens.skip(next, Word::Hyphen);
        let (unit, last) = self.tokens.senses.find(next, sense!(Word::Unit(unit) => unit))?;
        if next == start {
            return None;
        }
        let number = super::Number {
            last,
            low: 0.5,
            high: Some(0.5),
            approx: false,
            form: Form::Words,
            scale: 1.0,
            glued: false,
            lettered: false,
        };
        let first = if self.tokens.is(at, Word::Article) { at + 1 } else { at };
        Some(self.measured(unit, &number, share(first, last, 0.5, 0.5, false)))
    }

    fn numbered_part(&self, at: TokenId, limit: TokenId) -> Option<(f64, f64, TokenId)> {
        let (count, next) = match self.tokens.after(at, Word::Article) {
            Some(next) => (1.0, next),
            None => {
                let number = self.tokens.cardinal(at, limit).filter(|number| number.low < 100.0)?;
                (number.low, number.last)
            }
        };
        let article = self.tokens.is(at, Word::Article);
        let next = self.tokens.skip(next, Word::Hyphen);
        let (parts, last) = self.tokens.senses.find(next, sense!(Word::Part(value) if count > 1.0 => value, Word::Ordinal(value) if count == 1.0 && value > 2.0 => value, Word::Quarter => 4.0))?;
        let whole = self.tokens.is(last, Word::Of) || self.tokens.is(last, Word::HalfAfter);
        let fits = last <= limit && count < parts && (!article || whole) && !self.half_of_number(at, last);
        fits.then(|| {
            let exact = 100.0 * count / parts;
            (exact.floor(), exact.ceil(), last)
        })
    }

    /// "a quarter of a million", "a quarter of a century": a number or a duration, no share.
    fn half_of_number(&self, at: TokenId, last: TokenId) -> bool {
        let next = self.tokens.after(last, Word::Of).and_then(|next| self.tokens.after(next, Word::Article));
        let unit = |sense| matches!(sense, Word::Unit(_) | Word::Scale(_) | Word::Dozen(_)).then_some(());
        at < last && next.is_some_and(|next| self.tokens.senses.find(next, unit).is_some())
    }

    /// "one in five", "three out of four".
    fn one_in(&self, at: TokenId, limit: TokenId, bound: bool) -> Option<(f64, f64, TokenId)> {
        let part = self.tokens.cardinal(at, limit).filter(|number| number.low >= 1.0 && number.form != Form::Vague)?;
        let next = self.tokens.after(part.last, Word::In)?;
        let whole = self.tokens.cardinal(next, limit).filter(|number| number.form == part.form)?;
        let round = matches!(whole.low as u64, 3..=12 | 20 | 50 | 100 | 1000) && whole.low > part.low;
        let out_of = next > part.last + 1;
        let unit = self.tokens.senses.find(whole.last, |sense| matches!(sense, Word::Unit(_)).then_some(())).is_some();
        let fits = round && !unit && (part.low == 1.0 || out_of || bound);
        let exact = 100.0 * part.low / whole.low;
        fits.then_some((exact.floor(), exact.ceil(), whole.last))
    }
}

pub(super) fn share(first: TokenId, last: TokenId, low: f64, high: f64, approx: bool) -> Found {
    Found {
        first,
        last,
        kind: QuantityKind::Share,
        low: Some(low),
        high: Some(high),
        approx,
        unit: Some("%".into()),
        of: None,
    }
}
