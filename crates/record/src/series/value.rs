//! `entries -> values`: every figure that belongs to a series, with who gave it and what time it counts.

use std::collections::{BTreeMap, BTreeSet};

use analysis::{Feature, Place};
use claims::{Figure, Measure, Role, Status};
use compact_str::{CompactString, format_compact};
use events::{Entry, EventId, days};
use jiff::civil::Date;
use lexicon::Lexicon;
use report::ReportId;

use super::agreement::Bounds;
use super::id::{SeriesId, counted_in, id};
use super::speaker::Speaker;
use super::words::{CountWords, counts_people};

/// Longer than this, what is counted is no single happening: "this week", "in October".
pub(super) const DAYS_OF_ONE: i32 = 3;
/// Name of the rule for words such as "the death toll".
const TOLL: &str = "toll";

/// A figure of a series as one claim gives it.
#[derive(Clone, Debug)]
pub struct Value<'a> {
    pub entry: &'a Entry,
    /// Which of the claim's figures, from 0.
    pub at: usize,
    pub series: SeriesId,
    /// The claim does not tell the scope: it is that of its report's other claims about the event.
    pub lent: bool,
    pub speaker: Speaker,
    pub period: Period,
    pub reach: Reach,
    /// The kind of people counted (`child`, `journalist`); None for people as such, for armed people and for things.
    pub whom: Option<CompactString>,
}

/// How far the place goes that a count is told of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A town or a facility.
    Spot(Site),
    /// A part of a country, a sea, a mountain range.
    Region(Site),
    Country,
    /// No place is told.
    Unknown,
}

/// A place that is narrower than a country.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// `geonames:N`; the name where it has no such id.
    pub id: CompactString,
    pub name: CompactString,
}

impl Reach {
    fn of(entry: &Entry) -> Reach {
        let places =
            || entry.claim().args.iter().filter(|arg| arg.role == Role::Place).filter_map(|arg| arg.place.as_ref());
        let site = |place: &Place| {
            let name = CompactString::from(place.name.as_str());
            Site { id: place.geonames.map_or_else(|| name.clone(), |id| format_compact!("geonames:{id}")), name }
        };
        let part = places().find(|place| place.feature != Feature::Country);
        match part.map(|place| (place.feature, site(place))) {
            Some((Feature::City | Feature::Site, site)) => Reach::Spot(site),
            Some((_, site)) => Reach::Region(site),
            None if places().next().is_some() => Reach::Country,
            None => Reach::Unknown,
        }
    }

    /// The place, where it is narrower than a country.
    pub fn place(&self) -> Option<&Site> {
        match self {
            Reach::Spot(place) | Reach::Region(place) => Some(place),
            Reach::Country | Reach::Unknown => None,
        }
    }
}

/// What time a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub kind: PeriodKind,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// One happening, of a night or a day.
    Once,
    /// All up to a day: since a start that is told or not.
    Running,
}

impl PeriodKind {
    pub const fn name(self) -> &'static str {
        match self {
            PeriodKind::Once => "happening",
            PeriodKind::Running => "running",
        }
    }
}

impl<'a> Value<'a> {
    pub fn figure(&self) -> &'a Figure {
        &self.entry.kept.claim.figures[self.at]
    }

    pub fn bounds(&self) -> Bounds {
        Bounds::of(self.figure())
    }

    /// The words that give the number.
    pub fn words(&self) -> &'a str {
        self.figure().span.of(&self.entry.report.text)
    }

    /// The day that it is filed under: a night under the day it ends on, a running count under the day it was said.
    pub fn day(&self) -> Option<Date> {
        match self.period.kind {
            PeriodKind::Once => self.period.to.or(self.period.from),
            PeriodKind::Running => self.entry.report.published.or(self.period.to),
        }
    }

    /// A later version of its report stands in its place.
    pub fn is_superseded(&self) -> bool {
        self.entry.report.superseded_by.is_some()
    }
}

