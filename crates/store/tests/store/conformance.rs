//! What every store does. A store that follows calls [`check`] with a way to make an empty one.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use claims::{ClaimType, Status};
use events::copies::{Standing, settle};
use events::{ClaimKey, Entry, EventId, Filed, Kept, Memory, Reviewed};
use jiff::ToSpan as _;
use jiff::civil::date;
use record::{Filter, PlaceFilter, Sought};
use report::ReportId;
use store::{Changed, Decision, Happened, LogAsk, Made, New, Page, ReviewFilter, Store, StoreError, Subject, What};

use crate::samples::{DAY, Folder, linker, made, printed, stamp, strike, talks};

#[test]
fn sqlite_is_a_store() {
    let folder = Folder::new();
    let mut next = 0;
    check(|| {
        next += 1;
        let path = folder.path().join(format!("{next}.dateline"));
        store::Sqlite::create(&path, &stamp()).unwrap()
    });
}

pub(crate) fn check<S: Store>(mut empty: impl FnMut() -> S) {
    holds_what_was_added(&mut empty());
    adding_twice_changes_nothing(&mut empty());
    a_reprint_keeps_its_outlet(&mut empty());
    filters_take_what_they_say(&mut empty());
    parts_of_a_list_make_the_list(&mut empty());
    a_wrong_token_is_refused(&mut empty());
    lists_count_what_is_named(&mut empty());
    the_log_tells_each_change(&mut empty());
    what_was_not_taken_stands_in_the_log(&mut empty());
    the_log_is_asked_from_its_end(&mut empty());
    coverage_counts_what_was_printed(&mut empty());
    claims_are_made_again(&mut empty());
    the_order_of_reports_does_not_matter(&mut empty);
    decisions_hold_and_outlive_the_claims(&mut empty());
    copies_and_versions_are_found(&mut empty());
    crowds_of_copies_stand_as_if_all_had_come_at_once(&mut empty);
    reports_are_found_by_their_beginning(&mut empty());
    reports_and_claims_are_found_by_their_words(&mut empty());
    no_words_are_wrong(&mut empty());
    crate::reviews::check(&mut empty);
}

pub(crate) fn samples() -> Vec<New> {
    let day = |back: i32| DAY.checked_sub(back.days()).unwrap();
    let mut all: Vec<New> = (1..=4).map(|wave| strike(wave, 650 + wave, day(wave as i32 % 3))).collect();
    all.push(printed(strike(5, 40, day(30)), "agency", "UKR"));
    all.push(printed(talks(1, Some(day(1))), "paper", "RUS/GOV"));
    all.push(talks(2, None));
    all
}

/// All entries of these reports in the order of the store, joined and settled in memory.
fn entries(all: &[New]) -> Vec<Entry> {
    let filed: Vec<Filed> = all.iter().map(|new| new.filed.clone()).collect();
    let mut memory = Memory::default();
    let mut found = Vec::new();
    let mut traits = Vec::new();
    for (new, standing) in all.iter().zip(settle(&filed)) {
        let Standing { origin, superseded_by } = standing;
        let report = Arc::new(Filed { origin, superseded_by, ..new.filed.clone() });
        for (kept, n) in new.kept.iter().zip(1..) {
            let key = ClaimKey { report: report.id.clone(), n };
            traits.push(linker().traits(&key, report.published, &report.text, kept));
            found.push(Entry {
                report: report.clone(),
                n,
                kept: kept.clone(),
                event: EventId::of(&key),
                review: Reviewed::default(),
            });
        }
    }
    memory.add(linker(), traits);
    memory.events().iter().for_each(|(at, event)| found[*at].event = event.clone());
    found.sort_by_key(|entry| (entry.report.published, entry.key()));
    found
}

pub(crate) fn add_all(store: &mut impl Store) -> Vec<New> {
    store.add(samples(), linker(), &made(), &stamp()).unwrap();
    samples()
}

