//! Names that are one person's, names that are not, and what becomes of them among claims. Real names of public people.

use claims::{Argument, Claim, ClaimType, Manner, Role, Said, Status};
use jiff::civil::date;
use lexicon::Lexicon;
use report::Span;

use super::*;
use crate::entry::{ClaimKey, Entry, EventId, Filed, Kept, Words};

fn people() -> People {
    People::new(&Lexicon::builtin().unwrap())
}

fn verdict(people: &People, a: &str, b: &str) -> Verdict {
    let (left, right) = (people.person_key(a), people.person_key(b));
    let verdict = people.same_person(&left, &right);
    assert_eq!(verdict, people.same_person(&right, &left), "{a} / {b}: the verdict has no direction");
    verdict
}

#[test]
fn spellings_of_one_name() {
    let people = people();
    let names: &[&[&str]] = &[
        &[
            "Volodymyr Zelensky",
            "Volodymyr Zelenskyy",
            "Volodymyr Zelenskiy",
            "Vladimir Zelenskij",
            "VOLODYMYR ZELENSKYI",
        ],
        &["Oleksandr Syrskyi", "Alexander Syrsky", "Aleksandr Syrskiy"],
        &["Sergei Lavrov", "Sergey Lavrov", "Serguei Lavrov"],
        &["Dmytro Kuleba", "Dmitry Kuleba"],
        &["Mykhailo Podolyak", "Mikhail Podoliak", "Mykhaylo Podolyak"],
        &["Nikolai Patrushev", "Nikolay Patrushev"],
        &["Yevgeny Prigozhin", "Evgeny Prigojin", "Yevgeniy Prigozhin"],
        &["Mohammed Deif", "Muhammad Deif", "Mohamad Dayf"],
        &["Abdel Fattah al-Burhan", "Abdel-Fattah Burhan", "Abdel Fatah El-Burhan"],
        &["Hosni Mubarak", "Hosni Mobarak"],
        &["Mahmoud Abbas", "Mahmud Abbas"],
        &["Hossein Salami", "Hussein Salami"],
        &["Kim Jong Un", "Kim Jong-un", "KIM JONG-UN"],
        &["Tung Chee Hwa", "Tung Chee-hwa"],
        &["Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"],
        &["Slobodan Milošević", "Slobodan Milosevic"],
        &["Gerhard Schröder", "Gerhard Schroeder"],
        &["Bill Burns", "William Burns"],
    ];
    for same in names {
        for other in *same {
            assert_eq!(verdict(&people, same[0], other), Verdict::Yes, "{} / {other}", same[0]);
        }
    }
}

