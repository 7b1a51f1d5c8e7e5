//! Filters as the command line gives them -> `record::Filter`.

use claims::{ClaimType, Status};
use jiff::civil::Date;
use record::{Filter, Sought};
use store::Store;

use super::{id, place};
use crate::args::{claim_type, date};
use crate::error::Failure;

/// Which claims a question is about. All that are given must hold; of several values of one kind, any.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterOptions {
    /// Claims of this type; several with commas between
    #[arg(long = "type", value_name = "TYPE", value_parser = claim_type, value_delimiter = ',')]
    pub(crate) kinds: Vec<ClaimType>,
    /// Told as: actual, negated, future, hypothetical
    #[arg(long, value_name = "STATUS", value_parser = status, value_delimiter = ',')]
    pub(crate) status: Vec<Status>,
    /// What happened on this day or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) from: Option<Date>,
    /// What happened on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) to: Option<Date>,
    /// Reports published on this day or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published_from: Option<Date>,
    /// Reports published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published_to: Option<Date>,
    /// Where: a name, a country's ISO code, or an id such as geonames:703448
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// Who acts or is acted upon, by id or country: RUS takes in RUS/MIL
    #[arg(long, value_name = "ID")]
    pub(crate) actor: Option<String>,
    /// Who says so, by id or country: UKR takes in UKR/GOV
    #[arg(long, value_name = "ID")]
    pub(crate) speaker: Option<String>,
    /// Whom the outlet speaks for, by id or country
    #[arg(long, value_name = "ID")]
    pub(crate) side: Option<String>,
    /// Which outlet published it
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Claims of one report
    #[arg(long, value_name = "ID")]
    pub(crate) report: Option<String>,
    /// Claims of one event
    #[arg(long, value_name = "ID")]
    pub(crate) event: Option<String>,
    /// Claims whose figures stand in this series
    #[arg(long, value_name = "SERIES")]
    pub(crate) series: Option<String>,
    /// Words that the claim stands on, in lists of reports words of the text: power "rail hub" sub*
    #[arg(long, value_name = "WORDS", value_parser = sought)]
    pub(crate) text: Option<Sought>,
}

impl FilterOptions {
    /// Beginnings of ids are made whole. Opens the gazetteer only where a place or a country is given
    /// by name.
    pub(crate) fn filter(&self, store: &dyn Store) -> Result<Filter, Failure> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return Err(Failure::Usage(format!("--from {from} is later than --to {to}")));
        }
        Ok(Filter {
            kinds: self.kinds.clone(),
            statuses: self.status.clone(),
            from: self.from,
            to: self.to,
            published_from: self.published_from,
            published_to: self.published_to,
            place: self.place.as_deref().map(place::resolve).transpose()?,
            actor: self.actor.as_deref().map(place::actor).transpose()?,
            speaker: self.speaker.as_deref().map(place::actor).transpose()?,
            side: self.side.as_deref().map(place::actor).transpose()?,
            outlet: self.outlet.clone(),
            report: self.report.as_deref().map(|words| id::report(store, words)).transpose()?.map(|filed| filed.id),
            event: self.event.as_deref().map(|words| id::event(store, words)).transpose()?,
            series: self.series.clone(),
            text: self.text.clone(),
        })
    }
}

fn sought(text: &str) -> Result<Sought, String> {
    Sought::parse(text).map_err(|error| error.to_string())
}

fn status(text: &str) -> Result<Status, String> {
    let names = || Status::ALL.iter().map(|status| status.name()).collect::<Vec<_>>().join(", ");
    Status::parse(&text.to_lowercase()).ok_or_else(|| format!("a status is one of {}", names()))
}
