//! What people decide: of claims (accept, reject, edit, comment, undo, add) and of events (split, join); and what comes of
//! it: lists, precision, agreement.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use events::review::Verdict;
use events::{Capacity, ClaimKey, EventId, Linker};
use export::Claim;
use export::reviews::{AgreementForm, ReviewRow};
use export::rows::ClaimRow;
use query::edit::{NewClaim, Wish};
use query::reviews::{self, ReviewForm, StatsForm, Word};
use query::{QueryError, id};
use record::Filter;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{Decision, ReviewFilter, Stamp, Store};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::{Asked, PageParameters};
use crate::form::Form;
use crate::list::{List, Which};
use crate::problem::{NotWritten, Problem, Refused};
use crate::security::Caller;
use crate::state::App;

/// Longest name and longest reason, in bytes.
const NAME_MAX: usize = 80;
const WHY_MAX: usize = 4000;

/// Claims that one request takes out of an event, at most.
const CLAIMS_MAX: usize = 1000;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(review))
        .routes(routes!(add))
        .routes(routes!(undo))
        .routes(routes!(split))
        .routes(routes!(join))
        .routes(routes!(list))
        .routes(routes!(stats))
        .routes(routes!(agreement))
}

/// Who says so and why.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
struct Why {
    #[serde(default)]
    by: String,
    /// Needed but for accepting and taking back.
    #[serde(default)]
    why: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
struct ReviewAsked {
    /// `accept`, `reject`, `edit`, `comment`.
    verdict: String,
    /// `coder` where it is not named, or `reviewer`.
    #[serde(default)]
    role: Option<String>,
    /// Needed for `edit`.
    #[serde(default)]
    edit: Option<Wish>,
    #[serde(flatten)]
    why: Why,
}

#[derive(Debug, Deserialize, ToSchema)]
struct AddAsked {
    #[serde(default)]
    role: Option<String>,
    #[serde(flatten)]
    why: Why,
    #[serde(flatten)]
    claim: NewClaim,
}

#[derive(Debug, Deserialize, ToSchema)]
struct UndoAsked {
    #[serde(default)]
    role: Option<String>,
    #[serde(flatten)]
    why: Why,
}

#[derive(Debug, Deserialize, ToSchema)]
struct SplitAsked {
    /// Claims of the event that are about another happening.
    claims: Vec<String>,
    #[serde(flatten)]
    why: Why,
}

#[derive(Debug, Deserialize, ToSchema)]
struct JoinAsked {
    /// The event that is the same happening.
    other: String,
    #[serde(flatten)]
    why: Why,
}

/// A claim after what was said of it.
#[derive(Serialize, ToSchema)]
struct Reviewed {
    row: ClaimRow,
    /// As `dateline read` prints it.
    claim: Claim,
    review: ReviewForm,
    /// Oldest first; the last of them is the new one.
    reviews: Vec<ReviewRow>,
    was: Option<Claim>,
}

/// A review whose claim is not there today.
#[derive(Serialize, ToSchema)]
struct Orphaned {
    review: ReviewRow,
}

#[derive(Serialize, ToSchema)]
struct Parted {
    /// The events that the claims are of now.
    events: Vec<String>,
}

/// Says something of a claim.
#[utoipa::path(post, path = "/claims/{id}/reviews", tag = "reviews", request_body = ReviewAsked,
    params(("id" = String, Path, description = "REPORT:n; the beginning of the report's id is enough")),
    responses((status = 201, body = Reviewed), NotWritten))]
async fn review(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Path(words): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: ReviewAsked = parsed(&body)?;
    let capacity = capacity(asked.role.as_deref())?;
    let word = word(&asked)?;
    let stamp = stamp(&caller, &asked.why)?;
    app.write(move |store, data| {
        let key = known(store, &words)?;
        reviews::say(data, store, &key, &word, capacity, &stamp)?;
        answer(store, &key)
    })
    .await
}

fn word(asked: &ReviewAsked) -> Result<Word, Problem> {
    let wrong = |field: &str, detail: &str| Problem::of(StatusCode::UNPROCESSABLE_ENTITY, detail).in_field(field);
    match (Verdict::parse(&asked.verdict), &asked.edit) {
        (Some(Verdict::Accept), None) => Ok(Word::Accept),
        (Some(Verdict::Reject), None) => Ok(Word::Reject),
        (Some(Verdict::Comment), None) => Ok(Word::Comment),
        (Some(Verdict::Edit), Some(wish)) => Ok(Word::Edit(Box::new(wish.clone()))),
        (Some(Verdict::Edit), None) => Err(wrong("edit", "say what the claim should be")),
        (Some(Verdict::Accept | Verdict::Reject | Verdict::Comment), Some(_)) => {
            Err(wrong("edit", "only the verdict `edit` changes the claim"))
        }
        (Some(Verdict::Undo | Verdict::Add) | None, _) => {
            Err(wrong("verdict", "a verdict is accept, reject, edit or comment"))
        }
    }
}

