//! Facts that the documents state.

use communique::site::Page;

fn document(path: &str) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_table_of_settings_is_what_the_command_line_takes() {
    let mut command = communique::cli::command();
    command.build();
    let mut expected: Vec<String> = command
        .get_arguments()
        .filter_map(|argument| {
            let variable = argument.get_env()?.to_str()?;
            let default = argument.get_default_values().first().and_then(|v| v.to_str()).filter(|v| *v != "false");
            let default = default.map(|v| format!("`{v}` ")).unwrap_or_default();
            Some(format!("| `--{}` | `{variable}` | {default}|", argument.get_long()?))
        })
        .collect();
    let text = document("docs/OPERATING.md");
    let mut table: Vec<String> = text.lines().filter(|line| line.starts_with("| `--")).map(str::to_owned).collect();
    expected.sort();
    table.sort();
    for (line, wanted) in table.iter().zip(&expected) {
        assert_eq!(line, wanted);
    }
    assert_eq!(table.len(), expected.len(), "a row is missing, or stands there twice");
}

#[test]
fn every_setting_can_be_given_as_a_variable() {
    let mut command = communique::cli::command();
    command.build();
    for argument in
        command.get_arguments().filter(|argument| !["help", "version"].contains(&argument.get_id().as_str()))
    {
        let name = argument.get_long().unwrap_or_default();
        let variable = argument.get_env().and_then(|name| name.to_str()).unwrap_or_default();
        assert_eq!(variable, format!("COMMUNIQUE_{}", name.to_uppercase().replace('-', "_")), "--{name}");
    }
}

#[test]
fn the_browser_tests_and_the_measurements_visit_every_page() {
    let slugs: Vec<String> = Page::ALL.iter().map(|page| format!("{page:?}").to_lowercase()).collect();
    let slugs: Vec<&str> =
        slugs.iter().map(|slug| if slug == "statement" { "fight-against-terrorism" } else { slug }).collect();
    for (path, quote) in [("tests/browser/support.mjs", '\''), ("benches/wire.rs", '"')] {
        let list = slugs.iter().map(|slug| format!("{quote}{slug}{quote}")).collect::<Vec<_>>().join(", ");
        assert!(document(path).contains(&format!("[{list}];")), "{path} does not list {list}");
    }
}

#[test]
fn every_folder_and_document_that_is_named_is_there() {
    for (path, folder) in [
        ("README.md", "."),
        ("CONTRIBUTING.md", "."),
        ("SECURITY.md", "."),
        ("locales/README.md", "locales"),
        ("docs/ARCHITECTURE.md", "docs"),
        ("docs/OPERATING.md", "docs"),
        ("docs/PERFORMANCE.md", "docs"),
        ("docs/SCALING.md", "docs"),
        ("docs/SECURITY.md", "docs"),
        ("LICENSE.md", "."),
    ] {
        let text = document(path);
        let links =
            text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.starts_with("http"));
        for link in links {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            // Without a file it is a heading of its own.
            let target = if file.is_empty() { path.into() } else { std::path::Path::new(folder).join(file) };
            assert!(target.exists(), "{path} links to {link}");
            // As the usual viewers of Markdown name headings in addresses.
            let address_of = |line: &str| {
                let words = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                words.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect::<String>()
            };
            let has_heading = || {
                document(&target.display().to_string())
                    .lines()
                    .any(|line| line.starts_with('#') && address_of(line) == heading)
            };
            assert!(heading.is_empty() || has_heading(), "{path} links to {link}");
        }
        for name in
            text.split('`').skip(1).step_by(2).filter(|name| {
                name.starts_with("src/") || name.starts_with("tests/") || name.starts_with("migrations/")
            })
        {
            assert!(std::path::Path::new(name.split(" ").next().unwrap()).exists(), "{path} names {name}");
        }
    }
}

