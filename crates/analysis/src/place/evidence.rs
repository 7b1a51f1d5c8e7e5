//! What speaks for a candidate: the countries in play, and the larger place that the text puts a name in.

use std::collections::BTreeMap;

use gazetteer::{Candidate, Feature};
use report::Span;

use super::names::Named;
use super::words::{Hint, Link, PlaceWords};
use crate::analysis::{Analysis, Mention, MentionKind, TokenId};

/// Tokens between a place and what holds it.
const GAP_MAX: usize = 8;
/// A city over this size stands for itself in a list; "Paris, Texas" is no list.
const LISTED_CITY_MIN: u32 = 30_000;

/// How much each country is spoken of, by ISO alpha-3.
pub(super) struct Countries(BTreeMap<String, f64>);

impl Countries {
    /// From states, nationalities, bodies and people, and from names that mean a place in one country only.
    pub(super) fn of(mentions: &[Mention], named: &[Named<'_>]) -> Countries {
        let mut countries = Countries(BTreeMap::new());
        for mention in mentions {
            let weight = match mention.kind {
                MentionKind::State | MentionKind::Nationality => 1.0,
                MentionKind::Group | MentionKind::Organisation | MentionKind::Person => 0.3,
                MentionKind::Place | MentionKind::Facility | MentionKind::Weapon | MentionKind::Unknown => continue,
            };
            for id in mention.actors.iter().filter_map(|actor| actor.id.as_deref()) {
                if let Some(code) = state(id) {
                    countries.add(code, weight);
                }
            }
        }
        let mut seen: Vec<&str> = Vec::new();
        for name in named {
            let clear = name.candidates.iter().find(|place| place.feature == Feature::Country);
            if let Some(country) = clear.filter(|_| !seen.contains(&name.key.as_str())) {
                seen.push(&name.key);
                countries.add(country.country, 1.0);
            }
        }
        countries
    }

    pub(super) fn add(&mut self, code: &str, weight: f64) {
        if !code.is_empty() {
            *self.0.entry(code.to_string()).or_default() += weight;
        }
    }

    /// From 0, not spoken of, to 1, spoken of most.
    pub(super) fn share(&self, code: &str) -> f64 {
        let most = self.0.values().copied().fold(0.0, f64::max);
        self.0.get(code).map_or(0.0, |weight| weight / most)
    }
}

/// The state of a canonical id: `UKR/GOV` is UKR; none for bodies and groups.
fn state(id: &str) -> Option<&str> {
    let code = id.split('/').next().unwrap_or_default();
    (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(code)
}

/// The larger place that holds a name: what it can be.
#[derive(Debug, Default)]
pub(super) struct Holder<'g> {
    pub(super) places: Vec<Candidate<'g>>,
    /// The country of a nationality ("the Syrian city of Hama").
    pub(super) country: Option<String>,
    /// It is the next name, after a bare comma: "Albany, New York".
    pub(super) is_next: bool,
}

/// For each name, what holds it; in the same order.
pub(super) fn holders<'g>(
    words: &PlaceWords,
    analysis: &Analysis,
    mentions: &[Mention],
    named: &[Named<'g>],
) -> Vec<Option<Holder<'g>>> {
    let nationalities: Vec<(Span, &str)> = mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Nationality)
        .filter_map(|mention| Some((mention.span, state(mention.actors.first()?.id.as_deref()?)?)))
        .collect();
    let around = Surroundings { words, analysis, nationalities };
    (0..named.len()).map(|at| around.after(named, at).or_else(|| around.before(named, at))).collect()
}

struct Surroundings<'a> {
    words: &'a PlaceWords,
    analysis: &'a Analysis,
    /// In text order.
    nationalities: Vec<(Span, &'a str)>,
}

