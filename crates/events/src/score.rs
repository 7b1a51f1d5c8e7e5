//! `&Traits, &Traits -> points`: what speaks for and against two claims being about one happening.
//!
//! The score depends on the two claims alone and is the same from either side; [`explain`] lists what it is made of.
//! None: they cannot be about one happening.

use std::collections::BTreeSet;

use claims::{ClaimType, Figure, Measure, Status};
use compact_str::CompactString;
use jiff::civil::Date;

use crate::family::Family;
use crate::points::{Reason, Scale, worth};
use crate::traits::{Party, Spot, Traits, Width, stem};

/// Two groups of claims are joined where their pairs have this many points on average.
pub(crate) const JOINED: i32 = 20;

/// A link of each strength has at least these points.
const STRENGTHS: [i32; 5] = [50, 150, 250, 350, 500];
pub(crate) const LEVELS: usize = STRENGTHS.len();

/// Whole amounts.
const ALL: i32 = 100;
/// More days apart than this, and an act or toll is another one.
const APART_MAX: i32 = 3;
/// Days between two reports beyond this many say no more.
const BETWEEN_MAX: i32 = 5;
/// What is told to go on for longer is no single day's happening.
const FEW_DAYS: i32 = 3;

/// How strong a link of so many points is; None where it is none.
pub(crate) fn level(points: i32) -> Option<u8> {
    STRENGTHS.iter().rposition(|least| points >= *least).map(|level| level as u8)
}

pub fn score(a: &Traits, b: &Traits) -> Option<i32> {
    let sum = sum(a, b)?;
    Some(sum.reasons.iter().map(|(reason, amount)| worth(*reason, sum.scale, *amount)).sum())
}

/// Part of a score: in how far it holds, in hundredths, and what that is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub reason: Reason,
    pub amount: i32,
    pub points: i32,
}

/// What makes the score up; None where the two cannot be about one happening.
pub fn explain(a: &Traits, b: &Traits) -> Option<Vec<Told>> {
    let sum = sum(a, b)?;
    let told = |(reason, amount): &(Reason, i32)| Told {
        reason: *reason,
        amount: *amount,
        points: worth(*reason, sum.scale, *amount),
    };
    Some(sum.reasons.iter().map(told).collect())
}

fn sum<'a>(a: &'a Traits, b: &'a Traits) -> Option<Sum<'a>> {
    let family = Family::of(a.kind);
    if family != Family::of(b.kind) {
        return None;
    }
    let mut sum = Sum { a, b, family, scale: Scale::of(family), reasons: Vec::with_capacity(16) };
    sum.add(Reason::Base);
    sum.kind();
    sum.days()?;
    sum.parties()?;
    if family == Family::Talks {
        sum.table();
    }
    sum.places()?;
    sum.things();
    sum.figures()?;
    sum.words();
    sum.hold();
    Some(sum)
}

struct Sum<'a> {
    a: &'a Traits,
    b: &'a Traits,
    family: Family,
    scale: Scale,
    /// With hundredths of each.
    reasons: Vec<(Reason, i32)>,
}

