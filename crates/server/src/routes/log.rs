//! The log: newest first, or what came behind a cursor.

use axum::extract::State;
use axum::response::Response;
use record::Filter;
use store::Store as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::{Asked, PageParameters};
use crate::list::{List, Which};
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(log)).routes(routes!(changes))
}

/// Every change of the record: what, of which report or event, who, when and why; newest first.
#[utoipa::path(get, path = "/log", tag = "lists", params(
    PageParameters,
    ("what" = Option<String>, Query, description = "kinds of lines, with commas between: report-added,split"),
    ("by" = Option<String>, Query, description = "who did it"),
    ("subject" = Option<String>, Query, description = "the beginning of a report's id, or an event's id"),
), responses((status = 200, body = List<export::rows::LogRow>), Refused))]
async fn log(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    let list = asked.own_list(Which::of("log"), &query::log::NAMES)?;
    app.read(move |store, _| {
        let (cursor, filter) = (store.cursor()?, Filter::default());
        let page = list.page(&filter)?;
        let listed = query::log::log(store, asked.word("what"), asked.word("by"), asked.word("subject"), &page)?;
        List::of(listed, cursor, &list, &filter).answer(&list)
    })
    .await
}

/// What changed since a cursor, oldest first: `cursor` of the answer is where to ask from next time. Every line has its own.
#[utoipa::path(get, path = "/changes", tag = "lists", params(
    PageParameters,
    ("since" = Option<u64>, Query, description = "only lines behind this cursor; all where it is not given"),
), responses((status = 200, body = List<export::rows::LogRow>), Refused))]
async fn changes(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    let list = asked.own_list(Which::of("changes"), &["since"])?;
    let cursor = |words: &str| words.parse::<u64>().map_err(|_| "give a cursor, such as 1204".to_string());
    let since = asked.read("since", cursor)?.unwrap_or_default();
    app.read(move |store, _| {
        let (cursor, filter) = (store.cursor()?, Filter::default());
        let listed = query::log::changes(store, since, &list.page(&filter)?)?;
        List::of(listed, cursor, &list, &filter).answer(&list)
    })
    .await
}
