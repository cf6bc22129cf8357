//! The units of systemd in `deploy/systemd`, as far as that can be told without systemd at work.

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::service::manual::{blocks, settings_of_the_service};
use crate::service::notify::Manager;
use crate::service::sockets::{PUBLIC, status_at};
use crate::support::program::{BINARY, Process, Program, serve, wait_until};
use crate::support::request::{letter, post};
use crate::support::smtp::{Smtp, usual};
use crate::support::sockets::hand_over;

/// The files of units by their names.
fn units() -> Vec<(String, String)> {
    let files = std::fs::read_dir("deploy/systemd").unwrap().map(|file| file.unwrap().path());
    let named = files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()));
    named.filter(|(name, _)| !name.ends_with(".sysusers")).collect()
}

/// A folder with the units, for the program that was built.
fn unpacked(folder: &Path) -> Vec<PathBuf> {
    let write = |(name, text): (String, String)| {
        let path = folder.join(name);
        std::fs::write(&path, text.replace("/usr/bin/communique", BINARY)).unwrap();
        path
    };
    units().into_iter().map(write).collect()
}

/// Where each setting comes from, by `config show` with a file and a folder of credentials.
fn origins(file: &Path, credentials: &Path) -> BTreeMap<String, String> {
    let mut command = Command::new(BINARY);
    command.args(["config", "show", "--format=json", "--config"]).arg(file).env("CREDENTIALS_DIRECTORY", credentials);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    all.as_array().unwrap().iter().map(|one| (text(&one["key"]), text(&one["origin"]))).collect()
}

#[test]
fn the_settings_that_the_manual_tells_are_right_and_each_credential_of_a_unit_counts_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let (file, told) = (folder.path().join("communique.toml"), settings_of_the_service());
    let drop_ins = blocks("ini").into_iter().map(|block| ("docs/OPERATING.md".to_owned(), block));
    let mut found = BTreeSet::new();
    for (unit, text) in units().into_iter().chain(drop_ins) {
        for line in text.lines().filter_map(|line| line.strip_prefix("LoadCredential=")) {
            let (name, path) = line.split_once(':').unwrap();
            assert_eq!(path, format!("/etc/communique/{name}"), "{unit}");
            let credentials = folder.path().join(format!("of-{name}"));
            std::fs::create_dir_all(&credentials).unwrap();
            let url =
                if name == "smtp-url" { "smtps://user:secret@mail.example.org" } else { "postgres://u:secret@db/x" };
            std::fs::write(credentials.join(name), url).unwrap();
            // With a URL of the database in a credential the manual takes the one in the file out of it.
            let lines = told.lines().filter(|line| name != "database-url" || !line.starts_with("database_url = "));
            std::fs::write(&file, lines.collect::<Vec<_>>().join("\n")).unwrap();
            let origins = origins(&file, &credentials);
            let key = format!("{}_file", name.replace('-', "_"));
            assert_eq!(origins[&key], format!("credential {}", credentials.join(name).display()), "{unit}");
            found.insert(name.to_owned());
        }
    }
    assert_eq!(found, BTreeSet::from(["database-url".to_owned(), "smtp-url".to_owned()]));
}

#[test]
fn a_restore_stops_everything_that_would_open_the_database_and_starts_it_again() {
    let all = blocks("");
    let restores: Vec<&String> = all
        .iter()
        .filter(|block| block.starts_with("systemctl stop ") && block.contains("\ncommunique restore "))
        .collect();
    assert_eq!(restores.len(), 1);
    let units_of = |verb: &str| -> BTreeSet<String> {
        let begin = format!("systemctl {verb} ");
        let line = restores[0].lines().find_map(|line| line.strip_prefix(&begin)).unwrap();
        let whole = |unit: &str| if unit.contains('.') { unit.to_owned() } else { format!("{unit}.service") };
        line.split(' ').map(whole).collect()
    };
    let all: BTreeSet<String> = units().into_iter().map(|(name, _)| name).collect();
    // That of the timer runs when that says.
    let running: BTreeSet<String> = all.into_iter().filter(|name| name != "communique-backup.service").collect();
    assert_eq!((units_of("stop"), units_of("start")), (running.clone(), running));
}

