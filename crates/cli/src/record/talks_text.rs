//! Talks for people: rounds on lines with their envoys and words, issues, a matrix as wide as the terminal.

use report::one_line;

use anstyle::Style;
use export::talks::{self as form, Quote};
use query::Names;
use record::issues::Issue;
use record::positions::{Matrix, Mode, Stance};
use record::talks::{Process, Round, Standing};
use record::told;

use super::rows::{KIND, claim, days};
use crate::cells::MARKS;
use crate::grid::{self, Column};

const TITLE: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const PLAIN: Style = Style::new();

/// Words under a round start here.
const INDENT: usize = 6;

/// Quotations for each part of a round where all are not asked for.
const QUOTES: usize = 3;

/// Older stances that stand beneath the latest.
const OLDER: usize = 2;

/// Characters of a stance's words in a cell.
const CELL: usize = 90;

/// Names of sides, by their ids.
pub(super) struct Sides<'n>(pub(super) &'n Names);

impl Sides<'_> {
    pub(super) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.name(id)
    }

    fn list<'a>(&'a self, ids: impl IntoIterator<Item = &'a str>) -> String {
        ids.into_iter().map(|id| self.name(id)).collect::<Vec<_>>().join(", ")
    }
}

pub(super) fn process(process: &Process, rounds: &[&Round], all: bool, sides: &Sides, width: usize) -> String {
    let parties: Vec<&str> = process.parties.iter().map(|party| sides.name(party)).collect();
    let mut out = format!("{TITLE}{}{TITLE:#}  {DIM}{}{DIM:#}\n", parties.join(" – "), process.id.0);
    if !process.mediators.is_empty() {
        let mediators = sides.list(process.mediators.iter().map(|side| side.as_str()));
        out.push_str(&format!("Mediated by {mediators}\n"));
    }
    let columns = [
        Column::new("#", 2, 4).right(),
        Column::new("when", 10, 18),
        Column::new("stands", 8, 12).style(KIND),
        Column::new("where", 9, 30),
        Column::new("what", 7, 20),
        Column::new("reports", 7, 7).right(),
        Column::new("origins", 7, 7).right(),
    ];
    let rows: Vec<Vec<String>> = rounds.iter().map(|round| round_cells(process, round)).collect();
    out.push_str(&grid::draw(&columns, &rows, width, |number, out| {
        under(out, process, rounds[number], all, sides, width)
    }));
    if !all {
        left_over(&mut out, process, width);
    }
    out
}

fn round_cells(process: &Process, round: &Round) -> Vec<String> {
    let row = form::round(process, round);
    let when = match (round.from, round.dated) {
        (None, _) => "no day told".to_string(),
        (Some(_), true) => days(round.from, round.to),
        (Some(_), false) => format!("~{}", days(round.from, round.to)),
    };
    let kind = match (round.negotiation, round.indirect) {
        (true, true) => "indirect talks",
        (true, false) => "talks",
        (false, _) => "meeting",
    };
    vec![
        round.number.to_string(),
        when,
        stands(round.standing).to_string(),
        row.places.join(", "),
        kind.to_string(),
        row.reports.to_string(),
        row.origins.to_string(),
    ]
}

fn stands(standing: Standing) -> &'static str {
    match standing {
        Standing::Held => "held",
        Standing::GoingOn => "going on",
        Standing::Planned => "planned",
        Standing::Possible => "possible",
        Standing::PutOff => "put off",
        Standing::Failed => "failed",
        Standing::NotHeld => "not held",
    }
}

fn under(out: &mut String, process: &Process, round: &Round, all: bool, sides: &Sides, width: usize) {
    let row = form::round(process, round);
    let mut facts: Vec<String> = Vec::new();
    facts.extend(round.ordinal.map(|number| format!("told as number {number}")));
    facts.extend(round.days_counted.map(|number| format!("day {number} told of")));
    facts.extend(row.lengths.iter().map(|length| format!("length: {}", one_line(length))));
    if !round.mediators.is_empty() {
        facts.push(format!("mediated by {}", sides.list(round.mediators.iter().map(|side| side.as_str()))));
    }
    if !round.hosts.is_empty() {
        facts.push(format!("hosted by {}", sides.list(round.hosts.iter().map(|side| side.as_str()))));
    }
    if !facts.is_empty() {
        grid::paragraph(out, &facts.join("; "), INDENT, width, DIM);
    }
    let envoys: Vec<String> =
        round.envoys.iter().map(|envoy| format!("{} ({})", envoy.name, sides.name(&told::side(&envoy.side)))).collect();
    if !envoys.is_empty() {
        grid::paragraph(out, &format!("Envoys: {}", envoys.join(", ")), INDENT, width, PLAIN);
    }
    let latest: Vec<&events::Entry> = round.claims.iter().rev().copied().collect();
    part(out, "", &latest, if all { usize::MAX } else { 1 }, width);
    let most = if all { usize::MAX } else { QUOTES };
    part(out, "Denied", &round.denied, most, width);
    part(out, "Said of it", &round.said, most, width);
    part(out, "Outcome", &round.outcomes, most, width);
}

