//! Any claim comes back as it went in.

use analysis::{Actor, Beside, Feature, Place};
use claims::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
use compact_str::CompactString;
use events::{Filed, Kept, Pronoun, Telling, Words};
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use record::Filter;
use report::Span;
use store::{New, Store};

use crate::samples::{Folder, linker, made, stamp};

fn string() -> impl Strategy<Value = String> {
    "[a-zé’ 0-9]{1,9}"
}

fn compact() -> impl Strategy<Value = CompactString> {
    string().prop_map(CompactString::from)
}

fn span() -> impl Strategy<Value = Span> {
    (0_u32..5000, 0_u32..300).prop_map(|(start, length)| Span::new(start, start + length))
}

fn day() -> impl Strategy<Value = Date> {
    (0_i64..1_000_000).prop_map(|days| date(1, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap())
}

fn actor() -> impl Strategy<Value = Actor> {
    (option::of(compact()), option::of(string())).prop_map(|(id, name)| Actor { id, name })
}

fn place() -> impl Strategy<Value = Place> {
    let features = select(vec![Feature::Country, Feature::Admin1, Feature::City, Feature::Natural, Feature::Site]);
    let at = (-90.0..90.0_f64, -180.0..180.0_f64);
    (option::of(1_u32..), string(), compact(), at, features).prop_map(|(geonames, name, country, at, feature)| Place {
        geonames,
        name,
        country,
        latitude: at.0,
        longitude: at.1,
        feature,
    })
}

fn argument() -> impl Strategy<Value = Argument> {
    let days = option::of((option::of(day()), option::of(day())));
    (select(Role::ALL), span(), option::of(actor()), option::of(place()), days)
        .prop_map(|(role, span, actor, place, days)| Argument { role, span, actor, place, days })
}

fn said() -> impl Strategy<Value = Said> {
    (span(), option::of(span()), vec(actor(), 0..3), select(Manner::ALL)).prop_map(|(source, cue, who, manner)| Said {
        source,
        cue,
        who,
        manner,
    })
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![(0_u32..2000).prop_map(f64::from), -1e15..1e15_f64, Just(0.5), Just(1e300)]
}

fn figure() -> impl Strategy<Value = Figure> {
    let ends = prop_oneof![
        number().prop_map(|value| (Some(value), Some(value))),
        (option::of(number()), option::of(number())),
    ];
    let marks = (any::<bool>(), option::of(select(Beside::ALL)));
    (select(Measure::ALL), option::of(compact()), ends, marks, option::of(compact()), span()).prop_map(
        |(measure, of, (low, high), (approx, beside), unit, span)| Figure {
            measure,
            of,
            low,
            high,
            approx,
            unit,
            beside,
            span,
        },
    )
}

fn claim() -> impl Strategy<Value = Claim> {
    let head = (select(ClaimType::ALL), vec(compact(), 0..3), select(Status::ALL), span(), span());
    let parts = (vec(said(), 0..3), vec(argument(), 0..5), vec(figure(), 0..3), string());
    (head, parts).prop_map(|((kind, mode, status, trigger, evidence), (said_by, args, figures, rule))| Claim {
        kind,
        mode,
        status,
        trigger,
        evidence,
        said_by,
        args,
        figures,
        rule,
    })
}

fn telling() -> impl Strategy<Value = Telling> {
    let maybe = || prop_oneof![span(), Just(Span::default())];
    let pronoun = (span(), maybe(), any::<bool>(), any::<bool>())
        .prop_map(|(span, stands_for, person, possessive)| Pronoun { span, stands_for, person, possessive });
    let spans = (vec(maybe(), 0..3), vec(pronoun, 0..3), vec(maybe(), 0..3));
    (span(), option::of(span()), spans, vec(place(), 0..3)).prop_map(
        |(sentence, clause, (speakers, pronouns, refers), around)| Telling {
            sentence,
            clause,
            speakers,
            pronouns,
            refers,
            around,
        },
    )
}

fn kept() -> impl Strategy<Value = Kept> {
    let words = (vec(compact(), 0..3), vec(vec(compact(), 0..4), 0..4));
    (claim(), words, telling()).prop_map(|(claim, (trigger, args), telling)| Kept {
        claim,
        words: Words { trigger, args },
        telling,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Through the file: the record is closed and opened before it is asked.
    #[test]
    fn a_claim_comes_back_exactly(kept in vec(kept(), 1..12), published in option::of(day())) {
        let folder = Folder::new();
        let filed = Filed::new("Some text.".to_string(), published);
        let mut record = folder.record();
        record.add(vec![New { filed: filed.clone(), kept: kept.clone() }], linker(), &made(), &stamp()).unwrap();
        drop(record);
        let entries = store::Sqlite::open_read_only(&folder.file()).unwrap().entries(&Filter::default()).unwrap();
        prop_assert_eq!(entries.iter().map(|entry| &*entry.report).next(), Some(&filed));
        prop_assert_eq!(entries.into_iter().map(|entry| entry.kept).collect::<Vec<_>>(), kept);
    }
}
