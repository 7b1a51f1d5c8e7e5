//! `Report -> sentences and tokens`. A sentence never crosses a block.
//!
//! - Every token belongs to exactly one sentence; sentences are in text order.
//! - A closing quotation mark or bracket belongs to the sentence that it ends; a quotation that runs over
//!   several sentences is parted at its full stops.
//! - A dateline ("KYIV, Dec 6 (Agency) —") is a sentence of its own that tells no claims.
//! - A stretch of more than [`TOKENS_MAX`] tokens without an end is cut there and marked `unparsed`.
//! - Never fails; linear in the text.
//!
//! What ends no sentence (abbreviations) and what begins one behind them is data: `lexicon/en/text`.

#[cfg(test)]
mod corpus_en;

use lexicon::Lexicon;
use report::{BlockKind, Report};

use crate::analysis::{Analysis, Sentence, Token};
use crate::token::{self, Abbreviation, Conventions};

/// Longer sentences are lists, tables or wreckage: they are cut here and get no tree.
pub const TOKENS_MAX: usize = 400;

/// How far behind a quoted question a name and a verb of saying may reach.
const SPEAKER_TOKENS_MAX: usize = 8;

pub fn split(report: &Report, lexicon: &Lexicon) -> Analysis {
    let conventions = Conventions::of(lexicon);
    let mut analysis = Analysis::default();
    for (index, block) in report.blocks.iter().enumerate() {
        let heading = matches!(block.kind, BlockKind::Heading);
        let mut rest = block.span;
        if let Some(dateline) = block.dateline.filter(|dateline| block.span.contains(dateline.span)) {
            let found = token::tokens(&report.text, dateline.span, lexicon);
            push(&mut analysis, found, index, true);
            rest.start = dateline.span.end;
        }
        let found = token::tokens(&report.text, rest, lexicon);
        for sentence in pieces(&conventions, &report.text, found) {
            push(&mut analysis, sentence, index, heading);
        }
    }
    lead_in(report, &mut analysis.sentences);
    analysis
}

fn push(analysis: &mut Analysis, tokens: Vec<Token>, block: usize, heading: bool) {
    let (Some(begin), Some(end)) = (tokens.first(), tokens.last()) else { return };
    let span = begin.span.join(end.span);
    let first = analysis.tokens.len();
    let unparsed = tokens.len() >= TOKENS_MAX;
    analysis.tokens.extend(tokens);
    let last = analysis.tokens.len();
    analysis.sentences.push(Sentence { span, first, last, block, heading, lead_in: None, unparsed });
}

/// Points each item of a list at the last sentence of the paragraph that leads it in.
fn lead_in(report: &Report, sentences: &mut [Sentence]) {
    let mut last_of_block = vec![None; report.blocks.len()];
    for (index, sentence) in sentences.iter().enumerate() {
        last_of_block[sentence.block] = Some(index);
    }
    for sentence in sentences {
        if let BlockKind::ListItem { lead_in: Some(block) } = report.blocks[sentence.block].kind {
            sentence.lead_in = last_of_block.get(block as usize).copied().flatten();
        }
    }
}

/// The tokens of a block, sentence by sentence.
fn pieces(conventions: &Conventions, text: &str, tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let mut found = Vec::new();
    let mut current = Vec::new();
    let ends = ends(conventions, text, &tokens);
    for (token, end) in tokens.into_iter().zip(ends) {
        current.push(token);
        if end || current.len() == TOKENS_MAX {
            found.push(std::mem::take(&mut current));
        }
    }
    if !current.is_empty() {
        found.push(current);
    }
    found
}

/// For each token, whether a sentence ends with it.
fn ends(conventions: &Conventions, text: &str, tokens: &[Token]) -> Vec<bool> {
    let block = Block { conventions, text, tokens };
    let mut ends = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let stop = block.stop(at);
        let last = if stop == Stop::None { at } else { block.with_closers(at) };
        if stop != Stop::None && last + 1 < tokens.len() && block.begins(stop, at, last) {
            ends[last] = true;
        }
        at = last + 1;
    }
    ends
}

/// What a token does to its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    None,
    Full,
    /// A question or an exclamation: may stand inside a sentence when quoted.
    Loud,
    Ellipsis,
    /// A full stop that is part of an abbreviation.
    Abbreviated,
    /// "p.m."
    Clock,
}

struct Block<'a> {
    conventions: &'a Conventions,
    text: &'a str,
    tokens: &'a [Token],
}