#[test]
fn every_unit_that_the_manual_names_is_one() {
    let manual = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let units: BTreeSet<String> = units().into_iter().map(|(name, _)| name).collect();
    let words = manual.split(|c: char| !c.is_ascii_alphanumeric() && !"-.".contains(c));
    let words = words.map(|word| word.trim_end_matches('.'));
    let kinds = ["service", "socket", "timer"];
    let is_unit = |word: &&str| {
        word.starts_with("communique-")
            || word.strip_prefix("communique.").is_some_and(|ending| kinds.contains(&ending))
    };
    let named: BTreeSet<&str> = words.filter(is_unit).collect();
    assert!(named.len() >= 6, "the test reads too little: {named:?}");
    for name in named {
        let unit = if name.contains('.') { name.to_owned() } else { format!("{name}.service") };
        assert!(units.contains(&unit), "{name} is none of {units:?}");
    }
}

#[test]
fn what_is_done_at_every_update_leaves_the_settings_alone() {
    let all = blocks("");
    let again: Vec<&String> =
        all.iter().filter(|block| block.contains("install -m 755 target/dist/communique")).collect();
    assert_eq!(again.len(), 1);
    for line in again[0].lines().filter(|line| line.starts_with("install ")) {
        assert!(!line.contains("/etc/communique/"), "{line}");
    }
}

#[test]
fn each_command_of_a_unit_is_one() {
    let mut commands = 0;
    for (unit, text) in units() {
        for line in text.lines().filter(|line| line.starts_with("ExecStart=") && line.contains("/usr/bin/communique")) {
            let command = &line[line.find("/usr/bin/communique").unwrap()..];
            let words = command.replace("/etc/communique/", "deploy/").replace(['"', '\''], "");
            let words = words.replace("$(date +%%Y-%%m-%%dT%%H%%M%%S)", "now");
            if let Err(error) = communique::cli::command().try_get_matches_from(words.split(' ')) {
                panic!("{unit}: {line}: {error}");
            }
            commands += 1;
        }
    }
    assert_eq!(commands, 3);
}

#[test]
fn backups_are_kept_for_as_many_days_as_the_manual_says() {
    let text = std::fs::read_to_string("deploy/systemd/communique-backup.service").unwrap();
    let line = text.lines().find(|line| line.contains("/usr/bin/find ")).unwrap();
    let command = line.strip_prefix("ExecStart=").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let age = |days: u64| std::time::SystemTime::now() - std::time::Duration::from_secs(days * 86_400 + 3_600);
    for days in 0..20 {
        let file = std::fs::File::create(folder.path().join(days.to_string())).unwrap();
        file.set_modified(age(days)).unwrap();
    }
    let command = command.replace("/var/lib/communique-backup", &folder.path().display().to_string());
    assert!(Command::new("bash").args(["-c", &command]).status().unwrap().success(), "{command}");
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    let document = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    assert!(
        document
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains(&format!("a backup every day, kept for {left}."))
    );
}

#[test]
#[ignore = "needs systemd-analyze; tests/run installs it"]
fn the_units_are_right_and_expose_no_more_than_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let paths = unpacked(folder.path());
    assert_eq!(paths.len(), 6);
    let verified = Command::new("systemd-analyze").args(["verify", "--man=no"]).args(&paths).output().unwrap();
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success() && said.is_empty(), "{said}");
    // With a drop-in of the manual: that which keeps the delivery from all but the mail server, and that of a PostgreSQL on
    // another machine.
    let with_drop_in = |unit: &str, of: &str| {
        let drop_in = blocks("ini").into_iter().find(|block| block.contains(of)).unwrap();
        let (_, lines) = drop_in.split_once("[Service]\n").unwrap();
        let text = std::fs::read_to_string(folder.path().join(format!("{unit}.service"))).unwrap();
        let name = format!("{unit}-with-a-drop-in");
        let text = text.replacen("\n[Install]", &format!("\n{lines}\n[Install]"), 1);
        std::fs::write(folder.path().join(format!("{name}.service")), text).unwrap();
        name
    };
    let narrowed = with_drop_in("communique-deliver", "\nIPAddressDeny=any\n");
    let with_postgresql = with_drop_in("communique", "\nPrivateNetwork=no\n");
    let document = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let document = document.split_whitespace().collect::<Vec<_>>().join(" ");
    // Each with the words that say it; the points follow them.
    for (unit, words) in [
        ("communique", "gives an exposure of "),
        ("communique-backup", "for the server, "),
        ("communique-deliver", "for the backup and "),
        (&narrowed, "keeps the delivery from all others (exposure "),
        (&with_postgresql, "A server with a PostgreSQL on another machine (“Moving to PostgreSQL”) has "),
    ] {
        assert_eq!(document.matches(words).count(), 1, "{words}");
        let (_, points) = document.split_once(words).unwrap();
        let tenths: String = points.chars().take(3).filter(char::is_ascii_digit).collect();
        assert_eq!(tenths.len(), 2, "{words}");
        let file = folder.path().join(format!("{unit}.service"));
        let mut command = Command::new("systemd-analyze");
        command.args(["security", "--no-pager", "--offline=true", &format!("--threshold={tenths}")]).arg(file);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{unit}: {}", String::from_utf8_lossy(&output.stdout));
    }
    let mut users = Command::new("systemd-sysusers");
    let users = users
        .arg("--dry-run")
        .arg(std::path::absolute("deploy/systemd/communique.sysusers").unwrap())
        .output()
        .unwrap();
    assert!(users.status.success(), "{}", String::from_utf8_lossy(&users.stderr));
}

