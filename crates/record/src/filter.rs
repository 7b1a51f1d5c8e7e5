//! Which claims a question is about. An empty filter asks for all.

use analysis::Actor;
use claims::{ClaimType, Role, Status};
use compact_str::CompactString;
use events::{Entry, Kept, ReviewState};
use jiff::civil::Date;
use report::ReportId;

use crate::series;
use crate::sought::Sought;

/// All that are given must hold; of several values of one kind, any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub kinds: Vec<ClaimType>,
    pub statuses: Vec<Status>,
    /// Listed under this day or later ([`events::listed`]).
    pub from: Option<Date>,
    /// Listed under this day or earlier.
    pub to: Option<Date>,
    pub published_from: Option<Date>,
    pub published_to: Option<Date>,
    pub place: Option<PlaceFilter>,
    /// Acts or is acted upon: an id, of which `RUS` takes in `RUS/MIL`, or a whole name.
    pub actor: Option<CompactString>,
    /// Says so: as for `actor`.
    pub speaker: Option<CompactString>,
    /// Of the outlet.
    pub side: Option<CompactString>,
    pub outlet: Option<String>,
    pub report: Option<ReportId>,
    pub event: Option<events::EventId>,
    pub series: Option<String>,
    /// The rules that read the claim, by their names; a `*` at the end stands for any ending.
    pub rules: Vec<String>,
    /// In the claim's words; for a list of reports, in the report's text or title.
    pub text: Option<Sought>,
    /// Claims that stand so; where none is named, all but rejected ones.
    pub reviews: Vec<ReviewState>,
    /// Only claims that people decided differently of.
    pub disputed: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PlaceFilter {
    /// ISO 3166-1 alpha-3: the country and all in it.
    Country(CompactString),
    Geonames(u32),
    /// By the gazetteer's main name, since a region may have no number; `inside`: GeoNames' numbers of what lies in it.
    Named {
        name: String,
        country: CompactString,
        inside: Vec<u32>,
    },
}

impl Filter {
    /// Roles of those who act or are acted upon.
    pub const INVOLVED: [Role; 4] = [Role::Actor, Role::Recipient, Role::Object, Role::Party];

    /// Whether claims that stand so are asked for.
    pub fn stands(&self, state: ReviewState) -> bool {
        if self.reviews.is_empty() { state != ReviewState::Rejected } else { self.reviews.contains(&state) }
    }

    /// Whether the entry is asked for.
    pub fn takes(&self, entry: &Entry) -> bool {
        let (claim, report) = (entry.claim(), &entry.report);
        let (since, until) = events::listed(claim, report.published);
        let involved = claim.args.iter().filter(|arg| Filter::INVOLVED.contains(&arg.role));
        let sayers = claim.said_by.iter().flat_map(|said| &said.who);
        (self.kinds.is_empty() || self.kinds.contains(&claim.kind))
            && (self.statuses.is_empty() || self.statuses.contains(&claim.status))
            && self.from.is_none_or(|from| until.is_none_or(|until| until >= from))
            && self.to.is_none_or(|to| since.is_none_or(|since| since <= to))
            && self.published_from.is_none_or(|from| report.published.is_some_and(|day| day >= from))
            && self.published_to.is_none_or(|to| report.published.is_some_and(|day| day <= to))
            && self.place.as_ref().is_none_or(|place| place.takes(entry))
            && is_any(&self.actor, involved.filter_map(|arg| arg.actor.as_ref()))
            && is_any(&self.speaker, sayers)
            && self.side.as_ref().is_none_or(|asked| report.side.as_ref().is_some_and(|side| is_within(side, asked)))
            && self.outlet.as_ref().is_none_or(|outlet| report.outlet.as_ref() == Some(outlet))
            && self.report.as_ref().is_none_or(|id| report.id == *id)
            && self.event.as_ref().is_none_or(|event| entry.event == *event)
            && self.stands(entry.review.state)
            && (!self.disputed || entry.review.disputed)
            && (self.rules.is_empty() || self.rules.iter().any(|asked| is_rule(&claim.rule, asked)))
            && self.series.as_ref().is_none_or(|asked| is_of_series(&entry.kept, asked))
            && self.text.as_ref().is_none_or(|sought| sought.is_in(claim.evidence.of(&report.text)))
    }
}

impl PlaceFilter {
    /// Whether any of the claim's parts lies there.
    fn takes(&self, entry: &Entry) -> bool {
        entry.claim().args.iter().filter_map(|arg| arg.place.as_ref()).any(|place| match self {
            PlaceFilter::Country(code) => place.country == *code,
            PlaceFilter::Geonames(id) => place.geonames == Some(*id),
            PlaceFilter::Named { name, country, inside } => {
                (place.name == *name && place.country == *country)
                    || place.geonames.is_some_and(|id| inside.contains(&id))
            }
        })
    }
}

fn is_any<'a>(asked: &Option<CompactString>, mut actors: impl Iterator<Item = &'a Actor>) -> bool {
    asked.as_ref().is_none_or(|asked| actors.any(|actor| is_asked(actor, asked)))
}

/// Whether the actor's id is `asked` or a part of it, or its name is.
pub fn is_asked(actor: &Actor, asked: &str) -> bool {
    actor.id.as_ref().is_some_and(|id| is_within(id, asked))
        || actor.name.as_ref().is_some_and(|name| name.to_lowercase() == asked.to_lowercase())
}

/// Whether the rule goes by this name, or begins so where a `*` stands at its end.
fn is_rule(rule: &str, asked: &str) -> bool {
    asked.strip_suffix('*').map_or(rule == asked, |start| rule.starts_with(start))
}

fn is_of_series(kept: &Kept, asked: &str) -> bool {
    let of_figures = kept.claim.figures.iter().filter_map(|figure| series::id(kept, figure));
    of_figures.chain(series::occurrence(kept)).any(|id| id.0 == asked)
}

/// Whether `id` is `asked` or a part of it, which stands behind a slash.
fn is_within(id: &str, asked: &str) -> bool {
    id.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
