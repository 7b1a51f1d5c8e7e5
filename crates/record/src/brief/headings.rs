//! The parts of a brief, in the order of reading.

/// Closed: adding one must break every `match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    Happened,
    Disputed,
    Outages,
    Casualties,
    Nuclear,
    Talks,
    Territory,
    Unresolved,
    Changed,
    Gaps,
}

impl SectionKind {
    pub const ALL: &[SectionKind] = &[
        SectionKind::Happened,
        SectionKind::Disputed,
        SectionKind::Outages,
        SectionKind::Casualties,
        SectionKind::Nuclear,
        SectionKind::Talks,
        SectionKind::Territory,
        SectionKind::Unresolved,
        SectionKind::Changed,
        SectionKind::Gaps,
    ];

    /// As JSON writes it.
    pub const fn name(self) -> &'static str {
        match self {
            SectionKind::Happened => "happened",
            SectionKind::Disputed => "disputed",
            SectionKind::Outages => "outages",
            SectionKind::Casualties => "casualties",
            SectionKind::Nuclear => "nuclear",
            SectionKind::Talks => "talks",
            SectionKind::Territory => "territory",
            SectionKind::Unresolved => "unresolved",
            SectionKind::Changed => "changed",
            SectionKind::Gaps => "gaps",
        }
    }
}
