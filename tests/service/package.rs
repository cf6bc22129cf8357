//! The package of Debian, by its list in `Cargo.toml`, as far as that can be told without cargo-deb: it has what `deploy/`
//! has, at the places that `docs/OPERATING.md` names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::service::manual::blocks;

/// What is in `deploy/` and not for a machine of Debian: how the package is made, and what is for containers.
const LEFT_OUT: [&str; 2] = ["deploy/compose", "deploy/debian"];
/// What `communique` itself writes when the package is made, and what is compiled.
const MADE: [&str; 2] = ["target/package/", "target/release/"];

fn settings() -> toml::Table {
    let manifest: toml::Table = std::fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    manifest["package"]["metadata"]["deb"].as_table().unwrap().clone()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Where each file of this repository is installed; a pattern ends with `*`.
fn installed() -> BTreeMap<PathBuf, PathBuf> {
    let settings = settings();
    let mut installed = BTreeMap::new();
    for asset in settings["assets"].as_array().unwrap() {
        let [source, place] = [0, 1].map(|at| asset[at].as_str().unwrap());
        if MADE.iter().any(|made| source.starts_with(made)) {
            continue;
        }
        let at = |file: &Path| {
            if place.ends_with('/') { Path::new(place).join(file.file_name().unwrap()) } else { place.into() }
        };
        if let Some(folder) = source.strip_suffix("/**/*") {
            let below = |file: &PathBuf| Path::new(place).join(file.strip_prefix(folder).unwrap());
            installed.extend(files_below(Path::new(folder)).into_iter().map(|file| (file.clone(), below(&file))));
            continue;
        }
        let Some(begin) = source.strip_suffix('*') else {
            assert!(Path::new(source).is_file(), "{source} is not there");
            installed.insert(source.into(), at(Path::new(source)));
            continue;
        };
        let all = files_below(Path::new(source).parent().unwrap());
        let matching: Vec<PathBuf> = all.into_iter().filter(|path| path.to_str().unwrap().starts_with(begin)).collect();
        assert!(!matching.is_empty(), "nothing is {source}");
        installed.extend(matching.into_iter().map(|file| (file.clone(), at(&file))));
    }
    // What cargo-deb takes by the name of the package.
    let units = Path::new(settings["systemd-units"]["unit-scripts"].as_str().unwrap());
    for (kind, place) in [
        ("service", "usr/lib/systemd/system/communique.service"),
        ("socket", "usr/lib/systemd/system/communique.socket"),
        ("sysusers", "usr/lib/sysusers.d/communique.conf"),
    ] {
        let file = units.join(format!("communique.{kind}"));
        assert!(file.is_file(), "{} is not there", file.display());
        assert_eq!(installed.insert(file, place.into()), None, "communique.{kind} is packed twice");
    }
    installed
}

/// The units by their names, with what follows `[Install]`.
fn units() -> BTreeMap<String, String> {
    let files = files_below(Path::new("deploy/systemd")).into_iter();
    let units = files.filter(|path| path.extension().is_some_and(|kind| kind != "sysusers"));
    let install = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        text.split_once("[Install]\n").map_or_else(String::new, |(_, after)| after.to_owned())
    };
    units.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), install(&path))).collect()
}

#[test]
fn the_package_has_every_file_of_deploy_at_its_place() {
    let installed = installed();
    for file in files_below(Path::new("deploy")) {
        if LEFT_OUT.iter().any(|folder| file.starts_with(folder)) {
            continue;
        }
        let name = file.file_name().unwrap().to_str().unwrap();
        let place = match name {
            "communique.sysusers" => "usr/lib/sysusers.d/communique.conf".into(),
            "communique.toml" => "etc/communique/communique.toml".into(),
            unit if file.starts_with("deploy/systemd") => Path::new("usr/lib/systemd/system").join(unit),
            _ => Path::new("usr/share/doc/communique/examples").join(file.strip_prefix("deploy").unwrap()),
        };
        assert_eq!(installed.get(&file), Some(&place), "{}", file.display());
    }
}

#[test]
fn the_texts_are_in_the_package_as_one_folder_of_locales() {
    let installed = installed();
    for file in files_below(Path::new("locales")) {
        let place = Path::new("usr/share/communique").join(&file);
        assert_eq!(installed.get(&file), Some(&place), "{}", file.display());
    }
}

/// Where what `deploy/debian/documents.py` has written into a folder is installed, by the list; each with its text.
fn documents(folder: &Path) -> BTreeMap<PathBuf, String> {
    let settings = settings();
    let mut documents = BTreeMap::new();
    for file in files_below(folder) {
        let file_in_folder = file.strip_prefix(folder).unwrap().to_str().unwrap();
        let is_of = |asset: &&toml::Value| {
            let pattern = asset[0].as_str().unwrap().strip_prefix("target/package/doc/").unwrap_or("none");
            let (begin, end) = pattern.split_once('*').unwrap_or((pattern, ""));
            let between = file_in_folder.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end));
            between.is_some_and(|between| !between.contains('/') && (pattern.contains('*') || between.is_empty()))
        };
        let assets: Vec<&toml::Value> = settings["assets"].as_array().unwrap().iter().filter(is_of).collect();
        assert_eq!(assets.len(), 1, "{file_in_folder} is packed by {assets:?}");
        let place = Path::new(assets[0][1].as_str().unwrap()).join(file.file_name().unwrap());
        documents.insert(place, std::fs::read_to_string(&file).unwrap());
    }
    documents
}

