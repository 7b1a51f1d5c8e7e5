//! `Lexicon -> Names`: every name and naming word of the tables in one trie over folded words.

use lexicon::Lexicon;

/// Built once for a lexicon; shared by all reports.
#[derive(Debug, Default)]
pub struct Names {}

impl Names {
    pub fn new(_lexicon: &Lexicon) -> Names {
        Names {}
    }
}
