//! The contact form from end to end: what the page offers, what a sent form leads to, and that
//! nobody’s text is lost on the way, whatever comes between.

mod form;
mod limits;
mod log;
mod receipt;
mod refusals;
mod sender;
mod settings;
mod storage;
mod submission;
