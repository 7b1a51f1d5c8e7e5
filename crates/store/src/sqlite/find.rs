//! `Filter -> SQL`: conditions on the claim `c` and its report `r`.

use analysis::Actor;
use claims::Role;
use events::ReviewState;
use jiff::civil::Date;
use record::{Filter, PlaceFilter, Sought};
use rusqlite::types::Value;

use crate::error::Tried;
use crate::sqlite::body::RULE_OF;
use crate::sqlite::{Sqlite, days, log, words};

/// A claim's actors in the table `claim_actor`: a role is its index among all roles, and who says it comes behind.
pub(super) const SAYS: u8 = 8;

#[derive(Default)]
pub(super) struct Conditions {
    /// Joined by AND behind WHERE.
    terms: Vec<String>,
    pub(super) values: Vec<Value>,
    /// Whether a term speaks of `r`.
    pub(super) of_report: bool,
    /// Whether a term speaks of `c`.
    pub(super) of_claim: bool,
    /// Leaves out rejected claims, where there are any and nobody asks for them.
    standing: Option<&'static str>,
}

impl Conditions {
    /// On claims.
    pub(super) fn sql(&self) -> String {
        let terms: Vec<&str> = self.terms.iter().map(String::as_str).chain(self.standing).collect();
        if terms.is_empty() { "1".to_string() } else { terms.join(" AND ") }
    }

    /// On what has claims: without a word on rejected ones, since it is there without them, too.
    pub(super) fn sql_of_others(&self) -> String {
        if self.terms.is_empty() { "1".to_string() } else { self.terms.join(" AND ") }
    }

    /// Whether rejected claims are left out and there are some.
    pub(super) fn leaves_out(&self) -> bool {
        self.standing.is_some()
    }

    pub(super) fn add(&mut self, term: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.terms.push(term.into());
        self.values.extend(values);
    }

    /// Claims with the reports that the terms need.
    pub(super) fn tables(&self) -> &'static str {
        if self.of_report { "claim c JOIN report r ON r.id = c.report" } else { "claim c" }
    }

    /// Reports with these words in their text or title.
    pub(super) fn printing(&mut self, text: &Sought) {
        let reports = "SELECT rowid FROM report_word WHERE report_word MATCH ?";
        self.report(format!("r.id IN ({reports})"), [Value::from(words::expression(text))]);
    }

    fn claim(&mut self, term: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.of_claim = true;
        self.add(term, values);
    }

    fn report(&mut self, term: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.of_report = true;
        self.add(term, values);
    }
}

pub(super) fn conditions(store: &Sqlite, filter: &Filter) -> Tried<Conditions> {
    let mut found = Conditions::default();
    of_claims(&mut found, filter);
    of_rules(&mut found, filter);
    of_reviews(store, &mut found, filter)?;
    of_actors(store, &mut found, filter)?;
    of_days(&mut found, filter);
    of_reports(store, &mut found, filter)?;
    Ok(found)
}

fn of_claims(found: &mut Conditions, filter: &Filter) {
    if !filter.kinds.is_empty() {
        let numbers = filter.kinds.iter().map(|kind| days::kind_number(*kind));
        found.claim(format!("c.kind IN ({})", list(numbers)), []);
    }
    if !filter.statuses.is_empty() {
        let numbers = filter.statuses.iter().map(|status| days::status_number(*status));
        found.claim(format!("c.status IN ({})", list(numbers)), []);
    }
    if let Some(event) = &filter.event {
        let rank = log::rank_of(&event.0).unwrap_or(-1);
        found.claim("c.event IN (SELECT id FROM event WHERE rank = ?)", [Value::from(rank)]);
    }
    if let Some(place) = &filter.place {
        let (term, values) = match place {
            PlaceFilter::Country(code) => ("country = ?".to_string(), vec![Value::from(code.to_string())]),
            PlaceFilter::Geonames(id) => ("geonames = ?".to_string(), vec![Value::from(i64::from(*id))]),
            PlaceFilter::Named { name, country, inside } => {
                let term = format!("name = ? AND country = ? OR geonames IN ({})", list(inside));
                (term, vec![Value::from(name.clone()), Value::from(country.to_string())])
            }
        };
        let places = format!("SELECT id FROM place WHERE {term}");
        found.claim(format!("c.id IN (SELECT claim FROM claim_place WHERE place IN ({places}))"), values);
    }
    if let Some(series) = &filter.series {
        let series = Value::from(series.clone());
        let claims = "SELECT claim FROM series WHERE series = (SELECT id FROM word WHERE text = ?)";
        found.claim(format!("c.id IN ({claims})"), [series]);
    }
    if let Some(text) = &filter.text {
        let claims = "SELECT rowid FROM claim_word WHERE claim_word MATCH ?";
        found.claim(format!("c.id IN ({claims})"), [Value::from(words::expression(text))]);
    }
}

