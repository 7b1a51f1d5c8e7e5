//! `ClaimKey, day, text, Kept -> Traits`: what of a claim is compared with others when claims are joined into events.
//!
//! Pure and cheap (no analysis), so that a record can make them again from what it keeps.

use std::collections::BTreeSet;

use analysis::Actor;
use claims::{Argument, ClaimType, Figure, Role, Status};
use compact_str::CompactString;
use gazetteer::{Feature, Point};
use jiff::civil::Date;
use report::Span;

use crate::days::days;
use crate::entry::{ClaimKey, Kept};
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
    /// Words of the sentence in lower case: long ones, cut to their stem's length.
    pub said: BTreeSet<CompactString>,
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
        places: places(claim.args.iter(), &kept.words.args),
        things: things(&[Role::Object, Role::Topic]),
        instruments: things(&[Role::Instrument]),
        figures: claim.figures.clone(),
        said: words_said(text.get(sentence.start as usize..sentence.end as usize).unwrap_or("")),
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

/// Places told as such, then where a thing that is acted on lies.
fn places<'a>(args: impl Iterator<Item = &'a Argument>, words: &[Vec<CompactString>]) -> Vec<Spot> {
    let words = words.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
    let where_ = args.zip(words).filter(|(arg, _)| matches!(arg.role, Role::Place | Role::Object | Role::Recipient));
    let spots = where_.filter_map(|(arg, words)| match &arg.place {
        Some(place) => Some(Spot {
            geonames: place.geonames,
            country: place.country.clone(),
            point: Some(Point { latitude: place.latitude, longitude: place.longitude }),
            width: width(place.feature),
            words: words.to_vec(),
        }),
        None if arg.role == Role::Place => Some(unknown(arg, words)),
        None => None,
    });
    spots.take(PARTS_MAX).collect()
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

/// Letters that a word is cut to, so that its forms meet.
const STEM: usize = 6;
/// Shorter words are mostly grammar.
const WORD_MIN: usize = 4;

fn words_said(sentence: &str) -> BTreeSet<CompactString> {
    let words = sentence
        .split(|mark: char| !mark.is_alphanumeric())
        .filter(|word| word.chars().count() >= WORD_MIN || word.starts_with(|first: char| first.is_ascii_digit()));
    words.take(SAID_MAX).map(|word| word.chars().flat_map(char::to_lowercase).take(STEM).collect()).collect()
}
