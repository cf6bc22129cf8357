//! A mail server that does at every step what a test says, and keeps every mail whose last dot
//! arrived. On a free port of loopback; ends with its test.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::tls::{self, Certificate, Front};

/// Where in the conversation the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody has connected and waits for the greeting.
    Connect,
    Hello,
    StartTls,
    Login,
    Sender,
    Recipient,
    Data,
    /// The first line of the mail has come.
    Mail,
    /// The last dot has come.
    End,
}

/// What the server is asked.
pub struct Asked<'a> {
    /// How many connections came before this one, since the behaviour was set.
    pub connection: usize,
    pub step: Step,
    /// The command; at the end, the whole mail.
    pub said: &'a str,
}

/// What it does then.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What a server says that takes everything.
    Usual,
    /// Something else: one line or several, the ends between them CRLF. After a 421 it hangs up.
    Says(String),
    /// The same in bytes that are no text.
    Bytes(Vec<u8>),
    /// Nothing, until the client goes.
    Silence,
    /// The usual, byte by byte, with so much time before each.
    Drips(Duration),
    HangsUp,
}

/// A line that it says.
pub fn says(line: &str) -> Answer {
    Answer::Says(line.to_owned())
}

/// Takes everything.
pub fn usual(_: &Asked) -> Answer {
    Answer::Usual
}

/// Does something at one step, and the usual at others.
pub fn at(step: Step, answer: Answer) -> impl Fn(&Asked) -> Answer + Send + Sync + 'static {
    move |asked| if asked.step == step { answer.clone() } else { Answer::Usual }
}

/// A mail whose last dot arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    /// The recipients that were taken, with commas.
    pub to: String,
    /// The mail, dots unstuffed.
    pub mail: Vec<u8>,
    /// Whether the server has said that it takes it.
    pub acknowledged: bool,
}

/// How the server is reached.
#[derive(Clone, Debug)]
pub enum Protection {
    Plain,
    /// In the clear first; the certificate is shown after STARTTLS.
    StartTls(Certificate),
    /// The certificate is shown first.
    Tls(Certificate),
}

type Behaviour = Arc<dyn Fn(&Asked) -> Answer + Send + Sync>;

struct Shared {
    protection: Protection,
    behaviour: Mutex<Behaviour>,
    listener: Mutex<Option<TcpListener>>,
    /// Since the behaviour was set.
    numbered: AtomicUsize,
    connections: AtomicUsize,
    heard: Mutex<Vec<String>>,
    mails: Mutex<Vec<Received>>,
    ended: AtomicBool,
}

/// The server.
pub struct Smtp {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Smtp {
    /// A server that behaves like this; [`usual`] takes everything. What it is told may block, and
    /// hold up only the connection that it is about.
    pub fn start(behaviour: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        Self::protected(Protection::Plain, behaviour)
    }

    /// A server with a certificate.
    pub fn protected(protection: Protection, behaviour: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            protection,
            behaviour: Mutex::new(Arc::new(behaviour)),
            listener: Mutex::new(Some(listener)),
            numbered: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
            heard: Mutex::default(),
            mails: Mutex::default(),
            ended: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        std::thread::spawn(move || accepting.accept());
        Self { address, shared }
    }

    pub fn url(&self) -> String {
        let scheme = match self.shared.protection {
            Protection::Plain => "smtp",
            Protection::StartTls(_) => "smtp+starttls",
            Protection::Tls(_) => "smtps",
        };
        format!("{scheme}://{}", self.address)
    }

    /// From the next question on it behaves like this.
    pub fn set(&self, behaviour: impl Fn(&Asked) -> Answer + Send + Sync + 'static) {
        *self.shared.behaviour.lock().unwrap() = Arc::new(behaviour);
        self.shared.numbered.store(0, Ordering::Relaxed);
    }

    /// Nobody listens any more: connections are refused.
    pub fn leave(&self) {
        *self.shared.listener.lock().unwrap() = None;
    }

    pub fn come_back(&self) {
        *self.shared.listener.lock().unwrap() = Some(listen(self.address));
    }

    /// Every mail whose last dot arrived, in that order.
    pub fn mails(&self) -> Vec<Received> {
        self.shared.mails.lock().unwrap().clone()
    }

    /// Every command, whatever it was answered.
    pub fn heard(&self) -> Vec<String> {
        self.shared.heard.lock().unwrap().clone()
    }

    /// How often somebody has connected.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::Relaxed)
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Relaxed);
        self.leave();
    }
}

fn listen(address: SocketAddr) -> TcpListener {
    let listener = TcpListener::bind(address).unwrap();
    listener.set_nonblocking(true).unwrap();
    listener
}

impl Shared {
    fn accept(self: &Arc<Self>) {
        while !self.ended.load(Ordering::Relaxed) {
            let accepted = self.listener.lock().unwrap().as_ref().and_then(|listener| listener.accept().ok());
            let Some((stream, _)) = accepted else {
                std::thread::sleep(Duration::from_millis(2));
                continue;
            };
            let connection = self.numbered.fetch_add(1, Ordering::Relaxed);
            self.connections.fetch_add(1, Ordering::Relaxed);
            let shared = Arc::clone(self);
            // A client that goes in the middle ends its connection and nothing else.
            std::thread::spawn(move || drop(Conversation::new(&shared, connection, stream).and_then(|c| c.hold())));
        }
    }
}

/// One connection.
struct Conversation<'s> {
    shared: &'s Shared,
    connection: usize,
    stream: TcpStream,
    input: BufReader<Box<dyn Read>>,
    output: Box<dyn Write>,
    /// From where on the connection is protected.
    front: Option<Front>,
}

