//! What the terminal is like.

/// Where the output is no terminal.
const WIDTH: usize = 120;
/// Narrower, and a table cannot be laid out.
const WIDTH_MIN: usize = 60;

/// Columns of the terminal; of `COLUMNS` where that is set, which tests and pagers do.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.or_else(seen).unwrap_or(WIDTH).max(WIDTH_MIN)
}
