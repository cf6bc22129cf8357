//! The servers that are measured, each in a state of its own, and what of their CPU time and counters can be read.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::rows::Condition;

/// A running server.
pub struct Server {
    process: Child,
    folder: tempfile::TempDir,
    /// Where it answers.
    pub address: SocketAddr,
    admin: SocketAddr,
    /// Connections that hold what the condition needs.
    held: Vec<TcpStream>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

fn address_in(line: &str, name: &str) -> SocketAddr {
    line.split(&format!("\"{name}\":\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

impl Server {
    /// Starts a program as a server in a state.
    pub fn start(program: &str, condition: Condition) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let limits = match condition {
            Condition::MinuteFull => ["--contact-per-client=0", "--contact-total=1", "--contact-per-day=0"],
            Condition::DayFull => ["--contact-per-client=0", "--contact-total=0", "--contact-per-day=1"],
            _ => ["--contact-per-client=0", "--contact-total=0", "--contact-per-day=0"],
        };
        let mut process = Command::new(program)
            .args(["serve", "--log-format=json", "--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0"])
            .args(["--public-url=https://www.example.org", "--trusted-proxies=127.0.0.1"])
            .arg("--contact-email=office@example.org")
            .args(limits)
            .env("STATE_DIRECTORY", folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
        let serving = lines.find(|line| line.contains("\"serving\"")).expect("the server did not start");
        std::thread::spawn(move || lines.for_each(drop));
        let (address, admin) = (address_in(&serving, "listen"), address_in(&serving, "admin"));
        Self { process, folder, address, admin, held: Vec::new() }
    }

    /// Brings about the state, or brings it about again: some states pass.
    pub fn prepare(&mut self, condition: Condition, right_form: impl Fn(u64) -> Vec<u8>) {
        self.held.clear();
        match condition {
            Condition::Usual => {}
            Condition::MinuteFull | Condition::DayFull => {
                // Refused, and not about to be taken again.
                let lasts = |head: &str| -> Option<u64> {
                    let seconds = head.lines().find_map(|line| line.strip_prefix("retry-after: "))?.parse().ok();
                    seconds.filter(|seconds: &u64| *seconds > 10)
                };
                for number in 1_000_000.. {
                    let (status, head) = exchange(self.address, &right_form(number));
                    if status == 429 && lasts(&head).is_some() {
                        break;
                    }
                    std::thread::sleep(Duration::from_millis(500));
                }
            }
            Condition::StorageFails => {
                let _ = std::fs::remove_file(self.folder.path().join("communique.db"));
            }
            Condition::ShareFull => self.hold(CONNECTIONS, client),
            Condition::BodiesFull => self.hold(64, |at| format!("10.{}.{}.1", at / 4, at % 4)),
        }
    }

    /// Sends most of two long bodies for each of so many clients, as a trusted proxy names them.
    fn hold(&mut self, clients: usize, name: impl Fn(usize) -> String) {
        const LENGTH: usize = 256 * 1024;
        let body = vec![b'x'; LENGTH - 1];
        for client in 0..clients {
            let name = name(client);
            for _ in 0..2 {
                let mut stream = TcpStream::connect(self.address).unwrap();
                let head = format!(
                    "POST /en/contact HTTP/1.1\r\nhost: x\r\nx-forwarded-for: {name}\r\n\
                     content-type: application/x-www-form-urlencoded\r\ncontent-length: {LENGTH}\r\n\r\n"
                );
                stream.write_all(head.as_bytes()).unwrap();
                stream.write_all(&body).unwrap();
                self.held.push(stream);
            }
        }
        std::thread::sleep(Duration::from_millis(100));
    }

    /// CPU time, in nanoseconds, by thread.
    fn threads(&self) -> HashMap<String, u64> {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.process.id())).unwrap().flatten();
        tasks
            .filter_map(|task| {
                let times = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
                Some((task.file_name().into_string().ok()?, times.split(' ').next()?.parse().ok()?))
            })
            .collect()
    }

    /// CPU time, in nanoseconds, that the server spends while something is done.
    pub fn spends(&self, mut while_doing: impl FnMut()) -> u64 {
        let before = self.threads();
        while_doing();
        let after = self.threads();
        after.iter().map(|(thread, time)| time - before.get(thread).copied().unwrap_or(0).min(*time)).sum()
    }

    /// The sum of the counts of the metrics in whose lines this stands, before the value.
    pub fn counter(&self, metric: &str) -> u64 {
        let mut stream = TcpStream::connect(self.admin).unwrap();
        stream.write_all(b"GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let counts = text.lines().filter(|line| line.contains("_count{") || line.contains("_total{"));
        counts.filter_map(|line| line.split_once(metric)).map(|(_, value)| value.parse::<u64>().unwrap()).sum()
    }
}

/// So many connections ask at once, each of a client of its own.
pub const CONNECTIONS: usize = 16;

/// The client of a connection, as a trusted proxy names it.
pub fn client(connection: usize) -> String {
    format!("10.200.{connection}.1")
}

/// One request on a connection of its own; status and head of the answer.
pub fn exchange(address: SocketAddr, request: &[u8]) -> (u16, String) {
    let mut connection = Connection::open(address);
    connection.send(request);
    connection.answer(request.starts_with(b"HEAD"))
}

/// A connection of a client.
pub struct Connection {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Opens one.
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Self { address, stream: BufReader::with_capacity(1 << 20, stream) }
    }

    /// Sends a request, as far as the server reads it.
    pub fn send(&mut self, request: &[u8]) {
        let _ = self.stream.get_mut().write_all(request);
    }

    /// Reads an answer: its status and head. A connection that the server closes is opened anew.
    pub fn answer(&mut self, is_head: bool) -> (u16, String) {
        let mut head = String::new();
        loop {
            let from = head.len();
            assert!(self.stream.read_line(&mut head).unwrap() > 0, "no answer: {head}");
            if &head[from..] == "\r\n" {
                break;
            }
        }
        let status: u16 = head[9..12].parse().unwrap();
        let length =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |l| l.parse().unwrap());
        if !is_head && status != 304 {
            let mut rest: usize = length;
            while rest > 0 {
                let read = self.stream.fill_buf().unwrap().len().min(rest);
                assert!(read > 0, "the answer is cut off");
                self.stream.consume(read);
                rest -= read;
            }
        }
        if head.contains("connection: close") {
            *self = Self::open(self.address);
        }
        (status, head)
    }
}
