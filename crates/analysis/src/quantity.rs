//! `tokens -> Vec<Quantity>`: numbers, and the interval that their words allow.
//!
//! "653" is 653..653, "at least eight" 8.., "nearly five-hour" ..5 hours, "most of which" 50..100 %, "the 11th time" an
//! ordinal. Output is sorted by span and does not overlap; the number's own digits or words lie inside its span, with
//! the words that move the interval ("an estimated 300,000"). What is a time is no quantity; nor are numbers that name
//! something ("T-72", "Resolution 2334", "Boeing 737"). Works on bare tokens; tags and tree say what is counted.
//! All words are data: `lexicon/en/quantity/`.

mod amount;
#[cfg(test)]
mod corpus_en;
mod counted;
mod name;
mod number;
mod ordinal;
mod share;
mod words;

use compact_str::CompactString;
use lexicon::Lexicon;
use report::Report;

use crate::analysis::{Analysis, Beside, Quantity, QuantityKind, TimeKind, TokenId};
use crate::phrases::Senses;
use crate::phrases::sense;
use crate::tagset::Upos;

pub use words::NumberWords;

use number::{Form, Number};
use words::{Bound, Sense};

pub(crate) use number::{Tokens, digits};
pub(crate) use words::Word;

/// The tokens, what each can mean, and where times already stand.
struct Reader<'a> {
    tokens: Tokens<'a>,
    analysis: &'a Analysis,
}

/// A quantity before it is known what it counts.
#[derive(Clone, Debug)]
struct Found {
    first: TokenId,
    last: TokenId,
    kind: QuantityKind,
    low: Option<f64>,
    high: Option<f64>,
    approx: bool,
    unit: Option<CompactString>,
    /// Known from the words themselves: "hour" for a duration, "dollar" for money.
    of: Option<CompactString>,
}

/// A table that cannot be read leaves its words unknown; [`NumberWords::new`] says what is wrong with it.
pub fn quantities(report: &Report, analysis: &Analysis, lexicon: &Lexicon) -> Vec<Quantity> {
    let words = lexicon.derived(|lexicon| NumberWords::new(lexicon).unwrap_or_default());
    let senses = senses(analysis, &words);
    let tokens = Tokens { text: &report.text, all: &analysis.tokens, senses: &senses, words: &words };
    let reader = Reader { tokens, analysis };
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        reader.sentence(sentence.first, sentence.last.min(analysis.tokens.len()), &mut found);
    }
    found
}

/// What each token can mean in a number; phrases stay inside sentences.
pub(crate) fn senses(analysis: &Analysis, words: &NumberWords) -> Senses<Word> {
    words.phrases.senses(&analysis.tokens, analysis.sentences.iter().map(|sentence| sentence.last))
}