fn holds_what_was_added(store: &mut impl Store) {
    let added = store.add(samples(), linker(), &made(), &stamp()).unwrap();
    assert!(added.iter().all(|added| added.what == What::New));
    assert_eq!(store.entries(&Filter::default()).unwrap(), entries(&samples()));
    let counts = store.counts().unwrap();
    assert_eq!((counts.reports, counts.claims, counts.outlets), (7, 9, 2));
    assert_eq!(counts.characters, samples().iter().map(|new| new.filed.text.chars().count() as u64).sum::<u64>());
    assert_eq!(store.made().unwrap().iter().map(|run| (&run.made, run.claims)).collect::<Vec<_>>(), [(&made(), 9)]);
    assert_eq!(store.verify().unwrap(), []);
    for entry in entries(&samples()) {
        assert_eq!(store.entry(&entry.key()).unwrap(), Some(entry));
    }
    let none = ClaimKey { report: samples()[0].filed.id.clone(), n: 2 };
    assert_eq!(store.entry(&none).unwrap(), None);
}

fn adding_twice_changes_nothing(store: &mut impl Store) {
    let all = add_all(store);
    let (before, cursor) = (store.entries(&Filter::default()).unwrap(), store.cursor().unwrap());
    let again = store.add(samples(), linker(), &made(), &stamp()).unwrap();
    assert!(again.iter().all(|added| added.what == What::Known && added.claims == 0));
    assert_eq!(store.entries(&Filter::default()).unwrap(), before);
    assert_eq!(store.cursor().unwrap(), cursor);
    let ids: Vec<ReportId> = all.iter().map(|new| new.filed.id.clone()).collect();
    assert_eq!(store.known(&ids).unwrap().len(), ids.len());
    assert!(store.known(&[ReportId("0000000000000000".to_string())]).unwrap().is_empty());
}

fn a_reprint_keeps_its_outlet(store: &mut impl Store) {
    store.add(vec![printed(strike(1, 653, DAY), "agency", "UKR")], linker(), &made(), &stamp()).unwrap();
    for (outlet, want) in [("paper", What::Again), ("paper", What::Known), ("agency", What::Known)] {
        let added = store.add(vec![printed(strike(1, 653, DAY), outlet, "UKR")], linker(), &made(), &stamp()).unwrap();
        assert_eq!(added[0].what, want, "{outlet}");
    }
    let row = &store.reports(&Filter::default(), &Page::ALL).unwrap().rows[0];
    assert_eq!(
        (row.filed.outlet.as_deref(), row.outlets.as_slice()),
        (Some("agency"), ["paper".to_string()].as_slice())
    );
    let event = &store.events(&Filter::default(), &Page::ALL).unwrap().rows[0];
    assert_eq!((event.reports, event.outlets, event.origins), (1, 2, 1));
    assert_eq!(store.counts().unwrap().outlets, 2);
}

fn filters() -> Vec<Filter> {
    let of = Filter::default;
    let first = EventId::of(&entries(&samples())[3].key());
    vec![
        of(),
        Filter { kinds: vec![ClaimType::Assault], ..of() },
        Filter { kinds: vec![ClaimType::Consult, ClaimType::Reject], statuses: vec![Status::Future], ..of() },
        Filter { from: Some(DAY), ..of() },
        Filter { to: Some(date(2014, 6, 1)), ..of() },
        Filter { from: Some(date(2014, 6, 1)), to: Some(date(2014, 6, 1)), ..of() },
        Filter { from: Some(DAY), to: Some(DAY), kinds: vec![ClaimType::Assault], ..of() },
        Filter { published_from: Some(DAY), ..of() },
        Filter { published_to: Some(date(2025, 12, 5)), actor: Some("RUS".into()), ..of() },
        Filter { place: Some(PlaceFilter::Country("UKR".into())), ..of() },
        Filter { place: Some(PlaceFilter::Geonames(703_448)), speaker: Some("UKR".into()), ..of() },
        Filter { place: Some(PlaceFilter::Geonames(1)), ..of() },
        Filter { actor: Some("UKR".into()), ..of() },
        Filter { actor: Some("UK".into()), ..of() },
        Filter { actor: Some("UKR/GOV".into()), ..of() },
        Filter { speaker: Some("RUS".into()), ..of() },
        Filter { side: Some("RUS".into()), ..of() },
        Filter { outlet: Some("agency".to_string()), ..of() },
        Filter { outlet: Some("nobody".to_string()), ..of() },
        Filter { report: Some(samples()[5].filed.id.clone()), ..of() },
        Filter { report: Some(ReportId("no id".to_string())), ..of() },
        Filter { event: Some(first), ..of() },
        Filter { event: Some(EventId("no id".into())), ..of() },
        Filter { series: Some("no such series".to_string()), ..of() },
        by_rules(&["fire-at"]),
        by_rules(&["fire-at", "reject"]),
        by_rules(&["fire*"]),
        by_rules(&["talk*", "no-such-rule"]),
        by_rules(&["*"]),
        by_rules(&["fire", "RUS", "'"]),
        Filter { from: Some(DAY), speaker: Some("UKR".into()), ..by_rules(&["fire-at"]) },
    ]
}

