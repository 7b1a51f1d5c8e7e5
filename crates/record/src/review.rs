//! `what people decided of claims -> how good the rules are`: precision by rule and by type, and how far two people agree.
//!
//! Counts only claims that were read, each once, by how it stands now or by a person's last word of it.

use claims::ClaimType;
use events::review::Opinion;
use events::{ClaimKey, ReviewState};

/// A claim that somebody decided about, as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub key: ClaimKey,
    pub kind: ClaimType,
    pub rule: String,
    pub state: ReviewState,
    /// Oldest first, without what was taken back.
    pub opinions: Vec<Opinion>,
}
