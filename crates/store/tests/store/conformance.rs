//! What every store does. A store that follows calls [`check`] with a way to make an empty one.

use std::ops::ControlFlow;

use claims::{ClaimType, Status};
use events::{ClaimKey, Entry, EventId};
use jiff::ToSpan as _;
use jiff::civil::date;
use record::{Filter, PlaceFilter};
use report::ReportId;
use store::{Happened, New, Page, Store, Subject, What};

use crate::samples::{DAY, Folder, made, printed, stamp, strike, talks};

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
    lists_count_what_is_named(&mut empty());
    the_log_tells_each_change(&mut empty());
    claims_are_replaced(&mut empty());
    reports_are_found_by_their_beginning(&mut empty());
}

fn samples() -> Vec<New> {
    let day = |back: i32| DAY.checked_sub(back.days()).unwrap();
    let mut all: Vec<New> = (1..=4).map(|wave| strike(wave, 650 + wave, day(wave as i32 % 3))).collect();
    all.push(printed(strike(5, 40, day(30)), "agency", "UKR"));
    all.push(printed(talks(1, Some(day(1))), "paper", "RUS/GOV"));
    all.push(talks(2, None));
    all
}

/// All entries of these reports, each claim an event of its own, in the order of the store.
fn entries(all: &[New]) -> Vec<Entry> {
    let mut found = Vec::new();
    for new in all {
        for (kept, n) in new.kept.iter().zip(1..) {
            let event = EventId::of(&ClaimKey { report: new.filed.id.clone(), n });
            found.push(Entry { report: new.filed.clone().into(), n, kept: kept.clone(), event });
        }
    }
    found.sort_by_key(|entry| (entry.report.published, entry.key()));
    found
}

fn add_all(store: &mut impl Store) -> Vec<New> {
    store.add(samples(), &made(), &stamp()).unwrap();
    samples()
}

fn holds_what_was_added(store: &mut impl Store) {
    let added = store.add(samples(), &made(), &stamp()).unwrap();
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
    let again = store.add(samples(), &made(), &stamp()).unwrap();
    assert!(again.iter().all(|added| added.what == What::Known && added.claims == 0));
    assert_eq!(store.entries(&Filter::default()).unwrap(), before);
    assert_eq!(store.cursor().unwrap(), cursor);
    let ids: Vec<ReportId> = all.iter().map(|new| new.filed.id.clone()).collect();
    assert_eq!(store.known(&ids).unwrap().len(), ids.len());
    assert!(store.known(&[ReportId("0000000000000000".to_string())]).unwrap().is_empty());
}

fn a_reprint_keeps_its_outlet(store: &mut impl Store) {
    store.add(vec![printed(strike(1, 653, DAY), "agency", "UKR")], &made(), &stamp()).unwrap();
    for (outlet, want) in [("paper", What::Again), ("paper", What::Known), ("agency", What::Known)] {
        let added = store.add(vec![printed(strike(1, 653, DAY), outlet, "UKR")], &made(), &stamp()).unwrap();
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
    ]
}

