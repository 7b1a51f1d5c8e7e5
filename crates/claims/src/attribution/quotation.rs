//! `Report -> Vec<Quotation>`: stretches between quotation marks, block by block.
//!
//! Straight, curly, low and angle marks, double and single. Marks inside another pair belong to it. A single mark is
//! one only where it cannot be an apostrophe. A quotation left open at the end of its block ends there: that is how
//! print sets a quotation of several paragraphs.

use report::{Report, Span};

/// How far a straight or curly single mark may stand from the one that closes it, in bytes.
const SINGLE_REACH: usize = 400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub span: Span,
    /// Without the marks.
    pub inner: Span,
    /// Index of the block in the report.
    pub block: usize,
    /// No mark closes it in its block.
    pub open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Straight,
    Curly,
    Angle,
    Single,
    StraightSingle,
    /// Two straight single marks for a double one.
    Doubled,
}

/// A character with its neighbours.
struct Spot {
    at: usize,
    c: char,
    /// The character stands twice.
    doubled: bool,
    before: Option<char>,
    after: Option<char>,
}

impl Spot {
    fn len(&self) -> usize {
        if self.doubled { 2 * self.c.len_utf8() } else { self.c.len_utf8() }
    }

    fn looks_open(&self) -> bool {
        let free = self.before.is_none_or(|c| c.is_whitespace() || "([{—–-/‘“\"'«".contains(c));
        free && self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn looks_closed(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace()) && self.after.is_none_or(|c| !c.is_alphanumeric())
    }
}

/// Outermost quotations in text order.
pub fn quotations(report: &Report) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (block, layout) in report.blocks.iter().enumerate() {
        in_block(&report.text, layout.span, block, &mut found);
    }
    found
}

fn in_block(text: &str, span: Span, block: usize, found: &mut Vec<Quotation>) {
    let words = span.of(text);
    if !words.contains(['"', '“', '”', '„', '«', '‘', '\'']) {
        return;
    }
    let mut open: Option<(Mark, usize, usize)> = None;
    let mut depth = 0usize;
    let mut before = None;
    let mut chars = words.char_indices().peekable();
    let place = |at: usize| span.start + at as u32;
    while let Some((at, c)) = chars.next() {
        let doubled = matches!(c, '\'' | '`') && chars.next_if(|&(_, next)| next == c).is_some();
        let spot = Spot { at, c, doubled, before, after: chars.peek().map(|&(_, next)| next) };
        before = Some(c);
        match open {
            None => {
                if let Some(mark) = opens(&spot, words) {
                    open = Some((mark, at, at + spot.len()));
                    depth = 0;
                }
            }
            Some((mark, start, inside)) => match step(mark, &spot) {
                Step::Deeper => depth += 1,
                Step::Out if depth > 0 => depth -= 1,
                Step::Out => {
                    let whole = Span::new(place(start), place(at + spot.len()));
                    found.push(Quotation {
                        span: whole,
                        inner: Span::new(place(inside), place(at)),
                        block,
                        open: false,
                    });
                    open = None;
                }
                Step::Stay => {}
            },
        }
    }
    if let Some((_, start, inside)) = open {
        let (span, inner) = (Span::new(place(start), span.end), Span::new(place(inside), span.end));
        found.push(Quotation { span, inner, block, open: true });
    }
}

fn opens(spot: &Spot, words: &str) -> Option<Mark> {
    match spot.c {
        '"' if spot.looks_open() => Some(Mark::Straight),
        '“' | '„' => Some(Mark::Curly),
        '«' => Some(Mark::Angle),
        '‘' if spot.looks_open() && closes_later(spot, words, '’') => Some(Mark::Single),
        '\'' | '`' if spot.doubled => spot.looks_open().then_some(Mark::Doubled),
        '\'' if spot.looks_open() && closes_later(spot, words, '\'') => Some(Mark::StraightSingle),
        _ => None,
    }
}

/// A letter follows, and a mark that no letter follows stands not far behind.
fn closes_later(spot: &Spot, words: &str, mark: char) -> bool {
    if !spot.after.is_some_and(char::is_alphabetic) {
        return false;
    }
    let rest = &words[spot.at + spot.c.len_utf8()..];
    let reach = (0..=SINGLE_REACH.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or(0);
    rest[..reach].match_indices(mark).any(|(at, found)| {
        let free = rest[at + found.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        free && rest[..at].chars().next_back().is_some_and(|c| !c.is_whitespace())
    })
}

enum Step {
    Deeper,
    Out,
    Stay,
}

fn step(mark: Mark, spot: &Spot) -> Step {
    match (mark, spot.c) {
        (Mark::Straight, '"') if spot.looks_open() && !spot.looks_closed() => Step::Deeper,
        (Mark::Straight, '"' | '”') => Step::Out,
        (Mark::Curly, '“' | '„') if spot.looks_open() => Step::Deeper,
        (Mark::Curly, '”' | '“') => Step::Out,
        (Mark::Curly, '"') if spot.looks_closed() => Step::Out,
        (Mark::Angle, '«') => Step::Deeper,
        (Mark::Angle, '»') => Step::Out,
        (Mark::Doubled, '\'') if spot.doubled => Step::Out,
        (Mark::Single, '’') | (Mark::StraightSingle, '\'') if spot.looks_closed() && !spot.doubled => Step::Out,
        _ => Step::Stay,
    }
}

#[cfg(test)]
mod tests {
    use report::About;

    use super::*;

    fn found(text: &str) -> Vec<(String, bool)> {
        let report = Report::new(text.to_string(), About::default());
        quotations(&report).iter().map(|quote| (quote.inner.of(&report.text).to_string(), quote.open)).collect()
    }

    #[test]
    fn each_pair_of_marks_is_one_quotation() {
        let cases: &[(&str, &[&str])] = &[
            ("He said \"no\" and \"yes.\"", &["no", "yes."]),
            ("He said “no” and „ja“.", &["no", "ja"]),
            ("Il a dit « non ».", &[" non "]),
            ("He ordered 'heightened alert' from officials' men.", &["heightened alert"]),
            ("He called it ‘a crime’ and didn’t stay.", &["a crime"]),
            ("\"The \"United States\" is out. It's over,\" he said.", &["The \"United States\" is out. It's over,"]),
            ("“They said ‘we won’t’ again,” he said.", &["They said ‘we won’t’ again,"]),
            ("The officials' report of the '90s wasn't the soldiers'.", &[]),
            ("A 6\" gun.", &[]),
            ("''It's over,'' he said. ''We won't stay.''", &["It's over,", "We won't stay."]),
            ("``It's over,'' he said.", &["It's over,"]),
        ];
        for (text, want) in cases {
            let have: Vec<String> = found(text).into_iter().map(|(words, _)| words).collect();
            assert_eq!(have, *want, "{text}");
        }
    }

    #[test]
    fn a_quotation_of_several_paragraphs_is_open_until_the_last() {
        let have = found("\"We are here.\n\n\"We stay,\" he said.");
        assert_eq!(have, [("We are here.".to_string(), true), ("We stay,".to_string(), false)]);
    }
}
