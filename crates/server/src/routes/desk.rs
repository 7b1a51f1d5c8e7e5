//! What changed in a period.

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use query::desk::Desk;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::Asked;
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(desk))
}

/// What reports of a period tell: figures with everybody's values, events, talks, what differs.
#[utoipa::path(get, path = "/desk", params(
    ("since" = Option<String>, Query, description = "first day; the same as `until` where it is left out"),
    ("until" = Option<String>, Query, description = "last day; the record's last where it is left out"),
), responses((status = 200, body = Desk), Refused))]
async fn desk(State(app): State<App>, asked: Asked) -> Result<Json<Desk>, Problem> {
    asked.knows(&["since", "until"])?;
    let (since, until) = (day(&asked, "since")?, day(&asked, "until")?);
    app.read(move |store, data| Ok(Json(query::desk::desk(store, data, since, until)?))).await
}

fn day(asked: &Asked, name: &'static str) -> Result<Option<Date>, Problem> {
    let read = |words: &str| {
        query::value::date(words.trim()).map_err(|wanted| Problem::wrong(format!("{name} `{words}`: {wanted}")))
    };
    asked.word(name).map(read).transpose()
}
