//! What the measurements share: the released binary, and raw requests.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A child that is asked to end when it is no longer needed.
pub struct Process(pub Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// The languages of the project, by their folders.
pub fn languages() -> Vec<String> {
    let folders = std::fs::read_dir("locales").unwrap().flatten().filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// Starts a server from a command that takes communique’s arguments; gives back its address.
pub fn communique(mut command: Command, flags: &[&str]) -> (Process, SocketAddr) {
    let mut child = command
        .args(["serve", "--log-format=json", "--listen=127.0.0.1:0"])
        .args(flags)
        .env("STATE_DIRECTORY", STATE)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the server cannot be started");
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let serving = lines.find(|line| line.contains("\"serving\"")).expect("the server did not start");
    let address = serving.split("\"listen\":\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    std::thread::spawn(move || lines.for_each(drop));
    (Process(child), address)
}

/// Where the servers keep their messages: a folder that cargo makes for measurements.
pub const STATE: &str = env!("CARGO_TARGET_TMPDIR");

pub const BINARY: &str = env!("CARGO_BIN_EXE_communique");

/// One request as a browser sends it; the bytes of the answer, head and body.
pub fn raw(address: SocketAddr, path: &str, coding: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept-encoding: {coding}\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let head = answer.windows(4).position(|w| w == b"\r\n\r\n").expect("no head") + 4;
    (String::from_utf8(answer[..head].to_vec()).unwrap(), answer[head..].to_vec())
}

/// Asks until the page is in its smallest form.
pub fn settled(address: SocketAddr, path: &str) -> (String, Vec<u8>) {
    for _ in 0..600 {
        let (head, body) = raw(address, path, "br");
        if !head.contains("-quick\"") {
            return (head, body);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{path} is not compressed after a minute");
}

/// Makes so many locales in a folder: the ten, and copies of them under tags of other languages. Gives back how many.
pub fn locales(folder: &Path, number: usize) -> usize {
    let ten = languages();
    let copy = |from: &str, to: &str| {
        let (from, to) = (Path::new("locales").join(from), folder.join(to));
        std::fs::create_dir(&to).unwrap();
        for file in std::fs::read_dir(from).unwrap().flatten() {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    };
    ten.iter().for_each(|tag| copy(tag, tag));
    let mut made = ten.len();
    for tag in other_tags() {
        if made < number && !folder.join(&tag).exists() && tag != "zh" {
            copy(&ten[made % ten.len()], &tag);
            made += 1;
        }
    }
    made
}

/// Tags of two letters, whether there is such a language or not.
pub fn other_tags() -> impl Iterator<Item = String> {
    let tags = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}")));
    tags.filter(|tag| {
        communique::l10n::locale::canonicalize(tag).is_some_and(|canonical| canonical.to_string() == *tag)
    })
}
