//! A claim and its parts, as the contract names them; spans are bytes of the report's text.

use analysis::{Actor, Beside, Place};
use compact_str::CompactString;
use jiff::civil::Date;
use report::Span;

/// The smallest piece of reported information: one type, one trigger, told by one chain of sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub kind: ClaimType,
    pub mode: Vec<CompactString>,
    pub status: Status,
    pub trigger: Span,
    /// The words that tell the claim, trigger and arguments among them.
    pub evidence: Span,
    /// Outermost first; empty where the report speaks in its own voice.
    pub said_by: Vec<Said>,
    pub args: Vec<Argument>,
    pub figures: Vec<Figure>,
    /// Name of the rule that coded it.
    pub rule: String,
}

/// One layer of attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub source: Span,
    pub cue: Option<Span>,
    /// More than one for a joint source.
    pub who: Vec<Actor>,
    pub manner: Manner,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub role: Role,
    pub span: Span,
    pub actor: Option<Actor>,
    pub place: Option<Place>,
    /// For times: first and last day, each None where open.
    pub days: Option<(Option<Date>, Option<Date>)>,
}

/// An interval: `low` and `high` are what the words allow, None where open.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub measure: Measure,
    pub of: Option<CompactString>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approx: bool,
    pub unit: Option<CompactString>,
    /// Not the whole of what the words before it count: a part of it, or more besides. None for a count of its own.
    pub beside: Option<Beside>,
    pub span: Span,
}

/// PLOVER's sixteen event types (manual 0.8) and nine that it has no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    Intercept,
    Damage,
    Casualty,
    Outage,
    Displace,
    Control,
    Position,
    Issue,
    Assess,
}

impl ClaimType {
    pub const ALL: &[ClaimType] = &[
        ClaimType::Agree,
        ClaimType::Consult,
        ClaimType::Support,
        ClaimType::Concede,
        ClaimType::Cooperate,
        ClaimType::Aid,
        ClaimType::Retreat,
        ClaimType::Request,
        ClaimType::Accuse,
        ClaimType::Reject,
        ClaimType::Threaten,
        ClaimType::Protest,
        ClaimType::Sanction,
        ClaimType::Mobilize,
        ClaimType::Coerce,
        ClaimType::Assault,
        ClaimType::Intercept,
        ClaimType::Damage,
        ClaimType::Casualty,
        ClaimType::Outage,
        ClaimType::Displace,
        ClaimType::Control,
        ClaimType::Position,
        ClaimType::Issue,
        ClaimType::Assess,
    ];

    /// As the contract writes it.
    pub const fn name(self) -> &'static str {
        match self {
            ClaimType::Agree => "AGREE",
            ClaimType::Consult => "CONSULT",
            ClaimType::Support => "SUPPORT",
            ClaimType::Concede => "CONCEDE",
            ClaimType::Cooperate => "COOPERATE",
            ClaimType::Aid => "AID",
            ClaimType::Retreat => "RETREAT",
            ClaimType::Request => "REQUEST",
            ClaimType::Accuse => "ACCUSE",
            ClaimType::Reject => "REJECT",
            ClaimType::Threaten => "THREATEN",
            ClaimType::Protest => "PROTEST",
            ClaimType::Sanction => "SANCTION",
            ClaimType::Mobilize => "MOBILIZE",
            ClaimType::Coerce => "COERCE",
            ClaimType::Assault => "ASSAULT",
            ClaimType::Intercept => "INTERCEPT",
            ClaimType::Damage => "DAMAGE",
            ClaimType::Casualty => "CASUALTY",
            ClaimType::Outage => "OUTAGE",
            ClaimType::Displace => "DISPLACE",
            ClaimType::Control => "CONTROL",
            ClaimType::Position => "POSITION",
            ClaimType::Issue => "ISSUE",
            ClaimType::Assess => "ASSESS",
        }
    }

    pub fn parse(name: &str) -> Option<ClaimType> {
        ClaimType::ALL.iter().copied().find(|item| item.name() == name)
    }
}

/// What a phrase is to the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Actor,
    Recipient,
    Object,
    Instrument,
    Place,
    Time,
    Topic,
    Party,
}

impl Role {
    pub const ALL: &[Role] = &[
        Role::Actor,
        Role::Recipient,
        Role::Object,
        Role::Instrument,
        Role::Place,
        Role::Time,
        Role::Topic,
        Role::Party,
    ];

    /// As the contract writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Actor => "actor",
            Role::Recipient => "recipient",
            Role::Object => "object",
            Role::Instrument => "instrument",
            Role::Place => "place",
            Role::Time => "time",
            Role::Topic => "topic",
            Role::Party => "party",
        }
    }

    pub fn parse(name: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|item| item.name() == name)
    }
}

/// Told as happened, as not, as planned, or as possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Actual,
    Negated,
    Future,
    Hypothetical,
}

impl Status {
    pub const ALL: &[Status] = &[Status::Actual, Status::Negated, Status::Future, Status::Hypothetical];

    /// As the contract writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Negated => "negated",
            Status::Future => "future",
            Status::Hypothetical => "hypothetical",
        }
    }

    pub fn parse(name: &str) -> Option<Status> {
        Status::ALL.iter().copied().find(|item| item.name() == name)
    }
}

/// Whether the claim's own words stand in quotation marks: all, some, none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    Direct,
    Mixed,
    Indirect,
}

impl Manner {
    pub const ALL: &[Manner] = &[Manner::Direct, Manner::Mixed, Manner::Indirect];

    /// As the contract writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Manner::Direct => "direct",
            Manner::Mixed => "mixed",
            Manner::Indirect => "indirect",
        }
    }

    pub fn parse(name: &str) -> Option<Manner> {
        Manner::ALL.iter().copied().find(|item| item.name() == name)
    }
}

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    Launched,
    Intercepted,
    Hit,
    Killed,
    Injured,
    Missing,
    Captured,
    Displaced,
    Affected,
    Destroyed,
    Damaged,
    Duration,
    Ordinal,
    Day,
    Share,
    Area,
    Money,
    Count,
}

impl Measure {
    pub const ALL: &[Measure] = &[
        Measure::Launched,
        Measure::Intercepted,
        Measure::Hit,
        Measure::Killed,
        Measure::Injured,
        Measure::Missing,
        Measure::Captured,
        Measure::Displaced,
        Measure::Affected,
        Measure::Destroyed,
        Measure::Damaged,
        Measure::Duration,
        Measure::Ordinal,
        Measure::Day,
        Measure::Share,
        Measure::Area,
        Measure::Money,
        Measure::Count,
    ];

    /// As the contract writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Measure::Launched => "launched",
            Measure::Intercepted => "intercepted",
            Measure::Hit => "hit",
            Measure::Killed => "killed",
            Measure::Injured => "injured",
            Measure::Missing => "missing",
            Measure::Captured => "captured",
            Measure::Displaced => "displaced",
            Measure::Affected => "affected",
            Measure::Destroyed => "destroyed",
            Measure::Damaged => "damaged",
            Measure::Duration => "duration",
            Measure::Ordinal => "ordinal",
            Measure::Day => "day",
            Measure::Share => "share",
            Measure::Area => "area",
            Measure::Money => "money",
            Measure::Count => "count",
        }
    }

    pub fn parse(name: &str) -> Option<Measure> {
        Measure::ALL.iter().copied().find(|item| item.name() == name)
    }
}
