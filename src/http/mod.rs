//! The web server. The only place that knows actix.
//!
//! A request for a page is: trust walk → route → pick the representation → send. No template
//! runs and nothing is compressed on the way.

pub mod coding;
pub mod deadline;
pub mod errors;
pub mod headers;
pub mod health;
pub mod peer;
pub mod routes;
pub mod server;
pub mod state;

pub use server::{Bound, Listeners};
pub use state::State;