/// Every figure with a scope of its own or lent by its neighbours, in the order of entries.
pub fn values<'a>(lexicon: &Lexicon, entries: &'a [Entry]) -> Vec<Value<'a>> {
    let words = lexicon.derived(CountWords::new);
    let lenders = Lenders::of(entries);
    let mut values = Vec::new();
    for entry in entries.iter().filter(|entry| entry.claim().status == Status::Actual) {
        for (at, figure) in entry.claim().figures.iter().enumerate() {
            let own = id(&entry.kept, figure);
            let lent = own.is_none();
            let whom = words.whom(entry, figure);
            let takes = || {
                !counts_people(figure) || counted_in(entry.claim(), figure).is_none() || words.is_anybody(entry, figure)
            };
            let Some(series) = own.or_else(|| lenders.series(entry, figure).filter(|_| takes())) else { continue };
            values.push(Value {
                entry,
                at,
                series,
                lent,
                speaker: Speaker::of(entry),
                period: period(&words, entry, figure),
                reach: lenders.reach(entry),
                whom,
            });
        }
    }
    values
}

/// What the claims of one report about one event tell the scope of, for those beside them that do not.
#[derive(Default)]
struct Lenders<'a> {
    scopes: BTreeMap<LenderKey<'a>, Option<CompactString>>,
    reaches: BTreeMap<(&'a EventId, &'a ReportId), BTreeSet<Reach>>,
}

/// Killed, injured and missing of one event are the same people's; other measures have each their own scope.
type LenderKey<'a> = (&'a EventId, &'a ReportId, Option<Measure>, Option<&'a str>);

impl<'a> Lenders<'a> {
    fn of(entries: &'a [Entry]) -> Lenders<'a> {
        let mut lenders = Lenders::default();
        for entry in entries {
            let reach = Reach::of(entry);
            if reach != Reach::Unknown {
                lenders.reaches.entry((&entry.event, &entry.report.id)).or_default().insert(reach);
            }
            for figure in &entry.claim().figures {
                let Some(series) = id(&entry.kept, figure) else { continue };
                let scope = scope(&series);
                let known = lenders.scopes.entry(lender_key(entry, figure)).or_insert_with(|| Some(scope.into()));
                // Of two it is not known which.
                if known.as_ref().is_some_and(|known| known != scope) {
                    *known = None;
                }
            }
        }
        lenders
    }

    fn series(&self, entry: &Entry, figure: &Figure) -> Option<SeriesId> {
        let scope = self.scopes.get(&lender_key(entry, figure))?.as_ref()?;
        Some(SeriesId(format_compact!("{}/{scope}", figure.measure.name())))
    }

    fn reach(&self, entry: &Entry) -> Reach {
        let own = Reach::of(entry);
        if own != Reach::Unknown {
            return own;
        }
        let told = self.reaches.get(&(&entry.event, &entry.report.id)).filter(|told| told.len() == 1);
        told.and_then(BTreeSet::first).cloned().unwrap_or(own)
    }
}

fn lender_key<'a>(entry: &'a Entry, figure: &'a Figure) -> LenderKey<'a> {
    let measure = Some(figure.measure).filter(|_| !counts_people(figure));
    (&entry.event, &entry.report.id, measure, figure.of.as_deref())
}

/// What is counted over which land, without the measure.
pub(super) fn scope(series: &SeriesId) -> &str {
    series.0.split_once('/').map_or("", |(_, scope)| scope)
}

/// The narrowest time that the claim tells; a toll, or a time that is long or open, makes it a running count.
fn period(words: &CountWords, entry: &Entry, figure: &Figure) -> Period {
    let told = entry.claim().args.iter().filter(|arg| arg.role == Role::Time).filter_map(|arg| arg.days);
    let narrowest = told.min_by_key(|&days| length(days));
    let published = entry.report.published;
    let counts_on = matches!(figure.measure, Measure::Share | Measure::Ordinal | Measure::Day | Measure::Duration);
    match narrowest {
        Some((from, to)) if !counts_on && length((from, to)) > DAYS_OF_ONE => {
            Period { kind: PeriodKind::Running, from, to: to.filter(|to| Some(*to) < published).or(published) }
        }
        None if !counts_on && (entry.claim().rule.starts_with(TOLL) || words.runs_on(entry)) => {
            Period { kind: PeriodKind::Running, from: None, to: published }
        }
        _ => {
            let (from, to) = narrowest.unwrap_or_else(|| days(entry.claim(), published));
            Period { kind: PeriodKind::Once, from, to }
        }
    }
}

fn length((from, to): (Option<Date>, Option<Date>)) -> i32 {
    from.zip(to).map_or(i32::MAX, |(from, to)| from.until(to).map_or(i32::MAX, |span| span.get_days() + 1))
}
