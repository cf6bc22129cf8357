//! What only a preview shows, for people who work on the texts: a strip on each page, the languages,
//! all texts of one, and what is wrong with the files. Its own words are English, like those of the commands. Knows no HTTP and no folder.

pub mod findings;
pub mod languages;
pub mod messages;
pub mod strip;
