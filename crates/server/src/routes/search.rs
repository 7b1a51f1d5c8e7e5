//! `GET /search`: reports and claims that hold some words, both lists at once.

use axum::Json;
use axum::extract::State;
use export::rows;
use query::lists;
use serde::Serialize;
use store::Store as _;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::{Asked, FilterParameters, OrderParameter, not_acceptable};
use crate::form::Form;
use crate::list::{List, Which};
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(search))
}

/// What was found. `next` of each goes on in the list of its name, asked for the same and for the same `order`.
#[derive(Serialize, ToSchema)]
struct FoundForm {
    /// By any words of the text, or of the title.
    reports: List<rows::ReportRow>,
    /// By the words that the claim stands on.
    claims: List<rows::ClaimRow>,
}

/// Reports and claims whose words hold these words, the latest first where nothing else is asked for.
#[utoipa::path(get, path = "/search", tag = "lists", params(
    FilterParameters,
    OrderParameter,
    ("limit" = Option<u32>, Query, description = "rows of each list, 1 to 1000", minimum = 1, maximum = 1000),
), responses((status = 200, body = FoundForm), Refused))]
async fn search(State(app): State<App>, asked: Asked) -> Result<Json<FoundForm>, Problem> {
    if asked.form != Form::Json {
        return Err(not_acceptable(asked.form));
    }
    for name in ["next", "fields"] {
        if asked.word(name).is_some() {
            return Err(Problem::wrong(format!("`{name}` is for the lists `reports` and `claims`, one by one")));
        }
    }
    let asked = asked.or("order", "latest");
    let (reports, claims) = (asked.list(Which::of("reports").dated())?, asked.list(Which::of("claims").dated())?);
    if reports.ask.text.is_none() {
        return Err(Problem::wrong("give `text`: words to look for, such as `power \"rail hub\" sub*`"));
    }
    app.read(move |store, data| {
        let cursor = store.cursor()?;
        let filter = reports.ask.filter(data, store)?.value;
        let of_reports = lists::reports(store, &filter, &reports.page(&filter)?)?;
        let of_claims = lists::claims(store, &filter, &claims.page(&filter)?)?;
        Ok(Json(FoundForm {
            reports: List::of(of_reports, cursor, &reports, &filter),
            claims: List::of(of_claims, cursor, &claims, &filter),
        }))
    })
    .await
}
