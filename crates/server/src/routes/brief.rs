//! The situation report of a period: JSON, a page, or Markdown.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use query::brief::BriefAsk;
use query::value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::{Asked, not_acceptable};
use crate::form::Form;
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(brief))
}

/// Longest period of a brief, in days: its work grows with the claims of the period.
const DAYS_MAX: i32 = 92;

/// The situation report of a period; each sentence cites its claims.
#[utoipa::path(
    get,
    path = "/brief",
    tag = "views",
    params(
        ("since" = Option<String>, Query, description = "First day; the last day with reports.", format = Date),
        ("until" = Option<String>, Query, description = "Last day; the last day with reports.", format = Date),
        ("place" = Option<String>, Query, description = "Where: a name, a country's code, or an id."),
        ("new-since" = Option<u64>, Query, description = "The line of the log up to which the last brief went.")
    ),
    responses((status = 200, content(
        (serde_json::Value = "application/json"),
        (String = "text/html"),
        (String = "text/markdown")
    )), Refused)
)]
async fn brief(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    asked.knows(&["since", "until", "place", "new-since"])?;
    let ask = BriefAsk {
        since: asked.read("since", value::date)?,
        until: asked.read("until", value::date)?,
        place: asked.word("place").map(str::to_string),
        new_since: asked.read("new-since", |words| words.parse().map_err(|_| "give a number".to_string()))?,
    };
    let form = asked.form;
    app.read(move |store, data| {
        let (from, to) = query::brief::period(store, &ask)?;
        if to.duration_since(from).as_hours() / 24 >= i64::from(DAYS_MAX) {
            return Err(Problem::wrong(format!("a brief is of {DAYS_MAX} days at most")));
        }
        let (brief, entries) = query::brief::brief(data, store, &ask)?.value;
        let text = match form {
            Form::Json => export::brief::json(&brief, &entries),
            Form::Html => export::brief::html(&brief),
            Form::Markdown => export::brief::markdown(&brief),
            Form::Ndjson | Form::Csv | Form::GeoJson => return Err(not_acceptable(form)),
        };
        Ok(([(CONTENT_TYPE, form.media_type())], text).into_response())
    })
    .await
}
