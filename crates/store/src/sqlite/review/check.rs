//! What a person may say: with a name, with a reason where something is taken out or changed, and with words of the report
//! for all that is told.

use analysis::Quantity;
use claims::{Argument, Claim, Figure, Said, holds};
use events::{Edit, Kept};
use report::Span;

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::Stamp;
use crate::reviews::Judgement;

/// Parts of one kind in a claim, at most.
const PARTS_MAX: usize = 64;

pub(super) fn reason(stamp: &Stamp, judgement: &Judgement) -> Tried<()> {
    let is_empty = |words: &Option<String>| words.as_ref().is_none_or(|words| words.trim().is_empty());
    if is_empty(&stamp.by) {
        return Err(refused("by", "nobody is named who says so: a review without a name cannot be checked by others"));
    }
    let needs = match judgement {
        Judgement::Accept(_) | Judgement::Undo(_) => false,
        Judgement::Reject(_) | Judgement::Comment(_) | Judgement::Edit(..) | Judgement::Add(..) => true,
    };
    if needs && is_empty(&stamp.why) {
        return Err(refused(
            "why",
            "no reason is given: others must be able to follow why a claim was rejected or changed",
        ));
    }
    Ok(())
}

/// `kept` is the claim as it stands now.
pub(super) fn edit(text: &str, kept: &Kept, edit: &Edit, read: &[Quantity]) -> Tried<()> {
    if edit.is_empty() || edit.apply(text, kept).claim == kept.claim {
        return Err(refused("edit", "the edit changes nothing"));
    }
    edit.said_by.iter().try_for_each(|said| said_by(text, said))?;
    for (_, list) in &edit.args {
        args(text, list)?;
    }
    edit.figures.iter().try_for_each(|list| figures(text, list, read))
}

pub(super) fn claim(text: &str, claim: &Claim, read: &[Quantity]) -> Tried<()> {
    span(text, claim.trigger, || "trigger".to_string())?;
    span(text, claim.evidence, || "evidence".to_string())?;
    if !claim.evidence.contains(claim.trigger) {
        return Err(refused("evidence", "the words that tell the claim must hold its trigger"));
    }
    said_by(text, &claim.said_by)?;
    args(text, &claim.args)?;
    figures(text, &claim.figures, read)
}

fn said_by(text: &str, all: &[Said]) -> Tried<()> {
    few("said_by", all)?;
    for (at, said) in all.iter().enumerate() {
        span(text, said.source, || format!("said_by.{at}.source"))?;
        said.cue.map_or(Ok(()), |cue| span(text, cue, || format!("said_by.{at}.cue")))?;
    }
    Ok(())
}

fn args(text: &str, all: &[Argument]) -> Tried<()> {
    few("args", all)?;
    all.iter().enumerate().try_for_each(|(at, arg)| span(text, arg.span, || format!("args.{at} ({})", arg.role.name())))
}

fn figures(text: &str, all: &[Figure], read: &[Quantity]) -> Tried<()> {
    few("figures", all)?;
    for (at, figure) in all.iter().enumerate() {
        span(text, figure.span, || format!("figures.{at}"))?;
        if !holds(text, read, figure) {
            let words = report::one_line(figure.span.of(text));
            let end = |end: Option<f64>| end.map_or("open".to_string(), |end| end.to_string());
            let (low, high) = (end(figure.low), end(figure.high));
            let what =
                format!("{low} to {high} is not told by `{words}`: a number that its words do not hold is refused");
            return Err(StoreError::Refused { field: format!("figures.{at}"), what }.into());
        }
    }
    Ok(())
}

/// The span is words of the text.
fn span(text: &str, span: Span, field: impl Fn() -> String) -> Tried<()> {
    if span.of(text).trim().is_empty() {
        let what = format!("bytes {} to {} are no words of the report", span.start, span.end);
        return Err(StoreError::Refused { field: field(), what }.into());
    }
    Ok(())
}

fn few<T>(field: &str, parts: &[T]) -> Tried<()> {
    if parts.len() > PARTS_MAX {
        return Err(refused(field, "a claim has no more than 64 parts of one kind"));
    }
    Ok(())
}

fn refused(field: &str, what: &str) -> Fault {
    StoreError::Refused { field: field.to_string(), what: what.to_string() }.into()
}
