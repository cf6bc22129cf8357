//! A URL from a file: where one with a password may stand, since others can read the command line.

use std::fmt::Display;
use std::str::FromStr;

/// Reads a URL from a file, as systemd hands over a credential. The error never quotes it.
pub(super) fn read_url_file<U: FromStr<Err: Display>>(path: &str) -> Result<U, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("a file that can be read ({error})"))?;
    text.trim().parse().map_err(|accepted| format!("a file that holds one line: {accepted}"))
}
