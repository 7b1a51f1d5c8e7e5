//! A claim with its words as few bytes, and back, exactly.
//!
//! Spans are told from the evidence's start, which most lie near; strings, actors and places by their numbers in the
//! pool. The first byte is the form's version.

use analysis::{Actor, Beside, Place};
use claims::{Argument, Claim, Figure, Manner, Measure, Role, Said, Status};
use compact_str::CompactString;
use events::{Kept, Pronoun, Telling, Words};
use report::Span;
use rusqlite::Connection;

use crate::error::{Fault, Tried};
use crate::sqlite::bytes::{Reader, Writer};
use crate::sqlite::days::{kind, kind_number, number, status_number};
use crate::sqlite::pool::Pool;

const FORM: u64 = 2;

const HAS_ACTOR: u64 = 1;
const HAS_PLACE: u64 = 2;
const HAS_DAYS: u64 = 4;
const HAS_FROM: u64 = 8;
const HAS_TO: u64 = 16;

const HAS_LOW: u64 = 1;
const HAS_HIGH: u64 = 2;
const IS_POINT: u64 = 4;
const IS_APPROX: u64 = 8;
/// Above the flags: 0 for none, else one more than the index among `Beside::ALL`.
const BESIDE_SHIFT: u32 = 4;

const IS_PERSON: u64 = 1;
const IS_POSSESSIVE: u64 = 2;
const STANDS_FOR: u64 = 4;

/// What [`rule_of`] is called in SQL.
pub(super) const RULE_OF: &str = "rule_of";

/// The number of the word that names the claim's rule, which stands behind form, type and status; what follows is not
/// looked at.
pub(super) fn rule_of(body: &[u8]) -> Tried<u64> {
    let mut input = Reader::new(body);
    for _ in 0..3 {
        input.number()?;
    }
    input.number()
}

pub(super) struct Encoder<'a> {
    pub(super) pool: &'a Pool,
    pub(super) connection: &'a Connection,
    out: Writer,
    /// Where spans are counted from.
    base: u32,
}

