//! What people decide of claims, in every store: it holds, it outlives a new reading, and none of it is lost.

use claims::{Argument, Claim, ClaimType, Role, Status};
use events::review::Verdict;
use events::{Capacity, ClaimKey, Edit, EventId, Kept, ReviewState};
use jiff::Timestamp;
use record::Filter;
use report::Span;
use store::{Happened, Judgement, New, Page, Review, ReviewFilter, ReviewRow, Stamp, Store, StoreError, Subject};

use crate::conformance::{add_all, kept_of, samples};
use crate::samples::{actor, linker, made, stamp};

pub(crate) fn check<S: Store>(empty: &mut impl FnMut() -> S) {
    a_claim_stands_as_people_say(&mut empty());
    rejected_claims_leave_the_lists(&mut empty());
    an_edit_is_the_claim_and_an_undo_the_one_before(&mut empty());
    an_edit_whose_number_is_not_in_its_words_is_refused(&mut empty());
    nobody_says_anything_without_a_name_or_a_reason(&mut empty());
    reports_tell_how_many_of_their_claims_wait(&mut empty());
    a_claim_added_by_hand_keeps_its_number(&mut empty());
    what_people_decided_outlives_a_new_reading(&mut empty());
    a_review_whose_words_make_no_claim_waits(&mut empty());
    reviews_find_their_claims_in_any_order_of_reports(empty);
    reviews_are_listed_part_by_part(&mut empty());
}

fn by(name: &str, why: &str) -> Stamp {
    let at = Timestamp::from_second(1_765_000_100).unwrap();
    Stamp { at, by: Some(name.to_string()), why: Some(why.to_string()).filter(|why| !why.is_empty()) }
}

fn says(store: &mut impl Store, name: &str, capacity: Capacity, judgement: Judgement) -> Result<ReviewRow, StoreError> {
    store.review(&Review { capacity, judgement }, &[], linker(), &by(name, "as the text has it"))
}

fn coder(store: &mut impl Store, name: &str, judgement: Judgement) -> ReviewRow {
    says(store, name, Capacity::Coder, judgement).unwrap()
}

fn first(new: &New) -> ClaimKey {
    ClaimKey { report: new.filed.id.clone(), n: 1 }
}

fn state(store: &impl Store, key: &ClaimKey) -> (ReviewState, bool) {
    let review = store.entry(key).unwrap().unwrap().review;
    (review.state, review.disputed)
}

/// Rejected claims, too.
fn every() -> Filter {
    Filter { reviews: ReviewState::ALL.to_vec(), ..Filter::default() }
}

/// `part` of the text of the report.
fn at(new: &New, part: &str) -> Span {
    let start = new.filed.text.find(part).unwrap() as u32;
    Span::new(start, start + part.len() as u32)
}

fn a_claim_stands_as_people_say(store: &mut impl Store) {
    let all = add_all(store);
    let key = first(&all[0]);
    assert_eq!(state(store, &key), (ReviewState::Unreviewed, false));
    let cursor = store.cursor().unwrap();
    let accepted = store.review(
        &Review { capacity: Capacity::Coder, judgement: Judgement::Accept(key.clone()) },
        &[],
        linker(),
        &by("ana", ""),
    );
    let accepted = accepted.unwrap();
    assert_eq!((accepted.claim.as_ref(), accepted.verdict, accepted.by.as_str()), (Some(&key), Verdict::Accept, "ana"));
    assert_eq!((accepted.words.as_str(), accepted.kind), ("fired", ClaimType::Assault));
    assert_eq!(state(store, &key), (ReviewState::Accepted, false));
    let rejected = coder(store, "ben", Judgement::Reject(key.clone()));
    assert_eq!(state(store, &key), (ReviewState::Rejected, true));
    says(store, "eva", Capacity::Reviewer, Judgement::Accept(key.clone())).unwrap();
    coder(store, "ben", Judgement::Reject(key.clone()));
    coder(store, "ben", Judgement::Comment(key.clone()));
    assert_eq!(state(store, &key), (ReviewState::Accepted, true));
    let counts = store.review_counts().unwrap();
    assert_eq!((counts.unreviewed, counts.accepted, counts.disputed, counts.reviews), (8, 1, 1, 5));
    let lines = store.log(cursor, usize::MAX).unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.what, line.by.as_deref().unwrap_or_default())).collect();
    use Happened::{ClaimAccepted, ClaimCommented, ClaimRejected};
    let want = [
        (ClaimAccepted, "ana"),
        (ClaimRejected, "ben"),
        (ClaimAccepted, "eva"),
        (ClaimRejected, "ben"),
        (ClaimCommented, "ben"),
    ];
    assert_eq!(told, want);
    assert!(lines.iter().all(|line| line.subject == Subject::Report(key.report.clone())));
    assert!(lines.iter().all(|line| line.detail == format!("{}:1", key.report.0)));
    assert_eq!(lines[1].why.as_deref(), Some("as the text has it"));
    let of_claim = store.reviews_of(&key).unwrap();
    assert_eq!(of_claim.len(), 5);
    assert_eq!(of_claim[1], rejected);
    let judged = store.judged().unwrap();
    assert_eq!(judged.len(), 1);
    assert_eq!(
        (judged[0].rule.as_str(), judged[0].state, judged[0].opinions.len()),
        ("fire-at", ReviewState::Accepted, 5)
    );
    assert_eq!(store.verify().unwrap(), []);
}

