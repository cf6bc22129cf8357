//! The commands of `docs/OPERATING.md`, run in their order as they stand there, with folders of the test for those of the
//! system.

use std::path::Path;
use std::process::Command;

use communique::config::DatabaseUrl;
use communique::contact::inbox::open;
use jiff::Timestamp;

use crate::support::fast_program::FastProgram;
use crate::support::messages::{change, new_message};
use crate::support::program::{BINARY, Program, database, free_port};
use crate::support::runtime;

/// The command of a line; without a comment, what stands in brackets whole, and what is left to the reader left out.
fn command_of(line: &str) -> Option<String> {
    // As the user of the service.
    let line = line.strip_prefix("runuser -u communique -- ").unwrap_or(line);
    // In brackets, with what holds there alone; of other programs what every machine has.
    let starts = [
        "communique ",
        "COMMUNIQUE_",
        "env COMMUNIQUE_",
        "(umask 077; communique ",
        "cp -a /usr/share/communique/",
        "df -h /var/lib/communique/",
        "find /var/lib/communique/",
    ];
    let is_command = starts.iter().any(|start| line.starts_with(start));
    let command = line.split("   ").next()?.replace(['[', ']', '…'], "");
    is_command.then(|| command.trim().to_owned())
}

/// The blocks of a language in `docs/OPERATING.md`, without their fences.
pub fn blocks(language: &str) -> Vec<String> {
    let text = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let blocks = text.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    blocks.filter(|(of, _)| *of == language).map(|(_, block)| block.to_owned()).collect()
}

/// The configuration file of a service, as the manual has the operator write it: the example, with the lines of the manual in
/// the place of its own.
pub fn settings_of_the_service() -> String {
    let example = std::fs::read_to_string("deploy/communique.toml").unwrap();
    let told = blocks("toml");
    assert_eq!(told.len(), 1);
    told[0].lines().fold(example, |file, line| {
        let (key, _) = line.split_once(" = ").unwrap();
        let is_old = |old: &&str| old.trim_start_matches("# ").starts_with(&format!("{key} = "));
        let old: Vec<&str> = file.lines().filter(is_old).collect();
        assert_eq!(old.len(), 1, "{key}");
        file.replace(&format!("\n{}\n", old[0]), &format!("\n{line}\n"))
    })
}

/// The state that a message is in where this is of use.
fn state_for(command: &str) -> &'static str {
    match command {
        command if command.contains(" release ") => "held",
        command if command.contains(" retry ") => "parked",
        command if command.contains(" purge 4") => "sent",
        _ => "queued",
    }
}

