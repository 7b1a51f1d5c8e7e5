//! `claims of one event -> its figures`: who gave which number of what, and whether they agree.

use std::collections::BTreeMap;

use analysis::Beside;
use claims::{Figure, Measure};
use compact_str::CompactString;
use events::{ClaimKey, Entry};
use lexicon::Lexicon;

use super::agreement::{Bounds, agreement};
use super::id::force;
use super::words::CountWords;

/// One figure of an event, as all who speak of it give it.
#[derive(Clone, Debug, PartialEq)]
pub struct EventFigure {
    pub measure: Measure,
    pub of: Option<CompactString>,
    pub unit: Option<CompactString>,
    /// The meet of what the sayers allow; both None where they do not agree.
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub said: Vec<Saying>,
    pub agree: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Saying {
    pub claim: ClaimKey,
    /// Ids of the innermost source, commas between them; None where the report speaks or the source has no id.
    pub who: Option<String>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approx: bool,
}

/// What makes figures of one event comparable.
type Key<'a> =
    (Measure, Option<&'a str>, Option<&'a str>, Option<Beside>, Option<CompactString>, Option<CompactString>);

/// In the order of measures; sayings in the order of entries. A superseded report's saying stands, but does not
/// disagree with what came after it.
pub fn event_figures(lexicon: &Lexicon, entries: &[Entry]) -> Vec<EventFigure> {
    let words = lexicon.derived(CountWords::new);
    let mut groups: BTreeMap<Key<'_>, Vec<(&Entry, &Figure)>> = BTreeMap::new();
    for entry in entries {
        for figure in &entry.claim().figures {
            let key = (
                figure.measure,
                figure.of.as_deref(),
                figure.unit.as_deref(),
                figure.beside,
                force(entry.claim(), figure),
                words.whom(entry, figure),
            );
            groups.entry(key).or_default().push((entry, figure));
        }
    }
    groups.into_values().flat_map(lists).map(|sayings| event_figure(&sayings)).collect()
}

/// "Ten soldiers and one officer": numbers of one claim count several things, none is another value of the other.
fn lists<'a>(group: Vec<(&'a Entry, &'a Figure)>) -> Vec<Vec<(&'a Entry, &'a Figure)>> {
    let mut lists: Vec<Vec<(&Entry, &Figure)>> = Vec::new();
    for (entry, figure) in group {
        match lists.iter_mut().find(|list| list.iter().all(|(other, _)| !std::ptr::eq(*other, entry))) {
            Some(list) => list.push((entry, figure)),
            None => lists.push(vec![(entry, figure)]),
        }
    }
    lists
}

fn event_figure(sayings: &[(&Entry, &Figure)]) -> EventFigure {
    let (_, first) = sayings[0];
    let standing = || sayings.iter().filter(|(entry, _)| entry.report.superseded_by.is_none());
    let any = standing().next().is_some();
    let counted = sayings.iter().filter(|(entry, _)| !any || entry.report.superseded_by.is_none());
    let bounds: Vec<Bounds> = counted.map(|(_, figure)| Bounds::of(figure)).collect();
    let meet = agreement(&bounds);
    let (low, high) = meet.unwrap_or_default();
    EventFigure {
        measure: first.measure,
        of: first.of.clone(),
        unit: first.unit.clone(),
        low,
        high,
        said: sayings.iter().map(|(entry, figure)| saying(entry, figure)).collect(),
        agree: meet.is_some(),
    }
}

fn saying(entry: &Entry, figure: &Figure) -> Saying {
    let ids = entry.claim().said_by.last().map(|said| said.who.iter().filter_map(|actor| actor.id.as_deref()));
    let who = ids.map(|ids| ids.collect::<Vec<_>>().join(",")).filter(|who| !who.is_empty());
    Saying { claim: entry.key(), who, low: figure.low, high: figure.high, approx: figure.approx }
}

#[cfg(test)]
mod tests {
    use claims::ClaimType;
    use jiff::civil::date;

    use super::super::testing::{between, figure, land, made};
    use super::*;

    fn killed(low: impl Into<Option<f64>>, high: impl Into<Option<f64>>, words: &str) -> Entry {
        let figure = between(Measure::Killed, "person", low.into(), high.into());
        made(ClaimType::Casualty, vec![land("UKR")], figure).said_by("UKR/GOV").on(date(2025, 12, 6), words, "e")
    }

    #[test]
    fn overlapping_numbers_agree_on_their_meet() {
        let figures = event_figures(&Lexicon::default(), &[killed(7.0, None, "a"), killed(8.0, 8.0, "b")]);
        assert_eq!(figures.len(), 1);
        assert_eq!((figures[0].low, figures[0].high, figures[0].agree), (Some(8.0), Some(8.0), true));
        assert_eq!(figures[0].said.iter().map(|saying| saying.low).collect::<Vec<_>>(), [Some(7.0), Some(8.0)]);
        assert_eq!(figures[0].said[0].who.as_deref(), Some("UKR/GOV"));
    }

    #[test]
    fn disjoint_numbers_all_stand_and_none_is_preferred() {
        let figures = event_figures(&Lexicon::default(), &[killed(7.0, 7.0, "a"), killed(8.0, 8.0, "b")]);
        assert_eq!((figures[0].low, figures[0].high, figures[0].agree), (None, None, false));
        assert_eq!(figures[0].said.len(), 2);
    }

    #[test]
    fn a_part_is_no_other_value_of_its_whole() {
        let part = Figure { beside: Some(Beside::Part), ..figure(Measure::Killed, "person", 2.0) };
        let whole = made(ClaimType::Casualty, vec![land("UKR")], figure(Measure::Killed, "person", 10.0)).and(part);
        let figures = event_figures(&Lexicon::default(), &[whole.on(date(2025, 12, 6), "a", "e")]);
        assert_eq!(figures.iter().map(|figure| figure.low).collect::<Vec<_>>(), [Some(10.0), Some(2.0)]);
    }

    #[test]
    fn a_corrected_report_does_not_disagree_with_its_correction() {
        let (mut early, late) = (killed(7.0, 7.0, "a"), killed(8.0, 8.0, "b"));
        let id = late.report.id.clone();
        std::sync::Arc::make_mut(&mut early.report).superseded_by = Some(id);
        let figures = event_figures(&Lexicon::default(), &[early, late]);
        assert_eq!((figures[0].low, figures[0].agree, figures[0].said.len()), (Some(8.0), true, 2));
    }
}
