//! `tokens -> Number`: cardinals and ordinals in digits and words, without the words that bound them.
//!
//! "653", "1,200", "3.6 million", "twenty-one", "two hundred and five", "three-and-a-half million", "half a dozen",
//! "tens of thousands", "several hundred", "11th", "twenty-first". At most [`WORDS_MAX`] tokens are read.

use report::Span;

use crate::analysis::{Token, TokenId};
use crate::phrases::Senses;
use crate::phrases::sense;
use crate::quantity::words::{NumberWords, Word};

/// No number is longer than this many tokens; what follows is left alone.
const WORDS_MAX: usize = 16;

/// What number parsing reads: the text, its tokens and what each can mean.
pub(crate) struct Tokens<'a> {
    pub(crate) text: &'a str,
    pub(crate) all: &'a [Token],
    pub(crate) senses: &'a Senses<Word>,
    pub(crate) words: &'a NumberWords,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) last: TokenId,
    pub(crate) low: f64,
    pub(crate) high: Option<f64>,
    pub(crate) approx: bool,
    pub(crate) form: Form,
    /// The factor of its last word: 1,000,000 for "3.6 million".
    pub(crate) scale: f64,
    /// A sign or unit glued to the digits in one token: "300km", "85%", "20+".
    pub(crate) glued: bool,
    /// The scale is letters at the end of the digits: "2.8m", which can be metres, too.
    pub(crate) lettered: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Digits,
    Words,
    /// "dozens", "several": no number is named.
    Vague,
    /// "twin", "a pair of".
    Group,
}

/// The leading digits of a word and what is left of it.
pub(crate) struct Digits<'a> {
    pub(crate) value: f64,
    pub(crate) rest: &'a str,
    /// Written with separators or a decimal point.
    pub(crate) marked: bool,
}

/// Reads "653", "1,200", "5.7" at the start of `word`.
pub(crate) fn digits(word: &str) -> Option<Digits<'_>> {
    let bytes = word.as_bytes();
    if !bytes.first()?.is_ascii_digit() {
        return None;
    }
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = run(0);
    let mut value = word[..end].parse::<f64>().ok()?;
    let mut marked = false;
    while end <= 12 && bytes.get(end) == Some(&b',') && matches!(run(end + 1), 2 | 3) && run(0) <= 3 {
        let group = run(end + 1);
        value = value * 10f64.powi(group as i32) + word[end + 1..end + 1 + group].parse::<f64>().ok()?;
        end += 1 + group;
        marked = true;
    }
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        let fraction = run(end + 1);
        value = word[..end + 1 + fraction].replace(',', "").parse().ok()?;
        end += 1 + fraction;
        marked = true;
    }
    Some(Digits { value, rest: &word[end..], marked })
}

