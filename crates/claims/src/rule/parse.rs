//! `&str -> RuleSet`: rule files in TOML.
//!
//! One table a rule. `defaults` at the head of a file gives roles and measures that its rules share; a rule's own
//! replace them. Unknown keys are refused.

use std::collections::BTreeMap;

use lexicon::{ClassId, Pos, Words};
use serde::Deserialize;

use crate::claim::{ClaimType, Measure, Role, Status};
use crate::rule::expr::{self, Condition, ExprError, Selector};

#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    #[error("{file}: {source}")]
    Syntax { file: String, source: Box<toml::de::Error> },
    #[error("{file}, line {line}, rule `{rule}`: {problem}")]
    Rule { file: String, line: usize, rule: String, problem: String },
    #[error("{file}, line {line}: a second rule is called `{rule}`; names are unique over all files")]
    Twice { file: String, line: usize, rule: String },
}

/// A sentence and the claim that the rule makes of it, in one line; for a `no`, the reason.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Example(pub String, pub String);

/// What a figure stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    Trigger,
    Part(Role),
    /// The undergoer, where it is no argument of the claim ("left 40,000 people without power").
    Patient,
    /// A number alone, beside the trigger or the verb it hangs on: "put the toll at 31".
    Value,
    /// The number after "of": "585 of 653 drones".
    Whole,
}

/// A mode that a claim has, if its condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mode {
    pub name: String,
    pub when: Option<Condition>,
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub name: String,
    pub file: String,
    pub line: usize,
    pub kind: ClaimType,
    pub triggers: Vec<ClassId>,
    pub pos: Pos,
    /// Holds of the root of a list's item, whatever the word.
    pub item: bool,
    /// Holds of what stands with a copula, whatever the word.
    pub predicate: bool,
    pub conditions: Vec<Condition>,
    /// Where the claims stand, seen from the trigger: one on each token found; None for the trigger itself.
    pub site: Option<Selector>,
    /// In the order of the file: later roles see what earlier ones found.
    pub roles: Vec<(Role, Vec<Selector>)>,
    /// What figures count, by what they stand on.
    pub measures: BTreeMap<Seat, Measure>,
    pub modes: Vec<Mode>,
    pub status: Option<Status>,
    /// The trigger is the whole phrase, not its head word.
    pub phrase: bool,
    /// Whether the clause's times and places belong to the act itself.
    pub setting: bool,
    pub priority: i32,
    /// Gives way to the claims that its topic tells: "denied that troops had fired" is a denied ASSAULT.
    pub yields: bool,
    pub yes: Vec<Example>,
    pub no: Vec<Example>,
}

/// All rules of a language, in the order of their files.
#[derive(Debug, Default)]
pub struct RuleSet {
    pub rules: Vec<Rule>,
    by_class: Vec<Vec<usize>>,
    of_items: Vec<usize>,
    of_predicates: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    #[serde(rename = "type")]
    kind: String,
    trigger: Option<OneOrMany>,
    #[serde(default)]
    item: bool,
    #[serde(default)]
    predicate: bool,
    site: Option<String>,
    pos: Option<String>,
    #[serde(default)]
    when: Vec<String>,
    #[serde(default)]
    args: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    measure: BTreeMap<String, String>,
    #[serde(default)]
    mode: Vec<String>,
    status: Option<String>,
    #[serde(default)]
    phrase: bool,
    setting: Option<bool>,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    yields: bool,
    #[serde(default)]
    yes: Vec<Example>,
    #[serde(default)]
    no: Vec<Example>,
}

#[derive(Deserialize, Default, Clone)]
#[serde(deny_unknown_fields)]
struct Defaults {
    #[serde(default)]
    args: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    measure: BTreeMap<String, String>,
    #[serde(default)]
    mode: Vec<String>,
    #[serde(default)]
    when: Vec<String>,
}

#[derive(Deserialize, Clone)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn items(&self) -> &[String] {
        match self {
            OneOrMany::One(item) => std::slice::from_ref(item),
            OneOrMany::Many(items) => items,
        }
    }
}

impl RuleSet {
    /// `files` are (name for messages, text). A later file's rule replaces an earlier file's of the same name.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, words: &Words) -> Result<RuleSet, RuleError> {
        let mut set = RuleSet::default();
        for (file, text) in files {
            for rule in rules_of(file, text, words)? {
                match set.rules.iter().position(|other| other.name == rule.name) {
                    Some(at) if set.rules[at].file == rule.file => {
                        return Err(RuleError::Twice { file: rule.file, line: rule.line, rule: rule.name });
                    }
                    Some(at) => set.rules[at] = rule,
                    None => set.rules.push(rule),
                }
            }
        }
        set.by_class = vec![Vec::new(); words.len()];
        for (index, rule) in set.rules.iter().enumerate() {
            if rule.item {
                set.of_items.push(index);
            }
            if rule.predicate {
                set.of_predicates.push(index);
            }
            for class in &rule.triggers {
                set.by_class[class.0 as usize].push(index);
            }
        }
        Ok(set)
    }

    /// Indices of the rules for items of lists.
    pub fn of_items(&self) -> &[usize] {
        &self.of_items
    }

    /// Indices of the rules for predicates of a copula.
    pub fn of_predicates(&self) -> &[usize] {
        &self.of_predicates
    }

    /// Indices of the rules that this class can trigger.
    pub fn triggered_by(&self, class: ClassId) -> &[usize] {
        self.by_class.get(class.0 as usize).map_or(&[], Vec::as_slice)
    }
}

