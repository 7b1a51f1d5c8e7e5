//! `tokens -> Vec<Time>`: expressions of time, as days counted from the dateline and the date of publication.
//!
//! Dates in the usual forms, weekdays, parts of a day, "last week", "three days ago", "since October", "by 18 August",
//! "before the strikes". A weekday or a date without a year lies in the past, as news tells it, unless the clause
//! speaks of what is to come. "That day", "two weeks later" and times of day count from the last date told.
//!
//! - Output is sorted by span; only the date of a happening stands inside another time. Spans hold no bare "on", "in", "at", "during", "over" and no
//!   leading article; they hold the words that bound ("since October", "by 18 August").
//! - Without a date of publication, full dates still resolve; the others stay open on both sides.
//! - Works on bare tokens; the tree tells tense, and where a clause after "since" ends.
//! - A plain duration ("for two days") is no time: it is a quantity.
//!
//! All words are data: `lexicon/en/time/`.

mod bound;
mod calendar;
mod clock;
#[cfg(test)]
mod corpus_en;
mod date;
mod event;
mod relative;
mod tense;
mod words;
mod year;

use std::cell::Cell;

use jiff::civil::Date;
use lexicon::Lexicon;
use report::Report;

use crate::analysis::{Analysis, Sentence, Time, TimeKind, TokenId};
use crate::phrases::Senses;
use crate::quantity::{self, NumberWords, Tokens};
use crate::tagset::{Relation, Upos};

use calendar::Days;
use tense::Tense;
use words::{Unit, Word};

pub use words::TimeWords;

/// Expressions nest ("two days after three days after …"): beyond this many readings at one token it is left alone, so
/// that time stays linear in the text.
const WORK_MAX: u32 = 200;

/// What one reading needs, and what was told so far.
struct Reader<'a> {
    analysis: &'a Analysis,
    numbers: Tokens<'a>,
    senses: &'a Senses<Word>,
    words: &'a TimeWords,
    /// The date that "today" means.
    today: Option<Date>,
    told: Told,
    /// Tokens of the sentence that is read.
    first: TokenId,
    limit: TokenId,
    /// Readings still allowed for the expression at hand.
    work: Cell<u32>,
    /// Set while what stands after "since" or "until" is read.
    told_tense: Cell<Option<Tense>>,
}

/// The last dates told, which "that day" and "two weeks later" count from.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    any: Option<(Days, Unit)>,
    day: Option<Days>,
    /// The last such day that is not ahead.
    past: Option<Days>,
    night: Option<Days>,
    /// First token of the sentence that told `day`.
    sentence: TokenId,
}

/// An expression that is read, and what it tells those after it.
#[derive(Clone, Copy, Debug)]
struct Found {
    first: TokenId,
    last: TokenId,
    days: Days,
    kind: TimeKind,
    /// The size of what it names.
    unit: Unit,
    /// A night: two days that are one.
    night: bool,
    /// Where the date of the happening begins that this one is ordered by.
    inner: Option<TokenId>,
}

impl Found {
    fn date(first: TokenId, last: TokenId, days: Days, unit: Unit) -> Found {
        Found { first, last, days, kind: TimeKind::Date, unit, night: false, inner: None }
    }
}

/// A table that cannot be read leaves its words unknown; [`TimeWords::new`] says what is wrong with it.
pub fn times(report: &Report, analysis: &Analysis, lexicon: &Lexicon) -> Vec<Time> {
    let words = lexicon.derived(|lexicon| TimeWords::new(lexicon).unwrap_or_default());
    let numbers = lexicon.derived(|lexicon| NumberWords::new(lexicon).unwrap_or_default());
    let limits = analysis.sentences.iter().map(|sentence| sentence.last);
    let senses = words.phrases.senses(&analysis.tokens, limits);
    let number_senses = quantity::senses(analysis, &numbers);
    let numbers = Tokens { text: &report.text, all: &analysis.tokens, senses: &number_senses, words: &numbers };
    let mut reader = Reader {
        analysis,
        numbers,
        senses: &senses,
        words: &words,
        today: report.about.published,
        told: Told::default(),
        first: 0,
        limit: 0,
        work: Cell::new(0),
        told_tense: Cell::new(None),
    };
    reader.today = reader.dated(report).or(reader.today);
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        reader.enter(sentence);
        reader.sentence(&mut found);
    }
    found
}