impl Sum<'_> {
    fn add(&mut self, reason: Reason) {
        self.part(reason, ALL);
    }

    fn part(&mut self, reason: Reason, amount: i32) {
        self.reasons.push((reason, amount));
    }

    fn kind(&mut self) {
        let (a, b) = (self.a, self.b);
        if a.kind != b.kind {
            self.add(Reason::OtherKind);
        }
        if a.key.report == b.key.report {
            self.add(Reason::SameReport);
            if a.sentence == b.sentence {
                self.add(Reason::SameSentence);
            }
        }
        match (a.status == Status::Negated, b.status == Status::Negated) {
            (true, true) => self.add(Reason::BothNegated),
            (false, false) => {}
            _ => self.add(Reason::Negation),
        }
        let ahead = |status: Status| matches!(status, Status::Future | Status::Hypothetical);
        if ahead(a.status) != ahead(b.status) {
            self.add(Reason::Planned);
        }
        let lacks = |one: &Traits, other: &Traits| one.modes.iter().any(|mode| !other.modes.contains(mode));
        if self.family == Family::Outage && (lacks(a, b) || lacks(b, a)) {
            self.add(Reason::OtherService);
        } else if a.modes.iter().any(|mode| b.modes.contains(mode)) {
            self.add(Reason::SameMode);
        } else if !a.modes.is_empty() && !b.modes.is_empty() {
            self.add(Reason::OtherMode);
        }
    }

    fn days(&mut self) -> Option<()> {
        let (a, b) = (self.a, self.b);
        let gap = gap(a.to, b.from).max(gap(b.to, a.from));
        if gap > 0 {
            let told = a.dated && b.dated;
            if self.family.is_physical() && (told || gap > APART_MAX) || told && self.family == Family::Talks {
                return None;
            }
            self.part(Reason::DaysApart, ALL * gap.min(BETWEEN_MAX));
        } else if lasts(a) != lasts(b) {
            self.add(Reason::OtherLength);
        } else if a.dated && b.dated {
            let same = (a.from, a.to) == (b.from, b.to) && !lasts(a);
            self.add(if same { Reason::SameDays } else { Reason::MeetingDays });
        }
        let between = gap_of(a.published, b.published).map_or(0, i32::abs);
        if between > 0 && !(a.dated && b.dated) {
            self.part(Reason::DaysBetweenReports, ALL * between.min(BETWEEN_MAX));
        }
        Some(())
    }

    fn parties(&mut self) -> Option<()> {
        let (a, b) = (self.a, self.b);
        let strict = self.family != Family::Talks;
        match meeting(authors(a, self.family), authors(b, self.family)) {
            Meeting::Person => self.add(Reason::SamePerson),
            Meeting::State => self.add(Reason::SameActor),
            Meeting::OtherPerson => self.add(Reason::OtherPerson),
            Meeting::None if strict => return None,
            Meeting::None => self.add(Reason::OtherActor),
            Meeting::Unknown => self.add(Reason::ActorUnknown),
        }
        match meeting(&a.recipients, &b.recipients) {
            Meeting::Person | Meeting::State => self.add(Reason::SameRecipient),
            Meeting::None if self.family.is_physical() => return None,
            Meeting::None => self.add(Reason::OtherRecipient),
            Meeting::OtherPerson | Meeting::Unknown => {}
        }
        match meeting(&a.speakers, &b.speakers) {
            Meeting::Person => self.add(Reason::SameSpeaker),
            Meeting::State => self.add(Reason::SameSide),
            Meeting::OtherPerson | Meeting::None => self.add(Reason::OtherSpeaker),
            Meeting::Unknown => {}
        }
        Some(())
    }

    /// Who sits together.
    fn table(&mut self) {
        let (mine, theirs) = (persons(self.a), persons(self.b));
        let shared = mine.intersection(&theirs).count().min(2) as i32;
        if shared > 0 {
            self.part(Reason::SharedPersons, ALL * shared);
        } else if !mine.is_empty() && !theirs.is_empty() {
            self.add(Reason::OtherPersons);
        }
        let (mine, theirs) = (sides(self.a), sides(self.b));
        if mine.len() < 2 || theirs.len() < 2 {
            return;
        }
        let within = mine.is_subset(&theirs) || theirs.is_subset(&mine);
        self.add(if within { Reason::SameSides } else { Reason::OtherSides });
    }

    fn places(&mut self) -> Option<()> {
        let (a, b) = (self.a, self.b);
        let narrow = |traits: &Traits| traits.places.iter().any(|spot| spot.width < Width::Country);
        match between(&a.places, &b.places) {
            Some(Between::Same) => self.add(Reason::SamePlace),
            Some(Between::Near(amount)) => self.part(Reason::NearPlace, amount),
            Some(Between::Far) if self.family.is_physical() => return None,
            Some(Between::Far) => self.add(Reason::FarPlace),
            None if narrow(a) != narrow(b) && (names_place(a, b) || names_place(b, a)) => self.add(Reason::PlaceNamed),
            None if narrow(a) != narrow(b) => self.add(Reason::PlaceInOneOnly),
            None if !narrow(a) => self.add(Reason::NoPlaces),
            None => {}
        }
        Some(())
    }

    fn things(&mut self) {
        let (a, b) = (self.a, self.b);
        if a.things.is_empty() || b.things.is_empty() {
            let none = a.things.is_empty() && b.things.is_empty();
            self.add(if none { Reason::NoThings } else { Reason::ThingInOneOnly });
            return;
        }
        let pairs = || a.things.iter().flat_map(|one| b.things.iter().map(move |other| (one, other)));
        if pairs().any(|(one, other)| one.head == other.head) {
            self.add(Reason::SameThing);
        } else if pairs().any(|(one, other)| one.sense.is_some() && one.sense == other.sense) {
            self.add(Reason::LikeThing);
        } else if names_thing(a, b) || names_thing(b, a) {
            self.add(Reason::ThingNamed);
        } else {
            self.add(Reason::OtherThing);
        }
    }

    fn figures(&mut self) -> Option<()> {
        let mut best: Option<(i32, Reason)> = None;
        let mut same = 0;
        let mut large = false;
        for mine in &self.a.figures {
            let like = |theirs: &&Figure| theirs.measure == mine.measure && theirs.of == mine.of;
            for theirs in self.b.figures.iter().filter(like) {
                let found = self.figure(mine, theirs)?;
                same += i32::from(found == Reason::SameFigure);
                large |= found == Reason::SameFigure && mine.low >= Some(LARGE);
                best = best.max(Some((worth(found, self.scale, ALL), found)));
            }
        }
        match best {
            Some((_, Reason::SameFigure)) => {
                let first = if large { ALL } else { ALL * 3 / 5 };
                self.part(Reason::SameFigure, first + (same - 1).min(1) * ALL / 2);
            }
            Some((_, reason)) => self.add(reason),
            None => {}
        }
        Some(())
    }

    fn figure(&self, mine: &Figure, theirs: &Figure) -> Option<Reason> {
        let low = mine.low.unwrap_or(0.0).max(theirs.low.unwrap_or(0.0));
        let high = mine.high.unwrap_or(f64::MAX).min(theirs.high.unwrap_or(f64::MAX));
        let exact = |figure: &Figure| figure.low.is_some() && figure.low == figure.high;
        let same = exact(mine) && exact(theirs) && low == high;
        let (early, late) = if self.a.published <= self.b.published { (mine, theirs) } else { (theirs, mine) };
        let fallen = self.a.published != self.b.published && late.low < early.low.map(|low| low * FALLEN);
        // "At least 12" and "at least 70" meet, but hardly count one thing.
        let far = early.low.zip(late.low).is_some_and(|(one, other)| one.max(other) > one.min(other) * CLOSE);
        match mine.measure {
            Measure::Ordinal if same => Some(Reason::SameOrdinal),
            Measure::Ordinal => None,
            _ if same && low >= TELLING => Some(Reason::SameFigure),
            _ if fallen => Some(Reason::FallenFigure),
            _ if low <= high && far => Some(Reason::CloseFigure),
            _ if low <= high => Some(Reason::MeetingFigure),
            _ if low <= high * CLOSE => Some(Reason::CloseFigure),
            _ => Some(Reason::OtherFigure),
        }
    }

    /// Whether reports of two days tell of one happening: by its settlement, a number that is no chance, a name that
    /// stands for nobody told, or half of their words.
    fn is_retold(&self) -> bool {
        let point = |traits: &Traits| traits.places.iter().any(|spot| spot.width == Width::Point);
        self.reasons.iter().any(|(reason, amount)| match reason {
            Reason::SamePlace => point(self.a) && point(self.b),
            Reason::SameOrdinal | Reason::SameFigure | Reason::SameDays | Reason::SamePerson => true,
            Reason::SharedNames => *amount > 0,
            Reason::SharedWords => *amount >= RETOLD,
            _ => false,
        })
    }

    /// Whether anything ties the two to one happening rather than to two of a kind.
    fn hold(&mut self) {
        let (a, b) = (self.a, self.b);
        if a.key.report == b.key.report {
            return;
        }
        let (mine, theirs) = (states(a), states(b));
        let states = !mine.is_disjoint(&theirs);
        let names = !a.names.is_disjoint(&b.names);
        if !mine.is_empty() && !theirs.is_empty() && !states {
            self.add(Reason::OtherStates);
        }
        if !a.names.is_empty() && !b.names.is_empty() && !names {
            self.add(Reason::OtherNames);
        }
        let firm = |(reason, amount): &(Reason, i32)| match reason {
            Reason::SamePlace | Reason::PlaceNamed | Reason::SameOrdinal => true,
            Reason::SameFigure => *amount >= ALL,
            _ => false,
        };
        if !states && !names && !self.reasons.iter().any(firm) {
            self.add(Reason::NothingToHold);
        } else if self.family.is_physical() && a.published != b.published && !self.is_retold() {
            self.add(Reason::OtherNews);
        }
    }

    fn words(&mut self) {
        let (a, b) = (self.a, self.b);
        if !a.trigger.is_empty() && a.trigger.first() == b.trigger.first() {
            self.add(Reason::SameTrigger);
        }
        self.part(Reason::SharedCore, core(a, b).max(core(b, a)));
        if a.key.report == b.key.report {
            return;
        }
        let known: BTreeSet<CompactString> = known_names(a).chain(known_names(b)).collect();
        let shared = a.names.intersection(&b.names).filter(|name| !known.contains(*name)).count();
        self.part(Reason::SharedNames, ALL * shared.min(3) as i32 / 3);
        let shared = a.said.intersection(&b.said).count() as i32;
        let fewer = a.said.len().min(b.said.len()).max(8) as i32;
        self.part(Reason::SharedWords, ALL * shared / fewer);
    }
}

