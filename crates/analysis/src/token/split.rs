//! `&str -> Vec<Span>`: where the tokens are.
//!
//! Each stretch between blanks loses its opening and closing signs first, then is parted at the signs inside
//! it, then at hyphens, then at clitics and units.

use report::Span;

use super::WORD_BYTES_MAX;
use super::conventions::{Abbreviation, Conventions};

/// Spans of the tokens of `within`, in order.
pub(crate) fn spans(conventions: &Conventions, text: &str, within: Span) -> Vec<Span> {
    let end = within.end as usize;
    let mut splitter = Splitter { conventions, text, end, found: Vec::with_capacity(within.len() as usize / 5 + 1) };
    let mut start = None;
    for (offset, c) in within.of(text).char_indices() {
        let at = within.start as usize + offset;
        match (start, is_blank(c)) {
            (None, false) => start = Some(at),
            (Some(first), true) => {
                splitter.word(first, at);
                start = None;
            }
            (Some(first), false) if at - first >= WORD_BYTES_MAX => {
                splitter.word(first, at);
                start = Some(at);
            }
            _ => {}
        }
    }
    if let Some(first) = start {
        splitter.word(first, end);
    }
    splitter.found
}

/// White space, controls, and the marks that show nothing (zero-width space, byte order mark, direction marks).
pub(crate) fn is_blank(c: char) -> bool {
    match c {
        ' '..='~' => c == ' ',
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => true,
        _ => c.is_whitespace() || c.is_control(),
    }
}

struct Splitter<'a> {
    conventions: &'a Conventions,
    text: &'a str,
    /// End of the stretch that is split: what follows it is not looked at.
    end: usize,
    found: Vec<Span>,
}

