//! The program with few languages: it starts in a moment and compresses little, even unoptimised.

use std::path::Path;
use std::process::Command;

use super::program::{Program, serve};
use super::site::folder_of;

/// Another way to reach the office, set with `--contact-email`.
pub const OFFICE: &str = "office@example.org";

/// How the program is started.
pub struct FastProgram {
    _locales: tempfile::TempDir,
    flags: Vec<String>,
}

impl FastProgram {
    /// In English alone, with no limit on messages and another way to reach the office.
    pub fn unlimited(flags: &[&str]) -> Self {
        let other_way = format!("--contact-email={OFFICE}");
        Self::speaking(
            &["en"],
            &[&[&other_way, "--contact-per-client=0", "--contact-total=0", "--contact-per-day=0"], flags].concat(),
        )
    }

    /// In some of the languages.
    pub fn speaking(languages: &[&str], flags: &[&str]) -> Self {
        let locales = folder_of(languages);
        let only_these = format!("--locales={}", locales.path().display());
        let flags = [&[only_these.as_str()], flags].concat().into_iter().map(str::to_owned).collect();
        Self { _locales: locales, flags }
    }

    /// The command that serves, with its messages in a folder.
    pub fn command(&self, folder: &Path) -> Command {
        serve(folder, &self.flags.iter().map(String::as_str).collect::<Vec<_>>())
    }

    pub fn start(&self, folder: &Path) -> Program {
        Program::from(self.command(folder))
    }
}