impl Reader<'_> {
    fn enter(&mut self, sentence: &Sentence) {
        self.first = sentence.first;
        self.limit = sentence.last.min(self.analysis.tokens.len());
    }

    fn sentence(&mut self, found: &mut Vec<Time>) {
        let mut at = self.first;
        while at < self.limit {
            match self.begins(at).then(|| self.expression(at)).flatten() {
                Some(expression) if expression.last > at => {
                    self.tell(&expression);
                    found.push(self.finish(&expression));
                    at = expression.inner.unwrap_or(expression.last);
                }
                _ => at += 1,
            }
        }
    }

    /// No expression begins with a token that has neither a sense here, nor digits, nor a number's word.
    fn begins(&self, at: TokenId) -> bool {
        self.find(at, |sense| sense.opens().then_some(())).is_some()
            || self.numbers.opens(at)
            || self.numbers.digits_at(at)
            || self.hyphenated(at).is_some()
            || self.lower(at).starts_with('\'')
    }

    fn tell(&mut self, found: &Found) {
        if found.kind != TimeKind::Date || !found.days.known() {
            return;
        }
        self.told.any = Some((found.days, found.unit));
        if found.night {
            self.told.night = Some(found.days);
        }
        if found.unit <= Unit::Day {
            self.told.day = Some(if found.night { Days { to: found.days.from, ..found.days } } else { found.days });
            self.told.sentence = self.first;
            if found.days.from <= self.today {
                self.told.past = self.told.day;
            }
        }
    }

    fn finish(&self, found: &Found) -> Time {
        Time {
            span: self.numbers.span(found.first, found.last),
            first: found.first,
            last: found.last,
            head: self.top(found.first, found.last),
            kind: found.kind,
            from: found.days.from,
            to: found.days.to,
        }
    }

    /// The token that hangs highest in the tree; without one, the last token with a letter or digit.
    fn top(&self, first: TokenId, last: TokenId) -> TokenId {
        let all = &self.analysis.tokens;
        let slight = [Relation::Case, Relation::Mark, Relation::Det, Relation::Punct, Relation::Advmod];
        let outside = |at: &TokenId| all[*at].head.is_none_or(|head| head < first || head >= last);
        let tree = (first..last).any(|at| all[at].head.is_some());
        let weighty = (first..last).filter(outside).find(|&at| !slight.contains(&all[at].relation));
        let any = || (first..last).find(outside);
        let plain = || (first..last).rev().find(|&at| all[at].lower.starts_with(char::is_alphanumeric));
        let found = if tree { weighty.or_else(any) } else { plain() };
        found.unwrap_or(last - 1)
    }

    /// The date of a dateline near the day of publication; where none is declared, that of a line that is a date.
    fn dated(&mut self, report: &Report) -> Option<Date> {
        let analysis = self.analysis;
        for sentence in &analysis.sentences {
            let dateline = report.blocks.get(sentence.block).and_then(|block| block.dateline);
            let opens = dateline.is_some_and(|dateline| dateline.span.contains(sentence.span));
            let short = sentence.last - sentence.first <= 8 && self.today.is_none();
            if !opens && !short {
                continue;
            }
            self.enter(sentence);
            let mut found = Vec::new();
            self.sentence(&mut found);
            self.told = Told::default();
            let day = found.iter().find_map(|time| time.from.filter(|_| time.from == time.to).map(|day| (time, day)));
            let Some((time, day)) = day else { continue };
            let whole_line = time.first <= sentence.first + 1 && time.last + 1 >= sentence.last;
            match self.today {
                Some(published) if opens && published.since(day).is_ok_and(|span| span.get_days().abs() <= 7) => {
                    return Some(day);
                }
                None if opens || whole_line => return Some(day),
                _ => {}
            }
        }
        None
    }

    fn expression(&self, at: TokenId) -> Option<Found> {
        self.work.set(WORK_MAX);
        let found = self.bounded(at).or_else(|| self.range(at)).or_else(|| self.point(at))?;
        (found.last <= self.limit).then_some(found)
    }

    /// An expression without words that bound: the longest that begins here.
    fn point(&self, at: TokenId) -> Option<Found> {
        if at >= self.limit || !self.spend() {
            return None;
        }
        let readings = [
            self.full_date(at),
            self.month_date(at),
            self.weekday(at),
            self.part_of(at),
            self.deictic(at),
            self.edge_of(at),
            self.relative(at),
            self.counted(at),
            self.clock(at),
            self.year(at),
            self.season(at),
            self.holiday(at),
        ];
        let mut best: Option<Found> = None;
        for found in readings.into_iter().flatten().filter(|found| found.last <= self.limit) {
            if best.is_none_or(|best| found.last > best.last) {
                best = Some(found);
            }
        }
        best
    }

    fn spend(&self) -> bool {
        let left = self.work.get();
        self.work.set(left.saturating_sub(1));
        left > 0
    }

    fn lower(&self, at: TokenId) -> &str {
        self.analysis.tokens.get(at).filter(|_| at < self.limit).map_or("", |token| token.lower.as_str())
    }

    fn is(&self, at: TokenId, word: Word) -> bool {
        at < self.limit && self.senses.of(at).iter().any(|&(sense, _)| sense == word)
    }

    fn after(&self, at: TokenId, word: Word) -> Option<TokenId> {
        self.find(at, |sense| (sense == word).then_some(())).map(|((), last)| last)
    }

    fn skip(&self, at: TokenId, word: Word) -> TokenId {
        self.after(at, word).unwrap_or(at)
    }

    fn find<R>(&self, at: TokenId, pick: impl Fn(Word) -> Option<R>) -> Option<(R, TokenId)> {
        if at < self.limit { self.senses.find(at, pick) } else { None }
    }

    fn before(&self, at: TokenId, word: Word) -> bool {
        at > self.first && self.is(at - 1, word)
    }

    fn tag(&self, at: TokenId) -> Upos {
        self.analysis.tokens.get(at).map_or(Upos::X, |token| token.upos)
    }

    /// The first letter as written is a capital.
    fn capital(&self, at: TokenId) -> bool {
        let word = self.analysis.tokens.get(at).map_or("", |token| token.span.of(self.numbers.text));
        word.chars().next().is_some_and(char::is_uppercase)
    }

    fn touches(&self, at: TokenId) -> bool {
        let all = &self.analysis.tokens;
        at > 0 && at < all.len() && all[at - 1].span.end == all[at].span.start
    }

    /// "mid" and "march" of "mid-march", where that is one token.
    fn hyphenated(&self, at: TokenId) -> Option<(&str, &str)> {
        self.lower(at).split_once('-').filter(|(front, back)| front.len() >= 3 && back.len() >= 3)
    }

    fn unit(&self, at: TokenId) -> Option<(Unit, TokenId)> {
        self.find(at, crate::phrases::sense!(Word::Unit(unit) => unit))
    }

    fn units(&self, at: TokenId) -> Option<(Unit, TokenId)> {
        self.find(at, crate::phrases::sense!(Word::Units(unit) => unit))
    }
}
