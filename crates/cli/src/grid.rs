//! `columns, rows -> lines` for a terminal: cells side by side, as wide as their content and the terminal allow.
//!
//! Where the terminal is too narrow for a row, its cells go on below themselves; a column that is empty in every row
//! is left out. No line ends with blanks.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A cell that needs more lines is cut, where its column does not say otherwise.
const CELL_LINES_MAX: usize = 4;

const HEAD: Style = Style::new().dimmed();

#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) head: &'static str,
    /// Not squeezed below this while another column is wider than its own least.
    pub(crate) width_min: usize,
    /// Nor wider than this, in a table that has room.
    pub(crate) width_max: usize,
    /// A cell that needs more lines is cut.
    pub(crate) lines_max: usize,
    pub(crate) side: Side,
    pub(crate) style: Style,
}

/// Where a cell stands in its column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

impl Column {
    pub(crate) const fn new(head: &'static str, width_min: usize, width_max: usize) -> Column {
        Column { head, width_min, width_max, lines_max: CELL_LINES_MAX, side: Side::Left, style: Style::new() }
    }

    pub(crate) const fn right(self) -> Column {
        Column { side: Side::Right, ..self }
    }

    pub(crate) const fn lines(self, lines_max: usize) -> Column {
        Column { lines_max, ..self }
    }

    pub(crate) const fn style(self, style: Style) -> Column {
        Column { style, ..self }
    }
}

/// Heads, then the rows; `under` gives whole lines to put below a row.
pub(crate) fn draw(
    columns: &[Column],
    rows: &[Vec<String>],
    width: usize,
    under: impl Fn(usize, &mut String),
) -> String {
    let widths = widths(columns, rows, width);
    let mut out = String::new();
    let heads: Vec<String> = columns.iter().map(|column| column.head.to_string()).collect();
    if heads.iter().any(|head| !head.is_empty()) {
        line(&mut out, columns, &heads, &widths, gap(width), Some(HEAD));
    }
    for (number, row) in rows.iter().enumerate() {
        line(&mut out, columns, row, &widths, gap(width), None);
        under(number, &mut out);
    }
    out
}

/// Blanks between columns.
fn gap(width: usize) -> usize {
    if width < 100 { 1 } else { 2 }
}

/// Columns as wide as their content, squeezed from the widest on until the line fits; empty columns have none.
fn widths(columns: &[Column], rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let mut widths = vec![0; columns.len()];
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            widths[column] = widths[column].max(cell.width());
        }
    }
    for (have, column) in widths.iter_mut().zip(columns) {
        if *have > 0 {
            *have = (*have).max(column.head.width()).min(column.width_max);
        }
    }
    let gaps = gap(width) * widths.iter().filter(|&&width| width > 0).count().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        // The one that is the furthest above its least gives way.
        let slack = |at: &usize| widths[*at] * 10 / columns[*at].width_min.max(1);
        let wide = (0..columns.len()).filter(|&at| widths[at] > columns[at].width_min);
        let Some(widest) = wide.max_by_key(slack) else { break };
        widths[widest] -= 1;
    }
    widths
}

fn line(
    out: &mut String,
    columns: &[Column],
    cells: &[String],
    widths: &[usize],
    gap: usize,
    style_of_all: Option<Style>,
) {
    let wrap = |((cell, &width), column): ((&String, &usize), &Column)| wrap(cell, width, column.lines_max);
    let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).zip(columns).map(wrap).collect();
    let lines = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for number in 0..lines {
        // Blanks are written only before the next cell, so that no line ends with them.
        let mut pending = 0;
        for (at, column) in columns.iter().enumerate().filter(|(at, _)| widths[*at] > 0) {
            let cell = wrapped[at].get(number).map_or("", String::as_str);
            let room = widths[at].saturating_sub(cell.width());
            let (before, after) = if column.side == Side::Right { (room, 0) } else { (0, room) };
            pending += before;
            if !cell.is_empty() {
                let style = style_of_all.unwrap_or(column.style);
                out.push_str(&format!("{:pending$}{style}{cell}{style:#}", ""));
                pending = 0;
            }
            pending += after + gap;
        }
        out.push('\n');
    }
}

/// The lines of a cell, broken at blanks, and inside a word that is too long for a line.
fn wrap(text: &str, width: usize, lines_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && width > 0 {
        if lines.len() + 1 == lines_max {
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
pub(crate) fn cut(text: &str, width: usize) -> String {
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

/// Text broken at blanks to the width, each line behind `indent` blanks.
pub(crate) fn paragraph(out: &mut String, text: &str, indent: usize, width: usize, style: Style) {
    let room = width.saturating_sub(indent).max(20);
    let mut current = String::new();
    let mut flush = |current: &mut String| {
        if !current.is_empty() {
            out.push_str(&format!("{:indent$}{style}{current}{style:#}\n", ""));
            current.clear();
        }
    };
    for word in text.split_whitespace() {
        if !current.is_empty() && current.width() + 1 + word.width() > room {
            flush(&mut current);
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    flush(&mut current);
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
        assert_eq!(wrap("Ukrainian officials", 20, 4), ["Ukrainian officials"]);
        assert_eq!(wrap("Ukrainian officials UKR", 12, 4), ["Ukrainian", "officials", "UKR"]);
        assert_eq!(wrap("2025-11-14…15", 11, 4), ["2025-11-14…", "15"]);
        assert_eq!(wrap("a b c d e f", 1, 4), ["a", "b", "c", "…"]);
        assert!(wrap("", 5, 4).is_empty());
    }

    #[test]
    fn a_table_fits_the_terminal() {
        let columns = [(12, 32), (11, 24), (1, 1), (18, 60), (9, 24), (11, 17), (12, 30)]
            .map(|(least, most)| Column::new("head", least, most));
        let row: Vec<String> = [50, 30, 1, 90, 40, 21, 30].iter().map(|&length| "x".repeat(length)).collect();
        for width in [80, 100, 140, 200] {
            let table = plain(&draw(&columns, std::slice::from_ref(&row), width, |_, _| {}));
            assert!(table.lines().all(|line| line.width() <= width), "{width}: {table}");
        }
    }

    #[test]
    fn columns_stand_under_their_heads() {
        let columns = [Column::new("id", 2, 9), Column::new("none", 4, 9), Column::new("n", 1, 9).right()];
        let row = |id: &str, n: &str| vec![id.to_string(), String::new(), n.to_string()];
        let table = plain(&draw(&columns, &[row("a", "653"), row("bcd", "8"), row("", "51")], 80, |_, _| {}));
        assert_eq!(table, "id    n\na   653\nbcd   8\n     51\n");
    }

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }
}
