//! `who and where, each once -> rows`: what was taken for one, in which spellings and on what ground.

use events::identity::{Identity, Kind, PlaceIdentity, Why};
use report::one_line;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
#[schema(as = SpelledActorRow)]
pub struct ActorRow {
    pub id: String,
    pub kind: &'static str,
    pub name: String,
    pub acts_for: Vec<String>,
    pub claims: usize,
    /// As reports write the name, each with its number of claims.
    pub spellings: Vec<String>,
    /// Why they were taken for one.
    pub why: Vec<&'static str>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SpelledPlaceRow)]
pub struct PlaceRow {
    pub id: String,
    pub name: String,
    pub country: Option<String>,
    pub lat: f64,
    pub lon: f64,
    pub claims: usize,
    pub spellings: Vec<String>,
    pub why: Vec<&'static str>,
}

pub fn actor(one: &Identity) -> ActorRow {
    ActorRow {
        id: one.id.clone(),
        kind: match one.kind {
            Kind::Person => "person",
            Kind::Body => "body",
            Kind::State => "state",
        },
        name: one.name.clone(),
        acts_for: one.acts_for.iter().map(ToString::to_string).collect(),
        claims: one.claims,
        spellings: spellings(&one.spellings),
        why: one.why.iter().map(|why| Why::name(*why)).collect(),
    }
}

pub fn place(one: &PlaceIdentity) -> PlaceRow {
    PlaceRow {
        id: one.id.clone(),
        name: one.name.clone(),
        country: Some(one.country.to_string()).filter(|code| !code.is_empty()),
        lat: one.latitude,
        lon: one.longitude,
        claims: one.claims,
        spellings: spellings(&one.spellings),
        why: one.why.iter().map(|why| Why::name(*why)).collect(),
    }
}

/// "Kiev (12)".
fn spellings(counted: &[(String, usize)]) -> Vec<String> {
    let told = |(words, count): &(String, usize)| format!("{} ({count})", one_line(words));
    counted.iter().map(told).collect()
}
