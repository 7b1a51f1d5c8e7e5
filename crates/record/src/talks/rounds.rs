//! Joins the contacts of one process into rounds: days that overlap or follow each other, places and ordinals that agree.
//!
//! The outcome depends on the set of contacts alone: they are taken in the order of their days and keys.

use std::collections::BTreeSet;

use claims::{Figure, Measure, Role, Status};
use compact_str::CompactString;
use events::Entry;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::contact::Contact;
use super::{Round, Standing, Venue};
use crate::told;
use crate::vocabulary::{Kind, Near};

/// A time told for talks that is longer than this, days, dates no round by itself.
const TIME_MAX: i32 = 8;

/// A round of more days than this is two.
const ROUND_MAX: i32 = 10;

/// What is told with the same ordinal within so many days is one round.
const ORDINAL_DAYS: i32 = 30;

/// Days, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Days {
    from: Date,
    to: Date,
}

/// What a contact can say about a round.
struct Telling<'a> {
    contact: Contact<'a>,
    /// None where no day is told and none can be taken from the day of publication.
    days: Option<Days>,
    /// Whether the text tells them.
    dated: bool,
    ordinal: Option<u32>,
    venues: Vec<Venue>,
}

struct Draft<'a> {
    days: Option<Days>,
    dated: bool,
    ordinal: Option<u32>,
    venues: Vec<Venue>,
    tellings: Vec<Telling<'a>>,
}

/// The rounds, and the claims that belong to none, newest first.
pub(super) fn of<'a>(
    parties: &BTreeSet<CompactString>,
    contacts: Vec<Contact<'a>>,
) -> (Vec<Round<'a>>, Vec<&'a Entry>) {
    let tellings = contacts.into_iter().map(|contact| telling(contact, parties));
    let (mut carried, rest): (Vec<_>, Vec<_>) = tellings.partition(Telling::carries);
    carried.sort_by(|one, other| one.rank().cmp(&other.rank()));
    let mut drafts: Vec<Draft<'a>> = Vec::new();
    for telling in carried {
        let best = drafts.iter_mut().filter(|draft| draft.fits(&telling)).max_by_key(|draft| draft.closeness(&telling));
        match best {
            Some(draft) => draft.take(telling),
            None => drafts.push(Draft::new(telling)),
        }
    }
    let mentions = settle(&mut drafts, rest);
    drafts.sort_by_key(Draft::place_in_line);
    let mut rounds: Vec<Round<'a>> = drafts.into_iter().zip(1..).map(|(draft, number)| round(draft, number)).collect();
    // What was going on when it was told has ended by the time of the next round.
    let last = rounds.iter().rposition(|round| round.from.is_some()).unwrap_or(0);
    for earlier in rounds.iter_mut().take(last).filter(|round| round.standing == Standing::GoingOn) {
        earlier.standing = Standing::Held;
    }
    (rounds, mentions)
}

fn telling<'a>(contact: Contact<'a>, parties: &BTreeSet<CompactString>) -> Telling<'a> {
    let claim = contact.entry.claim();
    let told = claim.args.iter().filter(|arg| arg.role == Role::Time).find_map(|arg| arg.days);
    let bounded = told.and_then(|days| match days {
        (Some(from), Some(to)) if between(from, to) <= TIME_MAX => Some(Days { from, to }),
        _ => None,
    });
    let published = told::told_on(contact.entry);
    // A time that is open on one side ("after the vote") can still be that of news.
    let open =
        |day: Date| told.is_none_or(|(from, to)| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to));
    let news = published.filter(|&day| open(day) && matches!(claim.status, Status::Actual | Status::Negated));
    let soft = news.map(|to| Days { from: to.checked_sub(1.day()).unwrap_or(to), to });
    let ordinal = contact.ordinal;
    let venues = venues(contact.entry, parties);
    Telling { days: bounded.or(soft), dated: bounded.is_some(), ordinal, venues, contact }
}