impl<'s> Conversation<'s> {
    fn new(shared: &'s Shared, connection: usize, stream: TcpStream) -> io::Result<Self> {
        stream.set_nonblocking(false)?;
        stream.set_nodelay(true)?;
        // No test takes that long.
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let input = BufReader::new(Box::new(stream.try_clone()?) as Box<dyn Read>);
        let output = Box::new(stream.try_clone()?);
        Ok(Self { shared, connection, stream, input, output, front: None })
    }

    fn protect(&mut self, certificate: &Certificate) -> io::Result<()> {
        let clear = tls::accept(self.stream.try_clone()?, certificate)?;
        self.input = BufReader::new(Box::new(clear.input));
        self.output = Box::new(clear.output);
        self.front = Some(clear.front);
        Ok(())
    }

    fn hold(mut self) -> io::Result<()> {
        let shared = self.shared;
        if let Protection::Tls(certificate) = &shared.protection {
            self.protect(certificate)?;
        }
        self.answer(Step::Connect, "", "220 mail.example.org ESMTP")?;
        let (mut from, mut to) = (String::new(), String::new());
        loop {
            let line = String::from_utf8_lossy(&self.line()?).trim_end().to_owned();
            shared.heard.lock().unwrap().push(line.clone());
            let address = || line.split(['<', '>']).nth(1).unwrap_or("").to_owned();
            match line.split([' ', ':']).next().unwrap_or("").to_ascii_uppercase().as_str() {
                "EHLO" | "HELO" => {
                    let offer = matches!(&shared.protection, Protection::StartTls(_) if self.front.is_none());
                    let offer = if offer { "250-STARTTLS\r\n" } else { "" };
                    let usual =
                        format!("250-mail.example.org\r\n{offer}250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN");
                    self.answer(Step::Hello, &line, &usual)?;
                }
                "STARTTLS" => match &shared.protection {
                    Protection::StartTls(certificate) => {
                        if self.answer(Step::StartTls, &line, "220 2.0.0 go on")?.starts_with("220") {
                            self.protect(certificate)?;
                        }
                    }
                    _ => self.say("502 5.5.1 not here", None)?,
                },
                "AUTH" => {
                    self.answer(Step::Login, &line, "235 2.7.0 welcome")?;
                }
                "MAIL" => {
                    (from, to) = (address(), String::new());
                    self.answer(Step::Sender, &line, "250 2.1.0 fine")?;
                }
                "RCPT" => {
                    if self.answer(Step::Recipient, &line, "250 2.1.5 fine")?.starts_with("250") {
                        let comma = if to.is_empty() { "" } else { "," };
                        to = format!("{to}{comma}{}", address());
                    }
                }
                "DATA" => {
                    if self.answer(Step::Data, &line, "354 go on")?.starts_with("354") {
                        self.take(from.clone(), to.clone())?;
                    }
                }
                "QUIT" => return self.say("221 2.0.0 bye", None),
                "RSET" | "NOOP" => self.say("250 2.0.0 fine", None)?,
                _ => self.say("500 5.5.2 pardon?", None)?,
            }
        }
    }

    /// Reads a mail and answers it.
    fn take(&mut self, from: String, to: String) -> io::Result<()> {
        let mut line = self.line()?;
        if !matches!(self.ask(Step::Mail, ""), Answer::Usual) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let mut mail = Vec::new();
        while line != b".\r\n" {
            mail.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            line = self.line()?;
        }
        let text = String::from_utf8_lossy(&mail).into_owned();
        let at = {
            let mut mails = self.shared.mails.lock().unwrap();
            mails.push(Received { from, to, mail, acknowledged: false });
            mails.len() - 1
        };
        let answer = self.ask(Step::End, &text);
        let taken = match &answer {
            Answer::Usual | Answer::Drips(_) => true,
            Answer::Says(reply) => reply.starts_with('2'),
            Answer::Bytes(reply) => reply.starts_with(b"2"),
            Answer::Silence | Answer::HangsUp => false,
        };
        // Noted first: who hears the answer may look at once.
        let shared = self.shared;
        let note = |taken| shared.mails.lock().unwrap()[at].acknowledged = taken;
        note(taken);
        self.give(answer, "250 2.0.0 taken").map(drop).inspect_err(|_| note(false))
    }

    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line)
    }

    fn ask(&self, step: Step, said: &str) -> Answer {
        let behaviour = Arc::clone(&self.shared.behaviour.lock().unwrap());
        behaviour(&Asked { connection: self.connection, step, said })
    }

    fn answer(&mut self, step: Step, said: &str, usual: &str) -> io::Result<String> {
        let answer = self.ask(step, said);
        self.give(answer, usual)
    }

    /// Does as it is told; what was said. An error ends the connection.
    fn give(&mut self, answer: Answer, usual: &str) -> io::Result<String> {
        let (reply, pause) = match answer {
            Answer::Usual => (usual.to_owned(), None),
            Answer::Drips(pause) => (usual.to_owned(), Some(pause)),
            Answer::Says(reply) => (reply, None),
            Answer::Bytes(reply) => {
                self.output.write_all(&[&reply[..], b"\r\n"].concat())?;
                return Ok(String::from_utf8_lossy(&reply).into_owned());
            }
            Answer::Silence => {
                io::copy(&mut self.input, &mut io::sink())?;
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            Answer::HangsUp => return Err(io::ErrorKind::ConnectionAborted.into()),
        };
        self.say(&reply, pause)?;
        if reply.starts_with("421") { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(reply) }
    }

    fn say(&mut self, reply: &str, pause: Option<Duration>) -> io::Result<()> {
        let reply = format!("{reply}\r\n");
        let Some(pause) = pause else { return self.output.write_all(reply.as_bytes()) };
        for byte in reply.bytes() {
            std::thread::sleep(pause);
            self.output.write_all(&[byte])?;
        }
        Ok(())
    }
}
