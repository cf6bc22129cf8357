//! A message that was acknowledged survives any crash: the real server is killed at random
//! moments and at chosen calls, is started again, and its inbox and the mails are held against
//! what citizens were told.

use std::io::Write;
use std::net::TcpStream;
use std::ops::Range;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use communique::contact::State;
use sqlx::{Connection, Executor, SqliteConnection};

use crate::support::citizens::{Browser, Chance, Crowd, Ledger, message};
use crate::support::fast_program::FastProgram;
use crate::support::faulty_inbox::with_faults;
use crate::support::mails::{by_id, parsed, typed};
use crate::support::messages::change;
use crate::support::program::{Program, database, wait_until};
use crate::support::request::{ask, form_request, hang_up, letter};
use crate::support::runtime;
use crate::support::smtp::{Answer, Smtp, Step, says, usual};
use crate::support::strace::{Strace, killed_at};

/// The same moments for every run, as far as the machine lets them be the same.
const SEED: u64 = 0x2026_1125;

/// Starts a server that is killed before anybody can know how far it has come.
fn start_and_kill(program: &FastProgram, folder: &Path, chance: &mut Chance) {
    let mut child = program.command(folder).stderr(Stdio::null()).spawn().unwrap();
    sleep(chance.millis_below(150));
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Kills at random moments, while citizens write and while it starts.
fn kill_again_and_again(program: &FastProgram, folder: &Path, kills: u64, crowd: &Crowd) {
    let mut chance = Chance(SEED);
    for kill in 0..kills {
        if kill % 6 == 0 {
            start_and_kill(program, folder, &mut chance);
        } else {
            let mut server = program.start(folder);
            crowd.turns_to(server.address());
            crowd.waits_for(chance.below(8) as usize);
            sleep(chance.millis_below(10));
            server.kill();
        }
    }
}

/// Lets the citizens finish at a server that stays alive until it is killed as well.
fn close(program: &FastProgram, folder: &Path, crowd: &mut Crowd) {
    let mut server = program.start(folder);
    crowd.turns_to(server.address());
    crowd.go_home();
    server.kill();
    assert_eq!(crowd.refusals(), 0, "a crash is no reason to refuse");
}

#[test]
#[ignore = "needs a minute"]
fn nothing_acknowledged_is_lost_or_stored_twice_by_a_hundred_kills() {
    const KILLS: u64 = 100;
    eprintln!("seed {SEED:#x}");
    let (program, folder, mut crowd) =
        (FastProgram::unlimited(&[]), tempfile::tempdir().unwrap(), Crowd::gather(6, SEED));
    kill_again_and_again(&program, folder.path(), KILLS, &crowd);
    close(&program, folder.path(), &mut crowd);
    let ledger = crowd.ledger();
    let stored = ledger.assert_kept(folder.path()).len();
    let (acknowledged, cut_off) = (ledger.acknowledged().len(), ledger.cut_off());
    eprintln!("{KILLS} kills: {acknowledged} acknowledged, {stored} stored, {cut_off} requests cut off");
    assert!(acknowledged as u64 > KILLS && cut_off as u64 > KILLS / 2, "the server was hardly used");
}

#[test]
#[ignore = "needs strace; tests/run installs it"]
fn nothing_acknowledged_is_lost_when_the_server_is_killed_at_a_chosen_call() {
    // The first calls make the tables; those that follow store messages. Only the database file
    // itself is written to when the journal is checked in.
    let cases: [(&str, Range<usize>, usize, bool); 6] = [
        ("fsync", 1..16, 1, false),
        ("pwrite64", 1..120, 7, false),
        ("unlink", 1..2, 1, false),
        ("ftruncate", 1..2, 1, false),
        ("pwrite64", 1..16, 3, true),
        ("fsync", 1..3, 1, true),
    ];
    let program = FastProgram::unlimited(&[]);
    let (mut acknowledged, mut kills, mut kills_under_load) = (0, 0, 0);
    for (call, times, step, only_the_database) in cases {
        for nth in times.step_by(step) {
            let folder = tempfile::tempdir().unwrap();
            let file = database(folder.path());
            let file = only_the_database.then_some(file.as_path());
            let mut crowd = Crowd::gather(3, SEED ^ nth as u64);
            match Program::try_from(&mut killed_at(call, nth, file, &program.command(folder.path()))) {
                Ok(mut server) => {
                    crowd.turns_to(server.address());
                    assert_eq!(server.process.end().1, None, "{call} {nth}: it was killed");
                    kills_under_load += 1;
                }
                Err((status, log)) => assert_eq!(status.signal(), Some(9), "{call} {nth}: it was killed: {log}"),
            }
            close(&program, folder.path(), &mut crowd);
            crowd.ledger().assert_kept(folder.path());
            acknowledged += crowd.ledger().acknowledged().len();
            kills += 1;
        }
    }
    eprintln!("{kills} kills, {kills_under_load} of them under load: {acknowledged} acknowledged");
    assert!(kills_under_load > kills / 3, "most were killed before they served anybody");
}

#[test]
#[ignore = "needs strace; tests/run installs it"]
fn nothing_acknowledged_is_lost_when_a_stop_is_cut_off_at_a_chosen_call() {
    let program = FastProgram::unlimited(&[]);
    // Closing checks the journal in and takes it away.
    for (call, nth) in
        [("fsync", 1), ("fsync", 2), ("pwrite64", 1), ("pwrite64", 5), ("ftruncate", 1), ("unlink", 1), ("unlink", 2)]
    {
        let folder = tempfile::tempdir().unwrap();
        let mut server = program.start(folder.path());
        let (ledger, browser, mut chance) = (Ledger::default(), Browser::new(true), Chance(SEED));
        for number in 0..5 {
            ledger.send(&browser, server.address(), &message(number, &mut chance)).unwrap();
        }
        let _attached = Strace::inject(&server, &format!("{call}:signal=KILL:when={nth}"), &[]);
        server.process.signal("TERM");
        assert_eq!(server.process.end().1, None, "{call} {nth}: it was killed");
        assert_eq!(ledger.assert_kept(folder.path()).len(), 5, "{call} {nth}");
    }
}

#[test]
#[ignore = "needs half a minute"]
fn what_was_acknowledged_is_mailed_at_least_once_and_twice_only_as_the_same_mail() {
    eprintln!("seed {SEED:#x}");
    let smtp = Smtp::start(|asked| match (asked.step, asked.connection % 7) {
        // Time to be killed between the last dot and the note of what came of it.
        (Step::End, 1 | 4) => {
            sleep(Duration::from_millis(15));
            Answer::Usual
        }
        // Taken, but nobody hears of it.
        (Step::End, 2) => Answer::HangsUp,
        (Step::Recipient, 3) => says("451 4.7.1 later"),
        _ => Answer::Usual,
    });
    let url = format!("--smtp-url={}", smtp.url());
    let program = FastProgram::unlimited(&[&url, "--mail-from=form@example.org", "--mail-to=office@example.org"]);
    let (folder, mut crowd) = (tempfile::tempdir().unwrap(), Crowd::gather(4, SEED));
    kill_again_and_again(&program, folder.path(), 60, &crowd);
    close(&program, folder.path(), &mut crowd);
    // Who died while sending has taken messages on for minutes, and who heard “later” waits a
    // while. That time passes here.
    change(&database(folder.path()), "UPDATE message SET lease_until = 0, next_attempt_at = 0 WHERE state <> 'sent'");
    smtp.set(usual);
    let ledger = crowd.ledger();
    let acknowledged = ledger.acknowledged();
    let mut server = program.start(folder.path());
    let subject = |mail: &[u8]| String::from_utf8_lossy(mail).split("Subject: ").nth(1).unwrap_or("").to_owned();
    wait_until("everything is mailed", || {
        let taken: Vec<String> =
            smtp.mails().iter().filter(|mail| mail.acknowledged).map(|mail| subject(&mail.mail)).collect();
        acknowledged.keys().all(|reference| taken.iter().any(|subject| subject.contains(reference)))
    });
    wait_until("it is written down", || ledger.assert_kept(folder.path()).iter().all(|m| m.state == State::Sent));
    server.kill();

    let mails = smtp.mails();
    let by_id = by_id(&mails);
    let stored = ledger.assert_kept(folder.path());
    assert_eq!(by_id.len(), stored.len(), "one Message-ID for every message");
    for message in &stored {
        let (_, copies) = by_id.iter().find(|(id, _)| id.starts_with(&message.id)).unwrap();
        assert!(
            copies.iter().all(|copy| copy.mail == copies[0].mail),
            "the same bytes each time: {}",
            message.reference
        );
        let mail = parsed(&copies[0].mail);
        assert!(mail.subject().unwrap().contains(message.reference.as_str()));
        let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
        let (_, body) = text.split_once("\n\n").unwrap();
        assert_eq!(typed(body, message.reference.as_str()), message.body, "{}", message.reference);
    }
    let copies: usize = by_id.values().map(Vec::len).sum();
    eprintln!("{} acknowledged, {} mails, {copies} copies", acknowledged.len(), by_id.len());
    assert!(copies > by_id.len(), "no mail came twice: nothing was tried");
}

/// The bytes of a form on its way.
fn request(message: &str) -> Vec<u8> {
    form_request("/en/contact", &letter(message)).into_bytes()
}

#[test]
fn a_client_that_hangs_up_does_not_cancel_the_commit_and_is_counted() {
    let (server, inbox) = with_faults(&["--contact-total=2"]);
    assert_eq!(server.post("/en/contact", &letter("Before."), &[]).status, 303);
    // Whoever holds the state from here on is a handler: the workers of both listeners are there.
    assert_eq!(ask(server.admin, "GET", "/livez", &[]).status, 200);

    // Somebody else writes to the database, so that the commit has to wait.
    let runtime = runtime();
    let url = format!("sqlite:{}", server.database().display());
    let mut other = runtime.block_on(SqliteConnection::connect(&url)).unwrap();
    runtime.block_on(other.execute("BEGIN IMMEDIATE")).unwrap();
    let mut client = TcpStream::connect(server.address).unwrap();
    client.write_all(&request("Sent, and gone.")).unwrap();
    wait_until("the commit is under way", || inbox.asked() == 2);
    let with_its_handler = Arc::strong_count(&server.app);
    hang_up(client);
    wait_until("nobody waits for it any more", || Arc::strong_count(&server.app) < with_its_handler);
    assert_eq!(server.stored().len(), 1);
    runtime.block_on(other.execute("ROLLBACK")).unwrap();
    wait_until("the message is stored", || server.stored().len() == 2);
    assert_eq!(server.stored()[1].body, "Sent, and gone.");
    assert_eq!(server.post("/en/contact", &letter("One too many."), &[]).status, 429, "two were taken this minute");
}

#[test]
fn a_client_that_hangs_up_leaves_a_whole_message_or_none() {
    eprintln!("seed {SEED:#x}");
    let (program, folder) = (FastProgram::unlimited(&[]), tempfile::tempdir().unwrap());
    let server = program.start(folder.path());
    let (ledger, browser, mut chance) = (Ledger::default(), Browser::new(true), Chance(SEED));
    let mut never = Vec::new();
    for number in 0..200 {
        let message = message(number, &mut chance);
        let mut request = request(&message);
        ledger.sends(&message);
        let is_whole = chance.below(2) == 0;
        if !is_whole {
            request.truncate(chance.below(request.len() as u64) as usize);
        }
        let mut client = TcpStream::connect(server.address()).unwrap();
        client.write_all(&request).unwrap();
        sleep(chance.millis_below(6));
        if chance.below(2) == 0 {
            hang_up(client)
        } else {
            drop(client)
        }
        if is_whole {
            // Unsure, and so once more: the same message, whether it has come in before or not.
            let again = [(); 2].map(|()| ledger.send(&browser, server.address(), &message).unwrap());
            assert_eq!(again[0].reference(), again[1].reference());
        } else {
            never.push(message);
        }
    }
    let stored = ledger.assert_kept(folder.path());
    assert_eq!(stored.len(), 200 - never.len(), "half a message was taken for one");
}
