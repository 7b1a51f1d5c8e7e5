//! `&Traits, &Traits -> points`: what speaks for and against two claims being about one happening.
//!
//! Points are hundredths of a natural logarithm of odds, set by hand and rounded; [`explain`] lists them. The score
//! depends on the two claims alone and is the same from either side. None: they cannot be about one happening.

use claims::{ClaimType, Measure, Status};

use crate::family::Family;
use crate::traits::{Party, Spot, Thing, Traits, Width};

/// Two groups of claims are joined where their pairs have this many points on average.
pub(crate) const JOINED: i32 = 0;

/// A link of each strength has at least these points.
const STRENGTHS: [i32; 5] = [50, 150, 250, 350, 500];
pub(crate) const LEVELS: usize = STRENGTHS.len();

/// How strong a link of so many points is; None where it is none.
pub(crate) fn level(points: i32) -> Option<u8> {
    STRENGTHS.iter().rposition(|least| points >= *least).map(|level| level as u8)
}

/// Something that two claims have in common, or in which they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    Base,
    OtherKind,
    SameReport,
    SameSentence,
    SameDays,
    MeetingDays,
    OtherDays,
    DaysBetweenReports,
    Negation,
    Planned,
    SameMode,
    OtherMode,
    SameTrigger,
    SameActor,
    SamePerson,
    OtherPerson,
    ActorUnknown,
    SameRecipient,
    SameSpeaker,
    OtherSpeaker,
    SamePlace,
    NearPlace,
    FarPlace,
    PlaceInOneOnly,
    SameThing,
    LikeThing,
    SharedWord,
    OtherThing,
    ThingInOneOnly,
    SameFigure,
    MeetingFigure,
    CloseFigure,
    OtherFigure,
    SameOrdinal,
    SharedWords,
}

pub fn score(a: &Traits, b: &Traits) -> Option<i32> {
    explain(a, b).map(|reasons| reasons.iter().map(|(_, points)| points).sum())
}

/// What makes the score up; None where the two cannot be about one happening.
pub fn explain(a: &Traits, b: &Traits) -> Option<Vec<(Reason, i32)>> {
    let family = Family::of(a.kind);
    if family != Family::of(b.kind) {
        return None;
    }
    let mut sum = Sum { a, b, family, reasons: Vec::with_capacity(12) };
    sum.add(Reason::Base, -100);
    sum.kind();
    sum.days()?;
    sum.parties()?;
    sum.places()?;
    sum.things();
    sum.figures()?;
    sum.words();
    Some(sum.reasons)
}

struct Sum<'a> {
    a: &'a Traits,
    b: &'a Traits,
    family: Family,
    reasons: Vec<(Reason, i32)>,
}

