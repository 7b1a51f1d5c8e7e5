//! The log, newest first.

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
    OpenApiRouter::new().routes(routes!(log))
}

/// Every change of the record: what, of which report or event, who, when and why; newest first.
#[utoipa::path(get, path = "/log", params(
    ("what" = Option<String>, Query, description = "kinds of lines, with commas between: report-added,split"),
    ("by" = Option<String>, Query, description = "who did it"),
    ("subject" = Option<String>, Query, description = "the beginning of a report's id, or an event's id"),
), responses((status = 200, body = List<export::rows::LogRow>)))]
async fn log(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    let page = asked.page(&query::log::NAMES)?;
    app.read(move |store, _| {
        let cursor = store.cursor()?;
        let at = Page { most: page.limit, after: page.next.clone() };
        let listed = query::log::log(store, asked.word("what"), asked.word("by"), asked.word("subject"), &at)?;
        let truncated = listed.next.is_some();
        List { rows: listed.rows, total: listed.total, truncated, next: listed.next, cursor }.answer(&page)
    })
    .await
}
