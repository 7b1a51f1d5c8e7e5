//! `Lexicon -> NumberWords`: what the tables under `quantity/` say, ready for look-up.

use std::collections::HashMap;

use compact_str::CompactString;
use lexicon::{Lexicon, Row, TableError};

use crate::analysis::Beside;
use crate::phrases::Phrases;

/// Rows of `counted.tsv` that stand for no noun of their own.
const PERSON: &str = "@person";
const NAMED_WHOLE: &str = "@named";

/// What a word or phrase does in a number or beside one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Word {
    /// Zero to nineteen.
    Small(f64),
    /// Twenty, thirty … ninety.
    Ten(f64),
    Hundred,
    /// Thousand and up.
    Scale(f64),
    /// Dozen, score.
    Dozen(f64),
    /// "dozens", "hundreds": the least that the plural allows.
    Vague(f64),
    Several(f64),
    /// "few": a number only after an article.
    Few(f64),
    Couple(f64),
    /// "twin", "a pair of".
    Group(f64),
    Ordinal(f64),
    /// The plural of an ordinal as denominator: "two thirds".
    Part(f64),
    Half,
    Quarter,
    HalfVerb(f64),
    AllBut,
    Article,
    And,
    Of,
    To,
    Or,
    The,
    In,
    Hyphen,
    From,
    Between,
    /// May stand between a number and its unit: "two full days".
    Filler,
    Before(Bound, Sense),
    After(Bound),
    /// Index into [`NumberWords::units`].
    Unit(u16),
    /// Index into [`NumberWords::currencies`].
    CurrencyBefore(u16),
    CurrencyAfter(u16),
    /// In percent.
    Share(f64, f64),
    /// A noun that makes the number after it a name; `capital`: only where it is written with a capital.
    Designator {
        capital: bool,
    },
    OrdinalName,
    /// "long" in "month-long".
    Long,
    /// "for", "after", "lasted": a duration follows.
    Lasting,
    /// "day", "night": what an ordinal counts for a `Day`.
    DayNoun,
    /// "the", "its", "for": an ordinal after it counts something.
    OrdinalBefore,
    Most,
    /// "at", "the": "most" after it is a superlative.
    MostBefore,
    /// "first", "second": "half" after it is a period.
    HalfBefore,
    /// "the", "its": "half" before it is a share.
    HalfAfter,
    /// "no", "this": "one" after it is a pronoun.
    OneBefore,
    OneAfter,
    /// "away", "high": digits with "m" before it are metres.
    Distance,
    /// May stand between an ordinal and its noun.
    Ever,
    /// "including", "another": a number after it counts what the one before counted.
    SameBefore(Beside),
    /// "more", "of them": so does a number before it.
    SameAfter(Beside),
    /// "toll", "total": what rises up to a number.
    Toll,
    /// "a 200-strong force".
    Strong,
}

/// How a word moves the interval of the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// n or more.
    Least,
    /// n or less.
    Most,
    /// Just short of n.
    Near,
    About,
}

/// What else a bounding word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    Plain,
    /// A preposition of place: "over", "around".
    Place,
    /// The end of a movement: "bringing the toll up to 11".
    Goal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Duration,
    Percent,
    Points,
    Area,
    Measure,
}

#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) kind: UnitKind,
    pub(crate) name: CompactString,
}

#[derive(Debug, Clone)]
pub(crate) struct Currency {
    /// ISO 4217.
    pub(crate) code: CompactString,
    pub(crate) noun: CompactString,
}

/// Built once for a lexicon; shared by all reports.
#[derive(Debug, Default)]
pub struct NumberWords {
    pub(crate) phrases: Phrases<Word>,
    /// Letters that stand at the end of digits: "2.8m", "5bn".
    pub(crate) suffixes: HashMap<CompactString, f64>,
    pub(crate) units: Vec<Unit>,
    pub(crate) currencies: Vec<Currency>,
    /// From a noun, in the singular, to what claims write for it.
    pub(crate) counted: HashMap<CompactString, CompactString>,
    /// What claims write for people.
    pub(crate) person: Option<CompactString>,
    /// What claims write for the whole that a share is a part of, where it has a name.
    pub(crate) named_whole: Option<CompactString>,
    pub(crate) singulars: HashMap<CompactString, CompactString>,
    /// Endings of plurals with their singular, longest first.
    endings: Vec<(CompactString, CompactString)>,
}

impl NumberWords {
    pub fn new(lexicon: &Lexicon) -> Result<NumberWords, TableError> {
        let mut words = NumberWords::default();
        for row in lexicon.rows("quantity/numbers") {
            words.add_number(row)?;
        }
        for row in lexicon.rows("quantity/bounds") {
            words.add_bound(row)?;
        }
        for row in lexicon.rows("quantity/units") {
            words.add_unit(row)?;
        }
        for row in lexicon.rows("quantity/currencies") {
            words.add_currency(row)?;
        }
        for row in lexicon.rows("quantity/shares") {
            words.phrases.insert(row.get("words"), Word::Share(number(row, "low")?, number(row, "high")?));
        }
        for row in lexicon.rows("quantity/designators") {
            let capital = row.get("when") == "name";
            words.phrases.insert(row.get("word"), Word::Designator { capital });
        }
        for row in lexicon.rows("quantity/ordinal_names") {
            words.phrases.insert(row.get("word"), Word::OrdinalName);
        }
        for row in lexicon.rows("quantity/counted") {
            match row.get("noun") {
                PERSON => words.person = Some(row.get("of").into()),
                NAMED_WHOLE => words.named_whole = Some(row.get("of").into()),
                noun => {
                    words.counted.insert(noun.into(), row.get("of").into());
                }
            }
        }
        for row in lexicon.rows("quantity/singulars") {
            words.singulars.insert(row.get("plural").into(), row.get("singular").into());
        }
        for row in lexicon.rows("quantity/endings") {
            words.endings.push((row.get("ending").into(), row.get("singular").into()));
        }
        words.endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        Ok(words)
    }

