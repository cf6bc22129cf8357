//! Translations as other tools take and give them: the texts of a locale one by one ([`units()`]), in the formats of
//! translators’ tools ([`write()`], [`read()`]), and put back into its files ([`plan()`], [`Merge`]). Knows no disk.
//!
//! A choice by number travels row by row, any other choice as one text in Fluent’s own writing. The English of a
//! delivery is compared with today’s, never taken over.

mod codes;
mod delivery;
mod form;
mod format;
mod former;
mod merge;
mod message;
mod place;
mod placeables;
mod plan;
mod po;
mod po_text;
mod sheet;
mod tree;
mod unit;
mod units;
mod xliff;
mod xliff_text;
mod xml;

pub use delivery::{Delivered, DeliveredFile, MAX_BYTES, Unusable};
pub use format::{FileFormat, read, write};
pub use merge::{Merge, Merged};
pub use plan::{Change, Plan, Told, Why, plan};
pub use unit::{Path, Unit};
pub use units::units;