impl Splitter<'_> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.found.push(Span::new(start as u32, end as u32));
        }
    }

    /// One stretch without blanks: signs off its beginning and end, then the rest.
    fn word(&mut self, mut start: usize, end: usize) {
        while start < end {
            let length = self.leading(start, end);
            if length == 0 {
                break;
            }
            self.push(start, start + length);
            start += length;
        }
        let mut last = end;
        let mut closing = Vec::new();
        if let Some(address) = address(&self.text[start..end]) {
            self.push(start, start + address);
            start += address;
        }
        while start < last {
            let length = self.trailing(start, last);
            if length == 0 {
                break;
            }
            closing.push((last - length, last));
            last -= length;
        }
        if start < last {
            self.core(start, last);
        }
        for (from, to) in closing.into_iter().rev() {
            self.push(from, to);
        }
    }

    /// Bytes of the sign that `start..end` opens with; 0 where a word begins.
    fn leading(&self, start: usize, end: usize) -> usize {
        let rest = &self.text[start..end];
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return 0 };
        let next = chars.next();
        if is_word_char(first) {
            return 0;
        }
        let before_digit = next.is_some_and(|c| c.is_ascii_digit());
        let keeps = match first {
            '\'' | '’' | '‘' => {
                let word = rest.trim_end_matches([',', '.', '?', '!', ';']);
                self.conventions.is_clitic(word)
                    || self.conventions.starts_with_apostrophe(word)
                    || self.conventions.contraction(word).is_some()
                    || (before_digit && is_decade(&rest[first.len_utf8()..]))
            }
            '-' | '+' | '−' => before_digit && self.starts_stretch(start),
            '.' => before_digit,
            '#' | '@' => next.is_some_and(char::is_alphabetic),
            _ => false,
        };
        if keeps { 0 } else { run(rest, first) }
    }

    /// Whether a blank or nothing stands before `start`.
    fn starts_stretch(&self, start: usize) -> bool {
        self.text[..start].chars().next_back().is_none_or(is_blank)
    }

    /// Bytes of the sign that `start..end` closes with; 0 where a word ends.
    fn trailing(&self, start: usize, end: usize) -> usize {
        let rest = &self.text[start..end];
        let Some(last) = rest.chars().next_back() else { return 0 };
        if is_word_char(last) {
            return 0;
        }
        match last {
            '.' | '!' | '?' | '…' => self.trailing_stop(start, end),
            '$' if rest.len() <= 4 && rest[..rest.len() - 1].bytes().all(|b| b.is_ascii_uppercase()) => 0,
            '\'' | '’' | '‘' if self.conventions.is_clitic(rest) || self.conventions.starts_with_apostrophe(rest) => {
                0
            }
            _ => backward_run(rest, last),
        }
    }

    /// A full stop, a run of stops, or neither: the dot of "U.S." stays.
    fn trailing_stop(&self, start: usize, end: usize) -> usize {
        let rest = &self.text[start..end];
        let words = rest.trim_end_matches(['.', '!', '?', '…']);
        let stops = &rest[words.len()..];
        if words.is_empty() {
            return stops.len();
        }
        let dotted = stops.starts_with('.') && self.keeps_dot(start, start + words.len() + 1);
        match (dotted, stops.len()) {
            (true, 1) => 0,
            // "U.S.?" has both; "U.S..." is the abbreviation and an ellipsis that lost a dot.
            (true, length) if !stops.starts_with("...") => length - 1,
            (_, length) => length,
        }
    }

    /// Whether the full stop at the end of `start..end` belongs to an abbreviation or an initial.
    fn keeps_dot(&self, start: usize, end: usize) -> bool {
        let dotted = &self.text[start..end - 1];
        let word = dotted.rsplit(['-', '‑', '/', '–', '—', '(', '“', '"']).next().unwrap_or(dotted);
        // "5p.m." is a number and an abbreviation.
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        let word = if unit.is_empty() { word } else { unit };
        if word.is_empty() || word.ends_with('.') {
            return false;
        }
        let after = self.text[end..self.end].trim_start_matches(|c: char| is_blank(c) || c == '"' || c == '“');
        let follows = after.chars().next();
        let single = word.chars().count() == 1;
        if single && word.chars().all(char::is_uppercase) {
            return follows.is_some_and(char::is_alphabetic) && !self.conventions.is_starter(&first_word_lower(after));
        }
        if is_acronym(word) {
            return true;
        }
        // "1. Go home": the number of an item.
        if word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 2 {
            return self.found.is_empty() && start + word.len() + 1 == end && follows.is_some_and(char::is_uppercase);
        }
        // "Lt.Gen." lost the blank inside.
        let short = word.rsplit('.').next().unwrap_or(word);
        match self.conventions.abbreviation(word).or_else(|| self.conventions.abbreviation(short)) {
            Some(Abbreviation::Number | Abbreviation::Day) => follows.is_some_and(|c| c.is_ascii_digit()),
            Some(Abbreviation::Title) => follows.is_some(),
            Some(Abbreviation::Month | Abbreviation::Inner | Abbreviation::End | Abbreviation::Time) => true,
            None => false,
        }
    }

    /// A word without signs at its ends, though there may be some inside.
    fn core(&mut self, start: usize, end: usize) {
        let rest = &self.text[start..end];
        if rest.bytes().all(|b| b.is_ascii_alphabetic()) {
            return self.plain(start, end);
        }
        if is_number(rest) || is_numbered_address(rest) {
            return self.push(start, end);
        }
        match self.separator(start, end) {
            Some((from, to)) if from == start => {
                self.push(from, to);
                self.word(to, end);
            }
            Some((from, to)) => {
                self.word(start, from);
                self.push(from, to);
                self.word(to, end);
            }
            None => self.hyphens(start, end),
        }
    }

    /// The first sign inside that parts words: brackets, quotes, dashes, slashes, commas; empty behind "Lt." of "Lt.Gen".
    fn separator(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let rest = &self.text[start..end];
        let mut before = None;
        for (offset, c) in rest.char_indices() {
            let at = start + offset;
            let tail = &rest[offset + c.len_utf8()..];
            let between_digits = before.is_some_and(|b: char| b.is_ascii_digit()) && starts_with_digit(tail);
            let parts = match c {
                '“' | '”' | '"' | '«' | '»' | '„' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | ';' | '!' | '?'
                | '…' | '–' | '—' | '―' | '|' | '*' | '=' | '\\' | '/' | '%' | '~' | '•' => true,
                ',' | ':' => !between_digits,
                '.' if tail.starts_with('.') => true,
                '.' => {
                    let dotted = &rest[..=offset];
                    if is_sentence_typo(&rest[..offset], tail) {
                        true
                    } else if self.is_title(&dotted[..dotted.len() - 1]) && tail.len() > 1 {
                        return Some((at + 1, at + 1));
                    } else {
                        false
                    }
                }
                '-' => tail.starts_with('-'),
                '$' | '£' | '€' | '₴' | '¥' | '₽' => {
                    let prefix = &rest[..offset];
                    if prefix.len() <= 3 && prefix.bytes().all(|b| b.is_ascii_uppercase()) && starts_with_digit(tail) {
                        let to = at + c.len_utf8();
                        return Some((start, to));
                    }
                    true
                }
                _ => false,
            };
            if parts {
                return Some((at, at + run(&rest[offset..], c)));
            }
            before = Some(c);
        }
        None
    }

    fn is_title(&self, word: &str) -> bool {
        matches!(self.conventions.abbreviation(word), Some(Abbreviation::Title))
    }

    /// Parts at hyphens, except behind a prefix.
    fn hyphens(&mut self, start: usize, end: usize) {
        let rest = &self.text[start..end];
        let mut parts = rest.match_indices(['-', '‑']).peekable();
        let Some(&(first, _)) = parts.peek() else { return self.plain(start, end) };
        let prefixed = self.conventions.is_prefix(&rest[..first]);
        if prefixed && rest.matches(['-', '‑']).count() == 1 {
            return self.plain(start, end);
        }
        let mut from = start;
        for (offset, hyphen) in parts {
            let at = start + offset;
            self.plain(from, at);
            self.push(at, at + hyphen.len());
            from = at + hyphen.len();
        }
        self.plain(from, end);
    }

    /// A word of letters and digits: parts clitics, contractions and units.
    fn plain(&mut self, start: usize, end: usize) {
        let rest = &self.text[start..end];
        if let Some(lengths) = self.conventions.contraction(rest) {
            let mut bounds: Vec<usize> = rest.char_indices().map(|(offset, _)| start + offset).collect();
            bounds.push(end);
            let mut from = 0;
            for length in lengths {
                let to = (from + length).min(bounds.len() - 1);
                self.push(bounds[from], bounds[to]);
                from = to;
            }
            return self.push(bounds[from], end);
        }
        if let Some(ending) = self.conventions.clitic(rest) {
            let offset = rest.char_indices().rev().nth(ending - 1).map_or(0, |(offset, _)| offset);
            let stem = &rest[..offset];
            // "the 60's" is one token: a plural, not a possessive.
            if !stem.bytes().all(|byte| byte.is_ascii_digit()) {
                self.plain(start, start + offset);
                return self.push(start + offset, end);
            }
        }
        let digits =
            rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')).len();
        if digits > 0 && digits < rest.len() && self.conventions.is_unit(&rest[digits..]) {
            self.push(start, start + digits);
            return self.push(start + digits, end);
        }
        self.push(start, end);
    }
}

