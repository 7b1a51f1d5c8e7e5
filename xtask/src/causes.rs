//! Why claims are missed or spurious: a guess at the part at fault, worked out from gold and from what was read.
//!
//! Nobody has marked gold with trees or tags, so a fault is what the nearest evidence shows, the first that holds:
//!
//! **Missed claims.** *boundary*: the trigger or an argument lies outside the sentence as we split it, or in a heading
//! or an unparsed sentence. *rule too wide*: another claim took the word with another type. *rule missing*: a spurious
//! claim of the type stands in the sentence, on another word. *tag*: the word is in a class of a rule of the type, but
//! not as the part of speech it was read as. *lexicon*: it is in no such class. *rule too wide*: a rule held, and the
//! claim was then dropped as the content of another. *rule missing*: dropped as an aside or a repeat. Else the rule
//! that came closest says which condition failed: *entity* where it asks for a kind of name and nothing is read at an
//! argument of gold; *tree* where it asks for a part that gold has in the sentence; *rule missing* otherwise.
//!
//! **Spurious claims.** *rule too wide*, unless: the words are a cue of saying in gold (*attribution*); gold has them in
//! the topic of a claim that was found with a shorter topic (*tree*); a word read as a verb follows a determiner (*tag*).
//!
//! Missed and spurious parts of claims that were found are told in `parts`.

mod parts;

use std::collections::BTreeMap;

use analysis::{TokenId, Upos};
use claims::rule::{Rule, nearest_misses};
use claims::{Claim as Read, ClaimType, Grammar, Scene};
use lexicon::ClassId;
use reader::{Reader, Reading};
use report::{Report, Span};

use crate::gold::{Bytes, Claim, Words};
use crate::measure::Agreement;

/// The part of the program that a difference is laid to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    Boundary,
    Tag,
    Tree,
    Entity,
    Time,
    Quantity,
    Attribution,
    RuleMissing,
    RuleTooWide,
    Lexicon,
}

/// A part at fault, how it failed, and the words where it did.
pub(crate) struct Cause {
    fault: Fault,
    how: String,
    words: String,
}

/// Of one text or of many.
#[derive(Default)]
pub(crate) struct Causes {
    missed: Vec<Cause>,
    spurious: Vec<Cause>,
    missed_parts: Vec<Cause>,
    spurious_parts: Vec<Cause>,
}

/// The commonest of each kind that are printed.
const MOST: usize = 10;

/// Words printed beside a cause.
const SAMPLES: usize = 4;

impl Fault {
    const fn name(self) -> &'static str {
        match self {
            Fault::Boundary => "boundary",
            Fault::Tag => "tag",
            Fault::Tree => "tree",
            Fault::Entity => "entity",
            Fault::Time => "time",
            Fault::Quantity => "quantity",
            Fault::Attribution => "attribution",
            Fault::RuleMissing => "rule missing",
            Fault::RuleTooWide => "rule too wide",
            Fault::Lexicon => "lexicon",
        }
    }
}

impl Cause {
    fn new(fault: Fault, how: impl Into<String>, words: &str) -> Cause {
        Cause { fault, how: how.into(), words: report::one_line(words) }
    }
}

impl Causes {
    pub(crate) fn merge(&mut self, other: Causes) {
        self.missed.extend(other.missed);
        self.spurious.extend(other.spurious);
        self.missed_parts.extend(other.missed_parts);
        self.spurious_parts.extend(other.spurious_parts);
    }

    pub(crate) fn print(&self) {
        let lists = [
            ("missed claims", &self.missed),
            ("spurious claims", &self.spurious),
            ("missed parts of claims that were found", &self.missed_parts),
            ("spurious parts of claims that were found", &self.spurious_parts),
        ];
        for (title, causes) in lists {
            lines(title, causes).iter().for_each(|line| println!("{line}"));
        }
    }
}

/// A heading with the sums by part, then the commonest causes.
fn lines(title: &str, causes: &[Cause]) -> Vec<String> {
    let mut faults: BTreeMap<Fault, usize> = BTreeMap::new();
    let mut groups: BTreeMap<(Fault, &str), Vec<&str>> = BTreeMap::new();
    for cause in causes {
        *faults.entry(cause.fault).or_default() += 1;
        groups.entry((cause.fault, &cause.how)).or_default().push(&cause.words);
    }
    let mut sums: Vec<(Fault, usize)> = faults.into_iter().collect();
    sums.sort_by_key(|(fault, count)| (usize::MAX - count, *fault));
    let sums: Vec<String> = sums.iter().map(|(fault, count)| format!("{} {count}", fault.name())).collect();
    let mut lines = vec![format!("{} {title}: {}", causes.len(), sums.join(", "))];
    let mut order: Vec<_> = groups.into_iter().collect();
    order.sort_by_key(|(key, words)| (usize::MAX - words.len(), *key));
    for ((fault, how), words) in order.into_iter().take(MOST) {
        let mut shown: Vec<String> = Vec::new();
        for word in words.iter().map(|word| format!("{word:?}")) {
            if !shown.contains(&word) && shown.len() < SAMPLES {
                shown.push(word);
            }
        }
        lines.push(format!("{:5}  {:13}  {how}: {}", words.len(), fault.name(), shown.join(", ")));
    }
    lines
}

