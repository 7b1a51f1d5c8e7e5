//! What each thing that two claims share, or differ in, is worth.
//!
//! Points are hundredths of a natural logarithm of odds: fitted to pairs of claims that people labelled (see
//! `docs/events.md`), rounded by hand, and kept where the fit was silent.

use crate::family::Family;

/// Something that two claims have in common, or in which they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Said of every pair: most are about two happenings.
    Base,
    OtherKind,
    SameReport,
    SameSentence,
    /// Both tell the same days, few of them.
    SameDays,
    MeetingDays,
    /// For each day between the days that the two allow.
    DaysApart,
    /// For each day between two reports, where either tells no day of its own.
    DaysBetweenReports,
    /// One goes on for long, the other does not.
    OtherLength,
    Negation,
    BothNegated,
    Planned,
    SameMode,
    OtherMode,
    /// Of what is out or back: power, water, transport.
    OtherService,
    SameTrigger,
    SamePerson,
    SameActor,
    OtherPerson,
    OtherActor,
    ActorUnknown,
    SameRecipient,
    OtherRecipient,
    SameSpeaker,
    SameSide,
    OtherSpeaker,
    SharedPersons,
    OtherPersons,
    SameSides,
    OtherSides,
    SamePlace,
    /// Wholly where a region holds the place; less with each kilometre between two points, and against it from 44 on.
    NearPlace,
    FarPlace,
    /// One tells a place, and the other's report names it nearby.
    PlaceNamed,
    PlaceInOneOnly,
    NoPlaces,
    SameThing,
    LikeThing,
    ThingNamed,
    OtherThing,
    ThingInOneOnly,
    NoThings,
    /// The part of the words of the one claim that the other has, too.
    SharedCore,
    SharedNames,
    /// Both reports name somebody or something around the claim, and nothing in common.
    OtherNames,
    /// Both are about known states, and none in common.
    OtherStates,
    /// Nothing shared that could tell two happenings of a kind apart: no state, place, name or exact number.
    NothingToHold,
    /// Reports of different days, and nothing that only one happening has: such acts happen every day of a war.
    OtherNews,
    SharedWords,
    SameFigure,
    MeetingFigure,
    CloseFigure,
    OtherFigure,
    /// A later report counts less.
    FallenFigure,
    SameOrdinal,
}

/// Groups of families that a reason is worth the same in.
#[derive(Clone, Copy)]
pub(crate) enum Scale {
    Act,
    Toll,
    Talks,
    Words,
}

impl Scale {
    pub(crate) const fn of(family: Family) -> Scale {
        match family {
            Family::Casualties | Family::Displacement | Family::Interception | Family::Outage => Scale::Toll,
            Family::Talks => Scale::Talks,
            Family::Words | Family::Issue => Scale::Words,
            _ => Scale::Act,
        }
    }
}

/// Points for an act, a toll (people, weapons, services counted), talks, words.
const fn points(reason: Reason) -> [i32; 4] {
    use Reason::*;
    match reason {
        Base => [-70, -70, -60, -110],
        OtherKind => [-60, 0, -60, -90],
        SameReport => [-60, -60, -30, -80],
        SameSentence => [60, 60, 30, 30],
        SameDays => [120, 60, 120, 60],
        MeetingDays => [40, 30, 40, 30],
        DaysApart => [-120, -120, -60, -20],
        DaysBetweenReports => [-30, -15, -30, -15],
        Negation => [-180, -70, -100, -150],
        OtherLength => [-150, -80, -40, 0],
        BothNegated => [120, 60, 60, 60],
        Planned => [-60, -60, -20, -60],
        SameMode => [60, 60, 0, 40],
        OtherMode => [-10, -90, -30, -100],
        OtherService => [-300, -300, -300, -300],
        SameTrigger => [15, 0, 10, 60],
        SamePerson => [80, 50, 80, 120],
        SameActor => [70, 40, 40, 40],
        OtherPerson => [-20, -20, 0, -80],
        OtherActor => [-300, -300, -120, -300],
        ActorUnknown => [-10, 0, -20, -40],
        SameRecipient => [50, 30, 30, 40],
        OtherRecipient => [-200, -200, -100, -150],
        SameSpeaker => [20, 20, 20, 40],
        SameSide => [10, 10, 10, 10],
        OtherSpeaker => [-10, -40, -10, -20],
        SharedPersons => [20, 0, 70, 30],
        OtherPersons => [0, 0, -100, -30],
        SameSides => [0, 0, 60, 0],
        OtherSides => [0, 0, -120, 0],
        SamePlace => [180, 160, 200, 60],
        NearPlace => [60, 60, 0, 0],
        FarPlace => [-300, -300, -250, -60],
        PlaceNamed => [80, 80, 60, 20],
        PlaceInOneOnly => [-100, -40, -30, 0],
        NoPlaces => [10, 10, 0, 0],
        SameThing => [140, 60, 60, 80],
        LikeThing => [70, 40, 30, 50],
        ThingNamed => [20, 40, 30, 40],
        OtherThing => [-110, -50, -30, -80],
        ThingInOneOnly => [-30, -10, -10, -20],
        NoThings => [50, 10, 30, 0],
        SharedCore => [60, 40, 40, 160],
        SharedNames => [60, 80, 60, 60],
        OtherNames => [-40, -80, -40, -20],
        OtherStates => [-100, -100, -60, -20],
        NothingToHold => [-100, -150, -60, -40],
        OtherNews => [-150, -200, 0, 0],
        SharedWords => [100, 100, 80, 150],
        SameFigure => [250, 250, 150, 150],
        MeetingFigure => [100, 120, 60, 60],
        CloseFigure => [20, 40, 0, 0],
        OtherFigure => [-120, -140, -60, -60],
        FallenFigure => [-150, -200, -60, -60],
        SameOrdinal => [300, 300, 200, 200],
    }
}

/// So many hundredths of a reason's points.
pub(crate) fn worth(reason: Reason, scale: Scale, amount: i32) -> i32 {
    points(reason)[scale as usize] * amount / 100
}
