//! Filters as the command line gives them -> `record::Filter`; what a word was taken for is noted.

use claims::{ClaimType, Status};
use jiff::civil::Date;
use query::value::{Standing, claim_type, date, rule, sought, standing, status};
use query::{Ask, Data};
use record::{Filter, Sought};
use store::Store;

use crate::error::{Failure, note};

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
    /// Claims that this rule read, or any whose name begins so: kill-*; several with commas between
    #[arg(long, value_name = "RULE", value_parser = rule, value_delimiter = ',')]
    pub(crate) rule: Vec<String>,
    /// Words that the claim stands on, in lists of reports words of the text: power "rail hub" sub*
    #[arg(long, value_name = "WORDS", value_parser = sought)]
    pub(crate) text: Option<Sought>,
    /// Claims that stand so after what people said of them: unreviewed, accepted, rejected, edited, disputed, all
    /// [default: all but rejected ones]
    #[arg(long, value_name = "STATE", value_parser = standing, value_delimiter = ',')]
    pub(crate) review: Vec<Standing>,
}

impl FilterOptions {
    pub(crate) fn filter(&self, data: &Data, store: &dyn Store) -> Result<Filter, Failure> {
        let filter = self.ask().filter(data, store)?;
        filter.notes.iter().for_each(|line| note(line));
        Ok(filter.value)
    }

    fn ask(&self) -> Ask {
        let options = self.clone();
        Ask {
            kinds: options.kinds,
            statuses: options.status,
            from: options.from,
            to: options.to,
            published_from: options.published_from,
            published_to: options.published_to,
            place: options.place,
            actor: options.actor,
            speaker: options.speaker,
            side: options.side,
            outlet: options.outlet,
            report: options.report,
            event: options.event,
            series: options.series,
            rules: options.rule,
            text: options.text,
            review: options.review,
        }
    }
}
