//! Databases that cannot be used: the program says why in one line, and changes nothing.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::inbox::engine::{block_on, new_database, opened, server, url, url_of};
use crate::support::program::{BINARY, unprivileged};

/// What the program says about a database that it cannot use: one line, and nothing else.
fn refusal(mut command: Command, url: &str) -> String {
    let output = command.arg(format!("--database-url={url}")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), said.lines().count(), output.stdout.len()), (Some(1), 1, 0), "{url}: {said}");
    let about = said.strip_prefix("communique: --database-url (COMMUNIQUE_DATABASE_URL): ");
    about.unwrap_or_else(|| panic!("{said}")).trim_end().to_owned()
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// What somebody has done to our tables, and what is said of it.
const SPOILT: [(&str, &str); 4] = [
    ("DELETE FROM _sqlx_migrations", "the table message is there, although _sqlx_migrations does not say"),
    ("DELETE FROM _sqlx_migrations WHERE version = 2", "the table moved is there, although"),
    ("DROP TABLE attempt", "the table attempt is missing, although"),
    ("DROP TABLE _sqlx_migrations", "the table message is there, although"),
];

const A_LATER_VERSION: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', true, '', 0)";

#[test]
fn a_file_that_cannot_be_used_stops_the_program_with_one_clear_line_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    set_mode(folder.path(), 0o755);
    let place = |name: &str| folder.path().join(name);
    std::fs::write(place("text.db"), "this is no database ".repeat(20)).unwrap();
    std::fs::create_dir(place("closed")).unwrap();
    std::fs::write(place("byte.db"), "x").unwrap();
    std::fs::write(place("empty.db"), "").unwrap();
    std::fs::write(place("empty.db-wal"), "messages").unwrap();
    std::fs::write(place("gone.db-wal"), "messages").unwrap();
    let spoilt = SPOILT.map(|(statement, says)| (statement.replace(' ', "_"), statement, says));
    block_on(async {
        let foreign = [("foreign.db", "CREATE TABLE message (text)"), ("later.db", A_LATER_VERSION)];
        let spoilt = spoilt.iter().map(|(name, statement, _)| (name.as_str(), *statement));
        for (name, statement) in foreign.into_iter().chain(spoilt) {
            if name == "foreign.db" {
                std::fs::File::create(place(name)).unwrap();
            } else {
                opened(&url(&place(name))).await.close().await;
            }
            let mut connection = SqliteConnection::connect(&url(&place(name))).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
    });
    let modes = [("text.db", 0o644), ("foreign.db", 0o664), ("later.db", 0o644), ("closed", 0o555)];
    modes.iter().for_each(|(name, mode)| set_mode(&place(name), *mode));
    let spoilt = spoilt.iter().map(|(name, _, says)| (name.as_str(), *says));
    let cases = [
        ("nowhere/messages.db", "No such file or directory"),
        ("closed/messages.db", "cannot be opened for writing: Permission denied"),
        ("text.db", "file is not a database"),
        ("foreign.db", "it is the database of another program"),
        ("later.db", "was changed by a later version of this program"),
        ("byte.db", "the file has lost what it held"),
        ("empty.db", "the file has lost what it held"),
        ("gone.db", "the file is not there, but its journal"),
    ];
    for (name, says) in cases.into_iter().chain(spoilt) {
        for arguments in [&["serve", "--listen=127.0.0.1:0"][..], &["inbox", "list"]] {
            let mut command =
                if name.starts_with("closed") { unprivileged(folder.path()) } else { Command::new(BINARY) };
            command.args(arguments);
            let said = refusal(command, &url(&place(name)));
            let is_missing = arguments[0] == "inbox" && (name.ends_with("messages.db") || name == "gone.db");
            let says = if is_missing { "there is no database" } else { says };
            assert!(said.contains(says) && said.contains(place(name).to_str().unwrap()), "{arguments:?}: {said}");
            assert_eq!(said.matches(says).count(), 1, "said once is enough: {said}");
        }
    }
    for (name, mode) in modes {
        assert_eq!(std::fs::metadata(place(name)).unwrap().permissions().mode() & 0o777, mode, "{name}");
    }
    assert!(std::fs::read(place("text.db")).unwrap().starts_with(b"this is no database"));
    assert_eq!(std::fs::read(place("byte.db")).unwrap(), b"x");
    for journal in ["empty.db-wal", "gone.db-wal"] {
        assert_eq!(std::fs::read(place(journal)).unwrap(), b"messages", "{journal}");
    }
    assert!(std::fs::read(place("empty.db")).unwrap().is_empty() && !place("gone.db").exists());
}

#[test]
#[ignore = "needs PostgreSQL; tests/run installs it"]
fn a_database_that_cannot_be_used_stops_the_program_with_one_clear_line() {
    let server = server();
    let (later, latin) = (new_database(&server), url_of(&server, "latin"));
    server.ask("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    block_on(async {
        opened(&later).await.close().await;
        let mut connection = PgConnection::connect(&later).await.unwrap();
        sqlx::raw_sql(A_LATER_VERSION).execute(&mut connection).await.unwrap();
    });
    let mut cases = vec![(later, "was changed by a later version"), (latin, "stores text as LATIN1; only UTF8 holds")];
    for (statement, says) in SPOILT.into_iter().chain([("", "the table message is there, although")]) {
        let url = new_database(&server);
        block_on(async {
            if !statement.is_empty() {
                opened(&url).await.close().await;
            }
            let statement = if statement.is_empty() { "CREATE TABLE message (text TEXT)" } else { statement };
            let mut connection = PgConnection::connect(&url).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        });
        cases.push((url, says));
    }
    for (url, says) in cases {
        for arguments in [&["serve", "--listen=127.0.0.1:0"][..], &["inbox", "list"]] {
            let mut command = Command::new(BINARY);
            command.args(arguments);
            let said = refusal(command, &url);
            assert!(said.contains(says), "{said}");
        }
    }
}