/// Adds a claim that was not read to a report.
#[utoipa::path(post, path = "/reports/{id}/claims", tag = "reviews", request_body = AddAsked,
    params(("id" = String, Path, description = "The beginning of the id is enough")),
    responses((status = 201, body = Reviewed), NotWritten))]
async fn add(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Path(words): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: AddAsked = parsed(&body)?;
    let capacity = capacity(asked.role.as_deref())?;
    let stamp = stamp(&caller, &asked.why)?;
    app.write(move |store, data| {
        let filed = id::report(store, &words)?;
        let row = reviews::add(data, store, &filed, &asked.claim, capacity, &stamp)?;
        let key = row.claim.ok_or_else(|| Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "the claim is not there"))?;
        answer(store, &key)
    })
    .await
}

/// Takes a review back.
#[utoipa::path(post, path = "/reviews/{id}/undo", tag = "reviews", request_body = UndoAsked, params(("id" = u64, Path)),
    responses((status = 201, body = Reviewed), NotWritten))]
async fn undo(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Path(review): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: UndoAsked = parsed(&body)?;
    let capacity = capacity(asked.role.as_deref())?;
    let stamp = stamp(&caller, &asked.why)?;
    let id: u64 = review.parse().map_err(|_| Problem::not_found(format!("no review `{review}` in the record")))?;
    app.write(move |store, data| {
        let row = reviews::undo(data, store, id, capacity, &stamp)?;
        match &row.claim {
            Some(key) => answer(store, key),
            None => {
                let text = store.filed(&row.report.0, 1)?.pop().map(|filed| filed.text).unwrap_or_default();
                let review = export::reviews::review(&row, &text);
                Ok((StatusCode::CREATED, Json(Orphaned { review })).into_response())
            }
        }
    })
    .await
}

/// Decides that claims of an event are about another happening.
#[utoipa::path(post, path = "/events/{id}/split", tag = "reviews", request_body = SplitAsked, params(("id" = String, Path)),
    responses((status = 201, body = Parted), NotWritten))]
async fn split(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Path(words): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: SplitAsked = parsed(&body)?;
    if asked.claims.len() > CLAIMS_MAX {
        return Err(Problem::of(StatusCode::UNPROCESSABLE_ENTITY, "too many claims at once").in_field("claims"));
    }
    let stamp = reasoned(&caller, &asked.why)?;
    app.write(move |store, data| {
        let event = id::event(store, &words)?;
        let claims: Result<Vec<ClaimKey>, QueryError> =
            asked.claims.iter().map(|words| id::claim(store, words)).collect();
        let linker = Linker::new(data.lexicon()?);
        parted(store.decide(&Decision::Split { event, claims: claims? }, &linker, &stamp)?)
    })
    .await
}

/// Decides that two events are one happening.
#[utoipa::path(post, path = "/events/{id}/join", tag = "reviews", request_body = JoinAsked, params(("id" = String, Path)),
    responses((status = 201, body = Parted), NotWritten))]
async fn join(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Path(words): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: JoinAsked = parsed(&body)?;
    let stamp = reasoned(&caller, &asked.why)?;
    app.write(move |store, data| {
        let (one, other) = (id::event(store, &words)?, id::event(store, &asked.other)?);
        let linker = Linker::new(data.lexicon()?);
        parted(store.decide(&Decision::Join { one, other }, &linker, &stamp)?)
    })
    .await
}

/// All that people said, newest first.
#[utoipa::path(get, path = "/reviews", tag = "reviews",
    params(("by" = Option<String>, Query), ("verdict" = Option<String>, Query), ("role" = Option<String>, Query),
        ("report" = Option<String>, Query, description = "The beginning of its id is enough"),
        ("orphaned" = Option<bool>, Query, description = "Only those whose words make no claim today, or only others"),
        PageParameters),
    responses((status = 200, body = List<ReviewRow>), Refused))]
async fn list(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    let page = asked.own_list(Which::of("reviews"), &["by", "verdict", "role", "report", "orphaned"])?;
    let by = asked.word("by").map(str::to_string);
    let verdict = asked.read("verdict", verdict)?;
    let role =
        asked.read("role", |word| Capacity::parse(word).ok_or_else(|| "a role is coder or reviewer".to_string()))?;
    let orphaned = asked.read("orphaned", |word| word.parse().map_err(|_| "give true or false".to_string()))?;
    let report = asked.word("report").map(str::to_string);
    app.read(move |store, _| {
        let report = report.as_deref().map(|words| id::report(store, words)).transpose()?.map(|filed| filed.id);
        let filter = ReviewFilter { by, verdict, capacity: role, report, orphaned };
        let (cursor, claims) = (store.cursor()?, Filter::default());
        let part = page.page(&claims)?;
        match page.form {
            Form::Csv => List::of(reviews::lines(store, &filter, &part)?, cursor, &page, &claims).answer(&page),
            _ => List::of(reviews::list(store, &filter, &part)?, cursor, &page, &claims).answer(&page),
        }
    })
    .await
}

