//! PostgreSQL servers that let nobody in, each in its way: one line names the true cause and what to do.

use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::postgres::Postgres;
use crate::support::program::{BINARY, Program, free_port, wait_until};
use crate::support::tls::Authority;

/// What `communique migrate` says of a database: one line, without a password.
fn refusal(url: &str) -> String {
    let output = Command::new(BINARY).arg("migrate").env("COMMUNIQUE_DATABASE_URL", url).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{url}: {said}");
    assert!(said.starts_with("communique: --database-url (COMMUNIQUE_DATABASE_URL): postgres://"), "{said}");
    assert!(!said.contains("secret") && !said.contains("pool"), "{said}");
    said
}

fn assert_says(url: &str, cause: &str, remedy: &str) {
    let said = refusal(url);
    assert!(said.contains(cause) && said.contains(remedy), "{url}: {said}");
    assert_eq!((said.matches(cause).count(), said.matches(remedy).count()), (1, 1), "said once is enough: {said}");
}

#[test]
fn a_server_that_is_not_reached_is_said_to_be_so_with_the_reason() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("postgres://u:secret@127.0.0.1:{}/messages", free_port());
    // Of the time for both, the one that refuses at once needs none.
    let silent_url = format!("postgres://u@127.0.0.1:{},{}/messages", free_port(), silent.local_addr().unwrap());
    let since = Instant::now();
    assert_says(&silent_url, "it does not answer in time", "firewalls");
    assert!(since.elapsed() > Duration::from_secs(4), "it was asked for {:?}", since.elapsed());
    for (url, cause, remedy) in [
        (&*nowhere, "it refuses the connection", "start PostgreSQL there"),
        ("postgres://u@%2Fnowhere/messages", "there is no such socket", "the folder of its socket"),
        (
            "postgres://u@127.0.0.1:1,127.0.0.1:2/m",
            "none of the servers takes messages (127.0.0.1:1: ",
            "start PostgreSQL",
        ),
        ("postgres://u@127.0.0.1:1,127.0.0.1:2/m", "127.0.0.1:2: it refuses", "start PostgreSQL there"),
    ] {
        assert_says(url, cause, remedy);
    }
    // Whatever the resolver of this machine does with a name that nobody has (RFC 6761 §6.4).
    let said = refusal("postgres://u@nowhere.invalid/messages");
    let causes = ["nobody knows an address of that name", "the resolver does not answer"];
    assert!(causes.iter().any(|cause| said.contains(cause)) && said.contains("correct the host"), "{said}");
    assert!(!said.contains("firewalls"), "{said}");
}

#[test]
fn a_variable_of_psql_that_would_decide_where_messages_go_stops_the_start() {
    const URL: &str = "--database-url=postgres://u@127.0.0.1:1/m";
    for variable in ["PGOPTIONS", "PGSSLKEY", "PGSSLROOTCERT"] {
        let mut command = Command::new(BINARY);
        command.args(["migrate", URL]).env(variable, "x");
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains(variable) && said.contains("unset it"), "{said}");
        let mut command = Command::new(BINARY);
        command.args(["doctor", "--public-url=http://127.0.0.1:1", URL]).env(variable, "x");
        let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
        assert!(said.contains(variable) && said.contains("unset it"), "the doctor says so, too: {said}");
    }
}

