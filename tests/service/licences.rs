//! The list of licences in the package of Debian, which `deploy/debian/crates.py` makes.

use std::collections::BTreeMap;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// The list of what `cargo metadata` says, with a folder before those of the system’s commands.
fn list(metadata: &str, programs: Option<&Path>) -> Output {
    let mut command = Command::new("python3");
    command.arg("deploy/debian/crates.py").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(programs) = programs {
        command.env("PATH", format!("{}:{}", programs.display(), std::env::var("PATH").unwrap()));
    }
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(metadata.as_bytes()).unwrap();
    process.wait_with_output().unwrap()
}

fn said(command: &str, arguments: &[&str]) -> String {
    let output = Command::new(command).args(arguments).output().unwrap();
    assert!(output.status.success(), "{command} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The platform that is built for.
fn host() -> String {
    let version = said("rustc", &["-vV"]);
    version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// The crates that are linked in, with their licences, as cargo itself draws them.
fn linked() -> BTreeMap<String, String> {
    let host = host();
    let shown = ["--edges=normal,no-proc-macro", "--no-dedupe", "--prefix=none", "--format={p}|{l}"];
    let tree = said("cargo", &[&["tree", "--locked", "--offline", "--target", &host], &shown[..]].concat());
    let of = |line: &str| {
        let (package, licence) = line.split_once('|').unwrap();
        let mut words = package.split(' ');
        (format!("{} {}", words.next().unwrap(), words.next().unwrap().trim_start_matches('v')), licence.to_owned())
    };
    tree.lines().map(of).filter(|(name, _)| !name.starts_with("communique ")).collect()
}

#[test]
#[ignore = "needs python3; tests/run installs it"]
fn every_crate_that_is_linked_in_is_listed_with_its_licence_and_the_words_of_that() {
    let options = ["--locked", "--offline", "--format-version=1", "--filter-platform"];
    let output = list(&said("cargo", &[&["metadata"], &options[..], &[&host()]].concat()), None);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let rule = format!("\n{}\n", "-".repeat(80));
    let mut parts = text.split(&rule);
    let licences: BTreeMap<&str, &str> =
        parts.next().unwrap().lines().filter_map(|line| line.split_once(": ")).collect();
    // Whose words they are, and the words.
    let parts: Vec<&str> = parts.collect();
    let (sections, rest) = parts.as_chunks::<2>();
    assert!(rest.is_empty() && sections.len() > 50, "{}", sections.len());
    let linked = linked();
    assert!(linked.len() > 200, "the test reads too little: {}", linked.len());
    for (name, licence) in
        linked.iter().chain([(&"Rust's standard library".to_owned(), &"MIT OR Apache-2.0".to_owned())])
    {
        let told = licences.get(name.as_str()).unwrap_or_else(|| panic!("{name} is not listed"));
        assert!(told.starts_with(licence), "{name}: {told}");
        // “MIT, for this 1.0.0 (its authors), that 2.0.0 (its authors)”, or the crates that have the same file.
        let is_whose = |whose: &str| {
            let mut all = whose.split(", ").map(|one| one.trim_start_matches("for "));
            all.any(|one| one == name || one.starts_with(&format!("{name} (")))
        };
        let words: usize = sections
            .iter()
            .filter(|[whose, _]| is_whose(whose))
            .map(|[_, words]| words.split_whitespace().count())
            .sum();
        assert!(words > 60, "{name}: {words} words of its licence");
    }
}

#[test]
#[ignore = "needs python3; tests/run installs it"]
fn where_words_of_a_licence_are_not_there_no_list_is_made_and_it_is_said_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let package = |name: &str, licence: &str, texts: &[(&str, &str)]| -> Value {
        let home = folder.path().join(name);
        std::fs::create_dir_all(&home).unwrap();
        for (file, text) in texts {
            std::fs::write(home.join(file), text).unwrap();
        }
        json!({
            "id": name, "name": name, "version": "1.0.0", "license": licence, "license_file": null, "authors": [],
            "manifest_path": home.join("Cargo.toml"), "targets": [{"kind": ["lib"]}],
        })
    };
    let metadata = |package: Value| {
        let (root, kind) = (json!({"id": "root", "targets": [{"kind": ["bin"]}]}), json!([{"kind": null}]));
        let dependency = json!({"pkg": package["id"], "dep_kinds": kind});
        let nodes = json!([{"id": "root", "deps": [dependency]}, {"id": package["id"], "deps": []}]);
        json!({"packages": [root, package], "resolve": {"root": "root", "nodes": nodes}}).to_string()
    };
    let refusal = |output: Output| {
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.lines().count() == 1, "{said}");
        said
    };
    let bare = refusal(list(&metadata(package("bare", "Zlib", &[])), None));
    assert!(bare.contains("bare 1.0.0 (Zlib) has no file of its licence") && bare.contains("say in COMMON"), "{bare}");
    // A toolchain without documents.
    let rustc = folder.path().join("rustc");
    std::fs::write(&rustc, "#!/bin/sh\necho /nowhere\n").unwrap();
    std::fs::set_permissions(&rustc, std::fs::Permissions::from_mode(0o755)).unwrap();
    let whole = metadata(package("whole", "MIT", &[("LICENSE", "Permission is hereby granted …")]));
    let without = refusal(list(&whole, Some(folder.path())));
    assert!(without.contains("/nowhere/share/doc/rust/COPYRIGHT-library.html is not there"), "{without}");
    assert!(without.contains("`rustup toolchain install`"), "{without}");
}