impl Sum<'_> {
    fn add(&mut self, reason: Reason, points: i32) {
        self.reasons.push((reason, points));
    }

    fn kind(&mut self) {
        let (a, b) = (self.a, self.b);
        if a.kind != b.kind {
            self.add(Reason::OtherKind, -60);
        }
        if a.key.report == b.key.report {
            self.add(Reason::SameReport, -60);
            if a.sentence == b.sentence {
                self.add(Reason::SameSentence, 60);
            }
        }
        if (a.status == Status::Negated) != (b.status == Status::Negated) {
            self.add(Reason::Negation, -150);
        }
        let ahead = |status: Status| matches!(status, Status::Future | Status::Hypothetical);
        if ahead(a.status) != ahead(b.status) {
            self.add(Reason::Planned, -60);
        }
        let shared = a.modes.iter().any(|mode| b.modes.contains(mode));
        let differ =
            a.modes.iter().any(|mode| !b.modes.contains(mode)) || b.modes.iter().any(|mode| !a.modes.contains(mode));
        if self.family == Family::Outage && differ {
            self.add(Reason::OtherMode, -300);
        } else if shared {
            self.add(Reason::SameMode, 40);
        } else if !a.modes.is_empty() && !b.modes.is_empty() {
            self.add(Reason::OtherMode, -60);
        }
    }

    fn days(&mut self) -> Option<()> {
        let (a, b) = (self.a, self.b);
        let apart = |to: Option<_>, from: Option<_>| matches!((to, from), (Some(to), Some(from)) if to < from);
        if apart(a.to, b.from) || apart(b.to, a.from) {
            if self.family.is_physical() || (a.dated && b.dated) {
                return None;
            }
            self.add(Reason::OtherDays, -80);
        } else if a.dated && b.dated {
            let same = (a.from, a.to) == (b.from, b.to);
            self.add(if same { Reason::SameDays } else { Reason::MeetingDays }, if same { 100 } else { 40 });
        }
        if let (Some(first), Some(second)) = (a.published, b.published) {
            let days = first.since(second).map_or(0, |span| span.get_days().abs());
            if days > 0 && !(a.dated && b.dated) {
                self.add(Reason::DaysBetweenReports, -30 * days.min(5));
            }
        }
        Some(())
    }

    fn parties(&mut self) -> Option<()> {
        let (a, b) = (self.a, self.b);
        let (mine, theirs) = (authors(a, self.family), authors(b, self.family));
        match meeting(mine, theirs) {
            Meeting::Person => self.add(Reason::SamePerson, 150),
            Meeting::State => self.add(Reason::SameActor, 80),
            Meeting::OtherPerson => self.add(Reason::OtherPerson, -50),
            Meeting::None if self.family.is_physical() || self.family == Family::Words => return None,
            Meeting::None => self.add(Reason::OtherPerson, -200),
            Meeting::Unknown => self.add(Reason::ActorUnknown, -20),
        }
        match meeting(&a.recipients, &b.recipients) {
            Meeting::Person | Meeting::State => self.add(Reason::SameRecipient, 60),
            Meeting::None => return None,
            Meeting::OtherPerson | Meeting::Unknown => {}
        }
        match meeting(&a.speakers, &b.speakers) {
            Meeting::Person => self.add(Reason::SameSpeaker, 60),
            Meeting::State => self.add(Reason::SameSpeaker, 30),
            Meeting::OtherPerson | Meeting::None => self.add(Reason::OtherSpeaker, -20),
            Meeting::Unknown => {}
        }
        Some(())
    }

    fn places(&mut self) -> Option<()> {
        let (a, b) = (self.a, self.b);
        let narrow = |traits: &Traits| traits.places.iter().any(|spot| spot.width < Width::Country);
        match between(&a.places, &b.places) {
            Some(Between::Same) => self.add(Reason::SamePlace, 200),
            Some(Between::Near) => self.add(Reason::NearPlace, 60),
            Some(Between::Far) if self.family.is_physical() => return None,
            Some(Between::Far) => self.add(Reason::FarPlace, -100),
            None if narrow(a) != narrow(b) => {
                self.add(Reason::PlaceInOneOnly, if self.family.is_physical() { -60 } else { 0 });
            }
            None => {}
        }
        Some(())
    }

    fn things(&mut self) {
        let (mine, theirs) = (&self.a.things, &self.b.things);
        if mine.is_empty() && theirs.is_empty() {
            return;
        }
        if mine.is_empty() || theirs.is_empty() {
            self.add(Reason::ThingInOneOnly, -30);
            return;
        }
        let pairs = || mine.iter().flat_map(|one| theirs.iter().map(move |other| (one, other)));
        if pairs().any(|(one, other)| one.head == other.head) {
            self.add(Reason::SameThing, 150);
        } else if pairs().any(|(one, other)| one.sense.is_some() && one.sense == other.sense) {
            self.add(Reason::LikeThing, 80);
        } else if !pairs().any(|(one, other)| shares(one, other)) {
            self.add(Reason::OtherThing, -120);
        }
        let shared = pairs().filter(|(one, other)| shares(one, other)).count().min(3) as i32;
        if shared > 0 {
            self.add(Reason::SharedWord, 50 * shared);
        }
    }

    fn figures(&mut self) -> Option<()> {
        let mut best: Option<(Reason, i32)> = None;
        let mut worst = false;
        for mine in &self.a.figures {
            let like = |theirs: &&claims::Figure| theirs.measure == mine.measure && theirs.of == mine.of;
            for theirs in self.b.figures.iter().filter(like) {
                let low = mine.low.unwrap_or(f64::MIN).max(theirs.low.unwrap_or(f64::MIN));
                let high = mine.high.unwrap_or(f64::MAX).min(theirs.high.unwrap_or(f64::MAX));
                let exact = |figure: &claims::Figure| figure.low.is_some() && figure.low == figure.high;
                let same = exact(mine) && exact(theirs) && low == high;
                let found = match mine.measure {
                    Measure::Ordinal if same => (Reason::SameOrdinal, 300),
                    Measure::Ordinal => return None,
                    _ if same && low >= 10.0 => (Reason::SameFigure, 300),
                    _ if low <= high => (Reason::MeetingFigure, 120),
                    _ if low <= high * 1.5 => (Reason::CloseFigure, 30),
                    _ => {
                        worst = true;
                        continue;
                    }
                };
                if best.is_none_or(|(_, points)| points < found.1) {
                    best = Some(found);
                }
            }
        }
        match best {
            Some((reason, points)) => self.add(reason, points),
            None if worst => self.add(Reason::OtherFigure, -150),
            None => {}
        }
        Some(())
    }

    fn words(&mut self) {
        let (a, b) = (self.a, self.b);
        if !a.trigger.is_empty() && a.trigger.first() == b.trigger.first() {
            self.add(Reason::SameTrigger, 50);
        }
        let (fewer, more) = if a.said.len() <= b.said.len() { (&a.said, &b.said) } else { (&b.said, &a.said) };
        let shared = fewer.iter().filter(|word| more.contains(*word)).count();
        if shared > 2 && a.key.report != b.key.report {
            self.add(Reason::SharedWords, (200 * (shared - 2) / fewer.len().max(8)) as i32);
        }
    }
}