fn rejected_claims_leave_the_lists(store: &mut impl Store) {
    let all = add_all(store);
    let key = first(&all[5]);
    let before = store.entries(&Filter::default()).unwrap();
    let (reports, events) = (store.counts().unwrap().reports, store.events(&Filter::default(), &Page::ALL).unwrap());
    coder(store, "ana", Judgement::Reject(key.clone()));
    let left = store.entries(&Filter::default()).unwrap();
    assert_eq!(left.len() + 1, before.len());
    assert!(left.iter().all(|entry| entry.key() != key && Filter::default().takes(entry)));
    assert_eq!(store.entries(&every()).unwrap().len(), before.len());
    let rejected = Filter { reviews: vec![ReviewState::Rejected], ..Filter::default() };
    let found = store.entries(&rejected).unwrap();
    assert_eq!(found.iter().map(|entry| entry.key()).collect::<Vec<_>>(), std::slice::from_ref(&key));
    assert_eq!(store.events(&Filter::default(), &Page::ALL).unwrap().total + 1, events.total);
    let row = &store.events(&rejected, &Page::ALL).unwrap().rows[0];
    assert_eq!((row.claims, row.reviews), (1, [0, 0, 1, 0]));
    assert_eq!(store.reports(&Filter::default(), &Page::ALL).unwrap().total, reports);
    assert_eq!(store.reports(&rejected, &Page::ALL).unwrap().total, 1);
    assert_eq!(store.event(&EventId::of(&key)).unwrap().len(), 1);
    let unreviewed = Filter { reviews: vec![ReviewState::Unreviewed], ..Filter::default() };
    assert_eq!(store.claims(&unreviewed, &Page::first(3)).unwrap().total, 8);
    let strike = first(&all[0]);
    coder(store, "ana", Judgement::Reject(strike.clone()));
    coder(store, "ben", Judgement::Accept(strike.clone()));
    let disputed = Filter { disputed: true, reviews: ReviewState::ALL.to_vec(), ..Filter::default() };
    assert_eq!(store.entries(&disputed).unwrap().iter().map(|entry| entry.key()).collect::<Vec<_>>(), [strike]);
    assert_eq!(store.verify().unwrap(), []);
}

fn other_status() -> Edit {
    Edit { status: Some(Status::Negated), ..Edit::default() }
}

