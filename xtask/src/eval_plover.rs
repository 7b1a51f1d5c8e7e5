//! `cargo xtask eval-plover FILE`: is the act that a person coded found in its sentence, with who did it to whom?
//!
//! FILE is a list of records as the Open Event Data Alliance keeps them: a sentence, a type of event, the words of
//! the sources and of the targets. Each sentence is read by itself. Three shares come out:
//!
//! - **type**: records where any claim has the coded type, taken to today's names by `TODAY`;
//! - **actor**: of the records with a source, those where an `actor` of any claim overlaps the words of any source;
//! - **recipient**: of the records with a target, those where a `recipient` or `object` of any claim overlaps the
//!   words of any target.
//!
//! In mutual acts (AGREE, CONSULT, COOPERATE) either side may stand as `actor` or `party`. Left out are records
//! without a sentence, without an event, or of the kind DOCUMENT; a source or target whose words do not stand in the
//! sentence is not asked for. Words in parts ("U.S. ... negotiators") are met by any of their parts.
//!
//! Beside each share stand a stricter one, where the part must belong to a claim of the coded type, and a wider one:
//! types that the contract has since taken out of the old type (the last column of `TODAY`), parts in any role, and
//! those that a pronoun in the role stands for.

use std::path::{Path, PathBuf};

use anyhow::Context;
use claims::{Claim, ClaimType, Role, Status};
use clap::Args;
use rayon::prelude::*;
use reader::{Reader, Reading};
use report::{About, Report, Span};
use serde_json::Value;

use crate::data::reader;

#[derive(Args)]
pub(crate) struct Options {
    /// A file of coded records
    file: PathBuf,
    /// Print each record that was missed, with the claims of its sentence
    #[arg(long)]
    show: bool,
}

/// One coded sentence; spans are bytes of its text.
#[derive(Debug, PartialEq)]
struct Record {
    id: String,
    event: String,
    text: String,
    sources: Vec<Span>,
    targets: Vec<Span>,
}

/// Of how many it was asked, and of those: found, found in a claim of the type, found by the wider reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) asked: usize,
    pub(crate) met: usize,
    strict: usize,
    wide: usize,
}

/// Type, actor, recipient.
pub(crate) type Shares = [Share; 3];

pub(crate) const NAMES: [&str; 3] = ["type", "actor", "recipient"];

/// The old type, today's, why, and what the contract has taken out of it since.
struct Mapped {
    then: &'static str,
    now: ClaimType,
    #[expect(dead_code, reason = "the table's own account of itself")]
    why: &'static str,
    wide: &'static [ClaimType],
}

const SAME: &str = "the same name and definition";

const TODAY: [Mapped; 18] = {
    use ClaimType::*;
    const fn row(then: &'static str, now: ClaimType, why: &'static str, wide: &'static [ClaimType]) -> Mapped {
        Mapped { then, now, why, wide }
    }
    [
        row("AGREE", Agree, "the same, but an act that is planned keeps its own type today", &[Position]),
        row("CONSULT", Consult, SAME, &[]),
        row("SUPPORT", Support, "the same; a stance told as such is POSITION today", &[Position, Assess]),
        row("CONCEDE", Concede, SAME, &[Agree]),
        row("COOPERATE", Cooperate, SAME, &[]),
        row("AID", Aid, SAME, &[]),
        row("RETREAT", Retreat, SAME, &[Control]),
        row("INVESTIGATE", Accuse, "a mode of ACCUSE since version 0.8 of the manual", &[]),
        row("DEMAND", Request, "renamed", &[Position]),
        row("DISAPPROVE", Accuse, "renamed", &[Assess, Position]),
        row("REJECT", Reject, "the same; a stance told as such is POSITION today", &[Position]),
        row("THREATEN", Threaten, SAME, &[]),
        row("PROTEST", Protest, SAME, &[]),
        row("SANCTION", Sanction, SAME, &[]),
        row("MOBILIZE", Mobilize, SAME, &[]),
        row("COERCE", Coerce, SAME, &[Damage]),
        row("ASSAULT", Assault, "the same; who was hurt and what was hit are types of their own", &[Casualty, Damage]),
        row("FIGHT", Assault, "joined with ASSAULT", &[Casualty, Damage, Control]),
    ]
};

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let shares = measure(&reader()?, &options.file, options.show)?;
    for (name, share) in NAMES.iter().zip(shares) {
        println!("{}", share.line(name));
    }
    Ok(())
}