#[test]
fn names_that_are_not_one() {
    let people = people();
    let names: &[(&str, &str)] = &[
        ("Volodymyr Zelensky", "Olena Zelenska"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Viktor Yushchenko", "Viktor Yanukovych"),
        ("Hassan Nasrallah", "Hussein Nasrallah"),
        ("Mohammed bin Salman", "Mohammed bin Zayed"),
        ("Li Keqiang", "Li Zhanshu"),
        ("Sergei Ivanov", "Sergei Ivanova"),
        ("Igor Ivanov", "Sergei Ivanov"),
        ("José Hernández", "José Fernández"),
        ("Omar al-Bashir", "Omar al-Bashar"),
        ("George Mitchell", "George Michael"),
        ("Mike Johnson", "Micah Johnson"),
        ("H. R. McMaster", "Henry McMaster"),
        ("Harry Truman Jr.", "Harry Truman Sr."),
        ("Robert Smith", "A. Smith"),
    ];
    for (a, b) in names {
        assert_eq!(verdict(&people, a, b), Verdict::No, "{a} / {b}");
    }
}

#[test]
fn names_that_may_be_one() {
    let people = people();
    let names: &[(&str, &str)] = &[
        ("Zelenskyy", "Volodymyr Zelensky"),
        ("V. Zelensky", "Volodymyr Zelensky"),
        ("John F. Kerry", "John Kerry"),
        ("Ahmad Massoud", "Ahmad Shah Massoud"),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan"),
        ("Ferdinand Marcos Jr.", "Ferdinand Marcos"),
    ];
    for (a, b) in names {
        assert_eq!(verdict(&people, a, b), Verdict::Unknown, "{a} / {b}");
    }
}

/// A report whose claim at each `[…]` is told by that source.
fn told(text: &str, day: i8, who: &[(&str, &str, &str)]) -> Vec<Entry> {
    let report = std::sync::Arc::new(Filed::new(text.to_string(), Some(date(2025, 11, day))));
    let span = |words: &str| {
        let at = text.find(words).unwrap();
        Span::new(at as u32, (at + words.len()) as u32)
    };
    let entry = |(n, (words, id, name)): (u32, &(&str, &str, &str))| {
        let actor = analysis::Actor {
            id: (!id.is_empty()).then(|| (*id).into()),
            name: (!name.is_empty()).then(|| name.to_string()),
        };
        let said = Said { source: span(words), cue: None, who: vec![actor], manner: Manner::Indirect };
        let claim = Claim {
            kind: ClaimType::Assess,
            mode: Vec::new(),
            status: Status::Actual,
            trigger: span(words),
            evidence: span(words),
            said_by: vec![said],
            args: Vec::new(),
            figures: Vec::new(),
            rule: String::new(),
        };
        let kept = Kept { claim, words: Words::default(), telling: crate::Telling::default() };
        let event = EventId::of(&ClaimKey { report: report.id.clone(), n });
        Entry { report: report.clone(), n, kept, event, review: crate::Reviewed::default() }
    };
    (1..).zip(who).map(entry).collect()
}

#[test]
fn a_person_is_one_across_reports() {
    let people = people();
    let mut entries = told(
        "President Ruslan Haidai said so. Haidai added that Mr Holub was away.",
        10,
        &[
            ("President Ruslan Haidai", "UKR/GOV", "Ruslan Haidai"),
            ("so", "UKR/GOV", "Ruslan Haidai"),
            ("Mr Holub", "UKR/GOV", ""),
        ],
    );
    entries.extend(told("Gov. Ruslan Gaidai’s words.", 10, &[("Gov. Ruslan Gaidai’s", "UKR/GOV", "Ruslan Gaidai")]));
    entries.extend(told("Then Mr Haidai spoke.", 10, &[("Mr Haidai", "UKR", "")]));
    entries.extend(told("Later a Mr Haidai spoke.", 12, &[("Mr Haidai", "UKR", "")]));
    entries.extend(told("R. Haidai was quoted.", 12, &[("R. Haidai", "UKR/MIL", "R. Haidai")]));
    entries.extend(told("Ruslan Gaydai sang.", 12, &[("Ruslan Gaydai", "RUS/CIV", "Ruslan Gaydai")]));
    let found = actors(&people, &entries);
    let of = |id: &str| found.iter().find(|identity| identity.id == id).unwrap_or_else(|| panic!("{id}: {found:#?}"));
    let haidai = of("person:ruslan-haidai");
    let spelled: Vec<&str> = haidai.spellings.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(spelled, ["Haidai", "R. Haidai", "Ruslan Gaidai", "Ruslan Haidai"]);
    assert_eq!(haidai.why, [Why::Spelling, Why::Form, Why::Family]);
    assert_eq!(haidai.acts_for, ["UKR/GOV", "UKR/MIL"]);
    assert_eq!(of("person:ruslan-gaydai").claims, 1, "another state's");
    let mut turned = entries.clone();
    for turn in 0..entries.len() {
        turned.rotate_left(1);
        turned.swap(0, turn);
        assert_eq!(actors(&people, &turned), found, "in any order");
    }
}

#[test]
fn those_whom_the_lexicon_knows_stay_apart() {
    let people = people();
    let names = ["George H. W. Bush", "George W. Bush", "George Bush"];
    let who: Vec<(&str, &str, &str)> = names.iter().map(|name| (*name, "USA/GOV", *name)).collect();
    let found = actors(&people, &told("George H. W. Bush, George W. Bush, George Bush", 10, &who));
    let father = found.iter().find(|identity| identity.id == "person:george-h-w-bush").unwrap();
    assert!(father.spellings.iter().all(|(words, _)| words == names[0]), "{found:#?}");
}

#[test]
fn a_family_name_of_two_is_nobodys() {
    let people = people();
    let entries = told(
        "Anna Petrenko and Ihor Petrenko spoke. Then Petrenko left.",
        10,
        &[
            ("Anna Petrenko", "UKR/GOV", "Anna Petrenko"),
            ("Ihor Petrenko", "UKR/GOV", "Ihor Petrenko"),
            ("Petrenko left", "UKR", ""),
        ],
    );
    let found = actors(&people, &entries);
    assert!(found.iter().filter(|identity| identity.kind == Kind::Person).all(|identity| identity.claims == 1));
}

#[test]
fn bodies_are_one_by_letters_and_initials() {
    let people = people();
    let entries = told(
        "Al-Shabaab, al-Shabab, the Movement for Steppe Reform, MSR, BBC and BC.",
        10,
        &[
            ("Al-Shabaab", "ORG:Al-Shabaab", ""),
            ("al-Shabab", "ORG:al-Shabab", ""),
            ("Movement for Steppe Reform", "ORG:Movement for Steppe Reform", ""),
            ("MSR", "ORG:MSR", ""),
            ("BBC", "ORG:BBC", ""),
            ("BC", "ORG:BC", ""),
        ],
    );
    let found = actors(&people, &entries);
    let acts_for: Vec<usize> = found.iter().map(|identity| identity.acts_for.len()).collect();
    assert_eq!(acts_for, [2, 2, 1, 1], "{found:#?}");
    assert!(found.iter().any(|identity| identity.why == [Why::Letters]));
}

#[test]
fn a_place_is_one_under_all_its_names() {
    let place = analysis::Place {
        geonames: Some(703_448),
        name: "Kyiv".into(),
        country: "UKR".into(),
        latitude: 50.45,
        longitude: 30.52,
        feature: analysis::Feature::City,
    };
    let mut entries = told(
        "Kiev and Kyiv and Kyyiv and the city.",
        10,
        &[("Kiev", "", ""), ("Kyiv", "", ""), ("Kyyiv", "", ""), ("the city", "", "")],
    );
    for entry in &mut entries {
        let span = entry.kept.claim.trigger;
        let known = entry.words(span) != "Kyyiv";
        let place = known.then(|| place.clone());
        entry.kept.claim.args = vec![Argument { role: Role::Place, span, actor: None, place, days: None }];
    }
    let found = places(&people(), &entries);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].id.as_str(), found[0].claims), ("geonames:703448", 4));
    assert_eq!(
        found[0].spellings.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>(),
        ["Kiev", "Kyiv", "Kyyiv"]
    );
    assert_eq!(found[0].why, [Why::Table, Why::Spelling]);
}
