//! `words -> day, type, status`; a problem says what to give instead.

use claims::{ClaimType, Status};
use events::ReviewState;
use jiff::civil::Date;
use record::Sought;

pub fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "give a day as YEAR-MONTH-DAY, such as 2025-12-06".to_string())
}

/// The day of a date or of a moment: `2025-12-06`, `2025-12-06T08:40Z`. The hour is not kept: nothing is counted by it.
pub fn day_of(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let clock =
        text.get(10..).is_some_and(|rest| rest.starts_with(['T', 't', ' ']) && rest.as_bytes().get(3) == Some(&b':'));
    let day = if clock { text.get(..10).unwrap_or(text) } else { text };
    date(day).map_err(|wanted| format!("`{text}` is no day; {wanted}"))
}

pub fn claim_type(text: &str) -> Result<ClaimType, String> {
    let names = || ClaimType::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    ClaimType::parse(&text.to_uppercase()).ok_or_else(|| format!("types are {}", names()))
}

pub fn status(text: &str) -> Result<Status, String> {
    let names = || Status::ALL.iter().map(|status| status.name()).collect::<Vec<_>>().join(", ");
    Status::parse(&text.to_lowercase()).ok_or_else(|| format!("a status is one of {}", names()))
}

/// The name of a rule, or the beginning of one with `*` behind it.
pub fn rule(text: &str) -> Result<String, String> {
    let start = text.strip_suffix('*').unwrap_or(text);
    if text.is_empty() || start.contains('*') {
        return Err("give the name of a rule, or how it begins and `*`".to_string());
    }
    Ok(text.to_string())
}

/// Words to look for.
pub fn sought(text: &str) -> Result<Sought, String> {
    Sought::parse(text).map_err(|error| error.to_string())
}

/// How a claim is asked for to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    As(ReviewState),
    /// The last words of two people, or of a coder and a reviewer, differ; however it stands.
    Disputed,
    All,
}

impl Standing {
    pub fn states(self) -> Vec<ReviewState> {
        match self {
            Standing::As(state) => vec![state],
            Standing::Disputed | Standing::All => ReviewState::ALL.to_vec(),
        }
    }
}

pub fn standing(text: &str) -> Result<Standing, String> {
    let states = || ReviewState::ALL.iter().map(|state| state.name()).collect::<Vec<_>>().join(", ");
    match text.to_lowercase().as_str() {
        "disputed" => Ok(Standing::Disputed),
        "all" => Ok(Standing::All),
        name => ReviewState::parse(name).map(Standing::As).ok_or_else(|| format!("give {}, disputed or all", states())),
    }
}