impl Telling<'_> {
    fn is_near(&self, near: Near) -> bool {
        self.contact.near.contains(&near)
    }

    /// Whether it tells of talks on a day, not of talks as such.
    fn carries(&self) -> bool {
        let contact = &self.contact;
        let known = matches!(contact.kind, Kind::Negotiation | Kind::Meeting | Kind::Gathering);
        let counted = figures(contact.entry, Measure::Day).max().is_some();
        let ahead = self.is_near(Near::Planned) && !self.is_near(Near::Held) && !contact.acts;
        let told = match contact.entry.claim().status {
            Status::Hypothetical => false,
            Status::Future => self.dated,
            // A journey or a visit ahead of talks tells no day of them.
            Status::Actual if ahead && !self.is_near(Near::GoingOn) => self.dated || self.is_near(Near::PutOff),
            Status::Actual | Status::Negated => {
                let stands = [Near::Held, Near::GoingOn, Near::Failed, Near::PutOff].into_iter();
                self.dated || contact.acts || counted || stands.into_iter().any(|near| self.is_near(near))
            }
        };
        known && self.days.is_some() && told && !self.is_near(Near::Wished)
    }

    /// Exact days before wide ones, which then find their round.
    fn rank(&self) -> (bool, Option<Days>, Option<Date>, &str, u32) {
        let wide = self.days.is_some_and(|days| days.length() > 2);
        let (published, report, n) = self.contact.entry.order();
        (wide, self.days, published, report, n)
    }

    fn goes_on(&self) -> bool {
        self.is_near(Near::GoingOn) || figures(self.contact.entry, Measure::Day).max().is_some()
    }

    /// Told as having been held or being held, not as planned or put off.
    fn happened(&self) -> bool {
        let ahead = self.is_near(Near::PutOff)
            || (self.is_near(Near::Planned) && !self.is_near(Near::Held) && !self.contact.acts);
        self.contact.entry.claim().status == Status::Actual && (self.is_near(Near::GoingOn) || !ahead)
    }

    fn is_plan(&self) -> bool {
        let planned = match self.contact.entry.claim().status {
            Status::Future => true,
            Status::Actual => self.is_near(Near::Planned) && !self.contact.acts,
            Status::Hypothetical | Status::Negated => false,
        };
        let known = matches!(self.contact.kind, Kind::Negotiation | Kind::Meeting | Kind::Gathering);
        planned && known && !self.is_near(Near::Wished)
    }
}

impl Days {
    fn length(self) -> i32 {
        between(self.from, self.to) + 1
    }

    fn overlap(self, other: Days) -> Option<Days> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        (from <= to).then_some(Days { from, to })
    }

    fn join(self, other: Days) -> Days {
        Days { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    /// Days from the end of the earlier to the begin of the later; none where they overlap.
    fn gap(self, other: Days) -> i32 {
        between(self.to, other.from).max(between(other.to, self.from)).max(0)
    }
}

/// Days from one to the other; below nought where the other is earlier.
fn between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |span| span.get_days())
}

