//! `&str -> Vec<Block>`: headings, paragraphs, list items, captions and datelines, by the shape of the lines.
//!
//! - Blocks are in text order and do not overlap; what lies between them is blank, or a bullet.
//! - Lines that were broken to fit a width are joined into one block; a line that stands for itself is one.
//! - A heading is short, ends without a full stop and stands before prose; a text of one block has none.
//! - Never fails; linear in the text. Knows no words but those that mark a caption (`lexicon/en/text/captions`).

#[cfg(test)]
mod corpus;
mod dateline;
mod lines;

use std::sync::LazyLock;

use crate::span::Span;
use lines::Unit;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Without the white space around it and without a bullet.
    pub span: Span,
    pub kind: BlockKind,
    /// "KYIV, Dec 6 (Agency) —" at the start of a paragraph; its words are inside `span`.
    pub dateline: Option<Dateline>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    Paragraph,
    /// `lead_in` is the index of the paragraph that introduces the list ("…, including:").
    ListItem {
        lead_in: Option<u32>,
    },
    Caption,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Up to and with the dash or bracket that closes it.
    pub span: Span,
    pub place: Option<Span>,
    pub date: Option<Span>,
}

/// A heading has no more words.
const HEADING_WORDS_MAX: usize = 20;
/// One that is written like a sentence ("What we know so far") has no more.
const PLAIN_HEADING_WORDS_MAX: usize = 12;
/// The first line of a report has no more, if it is its title.
const TITLE_WORDS_MAX: usize = 30;
/// An item of a list without bullets has no more bytes.
const BARE_ITEM_BYTES_MAX: usize = 100;

/// A caption shows what it is among its first characters.
const CAPTION_CHARS: usize = 240;

/// (`start` or `inside`, phrase in lower case).
static CAPTIONS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let table = include_str!("../../../lexicon/en/text/captions.tsv");
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// Blocks of `text`, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let units = lines::units(text);
    let page = Page { text, units: &units, telegraphic: is_telegraphic(text, &units) };
    let mut found: Vec<Block> = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        let kind = page.kind(index, &found);
        let dateline = match kind {
            BlockKind::Paragraph => dateline::dateline(text, unit.span),
            BlockKind::Heading | BlockKind::ListItem { .. } | BlockKind::Caption => None,
        };
        found.push(Block { span: unit.span, kind, dateline });
    }
    found
}

/// Most lines end without a full stop, as in a ticker: such a line is no heading unless it is written like one.
fn is_telegraphic(text: &str, units: &[Unit]) -> bool {
    let open = units.iter().filter(|unit| !unit.bullet && !ends_like_prose(unit.span.of(text))).count();
    units.len() >= 4 && open * 2 > units.len()
}

struct Page<'a> {
    text: &'a str,
    units: &'a [Unit],
    telegraphic: bool,
}

impl Page<'_> {
    fn kind(&self, index: usize, before: &[Block]) -> BlockKind {
        let unit = &self.units[index];
        if unit.bullet {
            return BlockKind::ListItem { lead_in: self.lead_in(before) };
        }
        if is_caption(unit.span.of(self.text)) {
            return BlockKind::Caption;
        }
        if self.is_bare_item(index, before) {
            return BlockKind::ListItem { lead_in: self.lead_in(before) };
        }
        if self.is_heading(index) && dateline::dateline(self.text, unit.span).is_none() {
            return BlockKind::Heading;
        }
        BlockKind::Paragraph
    }

    /// The paragraph right before the list that is being read, where it ends as an introduction does.
    fn lead_in(&self, before: &[Block]) -> Option<u32> {
        if let Some(Block { kind: BlockKind::ListItem { lead_in }, .. }) = before.last() {
            return *lead_in;
        }
        let last = before.last().filter(|block| block.kind == BlockKind::Paragraph)?;
        let opens = !last.span.of(self.text).trim_end_matches(is_closer).ends_with(['.', '!', '?', '…']);
        opens.then(|| before.len() as u32 - 1)
    }

    /// A short line without a full stop among others, behind a paragraph that ends with a colon.
    fn is_bare_item(&self, index: usize, before: &[Block]) -> bool {
        let short = |unit: &Unit| {
            let words = unit.span.of(self.text);
            !unit.bullet && words.len() <= BARE_ITEM_BYTES_MAX && !ends_like_prose(words) && !words.ends_with(':')
        };
        if !short(&self.units[index]) {
            return false;
        }
        match before.last() {
            Some(Block { kind: BlockKind::Paragraph, span, .. }) => {
                span.of(self.text).ends_with(':') && self.units.get(index + 1).is_some_and(short)
            }
            Some(Block { kind: BlockKind::ListItem { lead_in: Some(_) }, .. }) => {
                !self.units[index - 1].bullet && !self.units[index].gap_before
            }
            _ => false,
        }
    }

    fn is_heading(&self, index: usize) -> bool {
        let unit = &self.units[index];
        let words = unit.span.of(self.text);
        let Some(next) = self.units.get(index + 1) else { return false };
        let count = words.split_whitespace().count();
        let limit = if index == 0 { TITLE_WORDS_MAX } else { HEADING_WORDS_MAX };
        if unit.lines > 1 || count > limit || ends_like_prose(words) || words.ends_with([':', ',', ';']) {
            return false;
        }
        let Some(first) = words.chars().find(|c| c.is_alphanumeric()) else { return false };
        if is_title_case(words) {
            return true;
        }
        if first.is_lowercase() || self.telegraphic {
            return false;
        }
        index == 0 || (count <= PLAIN_HEADING_WORDS_MAX && (next.bullet || next.span.len() > unit.span.len()))
    }
}

/// Ends with a full stop, a question or an exclamation mark, but for "U.S." and for a short question.
fn ends_like_prose(words: &str) -> bool {
    let end = without_footnote(words).trim_end_matches(is_closer);
    let last = end.rsplit(char::is_whitespace).next().unwrap_or(end);
    let abbreviated = last.ends_with('.') && last.len() <= 6 && last.trim_end_matches('.').contains('.');
    let question = end.ends_with('?') && words.split_whitespace().count() <= PLAIN_HEADING_WORDS_MAX;
    end.ends_with(['.', '!', '?', '…']) && !abbreviated && !question
}

/// Without the "[12]" of an encyclopaedia.
fn without_footnote(words: &str) -> &str {
    let inner = words.strip_suffix(']').map(|words| words.trim_end_matches(|c: char| c.is_ascii_digit()));
    inner.and_then(|words| words.strip_suffix('[')).unwrap_or(words)
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '\'' | '’' | '»' | ')' | ']')
}

/// All words of four letters and more have a capital, or nearly all of many.
fn is_title_case(words: &str) -> bool {
    let letters = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let capital = |word: &&str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let long: Vec<&str> = words.split_whitespace().filter(letters).collect();
    let capitals = long.iter().filter(|word| capital(word)).count();
    let first = words.split_whitespace().next().is_some_and(|word| capital(&word));
    first && long.len() >= 2 && capitals * 6 >= long.len() * 5
}

fn is_caption(words: &str) -> bool {
    let start: String = words.chars().take(CAPTION_CHARS).flat_map(char::to_lowercase).collect();
    CAPTIONS.iter().any(|&(place, phrase)| match place {
        "start" => start.starts_with(phrase) || start.trim_start_matches(['(', '[']).starts_with(phrase),
        _ => start.contains(phrase),
    })
}