fn an_edit_is_the_claim_and_an_undo_the_one_before(store: &mut impl Store) {
    let all = add_all(store);
    let key = first(&all[0]);
    let read = store.entry(&key).unwrap().unwrap();
    let who = Argument {
        role: Role::Actor,
        span: at(&all[0], "officials"),
        actor: Some(actor("UKR/GOV", None)),
        place: None,
        days: None,
    };
    let edit = Edit {
        kind: Some(ClaimType::Intercept),
        args: vec![(Role::Actor, vec![who.clone()]), (Role::Instrument, Vec::new())],
        ..Edit::default()
    };
    let edited = coder(store, "ana", Judgement::Edit(key.clone(), Box::new(edit.clone())));
    assert_eq!(edited.change, Some(store::Change::Edit(Box::new(edit))));
    coder(store, "ben", Judgement::Edit(key.clone(), Box::new(other_status())));
    let now = store.entry(&key).unwrap().unwrap();
    assert_eq!((now.claim().kind, now.claim().status), (ClaimType::Intercept, Status::Negated));
    let roles: Vec<Role> = now.claim().args.iter().map(|arg| arg.role).collect();
    assert_eq!(roles, [Role::Actor, Role::Place]);
    assert_eq!((&now.claim().args[0], &now.claim().rule), (&who, &read.claim().rule));
    assert_eq!(now.kept.words.args, [vec!["officials"], vec!["kyiv"]]);
    assert_eq!((now.review.state, &now.event), (ReviewState::Edited, &read.event));
    assert_eq!(store.original(&key).unwrap().as_ref(), Some(&read.kept));
    let of_kind = Filter { kinds: vec![ClaimType::Intercept], ..Filter::default() };
    assert_eq!(store.entries(&of_kind).unwrap(), [now]);
    let of_russia = Filter { actor: Some("RUS".into()), ..Filter::default() };
    assert_eq!(store.entries(&of_russia).unwrap().len(), 4);
    assert_eq!(store.judged().unwrap()[0].kind, ClaimType::Assault);
    assert_eq!(store.verify().unwrap(), []);
    let undone = coder(store, "eva", Judgement::Undo(edited.id));
    assert_eq!((undone.undoes, undone.verdict, undone.claim.as_ref()), (Some(edited.id), Verdict::Undo, Some(&key)));
    let now = store.entry(&key).unwrap().unwrap();
    assert_eq!((now.claim().kind, now.claim().status), (ClaimType::Assault, Status::Negated));
    let last = store.reviews_of(&key).unwrap()[1].id;
    coder(store, "eva", Judgement::Undo(last));
    assert_eq!(store.entry(&key).unwrap().unwrap(), read);
    assert_eq!(store.entries(&of_russia).unwrap().len(), 5);
    assert_eq!(store.reviews_of(&key).unwrap()[0].undone_by, Some(undone.id));
    for again in [last, undone.id, 99] {
        assert!(says(store, "eva", Capacity::Coder, Judgement::Undo(again)).is_err());
    }
    assert_eq!(store.reviews_of(&key).unwrap().len(), 4);
    assert_eq!(store.verify().unwrap(), []);
}

/// 651 drones stand in the text: neither another number nor other words do.
fn an_edit_whose_number_is_not_in_its_words_is_refused(store: &mut impl Store) {
    let all = add_all(store);
    let key = first(&all[0]);
    let (before, cursor) = (store.entry(&key).unwrap().unwrap(), store.cursor().unwrap());
    let figure = before.claim().figures[0].clone();
    let with = |low: Option<f64>, high: Option<f64>, span: Span| {
        let changed = claims::Figure { low, high, span, ..figure.clone() };
        Judgement::Edit(key.clone(), Box::new(Edit { figures: Some(vec![changed]), ..Edit::default() }))
    };
    let kyiv = at(&all[0], "Kyiv");
    let outside = Span::new(0, 9_999);
    let refused = [
        with(Some(700.0), Some(700.0), figure.span),
        with(Some(651.0), Some(700.0), figure.span),
        with(Some(651.0), Some(651.0), kyiv),
        with(Some(651.0), None, outside),
        with(None, None, figure.span),
    ];
    for judgement in refused {
        match says(store, "ana", Capacity::Coder, judgement.clone()) {
            Err(StoreError::Refused { field, .. }) => assert_eq!(field, "figures.0"),
            other => panic!("{judgement:?}: {other:?}"),
        }
    }
    let empty = Judgement::Edit(key.clone(), Box::default());
    assert!(matches!(says(store, "ana", Capacity::Coder, empty), Err(StoreError::Refused { .. })));
    assert_eq!((store.entry(&key).unwrap().unwrap(), store.cursor().unwrap()), (before, cursor));
    coder(store, "ana", with(Some(651.0), None, figure.span));
    assert_eq!(store.entry(&key).unwrap().unwrap().claim().figures[0].high, None);
}

