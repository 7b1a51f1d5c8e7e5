//! Pairs of reports and what they are to each other; texts of our own writing.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::*;
use crate::entry::Filed;

const WIRE: &str = "KYIV, Nov 15 (Sample Wire) — Russia fired more than 430 drones and 18 missiles at Ukraine overnight, \
the Ukrainian air force said on Saturday. A missile struck a substation near Chernihiv and set a transformer on fire, \
the regional governor said. About 60,000 homes lost power, he added. Four people were injured. Trains between Chernihiv \
and Nizhyn were cancelled, the state railway reported.";

const LONG: &str = "A train left the rails near Harrow Bridge on Monday evening, the railway said. At least 12 people \
were taken to hospital. Rescuers worked through the night by floodlight. The line between Harrow and Selby will be shut \
until Thursday, and buses replace the trains. The driver told investigators that he saw a tree on the rails and braked. \
The railway said the stretch was last inspected in spring. A union asked why the warning system had not stopped the \
train. The minister of transport visits the place today. Passengers told of a loud bang and of windows that broke. \
Some climbed out through the roof. The second carriage lies on its side in a field of maize.";

const LONG_ELSE: &str = "Farmers in the east have begun to bring in the beet, three weeks later than in other years. Rain \
kept the heavy machines off the fields, and the mills had to run on stocks. Prices rose, though less than traders had \
thought. A farmer near Selby said that he would not plant beet again. The mill at Aller takes on sixty workers for the \
season, who sleep in the old school. The bishop blessed the first load.";

fn filed(text: &str, day: i8, outlet: &str) -> Filed {
    let mut filed = Filed::new(text.to_string(), Some(date(2025, 11, day)));
    filed.outlet = (!outlet.is_empty()).then(|| outlet.to_string());
    filed
}

fn of(a: &Filed, b: &Filed) -> Relation {
    let (left, right) = (Doc::new(a), Doc::new(b));
    assert_eq!(relation(&left, &right), relation(&right, &left), "the relation has no direction");
    relation(&left, &right)
}

fn share_a_key(a: &Filed, b: &Filed) -> bool {
    let meet = |asked: Vec<u32>, stored: Vec<u32>| asked.iter().any(|key| stored.contains(key));
    assert_eq!(meet(look_up(a), keys(b)), meet(look_up(b), keys(a)), "either finds the other, or neither");
    meet(look_up(a), keys(b))
}

#[test]
fn a_wire_text_at_another_outlet_is_a_copy() {
    let wire = filed(WIRE, 15, "Sample Wire");
    let told = WIRE.split_once("— ").unwrap().1;
    let copies = [
        told.to_string(),
        told.replace("Trains between Chernihiv and Nizhyn were cancelled, the state railway reported.", ""),
        format!("Homes dark after attack\n\n{told} (Sample Wire)"),
        told.replace(", the Ukrainian air force said on Saturday", ", the Ukrainian air force said").to_uppercase(),
        told.replace("Four people", "Five people"),
        told.replace('\'', "’").replace("60,000", "60 000").replace("60 000", "60,000"),
    ];
    for copy in copies {
        let copy = filed(&copy, 15, "Sample Daily");
        assert_eq!(of(&wire, &copy), Relation::Copy, "{}", copy.text);
        assert!(share_a_key(&wire, &copy), "{}", copy.text);
    }
}

#[test]
fn a_later_text_of_one_outlet_is_an_update() {
    let old = filed(LONG, 10, "Sample Regional");
    let new =
        filed(&LONG.replace("At least 12 people", "At least 14 people, two of them children,"), 11, "Sample Regional");
    assert_eq!(of(&old, &new), Relation::Update { newer: new.id.clone() });
    assert!(share_a_key(&old, &new));
    let longer = filed(&format!("{LONG} One passenger died in hospital on Tuesday."), 10, "Sample Regional");
    assert_eq!(of(&old, &longer), Relation::Update { newer: longer.id.clone() });
    let elsewhere = filed(&new.text, 11, "Sample Daily");
    assert_eq!(of(&old, &elsewhere), Relation::Copy, "an outlet corrects itself, not another");
    let undecided = filed(&LONG.replace("12 people", "14 people"), 10, "Sample Regional");
    assert_eq!(of(&old, &undecided), Relation::Copy, "one day, one length: nobody can tell which came first");
}

