//! The web server. The only place that knows actix.
//!
//! A request for a page is: route → pick the representation → send. The pages are ready; a
//! view of two languages is made when it is first asked for, and the form again for whoever sent it.

pub mod body;
pub mod coding;
pub mod contact;
pub mod csrf;
pub mod deadline;
pub mod errors;
pub mod headers;
pub mod health;
pub mod limit;
pub mod peer;
pub mod routes;
pub mod server;
pub mod state;

pub use server::{Bound, Purpose};
pub use state::State;
