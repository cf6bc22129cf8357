//! The site as a value, without a server: every page in every language, and what becomes of locale
//! files that are incomplete, wrong or out of date.

mod abbreviations;
mod another_statement;
mod check;
mod coverage;
mod endonyms;
mod exchange;
mod expiry;
mod live;
mod locales;
mod looks;
mod metadata;
mod negotiation;
mod other_tools;
mod pages;
mod pseudo;
mod settings;
mod source;
mod states;
mod words;
mod workbench;
