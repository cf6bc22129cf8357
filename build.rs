//! Tells the program when its content was made: the moment that `SOURCE_DATE_EPOCH` names, else
//! the last commit, else now. Two builds of one commit say the same.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    println!("cargo:rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo:rerun-if-changed=.git/logs/HEAD");
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rustc-env=COMMUNIQUE_BUILT={}", built());
}

fn built() -> u64 {
    let number = |text: String| text.trim().parse().ok();
    let commit = || {
        let output = Command::new("git").args(["log", "-1", "--format=%ct"]).output().ok()?;
        number(String::from_utf8(output.stdout).ok()?)
    };
    std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(number)
        .or_else(commit)
        .unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}
