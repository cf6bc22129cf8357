//! Signals to stop, as tools send them.

use std::io::Write;
use std::time::Duration;

use crate::support::fast_program::FastProgram;
use crate::support::program::wait_until;
use crate::support::request::{connect, encoded, form_head, letter};
use crate::support::response::Response;

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
