//! The layers in their order.

use gazetteer::Gazetteer;
use lexicon::Lexicon;
use report::Report;

use crate::analysis::Analysis;
use crate::mention::Names;
use crate::model::Model;
use crate::{mention, quantity, repair, sentence, time};

/// What the stages read besides the report.
pub struct Resources<'a> {
    pub model: &'a Model,
    pub lexicon: &'a Lexicon,
    pub gazetteer: &'a Gazetteer,
    pub names: &'a Names,
}

pub fn analyse(resources: &Resources<'_>, report: &Report) -> Analysis {
    let mut analysis = sentence::split(report, resources.lexicon);
    resources.model.annotate(report, &mut analysis);
    repair::repair(&mut analysis, resources.lexicon);
    analysis.times = time::times(report, &analysis, resources.lexicon);
    analysis.quantities = quantity::quantities(report, &analysis, resources.lexicon);
    repair::repair_counted(&mut analysis, resources.lexicon);
    analysis.mentions = mention::mentions(resources, report, &analysis);
    analysis
}