fn by_rules(names: &[&str]) -> Filter {
    Filter { rules: names.iter().map(ToString::to_string).collect(), ..Filter::default() }
}

fn with_words() -> Vec<Filter> {
    let of = Filter::default;
    vec![
        worded("drones"),
        worded("minister REJECTED"),
        worded("\"drones at kyiv\" wav*"),
        worded("nobody"),
        Filter { kinds: vec![ClaimType::Assault], from: Some(DAY), ..worded("fired drones") },
        Filter { outlet: Some("agency".to_string()), ..worded("40") },
        Filter { side: Some("RUS".into()), published_to: Some(DAY), ..worded("plan") },
        Filter { actor: Some("RUS".into()), place: Some(PlaceFilter::Country("UKR".into())), ..worded("653") },
        Filter { text: None, ..of() },
    ]
}

fn filters_take_what_they_say(store: &mut impl Store) {
    let all = entries(&add_all(store));
    for filter in filters().into_iter().chain(with_words()) {
        let want: Vec<Entry> =
            all.iter().filter(|entry| filter.takes(entry) && filter.series.is_none()).cloned().collect();
        assert_eq!(store.entries(&filter).unwrap(), want, "{filter:?}");
        let mut reports: Vec<_> = want.iter().map(|entry| entry.report.id.clone()).collect();
        reports.dedup();
        let listed = store.reports(&filter, &Page::ALL).unwrap();
        assert_eq!(listed.rows.iter().map(|row| row.filed.id.clone()).collect::<Vec<_>>(), reports, "{filter:?}");
        assert_eq!(listed.total, reports.len() as u64);
        let mut events: Vec<_> = want.iter().map(|entry| entry.event.clone()).collect();
        events.sort();
        events.dedup();
        let rows = store.events(&filter, &Page::ALL).unwrap().rows;
        let mut listed: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
        assert!(
            rows.is_sorted_by_key(|row| row.from.or(row.to).map_or((true, None), |day| (false, Some(day)))),
            "{filter:?}"
        );
        listed.sort();
        assert_eq!(listed, events, "{filter:?}");
        let mut told = Vec::new();
        let each = &mut |id: EventId, entries: Vec<Entry>| {
            assert!(entries.iter().all(|entry| entry.event == id));
            assert_eq!(store.event(&id).unwrap(), entries);
            told.push(id);
            ControlFlow::Continue(())
        };
        store.each_event(&filter, each).unwrap();
        assert_eq!(told, events, "{filter:?}");
    }
}

fn parts_of_a_list_make_the_list(store: &mut impl Store) {
    add_all(store);
    for filter in filters() {
        for most in [1, 2, 5] {
            let whole = store.claims(&filter, &Page::ALL).unwrap();
            let parts = walk(most, |page| store.claims(&filter, page).unwrap());
            assert_eq!(parts, whole.rows, "{filter:?}");
            let whole = store.events(&filter, &Page::ALL).unwrap();
            assert_eq!(walk(most, |page| store.events(&filter, page).unwrap()), whole.rows, "{filter:?}");
            let whole = store.reports(&filter, &Page::ALL).unwrap();
            assert_eq!(walk(most, |page| store.reports(&filter, page).unwrap()), whole.rows, "{filter:?}");
            let whole = store.actors(&filter, &Page::ALL).unwrap();
            assert_eq!(walk(most, |page| store.actors(&filter, page).unwrap()), whole.rows, "{filter:?}");
        }
    }
}

