//! A mention's words read as a place name: what is looked up, and what kind of place the words around call for.

use gazetteer::{Candidate, Feature, Gazetteer, fold};
use report::{Report, Span};

use super::words::{Hint, Kind, Link, PlaceWords, ends_with, starts_with};
use crate::analysis::{Analysis, Form, Mention, MentionId, MentionKind, TokenId};

/// Words looked at on each side of a name for what kind of place it is.
const AROUND: usize = 4;

/// A mention that goes by a name, with the places of that name.
pub(super) struct Named<'g> {
    pub(super) mention: MentionId,
    /// Folded, without words of kind: equal keys are one name.
    pub(super) key: String,
    /// Tokens of the name with the words of kind around it, `last` exclusive.
    pub(super) first: TokenId,
    pub(super) last: TokenId,
    pub(super) hint: Hint,
    /// The kind was told by the text itself, in the plural: it goes for the names listed before, too.
    plural: bool,
    pub(super) candidates: Vec<Candidate<'g>>,
}

/// In the order of the mentions.
pub(super) fn read<'g>(
    gazetteer: &'g Gazetteer,
    words: &PlaceWords,
    report: &Report,
    analysis: &Analysis,
    mentions: &[Mention],
) -> Vec<Named<'g>> {
    let mut named: Vec<Named<'g>> = mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| is_named(mention, &report.text))
        .filter(|(_, mention)| matches!(mention.kind, MentionKind::Place | MentionKind::Facility | MentionKind::State))
        .map(|(at, mention)| read_one(gazetteer, words, &report.text, analysis, at, mention))
        .collect();
    for at in (1..named.len()).rev() {
        let (before, rest) = named.split_at_mut(at);
        let (this, next) = (&mut before[at - 1], &rest[0]);
        if next.plural && this.hint == Hint::Any && is_list(words, analysis, this.last, next.first) {
            this.hint = next.hint;
            this.plural = true;
            this.candidates = fitting(this.hint, std::mem::take(&mut this.candidates));
        }
    }
    named
}

fn read_one<'g>(
    gazetteer: &'g Gazetteer,
    words: &PlaceWords,
    text: &str,
    analysis: &Analysis,
    at: MentionId,
    mention: &Mention,
) -> Named<'g> {
    let (first, last) = tokens_of(analysis, mention.span);
    let first = after_owner(words, analysis, first, last);
    let start = analysis.tokens.get(first).map_or(mention.span.start, |token| token.span.start.max(mention.span.start));
    let folded = fold(Span::new(start, mention.span.end).of(text));
    let is_capital = Span::new(start, mention.span.end).of(text).starts_with(char::is_uppercase);
    let inside: Vec<&str> = folded.split(' ').collect();
    let around = Around::of(words, analysis, first, last);
    let whole = gazetteer.find(&folded);
    let mut named = Named {
        mention: at,
        key: folded.clone(),
        first: first - around.before,
        last: last + around.after,
        hint: around.hint,
        plural: around.plural,
        candidates: fitting(around.hint, whole.clone()),
    };
    if matches!(around.hint, Hint::Site | Hint::Natural) {
        // "a Baghdad airport" names Baghdad; a kind that is not part of the name asks for no other place.
        let outer = around.kind.map(|kind| full_names(words, &folded, kind)).unwrap_or_default();
        let works: Vec<Candidate> = outer.iter().flat_map(|name| gazetteer.find(name)).collect();
        let works = distinct(fitting(around.hint, works));
        named.hint = if works.is_empty() || around.hint == Hint::Site { Hint::Any } else { around.hint };
        named.candidates = if named.hint == Hint::Any { whole } else { works };
        if named.candidates.is_empty() {
            return named;
        }
    }
    if named.candidates.is_empty() && around.hint == Hint::Any {
        read_inside(gazetteer, words, &inside, &mut named);
    }
    if named.candidates.is_empty() {
        match mention.kind {
            MentionKind::Facility if is_capital => read_owner(gazetteer, &inside, &mut named),
            MentionKind::Facility => {}
            _ => read_part(gazetteer, words, &mut named),
        }
    }
    named
}

