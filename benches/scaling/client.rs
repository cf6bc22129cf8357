//! A client of HTTP/1.1 on one connection, which costs little itself: pages and forms, whole or an error.

use std::io::{BufRead, BufReader, Error, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer that has come whole.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        let line = |line: &str| line.split_once(':').is_some_and(|(given, _)| given.eq_ignore_ascii_case(name));
        self.head.lines().find(|text| line(text)).and_then(|line| line.split_once(':')).map_or("", |(_, v)| v.trim())
    }
}

/// A connection that is opened when it is needed, and again when it was closed.
pub struct Client {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, stream: None }
    }

    /// Sends a request and reads its answer.
    pub fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        let answer = self.exchange(request);
        let closes = answer.as_ref().map_or(true, |answer| answer.header("connection").eq_ignore_ascii_case("close"));
        if closes {
            self.stream = None;
        }
        answer
    }

    fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect_timeout(&self.address, Duration::from_secs(10))?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(30)))?;
                self.stream.insert(BufReader::with_capacity(64 * 1024, stream))
            }
        };
        stream.get_mut().write_all(request)?;
        let mut head = String::new();
        loop {
            let from = head.len();
            if stream.read_line(&mut head)? == 0 {
                return Err(Error::other(format!("closed after {} bytes of a head", head.len())));
            }
            if &head[from..] == "\r\n" {
                break;
            }
        }
        let status = head.get(9..12).and_then(|status| status.parse().ok());
        let mut answer = Answer { status: status.ok_or_else(|| Error::other("no status"))?, head, body: Vec::new() };
        let length = answer.header("content-length").parse().map_err(|_| Error::other("no length"))?;
        answer.body = vec![0; length];
        stream.read_exact(&mut answer.body)?;
        Ok(answer)
    }
}

/// The request for a page.
pub fn page(path: &str, coding: &str, language: &str) -> Vec<u8> {
    let coding = if coding.is_empty() { String::new() } else { format!("accept-encoding: {coding}\r\n") };
    format!("GET {path} HTTP/1.1\r\nhost: www.example.org\r\naccept-language: {language}\r\n{coding}\r\n").into_bytes()
}

/// The request that sends a message, from a client of the proxy’s.
pub fn form(text: &str, client: &str) -> Vec<u8> {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("topic", "material"), ("about", ""), ("name", "Ayşə Məmmədova")])
        .extend_pairs([("email", "ayse@example.org"), ("organisation", ""), ("reply", "")])
        .extend_pairs([("message", text), ("memo", ""), ("consent", "yes")])
        .finish();
    format!(
        "POST /en/contact HTTP/1.1\r\nhost: www.example.org\r\nx-forwarded-for: {client}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}

/// Half a page, as people write; no two with one number and one kind are the same.
pub fn text(kind: &str, number: u64) -> String {
    let words = "We should like to reprint the statement with its notes in our quarterly. ".repeat(6);
    format!("{words}({kind} {number})")
}

/// The reference that an answer to a form names.
pub fn reference(answer: &Answer) -> Option<String> {
    let place = answer.header("location");
    (answer.status == 303).then(|| place.rsplit('/').next().unwrap_or(place).to_owned())
}
