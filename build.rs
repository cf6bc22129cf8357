//! Tells the program which revision it is, where git knows it, and when its content was made: the moment that `SOURCE_DATE_EPOCH` names, else
//! the last commit, else now. Two builds of one commit say the same.

use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() -> Result<(), String> {
    println!("cargo:rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo:rerun-if-changed=locales");
    // Written at each commit and checkout. A file that is missing, as outside git, would count as
    // changed at every build. Git says where it is: `.git` is no folder in a worktree.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|log| Path::new(log).exists()) {
        println!("cargo:rerun-if-changed={log}");
    }
    println!("cargo:rustc-env=COMMUNIQUE_BUILT={}", content_time()?);
    if let Some(revision) = git(&["rev-parse", "--short=12", "HEAD"]) {
        println!("cargo:rustc-env=COMMUNIQUE_REVISION={revision}");
    }
    Ok(())
}

/// When the content was made, in seconds since 1970.
fn content_time() -> Result<u64, String> {
    if let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") {
        let number = text.trim().parse();
        return number.map_err(|_| format!("SOURCE_DATE_EPOCH is “{text}”, and not a number of seconds since 1970"));
    }
    let commit = git(&["log", "-1", "--format=%ct"]).and_then(|text| text.parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Ok(commit.unwrap_or_else(now))
}

/// What git prints, without the end of its line; nothing without git or outside a repository.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim_end().to_owned())
}
