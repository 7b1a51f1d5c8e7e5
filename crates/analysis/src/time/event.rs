//! Times ordered by happenings: "since the invasion began", "before the strikes", "a few hours before the jet crashed on
//! Wednesday".

use super::calendar::{Days, moved};
use super::words::{Anchor, Unit, Word};
use super::{Found, Reader};
use crate::analysis::{TimeKind, TokenId};
use crate::phrases::sense;
use crate::tagset::{Relation, Upos, Xpos};

/// Words of a noun phrase or clause after "since" or "before", at most.
const PHRASE_MAX: usize = 24;

impl Reader<'_> {
    /// "since the invasion", "since the start of the war", "since the agreed ceasefire on January 19".
    pub(super) fn since_event(&self, at: TokenId) -> Option<Found> {
        let next = self.after(at, Word::Since)?;
        self.named(at, next).or_else(|| self.dated_event(at, next))
    }

    /// A named happening whose date is known.
    fn named(&self, at: TokenId, next: TokenId) -> Option<Found> {
        let end = self.limit.min(next + 10);
        let stop = (next..end).find(|&at| self.stops(at)).unwrap_or(end);
        let ((index, at_word), last) = (next..stop).find_map(|word| {
            let pick = sense!(Word::Anchor(index) => index);
            let senses = self.senses.of(word).iter().filter(|&&(_, last)| last <= stop);
            let anchors = senses.filter_map(|&(sense, last)| Some((pick(sense)?, last)));
            let near = anchors.filter_map(|(index, last)| Some((self.nearness(index)?, index, last)));
            let best =
                near.max_by_key(|&(score, index, last)| (last, score, self.words.anchors[usize::from(index)].date));
            best.map(|(_, index, last)| ((index, word), last))
        })?;
        let anchor = &self.words.anchors[usize::from(index)];
        // Between "since" and the name: articles, owners, adjectives, "the start of".
        let plain = (next..at_word).all(|at| !matches!(self.tag(at), Upos::Verb | Upos::Aux | Upos::Sconj));
        let last = self.after(last, Word::StartVerb).unwrap_or(last);
        plain.then(|| Found {
            kind: TimeKind::Interval,
            ..Found::date(at, last, Days { from: Some(anchor.date), to: None }, Unit::Day)
        })
    }

    fn stops(&self, at: TokenId) -> bool {
        let punctuation = !self.lower(at).starts_with(char::is_alphanumeric) && !self.is(at, Word::Possessive);
        punctuation && !self.is(at, Word::Hyphen)
    }

    /// How many words of the report speak of the happening; None where none does or it lies ahead.
    fn nearness(&self, index: u16) -> Option<usize> {
        let Anchor { date, near } = &self.words.anchors[usize::from(index)];
        if self.today.is_some_and(|today| *date > today) {
            return None;
        }
        let count = self.analysis.tokens.iter().filter(|token| near.contains(&token.lower)).count();
        (count > 0).then_some(count)
    }

    /// A noun phrase or a clause that holds a date: "since the capital fell in 2014".
    fn dated_event(&self, at: TokenId, next: TokenId) -> Option<Found> {
        let end = self.phrase_end(at, next)?;
        let dated = |end| {
            let point = |at| self.point(at).filter(|inner: &Found| inner.last <= end && inner.days.from.is_some());
            (next..end).find_map(point)
        };
        let inner = dated(end).or_else(|| dated(self.clause_end(end)?))?;
        let days = Days { from: inner.days.from, to: None };
        Some(Found {
            kind: TimeKind::Relative,
            inner: Some(inner.first),
            ..Found::date(at, inner.last, days, inner.unit)
        })
    }

    /// The token after the phrase or clause that the word at `at` leads in: by the tree, else up to punctuation.
    fn phrase_end(&self, at: TokenId, next: TokenId) -> Option<TokenId> {
        let all = &self.analysis.tokens;
        let limit = self.limit.min(next + PHRASE_MAX);
        let leads = matches!(all[at].relation, Relation::Case | Relation::Mark);
        match all[at].head.filter(|&head| leads && head > at) {
            Some(head) => {
                let mut end = head + 1;
                for token in next..limit {
                    let mut up = token;
                    for _ in 0..PHRASE_MAX {
                        if up == head {
                            end = end.max(token + 1);
                            break;
                        }
                        match all[up].head {
                            Some(above) => up = above,
                            None => break,
                        }
                    }
                }
                Some(end.min(limit))
            }
            None => (next..limit).find(|&at| self.stops(at)).or(Some(limit)),
        }
    }

    /// Where the tree took the subject of a clause for a noun phrase ("since the capital, Sanaa, fell in 2014"): the end
    /// of the clause whose verb follows, over an apposition.
    fn clause_end(&self, at: TokenId) -> Option<TokenId> {
        let all = &self.analysis.tokens;
        let verb = (at..self.limit.min(at + 4)).find(|&at| all[at].xpos == Xpos::Vbd)?;
        let clean = (at..verb).all(|at| matches!(all[at].upos, Upos::Punct | Upos::Propn));
        clean.then(|| (verb..self.limit.min(verb + PHRASE_MAX)).find(|&at| self.stops(at)).unwrap_or(self.limit))
    }

    /// The token after a short noun phrase: its noun by the tree, else the first known happening.
    pub(super) fn noun_phrase_end(&self, at: TokenId) -> Option<TokenId> {
        let limit = self.limit.min(at + 6);
        let noun = |at: TokenId| {
            let known = || self.words.events.contains_key(&self.analysis.tokens[at].lower);
            matches!(self.tag(at), Upos::Noun | Upos::Propn) || (self.tag(at) == Upos::X && known())
        };
        let first = (at..limit).find(|&at| noun(at))?;
        let clean = (at..first).all(|at| !self.stops(at) && !matches!(self.tag(at), Upos::Verb | Upos::Aux));
        let last = (first..limit).take_while(|&at| noun(at)).last()?;
        clean.then_some(last + 1)
    }

    /// "before the strikes", "ahead of the talks": up to today.
    pub(super) fn before_event(&self, at: TokenId) -> Option<Found> {
        let next = self.after(at, Word::Before)?;
        let definite = self.after(next, Word::The).or_else(|| {
            self.find(next, sense!(Word::Which(super::words::Which::This | super::words::Which::Same) => ()))
                .map(|((), next)| next)
        })?;
        let last = self.noun_phrase_end(definite)?;
        let noun = &self.analysis.tokens[last - 1];
        let event = self.words.events.contains_key(&noun.lower) || self.words.events.contains_key(&noun.lemma);
        let days = Days { from: None, to: self.today };
        event.then(|| Found { kind: TimeKind::Relative, ..Found::date(at, last, days, Unit::Day) })
    }

    /// "a few hours before the jet crashed on Wednesday", "two days after the attack".
    pub(super) fn by_event(&self, at: TokenId, next: TokenId, count: i64, vague: bool, unit: Unit) -> Option<Found> {
        let found = |last, days| Found { kind: TimeKind::Relative, ..Found::date(at, last, days, unit) };
        let start = self.skip(next, Word::The);
        if let Some(inner) = self.point(start).filter(|inner| !self.is(inner.last, Word::Possessive)) {
            return Some(found(inner.last, shifted(inner.days, count, vague, unit)));
        }
        let end = self.phrase_end(next - 1, next)?;
        let inner = (next..end).find_map(|at| self.point(at).filter(|inner| inner.last <= end && inner.days.known()));
        if let Some(inner) = inner.filter(|inner| !self.is(inner.last, Word::Possessive)) {
            let outer = found(inner.last, shifted(inner.days, count, vague, unit));
            return Some(Found { inner: Some(inner.first), ..outer });
        }
        let last = self.noun_phrase_end(start)?;
        let event = self.words.events.contains_key(&self.analysis.tokens[last - 1].lower);
        event.then(|| found(last, Days { from: None, to: self.today }))
    }
}

/// The days some units before or after; part of a day reaches into the day beside.
fn shifted(days: Days, count: i64, vague: bool, unit: Unit) -> Days {
    let (Some(from), Some(to)) = (days.from, days.to) else { return Days::UNKNOWN };
    if unit <= Unit::Hour {
        let beside = moved(from, count.signum(), Unit::Day);
        return Days::between(beside.min(from), beside.max(to));
    }
    match (vague, count > 0) {
        (false, _) => Days::between(moved(from, count, unit), moved(to, count, unit)),
        (true, true) => Days { from: Some(to), to: None },
        (true, false) => Days { from: None, to: Some(from) },
    }
}