#[test]
fn a_file_of_certificates_that_is_of_no_use_stops_the_start_also_where_no_server_answers() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.pem");
    std::fs::write(&text, "no certificate").unwrap();
    let text = text.display();
    for (parameters, says) in [
        (format!("sslrootcert={text}"), format!("sslrootcert={text} in the URL: it holds none that can be read")),
        ("ssl-ca=/nowhere.pem".into(), "ssl-ca=/nowhere.pem in the URL: No such file".into()),
        (
            format!("sslcert=/nowhere.pem&sslkey={text}"),
            "sslcert=/nowhere.pem in the URL: No such file or directory (os error 2); accepted: a file of certificates"
                .into(),
        ),
    ] {
        let url = format!("postgres://u:secret@127.0.0.1:1/m?{parameters}");
        for arguments in
            [&["serve", "--listen=127.0.0.1:0"][..], &["migrate"], &["doctor", "--public-url=http://127.0.0.1:1"]]
        {
            let output = Command::new(BINARY).args(arguments).env("COMMUNIQUE_DATABASE_URL", &url).output().unwrap();
            let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let code = if arguments[0] == "doctor" { 1 } else { 2 };
            assert!(output.status.code() == Some(code) && said.contains(&says), "{arguments:?}: {said}");
            assert!(!said.contains("secret") && (arguments[0] == "doctor" || said.lines().count() == 1), "{said}");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_server_that_lets_nobody_in_is_said_to_do_so_with_the_reason() {
    let server = Postgres::start();
    server.ask("CREATE ROLE citizen LOGIN PASSWORD 'other'; CREATE ROLE certified LOGIN");
    server.ask("CREATE DATABASE closed");
    server.ask("REVOKE CONNECT ON DATABASE closed FROM public");
    let host = server.host();
    let as_user = |user: &str, database: &str| format!("postgres://{user}@{host}/{database}");
    // Before there is TLS.
    assert_says(&as_user("postgres", "postgres?sslmode=require"), "it offers no TLS", "turn on ssl");
    let hba = server.keep(
        "hba",
        b"host closed all 127.0.0.1/32 trust\nhostssl all certified 127.0.0.1/32 trust clientcert=verify-ca\nhost all certified 127.0.0.1/32 reject\n\
          host all citizen 127.0.0.1/32 scram-sha-256\n\
          host all postgres 127.0.0.1/32 trust\n",
    );
    let (authority, other) = (Authority::new(), Authority::new());
    let (certificate, client) = (authority.certificate("IP:127.0.0.1"), authority.certificate("DNS:client"));
    let read = |path: &std::path::Path| std::fs::read(path).unwrap();
    for (setting, name, text) in [
        ("ssl_cert_file", "server.pem", read(&certificate.chain)),
        ("ssl_key_file", "server.key", read(&certificate.key)),
        ("ssl_ca_file", "ca.pem", read(&authority.path())),
    ] {
        server.set(setting, server.keep(name, &text).to_str().unwrap());
    }
    server.set("ssl", "on");
    server.ask(&format!("ALTER SYSTEM SET hba_file = '{}'", hba.display()));
    server.stop("fast");
    server.resume();

    let verified = |authority: &Authority| format!("sslmode=verify-full&sslrootcert={}", authority.path().display());
    let files = format!("sslcert={}&sslkey={}", client.chain.display(), client.key.display());
    for (url, cause, remedy) in [
        (as_user("citizen:secret", "postgres"), "password authentication failed", "correct user and password"),
        (as_user("postgres", "missing"), "database \"missing\" does not exist", "CREATE DATABASE"),
        (as_user("citizen", "closed"), "permission denied for database", "GRANT CONNECT"),
        (as_user("stranger", "postgres"), "no pg_hba.conf entry", "pg_hba.conf must let it in"),
        (as_user("postgres", "postgres?sslmode=verify-full"), "UnknownIssuer", "sslrootcert=FILE"),
        (
            as_user("postgres", &format!("postgres?{}", verified(&other))),
            "invalid peer certificate",
            "sslrootcert=FILE",
        ),
        (
            format!("postgres://postgres@{}/postgres?{}", host.replace("127.0.0.1", "localhost"), verified(&authority)),
            "not valid for name",
            "the name that is in the certificate",
        ),
        (as_user("certified", "postgres?sslmode=require"), "client certificate", "pg_hba.conf"),
    ] {
        assert_says(&url, cause, remedy);
    }
    // With what it asks for it lets us in: only the rights are missing.
    let let_in = refusal(&as_user("certified", &format!("postgres?{}&{files}", verified(&authority))));
    assert!(let_in.contains("the user certified may not make them in the schema public"), "{let_in}");

    // The log of a server that goes on without it says the same.
    let folder = tempfile::tempdir().unwrap();
    let url = format!("--database-url={}", as_user("postgres", "missing"));
    let running = Program::start(folder.path(), &[&url]);
    wait_until("the log names the cause and the remedy", || {
        running.log().contains("does not exist; make it (CREATE DATABASE")
    });
}
