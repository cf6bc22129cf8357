//! Which locales are published, and whether they are read again when they change.

use std::path::PathBuf;

use clap::Args;

use super::switch::parse_switch;

/// The locales.
#[derive(Args, Clone, Debug)]
pub struct Locales {
    /// The folder of locales; the embedded ones if not given. SIGHUP reads it again
    #[arg(long = "locales", env = "COMMUNIQUE_LOCALES", value_name = "FOLDER", value_parser = parse_locales_folder)]
    pub folder: Option<PathBuf>,

    /// Reads the folder of locales again whenever something in it has changed
    #[arg(long, env = "COMMUNIQUE_WATCH", value_parser = parse_switch)]
    pub watch: bool,
}

/// Reads the folder of locales.
pub fn parse_locales_folder(text: &str) -> Result<PathBuf, &'static str> {
    let path = PathBuf::from(text);
    if path.is_dir() { Ok(path) } else { Err("a folder that holds en/ and the other locales") }
}
