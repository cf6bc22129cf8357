//! The commands of `docs/OPERATING.md` that are PostgreSQL’s own.

use std::process::Command;

use crate::support::postgres::Postgres;
use crate::support::program::{Program, communique};
use crate::support::request::{letter, post};

/// The commands of the manual that begin with a name, run by whoever owns the server.
fn told(name: &str) -> String {
    let manual = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let lines = manual.lines().map(|line| line.strip_prefix("runuser -u postgres -- ").unwrap_or(line));
    let lines: Vec<&str> = lines.filter(|line| line.starts_with(&format!("{name} "))).collect();
    assert_eq!(lines.len(), 1, "{name}: {lines:?}");
    lines[0].to_owned()
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn the_commands_of_the_manual_make_a_database_copy_it_and_put_the_copy_back() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Postgres::start());
    let (host, port) = server.host().split_once(':').map(|(host, port)| (host.to_owned(), port.to_owned())).unwrap();
    let url = format!("postgres://communique@{}/communique", server.host());
    let run = |name: &str| {
        let backup = format!("{}/", folder.path().display());
        let command = told(name).replace("/backup/", &backup).replace("URL", &url);
        let output = Command::new("bash")
            .args(["-c", &command])
            .envs([("PGHOST", &host), ("PGPORT", &port), ("PGUSER", &"postgres".to_owned())])
            .output()
            .unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    };
    run("createuser");
    run("createdb");
    let ask = |query: &str| {
        let output = Command::new("psql").args([&url, "-XAtqc", query]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    };
    assert_eq!(ask("SHOW server_encoding"), "UTF8");
    let flag = format!("--database-url={url}");
    assert!(communique(folder.path(), &["migrate", &flag]).status.success());
    {
        let program = Program::start(folder.path(), &[&flag]);
        assert_eq!(post(program.address(), "/en/contact", &letter("Salam"), &[]).status, 303);
        // While it runs.
        run("pg_dump");
    }
    ask("DELETE FROM message");
    assert_eq!(ask("SELECT count(*) FROM message"), "0");
    run("pg_restore");
    assert_eq!(ask("SELECT body FROM message"), "Salam");
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn with_the_users_and_the_rights_of_the_manual_messages_are_taken() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Postgres::start());
    let manual = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let lines = |begin: &str| -> Vec<&str> { manual.lines().filter(|line| line.starts_with(begin)).collect() };
    let url = |user: &str, database: &str| format!("postgres://{user}@{}/{database}", server.host());
    let ask = |url: &str, statement: &str| {
        let output =
            Command::new("psql").args([url, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement]).output().unwrap();
        assert!(output.status.success(), "{statement}: {}", String::from_utf8_lossy(&output.stderr));
    };
    assert_eq!((lines("CREATE ").len(), lines("GRANT ").len()), (3, 3));
    lines("CREATE ").iter().for_each(|statement| ask(&url("postgres", "postgres"), statement));
    let owner = folder.path().join("owner-url");
    std::fs::write(&owner, url("communique_owner", "communique")).unwrap();
    let migrated = communique(folder.path(), &["migrate", &format!("--database-url-file={}", owner.display())]);
    assert!(migrated.status.success(), "{}", String::from_utf8_lossy(&migrated.stderr));
    lines("GRANT ").iter().for_each(|statement| ask(&url("communique_owner", "communique"), statement));
    let program = Program::start(folder.path(), &[&format!("--database-url={}", url("communique", "communique"))]);
    assert_eq!(post(program.address(), "/en/contact", &letter("Salam"), &[]).status, 303);
}
