//! Which of the places that share a name is meant.

use gazetteer::Gazetteer;
use report::Report;

use crate::analysis::{Analysis, Mention};

/// Fills `place` of the mentions that name places, states and facilities. Leaves it None where the name is
/// unknown or the report gives no ground to choose.
pub fn locate(_gazetteer: &Gazetteer, _report: &Report, _analysis: &Analysis, _mentions: &mut [Mention]) {}
