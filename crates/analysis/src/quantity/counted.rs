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
        if found.kind == QuantityKind::Area {
            return self.of_noun(found.last, limit);
        }
        // The tree sees past "rebel and opposition factions", the order of words past a noun taken for a verb.
        let run = self.noun_run(found.last, limit);
        let head = self.by_tree(found).filter(|&head| head < found.first || head < found.last + RUN_MAX);
        match (run, head) {
            (Some(run), Some(head)) => Some(run.max(head)),
            (Some(run), None) => Some(run),
            (None, head) => self.of_noun(found.last, limit).or(head),
        }
    }

    /// "dozens of drones", "12 of 16 missiles", "three of its air bases", "85% of the territory".
    fn of_noun(&self, at: TokenId, limit: TokenId) -> Option<TokenId> {
        let mut next = self.tokens.after(at, Word::Of).filter(|&next| next < limit)?;
        for _ in 0..RUN_MAX {
            if next >= limit {
                return None;
            }
            if let Some(noun) = self.noun_run(next, limit) {
                return Some(self.joined_by_tree(at, noun, limit));
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

    /// "Katyusha and Falaq rockets": the noun that the first word modifies in the tree.
    fn joined_by_tree(&self, of: TokenId, noun: TokenId, limit: TokenId) -> TokenId {
        let all = &self.tokens.all;
        let modifies = matches!(all[noun].relation, Relation::Compound | Relation::Amod | Relation::Nmod);
        let head = all[noun].head.filter(|&head| modifies && head > noun && head < limit.min(of + RUN_MAX));
        head.filter(|&head| matches!(all[head].upos, Upos::Noun | Upos::Propn)).unwrap_or(noun)
    }

    /// The last noun of the words that follow without a break: "five Armed Forces personnel".
    pub(super) fn noun_run(&self, at: TokenId, limit: TokenId) -> Option<TokenId> {
        let mut noun = None;
        for next in at..limit.min(at + RUN_MAX) {
            let token = &self.tokens.all[next];
            let plural = noun.is_some_and(|noun| self.is_plural(noun));
            // "bombings yesterday", "five reporters Ukraine would"
            if self.timed(next, next + 1) || (plural && token.upos == Upos::Propn && !self.is_plural(next)) {
                break;
            }
            let known = noun == Some(next.wrapping_sub(1)) && self.is_person(next);
            if matches!(token.upos, Upos::Noun | Upos::Propn) || known {
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
        // "rebel and opposition factions", "American and coalition troops"
        if token.upos == Upos::Cconj {
            let pair =
                |at: usize| self.tokens.all.get(at).is_some_and(|token| matches!(token.upos, Upos::Adj | Upos::Noun));
            return next > at && pair(next - 1) && pair(next + 1) && !noun.is_some_and(|noun| self.is_plural(noun));
        }
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

    fn is_person(&self, at: TokenId) -> bool {
        let words = self.tokens.words;
        words
            .counted
            .get(&words.singular(&self.tokens.all[at].lower))
            .is_some_and(|of| Some(of) == words.person.as_ref())
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
    pub(super) fn name_of(&self, noun: TokenId, kind: QuantityKind) -> CompactString {
        let token = &self.tokens.all[noun];
        let words = self.tokens.words;
        // A part of something with a name is a part of its ground: "most of Bakhmut".
        let named = kind == QuantityKind::Share && token.xpos == Xpos::Nnp;
        if let Some(of) = words.named_whole.as_ref().filter(|_| named) {
            return of.clone();
        }
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