/// How many claims of each rule and of each type stand, of those that people decided about.
#[utoipa::path(get, path = "/reviews/stats", tag = "reviews", responses((status = 200, body = StatsForm), Refused))]
async fn stats(State(app): State<App>, asked: Asked) -> Result<Json<StatsForm>, Problem> {
    asked.knows(&[])?;
    app.read(|store, _| Ok(Json(reviews::stats(store)?))).await
}

/// How far two people agree on the claims that both decided about: Cohen's kappa.
#[utoipa::path(get, path = "/reviews/agreement", tag = "reviews",
    params(("one" = String, Query, description = "A name"), ("other" = String, Query, description = "A name")),
    responses((status = 200, body = AgreementForm), Refused))]
async fn agreement(State(app): State<App>, asked: Asked) -> Result<Json<AgreementForm>, Problem> {
    asked.knows(&["one", "other"])?;
    let name = |name: &'static str| {
        asked
            .word(name)
            .map(str::to_string)
            .ok_or_else(|| Problem::wrong(format!("give two names: `{name}` is missing")))
    };
    let (one, other) = (name("one")?, name("other")?);
    app.read(move |store, _| Ok(Json(reviews::agreement(store, &one, &other)?))).await
}

fn known(store: &dyn Store, words: &str) -> Result<ClaimKey, Problem> {
    let key = id::claim(store, words)?;
    match store.entry(&key)? {
        Some(_) => Ok(key),
        None => Err(Problem::not_found(format!("no claim `{words}` in the record"))),
    }
}

fn answer(store: &dyn Store, key: &ClaimKey) -> Result<Response, Problem> {
    let entry = store.entry(key)?.ok_or_else(|| Problem::not_found("the claim is not in the record"))?;
    let reviews::Said { review, reviews, was } = reviews::said_of(store, &entry)?;
    let (row, claim) = (export::rows::claim(&entry), export::rows::told(&entry));
    Ok((StatusCode::CREATED, Json(Reviewed { row, claim, review, reviews, was })).into_response())
}

fn parted(events: Vec<EventId>) -> Result<Response, Problem> {
    let events = events.into_iter().map(|id| id.0.to_string()).collect();
    Ok((StatusCode::CREATED, Json(Parted { events })).into_response())
}

/// A fault in the body names what was expected.
fn parsed<T: DeserializeOwned>(body: &Bytes) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::wrong(format!("the body is not what is needed: {error}")))
}

fn capacity(role: Option<&str>) -> Result<Capacity, Problem> {
    let wrong = || Problem::of(StatusCode::UNPROCESSABLE_ENTITY, "a role is coder or reviewer").in_field("role");
    role.map_or(Some(Capacity::Coder), Capacity::parse).ok_or_else(wrong)
}

fn verdict(name: &str) -> Result<Verdict, String> {
    let names = || Verdict::ALL.iter().map(|verdict| verdict.name()).collect::<Vec<_>>().join(", ");
    Verdict::parse(name).ok_or_else(|| format!("verdicts are {}", names()))
}

/// Whether a name and a reason are needed, the record says; here they are kept short. Whoever has a token goes by its name.
fn stamp(caller: &Caller, asked: &Why) -> Result<Stamp, Problem> {
    let by = caller.name.as_deref().unwrap_or(&asked.by).trim();
    let long = |field: &str| Problem::of(StatusCode::UNPROCESSABLE_ENTITY, "this is too long").in_field(field);
    if by.len() > NAME_MAX {
        return Err(long("by"));
    }
    let why = asked.why.as_deref().map(str::trim).filter(|why| !why.is_empty());
    if why.is_some_and(|why| why.len() > WHY_MAX) {
        return Err(long("why"));
    }
    Ok(Stamp::of(jiff::Timestamp::now(), Some(by).filter(|by| !by.is_empty()), why))
}

/// Of decisions on events, which need both.
fn reasoned(caller: &Caller, why: &Why) -> Result<Stamp, Problem> {
    let missing = |field: &str| {
        let detail = "a decision without a name and a reason cannot be checked by others";
        Problem::of(StatusCode::UNPROCESSABLE_ENTITY, detail).in_field(field)
    };
    let stamp = stamp(caller, why)?;
    match (&stamp.by, &stamp.why) {
        (None, _) => Err(missing("by")),
        (_, None) => Err(missing("why")),
        _ => Ok(stamp),
    }
}