/// Looks at the body of every claim, which an index of its own would cost each record to spare.
fn of_rules(found: &mut Conditions, filter: &Filter) {
    let mut values = Vec::new();
    let mut terms = Vec::new();
    for asked in &filter.rules {
        match asked.strip_suffix('*') {
            None => {
                terms.push("text = ?");
                values.push(Value::from(asked.clone()));
            }
            Some(start) => {
                terms.push("text >= ? AND text < ?");
                values.extend([Value::from(start.to_string()), Value::from(format!("{start}{}", char::MAX))]);
            }
        }
    }
    if !terms.is_empty() {
        let rules = format!("SELECT id FROM word WHERE {}", terms.join(" OR "));
        found.claim(format!("c.id IN (SELECT claim FROM body WHERE {RULE_OF}(body) IN ({rules}))"), values);
    }
}

fn of_reviews(store: &Sqlite, found: &mut Conditions, filter: &Filter) -> Tried<()> {
    if filter.disputed {
        found.claim("c.disputed > 0", []);
    }
    if filter.reviews.is_empty() {
        let mut any = store.connection.prepare_cached("SELECT 1 FROM claim WHERE review > 0 AND review = ?")?;
        let rejected = days::state_number(ReviewState::Rejected);
        found.standing = any.exists([rejected])?.then_some(NOT_REJECTED);
        return Ok(());
    }
    if !ReviewState::ALL.iter().all(|state| filter.reviews.contains(state)) {
        let numbers = list(filter.reviews.iter().map(|state| days::state_number(*state)));
        // The few that somebody decided about have an index of their own.
        let judged = if filter.reviews.contains(&ReviewState::Unreviewed) { "" } else { "c.review > 0 AND " };
        found.claim(format!("{judged}c.review IN ({numbers})"), []);
    }
    Ok(())
}

/// By its number in the schema.
const NOT_REJECTED: &str = "c.review <> 2";

fn of_actors(store: &Sqlite, found: &mut Conditions, filter: &Filter) -> Tried<()> {
    let number = |role: Role| Role::ALL.iter().position(|item| *item == role).unwrap_or_default();
    let parts = Filter::INVOLVED.map(number);
    for (asked, parts) in [(&filter.actor, list(parts)), (&filter.speaker, SAYS.to_string())] {
        let Some(asked) = asked else { continue };
        let actors = list(called(store, asked)?);
        let claims = format!("SELECT claim FROM claim_actor WHERE actor IN ({actors}) AND part IN ({parts})");
        found.claim(format!("c.id IN ({claims})"), []);
    }
    Ok(())
}

/// Rows of actors with this id or name. Looks at each actor of the record: letters fold in more ways than SQL knows.
fn called(store: &Sqlite, asked: &str) -> Tried<Vec<u32>> {
    let mut find = store.connection.prepare_cached("SELECT id, code, name FROM actor ORDER BY id")?;
    let mut rows = find.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |at| row.get_ref(at).ok().and_then(|value| value.as_str().ok()).filter(|text| !text.is_empty());
        let actor = Actor { id: text(1).map(Into::into), name: text(2).map(str::to_string) };
        if record::is_asked(&actor, asked) {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

fn of_days(found: &mut Conditions, filter: &Filter) {
    let day = |day: Date| [Value::from(days::number(day))];
    if let Some(from) = filter.from {
        found.claim("(c.until IS NULL OR c.until >= ?)", day(from));
    }
    if let Some(to) = filter.to {
        found.claim("(c.since IS NULL OR c.since <= ?)", day(to));
    }
    if let Some(from) = filter.published_from {
        found.report("r.published >= ?", day(from));
    }
    if let Some(to) = filter.published_to {
        found.report("r.published <= ?", day(to));
    }
}

fn of_reports(store: &Sqlite, found: &mut Conditions, filter: &Filter) -> Tried<()> {
    if let Some(side) = &filter.side {
        let sides = "SELECT id FROM word WHERE text = ? OR (text >= ? AND text < ?)";
        found.report(format!("r.side IN ({sides})"), within(side));
    }
    if let Some(outlet) = &filter.outlet {
        let outlet = store.pool.word(&store.connection, outlet)?;
        found.report("r.outlet = ?", [Value::from(outlet.map_or(-1, i64::from))]);
    }
    if let Some(report) = &filter.report {
        let hash = days::hash(report).map_or(Vec::new(), |hash| hash.to_vec());
        found.report("r.hash = ?", [Value::from(hash)]);
    }
    Ok(())
}

/// The id itself, and where what stands behind a slash after it begins and ends.
fn within(code: &str) -> [Value; 3] {
    [Value::from(code.to_string()), Value::from(format!("{code}/")), Value::from(format!("{code}0"))]
}

fn list(numbers: impl IntoIterator<Item = impl ToString>) -> String {
    numbers.into_iter().map(|number| number.to_string()).collect::<Vec<_>>().join(",")
}
