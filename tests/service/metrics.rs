//! What operators see of the program: the table of metrics in the manual, what alerts and dashboard ask for, and how a
//! delivery says how it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::fast_program::FastProgram;
use crate::support::program::{BINARY, Process, free_port, wait_until};
use crate::support::request::{ask, letter, post, try_send};
use crate::support::smtp::{Answer, Smtp, Step, at, usual};

/// A delivery on the messages of a folder, and where it says how it stands.
pub fn deliver(folder: &Path, smtp_url: &str) -> (Process, SocketAddr) {
    let admin = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let mut command = Command::new(BINARY);
    command.args(["deliver", "--mail-from=site@example.org", "--mail-to=office@example.org"]);
    command.arg(format!("--admin-listen={admin}")).env("STATE_DIRECTORY", folder).env("COMMUNIQUE_SMTP_URL", smtp_url);
    let process = Process(command.stderr(Stdio::null()).spawn().unwrap());
    wait_until("the delivery answers", || try_send(admin, "GET", "/livez", &[], Vec::new()).is_ok());
    (process, admin)
}

/// The alerts: their definitions by name.
pub fn alerts() -> BTreeMap<String, Value> {
    let text = std::fs::read_to_string("deploy/prometheus/alerts.yaml").unwrap();
    let file: Value = serde_saphyr::from_str(&text).unwrap();
    let rules = file["groups"].as_array().unwrap().iter().flat_map(|group| group["rules"].as_array().unwrap());
    rules.map(|rule| (rule["alert"].as_str().unwrap().to_owned(), rule.clone())).collect()
}

/// The queries of the dashboard, each with what shows it.
pub fn queries() -> Vec<(String, String)> {
    let text = std::fs::read_to_string("deploy/grafana/dashboard.json").unwrap();
    let dashboard: Value = serde_json::from_str(&text).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let of_panel = |panel: &Value| -> Vec<(String, String)> {
        let title = panel["title"].as_str().unwrap().to_owned();
        let targets = panel["targets"].as_array().into_iter().flatten();
        targets.map(|target| (title.clone(), target["expr"].as_str().unwrap().to_owned())).collect()
    };
    panels.iter().flat_map(of_panel).collect()
}

/// What a metric is: its type, and the names of its labels.
type Kind = (String, BTreeSet<String>);

/// The families of metrics in a text of the format 0.0.4.
fn families(text: &str) -> BTreeMap<String, Kind> {
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split_once(' '));
    let mut families: BTreeMap<String, Kind> =
        types.map(|(name, kind)| (name.to_owned(), (kind.to_owned(), BTreeSet::new()))).collect();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let name = &line[..line.find(['{', ' ']).unwrap()];
        let labels = line.rsplit_once('}').map_or("", |(before, _)| &before[name.len() + 1..]);
        let family = ["_bucket", "_sum", "_count"].iter().find_map(|ending| {
            let family = name.strip_suffix(ending)?;
            families.get(family).filter(|(kind, _)| kind == "histogram").map(|_| family)
        });
        let (_, known) = families.get_mut(family.unwrap_or(name)).unwrap_or_else(|| panic!("{line} has no type"));
        let names = labels.split("\",").filter_map(|label| Some(label.split_once("=\"")?.0));
        known.extend(names.filter(|name| *name != "le").map(str::to_owned));
    }
    families
}

/// The rows of the table in the manual: what each metric is, and which process has it.
fn table() -> BTreeMap<String, (Kind, String)> {
    let text = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let table = text.split("### Metrics").nth(1).unwrap().split("\n### ").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let labels = cells[2].split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert!(!cells[4].is_empty(), "{line}");
        (cells[0].trim_matches('`').to_owned(), ((cells[1].to_owned(), labels), cells[3].to_owned()))
    };
    rows.map(row).collect()
}

