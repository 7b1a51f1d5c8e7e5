//! Claims as lines of text, spans counted from a given byte, so that two readings can be compared.

use std::fmt::Write as _;

use claims::Claim;
use report::Span;

pub(crate) fn lines(claims: &[Claim], origin: u32) -> Vec<String> {
    claims.iter().map(|claim| line(claim, origin)).collect()
}

fn line(claim: &Claim, origin: u32) -> String {
    let at = |span: Span| format!("{}..{}", span.start - origin, span.end - origin);
    let mut line = format!(
        "{} {:?} {} {} {} by {}",
        claim.kind.name(),
        claim.mode,
        claim.status.name(),
        at(claim.trigger),
        at(claim.evidence),
        claim.rule
    );
    for said in &claim.said_by {
        let _ = write!(line, " said {} {:?} {:?} {:?}", at(said.source), said.cue.map(at), said.who, said.manner);
    }
    for arg in &claim.args {
        let _ = write!(line, " {} {} {:?} {:?} {:?}", arg.role.name(), at(arg.span), arg.actor, arg.place, arg.days);
    }
    for figure in &claim.figures {
        let (measure, span) = (figure.measure.name(), at(figure.span));
        let _ = write!(line, " {measure} {span} {:?} {:?} {:?}", figure.of, figure.low, figure.high);
    }
    line
}
