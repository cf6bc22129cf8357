//! Languages: locale files are read, checked and formatted.
//!
//! Knows no page and no HTTP. A caller hands in locale files and gets a [`Catalog`];
//! a [`View`] of it turns a message id into text that knows its own language.

mod assess;
pub mod catalog;
pub mod check;
mod entry;
pub mod file;
pub mod format;
pub mod freshness;
pub mod locale;
pub mod markup;
pub mod negotiate;
pub mod text;
pub mod visibility;

pub use assess::Expected;
pub use catalog::{Catalog, CatalogError};
pub use entry::{Coverage, LocaleKey};
pub use file::LocaleFile;
pub use locale::{Direction, Locale};
pub use text::{Text, View};
pub use visibility::Visibility;
