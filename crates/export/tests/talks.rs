//! Talks, stances and territory from texts: what the views show of reports as they are read.
#![allow(clippy::unwrap_used, reason = "a test")]

use events::{Entry, Filed};
use export::talks as form;
use jiff::civil::{Date, date};
use reader::{Reader, gather};
use record::Vocabulary;
use record::issues::issues;
use record::positions::{between, matrix, stances};
use record::standing::{demands, threats};
use record::talks::{Process, processes};
use record::territory::territory;

struct Told {
    entries: Vec<Entry>,
    words: Vocabulary,
}

fn told(texts: &[(Date, &str)]) -> Told {
    let reader = Reader::builtin().unwrap();
    let filed = texts.iter().map(|(day, text)| Filed::new((*text).to_string(), Some(*day))).collect();
    Told { entries: gather::entries(&reader, filed), words: Vocabulary::of(&reader.lexicon) }
}

fn sample() -> Told {
    told(&[(date(2025, 11, 15), include_str!("../../../samples/one-night/6-talks.txt"))])
}

fn find<'p, 'a>(all: &'p [Process<'a>], id: &str) -> &'p Process<'a> {
    all.iter().find(|process| process.id.0 == id).unwrap()
}

#[test]
fn a_round_has_its_day_and_what_was_said_of_it() {
    let told = sample();
    let all = processes(&told.entries, &told.words);
    let process = find(&all, "talks/UKR-USA");
    let round = &process.rounds[0];
    assert_eq!((round.days_counted, round.from, round.dated), (Some(2), Some(date(2025, 11, 15)), true));
    let said: Vec<_> = round.said.iter().map(|entry| form::quote(entry).words).collect();
    assert_eq!(said, ["A US official called the meetings productive."]);
    let outcomes: Vec<_> = round.outcomes.iter().map(|entry| entry.claim().kind.name()).collect();
    assert_eq!(outcomes, ["AGREE", "ISSUE", "ISSUE", "ISSUE", "REJECT"]);
}

#[test]
fn a_list_of_open_questions_is_a_list_of_issues() {
    let told = sample();
    let open: Vec<_> = issues(&told.entries, &told.words)
        .into_iter()
        .filter(|issue| !issue.unresolved.is_empty() || !issue.on_the_table.is_empty())
        .map(|issue| issue.name.as_str().to_string())
        .collect();
    for name in ["security guarantees", "territory", "frozen assets"] {
        assert!(open.iter().any(|have| have == name), "{name}: {open:?}");
    }
}

#[test]
fn a_threat_keeps_its_condition() {
    let told = sample();
    let threats = threats(&told.entries, &told.words);
    let row = form::pending(&threats[0]).unwrap();
    assert_eq!((row.by.as_str(), row.condition.as_deref()), ("RUS", Some("if its assets were seized")));
    assert!(demands(&told.entries, &told.words).iter().any(|demand| demand.by == "IGO:EU"));
}

#[test]
fn rounds_of_several_reports_are_joined() {
    let told = told(&[
        (date(2022, 3, 5), "Peace talks between Russia and Ukraine will resume on March 7, a negotiator said."),
        (date(2022, 3, 7), "The Russian and Ukrainian delegations hold a third round of talks near the border."),
        (date(2022, 3, 29), "Russia and Ukraine held peace talks in Istanbul on Tuesday."),
    ]);
    let all = processes(&told.entries, &told.words);
    let process = find(&all, "talks/RUS-UKR");
    let rounds: Vec<_> = process
        .rounds
        .iter()
        .map(|round| (round.ordinal, round.from, form::standing(round.standing), round.claims.len()))
        .collect();
    let third = (Some(3), Some(date(2022, 3, 7)), "held", 2);
    assert_eq!(rounds, [third, (None, Some(date(2022, 3, 29)), "held", 1)]);
}

#[test]
fn a_matrix_has_a_cell_for_each_party_and_leaves_open_what_nobody_said() {
    let told = told(&[
        (date(2025, 3, 3), "Ukraine insisted on NATO membership. Russia opposes Ukraine's accession to NATO."),
        (date(2025, 3, 5), "Russia demanded that Ukraine withdraw its troops from four regions."),
    ]);
    let parties = ["RUS".into(), "UKR".into()];
    let stances = between(stances(&told.entries, &told.words), &parties, &told.entries);
    let rows = stances.iter().flat_map(|stance| form::positions(stance, None)).count();
    let matrix = matrix(stances, &parties);
    let cells = |name: &str| {
        let row = matrix.rows.iter().find(|row| row.issue.as_str() == name).unwrap();
        row.cells.iter().map(|cell| cell.stances.first().map(|stance| form::mode(stance.mode))).collect::<Vec<_>>()
    };
    assert_eq!(cells("NATO membership"), [Some("opposes"), Some("insists")]);
    assert_eq!(cells("withdrawal of troops"), [Some("demands"), None]);
    assert!(rows >= 3);
}

#[test]
fn rivals_for_a_town_stand_side_by_side() {
    let told = told(&[
        (date(2022, 2, 28), "Ukraine denied that Russian forces had seized Mariupol."),
        (date(2022, 3, 2), "Russia said that its troops had captured Mariupol."),
    ]);
    let areas = territory(&told.entries);
    let rows = form::territory(&areas[0]);
    assert_eq!((rows.len(), rows[0].rival, rows[0].place.as_str()), (2, true, "Mariupol"));
    assert_eq!(rows.iter().map(|row| row.status).collect::<Vec<_>>(), ["actual", "negated"]);
}

/// No view depends on the order in which reports come.
#[test]
fn the_order_of_reports_does_not_matter() {
    let mut texts = [
        (date(2022, 3, 5), "Peace talks between Russia and Ukraine will resume on March 7, a negotiator said."),
        (date(2022, 3, 7), "The Russian and Ukrainian delegations hold a third round of talks near the border."),
        (date(2022, 3, 9), "Russia demanded that Ukraine disarm. Ukraine rejected the demand to disarm."),
    ];
    let shown = |texts: &[(Date, &str)]| {
        let told = told(texts);
        let talks: Vec<_> = processes(&told.entries, &told.words).iter().map(form::process).collect();
        let demands = demands(&told.entries, &told.words);
        let demands: Vec<_> = demands.iter().filter_map(form::pending).collect();
        export::form::lines(&talks) + &export::form::lines(&demands)
    };
    let one = shown(&texts);
    texts.reverse();
    assert_eq!(shown(&texts), one);
}