#[test]
fn the_table_of_metrics_is_what_the_program_gives() {
    let (folder, smtp) = (tempfile::tempdir().unwrap(), Smtp::start(usual));
    let listen = format!("127.0.0.1:{}", free_port());
    let server = FastProgram::speaking(&["en"], &["--deliver=off", &format!("--admin-listen={listen}")]);
    let _server = server.start(folder.path());
    let (_delivery, delivery) = deliver(folder.path(), &smtp.url());
    for (admin, of) in [(listen.parse().unwrap(), ["server", "both"]), (delivery, ["who mails", "both"])] {
        // What is in the inbox is known once it has been counted.
        let text = || ask(admin, "GET", "/metrics", &[]).text();
        wait_until("the inbox is counted", || text().contains("contact_messages{"));
        let given = families(&text());
        let mut expected: BTreeMap<String, Kind> = table()
            .into_iter()
            .filter(|(_, (_, process))| of.contains(&process.as_str()))
            .map(|(name, (kind, _))| (name, kind))
            .collect();
        // This mail server has none.
        expected.remove("smtp_certificate_expires_timestamp_seconds");
        // A build outside of git knows no revision.
        if option_env!("COMMUNIQUE_REVISION").is_none() && !text().contains("revision=") {
            expected.get_mut("communique_build_info").unwrap().1.remove("revision");
        }
        assert_eq!(given, expected, "given on the left, in docs/OPERATING.md on the right");
        // The row of forms has each outcome; what stands before the first is no label.
        let told = std::fs::read_to_string("docs/OPERATING.md").unwrap();
        let row = told.lines().find(|line| line.starts_with("| `contact_submissions_total` ")).unwrap();
        for line in text().lines().filter(|line| line.starts_with("contact_submissions_total{")) {
            let (_, outcome) = line.split_once("outcome=\"").unwrap();
            let outcome = outcome.split_once('"').unwrap().0;
            assert!(row.contains(&format!("`{outcome}`")), "docs/OPERATING.md does not say what {outcome} is");
        }
    }
    assert!(table().values().all(|(_, of)| ["server", "both", "who mails"].contains(&of.as_str())));
}

/// The names of metrics in a query.
fn metrics_in(query: &str) -> BTreeSet<String> {
    let word = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    // Without what stands in braces and quotes: labels and their values.
    let mut outside = String::new();
    let mut depth = 0;
    for c in query.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        outside.push(if depth > 0 || c == '}' { ' ' } else { c });
    }
    let ours = [
        "http_",
        "contact_",
        "smtp_",
        "locale_",
        "locales_",
        "security_txt_",
        "communique_",
        "process_",
        "tokio_",
        "log_",
    ];
    let labels = ["http_route", "http_response_status_code"];
    let words = outside.split(word).filter(|word| ours.iter().any(|ours| word.starts_with(ours)));
    words.filter(|word| !labels.contains(word)).map(str::to_owned).collect()
}

#[test]
fn alerts_and_dashboard_ask_for_metrics_that_there_are() {
    let (table, queries, alerts) = (table(), queries(), alerts());
    let expressions = alerts.iter().map(|(name, rule)| (name.clone(), rule["expr"].as_str().unwrap().to_owned()));
    let mut asked = BTreeSet::new();
    for (what, query) in expressions.chain(queries) {
        for name in metrics_in(&query) {
            let family = ["_bucket", "_count", "_sum"].iter().find_map(|ending| {
                let family = name.strip_suffix(ending)?;
                table.get(family).filter(|((kind, _), _)| kind == "histogram").map(|_| family.to_owned())
            });
            let family = family.unwrap_or(name);
            assert!(table.contains_key(&family), "{what}: {family} is no metric");
            asked.insert(family);
        }
    }
    let shown: Vec<&String> = table.keys().filter(|name| !asked.contains(*name)).collect();
    assert!(shown.is_empty(), "neither an alert nor the dashboard shows {shown:?}");
}

