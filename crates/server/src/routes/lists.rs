//! Lists of what the record holds: filtered, in pages.

use axum::extract::State;
use axum::response::Response;
use store::{Page, Store as _};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::Asked;
use crate::list::List;
use crate::problem::Problem;
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(events))
}

/// Happenings, each with what tells it from others; by day.
#[utoipa::path(get, path = "/events", responses((status = 200, body = List<export::rows::EventRow>)))]
async fn events(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    let asked = asked.list(&[], true)?;
    app.read(move |store, data| {
        let filter = asked.ask.filter(data, store)?.value;
        let cursor = store.cursor()?;
        let listed = store.events(&filter, &Page { most: asked.limit, after: asked.next.clone() })?;
        let rows = listed.rows.iter().map(export::rows::event).collect();
        List { rows, total: listed.total, truncated: listed.next.is_some(), next: listed.next, cursor }.answer(&asked)
    })
    .await
}