/// Reads the text again, for the layers below the claims.
pub(crate) fn causes(
    reader: &Reader,
    report: &Report,
    (gold, found): (&[Claim], &[Claim]),
    agreement: &Agreement,
) -> Causes {
    let reading = reader.read(report);
    let grammar = Grammar::new(&reader.lexicon.words);
    let scene = Scene::new(report, &reading.analysis, &reader.lexicon, &grammar, &reading.attributions);
    let bytes = Bytes::new(&report.text);
    let case = Case { reader, reading: &reading, scene: &scene, bytes: &bytes, gold, found, agreement };
    let open = |side: usize, at: usize| {
        agreement.claims.iter().all(|pair| if side == 0 { pair.0 != at } else { pair.1 != at })
    };
    let missed: Vec<&Claim> = gold.iter().enumerate().filter(|(at, _)| open(0, *at)).map(|(_, claim)| claim).collect();
    let spurious: Vec<&Claim> =
        found.iter().enumerate().filter(|(at, _)| open(1, *at)).map(|(_, claim)| claim).collect();
    let (missed_parts, spurious_parts) = case.parts();
    Causes {
        missed: missed.iter().map(|claim| case.missed(claim, &spurious)).collect(),
        spurious: spurious.iter().map(|claim| case.spurious(claim, &missed)).collect(),
        missed_parts,
        spurious_parts,
    }
}

/// One text, as gold has it and as it was read.
struct Case<'a> {
    reader: &'a Reader,
    reading: &'a Reading,
    scene: &'a Scene<'a>,
    bytes: &'a Bytes,
    gold: &'a [Claim],
    found: &'a [Claim],
    agreement: &'a Agreement,
}

