//! `communique doctor`: what it finds from the other side of proxies that are set up rightly and wrongly.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::Permissions;
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::postgres::Postgres;
use crate::support::program::{BINARY, Process, Program, communique, free_port, unprivileged, wait_until};
use crate::support::proxies::{Example, PROXIES};
use crate::support::site::folder_of;
use crate::support::tls::{Authority, Certificate};

/// A server, and how the doctor is told of it.
struct Patient {
    folder: tempfile::TempDir,
    /// They are read by both.
    _locales: tempfile::TempDir,
    server: Program,
    admin: String,
    public_url: String,
    settings: Vec<String>,
}

/// What was found: how it is to be taken, what was looked at, what was found and what to change.
struct Findings(Vec<Value>);

impl Findings {
    /// The findings that are not as they should be.
    fn troubles(&self) -> Vec<String> {
        let is_trouble = |finding: &&Value| matches!(finding["verdict"].as_str(), Some("warning" | "failed"));
        self.0.iter().filter(is_trouble).map(Value::to_string).collect()
    }

    /// One of what was looked at.
    fn of(&self, check: &str) -> &Value {
        let mut found = self.0.iter().filter(|finding| finding["check"] == check);
        let worst = ["failed", "warning", "note", "ok"];
        let rank = |finding: &&Value| worst.iter().position(|verdict| finding["verdict"] == *verdict);
        let first = found.next().unwrap_or_else(|| panic!("nothing of {check}: {:?}", self.0));
        found.chain([first]).min_by_key(rank).unwrap()
    }
}

impl Patient {
    /// A server behind a proxy at a port, and what both are told.
    fn behind(public_url: &str, settings: &[&str]) -> Self {
        let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en", "fr", "ar"]));
        let admin = format!("--admin-listen=127.0.0.1:{}", free_port());
        let public_url = format!("--public-url={public_url}");
        let mut settings: Vec<String> = settings.iter().map(|s| (*s).to_owned()).collect();
        settings.push(format!("--locales={}", locales.path().display()));
        let flags: Vec<&str> = settings.iter().map(String::as_str).chain([admin.as_str(), &public_url]).collect();
        let server = Program::start(folder.path(), &flags);
        Self { folder, _locales: locales, server, admin, public_url, settings }
    }

    fn doctor(&self, more: &[&str]) -> (Option<i32>, Findings) {
        let mut command = Command::new(BINARY);
        command.args(["doctor", "--format=json", "--smtp-url=smtp://127.0.0.1", "--mail-from=a@example.org"]);
        command.args(["--mail-to=b@example.org", &self.admin, &self.public_url]);
        command.arg(format!("--listen={}", self.server.listen)).args(&self.settings).args(more);
        let output = command.env("STATE_DIRECTORY", self.folder.path()).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let said: Value = serde_json::from_str(&said)
            .unwrap_or_else(|_| panic!("{said}: {}", String::from_utf8_lossy(&output.stderr)));
        let findings = Findings(said["findings"].as_array().unwrap().clone());
        assert_eq!(said["works"], output.status.code() == Some(0));
        (output.status.code(), findings)
    }
}

/// A real nginx with a configuration of its block `server`.
fn nginx(folder: &Path, port: u16, server: &str) -> Process {
    let shown = folder.display();
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary = temporary.map(|name| format!("{name}_temp_path {shown}/{name}; ")).concat();
    let configuration = format!(
        "daemon off; worker_processes 1; pid {shown}/pid; error_log {shown}/error.log;\nevents {{}}\n\
         http {{ access_log off; {temporary}\n\
         proxy_cache_path {shown}/cache keys_zone=c:1m; server {{ listen 127.0.0.1:{port} {server} }} }}\n"
    );
    let path = folder.join("nginx.conf");
    std::fs::write(&path, configuration).unwrap();
    let test = Command::new("nginx").arg("-t").arg("-c").arg(&path).output().unwrap();
    assert!(test.status.success(), "{}", String::from_utf8_lossy(&test.stderr));
    let mut command = Command::new("nginx");
    let process = Process(command.arg("-c").arg(&path).stderr(Stdio::null()).spawn().unwrap());
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    wait_until("nginx listens", || TcpStream::connect(address).is_ok());
    process
}

const HTTP_11: &str = "proxy_http_version 1.1; proxy_set_header Connection \"\";";
const NAMES_CLIENT: &str = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
const TRUSTED: &str = "--trusted-proxies=127.0.0.1";

/// A server at whose public URL an nginx is put.
struct Behind {
    patient: Patient,
    port: u16,
}

impl Behind {
    fn new(base: &str, settings: &[&str]) -> Self {
        let port = free_port();
        Self { patient: Patient::behind(&format!("http://127.0.0.1:{port}{base}"), settings), port }
    }

