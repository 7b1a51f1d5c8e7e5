//! What a request asks, out of its address and its `Accept`: words by name, checked against the names that its path knows.
//!
//! An unknown name is a fault, since a filter that is not heeded would answer another question.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use query::Ask;

use crate::form::{Ending, Form};
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
    pub(crate) limit: usize,
    pub(crate) next: Option<String>,
    /// Empty: all.
    pub(crate) fields: Vec<String>,
    pub(crate) form: Form,
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

    /// The filters among the words.
    pub(crate) fn ask(&self) -> Result<Ask, Problem> {
        let mut ask = Ask::default();
        for (name, value) in self.words.iter().filter(|(_, value)| !value.is_empty()) {
            ask.set(name, value)?;
        }
        Ok(ask)
    }

    /// A page of a list that has no filters but `own` ones.
    pub(crate) fn page(&self, own: &[&str]) -> Result<ListAsked, Problem> {
        let names: Vec<&str> = OF_LISTS.iter().chain(own).copied().collect();
        self.knows(&names)?;
        self.paged(false)
    }

    /// A page of a list that knows `more` parameters; `wide` lists are given whole where fields are picked.
    pub(crate) fn list(&self, more: &[&str], wide: bool) -> Result<ListAsked, Problem> {
        let names: Vec<&str> = Ask::NAMES.iter().chain(&OF_LISTS).chain(more).copied().collect();
        self.knows(&names)?;
        Ok(ListAsked { ask: self.ask()?, ..self.paged(wide)? })
    }

    fn paged(&self, wide: bool) -> Result<ListAsked, Problem> {
        let fields = self.word("fields").unwrap_or_default();
        let fields: Vec<String> =
            fields.split(',').map(str::trim).filter(|field| !field.is_empty()).map(str::to_string).collect();
        let most = if wide && !fields.is_empty() { ROWS_PICKED_MAX } else { ROWS_MAX };
        let limit = self.word("limit").map(|words| limit(words, most)).transpose()?.unwrap_or(ROWS);
        let next = self.word("next").map(str::to_string);
        Ok(ListAsked { ask: Ask::default(), limit, next, fields, form: self.form })
    }
}

fn limit(words: &str, most: usize) -> Result<usize, Problem> {
    let limit: Option<usize> = words.parse().ok().filter(|limit| (1..=most).contains(limit));
    let more = if most < ROWS_PICKED_MAX { "" } else { " where `fields` are picked" };
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