fn nobody_says_anything_without_a_name_or_a_reason(store: &mut impl Store) {
    let all = add_all(store);
    let (key, cursor) = (first(&all[0]), store.cursor().unwrap());
    let edit = Judgement::Edit(key.clone(), Box::new(other_status()));
    let missing = [
        (Judgement::Accept(key.clone()), by(" ", "why"), "by"),
        (Judgement::Accept(key.clone()), Stamp { by: None, ..stamp() }, "by"),
        (Judgement::Reject(key.clone()), by("ana", " "), "why"),
        (edit, by("ana", ""), "why"),
        (Judgement::Comment(key), by("ana", ""), "why"),
    ];
    for (judgement, stamp, want) in missing {
        let review = Review { capacity: Capacity::Coder, judgement };
        match store.review(&review, &[], linker(), &stamp) {
            Err(StoreError::Refused { field, .. }) => assert_eq!(field, want),
            other => panic!("{review:?}: {other:?}"),
        }
    }
    let none = ClaimKey { report: all[0].filed.id.clone(), n: 2 };
    let unknown = says(store, "ana", Capacity::Coder, Judgement::Accept(none));
    assert!(matches!(unknown, Err(StoreError::Unknown { what: "claim", .. })), "{unknown:?}");
    assert_eq!(store.cursor().unwrap(), cursor);
}

/// "officials said": a claim that nobody read.
fn statement(new: &New) -> Claim {
    let read = &new.kept[0].claim;
    let (trigger, said) = (at(new, "said"), at(new, "officials"));
    Claim {
        kind: ClaimType::Assess,
        mode: Vec::new(),
        trigger,
        evidence: said.join(trigger),
        said_by: Vec::new(),
        args: vec![Argument {
            role: Role::Actor,
            span: said,
            actor: Some(actor("UKR/GOV", None)),
            place: None,
            days: None,
        }],
        figures: Vec::new(),
        ..read.clone()
    }
}

fn reports_tell_how_many_of_their_claims_wait(store: &mut impl Store) {
    let all = add_all(store);
    let waiting = |store: &dyn Store| {
        let of_report = Filter { report: Some(all[5].filed.id.clone()), ..every() };
        let rows = store.reports(&of_report, &Page::ALL).unwrap().rows;
        (rows[0].claims, rows[0].unreviewed)
    };
    assert_eq!(waiting(store), (2, 2));
    coder(store, "ana", Judgement::Reject(first(&all[5])));
    assert_eq!(waiting(store), (2, 1));
    coder(store, "ana", Judgement::Comment(ClaimKey { n: 2, ..first(&all[5]) }));
    assert_eq!(waiting(store), (2, 1), "a comment decides nothing");
    coder(store, "ana", Judgement::Add(all[5].filed.id.clone(), Box::new(all[5].kept[0].claim.clone())));
    assert_eq!(waiting(store), (3, 1), "who adds a claim has looked at it");
}

