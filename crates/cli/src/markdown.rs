//! `Document -> Markdown`: a heading for the report, a point for each claim, its words as a quotation.

use crate::cells::{MARKS, OWN_VOICE, cells};
use export::brief::escaped_markdown as escaped;
use export::{Claim, Document};
use report::one_line;

pub(crate) fn markdown(name: &str, document: &Document) -> String {
    let published = document.report.published.map_or(String::new(), |day| format!(" ({day})"));
    let mut out = format!("## {}{published}\n\n", escaped(name));
    if document.claims.is_empty() {
        out.push_str("No claims.\n");
    }
    for claim in &document.claims {
        out.push_str(&point(claim));
    }
    out
}

fn point(claim: &Claim) -> String {
    let cells = cells(claim);
    let speaker = match cells.said_by.as_str() {
        OWN_VOICE => "*own voice*".to_string(),
        name => format!("**{}**", escaped(name)),
    };
    let status = MARKS.iter().find(|(status, ..)| *status == claim.status);
    let mut parts = vec![escaped(&cells.what)];
    parts.extend(
        [&cells.place, &cells.time, &cells.figures]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| escaped(part)),
    );
    parts.extend(status.map(|(_, _, meaning)| format!("*{meaning}*")));
    let (kind, words) = (&cells.kind, escaped(&one_line(&claim.evidence.text)));
    format!(
        "- {speaker}: {kind}: {}\n  > {words} ({}–{})\n",
        parts.join("; "),
        claim.evidence.start,
        claim.evidence.end
    )
}