impl Case<'_> {
    fn span(&self, words: &Words) -> Span {
        self.bytes.span(words)
    }

    fn tokens(&self, span: Span) -> std::ops::Range<TokenId> {
        let tokens = &self.reading.analysis.tokens;
        let first = tokens.partition_point(|token| token.span.end <= span.start);
        first..tokens.partition_point(|token| token.span.start < span.end).max(first)
    }

    /// In one sentence by our own split.
    fn together(&self, one: Span, other: Span) -> bool {
        let mut sentences = self.reading.analysis.sentences.iter();
        sentences.any(|sentence| sentence.span.overlaps(one) && sentence.span.overlaps(other))
    }

    fn missed(&self, claim: &Claim, spurious: &[&Claim]) -> Cause {
        let span = self.span(&claim.trigger);
        let (kind, words) = (&claim.kind, &claim.trigger.text);
        if let Some(how) = self.astray(claim, span) {
            return Cause::new(Fault::Boundary, how, words);
        }
        if let Some(other) = self.found.iter().find(|other| self.span(&other.trigger).overlaps(span)) {
            return Cause::new(Fault::RuleTooWide, format!("{kind} told as {}", other.kind), words);
        }
        let beside = |other: &&&Claim| other.kind == *kind && self.together(self.span(&other.trigger), span);
        if let Some(other) = spurious.iter().find(beside) {
            let words = format!("{words} for {}", other.trigger.text);
            return Cause::new(Fault::RuleMissing, format!("{kind} told from another word"), &words);
        }
        let Some(kind) = ClaimType::parse(kind) else { return Cause::new(Fault::RuleMissing, "no such type", words) };
        self.missed_by_rules(claim, kind, span)
    }

    /// How the sentence as we split it cannot hold the claim.
    fn astray(&self, claim: &Claim, span: Span) -> Option<&'static str> {
        let sentence = self.reading.analysis.sentences.iter().find(|sentence| sentence.span.overlaps(span));
        let Some(sentence) = sentence else { return Some("the trigger is in no sentence") };
        if sentence.heading || sentence.unparsed {
            return Some("the sentence is taken for a heading, or is too long");
        }
        let apart = claim.args.iter().any(|arg| !sentence.span.overlaps(self.span(&arg.words)));
        apart.then_some("an argument is in another sentence")
    }

    fn missed_by_rules(&self, claim: &Claim, kind: ClaimType, span: Span) -> Cause {
        let words = &claim.trigger.text;
        let rules = &self.reader.rules;
        let tokens = self.tokens(span);
        let triggers =
            |class: ClassId| rules.rules.iter().any(|rule| rule.kind == kind && rule.triggers.contains(&class));
        let marked = tokens.clone().any(|token| self.scene.marks(token).iter().any(|mark| triggers(mark.class)));
        if !marked {
            let listed = tokens.clone().any(|token| self.entered(token, &triggers));
            let fault = if listed { Fault::Tag } else { Fault::Lexicon };
            return Cause::new(fault, format!("no word class of {}", kind.name()), words);
        }
        let held = claims::rule::find(rules, self.scene);
        if held.iter().any(|found| rules.rules[found.rule].kind == kind && tokens.contains(&found.trigger)) {
            return self.dropped(kind, span, words);
        }
        let misses = nearest_misses(rules, self.scene, kind);
        let Some(miss) = misses.iter().find(|miss| tokens.contains(&miss.trigger)) else {
            return Cause::new(Fault::RuleMissing, format!("{}: another rule took its place", kind.name()), words);
        };
        let how = format!("{} `{}` asks for {}", kind.name(), rules.rules[miss.rule].name, miss.missed);
        Cause::new(self.fault_of(claim, span, &miss.missed), how, words)
    }

    /// Any word list has the token for a rule of the type, whatever its part of speech.
    fn entered(&self, token: TokenId, triggers: &impl Fn(ClassId) -> bool) -> bool {
        let token = self.scene.token(token);
        let lemma = token.lemma.to_lowercase();
        let entries = [lemma.as_str(), token.lower.as_str()].map(|form| self.reader.lexicon.words.entries(form));
        entries.into_iter().flatten().any(|entry| entry.rest.is_empty() && triggers(entry.class))
    }

    fn dropped(&self, kind: ClaimType, span: Span, words: &str) -> Cause {
        let holds =
            |other: &&Read| other.args.iter().any(|arg| arg.role == claims::Role::Topic && arg.span.contains(span));
        match self.reading.claims.iter().find(holds) {
            Some(other) => {
                let how = format!("{} in the topic of {}", kind.name(), other.kind.name());
                Cause::new(Fault::RuleTooWide, how, words)
            }
            None => Cause::new(Fault::RuleMissing, format!("{} left aside, or taken for a repeat", kind.name()), words),
        }
    }

    fn fault_of(&self, claim: &Claim, span: Span, condition: &str) -> Fault {
        const KINDS: [&str; 9] = ["actor", "people", "person", "group", "body", "state", "place", "weapon", "facility"];
        const PATHS: [&str; 8] =
            ["agent", "patient", "indirect", "content", "predicate", "subject", "adverbial", "governor"];
        let asks = |names: &[&str]| {
            let mut asked = condition.split(|c: char| !c.is_alphanumeric() && c != '@' && c != '-');
            asked.any(|word| names.contains(&word))
        };
        if condition == "the part of speech" {
            return Fault::Tag;
        }
        let near = claim.args.iter().map(|arg| self.span(&arg.words)).filter(|arg| self.together(*arg, span));
        let near: Vec<Span> = near.collect();
        let read = |arg: &Span| self.reading.analysis.mentions.iter().any(|mention| mention.span.overlaps(*arg));
        if asks(&KINDS) && near.iter().any(|arg| !read(arg)) {
            return Fault::Entity;
        }
        if asks(&PATHS) && !near.is_empty() { Fault::Tree } else { Fault::RuleMissing }
    }

    fn spurious(&self, claim: &Claim, missed: &[&Claim]) -> Cause {
        let span = self.span(&claim.trigger);
        let (kind, words) = (&claim.kind, &claim.trigger.text);
        if let Some(other) = self.gold.iter().find(|other| self.span(&other.trigger).overlaps(span)) {
            let how = if other.kind == *kind {
                format!("{kind} told twice")
            } else {
                format!("{} told as {kind}", other.kind)
            };
            return Cause::new(Fault::RuleTooWide, how, words);
        }
        let beside = |other: &&&Claim| other.kind == *kind && self.together(self.span(&other.trigger), span);
        if let Some(other) = missed.iter().find(beside) {
            let words = format!("{words} for {}", other.trigger.text);
            return Cause::new(Fault::RuleTooWide, format!("{kind} told from another word"), &words);
        }
        let mut cues = self.gold.iter().flat_map(|claim| &claim.said_by).filter_map(|said| said.cue.as_ref());
        if cues.any(|cue| self.span(cue).overlaps(span)) {
            return Cause::new(Fault::Attribution, format!("a cue of saying told as {kind}"), words);
        }
        if let Some(cause) = self.content(claim, span) {
            return cause;
        }
        if self.tokens(span).next().is_some_and(|first| self.looks_nominal(first)) {
            return Cause::new(Fault::Tag, format!("{kind} of a verb behind a determiner"), words);
        }
        Cause::new(Fault::RuleTooWide, format!("{kind} `{}`", claim.rule), words)
    }

    /// Gold has the words in the topic of another claim.
    fn content(&self, claim: &Claim, span: Span) -> Option<Cause> {
        let topics = |claim: &Claim| -> Vec<Span> {
            let topics = claim.args.iter().filter(|arg| arg.role == "topic");
            topics.map(|arg| self.span(&arg.words)).collect()
        };
        let holds = |claim: &Claim| topics(claim).iter().any(|topic| topic.contains(span));
        let at = self.gold.iter().position(holds)?;
        let cut = self.agreement.claims.iter().any(|&(i, j)| i == at && !holds(&self.found[j]));
        let how = format!("the topic of {} told as {}", self.gold[at].kind, claim.kind);
        Some(Cause::new(if cut { Fault::Tree } else { Fault::RuleTooWide }, how, &claim.trigger.text))
    }

    fn looks_nominal(&self, token: TokenId) -> bool {
        let before = token.checked_sub(1).map(|before| self.scene.token(before).upos);
        self.scene.is_verbal(token) && before == Some(Upos::Det)
    }

    fn rule(&self, name: &str) -> Option<&Rule> {
        self.reader.rules.rules.iter().find(|rule| rule.name == name)
    }
}