    /// What the doctor finds behind an nginx with these lines, in which SERVER is where the server listens.
    fn found(&self, lines: &str) -> (Option<i32>, Findings) {
        let folder = tempfile::tempdir().unwrap();
        let lines = lines.replace("SERVER", &self.patient.server.listen).replace("PORT", &self.port.to_string());
        let lines = format!("; {lines}");
        let _nginx = nginx(folder.path(), self.port, &lines);
        self.patient.doctor(&[])
    }
}

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn behind_a_proxy_that_is_set_up_rightly_everything_is_fine() {
    let lines = format!(
        "location / {{ proxy_pass http://SERVER; {HTTP_11} {NAMES_CLIENT} proxy_set_header Forwarded \"\"; }} \
         location ~ ^/(robots.txt|.well-known/security.txt)$ {{ rewrite ^ /a$uri break; proxy_pass http://SERVER; }}"
    );
    let (code, findings) = Behind::new("/a", &[TRUSTED]).found(&lines);
    assert_eq!(findings.troubles(), Vec::<String>::new());
    assert_eq!(code, Some(0));
    for (check, words) in [
        ("who asks", "127.0.0.1, as 127.0.0.1 says in x-forwarded-for"),
        ("connections", "keeps its connection"),
        ("on the way", "pages (identity, br, zstd, gzip)"),
        ("form", "refused as it should be"),
        ("copies by language", "/a/fr/"),
        ("database", "SQLite"),
        ("security.txt", "days more"),
    ] {
        let found = findings.of(check)["found"].as_str().unwrap();
        assert!(found.contains(words), "{check}: {found}");
    }
}

#[test]
#[ignore = "needs nginx, haproxy, apache2, caddy and varnish; tests/run installs them"]
fn behind_each_example_as_it_is_there_is_nothing_to_change() {
    let port = free_port();
    let patient = Patient::behind(&format!("http://127.0.0.1:{port}"), &[TRUSTED]);
    let admin = patient.admin.trim_start_matches("--admin-listen=");
    for name in PROXIES {
        let folder = tempfile::tempdir().unwrap();
        let (_proxy, _) = Example::new(name, folder.path(), &patient.server.listen, admin).at(port).start();
        let (code, findings) = patient.doctor(&[]);
        assert_eq!((findings.troubles(), code), (Vec::<String>::new(), Some(0)), "{name}");
    }
}

/// A proxy that is set up wrongly, and what is to be said of it.
struct Wrong<'w> {
    /// The lines of its `location /`, after those that are right.
    lines: &'w str,
    check: &'w str,
    found: &'w str,
    change: &'w str,
}

const NO_FORWARDED: &str = "proxy_set_header Forwarded \"\"; ";
const KEEPS_COPIES: &str = "proxy_cache c; proxy_ignore_headers Vary Cache-Control; proxy_cache_valid any 1m; ";

#[test]
#[ignore = "needs nginx; tests/run installs it"]
fn what_is_wrong_with_a_proxy_is_told_with_what_to_change() {
    let wrong = |lines, check, found, change| Wrong { lines, check, found, change };
    let trusting = Behind::new("", &[TRUSTED]);
    let by_path = [KEEPS_COPIES, "proxy_cache_key $uri;"].concat();
    let by_query = [KEEPS_COPIES, "proxy_cache_key $request_uri;"].concat();
    let nobody = [NO_FORWARDED, "proxy_set_header X-Forwarded-For \"\";"].concat();
    for case in [
        wrong(&nobody, "who asks", "does not name", "must send x-forwarded-for"),
        wrong(
            "proxy_set_header X-Forwarded-For $http_x_forwarded_for;",
            "who asks",
            "takes what a visitor",
            "must append",
        ),
        wrong("proxy_set_header Accept-Encoding gzip;", "accepted codings", "comes in as “gzip”", "Accept-Encoding"),
        wrong("sub_filter '</body>' '<hr></body>';", "page", "line", "no-transform"),
        wrong("proxy_hide_header Vary;", "headers", "vary is taken away", "vary"),
        wrong(
            "add_header Content-Security-Policy x always;",
            "headers",
            "policy comes 2 times",
            "content-security-policy",
        ),
        wrong("add_header Set-Cookie a=b;", "headers", "a cookie is set", "cookies"),
        wrong(&by_path, "probe", "no request at", "path and query"),
        wrong(&by_query, "copies by coding", "one copy for all", "obey Vary"),
        wrong(&by_query, "copies by language", "both led to", "Accept-Language"),
        wrong("limit_except GET { deny all; }", "form", "does not come to the server", "POST"),
        wrong(
            "proxy_set_header Origin null; proxy_set_header Sec-Fetch-Site \"\";",
            "form",
            "403 by the server",
            "Origin",
        ),
        wrong("return 404;", "statement", "answers 404", "pass the site’s addresses on"),
        wrong(
            "return 301 https://127.0.0.1:PORT$request_uri;",
            "statement",
            "answers 301 and leads to https://",
            "--public-url (COMMUNIQUE_PUBLIC_URL) must say so",
        ),
    ] {
        assert_told(&case, &trusting.found(&case.location()));
    }
    let untold = wrong("", "who asks", "is not believed", "127.0.0.1");
    assert_told(&untold, &Behind::new("", &[]).found(&untold.location()));
    let other = wrong(NO_FORWARDED, "who asks", "names the visitor in x-forwarded-for", "--forwarded");
    assert_told(&other, &Behind::new("", &[TRUSTED, "--forwarded=forwarded"]).found(&other.location()));
    // Without NO_FORWARDED the family that is read is the visitor’s own.
    let other = wrong("", "who asks", "as the visitor wrote it", "--forwarded");
    assert_told(&other, &Behind::new("", &[TRUSTED, "--forwarded=forwarded"]).found(&other.location()));
    let taken = wrong("", "path", "takes /a away", "pass the path on");
    let location = taken.location().replace("location /", "location /a/").replace("SERVER", "SERVER/");
    assert_told(&taken, &Behind::new("/a", &[TRUSTED]).found(&location));
}

