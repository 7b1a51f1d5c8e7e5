//! `Brief -> JSON`, `brief/1`, as `docs/brief.md` names the fields. Offsets count characters of the report's text.

use std::collections::BTreeMap;

use events::Entry;
use jiff::civil::Date;
use record::brief::{Brief, Level, Part, Sentence};
use report::{CharIndex, Span};
use serde_json::{Value, json};

/// `entries` are those that the brief was made of: their texts turn bytes into characters.
pub fn json(brief: &Brief, entries: &[Entry]) -> String {
    let texts: BTreeMap<&str, &str> =
        entries.iter().map(|entry| (entry.report.id.0.as_str(), entry.report.text.as_str())).collect();
    let index = |text: &str| CharIndex::new(text);
    let sources = brief.sources.iter();
    let indexes =
        sources.map(|source| index(texts.get(source.report.0.as_str()).copied().unwrap_or_default())).collect();
    let page = Page { brief, indexes };
    let mut text = serde_json::to_string_pretty(&page.whole()).unwrap_or_default();
    text.push('\n');
    text
}

struct Page<'a> {
    brief: &'a Brief,
    /// By number of source, from 1.
    indexes: Vec<CharIndex>,
}

impl Page<'_> {
    fn whole(&self) -> Value {
        let head = &self.brief.head;
        let counts = head.counts;
        json!({
            "schema": "brief/1",
            "title": head.title,
            "from": day(head.from),
            "to": day(head.to),
            "place": head.place,
            "note": head.note,
            "counts": {"reports": counts.reports, "outlets": counts.outlets, "origins": counts.origins,
                       "claims": counts.claims, "told": counts.told},
            "sections": self.brief.sections.iter().map(|section| json!({
                "kind": section.kind.name(),
                "title": section.title,
                "items": section.items.iter().map(|item| json!({
                    "event": item.event.as_ref().map(|event| event.0.as_str()),
                    "sentences": item.sentences.iter().map(|sentence| self.sentence(sentence)).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "places": self.places(),
            "charts": self.charts(),
            "sources": self.sources(),
        })
    }

    fn sentence(&self, sentence: &Sentence) -> Value {
        json!({
            "text": sentence.text(),
            "sources": sentence.sources(),
            "parts": sentence.parts.iter().map(|part| self.part(part)).collect::<Vec<_>>(),
            "claims": sentence.cites.iter().map(|cite| {
                let (start, end) = self.characters(cite.source, cite.evidence);
                json!({"source": cite.source, "claim": cite.claim, "start": start, "end": end})
            }).collect::<Vec<_>>(),
        })
    }

    fn part(&self, part: &Part) -> Value {
        match part {
            Part::Ours(text) => json!({"kind": "own", "text": text}),
            Part::Counted(text) => json!({"kind": "counted", "text": text}),
            Part::Day(text) => json!({"kind": "day", "text": text}),
            Part::Name(text) => json!({"kind": "name", "text": text}),
            Part::Mark(source) => json!({"kind": "source", "source": source}),
            Part::Told(told) => {
                let (start, end) = self.characters(told.source, told.span);
                json!({"kind": "told", "text": told.text, "source": told.source, "start": start, "end": end})
            }
        }
    }

    fn characters(&self, source: usize, span: Span) -> (u32, u32) {
        let chars = source.checked_sub(1).and_then(|at| self.indexes.get(at)).map(|index| index.chars(span));
        chars.map_or((0, 0), |span| (span.start, span.end))
    }

    fn places(&self) -> Value {
        let place = |pin: &record::brief::Pin| {
            let level = match pin.level {
                Level::Site => "place",
                Level::Region => "region",
                Level::Country => "country",
            };
            let events: Vec<&str> = pin.events.iter().map(|event| event.0.as_str()).collect();
            json!({"name": pin.name, "country": pin.country, "lat": degrees(pin.latitude), "lon": degrees(pin.longitude),
                   "level": level, "events": events})
        };
        self.brief.pins.iter().map(place).collect()
    }

    fn charts(&self) -> Value {
        let bar = |bar: &record::brief::Bar| {
            let (start, end) = self.characters(bar.source, bar.span);
            let speaker = (!bar.speaker.is_empty()).then_some(&bar.speaker);
            json!({"source": bar.source, "speaker": speaker, "words": bar.words, "low": bar.low.map(crate::Number),
                   "high": bar.high.map(crate::Number), "start": start, "end": end})
        };
        let chart = |chart: &record::brief::Chart| {
            json!({"question": chart.question, "disputed": chart.disputed,
                   "values": chart.bars.iter().map(bar).collect::<Vec<_>>()})
        };
        self.brief.charts.iter().map(chart).collect()
    }

    fn sources(&self) -> Value {
        let source = |source: &record::brief::Source| {
            json!({"number": source.number, "report": source.report.0, "outlet": source.outlet, "side": source.side,
                   "title": source.title, "url": source.url, "file": source.file, "published": day(source.published),
                   "copies": source.copies.as_ref().map(|origin| origin.0.as_str()), "language": source.language.as_str()})
        };
        self.brief.sources.iter().map(source).collect()
    }
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// About ten metres: finer than any source is.
fn degrees(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
