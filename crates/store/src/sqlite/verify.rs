//! Reads the whole record and tells what does not hold.

use claims::Claim;
use report::{ReportId, Span};

use crate::error::Tried;
use crate::kinds::Problem;
use crate::sqlite::load::Loader;
use crate::sqlite::{Sqlite, days};

pub(super) fn verify(store: &Sqlite) -> Tried<Vec<Problem>> {
    let mut problems = Vec::new();
    file(store, &mut problems)?;
    reports(store, &mut problems)?;
    claims(store, &mut problems)?;
    events(store, &mut problems)?;
    log(store, &mut problems)?;
    Ok(problems)
}

fn file(store: &Sqlite, problems: &mut Vec<Problem>) -> Tried<()> {
    let mut check = store.connection.prepare("PRAGMA integrity_check")?;
    let lines = check.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let faults = lines.into_iter().filter(|line| line != "ok");
    problems.extend(faults.map(|problem| Problem { what: "file", id: String::new(), problem }));
    Ok(())
}

fn reports(store: &Sqlite, problems: &mut Vec<Problem>) -> Tried<()> {
    let mut find = store.connection.prepare(
        "SELECT r.hash, t.text, r.claims + r.added, (SELECT count(*) FROM claim c
           WHERE c.id >= r.first_claim AND c.id < r.first_claim + r.claims AND c.report = r.id)
           + (SELECT count(*) FROM review v JOIN reviewed d ON d.review = v.id JOIN claim c ON c.id = d.claim
              WHERE v.report = r.id AND v.verdict = 5 AND c.report = r.id)
         FROM report r LEFT JOIN text t ON t.report = r.id ORDER BY r.id",
    )?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let ReportId(id) = days::report_id(row.get(0)?);
        let text: Option<String> = row.get(1)?;
        let (told, there): (i64, i64) = (row.get(2)?, row.get(3)?);
        let mut report = |problem: String| problems.push(Problem { what: "report", id: id.clone(), problem });
        match text {
            None => report("its text is missing".to_string()),
            Some(text) if !report::sha256(&text).starts_with(&id) => report("its text is not what it was".to_string()),
            Some(_) => {}
        }
        if told != there {
            report(format!("{told} claims are told of and {there} are there"));
        }
    }
    Ok(())
}

/// Every claim can be read, and its words lie in the text.
fn claims(store: &Sqlite, problems: &mut Vec<Problem>) -> Tried<()> {
    let mut find = store.connection.prepare("SELECT id, report FROM claim ORDER BY id")?;
    let mut rows = find.query([])?;
    let mut loader = Loader::new(store);
    while let Some(row) = rows.next()? {
        let claim: i64 = row.get(0)?;
        let found = match loader.entry(claim) {
            Err(crate::error::Fault::Damaged(problem)) => Err((claim.to_string(), problem)),
            Err(fault) => return Err(fault),
            Ok(entry) if spans(entry.claim()).all(|span| !span.of(&entry.report.text).is_empty()) => Ok(()),
            Ok(entry) => {
                Err((format!("{}:{}", entry.report.id.0, entry.n), "its words lie outside the text".to_string()))
            }
        };
        problems.extend(found.err().map(|(id, problem)| Problem { what: "claim", id, problem }));
    }
    Ok(())
}

fn spans(claim: &Claim) -> impl Iterator<Item = Span> {
    let said = claim
        .said_by
        .iter()
        .flat_map(|said| [Some(said.source).filter(|span| !span.is_empty()), said.cue].into_iter().flatten());
    let args = claim.args.iter().map(|arg| arg.span);
    let figures = claim.figures.iter().map(|figure| figure.span);
    [claim.trigger, claim.evidence].into_iter().chain(said).chain(args).chain(figures)
}

/// Every claim is of one event, and every event has its first claim.
fn events(store: &Sqlite, problems: &mut Vec<Problem>) -> Tried<()> {
    let checks = [
        (
            "SELECT c.id FROM claim c LEFT JOIN event e ON e.id = c.event WHERE e.id IS NULL",
            "claim",
            "it is of no event",
        ),
        (
            "SELECT e.id FROM event e LEFT JOIN claim c ON c.id = e.id WHERE c.id IS NULL OR c.event <> e.id",
            "event",
            "its first claim is not its own",
        ),
        (
            "SELECT claim FROM claim_actor WHERE claim NOT IN (SELECT id FROM claim)
             UNION SELECT claim FROM claim_place WHERE claim NOT IN (SELECT id FROM claim)
             UNION SELECT claim FROM series WHERE claim NOT IN (SELECT id FROM claim)
             UNION SELECT claim FROM carrier WHERE claim NOT IN (SELECT id FROM claim)
             UNION SELECT claim FROM link WHERE claim NOT IN (SELECT id FROM claim)
             UNION SELECT claim FROM verdict WHERE claim NOT IN (SELECT id FROM claim)
             UNION SELECT claim FROM body WHERE claim NOT IN (SELECT id FROM claim)
             UNION SELECT claim FROM reviewed WHERE claim NOT IN (SELECT id FROM claim)
             UNION SELECT claim FROM original WHERE claim NOT IN (SELECT id FROM claim)",
            "claim",
            "parts of it are left and it is gone",
        ),
    ];
    for (sql, what, problem) in checks {
        let mut find = store.connection.prepare(sql)?;
        let rows = find.query_map([], |row| row.get::<_, i64>(0))?;
        for id in rows {
            problems.push(Problem { what, id: id?.to_string(), problem: problem.to_string() });
        }
    }
    Ok(())
}

/// The lines count up without a gap, and each report came in once.
fn log(store: &Sqlite, problems: &mut Vec<Problem>) -> Tried<()> {
    let sql = "SELECT count(*), coalesce(max(id), 0) FROM log";
    let (lines, last): (i64, i64) = store.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if lines != last {
        let problem = format!("{lines} lines are there and the last is number {last}");
        problems.push(Problem { what: "log", id: String::new(), problem });
    }
    let sql = "SELECT r.hash FROM report r WHERE
               (SELECT count(*) FROM log l WHERE l.report = r.id AND l.what = 1) <> 1 ORDER BY r.id";
    let mut find = store.connection.prepare(sql)?;
    for hash in find.query_map([], |row| row.get(0))? {
        let id = days::report_id(hash?).0;
        problems.push(Problem { what: "log", id, problem: "the log does not tell when it came in".to_string() });
    }
    Ok(())
}