fn filters_take_what_they_say(store: &mut impl Store) {
    let all = entries(&add_all(store));
    for filter in filters() {
        let want: Vec<Entry> =
            all.iter().filter(|entry| filter.takes(entry) && filter.series.is_none()).cloned().collect();
        assert_eq!(store.entries(&filter).unwrap(), want, "{filter:?}");
        let mut reports: Vec<_> = want.iter().map(|entry| entry.report.id.clone()).collect();
        reports.dedup();
        let listed = store.reports(&filter, &Page::ALL).unwrap();
        assert_eq!(listed.rows.iter().map(|row| row.filed.id.clone()).collect::<Vec<_>>(), reports, "{filter:?}");
        assert_eq!(listed.total, reports.len() as u64);
        let mut events: Vec<_> = want.iter().map(|entry| entry.event.clone()).collect();
        let rows = store.events(&filter, &Page::ALL).unwrap().rows;
        let mut listed: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
        assert!(rows.is_sorted_by_key(|row| row.from), "{filter:?}");
        events.sort();
        listed.sort();
        assert_eq!(listed, events, "{filter:?}");
        let mut told = Vec::new();
        let each = &mut |id: EventId, entries: Vec<Entry>| {
            assert!(entries.iter().all(|entry| entry.event == id));
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

fn lists_count_what_is_named(store: &mut impl Store) {
    add_all(store);
    let actors = store.actors(&Filter::default(), &Page::ALL).unwrap();
    let told: Vec<_> =
        actors.rows.iter().map(|row| (row.actor.id.as_deref(), row.acts, row.suffers, row.says)).collect();
    assert_eq!(told, [(Some("UKR/GOV"), 2, 0, 5), (Some("RUS"), 5, 0, 0)]);
    let places = store.places(&Filter { from: Some(DAY), ..Filter::default() }, &Page::ALL).unwrap();
    let told: Vec<_> = places.rows.iter().map(|row| (row.place.name.as_str(), row.claims, row.last)).collect();
    assert_eq!(told, [("Kyiv", 1, Some(DAY))]);
    assert_eq!(store.series(&Filter::default(), &Page::ALL).unwrap().total, 0);
}

fn the_log_tells_each_change(store: &mut impl Store) {
    let before = store.cursor().unwrap();
    let all = add_all(store);
    let lines = store.log(before, usize::MAX).unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.what, line.subject.clone())).collect();
    let want: Vec<_> = all.iter().map(|new| (Happened::ReportAdded, Subject::Report(new.filed.id.clone()))).collect();
    assert_eq!(told, want);
    assert!(lines.iter().all(|line| line.by.as_deref() == Some("test") && line.at == stamp().at));
    assert_eq!(lines.iter().map(|line| line.detail.as_str()).collect::<Vec<_>>(), ["1", "1", "1", "1", "1", "2", "2"]);
    assert_eq!(lines.last().map(|line| line.cursor), Some(store.cursor().unwrap()));
    assert_eq!(store.log(lines[4].cursor, 1).unwrap(), lines[5..6]);
    assert_eq!(store.log_of(&all[2].filed.id.0).unwrap(), lines[2..3]);
    assert_eq!(store.log_of("nothing").unwrap(), []);
}

fn claims_are_replaced(store: &mut impl Store) {
    let mut all = add_all(store);
    let mut other = made();
    other.rules = "other".to_string();
    all[5].kept.truncate(1);
    all[0].kept[0].claim.status = Status::Negated;
    let batch = all.iter().map(|new| (new.filed.id.clone(), new.kept.clone())).collect();
    store.replace(batch, &other, &stamp()).unwrap();
    assert_eq!(store.entries(&Filter::default()).unwrap(), entries(&all));
    assert_eq!(store.verify().unwrap(), []);
    assert_eq!(store.made().unwrap().iter().map(|run| run.made.clone()).collect::<Vec<_>>(), [other]);
    let log = store.log_of(&all[5].filed.id.0).unwrap();
    assert_eq!(log.iter().map(|line| line.what).collect::<Vec<_>>(), [Happened::ReportAdded, Happened::ClaimsMade]);
    let nobody = vec![(ReportId("0000000000000000".to_string()), Vec::new())];
    assert!(store.replace(nobody, &made(), &stamp()).is_err());
}

fn reports_are_found_by_their_beginning(store: &mut impl Store) {
    let all = add_all(store);
    for new in &all {
        let found = store.filed(&new.filed.id.0[..8], 9).unwrap();
        assert_eq!(found, std::slice::from_ref(&new.filed));
        let events = store.events_starting(&new.filed.id.0[..8], 9).unwrap();
        assert_eq!(events.len(), new.kept.len());
        assert_eq!(store.event(&events[0]).unwrap().len(), 1);
    }
    assert_eq!(store.filed("", 3).unwrap().len(), 3);
    assert_eq!(store.filed("no", 3).unwrap(), []);
    let arrived = store.arrived(0, usize::MAX).unwrap();
    assert_eq!(
        arrived.iter().map(|(_, filed)| filed).collect::<Vec<_>>(),
        all.iter().map(|new| &new.filed).collect::<Vec<_>>()
    );
    assert_eq!(store.arrived(arrived[2].0, 1).unwrap(), arrived[3..4]);
}
