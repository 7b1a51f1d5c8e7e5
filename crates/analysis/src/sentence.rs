//! `Report -> sentences and tokens`. A sentence never crosses a block.

use lexicon::Lexicon;
use report::{BlockKind, Report};

use crate::analysis::{Analysis, Sentence};
use crate::token;

pub fn split(report: &Report, _lexicon: &Lexicon) -> Analysis {
    let mut analysis = Analysis::default();
    for (index, block) in report.blocks.iter().enumerate() {
        let first = analysis.tokens.len();
        analysis.tokens.extend(token::tokens(&report.text, block.span));
        let heading = matches!(block.kind, BlockKind::Heading);
        let last = analysis.tokens.len();
        analysis.sentences.push(Sentence {
            span: block.span,
            first,
            last,
            block: index,
            heading,
            lead_in: None,
            unparsed: false,
        });
    }
    analysis
}