    fn add_number(&mut self, row: Row<'_>) -> Result<(), TableError> {
        let value = number(row, "value")?;
        if row.get("kind") == "suffix" {
            self.suffixes.insert(row.get("word").into(), value);
            return Ok(());
        }
        let word = match row.get("kind") {
            "small" => Word::Small(value),
            "ten" => Word::Ten(value),
            "hundred" => Word::Hundred,
            "scale" => Word::Scale(value),
            "dozen" => Word::Dozen(value),
            "vague" => Word::Vague(value),
            "several" => Word::Several(value),
            "few" => Word::Few(value),
            "couple" => Word::Couple(value),
            "group" => Word::Group(value),
            "ordinal" => Word::Ordinal(value),
            "part" => Word::Part(value),
            "half-verb" => Word::HalfVerb(value),
            kind => plain(kind).ok_or_else(|| row.wrong("kind", "kind of number word"))?,
        };
        self.phrases.insert(row.get("word"), word);
        Ok(())
    }

    fn add_bound(&mut self, row: Row<'_>) -> Result<(), TableError> {
        let bound = match row.get("bound") {
            "least" => Bound::Least,
            "most" => Bound::Most,
            "near" => Bound::Near,
            "about" => Bound::About,
            _ => return Err(row.wrong("bound", "bound (least, most, near, about)")),
        };
        let word = match row.get("place") {
            "before" => Word::Before(bound, sense(row)?),
            "after" => Word::After(bound),
            _ => return Err(row.wrong("place", "place (before, after)")),
        };
        self.phrases.insert(row.get("words"), word);
        Ok(())
    }

    fn add_unit(&mut self, row: Row<'_>) -> Result<(), TableError> {
        let kind = match row.get("kind") {
            "duration" => UnitKind::Duration,
            "percent" => UnitKind::Percent,
            "points" => UnitKind::Points,
            "area" => UnitKind::Area,
            "measure" => UnitKind::Measure,
            _ => return Err(row.wrong("kind", "kind of unit (duration, percent, points, area, measure)")),
        };
        let name: CompactString = row.get("unit").into();
        let known = self.units.iter().position(|unit| unit.kind == kind && unit.name == name);
        let index = known.unwrap_or_else(|| {
            self.units.push(Unit { kind, name });
            self.units.len() - 1
        });
        self.phrases.insert(row.get("word"), Word::Unit(index as u16));
        Ok(())
    }

    fn add_currency(&mut self, row: Row<'_>) -> Result<(), TableError> {
        let index = self.currencies.len() as u16;
        self.currencies.push(Currency { code: row.get("code").into(), noun: row.get("noun").into() });
        let word = match row.get("place") {
            "before" => Word::CurrencyBefore(index),
            "after" => Word::CurrencyAfter(index),
            _ => return Err(row.wrong("place", "place (before, after)")),
        };
        self.phrases.insert(row.get("word"), word);
        Ok(())
    }

    /// The singular of a noun in lower case: by the table, else by its ending.
    pub(crate) fn singular(&self, noun: &str) -> CompactString {
        if let Some(singular) = self.singulars.get(noun) {
            return singular.clone();
        }
        let fits = |(ending, singular): &&(CompactString, CompactString)| {
            let stem = if ending == singular { 0 } else { 2 };
            noun.len() > ending.len() + stem && noun.ends_with(ending.as_str())
        };
        let Some((ending, singular)) = self.endings.iter().find(fits) else { return noun.into() };
        let mut stem = CompactString::from(&noun[..noun.len() - ending.len()]);
        stem.push_str(singular);
        stem
    }
}

fn sense(row: Row<'_>) -> Result<Sense, TableError> {
    match row.get("sense") {
        "" => Ok(Sense::Plain),
        "place" => Ok(Sense::Place),
        "goal" => Ok(Sense::Goal),
        _ => Err(row.wrong("sense", "sense (place, goal)")),
    }
}

fn number(row: Row<'_>, column: &str) -> Result<f64, TableError> {
    let cell = row.get(column);
    if cell.is_empty() { Ok(0.0) } else { cell.parse().map_err(|_| row.wrong(column, "number")) }
}

/// Kinds of `numbers.tsv` that carry no value.
fn plain(kind: &str) -> Option<Word> {
    Some(match kind {
        "half" => Word::Half,
        "quarter" => Word::Quarter,
        "all-but" => Word::AllBut,
        "article" => Word::Article,
        "and" => Word::And,
        "of" => Word::Of,
        "to" => Word::To,
        "or" => Word::Or,
        "the" => Word::The,
        "in" => Word::In,
        "hyphen" => Word::Hyphen,
        "from" => Word::From,
        "between" => Word::Between,
        "filler" => Word::Filler,
        "long" => Word::Long,
        "lasting" => Word::Lasting,
        "day-noun" => Word::DayNoun,
        "ordinal-before" => Word::OrdinalBefore,
        "most" => Word::Most,
        "most-before" => Word::MostBefore,
        "half-before" => Word::HalfBefore,
        "half-after" => Word::HalfAfter,
        "one-before" => Word::OneBefore,
        "one-after" => Word::OneAfter,
        "distance" => Word::Distance,
        "ever" => Word::Ever,
        "part-before" => Word::SameBefore(Beside::Part),
        "part-after" => Word::SameAfter(Beside::Part),
        "more-before" => Word::SameBefore(Beside::More),
        "more-after" => Word::SameAfter(Beside::More),
        "toll" => Word::Toll,
        "strong" => Word::Strong,
        _ => return None,
    })
}