/// All rows, part by part; each part tells the same total.
fn walk<T>(most: usize, list: impl Fn(&Page) -> store::Listed<T>) -> Vec<T> {
    let mut page = Page::first(most);
    let mut rows = Vec::new();
    loop {
        let part = list(&page);
        assert!(part.rows.len() <= most);
        rows.extend(part.rows);
        match part.next {
            Some(next) => page.after = Some(next),
            None => {
                assert_eq!(part.total, rows.len() as u64);
                return rows;
            }
        }
    }
}

fn a_wrong_token_is_refused(store: &mut impl Store) {
    add_all(store);
    let page = Page { after: Some("nowhere".to_string()), ..Page::first(2) };
    let all = Filter::default();
    let told = [
        store.reports(&all, &page).err(),
        store.claims(&all, &page).err(),
        store.events(&all, &page).err(),
        store.actors(&all, &page).err(),
        store.places(&all, &page).err(),
        store.series(&all, &page).err(),
        store.log_latest(&LogAsk::default(), &page).err(),
        store.reviews(&ReviewFilter::default(), &page).err(),
    ];
    assert!(told.iter().all(|error| matches!(error, Some(StoreError::NoPlace { .. }))), "{told:?}");
}

fn lists_count_what_is_named(store: &mut impl Store) {
    add_all(store);
    let actors = store.actors(&Filter::default(), &Page::ALL).unwrap();
    let told: Vec<_> =
        actors.rows.iter().map(|row| (row.actor.id.as_deref(), row.acts, row.suffers, row.says)).collect();
    assert_eq!(told, [(Some("UKR/GOV"), 2, 0, 5), (Some("RUS"), 5, 0, 0)]);
    let places = store.places(&Filter { from: Some(DAY), ..Filter::default() }, &Page::ALL).unwrap();
    let told: Vec<_> = places.rows.iter().map(|row| (row.place.name.as_str(), row.claims, row.last)).collect();
    assert_eq!(told, [("Kyiv", 1, Some(DAY))]);
    let series = store.series(&Filter::default(), &Page::ALL).unwrap();
    let launched = series.rows.iter().find(|row| row.id == "launched/drone/UKR").unwrap();
    assert_eq!((launched.figures, launched.occurrences, launched.last), (5, 0, Some(DAY)));
    let filter = Filter { series: Some("launched/drone/UKR".to_string()), ..Filter::default() };
    assert_eq!(store.claims(&filter, &Page::ALL).unwrap().total, 5);
}

fn the_log_tells_each_change(store: &mut impl Store) {
    let before = store.cursor().unwrap();
    let all = add_all(store);
    let lines = store.log(before, usize::MAX).unwrap();
    assert!(lines.iter().all(|line| line.by.as_deref() == Some("test") && line.at == stamp().at));
    assert_eq!(lines.last().map(|line| line.cursor), Some(store.cursor().unwrap()));
    let added: Vec<_> = lines.iter().filter(|line| line.what == Happened::ReportAdded).collect();
    let told: Vec<_> = added.iter().map(|line| line.subject.clone()).collect();
    assert_eq!(told, all.iter().map(|new| Subject::Report(new.filed.id.clone())).collect::<Vec<_>>());
    assert_eq!(added.iter().map(|line| line.detail.as_str()).collect::<Vec<_>>(), ["1", "1", "1", "1", "1", "2", "2"]);
    assert_eq!(store.log(lines[4].cursor, 1).unwrap(), lines[5..6]);
    assert_eq!(store.log_of(&all[5].filed.id.0).unwrap(), [added[5].clone()]);
    assert_eq!(store.log_of("nothing").unwrap(), []);
    let changed = store.changed(before).unwrap();
    assert_eq!((changed.cursor, changed.reports, changed.events), (store.cursor().unwrap(), 7, 0));
    assert_eq!(changed.kinds, [Happened::ReportAdded]);
    assert_eq!(store.changed(changed.cursor).unwrap(), Changed { cursor: changed.cursor, ..Changed::default() });
    let event = store.event(&EventId::of(&entries(&all)[0].key())).unwrap()[0].event.clone();
    let again = printed(strike(9, 651, DAY.checked_sub(1.day()).unwrap()), "radio", "UKR");
    let joined = store.add(vec![again], linker(), &made(), &stamp()).unwrap()[0].clone();
    let lines = store.log(store.cursor().unwrap() - joined.events_joined as u64, 9).unwrap();
    assert!(lines.iter().all(|line| line.what == Happened::EventJoined), "{lines:?}");
    assert!(store.log_of(&event.0).unwrap().iter().all(|line| line.subject == Subject::Event(event.clone())));
}