/// A time is told that is many days long, or that has no beginning.
fn lasts(traits: &Traits) -> bool {
    traits.dated && gap_of(traits.from, traits.to.or(traits.published)).is_none_or(|days| days > FEW_DAYS)
}

/// Days from the one to the other, where both are known and the other is later.
fn gap(to: Option<Date>, from: Option<Date>) -> i32 {
    gap_of(to, from).unwrap_or(0).max(0)
}

fn gap_of(from: Option<Date>, to: Option<Date>) -> Option<i32> {
    Some(to?.since(from?).map_or(0, |span| span.get_days()))
}

/// A number from here on is seldom the same by chance.
const TELLING: f64 = 10.0;
/// From here on it is hardly ever.
const LARGE: f64 = 100.0;
/// Counts of one thing grow by so much from one report to the next.
const CLOSE: f64 = 1.5;
/// A later count below this part of the earlier one counts something else.
const FALLEN: f64 = 0.9;
/// Hundredths of the words that two reports of one happening share.
const RETOLD: i32 = 50;

/// How many hundredths of the one's core the other's sentence holds.
fn core(one: &Traits, other: &Traits) -> i32 {
    let shared = one.core.iter().filter(|stem| other.core.contains(*stem) || other.said.contains(*stem)).count();
    ALL * shared as i32 / one.core.len().max(2) as i32
}

