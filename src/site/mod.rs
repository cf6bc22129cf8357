//! Pages as values. Knows languages and the fields of the form; knows no HTTP server and no inbox.
//!
//! Rendering is a pure function of catalog, page, locale and settings: two servers of one
//! build give the same bytes.

pub mod accessibility;
pub mod assets;
pub mod contact;
pub mod error;
pub mod languages;
pub mod layout;
pub mod metadata;
pub mod page;
pub mod privacy;
pub mod receipt;
pub mod render;
pub mod representation;
pub mod share;
pub mod statement;
pub mod wellknown;

pub use error::Failure;
pub use page::{Addresses, Page};
pub use render::{RenderError, Site};
pub use representation::{Coding, Rendered, Representation};
