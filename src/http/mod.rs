//! The web server. The only module that knows actix.
//!
//! A request flows one way: server → app → routes → answer. The pages are ready; a view of two
//! languages is made when it is first asked for, and the form again for whoever sent it.

pub mod answer;
pub mod app;
pub mod body;
pub mod coding;
pub mod conditional;
pub mod csrf;
pub mod deadline;
pub mod documents;
pub mod errors;
pub mod headers;
pub mod health;
pub mod language;
pub mod listener;
pub mod metrics;
pub mod peer;
pub mod published;
pub mod rate_limit;
pub mod receipt;
pub mod routes;
pub mod server;
pub mod submit;

pub use app::App;
pub use listener::{Inherited, Listener};
pub use published::Published;
pub use server::Purpose;
