//! The configuration file, and where each setting comes from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::program::BINARY;

/// A folder with a configuration file.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(text: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        std::fs::write(folder.file(), text).unwrap();
        folder
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("communique.toml")
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn run(&self, args: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(BINARY);
        command.args(args).env("COMMUNIQUE_CONFIG", self.file()).envs(variables.iter().copied());
        // It is for the tests with browsers, and no setting.
        command.env_remove("COMMUNIQUE_BINARY");
        command.env("STATE_DIRECTORY", self.0.path()).current_dir(self.0.path()).output().unwrap()
    }

    /// The settings that are shown: value and origin by key.
    fn shown(&self, args: &[&str], variables: &[(&str, &str)]) -> BTreeMap<String, (String, String)> {
        let output = self.run(&[&["config", "show", "--format=json"], args].concat(), variables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let setting = |one: &serde_json::Value| (text(&one["key"]), (text(&one["value"]), text(&one["origin"])));
        all.as_array().unwrap().iter().map(setting).collect()
    }
}

/// The one line in which a wrong file is told, by the name of the file alone.
fn told(folder: &Folder, output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    said.trim_end().replace(&folder.file().display().to_string(), "FILE")
}

#[test]
fn a_flag_comes_before_a_variable_and_that_before_the_file_and_that_before_a_credential() {
    let folder = Folder::with(
        "retention_days = 10\nreview_days = 40\nofficial = true\nlog_ip = \"full\"\n\
         trusted_proxies = [\"unix\", \"::1\"]\nmail_from = \"a@example.org\"\nmail_to = [\"b@example.org\"]\n\
         smtp_url = \"smtp://localhost\"\n",
    );
    let file = |line: usize| format!("{}:{line}", folder.file().display());
    let password = "smtps://user:secret@mail.example.org";
    let credentials = folder.write("credentials/smtp-url", password);
    let credentials = Path::new(&credentials).parent().unwrap().display().to_string();
    let database = folder.write("credentials/database-url", "sqlite:credential.db");
    let (named, folder_of) = (("COMMUNIQUE_RETENTION_DAYS", "11"), ("CREDENTIALS_DIRECTORY", credentials.as_str()));
    let shown = folder.shown(&["--review-days=41"], &[named, ("COMMUNIQUE_REVIEW_DAYS", "42"), folder_of]);
    let expect = |key: &str, value: &str, origin: &str| {
        assert_eq!(shown[key], (value.to_owned(), origin.to_owned()), "{key}");
    };
    expect("retention_days", "11", "variable COMMUNIQUE_RETENTION_DAYS");
    expect("review_days", "41", "flag");
    expect("official", "true", &file(3));
    expect("log_ip", "full", &file(4));
    expect("trusted_proxies", "unix,::1", &file(5));
    expect("smtp_url", "smtp://localhost", &file(8));
    expect("smtp_url_file", "null", "not set");
    expect("database_url_file", &database, &format!("credential {database}"));
    expect("database_url", "null", "not set");
    expect("contact_total", "120", "default");
    // The two settings for one URL are one: whichever is nearer counts.
    let secret = folder.write("elsewhere", password);
    let by_file = format!("--smtp-url-file={secret}");
    let shown = folder.shown(&[&by_file], &[]);
    assert_eq!(shown["smtp_url_file"], (secret, "flag".into()));
    assert_eq!(shown["smtp_url"], ("null".into(), "not set".into()));
    let shown = folder.shown(&[], &[("COMMUNIQUE_SMTP_URL", password), folder_of]);
    assert_eq!(shown["smtp_url"], ("smtps://mail.example.org:465".into(), "variable COMMUNIQUE_SMTP_URL".into()));
}

