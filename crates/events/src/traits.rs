//! `ClaimKey, day, text, Kept -> Traits`: what of a claim is compared with others when claims are joined into events.
//!
//! Pure and cheap (no analysis), so that a record can make them again from what it keeps.

use std::collections::BTreeSet;

use analysis::{Actor, Place};
use claims::{Argument, Claim, ClaimType, Figure, Role, Status};
use compact_str::CompactString;
use gazetteer::{Feature, Point};
use jiff::civil::Date;
use report::Span;

use crate::days::days;
use crate::entry::{ClaimKey, Kept};
use crate::family::Family;
use crate::senses::Senses;

/// Parties, places and things of one claim beyond this many are not compared.
const PARTS_MAX: usize = 12;
/// Words of a sentence beyond this many are not compared.
const SAID_MAX: usize = 60;

#[derive(Clone, Debug, PartialEq)]
pub struct Traits {
    pub key: ClaimKey,
    pub published: Option<Date>,
    pub kind: ClaimType,
    pub modes: Vec<CompactString>,
    pub status: Status,
    /// What `days` makes of the claim.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// The text tells a time.
    pub dated: bool,
    pub trigger: Vec<CompactString>,
    /// The trigger's.
    pub sentence: Span,
    pub speakers: Vec<Party>,
    pub actors: Vec<Party>,
    pub recipients: Vec<Party>,
    pub parties: Vec<Party>,
    pub places: Vec<Spot>,
    /// Objects and topics; of an assault its instruments are none.
    pub things: Vec<Thing>,
    pub instruments: Vec<Thing>,
    pub figures: Vec<Figure>,
    /// Stems of what the claim is made of: trigger, objects and topics, and what these refer back to.
    pub core: BTreeSet<CompactString>,
    /// Stems of the sentence's words.
    pub said: BTreeSet<CompactString>,
    /// Stems of the words shortly before the sentence.
    pub before: BTreeSet<CompactString>,
    /// Stems of names in the sentence and shortly before it, by their capitals.
    pub names: BTreeSet<CompactString>,
}

/// Somebody: `RUS/MIL` is state `RUS`, sector `MIL`; a body or group is its own state.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    pub state: CompactString,
    pub sector: CompactString,
    /// Lower-case words of a person's full name, or of who it is called by.
    pub name: Vec<CompactString>,
    /// The name is a person's.
    pub person: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub geonames: Option<u32>,
    pub country: CompactString,
    pub point: Option<Point>,
    /// A country, region or sea: says little of where.
    pub width: Width,
    /// Lower-case words of the name as written.
    pub words: Vec<CompactString>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    Point,
    Region,
    Country,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    pub head: CompactString,
    /// Other content words.
    pub rest: Vec<CompactString>,
    /// Group of words that name much the same; None where no table has the head.
    pub sense: Option<u16>,
}

pub(crate) fn traits(senses: &Senses, key: &ClaimKey, published: Option<Date>, text: &str, kept: &Kept) -> Traits {
    let claim = &kept.claim;
    let (from, to) = days(claim, published);
    let of = |roles: &[Role]| -> Vec<(&Argument, &[CompactString])> {
        let words = kept.words.args.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
        let args = claim.args.iter().zip(words).filter(|(arg, _)| roles.contains(&arg.role));
        args.take(PARTS_MAX).collect()
    };
    let parties = |roles: &[Role]| of(roles).into_iter().map(|(arg, words)| party(arg.actor.as_ref(), words)).collect();
    let things = |roles: &[Role]| of(roles).into_iter().filter_map(|(_, words)| thing(senses, words)).collect();
    let sentence = kept.telling.sentence;
    let before = context(text, sentence);
    let cut = |span: Span| text.get(span.start as usize..span.end as usize).unwrap_or("");
    let refers = kept.telling.refers.iter().flat_map(|span| stems(cut(*span)));
    let args = claim.args.iter().zip(&kept.words.args);
    let told = args.filter(|(arg, _)| matches!(arg.role, Role::Object | Role::Topic)).flat_map(|(_, words)| words);
    let core = kept.words.trigger.iter().chain(told).map(|word| stem(word)).chain(refers).take(SAID_MAX).collect();
    let speakers = claim.said_by.iter().flat_map(|said| &said.who).take(PARTS_MAX);
    Traits {
        key: key.clone(),
        published,
        kind: claim.kind,
        modes: claim.mode.clone(),
        status: claim.status,
        from,
        to,
        dated: claim.args.iter().any(|arg| arg.role == Role::Time && arg.days.is_some_and(|days| days != (None, None))),
        trigger: kept.words.trigger.clone(),
        sentence,
        speakers: speakers.map(|who| party(Some(who), &[])).collect(),
        actors: parties(&[Role::Actor]),
        recipients: parties(&[Role::Recipient]),
        parties: parties(&[Role::Party]),
        places: places(claim, kept),
        things: things(&[Role::Object, Role::Topic]),
        instruments: things(&[Role::Instrument]),
        figures: claim.figures.clone(),
        core,
        said: stems(cut(sentence)).take(SAID_MAX).collect(),
        before: stems(before).take(SAID_MAX).collect(),
        names: names(before).chain(names(cut(sentence))).take(SAID_MAX).collect(),
    }
}