fn what_was_not_taken_stands_in_the_log(store: &mut impl Store) {
    let before = store.cursor().unwrap();
    store.tell_skipped("1 input refused: a.jsonl:2: no text", &stamp()).unwrap();
    let lines = store.log(before, usize::MAX).unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.what, line.detail.as_str(), line.subject.clone())).collect();
    assert_eq!(told, [(Happened::InputsSkipped, "1 input refused: a.jsonl:2: no text", Subject::Record)]);
    assert_eq!(store.counts().unwrap().reports, 0);
}

fn the_log_is_asked_from_its_end(store: &mut impl Store) {
    let all = add_all(store);
    let lines = store.log(0, usize::MAX).unwrap();
    let whole = store.log_latest(&LogAsk::default(), &Page::ALL).unwrap();
    assert_eq!(whole.rows, lines.iter().rev().cloned().collect::<Vec<_>>());
    let mut pages = Vec::new();
    let mut page = Page::first(3);
    loop {
        let part = store.log_latest(&LogAsk::default(), &page).unwrap();
        assert_eq!(part.total, lines.len() as u64);
        pages.extend(part.rows);
        let Some(next) = part.next else { break };
        page.after = Some(next);
    }
    assert_eq!(pages, whole.rows);
    let total = |ask: LogAsk| store.log_latest(&ask, &Page::ALL).unwrap().total;
    assert_eq!(total(LogAsk { what: vec![Happened::ReportAdded], ..LogAsk::default() }), all.len() as u64);
    assert_eq!(total(LogAsk { by: Some("TEST".to_string()), ..LogAsk::default() }), lines.len() as u64);
    assert_eq!(total(LogAsk { by: Some("nobody".to_string()), ..LogAsk::default() }), 0);
    let of_first = LogAsk { subject: Some(all[0].filed.id.0[..12].to_string()), ..LogAsk::default() };
    assert_eq!(total(of_first), store.log_of(&all[0].filed.id.0).unwrap().len() as u64);
    assert_eq!(total(LogAsk { subject: Some("nothing".to_string()), ..LogAsk::default() }), 0);
}

fn coverage_counts_what_was_printed(store: &mut impl Store) {
    assert_eq!(store.coverage().unwrap(), store::Coverage::default());
    let all = add_all(store);
    let coverage = store.coverage().unwrap();
    let printed = |outlet: &str| coverage.outlets.iter().filter(|row| row.outlet.as_deref() == Some(outlet)).count();
    assert_eq!((printed("agency"), printed("paper"), printed("radio")), (1, 1, 0));
    assert_eq!(coverage.outlets.iter().map(|row| row.reports).sum::<u64>(), all.len() as u64);
    assert_eq!(coverage.sides.iter().map(|(_, reports)| reports).sum::<u64>(), all.len() as u64);
    assert_eq!(coverage.languages, [("en".to_string(), all.len() as u64)]);
    let mut days: Vec<_> = all.iter().filter_map(|new| new.filed.published).collect();
    days.sort();
    days.dedup();
    assert_eq!(coverage.days, days);
}

