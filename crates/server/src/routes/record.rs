//! The state of the record: how much is in it, what it was made with, how far it goes.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::{Extension, Json};
use jiff::civil::Date;
use serde::Serialize;
use store::Store as _;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::Asked;
use crate::problem::{Problem, Refused};
use crate::routes::session::WhoForm;
use crate::security::Caller;
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(record)).routes(routes!(names))
}

#[derive(Serialize, ToSchema)]
struct RecordForm {
    /// Of the file, without the folders around it.
    name: String,
    read_only: bool,
    counts: CountsForm,
    /// What the claims were read with, oldest first.
    made: Vec<MadeForm>,
    /// The last day that a report was published on.
    last_day: Option<String>,
    cursor: u64,
    /// Of the program.
    version: &'static str,
    /// Who asks; null where nobody has to say.
    who: Option<WhoForm>,
    reviews: ReviewsForm,
}

#[derive(Serialize, ToSchema)]
struct CountsForm {
    reports: u64,
    /// Reports that copy no other.
    origins: u64,
    outlets: u64,
    claims: u64,
    events: u64,
    characters: u64,
    /// Days of the first and the last publication.
    first: Option<String>,
    last: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct MadeForm {
    version: String,
    rules: String,
    models: String,
    reports: u64,
    claims: u64,
}

#[derive(Serialize, ToSchema)]
struct ReviewsForm {
    unreviewed: u64,
    accepted: u64,
    rejected: u64,
    edited: u64,
    /// The last words of two people, or of a coder and a reviewer, differ.
    disputed: u64,
    /// Reviews whose words make no claim today.
    orphaned: u64,
}

/// The state of the record.
#[utoipa::path(get, path = "/record", tag = "record", responses((status = 200, body = RecordForm), Refused))]
async fn record(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    asked: Asked,
) -> Result<Json<RecordForm>, Problem> {
    asked.knows(&[])?;
    let name = app.record().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let read_only = app.read_only();
    let who = WhoForm::of(&caller);
    app.read(move |store, _| {
        let counts = store.counts()?;
        let made = store.made()?.into_iter().map(|run| MadeForm {
            version: run.made.version,
            rules: run.made.rules,
            models: run.made.models,
            reports: run.reports,
            claims: run.claims,
        });
        Ok(Json(RecordForm {
            name,
            read_only,
            counts: CountsForm {
                reports: counts.reports,
                origins: counts.origins,
                outlets: counts.outlets,
                claims: counts.claims,
                events: counts.events,
                characters: counts.characters,
                first: day(counts.first),
                last: day(counts.last),
            },
            made: made.collect(),
            last_day: day(store.last_day()?),
            cursor: store.cursor()?,
            version: env!("CARGO_PKG_VERSION"),
            who,
            reviews: reviews(store.review_counts()?),
        }))
    })
    .await
}

fn reviews(counts: store::ReviewCounts) -> ReviewsForm {
    let store::ReviewCounts { unreviewed, accepted, rejected, edited, disputed, orphaned, .. } = counts;
    ReviewsForm { unreviewed, accepted, rejected, edited, disputed, orphaned }
}

#[derive(Serialize, ToSchema)]
struct NamesForm {
    names: BTreeMap<String, String>,
}

/// What the ids of states, bodies and groups are called.
#[utoipa::path(get, path = "/names", tag = "record", responses((status = 200, body = NamesForm), Refused))]
async fn names(State(app): State<App>, asked: Asked) -> Result<Json<NamesForm>, Problem> {
    asked.knows(&[])?;
    app.read(|_, data| Ok(Json(NamesForm { names: data.names()?.all().clone() }))).await
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
