//! Which claims somebody asks about, in their words -> `record::Filter`.

use claims::{ClaimType, Status};
use jiff::civil::Date;
use record::{Filter, Sought};
use store::Store;

use crate::{Data, Noted, QueryError, id, place, value};

/// All that are given must hold; of several values of one kind, any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    pub kinds: Vec<ClaimType>,
    pub statuses: Vec<Status>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub published_from: Option<Date>,
    pub published_to: Option<Date>,
    /// A name, a country's code, or `geonames:N`.
    pub place: Option<String>,
    /// An id, or a country's name.
    pub actor: Option<String>,
    pub speaker: Option<String>,
    pub side: Option<String>,
    pub outlet: Option<String>,
    /// The beginning of an id is enough.
    pub report: Option<String>,
    pub event: Option<String>,
    pub series: Option<String>,
    /// Names of rules; `*` at the end stands for any ending.
    pub rules: Vec<String>,
    /// Words that it holds.
    pub text: Option<Sought>,
    /// How the claim stands after what people said of it; all but rejected ones where none is named.
    pub review: Vec<value::Standing>,
}

impl Ask {
    /// What a filter is called on the command line and in an address.
    pub const NAMES: [&str; 17] = [
        "type",
        "status",
        "from",
        "to",
        "published-from",
        "published-to",
        "place",
        "actor",
        "speaker",
        "side",
        "outlet",
        "report",
        "event",
        "series",
        "rule",
        "text",
        "review",
    ];

    /// Sets the filter of this name: false where there is no such filter. Several values stand with commas between
    /// where the filter takes several; one that is given twice takes the last.
    pub fn set(&mut self, name: &str, words: &str) -> Result<bool, QueryError> {
        let text = || Some(words.to_string());
        match name {
            "type" => self.kinds = several("type", words, value::claim_type)?,
            "status" => self.statuses = several("status", words, value::status)?,
            "from" => self.from = Some(one("from", words, value::date)?),
            "to" => self.to = Some(one("to", words, value::date)?),
            "published-from" => self.published_from = Some(one("published-from", words, value::date)?),
            "published-to" => self.published_to = Some(one("published-to", words, value::date)?),
            "place" => self.place = text(),
            "actor" => self.actor = text(),
            "speaker" => self.speaker = text(),
            "side" => self.side = text(),
            "outlet" => self.outlet = text(),
            "report" => self.report = text(),
            "event" => self.event = text(),
            "series" => self.series = text(),
            "rule" => self.rules = several("rule", words, value::rule)?,
            "review" => self.review = several("review", words, value::standing)?,
            "text" => self.text = Some(one("text", words, value::sought)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Beginnings of ids are made whole. Looks into the gazetteer only where a place or a country is given by name.
    pub fn filter(&self, data: &Data, store: &dyn Store) -> Result<Noted<Filter>, QueryError> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return Err(QueryError::Backwards { first: "from", from, second: "to", to });
        }
        let actor = |words: &Option<String>| words.as_deref().map(|words| place::actor(data, words)).transpose();
        let place = self.place.as_deref().map(|words| place::resolve(data, words)).transpose()?;
        let (place, notes) = place.map_or((None, Vec::new()), |place| (Some(place.value), place.notes));
        let filter = Filter {
            kinds: self.kinds.clone(),
            statuses: self.statuses.clone(),
            from: self.from,
            to: self.to,
            published_from: self.published_from,
            published_to: self.published_to,
            place,
            actor: actor(&self.actor)?,
            speaker: actor(&self.speaker)?,
            side: actor(&self.side)?,
            outlet: self.outlet.clone(),
            report: self.report.as_deref().map(|words| id::report(store, words)).transpose()?.map(|filed| filed.id),
            event: self.event.as_deref().map(|words| id::event(store, words)).transpose()?,
            series: self.series.clone(),
            rules: self.rules.clone(),
            text: self.text.clone(),
            reviews: self.review.iter().flat_map(|standing| standing.states()).collect(),
            disputed: self.review.contains(&value::Standing::Disputed),
        };
        Ok(Noted { value: filter, notes })
    }
}

fn one<T>(name: &'static str, words: &str, read: fn(&str) -> Result<T, String>) -> Result<T, QueryError> {
    read(words.trim()).map_err(|wanted| QueryError::Wrong { name, problem: format!("`{words}`: {wanted}") })
}

fn several<T>(name: &'static str, words: &str, read: fn(&str) -> Result<T, String>) -> Result<Vec<T>, QueryError> {
    words.split(',').filter(|word| !word.trim().is_empty()).map(|word| one(name, word, read)).collect()
}