pub(crate) fn measure(reader: &Reader, file: &Path, show: bool) -> anyhow::Result<Shares> {
    let json = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let records: Vec<Value> = serde_json::from_str(&json).with_context(|| format!("{}", file.display()))?;
    let records: Vec<Record> = records.iter().filter_map(record).collect();
    let judged: Vec<(Shares, String)> = records.par_iter().map(|record| judge_text(reader, record)).collect();
    let mut total = Shares::default();
    for (shares, told) in judged {
        if show && shares.iter().any(|share| share.met < share.asked) {
            print!("{told}");
        }
        total.iter_mut().zip(shares).for_each(|(sum, share)| sum.add(share));
    }
    Ok(total)
}

impl Share {
    pub(crate) fn value(self) -> f64 {
        self.met as f64 / self.asked.max(1) as f64
    }

    fn add(&mut self, other: Share) {
        self.asked += other.asked;
        self.met += other.met;
        self.strict += other.strict;
        self.wide += other.wide;
    }

    fn line(self, name: &str) -> String {
        let of = |part: usize| part as f64 / self.asked.max(1) as f64;
        let (met, strict, wide) = (of(self.met), of(self.strict), of(self.wide));
        format!(
            "{name:10} {met:.3}  of {}; in a claim of the type {strict:.3}, by the wider reading {wide:.3}",
            self.asked
        )
    }
}

fn record(value: &Value) -> Option<Record> {
    let words = |name: &str| value[name].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let (id, event, text) = (words("id"), words("event"), words("text"));
    if event.is_empty() || event == "DOCUMENT" || text.is_empty() {
        return None;
    }
    let side =
        |name: &str| value[name].as_array().into_iter().flatten().flat_map(|actor| places(actor, &text)).collect();
    Some(Record { sources: side("source"), targets: side("target"), id, event, text })
}

/// Everywhere the parts of an actor's words stand in the text as whole words.
fn places(actor: &Value, text: &str) -> Vec<Span> {
    let words = actor["actorText"].as_str().or(actor.as_str()).unwrap_or_default();
    let parts = words.split("...").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut found = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        for (at, _) in text.match_indices(&part) {
            let end = at + part.len();
            if !inside(text[..at].chars().next_back()) && !inside(text[end..].chars().next()) {
                found.push(Span::new(at as u32, end as u32));
            }
        }
    }
    found
}

fn judge_text(reader: &Reader, record: &Record) -> (Shares, String) {
    let report = Report::new(record.text.clone(), About::default());
    let reading = reader.read(&report);
    let shares = judge(record, &reading);
    let mark = |share: &Share, name: &str| match (share.asked, share.met) {
        (0, _) => format!("no {name}"),
        (_, 0) => format!("MISSED {name}"),
        _ => name.to_string(),
    };
    let marks: Vec<String> = shares.iter().zip(NAMES).map(|(share, name)| mark(share, name)).collect();
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(&record.text)).collect::<Vec<_>>().join(" + ");
    let (sources, targets) = (words(&record.sources), words(&record.targets));
    let mut told = format!("{}: {}\n  {}\n", record.id, marks.join(", "), record.text);
    told.push_str(&format!("  coded {}: {sources} -> {targets}\n", record.event));
    for claim in &reading.claims {
        told.push_str(&format!("  found {} [{}]\n", claims::rule::example::line(&report, claim), claim.rule));
    }
    (shares, told)
}

