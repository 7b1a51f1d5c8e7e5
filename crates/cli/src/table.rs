//! `Document -> table` for a terminal: a claim on each line, speaker first, figures flush right.
//!
//! Where the terminal is too narrow for a claim's line, its cells go on below themselves.

use std::collections::BTreeSet;
use std::fmt;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::cells::{Cells, MARKS, cells, one_line};
use export::{Claim, Document};

const TITLE: Style = Style::new().bold();
const HEAD: Style = Style::new().dimmed();
const SPEAKER: Style = AnsiColor::Cyan.on_default();
const KIND: Style = AnsiColor::Yellow.on_default();
const SOURCE: Style = Style::new().dimmed();

const COLUMNS: usize = 7;
/// Figures stand last and are flush right.
const FIGURES: usize = COLUMNS - 1;
const HEADS: [&str; COLUMNS] = ["said by", "type", "", "who → whom, what", "place", "time", "figures"];
/// No column is squeezed below this while another is wider.
const WIDTHS_MIN: [usize; COLUMNS] = [12, 11, 1, 18, 9, 11, 12];
/// Nor wider than this, in a table that has room.
const WIDTHS_MAX: [usize; COLUMNS] = [32, 24, 1, 60, 24, 17, 30];

/// A cell that needs more lines is cut.
const CELL_LINES_MAX: usize = 4;

/// What the marks in tables mean, as far as they were used.
#[derive(Default)]
pub(crate) struct Legend(BTreeSet<&'static str>);

impl Legend {
    pub(crate) fn note(&mut self, document: &Document) {
        self.0.extend(document.claims.iter().map(|claim| claim.status));
    }

    pub(crate) fn join(&mut self, other: &Legend) {
        self.0.extend(&other.0);
    }

    pub(crate) fn is_empty(&self) -> bool {
        !MARKS.iter().any(|(status, ..)| self.0.contains(status))
    }
}

impl fmt::Display for Legend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let used = MARKS.iter().filter(|(status, ..)| self.0.contains(status));
        let parts: Vec<String> = used.map(|(_, mark, meaning)| format!("{mark} {meaning}")).collect();
        write!(f, "{HEAD}{}{HEAD:#}", parts.join("   "))
    }
}

/// `width` is that of the terminal. `spans` puts under each claim the words that tell it.
pub(crate) fn table(name: &str, document: &Document, width: usize, spans: bool) -> String {
    let mut out = String::new();
    let count = match document.claims.len() {
        0 => "no claims".to_string(),
        1 => "1 claim".to_string(),
        count => format!("{count} claims"),
    };
    let published = document.report.published.map_or(String::new(), |day| format!("  {day}"));
    out.push_str(&format!("{TITLE}{name}{TITLE:#}{published}  {count}\n"));
    if document.claims.is_empty() {
        return out;
    }
    let rows: Vec<[String; COLUMNS]> = document.claims.iter().map(|claim| row(cells(claim))).collect();
    let widths = widths(&rows, width);
    let gap = gap(width);
    line(&mut out, &HEADS.map(str::to_string), &widths, gap, |_| HEAD);
    for (claim, cells) in document.claims.iter().zip(&rows) {
        line(&mut out, cells, &widths, gap, style);
        if spans {
            source(&mut out, claim, width);
        }
    }
    out
}

fn row(cells: Cells) -> [String; COLUMNS] {
    let Cells { said_by, kind, status, what, place, time, figures } = cells;
    [said_by, kind, status.to_string(), what, place, time, figures]
}

fn style(column: usize) -> Style {
    match column {
        0 => SPEAKER,
        1 => KIND,
        FIGURES => TITLE,
        _ => Style::new(),
    }
}

/// Blanks between columns.
fn gap(width: usize) -> usize {
    if width < 100 { 1 } else { 2 }
}

/// Columns as wide as their content, squeezed from the widest on until the line fits; empty columns have none.
fn widths(rows: &[[String; COLUMNS]], width: usize) -> [usize; COLUMNS] {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            widths[column] = widths[column].max(cell.width());
        }
    }
    for column in 0..COLUMNS {
        if widths[column] > 0 {
            widths[column] = widths[column].max(HEADS[column].width()).min(WIDTHS_MAX[column]);
        }
    }
    let gaps = gap(width) * widths.iter().filter(|&&width| width > 0).count().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        // The one that is the furthest above its least gives way.
        let slack = |column: &usize| widths[*column] * 10 / WIDTHS_MIN[*column];
        let Some(widest) = (0..COLUMNS).filter(|&column| widths[column] > WIDTHS_MIN[column]).max_by_key(slack) else {
            break;
        };
        widths[widest] -= 1;
    }
    widths
}

