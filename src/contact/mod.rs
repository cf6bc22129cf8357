//! Messages: a form that is read, an inbox that keeps, a loop that delivers.
//!
//! The promise: a message is on disk before its reference is shown, is mailed at least once, and is
//! deleted only after that, or by a person, or, where it waits for one, when staff were reminded of it and
//! its period is over.
//! Knows languages; knows neither pages nor the web server.

mod acceptance;
mod confirmed_clock;
pub mod delivery;
pub mod email;
pub mod form;
pub mod inbox;
mod inbox_status;
mod keyboard;
pub mod message;
mod reference;
pub mod retention;
pub mod sanitize;
pub mod stored;
pub mod suspicion;

pub use acceptance::{AcceptError, Acceptance};
pub use confirmed_clock::{ConfirmedClock, since_boot};
pub use inbox::Inbox;
pub use inbox_status::InboxStatus;
pub use message::{Message, NewMessage, Receipt, State};
pub use reference::{ParseReferenceError, Reference};