/// A name, or a noun phrase with one in it ("Kyiv region").
fn is_named(mention: &Mention, text: &str) -> bool {
    match mention.form {
        Form::Name => true,
        Form::Noun => mention.span.of(text).starts_with(char::is_uppercase),
        Form::Pronoun => false,
    }
}

/// Past "Ukraine's" in "Ukraine's Zaporizhzhia Nuclear Power Plant".
fn after_owner(words: &PlaceWords, analysis: &Analysis, first: TokenId, last: TokenId) -> TokenId {
    let mut owners = (first..last).filter(|&at| words.link(&analysis.tokens[at].lower) == Some(Link::Owner));
    owners.next_back().map(|at| at + 1).filter(|&at| at < last).unwrap_or(first)
}

/// The words of kind stand in the name itself: "Kharkiv region", "Hawadley village", "Gulf of X".
fn read_inside<'g>(gazetteer: &'g Gazetteer, words: &PlaceWords, inside: &[&str], named: &mut Named<'g>) {
    let after = words.after.iter().find(|kind| inside.len() > kind.words.len() && ends_with(inside, &kind.words));
    let before = words.before.iter().find(|kind| inside.len() > kind.words.len() && starts_with(inside, &kind.words));
    let (kind, base) = match (after, before) {
        (Some(kind), _) => (kind, &inside[..inside.len() - kind.words.len()]),
        (None, Some(kind)) => (kind, &inside[kind.words.len()..]),
        (None, None) => return,
    };
    let base = base.iter().skip_while(|word| words.is_article(word)).copied().collect::<Vec<_>>().join(" ");
    named.hint = kind.hint;
    named.plural = is_plural(kind);
    let mut found = gazetteer.find(&base);
    if matches!(kind.hint, Hint::Site | Hint::Natural) {
        found.extend(full_names(words, &base, kind).iter().flat_map(|name| gazetteer.find(name)));
    }
    named.candidates = distinct(fitting(kind.hint, found));
    named.key = base;
}

/// "western Ukraine", "the northern Gaza Strip": the whole of which it is a part; only lands have parts.
fn read_part<'g>(gazetteer: &'g Gazetteer, words: &PlaceWords, named: &mut Named<'g>) {
    let inside: Vec<&str> = named.key.split(' ').filter(|word| !words.is_article(word)).collect();
    let parts = inside.iter().take_while(|word| words.directions.contains(**word) || words.is_listing(word)).count();
    if parts == 0 || parts == inside.len() {
        return;
    }
    let whole = gazetteer.find(&inside[parts..].join(" "));
    let is_land = |place: &Candidate| matches!(place.feature, Feature::Country | Feature::Admin1 | Feature::Natural);
    named.candidates = whole.into_iter().filter(is_land).map(|place| Candidate { geonames: None, ..place }).collect();
}

/// "Kharkiv Cathedral": a work that is named for its town lies there; the town's id is not its own.
fn read_owner<'g>(gazetteer: &'g Gazetteer, inside: &[&str], named: &mut Named<'g>) {
    let length = gazetteer.longest(inside);
    if length == 0 || length == inside.len() {
        return;
    }
    let towns = gazetteer.find(&inside[..length].join(" ")).into_iter().filter(|place| place.feature == Feature::City);
    named.candidates = towns.map(|place| Candidate { feature: Feature::Site, geonames: None, ..place }).collect();
}

/// What stands beside a name and says its kind.
struct Around<'w> {
    hint: Hint,
    kind: Option<&'w Kind>,
    plural: bool,
    /// Tokens of kind before and after the name.
    before: usize,
    after: usize,
}