fn a_claim_added_by_hand_keeps_its_number(store: &mut impl Store) {
    let mut all = add_all(store);
    let report = all[0].filed.id.clone();
    let add = Judgement::Add(report.clone(), Box::new(statement(&all[0])));
    let added = coder(store, "ana", add.clone());
    let key = added.claim.clone().unwrap();
    assert_eq!(key, ClaimKey { report: report.clone(), n: ClaimKey::READ_MAX + 1 });
    let entry = store.entry(&key).unwrap().unwrap();
    assert_eq!(entry.claim(), &Claim { rule: "by-hand".to_string(), ..statement(&all[0]) });
    assert_eq!(state(store, &key), (ReviewState::Accepted, false));
    assert_eq!(store.event(&entry.event).unwrap()[0], entry);
    assert_eq!(store.events_starting(&entry.event.0, 9).unwrap(), std::slice::from_ref(&entry.event));
    let of_report = Filter { report: Some(report.clone()), ..Filter::default() };
    assert_eq!(store.reports(&of_report, &Page::ALL).unwrap().rows[0].claims, 2);
    assert_eq!(store.claims(&of_report, &Page::ALL).unwrap().total, 2);
    let second = coder(store, "ben", add);
    assert_eq!(second.claim.as_ref().map(|key| key.n), Some(ClaimKey::READ_MAX + 2));
    coder(store, "ben", Judgement::Undo(second.id));
    assert_eq!(state(store, &second.claim.clone().unwrap()), (ReviewState::Rejected, false));
    coder(store, "ben", Judgement::Edit(key.clone(), Box::new(other_status())));
    let before = store.entries(&every()).unwrap();
    // What is read today changes around it.
    let more: Vec<Kept> = all[0].kept.clone();
    all[0].kept.extend(more);
    store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &made(), &stamp()).unwrap();
    assert_eq!(store.entry(&key).unwrap(), before.iter().find(|entry| entry.key() == key).cloned());
    assert_eq!(store.reviews_of(&key).unwrap().len(), 2);
    assert_eq!(state(store, &second.claim.unwrap()), (ReviewState::Rejected, false));
    assert_eq!(store.verify().unwrap(), []);
    assert!(store.judged().unwrap().is_empty());
}

fn what_people_decided_outlives_a_new_reading(store: &mut impl Store) {
    let all = add_all(store);
    coder(store, "ana", Judgement::Accept(first(&all[0])));
    coder(store, "ana", Judgement::Reject(first(&all[1])));
    coder(store, "ana", Judgement::Edit(first(&all[2]), Box::new(other_status())));
    let kind = Edit { kind: Some(ClaimType::Damage), ..Edit::default() };
    coder(store, "ben", Judgement::Edit(first(&all[2]), Box::new(kind)));
    let second = ClaimKey { n: 2, ..first(&all[5]) };
    coder(store, "ben", Judgement::Reject(second.clone()));
    let (before, reviews) = (store.entries(&every()).unwrap(), list(store));
    let events = store.events(&every(), &Page::ALL).unwrap();
    let cursor = store.cursor().unwrap();
    store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &made(), &stamp()).unwrap();
    assert_eq!(store.entries(&every()).unwrap(), before);
    assert_eq!((list(store), store.events(&every(), &Page::ALL).unwrap()), (reviews, events));
    assert_eq!(store.log(cursor, 9).unwrap().iter().map(|line| line.what).collect::<Vec<_>>(), [Happened::Rebuilt]);
    // One claim fewer before it: the review stays with its words, not with its number.
    let mut fewer = all.clone();
    fewer[5].kept.remove(0);
    store.rebuild(&mut |filed| kept_of(&fewer, filed), linker(), &made(), &stamp()).unwrap();
    let moved = first(&all[5]);
    assert_eq!(state(store, &moved), (ReviewState::Rejected, false));
    assert_eq!(store.reviews_of(&moved).unwrap().len(), 1);
    assert_eq!(store.verify().unwrap(), []);
}

/// Newest first.
fn list(store: &impl Store) -> Vec<ReviewRow> {
    store.reviews(&ReviewFilter::default(), &Page::ALL).unwrap().rows
}

fn a_review_whose_words_make_no_claim_waits(store: &mut impl Store) {
    let all = add_all(store);
    let second = ClaimKey { n: 2, ..first(&all[5]) };
    let edit = Judgement::Edit(second.clone(), Box::new(Edit { kind: Some(ClaimType::Accuse), ..Edit::default() }));
    coder(store, "ana", edit);
    coder(store, "ana", Judgement::Accept(first(&all[5])));
    let before = store.entries(&every()).unwrap();
    let mut fewer = all.clone();
    fewer[5].kept.truncate(1);
    store.rebuild(&mut |filed| kept_of(&fewer, filed), linker(), &made(), &stamp()).unwrap();
    let orphaned = ReviewFilter { orphaned: Some(true), ..ReviewFilter::default() };
    let waiting = store.reviews(&orphaned, &Page::ALL).unwrap().rows;
    assert_eq!(
        waiting.iter().map(|row| (row.claim.clone(), row.words.as_str())).collect::<Vec<_>>(),
        [(None, "rejected")]
    );
    assert_eq!((waiting[0].kind, store.review_counts().unwrap().orphaned), (ClaimType::Reject, 1));
    assert_eq!(state(store, &first(&all[5])), (ReviewState::Accepted, false));
    store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &made(), &stamp()).unwrap();
    assert_eq!(store.entries(&every()).unwrap(), before);
    assert_eq!(store.reviews(&orphaned, &Page::ALL).unwrap().total, 0);
    // One that is taken back waits for nothing.
    store.rebuild(&mut |filed| kept_of(&fewer, filed), linker(), &made(), &stamp()).unwrap();
    coder(store, "ana", Judgement::Undo(waiting[0].id));
    assert_eq!(store.review_counts().unwrap().orphaned, 0);
    store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &made(), &stamp()).unwrap();
    assert_eq!(state(store, &second), (ReviewState::Unreviewed, false));
    assert_eq!(store.verify().unwrap(), []);
}