impl Tokens<'_> {
    pub(crate) fn is(&self, at: TokenId, word: Word) -> bool {
        self.senses.of(at).iter().any(|&(sense, _)| sense == word)
    }

    /// The token begins with a digit.
    pub(crate) fn digits_at(&self, at: TokenId) -> bool {
        self.all.get(at).and_then(|token| token.lower.as_bytes().first()).is_some_and(u8::is_ascii_digit)
    }

    /// A number in words, or an article that can be one, begins here.
    pub(crate) fn opens(&self, at: TokenId) -> bool {
        self.senses.of(at).iter().any(|(sense, _)| {
            matches!(
                sense,
                Word::Small(_)
                    | Word::Ten(_)
                    | Word::Hundred
                    | Word::Scale(_)
                    | Word::Dozen(_)
                    | Word::Vague(_)
                    | Word::Several(_)
                    | Word::Few(_)
                    | Word::Couple(_)
                    | Word::Ordinal(_)
                    | Word::Article
            )
        })
    }

    /// The token after `at` where the word there is `word`.
    pub(crate) fn after(&self, at: TokenId, word: Word) -> Option<TokenId> {
        self.senses.find(at, |sense| (sense == word).then_some(())).map(|((), end)| end)
    }

    pub(crate) fn skip(&self, at: TokenId, word: Word) -> TokenId {
        self.after(at, word).unwrap_or(at)
    }

    pub(crate) fn span(&self, first: TokenId, last: TokenId) -> Span {
        self.all[first].span.join(self.all[last - 1].span)
    }

    fn plain(&self, last: TokenId, value: f64, form: Form, scale: f64) -> Number {
        Number { last, low: value, high: Some(value), approx: false, form, scale, glued: false, lettered: false }
    }

    /// The cardinal that begins at `at` and ends before `limit`.
    pub(crate) fn cardinal(&self, at: TokenId, limit: TokenId) -> Option<Number> {
        let limit = limit.min(at + WORDS_MAX).min(self.all.len());
        if at >= limit {
            return None;
        }
        if self.digits_at(at) {
            return self.in_digits(at, limit);
        }
        if self.senses.of(at).is_empty() {
            return None;
        }
        let found = self.half_of(at).or_else(|| self.vague(at)).or_else(|| self.in_words(at, limit))?;
        (found.last <= limit).then_some(found)
    }

    fn in_digits(&self, at: TokenId, limit: TokenId) -> Option<Number> {
        let word = &self.all[at].lower;
        let read = digits(word)?;
        let (mut value, mut scale, mut glued) = (read.value, 1.0, false);
        let mut last = at + 1;
        match read.rest {
            "" => {
                let next = self.all.get(last).filter(|next| next.span.start == self.all[at].span.end && last < limit);
                if let Some(&factor) = next.and_then(|next| self.words.suffixes.get(&next.lower)) {
                    scale = factor;
                    last += 1;
                }
            }
            "½" => value += 0.5,
            "+" | "%" => glued = true,
            rest => match self.words.suffixes.get(rest) {
                Some(&factor) => scale = factor,
                None if self.unit_word(rest).is_some() => glued = true,
                None => return None,
            },
        }
        if read.rest.is_empty() && scale == 1.0 {
            while let Some(group) = self.spaced_group(last, limit).filter(|_| !read.marked && value < 1e9) {
                value = value * 1000.0 + group;
                last += 1;
            }
        }
        let number = self.plain(last, value * scale, Form::Digits, scale);
        if scale == 1.0 && !glued {
            return Some(self.scaled(number, limit));
        }
        Some(Number { glued, lettered: scale > 1.0, ..number })
    }

    /// Three digits after a thin or fixed space: "10 000".
    fn spaced_group(&self, at: TokenId, limit: TokenId) -> Option<f64> {
        let word = self.all.get(at).filter(|_| at < limit)?;
        let gap = self.text.get(self.all[at - 1].span.end as usize..word.span.start as usize)?;
        let thin = matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}") || (gap == " " && word.lower == "000");
        let three = word.lower.len() == 3 && word.lower.bytes().all(|byte| byte.is_ascii_digit());
        if thin && three { word.lower.parse().ok() } else { None }
    }

    /// Index of the unit that a single word names.
    pub(crate) fn unit_word(&self, word: &str) -> Option<u16> {
        self.words.phrases.single(word).find_map(|sense| if let Word::Unit(unit) = sense { Some(unit) } else { None })
    }

    /// "and a half", then hundred, thousand, million, dozen after a number, with or without hyphen.
    fn scaled(&self, mut number: Number, limit: TokenId) -> Number {
        let mut low = number.low;
        if let Some((part, last)) = self.and_a_half(number.last) {
            low += part;
            number.last = last;
        }
        while number.last < limit {
            let at = self.skip(number.last, Word::Hyphen);
            let factor = self
                .senses
                .find(at, sense!(Word::Hundred => 100.0, Word::Scale(factor) | Word::Dozen(factor) => factor));
            let Some((factor, last)) = factor else { break };
            low *= factor;
            number.scale *= factor;
            number.last = last;
        }
        number.high = number.high.map(|_| low);
        number.low = low;
        number
    }

    fn and_a_half(&self, at: TokenId) -> Option<(f64, TokenId)> {
        let at = self.after(self.skip(at, Word::Hyphen), Word::And)?;
        let at = self.after(self.skip(at, Word::Hyphen), Word::Article)?;
        let at = self.skip(at, Word::Hyphen);
        self.after(at, Word::Half)
            .map(|last| (0.5, last))
            .or_else(|| self.after(at, Word::Quarter).map(|last| (0.25, last)))
    }

    /// "half a million", "half-a-dozen", "a quarter of a million", "a half million".
    fn half_of(&self, at: TokenId) -> Option<Number> {
        let start = self.skip(at, Word::Article);
        let start = self.skip(start, Word::Hyphen);
        let (part, next) = match self.after(start, Word::Half) {
            Some(next) => (0.5, next),
            None => (0.25, self.after(self.after(start, Word::Quarter)?, Word::Of)?),
        };
        let next = self.skip(next, Word::Hyphen);
        let next = self.skip(next, Word::Article);
        let next = self.skip(next, Word::Hyphen);
        let (factor, last) = self.senses.find(next, sense!(Word::Scale(factor) | Word::Dozen(factor) => factor))?;
        Some(self.plain(last, part * factor, Form::Words, factor))
    }

    /// "dozens", "tens of thousands", "several hundred", "a few dozen", "a couple", "twin", "a pair of".
    fn vague(&self, at: TokenId) -> Option<Number> {
        let open = |last, low, scale| Number {
            last,
            low,
            high: None,
            approx: true,
            form: Form::Vague,
            scale,
            glued: false,
            lettered: false,
        };
        if let Some((low, last)) = self.senses.find(at, sense!(Word::Several(low) => low)) {
            return Some(self.several(low, last));
        }
        if let Some((low, last)) = self.plural_number(at) {
            let product = self.after(last, Word::Of).and_then(|next| self.plural_number(next));
            return match product {
                // "tens of thousands": at least two tens of the smallest thousand.
                Some((factor, last)) if low <= factor => Some(open(last, low * factor / 2.0, factor)),
                _ => Some(open(last, low, 1.0)),
            };
        }
        let next = self.skip(at, Word::Article);
        let few =
            self.senses.find(next, sense!(Word::Few(low) => (low, None), Word::Couple(value) => (value, Some(value))));
        if let Some(((low, high), last)) = few.filter(|_| next > at) {
            let number = self.several(low, last);
            return Some(Number { high: high.map(|_| number.low), ..number });
        }
        let (value, last) = self.senses.find(next, sense!(Word::Group(value) => value))?;
        let of_them = self.is(last, Word::Of);
        (of_them || next == at).then(|| self.plain(last, value, Form::Group, 1.0))
    }

    /// "few" without an article, as in "the last few years".
    pub(crate) fn bare_few(&self, at: TokenId) -> Option<Number> {
        let (low, last) = self.senses.find(at, sense!(Word::Few(low) | Word::Couple(low) => low))?;
        Some(self.several(low, last))
    }

    fn several(&self, low: f64, last: TokenId) -> Number {
        let start = Number {
            last,
            low,
            high: None,
            approx: true,
            form: Form::Vague,
            scale: 1.0,
            glued: false,
            lettered: false,
        };
        self.scaled(start, last + 4)
    }

    fn plural_number(&self, at: TokenId) -> Option<(f64, TokenId)> {
        self.senses.find(at, sense!(Word::Vague(low) => low))
    }

    fn in_words(&self, at: TokenId, limit: TokenId) -> Option<Number> {
        let mut total = 0.0;
        let mut scale = 1.0;
        let mut smallest = f64::INFINITY;
        let mut last = at;
        while last < limit {
            let from = if last == at { at } else { self.joint(last) };
            let Some((part, next)) = self.below_hundred(from, last == at) else { break };
            let group = self.scaled(self.plain(next, part, Form::Words, 1.0), limit);
            if group.low >= smallest || (last > at && group.low == 0.0) {
                break;
            }
            total += group.low;
            smallest = if group.scale > 1.0 { group.scale } else { 0.0 };
            scale = group.scale;
            last = group.last;
        }
        (last > at).then(|| self.plain(last, total, Form::Words, scale))
    }

    /// After "hundred" or "thousand": over "and" to the next part of the number.
    fn joint(&self, at: TokenId) -> TokenId {
        self.skip(at, Word::And)
    }

    /// "seven", "twenty-one", and "a" before hundred, thousand, dozen.
    fn below_hundred(&self, at: TokenId, first: bool) -> Option<(f64, TokenId)> {
        if let Some((value, last)) = self.small(at) {
            return Some((value, last));
        }
        if let Some((ten, last)) = self.senses.find(at, sense!(Word::Ten(value) => value)) {
            let unit = self.small(self.skip(last, Word::Hyphen)).filter(|&(value, _)| value > 0.0 && value < 10.0);
            return Some(unit.map_or((ten, last), |(value, end)| (ten + value, end)));
        }
        let next = self.after(at, Word::Article).filter(|_| first).unwrap_or(at);
        let bare_hundred = first && self.is(next, Word::Hundred);
        let scaled =
            next > at && self.senses.of(next).iter().any(|(sense, _)| matches!(sense, Word::Scale(_) | Word::Dozen(_)));
        (bare_hundred || scaled).then_some((1.0, next))
    }

    fn small(&self, at: TokenId) -> Option<(f64, TokenId)> {
        self.senses.find(at, sense!(Word::Small(value) => value))
    }

    /// "third", "11th", "twenty-first", "hundredth": the value and the token after it.
    pub(crate) fn ordinal(&self, at: TokenId) -> Option<(f64, TokenId)> {
        let token = self.all.get(at)?;
        if let Some(read) = digits(&token.lower) {
            let fits = matches!(read.rest, "st" | "nd" | "rd" | "th");
            return (fits && read.value.fract() == 0.0).then_some((read.value, at + 1));
        }
        let word = |at| self.senses.find(at, sense!(Word::Ordinal(value) => value));
        if let Some(found) = word(at) {
            return Some(found);
        }
        let (ten, last) = self.senses.find(at, sense!(Word::Ten(value) => value))?;
        let (value, end) = word(self.skip(last, Word::Hyphen)).filter(|&(value, _)| value < 10.0)?;
        Some((ten + value, end))
    }
}
