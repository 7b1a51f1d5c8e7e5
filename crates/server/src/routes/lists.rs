//! Lists of what the record holds: filtered, in pages, in every form.

use axum::extract::State;
use axum::response::Response;
use export::{rows, talks};
use query::{Data, QueryError, lists, views};
use record::Filter;
use serde::Serialize;
use store::{Listed, Page, Sqlite, Store as _};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asked::{Asked, FilterParameters, OrderParameter, PageParameters};
use crate::list::{Features, List, Which};
use crate::problem::{Problem, Refused};
use crate::state::App;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(reports))
        .routes(routes!(claims))
        .routes(routes!(events))
        .routes(routes!(figures))
        .routes(routes!(actors))
        .routes(routes!(people))
        .routes(routes!(places))
        .routes(routes!(talks))
        .routes(routes!(issues))
        .routes(routes!(positions))
        .routes(routes!(territory))
        .routes(routes!(threats))
        .routes(routes!(demands))
}

/// The route of one list: its name and path, how it may be ordered, the rows that it sends, and features where it has a
/// map; then what may be asked of it, and what finds a page.
macro_rules! list {
    (
        $(#[$doc:meta])+
        $name:ident $path:literal $($order:ident)? => $($row:ident)::+ $(+ $map:ident)?,
        $which:expr,
        $find:expr
    ) => {
        $(#[$doc])+
        #[utoipa::path(
            get,
            path = $path,
            tag = "lists",
            params(FilterParameters, PageParameters $(, $order)?),
            responses((status = 200, content(
                (List<$($row)::+> = "application/json"),
                (String = "application/x-ndjson"),
                (String = "text/csv")
                $(, ($map = "application/geo+json"))?
            )), Refused)
        )]
        async fn $name(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
            answered(app, asked, $which, $find).await
        }
    };
}

/// One page of a list, as `find` gives it.
async fn answered<R: Serialize + ToSchema + Send + 'static>(
    app: App,
    asked: Asked,
    which: Which,
    find: impl FnOnce(&Data, &Sqlite, &Filter, &Page) -> Result<Listed<R>, QueryError> + Send + 'static,
) -> Result<Response, Problem> {
    let asked = asked.list(which)?;
    app.read(move |store, data| {
        let cursor = store.cursor()?;
        let filter = asked.ask.filter(data, store)?.value;
        let page = asked.page(&filter)?;
        let found = find(data, store, &filter, &page)?;
        List::of(found, cursor, &asked, &filter).answer(&asked)
    })
    .await
}

list! {
    /// Reports, by day of publication.
    reports "/reports" OrderParameter => rows::ReportRow,
    Which::of("reports").dated(),
    |_, store, filter, page| lists::reports(store, filter, page)
}

list! {
    /// Who says what happened, by publication.
    claims "/claims" OrderParameter => rows::ClaimRow + Features,
    Which::of("claims").dated(),
    |_, store, filter, page| lists::claims(store, filter, page)
}

list! {
    /// Happenings, each with the claims that are about it, by day.
    events "/events" OrderParameter => rows::EventRow + Features,
    Which::of("events").wide().dated(),
    |_, store, filter, page| lists::events(store, filter, page)
}

list! {
    /// Numbers, each with who gave it, by publication. A page ends behind all figures of one claim; how many there are in all is not counted.
    figures "/figures" OrderParameter => rows::FigureRow,
    Which::of("figures").wide().dated().counted_elsewhere(),
    |_, store, filter, page| lists::figures(store, filter, page)
}

list! {
    /// Who acts, is acted upon and is cited; most often named first.
    actors "/actors" => rows::ActorRow,
    Which::of("actors"),
    |_, store, filter, page| lists::actors(store, filter, page)
}

list! {
    /// Persons, each once under all spellings, with the ground on which they were joined.
    people "/people" => rows::PersonRow,
    Which::of("people"),
    people_of
}

list! {
    /// Where it happened; most often named first.
    places "/places" => rows::PlaceRow + Features,
    Which::of("places"),
    |_, store, filter, page| lists::places(store, filter, page)
}

list! {
    /// Who met, talked or called, as groups of parties.
    talks "/talks" => talks::TalksRow,
    Which::of("talks"),
    |data, store, filter, page| lists::part(views::talks(data, store, filter)?, page)
}

list! {
    /// What is on the table, agreed, unresolved.
    issues "/issues" => talks::IssueRow,
    Which::of("issues"),
    |data, store, filter, page| lists::part(views::issues(data, store, filter)?, page)
}

list! {
    /// Who is said to stand where on what; newest first.
    positions "/positions" => talks::PositionRow,
    Which::of("positions"),
    |data, store, filter, page| lists::part(views::positions(data, store, filter)?, page)
}

list! {
    /// Who is said to hold, take or lose which place.
    territory "/territory" => talks::TerritoryRow,
    Which::of("territory"),
    |_, store, filter, page| lists::part(views::territory(store, filter)?, page)
}

list! {
    /// Threats, with what is told of answers.
    threats "/threats" => talks::PendingRow,
    Which::of("threats"),
    |data, store, filter, page| lists::part(views::threats(data, store, filter)?, page)
}

list! {
    /// Demands, with what is told of answers.
    demands "/demands" => talks::PendingRow,
    Which::of("demands"),
    |data, store, filter, page| lists::part(views::demands(data, store, filter)?, page)
}

/// Claims that who is who is worked out of at most: the work grows faster than they do.
const PEOPLE_CLAIMS_MAX: u64 = 20_000;

fn people_of(data: &Data, store: &Sqlite, filter: &Filter, page: &Page) -> Result<Listed<rows::PersonRow>, QueryError> {
    let claims = store.claims(filter, &Page::first(1))?.total;
    if claims > PEOPLE_CLAIMS_MAX {
        let help = "narrow the question by day, place or report, or ask `dateline ls people`";
        let problem = format!("{claims} claims fit, and people are told apart in {PEOPLE_CLAIMS_MAX} at most; {help}");
        return Err(QueryError::Wrong { name: "people", problem });
    }
    lists::part(lists::people(data, store, filter)?, page)
}
