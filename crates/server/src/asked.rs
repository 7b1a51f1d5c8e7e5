//! What a request asks, out of its address and its `Accept`: words by name, checked against the names that its path knows.
//!
//! An unknown name is a fault, since a filter that is not heeded would answer another question.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use query::{Ask, Seal};
use record::Filter;
use store::Page;
use utoipa::{IntoParams, ToSchema};

use crate::form::{Ending, Form};
use crate::list::Which;
use crate::problem::Problem;

/// Rows of a page where nobody asks for more or fewer.
const ROWS: usize = 50;
const ROWS_MAX: usize = 1000;
/// Of lists that a map or a chart shows whole, if only some fields are asked for.
const ROWS_PICKED_MAX: usize = 20_000;

/// Longest value of a parameter, in bytes.
const WORDS_MAX: usize = 1000;

/// Parameters that every list knows beside its filters.
const OF_LISTS: [&str; 3] = ["limit", "next", "fields"];

/// Which claims a question is about, for the OpenAPI document.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "only its description is used")]
pub(crate) struct FilterParameters {
    /// Claims of this type; several with commas between.
    r#type: Option<String>,
    /// Told as: `actual`, `negated`, `future`, `hypothetical`; several with commas between.
    status: Option<String>,
    /// What happened on this day or later.
    #[param(format = Date)]
    from: Option<String>,
    /// What happened on this day or earlier.
    #[param(format = Date)]
    to: Option<String>,
    /// Reports published on this day or later.
    #[param(rename = "published-from", format = Date)]
    published_from: Option<String>,
    /// Reports published on this day or earlier.
    #[param(rename = "published-to", format = Date)]
    published_to: Option<String>,
    /// Where: a name, a country's ISO code, or an id such as `geonames:703448`.
    place: Option<String>,
    /// Who acts or is acted upon, by id or country: `RUS` takes in `RUS/MIL`.
    actor: Option<String>,
    /// Who says so, by id or country.
    speaker: Option<String>,
    /// Whom the outlet speaks for, by id or country.
    side: Option<String>,
    /// Which outlet published it.
    outlet: Option<String>,
    /// Claims of one report; the beginning of its id is enough.
    report: Option<String>,
    /// Claims of one event.
    event: Option<String>,
    /// Claims whose figures stand in this series.
    series: Option<String>,
    /// Claims that this rule read, or any whose name begins so: `kill-*`; several with commas between.
    rule: Option<String>,
    /// Words that the claim stands on, in lists of reports words of the text: `power "rail hub" sub*`.
    text: Option<String>,
    /// How claims stand after review, several with commas between: `unreviewed`, `accepted`, `rejected`, `edited`, `all`,
    /// `disputed`; all but the rejected where nothing is said.
    review: Option<String>,
}

/// What every list can be asked beside its filters.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "only its description is used")]
pub(crate) struct PageParameters {
    /// Rows of the page, 1 to 1000; of lists that take `order` to 20,000 where `fields` are picked.
    #[param(minimum = 1, maximum = 20000, default = 50)]
    limit: Option<u32>,
    /// `next` of the page before, for the page that follows it.
    next: Option<String>,
    /// Only these fields, with commas between.
    fields: Option<String>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "only its description is used")]
pub(crate) struct OrderParameter {
    /// `latest`: the latest day first; else the earliest.
    order: Option<OrderName>,
}

#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code, reason = "only its description is used")]
pub(crate) enum OrderName {
    Latest,
    Earliest,
}

/// Name and value of each parameter, in order, and the form that is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    words: Vec<(String, String)>,
    pub(crate) form: Form,
}

/// One page of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListAsked {
    pub(crate) ask: Ask,
    /// What it is asked beside or instead of filters.
    own: String,
    which: Which,
    limit: usize,
    next: Option<String>,
    latest: bool,
    /// Empty: all.
    pub(crate) fields: Vec<String>,
    pub(crate) form: Form,
}

impl ListAsked {
    /// The page that is meant; a token that another list or another filter gave is refused.
    pub(crate) fn page(&self, filter: &Filter) -> Result<Page, Problem> {
        let after = self.next.as_ref().map(|token| self.seal(filter).open(token)).transpose()?;
        Ok(Page { most: self.limit, after, latest: self.latest, uncounted: !self.which.counted })
    }

    /// What `next` of this page's answer is.
    pub(crate) fn token(&self, filter: &Filter, after: &str) -> String {
        self.seal(filter).close(after)
    }

    pub(crate) fn is_counted(&self) -> bool {
        self.which.counted
    }

    fn seal(&self, filter: &Filter) -> Seal {
        let order = if self.latest { "latest\n" } else { "" };
        Seal::of(self.which.name, &format!("{order}{}", self.own), filter)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asked, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        let words = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let accept = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        Ok(Asked { words, form: Form::of(parts.extensions.get::<Ending>(), accept) })
    }
}

