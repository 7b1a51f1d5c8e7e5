//! `Lexicon -> TimeWords`: what the tables under `time/` say, ready for look-up.

use std::collections::HashMap;

use compact_str::CompactString;
use jiff::civil::Date;
use lexicon::{Lexicon, Row, TableError};

use crate::phrases::Phrases;

/// What a word or phrase does in an expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// January is 1. Not `sure`: also another word or a name ("may", "march", "jan").
    Month {
        number: i8,
        sure: bool,
    },
    /// "Jan", "Dec.": a month only beside a day or year.
    MonthShort(i8),
    /// Monday is 1.
    Weekday {
        number: i8,
        sure: bool,
    },
    /// Days from today.
    Deictic(i8),
    /// "morning", "evening": a part of its own day.
    Part,
    /// "dawn", "noon".
    Point,
    Night,
    Midnight,
    /// "early hours".
    Hours,
    Overnight,
    Tonight,
    Unit(Unit),
    Units(Unit),
    Edge(Edge),
    Earlier,
    Later,
    Which(Which),
    Ago,
    /// "later", "after": counted forward from what was told before.
    After,
    /// "earlier", "before": counted back.
    Prior,
    Since,
    By,
    Before,
    Until,
    AfterPreposition,
    Within,
    Between,
    From,
    To,
    Into,
    And,
    Of,
    In,
    /// Stands before a time of day.
    At,
    The,
    A,
    About,
    Zone,
    Time,
    Meridiem,
    OClock,
    Season {
        number: i8,
        sure: bool,
    },
    Quarter(i8),
    Half(i8),
    Decade(i16),
    Open,
    Hyphen,
    Comma,
    Possessive,
    Ahead,
    Era,
    Fiscal,
    /// "Bloody" before a weekday: a name.
    NamedDay,
    /// Before a bare number that is a year.
    YearBefore,
    StartVerb,
    OrSo,
    /// "for": a duration follows.
    Lasting,
    YearEnd,
    Consecutive,
    /// Index into [`TimeWords::holidays`].
    Holiday(u16),
    /// Index into [`TimeWords::anchors`].
    Anchor(u16),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Early,
    Mid,
    Late,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    Past,
    This,
    Next,
    Coming,
    Previous,
    Following,
    Same,
    Recent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Word {
    /// An expression can begin with it; the others only stand inside or beside one.
    pub(super) fn opens(self) -> bool {
        let inside = matches!(
            self,
            Word::Ago
                | Word::Prior
                | Word::After
                | Word::To
                | Word::Into
                | Word::And
                | Word::Of
                | Word::In
                | Word::At
                | Word::The
                | Word::A
                | Word::Zone
                | Word::Time
                | Word::Meridiem
                | Word::OClock
                | Word::Open
                | Word::Hyphen
                | Word::Comma
        );
        let beside = matches!(
            self,
            Word::Possessive
                | Word::Ahead
                | Word::Era
                | Word::NamedDay
                | Word::YearBefore
                | Word::StartVerb
                | Word::Consecutive
                | Word::OrSo
                | Word::Lasting
                | Word::Anchor(_)
        );
        !inside && !beside
    }
}

/// Which words of a clause speak of what is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Future,
    Have,
    Past,
    Be,
    /// A word after which an infinitive lies ahead: "agreed", "plans", "due".
    Governor,
    /// A participle with which a date lies ahead: "scheduled", "due".
    Dated,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Holiday {
    Fixed {
        month: i8,
        day: i8,
    },
    /// Days from Easter Sunday.
    Easter(i16),
}

/// A happening that reports count from.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    pub(super) date: Date,
    /// One of these words must stand in the report.
    pub(super) near: Vec<CompactString>,
}

/// Built once for a lexicon; shared by all reports.
#[derive(Debug, Default)]
pub struct TimeWords {
    pub(super) phrases: Phrases<Word>,
    pub(super) cues: HashMap<CompactString, Vec<Cue>>,
    /// Nouns of happenings, and whether they are set in advance.
    pub(super) events: HashMap<CompactString, bool>,
    pub(super) holidays: Vec<Holiday>,
    pub(super) anchors: Vec<Anchor>,
}

impl TimeWords {
    pub fn new(lexicon: &Lexicon) -> Result<TimeWords, TableError> {
        let mut words = TimeWords::default();
        for row in lexicon.rows("time/words") {
            words.phrases.insert(row.get("word"), word(row)?);
        }
        for row in lexicon.rows("time/tense") {
            let cue = match row.get("kind") {
                "future" => Cue::Future,
                "have" => Cue::Have,
                "past" => Cue::Past,
                "be" => Cue::Be,
                "governor" => Cue::Governor,
                "dated" => Cue::Dated,
                _ => return Err(row.wrong("kind", "kind of tense word (future, have, past, be, governor, dated)")),
            };
            words.cues.entry(row.get("word").into()).or_default().push(cue);
        }
        words.events =
            lexicon.rows("time/events").map(|row| (row.get("noun").into(), row.get("kind") == "planned")).collect();
        for row in lexicon.rows("time/holidays") {
            words.phrases.insert(row.get("words"), Word::Holiday(words.holidays.len() as u16));
            words.holidays.push(holiday(row)?);
        }
        for row in lexicon.rows("time/anchors") {
            words.phrases.insert(row.get("words"), Word::Anchor(words.anchors.len() as u16));
            let date = row.get("date").parse().map_err(|_| row.wrong("date", "date (2022-02-24)"))?;
            words.anchors.push(Anchor { date, near: row.list("near").map(CompactString::from).collect() });
        }
        Ok(words)
    }

