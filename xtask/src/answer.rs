//! `text -> Document`: the program's own claims in the form that gold has.

use claims::{Claim as Coded, Role};
use gazetteer::Feature;
use jiff::civil::Date;
use reader::Reader;
use report::{CharIndex, Report, Span};

use crate::gold::{About, Argument, Claim, Document, Figure, Said, Words};

/// Reads `text` as `dateline read` would, given nothing but the day of publication.
pub(crate) fn answer(reader: &Reader, name: &str, text: &str, published: Option<Date>) -> Document {
    let about = report::About { published, ..report::About::default() };
    let report = Report::new(text.to_string(), about);
    let reading = reader.read(&report);
    let page = Page { text: &report.text, index: CharIndex::new(&report.text) };
    let claims = reading.claims.iter().enumerate().map(|(number, claim)| page.claim(number + 1, claim)).collect();
    let about = About { id: name.to_string(), published: published.map(|day| day.to_string()) };
    Document { schema: "claims/1".to_string(), report: about, claims }
}

struct Page<'a> {
    text: &'a str,
    index: CharIndex,
}

impl Page<'_> {
    fn words(&self, span: Span) -> Words {
        let chars = self.index.chars(span);
        Words { start: chars.start as usize, end: chars.end as usize, text: span.of(self.text).to_string() }
    }

    fn claim(&self, id: usize, claim: &Coded) -> Claim {
        Claim {
            id,
            kind: claim.kind.name().to_string(),
            mode: claim.mode.iter().map(ToString::to_string).collect(),
            status: claim.status.name().to_string(),
            trigger: self.words(claim.trigger),
            said_by: claim.said_by.iter().map(|said| self.said(said)).collect(),
            args: claim.args.iter().map(|arg| self.arg(arg)).collect(),
            figures: claim.figures.iter().map(|figure| self.figure(figure)).collect(),
            rule: claim.rule.clone(),
        }
    }

    fn said(&self, said: &claims::Said) -> Said {
        let ids: Vec<&str> = said.who.iter().filter_map(|actor| actor.id.as_deref()).collect();
        Said {
            source: Some(self.words(said.source)),
            cue: said.cue.map(|cue| self.words(cue)),
            who: (!ids.is_empty()).then(|| ids.join(",")),
            manner: said.manner.name().to_string(),
        }
    }

    fn arg(&self, arg: &claims::Argument) -> Argument {
        let actor = arg.actor.as_ref();
        let place = arg.place.as_ref().and_then(|place| match place.feature {
            Feature::Country => Some(place.country.to_string()).filter(|code| !code.is_empty()),
            _ => place.geonames.map(|id| format!("geonames:{id}")),
        });
        let actor_id = actor.and_then(|actor| actor.id.as_ref()).map(ToString::to_string);
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        Argument {
            role: arg.role.name().to_string(),
            words: self.words(arg.span),
            id: if arg.role == Role::Place { place.or(actor_id) } else { actor_id.or(place) },
            name: actor.and_then(|actor| actor.name.clone()),
            from: arg.days.map(|(from, _)| day(from)),
            to: arg.days.map(|(_, to)| day(to)),
        }
    }

    fn figure(&self, figure: &claims::Figure) -> Figure {
        Figure {
            measure: figure.measure.name().to_string(),
            of: figure.of.as_ref().map(ToString::to_string),
            low: figure.low,
            high: figure.high,
            approx: figure.approx,
            unit: figure.unit.as_ref().map(ToString::to_string),
            words: self.words(figure.span),
        }
    }
}
