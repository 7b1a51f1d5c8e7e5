//! Which claims are one event does not depend on the order in which they came, nor on the batches, nor on caps met
//! on the way. Claims here are made of few states, places, things and days, so that many of them meet; caps are so
//! small that every one of them is met.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use claims::{ClaimType, Figure, Measure, Status};
use compact_str::CompactString;
use events::{
    Caps, ClaimKey, EventId, Known, Linker, Memory, Newcomer, Party, Spot, Thing, Traits, Verdict, Width, score,
};
use jiff::civil::Date;
use lexicon::Lexicon;
use proptest::prelude::*;
use report::{ReportId, Span};

const CAPS: [Caps; 5] = [
    Caps { hubs: 160, carriers: 4000, component: 200, crowd: 4000 },
    Caps { hubs: 2, carriers: 4000, component: 3, crowd: 5 },
    Caps { hubs: 4, carriers: 4000, component: 6, crowd: 9 },
    Caps { hubs: 2, carriers: 6, component: 3, crowd: 5 },
    Caps { hubs: 3, carriers: 4, component: 6, crowd: 9 },
];

/// What is drawn of a claim: type, day, actor, place, thing, figure, each out of few.
type Drawn = (usize, i8, usize, usize, usize, u8);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    prop::collection::vec((0..4usize, 0..6i8, 0..3usize, 0..3usize, 0..3usize, 0..4u8), 1..28)
}

fn claim(at: usize, drawn: Drawn) -> Traits {
    let (kind, day, actor, place, thing, figure) = drawn;
    let day = Date::constant(2024, 5, 1 + day);
    let words = |names: [&str; 3], at: usize| vec![CompactString::from(names[at])];
    let state = ["AAA", "BBB", ""][actor];
    let party = |state: &str| Party { state: state.into(), sector: "".into(), name: Vec::new(), person: false };
    let spot = Spot {
        geonames: Some(place as u32),
        country: "BBB".into(),
        point: None,
        width: Width::Point,
        words: words(["x", "y", "z"], place),
    };
    let amount = Figure {
        measure: Measure::Count,
        of: None,
        low: Some(f64::from(figure) * 50.0),
        high: Some(f64::from(figure) * 50.0),
        approx: false,
        unit: None,
        span: Span::new(0, 1),
        beside: None,
    };
    Traits {
        key: ClaimKey { report: ReportId(format!("{:02x}00000000000000", at / 2)), n: (at % 2) as u32 },
        published: Some(day),
        kind: [ClaimType::Assault, ClaimType::Damage, ClaimType::Consult, ClaimType::Accuse][kind],
        modes: Vec::new(),
        status: Status::Actual,
        from: day.yesterday().ok(),
        to: Some(day),
        dated: false,
        trigger: Vec::new(),
        sentence: Span::new(0, 1),
        speakers: Vec::new(),
        actors: vec![party(state)],
        recipients: Vec::new(),
        parties: Vec::new(),
        places: if place == 2 { Vec::new() } else { vec![spot] },
        things: vec![Thing { head: words(["p", "q", "r"], thing).remove(0), rest: Vec::new(), sense: None }],
        instruments: Vec::new(),
        figures: if figure == 0 { Vec::new() } else { vec![amount] },
        core: BTreeSet::new(),
        said: BTreeSet::new(),
        before: BTreeSet::new(),
        names: BTreeSet::new(),
    }
}

fn linker(caps: Caps) -> Linker {
    let mut linker = Linker::new(&Lexicon::default());
    linker.caps = caps;
    linker
}

/// Events as sets of claims, each with its id.
fn events(memory: &Memory, ids: &[ClaimKey]) -> BTreeMap<EventId, BTreeSet<ClaimKey>> {
    let mut events: BTreeMap<EventId, BTreeSet<ClaimKey>> = BTreeMap::new();
    for (claim, event) in memory.events() {
        events.entry(event.clone()).or_default().insert(ids[*claim].clone());
    }
    events
}

