//! `Analysis -> Vec<Claim>`: who says what happened.
//!
//! Rules are data (`rules/`); this crate holds the engine that finds them in a dependency tree, the attribution of
//! what is said to who says it, and the making of claims from both.

pub mod attribution;
mod claim;
mod coder;
mod figures;
mod frame;
mod grammar;
mod phrase;
pub mod rule;
mod scene;
mod setting;
mod stands;
mod status;

pub use attribution::{Attribution, AttributionId, Cue, CueKind, Source, attributions, chain, covering};
pub use claim::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
pub use coder::{Coded, claims};
pub use grammar::Grammar;
pub use scene::{Mark, Scene};
pub use stands::{holds, stands};
