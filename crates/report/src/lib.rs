//! `bytes -> Report`: what a source published, word for word.
//!
//! The text never changes after it is read; every later value points into it by [`Span`].

mod decode;
mod layout;
mod report;
mod span;

pub use decode::{BYTES_MAX, DecodeError, decode, encoding};
pub use layout::{Block, BlockKind, Dateline, blocks};
pub use report::{About, Report, ReportId, sha256};
pub use span::{CharIndex, Span, one_line};