/// Quotations under a head; how many were left out is said.
fn part(out: &mut String, head: &str, entries: &[&events::Entry], most: usize, width: usize) {
    let quotes = form::quotes(entries);
    if quotes.is_empty() {
        return;
    }
    if !head.is_empty() {
        grid::paragraph(out, head, INDENT, width, DIM);
    }
    for (quote, reports, origins) in quotes.iter().take(most) {
        let told = if *reports > 1 { format!(" ({reports} reports, {origins} origins)") } else { String::new() };
        grid::paragraph(out, &format!("{}{told}", quoted(quote)), INDENT, width, PLAIN);
    }
    if quotes.len() > most {
        grid::paragraph(out, &format!("{} more: --round N", quotes.len() - most), INDENT, width, DIM);
    }
}

/// The words, who says them, on which day, and where they are found.
fn quoted(quote: &Quote) -> String {
    let day = quote.published.map(|day| format!(", {day}")).unwrap_or_default();
    let mark = mark(quote.status);
    format!("{mark}“{}” — {}{day}, {}", quote.words, speaker(quote), claim(&quote.claim))
}

fn speaker(quote: &Quote) -> String {
    let outlet = quote.outlet.as_deref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
    match (&quote.speaker, &quote.who) {
        (Some(name), Some(who)) if name != who => format!("{} ({who})", one_line(name)),
        (Some(name), _) => one_line(name),
        (None, _) => format!("{outlet}no speaker named"),
    }
}

fn mark(status: &str) -> String {
    MARKS.iter().find(|(name, ..)| *name == status).map_or(String::new(), |(_, mark, _)| format!("{mark} "))
}

fn left_over(out: &mut String, process: &Process, width: usize) {
    let calls = process.contacts.len();
    if calls > 0 {
        out.push_str(&format!("\n{DIM}Calls and visits: {calls}; the latest{DIM:#}\n"));
        part(out, "", &process.contacts[..calls.min(QUOTES)], QUOTES, width);
    }
    let others = process.mentions.len();
    if others > 0 {
        out.push_str(&format!("\n{DIM}Spoken of without a round: {others}; the latest{DIM:#}\n"));
        part(out, "", &process.mentions[..others.min(QUOTES)], QUOTES, width);
    }
}

pub(super) fn raised(issues: &[Issue], width: usize) -> String {
    if issues.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{TITLE}Issues{TITLE:#}\n");
    for issue in issues {
        out.push_str(&format!("  {KIND}{}{KIND:#}\n", issue.name.as_str()));
        part(&mut out, "Told as unresolved", &issue.unresolved, QUOTES, width);
        part(&mut out, "Told as agreed", &issue.agreed, QUOTES, width);
        part(&mut out, "On the table", &issue.on_the_table, 1, width);
    }
    out
}

/// Newest first, under the name of each party.
pub(super) fn stances(stances: &[Stance], sides: &Sides, width: usize) -> String {
    let mut parties: Vec<&str> = Vec::new();
    for stance in stances {
        if !parties.contains(&stance.party.as_str()) {
            parties.push(&stance.party);
        }
    }
    let mut out = String::new();
    for party in parties {
        out.push_str(&format!("\n{TITLE}{}{TITLE:#}\n", sides.name(party)));
        for stance in stances.iter().filter(|stance| stance.party == party) {
            let quote = form::quote(stance.entry);
            grid::paragraph(&mut out, &format!("{}: {}", stand(stance.mode), quoted(&quote)), 2, width, PLAIN);
        }
    }
    out
}

/// Issue × party: the latest stance first, older ones beneath.
pub(super) fn matrix(matrix: &Matrix, sides: &Sides, width: usize) -> String {
    let mut columns = vec![Column::new("", 12, 24).style(KIND)];
    columns.extend(matrix.parties.iter().map(|_| Column::new("", 18, 60)));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let heads = matrix.parties.iter().map(|party| sides.name(party).to_uppercase());
    rows.push(std::iter::once(String::new()).chain(heads).collect());
    for row in &matrix.rows {
        let deepest = row.cells.iter().map(|cell| cell.stances.len()).max().unwrap_or(0).min(1 + OLDER);
        for depth in 0..deepest {
            let name = if depth == 0 { row.issue.as_str() } else { "" };
            let cell = |cell: &record::positions::Cell| match cell.stances.get(depth) {
                Some(stance) => stance_cell(stance),
                None if depth == 0 => "no statement found".to_string(),
                None => String::new(),
            };
            rows.push(std::iter::once(name.to_string()).chain(row.cells.iter().map(cell)).collect());
        }
    }
    grid::draw(&columns, &rows, width, |_, _| {})
}

fn stance_cell(stance: &Stance) -> String {
    let quote = form::quote(stance.entry);
    let day = quote.published.map(|day| format!("{day} ")).unwrap_or_default();
    let own = stance.envoy().map(str::to_string);
    let teller = match (&quote.speaker, own) {
        (None, Some(name)) => format!(" {name},"),
        (Some(name), _) => format!(" {},", one_line(name)),
        (None, None) => String::new(),
    };
    let words = grid::cut(&one_line(stance.words()), CELL);
    format!("{day}{}{}: “{words}”{teller} {}", mark(quote.status), stand(stance.mode), claim(&quote.claim))
}

fn stand(mode: Mode) -> &'static str {
    match mode {
        Mode::Supports => "supports",
        Mode::Opposes => "opposes",
        Mode::Insists => "insists",
        Mode::Open => "open to",
        Mode::Conditions => "on conditions",
        Mode::Demands => "demands",
        Mode::Rejects => "rejects",
        Mode::Agrees => "agrees",
        Mode::AgreesNot => "has not agreed",
        Mode::Threatens => "threatens",
    }
}
