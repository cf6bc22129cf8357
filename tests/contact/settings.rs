//! Settings that concern messages, and what is said of wrong ones.

use std::process::Command;

use crate::contact::sender::PUBLIC;
use crate::support::program::{BINARY, Program, database, serve};

#[test]
fn settings_for_messages_that_are_wrong_are_told_in_one_line_without_any_password() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).unwrap();
        folder.path().join(name).display().to_string()
    };
    let socket = format!("--listen=unix:{}", folder.path().join("s").display());
    let no_url = format!("--smtp-url-file={}", file("no-url", "user:secret@mail"));
    let no_database = format!("--database-url-file={}", file("no-database", "mysql://user:secret@db/x"));
    let other_database = format!("--database-url-file={}", file("other", "sqlite:y.db"));
    let no_file = format!("--database-url-file={}", folder.path().join("nowhere").display());
    let (local, from, to) = ("--smtp-url=smtp://localhost", "--mail-from=a@example.org", "--mail-to=b@example.org");
    let secret = ("COMMUNIQUE_SMTP_URL", "smtps://user:secret@mail.example.org");
    for (args, variables, says) in [
        (&[&socket, PUBLIC][..], &[][..], "--trusted-proxies (COMMUNIQUE_TRUSTED_PROXIES) must name unix"),
        (&[&socket, PUBLIC, "--trusted-proxies=127.0.0.1"], &[], "or set --contact-per-client"),
        (&["--database-url=postgres://u:secret@db/x"], &[], "--database-url holds a password"),
        (&["--database-url=postgres://u@db/x?password=secret"], &[], "COMMUNIQUE_DATABASE_URL, or --database-url-file"),
        (&["--smtp-url=smtps://u:secret@mail"], &[], "--smtp-url holds a password"),
        (&["deliver", "--smtp-url=smtps://u:secret@mail"], &[], "COMMUNIQUE_SMTP_URL, or --smtp-url-file"),
        (&["inbox", "list", "--database-url=postgres://u:secret@db/x"], &[], "--database-url holds a password"),
        (&[local], &[], "--mail-from (COMMUNIQUE_MAIL_FROM) is needed"),
        (&[local, from], &[], "--mail-to (COMMUNIQUE_MAIL_TO) is needed"),
        (&[local, to], &[], "--mail-from (COMMUNIQUE_MAIL_FROM) is needed"),
        (&[from, to], &[], "--smtp-url (COMMUNIQUE_SMTP_URL) is needed"),
        (&["deliver"], &[], "--smtp-url (COMMUNIQUE_SMTP_URL) is needed to deliver"),
        (&["deliver", from], &[secret], "--mail-to (COMMUNIQUE_MAIL_TO) is needed"),
        (&[from], &[secret], "--mail-to (COMMUNIQUE_MAIL_TO) is needed"),
        (&["--smtp-url=smtp://mail.example.org", from, to], &[], "smtp:// without TLS goes to this machine only"),
        (&[from, to], &[("COMMUNIQUE_SMTP_URL", "imap://user:secret@mail")], "--smtp-url (COMMUNIQUE_SMTP_URL): "),
        (&[], &[("COMMUNIQUE_DATABASE_URL", "mysql://user:secret@db/x")], "--database-url (COMMUNIQUE_DATABASE_URL): "),
        (&[], &[("COMMUNIQUE_DATABASE_URL", "postgres://u:12/secret@127.0.0.1:1/db")], "percent-encode"),
        (&["migrate"], &[("COMMUNIQUE_DATABASE_URL", "postgres://u:12/secret@127.0.0.1:1/db")], "percent-encode"),
        (&["inbox", "list"], &[("COMMUNIQUE_DATABASE_URL", "postgres://u:12?secret@127.0.0.1:1/db")], "percent-encode"),
        (&["deliver"], &[("COMMUNIQUE_DATABASE_URL", "postgres://u:12#secret@127.0.0.1:1/db")], "percent-encode"),
        (
            &["doctor", "--public-url=http://127.0.0.1:1"],
            &[("COMMUNIQUE_DATABASE_URL", "postgres://u:12/secret@127.0.0.1:1/db")],
            "percent-encode",
        ),
        (&["--database-url=sqlite::memory:"], &[], "accepted: sqlite:FILE"),
        (&["--database-url=postgres://u@db/x?sslmode=maybe"], &[], "accepted: sslmode=disable, allow"),
        (&["--database-url=postgres://u@db/x?connect_timeout=3"], &[], "not “connect_timeout”"),
        (&["--database-url=postgres://u@a,b/x?host=c"], &[], "several hosts before the path"),
        (&[], &[("COMMUNIQUE_LISTN", "127.0.0.1:1")], "no variable COMMUNIQUE_LISTN; did you mean COMMUNIQUE_LISTEN?"),
        (
            &[&other_database],
            &[("COMMUNIQUE_DATABASE_URL", "sqlite:x.db")],
            "--database-url-file (COMMUNIQUE_DATABASE_URL_FILE) and --database-url (COMMUNIQUE_DATABASE_URL) do not go together",
        ),
        (&["doctor", "mail"], &[], "--smtp-url (COMMUNIQUE_SMTP_URL) is needed to send a mail"),
        (&[&no_url, from, to], &[], "--smtp-url-file (COMMUNIQUE_SMTP_URL_FILE): "),
        (&[&no_database], &[], "a file that holds one line: sqlite:FILE"),
        (&[&no_file], &[], "a file that can be read"),
        (&["--mail-from=office", to, local], &[], "--mail-from (COMMUNIQUE_MAIL_FROM): “office”"),
        (&["--mail-to=büro@example.org", from, local], &[], "in Latin letters before the @"),
        (&["--deliver=outside"], &[], "--deliver (COMMUNIQUE_DELIVER): “outside”"),
        (&["--contact-per-client=many"], &[], "--contact-per-client (COMMUNIQUE_CONTACT_PER_CLIENT): “many”"),
        (&["--contact-total=-1"], &[], "--contact-total (COMMUNIQUE_CONTACT_TOTAL): “-1”"),
        (&["--retention-days=36501"], &[], "a whole number of days, 0 to 36500"),
        (&["--review-days=29"], &[], "a whole number of days, 30 to 36500"),
        (&["deliver", "--review-days=0"], &[], "a whole number of days, 30 to 36500"),
        (&["--contact-email=office"], &[], "--contact-email (COMMUNIQUE_CONTACT_EMAIL): “office”"),
    ] {
        let mut command = Command::new(BINARY);
        command.args(args).envs(variables.iter().copied()).env("STATE_DIRECTORY", folder.path());
        if !args.iter().any(|arg| arg.starts_with("--listen") || !arg.starts_with('-')) {
            command.arg("--listen=127.0.0.1:0");
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{args:?}: {said}");
        assert!(said.starts_with("communique: ") && said.contains(says), "{args:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{args:?}: {said}");
        assert!(!said.contains("secret"), "{args:?}: {said}");
    }
    // As the files of Compose and systemd set what is to stay as it is.
    let mut empty = serve(folder.path(), &["--database-url=sqlite:empty.db"]);
    let names = ["LISTEN", "PUBLIC_URL", "OFFICIAL", "DATABASE_URL_FILE", "SMTP_URL", "RETENTION_DAYS", "LOG_IP"];
    empty.envs(names.map(|name| (format!("COMMUNIQUE_{name}"), ""))).current_dir(folder.path());
    drop(Program::from(empty));
    assert!(!database(folder.path()).exists(), "nothing is made before the settings are right");
    // What the refusals ask for.
    for more in ["--trusted-proxies=unix", "--contact-per-client=0"] {
        drop(Program::start(folder.path(), &[&socket, PUBLIC, more]));
    }
}

#[test]
fn help_and_the_version_are_given_whatever_is_set() {
    for args in [&["--help"][..], &["--version"], &["inbox", "--help"], &["doctor", "mail", "--help"]] {
        let output = Command::new(BINARY).args(args).env("COMMUNIQUE_LISTN", "127.0.0.1:1").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && !output.stdout.is_empty(), "{args:?}: {said}");
    }
}
