//! `Analysis -> Vec<Claim>`: who says what happened.

pub mod attribution;
mod claim;

pub use attribution::{Attribution, AttributionId, Source, attributions};
pub use claim::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