/// The claims in this order, cut into batches at these places.
fn grown(linker: &Linker, claims: &[Traits], cuts: &BTreeSet<usize>) -> BTreeMap<EventId, BTreeSet<ClaimKey>> {
    let mut memory = Memory::default();
    let mut batch = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        if cuts.contains(&at) {
            memory.add(linker, std::mem::take(&mut batch));
        }
        batch.push(claim.clone());
    }
    memory.add(linker, batch);
    events(&memory, &claims.iter().map(|claim| claim.key.clone()).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_order_of_reports_does_not_change_the_events(
        (claims, shuffled) in drawn().prop_flat_map(|drawn| {
            let claims: Vec<Traits> = drawn.into_iter().enumerate().map(|(at, drawn)| claim(at, drawn)).collect();
            (Just(claims.clone()), Just(claims).prop_shuffle())
        }),
        cuts in prop::collection::btree_set(0..28usize, 0..12),
    ) {
        for caps in CAPS {
            let linker = linker(caps);
            let at_once = grown(&linker, &claims, &BTreeSet::new());
            prop_assert_eq!(&grown(&linker, &shuffled, &cuts), &at_once);
            let count: usize = at_once.values().map(BTreeSet::len).sum();
            prop_assert_eq!(count, claims.len());
        }
    }

    #[test]
    fn the_score_is_the_same_from_either_side(one in drawn(), other in drawn()) {
        for (a, b) in one.into_iter().zip(other) {
            let (a, b) = (claim(0, a), claim(2, b));
            prop_assert_eq!(score(&a, &b), score(&b, &a));
        }
    }

    #[test]
    fn verdicts_hold_whenever_they_are_given(
        drawn in drawn(),
        verdicts in prop::collection::vec((0..28usize, 0..28usize, any::<bool>()), 0..6),
        withdrawn in (0..28usize, 0..28usize, any::<bool>()),
    ) {
        for caps in CAPS {
            let linker = linker(caps);
            let claims: Vec<Traits> = drawn.iter().enumerate().map(|(at, drawn)| claim(at, *drawn)).collect();
            let ids: Vec<ClaimKey> = claims.iter().map(|claim| claim.key.clone()).collect();
            let asked = |verdict: &&(usize, usize, bool)| verdict.0 < verdict.1 && verdict.1 < claims.len();
            let decide = |memory: &mut Memory| for (a, b, join) in verdicts.iter().filter(asked) {
                let verdict = if *join { Verdict::Join } else { Verdict::Part };
                memory.decide(&linker, *a, *b, Some(verdict));
            };
            let mut after = Memory::default();
            after.add(&linker, claims.clone());
            if asked(&&withdrawn) {
                let verdict = if withdrawn.2 { Verdict::Join } else { Verdict::Part };
                after.decide(&linker, withdrawn.0, withdrawn.1, Some(verdict));
                after.decide(&linker, withdrawn.0, withdrawn.1, None);
            }
            decide(&mut after);
            let mut before = Memory::default();
            before.promise(verdicts.iter().filter(asked).map(|(a, b, join)| {
                (*a, *b, if *join { Verdict::Join } else { Verdict::Part })
            }));
            before.add(&linker, claims.clone());
            prop_assert_eq!(events(&before, &ids), events(&after, &ids));
        }
    }
}

/// A record that counts the claims that the linker asks for: each is compared, or grouped anew.
#[derive(Default)]
struct Counted {
    memory: Memory,
    asked: usize,
    rows: usize,
}

impl Known for Counted {
    type Id = usize;
    type Error = Infallible;

    fn carriers(&mut self, key: u64, most: usize) -> Result<Vec<(u32, usize)>, Infallible> {
        let found = self.memory.carriers(key, most)?;
        self.rows += found.len();
        Ok(found)
    }

    fn count(&mut self, key: u64, most: usize) -> Result<usize, Infallible> {
        self.memory.count(key, most)
    }

    fn traits(&mut self, id: usize) -> Result<Traits, Infallible> {
        self.asked += 1;
        self.memory.traits(id)
    }

    fn links(&mut self, id: usize) -> Result<Vec<(usize, u8)>, Infallible> {
        let found = self.memory.links(id)?;
        self.rows += found.len();
        Ok(found)
    }

    fn verdicts(&mut self, id: usize) -> Result<Vec<(usize, Verdict)>, Infallible> {
        self.memory.verdicts(id)
    }
}

/// Reports that all tell of one place and one day, one by one: what is asked for from the 600th to the 1,200th, and from
/// there to the 1,800th, is the same, since from the 200th on nobody meets under their keys.
#[test]
fn a_crowd_costs_no_more_than_its_cap() {
    let linker = linker(Caps { hubs: 8, carriers: 200, component: 20, crowd: 40 });
    let mut record = Counted::default();
    let mut marks = Vec::new();
    for at in 0..1800 {
        let traits = Traits { key: key(at), ..claim(0, (0, 1, 0, 0, 0, 0)) };
        let new = vec![Newcomer { id: at, traits }];
        let Ok(outcome) = linker.join(&mut record, &new);
        record.memory.take(new, outcome);
        if at % 600 == 599 {
            marks.push((record.asked, record.rows));
            (record.asked, record.rows) = (0, 0);
        }
    }
    let [first, second, third] = marks[..] else { panic!("{marks:?}") };
    assert!(first.0 > 200 * 8, "those that can be compared are: {marks:?}");
    assert_eq!(second, third);
    assert_eq!(second.0, 0, "nobody is compared: {marks:?}");
    let keys = 3 * events::KEYS_MAX;
    assert!(second.1 <= 600 * keys * 9, "hubs are all that is looked up: {marks:?}");
}

fn key(at: usize) -> ClaimKey {
    ClaimKey { report: ReportId(format!("{at:08x}00000000")), n: 1 }
}

/// Below the cap a new claim is compared with the hubs of its keys, not with all who carry them.
#[test]
fn a_claim_is_compared_with_the_hubs() {
    let linker = linker(Caps { hubs: 8, carriers: 4000, component: 20, crowd: 40 });
    let mut record = Counted::default();
    let count = 1500;
    for at in 0..count {
        let traits = Traits { key: key(at), ..claim(0, (0, 1, 0, 0, 0, 0)) };
        let new = vec![Newcomer { id: at, traits }];
        let Ok(outcome) = linker.join(&mut record, &new);
        record.memory.take(new, outcome);
    }
    // A hub is compared with all, and of n claims a new one is a hub with the chance 8 to n.
    assert!(record.asked < count * 8 * 6, "{} claims were asked for", record.asked);
}
