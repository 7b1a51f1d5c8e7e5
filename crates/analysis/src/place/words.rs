//! The lexicon's words about places, ready for look-up.

use std::collections::{HashMap, HashSet};

use gazetteer::{Feature, fold};
use lexicon::Lexicon;

/// What kind of place the words around a name call for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Hint {
    Any,
    Country,
    Region,
    District,
    City,
    Natural,
    Site,
}

/// One phrase of `places/kinds`.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Folded, in text order.
    pub(crate) words: Vec<String>,
    pub(crate) hint: Hint,
    /// Phrases of one class are ways to say one thing.
    pub(super) class: String,
}

#[derive(Debug)]
pub(crate) struct PlaceWords {
    /// Stand after the name; longest first.
    pub(super) after: Vec<Kind>,
    /// Stand before the name; longest first.
    pub(super) before: Vec<Kind>,
    /// "north", "western", "nord".
    pub(super) directions: HashSet<String>,
    links: HashMap<String, Link>,
    /// Stand between the names of a list.
    listing: HashSet<String>,
    articles: HashSet<String>,
    kind_words: HashSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// Opens a phrase that tells what holds the place.
    In,
    /// Ends the holder's name.
    Owner,
    Between,
}

impl PlaceWords {
    pub(crate) fn new(lexicon: &Lexicon) -> PlaceWords {
        let (mut after, mut before) = (Vec::new(), Vec::new());
        let mut kind_words = HashSet::new();
        for row in lexicon.rows("places/kinds") {
            let hint = match row.get("feature") {
                "country" => Hint::Country,
                "region" => Hint::Region,
                "district" => Hint::District,
                "city" => Hint::City,
                "natural" => Hint::Natural,
                _ => Hint::Site,
            };
            let kind = || {
                let words = row.get("words").split_whitespace().map(fold).collect();
                Kind { words, hint, class: row.get("class").to_string() }
            };
            kind_words.extend(row.get("words").split_whitespace().map(fold));
            if matches!(row.get("side"), "after" | "both") {
                after.push(kind());
            }
            if matches!(row.get("side"), "before" | "both") {
                before.push(kind());
            }
        }
        for kinds in [&mut after, &mut before] {
            kinds.sort_by_key(|kind| std::cmp::Reverse(kind.words.len()));
        }
        let directions = lexicon.rows("places/directions").flat_map(|row| row.list("forms").map(str::to_string));
        let link = |role: &str| match role {
            "in" => Link::In,
            "owner" => Link::Owner,
            _ => Link::Between,
        };
        let of_role = |role: &'static str| {
            let rows = lexicon.rows("places/links").filter(move |row| row.get("role") == role);
            rows.map(|row| row.get("word").to_string()).collect::<HashSet<String>>()
        };
        let (listing, articles) = (of_role("listing"), of_role("article"));
        let linking = lexicon.rows("places/links").filter(|row| row.get("role") != "listing");
        let links = linking.map(|row| (row.get("word").to_string(), link(row.get("role"))));
        PlaceWords {
            after,
            before,
            directions: directions.collect(),
            links: links.collect(),
            listing,
            articles,
            kind_words,
        }
    }

    /// The noun ("city", "region", "country") can refer back to a place of this kind; any noun that is no word of
    /// kind can.
    pub(crate) fn suits(&self, noun: &str, feature: Feature) -> bool {
        let kind = self.after.iter().find(|kind| kind.words.len() == 1 && kind.words[0] == noun);
        match kind.map_or(Hint::Any, |kind| kind.hint) {
            Hint::Any => true,
            Hint::Country => feature == Feature::Country,
            Hint::Region => matches!(feature, Feature::Admin1 | Feature::Natural),
            Hint::District => feature.is_region(),
            Hint::City => feature == Feature::City,
            Hint::Natural => feature == Feature::Natural,
            Hint::Site => feature == Feature::Site,
        }
    }

    pub(super) fn link(&self, lower: &str) -> Option<Link> {
        self.links.get(lower).copied()
    }

    /// Opens a phrase that tells what holds the place: "in", "of".
    pub(super) fn is_in(&self, lower: &str) -> bool {
        self.link(lower) == Some(Link::In)
    }

    /// "the", at the head of a name.
    pub(super) fn is_article(&self, lower: &str) -> bool {
        self.articles.contains(lower)
    }

    pub(super) fn is_listing(&self, lower: &str) -> bool {
        self.listing.contains(lower)
    }

    /// May stand between a place and what holds it.
    pub(super) fn is_between(&self, lower: &str) -> bool {
        self.links.contains_key(lower)
            || self.is_article(lower)
            || self.directions.contains(lower)
            || self.kind_words.contains(lower)
    }

    /// The kind whose words open this sequence.
    pub(crate) fn kind_at_start(&self, words: &[&str]) -> Option<&Kind> {
        self.after.iter().find(|kind| starts_with(words, &kind.words))
    }

    /// The kind whose words close this sequence.
    pub(super) fn kind_at_end(&self, words: &[&str]) -> Option<&Kind> {
        self.before.iter().find(|kind| ends_with(words, &kind.words))
    }
}

pub(super) fn starts_with(words: &[&str], head: &[String]) -> bool {
    words.len() >= head.len() && words.iter().zip(head).all(|(a, b)| a == b)
}

pub(super) fn ends_with(words: &[&str], tail: &[String]) -> bool {
    words.len() >= tail.len() && starts_with(&words[words.len() - tail.len()..], tail)
}
