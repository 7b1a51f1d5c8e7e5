//! Who may ask over the network: tokens by their hashes, never the tokens themselves.

use jiff::Timestamp;

/// SHA-256 of a token.
pub type TokenHash = [u8; 32];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Read,
    /// Reads, too.
    Write,
}

impl Scope {
    pub const ALL: &[Scope] = &[Scope::Read, Scope::Write];

    pub const fn name(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Write => "write",
        }
    }

    pub fn parse(name: &str) -> Option<Scope> {
        Scope::ALL.iter().copied().find(|scope| scope.name() == name)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Never given twice in a record.
    pub number: u64,
    /// What its holder is called in the log; of those in use no two are alike.
    pub name: String,
    pub scope: Scope,
    /// None once it is removed.
    pub hash: Option<TokenHash>,
    pub added: Timestamp,
    pub removed: Option<Timestamp>,
}