#[test]
fn an_empty_variable_changes_nothing_whichever_setting_it_is_of() {
    let folder = Folder::with(
        "contact_email = \"a@example.org\"\nofficial = true\nreview_days = 40\nmail_from = \"a@example.org\"\n\
         mail_to = [\"b@example.org\"]\n",
    );
    let smtp = folder.write("credentials/smtp-url", "smtps://user:secret@mail.example.org");
    folder.write("credentials/database-url", "sqlite:credential.db");
    let credentials = Path::new(&smtp).parent().unwrap().display().to_string();
    let given = ("CREDENTIALS_DIRECTORY", credentials.as_str());
    let shown = folder.shown(&[], &[given]);
    assert_eq!(shown["smtp_url_file"], (smtp.clone(), format!("credential {smtp}")));
    let variables: Vec<String> = shown.keys().map(|key| format!("COMMUNIQUE_{}", key.to_uppercase())).collect();
    let empty: Vec<(&str, &str)> = variables.iter().map(|name| (name.as_str(), "")).collect();
    for one in &empty {
        assert_eq!(folder.shown(&[], &[given, *one]), shown, "{}", one.0);
    }
    assert_eq!(folder.shown(&[], &[&empty[..], &[given]].concat()), shown);
    let by_flag = format!("--config={}", folder.file().display());
    assert_eq!(folder.shown(&[&by_flag], &[given, ("COMMUNIQUE_CONFIG", "")]), shown);
}

#[test]
fn a_credential_that_is_not_used_is_told_where_settings_are_shown_and_once_at_the_start() {
    let (flag, variable) = ("--database-url=sqlite:flag.db", ("COMMUNIQUE_DATABASE_URL", "sqlite:variable.db"));
    let other = Folder::with("");
    let by_file = other.write("database", "sqlite:other.db");
    let by_file = format!("--database-url-file={by_file}");
    for (text, args, variables, key, by) in [
        ("", &[][..], &[][..], "", ""),
        ("", &[flag], &[], "database_url", "(flag)"),
        ("", &[], &[variable], "database_url", "(variable COMMUNIQUE_DATABASE_URL)"),
        ("\ndatabase_url = \"sqlite:file.db\"\n", &[], &[], "database_url", "(FILE:2)"),
        ("database_url = \"sqlite:file.db\"\n", &[by_file.as_str()], &[], "database_url_file", "(flag)"),
    ] {
        let folder = Folder::with(text);
        let credential = folder.write("credentials/database-url", "sqlite:credential.db");
        let credentials = Path::new(&credential).parent().unwrap().display().to_string();
        let variables = [variables, &[("CREDENTIALS_DIRECTORY", credentials.as_str())]].concat();
        let run = |command: &[&str], more: &[&str]| {
            let output = folder.run(&[command, args, more].concat(), &variables);
            let text = |bytes: Vec<u8>| {
                String::from_utf8(bytes).unwrap().replace(&folder.file().display().to_string(), "FILE")
            };
            (text(output.stdout), text(output.stderr))
        };
        let noted = format!("; the credential {credential} is not used");
        let (shown, _) = run(&["config", "show"], &[]);
        let lines: Vec<&str> = shown.lines().filter(|line| line.ends_with(&noted)).collect();
        assert_eq!(lines.len(), usize::from(!key.is_empty()), "{shown}");
        assert!(lines.iter().all(|line| line.starts_with(&format!("{key} = "))), "{shown}");
        let (json, _) = run(&["config", "show", "--format=json"], &[]);
        assert_eq!(json.contains(&format!("\"credential_not_used\": \"{credential}\"")), !key.is_empty(), "{json}");
        // Both end soon, for want of another setting.
        for (command, more) in [(&["serve"][..], &["--listen=0.0.0.0:0"][..]), (&["deliver"], &[])] {
            let (_, log) = run(command, more);
            let warning =
                format!("the credential {credential} is not used, because --{} is set {by}", key.replace('_', "-"));
            assert_eq!(log.matches(&warning).count(), usize::from(!key.is_empty()), "{log}");
            assert!(!key.is_empty() || !log.contains("is not used"), "{log}");
        }
    }
}