#[test]
fn every_heading_of_the_manual_that_code_and_examples_name_is_there() {
    fn read(folder: &std::path::Path, text: &mut String) {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                read(&path, text);
            } else if let Ok(words) = std::fs::read_to_string(&path) {
                text.push_str(&words);
            }
        }
    }
    let mut text = String::new();
    ["src", "deploy"].iter().for_each(|folder| read(std::path::Path::new(folder), &mut text));
    // Comments have line breaks where they like.
    let text = text.split_whitespace().filter(|word| !["#", "//", "///"].contains(word)).collect::<Vec<_>>().join(" ");
    let manual = document("docs/OPERATING.md");
    let headings: Vec<&str> =
        manual.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim()).collect();
    let named: Vec<&str> =
        text.split("docs/OPERATING.md, “").skip(1).map(|rest| rest.split('”').next().unwrap()).collect();
    assert!(named.len() >= 6, "the test reads too little: {named:?}");
    for heading in named {
        assert!(headings.contains(&heading), "there is no heading “{heading}” in docs/OPERATING.md");
    }
}

#[test]
fn every_test_and_type_that_the_drills_name_is_there() {
    let mut code = String::new();
    for folder in ["src", "tests"] {
        read_all(std::path::Path::new(folder), &mut code);
    }
    let drills = document("CONTRIBUTING.md");
    let names: Vec<&str> = drills.split('`').skip(1).step_by(2).collect();
    let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let tests: Vec<&str> = names.iter().copied().filter(is_name).filter(|name| name.matches('_').count() > 3).collect();
    assert!(tests.len() >= 8, "the test reads too little: {tests:?}");
    for test in tests {
        assert!(code.contains(&format!("fn {test}(")), "CONTRIBUTING.md names the test {test}");
    }
    let types = names.iter().copied().filter(is_name).filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    for name in types {
        let kinds = ["struct", "enum", "const", "type", "trait"];
        let is_there = kinds
            .iter()
            .any(|kind| [" ", ":", "<", ";", "("].iter().any(|end| code.contains(&format!("{kind} {name}{end}"))));
        assert!(is_there, "CONTRIBUTING.md names {name}");
    }
}

#[test]
fn every_promise_to_attackers_is_held_by_a_test_that_is_there() {
    let mut code = String::new();
    for folder in ["src", "tests"] {
        read_all(std::path::Path::new(folder), &mut code);
    }
    let text = document("docs/SECURITY.md");
    let promises: Vec<&str> = text.split("## ").nth(1).unwrap().lines().filter(|line| line.starts_with("| ")).collect();
    assert!(promises.len() > 12, "the test reads too little");
    for promise in &promises[2..] {
        let column = promise.rsplit(" | ").next().unwrap();
        let tests: Vec<&str> = column.split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "{promise}");
        for test in tests {
            assert!(code.contains(&format!("fn {test}(")), "docs/SECURITY.md names the test {test}");
        }
    }
}

#[test]
fn every_bound_is_told_as_it_is() {
    let code = document("src/http/bounds.rs");
    let constants: Vec<(&str, &str)> = code
        .split("pub(super) const ")
        .skip(1)
        .filter_map(|rest| Some((rest.split(':').next()?, rest.split(" = ").nth(1)?.split(';').next()?)))
        .collect();
    assert!(constants.len() > 25, "the test reads too little");
    let text = document("docs/SECURITY.md");
    let told = |(name, value): &(&str, &str)| {
        let number = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let value = match value {
            kib if kib.ends_with(" * 1024") => number(kib.trim_end_matches(" * 1024")) + " KiB",
            seconds if seconds.starts_with("Duration::from_secs(") => number(seconds) + " s",
            shares if shares.starts_with("Shares") => number(shares.split(',').next().unwrap()),
            other => number(other),
        };
        format!("| `{name}` | {value} |")
    };
    let mut rows: Vec<String> = constants.iter().map(told).collect();
    let is_bound = |line: &&str| line.starts_with("| `");
    let mut lines: Vec<&str> = text.lines().filter(is_bound).collect();
    rows.sort();
    lines.sort_unstable();
    for (line, row) in lines.iter().zip(&rows) {
        assert!(line.starts_with(row), "{line} is not {row}");
    }
    assert_eq!(lines.len(), rows.len(), "a row is missing, or stands there twice");
}

/// What a file of `deploy` has behind some words: a number.
fn number_in(path: &str, words: &str) -> u64 {
    let text = document(path);
    let (_, rest) = text.split_once(words).unwrap_or_else(|| panic!("{path} has no {words}"));
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("{path}: no number behind {words}"))
}