impl Block<'_> {
    fn form(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    /// Whether a blank stands behind this token.
    fn gap_after(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.span.start > self.tokens[at].span.end)
    }

    fn stop(&self, at: usize) -> Stop {
        let form = self.form(at);
        if form == "." {
            return Stop::Full;
        }
        if form.chars().all(|c| matches!(c, '.' | '…')) {
            return Stop::Ellipsis;
        }
        if form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '‽' | '。')) {
            return Stop::Loud;
        }
        let Some(word) = form.strip_suffix('.').filter(|word| !word.is_empty()) else { return Stop::None };
        match self.conventions.abbreviation(word) {
            Some(
                Abbreviation::Title
                | Abbreviation::Number
                | Abbreviation::Day
                | Abbreviation::Month
                | Abbreviation::Inner,
            ) => Stop::None,
            Some(Abbreviation::Time) => Stop::Clock,
            Some(Abbreviation::End) => Stop::Abbreviated,
            // "U.S." may end a sentence, the initial "J." and the item's number "1." do not.
            None if word.contains('.') && word.chars().any(char::is_alphabetic) => Stop::Abbreviated,
            None => Stop::None,
        }
    }

    /// The last of the closing quotes and brackets that stand right behind the stop.
    fn with_closers(&self, stop: usize) -> usize {
        let mut last = stop;
        while last + 1 < self.tokens.len() && !self.gap_after(last) && self.closes(last + 1) {
            last += 1;
        }
        // A mark that stands free closes the quotation that is still open in this block.
        if last + 1 < self.tokens.len() && self.gap_after(last) && self.form(last + 1) == "”" {
            last += 1;
        }
        while self.is_footnote(last + 1) {
            last += 3;
        }
        last
    }

    /// "[17]" behind a full stop, as encyclopaedias have it.
    fn is_footnote(&self, at: usize) -> bool {
        at + 2 < self.tokens.len()
            && self.form(at) == "["
            && self.form(at + 2) == "]"
            && self.form(at + 1).bytes().all(|b| b.is_ascii_digit())
    }

    fn closes(&self, at: usize) -> bool {
        match self.form(at) {
            ")" | "]" | "}" | "”" | "’" | "»" | "''" | "’’" | "*" => true,
            // A straight mark closes where a blank, the end, or another mark follows.
            "\"" | "'" => at + 1 == self.tokens.len() || self.gap_after(at) || !starts_word(self.form(at + 1)),
            _ => false,
        }
    }

    /// Whether what stands behind `last` begins a sentence, given the stop at `stop`.
    fn begins(&self, stop_kind: Stop, stop: usize, last: usize) -> bool {
        let next = last + 1;
        let quoted = last > stop && (stop + 1..=last).any(|at| matches!(self.form(at), "\"" | "”" | "'" | "’" | "»"));
        if !self.gap_after(last) {
            // "the city.The army" lost its blank; "Yahoo!Inc" did not.
            return matches!(stop_kind, Stop::Full) && !quoted && starts_upper(self.form(next));
        }
        let Some(word) = self.first_word(next) else { return stop_kind == Stop::Full };
        let form = self.form(word);
        let upper = starts_upper(form);
        match stop_kind {
            Stop::None => false,
            Stop::Full => !(last > stop && starts_lower(form)),
            Stop::Loud => !(starts_lower(form) || (quoted && self.speaker_follows(next))),
            Stop::Ellipsis => upper && !(quoted && self.speaker_follows(next)),
            Stop::Abbreviated => upper && (word > next || self.conventions.is_starter(&self.tokens[word].lower)),
            Stop::Clock => upper && !self.is_zone(word) && !self.is_calendar(word),
        }
    }

    /// The first token from `at` that is not an opening quote or bracket.
    fn first_word(&self, at: usize) -> Option<usize> {
        (at..self.tokens.len().min(at + 4)).find(|&at| starts_word(self.form(at)))
    }

    /// "“Why?” General Smith asked": a name and a verb of saying go on with the sentence.
    fn speaker_follows(&self, at: usize) -> bool {
        for next in at..self.tokens.len().min(at + SPEAKER_TOKENS_MAX) {
            if self.conventions.is_said(&self.tokens[next].lower) {
                return next > at;
            }
            if !starts_upper(self.form(next)) && !self.joins_names(next) {
                return false;
            }
        }
        false
    }

    fn joins_names(&self, at: usize) -> bool {
        self.form(at).chars().all(|c| c == '-' || c == '\'' || c == '’') || self.conventions.is_clitic(self.form(at))
    }

    /// "GMT", "Indian time", "Eastern": goes on with a time of the clock.
    fn is_zone(&self, at: usize) -> bool {
        let form = self.form(at);
        let capitals = (2..=5).contains(&form.len()) && form.bytes().all(|b| b.is_ascii_uppercase());
        let listed = |token: &Token| self.conventions.is_zone(&token.lower);
        capitals || self.tokens[at..].iter().take(2).any(listed)
    }

    /// A weekday or month in its long or short form, by the abbreviations it shares its first letters with.
    fn is_calendar(&self, at: usize) -> bool {
        let short: String = self.form(at).chars().take(3).collect();
        matches!(self.conventions.abbreviation(&short), Some(Abbreviation::Day | Abbreviation::Month))
    }
}

fn starts_word(form: &str) -> bool {
    form.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '£' | '€' | '@' | '#'))
}

fn starts_upper(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

fn starts_lower(form: &str) -> bool {
    form.starts_with(char::is_lowercase)
}