fn judge(record: &Record, reading: &Reading) -> Shares {
    let mapped = TODAY.iter().find(|mapped| mapped.then == record.event);
    let typed = |claim: &Claim| mapped.is_some_and(|mapped| mapped.now == claim.kind);
    let planned = |claim: &Claim| record.event == "AGREE" && claim.status == Status::Future;
    let widely = |claim: &Claim| {
        typed(claim) || planned(claim) || mapped.is_some_and(|mapped| mapped.wide.contains(&claim.kind))
    };
    let any = |holds: &dyn Fn(&Claim) -> bool| usize::from(reading.claims.iter().any(holds));
    let kind = Share { asked: 1, met: any(&typed), strict: any(&typed), wide: any(&widely) };
    let part = |spans: &[Span], roles: &[Role]| Share {
        asked: usize::from(!spans.is_empty()),
        met: any(&|claim| has(claim, roles, spans)),
        strict: any(&|claim| typed(claim) && has(claim, roles, spans)),
        wide: any(&|claim| has(claim, Role::ALL, spans) || stands_for(reading, claim, spans)),
    };
    let mutual =
        mapped.is_some_and(|mapped| matches!(mapped.now, ClaimType::Agree | ClaimType::Consult | ClaimType::Cooperate));
    let doers: &[Role] = if mutual { &[Role::Actor, Role::Party] } else { &[Role::Actor] };
    let others: &[Role] = if mutual {
        &[Role::Recipient, Role::Object, Role::Actor, Role::Party]
    } else {
        &[Role::Recipient, Role::Object]
    };
    [kind, part(&record.sources, doers), part(&record.targets, others)]
}

fn has(claim: &Claim, roles: &[Role], spans: &[Span]) -> bool {
    let mut args = claim.args.iter().filter(|arg| roles.contains(&arg.role));
    args.any(|arg| spans.iter().any(|span| span.overlaps(arg.span)))
}

/// A pronoun among the claim's parts whose antecedent overlaps the words.
fn stands_for(reading: &Reading, claim: &Claim, spans: &[Span]) -> bool {
    let mentions = &reading.analysis.mentions;
    let pronouns = mentions.iter().filter(|mention| claim.args.iter().any(|arg| arg.span == mention.span));
    let mut antecedents = pronouns.filter_map(|mention| mentions.get(mention.antecedent?));
    antecedents.any(|mention| spans.iter().any(|span| span.overlaps(mention.span)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn judged(value: &Value) -> Shares {
        let reader = Reader::builtin().unwrap();
        judge_text(&reader, &record(value).unwrap()).0
    }

    fn coded(event: &str, text: &str, source: &str, target: &str) -> Value {
        json!({"id": "1", "event": event, "text": text,
               "source": [{"actorText": source}], "target": [{"actorText": target}]})
    }

    #[test]
    fn every_old_type_has_one_row() {
        let mut names: Vec<&str> = TODAY.iter().map(|mapped| mapped.then).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TODAY.len());
        for row in &TODAY {
            assert!(!row.wide.contains(&row.now), "{} names its own type twice", row.then);
        }
    }

    #[test]
    fn records_without_text_or_event_are_left_out() {
        assert_eq!(record(&json!({"id": "1", "event": "DOCUMENT", "text": "About this file."})), None);
        assert_eq!(record(&json!({"id": "2", "event": "AGREE"})), None);
        assert_eq!(record(&json!({"id": "3", "text": "Norway agreed."})), None);
    }

    #[test]
    fn actors_are_whole_words_in_parts() {
        let text = "The U.S. and Norwegian negotiators met in Norway.";
        let found = |words: &str| -> Vec<&str> {
            places(&json!({"actorText": words}), text).into_iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(found("U.S. ... negotiators"), ["U.S.", "negotiators"]);
        assert_eq!(found("Norw"), Vec::<&str>::new());
        assert_eq!(found("Sweden"), Vec::<&str>::new());
    }

    #[test]
    fn shares_count_what_was_asked() {
        let [kind, actor, recipient] = judged(&coded("DISAPPROVE", "Norway condemned Sweden.", "Norway", "Sweden"));
        assert_eq!((kind.met, actor.met, recipient.met), (1, 1, 1));
        let [kind, actor, recipient] = judged(&coded("DISAPPROVE", "Norway condemned Sweden.", "Sweden", "Denmark"));
        assert_eq!((kind.met, actor.met, recipient.asked), (1, 0, 0));
        let [kind, _, _] = judged(&coded("PROTEST", "Norway condemned Sweden.", "Norway", "Sweden"));
        assert_eq!((kind.asked, kind.met, kind.wide), (1, 0, 0));
    }
}