impl<'a> Draft<'a> {
    fn new(telling: Telling<'a>) -> Draft<'a> {
        let (days, dated, ordinal) = (telling.days, telling.dated, telling.ordinal);
        Draft { days, dated, ordinal, venues: telling.venues.clone(), tellings: vec![telling] }
    }

    fn fits(&self, telling: &Telling) -> bool {
        let (Some(own), Some(days)) = (self.days, telling.days) else { return false };
        let gap = own.gap(days);
        if let (Some(one), Some(other)) = (self.ordinal, telling.ordinal) {
            return one == other && gap <= ORDINAL_DAYS;
        }
        if !places_agree(&self.venues, &telling.venues) || own.join(days).length() > ROUND_MAX {
            return false;
        }
        let follows = telling.goes_on() || self.tellings.iter().any(Telling::goes_on);
        gap == 0
            || (gap == 1 && (follows || (self.dated && telling.dated && same_place(&self.venues, &telling.venues))))
    }

    /// Of two rounds that fit, the one of the same ordinal, then of the nearest days, then the later.
    fn closeness(&self, telling: &Telling) -> (bool, i32, Option<Days>) {
        let same = self.ordinal.is_some() && self.ordinal == telling.ordinal;
        let gap = self.days.zip(telling.days).map_or(i32::MAX, |(own, days)| own.gap(days));
        (same, -gap, self.days)
    }

    fn take(&mut self, telling: Telling<'a>) {
        if let (Some(own), Some(days)) = (self.days, telling.days) {
            self.days = Some(match (self.dated, telling.dated) {
                (true, false) => own,
                (false, true) => days,
                (false, false) if telling.goes_on() => own.join(days),
                (false, false) => own.overlap(days).unwrap_or(own.join(days)),
                // Of two told times, one within the other, the narrower says more.
                (true, true) => match own.overlap(days) {
                    Some(both) if both == own || both == days => both,
                    _ => own.join(days),
                },
            });
        }
        self.dated |= telling.dated;
        self.ordinal = self.ordinal.or(telling.ordinal);
        for venue in &telling.venues {
            if !self.venues.contains(venue) {
                self.venues.push(venue.clone());
            }
        }
        self.tellings.push(telling);
    }

    /// The days of those claims that tell it as held, where there are any: a plan's day may have passed. And whether
    /// the text told them.
    fn held_on(&self) -> Option<(Days, bool)> {
        let held = || self.tellings.iter().filter(|telling| telling.happened());
        let told: Vec<Days> = held().filter(|telling| telling.dated).filter_map(|telling| telling.days).collect();
        let narrow = told.iter().filter(|days| days.length() <= 2).copied().reduce(Days::join);
        if let Some(days) = narrow.or_else(|| told.into_iter().reduce(|one, other| one.overlap(other).unwrap_or(one))) {
            return Some((days, true));
        }
        let follows = held().any(Telling::goes_on);
        let soft = held().filter_map(|telling| telling.days);
        let soft = soft.reduce(|one, other| match one.overlap(other) {
            Some(both) if !follows => both,
            _ => one.join(other),
        })?;
        if self.tellings.iter().any(|telling| telling.is_near(Near::PutOff)) {
            return Some((soft, false));
        }
        let plans = self.tellings.iter().filter(|telling| telling.dated).filter_map(|telling| telling.days);
        let on_plan = plans.filter_map(|days| days.overlap(soft)).min_by_key(|days| (days.length(), *days));
        Some(on_plan.map_or((soft, false), |days| (days, true)))
    }

    /// Rounds without a day stand last.
    fn place_in_line(&self) -> (bool, Option<Days>, Option<u32>) {
        (self.days.is_none(), self.days, self.ordinal)
    }

    fn told_by(&self, report: &str) -> bool {
        self.tellings.iter().any(|telling| telling.contact.entry.report.id.0 == report)
    }
}

/// Where both name a country, one must be common.
fn places_agree(one: &[Venue], other: &[Venue]) -> bool {
    let named = |venues: &[Venue]| -> BTreeSet<CompactString> {
        venues.iter().map(|venue| venue.country.clone()).filter(|country| !country.is_empty()).collect()
    };
    let (one, other) = (named(one), named(other));
    one.is_empty() || other.is_empty() || !one.is_disjoint(&other)
}

fn same_place(one: &[Venue], other: &[Venue]) -> bool {
    !one.is_empty() && !other.is_empty() && places_agree(one, other)
}

/// Finds a round for plans without a day, for mediators and for envoys; what is left are mentions.
fn settle<'a>(drafts: &mut Vec<Draft<'a>>, rest: Vec<Telling<'a>>) -> Vec<&'a Entry> {
    let last = drafts.iter().filter_map(|draft| draft.days).map(|days| days.to).max();
    let mut mentions: Vec<&'a Entry> = Vec::new();
    for telling in rest {
        let entry = telling.contact.entry;
        let published = told::told_on(entry);
        if matches!(telling.contact.kind, Kind::Mediation | Kind::Represent) {
            match drafts.iter_mut().rev().find(|draft| draft.told_by(&entry.report.id.0)) {
                Some(draft) => draft.tellings.push(telling),
                None => mentions.push(entry),
            }
        } else if telling.is_plan() && published.is_some() && published >= last {
            let same = |draft: &&mut Draft| draft.days.is_none() && draft.ordinal == telling.ordinal;
            match drafts.iter_mut().find(same) {
                Some(draft) => draft.tellings.push(telling),
                None => drafts.push(Draft { days: None, dated: false, ..Draft::new(telling) }),
            }
        } else {
            mentions.push(entry);
        }
    }
    mentions.sort_by(|one, other| other.order().cmp(&one.order()));
    mentions
}

fn round(draft: Draft<'_>, number: usize) -> Round<'_> {
    let (days, dated) = draft.held_on().map_or((draft.days, draft.dated), |(days, dated)| (Some(days), dated));
    let Draft { ordinal, venues, mut tellings, .. } = draft;
    tellings.sort_by(|one, other| one.contact.entry.order().cmp(&other.contact.entry.order()));
    let contacts = || tellings.iter().map(|telling| &telling.contact);
    let mut envoys: Vec<super::Envoy> = Vec::new();
    for envoy in contacts().filter(|contact| contact.entry.claim().status != Status::Negated).flat_map(|c| &c.envoys) {
        if !envoys.iter().any(|have| have.name == envoy.name && told::side(&have.side) == told::side(&envoy.side)) {
            envoys.push(envoy.clone());
        }
    }
    let denies = |entry: &&Entry| entry.claim().status == Status::Negated;
    let (denied, claims): (Vec<&Entry>, Vec<&Entry>) = contacts().map(|contact| contact.entry).partition(denies);
    let lengths = |entry: &'_ Entry| -> Vec<Figure> {
        entry.claim().figures.iter().filter(|figure| figure.measure == Measure::Duration).cloned().collect()
    };
    Round {
        number,
        ordinal,
        days_counted: claims.iter().filter_map(|entry| figures(entry, Measure::Day).max()).max(),
        from: days.map(|days| days.from),
        to: days.map(|days| days.to),
        dated,
        places: narrowed(venues),
        standing: standing(&tellings),
        negotiation: contacts().any(|contact| contact.kind == Kind::Negotiation),
        indirect: contacts().any(|contact| contact.kind == Kind::Negotiation && is_indirect(contact.entry)),
        mediators: contacts().flat_map(|contact| contact.mediators.iter().cloned()).collect(),
        hosts: contacts().flat_map(|contact| contact.hosts.iter().cloned()).collect(),
        lengths: claims
            .iter()
            .flat_map(|&entry| lengths(entry).into_iter().map(move |figure| (figure, entry)))
            .collect(),
        envoys,
        claims,
        denied,
        said: Vec::new(),
        outcomes: Vec::new(),
    }
}

fn is_indirect(entry: &Entry) -> bool {
    entry.claim().mode.iter().any(|mode| mode == "third-party")
}

/// What the reports say, each later one over the earlier; a plan says nothing over what was held.
fn standing(tellings: &[Telling]) -> Standing {
    let mut now = None;
    for telling in tellings {
        let near = |near: Near| telling.is_near(near);
        let told = match telling.contact.entry.claim().status {
            Status::Negated => Standing::NotHeld,
            Status::Hypothetical => Standing::Possible,
            _ if near(Near::PutOff) && !near(Near::GoingOn) => Standing::PutOff,
            Status::Future => Standing::Planned,
            Status::Actual if near(Near::Failed) => Standing::Failed,
            Status::Actual if near(Near::GoingOn) => Standing::GoingOn,
            Status::Actual if near(Near::Planned) && !near(Near::Held) && !telling.contact.acts => Standing::Planned,
            Status::Actual => Standing::Held,
        };
        let weak = matches!(told, Standing::Planned | Standing::Possible | Standing::NotHeld);
        let happened = matches!(now, Some(Standing::Held | Standing::GoingOn | Standing::Failed));
        if !(weak && happened) {
            now = Some(told);
        }
    }
    now.unwrap_or(Standing::Possible)
}

/// Whole numbers of a measure that the claim tells.
fn figures(entry: &Entry, measure: Measure) -> impl Iterator<Item = u32> {
    let told = entry.claim().figures.iter().filter(move |figure| figure.measure == measure);
    told.filter_map(|figure| figure.low).filter(|low| (1.0..1000.0).contains(low)).map(|low| low as u32)
}

/// The places that the claim names; not the states that talk, where another place is named.
fn venues(entry: &Entry, parties: &BTreeSet<CompactString>) -> Vec<Venue> {
    let places = entry.claim().args.iter().filter(|arg| arg.role == Role::Place);
    let all: Vec<Venue> = places
        .map(|arg| match &arg.place {
            Some(place) => Venue { name: place.name.clone(), geonames: place.geonames, country: place.country.clone() },
            None => {
                Venue { name: entry.words(arg.span).to_string(), geonames: None, country: CompactString::default() }
            }
        })
        .collect();
    let elsewhere = all.iter().any(|venue| !parties.contains(&venue.country));
    all.into_iter()
        .filter(|venue| venue.geonames.is_some() || !elsewhere || !parties.contains(&venue.country))
        .collect()
}

/// A country says nothing beside a town in it.
fn narrowed(venues: Vec<Venue>) -> Vec<Venue> {
    let towns: BTreeSet<CompactString> =
        venues.iter().filter(|venue| venue.geonames.is_some()).map(|venue| venue.country.clone()).collect();
    let says = |venue: &Venue| venue.geonames.is_some() || !towns.contains(&venue.country);
    venues.into_iter().filter(says).collect()
}
