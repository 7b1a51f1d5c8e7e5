//! What the record covers.

use axum::Json;
use axum::extract::State;
use query::coverage::Coverage;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::Asked;
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(coverage))
}

/// Outlets, sides and languages of its reports, and the days without any.
#[utoipa::path(get, path = "/record/coverage", responses((status = 200, body = Coverage), Refused))]
async fn coverage(State(app): State<App>, asked: Asked) -> Result<Json<Coverage>, Problem> {
    asked.knows(&[])?;
    app.read(move |store, _| Ok(Json(query::coverage::coverage(store)?))).await
}