/// What a link of a document leads to, as a path from the root; nothing for another site and for a heading of its own.
fn target(document: &Path, link: &str) -> Option<PathBuf> {
    let path = link.split('#').next().unwrap();
    if path.is_empty() || path.contains(':') {
        return None;
    }
    let mut target = PathBuf::new();
    for part in document.parent().unwrap().join(path).components() {
        match part {
            std::path::Component::ParentDir => assert!(target.pop(), "{link} leads out of the root"),
            std::path::Component::Normal(name) => target.push(name),
            std::path::Component::RootDir => target.clear(),
            _ => {}
        }
    }
    Some(target)
}

#[test]
#[ignore = "needs python3; tests/run installs it"]
fn every_link_of_a_packed_document_leads_to_a_file_of_the_package_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new("python3").arg("deploy/debian/documents.py").arg(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (home, mut documents) = (Path::new("usr/share/doc/communique"), documents(folder.path()));
    for needed in ["docs/OPERATING.md", "docs/SCALING.md", "docs/SECURITY.md", "SECURITY.md", "locales/README.md"] {
        assert!(documents.contains_key(&home.join(needed)), "{needed} is not packed");
    }
    // It compresses the list of changes.
    let renamed = |place: PathBuf| if place.ends_with("changelog") { home.join("changelog.gz") } else { place };
    let installed: BTreeMap<PathBuf, PathBuf> =
        installed().into_iter().map(|(file, place)| (file, renamed(place))).collect();
    let places: BTreeSet<PathBuf> = installed.values().chain(documents.keys()).cloned().collect();
    let as_they_are = installed.iter().filter(|(file, _)| file.extension().is_some_and(|kind| kind == "md"));
    documents.extend(as_they_are.map(|(file, place)| (place.clone(), std::fs::read_to_string(file).unwrap())));
    let mut links = 0;
    for (document, text) in documents.iter().filter(|(_, text)| text.starts_with("# ")) {
        // Between fences nothing is a link.
        for part in text.split("\n```").step_by(2) {
            for link in part.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let Some(target) = target(document, link) else { continue };
                let is_there = places.iter().any(|place| place.starts_with(&target));
                assert!(is_there, "{} links to {link}", document.display());
                links += 1;
            }
        }
    }
    assert!(links > 30, "the test reads too little: {links}");
}

#[test]
fn what_the_manual_names_is_in_the_package() {
    let text = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let section = text.split("\n### ").find(|section| section.starts_with("On Debian: the package\n")).unwrap();
    let places: BTreeSet<String> = installed().into_values().map(|path| format!("/{}", path.display())).collect();
    let named: Vec<&str> = section
        .split(|c: char| c.is_whitespace() || "`(),;".contains(c))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.starts_with("/usr/") || word.ends_with("communique.toml"))
        .collect();
    assert!(named.len() >= 3, "the test reads too little: {named:?}");
    for path in named {
        assert!(places.iter().any(|place| place == path || (path.ends_with('/') && place.starts_with(path))), "{path}");
    }
    let scripts = ["postinst", "postrm"].map(|name| std::fs::read_to_string(format!("deploy/debian/{name}")).unwrap());
    for path in ["/etc/communique/smtp-url", "/var/lib/communique", "/var/lib/communique-backup"] {
        assert!(text.contains(path) && scripts.iter().any(|script| script.contains(path)), "{path}");
    }
}

#[test]
fn one_command_starts_every_unit_that_is_to_run_and_the_installation_names_it() {
    let (all, units) = (blocks(""), units());
    let lines = all.iter().flat_map(|block| block.lines());
    let commands: Vec<&str> = lines.filter(|line| line.starts_with("systemctl enable --now ")).collect();
    assert_eq!(commands.len(), 1, "{commands:?}");
    let postinst = std::fs::read_to_string("deploy/debian/postinst").unwrap();
    assert!(postinst.contains(&format!("echo '  {}'", commands[0])), "{}", commands[0]);
    let mut enabled = BTreeSet::new();
    for word in commands[0].split(' ').skip(3) {
        let name = if word.contains('.') { word.to_owned() } else { format!("{word}.service") };
        enabled.extend(units[&name].lines().filter_map(|line| line.strip_prefix("Also=")).map(str::to_owned));
        enabled.insert(name);
    }
    let to_run: BTreeSet<String> =
        units.into_iter().filter(|(_, install)| !install.is_empty()).map(|(name, _)| name).collect();
    assert_eq!(enabled, to_run);
}

#[test]
fn an_update_restarts_each_service_that_runs_for_long_and_no_socket() {
    let postinst = std::fs::read_to_string("deploy/debian/postinst").unwrap();
    let line = postinst.lines().find(|line| line.contains("deb-systemd-invoke try-restart ")).unwrap();
    let (_, rest) = line.split_once("try-restart ").unwrap();
    let restarted: BTreeSet<&str> = rest.split(" >").next().unwrap().split(' ').collect();
    let units = units();
    let services = units.iter().filter(|(name, install)| name.ends_with(".service") && !install.is_empty());
    assert_eq!(restarted, services.map(|(name, _)| name.as_str()).collect());
    let integration = settings()["systemd-units"].clone();
    for done in ["enable", "start", "restart-after-upgrade", "stop-on-upgrade"] {
        assert_eq!(integration[done].as_bool(), Some(false), "{done}");
    }
}