#[test]
fn what_looks_like_a_number_and_is_text_is_shown_as_text() {
    let folder = Folder::with("locales = \"2024\"\nreview_days = 40\n");
    std::fs::create_dir(folder.0.path().join("2024")).unwrap();
    let text = String::from_utf8(folder.run(&["config", "show"], &[]).stdout).unwrap();
    assert!(text.contains("locales = \"2024\"  # ") && text.contains("review_days = 40  # "), "{text}");
    std::fs::write(folder.file(), text).unwrap();
    assert_eq!(folder.shown(&[], &[])["locales"].0, "2024");
}

#[test]
fn what_is_shown_is_a_file_that_says_the_same_and_holds_no_password() {
    let folder = Folder::with("public_url = \"https://www.example.org/a\"\ncontact_total = 7 # few\nofficial = true\n");
    let mail = ["--mail-from=Web <a@example.org>", "--mail-to=\"B, b\" <b@example.org>, c@example.org"];
    let variables = [
        ("COMMUNIQUE_SMTP_URL", "smtps://user:secret@mail.example.org"),
        ("COMMUNIQUE_DATABASE_URL", "postgres://user:secret@db/x?password=secret"),
    ];
    let output = folder.run(&[&["config", "show"], &mail[..]].concat(), &variables);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && !text.contains("secret") && !text.contains("user:"), "{text}");
    assert!(
        text.contains("# smtp_url = \"smtps://mail.example.org:465\"  # variable COMMUNIQUE_SMTP_URL; user"),
        "{text}"
    );
    assert!(text.contains("# database_url = \"postgres://db/x\"  # variable COMMUNIQUE_DATABASE_URL; user"), "{text}");
    assert!(text.contains("contact_total = 7  # "), "{text}");
    let origin = |shown: BTreeMap<String, (String, String)>| -> Vec<(String, String)> {
        shown.into_iter().map(|(key, (value, _))| (key, value)).collect()
    };
    let before = origin(folder.shown(&mail, &variables));
    std::fs::write(folder.file(), text).unwrap();
    assert_eq!(origin(folder.shown(&[], &variables)), before);
}

#[test]
fn a_url_without_a_password_is_shown_whole() {
    let (database, mail) = ("postgres://user@db/x?sslmode=require&application_name=y", "smtps://mail?ca=/b.pem");
    let folder = Folder::with(&format!("database_url = \"{database}\"\nsmtp_url = \"{mail}\"\ndeliver = \"off\"\n"));
    let shown = folder.shown(&[], &[]);
    assert_eq!((shown["database_url"].0.as_str(), shown["smtp_url"].0.as_str()), (database, mail));
}

#[test]
fn a_file_of_certificates_that_a_start_would_refuse_is_refused_where_the_settings_are_shown() {
    for (given, named) in [
        ("database_url = \"postgres://user@db/x?sslrootcert=/nowhere/a.pem\"\n", "--database-url"),
        (
            "smtp_url = \"smtps://mail?ca=/nowhere/a.pem\"\nmail_from = \"a@example.org\"\nmail_to = [\"b@example.org\"]\n",
            "--smtp-url",
        ),
    ] {
        let output = Folder::with(given).run(&["config", "show"], &[]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains("/nowhere/a.pem"), "{said}");
        assert!(said.contains(named) && said.lines().count() == 1 && !output.stdout.is_empty(), "{said}");
    }
}

#[test]
fn the_example_file_is_one_and_names_every_setting() {
    let example = std::fs::read_to_string("deploy/communique.toml").unwrap();
    let folder = Folder::with(&example);
    assert!(folder.shown(&[], &[]).values().any(|(_, origin)| origin.contains("communique.toml:")));
    // Also with what is commented out: each line is a setting with a value that is accepted.
    let named =
        |line: &&str| line.trim_start_matches("# ").split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
    let lines: Vec<&str> = example.lines().filter(named).map(|line| line.trim_start_matches("# ")).collect();
    let all: Vec<String> = folder.shown(&[], &[]).into_keys().collect();
    for key in &all {
        assert_eq!(lines.iter().filter(|line| line.starts_with(&format!("{key} = "))).count(), 1, "{key}");
    }
    assert_eq!(lines.len(), all.len());
    for line in lines.iter().filter(|line| !line.contains("_file = ") && !line.starts_with("locales = ")) {
        let one = Folder::with(
            &format!("public_url = \"https://www.example.org\"\n{line}\n")
                .replace("public_url = \"https://www.example.org\"\npublic_url", "public_url"),
        );
        let said = String::from_utf8(one.run(&["config", "show"], &[]).stderr).unwrap();
        assert!(
            said.is_empty() || said.contains(" is needed with ") || said.contains("must name unix"),
            "{line}: {said}"
        );
    }
}