fn is_word_char(c: char) -> bool {
    // Marks that combine with a letter are no signs of their own.
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}')
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Bytes of the run of `first` that `text` opens with: "--" and "..." are one token, brackets and quotes are not.
fn run(text: &str, first: char) -> usize {
    match first {
        '.' | '!' | '?' | '…' => text.len() - text.trim_start_matches(['.', '!', '?', '…']).len(),
        '\'' | '’' | '‘' | '`' => first.len_utf8() * text.chars().take_while(|&c| c == first).take(2).count(),
        '(' | ')' | '[' | ']' | '{' | '}' | '"' | '“' | '”' | ',' | ';' | ':' | '%' | '/' => first.len_utf8(),
        _ => text.len() - text.trim_start_matches(first).len(),
    }
}

fn backward_run(text: &str, last: char) -> usize {
    match last {
        '\'' | '’' | '‘' | '`' => last.len_utf8() * text.chars().rev().take_while(|&c| c == last).take(2).count(),
        '(' | ')' | '[' | ']' | '{' | '}' | '"' | '“' | '”' | ',' | ';' | ':' | '%' | '/' => last.len_utf8(),
        _ => text.len() - text.trim_end_matches(last).len(),
    }
}

/// "72", "60s", "05".
fn is_decade(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && matches!(text.as_bytes().get(2), None | Some(b's' | b',' | b'.' | b';' | b')' | b'?'))
}

/// Letters with a full stop between each two: "U.S", "a.m", "D.C"; "Ph.D" and "M.Sc" too.
fn is_acronym(word: &str) -> bool {
    let mut parts = 0;
    for part in word.split('.') {
        let letters = part.chars().count();
        let long = letters == 2 && part.starts_with(char::is_uppercase);
        if !(letters == 1 || long) || !part.chars().all(char::is_alphabetic) {
            return false;
        }
        parts += 1;
    }
    parts > 1
}

/// Digits and what stands between them in numbers, dates, times and telephone numbers.
fn is_number(text: &str) -> bool {
    let body = text.strip_prefix(['+', '-', '−', '.', '\'', '’']).unwrap_or(text);
    if !starts_with_digit(body) || !body.bytes().all(|b| b.is_ascii_digit() || b",.:/-".contains(&b)) {
        return false;
    }
    let slashes = body.split('/').count();
    let hyphens = body.split('-').count();
    let groups_short = body.split(['/', '-']).all(|group| (1..=4).contains(&group.len()));
    match (slashes, hyphens) {
        (1, 1) => true,
        (2 | 3, 1) => groups_short,
        (1, 3..) => groups_short,
        _ => false,
    }
}

/// "reporter@example.org", "@handle", "#topic", "example.org".
fn is_numbered_address(text: &str) -> bool {
    let tag = text.strip_prefix(['@', '#']);
    if let Some(name) = tag {
        return name.chars().all(is_word_char);
    }
    let mail = text.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
    mail.is_some() && !text.contains(['(', ')', '<', '>', '"', ','])
}

/// Bytes of a web address at the beginning of `text`, without the signs that close the sentence around it.
fn address(text: &str) -> Option<usize> {
    let head = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    if !(head.starts_with("http://")
        || head.starts_with("https://")
        || head.starts_with("www.")
        || head.starts_with("ftp://"))
    {
        return None;
    }
    let end = text.find(['<', '>', '"', '“', '”', '«', '»', '|']).unwrap_or(text.len());
    let mut body = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ']', '*']);
    if body.ends_with(')') && !body.contains('(') {
        body = body.trim_end_matches([')', '.', ',']);
    }
    Some(body.len()).filter(|&length| length > 0)
}

/// "the city.The army": a blank is missing behind the full stop.
fn is_sentence_typo(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capital = next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    let lower = before.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
    capital && lower
}

/// The first word of `text` in lower case.
pub(crate) fn first_word_lower(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphabetic()).take(32).flat_map(char::to_lowercase).collect()
}
