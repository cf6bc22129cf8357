//! The image and the Compose file, as far as that can be told without containers.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::program::BINARY;

fn compose() -> Value {
    serde_saphyr::from_str(&std::fs::read_to_string("deploy/compose/compose.yaml").unwrap()).unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// A value with `${NAME:?…}` and `${NAME:-…}` filled in: by an example, or as if nothing were set.
fn filled(text: &str) -> String {
    let Some((before, rest)) = text.split_once("${") else { return text.to_owned() };
    let (inside, after) = rest.split_once('}').unwrap();
    let value = match inside.split_once([':']).unwrap() {
        ("PUBLIC_URL", _) => "https://www.example.org",
        ("MAIL_FROM" | "MAIL_TO", _) => "office@example.org",
        (_, default) => default.strip_prefix('-').unwrap_or_else(|| panic!("no example for {inside}")),
    };
    format!("{before}{value}{}", filled(after))
}

/// The services that run the program: name, definition.
fn programs(compose: &Value) -> Vec<(&String, &Value)> {
    compose["services"].as_object().unwrap().iter().filter(|(_, service)| service["image"] == "communique").collect()
}

#[test]
fn every_service_of_the_compose_file_starts_with_what_it_is_given() {
    let (compose, folder) = (compose(), tempfile::tempdir().unwrap());
    let text = std::fs::read_to_string("deploy/compose/compose.yaml").unwrap();
    // The secrets as the head of the file describes them.
    for line in text.lines().filter_map(|line| line.strip_prefix("#   secrets/")) {
        let (name, content) = line.split_once(' ').unwrap();
        std::fs::write(folder.path().join(name), content.trim()).unwrap();
    }
    let programs = programs(&compose);
    assert_eq!(programs.len(), 2);
    for (name, service) in programs {
        let given = service["environment"].as_object().unwrap();
        let secrets: BTreeSet<&str> = texts(&service["secrets"]).into_iter().collect();
        let mut command = Command::new(BINARY);
        command.env_clear();
        for (variable, value) in given {
            let value = filled(value.as_str().unwrap_or_else(|| panic!("{name}: {variable} is no text")));
            let value = match value.strip_prefix("/run/secrets/") {
                Some(secret) => {
                    assert!(secrets.contains(secret), "{name}: {secret}");
                    assert_eq!(compose["secrets"][secret]["file"], format!("secrets/{secret}"));
                    folder.path().join(secret).display().to_string()
                }
                None => value,
            };
            command.env(variable, value);
        }
        // The command itself knows each variable; that a value is right shows where all are taken.
        let words = texts(&service["command"]);
        let known = communique::cli::command();
        let known = words.iter().fold(&known, |known, word| known.find_subcommand(word).unwrap());
        for variable in given.keys() {
            let is_known =
                known.get_arguments().any(|argument| argument.get_env().is_some_and(|env| env == variable.as_str()));
            assert!(is_known, "{name}: {variable}");
        }
        let shown = command.args(["config", "show"]).output().unwrap();
        assert!(shown.status.success(), "{name}: {}", String::from_utf8_lossy(&shown.stderr));
        assert_eq!((&service["read_only"], texts(&service["cap_drop"])), (&Value::Bool(true), vec!["ALL"]), "{name}");
    }
}

#[test]
fn the_servers_of_the_compose_file_are_asked_by_its_proxy_alone() {
    let compose = compose();
    let (server, given) = (&compose["services"]["server"], &compose["services"]["server"]["environment"]);
    assert_eq!(given["COMMUNIQUE_DELIVER"], "off");
    assert_eq!(given["COMMUNIQUE_TRUSTED_PROXIES"], compose["networks"]["front"]["ipam"]["config"][0]["subnet"]);
    assert!(server["ports"].is_null(), "published beside the proxy");
    // Over IPv6 Docker would be the client of the proxy, whoever asks, as long as its network has none.
    let has_ipv6 = compose["networks"]["out"]["enable_ipv6"] == true;
    for port in texts(&compose["services"]["proxy"]["ports"]) {
        assert!(has_ipv6 || port.starts_with("0.0.0.0:"), "{port}");
    }
    let checks = texts(&server["healthcheck"]["test"]);
    assert_eq!(checks, ["CMD", "/communique", "healthcheck"]);
    let port = |name: &str| given[name].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
    let proxy = std::fs::read_to_string("deploy/compose/haproxy.cfg").unwrap();
    let line = proxy.lines().find(|line| line.trim().starts_with("server-template")).unwrap();
    let most: u64 = line.split_whitespace().nth(2).unwrap().parse().unwrap();
    assert!(server["deploy"]["replicas"].as_u64().unwrap() <= most);
    let asked = format!("server:{} check port {} ", port("COMMUNIQUE_LISTEN"), port("COMMUNIQUE_ADMIN_LISTEN"));
    assert!(line.contains(&asked), "{line}");
    // Everything else of it is the example that the tests run.
    let lines = |text: &str| -> Vec<String> {
        let code = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        // The image of HAProxy has a user of its own.
        let other = ["bind ", "server", "user ", "group ", "chroot "];
        code.filter(|line| !other.iter().any(|word| line.starts_with(word))).map(str::to_owned).collect()
    };
    let example = lines(&std::fs::read_to_string("deploy/haproxy.cfg").unwrap());
    assert_eq!(lines(&proxy)[..example.len()], example);
}

#[test]
#[ignore = "needs haproxy; tests/run installs it"]
fn the_proxy_of_the_compose_file_takes_its_configuration() {
    let checked = Command::new("haproxy").args(["-c", "-f", "deploy/compose/haproxy.cfg"]).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(checked.status.success() && !said.contains("WARNING"), "{said}");
}

/// The instructions of the Containerfile, each on one line.
fn instructions() -> Vec<String> {
    let text = std::fs::read_to_string("Containerfile").unwrap().replace("\\\n", " ");
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn the_image_holds_the_program_alone_and_runs_it_as_nobody() {
    let lines = instructions();
    let last = lines.iter().rposition(|line| line.starts_with("FROM ")).unwrap();
    let (_, image) = lines.split_at(last);
    let of = |name: &str| image.iter().filter_map(|line| line.strip_prefix(&format!("{name} "))).collect::<Vec<_>>();
    assert_eq!((of("FROM"), of("STOPSIGNAL")), (vec!["scratch"], vec!["SIGTERM"]));
    let user = of("USER")[0];
    assert!(user.split(':').all(|id| id.parse::<u32>().is_ok_and(|id| id > 0)), "{user}");
    assert_eq!(of("COPY"), [format!("--from=build --chown={user} /image /")]);
    let words = |text: &str| serde_json::from_str::<Vec<String>>(&text[text.find('[').unwrap()..]).unwrap();
    for command in [of("CMD")[0], of("HEALTHCHECK")[0]] {
        let words = [words(of("ENTRYPOINT")[0]), words(command)].concat();
        let words = words.iter().filter(|word| *word != "/communique").map(String::as_str);
        communique::cli::command().try_get_matches_from(["communique"].into_iter().chain(words)).unwrap();
    }
    let mut shown = Command::new(BINARY);
    shown.args(["config", "show", "--public-url=https://www.example.org"]).env_clear();
    let given: Vec<(&str, &str)> = of("ENV")[0].split_whitespace().map(|pair| pair.split_once('=').unwrap()).collect();
    for (name, value) in &given {
        let is_setting = communique::cli::command()
            .get_arguments()
            .any(|argument| argument.get_env().is_some_and(|env| env == *name));
        // The folder of the service, and what the C library reads.
        assert!(is_setting || ["STATE_DIRECTORY", "MALLOC_MMAP_THRESHOLD_"].contains(name), "{name}");
        shown.env(name, value);
    }
    let output = shown.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains(&format!("sqlite:{}/communique.db", of("VOLUME")[0])), "{text}");
}

#[test]
fn what_the_image_is_built_from_is_sent_to_its_build() {
    let text = std::fs::read_to_string(".dockerignore").unwrap();
    let sent: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix('!')).collect();
    let folder = tempfile::tempdir().unwrap();
    for name in &sent {
        let copied = Command::new("cp").arg("-r").arg(name).arg(folder.path()).status().unwrap();
        assert!(copied.success(), "{name}");
    }
    let mut read = Command::new(env!("CARGO"));
    read.args(["metadata", "--no-deps", "--offline", "--format-version=1"]).current_dir(folder.path());
    let read = read.output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let mut named = BTreeSet::new();
    files_named(Path::new("src"), &mut named);
    assert!(named.len() > 5, "the test reads too little");
    for file in named {
        assert!(folder.path().join(&file).exists(), "src/ takes in {file}, which .dockerignore leaves out");
    }
}

/// The files and folders outside of `src/` that the code takes in.
fn files_named(folder: &Path, named: &mut BTreeSet<String>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files_named(&path, named);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
        for begin in ["include_str!(\"", "include_bytes!(\"", "#[folder = \"", "path = \""] {
            for rest in code.split(begin).skip(1) {
                let file = rest.split('"').next().unwrap();
                let top = file.trim_start_matches("../");
                if ["locales", "migrations", "static", "templates"].iter().any(|folder| top.starts_with(folder)) {
                    named.insert(top.to_owned());
                } else if begin == "path = \"" && file.ends_with(".html") {
                    named.insert(format!("templates/{file}"));
                }
            }
        }
    }
}