#[test]
fn what_is_wrong_in_the_file_is_told_by_line_key_and_what_is_accepted() {
    for (text, says) in [
        ("a = 1\n", "FILE:1: there is no setting “a”; accepted: listen, admin_listen, "),
        ("\n# x\nlistn = \"127.0.0.1:0\"", "FILE:3: there is no setting “listn”; did you mean listen?"),
        ("public-url = \"https://example.org\"", "FILE:1: there is no setting “public-url”; did you mean public_url?"),
        ("PUBLIC_URL = \"https://example.org\"", "FILE:1: there is no setting “PUBLIC_URL”; did you mean public_url?"),
        ("--listen = \"x\"", "FILE:1: there is no setting “--listen”; did you mean listen?"),
        ("COMMUNIQUE_PUBLIC_URL = \"x\"", "there is no setting “COMMUNIQUE_PUBLIC_URL”; did you mean public_url?"),
        ("database = \"x\"", "there is no setting “database”; did you mean database_url or database_url_file?"),
        ("deliver = false", "FILE:1: deliver: false is not accepted; accepted: \"inside\", \"off\""),
        ("official = True", "FILE:1: this is not TOML (invalid boolean"),
        ("config = \"x\"", "FILE:1: there is no setting “config”"),
        (
            "[server]\nlisten = \"x\"",
            "FILE:1: there is no setting “server”, and settings are in no table; accepted: listen",
        ),
        ("listen = 127.0.0.1:8080", "FILE:1: this is not TOML ("),
        ("listen: \"127.0.0.1:8080\"", "accepted: key = value, with text in quotes, and numbers, true"),
        ("official = true\nofficial = false", "FILE:2: this key stands there before; accepted: once"),
        ("listen = 8080", "FILE:1: listen: 8080 is not accepted; accepted: text in quotes"),
        (
            "retention_days = \"180\"",
            "FILE:1: retention_days: \"180\" is not accepted; accepted: a whole number, without",
        ),
        ("official = \"yes\"", "FILE:1: official: \"yes\" is not accepted; accepted: true or false, without quotes"),
        (
            "trusted_proxies = 10",
            "trusted_proxies: 10 is not accepted; accepted: text in quotes, or several in brackets",
        ),
        (
            "review_days = 90\nretention_days = -1",
            "FILE:2: retention_days: “-1” is not accepted; accepted: a whole number of days",
        ),
        ("listen = \"8080\"", "FILE:1: listen: “8080” is not accepted; accepted: an address and port such as"),
        ("log_ip = \"some\"", "FILE:1: log_ip: “some” is not accepted; accepted: off, truncated, full"),
        (
            "trusted_proxies = [\"::1\", \"proxy\"]",
            "FILE:1: trusted_proxies: “proxy” is not accepted; accepted: networks such",
        ),
        ("smtp_url = \"imap://user:secret@mail\"", "FILE:1: smtp_url: “imap:…” is not accepted; accepted: smtps://"),
        ("smtp_url = [\"smtps://user:secret@mail\"]", "FILE:1: smtp_url: … is not accepted; accepted: text in quotes"),
        (
            "smtp_url = \"smtps://user:secret@mail\"",
            "FILE:1: smtp_url holds a password, and settings are copied and shown; accepted: smtp_url_file",
        ),
        ("database_url = \"postgres://u:secret@db/x\"", "FILE:1: database_url holds a password"),
        (
            "smtp_url_file = \"smtps://user:secret@mail\"",
            "FILE:1: smtp_url_file: “smtps:…” is not accepted; accepted: the name of a file that holds the URL",
        ),
        (
            "database_url_file = \"postgres://db/x?password=secret\"",
            "FILE:1: database_url_file: “postgres:…” is not accepted; accepted: the name of a file",
        ),
        (
            "smtp_url_file = \"user:secret@mail\"",
            "FILE:1: smtp_url_file: “…” is not accepted; accepted: a file that can",
        ),
        ("smtp_hello = \"smtps://user:secret@mail\"", "FILE:1: smtp_hello: “smtps:…” is not accepted"),
        ("public_url = \"https://user:secret@www\"", "FILE:1: public_url: “https:…” is not accepted"),
        ("review_days = \"smtps://user:secret@mail\"", "FILE:1: review_days: … is not accepted; accepted: a whole"),
        (
            "smtp_url_file = \"nowhere\"",
            "FILE:1: smtp_url_file: “nowhere” is not accepted; accepted: a file that can be read",
        ),
        (
            "smtp_url = \"smtp://localhost\"\nsmtp_url_file = \"x\"",
            "FILE:2: smtp_url_file and smtp_url (line 1) do not go together",
        ),
        (
            "smtp_url_file = \"x\"\nsmtp_url = \"smtp://localhost\"",
            "FILE:2: smtp_url and smtp_url_file (line 1) do not go together",
        ),
    ] {
        let folder = Folder::with(text);
        for args in [&[][..], &["config", "show"]] {
            let said = told(&folder, &folder.run(args, &[]));
            assert!(said.starts_with("communique: FILE:") && said.contains(says), "{text}: {said}");
            assert!(!said.contains("secret"), "{text}: {said}");
        }
    }
    let folder = Folder::with("");
    let missing = folder.run(&["--config=/nowhere.toml"], &[]);
    assert!(told(&folder, &missing).starts_with("communique: --config (COMMUNIQUE_CONFIG): “/nowhere.toml” is not"));
    let credentials = folder.write("smtp-url", "user:secret@mail");
    let directory = folder.0.path().display().to_string();
    let said = told(&folder, &folder.run(&[], &[("CREDENTIALS_DIRECTORY", &directory)]));
    assert!(
        said.contains(&format!("the credential {credentials} is not accepted")) && !said.contains("secret"),
        "{said}"
    );
}

