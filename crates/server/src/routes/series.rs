//! Series: which there are, their values side by side, and what happens again and again.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use query::Ask;
use query::compare::Compared;
use query::occurrences::Occurred;
use query::series::{self as choice, SeriesForm};
use store::Store as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::{Asked, FilterParameters, PageParameters};
use crate::form::Form;
use crate::list::{List, Which, separate};
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(series)).routes(routes!(compare)).routes(routes!(occurrences))
}

/// Measures over a scope that several figures belong to; those with most figures first. `text` looks in their ids and the
/// names of their scopes.
#[utoipa::path(
    get,
    path = "/series",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<SeriesForm> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn series(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    let text = asked.word("text").map(str::to_string);
    let asked = asked.without("text").list(Which::of("series"))?;
    app.read(move |store, data| {
        let cursor = store.cursor()?;
        let filter = asked.ask.filter(data, store)?.value;
        let page = asked.page(&filter)?;
        let found = choice::list(data, store, &filter, text.as_deref(), &page)?;
        List::of(found, cursor, &asked, &filter).answer(&asked)
    })
    .await
}

/// The values of a series with whoever gave them, side by side; what they are to each other.
#[utoipa::path(
    get,
    path = "/compare",
    tag = "views",
    params(
        FilterParameters,
        ("series" = String, Query, description = "Its id, the beginning of it, or words that it holds."),
        ("conflicts" = Option<bool>, Query, description = "Only what disagrees or looks odd.")
    ),
    responses((status = 200, content(
        (Compared = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn compare(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    let names: Vec<&str> = Ask::NAMES.iter().chain(&["conflicts"]).copied().collect();
    asked.knows(&names)?;
    let words = series_of(&asked)?;
    let conflicts = asked.truth("conflicts")?;
    let (ask, form) = (asked.without("series").ask()?, asked.form);
    app.read(move |store, data| {
        let filter = ask.filter(data, store)?.value;
        let id = choice::exact(store, &words)?;
        let id = id.map_or_else(|| choice::one(store, &filter, &words, |_| true), Ok)?;
        let mut found = query::compare::of_series(data, store, &filter, &id, conflicts)?;
        if form != Form::Json {
            return separate(&found.values, form);
        }
        let mut known: Vec<String> = store.series_ids()?.into_iter().map(String::from).collect();
        known.sort_unstable();
        found.twins = query::compare::twins(&id.0, &known);
        Ok(Json(found).into_response())
    })
    .await
}

/// What happens again and again at one spot, and whether the ordinals told of it fit.
#[utoipa::path(
    get,
    path = "/occurrences",
    tag = "views",
    params(
        FilterParameters,
        ("series" = String, Query, description = "An id that begins with `ordinal/`, or words that it holds.")
    ),
    responses((status = 200, content(
        (Occurred = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn occurrences(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    asked.knows(&Ask::NAMES)?;
    let words = series_of(&asked)?;
    let (ask, form) = (asked.without("series").ask()?, asked.form);
    app.read(move |store, data| {
        let filter = ask.filter(data, store)?.value;
        let found = query::occurrences::occurrences(data, store, &filter, &words)?;
        if form == Form::Json { Ok(Json(found).into_response()) } else { separate(&found.rows, form) }
    })
    .await
}

fn series_of(asked: &Asked) -> Result<String, Problem> {
    let named = asked.word("series").map(str::to_string);
    named.ok_or_else(|| Problem::wrong("`series` is missing; give an id, such as /api/v1/series lists them"))
}
