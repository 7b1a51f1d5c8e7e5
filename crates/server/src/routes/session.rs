//! Signing in on the page: a token is shown once and becomes a cookie that no script can read.

use std::time::Instant;

use axum::extract::State;
use axum::http::header::{ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::Asked;
use crate::problem::{NotWritten, Problem};
use crate::security::{COOKIE, Caller, holder, session};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(standing, sign_in, sign_out))
}

/// The holder of a token.
#[derive(Serialize, ToSchema)]
pub(crate) struct WhoForm {
    name: String,
    /// `read` or `write`.
    scope: &'static str,
}

impl WhoForm {
    pub(crate) fn of(caller: &Caller) -> Option<WhoForm> {
        let scope = if caller.may_write { "write" } else { "read" };
        caller.name.clone().map(|name| WhoForm { name, scope })
    }
}

#[derive(Serialize, ToSchema)]
struct SessionForm {
    /// Whether a token is needed here.
    required: bool,
    /// Who is signed in.
    who: Option<WhoForm>,
}

#[derive(Deserialize, ToSchema)]
struct SignIn {
    /// As `dateline token add` showed it.
    token: String,
}

/// Whether a token is needed, and whose was shown.
#[utoipa::path(get, path = "/session", responses((status = 200, body = SessionForm)))]
async fn standing(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    asked: Asked,
) -> Result<Json<SessionForm>, Problem> {
    asked.knows(&[])?;
    Ok(Json(SessionForm { required: app.guard().needs_token(), who: WhoForm::of(&caller) }))
}

/// Begins a session: the answer sets its cookie.
#[utoipa::path(post, path = "/session", request_body = SignIn, responses(
    (status = 204, description = "signed in"),
    NotWritten
))]
async fn sign_in(
    State(app): State<App>,
    headers: HeaderMap,
    Json(sign_in): Json<SignIn>,
) -> Result<(StatusCode, HeaderMap), Problem> {
    let caller = holder(&app, sign_in.token.trim()).await?;
    let failed = |_| Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "no session could be begun");
    let id = match caller.token {
        Some(token) => app.guard().sessions.begin(token, Instant::now()).map_err(failed)?,
        None => return Err(Problem::of(StatusCode::UNAUTHORIZED, "this token is nobody's")),
    };
    let over_tls = headers.get(ORIGIN).is_some_and(|origin| origin.as_bytes().starts_with(b"https:"));
    Ok((StatusCode::NO_CONTENT, cookie(&id, "", over_tls)))
}

/// Ends the session.
#[utoipa::path(delete, path = "/session", responses((status = 204, description = "signed out")))]
async fn sign_out(State(app): State<App>, headers: HeaderMap) -> (StatusCode, HeaderMap) {
    if let Some(id) = session(&headers) {
        app.guard().sessions.end(id);
    }
    (StatusCode::NO_CONTENT, cookie("", "; Max-Age=0", false))
}

fn cookie(id: &str, end: &str, over_tls: bool) -> HeaderMap {
    let secure = if over_tls { "; Secure" } else { "" };
    let value = format!("{COOKIE}={id}; Path=/; HttpOnly; SameSite=Strict{secure}{end}");
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(&value) {
        headers.insert(SET_COOKIE, value);
    }
    headers
}
