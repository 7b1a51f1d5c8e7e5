//! One report, claim, event or process of talks, with what hangs on it.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use query::one::{ClaimForm, EventForm, ReportForm};
use query::talks::TalksForm;
use query::{Ask, one};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::{Asked, not_acceptable};
use crate::form::Form;
use crate::list::separate;
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(report)).routes(routes!(claim)).routes(routes!(event)).routes(routes!(talks))
}

/// A report: its text, its claims, its versions and copies.
#[utoipa::path(
    get,
    path = "/reports/{id}",
    tag = "one",
    params(("id" = String, Path, description = "The first digits of its id are enough.")),
    responses((status = 200, body = ReportForm), Refused)
)]
async fn report(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Json<ReportForm>, Problem> {
    alone(&asked)?;
    app.read(move |store, _| Ok(Json(one::report(store, &id)?))).await
}

/// A claim: its parts, its sentence, its report, and who else tells of the event.
#[utoipa::path(
    get,
    path = "/claims/{id}",
    tag = "one",
    params(("id" = String, Path, description = "`REPORT:n`.")),
    responses((status = 200, body = ClaimForm), Refused)
)]
async fn claim(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Json<ClaimForm>, Problem> {
    alone(&asked)?;
    app.read(move |store, _| Ok(Json(one::claim(store, &id)?))).await
}

/// An event: all claims about it, and its figures side by side.
#[utoipa::path(
    get,
    path = "/events/{id}",
    tag = "one",
    params(("id" = String, Path, description = "`REPORT-n`.")),
    responses((status = 200, body = EventForm), Refused)
)]
async fn event(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Json<EventForm>, Problem> {
    alone(&asked)?;
    app.read(move |store, data| Ok(Json(one::event(data, store, &id)?))).await
}

/// Talks between these parties: rounds, issues, who stands where. As CSV or NDJSON the positions alone.
#[utoipa::path(
    get,
    path = "/talks/{id}",
    tag = "one",
    params(("id" = String, Path, description = "Its parties, with hyphens between."), crate::asked::FilterParameters),
    responses((status = 200, content(
        (TalksForm = "application/json"),
        (String = "text/csv"),
        (String = "application/x-ndjson")
    )), Refused)
)]
async fn talks(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Problem> {
    asked.knows(&Ask::NAMES)?;
    let (ask, form) = (asked.ask()?, asked.form);
    app.read(move |store, data| {
        let filter = ask.filter(data, store)?.value;
        let found = query::talks::one(data, store, &filter, &id)?;
        match form {
            Form::Json => Ok(Json(found).into_response()),
            form => separate(&found.positions, form),
        }
    })
    .await
}

/// What has neither parameters nor other forms.
fn alone(asked: &Asked) -> Result<(), Problem> {
    asked.knows(&[])?;
    if asked.form == Form::Json { Ok(()) } else { Err(not_acceptable(asked.form)) }
}
