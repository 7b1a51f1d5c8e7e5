//! Reports and claims built by hand, a folder to keep records in, and the moment of all changes.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use analysis::{Actor, Feature, Place};
use claims::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
use events::{Filed, Kept, Linker, Telling, Words};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use lexicon::Lexicon;
use report::Span;
use store::{Made, New, Sqlite, Stamp};

pub(crate) const DAY: Date = date(2025, 12, 6);

/// A folder of its own that goes with the test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("record-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.join("record.dateline")
    }

    pub(crate) fn record(&self) -> Sqlite {
        Sqlite::create(&self.file(), &stamp()).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn stamp() -> Stamp {
    Stamp { at: Timestamp::from_second(1_765_000_000).unwrap(), by: Some("test".to_string()), why: None }
}

/// The words of the program that tell things of one kind.
pub(crate) fn linker() -> &'static Linker {
    static LINKER: LazyLock<Linker> = LazyLock::new(|| Linker::new(&Lexicon::builtin().unwrap()));
    &LINKER
}

pub(crate) fn made() -> Made {
    Made { version: "0.0.0".to_string(), rules: "r".to_string(), models: "m".to_string() }
}

pub(crate) fn actor(id: &str, name: Option<&str>) -> Actor {
    Actor { id: Some(id.into()), name: name.map(str::to_string) }
}

pub(crate) fn kyiv() -> Place {
    Place {
        geonames: Some(703_448),
        name: "Kyiv".to_string(),
        country: "UKR".into(),
        latitude: 50.45466,
        longitude: 30.5238,
        feature: Feature::City,
    }
}

/// The first `part` of the text.
fn at(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap() as u32;
    Span::new(start, start + part.len() as u32)
}

fn arg(role: Role, span: Span) -> Argument {
    Argument { role, span, actor: None, place: None, days: None }
}

/// "Russia fired 653 drones at Kyiv in wave 1, officials said." with its one claim.
pub(crate) fn strike(wave: u32, drones: u32, published: Date) -> New {
    let text = format!("Russia fired {drones} drones at Kyiv in wave {wave}, officials said.");
    let number = drones.to_string();
    let claim = Claim {
        kind: ClaimType::Assault,
        mode: vec!["aerial".into()],
        status: Status::Actual,
        trigger: at(&text, "fired"),
        evidence: Span::new(0, at(&text, ", officials").start),
        said_by: vec![Said {
            source: at(&text, "officials"),
            cue: Some(at(&text, "said")),
            who: vec![actor("UKR/GOV", None)],
            manner: Manner::Indirect,
        }],
        args: vec![
            Argument { actor: Some(actor("RUS", Some("Russia"))), ..arg(Role::Actor, at(&text, "Russia")) },
            Argument { place: Some(kyiv()), ..arg(Role::Place, at(&text, "Kyiv")) },
            arg(Role::Instrument, at(&text, "drones")),
        ],
        figures: vec![Figure {
            measure: Measure::Launched,
            of: Some("drone".into()),
            low: Some(f64::from(drones)),
            high: Some(f64::from(drones)),
            approx: false,
            unit: None,
            beside: None,
            span: at(&text, &number),
        }],
        rule: "fire-at".to_string(),
    };
    let words = Words {
        trigger: vec!["fire".into()],
        args: vec![vec!["russia".into()], vec!["kyiv".into()], vec!["drone".into()]],
    };
    New { filed: Filed::new(text, Some(published)), kept: vec![Kept { claim, words, telling: Telling::default() }] }
}

/// Two claims: talks to come, without an actor; and a stance of one side, long ago.
pub(crate) fn talks(round: u32, published: Option<Date>) -> New {
    let text = format!("Talks will go on in round {round}. Ukraine’s minister rejected the plan in 2014.");
    let planned = Claim {
        kind: ClaimType::Consult,
        mode: Vec::new(),
        status: Status::Future,
        trigger: at(&text, "Talks"),
        evidence: Span::new(0, at(&text, ".").start),
        said_by: Vec::new(),
        args: Vec::new(),
        figures: Vec::new(),
        rule: "talks".to_string(),
    };
    let year = (Some(date(2014, 1, 1)), Some(date(2014, 12, 31)));
    let rejected = Claim {
        kind: ClaimType::Reject,
        trigger: at(&text, "rejected"),
        evidence: Span::new(at(&text, "Ukraine").start, text.len() as u32 - 1),
        status: Status::Actual,
        args: vec![
            Argument { actor: Some(actor("UKR/GOV", None)), ..arg(Role::Actor, at(&text, "Ukraine’s minister")) },
            Argument { days: Some(year), ..arg(Role::Time, at(&text, "2014")) },
        ],
        rule: "reject".to_string(),
        ..planned.clone()
    };
    let words = |count: usize| Words { trigger: vec!["word".into()], args: vec![vec!["2014".into()]; count] };
    let kept = [(planned, 0), (rejected, 2)].map(|(claim, count)| Kept {
        claim,
        words: words(count),
        telling: Telling::default(),
    });
    New { filed: Filed::new(text, published), kept: kept.to_vec() }
}

/// The report as printed by an outlet.
pub(crate) fn printed(mut new: New, outlet: &str, side: &str) -> New {
    new.filed.outlet = Some(outlet.to_string());
    new.filed.side = Some(side.to_string());
    new.filed.url = Some(format!("https://{outlet}.example.org/{}", new.filed.id.0));
    new
}
