//! Every failure as `application/problem+json` (RFC 9457): one form, whatever went wrong.

use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use query::QueryError;
use serde::Serialize;
use store::StoreError;
use utoipa::{IntoResponses, ToSchema};

pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// Seconds after which whoever found the record busy may ask again.
const RETRY_S: u64 = 1;

/// `type` is always `about:blank`: the status tells the kind, `detail` what to do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    #[serde(serialize_with = "number")]
    #[schema(value_type = u16)]
    pub(crate) status: StatusCode,
    detail: String,
    /// What part of the request is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    field: Option<Box<str>>,
    /// The path that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    instance: Option<Box<str>>,
}

/// How requests are refused, for the OpenAPI document.
#[derive(IntoResponses)]
#[allow(dead_code, reason = "only its description is used")]
pub(crate) enum Refused {
    /// A parameter that is not known here, or a value that is no value of its parameter.
    #[response(status = 400, content_type = "application/problem+json")]
    Wrong(Problem),
    /// There is nothing of this name.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// It has no such form.
    #[response(status = 406, content_type = "application/problem+json")]
    NotAcceptable(Problem),
    /// Too much is asked at once, or another program is writing; ask again.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

/// How what would change something is refused, for the OpenAPI document.
#[derive(IntoResponses)]
#[allow(dead_code, reason = "only its description is used")]
pub(crate) enum NotWritten {
    /// The body is no object of this form.
    #[response(status = 400, content_type = "application/problem+json")]
    Wrong(Problem),
    /// A token is needed, or this one is nobody's.
    #[response(status = 401, content_type = "application/problem+json")]
    Unknown(Problem),
    /// Read only, or asked for by a page of another place.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// There is nothing of this name.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// It stands so already, or cannot be decided so.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// The body is not of `application/json`.
    #[response(status = 415, content_type = "application/problem+json")]
    Media(Problem),
    /// A field is refused: `field` names it.
    #[response(status = 422, content_type = "application/problem+json")]
    Field(Problem),
    /// Too much is asked at once, or another program is writing; ask again.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

impl Problem {
    pub fn of(status: StatusCode, detail: impl Into<String>) -> Problem {
        let title = status.canonical_reason().unwrap_or("Problem");
        Problem { kind: "about:blank", title, status, detail: detail.into(), field: None, instance: None }
    }

    /// The part of this name is at fault.
    pub(crate) fn in_field(self, field: impl Into<Box<str>>) -> Problem {
        Problem { field: Some(field.into()), ..self }
    }

    /// The request is at fault; `detail` says what to give instead.
    pub fn wrong(detail: impl Into<String>) -> Problem {
        Problem::of(StatusCode::BAD_REQUEST, detail)
    }

    pub fn not_found(detail: impl Into<String>) -> Problem {
        Problem::of(StatusCode::NOT_FOUND, detail)
    }

    pub(crate) fn busy() -> Problem {
        Problem::of(StatusCode::SERVICE_UNAVAILABLE, "too much is asked at once; try again")
    }
}

fn number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Problem {
        let detail = error.to_string();
        match error {
            QueryError::NotFound { .. } | QueryError::Nothing(_) | QueryError::NoDay => Problem::not_found(detail),
            QueryError::Ambiguous { .. }
            | QueryError::Several { .. }
            | QueryError::Wrong { .. }
            | QueryError::Backwards { .. } => Problem::wrong(detail),
            QueryError::Builtin(_) => Problem::of(StatusCode::INTERNAL_SERVER_ERROR, detail),
            QueryError::Store(error) => error.into(),
        }
    }
}

/// Where the record lies on the disk is nobody's concern but that of who serves it.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        match error {
            StoreError::Unknown { .. } => Problem::not_found(error.to_string()),
            StoreError::Refused { ref field, .. } => {
                Problem::of(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()).in_field(field.as_str())
            }
            StoreError::NoPlace { .. } => Problem::wrong(error.to_string()),
            StoreError::Undecidable { .. } => Problem::of(StatusCode::CONFLICT, error.to_string()),
            StoreError::Busy { .. } => {
                Problem::of(StatusCode::SERVICE_UNAVAILABLE, "another program is writing to the record; try again")
            }
            StoreError::Full { .. } => {
                Problem::of(StatusCode::INSUFFICIENT_STORAGE, "no room left on the disk; nothing was changed")
            }
            StoreError::ReadOnly { .. } => Problem::of(StatusCode::FORBIDDEN, "the record can only be read"),
            _ => Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "the record could not be read; see `dateline verify`"),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (self.status, [(CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(RETRY_S));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Names the path in every problem, and makes problems of refusals that come from below: an unknown path, a method
/// that a path does not know, a body that is too large.
pub(crate) async fn told(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_string();
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || !path.starts_with("/api/") {
        return response;
    }
    let problem = match response.extensions().get::<Problem>() {
        Some(problem) => problem.clone(),
        None => Problem::of(status, below(status)),
    };
    let (head, _) = response.into_parts();
    let mut told = Problem { instance: Some(path.into()), ..problem }.into_response();
    for (name, value) in &head.headers {
        if !told.headers().contains_key(name) && *name != axum::http::header::CONTENT_LENGTH {
            told.headers_mut().insert(name, value.clone());
        }
    }
    told
}

fn below(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "there is nothing at this path; /api/v1/openapi.json lists what there is",
        StatusCode::METHOD_NOT_ALLOWED => "this path does not know this method; see `Allow`",
        StatusCode::PAYLOAD_TOO_LARGE => "the body is too large",
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => "this took too long; ask for less",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "send a body of application/json",
        _ => "the request could not be answered",
    }
}
