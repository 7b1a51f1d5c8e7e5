//! Claims and entries made by hand.

use std::sync::Arc;

use analysis::{Actor, Feature, Place};
use claims::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
use events::{Entry, EventId, Filed, Kept, Telling, Words};
use jiff::civil::Date;
use report::Span;

pub(super) struct Made {
    pub(super) claim: Claim,
}

pub(super) fn made(kind: ClaimType, args: Vec<Argument>, figure: Figure) -> Made {
    Made {
        claim: Claim {
            kind,
            mode: Vec::new(),
            status: Status::Actual,
            trigger: Span::new(0, 0),
            evidence: Span::new(0, 0),
            said_by: Vec::new(),
            args,
            figures: vec![figure],
            rule: String::new(),
        },
    }
}

impl Made {
    pub(super) fn said_by(mut self, id: &str) -> Made {
        let who = vec![Actor { id: Some(id.into()), name: None }];
        self.claim.said_by.push(Said { source: Span::new(0, 0), cue: None, who, manner: Manner::Indirect });
        self
    }

    pub(super) fn mode(mut self, mode: &str) -> Made {
        self.claim.mode.push(mode.into());
        self
    }

    pub(super) fn and(mut self, figure: Figure) -> Made {
        self.claim.figures.push(figure);
        self
    }

    pub(super) fn kept(&self) -> Kept {
        let args = vec![Vec::new(); self.claim.args.len()];
        Kept { claim: self.claim.clone(), words: Words { trigger: Vec::new(), args }, telling: Telling::default() }
    }

    /// In a report of that day and words, as the event whose name is given.
    pub(super) fn on(self, published: Date, words: &str, event: &str) -> Entry {
        let report = Arc::new(Filed::new(words.to_string(), Some(published)));
        Entry { report, n: 1, kept: self.kept(), event: EventId(event.into()), review: events::Reviewed::default() }
    }
}

pub(super) fn figure(measure: Measure, of: &str, value: f64) -> Figure {
    between(measure, of, Some(value), Some(value))
}

pub(super) fn between(measure: Measure, of: &str, low: Option<f64>, high: Option<f64>) -> Figure {
    Figure { measure, of: Some(of.into()), low, high, approx: false, unit: None, beside: None, span: Span::new(0, 0) }
}

pub(super) fn arg(role: Role, id: &str) -> Argument {
    let actor = Some(Actor { id: Some(id.into()), name: None });
    Argument { role, span: Span::new(0, 0), actor, place: None, days: None }
}

pub(super) fn days(from: Option<Date>, to: Option<Date>) -> Argument {
    Argument { role: Role::Time, span: Span::new(0, 0), actor: None, place: None, days: Some((from, to)) }
}

pub(super) fn town(geonames: u32, country: &str) -> Argument {
    place_of(Role::Place, "Bara", Some(geonames), country, Feature::City)
}

pub(super) fn land(country: &str) -> Argument {
    place_of(Role::Place, country, None, country, Feature::Country)
}

pub(super) fn place_of(role: Role, name: &str, geonames: Option<u32>, country: &str, feature: Feature) -> Argument {
    let place =
        Place { geonames, name: name.to_string(), country: country.into(), latitude: 0.0, longitude: 0.0, feature };
    Argument { role, span: Span::new(0, 0), actor: None, place: Some(place), days: None }
}
