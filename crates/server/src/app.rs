//! The router, put together from its parts, and the layers around it.
//!
//! What a part of the program adds, it adds here in one line: routes under `routes.rs`, layers in [`layered`].

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::security::{self, headers};
use crate::{App, form, metrics, page, problem, reference, remembered, routes};

pub(crate) const OPENAPI: &str = "/api/v1/openapi.json";

/// Longest body of a request, in bytes: an edit and its reason, not a report.
const BODY_MAX: usize = 64 * 1024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Dateline",
        description = "Who says what happened: every claim of a record of reports, each with its words.",
        license(name = "MIT OR Apache-2.0")
    ),
    components(schemas(crate::asked::OrderName, problem::Problem))
)]
struct Document;

/// The API as OpenAPI 3.1, in JSON.
pub fn openapi() -> String {
    let (_, document) = api();
    document.to_pretty_json().unwrap_or_default() + "\n"
}

fn api() -> (Router<App>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", routes::router()).split_for_parts()
}

/// Everything that is served over this record.
pub fn router(app: App) -> Router {
    let (api, document) = api();
    let page = reference::html(&serde_json::to_value(&document).unwrap_or_default());
    let document = document.to_pretty_json().unwrap_or_default() + "\n";
    let fixed = |media: &'static str, text: String| {
        get(async move || ([(CONTENT_TYPE, media), (CACHE_CONTROL, "no-cache")], text.clone()))
    };
    let all = api
        .route("/metrics", get(metrics::metrics))
        .route(security::HEALTH, get(|| async { "ok\n" }))
        .route(OPENAPI, fixed("application/json", document))
        .route("/docs", fixed("text/html; charset=utf-8", page))
        .route("/docs/reference.css", fixed("text/css; charset=utf-8", reference::STYLE.to_string()))
        .fallback(page::page)
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .with_state(app.clone());
    layered(all, &app)
}

/// Innermost first.
fn layered(all: Router, app: &App) -> Router {
    let bounded = all
        .layer(from_fn_with_state(app.clone(), remembered::tagged))
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, app.times().answer))
        .layer(from_fn_with_state(app.clone(), security::guarded))
        .layer(from_fn(problem::told))
        .layer(from_fn_with_state(app.clone(), metrics::counted))
        .layer(from_fn(headers::add))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    // Before any route is chosen, the ending is taken off the path.
    Router::new().fallback_service(tower::util::MapRequest::new(bounded, form::without_ending))
}