impl<'w> Around<'w> {
    fn of(words: &'w PlaceWords, analysis: &Analysis, first: TokenId, last: TokenId) -> Around<'w> {
        let none = Around { hint: Hint::Any, kind: None, plural: false, before: 0, after: 0 };
        if first >= analysis.tokens.len() || analysis.sentences.is_empty() {
            return none;
        }
        let sentence = analysis.sentence_of(first);
        let lower = |range: std::ops::Range<usize>| -> Vec<&str> {
            analysis.tokens.get(range).unwrap_or_default().iter().map(|token| token.lower.as_str()).collect()
        };
        let following = lower(last..(last + AROUND).min(sentence.last.max(last)));
        // "the Gaza Strip town of Khan Younis": the town is the other one.
        let is_of_another = |kind: &&Kind| {
            let opens = |word: &&str| words.is_in(word) && !words.is_listing(word);
            kind.hint == Hint::City && following.get(kind.words.len()).is_some_and(opens)
        };
        if let Some(kind) = words.kind_at_start(&following).filter(|kind| !is_of_another(kind)) {
            let after = kind.words.len();
            return Around { hint: kind.hint, kind: Some(kind), plural: is_plural(kind), before: 0, after };
        }
        let preceding = lower(first.saturating_sub(AROUND).max(sentence.first.min(first))..first);
        if let Some(kind) = words.kind_at_end(&preceding) {
            return Around { hint: kind.hint, kind: Some(kind), plural: false, before: kind.words.len(), after: 0 };
        }
        none
    }
}

/// "Odesa, Chernihiv and Kharkiv regions".
fn is_plural(kind: &Kind) -> bool {
    kind.class.ends_with('s') && matches!(kind.hint, Hint::Region | Hint::District)
}

/// Only commas and conjunctions stand between.
fn is_list(words: &PlaceWords, analysis: &Analysis, from: TokenId, to: TokenId) -> bool {
    let between = analysis.tokens.get(from..to).unwrap_or_default();
    !between.is_empty() && between.len() <= 3 && between.iter().all(|token| words.is_listing(&token.lower))
}

/// The name with each way to say its kind: "X airport", "X international airport".
fn full_names(words: &PlaceWords, base: &str, kind: &Kind) -> Vec<String> {
    let after = words.after.iter().filter(|other| other.class == kind.class);
    let before = words.before.iter().filter(|other| other.class == kind.class);
    let mut names: Vec<String> = after.map(|other| format!("{base} {}", other.words.join(" "))).collect();
    names.extend(before.map(|other| format!("{} {base}", other.words.join(" "))));
    names
}

/// The candidates that are of the kind called for. A district or region that is not listed lies at the city it
/// is named for.
fn fitting<'g>(hint: Hint, candidates: Vec<Candidate<'g>>) -> Vec<Candidate<'g>> {
    let is_fit = |place: &Candidate| match hint {
        Hint::Any => true,
        Hint::Country => matches!(place.feature, Feature::Country),
        Hint::Region => matches!(place.feature, Feature::Admin1 | Feature::Natural | Feature::Country),
        Hint::District => matches!(place.feature, Feature::Admin2 | Feature::Admin1 | Feature::Natural),
        Hint::City => matches!(place.feature, Feature::City),
        Hint::Natural => matches!(place.feature, Feature::Natural),
        Hint::Site => matches!(place.feature, Feature::Site | Feature::Natural),
    };
    let fit: Vec<Candidate<'g>> = candidates.iter().copied().filter(is_fit).collect();
    if !fit.is_empty() || !matches!(hint, Hint::Region | Hint::District) {
        return fit;
    }
    let seats = candidates.into_iter().filter(|place| matches!(place.feature, Feature::City | Feature::Admin2));
    seats.map(|place| Candidate { feature: Feature::Admin2, geonames: None, ..place }).collect()
}

fn distinct(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    candidates.sort_by_key(|place| place.id);
    candidates.dedup_by_key(|place| place.id);
    candidates
}

/// `first..last` of the tokens that the span touches.
fn tokens_of(analysis: &Analysis, span: Span) -> (TokenId, TokenId) {
    let first = analysis.tokens.partition_point(|token| token.span.end <= span.start);
    let last = analysis.tokens.partition_point(|token| token.span.start < span.end);
    (first, last.max(first))
}