#[test]
fn one_address_is_one_story_as_long_as_words_are_shared() {
    let at = |text: &str, day: i8, url: &str| Filed { url: Some(url.to_string()), ..filed(text, day, "") };
    let old = at(LONG, 10, "https://www.example.org/harrow?from=feed");
    let half = LONG.split_once("The driver").unwrap().0;
    let new = at(
        &format!("{half} A judge was named to lead the inquiry, which begins in a week."),
        20,
        "http://example.org/harrow/",
    );
    assert_eq!(of(&old, &new), Relation::Update { newer: new.id.clone() });
    assert!(share_a_key(&old, &new));
    assert_eq!(of(&old, &at(WIRE, 11, "https://example.org/harrow")), Relation::None);
    let front = |text: &str| at(text, 10, "https://example.org/");
    assert!(keys(&front("Short.")).is_empty(), "a front page is no story");
}

#[test]
fn a_text_inside_another_is_a_part() {
    let part = filed(LONG.split_once("The driver").unwrap().0, 10, "Sample Wire");
    let whole = filed(&format!("{WIRE}\n\n{LONG}"), 10, "Sample Daily");
    assert_eq!(of(&part, &whole), Relation::Part { whole: whole.id.clone() });
}

#[test]
fn the_same_form_filled_in_anew_is_no_copy() {
    let pairs: &[(&str, i8, &str, i8)] = &[
        ("The death toll rises to 40.", 10, "The death toll rises to 41.", 10),
        ("The death toll rises to 40.", 10, "The death toll rises to 40!", 10),
        (
            "The death toll from the floods in the valley rises to 40.",
            10,
            "The death toll from the floods in the valley rises to 43.",
            11,
        ),
        (
            "Ukraine's air force says that it shot down 70 of 81 drones which Russia launched at the country overnight from three directions.",
            10,
            "Ukraine's air force says that it shot down 55 of 62 drones which Russia launched at the country overnight from three directions.",
            11,
        ),
        (
            "The foreign ministry orders its diplomats who are not needed and their families to leave Ruritania because of the danger of unrest.",
            10,
            "The foreign ministry orders its diplomats who are not needed and their families to leave Graustark because of the danger of unrest.",
            10,
        ),
        (
            "Troops and rebels clash again in the north of the country.",
            10,
            "Troops and rebels clash again in the north of the country",
            12,
        ),
    ];
    for (one, day, other, later) in pairs {
        let (a, b) = (filed(one, *day, ""), filed(other, *later, ""));
        assert_eq!(of(&a, &b), Relation::None, "{one} / {other}");
    }
}

#[test]
fn a_daily_bulletin_is_a_new_report_each_day() {
    let bulletin = |lost: [u32; 6]| {
        let [tanks, guns, drones, trucks, ships, planes] = lost;
        format!(
            "The general staff gave the losses of the enemy since the war began. Tanks: {tanks}. Artillery pieces and \
             mortars: {guns}. Drones of the operational level: {drones}. Lorries and tank wagons: {trucks}. Ships and \
             boats of all kinds: {ships}. Planes and helicopters: {planes}. The figures are being checked. Counting is \
             made hard by heavy fighting. Beat the occupier. Together we will win. Our strength is in the truth, the \
             staff added at the end of the message, as it does at the end of each of its messages to the press."
        )
    };
    let monday = filed(&bulletin([11_300, 34_100, 84_000, 67_200, 28, 428]), 10, "Sample Staff");
    let tuesday = filed(&bulletin([11_304, 34_140, 84_210, 67_290, 28, 428]), 11, "Sample Staff");
    assert_eq!(of(&monday, &tuesday), Relation::None);
}

