//! One file a resource, each with its handlers and a `router()` that names them for the OpenAPI document.

mod coverage;
mod desk;
mod lists;
mod log;
mod record;
mod session;
mod stream;

use utoipa_axum::router::OpenApiRouter;

use crate::App;

/// All paths below `/api/v1`.
pub(crate) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(coverage::router())
        .merge(desk::router())
        .merge(lists::router())
        .merge(log::router())
        .merge(record::router())
        .merge(session::router())
        .merge(stream::router())
}