impl Wrong<'_> {
    fn location(&self) -> String {
        let names_client = if self.lines.contains("X-Forwarded-For") { "" } else { NAMES_CLIENT };
        format!("location / {{ proxy_pass http://SERVER; {HTTP_11} {names_client} {} }}", self.lines)
    }
}

fn assert_told(case: &Wrong<'_>, (code, findings): &(Option<i32>, Findings)) {
    let finding = findings.of(case.check);
    let [found, change] = ["found", "change"].map(|name| finding[name].as_str().unwrap_or_default());
    assert!(
        found.contains(case.found) && change.contains(case.change),
        "{finding} is to say “{}” and “{}”",
        case.found,
        case.change
    );
    assert!(finding["why"].is_string(), "{finding}");
    assert_eq!(*code == Some(1), findings.0.iter().any(|finding| finding["verdict"] == "failed"), "{finding}");
}

#[test]
#[ignore = "needs nginx and openssl; tests/run installs them"]
fn a_certificate_that_is_not_right_or_ends_soon_is_told() {
    let (authority, folder, port) = (Authority::new(), tempfile::tempdir().unwrap(), free_port());
    let patient = Patient::behind(&format!("https://127.0.0.1:{port}"), &[TRUSTED]);
    let Certificate { chain, key } = authority.certificate("IP:127.0.0.1");
    let tls = format!("ssl; ssl_certificate {}; ssl_certificate_key {};", chain.display(), key.display());
    let to = &patient.server.listen;
    let server = format!(
        "{tls} location / {{ proxy_pass http://{to}; {HTTP_11} {NAMES_CLIENT} proxy_set_header Forwarded \"\"; }}"
    );
    let _nginx = nginx(folder.path(), port, &server);
    let (code, findings) = patient.doctor(&[]);
    assert_eq!(code, Some(1), "nobody has heard of its authority");
    assert!(
        findings.of("certificate")["found"].as_str().unwrap().contains("UnknownIssuer"),
        "{}",
        findings.of("certificate")
    );
    let (code, findings) = patient.doctor(&["--authorities", authority.path().to_str().unwrap()]);
    assert_eq!((code, findings.troubles().len()), (Some(0), 1), "{:?}", findings.troubles());
    let certificate = findings.of("certificate");
    assert!(certificate["found"].as_str().unwrap().contains(", 1 days from now"), "{certificate}");
}

#[test]
fn a_server_that_is_not_there_is_told_and_so_is_what_needs_no_server() {
    let mut patient = Patient::behind("http://127.0.0.1:1", &[]);
    patient.server.kill();
    let (code, findings) = patient.doctor(&[]);
    assert_eq!(code, Some(1));
    for (check, verdict) in [("server", "failed"), ("reaching", "failed"), ("locales", "ok"), ("database", "ok")] {
        assert_eq!(findings.of(check)["verdict"], verdict, "{}", findings.of(check));
    }
    let database = "--database-url=sqlite:/nowhere/at/all.db";
    assert_eq!(patient.doctor(&[database]).1.of("database")["verdict"], "failed");
    // A site is no admin listener, and what it says is not repeated.
    let site = Patient::behind("http://127.0.0.1:1", &[]);
    patient.admin = format!("--admin-listen={}", site.server.address());
    assert_eq!(patient.doctor(&[]).1.of("server")["found"], "404 from what is no --admin-listen of a server");
}