#[test]
fn standing_is_the_same_in_any_order() {
    let day = |day: i8| filed(&LONG.replace("12", &format!("1{day}")), 10 + day, "Sample Regional");
    let mut reports: Vec<Filed> = (0..3).map(day).collect();
    reports.push(filed(LONG, 12, "Sample Daily"));
    reports.push(filed(&format!("{LONG} {WIRE} {LONG_ELSE}"), 12, "Sample Monthly"));
    reports.push(filed(WIRE, 15, "Sample Wire"));
    reports.push(filed(WIRE.split_once("— ").unwrap().1, 16, "Sample Echo"));
    reports.push(filed("Nothing else happened on that day in the whole of the province.", 16, ""));
    let want = by_id(&reports);
    assert_eq!(want.iter().filter(|(id, standing)| *id == standing.origin).count(), 4, "{want:?}");
    let first = reports[0].id.clone();
    assert_eq!(want.iter().find(|(id, _)| *id == first).unwrap().1.superseded_by.as_ref(), Some(&reports[2].id));
    let mut state = 7_u64;
    for _ in 0..100 {
        for at in (1..reports.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            reports.swap(at, (state >> 33) as usize % (at + 1));
        }
        assert_eq!(by_id(&reports), want);
    }
}

/// Pairs with more and more words changed, up to three days apart: keys may miss only what is hardly near the same.
#[test]
fn what_is_related_is_found_by_its_keys() {
    let words: Vec<&str> = LONG.split(' ').collect();
    let (mut related, mut missed) = (0, 0);
    for changed in 0..18 {
        for shift in 0..20 {
            let mut other = words.clone();
            (0..changed).for_each(|at| other[(at * 13 + shift * 5) % words.len()] = "different");
            let (a, b) =
                (filed(LONG, 10, "A"), filed(&format!("{} {shift}", other.join(" ")), 10 + shift as i8 % 4, "B"));
            let is_found = share_a_key(&a, &b);
            if of(&a, &b) != Relation::None {
                related += 1;
                missed += usize::from(!is_found);
            }
        }
    }
    assert!(related > 100 && missed * 100 <= related, "{missed} of {related}");
}

/// However many texts of one form there are, each is compared with few, and those that are one text stay one.
#[test]
fn a_crowd_is_compared_with_its_hubs() {
    let reports: Vec<Filed> = (0..600).map(|at| filed(&format!("{LONG} Copy {at}."), 10, "A")).collect();
    let docs: Vec<Doc> = reports.iter().map(Doc::new).collect();
    let found = pairs(&docs);
    assert!(found.len() > 600 * HUBS / 2, "{} pairs", found.len());
    assert!(found.len() < 600 * (HUBS + 8), "{} pairs", found.len());
    let standings = settle(&reports);
    assert!(standings.iter().all(|standing| standing.origin == standings[0].origin), "one origin");
    let few: Vec<Doc> = docs.into_iter().take(HUBS).collect();
    assert_eq!(pairs(&few).len(), HUBS * (HUBS - 1) / 2, "few are all compared with each other");
}

