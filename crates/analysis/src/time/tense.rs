//! Whether the clause of an expression tells of what was or of what is to come.

use super::Reader;
use super::words::{Cue, Word};
use crate::analysis::TokenId;
use crate::tagset::{Relation, Upos, Xpos};

/// Steps up the tree, at most.
const CLIMB_MAX: usize = 8;

/// Without a tree, how many tokens before and after an expression are looked at.
const WINDOW: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

impl Reader<'_> {
    /// The tense of the clause that holds the tokens `first..last`.
    pub(super) fn tense(&self, first: TokenId, last: TokenId) -> Tense {
        let all = &self.analysis.tokens;
        let parsed = all.get(first).is_some_and(|token| token.head.is_some() || token.relation == Relation::Root);
        let told = if parsed {
            self.tense_by_tree(self.top(first, last.max(first + 1)))
        } else {
            self.tense_by_words(first, last)
        };
        match self.told_tense.get() {
            Some(Tense::Past) => Tense::Past,
            // "ruled until May" can lie behind, "closed until May" ahead.
            Some(Tense::Future) if told == Tense::Past => Tense::Unknown,
            Some(Tense::Future) => Tense::Future,
            _ if told == Tense::Future && self.owns_past(last) => Tense::Past,
            _ => told,
        }
    }

    /// "Saturday's bombing" has happened, whatever the clause will; "Saturday's vote" may lie ahead.
    fn owns_past(&self, last: TokenId) -> bool {
        let Some(next) = self.after(last, Word::Possessive) else { return false };
        let noun = |at: TokenId| self.words.events.get(&self.analysis.tokens[at].lower);
        (next..self.limit.min(next + 4)).find_map(noun).is_some_and(|planned| !planned)
    }

    fn tense_by_tree(&self, top: TokenId) -> Tense {
        let all = &self.analysis.tokens;
        let mut at = top;
        for _ in 0..CLIMB_MAX {
            let Some(head) = all[at].head else { break };
            at = head;
            // "a meeting scheduled for", "ready to": a noun or adjective with a copula tells as a verb does.
            let verb = matches!(all[at].upos, Upos::Verb | Upos::Aux) || self.copula(at).is_some();
            let tense = if verb { self.verb_tense(at) } else { Tense::Unknown };
            if tense != Tense::Unknown {
                return tense;
            }
        }
        Tense::Unknown
    }

    fn children(&self, of: TokenId) -> impl Iterator<Item = TokenId> {
        let all = &self.analysis.tokens;
        (self.first..self.limit).filter(move |&at| all[at].head == Some(of))
    }

    fn copula(&self, of: TokenId) -> Option<TokenId> {
        self.children(of).find(|&at| self.analysis.tokens[at].relation == Relation::Cop)
    }

    fn verb_tense(&self, verb: TokenId) -> Tense {
        let all = &self.analysis.tokens;
        let helps: Vec<TokenId> = self
            .children(verb)
            .filter(|&at| matches!(all[at].relation, Relation::Aux | Relation::AuxPass | Relation::Cop))
            .collect();
        let has = |cue: Cue| helps.iter().any(|&at| self.words.cue(&all[at].lower, cue));
        let infinitive = self.children(verb).any(|at| all[at].xpos == Xpos::To && all[at].relation == Relation::Mark);
        if has(Cue::Future) {
            // "may have been killed on Friday"
            return if has(Cue::Have) { Tense::Past } else { Tense::Future };
        }
        // "is to travel", "are to meet"
        if infinitive && has(Cue::Be) {
            return Tense::Future;
        }
        let governs = |at: TokenId| {
            self.words.cue(&all[at].lemma, Cue::Governor) || self.words.cue(&all[at].lower, Cue::Governor)
        };
        if infinitive {
            // "an event to be held on Friday", "expected to leave on Friday"
            let ahead = all[verb].relation == Relation::Acl || all[verb].head.is_some_and(governs);
            return if ahead { Tense::Future } else { Tense::Unknown };
        }
        // "scheduled for Monday", "due on Friday"
        let dated = self.words.cue(&all[verb].lemma, Cue::Dated) || self.words.cue(&all[verb].lower, Cue::Dated);
        if dated && (has(Cue::Be) || matches!(all[verb].xpos, Xpos::Vbn | Xpos::Jj)) {
            return Tense::Future;
        }
        let past = has(Cue::Past) || has(Cue::Have) || all[verb].xpos == Xpos::Vbd;
        if past { Tense::Past } else { Tense::Unknown }
    }

    /// The nearest word that tells, before the expression, then after it.
    fn tense_by_words(&self, first: TokenId, last: TokenId) -> Tense {
        let all = &self.analysis.tokens;
        let tells = |at: TokenId| {
            let word = &all[at].lower;
            let future = self.words.cue(word, Cue::Future) || self.words.cue(word, Cue::Governor);
            let past = self.words.cue(word, Cue::Past);
            match (future, past) {
                (true, _) => Some(Tense::Future),
                (false, true) => Some(Tense::Past),
                (false, false) => None,
            }
        };
        let before = (self.first.max(first.saturating_sub(WINDOW))..first).rev().find_map(tells);
        let after = || (last..self.limit.min(last + WINDOW)).find_map(tells);
        before.or_else(after).unwrap_or(Tense::Unknown)
    }
}
