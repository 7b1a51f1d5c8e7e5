//! "KYIV, Dec 6 (Agency) —": where a report was written, when, and by whom it was sent, by shape alone.

use super::Dateline;
use crate::span::Span;

/// A dateline is no longer.
const BYTES_MAX: usize = 120;
/// Nor has it more words.
const WORDS_MAX: usize = 12;

/// A dash with the blanks that must stand around it.
const DASHES: &[&str] = &[" - ", " – ", " — ", " ― ", " -- "];

/// The dateline that a paragraph starts with.
pub(super) fn dateline(text: &str, block: Span) -> Option<Dateline> {
    let words = block.of(text);
    let end = closing(words)?;
    let head = words[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '―'));
    let after = words[end..].trim_start().trim_start_matches(['"', '“', '\'', '‘', '«', '(']);
    if !after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let parts = Parts::of(head)?;
    let shift = |(from, to): (usize, usize)| Span::new(block.start + from as u32, block.start + to as u32);
    Some(Dateline {
        span: Span::new(block.start, block.start + end as u32),
        place: parts.place.map(shift),
        date: parts.date.map(shift),
    })
}

/// Bytes up to and with the first mark that may close a dateline.
fn closing(words: &str) -> Option<usize> {
    let mut limit = words.len().min(BYTES_MAX);
    while !words.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &words[..limit];
    // "MOSCOW, December 6. /AGENCY/. The ministry …"
    if let Some(open) = head.find(" /")
        && let Some(close) = head[open + 2..].find('/').filter(|&length| length > 0)
    {
        let end = open + 2 + close + 1;
        let behind = head[end..].trim_start_matches(['.', ' ', '-', '–', '—', '―']);
        return Some(limit - behind.len());
    }
    let spaced = DASHES.iter().filter_map(|dash| head.find(dash).map(|at| at + dash.trim_end().len())).min();
    // "KYIV (Agency)— Russia" and "KYIV—Russia": the dash may touch the words, a hyphen only a bracket.
    let tight = head.find('—').map(|at| at + '—'.len_utf8());
    let bracket = head.find(")- ").map(|at| at + 2);
    [spaced, tight, bracket].into_iter().flatten().min().or_else(|| dated_stop(head))
}

/// "MOSCOW, December 6. The ministry": a full stop closes it where the day stands before it.
fn dated_stop(head: &str) -> Option<usize> {
    let end = head.find(". ")?;
    let dated = head[..end].ends_with(|c: char| c.is_ascii_digit()) && head[..end].contains(',');
    dated.then_some(end + 1)
}

struct Parts {
    place: Option<(usize, usize)>,
    date: Option<(usize, usize)>,
}

impl Parts {
    /// None where the words are not those of a dateline: all with capitals, the place in capitals throughout or
    /// an agency or a date behind it.
    fn of(head: &str) -> Option<Parts> {
        let agency = head.contains('(') && head.ends_with(')') || head.contains(" /") || head.starts_with('/');
        let open = ["(", " /"].iter().filter_map(|mark| head.find(mark)).min().unwrap_or(head.len());
        let named = head[..open].trim_end_matches([' ', ',', '.']);
        let fits = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if named.split_whitespace().count() > WORDS_MAX || !named.split_whitespace().all(fits) {
            return None;
        }
        let place_end = named.find([',', '/']).unwrap_or_else(|| first_digit_word(named).unwrap_or(named.len()));
        let place = named[..place_end].trim_end().trim_end_matches('.');
        let date = date(named);
        let capitals = is_capitals(place);
        let certain = capitals || ((agency || date.is_some()) && place.split_whitespace().count() <= 4);
        if place.is_empty() || place.starts_with(|c: char| c.is_ascii_digit()) {
            return (agency && named.is_empty()).then_some(Parts { place: None, date });
        }
        certain.then_some(Parts { place: Some((0, place.len())), date })
    }
}

/// Letters, all of them capitals, and at least two.
fn is_capitals(place: &str) -> bool {
    let letters = place.chars().filter(|c| c.is_alphabetic());
    letters.clone().all(char::is_uppercase) && letters.count() >= 2
}

/// Where a date without a comma before it begins: "KYIV 6 December".
fn first_digit_word(named: &str) -> Option<usize> {
    let digit = named.find(|c: char| c.is_ascii_digit())?;
    let before = named[..digit].trim_end();
    // The month may stand before the day: its word begins behind the last blank.
    let month = before.rfind(' ').filter(|_| !is_capitals(&before[before.rfind(' ').map_or(0, |at| at + 1)..]));
    Some(month.unwrap_or(digit))
}

/// "Dec 6", "6 December 2025", "Dec. 6, 2025": a day with the word beside it, and the year.
fn date(named: &str) -> Option<(usize, usize)> {
    let words: Vec<(usize, &str)> = words(named);
    let day = words.iter().position(|(_, word)| {
        let digits = word.trim_end_matches([',', '.']);
        (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    })?;
    let is_name = |index: usize| words.get(index).is_some_and(|(_, word)| word.starts_with(char::is_uppercase));
    let is_year = |index: usize| {
        words.get(index).is_some_and(|(_, word)| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
    };
    let month_after = is_name(day + 1) && !words[day].1.ends_with(',');
    let month_before = !month_after && day > 0 && is_name(day - 1) && !words[day - 1].1.ends_with(',');
    if !month_after && !month_before {
        return None;
    }
    let first = if month_before { day - 1 } else { day };
    let mut last = if month_after { day + 1 } else { day };
    if is_year(last + 1) {
        last += 1;
    }
    let (at, word) = words[last];
    Some((words[first].0, at + word.trim_end_matches([',', '.']).len()))
}

fn words(named: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in named.split(' ') {
        if !word.is_empty() {
            found.push((at, word));
        }
        at += word.len() + 1;
    }
    found
}
