//! The small language of the rule files: where to look, and what must stand there.
//!
//! A selector is one or more paths and filters: `agent actor`, `patient|on|against !people`, `with @weapon`.
//! Paths joined by `|` are tried in turn until one yields; joined by `+`, all are taken. A path that is no keyword
//! is a preposition (`with`, `because_of`). `content>agent` leads on from what `content` found. Filters after the paths
//! must all hold of a token for it to be kept.

use analysis::{Form, MentionKind};
use lexicon::{ClassId, Words};

/// Where a selector looks, seen from the trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    Trigger,
    Agent,
    Patient,
    Indirect,
    /// The clause that is the content.
    Content,
    /// Possessors, and modifiers before a noun: compounds, adjectives, nationalities.
    Owner,
    Modifier,
    /// The verb that the trigger hangs on, or that carries it.
    Governor,
    /// Who does what the governing verb says: "an adviser" for the ceremony in "an adviser attended the ceremony".
    Subject,
    /// The predicate complement of a copula or of a verb of naming: "called it *a success*".
    Predicate,
    /// Whose the weapons are, and what they are aimed at.
    Maker,
    Aim,
    /// Clauses beside the trigger: participles, infinitives of purpose.
    Adverbial,
    /// The words of the sentence that leads a list in.
    Lead,
    /// Who is cited for the trigger, where named in its own sentence; of nested speakers the last.
    Speaker,
    /// The prepositions before a nominal.
    Case,
    /// The auxiliaries of a verb, copulas left out: "will" in "will respond".
    Auxiliary,
    /// Nominals with this preposition.
    Preposition(String),
    /// What another role of this rule has found: `$actor`.
    Role(String),
    /// From what the first finds, where the second leads: `content>agent` for Iran in "demanded that Iran withdraw".
    Chain(Box<Path>, Box<Path>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    Class(ClassId),
    Kind(&'static [MentionKind]),
    Form(Form),
    /// The mention names somebody with a canonical id, or is a person or body.
    Actor,
    /// Several people or one: a mention of a person or group, or a noun for people.
    People,
    Nominal,
    Verbal,
    /// A number that stands for what it counts: "53 were wounded".
    Number,
    /// A verb with "to".
    Infinitive,
    /// The party that is cited: "we", or one of the speaker's own state or body.
    Own,
    Not(Box<Filter>),
    /// Any of these.
    Any(Vec<Filter>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// As the rule file writes it.
    pub source: String,
    pub paths: Vec<Path>,
    /// Take what all paths yield, not what the first yields that yields anything.
    pub union: bool,
    pub filters: Vec<Filter>,
}

/// A property of the trigger itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    Active,
    Passive,
    Definite,
    Indefinite,
    Plural,
    /// Stands before another noun, or owns it: "the peace talks team".
    Modifier,
    Quoted,
    Negated,
    /// Carried by a light verb or by a verb of happening.
    Carried,
    /// A time stands within its own phrase: "Monday's attack".
    Dated,
    /// A time, a named place or a figure hangs on it.
    Timed,
    Placed,
    Counted,
    Copular,
    /// Somebody is cited as saying it.
    Told,
    /// Hangs by a preposition on a verb or noun: "talks on a ceasefire".
    Oblique,
    /// The first word of its sentence's root clause.
    Root,
    /// Told as to come.
    Future,
    /// A bare verb that commands: no subject, no auxiliary, no "to".
    Imperative,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    Some(Selector),
    Is(Trait),
    Not(Box<Term>),
}

/// Terms of which one must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub source: String,
    pub terms: Vec<Term>,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ExprError {
    #[error("no word class is called `@{0}`; add it to a file under words/ or mend the name")]
    NoClass(String),
    #[error(
        "`{0}` is no filter; filters are @class, actor, people, person, group, body, state, place, weapon, facility, thing, name, noun, pronoun, nominal, verbal, number, infinitive, own, each also with `!` before it"
    )]
    NoFilter(String),
    #[error("a selector needs a path before its filters (agent, patient, content, a preposition, …)")]
    NoPath,
}

pub(super) fn selector(source: &str, words: &Words) -> Result<Selector, ExprError> {
    let mut parts = source.split_whitespace();
    let paths = parts.next().ok_or(ExprError::NoPath)?;
    if paths.starts_with(['@', '!']) {
        return Err(ExprError::NoPath);
    }
    let union = paths.contains('+');
    let paths = paths.split(['|', '+']).map(path).collect();
    let filters = parts.map(|part| filter(part, words)).collect::<Result<_, _>>()?;
    Ok(Selector { source: source.to_string(), paths, union, filters })
}

