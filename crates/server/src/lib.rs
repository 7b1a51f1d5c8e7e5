//! `a record -> an HTTP API and the page over it`: the edge of HTTP.
//!
//! Whatever is asked is answered by `query` with rows of `export`; here they get a form, a page of a list, a tag, or a
//! problem. Nothing that a request holds ends the program or takes unbounded memory or time.
//!
//! | file | what |
//! | --- | --- |
//! | `app.rs` | the router, put together from its parts, and the layers around it |
//! | `state.rs` | [`App`]: connections to the record, the data that ships, what is remembered between requests |
//! | `routes/*.rs` | one file a resource: handlers and `router()`, which `routes.rs` gathers |
//! | `asked.rs` | what a request asks: filters, limit, next, fields, form |
//! | `list.rs` | one page of a list as its answer |
//! | `form.rs` | JSON, NDJSON, CSV, GeoJSON: by ending or by `Accept` |
//! | `problem.rs` | every failure as `application/problem+json` |
//! | `remembered.rs` | entity tags, and answers that were given of late |
//! | `reference.rs` | `/docs`: the OpenAPI document as a page |
//! | `page.rs` | the built page, embedded; paths that are its own |
//! | `security.rs` | who asks, from where, how often, and what browsers may do with the answer |
//! | `live.rs` | what changes in the record while pages listen |
//! | `metrics.rs` | what was asked and how long it took |
//! | `connections.rs` | from the listener to the routes |
//! | `serve.rs` | address, start, orderly end |

#![allow(clippy::disallowed_methods, reason = "edge: listens, and reads the clock for limits")]

mod app;
mod asked;
mod connections;
mod form;
mod list;
mod live;
mod metrics;
mod page;
mod problem;
mod reference;
mod remembered;
mod routes;
pub mod security;
mod serve;
mod state;

pub use app::{openapi, router};
pub use security::Reach;
pub use serve::{ServeError, serve};
pub use state::{App, Settings, Times};
