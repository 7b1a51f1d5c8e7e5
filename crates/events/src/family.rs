//! Types whose claims can be about one happening.

use claims::ClaimType;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// An attack, and what it hit.
    Strike,
    Interception,
    Casualties,
    Outage,
    Displacement,
    Territory,
    Force,
    Forces,
    Help,
    Talks,
    Protest,
    /// Said, demanded, promised, judged.
    Words,
    Issue,
}

impl Family {
    pub(crate) const fn of(kind: ClaimType) -> Family {
        use ClaimType::*;
        match kind {
            Assault | Damage => Family::Strike,
            Intercept => Family::Interception,
            Casualty => Family::Casualties,
            Outage => Family::Outage,
            Displace => Family::Displacement,
            Control | Retreat => Family::Territory,
            Coerce | Sanction => Family::Force,
            Mobilize => Family::Forces,
            Aid => Family::Help,
            Consult | Cooperate => Family::Talks,
            Protest => Family::Protest,
            Issue => Family::Issue,
            Agree | Support | Concede | Request | Accuse | Reject | Threaten | Position | Assess => Family::Words,
        }
    }

    /// Told of what bodies and things went through, not of words.
    pub(crate) const fn is_physical(self) -> bool {
        !matches!(self, Family::Talks | Family::Words | Family::Issue)
    }

    /// Claims further apart than two buckets never meet.
    pub(crate) const fn days_of_a_bucket(self) -> i64 {
        if self.is_physical() { 2 } else { 4 }
    }
}