fn by_id(reports: &[Filed]) -> Vec<(ReportId, Standing)> {
    let mut found: Vec<_> = reports.iter().map(|report| report.id.clone()).zip(settle(reports)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[test]
fn keys_are_few_and_stay_the_same() {
    let report = Filed {
        title: Some("Title".into()),
        url: Some("https://example.org/a".into()),
        ..filed(WIRE, 15, "Sample Wire")
    };
    let found = keys(&report);
    assert_eq!(found.len(), 10);
    assert!(found.is_sorted() && found.iter().all(|key| *key < 1 << 31));
    assert_eq!(found[..2], [STABLE[0], STABLE[1]], "stored keys must stay: change them only with a migration");
}

/// What the first two keys were when they were first stored.
const STABLE: [u32; 2] = [106_263_701, 153_398_161];

#[test]
fn marks_of_print_do_not_part_texts() {
    let one = "‘We won’t leave,’ said the mayor of Łódź – who leads 1,200 men – on the phone.";
    let other = "'We won't leave', said the mayor of Lodz - who leads 1200 men - on the phone…";
    assert!(Words::new(one).overlap(&Words::new(other)).same);
    assert!(!Words::new("It rose by 1.5 points").overlap(&Words::new("It rose by 15 points")).same);
}

fn claim(report: &Arc<Filed>, said: Option<(&str, &str)>) -> crate::entry::Entry {
    use claims::{Claim, ClaimType, Manner, Said, Status};
    let span = |words: &str| {
        let at = report.text.find(words).unwrap() as u32;
        report::Span::new(at, at + words.len() as u32)
    };
    let who = |id: &str| vec![analysis::Actor { id: (!id.is_empty()).then(|| id.into()), name: None }];
    let said_by =
        said.map(|(words, id)| Said { source: span(words), cue: None, who: who(id), manner: Manner::Indirect });
    let claim = Claim {
        kind: ClaimType::Outage,
        mode: Vec::new(),
        status: Status::Actual,
        trigger: span("lost"),
        evidence: span("lost"),
        said_by: said_by.into_iter().collect(),
        args: Vec::new(),
        figures: Vec::new(),
        rule: String::new(),
    };
    let kept = crate::entry::Kept { claim, words: crate::entry::Words::default(), telling: crate::Telling::default() };
    let key = crate::entry::ClaimKey { report: report.id.clone(), n: 1 };
    let event = crate::entry::EventId::of(&key);
    crate::entry::Entry { report: report.clone(), n: 1, kept, event, review: crate::Reviewed::default() }
}

#[test]
fn many_outlets_can_have_one_origin() {
    let report = |text: &str, outlet: &str| Arc::new(filed(text, 15, outlet));
    let count = |entries: &[crate::entry::Entry]| {
        let found = origins(&entries.iter().collect::<Vec<_>>());
        (found.outlets, found.origins)
    };
    let own = |text: &str, outlet: &str| claim(&report(text, outlet), None);
    let cites = |text: &str, outlet: &str, words: &str, id: &str| claim(&report(text, outlet), Some((words, id)));

    assert_eq!(count(&[own("Homes lost power.", "A"), own("Houses lost power.", "B")]), (2, 2));
    let copies = ["A", "B", "C"].map(|outlet| {
        let mut copy = filed(&format!("Homes lost power: {outlet}"), 15, outlet);
        copy.origin = ReportId("first".into());
        claim(&Arc::new(copy), None)
    });
    assert_eq!(count(&copies), (3, 1));
    let ministry = [
        cites("Homes lost power, the energy ministry said.", "A", "the energy ministry", "UKR/GOV"),
        cites("Homes lost power, Ukraine's energy ministry said.", "B", "Ukraine's energy ministry", "UKR/GOV"),
    ];
    assert_eq!(count(&ministry), (2, 1));
    let two = [ministry[0].clone(), cites("Homes lost power, the mayor said.", "B", "the mayor", "UKR/GOV")];
    assert_eq!(count(&two), (2, 2));
    let agency = [
        own("Homes lost power.", "Sample Wire"),
        cites("Homes lost power, Sample Wire reported.", "B", "Sample Wire", "ORG:Sample Wire"),
        cites("Homes lost power: reports by Sample Wire.", "C", "Sample Wire", ""),
    ];
    assert_eq!(count(&agency), (3, 1));
}

#[test]
fn days_are_counted_between_dates() {
    let dated = |day: Option<Date>| Doc::new(&Filed::new("Text.".into(), day));
    assert_eq!(gap(&dated(Some(date(2025, 2, 27))), &dated(Some(date(2025, 3, 2)))), Some(3));
    assert_eq!(gap(&dated(None), &dated(Some(date(2025, 3, 2)))), None);
}