#[test]
fn the_limits_of_proxies_that_the_manual_tells_are_those_of_the_examples() {
    let nginx = |words| number_in("deploy/nginx.conf", words);
    let traefik = |words| number_in("deploy/traefik.yaml", words);
    let (rate, burst) = (nginx("zone=communique_requests:10m rate="), nginx("zone=communique_requests burst="));
    assert_eq!((traefik("average:"), traefik("burst:")), (rate, burst));
    // HAProxy counts those of ten seconds.
    assert!(document("deploy/haproxy.cfg").contains("http_req_rate(10s)"));
    let within = number_in("deploy/haproxy.cfg", "sc0_http_req_rate(clients) gt");
    assert_eq!(rate * 10 + burst, within);
    let (thousands, rest) = (within / 1000, within % 1000);
    let manual = document("docs/OPERATING.md").split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        format!(
            "about {thousands},{rest:03} requests from one address within ten seconds; for longer {rate} a second, HAProxy {}.",
            within / 10
        ),
        format!(
            "at most {} forms at once from one address, and then {} a second",
            nginx("zone=communique_forms burst="),
            nginx("zone=communique_forms:10m rate=")
        ),
    ] {
        assert!(manual.contains(&told), "docs/OPERATING.md does not say: {told}");
    }
    let connections = nginx("limit_conn communique_connections ");
    let row = format!("nginx: {rate} requests a second from one address, {burst} at once, {connections} connections");
    assert!(document("docs/SCALING.md").contains(&row), "docs/SCALING.md does not say: {row}");
}

#[test]
fn the_words_of_how_a_text_stands_are_those_of_the_code() {
    let code = document("src/l10n/standing.rs");
    let (_, variants) = code.split_once("pub enum Standing {").unwrap();
    let variants = variants.split_once("\n}").unwrap().0.lines().filter_map(|line| line.trim().strip_suffix(','));
    let words = |name: &str| {
        let apart = |c: char| if c.is_uppercase() { format!(" {}", c.to_lowercase()) } else { c.to_string() };
        name.chars().map(apart).collect::<String>().trim().to_owned()
    };
    let words: Vec<String> = variants.filter(|line| !line.starts_with("//")).map(words).collect();
    assert!(words.len() > 5, "the test reads too little: {words:?}");
    let document = document("docs/ARCHITECTURE.md");
    let row = document.lines().find(|line| line.starts_with("| standing | ")).unwrap();
    let (_, told) = row.split_once(": ").unwrap();
    let told = told.split_once(" (").unwrap().0;
    let (mut told, mut words) = (told.split(", ").map(str::to_lowercase).collect::<Vec<_>>(), words);
    told.sort();
    words.sort();
    assert_eq!(told, words);
}

fn read_all(folder: &std::path::Path, text: &mut String) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            read_all(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_command_that_is_named_is_one() {
    let text = document("docs/OPERATING.md");
    let named: Vec<&str> = text.lines().filter(|line| line.starts_with("communique ")).collect();
    assert!(named.len() >= 12, "the test reads too little");
    // The file is the example that is put there; the URLs are ones that an operator writes.
    let settings = tempfile::tempdir().unwrap();
    std::fs::copy("deploy/communique.toml", settings.path().join("communique.toml")).unwrap();
    std::fs::write(settings.path().join("database-url"), "postgres://user:secret@db.example.org/communique").unwrap();
    std::fs::write(settings.path().join("smtp-url"), "smtps://user:secret@mail.example.org").unwrap();
    let there = format!("{}/", settings.path().display());
    for line in named {
        let command = line.replace(['[', ']'], "").replace("/etc/communique/", &there);
        // Where the shell puts the output is not the program’s.
        let words = command.split("   ").next().unwrap().split(" > ").next().unwrap().split_whitespace();
        match communique::cli::command().try_get_matches_from(words) {
            Ok(_) => {}
            Err(error) if error.kind() == clap::error::ErrorKind::DisplayHelp => {}
            Err(error) => panic!("{line}: {error}"),
        }
    }
}

#[test]
fn every_change_is_told_by_release() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(document("CHANGELOG.md").contains(&format!("\n## {version}")));
}