/// The one's place stands in the other's words.
fn names_place(one: &Traits, other: &Traits) -> bool {
    let narrow = one.places.iter().filter(|spot| spot.width < Width::Country);
    narrow.filter_map(|spot| spot.words.first()).any(|word| other.names.contains(&stem(word)))
}

/// A head of the one's things stands in the other's words.
fn names_thing(one: &Traits, other: &Traits) -> bool {
    one.things
        .iter()
        .map(|thing| stem(&thing.head))
        .any(|head| other.core.contains(&head) || other.before.contains(&head))
}

/// Names that are compared elsewhere.
fn known_names(traits: &Traits) -> impl Iterator<Item = CompactString> {
    let parties = traits.actors.iter().chain(&traits.recipients).chain(&traits.parties).chain(&traits.speakers);
    let places = traits.places.iter().flat_map(|spot| &spot.words);
    parties.flat_map(|party| &party.name).chain(places).map(|word| stem(word))
}

fn persons(traits: &Traits) -> BTreeSet<CompactString> {
    let all = traits.actors.iter().chain(&traits.parties).chain(&traits.recipients).filter(|party| party.person);
    all.filter_map(|party| Some(party.name.last()?.chars().take(NAME_STEM).collect())).collect()
}

/// Of everybody and of everywhere told.
fn states(traits: &Traits) -> BTreeSet<&str> {
    let parties = traits.actors.iter().chain(&traits.recipients).chain(&traits.parties).chain(&traits.speakers);
    let places = traits.places.iter().map(|spot| spot.country.as_str());
    parties.map(|party| party.state.as_str()).chain(places).filter(|state| !state.is_empty()).collect()
}