fn line(
    out: &mut String,
    cells: &[String; COLUMNS],
    widths: &[usize; COLUMNS],
    gap: usize,
    style: impl Fn(usize) -> Style,
) {
    let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, &width)| wrap(cell, width)).collect();
    let lines = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for number in 0..lines {
        // Blanks are written only before the next cell, so that no line ends with them.
        let mut pending = 0;
        for column in (0..COLUMNS).filter(|&column| widths[column] > 0) {
            let cell = wrapped[column].get(number).map_or("", String::as_str);
            let room = widths[column] - cell.width();
            let (before, after) = if column == FIGURES { (room, 0) } else { (0, room) };
            pending += before;
            if !cell.is_empty() {
                let style = style(column);
                out.push_str(&format!("{:pending$}{style}{cell}{style:#}", ""));
                pending = 0;
            }
            pending += after + gap;
        }
        out.push('\n');
    }
}

/// The lines of a cell, broken at blanks, and inside a word that is too long for a line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && width > 0 {
        if lines.len() + 1 == CELL_LINES_MAX {
            lines.push(cut(rest, width));
            break;
        }
        let fits = prefix(rest, width);
        // A break at the last blank that fits, unless all of the rest does.
        let whole = fits == rest.len() || rest[fits..].starts_with(' ');
        let end = if whole { fits } else { rest[..fits].rfind(' ').unwrap_or(fits) };
        lines.push(rest[..end].trim_end().to_string());
        rest = rest[end..].trim_start();
    }
    lines
}

/// Bytes of the longest beginning that is at most `width` columns wide, and at least one character.
fn prefix(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width && at > 0 {
            return at;
        }
    }
    text.len()
}

/// At most `width` columns; what is cut off shows as an ellipsis.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_string();
    }
    let mut cut = String::new();
    let mut used = 0;
    for c in text.chars() {
        let next = c.width().unwrap_or(0);
        if used + next + 1 > width {
            break;
        }
        used += next;
        cut.push(c);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// The words that tell the claim, with their offsets, broken to the width.
fn source(out: &mut String, claim: &Claim, width: usize) {
    let place = format!("{}–{}", claim.evidence.start, claim.evidence.end);
    let room = width.saturating_sub(4).max(20);
    let mut current = format!("{place} ");
    for word in one_line(&claim.evidence.text).split(' ') {
        if current.width() + 1 + word.width() > room {
            out.push_str(&format!("    {SOURCE}{current}{SOURCE:#}\n"));
            current.clear();
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    out.push_str(&format!("    {SOURCE}{current}{SOURCE:#}\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_cut_to_its_width() {
        assert_eq!(cut("Ukrainian officials", 10), "Ukrainian…");
        assert_eq!(cut("Київ", 4), "Київ");
        assert_eq!(cut("日本語", 5), "日本…");
    }

    #[test]
    fn a_cell_goes_on_below_itself() {
        assert_eq!(wrap("Ukrainian officials", 20), ["Ukrainian officials"]);
        assert_eq!(wrap("Ukrainian officials UKR", 12), ["Ukrainian", "officials", "UKR"]);
        assert_eq!(wrap("2025-11-14…15", 11), ["2025-11-14…", "15"]);
        assert_eq!(wrap("a b c d e f", 1), ["a", "b", "c", "…"]);
        assert!(wrap("", 5).is_empty());
    }

    #[test]
    fn a_table_fits_the_terminal() {
        let cell = |length: usize| "x".repeat(length);
        let rows = [[cell(50), cell(30), cell(1), cell(90), cell(40), cell(21), cell(30)]];
        for width in [80, 100, 140, 200] {
            let widths = widths(&rows, width);
            assert!(widths.iter().sum::<usize>() + gap(width) * (COLUMNS - 1) <= width, "{width}: {widths:?}");
        }
    }
}