fn party(actor: Option<&Actor>, words: &[CompactString]) -> Party {
    let id = actor.and_then(|actor| actor.id.as_deref()).unwrap_or("");
    let (state, sector) = id.split_once('/').unwrap_or((id, ""));
    let name = actor.and_then(|actor| actor.name.as_deref());
    let split = |name: &str| name.to_lowercase().split_whitespace().map(CompactString::from).collect();
    Party {
        state: state.into(),
        sector: sector.into(),
        person: name.is_some_and(|name| name.contains(' ')) && state.len() == 3,
        name: name.map_or_else(|| words.to_vec(), split),
    }
}

fn thing(senses: &Senses, words: &[CompactString]) -> Option<Thing> {
    let (head, rest) = words.split_first()?;
    Some(Thing { head: head.clone(), rest: rest.to_vec(), sense: senses.of(head) })
}

/// Places told as such, and where a thing that is acted on lies; of a happening without any, those of its sentence.
fn places(claim: &Claim, kept: &Kept) -> Vec<Spot> {
    let words = kept.words.args.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
    let args = claim.args.iter().zip(words);
    let where_ = args.filter(|(arg, _)| matches!(arg.role, Role::Place | Role::Object | Role::Recipient));
    let spots = where_.filter_map(|(arg, words)| match &arg.place {
        Some(place) => Some(spot(place, words.to_vec())),
        None if arg.role == Role::Place => Some(unknown(arg, words)),
        None => None,
    });
    let mut spots: Vec<Spot> = spots.take(PARTS_MAX).collect();
    if Family::of(claim.kind).is_physical() && spots.iter().all(|spot| spot.width == Width::Country) {
        let words = |place: &Place| place.name.to_lowercase().split_whitespace().map(CompactString::from).collect();
        spots.extend(kept.telling.around.iter().map(|place| spot(place, words(place))));
    }
    spots
}

fn spot(place: &Place, words: Vec<CompactString>) -> Spot {
    Spot {
        geonames: place.geonames,
        country: place.country.clone(),
        point: Some(Point { latitude: place.latitude, longitude: place.longitude }),
        width: width(place.feature),
        words,
    }
}

/// A place that only its name is known of; an actor's id on it is a country's.
fn unknown(arg: &Argument, words: &[CompactString]) -> Spot {
    let country = arg.actor.as_ref().and_then(|actor| actor.id.clone()).unwrap_or_default();
    let width = if country.is_empty() { Width::Region } else { Width::Country };
    Spot { geonames: None, country, point: None, width, words: words.to_vec() }
}

const fn width(feature: Feature) -> Width {
    match feature {
        Feature::Country => Width::Country,
        Feature::Admin1 | Feature::Natural => Width::Region,
        Feature::Admin2 | Feature::City | Feature::Site => Width::Point,
    }
}

/// So many bytes before a sentence are its context.
const CONTEXT: u32 = 400;
/// Letters that a word is cut to, so that its forms meet.
const STEM: usize = 6;
/// Shorter words are mostly grammar.
const WORD_MIN: usize = 4;

fn context(text: &str, sentence: Span) -> &str {
    let end = (sentence.start as usize).min(text.len());
    let start = (sentence.start.saturating_sub(CONTEXT) as usize..=end).find(|place| text.is_char_boundary(*place));
    text.get(start.unwrap_or(end)..end).unwrap_or("")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn stems(text: &str) -> impl Iterator<Item = CompactString> {
    let long = |word: &&str| word.chars().count() >= WORD_MIN || word.starts_with(|first: char| first.is_ascii_digit());
    words(text).filter(long).map(stem)
}

/// Words with a capital that no sentence begins with, unless the next word has one, too ("Typhoon Rammasun").
fn names(text: &str) -> impl Iterator<Item = CompactString> {
    let mut open = true;
    let marked = text.split_whitespace().map(move |word| {
        let first = std::mem::replace(&mut open, word.ends_with(['.', '!', '?', ':', ';']));
        (first, word.trim_matches(|mark: char| !mark.is_alphanumeric()))
    });
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let all: Vec<(bool, &str)> = marked.collect();
    let next = all.iter().skip(1).map(|(_, word)| *word).chain([""]);
    let kept = all.iter().zip(next).filter(|((first, word), next)| capital(word) && (!first || capital(next)));
    let long =
        kept.map(|((_, word), _)| words(word).next().unwrap_or("")).filter(|word| word.chars().count() >= WORD_MIN);
    long.map(stem).collect::<Vec<_>>().into_iter()
}

pub(crate) fn stem(word: &str) -> CompactString {
    word.chars().flat_map(char::to_lowercase).take(STEM).collect()
}