#[cfg(test)]
mod tests {
    use report::About;

    use super::*;
    use crate::gold::Document;
    use crate::measure::compare;
    use serde_json::json;

    /// The causes of one sentence whose gold is given by type and trigger.
    fn found(text: &str, gold: &[(&str, &str)]) -> Vec<String> {
        let reader = Reader::builtin().unwrap();
        let claims: Vec<_> = gold.iter().map(|(kind, trigger)| claim(text, kind, trigger)).collect();
        let document = json!({"schema": "claims/1", "report": {"id": "t"}, "claims": claims});
        let gold: Document = serde_json::from_value(document).unwrap();
        let report = Report::new(text.to_string(), About::default());
        let answer = crate::answer::answer(&reader, "t", &report).unwrap();
        let (_, agreement) = compare(&gold.claims, &answer.claims);
        let causes = causes(&reader, &report, (&gold.claims, &answer.claims), &agreement);
        let tell = |mark: &str, causes: &[Cause]| -> Vec<String> {
            causes.iter().map(|cause| format!("{mark} {}: {}", cause.fault.name(), cause.how)).collect()
        };
        [tell("missed", &causes.missed), tell("spurious", &causes.spurious)].concat()
    }

    fn claim(text: &str, kind: &str, trigger: &str) -> serde_json::Value {
        let start = text.find(trigger).unwrap();
        let words = json!({"start": start, "end": start + trigger.len(), "text": trigger});
        json!({"id": 1, "type": kind, "trigger": words})
    }

    #[test]
    fn what_gold_and_program_share_has_no_cause() {
        assert_eq!(found("Norway condemned Sweden.", &[("ACCUSE", "condemned")]), [] as [&str; 0]);
    }

    #[test]
    fn a_word_of_no_list_is_the_lexicons_fault() {
        let causes = found("Norway defenestrated the envoy.", &[("COERCE", "defenestrated")]);
        assert_eq!(causes, ["missed lexicon: no word class of COERCE"]);
    }

    #[test]
    fn another_type_on_the_same_word_is_told_on_both_sides() {
        let causes = found("Norway condemned Sweden.", &[("REJECT", "condemned")]);
        let told = "REJECT told as ACCUSE";
        assert_eq!(causes, [format!("missed rule too wide: {told}"), format!("spurious rule too wide: {told}")]);
    }

    #[test]
    fn the_commonest_cause_comes_first() {
        let causes = [
            Cause::new(Fault::Tag, "a", "one"),
            Cause::new(Fault::Lexicon, "b", "two"),
            Cause::new(Fault::Lexicon, "b", "two"),
        ];
        let told = lines("missed claims", &causes);
        assert_eq!(told[0], "3 missed claims: lexicon 2, tag 1");
        assert_eq!(told[1].split_whitespace().collect::<Vec<_>>(), ["2", "lexicon", "b:", "\"two\""]);
        assert_eq!(told.len(), 3);
    }
}