impl Surroundings<'_> {
    /// "Bara, in the Sudanese state of North Kordofan".
    fn after<'g>(&self, named: &[Named<'g>], at: usize) -> Option<Holder<'g>> {
        let name = &named[at];
        let next = named.get(at + 1).filter(|next| next.first >= name.last)?;
        let gap = self.gap(name.last, next.first)?;
        let opens = gap.first().and_then(|word| self.words.link(word)) == Some(Link::In);
        if !opens || !self.is_filler(name.last, next.first) {
            return None;
        }
        let is_bare_comma = gap.len() == 1 && self.words.is_listing(gap[0]);
        if is_bare_comma && !(is_larger(name, next) && (is_land_alone(next) || !self.is_in_list(named, at))) {
            return None;
        }
        let places = lands(next);
        (!places.is_empty()).then_some(Holder { places, country: None, is_next: is_bare_comma })
    }

    /// "Sudan's El Fasher", "the Syrian city of Hama".
    fn before<'g>(&self, named: &[Named<'g>], at: usize) -> Option<Holder<'g>> {
        let name = &named[at];
        let start = self.analysis.tokens.get(name.first)?.span.start;
        let after = self.nationalities.partition_point(|(span, _)| span.end <= start);
        if let Some((span, country)) = after.checked_sub(1).map(|last| &self.nationalities[last]) {
            let from = self.analysis.tokens.partition_point(|token| token.span.start < span.end);
            if self.gap(from, name.first).is_some() && self.is_filler(from, name.first) {
                return Some(Holder { places: Vec::new(), country: Some((*country).to_string()), is_next: false });
            }
        }
        let previous = at.checked_sub(1).map(|before| &named[before]).filter(|previous| previous.last <= name.first)?;
        let gap = self.gap(previous.last, name.first)?;
        // "Sudan's El Fasher", "the Gaza Strip town of Khan Younis".
        let is_kind_of = gap.len() > 1 && gap.last().is_some_and(|word| self.words.is_in(word));
        let owns = is_kind_of && !self.words.is_in(gap[0])
            || gap.first().and_then(|word| self.words.link(word)) == Some(Link::Owner);
        let places = lands(previous);
        (owns && self.is_filler(previous.last, name.first) && !places.is_empty()).then_some(Holder {
            places,
            country: None,
            is_next: false,
        })
    }

    /// This name and the next are two of several that stand side by side.
    fn is_in_list(&self, named: &[Named<'_>], at: usize) -> bool {
        let is_listed = |first: usize| {
            let (Some(one), Some(other)) = (named.get(first), named.get(first + 1)) else { return false };
            let gap = self.gap(one.last, other.first).filter(|_| one.last <= other.first).unwrap_or_default();
            !gap.is_empty() && gap.iter().all(|word| self.words.is_listing(word))
        };
        is_listed(at + 1) || at.checked_sub(1).is_some_and(is_listed)
    }

    /// The words between, where they are few.
    fn gap(&self, from: TokenId, to: TokenId) -> Option<Vec<&str>> {
        let tokens = self.analysis.tokens.get(from..to).filter(|tokens| tokens.len() <= GAP_MAX)?;
        Some(tokens.iter().map(|token| token.lower.as_str()).collect())
    }

    /// Only words that may stand between a place and what holds it, and nationalities.
    fn is_filler(&self, from: TokenId, to: TokenId) -> bool {
        let tokens = self.analysis.tokens.get(from..to).unwrap_or_default();
        tokens.iter().all(|token| {
            self.words.is_between(&token.lower) || self.nationalities.iter().any(|(span, _)| span.overlaps(token.span))
        })
    }
}

/// One of the places of this name lies in the next.
fn is_larger(name: &Named<'_>, next: &Named<'_>) -> bool {
    let is_country = name.candidates.first().is_some_and(|place| place.feature == Feature::Country);
    !is_country && lands(next).iter().any(|land| name.candidates.iter().any(|place| lies_in(place, land)))
}

/// The text calls it a region, or no city of note shares its name.
fn is_land_alone(named: &Named<'_>) -> bool {
    let is_city = |place: &Candidate| place.feature == Feature::City && place.population >= LISTED_CITY_MIN;
    matches!(named.hint, Hint::Region | Hint::District) || !named.candidates.iter().any(is_city)
}

/// Candidates that can hold others.
pub(super) fn lands<'g>(named: &Named<'g>) -> Vec<Candidate<'g>> {
    named.candidates.iter().copied().filter(|place| !matches!(place.feature, Feature::City | Feature::Site)).collect()
}

/// Surely inside: the same region, or a country's own.
pub(super) fn lies_in(place: &Candidate<'_>, land: &Candidate<'_>) -> bool {
    match land.feature {
        Feature::Country => place.country == land.country && place.feature != Feature::Country,
        Feature::Admin1 => place.region == Some(land.id),
        Feature::Admin2 | Feature::Natural | Feature::City | Feature::Site => false,
    }
}