#[test]
fn every_command_that_operators_are_told_works_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let within = |name: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    };
    let (programs, settings) = (within("bin"), within("etc"));
    std::os::unix::fs::symlink(BINARY, programs.join("communique")).unwrap();
    let places = [
        ("/etc/communique/", settings.clone()),
        ("/backup/", within("backup")),
        ("/usr/local/share/man/man1", within("man")),
        ("/var/lib/communique/", within("old")),
        ("/var/lib/communique-backup/", within("kept")),
        ("/srv/", within("srv")),
        ("/usr/share/communique/", env!("CARGO_MANIFEST_DIR").into()),
    ];
    let database = database(folder.path());
    let url = DatabaseUrl::Sqlite(database.clone());
    let told = settings_of_the_service();
    let here = told.replace("/var/lib/communique/communique.db", &database.display().to_string());
    assert_ne!(here, told);
    std::fs::write(settings.join("communique.toml"), here).unwrap();
    std::fs::write(settings.join("database-url"), url.to_string()).unwrap();
    std::fs::write(settings.join("smtp-url"), "smtps://user:password@mail.example.org\n").unwrap();
    let inbox = || open(&url);
    let before = DatabaseUrl::Sqlite(folder.path().join("old/communique.db"));
    runtime().block_on(async {
        inbox().await.unwrap().close().await;
        open(&before).await.unwrap().close().await;
    });
    let text = std::fs::read_to_string("docs/OPERATING.md").unwrap();
    let commands: Vec<String> = text.lines().filter_map(command_of).collect();
    assert!(commands.len() >= 24, "the test reads too little: {commands:#?}");
    let (mut served, mut ended) = (0, 0);
    for told in commands {
        let command = places.iter().fold(told.clone(), |command, (there, here)| {
            command.replace(there, &Path::new(here).join("").display().to_string())
        });
        let mut shell = Command::new("bash");
        shell.args(["-c", &command]).env("STATE_DIRECTORY", folder.path()).env("COMMUNIQUE_LISTEN", "127.0.0.1:0");
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
        shell.env("PATH", &path);
        // Without a command it serves.
        if told.contains("communique --") {
            let mut server = Program::from(shell);
            server.process.signal("TERM");
            assert_eq!(server.process.end().1, Some(0), "{told}");
            served += 1;
            continue;
        }
        if told.contains(" inbox ") {
            let named = format!("UPDATE message SET reference = '4T7QK-9HX2W', state = '{}'", state_for(&told));
            runtime().block_on(async {
                let inbox = inbox().await.unwrap();
                inbox.store(&new_message("Salam", Timestamp::now())).await.unwrap();
                inbox.close().await;
            });
            change(&database, &named);
        }
        if let Some((_, name)) =
            told.split_once(" restore ").and_then(|(_, path)| path.split_once("/communique-backup/"))
        {
            // One that the timer has made.
            let unit = std::fs::read_to_string("deploy/systemd/communique-backup.service").unwrap();
            let (_, format) = unit.split_once("/var/lib/communique-backup/$(date +").unwrap();
            let (format, _) = format.split_once(')').unwrap();
            let name_of = jiff::civil::DateTime::strptime(format.replace("%%", "%"), name.trim_end_matches(".db"));
            assert!(name_of.is_ok(), "{told}: {name_of:?}");
            std::fs::copy(folder.path().join("backup/2026-11-26.db"), folder.path().join("kept").join(name)).unwrap();
        }
        if told.contains(" restore ") {
            // What an earlier one has kept has a second in its name, in which the test is here again.
            for kept in std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap()) {
                if kept.file_name().to_string_lossy().contains(".replaced-") {
                    std::fs::remove_file(kept.path()).unwrap();
                }
            }
        }
        if told.contains(" healthcheck ") {
            let admin = format!("127.0.0.1:{}", free_port());
            let server = FastProgram::speaking(&["en"], &[&format!("--admin-listen={admin}")]);
            let _server = server.start(&within("healthy"));
            let command = command.replace("127.0.0.1:8081", &admin);
            let output = Command::new("bash").args(["-c", &command]).env("PATH", &path).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout), "ready\n", "{told}");
            ended += 1;
            continue;
        }
        if told.contains(" doctor mail ") {
            // Nobody is asked beyond this machine: the first step that fails there is the last.
            let url = settings.join("smtp-url");
            let kept = std::fs::read(&url).unwrap();
            std::fs::write(&url, "smtp://127.0.0.1:1").unwrap();
            let output = shell.output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.code() == Some(1) && said.contains("failed"), "{told}: {said}");
            std::fs::write(&url, kept).unwrap();
            ended += 1;
            continue;
        }
        if told.contains(" doctor ") {
            // Nobody is asked beyond this machine: what it finds there has tests of its own.
            let output = shell.env("COMMUNIQUE_PUBLIC_URL", "http://127.0.0.1:1").output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.code() == Some(1) && said.contains("\nfailed  reaching: "), "{told}: {said}");
            ended += 1;
            continue;
        }
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{told}: {}", String::from_utf8_lossy(&output.stderr));
        ended += 1;
    }
    assert!(served >= 3 && ended >= 20, "{served} {ended}");
}