#[test]
fn what_is_to_be_installed_is_installed_by_the_lines_that_say_so() {
    let document = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let root = tempfile::tempdir().unwrap();
    let lines: Vec<&str> = document.lines().filter(|line| line.starts_with("install ")).collect();
    assert!(lines.len() >= 5, "the test reads too little");
    let script = lines.join("\n").replace("target/dist/communique", BINARY);
    let script =
        [" /usr/", " /etc/"].iter().fold(script, |text, path| text.replace(path, &format!(" $ROOT{}", path.trim())));
    std::fs::create_dir_all(root.path().join("usr/bin")).unwrap();
    let shell = Command::new("bash").args(["-euc", &script]).env("ROOT", root.path()).status().unwrap();
    assert!(shell.success(), "{script}");
    let installed = |path: &str| std::fs::read_to_string(root.path().join(path)).unwrap();
    for (unit, text) in units() {
        assert_eq!(installed(&format!("etc/systemd/system/{unit}")), text);
        // What the units name is there.
        for file in text
            .split([' ', ':', '\n', '\''])
            .filter(|word| word.starts_with("/etc/communique/") || *word == "/usr/bin/communique")
        {
            assert!(root.path().join(&file[1..]).exists(), "{unit}: {file}");
        }
    }
    assert!(installed("etc/sysusers.d/communique.conf").contains("u communique"));
    let mode = std::fs::metadata(root.path().join("etc/communique/smtp-url")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// The system calls of a set, and of the sets in it.
fn calls_of(set: &str) -> BTreeSet<String> {
    let output = Command::new("systemd-analyze").args(["syscall-filter", "--no-pager", set]).output().unwrap();
    assert!(output.status.success(), "{set}");
    let text = String::from_utf8(output.stdout).unwrap();
    let names = text.lines().skip(1).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    names
        .flat_map(|name| if name.starts_with('@') { calls_of(name) } else { BTreeSet::from([name.to_owned()]) })
        .collect()
}

/// The system calls that a unit allows: each line adds to those before it or takes from them (systemd.exec(5)).
fn allowed_calls(unit: &str) -> BTreeSet<String> {
    let calls = |names: &str| -> BTreeSet<String> {
        let names = names.split_whitespace();
        names.flat_map(|name| if name.starts_with('@') { calls_of(name) } else { [name.to_owned()].into() }).collect()
    };
    let lines = unit.lines().filter_map(|line| line.strip_prefix("SystemCallFilter="));
    lines.fold(calls("@default"), |allowed, line| match line.strip_prefix('~') {
        Some(denied) => &allowed - &calls(denied),
        None => &allowed | &calls(line),
    })
}

/// The same command under strace, which writes each system call to a file.
fn traced(command: &Command, file: &Path) -> Command {
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-o"]).arg(file).arg(command.get_program()).args(command.get_args());
    traced.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    traced
}

#[test]
#[ignore = "needs strace and systemd-analyze; tests/run installs them"]
fn no_unit_denies_a_system_call_that_its_program_makes() {
    let (folder, smtp) = (tempfile::tempdir().unwrap(), Smtp::start(usual));
    let manager = Manager::new(folder.path());
    let watched = |mut command: Command, trace: &Path| {
        command.env("NOTIFY_SOCKET", &manager.path).env("WATCHDOG_USEC", "500000");
        traced(&command, trace)
    };
    let trace = |name: &str| folder.path().join(name);
    // A signal to strace is not one to the program, which is its child.
    let stop = |tracer: &mut Process| {
        let children = format!("/proc/{0}/task/{0}/children", tracer.0.id());
        let child = std::fs::read_to_string(children).unwrap();
        for signal in ["-HUP", "-TERM"] {
            assert!(Command::new("kill").args([signal, child.trim()]).status().unwrap().success());
            manager.told(if signal == "-HUP" { "READY=1" } else { "STOPPING=1" });
        }
        assert_eq!(tracer.end().1, Some(0));
    };
    let mut server = Program::from(watched(serve(folder.path(), &["--deliver=off"]), &trace("serve")));
    manager.told("WATCHDOG=1");
    assert_eq!(post(server.address(), "/en/contact", &letter("Salam"), &[]).status, 303);
    stop(&mut server.process);

    std::fs::create_dir(folder.path().join("credentials")).unwrap();
    std::fs::write(folder.path().join("credentials/smtp-url"), smtp.url()).unwrap();
    let mut deliver = Command::new(BINARY);
    deliver.args(["deliver", "--mail-from=site@example.org", "--mail-to=office@example.org"]);
    deliver.env("STATE_DIRECTORY", folder.path()).env("CREDENTIALS_DIRECTORY", folder.path().join("credentials"));
    let mut delivering = Process(watched(deliver, &trace("deliver")).stderr(Stdio::null()).spawn().unwrap());
    manager.told("WATCHDOG=1");
    wait_until("it is mailed", || smtp.mails().len() == 1);
    stop(&mut delivering);

    let mut backup = Command::new(BINARY);
    backup.arg("backup").arg(folder.path().join("copy.db")).env("STATE_DIRECTORY", folder.path());
    assert!(traced(&backup, &trace("backup")).status().unwrap().success());

    for (unit, text) in units().iter().filter(|(unit, _)| unit.ends_with(".service")) {
        let name = match unit.as_str() {
            "communique.service" => "serve",
            "communique-deliver.service" => "deliver",
            "communique-backup.service" => "backup",
            _ => panic!("{unit}: what does it start?"),
        };
        let mut allowed = allowed_calls(text);
        assert!(allowed.len() > 200 && !allowed.contains("setrlimit"), "the test reads too little");
        // SQLite gives its files to the owner of the database where it runs as root, which a test may and a unit does not.
        allowed.insert("fchown".to_owned());
        let lines = std::fs::read_to_string(trace(name)).unwrap();
        let call = |line: &str| Some(line.split_once(' ')?.1.trim_start().split_once('(')?.0.to_owned());
        let made: BTreeSet<String> = lines
            .lines()
            .filter_map(call)
            .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
            .collect();
        assert!(made.contains("execve") && made.len() > 30, "{name}: {made:?}");
        let refused: Vec<&String> = made.difference(&allowed).collect();
        assert!(refused.is_empty(), "{name}: {refused:?}");
    }
}

#[test]
#[ignore = "needs unshare and to be root; tests/run installs it"]
fn without_any_network_the_sockets_that_are_handed_over_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let manager = Manager::new(folder.path());
    let (site, admin) = (folder.path().join("site.sock"), TcpListener::bind("127.0.0.1:0").unwrap());
    let address = admin.local_addr().unwrap();
    let sockets = [OwnedFd::from(UnixListener::bind(&site).unwrap()), OwnedFd::from(admin)];
    let flags = ["--listen=systemd", "--admin-listen=systemd", PUBLIC, "--trusted-proxies=unix", "--deliver=off"];
    let inside = serve(folder.path(), &flags);
    let mut command = Command::new("unshare");
    command.arg("--net").arg(inside.get_program()).args(inside.get_args()).env("STATE_DIRECTORY", folder.path());
    command.env("NOTIFY_SOCKET", &manager.path).env("WATCHDOG_USEC", "500000");
    let handed = hand_over(&mut command, &sockets, "communique.socket:admin");
    let server = Program::from(command);
    drop((handed, sockets));
    let networks = std::fs::read_to_string(format!("/proc/{}/net/dev", server.process.0.id())).unwrap();
    assert_eq!(networks.lines().filter(|line| line.contains(": ")).count(), 1, "{networks}");
    manager.told("WATCHDOG=1");
    assert_eq!(status_at(&site, "/en/fight-against-terrorism"), 200);
    let check = Command::new(BINARY).args(["healthcheck", &format!("--admin-listen={address}")]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&check.stdout), "ready\n");
    assert!(!server.log().contains("watchdog"), "{}", server.log());
}
