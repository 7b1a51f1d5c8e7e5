//! What a quantity counts: the noun that the tree or the order of words gives, and the word a claim writes for it.

use compact_str::CompactString;

use crate::analysis::{QuantityKind, TokenId};
use crate::quantity::words::Word;
use crate::quantity::{Found, Reader};
use crate::tagset::{Relation, Upos, Xpos};

/// A noun phrase's words between the number and its noun are at most this many.
const RUN_MAX: usize = 8;

impl Reader<'_> {
    pub(super) fn counted(&self, found: &Found, limit: TokenId) -> Option<TokenId> {
        if matches!(found.kind, QuantityKind::Duration | QuantityKind::Money | QuantityKind::Measure) {
            return None;
        }
        if self.tokens.all[found.last - 1].upos == Upos::X && !self.tagged(found.first) {
            let ordinal = matches!(found.kind, QuantityKind::Ordinal | QuantityKind::Day);
            let next = Some(found.last).filter(|&next| ordinal && next < limit && self.alphabetic(next));
            return next.or_else(|| self.untagged(found.last, limit));
        }
        let direct = if found.kind == QuantityKind::Area { None } else { self.noun_run(found.last, limit) };
        direct.or_else(|| self.of_noun(found.last, limit)).or_else(|| self.by_tree(found))
    }

    /// "dozens of drones", "12 of 16 missiles", "three of its air bases", "85% of the territory".
    fn of_noun(&self, at: TokenId, limit: TokenId) -> Option<TokenId> {
        let mut next = self.tokens.after(at, Word::Of).filter(|&next| next < limit)?;
        for _ in 0..RUN_MAX {
            if next >= limit {
                return None;
            }
            if let Some(noun) = self.noun_run(next, limit) {
                return Some(noun);
            }
            let inner = self.tokens.cardinal(next, limit).map(|number| number.last);
            let word = &self.tokens.all[next];
            let determiner =
                matches!(word.upos, Upos::Det | Upos::Pron | Upos::Num | Upos::Adv) || self.tokens.is(next, Word::The);
            match inner {
                Some(last) => next = last,
                None if determiner => next += 1,
                None => return None,
            }
        }
        None
    }

    /// The last noun of the words that follow without a break: "five Armed Forces personnel".
    pub(super) fn noun_run(&self, at: TokenId, limit: TokenId) -> Option<TokenId> {
        let mut noun = None;
        for next in at..limit.min(at + RUN_MAX) {
            let token = &self.tokens.all[next];
            if matches!(token.upos, Upos::Noun | Upos::Propn) {
                noun = Some(next);
            } else if token.upos == Upos::X && next == at {
                return self.untagged(at, limit);
            } else if !self.inside_run(at, next, noun) {
                break;
            }
        }
        noun
    }

    /// A word that may stand between a number and its noun, or inside the noun's name.
    fn inside_run(&self, at: TokenId, next: TokenId, noun: Option<TokenId>) -> bool {
        let token = &self.tokens.all[next];
        let hyphen = token.upos == Upos::Punct && self.tokens.is(next, Word::Hyphen);
        if hyphen {
            return self.touches(next) && self.touches(next + 1);
        }
        if token.upos == Upos::Adj {
            return !noun.is_some_and(|noun| self.is_plural(noun));
        }
        // "two wounded soldiers", but not "53 killed".
        let participle = token.upos == Upos::Verb && matches!(token.xpos, Xpos::Vbg | Xpos::Vbn | Xpos::Jj);
        let before_noun = self.tokens.all.get(next + 1).is_some_and(|after| after.upos == Upos::Noun);
        noun.is_none() && ((participle && before_noun) || (next == at && self.tokens.is(next, Word::Ever)))
    }

    /// Without tags: the first plural among the next words, before punctuation.
    fn untagged(&self, at: TokenId, limit: TokenId) -> Option<TokenId> {
        let mut next = at;
        while next < limit.min(at + RUN_MAX) {
            if let Some(number) = self.tokens.cardinal(next, limit).filter(|_| next > at) {
                next = number.last;
                continue;
            }
            let of = self.tokens.is(next, Word::Of) || self.tokens.is(next, Word::The) || self.lower(next) == "-";
            if !of && !self.alphabetic(next) {
                return None;
            }
            if !of && self.is_plural(next) {
                return Some(next);
            }
            next += 1;
        }
        None
    }

    /// The head that the number modifies.
    fn by_tree(&self, found: &Found) -> Option<TokenId> {
        let all = &self.tokens.all;
        let top = (found.first..found.last).find(|&at| {
            let inside = all[at].head.is_some_and(|head| (found.first..found.last).contains(&head));
            !inside && matches!(all[at].upos, Upos::Num | Upos::Adj | Upos::Noun | Upos::Sym)
        })?;
        let modifies = matches!(all[top].relation, Relation::Nummod | Relation::Amod | Relation::Det);
        let head = all[top].head.filter(|_| modifies)?;
        matches!(all[head].upos, Upos::Noun | Upos::Propn).then_some(head)
    }

    pub(super) fn is_subject(&self, at: TokenId) -> bool {
        matches!(self.tokens.all[at].relation, Relation::Nsubj | Relation::NsubjPass)
    }

    /// By tag, else by the ending.
    pub(super) fn is_plural(&self, at: TokenId) -> bool {
        let token = &self.tokens.all[at];
        let words = self.tokens.words;
        if matches!(token.xpos, Xpos::Nns | Xpos::Nnps) {
            return true;
        }
        // A plural can be mistaken for a verb, and bare tokens have no tag.
        let unsure = matches!(token.xpos, Xpos::Other | Xpos::Vbz);
        unsure && (words.singular(&token.lower) != token.lower || words.singulars.contains_key(&token.lower))
    }

    /// The singular noun, after the table: `person` for any people, `drone` for unmanned aircraft.
    pub(super) fn name_of(&self, noun: TokenId) -> CompactString {
        let token = &self.tokens.all[noun];
        let words = self.tokens.words;
        let singular = words.singular(&token.lower);
        let pair = noun.checked_sub(1).map(|before| {
            let mut pair = words.singular(&self.tokens.all[before].lower);
            pair.push(' ');
            pair.push_str(&singular);
            pair
        });
        let known = pair.and_then(|pair| words.counted.get(&pair));
        known.or_else(|| words.counted.get(&singular)).cloned().unwrap_or(singular)
    }
}
