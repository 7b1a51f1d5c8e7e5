//! What the corpora share: a text read with and without tags and tree.

use std::sync::LazyLock;

use jiff::civil::Date;
use lexicon::Lexicon;
use report::{About, Report};

use crate::analysis::Analysis;
use crate::model::Model;
use crate::{quantity, sentence, time};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());
static MODEL: LazyLock<Model> = LazyLock::new(|| Model::load(include_bytes!("../../../models/en.bin")).unwrap());

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Tokens alone.
    Bare,
    /// Tags, lemmas and tree.
    Parsed,
}

pub(crate) fn read(text: &str, published: Option<Date>, depth: Depth) -> (Report, Analysis) {
    let about = About { published, ..About::default() };
    let report = Report::new(text.to_string(), about);
    let mut analysis = sentence::split(&report, &LEXICON);
    if depth == Depth::Parsed {
        MODEL.annotate(&report, &mut analysis);
    }
    analysis.times = time::times(&report, &analysis, &LEXICON);
    analysis.quantities = quantity::quantities(&report, &analysis, &LEXICON);
    (report, analysis)
}