#[test]
fn every_alert_says_what_to_do_and_leads_to_its_incident_in_the_manual_and_is_tried_with_figures() {
    let manual = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let anchor = |heading: &str| -> String {
        let heading = heading.to_lowercase();
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-');
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    // What stands below each heading, as far as the next.
    let parts = manual.split("\n##").skip(1).filter_map(|part| part.split_once('\n'));
    let parts: BTreeMap<String, &str> =
        parts.map(|(heading, part)| (anchor(heading.trim_matches('#').trim()), part)).collect();
    let tried = std::fs::read_to_string("deploy/prometheus/alerts.test.yaml").unwrap();
    let tried: Value = serde_saphyr::from_str(&tried).unwrap();
    let tests: Vec<&Value> = tried["tests"].as_array().unwrap().iter().collect();
    let alerts = alerts();
    assert!(alerts.len() >= 12);
    for (name, rule) in &alerts {
        let note = |key: &str| rule["annotations"][key].as_str().unwrap_or_else(|| panic!("{name} has no {key}"));
        assert!(!note("summary").is_empty() && note("action").ends_with('.'), "{name}");
        let heading = note("manual").strip_prefix("docs/OPERATING.md#").unwrap();
        let part = parts.get(heading).unwrap_or_else(|| panic!("{name}: {heading} is none of {:?}", parts.keys()));
        assert!(part.contains(&format!("`{name}`")), "{name} is no incident of “{heading}”");
        assert!(["critical", "warning"].contains(&rule["labels"]["severity"].as_str().unwrap()), "{name}");
        let cases = tests.iter().flat_map(|test| test["alert_rule_test"].as_array().unwrap());
        let fires = |case: &&Value| !case["exp_alerts"].as_array().unwrap().is_empty();
        let (firing, quiet): (Vec<&Value>, Vec<&Value>) =
            cases.filter(|case| case["alertname"] == name.as_str()).partition(fires);
        assert!(!firing.is_empty() && !quiet.is_empty(), "{name}");
    }
}

#[test]
fn a_delivery_says_how_it_stands_as_a_server_does() {
    let (folder, smtp) = (tempfile::tempdir().unwrap(), Smtp::start(at(Step::End, Answer::Silence)));
    let server = FastProgram::speaking(&["en"], &["--deliver=off"]).start(folder.path());
    let (mut delivery, admin) = deliver(folder.path(), &smtp.url());
    let status = |path: &str| ask(admin, "GET", path, &[]).status;
    assert_eq!((status("/livez"), status("/readyz"), status("/en/contact")), (200, 200, 404));
    // Probes are of servers that speak to readers.
    let probes = ask(admin, "POST", "/probes", &[]);
    assert_eq!((probes.status, probes.header("allow"), probes.text().contains("probes")), (404, "", false));
    wait_until("the inbox was looked at", || status("/readyz/contact") == 200);
    let check = Command::new(BINARY).args(["healthcheck", &format!("--admin-listen={admin}")]).output().unwrap();
    assert_eq!((check.status.code(), String::from_utf8_lossy(&check.stdout).as_ref()), (Some(0), "ready\n"));
    // It is waited for at the end.
    assert_eq!(post(server.address(), "/en/contact", &letter("Salam"), &[]).status, 303);
    wait_until("the mail is under way", || smtp.heard().iter().any(|command| command.starts_with("DATA")));
    delivery.signal("TERM");
    wait_until("it is draining", || status("/readyz") == 503);
    assert_eq!(status("/livez"), 200);
    delivery.signal("INT");
    assert_eq!(delivery.end().1, Some(0));
    // A place that is taken is told with its setting.
    let mut second = Command::new(BINARY);
    second.args(["deliver", "--mail-from=site@example.org", "--mail-to=office@example.org"]);
    second.arg(format!("--admin-listen={}", server.address()));
    second.env("STATE_DIRECTORY", folder.path()).env("COMMUNIQUE_SMTP_URL", smtp.url());
    let output = second.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("--admin-listen (COMMUNIQUE_ADMIN_LISTEN)"), "{said}");
}
