//! `&str -> Vec<Unit>`: lines, joined where a line was broken only to fit a width.

use crate::span::Span;

/// What may become a block.
pub(super) struct Unit {
    /// Without blanks around it and without its bullet.
    pub(super) span: Span,
    pub(super) bullet: bool,
    /// An empty line stands before it.
    pub(super) gap_before: bool,
    pub(super) lines: usize,
}

/// Texts with longer lines were not broken to a width.
const WIDTH_MAX: usize = 132;
/// Narrower texts are lists or verse.
const WIDTH_MIN: usize = 40;
/// A broken line is filled to this share of the width, in percent, once the next word is counted in.
const FILLED_PERCENT: usize = 88;

struct Line {
    /// Behind the bullet, if there is one.
    span: Span,
    indent: usize,
    bullet: bool,
    gap_before: bool,
    chars: usize,
    first_word_chars: usize,
}

pub(super) fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    let width = width(text, &lines);
    let mut found: Vec<Unit> = Vec::with_capacity(lines.len());
    let mut lone_bullet: Option<bool> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.span.is_empty() {
            // A bullet that stands alone belongs to the next line.
            lone_bullet = Some(line.gap_before);
            continue;
        }
        let before = index.checked_sub(1).map(|before| &lines[before]);
        let follows =
            lone_bullet.is_none() && before.is_some_and(|before| continues(text, width, &found, before, line));
        match found.last_mut() {
            Some(last) if follows => {
                last.span.end = line.span.end;
                last.lines += 1;
            }
            _ => found.push(Unit {
                span: line.span,
                bullet: line.bullet || lone_bullet.is_some(),
                gap_before: lone_bullet.unwrap_or(line.gap_before),
                lines: 1,
            }),
        }
        lone_bullet = None;
    }
    found
}

/// Whether `line` goes on with the paragraph or item that `before` is the last line of.
fn continues(text: &str, width: Option<usize>, units: &[Unit], before: &Line, line: &Line) -> bool {
    if line.gap_before || line.bullet || before.span.is_empty() {
        return false;
    }
    // The second line of an item stands under its first word.
    if before.bullet && line.indent > before.indent {
        return true;
    }
    // A sentence that was torn apart, by a link perhaps, goes on in small letters.
    let torn = match units {
        [.., lead, unit] => unit.span.len() as usize >= WIDTH_MIN && !lead.span.of(text).ends_with(':'),
        [unit] => unit.span.len() as usize >= WIDTH_MIN,
        [] => false,
    };
    if torn && runs_on(before.span.of(text), line.span.of(text)) {
        return true;
    }
    let filled = |width| (before.chars + 1 + line.first_word_chars) * 100 > width * FILLED_PERCENT;
    line.indent <= before.indent && width.is_some_and(filled)
}

/// The width that the text was broken to; None where it was not: no long line goes on in small letters on the next.
fn width(text: &str, lines: &[Line]) -> Option<usize> {
    let longest = lines.iter().filter(|line| line.span.of(text).contains(' ')).map(|line| line.chars).max()?;
    let broken = |pair: &[Line]| {
        let (ended, words) = (pair[0].span.of(text), pair[1].span.of(text));
        pair[0].chars * 2 > longest && !pair[1].gap_before && !pair[1].bullet && runs_on(ended, words)
    };
    ((WIDTH_MIN..=WIDTH_MAX).contains(&longest) && lines.windows(2).any(broken)).then_some(longest)
}

/// The first line ends without a full stop and the second begins with a small letter.
fn runs_on(ended: &str, words: &str) -> bool {
    words.starts_with(char::is_lowercase) && !ended.ends_with(['.', '!', '?', ':', ';'])
}

/// The lines that are not empty; one of a bullet alone has an empty span.
fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut gap_before = false;
    let mut at = 0;
    for raw in text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let start = at;
        at += raw.len();
        let words = raw.trim_matches(is_blank);
        if words.is_empty() {
            // The line feed behind a carriage return is no line of its own.
            gap_before |= !(raw == "\n" && text[..start].ends_with('\r'));
            continue;
        }
        let indent = raw.len() - raw.trim_start_matches(is_blank).len();
        let bullet = bullet(words);
        let inner = words[bullet..].trim_start_matches(is_blank);
        let begin = start + indent + (words.len() - inner.len());
        found.push(Line {
            span: Span::new(begin as u32, (begin + inner.len()) as u32),
            indent,
            bullet: bullet > 0,
            gap_before,
            chars: words.chars().count(),
            first_word_chars: inner.split(char::is_whitespace).next().map_or(0, |word| word.chars().count()),
        });
        gap_before = false;
    }
    found
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0f}' | '\u{feff}')
}

/// Bytes of the bullet that a line starts with: "-", "•", "1.", "(a)"; 0 where there is none.
fn bullet(words: &str) -> usize {
    let Some(first) = words.chars().next() else { return 0 };
    let length = match first {
        '-' | '–' | '—' | '*' | '.' | '•' | '·' | '▪' | '●' | '‣' | '◦' | '■' | '◆' | '►' | '▶' | '➤' | '✓'
        | '\u{f0b7}' => first.len_utf8(),
        '(' | '0'..='9' | 'a'..='z' => numbering(words),
        _ => 0,
    };
    let rest = &words[length..];
    if length > 0 && (rest.is_empty() || rest.starts_with(is_blank) || (first == '•' && !rest.starts_with('•'))) {
        length
    } else {
        0
    }
}

/// Bytes of "1.", "12)", "(3)", "b)".
fn numbering(words: &str) -> usize {
    let open = usize::from(words.starts_with('('));
    let rest = &words[open..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letter = digits == 0 && rest.starts_with(|c: char| c.is_ascii_lowercase());
    let length = if letter { 1 } else { digits };
    let closed = rest[length..].starts_with(')') || (open == 0 && digits > 0 && rest[length..].starts_with('.'));
    if (1..=2).contains(&length) && closed { open + length + 1 } else { 0 }
}