/// Whatever order reports come in, before or after the reviews, claims stand alike.
fn reviews_find_their_claims_in_any_order_of_reports<S: Store>(empty: &mut impl FnMut() -> S) {
    let mut found = Vec::new();
    for turn in [0, 3, 5] {
        let mut store = empty();
        let mut all = samples();
        all.rotate_left(turn);
        let late = all.split_off(4);
        store.add(all.clone(), linker(), &made(), &stamp()).unwrap();
        let early: Vec<ClaimKey> = all.iter().map(first).collect();
        let decide = |store: &mut S, key: ClaimKey| {
            let odd = u8::from_str_radix(&key.report.0[..1], 16).unwrap() % 2 == 1;
            let edit = || Judgement::Edit(key.clone(), Box::new(other_status()));
            coder(store, "ana", if odd { Judgement::Reject(key.clone()) } else { edit() });
        };
        early.into_iter().for_each(|key| decide(&mut store, key));
        store.add(late.clone(), linker(), &made(), &stamp()).unwrap();
        late.iter().map(first).for_each(|key| decide(&mut store, key));
        assert_eq!(store.verify().unwrap(), []);
        let events = store.events(&every(), &Page::ALL).unwrap();
        found.push((store.entries(&every()).unwrap(), events));
        let entries = store.entries(&every()).unwrap();
        let mut all = all;
        all.extend(late);
        store.rebuild(&mut |filed| kept_of(&all, filed), linker(), &made(), &stamp()).unwrap();
        assert_eq!(store.entries(&every()).unwrap(), entries);
    }
    assert!(found.windows(2).all(|pair| pair[0] == pair[1]));
}

fn reviews_are_listed_part_by_part(store: &mut impl Store) {
    let all = add_all(store);
    for (name, new) in ["ana", "ben", "ana", "eva", "ana"].iter().zip(&all) {
        coder(store, name, Judgement::Accept(first(new)));
    }
    let rows = list(store);
    assert_eq!(rows.iter().map(|row| row.by.as_str()).collect::<Vec<_>>(), ["ana", "eva", "ana", "ben", "ana"]);
    let mut page = Page::first(2);
    let mut parts = Vec::new();
    loop {
        let part = store.reviews(&ReviewFilter::default(), &page).unwrap();
        assert_eq!(part.total, 5);
        parts.extend(part.rows);
        match part.next {
            Some(next) => page.after = Some(next),
            None => break,
        }
    }
    assert_eq!(parts, rows);
    let count = |filter: ReviewFilter| store.reviews(&filter, &Page::ALL).unwrap().total;
    assert_eq!(count(ReviewFilter { by: Some("ana".to_string()), ..ReviewFilter::default() }), 3);
    assert_eq!(count(ReviewFilter { report: Some(all[1].filed.id.clone()), ..ReviewFilter::default() }), 1);
    assert_eq!(count(ReviewFilter { verdict: Some(Verdict::Reject), ..ReviewFilter::default() }), 0);
    assert_eq!(count(ReviewFilter { capacity: Some(Capacity::Coder), ..ReviewFilter::default() }), 5);
    assert_eq!(count(ReviewFilter { orphaned: Some(false), ..ReviewFilter::default() }), 5);
}