impl Reader<'_> {
    fn sentence(&self, first: TokenId, limit: TokenId, found: &mut Vec<Quantity>) {
        let mut at = first;
        while at < limit {
            let begins = !self.tokens.senses.of(at).is_empty()
                || self.tokens.all[at].lower.as_bytes().first().is_some_and(u8::is_ascii_digit);
            match begins.then(|| self.at(at, first, limit)).flatten() {
                Some(quantity) if !self.timed(quantity.first, quantity.last) => {
                    at = quantity.last;
                    let quantity = self.finish(quantity, limit);
                    let before = self.same_as_before(&quantity, first, found);
                    let beside = self.beside(&quantity, first);
                    let continues = before.is_some();
                    let of = quantity.of.clone().or(before.and_then(|before| before.of.clone()));
                    found.push(Quantity { of, continues, beside, ..quantity });
                }
                _ => at = self.past_name(at, limit),
            }
        }
    }

    /// What begins at this token, with the words that bound it.
    fn at(&self, at: TokenId, first: TokenId, limit: TokenId) -> Option<Found> {
        if let Some(share) = self.part_of_whole(at, limit) {
            return Some(share);
        }
        let (bounds, start) = self.bounds_before(at, limit);
        if start >= limit {
            return None;
        }
        let bound = start > at;
        let body = self.half_unit(start).filter(|half| half.last <= limit);
        let body = body.or_else(|| self.fraction(start, limit, bound));
        let body = body.or_else(|| self.amount(start, first, limit, bound));
        if let Some(body) = body.filter(|body| start == at || self.bounds_fit(at, start, body)) {
            return Some(self.bounded(Found { first: if bound { at } else { body.first }, ..body }, &bounds, limit));
        }
        if start > at {
            return None;
        }
        self.ordinal(at, first, limit).or_else(|| self.bare_duration(at, first, limit))
    }

    /// "more than", "up to around": at most three phrases, and the token after them.
    fn bounds_before(&self, at: TokenId, limit: TokenId) -> (Vec<Bound>, TokenId) {
        let mut bounds = Vec::new();
        let mut next = at;
        while next < limit && bounds.len() < 3 {
            let bound = self.tokens.senses.find(next, sense!(Word::Before(bound, _) => bound));
            let Some((bound, end)) = bound else { break };
            bounds.push(bound);
            next = end;
        }
        (bounds, next)
    }

    /// "over", "around" and the like are bounds before large numbers; before small ones they can be prepositions of
    /// place or of time ("over two regions", "over three days").
    fn bounds_fit(&self, at: TokenId, start: TokenId, body: &Found) -> bool {
        let first = self.tokens.senses.find(at, sense!(Word::Before(_, sense) => sense)).map(|(sense, _)| sense);
        if first == Some(Sense::Goal) && at > 0 && self.tokens.is(at - 1, Word::Toll) {
            return false;
        }
        let last = self.tokens.senses.find(start - 1, sense!(Word::Before(_, sense) => sense)).map(|(sense, _)| sense);
        if last != Some(Sense::Place) || start - at > 1 || body.low.is_none_or(|low| low > 12.0) {
            return true;
        }
        match body.kind {
            QuantityKind::Duration => {
                at > 0
                    && (self.before_duration(at - 1)
                        || self.tokens.is(at - 1, Word::In)
                        || self.tokens.is(at - 1, Word::Of))
            }
            QuantityKind::Share | QuantityKind::Money | QuantityKind::Measure | QuantityKind::Area => true,
            QuantityKind::Count | QuantityKind::Ordinal | QuantityKind::Day => {
                matches!(self.tokens.all[at].upos, Upos::Adv | Upos::Adj)
            }
        }
    }

    fn bounded(&self, mut body: Found, bounds: &[Bound], limit: TokenId) -> Found {
        let after = self.tokens.senses.find(body.last, sense!(Word::After(bound) => bound));
        let mut bounds = bounds.to_vec();
        if let Some((bound, end)) = after.filter(|&(_, end)| end <= limit) {
            bounds.push(bound);
            body.last = end;
        }
        for bound in bounds {
            match bound {
                Bound::Least => body.high = None,
                Bound::Most => body.low = None,
                Bound::Near => {
                    body.low = None;
                    body.approx = true;
                }
                Bound::About => body.approx = true,
            }
        }
        body
    }

    fn finish(&self, found: Found, limit: TokenId) -> Quantity {
        let counted = self.counted(&found, limit);
        let of = found.of.clone().or_else(|| counted.map(|noun| self.name_of(noun, found.kind)));
        Quantity {
            span: self.tokens.span(found.first, found.last),
            first: found.first,
            last: found.last,
            kind: found.kind,
            low: found.low,
            high: found.high,
            approx: found.approx,
            unit: found.unit,
            counted,
            of,
            continues: false,
            beside: None,
        }
    }

    /// "270 others, 50 of them", "two killed and dozens more": the sentence's last count.
    fn same_as_before<'f>(&self, quantity: &Quantity, first: TokenId, found: &'f [Quantity]) -> Option<&'f Quantity> {
        let before = found.last().filter(|before| before.first >= first && before.kind == QuantityKind::Count);
        before.filter(|_| self.beside(quantity, first).is_some())
    }

    /// What the words next to a count say of the counts before it.
    fn beside(&self, quantity: &Quantity, first: TokenId) -> Option<Beside> {
        let words = [Beside::Part, Beside::More].into_iter().find(|&beside| {
            let led = quantity.first > first && self.tokens.is(quantity.first - 1, Word::SameBefore(beside));
            led || self.tokens.is(quantity.last, Word::SameAfter(beside))
        });
        words.filter(|_| quantity.kind == QuantityKind::Count)
    }

    fn timed(&self, first: TokenId, last: TokenId) -> bool {
        let times = &self.analysis.times;
        let after = times.partition_point(|time| time.last <= first);
        // A happening that a time is ordered by can hold quantities of its own, behind the first words.
        times[after..].iter().take_while(|time| time.first < last).any(|time| {
            let own = if time.kind == TimeKind::Relative { time.last.min(time.first + 3) } else { time.last };
            first < own
        })
    }

    fn tagged(&self, at: TokenId) -> bool {
        self.tokens.all[at].upos != Upos::X
    }

    fn lower(&self, at: TokenId) -> &str {
        self.tokens.all.get(at).map_or("", |token| token.lower.as_str())
    }

    /// No white space between this token and the one before.
    fn touches(&self, at: TokenId) -> bool {
        let all = &self.tokens.all;
        at > 0 && at < all.len() && all[at - 1].span.end == all[at].span.start
    }

    /// The first letter as written is a capital.
    fn capital(&self, at: TokenId) -> bool {
        let word = self.tokens.all.get(at).map_or("", |token| token.span.of(self.tokens.text));
        word.chars().next().is_some_and(char::is_uppercase)
    }

    fn alphabetic(&self, at: TokenId) -> bool {
        self.lower(at).chars().next().is_some_and(char::is_alphabetic)
    }
}
