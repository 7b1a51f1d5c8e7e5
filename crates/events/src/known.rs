//! What the linker asks of a record, and what it answers: it never sees how either is stored.

use std::collections::BTreeMap;

use crate::entry::EventId;
use crate::traits::Traits;

/// What a person decided of two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// They are about one event.
    Join,
    /// They are not.
    Part,
}

/// Claims that are in the record already. New claims that are being joined are none of them.
pub trait Known {
    type Id: Copy + Ord + std::hash::Hash;
    type Error;

    /// Claims that carry the key with their ranks, the lowest ranks first, no more than `most`.
    fn carriers(&mut self, key: u64, most: usize) -> Result<Vec<(u32, Self::Id)>, Self::Error>;

    /// How many claims carry the key; `most` where there are more.
    fn count(&mut self, key: u64, most: usize) -> Result<usize, Self::Error>;

    fn traits(&mut self, id: Self::Id) -> Result<Traits, Self::Error>;

    /// Other ends of the claim's links, and how strong each is.
    fn links(&mut self, id: Self::Id) -> Result<Vec<(Self::Id, u8)>, Self::Error>;

    /// Told from both sides, for new claims too (a record that is built again has verdicts before it has links). The other
    /// claims are known or new ones: a verdict about a claim that is not in the record is left out until it comes.
    fn verdicts(&mut self, id: Self::Id) -> Result<Vec<(Self::Id, Verdict)>, Self::Error>;
}

/// A claim that comes into the record.
#[derive(Clone, Debug)]
pub struct Newcomer<Id> {
    pub id: Id,
    pub traits: Traits,
}

/// What is to be written. Taken together, it is all or nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<Id> {
    /// Of each new claim: its rank and its keys.
    pub keys: BTreeMap<Id, (u32, Vec<u64>)>,
    /// Links to write: one row for two claims, the smaller id first, with the link's strength.
    pub link: BTreeMap<(Id, Id), u8>,
    /// Links to take out.
    pub unlink: Vec<(Id, Id)>,
    /// Whole events, each with all its claims, its first claim first. An event that one of these claims was in before
    /// and that is not among them is no more.
    pub events: Vec<(EventId, Vec<Id>)>,
}
