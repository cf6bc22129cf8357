//! Databases that cannot be used: the program says why in one line, and changes nothing.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::engine::{block_on, new_database, opened, server, url, url_of};
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

const A_LATER_VERSION: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', true, '', 0)";

#[test]
fn a_file_that_cannot_be_used_stops_the_program_with_one_clear_line_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    set_mode(folder.path(), 0o755);
    let place = |name: &str| folder.path().join(name);
    std::fs::write(place("text.db"), "this is no database ".repeat(20)).unwrap();
    std::fs::create_dir(place("folder.db")).unwrap();
    std::fs::create_dir(place("closed")).unwrap();
    block_on(async {
        for (name, statement) in [("foreign.db", "CREATE TABLE message (text)"), ("later.db", A_LATER_VERSION)] {
            std::fs::File::create(place(name)).unwrap();
            if name == "later.db" {
                opened(&url(&place(name))).await.close().await;
            }
            let mut connection = SqliteConnection::connect(&url(&place(name))).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
    });
    let modes =
        [("text.db", 0o644), ("folder.db", 0o755), ("foreign.db", 0o664), ("later.db", 0o644), ("closed", 0o555)];
    modes.iter().for_each(|(name, mode)| set_mode(&place(name), *mode));
    for (name, says) in [
        ("nowhere/messages.db", "No such file or directory"),
        ("closed/messages.db", "cannot be opened for writing: Permission denied"),
        ("text.db", "file is not a database"),
        ("folder.db", "it is not a file"),
        ("foreign.db", "it is the database of another program"),
        ("later.db", "was changed by a later version of this program"),
    ] {
        for arguments in [&["serve", "--listen=127.0.0.1:0"][..], &["inbox", "list"]] {
            let mut command =
                if name.starts_with("closed") { unprivileged(folder.path()) } else { Command::new(BINARY) };
            command.args(arguments);
            let said = refusal(command, &url(&place(name)));
            let is_missing = arguments[0] == "inbox" && name.ends_with("messages.db");
            let says = if is_missing { "there is no database" } else { says };
            assert!(said.contains(says) && said.contains(place(name).to_str().unwrap()), "{arguments:?}: {said}");
            assert_eq!(said.matches(says).count(), 1, "said once is enough: {said}");
        }
    }
    for (name, mode) in modes {
        assert_eq!(std::fs::metadata(place(name)).unwrap().permissions().mode() & 0o777, mode, "{name}");
    }
    assert!(std::fs::read(place("text.db")).unwrap().starts_with(b"this is no database"));
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
    for (url, says) in [(later, "was changed by a later version"), (latin, "stores text as LATIN1; only UTF8 holds")] {
        for arguments in [&["serve", "--listen=127.0.0.1:0"][..], &["inbox", "list"]] {
            let mut command = Command::new(BINARY);
            command.args(arguments);
            let said = refusal(command, &url);
            assert!(said.contains(says), "{said}");
        }
    }
}