    pub(super) fn cue(&self, word: &str, cue: Cue) -> bool {
        self.cues.get(word).is_some_and(|cues| cues.contains(&cue))
    }
}

fn holiday(row: Row<'_>) -> Result<Holiday, TableError> {
    let rule = row.get("rule");
    if rule == "easter" {
        return row.get("days").parse().map(Holiday::Easter).map_err(|_| row.wrong("days", "number of days"));
    }
    let parts = rule.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    let (month, day) = parts.ok_or_else(|| row.wrong("rule", "month and day (12-25) or easter"))?;
    Ok(Holiday::Fixed { month, day })
}

fn word(row: Row<'_>) -> Result<Word, TableError> {
    let value: i16 = match row.get("value") {
        "" => 0,
        value if matches!(row.get("kind"), "unit" | "units") => return unit(row, value),
        value => value.parse().map_err(|_| row.wrong("value", "number"))?,
    };
    let number = value as i8;
    Ok(match row.get("kind") {
        "month" => Word::Month { number, sure: true },
        "month-unsure" => Word::Month { number, sure: false },
        "weekday" => Word::Weekday { number, sure: true },
        "weekday-unsure" => Word::Weekday { number, sure: false },
        "season" => Word::Season { number, sure: true },
        "season-unsure" => Word::Season { number, sure: false },
        "month-short" => Word::MonthShort(number),
        "deictic" => Word::Deictic(number),
        "quarter" => Word::Quarter(number),
        "half" => Word::Half(number),
        "decade" => Word::Decade(value),
        kind => plain(kind).ok_or_else(|| row.wrong("kind", "kind of time word"))?,
    })
}

/// Kinds of `words.tsv` that carry no value.
fn plain(kind: &str) -> Option<Word> {
    Some(match kind {
        "part" => Word::Part,
        "point" => Word::Point,
        "night" => Word::Night,
        "midnight" => Word::Midnight,
        "hours" => Word::Hours,
        "overnight" => Word::Overnight,
        "tonight" => Word::Tonight,
        "early" => Word::Edge(Edge::Early),
        "mid" => Word::Edge(Edge::Mid),
        "late" => Word::Edge(Edge::Late),
        "earlier" => Word::Earlier,
        "later" => Word::Later,
        "last" => Word::Which(Which::Last),
        "past" => Word::Which(Which::Past),
        "this" => Word::Which(Which::This),
        "next" => Word::Which(Which::Next),
        "coming" => Word::Which(Which::Coming),
        "previous" => Word::Which(Which::Previous),
        "following" => Word::Which(Which::Following),
        "same" => Word::Which(Which::Same),
        "recent" => Word::Which(Which::Recent),
        "ago" => Word::Ago,
        "after" => Word::After,
        "prior" => Word::Prior,
        "of" => Word::Of,
        "in" => Word::In,
        "at" => Word::At,
        "the" => Word::The,
        "a" => Word::A,
        "about" => Word::About,
        "open" => Word::Open,
        "hyphen" => Word::Hyphen,
        "comma" => Word::Comma,
        "possessive" => Word::Possessive,
        "ahead" => Word::Ahead,
        "era" => Word::Era,
        "fiscal" => Word::Fiscal,
        "dead-day" => Word::NamedDay,
        "start-verb" => Word::StartVerb,
        "or-so" => Word::OrSo,
        "lasting" => Word::Lasting,
        "year-end" => Word::YearEnd,
        "consecutive" => Word::Consecutive,
        "zone" => Word::Zone,
        "time" => Word::Time,
        "meridiem" => Word::Meridiem,
        "oclock" => Word::OClock,
        kind => return bound(kind),
    })
}

fn bound(kind: &str) -> Option<Word> {
    Some(match kind {
        "since" => Word::Since,
        "by" => Word::By,
        "before" => Word::Before,
        "until" => Word::Until,
        "after-prep" => Word::AfterPreposition,
        "within" => Word::Within,
        "between" => Word::Between,
        "from" => Word::From,
        "to" => Word::To,
        "into" => Word::Into,
        "and" => Word::And,
        "year-before" => Word::YearBefore,
        _ => return None,
    })
}

fn unit(row: Row<'_>, name: &str) -> Result<Word, TableError> {
    let unit = match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return Err(row.wrong("value", "unit of time")),
    };
    Ok(if row.get("kind") == "units" { Word::Units(unit) } else { Word::Unit(unit) })
}
