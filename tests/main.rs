//! The tests that use communique from outside: as a library, as the program that was built, and as files. They are one
//! crate, so that what they share is compiled and linked once; each group has a folder.
//!
//! Many a group needs programs that `tests/run` installs; without them its part is left out of `cargo test`.
#![allow(unreachable_pub, clippy::unwrap_used, clippy::expect_used)]

mod support;

mod architecture;
mod contact;
mod delivery;
mod documents;
mod durability;
mod http;
mod inbox;
mod scaling;
mod service;
mod simulation;
mod site;
