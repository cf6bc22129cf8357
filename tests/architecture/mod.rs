//! The structure of the code, held: which module and which file may use which, who knows a foreign
//! crate, and the drawing of it in `docs/ARCHITECTURE.md`.

mod drawing;
mod graph;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use self::graph::{Graph, top, walk};

/// The modules, the highest first, and what each may use.
const LAYERS: [(&str, &[&str]); 12] = [
    ("main", &["cli"]),
    ("lib", &[]),
    ("cli", &["http", "site", "contact", "l10n", "config", "metrics", "tls", "causes"]),
    ("http", &["site", "contact", "l10n", "config", "metrics", "quality", "causes"]),
    ("site", &["contact", "l10n", "config"]),
    ("contact", &["l10n", "config", "metrics", "tls", "causes"]),
    ("l10n", &["quality"]),
    ("config", &[]),
    ("metrics", &[]),
    ("quality", &[]),
    ("tls", &[]),
    ("causes", &[]),
];

/// The modules that know a foreign crate; `std` and its parts are everybody’s.
const CRATES: [(&str, &[&str]); 81] = [
    ("actix_http", &["http"]),
    ("actix_server", &["cli", "http"]),
    ("actix_service", &["http"]),
    ("actix_web", &["cli", "http"]),
    ("annotate_snippets", &["cli"]),
    ("anyhow", &["cli"]),
    ("arc_swap", &["contact", "http", "site"]),
    ("askama", &["l10n", "site"]),
    ("async_trait", &["contact"]),
    ("base64", &["http", "site"]),
    ("brotli", &["site"]),
    ("bytes", &["http", "site"]),
    ("bytestring", &["http", "site"]),
    ("clap", &["cli", "config"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("csv", &["cli", "l10n"]),
    ("deadpool", &["contact"]),
    ("encoding_rs", &["l10n"]),
    ("fast_qr", &["site"]),
    ("flate2", &["site"]),
    ("fluent", &["l10n"]),
    ("fluent_syntax", &["l10n"]),
    ("foldhash", &["l10n"]),
    ("futures_util", &["cli", "contact", "http"]),
    ("getrandom", &["contact"]),
    ("hex", &["cli", "contact", "l10n", "site"]),
    ("html_escape", &["l10n"]),
    ("http_body_util", &["cli"]),
    ("httpdate", &["http"]),
    ("hyper", &["cli"]),
    ("hyper_util", &["cli"]),
    ("icu_calendar", &["l10n"]),
    ("icu_datetime", &["l10n"]),
    ("icu_decimal", &["l10n"]),
    ("icu_list", &["l10n"]),
    ("icu_locale", &["l10n"]),
    ("icu_normalizer", &["l10n"]),
    ("icu_plurals", &["l10n"]),
    ("icu_properties", &["contact", "l10n"]),
    ("icu_provider", &["l10n"]),
    ("idna", &["contact"]),
    ("indicatif", &["cli"]),
    ("intl_memoizer", &["l10n"]),
    ("ipnet", &["config"]),
    ("jiff", &["cli", "contact", "http", "l10n", "site"]),
    ("language_tags", &["l10n"]),
    ("lettre", &["contact"]),
    ("listenfd", &["http"]),
    ("memchr", &["contact", "http", "l10n"]),
    ("notify", &["cli"]),
    ("percent_encoding", &["config", "contact", "http", "site"]),
    ("pin_project_lite", &["http"]),
    ("prometheus_client", &["metrics"]),
    ("proxy_header", &["http"]),
    ("quick_xml", &["l10n"]),
    ("rust_embed", &["cli", "site"]),
    ("rayon", &["l10n", "site"]),
    ("rustix", &["cli", "contact", "http", "metrics", "site"]),
    ("sd_notify", &["cli"]),
    ("serde", &["cli", "contact", "http", "site"]),
    ("serde_json", &["cli", "http", "l10n", "site"]),
    ("sha2", &["cli", "contact", "l10n", "site"]),
    ("similar", &["cli"]),
    ("sqlx", &["contact"]),
    ("strsim", &["l10n"]),
    ("strum", &["contact", "http", "l10n", "site"]),
    ("tempfile", &["cli"]),
    ("thiserror", &["cli", "contact", "http", "l10n", "site", "tls"]),
    ("tokio", &["cli", "contact", "http", "tls"]),
    ("tokio_rustls", &["contact", "tls"]),
    ("toml", &["config", "l10n", "site"]),
    ("tracing", &["cli", "contact", "http"]),
    ("tracing_subscriber", &["cli"]),
    ("unic_langid", &["l10n"]),
    ("url", &["cli", "config", "contact", "http", "site"]),
    ("uuid", &["contact", "http"]),
    ("writeable", &["l10n"]),
    ("webpki_roots", &["tls"]),
    ("x509_cert", &["tls"]),
    ("zstd", &["site"]),
];

/// The dependencies of the program, as code writes them.
fn dependencies() -> BTreeSet<String> {
    let manifest: toml::Table = std::fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    manifest["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect()
}

fn graph() -> Graph {
    Graph::read(&dependencies())
}

#[test]
fn modules_use_only_modules_below_them() {
    let graph = graph();
    let mut seen = BTreeSet::new();
    for (file, uses) in &graph.uses {
        let (_, allowed) =
            LAYERS.iter().find(|(name, _)| *name == top(file)).unwrap_or_else(|| panic!("{file} is in no layer"));
        for used in uses.iter().filter(|used| top(used) != top(file)) {
            assert!(allowed.contains(&top(used)), "{file} must not use {used}");
            assert!(
                (top(file), top(used)) != ("site", "contact") || used == "contact::form",
                "{file} must not use {used}: the site knows the form of a message and nothing else of it"
            );
            seen.insert((top(file), top(used)));
        }
    }
    for (module, allowed) in LAYERS {
        for used in allowed {
            assert!(seen.contains(&(module, *used)), "{module} may use {used} and does not: take it out of LAYERS");
        }
    }
}

#[test]
fn no_file_uses_itself_in_a_circle() {
    if let Some(circle) = graph().circle() {
        panic!("files use each other in a circle: {}", circle.join(" → "));
    }
}

#[test]
fn each_foreign_crate_is_known_where_it_is_listed_and_nowhere_else() {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, files) in graph().foreign {
        known.insert(name, files.iter().map(|file| top(file).to_owned()).collect());
    }
    let expected: BTreeMap<String, BTreeSet<String>> = CRATES
        .into_iter()
        .map(|(name, modules)| (name.to_owned(), modules.iter().map(|module| (*module).to_owned()).collect()))
        .collect();
    for (name, modules) in &known {
        assert_eq!(Some(modules), expected.get(name), "{name}: known on the left, listed in CRATES on the right");
    }
    for name in dependencies() {
        // Named for a feature that another crate needs.
        assert!(known.contains_key(&name) || name == "icu_provider", "nothing in src/ uses {name}");
    }
    for (name, _) in CRATES {
        assert!(known.contains_key(name), "nothing uses {name}: take it out of CRATES");
    }
}

#[test]
fn every_file_says_what_it_is_for_and_none_takes_everything_in() {
    let graph = graph();
    for file in graph.files.values().chain(graph.tests.values()) {
        let path = &file.path;
        let doc = file.text.lines().take_while(|line| line.starts_with("//!")).count();
        assert!(doc > 0, "{path} does not say what it is for");
        let code = file.text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        let lines = code.lines().filter(is_code).count();
        let is_test = graph.tests.contains_key(&file.module);
        assert!(lines <= 300 || is_test, "{path} has {lines} lines of code");
        let name = file.module.rsplit("::").next().unwrap();
        assert!(
            !["utils", "util", "helpers", "helper", "manager", "common", "misc"].contains(&name),
            "{path}: the name says nothing"
        );
    }
}

#[test]
fn a_type_has_its_name_alone() {
    let graph = graph();
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    for file in graph.files.values() {
        let code = file.text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
        for line in code.lines().filter(|line| !line.starts_with([' ', '/', '#'])) {
            let mut words =
                line.split_whitespace().skip_while(|word| !["struct", "enum", "trait"].contains(word)).skip(1);
            let Some(name) = words.next().and_then(|word| word.split(|c: char| !c.is_alphanumeric()).next()) else {
                continue;
            };
            if let Some(other) = named.insert(name, &file.path) {
                panic!("{name} is a type of {other} and of {}: give one of them another name", file.path);
            }
        }
    }
    assert!(named.len() > 300, "{} types were found", named.len());
}

#[test]
fn every_file_is_part_of_the_program() {
    let graph = graph();
    let file = |module: &str| graph.files.get(module).or_else(|| graph.tests.get(module));
    let modules = graph.files.keys().chain(graph.tests.keys());
    for module in modules.filter(|module| !["main", "lib"].contains(&module.as_str())) {
        let (parent, name) = module.rsplit_once("::").unwrap_or(("lib", module));
        let parent = file(parent).unwrap_or_else(|| panic!("{module} belongs to no module"));
        let declared = parent.text.lines().any(|line| line.ends_with(&format!("mod {name};")));
        assert!(declared, "nothing says `mod {name};` in {}", parent.path);
    }
}

#[test]
fn every_file_of_tests_is_part_of_the_crate_of_tests() {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir("tests").unwrap().map(|entry| entry.unwrap().path()) {
        // That of the browser tests holds packages of others.
        match entry.is_dir() {
            true if entry.ends_with("browser") => {}
            true => walk(&entry, &mut |path| files.push(path.to_owned())),
            false => files.push(entry),
        }
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs") && path != Path::new("tests/main.rs"));
    assert!(files.len() > 100, "{files:?}");
    for path in files {
        let module = if path.ends_with("mod.rs") { path.parent().unwrap().to_owned() } else { path.with_extension("") };
        let (folder, name) = (module.parent().unwrap(), module.file_name().unwrap().to_str().unwrap());
        let parents = [folder.join("main.rs"), folder.join("mod.rs"), folder.with_extension("rs")];
        let parent = parents.iter().find(|parent| parent.exists());
        let parent = parent.unwrap_or_else(|| panic!("{} belongs to no module", path.display()));
        let text = std::fs::read_to_string(parent).unwrap();
        let declared = text.lines().any(|line| line.ends_with(&format!("mod {name};")));
        assert!(declared, "nothing says `mod {name};` in {}", parent.display());
    }
}

#[test]
fn what_the_quick_tests_leave_out_is_there() {
    let script = std::fs::read_to_string("tests/run").unwrap();
    let lists = script.lines().map(str::trim).filter_map(|line| line.strip_prefix("slow")?.split('\'').nth(1));
    let names: Vec<&str> = lists.flat_map(|list| list.split('|')).filter(|name| !name.is_empty()).collect();
    assert!(names.contains(&"contact") && names.contains(&"http::export"), "{names:?}");
    for name in names {
        let path = format!("tests/{}", name.replace("::", "/"));
        let is_module = Path::new(&format!("{path}.rs")).exists() || Path::new(&path).join("mod.rs").exists();
        assert!(is_module, "tests/run leaves out {name}, and there is no such module");
    }
}

#[test]
fn a_page_is_a_module_a_template_and_a_file_of_messages_of_one_name() {
    for file in graph().files.keys().filter_map(|module| module.strip_prefix("site::pages::")) {
        for other in [format!("templates/{file}.html"), format!("locales/en/{file}.ftl")] {
            assert!(std::path::Path::new(&other).exists(), "src/site/pages/{file}.rs has no {other}");
        }
    }
}

/// The drawing stands between these lines.
const DRAWING: (&str, &str) = ("<!-- drawn by `tests/run drawing` -->\n```text\n", "```\n<!-- end of the drawing -->");

#[test]
fn the_drawing_shows_the_code_as_it_is() {
    let path = "docs/ARCHITECTURE.md";
    let text = std::fs::read_to_string(path).unwrap();
    let (before, rest) = text.split_once(DRAWING.0).expect("the drawing has a beginning");
    let (drawn, after) = rest.split_once(DRAWING.1).expect("the drawing has an end");
    let drawing = drawing::draw(&graph());
    if std::env::var_os("COMMUNIQUE_DRAW").is_some() {
        std::fs::write(path, [before, DRAWING.0, &drawing, DRAWING.1, after].concat()).unwrap();
    } else {
        assert!(
            drawn == drawing,
            "{path} shows another structure; run  tests/run drawing  and look at what it changed"
        );
    }
}
