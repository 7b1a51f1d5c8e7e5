//! Where things happened, for the map: places of the stories told as happened, most important first.

use claims::{Role, Status};
use events::EventId;

use super::headings::SectionKind;
use super::story::Story;

/// How exactly a pin stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A town, a plant, a site.
    Site,
    /// A district or a region: the pin is its main town.
    Region,
    /// Not to be pinned.
    Country,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    pub latitude: f64,
    pub longitude: f64,
    pub level: Level,
    /// Stories told of this place.
    pub events: Vec<EventId>,
}

/// One pin a place.
pub(super) fn pins(stories: &[Story<'_>]) -> Vec<Pin> {
    let mut pins: Vec<Pin> = Vec::new();
    for story in stories {
        let physical = |kind: SectionKind| {
            matches!(
                kind,
                SectionKind::Happened | SectionKind::Outages | SectionKind::Casualties | SectionKind::Nuclear
            )
        };
        let tellings = story.tellings.iter().filter(|(kind, _)| physical(*kind));
        let entries = tellings.flat_map(|(_, telling)| telling.entries.iter());
        let actual = entries.filter(|entry| entry.claim().status == Status::Actual);
        let args = actual.flat_map(|entry| &entry.claim().args).filter(|arg| arg.role == Role::Place);
        for place in args.filter_map(|arg| arg.place.as_ref()) {
            let same = |pin: &&mut Pin| pin.name == place.name && pin.country == place.country;
            match pins.iter_mut().find(same) {
                Some(pin) if !pin.events.contains(&story.event) => pin.events.push(story.event.clone()),
                Some(_) => {}
                None => pins.push(Pin {
                    name: place.name.clone(),
                    country: place.country.to_string(),
                    latitude: place.latitude,
                    longitude: place.longitude,
                    level: level(place.feature),
                    events: vec![story.event.clone()],
                }),
            }
        }
    }
    pins
}

fn level(feature: analysis::Feature) -> Level {
    match feature {
        analysis::Feature::Country => Level::Country,
        analysis::Feature::Admin1 | analysis::Feature::Admin2 | analysis::Feature::Natural => Level::Region,
        analysis::Feature::City | analysis::Feature::Site => Level::Site,
    }
}
