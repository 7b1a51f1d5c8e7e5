//! Lists of what the record holds: filtered, in pages, in every form.

use axum::extract::State;
use axum::response::Response;
use export::{rows, talks};
use query::{Data, QueryError, lists, views};
use record::Filter;
use serde::Serialize;
use store::{Listed, Page, Sqlite, Store as _};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::{Asked, FilterParameters, OrderParameter, PageParameters};
use crate::list::{Features, List, Which};
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(reports))
        .routes(routes!(claims))
        .routes(routes!(events))
        .routes(routes!(figures))
        .routes(routes!(actors))
        .routes(routes!(people))
        .routes(routes!(places))
        .routes(routes!(talks))
        .routes(routes!(issues))
        .routes(routes!(positions))
        .routes(routes!(territory))
        .routes(routes!(threats))
        .routes(routes!(demands))
}

/// One page of a list, as `find` gives it.
async fn answered<R: Serialize + ToSchema + Send + 'static>(
    app: App,
    asked: Asked,
    which: Which,
    find: impl FnOnce(&Data, &Sqlite, &Filter, &Page) -> Result<Listed<R>, QueryError> + Send + 'static,
) -> Result<Response, Problem> {
    let asked = asked.list(which)?;
    app.read(move |store, data| {
        let cursor = store.cursor()?;
        let filter = asked.ask.filter(data, store)?.value;
        let page = asked.page(&filter)?;
        let found = find(data, store, &filter, &page)?;
        List::of(found, cursor, &asked, &filter).answer(&asked)
    })
    .await
}

/// Reports, by day of publication.
#[utoipa::path(
    get,
    path = "/reports",
    tag = "lists",
    params(FilterParameters, PageParameters, OrderParameter),
    responses((status = 200, content(
        (List<rows::ReportRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn reports(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("reports").dated(), |_, store, filter, page| lists::reports(store, filter, page))
        .await
}

/// Who says what happened, by publication.
#[utoipa::path(
    get,
    path = "/claims",
    tag = "lists",
    params(FilterParameters, PageParameters, OrderParameter),
    responses((status = 200, content(
        (List<rows::ClaimRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv"),
        (Features = "application/geo+json")
    )), Refused)
)]
async fn claims(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("claims").dated(), |_, store, filter, page| lists::claims(store, filter, page)).await
}

/// Happenings, each with the claims that are about it, by day.
#[utoipa::path(
    get,
    path = "/events",
    tag = "lists",
    params(FilterParameters, PageParameters, OrderParameter),
    responses((status = 200, content(
        (List<rows::EventRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv"),
        (Features = "application/geo+json")
    )), Refused)
)]
async fn events(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("events").wide().dated(), |_, store, filter, page| {
        lists::events(store, filter, page)
    })
    .await
}

/// Numbers, each with who gave it, by publication. A page ends behind all figures of one claim; how many there are in all is not counted.
#[utoipa::path(
    get,
    path = "/figures",
    tag = "lists",
    params(FilterParameters, PageParameters, OrderParameter),
    responses((status = 200, content(
        (List<rows::FigureRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn figures(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("figures").wide().dated().counted_elsewhere(), |_, store, filter, page| {
        lists::figures(store, filter, page)
    })
    .await
}

/// Who acts, is acted upon and is cited; most often named first.
#[utoipa::path(
    get,
    path = "/actors",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<rows::ActorRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn actors(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("actors"), |_, store, filter, page| lists::actors(store, filter, page)).await
}

/// Persons, each once under all spellings, with the ground on which they were joined.
#[utoipa::path(
    get,
    path = "/people",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<rows::PersonRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn people(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("people"), people_of).await
}

/// Where it happened; most often named first.
#[utoipa::path(
    get,
    path = "/places",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<rows::PlaceRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv"),
        (Features = "application/geo+json")
    )), Refused)
)]
async fn places(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("places"), |_, store, filter, page| lists::places(store, filter, page)).await
}

/// Who met, talked or called, as groups of parties.
#[utoipa::path(
    get,
    path = "/talks",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<talks::TalksRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn talks(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("talks"), |data, store, filter, page| {
        lists::part(views::talks(data, store, filter)?, page)
    })
    .await
}

/// What is on the table, agreed, unresolved.
#[utoipa::path(
    get,
    path = "/issues",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<talks::IssueRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn issues(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("issues"), |data, store, filter, page| {
        lists::part(views::issues(data, store, filter)?, page)
    })
    .await
}

/// Who is said to stand where on what; newest first.
#[utoipa::path(
    get,
    path = "/positions",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<talks::PositionRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn positions(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("positions"), |data, store, filter, page| {
        lists::part(views::positions(data, store, filter)?, page)
    })
    .await
}

/// Who is said to hold, take or lose which place.
#[utoipa::path(
    get,
    path = "/territory",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<talks::TerritoryRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn territory(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("territory"), |_, store, filter, page| {
        lists::part(views::territory(store, filter)?, page)
    })
    .await
}

/// Threats, with what is told of answers.
#[utoipa::path(
    get,
    path = "/threats",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<talks::PendingRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn threats(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("threats"), |data, store, filter, page| {
        lists::part(views::threats(data, store, filter)?, page)
    })
    .await
}

/// Demands, with what is told of answers.
#[utoipa::path(
    get,
    path = "/demands",
    tag = "lists",
    params(FilterParameters, PageParameters),
    responses((status = 200, content(
        (List<talks::PendingRow> = "application/json"),
        (String = "application/x-ndjson"),
        (String = "text/csv")
    )), Refused)
)]
async fn demands(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    answered(app, asked, Which::of("demands"), |data, store, filter, page| {
        lists::part(views::demands(data, store, filter)?, page)
    })
    .await
}

/// Claims that who is who is worked out of at most: the work grows faster than they do.
const PEOPLE_CLAIMS_MAX: u64 = 20_000;

fn people_of(data: &Data, store: &Sqlite, filter: &Filter, page: &Page) -> Result<Listed<rows::PersonRow>, QueryError> {
    let claims = store.claims(filter, &Page::first(1))?.total;
    if claims > PEOPLE_CLAIMS_MAX {
        let help = "narrow the question by day, place or report, or ask `dateline ls people`";
        let problem = format!("{claims} claims fit, and people are told apart in {PEOPLE_CLAIMS_MAX} at most; {help}");
        return Err(QueryError::Wrong { name: "people", problem });
    }
    lists::part(lists::people(data, store, filter)?, page)
}
