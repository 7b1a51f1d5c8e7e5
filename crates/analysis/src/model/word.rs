//! `&[&str] -> Vec<Word>`: what the templates see of each word, as hashes.
//!
//! Case is told apart only where it tells something: in a sentence all in capitals, or without any, a word's shape
//! says so and no more, so that a shouted headline reads as prose does.

use crate::model::hash::of_bytes;
use crate::token::folded;

pub const SUFFIX_MAX: usize = 5;
pub const PREFIX_MAX: usize = 3;
/// Bytes of a word that are looked at; the rest of a longer one (an address, mostly) is left out.
const BYTES_MAX: usize = 64;

/// Hashes of one word. All zero stands for "no word here".
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Folded form, digits as `0`.
    pub form: u64,
    /// The last 1 to 5 bytes; the whole form where it is shorter.
    pub suffixes: [u64; SUFFIX_MAX],
    pub prefixes: [u64; PREFIX_MAX],
    /// Capitals, digits, hyphen, length, first in the sentence, and how the sentence uses capitals.
    pub shape: u64,
    pub known: Known,
}

/// What the model's table of words says of a form; zero where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Which parts of speech the form has in the treebanks.
    pub class: u16,
    /// Which cluster of like words it belongs to; less than 4096.
    pub cluster: u16,
    /// How it is written inside of sentences: 1 small, 2 either way, 3 with a capital; less than 16.
    pub habit: u8,
}

impl Known {
    pub(crate) fn from_bits(bits: u32) -> Known {
        Known { class: bits as u16, cluster: (bits >> 16 & 0xFFF) as u16, habit: (bits >> 28) as u8 }
    }

    pub fn to_bits(self) -> u32 {
        u32::from(self.class) | u32::from(self.cluster & 0xFFF) << 16 | u32::from(self.habit) << 28
    }
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    Prose,
    /// "RUSSIA LAUNCHES DRONES": all words in capitals.
    Shouted,
    /// "Russia Launches Drones": nearly all words with a capital.
    Titled,
    /// No capitals at all.
    Small,
}

/// The views of a sentence's words. `lowers` are their folded forms (see [`folded`]), one for each form.
pub fn view<'a>(
    forms: impl Iterator<Item = &'a str> + Clone,
    lowers: impl Iterator<Item = &'a str>,
    known: impl Fn(u64) -> Known,
    words: &mut Vec<Word>,
) {
    let casing = casing(forms.clone());
    words.clear();
    for (index, (form, lower)) in forms.zip(lowers).enumerate() {
        let mut word = spelling(lower);
        word.shape = shape(form, index == 0, casing);
        word.known = known(word.form);
        words.push(word);
    }
}

/// The hash of a form as the word table and the lemma dictionary know it.
pub fn form_hash(form: &str) -> u64 {
    spelling(&folded(form)).form
}

fn spelling(lower: &str) -> Word {
    let mut buffer = [0_u8; BYTES_MAX];
    let length = lower.len().min(BYTES_MAX);
    for (slot, byte) in buffer.iter_mut().zip(lower.bytes()) {
        *slot = if byte.is_ascii_digit() { b'0' } else { byte };
    }
    let bytes = &buffer[..length];
    let form = of_bytes(bytes.iter().copied());
    let mut word = Word { form, suffixes: [form; SUFFIX_MAX], prefixes: [form; PREFIX_MAX], ..Word::default() };
    for size in 1..=SUFFIX_MAX.min(length) {
        word.suffixes[size - 1] = of_bytes(bytes[length - size..].iter().copied());
    }
    for size in 1..=PREFIX_MAX.min(length) {
        word.prefixes[size - 1] = of_bytes(bytes[..size].iter().copied());
    }
    word
}

pub fn casing<'a>(forms: impl Iterator<Item = &'a str>) -> Casing {
    let (mut words, mut upper, mut capital, mut long, mut long_capital) = (0, 0, 0, 0, 0);
    for form in forms {
        let Some(first) = form.chars().next().filter(|c| c.is_alphabetic()) else { continue };
        if form.len() < 2 {
            continue;
        }
        words += 1;
        capital += usize::from(first.is_uppercase());
        upper += usize::from(!form.chars().any(char::is_lowercase));
        long += usize::from(form.len() > 3);
        long_capital += usize::from(form.len() > 3 && first.is_uppercase());
    }
    if words < 3 {
        Casing::Prose
    } else if upper * 10 >= words * 9 {
        Casing::Shouted
    } else if capital == 0 {
        Casing::Small
    } else if long >= 3 && long_capital * 10 >= long * 9 {
        Casing::Titled
    } else {
        Casing::Prose
    }
}

fn shape(form: &str, first: bool, casing: Casing) -> u64 {
    let (mut upper, mut lower, mut digits, mut hyphen, mut others) = (0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
    for byte in form.bytes() {
        match byte {
            b'A'..=b'Z' => upper += 1,
            b'a'..=b'z' => lower += 1,
            b'0'..=b'9' => digits += 1,
            b'-' => hyphen = 1,
            0x80..=0xFF => others |= 2,
            _ => others |= 1,
        }
    }
    let capital = u64::from(form.as_bytes().first().is_some_and(u8::is_ascii_uppercase));
    let letters = match casing {
        Casing::Prose | Casing::Titled => capital | u64::from(upper > 1) << 1 | u64::from(lower > 0) << 2,
        Casing::Shouted | Casing::Small => u64::from(upper + lower > 0) << 2,
    };
    let mode = match casing {
        Casing::Prose => 0,
        Casing::Shouted | Casing::Small => 1,
        Casing::Titled => 2,
    };
    letters
        | digits.min(4) << 3
        | hyphen << 6
        | others << 7
        | (form.len().min(4) as u64) << 9
        | u64::from(first) << 12
        | mode << 13
}

#[cfg(test)]
mod tests {
    use super::*;

    fn casing_of(text: &str) -> Casing {
        casing(text.split(' '))
    }

    #[test]
    fn a_sentence_shows_how_it_uses_capitals() {
        assert_eq!(casing_of("Drones hit a fuel depot in the north ."), Casing::Prose);
        assert_eq!(casing_of("DRONES HIT FUEL DEPOT IN 3 REGIONS"), Casing::Shouted);
        assert_eq!(casing_of("Drones Hit Fuel Depot in the North"), Casing::Titled);
        assert_eq!(casing_of("drones hit a fuel depot"), Casing::Small);
        assert_eq!(casing_of("NATO said"), Casing::Prose);
        assert_eq!(casing_of(""), Casing::Prose);
    }

    #[test]
    fn a_shouted_word_looks_as_a_small_one() {
        assert_eq!(shape("DRONES", false, Casing::Shouted), shape("drones", false, Casing::Small));
        assert_ne!(shape("Drones", false, Casing::Prose), shape("drones", false, Casing::Prose));
    }

    #[test]
    fn digits_and_typographic_quotes_are_folded() {
        assert_eq!(form_hash("1999"), form_hash("2024"));
        assert_eq!(form_hash("’s"), form_hash("'S"));
        assert_ne!(form_hash("cat"), form_hash("cats"));
    }
}
