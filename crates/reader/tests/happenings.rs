//! Which sentences are about one happening: the first ways to tell it, then what is another one.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use events::Filed;
use reader::{Reader, gather};

/// Each report with its day of publication.
struct Case {
    what: &'static str,
    together: &'static [(&'static str, &'static str)],
    apart: &'static [(&'static str, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        what: "a barrage, told by a number, and in general",
        together: &[
            (
                "2024-03-02",
                "Russia launched 36 drones at Ukraine overnight, the air force in Kyiv said on Saturday. The night was cold.",
            ),
            ("2024-03-02", "Russian forces attacked Ukraine with 36 drones overnight."),
        ],
        apart: &[
            (
                "2024-03-02",
                "Ukraine launched 36 drones at Russia overnight, the army in Moscow said on Saturday. The night was cold.",
            ),
            (
                "2024-03-09",
                "Russia launched 36 drones at Ukraine overnight, the army in Kyiv said. The night was warm.",
            ),
        ],
    },
    Case {
        what: "a toll and its update",
        together: &[
            ("2024-03-02", "At least 30 people were killed in an airstrike on a market in Kassala on Friday."),
            ("2024-03-03", "At least 34 people were killed in Friday's airstrike on a market in Kassala."),
        ],
        apart: &[
            ("2024-03-02", "At least 30 people were killed in an airstrike on a market in Nyala on Friday."),
            ("2024-03-20", "At least 30 people were killed in an airstrike on a market in Kassala."),
        ],
    },
    Case {
        what: "talks, planned and held",
        together: &[
            ("2024-03-02", "Indian and Chinese officials will hold talks in Geneva on Sunday."),
            ("2024-03-03", "Indian and Chinese officials held talks in Geneva on Sunday."),
        ],
        apart: &[
            ("2024-03-03", "Indian and Pakistani officials held talks in Doha on Sunday."),
            ("2024-03-17", "Indian and Chinese officials held talks in Geneva on Saturday."),
        ],
    },
    Case {
        what: "weapons shot down",
        together: &[
            ("2024-03-02", "Israel said its air defences had shot down 14 drones."),
            ("2024-03-02", "Israeli air defences intercepted 14 drones, the army said."),
        ],
        apart: &[("2024-03-02", "Iran said its air defences had shot down three drones.")],
    },
    Case {
        what: "a loss of power and its return",
        together: &[
            ("2024-03-02", "Power was cut in Khartoum on Friday."),
            ("2024-03-02", "Electricity was cut off in Khartoum on Friday."),
        ],
        apart: &[("2024-03-02", "Power was restored in Khartoum on Saturday.")],
    },
    Case {
        what: "a condemnation",
        together: &[
            ("2024-03-02", "Emmanuel Macron, the president of France, condemned the attack on the hospital."),
            ("2024-03-02", "Macron condemned the hospital attack."),
        ],
        apart: &[("2024-03-02", "Olaf Scholz, the chancellor of Germany, condemned the attack on the hospital.")],
    },
];

#[test]
fn one_happening_is_one_event_and_another_is_not() {
    let reader = Reader::builtin().unwrap();
    let mut faults = Vec::new();
    for case in CASES {
        let first = case.together[0];
        for other in &case.together[1..] {
            if meet(&reader, first, *other) != Some(true) {
                faults.push(format!("{}: not joined: {:?}", case.what, other));
            }
        }
        for other in case.apart {
            if meet(&reader, first, *other) != Some(false) {
                faults.push(format!("{}: joined, or no claim: {:?}", case.what, other));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether some event holds claims of both reports; None where one of them holds no claim.
fn meet(reader: &Reader, one: (&str, &str), other: (&str, &str)) -> Option<bool> {
    let filed = |(day, text): (&str, &str)| Filed::new(text.to_string(), Some(day.parse().unwrap()));
    let entries = gather::entries(reader, vec![filed(one), filed(other)]);
    let of = |at: usize| -> BTreeSet<_> {
        let first = &entries[0].report.id;
        let same = entries.iter().filter(|entry| (entry.report.id == *first) == (at == 0));
        same.map(|entry| entry.event.clone()).collect()
    };
    if !entries.iter().any(|entry| entry.report.id != entries[0].report.id) {
        return None;
    }
    Some(!of(0).is_disjoint(&of(1)))
}
