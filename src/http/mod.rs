//! The web server. The only module that knows actix.
//!
//! A request flows one way: server → app → routes → answer. The pages are ready; a view of two
//! languages is made when it is first asked for, and the form again for whoever sent it.

mod admin;
mod answer;
mod app;
mod arrival;
mod authority;
mod base_path;
mod body;
mod bounds;
mod chunked;
mod client;
mod closing;
mod coding;
mod conditional;
mod connections;
mod content_policy;
mod csrf;
pub mod deadline;
pub mod descriptors;
mod documents;
mod errors;
mod fixed_answers;
mod forwarded;
mod gate;
mod headers;
mod language;
mod listener;
mod metrics;
mod network;
mod other_protocol;
pub mod peer;
pub mod preview;
mod preview_host;
pub mod probe;
mod proxy_header_fault;
mod proxy_protocol;
mod published;
mod published_figures;
mod purpose;
mod rate_limit;
mod receipt;
mod request_durations;
mod request_head;
mod request_id;
mod request_line;
mod request_log;
mod returned_form;
mod route_template;
mod routes;
mod sent_answer;
pub mod server;
mod submission_outcome;
mod submit;
mod turns;
mod window;

pub use admin::Admin;
pub use app::App;
pub use fixed_answers::{Content, FixedAnswer, Headers};
pub use listener::{BindError, Inherited, Listener};
pub use metrics::IDLE_PROXY_CONNECTIONS_CLOSED;
pub use preview::Preview;
pub use published::Published;
pub use purpose::Purpose;
pub use server::Served;
