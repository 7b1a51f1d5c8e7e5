//! One file a resource, each with its handlers and a `router()` that names them for the OpenAPI document.

mod brief;
mod coverage;
mod desk;
mod lists;
mod log;
mod one;
mod record;
mod reviews;
mod search;
mod series;
mod session;
mod stream;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// All paths below `/api/v1`.
pub(crate) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(brief::router())
        .merge(coverage::router())
        .merge(desk::router())
        .merge(lists::router())
        .merge(log::router())
        .merge(one::router())
        .merge(record::router())
        .merge(reviews::router())
        .merge(search::router())
        .merge(series::router())
        .merge(session::router())
        .merge(stream::router())
}