fn claims_are_made_again(store: &mut impl Store) {
    let mut all = add_all(store);
    let other = Made { rules: "other".to_string(), ..made() };
    let cursor = store.cursor().unwrap();
    let same = store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &other, &stamp()).unwrap();
    assert_eq!((same.reports, same.changed, same.claims_before, same.claims), (7, 0, 9, 9));
    assert_eq!(same.events_before, same.events);
    assert_eq!(store.entries(&Filter::default()).unwrap(), entries(&all));
    all[5].kept.truncate(1);
    all[0].kept[0].claim.status = Status::Negated;
    let changed = store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &other, &stamp()).unwrap();
    assert_eq!((changed.changed, changed.claims), (2, 8));
    assert_eq!(store.entries(&Filter::default()).unwrap(), entries(&all));
    assert_eq!(store.verify().unwrap(), []);
    assert_eq!(store.made().unwrap().iter().map(|run| run.made.clone()).collect::<Vec<_>>(), [other]);
    let log: Vec<_> = store.log(cursor, usize::MAX).unwrap().iter().map(|line| line.what).collect();
    assert_eq!(log, [Happened::Rebuilt, Happened::ClaimsMade, Happened::ClaimsMade, Happened::Rebuilt]);
    assert!(store.rebuild(&mut |_| Vec::new(), linker(), &made(), &stamp()).is_err());
    assert_eq!(store.entries(&Filter::default()).unwrap(), entries(&all));
}

pub(crate) fn kept_of(all: &[New], filed: &[Filed]) -> Vec<Vec<Kept>> {
    filed.iter().map(|filed| all.iter().find(|new| new.filed.id == filed.id).unwrap().kept.clone()).collect()
}

/// Whatever the order and the batches in which reports come, the record is the same.
fn the_order_of_reports_does_not_matter<S: Store>(mut empty: impl FnMut() -> S) {
    let want = entries(&samples());
    let mut order: Vec<usize> = (0..samples().len()).collect();
    for round in 0..7 {
        order.rotate_left(1);
        order.swap(round % 7, (round * 3 + 1) % 7);
        let mut store = empty();
        for batch in order.chunks(1 + round % 3) {
            let batch = batch.iter().map(|at| samples()[*at].clone()).collect();
            store.add(batch, linker(), &made(), &stamp()).unwrap();
        }
        assert_eq!(store.entries(&Filter::default()).unwrap(), want, "{order:?}");
        assert_eq!(store.verify().unwrap(), []);
    }
}

/// The claims of each event.
fn events(store: &impl Store) -> Vec<Vec<ClaimKey>> {
    let mut found = Vec::new();
    let each = &mut |_, entries: Vec<Entry>| {
        found.push(entries.iter().map(Entry::key).collect());
        ControlFlow::Continue(())
    };
    store.each_event(&Filter::default(), each).unwrap();
    found
}

fn decisions_hold_and_outlive_the_claims(store: &mut impl Store) {
    let all = [(1, "agency"), (2, "paper"), (3, "radio")]
        .map(|(wave, outlet)| printed(strike(wave, 653, DAY), outlet, "UKR"))
        .to_vec();
    store.add(all.clone(), linker(), &made(), &stamp()).unwrap();
    let whole = events(store);
    assert_eq!(whole.iter().map(Vec::len).collect::<Vec<_>>(), [3]);
    let event = EventId::of(&whole[0][0]);
    let out = vec![whole[0][1].clone()];
    let split = Decision::Split { event: event.clone(), claims: out.clone() };
    assert_eq!(store.decide(&split, linker(), &stamp()).unwrap().len(), 2);
    let parted = events(store);
    assert_eq!(parted.len(), 2);
    assert!(parted.contains(&out));
    let cursor = store.cursor().unwrap();
    store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &made(), &stamp()).unwrap();
    assert_eq!(events(store), parted);
    assert_eq!(store.log(cursor, 9).unwrap().len(), 1);
    assert!(store.log_of(&event.0).unwrap().iter().any(|line| line.what == Happened::Split));
    let join = Decision::Join { one: event, other: EventId::of(&out[0]) };
    assert_eq!(store.decide(&join, linker(), &stamp()).unwrap().len(), 1);
    assert_eq!(events(store), whole);
    store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &made(), &stamp()).unwrap();
    assert_eq!(events(store), whole);
    assert!(store.decide(&join, linker(), &stamp()).is_err());
    let nothing = Decision::Split { event: EventId("0000000000-1".into()), claims: out };
    assert!(store.decide(&nothing, linker(), &stamp()).is_err());
    assert_eq!(store.verify().unwrap(), []);
}

