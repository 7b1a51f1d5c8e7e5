//! `Lexicon -> words that bear on counts`: who is anybody, and by what words a count runs on.

use std::collections::BTreeSet;

use claims::{Figure, Measure};
use compact_str::CompactString;
use events::Entry;
use lexicon::Lexicon;

use super::id::{counted_in, force};

/// The table `counts`, and from `states` the nouns for a state's people.
#[derive(Debug, Default)]
pub(super) struct CountWords {
    anybody: BTreeSet<String>,
    /// Phrases in lower case, a blank on either side.
    running: Vec<String>,
}

impl CountWords {
    pub(super) fn new(lexicon: &Lexicon) -> CountWords {
        let mut words = CountWords::default();
        for row in lexicon.rows("counts") {
            match row.get("class") {
                "anybody" => words.anybody.extend([row.get("words").to_lowercase()]),
                _ => words.running.push(format!(" {} ", row.get("words"))),
            }
        }
        let people = lexicon
            .rows("states")
            .flat_map(|row| row.get("demonyms").split('|').map(str::to_lowercase).collect::<Vec<_>>());
        words.anybody.extend(people);
        words
    }

    /// The noun for the people counted, where it names some kind of them.
    pub(super) fn whom(&self, entry: &Entry, figure: &Figure) -> Option<CompactString> {
        if !counts_people(figure) || force(entry.claim(), figure).is_some() {
            return None;
        }
        head(entry, figure).filter(|noun| !self.anybody.contains(noun.as_str())).cloned()
    }

    /// The words counted are for people as such.
    pub(super) fn is_anybody(&self, entry: &Entry, figure: &Figure) -> bool {
        counts_people(figure) && head(entry, figure).is_some_and(|noun| self.anybody.contains(noun.as_str()))
    }

    /// The claim's words say that the count began on an earlier day.
    pub(super) fn runs_on(&self, entry: &Entry) -> bool {
        let claim = entry.claim();
        let span = entry.kept.telling.clause.map_or(claim.evidence, |clause| clause.join(claim.evidence));
        let text: Vec<&str> =
            entry.words(span).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let text = format!(" {} ", text.join(" ").to_lowercase());
        self.running.iter().any(|phrase| text.contains(phrase.as_str()))
    }
}

pub(super) fn counts_people(figure: &Figure) -> bool {
    matches!(
        figure.measure,
        Measure::Killed | Measure::Injured | Measure::Missing | Measure::Captured | Measure::Displaced
    )
}

/// The head of the phrase that names those counted.
fn head<'a>(entry: &'a Entry, figure: &Figure) -> Option<&'a CompactString> {
    let counted = counted_in(entry.claim(), figure)?;
    let at = entry.claim().args.iter().position(|arg| std::ptr::eq(arg, counted))?;
    entry.kept.words.args.get(at)?.first()
}
