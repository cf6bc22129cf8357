//! A server, and one citizen who writes to it and keeps a ledger.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::support::citizens::{Browser, Chance, Ledger, assert_refused_with_the_text, message};
use crate::support::fast_program::FastProgram;
use crate::support::program::{Program, communique, free_port};
use crate::support::request::ask;

/// The same cases for every run.
pub const SEED: u64 = 0x2026_1125;

/// A server, and one citizen who writes to it and keeps a ledger.
pub struct Correspondence {
    pub folder: PathBuf,
    pub admin: SocketAddr,
    pub server: Program,
    pub browser: Browser,
    pub ledger: Ledger,
    pub chance: Chance,
    pub written: usize,
}

impl Correspondence {
    /// Starts the server, by a command that may do something to its disk first.
    pub fn begin(folder: &Path, prepare: impl FnOnce(Command) -> Command) -> Self {
        let admin = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let program = FastProgram::unlimited(&[&format!("--admin-listen={admin}")]);
        let server = Program::from(prepare(program.command(folder)));
        let (browser, ledger, chance) = (Browser::new(true), Ledger::default(), Chance(SEED));
        Self { folder: folder.to_owned(), admin, server, browser, ledger, chance, written: 0 }
    }

    /// Another message that nobody has sent yet.
    pub fn compose(&mut self) -> String {
        self.written += 1;
        message(self.written, &mut self.chance)
    }

    /// Sends a message; whether it was acknowledged. If not, the text came back with all else that
    /// a refusal says.
    pub fn send(&self, message: &str) -> bool {
        let answer = self.ledger.send(&self.browser, self.server.address(), message).unwrap();
        let is_acknowledged = answer.reference().is_some();
        if !is_acknowledged {
            assert_refused_with_the_text(&answer, message);
        }
        is_acknowledged
    }

    pub fn accepts(&mut self, messages: usize) {
        for _ in 0..messages {
            let message = self.compose();
            assert!(self.send(&message), "{}", self.server.log());
        }
    }

    /// Sends until so many have been refused; those.
    pub fn is_refused(&mut self, times: usize) -> Vec<String> {
        let mut refused = Vec::new();
        let deadline = Instant::now() + Duration::from_secs(60);
        while refused.len() < times {
            assert!(Instant::now() < deadline, "nothing is refused");
            let message = self.compose();
            if !self.send(&message) {
                refused.push(message);
            }
        }
        refused
    }

    /// Now the very same messages are taken.
    pub fn takes(&self, refused: &[String]) {
        // A connection that was opened to read meanwhile may have to find out that it cannot write.
        let tries = refused.iter().map(|message| (1..=3).find(|_| self.send(message)));
        let tries: usize =
            tries.map(|tries| tries.unwrap_or_else(|| panic!("it does not work again: {}", self.server.log()))).sum();
        assert!(tries <= refused.len() + 1, "{}", self.server.log());
    }

    pub fn says(&self, path: &str) -> u16 {
        ask(self.admin, "GET", path, &[]).status
    }

    /// Whatever needs no writing goes on: pages, health, receipts, and the staff’s reading.
    pub fn assert_all_else_goes_on(&self) {
        let address = self.server.address();
        assert_eq!(ask(address, "GET", "/en/fight-against-terrorism", &[]).status, 200);
        assert_eq!(ask(address, "GET", "/en/contact", &[]).status, 200);
        assert_eq!((self.says("/readyz"), self.says("/livez")), (200, 200));
        let acknowledged = self.ledger.acknowledged();
        for reference in acknowledged.keys() {
            let receipt = ask(address, "GET", &format!("/en/contact/received/{reference}"), &[]);
            assert_eq!(receipt.status, 200, "{reference}");
        }
        let Output { status, stdout, stderr } = communique(&self.folder, &["inbox", "list"]);
        assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
        let listed = String::from_utf8(stdout).unwrap();
        assert!(acknowledged.keys().all(|reference| listed.contains(reference)), "{listed}");
    }

    /// Something happens to the disk and passes. Meanwhile messages are refused, and nothing else;
    /// afterwards the very same ones are taken, without a restart.
    pub fn outlives<G>(&mut self, fails: impl FnOnce(&Self) -> G, works_again: impl FnOnce(G)) {
        self.accepts(3);
        let failing = fails(self);
        let refused = self.is_refused(3);
        assert_eq!(self.says("/readyz/contact"), 503);
        self.assert_all_else_goes_on();
        works_again(failing);
        self.takes(&refused);
        assert_eq!(self.says("/readyz/contact"), 200);
    }

    /// The server dies and is started again.
    pub fn restart(&mut self) {
        self.server.kill();
        let program = FastProgram::unlimited(&[&format!("--admin-listen={}", self.admin)]);
        self.server = program.start(&self.folder);
    }

    /// The server dies, and whatever was acknowledged is there.
    pub fn end(mut self) {
        self.server.kill();
        self.ledger.assert_kept(&self.folder);
    }
}
