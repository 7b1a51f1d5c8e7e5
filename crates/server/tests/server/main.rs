//! The server as those see it who ask: who gets in, what they get, what never changes and what is told as it happens.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests make files")]

mod api;
mod desk;
mod given_up;
mod live;
mod reviews;
mod security;
mod testing;