impl Asked {
    /// The last value under this name; an empty one counts as none.
    pub(crate) fn word(&self, name: &str) -> Option<&str> {
        let found = self.words.iter().rev().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Refuses names that are not among these, and values that no question needs.
    pub(crate) fn knows(&self, names: &[&str]) -> Result<(), Problem> {
        for (name, value) in &self.words {
            if !names.contains(&name.as_str()) {
                return Err(Problem::wrong(unknown("parameter", name, names)));
            }
            if value.len() > WORDS_MAX {
                return Err(Problem::wrong(format!("`{name}` is longer than {WORDS_MAX} bytes")));
            }
        }
        Ok(())
    }

    /// Without the words of this name, for a path where they mean something else.
    pub(crate) fn without(&self, name: &str) -> Asked {
        let words = self.words.iter().filter(|(given, _)| given != name).cloned().collect();
        Asked { words, form: self.form }
    }

    /// With this value where none is given.
    pub(crate) fn or(&self, name: &str, value: &str) -> Asked {
        let mut words = self.words.clone();
        if self.word(name).is_none() {
            words.push((name.to_string(), value.to_string()));
        }
        Asked { words, form: self.form }
    }

    /// The value of this name; what it is not is refused with what to give.
    pub(crate) fn read<T>(&self, name: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Problem> {
        let wrong = |words: &str, wanted| Problem::wrong(format!("`{name}` is not `{words}`; {wanted}"));
        self.word(name).map(|words| read(words).map_err(|wanted| wrong(words, wanted))).transpose()
    }

    /// `true` or `false`; false where it is not given.
    pub(crate) fn truth(&self, name: &str) -> Result<bool, Problem> {
        let read = |words: &str| words.parse().map_err(|_| "give true or false".to_string());
        Ok(self.read(name, read)?.unwrap_or(false))
    }

    /// The filters among the words.
    pub(crate) fn ask(&self) -> Result<Ask, Problem> {
        let mut ask = Ask::default();
        for (name, value) in self.words.iter().filter(|(_, value)| !value.is_empty()) {
            ask.set(name, value)?;
        }
        Ok(ask)
    }

    /// A page of a list that has no filters but `own` ones.
    pub(crate) fn own_list(&self, which: Which, own: &[&str]) -> Result<ListAsked, Problem> {
        let names: Vec<&str> = OF_LISTS.iter().chain(own).copied().collect();
        self.knows(&names)?;
        let own = own.iter().map(|name| self.word(name).unwrap_or_default()).collect::<Vec<_>>().join("\n");
        Ok(ListAsked { own, ..self.paged(which)? })
    }

    /// A page of this list.
    pub(crate) fn list(&self, which: Which) -> Result<ListAsked, Problem> {
        let order: &[&str] = if which.dated { &["order"] } else { &[] };
        let names: Vec<&str> = Ask::NAMES.iter().chain(&OF_LISTS).chain(order).copied().collect();
        self.knows(&names)?;
        Ok(ListAsked { ask: self.ask()?, ..self.paged(which)? })
    }

    fn paged(&self, which: Which) -> Result<ListAsked, Problem> {
        let fields = self.word("fields").unwrap_or_default();
        let fields: Vec<String> =
            fields.split(',').map(str::trim).filter(|field| !field.is_empty()).map(str::to_string).collect();
        let most = if which.wide && !fields.is_empty() { ROWS_PICKED_MAX } else { ROWS_MAX };
        let limit = self.word("limit").map(|words| limit(words, most, which.wide)).transpose()?.unwrap_or(ROWS);
        let latest = match self.word("order") {
            None | Some("earliest") => false,
            Some("latest") => true,
            Some(other) => return Err(Problem::wrong(format!("`order` is `latest` or `earliest`; not `{other}`"))),
        };
        let next = self.word("next").map(str::to_string);
        Ok(ListAsked { which, limit, next, latest, fields, form: self.form, ..ListAsked::default() })
    }
}

fn limit(words: &str, most: usize, wide: bool) -> Result<usize, Problem> {
    let limit: Option<usize> = words.parse().ok().filter(|limit| (1..=most).contains(limit));
    let more = if wide && most == ROWS_MAX { ", to 20000 where `fields` are picked" } else { "" };
    limit.ok_or_else(|| Problem::wrong(format!("`limit` is a whole number from 1 to {most}{more}; not `{words}`")))
}

/// "unknown parameter `plase`; did you mean `place`?", or all that are known where none is near.
pub(crate) fn unknown(what: &str, given: &str, names: &[&str]) -> String {
    let given: String = given.chars().take(NAME_MAX).collect();
    let near = names.iter().map(|name| (distance(&given, name), *name)).min();
    match near {
        Some((steps, name)) if steps <= NEAR => format!("unknown {what} `{given}`; did you mean `{name}`?"),
        _ => format!("unknown {what} `{given}`; known are {}", names.join(", ")),
    }
}

const NAME_MAX: usize = 40;
/// Letters that may be wrong for a name to be meant.
const NEAR: usize = 2;

/// How many letters are to be added, dropped or changed (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (column, have) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != *have);
            corner = row[column + 1];
            row[column + 1] = changed.min(corner + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

impl From<Infallible> for Problem {
    fn from(never: Infallible) -> Problem {
        match never {}
    }
}

/// Of a list that has no page: what is refused where it is asked for.
pub(crate) fn not_acceptable(form: Form) -> Problem {
    let detail = format!("there is no {} of this; ask for JSON", form.name());
    Problem::of(StatusCode::NOT_ACCEPTABLE, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_told_its_nearest() {
        assert_eq!(
            unknown("parameter", "plase", &["type", "place"]),
            "unknown parameter `plase`; did you mean `place`?"
        );
        assert_eq!(
            unknown("parameter", "zebra", &["type", "place"]),
            "unknown parameter `zebra`; known are type, place"
        );
        assert_eq!((distance("", "abc"), distance("abc", "abc"), distance("kitten", "sitting")), (3, 0, 3));
    }
}