#[test]
fn a_file_of_messages_is_looked_at_without_a_trace_and_told_if_it_cannot_be_written() {
    let home = tempfile::tempdir().unwrap();
    let set_mode = |path: &Path, mode: u32| std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    let folder = home.path().join("messages");
    set_mode(home.path(), 0o755);
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("communique.db");
    let url = format!("--database-url=sqlite:{}", file.display());
    assert!(communique(home.path(), &["migrate", &url]).status.success());
    let files = || -> BTreeSet<_> { folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect() };
    let doctor = |mut command: Command| {
        let output =
            command.args(["doctor", "--format=json", "--public-url=http://127.0.0.1:1", &url]).output().unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        Findings(said["findings"].as_array().unwrap().clone())
    };
    assert_eq!(doctor(Command::new(BINARY)).of("database")["verdict"], "ok");
    assert_eq!(files(), BTreeSet::from(["communique.db".into()]), "the doctor leaves nothing behind");

    // Who can read it may be somebody else than who runs the server.
    for (of_file, of_folder, told) in [(0o644, 0o777, &file), (0o666, 0o755, &folder), (0o444, 0o555, &folder)] {
        set_mode(&file, of_file);
        set_mode(&folder, of_folder);
        let found = doctor(unprivileged(home.path()));
        let found = found.of("database");
        let said = found["found"].as_str().unwrap();
        assert_eq!(found["verdict"], "failed", "{found}");
        assert_eq!(said, format!("{} cannot be written by this user", told.display()));
    }
    set_mode(&folder, 0o777);
    set_mode(&file, 0o666);
    assert_eq!(doctor(unprivileged(home.path())).of("database")["verdict"], "ok");
    assert_eq!(files().len(), 1);

    // Of a file in use the last message may be in the journal.
    let _server = Program::start(home.path(), &[&url]);
    let in_use = files();
    assert!(in_use.contains(OsStr::new("communique.db-wal")), "{in_use:?}");
    assert_eq!(doctor(Command::new(BINARY)).of("database")["verdict"], "ok");
    assert_eq!(files(), in_use);
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_postgresql_that_may_lose_a_message_or_refuse_it_is_told() {
    let (database, folder) = (Postgres::start(), tempfile::tempdir().unwrap());
    let doctor = |url: &str| {
        let mut command = Command::new(BINARY);
        command.args(["doctor", "--format=json", "--public-url=http://127.0.0.1:1", "--database-url", url]);
        let output = command.current_dir(folder.path()).output().unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        Findings(said["findings"].as_array().unwrap().clone())
    };
    database.ask("CREATE ROLE communique LOGIN");
    let found = doctor(&database.url());
    assert_eq!(
        found.of("database")["verdict"],
        "note",
        "there are no tables, and none were made: {}",
        found.of("database")
    );
    assert_eq!(doctor(&database.url()).of("database")["verdict"], "note");
    let made = Command::new(BINARY).args(["migrate", "--database-url", &database.url()]).status().unwrap();
    assert!(made.success());
    assert_eq!(doctor(&database.url()).of("database")["verdict"], "ok");
    database.ask(
        "GRANT SELECT ON _sqlx_migrations TO communique; GRANT SELECT, INSERT ON message, attempt, probe, moved TO communique",
    );
    let found = doctor(&database.url_as("communique")).0;
    let rights: Vec<String> = found
        .iter()
        .filter(|finding| finding["check"] == "rights")
        .map(|finding| format!("{}: {}", finding["found"], finding["change"]))
        .collect();
    let expected = ["message", "attempt", "probe"].map(|table| {
        format!(
            "\"the user communique lacks UPDATE, DELETE on {table}\": \"as the owner of the tables: GRANT UPDATE, DELETE ON {table} TO communique;\""
        )
    });
    assert_eq!(rights, expected);
    // Where another server may take over, a commit that waits for none may be lost.
    let several = format!("postgres://postgres@{},127.0.0.1:1/postgres", database.host());
    let lost = |url: &str| -> Vec<String> {
        let found = doctor(url).0.into_iter().filter(|finding| finding["check"] == "durability");
        found.map(|finding| format!("{}: {}", finding["verdict"], finding["found"])).collect()
    };
    assert_eq!(lost(&database.url()), [""; 0], "there is one server");
    let told = lost(&several);
    assert!(told.len() == 1 && told[0].starts_with("\"warning\": \"synchronous_standby_names is empty"), "{told:?}");
    database.ask("ALTER ROLE postgres SET synchronous_commit = local");
    let told = lost(&several);
    assert!(told.len() == 2 && told[0].starts_with("\"warning\": \"synchronous_commit is local"), "{told:?}");
    database.ask("ALTER ROLE postgres RESET synchronous_commit");
    database.ask("ALTER SYSTEM SET synchronous_commit = off");
    database.ask("SELECT pg_reload_conf()");
    wait_until("that is told", || {
        doctor(&database.url()).0.iter().any(|finding| finding["found"] == "synchronous_commit is off")
    });
}