/// The same story from two outlets is of one origin; its later version takes its place.
fn copies_and_versions_are_found(store: &mut impl Store) {
    let story = "Shells fell on the port of Odesa before dawn and set two grain stores alight, the regional governor \
        said on Saturday. Nobody was hurt and firemen put the blaze out by noon.";
    let report = |text: String, outlet: &str, back: i32| {
        let filed = Filed::new(text, DAY.checked_sub(back.days()).ok());
        printed(New { filed, kept: Vec::new() }, outlet, "UKR")
    };
    let first = report(story.to_string(), "agency", 1);
    let copy = report(format!("{story} "), "paper", 1);
    let longer = format!("{story} The port was working again in the evening, the ministry added.");
    let all = vec![first.clone(), copy, report(longer, "agency", 0)];
    let added = store.add(all.clone(), linker(), &made(), &stamp()).unwrap();
    let whats: Vec<&What> = added.iter().map(|added| &added.what).collect();
    assert!(matches!(whats.as_slice(), [What::New, What::Copy(_), What::Update(_)]), "{whats:?}");
    let filed: Vec<Filed> = all.iter().map(|new| new.filed.clone()).collect();
    for (report, standing) in filed.iter().zip(settle(&filed)) {
        let stored = &store.filed(&report.id.0, 1).unwrap()[0];
        assert_eq!((&stored.origin, &stored.superseded_by), (&standing.origin, &standing.superseded_by));
    }
    assert_eq!(store.counts().unwrap().origins, 1);
    assert!(store.log_of(&first.filed.id.0).unwrap().iter().any(|line| line.what == Happened::Superseded));
}

/// More near-same texts than are all compared with each other, some of them hardly near enough: whoever comes first and
/// in whatever batches, the record says what is true of the set.
fn crowds_of_copies_stand_as_if_all_had_come_at_once<S: Store>(empty: &mut impl FnMut() -> S) {
    const STORY: &str = "shells fell on the port before dawn and set two grain stores alight said the governor while nobody \
        was hurt and firemen put the blaze out by noon after which trains ran again to the coast as planned and all \
        schools in town were open for the rest of that week";
    let words: Vec<&str> = STORY.split_whitespace().collect();
    let report = |at: usize| {
        let mut words: Vec<String> = words.iter().map(|word| (*word).to_string()).collect();
        (0..[1, 3, 4, 5][at % 4]).for_each(|step| words[(at * 7 + step * 17) % 46] = format!("other{at}x{step}"));
        let filed = Filed::new(words.join(" "), DAY.checked_sub((at as i32 % 2).days()).ok());
        printed(New { filed, kept: Vec::new() }, if at.is_multiple_of(3) { "agency" } else { "paper" }, "UKR")
    };
    let all: Vec<New> = (0..170).map(report).collect();
    let filed: Vec<Filed> = all.iter().map(|new| new.filed.clone()).collect();
    let wanted = settle(&filed);
    let origins: BTreeSet<&ReportId> = wanted.iter().map(|standing| &standing.origin).collect();
    assert!((2..120).contains(&origins.len()), "{} stories", origins.len());
    for (stride, batch) in [(1, 170), (1, 1), (169, 7), (63, 1), (101, 50)] {
        let mut store = empty();
        let order: Vec<New> = (0..all.len()).map(|at| all[at * stride % all.len()].clone()).collect();
        for some in order.chunks(batch) {
            store.add(some.to_vec(), linker(), &made(), &stamp()).unwrap();
        }
        for (report, standing) in filed.iter().zip(&wanted) {
            let stored = &store.filed(&report.id.0, 1).unwrap()[0];
            let found = (&stored.origin, &stored.superseded_by);
            assert_eq!(found, (&standing.origin, &standing.superseded_by), "stride {stride}, batches of {batch}");
        }
    }
}