impl<'a> Encoder<'a> {
    pub(super) fn new(pool: &'a Pool, connection: &'a Connection) -> Encoder<'a> {
        Encoder { pool, connection, out: Writer::default(), base: 0 }
    }

    pub(super) fn body(mut self, kept: &Kept) -> Tried<Vec<u8>> {
        let claim = &kept.claim;
        self.out.number(FORM);
        self.out.number(u64::from(kind_number(claim.kind)));
        self.out.number(u64::from(status_number(claim.status)));
        self.word(&claim.rule)?;
        self.words(&claim.mode)?;
        self.span(claim.evidence);
        self.base = claim.evidence.start;
        self.span(claim.trigger);
        self.out.number(claim.said_by.len() as u64);
        claim.said_by.iter().try_for_each(|said| self.said(said))?;
        self.out.number(claim.args.len() as u64);
        claim.args.iter().try_for_each(|arg| self.arg(arg))?;
        self.out.number(claim.figures.len() as u64);
        claim.figures.iter().try_for_each(|figure| self.figure(figure))?;
        self.words(&kept.words.trigger)?;
        self.out.number(kept.words.args.len() as u64);
        kept.words.args.iter().try_for_each(|words| self.words(words))?;
        self.telling(&kept.telling)?;
        Ok(self.out.bytes)
    }

    fn telling(&mut self, telling: &Telling) -> Tried<()> {
        self.span(telling.sentence);
        self.out.number(u64::from(telling.clause.is_some()));
        telling.clause.into_iter().for_each(|clause| self.span(clause));
        self.out.number(telling.speakers.len() as u64);
        telling.speakers.iter().for_each(|speaker| self.maybe_span(*speaker));
        self.out.number(telling.pronouns.len() as u64);
        for pronoun in &telling.pronouns {
            let known = pronoun.stands_for != Span::default();
            let flags = [(pronoun.person, IS_PERSON), (pronoun.possessive, IS_POSSESSIVE), (known, STANDS_FOR)];
            self.out.number(flags.into_iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum());
            self.span(pronoun.span);
            Some(pronoun.stands_for).filter(|_| known).into_iter().for_each(|span| self.span(span));
        }
        self.out.number(telling.refers.len() as u64);
        telling.refers.iter().for_each(|span| self.maybe_span(*span));
        self.out.number(telling.around.len() as u64);
        telling.around.iter().try_for_each(|place| self.place(place))
    }

    /// The span of nothing takes a byte.
    fn maybe_span(&mut self, span: Span) {
        let told = span != Span::default();
        self.out.number(u64::from(told));
        Some(span).filter(|_| told).into_iter().for_each(|span| self.span(span));
    }

    fn said(&mut self, said: &Said) -> Tried<()> {
        let manner = Manner::ALL.iter().position(|manner| *manner == said.manner).unwrap_or_default() as u64;
        self.out.number(manner << 1 | u64::from(said.cue.is_some()));
        self.span(said.source);
        said.cue.into_iter().for_each(|cue| self.span(cue));
        self.out.number(said.who.len() as u64);
        said.who.iter().try_for_each(|actor| self.actor(actor))
    }

    fn arg(&mut self, arg: &Argument) -> Tried<()> {
        let role = Role::ALL.iter().position(|role| *role == arg.role).unwrap_or_default() as u64;
        let (from, to) = arg.days.unwrap_or_default();
        let flags = [
            (arg.actor.is_some(), HAS_ACTOR),
            (arg.place.is_some(), HAS_PLACE),
            (arg.days.is_some(), HAS_DAYS),
            (from.is_some(), HAS_FROM),
            (to.is_some(), HAS_TO),
        ];
        self.out.number(role);
        self.out.number(flags.into_iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum());
        self.span(arg.span);
        arg.actor.iter().try_for_each(|actor| self.actor(actor))?;
        arg.place.iter().try_for_each(|place| self.place(place))?;
        let from = from.map(number);
        from.into_iter().for_each(|day| self.out.signed(i64::from(day)));
        let near = from.unwrap_or_default();
        to.map(number).into_iter().for_each(|day| self.out.signed(i64::from(day) - i64::from(near)));
        Ok(())
    }

    fn figure(&mut self, figure: &Figure) -> Tried<()> {
        let measure = Measure::ALL.iter().position(|measure| *measure == figure.measure).unwrap_or_default() as u64;
        let bits = |value: Option<f64>| value.map(f64::to_bits);
        let point = figure.low.is_some() && bits(figure.low) == bits(figure.high);
        let flags = [
            (figure.low.is_some(), HAS_LOW),
            (figure.high.is_some(), HAS_HIGH),
            (point, IS_POINT),
            (figure.approx, IS_APPROX),
        ];
        self.out.number(measure);
        let beside = figure.beside.and_then(|beside| Beside::ALL.iter().position(|item| *item == beside));
        let flags: u64 = flags.into_iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum();
        self.out.number(beside.map_or(0, |at| at as u64 + 1) << BESIDE_SHIFT | flags);
        figure.low.into_iter().for_each(|low| self.out.real(low));
        figure.high.into_iter().filter(|_| !point).for_each(|high| self.out.real(high));
        self.span(figure.span);
        self.maybe_word(figure.of.as_deref())?;
        self.maybe_word(figure.unit.as_deref())
    }

    fn span(&mut self, span: Span) {
        self.out.signed(i64::from(span.start) - i64::from(self.base));
        self.out.signed(i64::from(span.end) - i64::from(span.start));
    }

    fn actor(&mut self, actor: &Actor) -> Tried<()> {
        let id = self.pool.add_actor(self.connection, actor)?;
        self.out.number(u64::from(id));
        Ok(())
    }

    fn place(&mut self, place: &Place) -> Tried<()> {
        let id = self.pool.add_place(self.connection, place)?;
        self.out.number(u64::from(id));
        Ok(())
    }

    fn word(&mut self, text: &str) -> Tried<()> {
        let id = self.pool.add_word(self.connection, text)?;
        self.out.number(u64::from(id));
        Ok(())
    }

    fn maybe_word(&mut self, text: Option<&str>) -> Tried<()> {
        let id = text.map(|text| self.pool.add_word(self.connection, text)).transpose()?;
        self.out.maybe(id);
        Ok(())
    }

    fn words(&mut self, texts: &[CompactString]) -> Tried<()> {
        self.out.number(texts.len() as u64);
        texts.iter().try_for_each(|text| self.word(text))
    }
}

