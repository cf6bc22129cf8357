//! Pages as values. Knows languages and the fields of the form; knows no HTTP server and no inbox.
//!
//! Rendering is a pure function of catalog, page, locale and settings: two servers of one
//! build give the same bytes.

pub mod abbreviations;
pub mod assets;
pub mod basis;
pub mod build;
mod choices;
mod citation;
mod coding;
pub mod compress;
pub mod context;
mod escape;
mod form_state;
pub mod layout;
pub mod metadata;
mod negotiation;
pub mod notices;
mod on_demand;
pub mod outline;
pub mod page;
pub mod pages;
pub mod passages;
pub mod preview;
mod qr_code;
pub mod representation;
pub mod services;
pub mod share_picture;
#[expect(clippy::module_inception, reason = "the file of the type that the module is named after")]
pub mod site;
mod skeleton;
pub mod splice;
pub mod statement_data;
pub mod static_files;
mod ways;
pub mod wellknown;

pub use basis::{Basis, REQUIREMENTS};
pub use build::{Build, BuildError, NoBuild, build, build_telling};
pub use coding::Coding;
pub use context::RenderError;
pub use negotiation::Negotiated;
pub use page::{Addresses, Page};
pub use pages::error::Failure;
pub use representation::{Document, Media, Rendered, Representation};
pub use site::{PageDocument, Site};