enum Meeting {
    Person,
    State,
    /// One state, but named persons differ.
    OtherPerson,
    None,
    Unknown,
}

/// Who acts; of words whose actor nobody names, who speaks.
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

enum Between {
    Same,
    Near,
    Far,
}

/// Places nearer than this may be one happening's, in kilometres.
const NEAR_KM: f64 = 70.0;

/// How the narrowest places lie to each other; None where either has none.
fn between(mine: &[Spot], theirs: &[Spot]) -> Option<Between> {
    let mut best = None;
    for one in mine {
        for other in theirs {
            let countries = (one.width == Width::Country, other.width == Width::Country);
            let found = match countries {
                (true, true) if one.country == other.country => None,
                (true, false) | (false, true)
                    if one.country == other.country || one.country.is_empty() || other.country.is_empty() =>
                {
                    None
                }
                (true, _) | (_, true) => Some(Between::Far),
                (false, false) => Some(spots(one, other)),
            };
            best = match (best, found) {
                (_, Some(Between::Same)) | (Some(Between::Same), _) => Some(Between::Same),
                (_, Some(Between::Near)) | (Some(Between::Near), _) => Some(Between::Near),
                (Some(Between::Far), _) | (_, Some(Between::Far)) => Some(Between::Far),
                (None, None) => None,
            };
        }
    }
    best
}

fn spots(one: &Spot, other: &Spot) -> Between {
    let same_id = one.geonames.is_some() && one.geonames == other.geonames;
    let same_name = one.words.first().is_some() && one.words.first() == other.words.first();
    if same_id || (same_name && (one.country == other.country || one.point.is_none() || other.point.is_none())) {
        return Between::Same;
    }
    match (one.point, other.point) {
        (Some(here), Some(there)) if here.distance_km(there) > NEAR_KM * f64::from(1 + wide(one) + wide(other)) => {
            Between::Far
        }
        (Some(_), Some(_)) => Between::Near,
        _ => Between::Far,
    }
}

fn wide(spot: &Spot) -> u8 {
    u8::from(spot.width == Width::Region)
}

/// A content word in common, head or not.
fn shares(one: &Thing, other: &Thing) -> bool {
    let words =
        |thing: &Thing| std::iter::once(thing.head.clone()).chain(thing.rest.iter().cloned()).collect::<Vec<_>>();
    let theirs = words(other);
    words(one).iter().any(|word| theirs.contains(word))
}
