//! communique publishes one official page, a foreign ministry’s statement, in many languages.
//!
//! The modules, the highest first; each uses only modules below it:
//!
//! ```text
//! main    parses the command line, hands over
//! cli     the commands
//! http    actix: addresses, codings, headers, who is asking, sockets
//! site    pages as values: page × locale → ready bytes
//! contact messages: a form that is read, an inbox that keeps, a loop that delivers
//! l10n    languages: catalog, text, markup, formats, negotiation, checks
//! metrics counters and durations, and the text that Prometheus reads
//! config  what the operator sets; quality: weighted lists of request headers; tls: connections that are encrypted;
//!         causes: an error as one line
//! ```
//!
//! A request for a page is: route → pick the representation → send; who is asking is found out
//! (`http::peer`) where it matters. The pages are made before the first request, or on reload.

pub mod causes;
pub mod cli;
pub mod config;
pub mod contact;
pub mod http;
pub mod l10n;
pub mod metrics;
pub mod quality;
pub mod site;
pub mod tls;