fn rules_of(file: &str, text: &str, words: &Words) -> Result<Vec<Rule>, RuleError> {
    let syntax = |source: toml::de::Error| RuleError::Syntax { file: file.to_string(), source: Box::new(source) };
    let mut tables: toml::map::Map<String, toml::Value> = toml::from_str(text).map_err(syntax)?;
    let defaults: Defaults = match tables.remove("defaults") {
        Some(value) => value.try_into().map_err(syntax)?,
        None => Defaults::default(),
    };
    let lines = header_lines(text);
    let mut rules = Vec::with_capacity(tables.len());
    for (name, value) in tables {
        let line = lines.get(&name).copied().unwrap_or(1);
        let wrong = |problem: String| RuleError::Rule { file: file.to_string(), line, rule: name.clone(), problem };
        let raw: RawRule = value.try_into().map_err(|error: toml::de::Error| wrong(error.message().to_string()))?;
        let mut rule = build(raw, &defaults, words).map_err(wrong)?;
        rule.name = name;
        rule.file = file.to_string();
        rule.line = line;
        rules.push(rule);
    }
    rules.sort_by_key(|rule| rule.line);
    Ok(rules)
}

fn header_lines(text: &str) -> BTreeMap<String, usize> {
    let headers = text.lines().enumerate().filter_map(|(index, line)| {
        let name = line.trim().strip_prefix('[')?.strip_suffix(']')?;
        Some((name.to_string(), index + 1))
    });
    headers.collect()
}

fn build(raw: RawRule, defaults: &Defaults, words: &Words) -> Result<Rule, String> {
    let kind = ClaimType::parse(&raw.kind).ok_or_else(|| format!("`{}` is no claim type", raw.kind))?;
    let wrong = |error: ExprError| error.to_string();
    let mut triggers = Vec::new();
    for name in raw.trigger.as_ref().map_or(&[][..], OneOrMany::items) {
        let class =
            name.strip_prefix('@').ok_or_else(|| format!("trigger `{name}` must be a word class: `@{name}`"))?;
        triggers.push(words.class(class).ok_or_else(|| wrong(ExprError::NoClass(class.to_string())))?);
    }
    if triggers.is_empty() && !raw.item && !raw.predicate {
        return Err("no trigger; name a word class, such as trigger = \"@attack-verb\"".to_string());
    }
    let mut args = defaults.args.clone();
    args.extend(raw.args);
    let mut roles = Vec::new();
    for (name, selectors) in &args {
        let role = Role::parse(name).ok_or_else(|| format!("`{name}` is no role"))?;
        let parsed = selectors.items().iter().filter(|source| !source.is_empty());
        roles
            .push((role, parsed.map(|source| expr::selector(source, words)).collect::<Result<_, _>>().map_err(wrong)?));
    }
    roles.sort_by_key(|(role, _)| *role);
    let mut measures = BTreeMap::new();
    for (name, measure) in defaults.measure.iter().chain(&raw.measure) {
        let seat = match name.as_str() {
            "trigger" => Seat::Trigger,
            "patient" => Seat::Patient,
            "value" => Seat::Value,
            "whole" => Seat::Whole,
            role => Seat::Part(Role::parse(role).ok_or_else(|| format!("`{name}` is no role"))?),
        };
        measures.insert(seat, Measure::parse(measure).ok_or_else(|| format!("`{measure}` is no measure"))?);
    }
    let conditions = defaults.when.iter().chain(&raw.when).map(|source| expr::condition(source, words));
    let modes = if raw.mode.is_empty() { &defaults.mode } else { &raw.mode };
    Ok(Rule {
        name: String::new(),
        file: String::new(),
        line: 0,
        kind,
        triggers,
        pos: part_of_speech(raw.pos.as_deref())?,
        item: raw.item,
        predicate: raw.predicate,
        site: raw.site.map(|source| expr::selector(&source, words)).transpose().map_err(wrong)?,
        conditions: conditions.collect::<Result<_, _>>().map_err(wrong)?,
        roles,
        measures,
        modes: modes.iter().map(|source| mode(source, words)).collect::<Result<_, _>>()?,
        status: raw
            .status
            .map(|name| Status::parse(&name).ok_or_else(|| format!("`{name}` is no status")))
            .transpose()?,
        phrase: raw.phrase,
        setting: raw.setting.unwrap_or(true),
        priority: raw.priority,
        yields: raw.yields,
        yes: raw.yes,
        no: raw.no,
    })
}

fn part_of_speech(name: Option<&str>) -> Result<Pos, String> {
    match name {
        None => Ok(Pos::Any),
        Some("verb") => Ok(Pos::Verb),
        Some("noun") => Ok(Pos::Noun),
        Some("adj") => Ok(Pos::Adjective),
        Some("adv") => Ok(Pos::Adverb),
        Some(other) => Err(format!("`{other}` is no part of speech (verb, noun, adj, adv)")),
    }
}

/// `aerial` or `aerial if $instrument @weapon-aerial`.
fn mode(source: &str, words: &Words) -> Result<Mode, String> {
    match source.split_once(" if ") {
        None => Ok(Mode { name: source.to_string(), when: None }),
        Some((name, when)) => {
            let when = expr::condition(when, words).map_err(|error| error.to_string())?;
            Ok(Mode { name: name.to_string(), when: Some(when) })
        }
    }
}
