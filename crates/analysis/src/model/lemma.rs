//! Lemmas: `(form, tag) -> lemma` by a dictionary, else by the longest suffix that is known with that tag.
//!
//! A rule says how many letters to cut, what to put there, and in which case the lemma is written. The tables are
//! the trainer's; this module applies them, and the trainer uses the same functions to make them.

use compact_str::CompactString;

use crate::model::hash::mix;
use crate::model::table::{Dictionary, record};
use crate::model::word::{SUFFIX_MAX, Word};
use crate::token::folded;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// As the form has it.
    Kept,
    /// In small letters.
    Small,
    /// "UKRAINE" is "Ukraine".
    Titled,
    /// "un" is "UN".
    Upper,
}

impl Case {
    pub const ALL: [Case; 4] = [Case::Kept, Case::Small, Case::Titled, Case::Upper];
}

/// Cut this many letters off the end, write `ending`, in this case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    pub cut: u8,
    pub ending: CompactString,
    pub case: Case,
}

pub(crate) struct Lemmas<'a> {
    pub(crate) endings: &'a [CompactString],
    pub(crate) rules: &'a [u8],
    pub(crate) forms: Dictionary<'a>,
    pub(crate) suffixes: Dictionary<'a>,
}

impl Lemmas<'_> {
    /// `lower` is the folded form.
    pub(crate) fn lemma(&self, form: &str, lower: &str, word: &Word, tag: u8) -> CompactString {
        let number = self
            .forms
            .get(form_key(word, tag))
            .or_else(|| (0..=SUFFIX_MAX).rev().find_map(|length| self.suffixes.get(suffix_key(word, length, tag))));
        let Some(number) = number else { return lower.into() };
        let (ending, cut, case) = record(self.rules, number as usize);
        let ending = self.endings.get(usize::from(ending)).map_or("", CompactString::as_str);
        let case = Case::ALL[usize::from(case) % Case::ALL.len()];
        apply(form, lower, cut, ending, case)
    }
}

/// Key of the dictionary of forms.
pub fn form_key(word: &Word, tag: u8) -> u64 {
    mix(word.form, u64::from(tag) + 1)
}

/// Key of the dictionary of suffixes; length 0 is the tag alone.
pub fn suffix_key(word: &Word, length: usize, tag: u8) -> u64 {
    let suffix = length.checked_sub(1).map_or(0, |index| word.suffixes[index]);
    mix(mix(suffix, length as u64), u64::from(tag) + 1)
}

/// The lemma a rule gives. `lower` is the folded form.
pub fn apply(form: &str, lower: &str, cut: u8, ending: &str, case: Case) -> CompactString {
    let kept = |text: &str| {
        let length = text.char_indices().rev().nth(usize::from(cut).saturating_sub(1)).map_or(0, |(at, _)| at);
        let length = if cut == 0 { text.len() } else { length };
        let mut lemma = CompactString::from(&text[..length]);
        lemma.push_str(ending);
        lemma
    };
    match case {
        Case::Small => kept(lower),
        // Most forms that keep their case have nothing that folding would change but their case.
        Case::Kept if form.is_ascii() => kept(form),
        Case::Kept => kept(&unquoted(form)),
        Case::Upper => kept(lower).chars().flat_map(char::to_uppercase).collect(),
        Case::Titled => {
            let lemma = kept(lower);
            let mut letters = lemma.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        }
    }
}

/// Folded, but for its case.
fn unquoted(form: &str) -> CompactString {
    let mut buffer = [0; 4];
    let mut plain = CompactString::default();
    for c in form.chars() {
        if c.is_alphabetic() {
            plain.push(c);
        } else {
            plain.push_str(&folded(c.encode_utf8(&mut buffer)));
        }
    }
    plain
}