pub(super) fn condition(source: &str, words: &Words) -> Result<Condition, ExprError> {
    let terms = source.split(" or ").map(|part| term(part.trim(), words)).collect::<Result<_, _>>()?;
    Ok(Condition { source: source.to_string(), terms })
}

fn term(source: &str, words: &Words) -> Result<Term, ExprError> {
    if let Some(rest) = source.strip_prefix("not ") {
        return Ok(Term::Not(Box::new(term(rest.trim(), words)?)));
    }
    match feature(source) {
        Some(feature) => Ok(Term::Is(feature)),
        None => Ok(Term::Some(selector(source, words)?)),
    }
}

fn feature(source: &str) -> Option<Trait> {
    Some(match source {
        "active" => Trait::Active,
        "passive" => Trait::Passive,
        "definite" => Trait::Definite,
        "indefinite" => Trait::Indefinite,
        "plural" => Trait::Plural,
        "a modifier" => Trait::Modifier,
        "quoted" => Trait::Quoted,
        "negated" => Trait::Negated,
        "carried" => Trait::Carried,
        "dated" => Trait::Dated,
        "timed" => Trait::Timed,
        "placed" => Trait::Placed,
        "counted" => Trait::Counted,
        "copular" => Trait::Copular,
        "told" => Trait::Told,
        "oblique" => Trait::Oblique,
        "root" => Trait::Root,
        "future" => Trait::Future,
        "imperative" => Trait::Imperative,
        _ => return None,
    })
}

fn path(source: &str) -> Path {
    if let Some((first, next)) = source.split_once('>') {
        return Path::Chain(Box::new(path(first)), Box::new(path(next)));
    }
    match source {
        "trigger" => Path::Trigger,
        "agent" => Path::Agent,
        "patient" => Path::Patient,
        "indirect" => Path::Indirect,
        "content" => Path::Content,
        "owner" => Path::Owner,
        "modifier" => Path::Modifier,
        "governor" => Path::Governor,
        "predicate" => Path::Predicate,
        "subject" => Path::Subject,
        "maker" => Path::Maker,
        "aim" => Path::Aim,
        "adverbial" => Path::Adverbial,
        "lead" => Path::Lead,
        "speaker" => Path::Speaker,
        "case" => Path::Case,
        "auxiliary" => Path::Auxiliary,
        other => match other.strip_prefix('$') {
            Some(role) => Path::Role(role.to_string()),
            None => Path::Preposition(other.replace('_', " ")),
        },
    }
}

/// A comma joins filters of which one must hold: `weapon,@projectile`.
fn filter(source: &str, words: &Words) -> Result<Filter, ExprError> {
    if let Some(rest) = source.strip_prefix('!') {
        return Ok(Filter::Not(Box::new(filter(rest, words)?)));
    }
    if source.contains(',') {
        return source.split(',').map(|part| filter(part, words)).collect::<Result<_, _>>().map(Filter::Any);
    }
    if let Some(class) = source.strip_prefix('@') {
        return words.class(class).map(Filter::Class).ok_or_else(|| ExprError::NoClass(class.to_string()));
    }
    use MentionKind::{Facility, Group, Nationality, Organisation, Person, Place, State, Weapon};
    Ok(match source {
        "actor" => Filter::Actor,
        "people" => Filter::People,
        "thing" => Filter::Not(Box::new(Filter::People)),
        "person" => Filter::Kind(&[Person]),
        "group" => Filter::Kind(&[Group]),
        "body" => Filter::Kind(&[Organisation]),
        "state" => Filter::Kind(&[State, Nationality]),
        "place" => Filter::Kind(&[Place, State]),
        "weapon" => thing(&[Weapon], "weapon", words),
        "facility" => thing(&[Facility], "facility", words),
        "name" => Filter::Form(Form::Name),
        "noun" => Filter::Form(Form::Noun),
        "pronoun" => Filter::Form(Form::Pronoun),
        "nominal" => Filter::Nominal,
        "verbal" => Filter::Verbal,
        "number" => Filter::Number,
        "infinitive" => Filter::Infinitive,
        "own" => Filter::Own,
        other => return Err(ExprError::NoFilter(other.to_string())),
    })
}

/// By what the mention is, or by the class of the noun.
fn thing(kinds: &'static [MentionKind], class: &str, words: &Words) -> Filter {
    let kinds = Filter::Kind(kinds);
    match words.class(class) {
        Some(class) => Filter::Any(vec![kinds, Filter::Class(class)]),
        None => kinds,
    }
}