#[test]
fn a_credential_that_cannot_be_looked_at_is_not_passed_over() {
    let folder = Folder::with("");
    // What is below a file can be looked at by nobody, root neither.
    let file = folder.write("credentials", "");
    let said = told(&folder, &folder.run(&[], &[("CREDENTIALS_DIRECTORY", &file)]));
    let named = format!("the credential {file}/database-url is not accepted; accepted: a file that can be read (Not a");
    assert!(said.contains(&named), "{said}");
}

#[test]
fn a_value_that_is_no_text_is_told_with_the_name_of_its_variable_or_flag() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let bytes = |text: &[u8]| OsString::from_vec([text, b"secret\xff"].concat());
    let folder = Folder::with("");
    let run = |args: &[OsString], variables: &[(&str, OsString)]| {
        let mut command = std::process::Command::new(crate::support::program::BINARY);
        command.args(args).envs(variables.iter().cloned()).env("STATE_DIRECTORY", folder.0.path());
        command.env_remove("COMMUNIQUE_BINARY");
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for variable in ["COMMUNIQUE_PUBLIC_URL", "COMMUNIQUE_CONFIG", "COMMUNIQUE_DATABASE_URL", "COMMUNIQUE_LISTEN"] {
        let said = run(&["config".into(), "show".into()], &[(variable, bytes(b""))]);
        let expected = format!("communique: {variable}: bytes that are no text; accepted: UTF-8\n");
        assert_eq!(said, (Some(2), expected));
        assert_eq!(run(&["--help".into()], &[(variable, bytes(b""))]).0, Some(0));
    }
    for (args, place) in [
        (&[bytes(b"--public-url=")][..], "--public-url"),
        (&["--public-url".into(), bytes(b"")], "--public-url"),
        (&["inbox".into(), "show".into(), bytes(b"")], "argument 3"),
    ] {
        let expected = format!("communique: {place}: bytes that are no text; accepted: UTF-8\n");
        assert_eq!(run(args, &[]), (Some(2), expected));
    }
}

