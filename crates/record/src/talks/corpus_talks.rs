//! Talks by example: what is a process, what is a round, what is neither.

use claims::{ClaimType, Measure, Status};
use events::Entry;
use jiff::civil::{Date, date};

use super::{Process, processes};
use crate::testing::{Made, claim, words};

const MONDAY: Date = date(2025, 3, 3);
const TUESDAY: Date = date(2025, 3, 4);
const WEDNESDAY: Date = date(2025, 3, 5);

fn consult(day: Date, text: &str, trigger: &str, lemma: &str) -> Made {
    claim(ClaimType::Consult, day, text, trigger, lemma)
}

fn held(day: Date) -> Made {
    let text = "Envoys of Chad and Mali held talks in Doha.";
    consult(day, text, "talks", "talk").actor("Chad", "TCD/GOV").actor("Mali", "MLI").place("Doha", 290_030, "QAT")
}

/// Each process as `id rounds standing of each`, and the claims that are no round.
fn told(entries: &[Entry]) -> Vec<String> {
    let words = words();
    let line = |process: &Process| {
        let rounds: Vec<String> = process.rounds.iter().map(|round| format!("{:?}", round.standing)).collect();
        format!("{} [{}] {}", process.id.0, rounds.join(" "), process.mentions.len() + process.contacts.len())
    };
    processes(entries, &words).iter().map(line).collect()
}

#[test]
fn talks_are_named_by_those_who_talk() {
    assert_eq!(told(&[held(MONDAY).entry()]), ["talks/MLI-TCD [Held] 0"]);
}

#[test]
fn one_party_is_no_talks() {
    let alone = consult(MONDAY, "Chad held talks in Doha.", "talks", "talk").actor("Chad", "TCD");
    let own = consult(MONDAY, "Two ministers of Chad held talks.", "talks", "talk").actor("Chad", "TCD/GOV");
    assert!(told(&[alone.entry(), own.entry()]).is_empty());
}

#[test]
fn a_visit_and_a_call_are_no_rounds() {
    let visit = consult(MONDAY, "The king of Mali visited Chad.", "visited", "visit").mode("visit");
    let visit = visit.actor("Mali", "MLI").to("Chad", "TCD").entry();
    let call = consult(MONDAY, "Mali spoke with Chad by phone.", "spoke", "speak").mode("phone");
    let call = call.actor("Mali", "MLI").actor("Chad", "TCD").entry();
    assert_eq!(told(&[visit, call]), ["talks/MLI-TCD [] 2"]);
}

#[test]
fn a_wish_is_no_round() {
    let text = "Peru proposed that talks between Mali and Chad should be held in Lima.";
    let wish = consult(MONDAY, text, "talks", "talk").actor("Mali", "MLI").actor("Chad", "TCD");
    assert_eq!(told(&[wish.entry()]), ["talks/MLI-TCD [] 1"]);
    let text = "Mali sent a minister to meet an envoy of Chad.";
    let aim = consult(MONDAY, text, "meet", "meet").actor("Mali", "MLI").actor("Chad", "TCD");
    assert_eq!(told(&[aim.entry()]), ["talks/MLI-TCD [] 1"]);
}

#[test]
fn what_two_reports_tell_of_one_day_is_one_round() {
    let other = "Chad and Mali met on Monday, an official said.";
    let other = consult(TUESDAY, other, "met", "meet").actor("Chad", "TCD").actor("Mali", "MLI").on("Monday", MONDAY);
    let entries = [held(MONDAY).entry(), other.entry()];
    assert_eq!(told(&entries), ["talks/MLI-TCD [Held] 0"]);
    let words = words();
    let round = &processes(&entries, &words)[0].rounds[0];
    assert_eq!((round.from, round.to, round.dated, round.claims.len()), (Some(MONDAY), Some(MONDAY), true, 2));
    assert_eq!(round.places.iter().map(|venue| venue.name.as_str()).collect::<Vec<_>>(), ["Doha"]);
}

#[test]
fn a_second_day_belongs_to_the_round_of_the_first() {
    let first = held(MONDAY).nth(1);
    let second = consult(WEDNESDAY, "Chad and Mali met for a third day on Wednesday.", "met", "meet");
    let second = second.actor("Chad", "TCD").actor("Mali", "MLI").figure(Measure::Day, "third", 3.0);
    let next = consult(TUESDAY, "Talks between Chad and Mali continued on Tuesday.", "Talks", "talk");
    let next = next.actor("Chad", "TCD").actor("Mali", "MLI").on("Tuesday", TUESDAY);
    let entries = [first.entry(), second.on("Wednesday", WEDNESDAY).entry(), next.entry()];
    let words = words();
    let all = processes(&entries, &words);
    assert_eq!(all[0].rounds.len(), 1);
    assert_eq!((all[0].rounds[0].to, all[0].rounds[0].days_counted), (Some(WEDNESDAY), Some(3)));
}

