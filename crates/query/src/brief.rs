//! The situation report of a period: which claims it is made of, and the report itself.

use std::collections::BTreeSet;

use claims::Role;
use events::Entry;
use jiff::ToSpan as _;
use jiff::civil::Date;
use record::brief::{Ask, Brief};
use record::{Filter, PlaceFilter};
use report::ReportId;
use store::{Happened, Store, Subject};

use crate::{Data, Noted, QueryError, place};

/// Reports of this many days after the period still count, where they date what they tell into it.
const LATER_DAYS: i64 = 2;

/// Lines of the log that are held at once.
const PAGE_LINES: usize = 1000;

/// None is the last day that the record has reports of.
#[derive(Clone, Debug, Default)]
pub struct BriefAsk {
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub place: Option<String>,
    /// The line of the log up to which the last brief went.
    pub new_since: Option<u64>,
}

/// The brief and the claims that it cites. A period without claims is an error that says so.
pub fn brief(data: &Data, store: &impl Store, ask: &BriefAsk) -> Result<Noted<(Brief, Vec<Entry>)>, QueryError> {
    let (from, to) = period(store, ask)?;
    let place = ask.place.as_deref().map(|words| place::resolve(data, words)).transpose()?;
    let (place, notes) = place.map_or((None, Vec::new()), |place| (Some(place.value), place.notes));
    let entries = entries(store, from, to, place.as_ref())?;
    if entries.is_empty() {
        let there = ask.place.as_ref().map_or(String::new(), |place| format!(" of {place}"));
        return Err(QueryError::Nothing(format!("no report of {} tells any claim{there}", days(from, to))));
    }
    let new = new(store, ask.new_since)?;
    let asked = Ask { from: Some(from), to: Some(to), place: ask.place.clone(), new };
    let brief = record::brief::brief(&entries, &asked, data.wording()?);
    Ok(Noted { value: (brief, entries), notes })
}

/// First and last day.
pub fn period(store: &impl Store, ask: &BriefAsk) -> Result<(Date, Date), QueryError> {
    let to = match ask.until {
        Some(until) => until,
        None => store.last_day()?.ok_or(QueryError::NoDay)?,
    };
    let from = ask.since.unwrap_or(to);
    if from > to {
        return Err(QueryError::Backwards { first: "since", from, second: "until", to });
    }
    Ok((from, to))
}

/// What reports of the period tell, and what later ones date into it.
fn entries(store: &impl Store, from: Date, to: Date, place: Option<&PlaceFilter>) -> Result<Vec<Entry>, QueryError> {
    let place = place.cloned();
    let published = Filter { published_from: Some(from), published_to: Some(to), place, ..Filter::default() };
    let mut found = store.entries(&published)?;
    let last = to.checked_add(LATER_DAYS.days()).unwrap_or(to);
    let later = Filter {
        published_from: to.checked_add(1.day()).ok(),
        published_to: Some(last),
        from: Some(from),
        to: Some(to),
        ..published
    };
    let dated = |entry: &Entry| {
        let times = entry.claim().args.iter().filter(|arg| arg.role == Role::Time).filter_map(|arg| arg.days);
        times.into_iter().any(|(first, last)| first.is_some_and(|day| day >= from) && last.is_some_and(|day| day <= to))
    };
    found.extend(store.entries(&later)?.into_iter().filter(dated));
    Ok(found)
}

/// Reports that came in behind this line of the log.
fn new(store: &impl Store, since: Option<u64>) -> Result<Option<BTreeSet<ReportId>>, QueryError> {
    let Some(mut cursor) = since else { return Ok(None) };
    let mut found = BTreeSet::new();
    loop {
        let lines = store.log(cursor, PAGE_LINES)?;
        let Some(last) = lines.last() else { return Ok(Some(found)) };
        cursor = last.cursor;
        found.extend(lines.into_iter().filter(|line| line.what == Happened::ReportAdded).filter_map(|line| {
            match line.subject {
                Subject::Report(id) => Some(id),
                Subject::Record | Subject::Event(_) => None,
            }
        }));
    }
}

fn days(from: Date, to: Date) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}
