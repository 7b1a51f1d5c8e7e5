//! Rules: how words make claims. Read from data files, found in a scene, and explained.

mod builtin;
pub mod example;
mod expr;
mod find;
mod parse;

pub use builtin::FILES as BUILTIN_FILES;
pub use expr::{Condition, ExprError, Filter, Path, Selector, Term, Trait};
pub use find::{Found, Miss, Part, find, nearest_misses};
pub use parse::{Example, Mode, Rule, RuleError, RuleSet, Seat};
