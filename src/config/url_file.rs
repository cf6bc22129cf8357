//! A URL from a file: where one with a password may stand, since others can read the command line. Knows no kind of URL.

use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

/// A URL, and the file that it was read from.
#[derive(Clone, Debug)]
pub struct UrlFile<U> {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub url: U,
}

impl<U: FromStr<Err: Display>> UrlFile<U> {
    /// Reads a URL from a file, as systemd hands over a credential. The error never quotes it.
    pub fn read(path: &str) -> Result<Self, String> {
        if path.contains("://") {
            return Err("the name of a file that holds the URL, not the URL itself".to_owned());
        }
        let text = std::fs::read_to_string(path).map_err(|error| format!("a file that can be read ({error})"))?;
        let url = text.trim().parse().map_err(|accepted| format!("a file that holds one line: {accepted}"))?;
        Ok(Self { path: path.into(), url })
    }
}
