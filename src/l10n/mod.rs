//! Languages: locale files are read, checked and formatted.
//!
//! Knows no page and no HTTP. A caller hands in locale files and gets a [`Catalog`];
//! a [`View`] of it turns a message id into text that knows its own language.

pub mod asked;
mod assess;
pub mod catalog;
pub mod check;
pub mod file;
pub mod format;
pub mod freshness;
mod loaded;
pub mod locale;
pub mod markup;
pub mod negotiate;
mod plural;
pub mod position;
pub mod text;
pub mod visibility;

pub use asked::{Asked, PartName};
pub use assess::Requirements;
pub use catalog::{Catalog, CatalogError};
pub use file::LocaleFile;
pub use loaded::{Coverage, LocaleKey};
pub use locale::{Direction, Locale};
pub use text::{Text, Unanswered, View};
pub use visibility::Visibility;