fn reports_are_found_by_their_beginning(store: &mut impl Store) {
    let all = add_all(store);
    for new in &all {
        let found = store.filed(&new.filed.id.0[..8], 9).unwrap();
        assert_eq!(found, std::slice::from_ref(&new.filed));
        for (_, n) in new.kept.iter().zip(1..) {
            let key = ClaimKey { report: new.filed.id.clone(), n };
            let entries = store.event(&EventId::of(&key)).unwrap();
            assert!(entries.iter().any(|entry| entry.key() == key), "{key:?}");
            let event = &entries[0].event;
            assert_eq!(store.events_starting(&event.0, 9).unwrap(), std::slice::from_ref(event));
        }
    }
    assert_eq!(store.filed("", 3).unwrap().len(), 3);
    assert_eq!(store.filed("no", 3).unwrap(), []);
}

fn worded(text: &str) -> Filter {
    Filter { text: Some(Sought::parse(text).unwrap()), ..Filter::default() }
}

/// A claim by the words that it stands on, a report by any of its words and its title.
fn reports_and_claims_are_found_by_their_words(store: &mut impl Store) {
    let mut all = samples();
    all[0].filed.title = Some("Une nuit d’été à Łódź".to_string());
    store.add(all.clone(), linker(), &made(), &stamp()).unwrap();
    let reports = |text: &str| store.reports(&worded(text), &Page::ALL).unwrap().rows.len();
    let claims = |text: &str| store.claims(&worded(text), &Page::ALL).unwrap().rows.len();
    for (text, in_reports, in_claims) in [
        ("russia", 5, 5),
        ("Russia FIRED", 5, 5),
        ("\"drones at Kyiv\"", 5, 5),
        ("\"drones at Moscow\"", 0, 0),
        ("\"Kyiv at\"", 0, 0),
        ("65*", 4, 4),
        ("65", 0, 0),
        ("officials", 5, 0),
        ("talks", 2, 2),
        ("talks rejected", 2, 0),
        ("ukraine's minister", 2, 2),
        ("ete lodz", 1, 0),
        ("drones talks", 0, 0),
    ] {
        assert_eq!((reports(text), claims(text)), (in_reports, in_claims), "{text}");
    }
    let rejected = Filter { kinds: vec![ClaimType::Reject], ..worded("talks") };
    assert_eq!(store.reports(&rejected, &Page::ALL).unwrap().total, 2);
    assert_eq!(store.claims(&rejected, &Page::ALL).unwrap().total, 0);
    assert_eq!(store.events(&worded("round"), &Page::first(1)).unwrap().total, 2);
    assert_eq!(store.actors(&worded("minister"), &Page::ALL).unwrap().rows.len(), 1);
    all[5].kept.truncate(1);
    store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &made(), &stamp()).unwrap();
    let found = |filter| store.claims(&filter, &Page::ALL).unwrap().total;
    assert_eq!((found(worded("russia")), found(worded("rejected"))), (5, 1));
    assert_eq!(store.reports(&worded("rejected"), &Page::ALL).unwrap().total, 2);
    assert_eq!(store.verify().unwrap(), []);
}

/// Whatever people type is words or is refused before the record is asked.
fn no_words_are_wrong(store: &mut impl Store) {
    add_all(store);
    for text in [
        "AND",
        "NOT",
        "OR OR",
        "NEAR(a b, 2)",
        "text:drones",
        "{text title}: x",
        "a + b",
        "^a",
        "\"",
        "\"\"\"a",
        "a*b*",
        "'; --",
        "a\0b",
        "-drones",
        "(((",
        "drones)",
        "\u{301}a",
        "日本語",
        "\u{1f600} x",
        "100%",
        "a\\b",
    ] {
        let Ok(sought) = Sought::parse(text) else { continue };
        let filter = Filter { text: Some(sought), ..Filter::default() };
        assert!(store.claims(&filter, &Page::ALL).is_ok(), "{text}");
        assert!(store.reports(&filter, &Page::ALL).is_ok(), "{text}");
    }
    assert_eq!(store.claims(&worded("text:drones"), &Page::ALL).unwrap().total, 0);
    let many = vec!["russia"; 32].join(" ");
    assert_eq!(store.claims(&worded(&many), &Page::ALL).unwrap().total, 5);
}
