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

/// Makes so many locales in a folder: the ten, and others under tags of other languages, made from them. Gives back how
/// many.
pub fn locales(folder: &Path, number: usize) -> usize {
    let ten = languages();
    let make = |from: &str, to: &str, number: usize| {
        let (from, to) = (Path::new("locales").join(from), folder.join(to));
        std::fs::create_dir(&to).unwrap();
        for file in std::fs::read_dir(from).unwrap().flatten() {
            let name = file.file_name();
            let text = std::fs::read_to_string(file.path()).unwrap();
            let is_text = name.to_string_lossy().ends_with(".ftl") && !name.to_string_lossy().starts_with('.');
            std::fs::write(to.join(name), if is_text { in_other_words(&text, number) } else { text }).unwrap();
        }
    };
    ten.iter().for_each(|tag| make(tag, tag, 0));
    let mut made = ten.len();
    for tag in other_tags().filter(|tag| !ten.contains(tag) && tag != "zh").take(number - ten.len()) {
        make(&ten[made % ten.len()], &tag, made / ten.len());
        made += 1;
    }
    made
}

/// The messages of a file in what looks like the words of another language, by its number; 0 is the same. Below 676 no
/// two are alike.
pub fn in_other_words(text: &str, number: usize) -> String {
    let lines = text.lines().map(|line| match line.split_once(" = ") {
        Some((before, text)) if !before.starts_with('#') => format!("{before} = {}", other_words(text, number)),
        _ => line.to_owned(),
    });
    lines.map(|line| line + "\n").collect()
}

/// Every other letter is as far on as the one half of the number says, the rest as the other half. What is in braces
/// and elements stays.
fn other_words(text: &str, number: usize) -> String {
    let mut depth = 0_usize;
    let further = |(at, c): (usize, char)| {
        match c {
            '{' | '<' => depth += 1,
            '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let further = if at % 2 == 0 { number % 26 } else { number / 26 };
        let is_letter = depth == 0 && c.is_ascii_lowercase();
        if is_letter { char::from(b'a' + ((c as u8 - b'a') as usize + further).rem_euclid(26) as u8) } else { c }
    };
    text.chars().enumerate().map(further).collect()
}

/// The tags of other languages: of two letters, then of three.
pub fn other_tags() -> impl Iterator<Item = String> {
    let two = || ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}")));
    let three = two().flat_map(|two| ('a'..='z').map(move |c| format!("{two}{c}")));
    two().chain(three).filter(|tag| {
        let canonical = communique::l10n::language::canonicalize(tag).filter(communique::l10n::language::is_known);
        canonical.is_some_and(|canonical| canonical.to_string() == *tag)
    })
}