pub(super) struct Decoder<'a> {
    pub(super) pool: &'a Pool,
    pub(super) connection: &'a Connection,
    input: Reader<'a>,
    base: u32,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(pool: &'a Pool, connection: &'a Connection, body: &'a [u8]) -> Decoder<'a> {
        Decoder { pool, connection, input: Reader::new(body), base: 0 }
    }

    pub(super) fn kept(mut self) -> Tried<Kept> {
        if self.input.number()? != FORM {
            return Err(Fault::Damaged("the body of a claim has a form that this program does not know".to_string()));
        }
        let kind = kind(self.input.number()? as u8)?;
        let status = *pick(Status::ALL, self.input.number()?)?;
        let rule = self.word()?.to_string();
        let mode = self.words()?;
        let evidence = self.span()?;
        self.base = evidence.start;
        let trigger = self.span()?;
        let said_by = self.many(Decoder::said)?;
        let args = self.many(Decoder::arg)?;
        let figures = self.many(Decoder::figure)?;
        let words = Words { trigger: self.words()?, args: self.many(Decoder::words)? };
        let telling = self.telling()?;
        let claim = Claim { kind, mode, status, trigger, evidence, said_by, args, figures, rule };
        if self.input.is_at_end() { Ok(Kept { claim, words, telling }) } else { Err(astray()) }
    }

    fn telling(&mut self) -> Tried<Telling> {
        let sentence = self.span()?;
        let clause = if self.input.number()? == 1 { Some(self.span()?) } else { None };
        Ok(Telling {
            sentence,
            clause,
            speakers: self.many(Decoder::maybe_span)?,
            pronouns: self.many(Decoder::pronoun)?,
            refers: self.many(Decoder::maybe_span)?,
            around: self.many(Decoder::place)?,
        })
    }

    fn pronoun(&mut self) -> Tried<Pronoun> {
        let flags = self.input.number()?;
        let span = self.span()?;
        let stands_for = if flags & STANDS_FOR > 0 { self.span()? } else { Span::default() };
        Ok(Pronoun { span, stands_for, person: flags & IS_PERSON > 0, possessive: flags & IS_POSSESSIVE > 0 })
    }

    fn maybe_span(&mut self) -> Tried<Span> {
        if self.input.number()? == 1 { self.span() } else { Ok(Span::default()) }
    }

    fn said(&mut self) -> Tried<Said> {
        let head = self.input.number()?;
        let manner = *pick(Manner::ALL, head >> 1)?;
        let source = self.span()?;
        let cue = if head & 1 == 1 { Some(self.span()?) } else { None };
        Ok(Said { source, cue, who: self.many(Decoder::actor)?, manner })
    }

    fn arg(&mut self) -> Tried<Argument> {
        let role = *pick(Role::ALL, self.input.number()?)?;
        let flags = self.input.number()?;
        let span = self.span()?;
        let actor = if flags & HAS_ACTOR > 0 { Some(self.actor()?) } else { None };
        let place = if flags & HAS_PLACE > 0 { Some(self.place()?) } else { None };
        let from = if flags & HAS_FROM > 0 { Some(self.day(0)?) } else { None };
        let near = from.map_or(0, |(number, _)| number);
        let to = if flags & HAS_TO > 0 { Some(self.day(near)?.1) } else { None };
        let days = (flags & HAS_DAYS > 0).then_some((from.map(|(_, day)| day), to));
        Ok(Argument { role, span, actor, place, days })
    }

    fn day(&mut self, near: i32) -> Tried<(i32, jiff::civil::Date)> {
        let number = self.input.signed()?.checked_add(i64::from(near)).and_then(|day| i32::try_from(day).ok());
        let number = number.ok_or_else(astray)?;
        Ok((number, super::days::day(number)?))
    }

    fn figure(&mut self) -> Tried<Figure> {
        let measure = *pick(Measure::ALL, self.input.number()?)?;
        let flags = self.input.number()?;
        let low = if flags & HAS_LOW > 0 { Some(self.input.real()?) } else { None };
        let high = match flags & (HAS_HIGH | IS_POINT) {
            HAS_HIGH => Some(self.input.real()?),
            0 => None,
            _ => low,
        };
        let span = self.span()?;
        let of = self.maybe_word()?;
        let beside = match flags >> BESIDE_SHIFT {
            0 => None,
            at => Some(*pick(Beside::ALL, at - 1)?),
        };
        Ok(Figure { measure, of, low, high, approx: flags & IS_APPROX > 0, unit: self.maybe_word()?, beside, span })
    }

    fn span(&mut self) -> Tried<Span> {
        let start = self.input.signed()?.checked_add(i64::from(self.base)).ok_or_else(astray)?;
        let end = self.input.signed()?.checked_add(start).ok_or_else(astray)?;
        let (start, end) = (u32::try_from(start).map_err(|_| astray())?, u32::try_from(end).map_err(|_| astray())?);
        Ok(Span::new(start, end))
    }

    fn actor(&mut self) -> Tried<Actor> {
        let id = self.input.small()?;
        self.pool.actor(self.connection, id)
    }

    fn place(&mut self) -> Tried<Place> {
        let id = self.input.small()?;
        self.pool.place(self.connection, id)
    }

    fn word(&mut self) -> Tried<CompactString> {
        let id = self.input.small()?;
        self.pool.text(self.connection, id)
    }

    fn maybe_word(&mut self) -> Tried<Option<CompactString>> {
        let id = self.input.maybe()?;
        id.map(|id| self.pool.text(self.connection, id)).transpose()
    }

    fn words(&mut self) -> Tried<Vec<CompactString>> {
        self.many(Decoder::word)
    }

    fn many<T>(&mut self, each: impl Fn(&mut Self) -> Tried<T>) -> Tried<Vec<T>> {
        let count = self.input.count()?;
        (0..count).map(|_| each(self)).collect()
    }
}

fn pick<T>(all: &[T], at: u64) -> Tried<&T> {
    usize::try_from(at).ok().and_then(|at| all.get(at)).ok_or_else(astray)
}

fn astray() -> Fault {
    Fault::Damaged("the body of a claim cannot be read".to_string())
}
