//! `tokens -> Vec<Mention>`: who and what is spoken of, and which state or body stands behind it.

mod names;

use report::Report;

use crate::analyse::Resources;
use crate::analysis::{Analysis, Mention};

pub use names::Names;

pub fn mentions(_resources: &Resources<'_>, _report: &Report, _analysis: &Analysis) -> Vec<Mention> {
    Vec::new()
}
