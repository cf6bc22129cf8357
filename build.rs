//! Tells the program when its content was made: the moment that `SOURCE_DATE_EPOCH` names, else
//! the last commit, else now. Two builds of one commit say the same.

use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    println!("cargo:rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo:rerun-if-changed=locales");
    // Written at each commit and checkout. A file that is missing, as outside git, would count as
    // changed at every build. Git says where it is: `.git` is no folder in a worktree.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|log| Path::new(log).exists()) {
        println!("cargo:rerun-if-changed={log}");
    }
    println!("cargo:rustc-env=COMMUNIQUE_BUILT={}", built());
}

fn built() -> u64 {
    let number = |text: String| text.trim().parse().ok();
    let commit = || git(&["log", "-1", "--format=%ct"]).and_then(number);
    std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(number)
        .or_else(commit)
        .unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

/// What git prints, without the end of its line; nothing without git or outside a repository.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim_end().to_owned())
}
