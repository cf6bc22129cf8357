//! Signals to stop, as tools send them.

use std::cell::RefCell;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::fs::{Mode, OFlags, mkfifoat};

use crate::support::fast_program::FastProgram;
use crate::support::program::{BINARY, Process, wait_until};
use crate::support::request::{connect, encoded, form_head, letter};
use crate::support::response::Response;
use crate::support::site::folder_of;

#[test]
fn a_signal_that_comes_twice_at_once_is_one_and_a_second_one_later_does_not_wait() {
    for (pause, waits) in [(Duration::from_millis(50), true), (Duration::from_millis(900), false)] {
        let folder = tempfile::tempdir().unwrap();
        let mut server = FastProgram::speaking(&["en"], &[]).start(folder.path());
        // A form that is under way holds up the stop.
        let (mut sender, body) = (connect(server.address()), encoded(&letter("Salam")));
        let head = form_head("/en/contact", &format!("content-length: {}", body.len()));
        sender.write_all((head + &body[..20]).as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(200));
        // As `timeout` does: to the process, and to its group.
        server.process.signal("TERM");
        std::thread::sleep(pause);
        server.process.signal("TERM");
        if waits {
            wait_until("it stops", || server.log().contains("\"stopping\""));
            std::thread::sleep(Duration::from_millis(300));
            sender.write_all(&body.as_bytes()[20..]).unwrap();
            assert_eq!(Response::read_head(&mut sender).status, 303);
        }
        let (took, code) = server.process.end();
        assert!(code == Some(0) && took < Duration::from_secs(5), "{code:?} after {took:?}");
        assert_eq!(!server.log().contains("stopping without waiting"), waits, "{}", server.log());
    }
}

/// A server and a delivery with a file of the mail server’s URL in a folder, each with the file.
fn programs_with_a_mail_server(folder: &Path, locales: &Path) -> Vec<(Command, PathBuf)> {
    ["serve", "deliver"]
        .map(|name| {
            let (folder, mut command) = (folder.join(name), Command::new(BINARY));
            std::fs::create_dir(&folder).unwrap();
            command.args([name, "--log-format=json"]).env("STATE_DIRECTORY", &folder);
            if name == "serve" {
                command.args(["--listen=127.0.0.1:0", "--locales"]).arg(locales);
            }
            let file = folder.join("smtp-url");
            std::fs::write(&file, "smtp://127.0.0.1:9").unwrap();
            command
                .args(["--mail-from=site@example.org", "--mail-to=office@example.org", "--smtp-url-file"])
                .arg(&file);
            (command, file)
        })
        .into()
}

#[test]
fn a_reload_that_never_ends_is_in_the_way_of_no_stop() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
    for (mut command, file) in programs_with_a_mail_server(folder.path(), locales.path()) {
        let log = folder.path().join("log");
        let mut process = Process(command.stderr(std::fs::File::create(&log).unwrap()).spawn().unwrap());
        let logged = |words: &str| std::fs::read_to_string(&log).unwrap().contains(words);
        wait_until("it is there", || logged("\"serving\"") || logged("\"delivering\""));
        // A pipe in the place of the file: not waited for.
        std::fs::remove_file(&file).unwrap();
        mkfifoat(rustix::fs::CWD, &file, Mode::RUSR | Mode::WUSR).unwrap();
        process.signal("HUP");
        wait_until("it says so", || logged("is no ordinary file, which is read at the start alone"));
        // The certificates of its URL hang, as on a disk that is away.
        let certificates = file.with_file_name("ca.pem");
        mkfifoat(rustix::fs::CWD, &certificates, Mode::RUSR | Mode::WUSR).unwrap();
        std::fs::remove_file(&file).unwrap();
        std::fs::write(&file, format!("smtps://127.0.0.1:9?ca={}", certificates.display())).unwrap();
        process.signal("HUP");
        // It can be opened only once somebody reads, who then waits for as long as it is open.
        let held = RefCell::new(None);
        let open = || OpenOptions::new().write(true).custom_flags(OFlags::NONBLOCK.bits() as i32).open(&certificates);
        wait_until("it reads the certificates", || {
            held.replace(open().ok());
            held.borrow().is_some()
        });
        process.signal("TERM");
        let (took, code) = process.end();
        assert!(code == Some(0) && took < Duration::from_secs(8), "{code:?} after {took:?}");
    }
}

#[test]
fn a_start_that_never_ends_is_ended_by_a_signal() {
    let (folder, locales) = (tempfile::tempdir().unwrap(), folder_of(&["en"]));
    for (mut command, file) in programs_with_a_mail_server(folder.path(), locales.path()) {
        // The certificates hang, as on a disk that is away.
        let certificates = file.with_file_name("ca.pem");
        mkfifoat(rustix::fs::CWD, &certificates, Mode::RUSR | Mode::WUSR).unwrap();
        std::fs::write(&file, format!("smtps://127.0.0.1:9?ca={}", certificates.display())).unwrap();
        let mut process = Process(command.stderr(Stdio::null()).spawn().unwrap());
        let held = RefCell::new(None);
        let open = || OpenOptions::new().write(true).custom_flags(OFlags::NONBLOCK.bits() as i32).open(&certificates);
        wait_until("it reads the certificates", || {
            held.replace(open().ok());
            held.borrow().is_some()
        });
        process.signal("INT");
        let (took, code) = process.end();
        assert!(code != Some(0) && took < Duration::from_secs(5), "{code:?} after {took:?}");
    }
}