fn sides(traits: &Traits) -> BTreeSet<&str> {
    let all = traits.actors.iter().chain(&traits.parties).chain(&traits.recipients);
    all.map(|party| party.state.as_str()).filter(|state| !state.is_empty()).collect()
}

enum Meeting {
    Person,
    State,
    /// One state, but named persons differ.
    OtherPerson,
    None,
    Unknown,
}

/// Who acts; who speaks, of words whose actor nobody names, and of weapons shot down (each side counts its own).
fn authors(traits: &Traits, family: Family) -> &[Party] {
    let words = matches!(family, Family::Words);
    if words && (traits.actors.is_empty() || traits.kind == ClaimType::Assess) {
        &traits.speakers
    } else {
        &traits.actors
    }
}

fn meeting(mine: &[Party], theirs: &[Party]) -> Meeting {
    let known = |parties: &[Party]| parties.iter().any(|party| !party.state.is_empty());
    if !known(mine) || !known(theirs) {
        return Meeting::Unknown;
    }
    let pairs = || mine.iter().flat_map(|one| theirs.iter().map(move |other| (one, other)));
    let state = |(one, other): &(&Party, &Party)| !one.state.is_empty() && one.state == other.state;
    let person = |(one, other): &(&Party, &Party)| one.person && other.person && alike(one, other);
    if pairs().any(|pair| state(&pair) && person(&pair)) {
        Meeting::Person
    } else if pairs().any(|pair| state(&pair) && !(pair.0.person && pair.1.person)) {
        Meeting::State
    } else if pairs().any(|pair| state(&pair)) {
        Meeting::OtherPerson
    } else {
        Meeting::None
    }
}

/// Letters of a family name that must agree: spellings from another alphabet differ at the end.
const NAME_STEM: usize = 5;

fn alike(one: &Party, other: &Party) -> bool {
    let (Some(one), Some(other)) = (one.name.last(), other.name.last()) else { return false };
    one == other || one.chars().take(NAME_STEM).eq(other.chars().take(NAME_STEM)) && one.chars().count() >= NAME_STEM
}

/// How two places lie to each other: the better ones come later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Between {
    Far,
    /// With hundredths of being near.
    Near(i32),
    Same,
}

/// Places further apart are two happenings', in kilometres; a region's reach adds as much.
const NEAR_KM: f64 = 70.0;
/// From being near to being at that distance.
const NEAR_FALL: f64 = 160.0;

/// How the places that lie closest lie to each other; None where that is not known or says nothing. Where both tell a
/// town, the region around says nothing more.
fn between(mine: &[Spot], theirs: &[Spot]) -> Option<Between> {
    let is_known_point = |spot: &Spot| spot.width == Width::Point && spot.point.is_some();
    let towns = mine.iter().any(is_known_point) && theirs.iter().any(is_known_point);
    let told = |spot: &&Spot| !towns || is_known_point(spot);
    let pairs = mine.iter().filter(told).flat_map(|one| theirs.iter().filter(told).map(move |other| (one, other)));
    pairs.filter_map(|(one, other)| spots(one, other)).max()
}

fn spots(one: &Spot, other: &Spot) -> Option<Between> {
    if one.width == Width::Country || other.width == Width::Country {
        let may_hold = one.country == other.country || one.country.is_empty() || other.country.is_empty();
        return (!may_hold).then_some(Between::Far);
    }
    let same_id = one.geonames.is_some() && one.geonames == other.geonames;
    let same_name = !one.words.is_empty() && one.words.first() == other.words.first();
    if same_id || (same_name && (one.country == other.country || one.point.is_none() || other.point.is_none())) {
        return Some(Between::Same);
    }
    let distance = one.point?.distance_km(other.point?);
    let regions = u8::from(one.width == Width::Region) + u8::from(other.width == Width::Region);
    if distance > NEAR_KM * f64::from(1 + regions) {
        return Some(Between::Far);
    }
    Some(Between::Near(if regions > 0 { ALL } else { ALL - (NEAR_FALL * distance / NEAR_KM) as i32 }))
}
