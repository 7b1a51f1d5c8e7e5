//! `GET /stream`: an event for each change of the record, as it comes (server-sent events).

use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use serde::Serialize;
use store::Changed;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::Asked;
use crate::live::Live;
use crate::problem::Problem;
use crate::security::Caller;
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(stream))
}

/// What a listener saw last, as browsers tell it when they come back.
const LAST_SEEN: HeaderName = HeaderName::from_static("last-event-id");

/// How often something is sent, so that nobody on the way takes the line for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The data of an event `change`; its `id` is the cursor.
#[derive(Serialize, ToSchema)]
struct ChangeForm {
    cursor: u64,
    /// What happened, as in `changes`.
    kinds: Vec<&'static str>,
    /// How many reports and events it happened to.
    reports: u64,
    events: u64,
}

/// Changes of the record as they come, at most two a second.
#[utoipa::path(get, path = "/stream", params(
    ("Last-Event-ID" = Option<u64>, Header, description = "a cursor: what came behind it is told first"),
), responses((status = 200, body = ChangeForm, content_type = "text/event-stream")))]
async fn stream(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    asked.knows(&[])?;
    let seen = headers.get(LAST_SEEN).and_then(|seen| seen.to_str().ok()).and_then(|seen| seen.parse().ok());
    let listener = Live::listen(&app, seen, caller.token).await?;
    let told = futures_util::stream::unfold(listener, |mut listener| async move {
        let changed = listener.next().await?;
        Some((Ok(event(&changed)), listener))
    });
    Ok(Sse::new(told).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

fn event(changed: &Changed) -> Event {
    let form = ChangeForm {
        cursor: changed.cursor,
        kinds: changed.kinds.iter().map(|kind| kind.name()).collect(),
        reports: changed.reports,
        events: changed.events,
    };
    let data = serde_json::to_string(&form).unwrap_or_default();
    Event::default().event("change").id(changed.cursor.to_string()).data(data)
}