#[test]
fn a_variable_that_is_no_setting_is_warned_of_at_the_start_which_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let fast = crate::support::fast_program::FastProgram::speaking(&["en"], &["--listen=127.0.0.1:0"]);
    let mut command = fast.command(folder.path());
    command.env("COMMUNIQUE_DB_URL", "postgres://u:secret@db/x").env("COMMUNIQUE_LOG_LEVEL", "debug");
    command.env("COMMUNIQUE_SERVICE_HOST", "10.0.0.1").env("COMMUNIQUE_PORT", "tcp://10.0.0.1:80");
    let server = crate::support::program::Program::from(command);
    let log = server.log();
    let warned: Vec<&str> = log.lines().filter(|line| line.contains("a variable is set that is no setting")).collect();
    assert_eq!(warned.len(), 2, "{log}");
    assert!(warned[0].contains("not used: COMMUNIQUE_DB_URL; did you mean COMMUNIQUE_DATABASE_URL?"), "{log}");
    assert!(warned[1].contains("not used: COMMUNIQUE_LOG_LEVEL\""), "{log}");
    assert!(!log.contains("secret"), "{log}");
}

#[test]
fn every_command_that_takes_settings_takes_them_from_the_file() {
    let folder = Folder::with("database_url = \"sqlite:there.db\"\nretention_days = 3\n");
    let said = |args: &[&str]| {
        let output = folder.run(args, &[]);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(said(&["migrate"]), "sqlite:there.db: the tables are up to date\n");
    assert!(said(&["backup", "copy.db"]).contains("copy.db: 0 messages, checked"));
    assert!(said(&["inbox", "purge"]).contains("mailed 3 days ago"));
    assert_eq!(said(&["inbox", "list"]), "no messages\n");
    assert!(said(&["restore", "copy.db"]).contains("there.db: 0 messages"));
    // What a command does not take is not looked into, but its name is.
    std::fs::write(folder.file(), "retention_days = \"x\"\n").unwrap();
    assert!(told(&folder, &folder.run(&["inbox", "list"], &[])).contains("FILE:1: retention_days"));
    std::fs::write(folder.file(), "smtp_url_file = \"nowhere\"\ndatabase_url = \"sqlite:there.db\"\n").unwrap();
    said(&["inbox", "list"]);
    for args in [&["deliver"][..], &["doctor", "mail"]] {
        assert!(told(&folder, &folder.run(args, &[])).contains("FILE:1: smtp_url_file: “nowhere”"), "{args:?}");
    }
    // What has no settings does not open the file, whatever the variable says of it.
    std::fs::remove_file(folder.file()).unwrap();
    let locales = std::path::absolute("locales").unwrap().display().to_string();
    for args in [&["locales", "status", "--locales", &locales][..], &["completions", "bash"], &["man", "."]] {
        said(args);
    }
    assert!(
        told(&folder, &folder.run(&["inbox", "list"], &[]))
            .contains("“FILE” is not accepted; accepted: a file of TOML")
    );
}

#[test]
fn settings_that_do_not_go_together_fail_where_they_are_shown_as_at_the_start() {
    for (text, says) in [
        ("listen = \"0.0.0.0:80\"", "--public-url (COMMUNIQUE_PUBLIC_URL) is needed"),
        ("smtp_url = \"smtp://localhost\"", "--mail-from (COMMUNIQUE_MAIL_FROM) is needed"),
        ("listen = \"unix:/s\"\npublic_url = \"https://x.example\"", "must name unix"),
    ] {
        let folder = Folder::with(text);
        let shown = folder.run(&["config", "show"], &[]);
        assert!(!shown.stdout.is_empty());
        assert!(told(&folder, &shown).contains(says), "{text}");
    }
    // What another process mails is not for the server to judge: it may not have the password.
    Folder::with("mail_to = \"a@example.org\"\ndeliver = \"off\"\n").shown(&[], &[]);
}
