//! Languages: locale files are read, checked and formatted.
//!
//! Knows no page and no HTTP. A caller hands in locale files and gets a [`Catalog`];
//! a [`View`] of it turns a message id into text that knows its own language.

mod approval;
pub mod asked;
mod assess;
mod brackets;
pub mod catalog;
pub mod check;
mod coverage;
mod decode;
pub mod disk;
pub mod draft;
mod entry;
pub mod exchange;
pub mod file;
mod folder;
mod foreign;
pub mod format;
pub mod freshness;
pub mod html;
mod isolates;
mod loaded;
pub mod locale;
mod made_from;
mod manifest;
pub mod markup;
mod matching;
pub mod near;
pub mod negotiate;
mod normal;
mod outstanding;
mod placed;
mod plural;
mod plural_data;
pub mod position;
pub mod records;
mod report;
pub mod standard;
pub mod text;
mod unreadable;
mod users;
pub mod visibility;

pub use asked::{Asked, PartName};
pub use assess::Requirements;
pub use catalog::{Catalog, CatalogError};
pub use check::Sample;
pub use coverage::Coverage;
pub use file::{Kind, LocaleFile};
pub use loaded::LocaleKey;
pub use locale::{Direction, Locale};
pub use outstanding::{Need, Outstanding};
pub use placed::{Placed, placed};
pub use text::{Text, Unanswered, View};
pub use visibility::Visibility;