#[test]
fn other_places_and_other_ordinals_are_other_rounds() {
    let rome = consult(MONDAY, "Chad and Mali held talks in Rome.", "talks", "talk");
    let rome = rome.actor("Chad", "TCD").actor("Mali", "MLI").place("Rome", 3_169_070, "ITA");
    assert_eq!(told(&[held(MONDAY).entry(), rome.entry()]), ["talks/MLI-TCD [Held Held] 0"]);
    let round = |ordinal: &str, value: f64| {
        let text = format!("Chad and Mali held a {ordinal} round of talks.");
        let made = consult(MONDAY, &text, "talks", "talk").actor("Chad", "TCD").actor("Mali", "MLI");
        made.figure(Measure::Ordinal, ordinal, value).entry()
    };
    assert_eq!(told(&[round("third", 3.0), round("fourth", 4.0)]), ["talks/MLI-TCD [Held Held] 0"]);
    assert_eq!(told(&[round("third", 3.0), round("third", 3.0)]), ["talks/MLI-TCD [Held] 0"]);
}

#[test]
fn what_was_planned_and_then_held_was_held() {
    let plan = "Talks between Chad and Mali will be held on Tuesday.";
    let plan = || {
        let made = consult(MONDAY, plan, "Talks", "talk").actor("Chad", "TCD").actor("Mali", "MLI");
        made.on("Tuesday", TUESDAY).status(Status::Future).entry()
    };
    assert_eq!(told(&[plan()]), ["talks/MLI-TCD [Planned] 0"]);
    assert_eq!(told(&[plan(), held(TUESDAY).entry()]), ["talks/MLI-TCD [Held] 0"]);
    let off = consult(TUESDAY, "The talks between Chad and Mali were postponed.", "talks", "talk");
    let off = off.actor("Chad", "TCD").actor("Mali", "MLI");
    assert_eq!(told(&[plan(), off.entry()]), ["talks/MLI-TCD [PutOff] 0"]);
}

#[test]
fn who_hosts_or_mediates_stands_apart() {
    let host =
        consult(MONDAY, "Peru hosts talks between Chad and Mali on Monday.", "talks", "talk").on("Monday", MONDAY);
    let host = host.actor("Peru", "PER").actor("Chad", "TCD").actor("Mali", "MLI").entry();
    let words = words();
    let entries = [host];
    let process = &processes(&entries, &words)[0];
    assert_eq!(process.id.0, "talks/MLI-TCD");
    assert_eq!(process.rounds[0].hosts.iter().map(|side| side.as_str()).collect::<Vec<_>>(), ["PER"]);
}

#[test]
fn envoys_are_named_with_their_sides() {
    let text = "Ana Bo of Chad met Ali Ke of Mali in Doha.";
    let made = consult(MONDAY, text, "met", "meet").person("Ana Bo", "TCD/GOV").person("Ali Ke", "MLI/GOV");
    let entries = [made.entry()];
    let words = words();
    let envoys = &processes(&entries, &words)[0].rounds[0].envoys;
    let envoys: Vec<String> = envoys.iter().map(|envoy| format!("{} {}", envoy.side, envoy.name)).collect();
    assert_eq!(envoys, ["TCD/GOV Ana Bo", "MLI/GOV Ali Ke"]);
}

#[test]
fn what_is_said_of_talks_and_what_came_of_them_stands_with_their_round() {
    let text = "Mali called its talks with Chad useful, but agreed to no truce.";
    let talks = consult(MONDAY, text, "talks", "talk").actor("Mali", "MLI").actor("Chad", "TCD").on("useful", MONDAY);
    let called = claim(ClaimType::Assess, MONDAY, text, "useful", "useful").said_by("Mali", "MLI");
    let called = called.object("talks", &["talk"]).nth(2);
    let agreed = claim(ClaimType::Agree, MONDAY, text, "agreed", "agree").actor("Mali", "MLI");
    let agreed = agreed.topic("truce", &["truce"]).status(Status::Negated).nth(3);
    let other = claim(ClaimType::Assess, MONDAY, text, "but", "but").said_by("Mali", "MLI").nth(4);
    let other = other.object("truce", &["truce"]);
    let entries = [talks.entry(), called.entry(), agreed.entry(), other.entry()];
    let words = words();
    let round = &processes(&entries, &words)[0].rounds[0];
    assert_eq!(round.said.iter().map(|entry| entry.n).collect::<Vec<_>>(), [2]);
    assert_eq!(round.outcomes.iter().map(|entry| entry.n).collect::<Vec<_>>(), [3]);
}

#[test]
fn the_order_of_entries_does_not_matter() {
    let plan = consult(MONDAY, "Chad and Mali will meet on Wednesday.", "meet", "meet").status(Status::Future);
    let plan = plan.actor("Chad", "TCD").actor("Mali", "MLI").on("Wednesday", WEDNESDAY);
    let mut entries = vec![held(MONDAY).entry(), plan.entry(), held(WEDNESDAY).entry(), held(TUESDAY).entry()];
    let one = told(&entries);
    for _ in 0..entries.len() {
        entries.rotate_left(1);
        assert_eq!(told(&entries), one);
    }
    entries.reverse();
    assert_eq!(told(&entries), one);
}

#[test]
fn a_process_is_asked_for_by_its_parties() {
    let entries = [held(MONDAY).entry()];
    let words = words();
    let process = &processes(&entries, &words)[0];
    for name in ["talks/MLI-TCD", "mli-tcd", "TCD-MLI", "tcd,mli"] {
        assert!(process.is_called(name), "{name}");
    }
    assert!(!process.is_called("MLI"));
}
