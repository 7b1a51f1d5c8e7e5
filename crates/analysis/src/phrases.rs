//! Words and phrases of a table, and where they stand among tokens.
//!
//! A phrase is written as its tokens with spaces between ("no later than", "new year 's eve"), in lower case. Look-up
//! is by the first word, so the cost for a token that begins no phrase is one hash.

use std::collections::HashMap;

use compact_str::CompactString;

use crate::analysis::{Token, TokenId};

/// A closure that picks meanings: `sense!(Word::Ten(value) => value)`.
macro_rules! sense {
    ($($pattern:pat $(if $guard:expr)? => $value:expr),+ $(,)?) => {
        |sense| {
            $(if let $pattern = sense $(&& $guard)? {
                return Some($value);
            })+
            None
        }
    };
}
pub(crate) use sense;

/// From the first word of a phrase to the phrases that begin with it, longest first.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T> {
    by_first: HashMap<CompactString, Vec<Phrase<T>>>,
}

#[derive(Debug, Clone)]
struct Phrase<T> {
    rest: Vec<CompactString>,
    meaning: T,
}

/// What each token of a text can begin: meanings with the token after the phrase.
pub(crate) struct Senses<T> {
    /// `first[i]..first[i + 1]` in `all` belongs to token `i`.
    first: Vec<u32>,
    all: Vec<(T, TokenId)>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: HashMap::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// An empty phrase is left out.
    pub(crate) fn insert(&mut self, phrase: &str, meaning: T) {
        let mut words = phrase.split_whitespace().map(CompactString::from);
        let Some(first) = words.next() else { return };
        let list = self.by_first.entry(first).or_default();
        let rest: Vec<CompactString> = words.collect();
        let place = list.partition_point(|other| other.rest.len() >= rest.len());
        list.insert(place, Phrase { rest, meaning });
    }

    /// Meanings of the phrases that begin at token `at` and end before `limit`, longest first.
    pub(crate) fn at<'a>(
        &'a self,
        tokens: &'a [Token],
        at: TokenId,
        limit: TokenId,
    ) -> impl Iterator<Item = (T, TokenId)> + 'a {
        let found = tokens.get(at).and_then(|token| self.by_first.get(&token.lower));
        let fits = move |phrase: &&Phrase<T>| {
            let end = at + 1 + phrase.rest.len();
            end <= limit
                && tokens
                    .get(at + 1..end)
                    .is_some_and(|words| words.iter().zip(&phrase.rest).all(|(token, word)| token.lower == *word))
        };
        found.into_iter().flatten().filter(fits).map(move |phrase| (phrase.meaning, at + 1 + phrase.rest.len()))
    }

    /// Meanings of a phrase of this one word.
    pub(crate) fn single<'a>(&'a self, word: &str) -> impl Iterator<Item = T> + 'a {
        let found = self.by_first.get(word).into_iter().flatten();
        found.filter(|phrase| phrase.rest.is_empty()).map(|phrase| phrase.meaning)
    }

    /// The senses of every token; a phrase never crosses one of `limits`, the ends of sentences in order.
    pub(crate) fn senses(&self, tokens: &[Token], limits: impl Iterator<Item = TokenId>) -> Senses<T> {
        let mut first = Vec::with_capacity(tokens.len() + 1);
        let mut all = Vec::new();
        for limit in limits {
            while first.len() < limit.min(tokens.len()) {
                let at = first.len();
                first.push(all.len() as u32);
                all.extend(self.at(tokens, at, limit));
            }
        }
        first.resize(tokens.len() + 1, all.len() as u32);
        Senses { first, all }
    }
}

impl<T: Copy> Senses<T> {
    pub(crate) fn of(&self, at: TokenId) -> &[(T, TokenId)] {
        match (self.first.get(at), self.first.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.all[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The longest phrase at `at` whose meaning `pick` accepts, and the token after it.
    pub(crate) fn find<R>(&self, at: TokenId, pick: impl Fn(T) -> Option<R>) -> Option<(R, TokenId)> {
        self.of(at).iter().find_map(|&(meaning, end)| pick(meaning).map(|result| (result, end)))
    }
}
