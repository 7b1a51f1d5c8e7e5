//! `&str -> Words`: what of a text is compared: its words without case, accents, marks, headings, datelines and credits.

use report::BlockKind;

/// Words in a shingle.
const SHINGLE: usize = 3;
/// A bracket that closes a text with no more words names who sent it: "(Agency)".
const CREDIT_WORDS_MAX: usize = 4;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    count: usize,
    /// Hash of the words in text order.
    all: u64,
    /// Hashes of three words each, of the whole where it has fewer; this and the next sorted, each once.
    shingles: Vec<u64>,
    distinct: Vec<u64>,
    /// Words with a capital, first words of sentences among them; none where most words have one.
    names: Vec<u64>,
    /// Numbers in digits.
    figures: Vec<u64>,
}

/// What two texts have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Overlap {
    /// Common shingles of all.
    pub(super) jaccard: f64,
    /// Common shingles of the shorter text's.
    pub(super) contained: f64,
    /// The same words in the same order.
    pub(super) same: bool,
    /// Each has words that the other lacks.
    pub(super) words_differ: bool,
    /// Each has names that the other lacks.
    pub(super) names_differ: bool,
    /// Each has numbers that the other lacks.
    pub(super) figures_differ: bool,
    /// Numbers that both have, and those of the text that has more.
    pub(super) figures: (usize, usize),
}

impl Words {
    pub(super) fn new(text: &str) -> Words {
        let mut words = Words::default();
        let mut sequence = Vec::new();
        let blocks = report::blocks(text);
        let prose = blocks.iter().any(|block| block.kind == BlockKind::Paragraph);
        for block in &blocks {
            if prose && matches!(block.kind, BlockKind::Heading | BlockKind::Caption) {
                continue;
            }
            let start = block.dateline.map_or(block.span.start, |dateline| dateline.span.end);
            let told = text.get(start as usize..block.span.end as usize).unwrap_or_default();
            let is_last = block.span.end as usize == text.trim_end().len();
            words.add(if is_last { without_credit(told) } else { told }, &mut sequence);
        }
        words.count = sequence.len();
        words.all = all(&sequence);
        words.shingles =
            if words.count < SHINGLE { vec![words.all] } else { sequence.windows(SHINGLE).map(all).collect() };
        if words.names.len() * 2 > words.count {
            words.names.clear();
        }
        words.distinct = sequence;
        for list in [&mut words.shingles, &mut words.distinct, &mut words.names, &mut words.figures] {
            list.sort_unstable();
            list.dedup();
        }
        words
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn shingles(&self) -> &[u64] {
        &self.shingles
    }

    pub(super) fn overlap(&self, other: &Words) -> Overlap {
        let shared = common(&self.shingles, &other.shingles) as f64;
        let (a, b) = (self.shingles.len() as f64, other.shingles.len() as f64);
        Overlap {
            jaccard: if shared > 0.0 { shared / (a + b - shared) } else { 0.0 },
            contained: if shared > 0.0 { shared / a.min(b) } else { 0.0 },
            same: (self.count, self.all) == (other.count, other.all),
            words_differ: differ(&self.distinct, &other.distinct),
            names_differ: differ(&self.names, &other.names),
            figures_differ: differ(&self.figures, &other.figures),
            figures: (common(&self.figures, &other.figures), self.figures.len().max(other.figures.len())),
        }
    }

    fn add(&mut self, text: &str, sequence: &mut Vec<u64>) {
        each_word(text, |word, from| {
            let hash = hash(word);
            sequence.push(hash);
            match text[from..].chars().next() {
                Some(first) if first.is_ascii_digit() => self.figures.push(hash),
                Some(first) if first.is_uppercase() => self.names.push(hash),
                _ => {}
            }
        });
    }
}

/// Hash of the words of a text, whatever marks stand between them; None where they are fewer than `least`.
pub(super) fn text_hash(text: &str, least: usize) -> Option<u64> {
    let (mut all, mut count) = (SEED, 0);
    each_word(text, |word, _| {
        all = mix(all ^ hash(word));
        count += 1;
    });
    (count >= least).then_some(all)
}

/// Words joined by single blanks, without case, accents and marks.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    each_word(text, |word, _| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    });
    out
}

pub(super) fn hash(text: &str) -> u64 {
    mix(text.bytes().fold(SEED, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
}

/// Spreads a hash over all bits (the last step of SplitMix64).
pub(super) const fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// Calls `emit` with each word, folded, and the byte of `text` that it begins at. An apostrophe inside a word and a comma inside a
/// number vanish; a point inside a number stays.
fn each_word(text: &str, mut emit: impl FnMut(&str, usize)) {
    let mut word = String::new();
    let mut from = 0;
    let mut last = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let in_number = last.is_ascii_digit() && next.is_ascii_digit();
        match c {
            _ if c.is_alphanumeric() => {
                if word.is_empty() {
                    from = at;
                }
                word.extend(c.to_lowercase());
            }
            '\u{300}'..='\u{36f}' => {}
            '\'' | '’' | '‘' | 'ʼ' if !word.is_empty() && next.is_alphanumeric() => {}
            ',' | '\u{a0}' | '\u{202f}' if in_number => {}
            '.' if in_number => word.push('.'),
            '.' if word.len() == 1 && next.is_alphabetic() => {}
            _ if !word.is_empty() => {
                emit_folded(&word, from, &mut emit);
                word.clear();
            }
            _ => {}
        }
        last = c;
    }
    if !word.is_empty() {
        emit_folded(&word, from, &mut emit);
    }
}

fn emit_folded(word: &str, from: usize, emit: &mut impl FnMut(&str, usize)) {
    if word.is_ascii() { emit(word, from) } else { emit(&gazetteer::fold(word), from) }
}

fn all(words: &[u64]) -> u64 {
    words.iter().fold(SEED, |hash, word| mix(hash.rotate_left(5) ^ word))
}

/// How many values two sorted lists share.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut at, mut count) = (0, 0);
    for value in a {
        while b.get(at).is_some_and(|other| other < value) {
            at += 1;
        }
        count += usize::from(b.get(at) == Some(value));
    }
    count
}

/// Each of two sorted lists has values that the other lacks.
fn differ(a: &[u64], b: &[u64]) -> bool {
    let shared = common(a, b);
    shared < a.len() && shared < b.len()
}

/// Without the short bracket that the text ends with.
fn without_credit(text: &str) -> &str {
    let inside = text.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    inside.filter(|(_, credit)| credit.split_whitespace().count() <= CREDIT_WORDS_MAX).map_or(text, |(rest, _)| rest)
}
